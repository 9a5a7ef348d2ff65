"""Which lines of a page an extractor gave back: by their words, since it does not say from where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARE_FOUND = 0.65
"""Share of a line's word triples that must be in the extraction."""

SHORT = 6
"""Words below which a line must be in the extraction as it is."""

_WORD = re.compile(r"\w+")


def found_in(lines: Sequence[str], extracted: str) -> list[bool]:
    """Return for each of *lines* whether it is part of the *extracted* text."""
    given = [_words(line) for line in extracted.split("\n")]
    whole = {" ".join(words) for words in given if words}
    triples = {triple for words in given for triple in _triples(words)}
    joined = " " + " ".join(word for words in given for word in words) + " "
    return [_is_found(_words(line), whole, triples, joined) for line in lines]


def _is_found(words: Sequence[str], whole: set[str], triples: set[tuple[str, str, str]], joined: str) -> bool:
    if len(words) >= SHORT:
        mine = _triples(words)
        return sum(1 for triple in mine if triple in triples) >= SHARE_FOUND * len(mine)
    text = " ".join(words)
    return bool(words) and (text in whole or (len(words) >= 3 and f" {text} " in joined))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _triples(words: Sequence[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))
