"""Counts of zero in words: "no casualties", "no one was injured", "none of the hostages"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.extract.numbers import Reading
    from sayso.extract.parse import Passage

_ADJECTIVES = 2
_TO_PARTICIPLE = 4


def find_zeros(on: Reading, passage: Passage) -> Iterator[Figure]:
    """Find the places where words say that there were none of something that is counted."""
    lexicon, tokens = on.lexicon, on.tokens
    for at, word in enumerate(tokens.lowers):
        if lexicon.means("no", word):
            yield from _no(on, passage, at)
        elif lexicon.means("none", word) and lexicon.means("of", tokens.low(at + 1)):
            yield from _none_of(on, passage, at)
        for phrase, _ in lexicon.phrases["nobody"].get(word, ()):
            if tokens.matches(at, phrase):
                yield from _nobody(on, passage, at, at + len(phrase))


def _figure(on: Reading, passage: Passage, at: int, last: int, unit: str, counted: str) -> Figure:
    start, end = on.tokens.starts[at], on.tokens.ends[last - 1]
    return Figure(
        passage.start + start,
        passage.start + end,
        passage.parse.text[start:end],
        0.0,
        0.0,
        approximate=False,
        kind="count",
        unit=unit,
        of=counted,
    )


def _no(on: Reading, passage: Passage, at: int) -> Iterator[Figure]:
    """Read "no casualties", "no civilian deaths", "no immediate reports" never."""
    nouns = on.lexicon.lists["zero"]
    for k in range(at + 1, at + 2 + _ADJECTIVES):
        word = on.tokens.low(k)
        if not word.isalpha():
            return
        if word in nouns and on.tokens.low(k + 1) not in nouns:
            yield _figure(on, passage, at, at + 1, word, " ".join(on.tokens.words[at + 1 : k + 1]))
            return


def _none_of(on: Reading, passage: Passage, at: int) -> Iterator[Figure]:
    """Read "none of the hostages"; "none of them" points and is left out."""
    determiners = on.lexicon.lists["determiners"] | on.lexicon.grammar["half_after"]
    k = at + 2
    if on.tokens.low(k) in determiners:
        k += 1
    while on.tokens.low(k) in on.lexicon.words or on.tokens.is_numeral(k):
        k += 1
    word = on.tokens.low(k)
    if k > at + 2 and (
        word in on.lexicon.lists["plural"] or word.endswith(tuple(on.lexicon.lists["plural_suffix"]))
    ):
        yield _figure(on, passage, at, at + 1, word, word)


def _nobody(on: Reading, passage: Passage, at: int, last: int) -> Iterator[Figure]:
    following = on.tokens.lowers[last : last + _TO_PARTICIPLE]
    if any(word in on.lexicon.lists["hurt"] for word in following):
        yield _figure(on, passage, at, last, "people", "people")
