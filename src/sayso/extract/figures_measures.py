"""Measures in one unit, so that "12,000 acres" and "4,900 hectares" can be compared.

For comparison only: what a reader sees is always what was printed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.numbers_lexicon import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model import Figure


@dataclass(frozen=True, slots=True)
class Comparable:
    """A figure in the base unit of its dimension ("length": metre); ends are ``None`` where open."""

    dimension: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class _Unit:
    dimension: str
    factor: float
    offset: float


@functools.cache
def _units() -> Mapping[str, _Unit]:
    return {
        name: _Unit(dimension, float(unit["factor"]), float(unit.get("offset", 0)))
        for dimension, units in read_data("measures.toml").items()
        for unit in units.values()
        for name in unit["names"]
    }


def comparable(figure: Figure) -> Comparable | None:
    """Return a measure, duration or age in its dimension's base unit; ``None`` for what has no such unit.

    Bases: metre, square metre, litre, kilogram, kilometre per hour, degree Celsius,
    watt, megabyte, day.
    """
    if figure.kind not in {"measure", "duration", "age"} or figure.unit is None:
        return None
    unit = _units().get(figure.unit.lower())
    if unit is None:
        return None
    low, high = (
        None if end is None else (end + unit.offset) * unit.factor for end in (figure.low, figure.high)
    )
    return Comparable(unit.dimension, low, high)
