"""What words and places tell of the lines of a scraped text: which are furniture, where the article is.

A page scraped to text has lost its tags; what is left to go by is each line's own look and where it
stands. First every line is judged alone (a sentence? a caption? words of site furniture? another
script?), then the article is the stretch from its first to its last prose line, and what lies around or
is known furniture inside is dropped. Features after Kohlschütter, Fankhauser and Nejdl (WSDM 2010).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.read.captions import name_and_date
from sayso.read.line_chains import joined
from sayso.read.lines import MOST_LOOKED_AT, look_at, page_script
from sayso.read.titles import find_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.read.lines import Look

SIGNS_OF_CLUTTER = 2
"""Lines of furniture that make a page a scraped one."""

LONG_GAP = 6
"""Lines without a sentence that separate the article from another text; known furniture counts double."""

SMALL_PART, TINY_PART = 0.25, 0.03
"""Shares of the longest text's words from which a separated text is part of the article: by
itself, and if it shares :data:`SHARED_WORDS` of its words with the longest."""

SHARED_WORDS = 0.3
"""Share of a text's words of five letters and more."""

FEWEST_REPEATED = 4
"""Words of a caption that is printed twice, once without its credit."""

MOST_CAPTIONS = 8
"""Captions with the same words that a line is compared with."""

MOST_NAME_PARTS = 6
"""Words of a site's name, its parts between marks counted apart."""

_WORD = re.compile(r"\w+")
_TELLING_WORD = re.compile(r"[^\W\d_]{5,}")

SITE_NAME_WORDS = 4
"""Words of the longest line that may be the site's name."""

ENOUGH_PROSE = 60
"""Words of an article after which a comment section can begin."""


_PARTS_TEXTS = frozenset(
    {"navigation", "related links", "footer", "share or subscribe", "log-in prompt", "byline"}
)
"""Furniture that stands between two texts rather than inside one."""

HEADS_LISTS = frozenset(
    {"related links", "navigation", "share or subscribe", "advertisement", "comment form"}
)
"""Furniture that a list of links follows or ends with."""

SHORT_LIST = 3
"""Lines without a sentence, next to such furniture, that are a list of links."""


@dataclass(slots=True)
class Ruled:
    """A page's lines, how each looks and why it is dropped; where the article is, and its headline."""

    lines: Sequence[str]
    looks: list[Look]
    reasons: list[str | None]
    cluttered: bool = False
    first: int = 0
    last: int = 0
    title: int | None = None


def judge_by_rules(lines: Sequence[str]) -> Ruled:
    """Return what words and places tell of *lines* (none empty), before the line model is asked."""
    script = page_script(lines)
    looks = joined(lines, [look_at(line, script) for line in lines])
    page = Ruled(lines, looks, [look.reason for look in looks])
    _drop_repeated_captions(page)
    _drop_site_names(page)
    page.cluttered = sum(1 for reason in page.reasons if reason) >= SIGNS_OF_CLUTTER
    end = _article_end(page)
    page.first, page.last = _article_bounds(page, end)
    page.title = find_title(
        lines, [reason is None for reason in page.reasons], page.first, [look.prose for look in looks]
    )
    _drop_date_line(page)
    _drop_after(page, end)
    if page.cluttered:
        _drop_before(page)
        _drop_link_lists(page)
        _drop_repeated(page)
    return page


def _drop_repeated_captions(page: Ruled) -> None:
    """Drop a line that a captioned line holds in full: the caption printed once more."""
    captions: dict[tuple[str, ...], list[str]] = {}
    for line, reason in zip(page.lines, page.reasons, strict=True):
        if reason == "caption":
            words = line.split()
            for start in range(len(words) - FEWEST_REPEATED + 1):
                same = captions.setdefault(tuple(words[start + 1 : start + FEWEST_REPEATED - 1]), [])
                if len(same) < MOST_CAPTIONS:
                    same.append(line)
    for index, line in enumerate(page.lines):
        if captions and page.reasons[index] is None and page.looks[index].words >= FEWEST_REPEATED:
            bare = line.strip().rstrip(".")
            middle = tuple(line[:MOST_LOOKED_AT].split()[1 : FEWEST_REPEATED - 1])
            if any(bare in caption for caption in captions.get(middle, ())):
                page.reasons[index] = "caption"


