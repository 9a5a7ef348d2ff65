"""A web page as blocks of visible text, joined by line ends, kept or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Block
from sayso.read.article import judge
from sayso.read.captions import name_and_date
from sayso.read.errors import ReadError
from sayso.read.lines import NOTHING, Look, look_at, page_script
from sayso.read.maintext import align, main_text
from sayso.read.places import Places, problems_of
from sayso.read.textpage import MOST_LINES, Page, too_many_lines
from sayso.read.tree import parse
from sayso.read.visible import Shown, visible_text
from sayso.read.webmeta import WebMetadata, read_metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Span

FEWEST_WORDS = 25
"""Words below which trafilatura's main text is not believed and the lines decide."""

MANY_LINKS = 0.6
"""Share of linked characters from which a dropped block is a list of links."""

FEW_LINKS = 0.3
"""Share of linked characters up to which a block may be a paragraph."""

FAR = 25
"""Blocks between headline and article from which what lies between is another part of the page."""

LONGEST_TITLE = 400
TELLING = 20
"""Letters from which the beginning of a headline tells which one it is."""

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
"""Furniture that is dropped by its words even where the extraction kept it."""


class WebPage(NamedTuple):
    """A page's text and blocks, what its markup says of it, and what could not be read."""

    page: Page
    metadata: WebMetadata
    problems: tuple[str, ...]


def read_web_page(text: str, name: str, url: str | None) -> WebPage:
    """Return the visible text of the page *text* as a document's text with blocks.

    Raises:
        ReadError: it is not a page, or has more text than an article can have.
    """
    tree = parse(text, name)
    visible = visible_text(tree.root)
    shown = visible.blocks
    if len(shown) > MOST_LINES:
        raise ReadError(too_many_lines(name))
    metadata = read_metadata(tree, url, _mastheads(shown))
    title = _title_block(shown, metadata.titles)
    reasons = _reasons(shown, main_text(tree.source, tree.elements), title)
    if title is not None and title + 1 < len(shown) and name_and_date(shown[title + 1].text):
        reasons[title + 1] = reasons[title + 1] or "date line"
    places = Places(tree, visible)
    origins = [places.origin(block) for block in shown]
    page = _join(shown, origins, reasons, title)
    return WebPage(page, metadata, (*tree.problems, *problems_of(origins)))


def _mastheads(shown: Sequence[Shown]) -> list[str]:
    """Return the texts that stand where the site's name does: in its header, or first on the page."""
    return [
        block.text
        for index, block in enumerate(shown)
        if len(block.text) <= LONGEST_TITLE
        and (block.region == "site name" or (index == 0 and block.region is None and block.tag != "h1"))
    ]


def _reasons(shown: Sequence[Shown], extracted: str, title: int | None) -> list[str | None]:
    """Return why each block is dropped, ``None`` for those that are kept."""
    if len(extracted.split()) < FEWEST_WORDS:
        return _reasons_by_lines(shown, title)
    found = align([block.text for block in shown], extracted)
    script = page_script([extracted])
    looks = [
        NOTHING if block.sure and block.region and not is_found else look_at(block.text, script)
        for block, is_found in zip(shown, found, strict=True)
    ]
    inside = [index for index, is_found in enumerate(found) if is_found and looks[index].prose]
    first, last = (inside[0], inside[-1]) if inside else (len(shown), -1)
    first = first if title is None or first - title > FAR else min(first, title)
    reasons: list[str | None] = []
    for index, (block, look) in enumerate(zip(shown, looks, strict=True)):
        of_article = found[index] or (first <= index <= last and _is_passed_over(block, look))
        if index == title or (
            of_article and not (block.sure and block.region) and look.reason not in _EVEN_IN_ARTICLES
        ):
            reasons.append(None)
        else:
            reasons.append(look.reason or block.region or _reason_by_links(block))
    return reasons


def _is_passed_over(block: Shown, look: Look) -> bool:
    """Return whether a block between the article's blocks is prose that the extraction left out.

    It leaves out standfirsts, and paragraphs in unusual elements; a lost paragraph
    is worse than kept clutter.
    """
    return look.prose and block.region is None and block.links < FEW_LINKS


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


def _title_block(shown: Sequence[Shown], titles: Sequence[str]) -> int | None:
    """Return which block is the headline: the one that is one of *titles*, or the only main heading."""
    candidates = [
        (index, _plain(block.text))
        for index, block in enumerate(shown)
        if len(block.text) <= LONGEST_TITLE and not (block.sure and block.region)
    ]
    for title in filter(None, map(_plain, titles)):
        same = [index for index, plain in candidates if _is_same(plain, title)]
        if same:
            return min(same, key=lambda index: (_rank(shown[index]), index))
    mains = [index for index, block in enumerate(shown) if block.tag == "h1" and block.region is None]
    return mains[0] if len(mains) == 1 else None


def _rank(block: Shown) -> int:
    return 0 if block.tag == "h1" else 1 if block.role == "heading" else 2


def _is_same(plain: str, title: str) -> bool:
    """Return whether two headlines are the same, or one is a telling beginning of the other."""
    return (
        plain == title
        or (len(plain) >= TELLING and title.startswith(plain))
        or (len(title) >= TELLING and plain.startswith(title))
    )


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _join(
    shown: Sequence[Shown], origins: Sequence[Span | None], reasons: Sequence[str | None], title: int | None
) -> Page:
    blocks: list[Block] = []
    position = 0
    span = None
    for index, (block, origin, reason) in enumerate(zip(shown, origins, reasons, strict=True)):
        end = position + len(block.text)
        role = block.role
        if index == title:
            role, span = "title", (position, end)
        elif reason is not None:
            role = "caption" if reason in {"caption", "credit line"} else "furniture"
        blocks.append(Block(position, end, reason is None, reason, role, origin))
        position = end + 1
    return Page("\n".join(block.text for block in shown), tuple(blocks), span)
