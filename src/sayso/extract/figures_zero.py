"""Counts of zero in words: "no casualties", "no one was injured", "none of the hostages"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.numbers_lexicon import phrase_at
from sayso.model import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.extract.numbers import Reading
    from sayso.extract.parse import Passage

_ADJECTIVES = 2
_TO_PARTICIPLE = 4
_Zero = tuple[int, int, str, str]
"""The first token and the one after the last, the unit, and the phrase that is counted."""


def find_zeros(on: Reading, passage: Passage) -> Iterator[Figure]:
    """Find the places where words say that there were none of something that is counted."""
    lexicon, tokens = on.lexicon, on.tokens
    for at, word in enumerate(tokens.lowers):
        found: _Zero | None = None
        if lexicon.means("no", word):
            found = _no(on, at)
        elif lexicon.means("none", word) and lexicon.means("of", tokens.low(at + 1)):
            found = _none_of(on, at)
        if nobody := phrase_at(tokens, at, lexicon.phrases["nobody"]):
            found = _nobody(on, at, nobody[0])
        if found:
            yield _figure(on, passage, found)


def _figure(on: Reading, passage: Passage, zero: _Zero) -> Figure:
    at, last, unit, counted = zero
    start, end = on.tokens.starts[at], on.tokens.ends[last - 1]
    printed = passage.text[start:end]
    span = passage.start + start, passage.start + end
    return Figure(*span, printed, 0.0, 0.0, approximate=False, kind="count", unit=unit, of=counted)


def _no(on: Reading, at: int) -> _Zero | None:
    """Read "no casualties", "no civilian deaths"; other things that are absent are no counts."""
    nouns = on.lexicon.lists["zero"]
    for k in range(at + 1, at + 2 + _ADJECTIVES):
        word = on.tokens.low(k)
        if not word.isalpha():
            return None
        if word in nouns and on.tokens.low(k + 1) not in nouns:
            return at, at + 1, word, " ".join(on.tokens.words[at + 1 : k + 1])
    return None


def _none_of(on: Reading, at: int) -> _Zero | None:
    """Read "none of the hostages"; "none of them" points and is left out."""
    lists = on.lexicon.lists
    determined = on.tokens.low(at + 2) in lists["determiners"] | on.lexicon.grammar["half_after"]
    k = at + 3
    while on.tokens.low(k) in on.lexicon.words or on.tokens.is_numeral(k):
        k += 1
    word = on.tokens.low(k)
    plural = word in lists["plural"] or word.endswith(tuple(lists["plural_suffix"]))
    return (at, at + 1, word, word) if determined and plural else None


def _nobody(on: Reading, at: int, last: int) -> _Zero | None:
    following = on.tokens.lowers[last : last + _TO_PARTICIPLE]
    harmed = any(word in on.lexicon.lists["hurt"] for word in following)
    return (at, last, on.lexicon.people, on.lexicon.people) if harmed else None
