"""Which line of a page is the headline of its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS, MOST_CHARACTERS = 28, 200
_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*\d")
_LOOKED_AT = 30_000
_BEFORE = 60
_DATELINE = re.compile(r"[^a-z]{3,40}(?:,[^—–(]{2,40})?\s?(?:\([^)]{2,30}\))?\s?(?:—|–|--| - )")


def find_title(lines: Sequence[str], kept: Sequence[bool], first: int, prose: Sequence[bool]) -> int | None:
    """Return the index of the headline: a short line at or before the *first* prose line.

    Of several, the one whose words come back most in the article, and the
    nearer one where they do not differ.
    """
    body = " ".join(line for line, is_prose in zip(lines[first:], prose[first:], strict=True) if is_prose)[
        :_LOOKED_AT
    ].casefold()
    words_of_body = set(_CONTENT_WORD.findall(body))
    best: tuple[float, int] | None = None
    for index in range(max(0, first - _BEFORE), min(first + 1, len(lines))):
        if not kept[index] or not _could_be(lines[index]):
            continue
        if index == first and prose[index] and index + 1 < len(lines) and not _opens(lines, index):
            continue
        words = set(_CONTENT_WORD.findall(lines[index].casefold()))
        if not words:
            continue
        shared = len(words & words_of_body)
        score = shared * shared / len(words) - 0.01 * (first - index)
        if best is None or score > best[0]:
            best = (score, index)
    return best[1] if best else None


def _could_be(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= MOST_WORDS and len(line) <= MOST_CHARACTERS and not _DATELINE.match(line)


def _opens(lines: Sequence[str], index: int) -> bool:
    """Return whether the line opens the page and is shorter than the next: a headline with a full stop."""
    return index == 0 and len(lines[index].split()) <= 20 and len(lines[index]) < len(lines[index + 1])
