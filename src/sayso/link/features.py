"""How alike two statements are: some sixty numbers for each pair worth a look.

All numbers are symmetric in the two statements. The similarity of two statements
says little alone; what says more is whether it stands out among what else the
story says, whether words run together, and whether the words of one find a
counterpart of like meaning in the other.
"""

from __future__ import annotations

import collections
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.features_field import steady
from sayso.link.features_standing import standing
from sayso.link.vectors import late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sayso.link.features_field import Field

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.intp]
    Columns = dict[str, NDArray[np.float32]]

NEAREST = 30
"""Neighbours by each similarity that every statement is compared with in full."""

TOP = 3
TOP_SHARE = 0.15
"""Statements that stand at the top of a page, headline and lead: so many at most, and of so large a share."""

CHUNK = 2048
"""Pairs whose words are compared at a time: bounds memory."""

RAREST = 3
"""Most telling words in common that are looked at."""


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
    kept = min(nearest, size)
    for matrix in (field.lexical, field.cosine):
        near = np.argsort(-np.where(field.allowed, matrix, -1.0), axis=1, kind="stable")[:, :kept]
        keep[np.repeat(np.arange(size), kept), near.ravel()] = True
    first, second = np.nonzero(np.triu((keep | keep.T) & field.allowed, 1))
    return first, second


def pair_features(field: Field, first: Indices, second: Indices) -> Pairs:
    """Return the features of the candidate pairs of a story, which must be given all at once."""
    columns: Columns = {}
    for group in (_words, _standing, _runs, _places):
        columns |= group(field, first, second)
    names = tuple(columns)
    values = np.column_stack([columns[name] for name in names]).astype(np.float32)
    return Pairs(first, second, names, values)


