"""How alike two statements are: some sixty numbers for each pair worth a look.

All numbers are symmetric in the two statements. The similarity of two statements
says little alone; what says more is whether it stands out among what else the
story says (ranks and z-scores within the story), whether words run together, and
whether the words of one find a counterpart of like meaning in the other
(idf-weighted soft alignment, after Corley and Mihalcea, 2005).
"""

from __future__ import annotations

import collections
import functools
import math
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.embed import embed
from sayso.link.slots import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sayso.link.slots import Slots

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.intp]
    Columns = dict[str, NDArray[np.float32]]

NEAREST = 12
"""Neighbours by each similarity that every statement is compared with in full."""

STORY_SHARE = 0.6
"""Share of the story's own idf in a word's weight; the rest is general English."""

WINDOW = 6
"""Content words of a statement's best stretch in the soft alignment."""


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


@dataclass(frozen=True, slots=True)
class Field:
    """What the features of one story share: weights of words and similarity matrices.

    ``weights`` is the idf of each stem; ``lexical`` the tf-idf cosine, ``cosine``
    that of sentence vectors, ``soft`` the soft alignment; ``allowed`` is false for
    pairs that overlap in one document. ``spoken`` has a row of 0/1 a statement and a
    column a stem.
    """

    slots: Sequence[Slots]
    stems: tuple[str, ...]
    weights: NDArray[np.float32]
    spoken: Matrix
    lexical: Matrix
    cosine: Matrix
    soft: Matrix
    hard: Matrix
    window: Matrix
    allowed: NDArray[np.bool_]
    documents: NDArray[np.intp]


@functools.cache
def background() -> tuple[dict[str, int], int]:
    """Return in how many sentences of general news a stem stands, and of how many.

    Counted over ECB+ (Cybulska and Vossen, 2014; CC BY 3.0) by ``training/claims``.
    """
    text = resources.files("sayso.link").joinpath("data/background.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    total = int(lines[0][1])
    return {word: int(count) for word, count in lines[1:]}, total


def word_weights(slots: Sequence[Slots]) -> dict[str, float]:
    """Return a weight for each stem: how telling it is within the story and in English at large."""
    counts, total = background()
    spread = collections.Counter(word for one in slots for word in one.meaning)
    weights = {}
    for word, n in sorted(spread.items()):
        own = math.log((len(slots) + 1) / (n + 0.5))
        general = min(9.0, math.log((total + 1) / (counts.get(word, 0) + 0.5)))
        weights[word] = max(0.05, STORY_SHARE * own + (1 - STORY_SHARE) * general)
    return weights


def survey(slots: Sequence[Slots]) -> Field:
    """Return the similarity matrices of a story."""
    weights = word_weights(slots)
    stems = tuple(weights)
    column = {word: k for k, word in enumerate(stems)}
    spoken = np.zeros((len(slots), len(stems)), dtype=np.float32)
    counts = np.zeros_like(spoken)
    for row, one in enumerate(slots):
        for word, n in collections.Counter(one.content).items():
            spoken[row, column[word]] = 1
            counts[row, column[word]] = 1 + math.log(n)
    weight = np.array([weights[word] for word in stems], dtype=np.float32)
    lexical = _unit(counts * weight)
    vectors = embed([one.text for one in slots])
    soft, hard, window = _alignment(slots, stems, weight)
    ids = {document: k for k, document in enumerate(dict.fromkeys(one.statement.document for one in slots))}
    return Field(
        slots=slots,
        stems=stems,
        weights=weight,
        spoken=spoken,
        lexical=lexical @ lexical.T,
        cosine=vectors @ vectors.T,
        soft=soft,
        hard=hard,
        window=window,
        allowed=allowed_pairs(slots),
        documents=np.array([ids[one.statement.document] for one in slots], dtype=np.intp),
    )


def allowed_pairs(slots: Sequence[Slots]) -> NDArray[np.bool_]:
    """Return which pairs may be one claim: not a statement and itself, its container or its content."""
    start = np.array([one.statement.start for one in slots])
    end = np.array([one.statement.end for one in slots])
    ids = np.array([one.statement.document for one in slots])
    overlap = (start[:, None] < end[None, :]) & (start[None, :] < end[:, None])
    allowed: NDArray[np.bool_] = ~((ids[:, None] == ids[None, :]) & overlap)
    return allowed


def _unit(rows: Matrix) -> Matrix:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)


