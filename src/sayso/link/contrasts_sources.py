"""Who says it and on which side: the same words given to two speakers, opposite positions.

Two outlets that print one utterance and name two people for it cannot both be right about
who spoke. And where one statement supports what the other speaks against, the positions of
two sources stand side by side, which is a disagreement between them, not of the reports.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from sayso.link.contrasts import Contrast, quote
from sayso.link.words import lexicon, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.link.contrasts_view import Beside
    from sayso.link.slots import Slots
    from sayso.model import Source, Span

LEAST_RUN = 7
"""Words in a row, in direct quotation, that make two statements one utterance."""

LEAST_PART = 0.7
"""Share of the longer statement that they must be."""

FOR = frozenset(
    {"support", "back", "endors", "welcom", "prais", "hail", "favor", "favour", "approv", "defend", "applaud"}
)
"""Stems of verbs by which somebody is for a thing."""

AGAINST = frozenset(
    {"oppos", "criticis", "critic", "condemn", "denounc", "reject", "blast", "slam", "decri", "against"}
)
"""Stems of verbs, and the preposition of "warned against", by which somebody is against it."""

OBJECT = 4
"""Words that carry meaning after such a verb that name the thing."""

LEAST_COMMON = 2
"""Words that the two things must have in common."""


def speaker_contrasts(beside: Beside) -> list[Contrast]:
    """Return the utterance of which the two statements name two people as the speaker."""
    a, b = beside.a.slots, beside.b.slots
    one, other = _speaker(a), _speaker(b)
    if one is None or other is None or a.sources & b.sources or _parts(one) & _parts(other):
        return []
    if _named(one, b) or _named(other, a):
        return []
    mine, yours = [w.stem for w in a.words], [w.stem for w in b.words]
    match = difflib.SequenceMatcher(None, mine, yours, autojunk=False).find_longest_match()
    if match.size < max(LEAST_RUN, LEAST_PART * max(len(mine), len(yours))):
        return []
    words = (
        a.words[match.a],
        a.words[match.a + match.size - 1],
        b.words[match.b],
        b.words[match.b + match.size - 1],
    )
    spans = ((words[0].start, words[1].end), (words[2].start, words[3].end))
    said = f"“{one.name}” in the first, “{other.name}” in the second"
    because = f"The same words are given to two speakers: {said}."
    return [
        Contrast("speaker", "differs", because, _printed(one) or spans[0], _printed(other) or spans[1], ())
    ]


def _speaker(slots: Slots) -> Source | None:
    statement = slots.statement
    if statement.quotation != "direct" or len(statement.chain) != 1:
        return None
    last = statement.chain[-1]
    return last if last.kind == "person" and last.name else None


def _parts(source: Source) -> frozenset[str]:
    return frozenset(part.casefold() for part in (source.name or "").split())


def _named(source: Source, slots: Slots) -> bool:
    """Tell whether the sentence of the other statement names a speaker: one may quote the other."""
    return any(part in slots.host_text.casefold() for part in _parts(source) if len(part) > 1)


def _printed(source: Source) -> Span | None:
    return (source.start, source.end) if source.start is not None and source.end is not None else None


def position_contrasts(beside: Beside) -> list[Contrast]:
    """Return the pair of words by which one statement is for what the other is against."""
    a, b = beside.a.slots, beside.b.slots
    for words, others in ((FOR, AGAINST), (AGAINST, FOR)):
        for mine in _held(a, words):
            for yours in _held(b, others):
                if len(_object(a, mine) & _object(b, yours)) >= LEAST_COMMON:
                    return [_position(beside, mine, yours)]
    return []


def _held(slots: Slots, words: frozenset[str]) -> list[int]:
    """Return the places of undenied words of a position."""
    return [
        at
        for at, word in enumerate(slots.words)
        if word.stem in words
        and lexicon("negation").isdisjoint(w.lower for w in slots.words[max(0, at - 3) : at])
        and (
            word.lower != "against"
            or (at and stem(slots.words[at - 1].lower) in {"warn", "speak", "spoke", "vote"})
        )
    ]


def _object(slots: Slots, at: int) -> frozenset[str]:
    after: Sequence[str] = [w.stem for w in slots.words[at + 1 :] if w.stem in slots.meaning]
    return frozenset(after[:OBJECT])


def _position(beside: Beside, mine: int, yours: int) -> Contrast:
    a, b = beside.a.slots, beside.b.slots
    one, other = a.words[mine], b.words[yours]
    spans = ((one.start, one.end), (other.start, other.end))
    said = f"“{quote(a, spans[0])}” in the first, “{quote(b, spans[1])}” in the second"
    return Contrast("position", "differs", f"The positions differ: {said}.", *spans, ())
