"""Pairs of statements taken apart: probability, features with their weight, slots, shared words.

All that is used of the pair model is that it adds up: each feature, standardised, times
its weight. Where that does not give the model's own probability, the pair says so.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.explain_facts import FeatureFacts, PairFacts, SlotFacts
from sayso.link.features import pair_features
from sayso.link.pairs import PLACES, SURE, pair_model, score_pairs
from sayso.link.slots import read_slots
from sayso.link.words import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.link.explain_facts import PairBasis
    from sayso.link.features import Pairs
    from sayso.link.slots import Slots
    from sayso.model import Extraction, Figure, Moment

    _Weighed = tuple[tuple[FeatureFacts, ...], float]

NEAR = 10.0**-PLACES
"""How far an added up probability may be from the model's."""


class PairExplainer:
    """The statements of one story, compared again."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        """Read the slots of all statements and give every pair its probability."""
        self._slots = read_slots(extractions)
        self._place = {one.statement.id: at for at, one in enumerate(self._slots)}
        self._model = pair_model()
        self._likeness = score_pairs(self._slots, self._model) if len(self._slots) > 1 else None

    def pairs(self, statements: Sequence[str]) -> list[PairFacts]:
        """Return how probably each two of these statements tell one fact, and why; the surest first."""
        both = list(combinations(statements, 2))
        if not both or self._likeness is None:
            return []
        rows = [sorted((self._place[a], self._place[b])) for a, b in both]
        first, second = (np.array(side) for side in zip(*rows, strict=True))
        weighed = self._weigh(pair_features(self._likeness.field, first, second))
        found = [self._pair(a, b, one) for (a, b), one in zip(both, weighed, strict=True)]
        return sorted(found, key=lambda pair: (-pair.probability, pair.a, pair.b))

    def mean(self, statements: Sequence[str]) -> float:
        """Return the mean probability of all pairs of these statements."""
        both = list(combinations(statements, 2))
        return sum(self._probability(a, b) for a, b in both) / max(1, len(both))

    def _probability(self, a: str, b: str) -> float:
        assert self._likeness is not None  # noqa: S101 - a story of one statement has no pairs
        return float(self._likeness.probability[self._place[a], self._place[b]])

    def _pair(self, a: str, b: str, weighed: _Weighed) -> PairFacts:
        assert self._likeness is not None  # noqa: S101 - pairs() has asked
        features, expected = weighed
        probability = self._probability(a, b)
        near = abs(expected - probability) <= NEAR
        basis: PairBasis = "model" if near else "not compared"
        if not self._likeness.field.allowed[self._place[a], self._place[b]]:
            basis = "never one claim"
        elif probability == SURE:
            basis = "same words"
        elif probability:
            basis = "model"
        one, other = self._slots[self._place[a]], self._slots[self._place[b]]
        return PairFacts(
            *(a, b, round(probability, PLACES), basis),
            shared=tuple(_shared(one, other)),
            features=features,
            intercept=round(self._model.intercept, 6),
            accounted=near or basis != "model",
        )

    def _weigh(self, found: Pairs) -> Iterator[_Weighed]:
        """Yield the features of each pair with what each adds, and the probability they add up to."""
        model = self._model
        values = found.values.astype(np.float64)
        added = (values - model.mean) / model.scale * model.weight
        for row, parts in zip(values, added, strict=True):
            facts = [
                FeatureFacts(name, round(float(value), 6), round(float(part), 6))
                for name, value, part in zip(found.names, row, parts, strict=True)
            ]
            facts.sort(key=lambda one: (-abs(one.contribution), one.name))
            score = max(-30.0, min(30.0, float(parts.sum()) + model.intercept))
            yield tuple(facts), round(1 / (1 + math.exp(-score)), PLACES)

    def slots(self, statement: str) -> SlotFacts:
        """Return what a statement speaks of, slot by slot."""
        one = self._slots[self._place[statement]]
        said = one.statement
        return SlotFacts(
            sources=tuple(sorted(one.sources)),
            names=tuple(_printed(one, one.names)),
            figures=tuple(_figure(figure) for figure in said.figures),
            moments=tuple(_moment(moment) for moment in said.moments),
            quoted=tuple(_printed(one, one.quoted)),
            words=tuple(_printed(one, one.meaning)),
            negated=one.negated,
            hedged=said.hedged,
        )


def _shared(a: Slots, b: Slots) -> Iterator[str]:
    """Yield the words that carry meaning in both, as the first prints them."""
    return _printed(a, a.meaning & b.meaning)


def _printed(one: Slots, stems: Iterable[str]) -> Iterator[str]:
    """Yield the words of a statement with these stems, each once, as printed."""
    wanted, seen, start = set(stems), set(), one.statement.start
    for word in one.words:
        if word.stem in wanted and word.stem not in seen and word.lower not in lexicon("stop"):
            seen.add(word.stem)
            yield one.statement.text[word.start - start : word.end - start]


def _figure(figure: Figure) -> str:
    low, high = figure.low, figure.high
    bounds = f"{low:g}" if low is not None and low == high else f"{_bound(low)} to {_bound(high)}"
    counted = figure.of or figure.unit
    return f"{figure.text} = {bounds}" + (f" {counted}" if counted else "")


def _bound(value: float | None) -> str:
    return "open" if value is None else f"{value:g}"


def _moment(moment: Moment) -> str:
    text = " ".join(moment.text.split())
    return f"{text} = {moment.value}" if moment.value and moment.value != text else text
