"""Which blocks of a page are in a text that was extracted from it without saying where it stood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARE_FOUND = 0.65
"""Share of a long block's word triples that must be in the extraction."""

_SHORT = 6
_WORD = re.compile(r"\w+")


def align(blocks: Sequence[str], extracted: str) -> list[bool]:
    """Return for each of *blocks* whether it is part of the *extracted* text.

    Short blocks must be a line of it (or make up one with their neighbours); of
    long ones :data:`SHARE_FOUND` of the word triples must occur in it.
    """
    lines = [_words(line) for line in extracted.split("\n")]
    whole = {" ".join(words) for words in lines if words}
    triples = {triple for words in lines for triple in _triples(words)}
    joined = " " + " ".join(word for words in lines for word in words) + " "
    found: list[bool] = []
    for block in blocks:
        words = _words(block)
        if not words:
            found.append(False)
        elif len(words) < _SHORT:
            text = " ".join(words)
            found.append(text in whole or (len(words) >= 3 and f" {text} " in joined))
        else:
            mine = _triples(words)
            hits = sum(1 for triple in mine if triple in triples)
            found.append(hits >= SHARE_FOUND * len(mine))
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _triples(words: Sequence[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))
