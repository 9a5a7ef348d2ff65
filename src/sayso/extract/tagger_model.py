"""The attribution tagger's network: passages in, log-probabilities of tags out.

A small encoder with quantized weights (ONNX), run by onnxruntime on one thread. Weights and
vocabulary lie in ``models/attribution`` and are read once in a process, at the first
document. Windows are run one by one: padding would cost more than batches gain, and
what is said of a document never depends on the documents beside it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from sayso.extract.network import open_network
from sayso.extract.tagger_pieces import Pieces, WordPieces
from sayso.extract.tagger_tags import TAGS
from sayso.extract.tagger_windows import Piece, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from sayso.model import Span

MOST = 160
"""Word pieces of a window, marks included: the size that costs least a word on one core."""

FOLDER = "models/attribution"
WEIGHTS = "tagger.onnx"
VOCABULARY = "pieces.txt"


OPENING, CLOSING = "[CLS]", "[SEP]"
"""The pieces that open a window and close each of its passages."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage's word pieces: their places in it, and log-probabilities shaped (pieces, tags)."""

    offsets: list[Span]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Model:
    session: InferenceSession
    pieces: WordPieces


@functools.cache
def _model() -> _Model:
    folder = files("sayso.extract").joinpath(FOLDER)
    if not is_trained():
        message = (
            f"The attribution tagger has no weights in this installation ({FOLDER}/{WEIGHTS}); "
            "choose the method 'rules', or train them with training/attribution."
        )
        raise FileNotFoundError(message)
    vocabulary = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")
    return _Model(open_network(folder / WEIGHTS), WordPieces(vocabulary[:-1]))


def is_trained() -> bool:
    """Say whether this installation has the tagger's weights."""
    folder = files("sayso.extract").joinpath(FOLDER)
    return folder.joinpath(WEIGHTS).is_file() and folder.joinpath(VOCABULARY).is_file()


def score(texts: Sequence[str]) -> list[Scored]:
    """Return the tags' log-probabilities of the word pieces of each passage of a document.

    Raises:
        FileNotFoundError: the installation has no weights.
    """
    model = _model()
    read = [model.pieces(text) for text in texts]
    found = [Scored(one.offsets, np.zeros((len(one.ids), len(TAGS)), np.float32)) for one in read]
    for window in pack([len(one.ids) for one in read], MOST):
        ids = _window_ids(window, read, model.pieces.numbers)
        feed = {"ids": ids, "mask": np.ones_like(ids)}
        scores = np.asarray(model.session.run(["scores"], feed)[0], np.float32)[0]
        at = 1
        for piece in window:
            first = at + piece.first - piece.start
            answer = scores[first : first + piece.last - piece.first]
            found[piece.passage].scores[piece.first : piece.last] = answer
            at += piece.end - piece.start + 1
    return found


def _window_ids(
    window: Sequence[Piece], read: Sequence[Pieces], numbers: dict[str, int]
) -> NDArray[np.int64]:
    row = [numbers[OPENING]]
    for piece in window:
        row += read[piece.passage].ids[piece.start : piece.end]
        row.append(numbers[CLOSING])
    return np.array([row], np.int64)
