"""Which blocks of a page are its main text: a small network over what is known of them and around them.

It looks twice. First at every block by itself (:mod:`sayso.read.blocks`); then
again, with what the first look made of the blocks before and after, of those in the
same container and of those of the same template. The weights are
``data/block_model.json``; ``training/pages`` says how they came about.
"""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sayso.read.blocks import NAMES, Numbers, numbers_of, shifted, window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sayso.read.visible import Shown

    Matrix = NDArray[np.float64]

CLIP = 4.0
"""Standard deviations beyond which a feature does not grow."""

_FLATTEST = 15.0
_ONE_THREAD = 200_000
"""Multiplications up to which numpy's OpenBLAS keeps to one thread; others would wait for work, spinning."""

_SHIFTS = (-3, -2, -1, 1, 2, 3)
CONTEXT = (
    *(f"chance {shift:+d}" for shift in _SHIFTS),
    *("chance of 7", "chance of 17", "chance of kind", "chance of kind by words", "chance of container"),
    *("chance of container by words", "best so far", "best to come", "share so far", "main words", "chance"),
)
"""What the second look sees beside :data:`sayso.read.blocks.NAMES`."""


class Network(NamedTuple):
    """One hidden layer over standardised features: ``relu(x @ hidden + bias) @ output + intercept``."""

    mean: Matrix
    scale: Matrix
    hidden: Matrix
    bias: Matrix
    output: Matrix
    intercept: float

    def chances(self, values: Matrix) -> Matrix:
        """Return a probability for each row of *values*."""
        rows = values - self.mean
        rows /= self.scale
        np.clip(rows, -CLIP, CLIP, out=rows)
        step = max(1, _ONE_THREAD // self.hidden.size)
        hidden = np.empty((len(rows), self.hidden.shape[1]))
        for at in range(0, len(rows), step):
            np.matmul(rows[at : at + step], self.hidden, out=hidden[at : at + step])
        hidden += self.bias
        sums = np.maximum(hidden, 0.0, out=hidden) @ self.output + self.intercept
        chances: Matrix = 1 / (1 + np.exp(-np.clip(sums, -_FLATTEST, _FLATTEST)))
        return chances


class BlockModel(NamedTuple):
    """The first look, the second, and the chance from which a block is main text."""

    first: Network
    second: Network
    threshold: float


def main_chances(shown: Sequence[Shown], title: int | None, model: BlockModel | None = None) -> Matrix:
    """Return how probably each of *shown* (not empty) is main text of a page whose headline is *title*."""
    model = model or block_model()
    numbers = numbers_of(shown, title)
    return model.second.chances(seen_again(numbers, model.first.chances(numbers.values)))


def seen_again(numbers: Numbers, chances: Matrix) -> Matrix:
    """Return the features of the blocks with :data:`CONTEXT`, after a first look gave them *chances*."""
    weighed = chances * numbers.words
    total = max(1e-6, float(weighed.sum()))
    columns = [
        *(shifted(chances, shift) for shift in _SHIFTS),
        *(window(chances, 3, 3), window(chances, 8, 8)),
        *_of_groups(numbers.kind, chances, numbers.words),
        *_of_groups(numbers.near, chances, numbers.words),
        *(np.maximum.accumulate(chances), np.maximum.accumulate(chances[::-1])[::-1]),
        *(np.cumsum(weighed) / total, np.full(len(chances), np.log1p(total)), chances),
    ]
    return np.column_stack([numbers.values, *columns])


def _of_groups(group: NDArray[np.int64], chances: Matrix, words: Matrix) -> tuple[Matrix, Matrix]:
    """Return for each block the mean chance of its group, plain and weighed by words."""
    mean = np.bincount(group, weights=chances) / np.maximum(1, np.bincount(group))
    by_words = np.bincount(group, weights=chances * words) / np.maximum(
        1e-6, np.bincount(group, weights=words)
    )
    return mean[group], by_words[group]


@functools.cache
def block_model() -> BlockModel:
    """Return the model that ships with sayso."""
    return load_model(files("sayso.read").joinpath("data/block_model.json").read_text("utf-8"))


def load_model(text: str) -> BlockModel:
    """Return the model that a JSON *text* holds.

    Raises:
        ValueError: it was trained on other features than those of this version.
    """
    data: dict[str, Any] = json.loads(text)
    if tuple(data["features"]) != (*NAMES, *CONTEXT):
        message = "the model of blocks was trained on other features; run training/pages/train.py"
        raise ValueError(message)
    return BlockModel(_network(data["first"]), _network(data["second"]), float(data["threshold"]))


def _network(data: Mapping[str, Any]) -> Network:
    mean, scale, hidden, bias, output = (
        np.array(data[name], dtype=np.float64) for name in ("mean", "scale", "hidden", "bias", "output")
    )
    return Network(mean, scale, hidden, bias, output, float(data["intercept"]))
