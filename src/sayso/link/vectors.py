"""Statements as vectors: the words of each, as its sentence makes them mean.

A statement may be a clause of its sentence ("to close a test site"); its words are
encoded with the whole sentence and only its own are kept. Two statements are compared
as wholes (the mean of their words) and word by word: each word of the one with the
nearest of the other (late interaction, after Khattab and Zaharia, *ColBERT*, SIGIR 2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.encoder import WIDTH, encode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sayso.link.encoder import Encoded
    from sayso.link.slots import Slots

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.intp]

BLOCK = 64
"""Statements that one statement is compared with word by word at a time."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of a story's statements, all of length 1.

    ``whole`` has a row for each statement, ``words`` a row for each of their word pieces,
    which weighs ``weight``; those of statement *k* are ``[bounds[k], bounds[k + 1])``.
    """

    whole: Matrix
    words: Matrix
    weight: NDArray[np.float32]
    bounds: Indices

    def of(self, statement: int) -> slice:
        """Return where a statement's word pieces stand."""
        return slice(int(self.bounds[statement]), int(self.bounds[statement + 1]))


def read_vectors(slots: Sequence[Slots], weights: Mapping[str, float]) -> Vectors:
    """Return the vectors of statements; *weights* says how telling each stem is."""
    encoded = encode(one.host_text for one in slots)
    whole, words, weight = [], [], []
    for one in slots:
        rows, telling = _own(one, encoded[one.host_text], weights)
        whole.append(rows.mean(axis=0))
        words.append(rows)
        weight.append(telling)
    bounds = np.cumsum([0, *(len(rows) for rows in words)], dtype=np.intp)
    return Vectors(_unit(np.array(whole)), _unit(np.concatenate(words)), np.concatenate(weight), bounds)


def _own(one: Slots, encoded: Encoded, weights: Mapping[str, float]) -> tuple[Matrix, Matrix]:
    """Return the vectors of a statement's own word pieces, and what each weighs."""
    kept = [
        at
        for at, (start, _) in enumerate(encoded.offsets)
        if any(a <= start + one.host_start < b for a, b in one.statement.parts)
    ]
    if not kept:
        return np.zeros((1, WIDTH), np.float32), np.zeros(1, np.float32)
    places = [encoded.offsets[at][0] + one.host_start for at in kept]
    telling = np.zeros(len(kept), np.float32)
    word = 0
    for k, place in enumerate(places):
        while word < len(one.words) and one.words[word].end <= place:
            word += 1
        if word < len(one.words) and one.words[word].start <= place:
            stem = one.words[word].stem
            telling[k] = weights[stem] if stem in one.meaning else 0.0
    return encoded.vectors[kept], telling


def _unit(rows: Matrix) -> Matrix:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)


def late(vectors: Vectors, first: Indices, second: Indices) -> Matrix:
    """Return how well the words of two statements meet, a row a pair, four numbers each.

    In order: words of the first met by the second, and back, all words alike; then both
    again, weighed by how telling each word is (0 for function words).
    """
    found = np.zeros((len(first), 4), np.float32)
    order = np.lexsort((second, first))
    starts = np.flatnonzero(np.diff(first[order], prepend=-1))
    for rows in np.split(order, starts[1:]):
        for at in range(0, len(rows), BLOCK):
            part = rows[at : at + BLOCK]
            found[part] = _met(vectors, int(first[part[0]]), second[part])
    return found


def _met(vectors: Vectors, one: int, others: Indices) -> Matrix:
    own = vectors.of(one)
    sizes = vectors.bounds[others + 1] - vectors.bounds[others]
    edges = np.cumsum(sizes) - sizes
    places = np.arange(sizes.sum()) - np.repeat(edges, sizes) + np.repeat(vectors.bounds[others], sizes)
    near = vectors.words[own] @ vectors.words[places].T
    there = np.maximum.reduceat(near, edges, axis=1)
    back = near.max(axis=0)
    mine, yours = vectors.weight[own], vectors.weight[places]
    weighed_back = np.add.reduceat(back * yours, edges) / np.maximum(np.add.reduceat(yours, edges), 1e-6)
    return np.column_stack(
        [
            there.mean(axis=0),
            np.add.reduceat(back, edges) / sizes,
            mine @ there / max(float(mine.sum()), 1e-6),
            weighed_back,
        ]
    ).astype(np.float32)
