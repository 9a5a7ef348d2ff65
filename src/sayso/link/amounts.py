"""Figures of a statement in the units in which they are compared, and what is said of them.

A number beside "magnitude" or "mother of" has no unit, one after a name and a comma is an
age, and "two years ago" is no duration: what a figure can be compared with is read off the
words around it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.figures_measures import comparable
from sayso.link.amounts_around import (
    AGE,
    FATES,
    OF_PEOPLE,
    fate_of,
    is_rate,
    is_sum,
    lands_named,
    names_after,
    names_in_clause,
    only_may_be,
    owner,
    times_named,
    words_beside,
)
from sayso.link.quantities import counts_people, quantities
from sayso.link.words import lexicon

if TYPE_CHECKING:
    from sayso.link.quantities import Quantity
    from sayso.link.slots import Slots

BROKEN = re.compile(
    r"\s?[,.]\s\d{3}\b|\s?/\s?\d|[ -]+\d\s?/\s?\d|\s?-\s?(?:m|b|tr)illion\b|\s?:\s?\d|\s[-\u2013]\s\d"
)
"""What follows the first half of a number that was set apart ("2, 000", "4 1/2", "4 : 08", "25 - 7")."""

HALF = re.compile(r"\d\s?[,./:]\s?$|\d\s[-\u2013]\s$|(?:^|\s)\.\s?$")
"""What stands before the second half."""

AGE_AFTER = re.compile(r"\s?(?:[,.;)]|$|is\b|was\b|of\b)")
"""What follows it."""

ANYBODY = frozenset({"people", "persons", "person", "victims", "casualties", "fatalities", "deaths", "lives"})
"""Nouns that count people whoever they are."""

FROM_NOW = re.compile(
    r"\s?(?:ago|earlier|later|before|after|since|until|from now|apart|away)\b", re.IGNORECASE
)
"""What makes a duration a distance in time."""

UP_TO_NOW = re.compile(r"\b(?:last|past|next|another|previous|first)\s+$", re.IGNORECASE)
"""The same, before a duration."""

ADDED = frozenset(
    {"other", "others", "another", "more", "further", "additional", "extra", "else", "remaining", "rest"}
    | {"companions", "including", "among"}
)
"""Words beside a figure that make it a part of, or an addition to, what the other may count as a whole."""


YEAR = 365.2425
"""Days of a mean year."""

OLDEST = 110
"""Most years of a bare number that is read as an age."""

SLACK = 0.1
"""Share by which an approximate figure reaches further."""

ROUNDED = 0.05
"""Share by which measures in two units may be apart and still be one rounded figure."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in the unit in which it is compared: ``sort`` is its dimension, currency or kind."""

    quantity: Quantity
    sort: str
    low: float
    high: float
    unit: str
    added: bool
    owner: frozenset[str]
    nouns: frozenset[str]
    where: frozenset[str]
    who: frozenset[str]
    lands: frozenset[str]
    times: frozenset[str]
    summed: bool
    rated: bool
    fate: int | None
    around: frozenset[str]
    next_to: frozenset[str]

    @property
    def value(self) -> float:
        """The end that is known, the lower of two."""
        return self.low if math.isfinite(self.low) else self.high

    def meets(self, other: Amount) -> bool:
        """Tell whether two amounts share a value."""
        slack = ROUNDED if self.unit != other.unit and self.sort.startswith("measure") else 0.0
        wide = abs(self.value) * slack
        return self.low - wide <= other.high and other.low <= self.high + wide


def amounts(slots: Slots) -> list[Amount]:
    """Return the figures of a statement, as they are compared."""
    text, start = slots.statement.text, slots.statement.start
    found = []
    for quantity in quantities(slots):
        figure = quantity.figure
        before, after = text[: figure.start - start], text[figure.end - start :]
        if BROKEN.match(after) or HALF.search(before) or _label(slots, quantity):
            continue
        if only_may_be(slots, figure):
            continue
        sort, low, high = _read(quantity, before, after)
        low, high = _reach(low, high, approximate=figure.approximate)
        unit = (figure.unit or "").lower()
        own = owner(slots, figure.start, figure.end)
        beside, around, next_to = words_beside(slots, figure.start, figure.end)
        nouns = frozenset({quantity.noun, *quantity.forms})
        part = figure.role in {"part", "further", "change"} and sort == "count"
        added = part or not ADDED.isdisjoint(beside)
        stand = (
            names_after(slots, figure),
            names_in_clause(slots, figure),
            lands_named(slots, figure),
            times_named(slots, figure),
            is_sum(slots, figure),
            is_rate(slots, figure),
            fate_of(slots, figure),
        )
        found.append(Amount(quantity, sort, low, high, unit, added, own, nouns, *stand, around, next_to))
    return found


def _read(quantity: Quantity, before: str, after: str) -> tuple[str, float | None, float | None]:
    """Return the sort of a figure, by which it meets others, and its ends in that sort's unit."""
    figure = quantity.figure
    known = comparable(figure)
    low, high = (known.low, known.high) if known else (figure.low, figure.high)
    if figure.kind == "count" and _bare_age(before, after, quantity):
        return "age", _days(low), _days(high)
    if figure.kind == "age":
        return "age", low, high
    sort = f"measure {known.dimension}" if known else str(figure.kind)
    if known is None and sort in {"money", "measure", "percent"}:
        sort = f"{sort} {(figure.unit or '').lower()}"
    if figure.kind in {"duration", "measure"} and (FROM_NOW.match(after) or UP_TO_NOW.search(before)):
        sort = f"{sort} from now"
    return sort, low, high


def _label(slots: Slots, quantity: Quantity) -> bool:
    """Tell whether a number is part of a name or of a date, and counts nothing: "Flight 4", "8 June"."""
    figure = quantity.figure
    if figure.kind != "count":
        return False
    before = [w for w in slots.words if w.end <= figure.start][-1:]
    after = [w for w in slots.words if w.start >= figure.end][:1]
    dated = any(m.start < figure.end and figure.start < m.end for m in slots.statement.moments)
    month = any(w.lower in lexicon("month") for w in (*before, *after))
    bare = not quantity.noun and figure.text[-1].isdigit()
    start = slots.statement.start
    capital = any(w.start > start and slots.statement.text[w.start - start].isupper() for w in before)
    age = bool(AGE.search(slots.statement.text[: figure.start - start]))
    return dated or month or (bare and not age and capital)


def counts_heads(amount: Amount) -> bool:
    """Tell whether an amount counts people: by a noun for them, by their fate ("12 dead"), or by no noun."""
    noun = amount.quantity.noun
    return not noun or counts_people(noun) or any(noun in fate for fate in FATES[:OF_PEOPLE])


def counts_anybody(amount: Amount) -> bool:
    """Tell whether an amount counts people whoever they are: "12 people", "12 dead", "12"."""
    noun = amount.quantity.noun
    return not noun or noun in ANYBODY or any(noun in fate for fate in FATES[:OF_PEOPLE])


def _days(years: float | None) -> float | None:
    return None if years is None else years * YEAR


def _bare_age(before: str, after: str, quantity: Quantity) -> bool:
    figure = quantity.figure
    value = figure.low or 0
    digits = figure.text.isdigit() and figure.low == figure.high and 0 < value <= OLDEST
    return digits and bool(AGE.search(before)) and bool(AGE_AFTER.match(after))


def _reach(low: float | None, high: float | None, *, approximate: bool) -> tuple[float, float]:
    slack = SLACK if approximate else 0.0
    first = -math.inf if low is None else low - abs(low) * slack
    last = math.inf if high is None else high + abs(high) * slack
    return first, last
