"""Why each block of a page is dropped: the model's judgement, and what the block's own words say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.read.article import judge
from sayso.read.lines import page_script, reason_of
from sayso.read.maintext import block_model, main_chances

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.read.maintext import BlockModel
    from sayso.read.visible import Shown

FEWEST_WORDS = 25
"""Words of main text below which the model is not believed and the lines decide."""

MOST_BLOCKS = 20_000
"""Blocks of a page that the model looks at; it holds a thousand bytes for each."""

MANY_LINKS = 0.6
"""Share of linked characters from which a dropped block is a list of links."""

NEAR = 12
"""Blocks before and after the article in which the byline and the date are looked for."""

LONGEST_LINE = 300
"""Characters of a dropped block whose words may say what it is."""

LONGEST_LOOKED_AT = 700
"""Characters beyond which no line is furniture by its words; it may still be in another script."""

SAMPLE = 120
"""Characters of each main block that tell the script of the page."""

_EVEN_IN_ARTICLES = frozenset(
    {
        "cookie notice",
        "advertisement",
        "share or subscribe",
        "log-in prompt",
        "comment form",
        "player or script",
    }
    | {"other language", "caption", "counter", "unfilled template", "call to the reader", "related links"}
    | {"date line", "byline"}
)
"""Furniture that is dropped by its words even where the model keeps it."""

_TOLD_BY_WORDS = frozenset({None, "byline", "caption", "credit line"})
"""Regions whose blocks say more exactly what they are."""


def reasons_of(
    shown: Sequence[Shown], title: int | None, model: BlockModel | None = None
) -> list[str | None]:
    """Return why each block is dropped, ``None`` for those that are kept; *title* is the headline."""
    if not shown or len(shown) > MOST_BLOCKS:
        return _reasons_by_lines(shown, title)
    main = _main(shown, title, model or block_model())
    if (
        sum(block.text.count(" ") + 1 for block, is_main in zip(shown, main, strict=True) if is_main)
        < FEWEST_WORDS
    ):
        return _reasons_by_lines(shown, title)
    looks = dict(_looks(shown, main))
    reasons: list[str | None] = []
    for index, (block, is_main) in enumerate(zip(shown, main, strict=True)):
        look = looks.get(index)
        if index == title or (is_main and look not in _EVEN_IN_ARTICLES):
            reasons.append(None)
        else:
            reasons.append(look or block.region or _reason_by_links(block))
    return reasons


def _main(shown: Sequence[Shown], title: int | None, model: BlockModel) -> list[bool]:
    """Return which blocks the model takes for main text, but for those in elements that hold none."""
    chances = main_chances(shown, title, model).tolist()
    return [
        chance >= model.threshold and not (block.sure and block.region)
        for block, chance in zip(shown, chances, strict=True)
    ]


def _looks(shown: Sequence[Shown], main: Sequence[bool]) -> Iterator[tuple[int, str | None]]:
    """Yield what the words of main blocks, and of those near them, say that they are."""
    inside = [index for index, is_main in enumerate(main) if is_main]
    script = page_script(shown[index].text[:SAMPLE] for index in inside)
    for index in range(max(0, inside[0] - NEAR), min(len(shown), inside[-1] + NEAR + 1)):
        block = shown[index]
        if len(block.text) > LONGEST_LOOKED_AT and block.text.isascii() and script == "LATIN":
            continue
        if main[index] or (len(block.text) <= LONGEST_LINE and block.region in _TOLD_BY_WORDS):
            yield index, reason_of(block.text, script)


def _reasons_by_lines(shown: Sequence[Shown], title: int | None) -> list[str | None]:
    """Judge the lines as those of a scraped text, where no main text was found."""
    inside = [index for index, block in enumerate(shown) if not block.sure]
    verdicts, _ = judge([shown[index].text for index in inside])
    reasons: list[str | None] = [block.region for block in shown]
    for index, verdict in zip(inside, verdicts, strict=True):
        reasons[index] = verdict.reason
    if title is not None:
        reasons[title] = None
    return reasons


def _reason_by_links(block: Shown) -> str:
    if block.links >= MANY_LINKS:
        return "related links" if len(block.text.split()) >= 4 else "navigation"
    return "caption" if block.role == "caption" else "not part of the article"
