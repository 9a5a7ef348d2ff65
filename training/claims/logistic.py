"""Logistic regression with a ridge penalty, by Newton's method: exact and the same every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

STEPS = 50
CLOSE = 1e-8


@dataclass(frozen=True)
class Fitted:
    """Weights for standardised columns: ``(x - mean) / scale @ weight + intercept``."""

    mean: Vector
    scale: Vector
    weight: Vector
    intercept: float


def fit(values: NDArray[np.float32], labels: NDArray[np.bool_], penalty: float) -> Fitted:
    """Return the weights that minimise log loss plus half *penalty* times the squared weights."""
    rows = values.astype(np.float64)
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-6] = 1.0
    design = np.hstack([(rows - mean) / scale, np.ones((len(rows), 1))])
    ridge = np.full(design.shape[1], penalty)
    ridge[-1] = 1e-9
    weight = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ weight, -30, 30)))
        slope = design.T @ (chance - labels) + ridge * weight
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weight -= step
        if np.abs(step).max() < CLOSE:
            break
    return Fitted(mean, scale, weight[:-1], float(weight[-1]))
