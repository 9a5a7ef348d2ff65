"""A web page as blocks of visible text, joined by line ends, kept or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Block
from sayso.read.article import judge
from sayso.read.lines import look_at, page_script
from sayso.read.maintext import align, main_text
from sayso.read.textpage import Page
from sayso.read.tree import parse
from sayso.read.visible import Shown, shown_blocks
from sayso.read.webmeta import WebMetadata, read_metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_WORDS = 25
"""Words below which trafilatura's main text is not believed and the lines decide."""

MANY_LINKS = 0.6
"""Share of linked characters from which a dropped block is a list of links."""

_EVEN_IN_ARTICLES = frozenset(
    "cookie notice|advertisement|share or subscribe|log-in prompt|comment form|player or script|other language"
    "|caption|counter|unfilled template".split("|")
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
        ReadError: it is not a page.
    """
    tree = parse(text, name)
    shown = shown_blocks(tree.root)
    metadata = read_metadata(tree.root, url)
    title = _title_block(shown, metadata.titles)
    reasons = _reasons(shown, main_text(tree.root), title)
    return WebPage(_join(shown, reasons, title), metadata, tree.problems)


def _reasons(shown: Sequence[Shown], extracted: str, title: int | None) -> list[str | None]:
    """Return why each block is dropped, ``None`` for those that are kept."""
    lines = [block.text for block in shown]
    if len(extracted.split()) < FEWEST_WORDS:
        return _reasons_by_lines(shown, title)
    script = page_script([extracted])
    reasons: list[str | None] = []
    for index, (block, found) in enumerate(zip(shown, align(lines, extracted), strict=True)):
        if index == title:
            reasons.append(None)
            continue
        own = look_at(block.text, script).reason if not found or len(block.text) < 400 else None
        if found and not (block.sure and block.region) and own not in _EVEN_IN_ARTICLES:
            reasons.append(None)
        else:
            reasons.append(own or block.region or _reason_by_links(block))
    return reasons


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
    wanted = [_plain(title) for title in titles if title]
    best: tuple[int, int] | None = None
    for index, block in enumerate(shown):
        if len(block.text) > 400 or block.role not in {"heading", "paragraph"}:
            continue
        plain = _plain(block.text)
        if not plain or (block.sure and block.region):
            continue
        for rank, title in enumerate(wanted):
            same = (
                plain == title
                or (len(plain) >= 20 and title.startswith(plain))
                or (len(title) >= 20 and plain.startswith(title))
            )
            if same:
                score = (0 if block.tag == "h1" else 1 if block.role == "heading" else 2, rank)
                if best is None or score < best[0:1] + (0,):
                    best = (score[0], index)
    if best is not None:
        return best[1]
    mains = [index for index, block in enumerate(shown) if block.tag == "h1" and block.region is None]
    return mains[0] if len(mains) == 1 else None


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _join(shown: Sequence[Shown], reasons: Sequence[str | None], title: int | None) -> Page:
    blocks: list[Block] = []
    position = 0
    span = None
    for index, (block, reason) in enumerate(zip(shown, reasons, strict=True)):
        end = position + len(block.text)
        role = block.role
        if index == title:
            role, span = "title", (position, end)
        elif reason is not None:
            role = "caption" if reason in {"caption", "credit line"} else "furniture"
        blocks.append(Block(position, end, reason is None, reason, role))
        position = end + 1
    return Page("\n".join(block.text for block in shown), tuple(blocks), span)
