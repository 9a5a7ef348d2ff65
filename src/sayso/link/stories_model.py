"""How probably two documents, or two groups of documents, report one event.

Two logistic regressions with a handful of weights each, fitted by
``training/stories/train.py`` and shipped as a small JSON file. The first looks at two
documents: what they share. The second looks at two groups: how alike their documents
are on the whole, and what *contrasts* them, which two documents alone cannot show.
Where nearly every page of one group leads with a name that no page of the other
prints, they report two events of one kind, however alike the words.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from heapq import nlargest
from importlib import resources
from typing import TYPE_CHECKING

from sayso.link.stories_weights import dot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.link.stories_groups import Group
    from sayso.link.stories_weights import Weighed

LIMIT = 8.0
"""Bound of a pair's log odds; pairs that share no key are taken for ``-LIMIT``."""

PAIR = ("terms", "lead", "names", "numbers", "weekdays differ", "years differ")
GROUPS = (
    "mean",
    "best",
    "names (less)",
    "names (more)",
    "words",
    "numbers (less)",
    "numbers (more)",
    "dates",
    "centre",
    "size",
)


@dataclass(frozen=True, slots=True)
class Regression:
    """Log odds as a weighted sum: a row of (mean, scale, weight) for each feature, and an intercept."""

    rows: tuple[tuple[float, float, float], ...]
    intercept: float

    def log_odds(self, values: Iterable[float]) -> float:
        """Return the log odds of a row of features."""
        terms = (
            (value - mean) / scale * weight
            for value, (mean, scale, weight) in zip(values, self.rows, strict=True)
        )
        return self.intercept + sum(terms)


@dataclass(frozen=True, slots=True)
class StoryModel:
    """Both regressions, the log odds from which groups are joined, and the cost of time.

    Documents published more than ``free_days`` apart lose ``day_cost`` log odds for
    each further day, ``most_cost`` at most.
    """

    pair: Regression
    groups: Regression
    threshold: float
    free_days: float = 2.0
    day_cost: float = 0.15
    most_cost: float = 3.0

    def pair_log_odds(self, a: Weighed, b: Weighed) -> float:
        """Return the log odds that two documents report one event, within ±:data:`LIMIT`."""
        odds = self.pair.log_odds(pair_features(a, b)) - self._time_cost(a.card.day, b.card.day)
        return max(-LIMIT, min(LIMIT, odds))

    def group_log_odds(self, a: Group, b: Group, mean: float, best: float) -> float:
        """Return the log odds that two groups report one event; *mean* and *best* are of their pairs."""
        return self.groups.log_odds(group_features(a, b, mean, best))

    def _time_cost(self, a: int | None, b: int | None) -> float:
        if a is None or b is None:
            return 0.0
        return min(self.most_cost, self.day_cost * max(0.0, abs(a - b) - self.free_days))


def pair_features(a: Weighed, b: Weighed) -> tuple[float, ...]:
    """Return the numbers of :data:`PAIR`.

    Four cosines; whether both name weekdays and share none; whether the latest years they name differ.
    """
    days, others = a.card.weekdays, b.card.weekdays
    return (
        dot(a.terms, b.terms),
        dot(a.lead, b.lead),
        dot(a.names, b.names),
        dot(a.numbers, b.numbers),
        float(bool(days and others and not days & others)),
        float(a.card.year is not None and b.card.year is not None and a.card.year != b.card.year),
    )


def group_features(a: Group, b: Group, mean: float, best: float) -> tuple[float, ...]:
    """Return the numbers of :data:`GROUPS`.

    ``names``, ``words``, ``numbers`` and ``dates`` (weekdays and latest years) are contrasts:
    of the terms that most documents of one group have and few of the other, how much more
    often the first has them, averaged over the strongest; (less) is the group that has the
    weaker ones. ``centre`` is the cosine of the groups' mean rows, ``size`` the logarithm of the
    smaller group's size, up to ten.
    """
    names = sorted((contrast(a.lead_names, a, b, 2), contrast(b.lead_names, b, a, 2)))
    numbers = sorted((contrast(a.numbers, a, b, 2), contrast(b.numbers, b, a, 2)))
    return (
        mean,
        best - mean,
        *names,
        max(contrast(a.lead, a, b, 3), contrast(b.lead, b, a, 3)),
        *numbers,
        max(_dates(a, b), _dates(b, a)),
        a.cosine(b),
        min(1.0, math.log(min(a.size, b.size)) / math.log(10)),
    )


def contrast(counts: Mapping[str, int], own: Group, other: Group, strongest: int) -> float:
    """Return by how much the *strongest* terms of *own* are more frequent there than in *other*, 0-1.

    *counts* says in how many documents of *own* a term stands; one document more, without
    the term, is assumed, so that a single page says less than many that agree.
    """
    return _excess(counts, own.size, other.terms, other.size, strongest)


def _dates(own: Group, other: Group) -> float:
    return _excess(own.dates, own.size, other.dates, other.size, 1)


def _excess(
    counts: Mapping[str, int], size: int, seen: Mapping[str, int], others: int, strongest: int
) -> float:
    shares = (n / (size + 1) - seen.get(term, 0) / others for term, n in counts.items() if n >= size / 3)
    return sum(max(0.0, share) for share in nlargest(strongest, shares)) / strongest


def load_model(text: str) -> StoryModel:
    """Return the model that a JSON file of ``training/stories/train.py`` holds."""
    data = json.loads(text)
    return StoryModel(
        _regression(data["pair"], PAIR),
        _regression(data["groups"], GROUPS),
        **data["thresholds"],
        **data["time"],
    )


def _regression(data: dict[str, dict[str, tuple[float, float, float]]], names: tuple[str, ...]) -> Regression:
    rows = {name: row for name, row in data.items() if name != "intercept"}
    if tuple(rows) != names:
        message = "the story model was trained on other features: run training/stories/train.py"
        raise ValueError(message)
    rows_of = tuple((float(m), float(s), float(w)) for m, s, w in rows.values())
    return Regression(rows_of, float(data["intercept"]))  # type: ignore[arg-type]


@functools.cache
def story_model() -> StoryModel:
    """Return the model that ships with sayso."""
    return load_model(
        resources.files("sayso.link").joinpath("data/story_model.json").read_text(encoding="utf-8")
    )
