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

from sayso.link.lookalikes_reasons import explain, tell_apart
from sayso.link.quantities import EXACT, noun_likeness, quantities, same_value
from sayso.model import LookAlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.link.lookalikes_reasons import Difference
    from sayso.link.pairs import Likeness
    from sayso.link.quantities import Quantity
    from sayso.model import Claim, Document, Extraction

LEAST_CONFIDENCE = 0.5
"""Look-alikes below this are not named."""

COUNTED = frozenset({"count", "money", "percent", "measure", "ratio", "score"})
"""Kinds of figure that can be taken for one another; ages and durations coincide too often."""

LEAST_NOUN = 0.5
"""Likeness of the counted nouns from which two equal figures may be taken for one another."""

LEAST_DIFFERENCE = 0.85
"""Strength of the difference from which two equal figures are two facts."""

SMALL = 10
"""Counts below this coincide by chance: they look alike only in statements that are alike."""

MOST_ALIKE = 0.5
"""Probability of one fact from which two statements are versions, if nothing tells them apart."""


@dataclass(frozen=True, slots=True)
class Traps:
    """Look-alikes of a story, surest first, and the pairs of statements (by index) they keep apart."""

    found: tuple[LookAlike, ...]
    apart: frozenset[tuple[int, int]]


def find_lookalikes(likeness: Likeness, extractions: Sequence[Extraction]) -> Traps:
    """Return the look-alikes among all statements of a story."""
    documents = {x.document.id: x.document for x in extractions}
    best: dict[tuple[int, int], LookAlike] = {}
    for (i, a), (j, b) in _same_values(likeness):
        difference = tell_apart(a, b)
        confidence = _confidence(a, b, difference, likeness, (i, j))
        if confidence >= LEAST_CONFIDENCE and ((i, j) not in best or best[i, j].confidence < confidence):
            best[i, j] = _name(a, b, difference, confidence, documents)
    surest = sorted(best.values(), key=lambda x: (-x.confidence, x.a, x.b))
    return Traps(tuple(surest), frozenset(best))


def one_a_trap(found: Sequence[LookAlike], claims: Sequence[Claim]) -> tuple[LookAlike, ...]:
    """Keep one look-alike, the surest, for each two claims: their members share it."""
    home: dict[str, str] = {}
    for claim in claims:
        for statement in claim.statements:
            home.setdefault(statement, claim.id)
    together = {frozenset(pair) for claim in claims for pair in itertools.combinations(claim.statements, 2)}
    kept: dict[frozenset[str], LookAlike] = {}
    for one in found:
        if frozenset((one.a, one.b)) not in together:
            kept.setdefault(frozenset((home.get(one.a, one.a), home.get(one.b, one.b))), one)
    return tuple(kept.values())


def _same_values(likeness: Likeness) -> Iterator[tuple[tuple[int, Quantity], tuple[int, Quantity]]]:
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
                yield (i, a), (j, b)


def _confidence(
    a: Quantity, b: Quantity, difference: Difference, likeness: Likeness, pair: tuple[int, int]
) -> float:
    """Return the probability that a reader could join the two and that they are two facts."""
    noun = noun_likeness(a, b)
    probability = float(likeness.probability[pair])
    versions = probability >= MOST_ALIKE + difference.strength / 4 and not difference.group
    vague = a.figure.low != a.figure.high and not difference.group
    if noun < LEAST_NOUN or difference.strength < LEAST_DIFFERENCE or versions or vague:
        return 0.0
    value = abs(a.figure.low if a.figure.low is not None else a.figure.high or 0.0)
    telling = min(2.0, math.log10(max(1.0, value)))
    small = a.figure.kind not in EXACT and value < SMALL
    near = max(0.0, float(likeness.field.cosine[pair]))
    score = -3.2 + 1.6 * noun + difference.strength + 0.7 * telling + 2.0 * near - 1.5 * probability - small
    return round(1 / (1 + math.exp(-score)), 4)


def _name(
    a: Quantity, b: Quantity, difference: Difference, confidence: float, documents: Mapping[str, Document]
) -> LookAlike:
    return LookAlike(
        a=a.slots.statement.id,
        b=b.slots.statement.id,
        confidence=confidence,
        because=explain(a, b, difference, documents),
        a_span=(a.figure.start, a.figure.end),
        b_span=(b.figure.start, b.figure.end),
    )
