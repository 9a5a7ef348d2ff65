"""Which line of a page is the headline of its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS, MOST_CHARACTERS = 28, 200
MOST_WORDS_WITH_STOP = 20
NEARLY = 0.6
"""Part of the best share of words that is enough for an earlier line."""

_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*\d")
_LOOKED_AT = 30_000
_BEFORE = 60
_DATELINE = re.compile(r"[^a-z]{3,40}(?:,[^—–(]{2,40})?\s?(?:\([^)]{2,30}\))?\s?(?:—|–|--| - )")


def find_title(lines: Sequence[str], kept: Sequence[bool], first: int, prose: Sequence[bool]) -> int | None:
    """Return the index of the headline: a short line at or before the *first* prose line.

    Of several it is the first that shares nearly as many of its words with the
    article as any: what stands above it is about something else, and what stands
    between it and the article is a standfirst.
    """
    body = " ".join(line for line, is_prose in zip(lines[first:], prose[first:], strict=True) if is_prose)
    words_of_body = set(_CONTENT_WORD.findall(body[:_LOOKED_AT].casefold()))
    shares: dict[int, float] = {}
    for index in range(max(0, first - _BEFORE), min(first + 1, len(lines))):
        opens = index < first or not prose[index] or _opens(lines, index)
        if not kept[index] or not opens or not _could_be(lines[index]):
            continue
        if words := set(_CONTENT_WORD.findall(lines[index].casefold())):
            shares[index] = len(words & words_of_body) / len(words)
    best = max(shares.values(), default=0.0)
    return next((index for index, share in shares.items() if share >= NEARLY * best), None)


def _could_be(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= MOST_WORDS and len(line) <= MOST_CHARACTERS and not _DATELINE.match(line)


def _opens(lines: Sequence[str], index: int) -> bool:
    """Return whether the line opens the page and is shorter than the next: a headline with a full stop."""
    if index > 0 or len(lines) == 1:
        return False
    return len(lines[0].split()) <= MOST_WORDS_WITH_STOP and len(lines[0]) < len(lines[1])