def _words(field: Field, first: Indices, second: Indices) -> Columns:
    """Return what the words of each pair have in common, slot by slot."""
    parts = [
        _shared_words(field, first[start : start + CHUNK], second[start : start + CHUNK])
        for start in range(0, len(first), CHUNK)
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else {}


def _shared_words(field: Field, first: Indices, second: Indices) -> Columns:
    bags = field.spoken["spoken"]
    common = bags.rows[first] & bags.rows[second]
    shared, weighed = common.sum(axis=1), common @ field.shared
    least = np.minimum(bags.size[first], bags.size[second])
    most = np.maximum(bags.size[first], bags.size[second])
    lighter, both = np.minimum(bags.mass[first], bags.mass[second]), bags.mass[first] + bags.mass[second]
    rarest = _rarest(common, field.shared)
    columns = {
        "jaccard": shared / np.maximum(1, least + most - shared),
        "contained": shared / np.maximum(1, least),
        "weighted jaccard": weighed / np.maximum(both - weighed, 1e-6),
        "weighted contained": weighed / np.maximum(lighter, 1e-6),
        "shared weight": weighed,
        "shorter": least,
        "length ratio": least / np.maximum(1, most),
        "unmet weight": lighter - weighed,
        "rarest": rarest[:, 0],
        "rarest two": rarest[:, :2].sum(axis=1),
        "rarest three": rarest.sum(axis=1),
    }
    columns |= _slots(field, first, second)
    return {name: np.asarray(column, np.float32) for name, column in columns.items()}


def _rarest(common: NDArray[np.bool_], weights: NDArray[np.float32]) -> Matrix:
    """Return the weights of the most telling words in common; columns come the most telling first."""
    found = np.zeros((len(common), RAREST), np.float32)
    left, rows = common.copy(), np.arange(len(common))
    for k in range(RAREST if len(weights) else 0):
        place = left.argmax(axis=1)
        found[:, k] = np.where(left[rows, place], weights[place], 0)
        left[rows, place] = False
    return found


def _slots(field: Field, first: Indices, second: Indices) -> dict[str, NDArray[np.float32]]:
    """Return for each slot: shared weight, shared part of the smaller, and nothing shared."""
    columns = {}
    for name in ("names", "plain", "figures", "quoted"):
        bags = field.spoken[name]
        common = bags.rows[first] & bags.rows[second]
        shared, least = common.sum(axis=1), np.minimum(bags.size[first], bags.size[second])
        columns[f"{name} shared"] = common @ field.shared
        columns[f"{name} share"] = shared / np.maximum(1, least)
        columns[f"{name} clash"] = (least > 0) & (shared == 0)
    quoted, spoken = field.spoken["quoted"], field.spoken["spoken"]
    inside = np.zeros(len(first))
    for one, other in ((first, second), (second, first)):
        met = (quoted.rows[one] & spoken.rows[other]).sum(axis=1)
        inside = np.maximum(inside, met / np.maximum(1, quoted.size[one]))
    columns["quote inside"] = inside.astype(np.float32)
    return columns


def _standing(field: Field, first: Indices, second: Indices) -> Columns:
    """Return the similarities of each pair, and how each stands out."""
    pairs = (first, second)
    columns: Columns = {}
    for name in ("lexical", "cosine", "host_lexical"):
        matrix: Matrix = getattr(field, name)
        columns[name] = matrix[first, second]
        columns |= standing(name, matrix, field.allowed, field, pairs)
    found = steady(late(field.vectors, first, second))
    mask = np.zeros_like(field.allowed)
    mask[first, second] = mask[second, first] = True
    for name, (there, back) in {"words": (0, 1), "telling words": (2, 3)}.items():
        columns[f"{name} least"] = np.minimum(found[:, there], found[:, back])
        columns[f"{name} most"] = np.maximum(found[:, there], found[:, back])
        even = np.zeros_like(field.lexical)
        even[first, second] = even[second, first] = (found[:, there] + found[:, back]) / 2
        columns |= standing(name, even, mask, field, pairs)
    return columns


def _runs(field: Field, first: Indices, second: Indices) -> Columns:
    """Longest run of words in common, in words and by weight, and the share of word pairs in common."""
    words = [tuple(word.stem for word in one.words) for one in field.slots]
    twos = [frozenset(itertools.pairwise(w)) for w in words]
    length, mass, pairs = (np.zeros(len(first), dtype=np.float32) for _ in range(3))
    for k, (i, j) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        common = twos[i] & twos[j]
        if common:
            length[k], mass[k] = longest_run(words[i], words[j], field.weights)
            pairs[k] = len(common) / min(len(twos[i]), len(twos[j]))
    return {"run": length, "run weight": mass, "word pairs": pairs}


def longest_run(a: Sequence[str], b: Sequence[str], weight: Mapping[str, float]) -> tuple[int, float]:
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
    top = order < np.minimum(TOP, TOP_SHARE * np.bincount(field.documents)[field.documents])
    attributed = np.array([one.statement.voice == "attributed" for one in field.slots], dtype=np.float32)
    negated = np.array([one.negated for one in field.slots])
    return {
        "negation differs": (negated[first] != negated[second]).astype(np.float32),
        "same document": (field.documents[first] == field.documents[second]).astype(np.float32),
        "at the top": (top[first].astype(np.float32) + top[second]),
        "attributed": attributed[first] + attributed[second],
        "context": _context(field, first, second),
    }


def _context(field: Field, first: Indices, second: Indices) -> NDArray[np.float32]:
    """Return the best similarity between the statements next to those of each pair."""
    last = len(field.slots) - 1
    best = np.zeros(len(first), np.float32)
    for here, there in itertools.product((-1, 1), repeat=2):
        row, column = np.clip(first + here, 0, last), np.clip(second + there, 0, last)
        same = (field.documents[row] == field.documents[first]) & (
            field.documents[column] == field.documents[second]
        )
        near = np.where(same & field.allowed[row, column], field.lexical[row, column], 0)
        best = np.maximum(best, near)
    return best