def _alignment(
    slots: Sequence[Slots], stems: tuple[str, ...], weight: NDArray[np.float32]
) -> tuple[Matrix, Matrix, Matrix]:
    """Return how well each statement's words are met by those of each other (rows: whose words)."""
    forms: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for one in slots:
        for word in one.words:
            forms[word.stem][word.lower] += 1
    common = [min(forms[s].items(), key=lambda x: (-x[1], x[0]))[0] if s in forms else s for s in stems]
    column = {word: k for k, word in enumerate(stems)}
    rows = [np.array([column[word] for word in dict.fromkeys(one.content)], dtype=np.intp) for one in slots]
    vectors = embed(common)
    met = np.zeros((len(stems), len(slots)), dtype=np.float32)
    for k, row in enumerate(rows):
        if len(row):
            met[:, k] = (vectors @ vectors[row].T).max(axis=1)
            met[row, k] = 1
    met = np.clip(met, 0, 1)
    sharp = np.clip((met - 0.5) * 2, 0, 1)
    soft, hard, window = (np.zeros((len(slots), len(slots)), dtype=np.float32) for _ in range(3))
    for k, row in enumerate(rows):
        if len(row):
            share = weight[row] / weight[row].sum()
            soft[k], hard[k] = share @ met[row], share @ sharp[row]
            running = np.vstack(
                [np.zeros((1, len(slots))), np.cumsum(weight[row, None] * sharp[row], axis=0)]
            )
            size = min(WINDOW, len(row))
            window[k] = (running[size:] - running[:-size]).max(axis=0)
    return soft, hard, window


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
    for group in (_overlap, _standing, _slots, _runs, _places):
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
    matrices = {
        "lexical": field.lexical,
        "cosine": field.cosine,
        "soft": field.soft,
        "hard": field.hard,
        "window": field.window,
    }
    for name, matrix in matrices.items():
        if name in {"soft", "hard", "window"}:
            columns[f"{name} least"], columns[f"{name} most"] = _both(matrix, first, second)
        even = np.asarray((matrix + matrix.T) / 2, dtype=np.float32)
        rank, score, lead = standing(even, field.allowed, field.documents)
        if name != "soft":
            columns[f"{name} rank least"], columns[f"{name} rank most"] = _both(rank, first, second)
        columns[f"{name} z least"], columns[f"{name} z most"] = _both(score, first, second)
        if name in {"lexical", "cosine", "hard"}:
            columns[f"{name} lead least"], columns[f"{name} lead most"] = _both(lead, first, second)
    return columns


def standing(matrix: Matrix, allowed: NDArray[np.bool_], documents: Indices) -> tuple[Matrix, Matrix, Matrix]:
    """Return, row by row: rank among allowed pairs, z-score, and lead over the best other of its document."""
    open_ = np.where(allowed, matrix, np.nan)
    low = np.where(allowed, matrix, -1e3)
    rank = np.argsort(np.argsort(-low, axis=1, kind="stable"), axis=1, kind="stable").astype(np.float32)
    many = np.maximum(1, allowed.sum(axis=1, keepdims=True))
    mean = np.nansum(open_, axis=1, keepdims=True) / many
    spread = np.sqrt(np.nansum((open_ - mean) ** 2, axis=1, keepdims=True) / many) + 1e-6
    score = (matrix - mean) / spread
    lead = np.zeros_like(matrix)
    for document in np.unique(documents):
        here = np.flatnonzero(documents == document)
        block = low[:, here]
        if len(here) < 2:
            continue
        top = -np.partition(-block, 1, axis=1)[:, :2]
        rival = np.where(block >= top[:, :1], top[:, 1:], top[:, :1])
        lead[:, here] = np.clip(block - rival, -1, 1)
    return rank, score.astype(np.float32), lead


def _sets(
    field: Field, first: Indices, second: Indices, pick: Callable[[Slots], frozenset[str]]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return for one set-valued slot: shared weight, shared share of the smaller, conflict, both filled."""
    weight = dict(zip(field.stems, field.weights.tolist(), strict=True))
    picked = [pick(one) for one in field.slots]
    shared, share, clash, filled = (np.zeros(len(first), dtype=np.float32) for _ in range(4))
    for k, (i, j) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        a, b = picked[i], picked[j]
        if a and b:
            common = a & b
            shared[k] = sum(weight.get(word, 3.0) for word in sorted(common))
            share[k] = len(common) / min(len(a), len(b))
            clash[k] = not common
            filled[k] = 1
    return shared, share, clash, filled


def _slots(field: Field, first: Indices, second: Indices) -> Columns:
    columns: Columns = {}
    picks: dict[str, Callable[[Slots], frozenset[str]]] = {
        "names": lambda one: one.names,
        "plain": lambda one: one.meaning - one.names,
        "figures": _values,
        "days": lambda one: one.days,
        "weekdays": lambda one: (
            frozenset(w.lower for w in one.words) & (lexicon("weekday") | lexicon("month"))
        ),
        "quoted": lambda one: one.quoted,
        "sources": lambda one: one.sources,
    }
    for name, pick in picks.items():
        shared, share, clash, filled = _sets(field, first, second, pick)
        columns |= {f"{name} shared": shared, f"{name} share": share}
        columns |= {f"{name} clash": clash, f"{name} both": filled}
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
    columns["quote inside"] = inside
    columns |= {"rarest": rare[:, 0], "rarest two": rare[:, :2].sum(axis=1), "rarest three": rare.sum(axis=1)}
    negated = np.array([one.negated for one in field.slots])
    columns["negation differs"] = (negated[first] != negated[second]).astype(np.float32)
    return columns


def _values(one: Slots) -> frozenset[str]:
    return frozenset(word for word in one.content if word.startswith("#"))


def _runs(field: Field, first: Indices, second: Indices) -> Columns:
    """Longest run of words in common, in words and by weight, and the share of word pairs in common."""
    weight = dict(zip(field.stems, field.weights.tolist(), strict=True))
    words = [tuple(word.stem for word in one.words) for one in field.slots]
    twos = [frozenset(zip(w, w[1:], strict=False)) for w in words]
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
    position = np.array([one.position for one in field.slots], dtype=np.float32)
    order = np.array([one.order for one in field.slots], dtype=np.float32)
    same = field.documents[first] == field.documents[second]
    attributed = np.array([one.statement.voice == "attributed" for one in field.slots], dtype=np.float32)
    context = _context(field)
    return {
        "same document": same.astype(np.float32),
        "place apart": np.abs(position[first] - position[second]),
        "earlier place": np.minimum(position[first], position[second]),
        "later place": np.maximum(position[first], position[second]),
        "at the top": (order[first] < 3).astype(np.float32) + (order[second] < 3),
        "attributed": attributed[first] + attributed[second],
        "context": context[first, second],
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
