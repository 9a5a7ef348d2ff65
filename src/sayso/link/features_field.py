"""The statements of one story against each other: what each word weighs, and who is near whom.

Matrices over all statements of a story, from which :mod:`sayso.link.features` reads
its numbers. Three views of nearness: shared words weighed by how telling they are
(tf-idf), vectors of whole statements, and how well the words of one are met by words
of like meaning in the other (soft alignment, after Corley and Mihalcea, 2005).
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.link.slots import Slots

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

WINDOW = 6
"""Content words of a statement's best stretch in the soft alignment."""

HALF_MET = 0.5
"""Cosine of two words' vectors up to which neither meets the other, in the sharp alignment."""


@dataclass(frozen=True, slots=True)
class Field:
    """What the features of one story share: weights of words and similarity matrices.

    ``weights`` is the idf of each stem; ``lexical`` the tf-idf cosine, ``cosine``
    that of statement vectors, ``soft`` the soft alignment; ``allowed`` is false for
    pairs that overlap in one document, which ``overlapping`` lists in both orders;
    ``host_lexical`` and ``host_cosine`` compare the sentences around. ``spoken``
    has a row of 0/1 a statement and a column a stem.
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
    host_lexical: Matrix
    host_cosine: Matrix
    allowed: NDArray[np.bool_]
    overlapping: list[tuple[int, int]]
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
    hosts = {(one.statement.document, one.host_text): one.host for one in slots}
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
    stems = tuple(weights)
    weight = np.array(list(weights.values()), dtype=np.float32)
    spoken, lexical = _rows([one.content for one in slots], stems, weight)
    _, framed = _rows([tuple(sorted(one.host)) for one in slots], stems, weight)
    vectors = embed([one.text for one in slots])
    hosts = embed([one.host_text for one in slots])
    soft, hard, window = _alignment(slots, stems, weight)
    ids = {document: k for k, document in enumerate(dict.fromkeys(one.statement.document for one in slots))}
    allowed = allowed_pairs(slots)
    return Field(
        slots=slots,
        stems=stems,
        weights=weight,
        spoken=spoken,
        lexical=steady(lexical @ lexical.T),
        cosine=steady(vectors @ vectors.T),
        soft=steady(soft),
        hard=steady(hard),
        window=steady(window),
        host_lexical=steady(framed @ framed.T),
        host_cosine=steady(hosts @ hosts.T),
        allowed=allowed,
        overlapping=[(int(i), int(j)) for i, j in zip(*np.nonzero(~allowed), strict=True)],
        documents=np.array([ids[one.statement.document] for one in slots], dtype=np.intp),
    )


def steady(matrix: Matrix) -> Matrix:
    """Round away what differs between machines and numbers of threads, so that ranks do not."""
    return np.round(matrix, PLACES)


def _rows(
    bags: Sequence[Sequence[str]], stems: tuple[str, ...], weight: NDArray[np.float32]
) -> tuple[Matrix, Matrix]:
    """Return which stems each bag has, and its tf-idf row of length 1."""
    column = {word: k for k, word in enumerate(stems)}
    present = np.zeros((len(bags), len(stems)), dtype=np.float32)
    counts = np.zeros_like(present)
    for row, bag in enumerate(bags):
        for word, n in collections.Counter(bag).items():
            present[row, column[word]] = 1
            counts[row, column[word]] = 1 + math.log(n)
    rows = counts * weight
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return present, np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)


def allowed_pairs(slots: Sequence[Slots]) -> NDArray[np.bool_]:
    """Return which pairs may be one claim: not a statement and itself, its container or its content."""
    start = np.array([one.statement.start for one in slots])
    end = np.array([one.statement.end for one in slots])
    ids = np.array([one.statement.document for one in slots])
    overlap = (start[:, None] < end[None, :]) & (start[None, :] < end[:, None])
    allowed: NDArray[np.bool_] = ~((ids[:, None] == ids[None, :]) & overlap)
    return allowed


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
    sharp = np.clip((met - HALF_MET) / (1 - HALF_MET), 0, 1)
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
