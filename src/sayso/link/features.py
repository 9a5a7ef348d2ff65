"""How alike two statements are: some sixty numbers for each pair worth a look.

All numbers are symmetric in the two statements. The similarity of two statements
says little alone; what says more is whether it stands out among what else the
story says (ranks and z-scores within the story), whether words run together, and
whether the words of one find a counterpart of like meaning in the other.
"""

from __future__ import annotations

import collections
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sayso.link.features_field import Field
    from sayso.link.slots import Slots

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.intp]
    Columns = dict[str, NDArray[np.float32]]

NEAREST = 12
"""Neighbours by each similarity that every statement is compared with in full."""

TOP = 3
"""Statements that stand at the top of a page: headline and lead."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a story's statements and their features.

    ``first`` and ``second`` index the statements (``first < second``); ``values``
    has a row for each pair and a column for each of ``names``.
    """

    first: Indices
    second: Indices
    names: tuple[str, ...]
    values: Matrix


def candidates(field: Field, nearest: int = NEAREST) -> tuple[Indices, Indices]:
    """Return the pairs worth a look: near by words or by meaning, seen from either statement."""
    size = len(field.slots)
    keep = np.zeros((size, size), dtype=bool)
    for matrix in (field.lexical, field.cosine, field.hard + field.hard.T):
        open_ = np.where(field.allowed, matrix, -1.0)
        near = np.argsort(-open_, axis=1, kind="stable")[:, :nearest]
        keep[np.repeat(np.arange(size), near.shape[1]), near.ravel()] = True
    keep = (keep | keep.T) & field.allowed & ((field.lexical > 0) | (field.hard > 0.3))
    first, second = np.nonzero(np.triu(keep, 1))
    return first, second


def pair_features(field: Field, first: Indices, second: Indices) -> Pairs:
    """Return the features of the pairs ``(first[k], second[k])``."""
    columns: Columns = {}
    for group in (_overlap, _standing, _slots, _words, _runs, _places):
        columns |= group(field, first, second)
    names = tuple(columns)
    values = np.column_stack([columns[name] for name in names]).astype(np.float32)
    return Pairs(first, second, names, values)


def _both(matrix: Matrix, first: Indices, second: Indices) -> tuple[Matrix, Matrix]:
    """Return the smaller and the larger of the two directed values of each pair."""
    there, back = matrix[first, second], matrix[second, first]
    return np.minimum(there, back), np.maximum(there, back)


def _overlap(field: Field, first: Indices, second: Indices) -> Columns:
    spoken, weight = field.spoken, field.weights
    shared = (spoken @ spoken.T)[first, second]
    weighed = ((spoken * weight) @ spoken.T)[first, second]
    size, mass = spoken.sum(axis=1), spoken @ weight
    least, most = np.minimum(size[first], size[second]), np.maximum(size[first], size[second])
    union = mass[first] + mass[second] - weighed
    return {
        "lexical": field.lexical[first, second],
        "cosine": field.cosine[first, second],
        "jaccard": shared / np.maximum(1, size[first] + size[second] - shared),
        "contained": shared / np.maximum(1, least),
        "weighted jaccard": weighed / np.maximum(union, 1e-6),
        "weighted contained": weighed / np.maximum(np.minimum(mass[first], mass[second]), 1e-6),
        "shared weight": weighed,
        "shorter": least,
        "length ratio": least / np.maximum(1, most),
        "unmet weight": np.minimum(mass[first], mass[second]) - weighed,
    }


def _standing(field: Field, first: Indices, second: Indices) -> Columns:
    """Ranks, z-scores and leads of a pair's similarity among all pairs of either statement."""
    columns: Columns = {}
    for name in ("lexical", "cosine", "soft", "hard", "window"):
        matrix: Matrix = getattr(field, name)
        even = np.asarray((matrix + matrix.T) / 2, dtype=np.float32)
        rank, score, lead = standing(even, field)
        columns[f"{name} rank least"], columns[f"{name} rank most"] = _both(np.log1p(rank), first, second)
        columns[f"{name} z least"], columns[f"{name} z most"] = _both(score, first, second)
        columns[f"{name} lead least"], columns[f"{name} lead most"] = _both(lead, first, second)
    for name in ("soft", "hard", "window"):
        columns[f"{name} least"], columns[f"{name} most"] = _both(getattr(field, name), first, second)
    for name in ("host_lexical", "host_cosine"):
        _, score, _ = standing(getattr(field, name), field)
        columns[name] = getattr(field, name)[first, second]
        columns[f"{name} z least"], columns[f"{name} z most"] = _both(score, first, second)
    return columns


def standing(matrix: Matrix, field: Field) -> tuple[Matrix, Matrix, Matrix]:
    """Return, row by row: rank among allowed pairs, z-score, and lead over the best rival of its document.

    What overlaps with a statement (its container, its contents) is no rival of it.
    """
    allowed = field.allowed
    low = np.where(allowed, matrix, -1.0).astype(np.float32)
    rank = np.argsort(np.argsort(-low, axis=1, kind="stable"), axis=1, kind="stable").astype(np.float32)
    rivals: dict[int, list[int]] = collections.defaultdict(list)
    for i, j in field.overlapping:
        if i != j:
            rank[:, i] -= low[:, j] > low[:, i]
            rivals[i].append(j)
    many = np.maximum(1, allowed.sum(axis=1, keepdims=True))
    mean = np.where(allowed, matrix, 0).sum(axis=1, keepdims=True) / many
    spread = np.sqrt(np.where(allowed, (matrix - mean) ** 2, 0).sum(axis=1, keepdims=True) / many) + 1e-6
    lead = np.zeros_like(low)
    for document in np.unique(field.documents):
        here = np.flatnonzero(field.documents == document)
        for j in here.tolist():
            others = np.setdiff1d(here, [j, *rivals[j]])
            if len(others):
                lead[:, j] = np.clip(low[:, j] - low[:, others].max(axis=1), -1, 1)
    return np.maximum(rank, 0), ((matrix - mean) / spread).astype(np.float32), lead


