"""Whether 3/4/2022 is April or March in a document.

Its own numeric dates say so where one of the two numbers cannot be a month (25/12/2021)
or a weekday beside it fits one reading only; then how it prints dates in words ("March
3" or "3 March"), which goes with the order of the digits; then its language's custom.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.extract.moments_grammar import Expression
    from sayso.extract.moments_lexicon import TimeLexicon

_NUMERIC_WEIGHT = 100


def day_first(expressions: Iterable[Expression], lexicon: TimeLexicon) -> bool:
    """Return whether the document's numeric dates begin with the day."""
    votes = 0
    for expression in expressions:
        if expression.kind in {"numeric", "day_month"} and "a" in expression.parts:
            votes += _NUMERIC_WEIGHT * _numeric_vote(expression)
        elif expression.kind == "date" and "year" in expression.parts:
            votes += _printed_vote(list(expression.parts))
    return votes > 0 if votes else lexicon.day_first


def _numeric_vote(expression: Expression) -> int:
    """Return 1 for a date that can only be day first, -1 for month first, else 0."""
    parts = expression.parts
    first, second = int(parts["a"]), int(parts["b"])
    if max(first, second) > 12:
        return 1 if first > second else -1
    weekday, year = parts.get("weekday"), int(parts.get("c", 0))
    if weekday is None or year < 1000 or first == second:
        return 0
    fits = [_weekday(year, second, first) == weekday, _weekday(year, first, second) == weekday]
    return fits[0] - fits[1]


def _printed_vote(parts: list[str]) -> int:
    """Return 1 for "3 March 2022", -1 for "March 3, 2022": *parts* stand as they are printed."""
    if "month" not in parts or "day" not in parts:
        return 0
    return 1 if parts.index("day") < parts.index("month") else -1


def _weekday(year: int, month: int, day: int) -> int:
    try:
        return dt.date(year, month, day).isoweekday()
    except ValueError:
        return 0
