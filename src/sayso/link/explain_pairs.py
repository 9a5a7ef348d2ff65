"""Pairs of statements taken apart: probability, features with their weight, slots, shared words.

All that is used of the pair model is that it adds up: each feature, standardised, times
its weight. Where that does not give the model's own probability, the pair says so.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from sayso.link.explain_facts import FeatureFacts, PairFacts, SlotFacts
from sayso.link.features import candidates, pair_features
from sayso.link.pairs import PLACES, SURE, pair_model, score_pairs
from sayso.link.slots import read_slots
from sayso.link.words import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from sayso.link.explain_facts import PairBasis
    from sayso.link.features import Pairs
    from sayso.link.pairs import Likeness
    from sayso.link.slots import Slots
    from sayso.model import Extraction, Figure, Moment

NEAR = 10.0**-PLACES
"""How far an added up probability may be from the model's."""


class Additive(Protocol):
    """What is used of a pair model: features, standardised, times their weights give the log-odds."""

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weight: NDArray[np.float64]
    intercept: float


class PairExplainer:
    """The statements of one story, compared again."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        """Read the slots of all statements and give every pair its probability."""
        self._slots = read_slots(extractions)
        self._place = {one.statement.id: at for at, one in enumerate(self._slots)}
        self._likeness = score_pairs(self._slots, pair_model()) if len(self._slots) > 1 else None
        self._model = _additive(pair_model())
        self._features = _compared(self._likeness) if self._likeness else None
        rows = self._features
        both = zip(rows.first.tolist(), rows.second.tolist(), strict=True) if rows else ()
        self._row = {pair: row for row, pair in enumerate(both)}

    def pairs(self, statements: Sequence[str]) -> list[PairFacts]:
        """Return how probably each two of these statements tell one fact, and why; the surest first."""
        if self._likeness is None:
            return []
        found = [self._pair(a, b) for a, b in combinations(statements, 2)]
        return sorted(found, key=lambda pair: (-pair.probability, pair.a, pair.b))

    def mean(self, statements: Sequence[str]) -> float:
        """Return the mean probability of all pairs of these statements."""
        both = list(combinations(statements, 2))
        return sum(self._probability(a, b) for a, b in both) / max(1, len(both))

    def _probability(self, a: str, b: str) -> float:
        assert self._likeness is not None  # noqa: S101 - a story of one statement has no pairs
        return float(self._likeness.probability[self._place[a], self._place[b]])

    def _pair(self, a: str, b: str) -> PairFacts:
        assert self._likeness is not None  # noqa: S101 - pairs() has asked
        i, j = sorted((self._place[a], self._place[b]))
        probability = self._probability(a, b)
        features, expected = self._weigh(self._row[i, j]) if (i, j) in self._row else ((), 0.0)
        basis: PairBasis = "model" if features else "not compared"
        if not self._likeness.field.allowed[i, j]:
            basis = "never one claim"
        elif probability == SURE:
            basis = "same words"
        return PairFacts(
            *(a, b, round(probability, PLACES), basis),
            shared=tuple(_shared(self._slots[self._place[a]], self._slots[self._place[b]])),
            features=features,
            intercept=round(float(self._model.intercept), 6),
            accounted=basis != "model" or abs(expected - probability) <= NEAR,
        )

    def _weigh(self, row: int) -> tuple[tuple[FeatureFacts, ...], float]:
        """Return the features of a pair with what each adds, and the probability they add up to."""
        assert self._features is not None  # noqa: S101 - there is a row
        model = self._model
        values = self._features.values[row].astype(np.float64)
        added = (values - model.mean) / model.scale * model.weight
        facts = [
            FeatureFacts(name, round(float(value), 6), round(float(part), 6))
            for name, value, part in zip(self._features.names, values, added, strict=True)
        ]
        facts.sort(key=lambda one: (-abs(one.contribution), one.name))
        score = max(-30.0, min(30.0, float(added.sum()) + float(model.intercept)))
        return tuple(facts), round(1 / (1 + math.exp(-score)), PLACES)

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


def _additive(model: object) -> Additive:
    """Return the part of a pair model that gives the probability: its last look, where it has several."""
    return cast("Additive", getattr(model, "second", model))


def _compared(likeness: Likeness) -> Pairs:
    """Return the pairs of a story that were compared, with the features their probability adds up from."""
    kept: Pairs | None = getattr(likeness, "pairs", None)
    return kept or pair_features(likeness.field, *candidates(likeness.field))


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