def _sets(
    field: Field, first: Indices, second: Indices, pick: Callable[[Slots], frozenset[str]]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return for one set-valued slot: shared weight, shared part of the smaller, and nothing shared."""
    weight = dict(zip(field.stems, field.weights.tolist(), strict=True))
    picked = [pick(one) for one in field.slots]
    shared, share, clash = (np.zeros(len(first), dtype=np.float32) for _ in range(3))
    for k, (i, j) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        a, b = picked[i], picked[j]
        if a and b:
            common = a & b
            shared[k] = sum(weight[word] for word in sorted(common))
            share[k] = len(common) / min(len(a), len(b))
            clash[k] = not common
    return shared, share, clash


def _slots(field: Field, first: Indices, second: Indices) -> Columns:
    columns: Columns = {}
    picks: dict[str, Callable[[Slots], frozenset[str]]] = {
        "names": lambda one: one.names,
        "plain": lambda one: one.meaning - one.names,
        "figures": lambda one: frozenset(word for word in one.content if word.startswith("#")),
        "quoted": lambda one: one.quoted,
    }
    for name, pick in picks.items():
        shared, share, clash = _sets(field, first, second, pick)
        columns |= {f"{name} shared": shared, f"{name} share": share, f"{name} clash": clash}
    negated = np.array([one.negated for one in field.slots])
    columns["negation differs"] = (negated[first] != negated[second]).astype(np.float32)
    return columns


def _words(field: Field, first: Indices, second: Indices) -> Columns:
    """The most telling words in common, and how much of a quote stands in the other statement."""
    quoted, meaning = [one.quoted for one in field.slots], [one.meaning for one in field.slots]
    inside = np.zeros(len(first), dtype=np.float32)
    rare = np.zeros((len(first), 3), dtype=np.float32)
    weight = dict(zip(field.stems, field.weights.tolist(), strict=True))
    for k, (i, j) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        for a, b in ((i, j), (j, i)):
            if quoted[a]:
                inside[k] = max(inside[k], len(quoted[a] & meaning[b]) / len(quoted[a]))
        best = sorted((weight[word] for word in meaning[i] & meaning[j]), reverse=True)[:3]
        rare[k, : len(best)] = best
    return {
        "quote inside": inside,
        "rarest": rare[:, 0],
        "rarest two": rare[:, :2].sum(axis=1),
        "rarest three": rare.sum(axis=1),
    }


def _runs(field: Field, first: Indices, second: Indices) -> Columns:
    """Longest run of words in common, in words and by weight, and the share of word pairs in common."""
    weight = dict(zip(field.stems, field.weights.tolist(), strict=True))
    words = [tuple(word.stem for word in one.words) for one in field.slots]
    twos = [frozenset(itertools.pairwise(w)) for w in words]
    length, mass, pairs = (np.zeros(len(first), dtype=np.float32) for _ in range(3))
    for k, (i, j) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        common = twos[i] & twos[j]
        if common:
            length[k], mass[k] = longest_run(words[i], words[j], weight)
            pairs[k] = len(common) / min(len(twos[i]), len(twos[j]))
    return {"run": length, "run weight": mass, "word pairs": pairs}


def longest_run(a: Sequence[str], b: Sequence[str], weight: dict[str, float]) -> tuple[int, float]:
    """Return length and weight of the longest and of the heaviest run of words in both."""
    where: dict[str, list[int]] = collections.defaultdict(list)
    for at, word in enumerate(b):
        where[word].append(at)
    longest, heaviest = 0, 0.0
    ends: dict[int, tuple[int, float]] = {}
    for word in a:
        now: dict[int, tuple[int, float]] = {}
        for at in where.get(word, ()):
            length, mass = ends.get(at - 1, (0, 0.0))
            now[at] = (length + 1, mass + weight.get(word, 0.1))
            longest, heaviest = max(longest, length + 1), max(heaviest, now[at][1])
        ends = now
    return longest, heaviest


def _places(field: Field, first: Indices, second: Indices) -> Columns:
    order = np.array([one.order for one in field.slots])
    attributed = np.array([one.statement.voice == "attributed" for one in field.slots], dtype=np.float32)
    return {
        "same document": (field.documents[first] == field.documents[second]).astype(np.float32),
        "at the top": ((order < TOP)[first].astype(np.float32) + (order < TOP)[second]),
        "attributed": attributed[first] + attributed[second],
        "context": _context(field)[first, second],
    }


def _context(field: Field) -> Matrix:
    """Return the best similarity between the statements before and after those of each pair."""
    size = len(field.slots)
    around = np.zeros((size, size), dtype=np.float32)
    open_ = np.where(field.allowed, field.lexical, 0).astype(np.float32)
    for here in (-1, 1):
        for there in (-1, 1):
            moved = np.zeros_like(open_)
            rows = np.clip(np.arange(size) + here, 0, size - 1)
            columns = np.clip(np.arange(size) + there, 0, size - 1)
            same_row = field.documents[rows] == field.documents
            same_column = field.documents[columns] == field.documents
            moved = open_[np.ix_(rows, columns)] * same_row[:, None] * same_column[None, :]
            around = np.maximum(around, moved)
    return around
