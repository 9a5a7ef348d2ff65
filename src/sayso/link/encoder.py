"""Words in their sentences as vectors: the encoder of facts.

A small network (ONNX, quantized weights, one thread) reads whole sentences and gives a
vector for every word piece, in the light of the sentence around it (docs/model-claims.md).
Weights lie in ``models/facts``; the word pieces are those of the attribution tagger.
Both are read once in a process, at the first use. Nothing is downloaded.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from sayso.extract.network import open_network
from sayso.extract.tagger_model import CLOSING, FOLDER, OPENING, VOCABULARY
from sayso.extract.tagger_pieces import WordPieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from sayso.model import Span

WIDTH = 384
"""Numbers in one vector."""

MOST = 160
"""Word pieces of a sentence that are read; what follows has no vectors of its own."""

KEPT = 2048
"""Sentences whose vectors are kept, some 50 kB each: claims, relations and wording ask for the same ones."""

WEIGHTS = "models/facts/encoder.onnx"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence's word pieces: their places in it, and one row of :data:`WIDTH` numbers each."""

    offsets: Sequence[Span]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Model:
    session: InferenceSession
    pieces: WordPieces


@functools.cache
def _model() -> _Model:
    vocabulary = files("sayso.extract").joinpath(FOLDER, VOCABULARY).read_text(encoding="utf-8")
    network = open_network(files("sayso.link").joinpath(WEIGHTS))
    return _Model(network, WordPieces(vocabulary.split("\n")[:-1]))


def encode(sentences: Iterable[str]) -> dict[str, Encoded]:
    """Return the vectors of each distinct sentence.

    Sentences are read one by one: numbers are scaled to 8 bits by what is read together,
    and what is said of a sentence must not hang on the sentences beside it.
    """
    return {text: _encoded(text) for text in sorted(set(sentences))}


@functools.lru_cache(maxsize=KEPT)
def _encoded(text: str) -> Encoded:
    model = _model()
    read = model.pieces(text)
    opening, closing = (model.pieces.numbers[mark] for mark in (OPENING, CLOSING))
    ids = np.array([[opening, *read.ids[: MOST - 2], closing]], np.int64)
    vectors = model.session.run(["vectors"], {"ids": ids, "mask": np.ones_like(ids)})[0]
    rows = np.asarray(vectors, np.float32)[0, 1:-1]
    rows.flags.writeable = False
    return Encoded(read.offsets[: MOST - 2], rows)
