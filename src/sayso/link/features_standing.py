"""How a pair stands out among all pairs of either statement: rank, z-score, lead.

That two statements are alike says little; that nothing else on that page is as much
like this one says more. All numbers are taken row by row, each from the one statement's
side, and given as the lesser and the greater of the two sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.link.features_field import Field

    Matrix = NDArray[np.float32]
    Mask = NDArray[np.bool_]
    Indices = NDArray[np.intp]
    Columns = dict[str, NDArray[np.float32]]

LAST_RANK = 64
"""Rank from which on all are alike far down."""

RIVALS = 4
"""Best statements of a page that are looked at for one that does not overlap with the pair's own."""


@dataclass(frozen=True, slots=True)
class _Side:
    """Seen from one statement of each pair: rank among its pairs, z-score, lead over the best rival.

    A rank is the log of the share of pairs that are as like or liker: the first of two hundred says
    more than the first of ten.
    """

    rank: NDArray[np.float32]
    score: NDArray[np.float32]
    lead: NDArray[np.float32]


def standing(name: str, matrix: Matrix, mask: Mask, field: Field, pairs: tuple[Indices, Indices]) -> Columns:
    """Return six columns for the similarity *matrix*, of which only the pairs in *mask* count."""
    first, second = pairs
    low = np.where(mask, matrix, -1.0).astype(np.float32)
    here = _side(low, mask, field, first, second)
    there = _side(low, mask, field, second, first)
    columns: Columns = {}
    for kind in ("rank", "score", "lead"):
        a, b = getattr(here, kind), getattr(there, kind)
        columns[f"{name} {kind} least"], columns[f"{name} {kind} most"] = np.minimum(a, b), np.maximum(a, b)
    return columns


def _side(low: Matrix, mask: Mask, field: Field, rows: Indices, columns: Indices) -> _Side:
    value = low[rows, columns]
    kept = min(LAST_RANK, low.shape[1])
    best = -np.partition(-low, kept - 1, axis=1)[:, :kept]
    rank = (best[rows] > value[:, None]).sum(axis=1)
    many = np.maximum(1, mask.sum(axis=1))
    share = np.log1p(rank) - np.log1p(many[rows])
    mean = np.where(mask, low, 0).sum(axis=1, dtype=np.float64) / many
    square = np.where(mask, low * low, 0).sum(axis=1, dtype=np.float64) / many
    spread = np.sqrt(np.maximum(square - mean**2, 0)) + 1e-6
    score = (value - mean[rows]) / spread[rows]
    return _Side(share.astype(np.float32), score.astype(np.float32), _lead(low, field, rows, columns))


def _lead(low: Matrix, field: Field, rows: Indices, columns: Indices) -> NDArray[np.float32]:
    """Return how much more a row is like a column than like the best other statement of its page.

    What overlaps with the statement (its container, its contents) is no rival of it.
    """
    lead = np.zeros(len(rows), np.float32)
    for document in np.unique(field.documents):
        here = np.flatnonzero(field.documents == document)
        which = np.flatnonzero(field.documents[columns] == document)
        if len(here) < 2 or not len(which):
            continue
        part = low[:, here]
        kept = min(RIVALS, len(here))
        best = np.argpartition(-part, kept - 1, axis=1)[:, :kept][rows[which]]
        rival = here[best]
        own = columns[which, None]
        fit = field.allowed[rival, own]
        value = np.where(fit, low[rows[which, None], rival], -1.0).max(axis=1)
        found = low[rows[which], columns[which]] - value
        lead[which] = np.where(fit.any(axis=1), np.clip(found, -1, 1), 0)
    return lead
