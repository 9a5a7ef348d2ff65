"""A second look at a pair: what the rest of the story makes of it.

Two statements that are both like a third are likelier one fact; one that has a better
match on the other's page is less likely. These numbers are read from the
probabilities of the first look, for all candidates of a story at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.link.features_field import Field

    Indices = NDArray[np.intp]
    Columns = dict[str, NDArray[np.float32]]

LEAST = 1e-4
"""Added to probabilities before their log-odds are taken."""

NEIGHBOURS = 24
"""Nearest statements of each through which support is sought."""


def support(field: Field, chance: NDArray[np.float64], first: Indices, second: Indices) -> Columns:
    """Return the columns of the second look; *chance* is a pair's probability at the first."""
    size = len(field.slots)
    whole = np.zeros((size, size), np.float32)
    whole[first, second] = whole[second, first] = chance
    through, together = _support(whole, first, second)
    rival = _rivals(whole, field, first, second)
    total, best = whole.sum(axis=1), np.maximum(whole.max(axis=1), LEAST)
    own = chance.astype(np.float32)
    columns = {
        "first look": log_odds(own),
        "first chance": own,
        "through a third": through,
        "through a third, odds": log_odds(through),
        "support": together,
        "support share": together / (np.minimum(total[first], total[second]) + 0.1),
        "rival least": rival.min(axis=0),
        "rival most": rival.max(axis=0),
        "over rival least": (own - rival).min(axis=0),
        "over rival most": (own - rival).max(axis=0),
        "company least": np.minimum(total[first], total[second]),
        "company most": np.maximum(total[first], total[second]),
        "share of best": np.minimum(own / best[first], own / best[second]),
    }
    return {name: np.asarray(column, np.float32) for name, column in columns.items()}


def log_odds(chance: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the log-odds of probabilities, held away from 0 and 1."""
    return np.asarray(np.log((chance + LEAST) / (1 - chance + LEAST)), np.float32)


def _support(
    whole: NDArray[np.float32], first: Indices, second: Indices
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return for each pair the best way through a third statement, and the sum over all such ways."""
    kept = min(NEIGHBOURS, len(whole))
    near = np.argpartition(-whole, kept - 1, axis=1)[:, :kept]
    through, together = (np.zeros(len(first), np.float32) for _ in range(2))
    for one, other in ((first, second), (second, first)):
        thirds = near[one]
        here, there = whole[one[:, None], thirds], whole[other[:, None], thirds]
        through = np.maximum(through, np.minimum(here, there).max(axis=1))
        together = np.maximum(together, (here * there).sum(axis=1))
    return through, together


def _rivals(whole: NDArray[np.float32], field: Field, first: Indices, second: Indices) -> NDArray[np.float32]:
    """Return, from either side, the probability of the best other statement of the other's page."""
    found = []
    for rows, columns in ((first, second), (second, first)):
        best = np.zeros(len(rows), np.float32)
        for document in np.unique(field.documents):
            here = np.flatnonzero(field.documents == document)
            which = np.flatnonzero(field.documents[columns] == document)
            if len(here) < 2 or not len(which):
                continue
            two = -np.partition(-whole[:, here], 1, axis=1)[:, :2][rows[which]]
            own = whole[rows[which], columns[which]]
            best[which] = np.where(own >= two[:, 0], two[:, 1], two[:, 0])
        found.append(best)
    return np.array(found)
