"""The statements of one story against each other: what each word weighs, and who is near whom.

Matrices over all statements of a story, from which :mod:`sayso.link.features` reads
its numbers. Two views of nearness: shared words weighed by how telling they are
(tf-idf), and vectors of statements in their sentences.
"""

from __future__ import annotations

import collections
import functools
import math
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.vectors import read_vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from sayso.link.slots import Slots
    from sayso.link.vectors import Vectors

    Matrix = NDArray[np.float32]

STORY_SHARE = 0.6
"""Share of the story's own idf in a word's weight; the rest is general English."""

PLACES = 4
"""Decimals kept of a similarity."""

LEAST_WEIGHT = 0.05
"""Weight of a word that stands in nearly every sentence."""

MOST_WEIGHT = 9.0
"""Weight of a word that general English hardly has."""

LONG_NUMBER = 4
"""Characters of a number, mark included, from which its size alone is telling."""

SLOTS: Mapping[str, Callable[[Slots], frozenset[str]]] = {
    "spoken": lambda one: one.meaning,
    "names": lambda one: one.names,
    "plain": lambda one: one.meaning - one.names,
    "figures": lambda one: frozenset(word for word in one.content if word.startswith("#")),
    "quoted": lambda one: one.quoted,
}
"""The sets of stems that statements are compared by."""


@dataclass(frozen=True, slots=True)
class Bags:
    """One set of stems of every statement: how many, what they weigh, and which can be shared.

    ``rows`` has a row a statement and a column for each of the field's ``shared`` stems.
    """

    size: NDArray[np.float32]
    mass: NDArray[np.float32]
    rows: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Field:
    """What the features of one story share: weights of words and similarity matrices.

    ``weights`` is how telling each stem is; ``shared`` are the weights of the stems that two
    statements have, the most telling first, and ``spoken`` has the bags of each of
    :data:`SLOTS`. ``lexical`` is the tf-idf cosine, ``cosine`` that of statement vectors,
    ``host_lexical`` the tf-idf cosine of the sentences around. ``allowed`` is false for
    pairs that overlap in one document; ``documents`` numbers the documents.
    """

    slots: Sequence[Slots]
    weights: Mapping[str, float]
    shared: NDArray[np.float32]
    spoken: Mapping[str, Bags]
    vectors: Vectors
    lexical: Matrix
    cosine: Matrix
    host_lexical: Matrix
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
    hosts: dict[tuple[str, int, int], set[str]] = collections.defaultdict(set)
    for one in slots:
        hosts[one.statement.document, one.host_start, len(one.host_text)] |= one.host
    spread = collections.Counter(word for host in hosts.values() for word in host)
    weights = {}
    for word in sorted({*spread, *(word for one in slots for word in one.meaning)}):
        own = math.log((len(hosts) + 1) / (max(1, spread[word]) + 0.5))
        general = math.log((total + 1) / (counts.get(word, 0) + 0.5))
        if word.startswith("#"):
            general = _number_weight(word)
        weights[word] = max(LEAST_WEIGHT, STORY_SHARE * own + (1 - STORY_SHARE) * min(MOST_WEIGHT, general))
    return weights


def _number_weight(word: str) -> float:
    """Return how telling a number is by itself: round and small ones are in every story."""
    digits = word[1:].split("e", maxsplit=1)[0].replace(".", "").strip("0")
    return 2.0 + 1.2 * len(digits) + (len(word) > LONG_NUMBER)


def survey(slots: Sequence[Slots]) -> Field:
    """Return the similarity matrices of a story."""
    weights = word_weights(slots)
    vectors = read_vectors(slots, weights)
    spread = collections.Counter(word for one in slots for word in one.meaning)
    shared = sorted((word for word, n in spread.items() if n > 1), key=lambda word: (-weights[word], word))
    ids = {document: k for k, document in enumerate(dict.fromkeys(one.statement.document for one in slots))}
    return Field(
        slots=slots,
        weights=weights,
        shared=np.array([weights[word] for word in shared], dtype=np.float32),
        spoken={name: _bags([pick(one) for one in slots], shared, weights) for name, pick in SLOTS.items()},
        vectors=vectors,
        lexical=steady(_cosine([one.content for one in slots], weights)),
        cosine=steady(vectors.whole @ vectors.whole.T),
        host_lexical=steady(_cosine([tuple(sorted(one.host)) for one in slots], weights)),
        allowed=allowed_pairs(slots),
        documents=np.array([ids[one.statement.document] for one in slots], dtype=np.intp),
    )


def steady(matrix: Matrix) -> Matrix:
    """Round away what differs between machines and numbers of threads, so that ranks do not."""
    return np.round(matrix, PLACES)


def _bags(bags: Sequence[frozenset[str]], shared: Sequence[str], weights: Mapping[str, float]) -> Bags:
    """Return the bags of one slot."""
    column = {word: k for k, word in enumerate(shared)}
    rows = np.zeros((len(bags), len(shared)), dtype=bool)
    for row, bag in enumerate(bags):
        rows[row, [column[word] for word in bag if word in column]] = True
    mass = [sum(weights[word] for word in sorted(bag)) for bag in bags]
    return Bags(np.array([len(bag) for bag in bags], np.float32), np.array(mass, np.float32), rows)


def _cosine(bags: Sequence[Sequence[str]], weights: Mapping[str, float]) -> Matrix:
    """Return the tf-idf cosines of bags of stems."""
    column = {word: k for k, word in enumerate(weights)}
    counts = np.zeros((len(bags), len(weights)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, n in collections.Counter(bag).items():
            counts[row, column[word]] = (1 + math.log(n)) * weights[word]
    rows = counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)
    return np.asarray(rows @ rows.T, dtype=np.float32)


def allowed_pairs(slots: Sequence[Slots]) -> NDArray[np.bool_]:
    """Return which pairs may be one claim: not a statement and itself, its container or its content."""
    start = np.array([one.statement.start for one in slots])
    end = np.array([one.statement.end for one in slots])
    number = {document: k for k, document in enumerate({one.statement.document: 0 for one in slots})}
    ids = np.array([number[one.statement.document] for one in slots])
    overlap = (start[:, None] < end[None, :]) & (start[None, :] < end[:, None])
    allowed: NDArray[np.bool_] = ~((ids[:, None] == ids[None, :]) & overlap)
    return allowed
