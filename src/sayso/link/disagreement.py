"""Which contrast of two statements is a disagreement, and how surely.

The checks (``contrasts_*``) find places where two statements of one fact stand apart; a
small model, trained by ``training/relations/train.py``, says how often such a contrast was
a disagreement in stories read by hand. Its weights are a JSON file in this package
(docs/model-relations.md says on what it was trained and how well it does).
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.link.contrasts import Finding, swapped
from sayso.link.contrasts_contraries import contrary_contrasts
from sayso.link.contrasts_denials import denial
from sayso.link.contrasts_figures import FIGURE_NUMBERS, figure_contrasts
from sayso.link.contrasts_negations import negation_contrasts
from sayso.link.contrasts_setting import one_voice
from sayso.link.contrasts_sources import position_contrasts, speaker_contrasts
from sayso.link.contrasts_times import time_contrasts
from sayso.link.pairs import Logistic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from sayso.link.contrasts import Contrast
    from sayso.link.contrasts_view import Beside

PLACES = 4
"""Decimals kept of a confidence."""

FINDERS = (
    *(figure_contrasts, negation_contrasts, time_contrasts, contrary_contrasts),
    *(speaker_contrasts, position_contrasts),
)
"""What looks for contrasts, each for its own kinds."""

WEIGHED: Mapping[str, tuple[str, ...]] = {"figure": FIGURE_NUMBERS}
"""Kinds of contrast with numbers to weigh; of the other kinds a share is known, of all alike."""


LEAST: Mapping[str, float] = {"figure": 0.5}
"""Confidence, that it is one fact and a disagreement, from which a contrast is called one.

Of contrasts in linked stories left out seven in ten were right from there on, and three in five of
those that were right lie there; from .3 on, one in two was.
"""

LEAST_OTHERS = 0.3
"""The same for kinds of contrast that were seen too seldom to measure it."""


@dataclass(frozen=True, slots=True)
class RelationModel:
    """The trained model of relations.

    ``weights`` has a regression for each weighed kind of contrast, ``shares`` the share of
    disagreements of every other kind; ``same`` tells *same* from *narrower*.
    """

    weights: Mapping[str, Logistic]
    shares: Mapping[str, float]
    same: Logistic

    def confidence(self, contrast: Contrast) -> float:
        """Return 0-1: how surely a contrast is a disagreement, of two statements of one fact."""
        logistic = self.weights.get(contrast.kind)
        if logistic is None:
            return self.shares[contrast.kind]
        return chance(logistic, contrast.numbers)


def chance(logistic: Logistic, numbers: Sequence[float]) -> float:
    """Return what a regression makes of one row of numbers, 0-1."""
    row: NDArray[np.float32] = np.array([numbers], np.float32)
    return round(float(logistic.probability(logistic.names, row)[0]), PLACES)


@functools.cache
def relation_model() -> RelationModel:
    """Return the model that ships with sayso."""
    file = resources.files("sayso.link").joinpath("data/relation_model.json")
    return load_relation_model(file.read_text(encoding="utf-8"))


def load_relation_model(text: str) -> RelationModel:
    """Return the model that a JSON file of ``training/relations/train.py`` holds."""
    data = json.loads(text)
    weights = {kind: _logistic(rows) for kind, rows in data["weights"].items()}
    return RelationModel(weights, data["shares"], _logistic(data["same"]))


def _logistic(data: dict[str, Any]) -> Logistic:
    rows = data["features"]
    columns = np.array([rows[name] for name in rows], dtype=np.float64)
    return Logistic(tuple(rows), columns[:, 0], columns[:, 1], columns[:, 2], float(data["intercept"]))


def find_contrasts(beside: Beside) -> list[Contrast]:
    """Return all contrasts of two statements, kind by kind; none of what one page says in one voice."""
    if one_voice(beside.a.slots, beside.b.slots):
        return []
    return [contrast for finder in FINDERS for contrast in finder(beside)]


def disagreement(beside: Beside, model: RelationModel, probability: float = 1.0) -> Finding | None:
    """Return the surest disagreement of two statements that are of one fact with *probability*.

    ``None`` where nothing contrasts, or nothing surely enough to be called a disagreement.
    """
    found = [
        Finding(each.relation, model.confidence(each), each.because, each.a_span, each.b_span)
        for each in find_contrasts(beside)
        if model.confidence(each) * probability >= LEAST.get(each.kind, LEAST_OTHERS)
    ]
    found += [each for each in _by_rule(beside, model) if each.confidence * probability >= LEAST_OTHERS]
    return max(found, key=lambda each: each.confidence, default=None)


def _by_rule(beside: Beside, model: RelationModel) -> Iterator[Finding]:
    """Yield what checks without contrasts find, as sure as their kind was."""
    a, b = beside.a.slots, beside.b.slots
    if one_voice(a, b):
        return
    for kind, check in (("denial", denial), ("swapped", swapped)):
        finding = check(a, b)
        if finding:
            yield replace(finding, confidence=model.shares[kind])
