"""Boosted trees whose levels ask one question each, in numpy: slow to fit, quick and exact to use.

A tree of depth d is d questions "is this number above that bound?" and 2^d values; the questions of
a level are the same in all its branches ("oblivious" trees; Prokhorenkova et al., NeurIPS 2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    Whole = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

BINS = 32


@dataclass(frozen=True)
class Settings:
    """How trees are grown: their number and depth, what each adds, and what each sees."""

    trees: int = 120
    depth: int = 5
    rate: float = 0.15
    penalty: float = 20.0
    rows: float = 0.3
    columns: float = 0.4
    seed: int = 0


class Tree(NamedTuple):
    """The columns and bounds of a tree's questions, and its values by the answers (first is lowest bit)."""

    columns: list[int]
    bounds: list[int]
    values: list[float]


def fit(rows: Whole, labels: Array, weights: Array, settings: Settings) -> list[Tree]:
    """Return trees whose values add up to the log odds of *labels* (0 or 1)."""
    edges = [_edges(column) for column in rows.T]
    bins = np.array(
        [np.searchsorted(edge, column, side="left") for edge, column in zip(edges, rows.T, strict=True)]
    ).astype(np.uint8)
    random = np.random.default_rng(settings.seed)
    scores = np.zeros(len(labels))
    trees: list[Tree] = []
    for _ in range(settings.trees):
        chances = 1 / (1 + np.exp(-scores))
        gradient, curve = weights * (labels - chances), weights * chances * (1 - chances)
        picked = np.flatnonzero(random.random(len(labels)) < settings.rows)
        usable = np.flatnonzero([len(edge) > 0 for edge in edges])
        columns = np.sort(random.permutation(usable)[: max(1, int(settings.columns * len(usable)))])
        bounded = [(int(column), len(edges[column])) for column in columns]
        questions = _grow(bins[:, picked], gradient[picked], curve[picked], bounded, settings)
        branch = np.zeros(len(labels), np.int64)
        for level, (column, bound) in enumerate(questions):
            branch |= (bins[column] > bound).astype(np.int64) << level
        size = 1 << len(questions)
        values = settings.rate * (
            np.bincount(branch, gradient, size) / (np.bincount(branch, curve, size) + settings.penalty)
        )
        scores += values[branch]
        trees.append(
            Tree(
                [int(column) for column, _ in questions],
                [int(edges[column][bound]) for column, bound in questions],
                [float(value) for value in values],
            )
        )
    return trees


def predict(trees: list[Tree], rows: Whole) -> Array:
    """Return the log odds of each row."""
    scores = np.zeros(len(rows))
    for tree in trees:
        branch = np.zeros(len(rows), np.int64)
        for level, (column, bound) in enumerate(zip(tree.columns, tree.bounds, strict=True)):
            branch |= (rows[:, column] > bound).astype(np.int64) << level
        scores += np.array(tree.values)[branch]
    return scores


def _edges(column: Whole) -> Whole:
    """Return bounds that part the values of *column* into bins of about one size."""
    return np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1], method="lower")).astype(np.int64)


def _grow(
    bins: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
    gradient: Array,
    curve: Array,
    columns: list[tuple[int, int]],
    settings: Settings,
) -> list[tuple[int, int]]:
    """Return the questions of one tree, each the best after those before it.

    *columns* come with the number of their bounds.
    """
    branch = np.zeros(len(gradient), np.int64)
    questions: list[tuple[int, int]] = []
    for level in range(settings.depth):
        size = 1 << level
        best = (-1.0, -1, -1)
        for column, bounds in columns:
            place = branch * BINS + bins[column]
            up = np.bincount(place, gradient, size * BINS).reshape(size, BINS)
            down = np.bincount(place, curve, size * BINS).reshape(size, BINS)
            left, weight = np.cumsum(up, 1), np.cumsum(down, 1)
            right, other = left[:, -1:] - left, weight[:, -1:] - weight
            gains = left**2 / (weight + settings.penalty) + right**2 / (other + settings.penalty)
            total = gains.sum(0)[:bounds]
            bound = int(np.argmax(total))
            if total[bound] > best[0] + 1e-9:
                best = (float(total[bound]), column, bound)
        _, column, bound = best
        questions.append((column, bound))
        branch |= (bins[column] > bound).astype(np.int64) << level
    return questions
