"""A web page as blocks of visible text, joined by line ends, kept or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Block
from sayso.read.captions import name_and_date
from sayso.read.errors import ReadError
from sayso.read.headline import LONGEST_TITLE, headline
from sayso.read.places import origins_of, problems_of
from sayso.read.textpage import MOST_LINES, Page, too_many_lines
from sayso.read.tree import parse
from sayso.read.verdicts import reasons_of
from sayso.read.visible import Shown, visible_text
from sayso.read.webmeta import WebMetadata, read_metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Span


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
    title = headline(shown, metadata.titles)
    reasons = reasons_of(shown, title)
    if title is not None and title + 1 < len(shown) and name_and_date(shown[title + 1].text):
        reasons[title + 1] = reasons[title + 1] or "date line"
    origins = origins_of(tree, visible)
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
