"""Which of the lines that rules keep are no part of the article, by trees learned from real pages.

The trees stand in ``line_model.json``: each asks a few questions of a line's row ("is this number
above that bound?"), one a level, and adds the value of the answers, in thousandths of log odds. Rows,
bounds and values are whole numbers, so every machine comes to the same verdict. How they were learned,
and how well they do on sites left out: ``training/lines/README.md``.
"""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.read.line_context import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.line_context import Numbers
    from sayso.read.lines import Look

AT_ONCE = 1_000
"""Rows whose values are added up at once."""


class Trees(NamedTuple):
    """A row for each tree: columns and bounds of its questions, and values by its answers as bits."""

    columns: Numbers
    bounds: Numbers
    values: Numbers


class Model(NamedTuple):
    """Trees, and the log odds in thousandths below which lines are dropped.

    One bound is for prose and one for other lines of pages with signs of clutter, one for all lines of
    other pages: a lost paragraph is worse than kept clutter.
    """

    trees: Trees
    prose: int
    other: int
    clean: int


def foreign_lines(
    lines: Sequence[str], looks: Sequence[Look], ruled: Sequence[str | None], *, cluttered: bool
) -> list[bool]:
    """Return for each of *lines* whether it is no part of the article, for what is not *ruled* out already.

    Args:
        lines: the lines of one page, none empty.
        looks: how each looks (:func:`sayso.read.lines.look_at`).
        ruled: the reason for which rules drop each, ``None`` for those that they keep.
        cluttered: whether the page has signs of furniture.
    """
    if not lines:
        return []
    model = load()
    rows = rows_of(lines, looks, ruled)
    kept = [index for index, reason in enumerate(ruled) if reason is None]
    bounds = np.where([looks[index].prose for index in kept], model.prose, model.other)
    if not cluttered:
        bounds[:] = model.clean
    foreign = np.zeros(len(lines), bool)
    foreign[kept] = scores(model.trees, rows[kept]) < bounds
    return [bool(one) for one in foreign]


def scores(trees: Trees, rows: Numbers) -> Numbers:
    """Return the log odds in thousandths that each row's line is of the article."""
    parts = [_scores(trees, rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _scores(trees: Trees, rows: Numbers) -> Numbers:
    branches = np.zeros((len(rows), len(trees.values)), np.intp)
    for level in range(trees.columns.shape[1]):
        branches += (rows[:, trees.columns[:, level]] > trees.bounds[:, level]).astype(np.intp) << level
    branches += np.arange(len(trees.values)) * trees.values.shape[1]
    return np.asarray(trees.values.ravel()[branches].sum(1))


@functools.cache
def load() -> Model:
    """Return the model that ships with sayso."""
    content = json.loads(files("sayso.read").joinpath("line_model.json").read_text("utf-8"))
    columns, bounds, values = (np.array(part, np.int64) for part in zip(*content["trees"], strict=True))
    return Model(Trees(columns, bounds, values), content["prose"], content["other"], content["clean"])
