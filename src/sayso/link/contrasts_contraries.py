"""Words of one closed class that exclude each other: "north" and "south", "convicted" and "acquitted".

Where both statements have one word of a class, beside a word that both have, and neither
has the other's, they cannot both be right of one thing.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from sayso.link.contrasts import Contrast, quote
from sayso.link.contrasts_clauses import subject_of
from sayso.link.words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.link.contrasts_view import Beside
    from sayso.link.slots import Slots, Word

BESIDE = 2
"""Words that carry meaning to either side of which one must be the same in both."""

TAKING_SIDES = frozenset(
    {"vote", "rule", "argu", "campaign", "decid", "speak", "spoke", "testifi", "ralli", "protest"}
)
"""Stems of what one does for or against something."""


@functools.cache
def contraries() -> tuple[tuple[frozenset[str], ...], ...]:
    """Return the classes of ``data/contraries.toml``: each of two or more sides that exclude each other."""
    file = resources.files("sayso.link").joinpath("data/contraries.toml")
    classes = tomllib.loads(file.read_text(encoding="utf-8"))["classes"]
    return tuple(tuple(frozenset(side.split()) for side in sides) for sides in classes)


def contrary_contrasts(beside: Beside) -> list[Contrast]:
    """Return the words of one class that stand beside the same word and exclude each other."""
    a, b = beside.a.slots, beside.b.slots
    found = []
    for sides in contraries():
        mine, yours = _of_class(a, sides), _of_class(b, sides)
        if len({side for side, _ in mine}) != 1 or len({side for side, _ in yours}) != 1:
            continue
        (one, first), (other, second) = mine[0], yours[0]
        subjects = subject_of(a, first), subject_of(b, second)
        if one == other or (all(subjects) and not subjects[0] & subjects[1]):
            continue
        if _around(a, first) & _around(b, second) and not _named(sides, one, other, a, b):
            found.append(_contrast(beside, first, second))
    return found


def _named(sides: Sequence[frozenset[str]], one: int, other: int, a: Slots, b: Slots) -> bool:
    """Tell whether either sentence has the other's word too, or has it in a name."""
    hosts = (
        ({stem(w) for w in sides[one]}, b.host | b.names),
        ({stem(w) for w in sides[other]}, a.host | a.names),
    )
    return any(forms & host for forms, host in hosts)


def _of_class(slots: Slots, sides: Sequence[frozenset[str]]) -> list[tuple[int, Word]]:
    """Return the words of a class with the side that each is of; "for" and "against" after a vote alone."""
    found = []
    for at, word in enumerate(slots.words):
        side = next((k for k, forms in enumerate(sides) if word.lower in forms), None)
        if side is None or word.stem in slots.names:
            continue
        if word.lower in {"for", "against"} and (not at or slots.words[at - 1].stem not in TAKING_SIDES):
            continue
        found.append((side, word))
    return found


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
