"""Words of one closed class that exclude each other: "north" and "south", "left" and "right".

Where both statements have one word of a class, beside a word that both have, and neither
has the other's, they cannot both be right of one thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.link.contrasts import Contrast, quote
from sayso.link.words import stem

if TYPE_CHECKING:
    from sayso.link.contrasts_view import Beside
    from sayso.link.slots import Slots, Word

COMPASS = "north south east west northeast northwest southeast southwest"
SIDES = "left right"

CLASSES = tuple(frozenset(words.split()) for words in (COMPASS, SIDES))
"""Closed classes of words that exclude each other."""

BESIDE = 2
"""Words that carry meaning to either side of which one must be the same in both."""


def contrary_contrasts(beside: Beside) -> list[Contrast]:
    """Return the words of one class that stand beside the same word and exclude each other."""
    found = []
    for words in CLASSES:
        mine, yours = _of_class(beside.a.slots, words), _of_class(beside.b.slots, words)
        forms = ({w.lower for w in mine}, {w.lower for w in yours})
        if len(forms[0]) != 1 or len(forms[1]) != 1 or forms[0] == forms[1]:
            continue
        shared = _around(beside.a.slots, mine[0]) & _around(beside.b.slots, yours[0])
        if shared and stem(next(iter(forms[0]))) not in beside.b.slots.host | beside.a.slots.names:
            found.append(_contrast(beside, mine[0], yours[0]))
    return found


def _of_class(slots: Slots, words: frozenset[str]) -> list[Word]:
    return [word for word in slots.words if word.lower in words and word.stem not in slots.names]


def _around(slots: Slots, word: Word) -> frozenset[str]:
    before = [w.stem for w in slots.words if w.end <= word.start and w.stem in slots.meaning][-BESIDE:]
    after = [w.stem for w in slots.words if w.start >= word.end and w.stem in slots.meaning][:BESIDE]
    return frozenset(s for s in (*before, *after) if not s.startswith("#"))


def _contrast(beside: Beside, one: Word, other: Word) -> Contrast:
    spans = ((one.start, one.end), (other.start, other.end))
    said = (
        f"“{quote(beside.a.slots, spans[0])}” in the first, “{quote(beside.b.slots, spans[1])}” in the second"
    )
    return Contrast("contrary", "differs", f"The words exclude each other: {said}.", *spans, ())
