"""What a page's text says of itself: outlet, authors, when it was published and changed.

Only what a site prints around an article counts: credit lines, datelines,
bylines, "Published:" lines, a date alone at the headline. A date in a sentence of the
article is the date of something else and never taken.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.captions import byline_names, name_and_date, outlet_credit
from sayso.read.outlets import looks_like_outlet
from sayso.read.textdates import printed_dates, under_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model import Published
    from sayso.read.textpage import Page

LONGEST_LINE = 700

_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,3}(?:©|\(c\))?\s{0,3}(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s)?(?:by\s)?"
    r"(?P<outlet>[^\W\d_][^.,|©\d\n]{1,50}?)(?:,? (?:inc|ltd|llc|gmbh|corp)\b\.?)?"
    r"(?:[.,|]|\s[-–—]|\s*$|\s(?=all rights))",
    re.IGNORECASE,
)
_TITLE_TAIL = re.compile(r"\s(?:\||[-–—])\s(?P<outlet>[^\W\d_][^|\n]{1,40})$")
_SITES_END = re.compile(
    r"\b(?:news|times|post|herald|tribune|journal|gazette|telegraph|guardian|press|today|daily|online|tv|radio"
    r"|agency|international|media|magazine)\b|\.(?:com|org|net|co\.\w\w|\w\w)$",
    re.IGNORECASE,
)
"""How the names of outlets end, to tell "Title | Outlet" from a headline with a dash."""


class TextMetadata(NamedTuple):
    """What the text says of itself; everything may be absent."""

    outlet: str | None
    authors: tuple[str, ...]
    published: Published | None
    modified: Published | None = None


def read_text_metadata(page: Page, locale: str | None = None) -> TextMetadata:
    """Return what the furniture, the bylines and the dateline of *page* say of it.

    Args:
        page: the text and its blocks.
        locale: the page's language, with its region where known ("en-us"), which tells
            days from months in "03/04/2022".
    """
    published, modified = printed_dates(page, locale)
    return TextMetadata(_outlet(page), _authors(page), published, modified)


def _outlet(page: Page) -> str | None:
    """Return the outlet that credits, the copyright line or the page's first line name."""
    named = Counter(_credited(page))
    if named:
        most = max(named.values())
        return next(name for name, count in named.items() if count == most)
    for block in under_title(page):
        named_there = name_and_date(page.text[block.start : min(block.end, block.start + LONGEST_LINE)])
        if named_there and looks_like_outlet(named_there["name"]):
            return _clean(named_there["name"])
    for block in page.blocks[:5]:
        tail = _TITLE_TAIL.search(page.text[block.start : min(block.end, block.start + 200)])
        if tail and _SITES_END.search(tail["outlet"]) and len(tail["outlet"].split()) <= 5:
            return _clean(tail["outlet"])
    return None


def _credited(page: Page) -> Iterator[str]:
    """Yield the outlets that picture credits and copyright lines name; "AP/AFP" are a picture's agencies."""
    for block in page.blocks:
        if block.kept:
            continue
        line = page.text[block.start : block.end]
        if credit := outlet_credit(line):
            yield _clean(credit["outlet"])
        elif block.reason != "caption" and len(line) < 300 and _may_claim_rights(line):
            rights = _RIGHTS.search(line)
            if rights and "/" not in rights["outlet"]:
                yield _clean(rights["outlet"])


def _may_claim_rights(line: str) -> bool:
    """Return whether *line* holds what every line of copyright does; the pattern tries each character."""
    lower = line.lower()
    return "\N{COPYRIGHT SIGN}" in line or "(c)" in lower or "copyr" in lower


def _authors(page: Page) -> tuple[str, ...]:
    below = {block.start for block in under_title(page)}
    for block in page.blocks:
        if block.reason != "byline" and block.start not in below:
            continue
        if names := byline_names(page.text[block.start : min(block.end, block.start + LONGEST_LINE)]):
            return tuple(name for name in re.split(r"\s*(?:,|&|\band\b|\bund\b|\bet\b)\s*", names) if name)
    return ()


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" .,-–—|")
