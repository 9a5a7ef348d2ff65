"""Numbers of two versions that show no difference: do they say the same, or one more than the other?

Read word by word: what share of each one's content words the other has, or has another
word for, and what is left over on either side.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sayso.link.contrasts_view import PLACES, carrying

if TYPE_CHECKING:
    from sayso.link.contrasts_view import Beside, Matrix
    from sayso.link.slots import Slots

MET = 0.6
"""Likeness in their sentences from which a word says what a word of the other statement says."""

NAMES = (
    *("least_shared", "most_shared", "least_met", "most_met", "least_near", "most_near", "whole"),
    *("left_most", "left_least", "names_left", "numbers_left", "length", "lengths", "polarity", "hedged"),
)
"""The numbers of :func:`agreement_numbers`, in order."""


def agreement_numbers(beside: Beside) -> list[float]:
    """Return the numbers from which *same* is told from *narrower*, named by :data:`NAMES`."""
    a, b = beside.a.slots, beside.b.slots
    sides = (_side(a, b, beside.near), _side(b, a, beside.near.T))
    shares, mets, nears, left = zip(*sides, strict=True)
    names = len((a.names ^ b.names) - (a.host & b.host))
    numbers = {s for s in a.meaning ^ b.meaning if s.startswith("#")}
    sizes = sorted((len(a.meaning), len(b.meaning)))
    values = (
        *(min(shares), max(shares), min(mets), max(mets), min(nears), max(nears)),
        beside.whole(),
        *(math.log1p(max(left)), math.log1p(min(left))),
        *(min(3, names), min(3, len(numbers))),
        *(math.log1p(sizes[0]), sizes[0] / max(1, sizes[1])),
        *(float(a.negated != b.negated), float(a.statement.hedged != b.statement.hedged)),
    )
    return [round(float(value), PLACES) for value in values]


def _side(one: Slots, other: Slots, near: Matrix) -> tuple[float, float, float, int]:
    """Return the share of content words the other has, and means; their mean likeness; words left over."""
    places = carrying(one)
    if not places or not near.shape[1]:
        return 0.0, 0.0, 0.0, 0
    best = near[places].max(axis=1)
    has = [one.words[at].stem in other.meaning for at in places]
    met = [there or float(like) >= MET for there, like in zip(has, best, strict=True)]
    size = len(places)
    return sum(has) / size, sum(met) / size, float(best.mean()), size - sum(met)
