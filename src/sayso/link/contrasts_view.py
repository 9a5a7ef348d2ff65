"""Two statements laid beside each other, word by word.

Each word has the vector that its sentence gives it, so that a word of one statement
finds its counterpart in the other: what stands in the same part of the same event,
whatever it is called. A contrast is two such counterparts that are not the same.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.encoder import WIDTH, encode
from sayso.link.words import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.link.encoder import Encoded
    from sayso.link.slots import Slots
    from sayso.model import Span

    Matrix = NDArray[np.float32]

BESIDE = 3
"""Words to the left and to the right of a place that are compared."""

SLACK = 2
"""Places by which a neighbour may have moved."""

PLACES = 3
"""Decimals kept of a similarity, so that two machines agree on every label."""

KEPT = 400
"""Sentences whose vectors are kept, each some 50 KB."""


@dataclass(frozen=True, slots=True)
class View:
    """A statement with a vector of length 1 for each of its words (zeros past what the encoder reads)."""

    slots: Slots
    rows: Matrix

    def words_in(self, span: Span) -> list[int]:
        """Return the places of the words that overlap a span of the document."""
        return [at for at, word in enumerate(self.slots.words) if word.start < span[1] and span[0] < word.end]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two views and the similarity of every word of the first to every word of the second."""

    a: View
    b: View
    near: Matrix

    def numbers(self, mine: Sequence[int], yours: Sequence[int]) -> tuple[float, float]:
        """Return what speaks for words *mine* of the first being counterparts of *yours* of the second.

        Their likeness in their sentences, and that of the words beside them.
        """
        if not mine or not yours:
            return 0.0, 0.0
        one, other = self.a.rows[list(mine)].mean(axis=0), self.b.rows[list(yours)].mean(axis=0)
        return round(_cosine(one, other), PLACES), round(self._around(mine, yours), PLACES)

    def whole(self) -> float:
        """Return the likeness of the two statements, 0-1."""
        if not self.near.size:
            return 0.0
        return _cosine(self.a.rows.mean(axis=0), self.b.rows.mean(axis=0))

    def _around(self, mine: Sequence[int], yours: Sequence[int]) -> float:
        """Return the mean likeness of the words beside two places."""
        likes = []
        for start, other, way in ((min(mine), min(yours), -1), (max(mine), max(yours), 1)):
            for step in range(1, BESIDE + 1):
                at = start + way * step
                low, high = sorted((other + way * max(1, step - SLACK), other + way * (step + SLACK)))
                there = range(max(0, low), min(self.near.shape[1], high + 1))
                if 0 <= at < self.near.shape[0] and there:
                    likes.append(float(self.near[at, list(there)].max()))
        return sum(likes) / len(likes) if likes else 0.0


def _cosine(one: Matrix, other: Matrix) -> float:
    return float(one @ other) / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-6)


def lay_beside(first: View, second: View) -> Beside:
    """Return two statements laid beside each other."""
    return Beside(first, second, np.asarray(first.rows @ second.rows.T, np.float32))


def view(slots: Slots) -> View:
    """Return a statement with the vectors of its words."""
    encoded = _sentence(slots.host_text)
    rows = np.zeros((len(slots.words), WIDTH), np.float32)
    at = 0
    for (start, _), vector in zip(encoded.offsets, encoded.vectors, strict=False):
        place = start + slots.host_start
        while at < len(slots.words) and slots.words[at].end <= place:
            at += 1
        if at < len(slots.words) and slots.words[at].start <= place:
            rows[at] += vector
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return View(slots, np.asarray(rows / np.maximum(length, 1e-9), np.float32))


@functools.lru_cache(maxsize=KEPT)
def _sentence(text: str) -> Encoded:
    return encode([text])[text]


def carrying(slots: Slots) -> list[int]:
    """Return the places of the words that carry meaning."""
    stop = lexicon("stop")
    return [
        at for at, word in enumerate(slots.words) if word.lower not in stop and word.stem in slots.meaning
    ]
