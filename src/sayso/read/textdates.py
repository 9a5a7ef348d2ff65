"""Dates that a page prints as its own, each with how it stands there, the best evidence first.

Only what a site prints around an article counts: credit lines, datelines, bylines,
"Published:" lines, a date alone at the headline. A date in a sentence of the article is
the date of something else and never taken, nor is a copyright line's year.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Published
from sayso.read.captions import dated_credit, is_date_line, name_and_date, outlet_credit
from sayso.read.dates import DATE, SHORT_DATE, Reading, month_first, read_date, telling_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Block
    from sayso.read.textpage import Page

_LABELLED, _HEAD, _DATELINE, _BESIDE, _CREDIT, _UPDATE, _OPENING, _ELSEWHERE = range(8)
_UNPLACED = "not part of the article"
_OVER_ENTRIES = frozenset({_LABELLED, _HEAD, _BESIDE, _ELSEWHERE})
_SURENESS = (0.95, 0.9, 0.9, 0.85, 0.85, 0.75, 0.7, 0.6)
"""How sure a date is by where it stands, in the order of preference."""

DISAGREEMENT = 0.8
"""What is left of that when several such places give different dates."""

FIRST_PARAGRAPHS = 3
UNDER_TITLE = 3
"""Blocks after the headline in which the outlet's name and the date may stand on a line."""

BEFORE, AFTER = 4, 8
"""Blocks before and after the headline in which a short line may hold the date."""

SHORT_LINE, FEW_WORDS, FEWEST = 120, 7, 2
"""Characters of such a line, and words in it beside the date: the last number for headings and sentences."""

PARAGRAPH = 14
"""Words from which a block is a paragraph that closes the article's head, the standfirst excepted."""

ENTRY = 60
"""Words under a date from which they are an entry of their own on a page that is a list."""

FEWEST_ENTRIES = 3

LONGEST_LINE = 700
LOOKED_AT = 200_000
"""Characters in which other dates of the page are looked for, to tell days from months."""

