"""Which line of a page is the headline of its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS, MOST_CHARACTERS = 28, 200
MOST_WORDS_WITH_STOP = 20
NEARLY = 0.8
"""Part of the best score that is enough for an earlier line."""

NEARER = 0.95
"""What a line's score keeps for each line that it stands further above the article."""

CLOSE, STANDFIRST, FEWEST_OVER = 2, 0.5, 3
"""Lines, part of the best score and words that a line needs to be the headline of what it stands over."""

FEW_WORDS, OF_FEW = 4, 0.7
"""Words below which a line is rather a section's name, and what its score keeps."""

_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*\d")
_LOOKED_AT = 30_000
_BEFORE = 60
_DATELINE = re.compile(r"[^a-z]{3,40}(?:,[^—–(]{2,40})?\s?(?:\([^)]{2,30}\))?\s?(?:—|–|--| - )")


def find_title(lines: Sequence[str], kept: Sequence[bool], first: int, prose: Sequence[bool]) -> int | None:
    """Return the index of the headline: a short line at or before the *first* prose line.

    Of several it is the first that scores nearly as well as any: by the share of its
    words that the article has, by how near it stands, and by its length. What stands
    above it is about something else, what stands between it and the article is a
    standfirst. The numbers were chosen on the headlines of 115 real pages.
    """
    body = " ".join(line for line, is_prose in zip(lines[first:], prose[first:], strict=True) if is_prose)
    words_of_body = set(_CONTENT_WORD.findall(body[:_LOOKED_AT].casefold()))
    scores: dict[int, float] = {}
    for index in range(max(0, first - _BEFORE), min(first + 1, len(lines))):
        opens = index < first or not prose[index] or _opens(lines, index)
        if not kept[index] or not opens or not _could_be(lines[index]):
            continue
        if words := set(_CONTENT_WORD.findall(lines[index].casefold())):
            share = len(words & words_of_body) / (len(words) + 1)
            length = 1.0 if len(lines[index].split()) >= FEW_WORDS else OF_FEW
            scores[index] = share * length * NEARER ** (first - index)
    best = max(scores.values(), default=0.0)
    title = next((index for index, score in scores.items() if score >= NEARLY * best), None)
    for index in sorted(scores, reverse=True):
        over = title is not None and title - CLOSE <= index < title
        if over and scores[index] >= STANDFIRST * best and len(lines[index].split()) >= FEWEST_OVER:
            title = index
    return title


def _could_be(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= MOST_WORDS and len(line) <= MOST_CHARACTERS and not _DATELINE.match(line)


def _opens(lines: Sequence[str], index: int) -> bool:
    """Return whether the line opens the page and is shorter than the next: a headline with a full stop."""
    if index > 0 or len(lines) == 1:
        return False
    return len(lines[0].split()) <= MOST_WORDS_WITH_STOP and len(lines[0]) < len(lines[1])
