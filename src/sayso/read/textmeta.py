"""What a plain text says of itself: outlet, authors and publication date.

Only what a site prints around an article counts: credit lines, datelines,
bylines, "Published:" lines. A date in a sentence of the article is the date of
something else and never taken.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Published
from sayso.read.captions import byline_names, dated_credit, is_date_line, name_and_date, outlet_credit
from sayso.read.dates import DATE, NUMERIC_DATE, Reading, read_date
from sayso.read.outlets import looks_like_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Block
    from sayso.read.textpage import Page

_LABELLED, _HEAD, _DATELINE, _CREDIT, _UPDATE, _ELSEWHERE = range(6)
_SURENESS = (0.95, 0.9, 0.9, 0.85, 0.75, 0.6)
"""How sure a date is by where it stands, in the order of preference."""

DISAGREEMENT = 0.8
"""What is left of that when several such places give different dates."""

FIRST_PARAGRAPHS = 3
UNDER_TITLE = 3
"""Blocks after the headline in which the outlet's name and the date may stand on a line."""

LONGEST_LINE = 700
LOOKED_AT = 200_000
"""Characters in which other dates of the page are looked for, to tell days from months."""

_PUBLISHED = re.compile(
    r"\b(?:published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|опубликовано"
    r"|date de publication)\b[^\d]{0,20}",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated|modified|aktualisiert|stand|mis à jour|actualizado|aggiornato|обновлено)\b[^\d]{0,20}",
    re.IGNORECASE,
)
_DATELINE_HEAD = re.compile(r"[^\W\d_][^\n—–]{1,60}?\s?(?:\([^)\n]{2,30}\))?\s?(?:—|–|--|-\s)")
_YEAR = re.compile(r"(?:19|20)\d\d")
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


class _Dated(NamedTuple):
    """A date in the text with how it stands there; lower ``rank`` is better evidence."""

    rank: int
    reading: Reading
    how: str
    span: tuple[int, int]


def read_text_metadata(page: Page) -> TextMetadata:
    """Return what the furniture, the bylines and the dateline of *page* say of it."""
    return TextMetadata(outlet=_outlet(page), authors=_authors(page), published=_published(page))


def _outlet(page: Page) -> str | None:
    """Return the outlet that credits, the copyright line or the page's first line name."""
    named: Counter[str] = Counter()
    for block in page.blocks:
        if block.kept:
            continue
        line = page.text[block.start : block.end]
        if credit := outlet_credit(line):
            named[_clean(credit["outlet"])] += 1
        elif block.reason != "caption" and len(line) < 300 and (rights := _RIGHTS.search(line)):
            named[_clean(rights["outlet"])] += 1
    if named:
        most = max(named.values())
        return next(name for name, count in named.items() if count == most)
    for block in _under_title(page):
        named_there = name_and_date(page.text[block.start : min(block.end, block.start + LONGEST_LINE)])
        if named_there and looks_like_outlet(named_there["name"]):
            return _clean(named_there["name"])
    for block in page.blocks[:5]:
        tail = _TITLE_TAIL.search(page.text[block.start : min(block.end, block.start + 200)])
        if tail and _SITES_END.search(tail["outlet"]) and len(tail["outlet"].split()) <= 5:
            return _clean(tail["outlet"])
    return None


def _under_title(page: Page) -> tuple[Block, ...]:
    """Return the few blocks that follow the headline, where outlet and date are printed."""
    if page.title is None:
        return ()
    return tuple(block for block in page.blocks if block.start >= page.title[1])[:UNDER_TITLE]


def _authors(page: Page) -> tuple[str, ...]:
    for block in page.blocks:
        if block.reason == "byline":
            names = byline_names(page.text[block.start : block.end]) or ""
            return tuple(name for name in re.split(r"\s*(?:,|&|\band\b|\bund\b|\bet\b)\s*", names) if name)
    return ()


def _published(page: Page) -> Published | None:
    others = NUMERIC_DATE.findall(page.text[:LOOKED_AT])
    found = sorted(_dates(page, others), key=lambda dated: dated.rank)
    if not found:
        return None
    best = found[0]
    equals = [dated for dated in found if dated.rank == best.rank]
    if best.rank == _CREDIT:  # the page is not older than its latest picture
        best = max(equals, key=lambda dated: dated.reading.value)
    agree = len({dated.reading.value[:10] for dated in equals}) == 1
    sure = _SURENESS[best.rank] * best.reading.confidence * (1.0 if agree else DISAGREEMENT)
    return Published(best.reading.value, best.how, round(sure, 2), best.span)


def _dates(page: Page, others: Sequence[str]) -> Iterator[_Dated]:
    """Yield the dates that stand where sites print the date of publication; not those of comments."""
    paragraphs = 0
    under_title = _under_title(page)
    for block in page.blocks:
        if paragraphs and block.reason in {"comments", "comment form"}:
            return
        paragraphs += block.kept and block.role == "paragraph"
        line = page.text[block.start : min(block.end, block.start + LONGEST_LINE)]
        if _YEAR.search(line) is None:
            continue
        places = [*_places(line, block, paragraphs)]
        if not places and block in under_title and name_and_date(line) and (match := DATE.search(line)):
            places = [(match, _HEAD, "date line")]
        for match, rank, how in places:
            if reading := read_date(match.group(), line[match.end() : match.end() + 30], others=others):
                yield _Dated(rank, reading, how, (block.start + match.start(), block.start + match.end()))


def _places(line: str, block: Block, paragraphs: int) -> Iterator[tuple[re.Match[str], int, str]]:
    """Yield the date in *line* that may be the page's, after so many *paragraphs* of the article."""
    if block.kept:
        dateline = _DATELINE_HEAD.match(line[:120]) if paragraphs == 1 else None
        if dateline and (match := DATE.search(line, 0, dateline.end())):
            yield match, _DATELINE, "dateline"
    elif credit := outlet_credit(line):
        if match := DATE.search(line, credit.start()):
            yield match, _CREDIT, "photo credit line"
    elif block.reason in {"caption", "credit line"}:
        if (dated := dated_credit(line)) and (match := DATE.search(line, dated.start("date"))):
            yield match, _CREDIT, "photo credit line"
    else:
        for label, rank, how in (
            (_PUBLISHED, _LABELLED, "publication line"),
            (_UPDATED, _UPDATE, "update line"),
        ):
            if (said := label.search(line)) and (match := DATE.search(line, said.start())):
                yield match, rank, how
                return
        if block.reason in {"date line", "byline"} and (match := DATE.search(line)):
            how = "byline" if block.reason == "byline" and not is_date_line(line) else "date line"
            yield match, _HEAD if paragraphs < FIRST_PARAGRAPHS else _ELSEWHERE, how


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" .,-–—|")
