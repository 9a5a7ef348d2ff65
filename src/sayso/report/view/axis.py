"""One axis for the versions of a quantity: where values lie, and which ticks name them.

Ticks follow the 1-2-5 rule of Heckbert ("Nice numbers for graph labels",
Graphics Gems, 1990). An axis is linear unless its values span more than
two orders of magnitude, where equal steps would crowd the small ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.report.phrases import number

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOG_FROM = 100.0
_MARGIN = 0.08
_WANTED_TICKS = 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A named place on an axis; ``at`` is 0 at its left end and 1 at its right end."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from ``low`` to ``high`` in the quantity's own unit."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[Tick, ...] = ()

    def at(self, value: float) -> float:
        """Return where *value* lies, 0 to 1; values outside lie at the end."""
        low, high, value = (self._scaled(bound) for bound in (self.low, self.high, value))
        return min(1.0, max(0.0, (value - low) / (high - low)))

    def _scaled(self, value: float) -> float:
        """Return *value* on the axis's scale."""
        return math.log10(max(value, self.low)) if self.logarithmic else value


def axis_for(values: Iterable[float]) -> Axis:
    """Return an axis on which all *values* (at least one) lie with a margin at both ends."""
    values = sorted(set(values))
    low, high = values[0], values[-1]
    logarithmic = low > 0 and high / low > _LOG_FROM
    if logarithmic:
        margin = (high / low) ** _MARGIN
        axis = Axis(low / margin, high * margin, logarithmic=True)
        marks = _powers(axis.low, axis.high)
    else:
        margin = (high - low) * _MARGIN or abs(high) * 0.5 or 1.0
        axis = Axis(low - margin, high + margin, logarithmic=False)
        marks = _steps(axis.low, axis.high)
    return Axis(axis.low, axis.high, logarithmic, tuple(Tick(axis.at(mark), number(mark)) for mark in marks))


def _steps(low: float, high: float) -> list[float]:
    """Return round numbers at equal steps between *low* and *high*."""
    rough = (high - low) / _WANTED_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(place * step, 10) for place in range(first, last + 1)]


def _powers(low: float, high: float) -> list[float]:
    """Return powers of ten between *low* and *high*, every one or every few of them."""
    exponents = range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)
    every = max(1, math.ceil(len(exponents) / (_WANTED_TICKS + 1)))
    return [10.0**exponent for exponent in exponents[::every]]