def _drop_site_names(page: Ruled) -> None:
    """Drop a line of a few words that a credit or a copyright line names: the site, not a headline."""
    named = {
        tuple(words[start : start + length])
        for line, reason in zip(page.lines, page.reasons, strict=True)
        if reason in {"caption", "footer", "call to the reader"}
        for words in [_WORD.findall(line[:MOST_LOOKED_AT])]
        for length in range(1, MOST_NAME_PARTS + 1)
        for start in range(len(words) - length + 1)
    }
    for index, line in enumerate(page.lines):
        look = page.looks[index]
        if page.reasons[index] is None and look.heading and look.words <= SITE_NAME_WORDS:
            words = tuple(_WORD.findall(line[:MOST_LOOKED_AT]))
            if words and words in named:
                page.reasons[index] = "site name"


def _drop_date_line(page: Ruled) -> None:
    """Drop the line right under the headline that has a name and a date and nothing else."""
    title = page.title
    if title is not None and title + 1 < len(page.lines) and page.reasons[title + 1] is None:
        page.reasons[title + 1] = "date line" if name_and_date(page.lines[title + 1]) else None


def _article_end(page: Ruled) -> int:
    """Return the index of the line where comments begin, or the number of lines."""
    total = sum(look.words for look in page.looks if look.prose)
    before = 0
    for index, look in enumerate(page.looks):
        if look.prose and page.reasons[index] is None:
            before += look.words
        elif look.ends_article and before >= min(ENOUGH_PROSE, total / 2) and before * 4 >= total:
            return index
    return len(page.looks)


def _article_bounds(page: Ruled, end: int) -> tuple[int, int]:
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


def _parts_of_article(page: Ruled, stretches: list[list[int]]) -> list[list[int]]:
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


def _drop_after(page: Ruled, end: int) -> None:
    """Drop what follows the article: comments in any page, other lines in a cluttered one."""
    for index in range(end, len(page.looks)):
        page.reasons[index] = page.reasons[index] or ("comment form" if index == end else "comments")
    if not page.cluttered:
        return
    for index in range(page.last + 1, end):
        look = page.looks[index]
        if page.reasons[index] is None and not (look.sentence and _follows_closely(page, index)):
            page.reasons[index] = "related links" if look.words >= 4 else "footer"


def _follows_closely(page: Ruled, index: int) -> bool:
    """Return whether the line before is kept, so that a short sentence goes on with the article."""
    return index > 0 and page.reasons[index - 1] is None


def _drop_before(page: Ruled) -> None:
    """Drop what precedes the article but its title and what stands between as a sentence."""
    title = page.title
    for index in range(page.first):
        look = page.looks[index]
        if page.reasons[index] is not None or index == title:
            continue
        if title is not None and index > title and (look.sentence or look.words >= 5):
            continue
        page.reasons[index] = "related links" if look.words >= 4 else "navigation"


def _drop_link_lists(page: Ruled) -> None:
    """Drop runs of lines without a sentence beside furniture; one that heads a paragraph stays."""
    run: list[int] = []
    before: str | None = None
    for index in range(page.first, page.last + 1):
        reason, look = page.reasons[index], page.looks[index]
        if reason is None and not look.sentence and not look.prose and index != page.title:
            run.append(index)
            continue
        beside = before in HEADS_LISTS or reason in HEADS_LISTS
        links = run[:-1] if look.prose and reason is None else run
        if beside and len(run) >= SHORT_LIST:
            for link in links:
                page.reasons[link] = "related links"
        run, before = [], reason


def _drop_repeated(page: Ruled) -> None:
    """Drop short lines without a sentence that a cluttered page prints three times and more."""
    counts = Counter(line.strip().casefold() for line in page.lines)
    for index, line in enumerate(page.lines):
        often = counts[line.strip().casefold()] >= 3
        if often and page.reasons[index] is None and not page.looks[index].prose and index != page.title:
            page.reasons[index] = "repeated line"
