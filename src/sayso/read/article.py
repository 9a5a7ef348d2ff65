"""Which lines of a scraped text are the article, and why the others are not.

A page scraped to text has lost its tags; what is left to go by is each line's
own look and where it stands. First every line is judged alone (a sentence? a
caption? words of site furniture? another script?), then the article is the
stretch from its first to its last prose line, and what lies around or is known
furniture inside is dropped. A page without any sign of furniture is taken to be
a clean text, of which nothing doubtful is dropped: a lost paragraph is worse
than kept clutter. Features after Kohlschütter, Fankhauser and Nejdl (WSDM 2010).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.captions import name_and_date
from sayso.read.lines import MOST_LOOKED_AT, Look, look_at, page_script
from sayso.read.titles import find_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import BlockRole

SIGNS_OF_CLUTTER = 2
"""Lines of furniture that make a page a scraped one."""

LONG_GAP = 6
"""Lines without a sentence that separate the article from another text; known furniture counts double."""

SMALL_PART, TINY_PART = 0.25, 0.03
"""Shares of the longest text's words from which a separated text is part of the article: by
itself, and if it shares :data:`SHARED_WORDS` of its words with the longest."""

SHARED_WORDS = 0.3
"""Share of a text's words of five letters and more."""

_TELLING_WORD = re.compile(r"[^\W\d_]{5,}")

SITE_NAME_WORDS = 4
"""Words of the longest line that may be the site's name."""

ENOUGH_PROSE = 60
"""Words of an article after which a comment section can begin."""


_PARTS_TEXTS = frozenset(
    {"navigation", "related links", "footer", "share or subscribe", "log-in prompt", "byline"}
)
"""Furniture that stands between two texts rather than inside one."""

_HEADS_LISTS = frozenset(
    {"related links", "navigation", "share or subscribe", "advertisement", "comment form"}
)
"""Furniture that a list of links follows or ends with."""

SHORT_LIST = 3
"""Lines without a sentence, next to such furniture, that are a list of links."""


class Verdict(NamedTuple):
    """Why a line is dropped (``None`` when kept) and what it is."""

    reason: str | None
    role: BlockRole


@dataclass(slots=True)
class _Page:
    lines: Sequence[str]
    looks: list[Look]
    reasons: list[str | None]
    cluttered: bool = False


def judge(lines: Sequence[str]) -> tuple[list[Verdict], int | None]:
    """Judge each of *lines* (none empty); also return which one is the title, if any is."""
    script = page_script(lines)
    looks = [look_at(line, script) for line in lines]
    page = _Page(lines, looks, [look.reason for look in looks])
    _drop_repeated_captions(page)
    _drop_site_names(page)
    page.cluttered = sum(1 for reason in page.reasons if reason) >= SIGNS_OF_CLUTTER
    end = _article_end(page)
    first, last = _article_bounds(page, end)
    title = find_title(
        lines, [reason is None for reason in page.reasons], first, [look.prose for look in looks]
    )
    _drop_date_line(page, title)
    _drop_after(page, end, last)
    if page.cluttered:
        _drop_before(page, first, title)
        _drop_link_lists(page, first, last, title)
        _drop_repeated(page, title)
    return [_verdict(page, index, title) for index in range(len(lines))], title


def _verdict(page: _Page, index: int, title: int | None) -> Verdict:
    reason, look = page.reasons[index], page.looks[index]
    if reason is not None:
        return Verdict(reason, "caption" if reason in {"caption", "credit line"} else "furniture")
    if index == title:
        return Verdict(None, "title")
    if look.bullet:
        return Verdict(None, "list")
    return Verdict(None, "heading" if look.heading else "paragraph")


def _drop_repeated_captions(page: _Page) -> None:
    """Drop a line that a captioned line holds in full: the caption printed once more."""
    captions = [line for line, reason in zip(page.lines, page.reasons, strict=True) if reason == "caption"]
    for index, line in enumerate(page.lines):
        if page.reasons[index] is None and page.looks[index].words >= 4:
            bare = line.strip().rstrip(".")
            if any(bare in caption for caption in captions):
                page.reasons[index] = "caption"


def _drop_site_names(page: _Page) -> None:
    """Drop a line of a few words that a credit or a copyright line names: the site, not a headline."""
    named = [
        line
        for line, reason in zip(page.lines, page.reasons, strict=True)
        if reason in {"caption", "footer", "call to the reader"}
    ]
    for index, line in enumerate(page.lines):
        look, bare = page.looks[index], line.strip()
        if page.reasons[index] is None and look.heading and look.words <= SITE_NAME_WORDS:
            whole = re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)")
            if any(whole.search(other) for other in named):
                page.reasons[index] = "site name"


