"""How probably two statements of a story speak of the same fact.

A logistic regression over the numbers of :mod:`sayso.link.features`, trained by
``training/claims/train.py`` (docs/model-claims.md says on what and how well it
does). Its weights are a small JSON file in this package: no library is needed to
run it, and every probability can be taken apart feature by feature.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.features import candidates, pair_features
from sayso.link.features_field import survey
from sayso.link.grouping import Thresholds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.link.features import Pairs
    from sayso.link.features_field import Field
    from sayso.link.slots import Slots

SURE = 0.999
"""Probability of two statements with the same words."""

FEWEST_WORDS = 3
"""Content words from which two statements with the same words are the same statement."""

PLACES = 6
"""Decimals kept of a probability, so that two machines agree on every decision."""


@dataclass(frozen=True, slots=True)
class PairModel:
    """A trained pair model and the thresholds that go with it.

    ``mean``, ``scale`` and ``weight`` have one number for each of ``names``.
    """

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weight: NDArray[np.float64]
    intercept: float
    thresholds: Thresholds

    def probability(self, pairs: Pairs) -> NDArray[np.float64]:
        """Return the probability of each pair, 0-1."""
        if pairs.names != self.names:
            message = "the pair model was trained on other features: run training/claims/train.py"
            raise ValueError(message)
        scores = (pairs.values - self.mean) / self.scale @ self.weight + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Likeness:
    """All that was found out about the pairs of a story's statements.

    ``probability`` is a symmetric matrix over ``slots``, 0 where a pair was not
    worth a look or may not be one claim.
    """

    slots: Sequence[Slots]
    field: Field
    probability: NDArray[np.float64]


def load_model(text: str) -> PairModel:
    """Return the model that a JSON file of ``training/claims/train.py`` holds."""
    data = json.loads(text)
    rows = data["features"]
    columns = np.array([rows[name] for name in rows], dtype=np.float64)
    return PairModel(
        names=tuple(rows),
        mean=columns[:, 0],
        scale=columns[:, 1],
        weight=columns[:, 2],
        intercept=float(data["intercept"]),
        thresholds=Thresholds(**data["thresholds"]),
    )


@functools.cache
def pair_model() -> PairModel:
    """Return the model that ships with sayso."""
    file = resources.files("sayso.link").joinpath("data/pair_model.json")
    return load_model(file.read_text(encoding="utf-8"))


def score_pairs(slots: Sequence[Slots], model: PairModel | None = None) -> Likeness:
    """Return the probability that two statements speak of the same fact, for all pairs of a story."""
    field = survey(slots)
    return Likeness(slots, field, probabilities(field, model or pair_model()))


def probabilities(field: Field, model: PairModel) -> NDArray[np.float64]:
    """Return the symmetric matrix of the probabilities of all candidate pairs, 0 elsewhere."""
    first, second = candidates(field)
    probability = np.zeros((len(field.slots), len(field.slots)))
    if len(first):
        values = model.probability(pair_features(field, first, second)).round(PLACES)
        probability[first, second] = values
        probability[second, first] = values
    _join_same_words(field, probability)
    return probability


def _join_same_words(field: Field, probability: NDArray[np.float64]) -> None:
    """Make the pairs sure that have the same words, whatever their marks and letters."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for k, one in enumerate(field.slots):
        if len(one.meaning) >= FEWEST_WORDS:
            groups.setdefault(tuple(word.stem for word in one.words), []).append(k)
    for group in groups.values():
        for at, i in enumerate(group):
            for j in group[at + 1 :]:
                if field.allowed[i, j]:
                    probability[i, j] = probability[j, i] = SURE