_PUBLISHED = re.compile(
    r"\b(?:published|posted|date posted|release date|veröffentlicht|publiziert|erschienen"
    r"|publié|publicado|publicada"
    r"|pubblicato|gepubliceerd|geplaatst|opublikowano|data publikacji|data publicării|dodano|опубликовано"
    r"|дата публикации|опубліковано|дата публікації|date de publication|fecha de publicación"
    r"|data di pubblicazione|data de publicação|publicatiedatum)\b[^\d]{0,20}",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated|modified|last change|aktualisiert|geändert|stand|editiert|mis à jour|mise à jour|modifié"
    r"|actualizado|actualizada|atualizado|atualizada|aggiornato|bijgewerkt|gewijzigd|zaktualizowano"
    r"|aktualizacja|обновлено|изменено|оновлено)\b[^\d]{0,20}",
    re.IGNORECASE,
)
_DATELINE_HEAD = re.compile(r"[^\W\d_][^\n—–]{1,60}?\s?(?:\([^)\n]{2,30}\))?\s?(?:—|–|--|-\s)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_start_of, _end_of = attrgetter("start"), attrgetter("end")


class _Dated(NamedTuple):
    """A date in the text with how it stands there; lower ``rank`` is better evidence."""

    rank: int
    reading: Reading
    how: str
    span: tuple[int, int]


def printed_dates(page: Page, locale: str | None = None) -> tuple[Published | None, Published | None]:
    """Return when *page* says in print that it was published, and last changed.

    Args:
        page: the text and its blocks.
        locale: the page's language, with its region where known ("en-us"), which tells
            days from months in "03/04/2022".
    """
    found = sorted(_dates(page, leading=month_first(locale)), key=lambda dated: dated.rank)
    updates = [dated for dated in found if dated.rank == _UPDATE]
    return None if _is_list(page, found) else _published(found), _published(updates[:1])


def under_title(page: Page) -> tuple[Block, ...]:
    """Return the few blocks that follow the headline, where outlet and date are printed."""
    if page.title is None:
        return ()
    first = bisect_left(page.blocks, page.title[1], key=_start_of)
    return page.blocks[first : first + UNDER_TITLE]


def _published(found: Sequence[_Dated]) -> Published | None:
    if not found:
        return None
    best = found[0]
    equals = [dated for dated in found if dated.rank == best.rank]
    if best.rank == _CREDIT:  # the page is not older than its latest picture
        best = max(equals, key=lambda dated: dated.reading.value)
    agree = len({dated.reading.value[:10] for dated in equals}) == 1
    if best.rank == _ELSEWHERE and not agree:
        return None
    sure = _SURENESS[best.rank] * best.reading.confidence * (1.0 if agree else DISAGREEMENT)
    return Published(best.reading.value, best.how, round(sure, 2), best.span)


def _is_list(page: Page, found: Sequence[_Dated]) -> bool:
    """Return whether the page lists entries, each with its own date and text: it has no date itself."""
    dated = sorted((one.span[0], one.reading.value[:10]) for one in found if one.rank in _OVER_ENTRIES)
    if len(dated) < FEWEST_ENTRIES:
        return False
    starts = [block.start for block in page.blocks]
    words = [*accumulate((_prose(page, block) for block in page.blocks), initial=0)]
    ends = [*(start for start, _ in dated), len(page.text)][1:]
    entries = {
        day
        for (start, day), end in zip(dated, ends, strict=True)
        if words[bisect_left(starts, end)] - words[bisect_right(starts, start)] >= ENTRY
    }
    return len(entries) >= FEWEST_ENTRIES


def _prose(page: Page, block: Block) -> int:
    """Return the words of *block* that an entry of a list could be."""
    return page.text.count(" ", block.start, block.end) if block.kept or block.reason == _UNPLACED else 0


def _dates(page: Page, *, leading: bool | None) -> Iterator[_Dated]:
    """Yield the dates that stand where sites print the date of publication; not those of comments."""
    paragraphs = 0
    numbers: tuple[str, ...] | None = None
    below = {block.start for block in under_title(page)}
    beside, masthead = _beside_title(page), _end_of_masthead(page)
    looked_at = beside | _with_years(page)
    for block in page.blocks:
        if paragraphs and block.reason in {"comments", "comment form"}:
            return
        paragraphs += block.kept and block.role == "paragraph"
        if block.start not in looked_at:
            continue
        line = page.text[block.start : min(block.end, block.start + LONGEST_LINE)]
        places = [*_places(line, block, paragraphs)]
        if not places and block.start in below and name_and_date(line) and (match := DATE.search(line)):
            places = [(match, _HEAD, "date line")]
        if not places:
            places = [*(_alone(line, block.role) if block.start in beside else _entry(line))]
        for match, rank, how in places:
            if rank == _HEAD and block.start < masthead:
                continue  # the day on which the page was looked at
            if numbers is None:
                numbers = telling_dates(page.text[:LOOKED_AT])
            after = line[match.end() : match.end() + 30]
            if reading := read_date(match.group(), after, others=numbers, month_first=leading):
                yield _Dated(rank, reading, how, (block.start + match.start(), block.start + match.end()))


def _with_years(page: Page) -> frozenset[int]:
    """Return where the blocks start that have the number of a year in what is looked at of them."""
    blocks = page.blocks
    found: set[int] = set()
    for year in _YEAR.finditer(page.text):
        block = blocks[bisect_right(blocks, year.start(), key=_start_of) - 1]
        if year.end() <= min(block.end, block.start + LONGEST_LINE):
            found.add(block.start)
    return frozenset(found)


def _end_of_masthead(page: Page) -> int:
    """Return where the text ends that stands too far before the headline to belong to it."""
    if page.title is None:
        return 0
    first = bisect_left(page.blocks, page.title[0], key=_start_of)
    return page.blocks[max(0, first - BEFORE)].start if first else 0


def _beside_title(page: Page) -> frozenset[int]:
    """Return where the short blocks at the headline start, up to the article's first paragraph but one."""
    if page.title is None:
        return frozenset()
    first = bisect_left(page.blocks, page.title[0], key=_start_of)
    before = bisect_left(page.blocks, page.title[0], key=_end_of)
    above = page.blocks[max(0, before - BEFORE) : before]
    found = [block.start for block in above if block.end - block.start <= SHORT_LINE]
    paragraphs = 0
    for block in page.blocks[first : first + AFTER + 1]:
        words = page.text[block.start : min(block.end, block.start + LONGEST_LINE)].split()
        paragraphs += len(words) >= PARAGRAPH and (block.start, block.end) != page.title
        if paragraphs > 1:
            break
        if block.end - block.start <= SHORT_LINE or (block.start, block.end) == page.title:
            found.append(block.start)
    return frozenset(found)


def _alone(line: str, role: str) -> Iterator[tuple[re.Match[str], int, str]]:
    """Yield the date of a short line that holds little beside it, or that opens the headline."""
    match = DATE.search(line) or SHORT_DATE.search(line)
    if match is None or DATE.search(line, match.end()):
        return
    beside = line[: match.start()] + line[match.end() :]
    words = len(re.findall(r"[^\W\d_]{2,}", beside))
    if role == "title":
        if match.start() == 0:
            yield match, _OPENING, "date before the headline"
    elif words <= (FEWEST if role == "heading" or line.endswith((".", "!", "?")) else FEW_WORDS):
        yield match, _BESIDE, "date at the headline"


def _entry(line: str) -> Iterator[tuple[re.Match[str], int, str]]:
    """Yield the date of a short line that opens with "Posted on" or the like."""
    said = _PUBLISHED.match(line) if len(line) <= SHORT_LINE else None
    match = DATE.search(line) if said else None
    if said and match and match.start() <= said.end():
        yield match, _ELSEWHERE, "publication line"


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
