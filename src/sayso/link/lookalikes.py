"""Look-alikes: two statements with one figure that a hurried reader would join and must not.

The same number is no evidence that two statements speak of the same thing: 70
volunteers from one country are not 70 from another. Two statements look alike when
a figure of theirs has the same value and counts the same sort of thing, while who
is counted, the period or the place differs. Each is named with the reason in words.
"""

from __future__ import annotations

import collections
import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.quantities import EXACT, noun_likeness, quantities, same_value
from sayso.link.slots import stem
from sayso.model import LookAlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.link.pairs import Likeness
    from sayso.link.quantities import Quantity
    from sayso.model import Document, Extraction, Moment

LEAST_CONFIDENCE = 0.5
"""Look-alikes below this are not named."""

COUNTED = frozenset({"count", "money", "percent", "measure", "ratio", "score"})
"""Kinds of figure that can be taken for one another; ages and durations coincide too often."""

LEAST_NOUN = 0.5
"""Likeness of the counted nouns from which two equal figures may be taken for one another."""

SMALL = 10
"""Counts below this coincide by chance: they look alike only in statements that are alike."""

MOST_ALIKE = 0.5
"""Probability of one fact from which two statements are versions, unless the group differs."""


@dataclass(frozen=True, slots=True)
class Traps:
    """Look-alikes of a story, and the pairs of statements (by index) they keep apart."""

    found: tuple[LookAlike, ...]
    apart: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells two figures of the same value apart, each in words or ``None``."""

    group: str | None
    noun: str | None
    period: str | None

    @property
    def strength(self) -> float:
        """How surely these are two facts, from 0 (nothing tells them apart)."""
        return 1.6 * bool(self.group) + 0.8 * bool(self.period) + 0.7 * bool(self.noun)


def find_lookalikes(likeness: Likeness, extractions: Sequence[Extraction]) -> Traps:
    """Return the look-alikes of a story, surest first."""
    documents = {x.document.id: x.document for x in extractions}
    index = {one.statement.id: k for k, one in enumerate(likeness.slots)}
    best: dict[tuple[int, int], LookAlike] = {}
    for a, b in _same_values(likeness):
        pair = (index[a.slots.statement.id], index[b.slots.statement.id])
        found = _judge(a, b, float(likeness.probability[pair]), likeness, pair, documents)
        if found and (pair not in best or best[pair].confidence < found.confidence):
            best[pair] = found
    surest = sorted(best.values(), key=lambda x: (-x.confidence, x.a, x.b))
    return Traps(tuple(surest), frozenset(best))


def _same_values(likeness: Likeness) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield pairs of equal figures of two statements that do not overlap."""
    groups: dict[tuple[str, float | None, float | None], list[tuple[int, Quantity]]] = (
        collections.defaultdict(list)
    )
    for k, one in enumerate(likeness.slots):
        for quantity in quantities(one):
            figure = quantity.figure
            if figure.kind in COUNTED and (figure.low is not None or figure.high is not None):
                groups[figure.kind, figure.low, figure.high].append((k, quantity))
    for members in groups.values():
        for (i, a), (j, b) in itertools.combinations(members, 2):
            if likeness.field.allowed[i, j] and same_value(a.figure, b.figure):
                yield a, b


def _judge(
    a: Quantity,
    b: Quantity,
    probability: float,
    likeness: Likeness,
    pair: tuple[int, int],
    documents: Mapping[str, Document],
) -> LookAlike | None:
    noun = noun_likeness(a, b)
    difference = tell_apart(a, b)
    if noun < LEAST_NOUN or difference.strength < 0.7 or (probability >= MOST_ALIKE and not difference.group):
        return None
    near = max(0.0, float(likeness.field.cosine[pair]))
    confidence = _confidence(a, noun, difference, near, probability)
    if confidence < LEAST_CONFIDENCE:
        return None
    return LookAlike(
        a=a.slots.statement.id,
        b=b.slots.statement.id,
        confidence=round(confidence, 4),
        because=explain(a, b, difference, documents),
        a_span=(a.figure.start, a.figure.end),
        b_span=(b.figure.start, b.figure.end),
    )


def _confidence(a: Quantity, noun: float, difference: Difference, near: float, probability: float) -> float:
    """Return the probability that a reader could join the two and that they are two facts."""
    value = a.figure.low if a.figure.low is not None else a.figure.high or 0.0
    telling = min(2.0, math.log10(max(1.0, abs(value))))
    small = a.figure.kind not in EXACT and abs(value) < SMALL
    score = -3.2 + 1.6 * noun + difference.strength + 0.7 * telling + 2.0 * near - 1.5 * probability - small
    return 1 / (1 + math.exp(-score))


def tell_apart(a: Quantity, b: Quantity) -> Difference:
    """Return what differs between two figures of the same value."""
    group = None
    if a.group and b.group and not a.group & b.group:
        group = f"one counts {_listed(a.group)}, the other {_listed(b.group)}"
    noun = None
    if stem(a.noun) != stem(b.noun) and not a.words & b.words:
        noun = f"one counts {_phrase(a)}, the other {_phrase(b)}"
    return Difference(group, noun, _periods(a, b))


def _periods(a: Quantity, b: Quantity) -> str | None:
    first, second = _telling(a.period), _telling(b.period)
    if first and second:
        apart = all(_disjoint(x, y) for x in first for y in second)
        return f"the first is for {_said(first)}, the second for {_said(second)}" if apart else None
    if first or second:
        which, moments = ("first", first) if first else ("second", second)
        if any(
            m.begin and (not m.end_date or m.begin[:4] != m.end_date[:4] or len(m.value or "") == 4)
            for m in moments
        ):
            return f"only the {which} is for {_said(moments)}"
    return None


def _telling(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    return tuple(m for m in moments if m.begin or m.end_date)


def _disjoint(a: Moment, b: Moment) -> bool:
    low, high = "0000", "9999"
    return (a.end_date or high) < (b.begin or low) or (b.end_date or high) < (a.begin or low)


def _said(moments: tuple[Moment, ...]) -> str:
    return " and ".join(f"“{m.text}”" for m in moments[:2])


def _listed(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))


def _phrase(quantity: Quantity) -> str:
    figure = quantity.figure
    return f"“{(figure.of or figure.unit or figure.text).strip()}”"


def explain(a: Quantity, b: Quantity, difference: Difference, documents: Mapping[str, Document]) -> str:
    """Return one sentence that says why two figures of one value are two facts."""
    reasons = [r for r in (difference.group or difference.noun, difference.period) if r]
    if difference.group and difference.noun:
        reasons[0] = (
            f"one counts {_phrase(a)} ({_listed(a.group)}), the other {_phrase(b)} ({_listed(b.group)})"
        )
    reasons.append(f"the first is {_authority(a, documents)}, the second {_authority(b, documents)}")
    return f"Both give {_value(a)}, but {'; '.join(reasons)}."


def _authority(quantity: Quantity, documents: Mapping[str, Document]) -> str:
    statement = quantity.slots.statement
    named = [source.name or source.text for source in statement.chain]
    outlet = documents[statement.document].display
    words = " citing ".join(name for name in named if name)
    return f"on the word of {words} (in {outlet})" if words else f"in {outlet}'s own voice"


def _value(quantity: Quantity) -> str:
    figure = quantity.figure
    if figure.low == figure.high and figure.low is not None:
        return f"{figure.low:,.10g}" + {"percent": "%", "money": f" {figure.unit}"}.get(figure.kind, "")
    return f"“{figure.text}”"
