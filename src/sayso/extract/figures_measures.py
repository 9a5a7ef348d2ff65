"""Measures in one unit, so that "12,000 acres" and "4,900 hectares" can be compared.

For comparison only: what a reader sees is always what was printed.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.numbers_lexicon import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model import Figure

LANGUAGES = ("it", "pt", "es", "fr", "de", "nl", "en")
"""Languages whose names of units are known; where two share a name, the last one's meaning holds."""


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
    """Return every printed name of a unit, in any language, with what it is in its base unit."""
    data = read_data("measures.toml")
    offsets, times = data.pop("offsets"), data.pop("times")
    units = {
        name: _Unit(dimension, float(factor), float(offsets.get(name, 0)))
        for dimension, table in data.items()
        for name, factor in table.items()
    }
    names = [times, *(read_data(f"numbers.{language}.toml")["measure"]["names"] for language in LANGUAGES)]
    return {
        _name(printed): units[unit]
        for table in names
        for unit, printed_names in table.items()
        if unit in units
        for printed in printed_names
    }


def _name(printed: str) -> str:
    """Write a unit's printed name in one way: lower case, no blanks beside signs ("km / h")."""
    return re.sub(r"\s*([^\w\s])\s*", r"\1", printed.lower())


def comparable(figure: Figure) -> Comparable | None:
    """Return a measure, duration or age in its dimension's base unit; ``None`` for what has no such unit.

    Bases: metre, square metre, litre, kilogram, kilometre per hour, degree Celsius,
    watt, megabyte, day.
    """
    if figure.kind not in {"measure", "duration", "age"} or figure.unit is None:
        return None
    unit = _units().get(_name(figure.unit))
    if unit is None:
        return None
    low, high = (
        None if end is None else (end + unit.offset) * unit.factor for end in (figure.low, figure.high)
    )
    return Comparable(unit.dimension, low, high)
