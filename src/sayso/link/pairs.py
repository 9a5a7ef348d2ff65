"""How probably two statements of a story speak of the same fact.

Two logistic regressions, trained by ``training/claims/train.py`` (docs/model-claims.md
says on what and how well they do): a first look at each pair alone, over the numbers of
:mod:`sayso.link.features`, and a second that adds what the rest of the story makes of it
(:mod:`sayso.link.features_support`). Their weights are a small JSON file in this package,
and every probability can be taken apart feature by feature.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.link.features import Pairs, candidates, pair_features
from sayso.link.features_field import survey
from sayso.link.features_support import support
from sayso.link.grouping import Thresholds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.link.features_field import Field
    from sayso.link.slots import Slots

SURE = 0.999
"""Probability of two statements with the same words."""

FEWEST_WORDS = 3
"""Content words from which two statements with the same words are the same statement."""

PLACES = 6
"""Decimals kept of a probability, so that two machines agree on every decision."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: ``mean``, ``scale`` and ``weight`` have one number for each of ``names``."""

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weight: NDArray[np.float64]
    intercept: float

    def probability(self, names: Sequence[str], values: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the probability of each row of *values*, 0-1.

        Raises:
            ValueError: the columns are not those it was trained on.
        """
        if tuple(names) != self.names:
            message = "the pair model was trained on other features: run training/claims/train.py"
            raise ValueError(message)
        scores = (values - self.mean) / self.scale @ self.weight + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class PairModel:
    """A trained pair model, both looks, and the thresholds that go with it."""

    first: Logistic
    second: Logistic
    thresholds: Thresholds

    def look(self, field: Field, pairs: Pairs) -> Pairs:
        """Return the features of the second look at all candidate pairs of a story."""
        chance = self.first.probability(pairs.names, pairs.values).round(PLACES)
        columns = support(field, chance, pairs.first, pairs.second)
        values = np.column_stack([pairs.values, *columns.values()])
        return Pairs(pairs.first, pairs.second, (*pairs.names, *columns), values)


@dataclass(frozen=True, slots=True)
class Likeness:
    """All that was found out about the pairs of a story's statements.

    ``probability`` is a symmetric matrix over ``slots``, 0 where a pair was not
    worth a look or may not be one claim; ``pairs`` are those that had a look, with
    the features that their probability adds up from.
    """

    slots: Sequence[Slots]
    field: Field
    probability: NDArray[np.float64]
    pairs: Pairs


def load_model(text: str) -> PairModel:
    """Return the model that a JSON file of ``training/claims/train.py`` holds."""
    data = json.loads(text)
    return PairModel(_logistic(data["first"]), _logistic(data["second"]), Thresholds(**data["thresholds"]))


def _logistic(data: dict[str, Any]) -> Logistic:
    rows = data["features"]
    columns = np.array([rows[name] for name in rows], dtype=np.float64)
    return Logistic(tuple(rows), columns[:, 0], columns[:, 1], columns[:, 2], float(data["intercept"]))


@functools.cache
def pair_model() -> PairModel:
    """Return the model that ships with sayso."""
    file = resources.files("sayso.link").joinpath("data/pair_model.json")
    return load_model(file.read_text(encoding="utf-8"))


def score_pairs(slots: Sequence[Slots], model: PairModel | None = None) -> Likeness:
    """Return the probability that two statements speak of the same fact, for all pairs of a story."""
    field = survey(slots)
    pairs = pair_features(field, *candidates(field))
    return judge(field, pairs, model or pair_model())


def judge(field: Field, pairs: Pairs, model: PairModel) -> Likeness:
    """Return what *model* makes of the candidate pairs of a story."""
    probability = np.zeros((len(field.slots), len(field.slots)))
    if len(pairs.first):
        pairs = model.look(field, pairs)
        values = model.second.probability(pairs.names, pairs.values).round(PLACES)
        probability[pairs.first, pairs.second] = values
        probability[pairs.second, pairs.first] = values
    _join_same_words(field, probability)
    return Likeness(field.slots, field, probability, pairs)


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
