"""Which contrast of two statements is a disagreement, and how surely.

The checks (``contrasts_*``) find places where two statements of one fact stand apart; a
small model, trained by ``training/relations/train.py``, says how often such a contrast was
a disagreement in stories read by hand. Its weights are a JSON file in this package
(docs/model-relations.md says on what it was trained and how well it does).
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.link.contrasts import Finding, swapped
from sayso.link.contrasts_contraries import contrary_contrasts
from sayso.link.contrasts_denials import denial
from sayso.link.contrasts_figures import FIGURE_NUMBERS, figure_contrasts
from sayso.link.contrasts_negations import negation_contrasts
from sayso.link.contrasts_sources import position_contrasts, speaker_contrasts
from sayso.link.contrasts_times import time_contrasts
from sayso.link.pairs import Logistic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    """Return all contrasts of two statements, kind by kind."""
    return [contrast for finder in FINDERS for contrast in finder(beside)]


def disagreement(beside: Beside, model: RelationModel) -> Finding | None:
    """Return the surest disagreement of two statements, or ``None`` if nothing contrasts."""
    a, b = beside.a.slots, beside.b.slots
    found = [
        Finding(each.relation, model.confidence(each), each.because, each.a_span, each.b_span)
        for each in find_contrasts(beside)
    ]
    for kind, check in (("denial", denial), ("swapped", swapped)):
        finding = check(a, b)
        if finding:
            sure = model.shares[kind]
            found.append(Finding(finding.relation, sure, finding.because, finding.a_span, finding.b_span))
    return max(found, key=lambda each: each.confidence, default=None)