def _drop_date_line(page: _Page, title: int | None) -> None:
    """Drop the line right under the headline that has a name and a date and nothing else."""
    if title is not None and title + 1 < len(page.lines) and page.reasons[title + 1] is None:
        page.reasons[title + 1] = "date line" if name_and_date(page.lines[title + 1]) else None


def _article_end(page: _Page) -> int:
    """Return the index of the line where comments begin, or the number of lines."""
    total = sum(look.words for look in page.looks if look.prose)
    before = 0
    for index, look in enumerate(page.looks):
        if look.prose and page.reasons[index] is None:
            before += look.words
        elif look.ends_article and before >= min(ENOUGH_PROSE, total / 2) and before * 4 >= total:
            return index
    return len(page.looks)


def _article_bounds(page: _Page, end: int) -> tuple[int, int]:
    """Return the first and the last prose line of the longest stretch of prose before *end*."""
    stretches: list[list[int]] = []
    gap = LONG_GAP
    for index in range(end):
        look = page.looks[index]
        if not look.prose or page.reasons[index] is not None:
            gap += 2 if page.reasons[index] in _PARTS_TEXTS else 1
            continue
        if (gap >= LONG_GAP and page.cluttered) or not stretches:
            stretches.append([])
        stretches[-1].append(index)
        gap = 0
    if not stretches:
        return (0, end - 1) if end else (0, 0)
    kept = _parts_of_article(page, stretches)
    return kept[0][0], kept[-1][-1]


def _parts_of_article(page: _Page, stretches: list[list[int]]) -> list[list[int]]:
    """Return the longest stretch and those that are long beside it or share its words.

    Parts of one article name the same people and places; teasers, biographies and
    notices around it do not.
    """
    words = [sum(page.looks[index].words for index in stretch) for stretch in stretches]
    most = max(words)
    spoken_of = [_telling_words(page.lines[index] for index in stretch) for stretch in stretches]
    longest = spoken_of[words.index(most)]
    return [
        stretch
        for stretch, count, own in zip(stretches, words, spoken_of, strict=True)
        if count >= SMALL_PART * most
        or (count >= TINY_PART * most and len(own & longest) >= SHARED_WORDS * len(own))
    ]


def _telling_words(lines: Iterable[str]) -> set[str]:
    return {word for line in lines for word in _TELLING_WORD.findall(line[:MOST_LOOKED_AT].casefold())}


def _drop_after(page: _Page, end: int, last: int) -> None:
    """Drop what follows the article: comments in any page, other lines in a cluttered one."""
    for index in range(end, len(page.looks)):
        page.reasons[index] = page.reasons[index] or ("comment form" if index == end else "comments")
    if not page.cluttered:
        return
    for index in range(last + 1, end):
        look = page.looks[index]
        if page.reasons[index] is None and not (look.sentence and _follows_closely(page, index)):
            page.reasons[index] = "related links" if look.words >= 4 else "footer"


def _follows_closely(page: _Page, index: int) -> bool:
    """Return whether the line before is kept, so that a short sentence goes on with the article."""
    return index > 0 and page.reasons[index - 1] is None


def _drop_before(page: _Page, first: int, title: int | None) -> None:
    """Drop what precedes the article but its title and what stands between as a sentence."""
    for index in range(first):
        look = page.looks[index]
        if page.reasons[index] is not None or index == title:
            continue
        if title is not None and index > title and (look.sentence or look.words >= 5):
            continue
        page.reasons[index] = "related links" if look.words >= 4 else "navigation"


def _drop_link_lists(page: _Page, first: int, last: int, title: int | None) -> None:
    """Drop runs of lines without a sentence beside furniture; one that heads a paragraph stays."""
    run: list[int] = []
    before: str | None = None
    for index in range(first, last + 1):
        reason, look = page.reasons[index], page.looks[index]
        if reason is None and not look.sentence and not look.prose and index != title:
            run.append(index)
            continue
        beside = before in _HEADS_LISTS or reason in _HEADS_LISTS
        links = run[:-1] if look.prose and reason is None else run
        if beside and len(run) >= SHORT_LIST:
            for link in links:
                page.reasons[link] = "related links"
        run, before = [], reason


def _drop_repeated(page: _Page, title: int | None) -> None:
    """Drop short lines without a sentence that a cluttered page prints three times and more."""
    counts = Counter(line.strip().casefold() for line in page.lines)
    for index, line in enumerate(page.lines):
        often = counts[line.strip().casefold()] >= 3
        if often and page.reasons[index] is None and not page.looks[index].prose and index != title:
            page.reasons[index] = "repeated line"
