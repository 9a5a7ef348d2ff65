"""The attribution tagger's network: passages in, log-probabilities of tags out.

A small encoder with 8-bit weights (ONNX), run by onnxruntime on one thread. Weights and
vocabulary lie in ``models/attribution`` and are read once in a process, at the first
document. Windows are run one by one: padding would cost more than batches gain, and
what is said of a document never depends on the documents beside it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from sayso.extract.tagger_tags import TAGS
from sayso.extract.tagger_windows import Piece, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from sayso.model import Span

MOST = 160
"""Word pieces of a window, marks included: the size that costs least a word on one core."""

FOLDER = "models/attribution"
WEIGHTS = "tagger.onnx"
VOCABULARY = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage's word pieces: their places in it, and log-probabilities shaped (pieces, tags)."""

    offsets: list[Span]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Model:
    session: InferenceSession
    tokenizer: Tokenizer
    opening: int
    closing: int


@functools.cache
def _model() -> _Model:
    from onnxruntime import ExecutionMode, InferenceSession, SessionOptions  # noqa: PLC0415 - loaded when it is used
    from tokenizers import Tokenizer  # noqa: PLC0415 - loaded when it is used

    folder = files("sayso.extract").joinpath(FOLDER)
    if not is_trained():
        message = (
            f"The attribution tagger has no weights in this installation ({FOLDER}/{WEIGHTS}); "
            "choose the method 'rules', or train them with training/attribution."
        )
        raise FileNotFoundError(message)
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ExecutionMode.ORT_SEQUENTIAL
    with as_file(folder / WEIGHTS) as weights, as_file(folder / VOCABULARY) as vocabulary:
        tokenizer = Tokenizer.from_file(str(vocabulary))
        session = InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    opening, closing = (
        tokenizer.encode(mark, add_special_tokens=False).ids[0] for mark in ("[CLS]", "[SEP]")
    )
    return _Model(session, tokenizer, opening, closing)


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
    encodings = model.tokenizer.encode_batch(list(texts), add_special_tokens=False)
    found = [
        Scored(list(encoding.offsets), np.zeros((len(encoding.ids), len(TAGS)), np.float32))
        for encoding in encodings
    ]
    for window in pack([len(encoding.ids) for encoding in encodings], MOST):
        ids = _window_ids(window, [encodings[piece.passage].ids for piece in window], model)
        feed = {"ids": ids, "mask": np.ones_like(ids)}
        scores = np.asarray(model.session.run(["scores"], feed)[0], np.float32)[0]
        at = 1
        for piece in window:
            first = at + piece.first - piece.start
            answer = scores[first : first + piece.last - piece.first]
            found[piece.passage].scores[piece.first : piece.last] = answer
            at += piece.end - piece.start + 1
    return found


def _window_ids(window: Sequence[Piece], ids: Sequence[Sequence[int]], model: _Model) -> NDArray[np.int64]:
    row = [model.opening]
    for piece, passage in zip(window, ids, strict=True):
        row += passage[piece.start : piece.end]
        row.append(model.closing)
    return np.array([row], np.int64)
