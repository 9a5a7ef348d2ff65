"""What a page's text says of itself: outlet, authors, when it was published and changed.

Only what a site prints around an article counts: credit lines, datelines,
bylines, "Published:" lines, a date alone at the headline. A date in a sentence of the
article is the date of something else and never taken.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Published
from sayso.read.captions import byline_names, dated_credit, is_date_line, name_and_date, outlet_credit
from sayso.read.dates import DATE, NUMERIC_DATE, SHORT_DATE, Reading, month_first, read_date
from sayso.read.outlets import looks_like_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Block
    from sayso.read.textpage import Page

_LABELLED, _HEAD, _DATELINE, _BESIDE, _CREDIT, _UPDATE, _ELSEWHERE = range(7)
_UNPLACED = "not part of the article"
_OVER_ENTRIES = frozenset({_LABELLED, _HEAD, _ELSEWHERE})
_SURENESS = (0.95, 0.9, 0.9, 0.85, 0.85, 0.75, 0.6)
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
    r"\b(?:published|posted|date posted|release date|veröffentlicht|publiziert|erschienen|datum"
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


class _Dated(NamedTuple):
    """A date in the text with how it stands there; lower ``rank`` is better evidence."""

    rank: int
    reading: Reading
    how: str
    span: tuple[int, int]


def read_text_metadata(page: Page, locale: str | None = None) -> TextMetadata:
    """Return what the furniture, the bylines and the dateline of *page* say of it.

    Args:
        page: the text and its blocks.
        locale: the page's language, with its region where known ("en-us"), which tells
            days from months in "03/04/2022".
    """
    others = NUMERIC_DATE.findall(page.text[:LOOKED_AT])
    found = sorted(_dates(page, others, leading=month_first(locale)), key=lambda dated: dated.rank)
    updates = [dated for dated in found if dated.rank == _UPDATE]
    return TextMetadata(
        outlet=_outlet(page),
        authors=_authors(page),
        published=None if _is_list(page, found) else _published(found),
        modified=_published(updates[:1]),
    )


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


def _published(found: Sequence[_Dated]) -> Published | None:
    if not found:
        return None
    best = found[0]
    equals = [dated for dated in found if dated.rank == best.rank]
    if best.rank == _CREDIT:  # the page is not older than its latest picture
        best = max(equals, key=lambda dated: dated.reading.value)
    agree = len({dated.reading.value[:10] for dated in equals}) == 1
    sure = _SURENESS[best.rank] * best.reading.confidence * (1.0 if agree else DISAGREEMENT)
    return Published(best.reading.value, best.how, round(sure, 2), best.span)


def _is_list(page: Page, found: Sequence[_Dated]) -> bool:
    """Return whether the page is a list of entries, each with its own date and text under it: it has none."""
    dated = sorted((one.span[0], one.reading.value[:10]) for one in found if one.rank in _OVER_ENTRIES)
    ends = [*(start for start, _ in dated), len(page.text)][1:]
    days = {
        day
        for (start, day), end in zip(dated, ends, strict=True)
        if sum(
            len(page.text[block.start : block.end].split())
            for block in page.blocks
            if (block.kept or block.reason == _UNPLACED) and start < block.start and block.end <= end
        )
        >= ENTRY
    }
    return len(days) >= FEWEST_ENTRIES


def _dates(page: Page, others: Sequence[str], *, leading: bool | None) -> Iterator[_Dated]:
    """Yield the dates that stand where sites print the date of publication; not those of comments."""
    paragraphs = 0
    under_title, beside = _under_title(page), _beside_title(page)
    for block in page.blocks:
        if paragraphs and block.reason in {"comments", "comment form"}:
            return
        paragraphs += block.kept and block.role == "paragraph"
        line = page.text[block.start : min(block.end, block.start + LONGEST_LINE)]
        if _YEAR.search(line) is None and block not in beside:
            continue
        places = [*_places(line, block, paragraphs)]
        if not places and block in under_title and name_and_date(line) and (match := DATE.search(line)):
            places = [(match, _HEAD, "date line")]
        if not places and block in beside:
            places = [*_alone(line, block.role)]
        for match, rank, how in places:
            after = line[match.end() : match.end() + 30]
            if reading := read_date(match.group(), after, others=others, month_first=leading):
                yield _Dated(rank, reading, how, (block.start + match.start(), block.start + match.end()))


def _beside_title(page: Page) -> frozenset[Block]:
    """Return the short blocks around the headline, up to the article's first paragraph but one."""
    if page.title is None:
        return frozenset()
    before = [block for block in page.blocks if block.end < page.title[0]][-BEFORE:]
    found = [block for block in before if block.end - block.start <= SHORT_LINE]
    paragraphs = 0
    for block in [block for block in page.blocks if block.start >= page.title[0]][: AFTER + 1]:
        words = page.text[block.start : min(block.end, block.start + LONGEST_LINE)].split()
        paragraphs += len(words) >= PARAGRAPH and (block.start, block.end) != page.title
        if paragraphs > 1:
            break
        if block.end - block.start <= SHORT_LINE or (block.start, block.end) == page.title:
            found.append(block)
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
            yield match, _ELSEWHERE, "date before the headline"
    elif words <= (FEWEST if role == "heading" or line.endswith((".", "!", "?")) else FEW_WORDS):
        yield match, _BESIDE, "date at the headline"


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
