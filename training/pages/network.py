"""A network with one hidden layer, fitted by Adam: several of them, from several seeds, as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.read.maintext import CLIP, Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Matrix = NDArray[np.float64]

DIGITS = 4
"""Decimals of a weight that are kept."""


@dataclass(frozen=True)
class Settings:
    """How a network is fitted; none of it was tuned beyond a few trials on the folds."""

    hidden: int = 20
    epochs: int = 20
    batch: int = 512
    rate: float = 0.004
    decay: float = 0.01
    drop_features: float = 0.2
    drop_hidden: float = 0.2


class _Adam:
    """Adam with weight decay (Loshchilov and Hutter, ICLR 2019) and a rate that falls as a cosine."""

    def __init__(self, weights: Sequence[Floats], settings: Settings, steps: int) -> None:
        self.weights = list(weights)
        self._first = [np.zeros_like(weight) for weight in weights]
        self._second = [np.zeros_like(weight) for weight in weights]
        self._settings, self._steps, self._step = settings, steps, 0

    def step(self, slopes: Sequence[Floats]) -> None:
        self._step += 1
        rate = self._settings.rate * 0.5 * (1 + np.cos(np.pi * self._step / self._steps))
        for index, slope in enumerate(slopes):
            self._first[index] = 0.9 * self._first[index] + 0.1 * slope
            self._second[index] = 0.999 * self._second[index] + 0.001 * slope * slope
            mean = self._first[index] / (1 - 0.9**self._step)
            spread = np.sqrt(self._second[index] / (1 - 0.999**self._step)) + 1e-8
            decay = self._settings.decay if index in {0, 2} else 0.0
            weight = self.weights[index]
            self.weights[index] = (weight - rate * (mean / spread + decay * weight)).astype(np.float32)


def fit(
    values: Matrix, labels: Matrix, weights: Matrix, seeds: Sequence[int], settings: Settings | None = None
) -> Network:
    """Return the mean of the networks fitted from each of *seeds*, as one with a wider hidden layer.

    Minimises log loss; *labels* may lie between 0 and 1, *weights* say how much each row counts.
    """
    settings = settings or Settings()
    mean, scale = values.mean(axis=0).round(DIGITS), values.std(axis=0)
    scale = np.where(scale < 1e-3, 1.0, scale.round(DIGITS))
    rows = np.clip((values - mean) / scale, -CLIP, CLIP).astype(np.float32)
    targets, shares = labels.astype(np.float32), (weights / weights.mean()).astype(np.float32)
    nets = [_fit_one(rows, targets, shares, np.random.default_rng(seed), settings) for seed in seeds]
    return Network(
        mean,
        scale,
        np.hstack([net[0] for net in nets]).astype(np.float64).round(DIGITS),
        np.concatenate([net[1] for net in nets]).astype(np.float64).round(DIGITS),
        (np.concatenate([net[2] for net in nets]).astype(np.float64) / len(nets)).round(DIGITS),
        round(float(np.mean([net[3][0] for net in nets])), DIGITS),
    )


def _fit_one(
    rows: Floats, targets: Floats, shares: Floats, random: np.random.Generator, settings: Settings
) -> list[Floats]:
    count, width = rows.shape
    start = [
        random.normal(0, (2 / width) ** 0.5, (width, settings.hidden)),
        np.zeros(settings.hidden),
        random.normal(0, settings.hidden**-0.5, settings.hidden),
        np.zeros(1),
    ]
    batches = -(-count // settings.batch)
    adam = _Adam([part.astype(np.float32) for part in start], settings, settings.epochs * batches)
    for _ in range(settings.epochs):
        order = random.permutation(count)
        for first in range(0, count, settings.batch):
            chosen = order[first : first + settings.batch]
            kept = _mask(random, (len(chosen), width), settings.drop_features)
            hidden = _mask(random, (len(chosen), settings.hidden), settings.drop_hidden)
            adam.step(_slopes(adam.weights, rows[chosen] * kept, targets[chosen], shares[chosen], hidden))
    return adam.weights


def _mask(random: np.random.Generator, shape: tuple[int, int], drop: float) -> Floats:
    return (random.random(shape, dtype=np.float32) >= drop).astype(np.float32) / np.float32(1 - drop)


def _slopes(
    weights: Sequence[Floats], rows: Floats, targets: Floats, shares: Floats, kept: Floats
) -> list[Floats]:
    sums = rows @ weights[0] + weights[1]
    active = np.maximum(sums, 0) * kept
    chance = 1 / (1 + np.exp(-(active @ weights[2] + weights[3][0])))
    error = (chance - targets) * shares / np.float32(len(rows))
    back = np.outer(error, weights[2]) * kept * (sums > 0)
    return [rows.T @ back, back.sum(axis=0), active.T @ error, np.array([error.sum()], dtype=np.float32)]


def as_json(network: Network) -> dict[str, Any]:
    """Return *network* as it stands in the file of the model."""
    return {
        name: part.tolist() if isinstance(part, np.ndarray) else part
        for name, part in network._asdict().items()
    }
