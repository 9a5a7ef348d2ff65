"""What tells two figures of one value apart, and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.quantities import disjoint
from sayso.link.words import stem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.link.quantities import Quantity
    from sayso.model import Document, Moment

YEAR = 4
"""Characters of a TIMEX3 value that is a year."""

GROUP, PERIOD, NOUN, SOURCES = 1.6, 0.9, 0.7, 0.2
"""How much each difference says that two figures are of two facts (log-odds)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells two figures of the same value apart, each in words or ``None``.

    ``sources`` is true when each is on the word of others. Another noun alone is no
    difference: one outlet's volunteers are another's mercenaries.
    """

    group: str | None
    noun: str | None
    period: str | None
    sources: bool

    @property
    def strength(self) -> float:
        """How surely these are two facts, from 0 (nothing tells them apart)."""
        found = ((GROUP, self.group), (PERIOD, self.period), (NOUN, self.noun), (SOURCES, self.sources))
        return sum(weight for weight, difference in found if difference)


def tell_apart(a: Quantity, b: Quantity) -> Difference:
    """Return what differs between two figures of the same value."""
    group = None
    if a.group and b.group and not a.group & b.group:
        group = f"one counts {_listed(a.group)}, the other {_listed(b.group)}"
    noun = None
    if stem(a.noun) != stem(b.noun) and a.noun not in b.forms and b.noun not in a.forms:
        noun = f"one counts {_phrase(a)}, the other {_phrase(b)}"
    mine, yours = a.slots.sources, b.slots.sources
    return Difference(group, noun, _periods(a.period, b.period), bool(mine and yours and not mine & yours))


def _periods(first: tuple[Moment, ...], second: tuple[Moment, ...]) -> str | None:
    """Return how the periods differ: no day in common, or a long one against none at all."""
    if first and second:
        apart = all(disjoint(x, y) for x in first for y in second)
        return f"the first is for {_said(first)}, the second for {_said(second)}" if apart else None
    for which, moments in (("first", first), ("second", second)):
        if any(_long(moment) for moment in moments):
            return f"only the {which} is for the time {_said(moments)}"
    return None


def _long(moment: Moment) -> bool:
    """Tell whether a moment is a year or longer, or open at one end: no mere date of a report."""
    open_ = bool(moment.begin) != bool(moment.end_date)
    return open_ or len(moment.value or "") == YEAR


def _said(moments: tuple[Moment, ...]) -> str:
    return " and ".join(f"“{_bounded(moment)}”" for moment in moments[:2])


def _bounded(moment: Moment) -> str:
    """Return a moment's words, with the bound that makes it open where they leave it out."""
    if moment.begin and not moment.end_date and moment.text[:1].isdigit():
        return f"since {moment.text}"
    if moment.end_date and not moment.begin and moment.text[:1].isdigit():
        return f"until {moment.text}"
    return moment.text


def _listed(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))


def _phrase(quantity: Quantity) -> str:
    figure = quantity.figure
    return f"“{(figure.of or figure.unit or figure.text).strip()}”"


def explain(a: Quantity, b: Quantity, difference: Difference, documents: Mapping[str, Document]) -> str:
    """Return one sentence that says why two figures of one value are two facts."""
    counted = difference.noun or difference.group
    if difference.noun and difference.group:
        counted = f"one counts {_phrase(a)} ({_listed(a.group)}), the other {_phrase(b)} ({_listed(b.group)})"
    authority = f"the first is {_authority(a, documents)}, the second {_authority(b, documents)}"
    reasons = [reason for reason in (counted, difference.period, authority) if reason]
    return f"Both give {_value(a)}, but {'; '.join(reasons)}."


def _authority(quantity: Quantity, documents: Mapping[str, Document]) -> str:
    statement = quantity.slots.statement
    outlet = documents[statement.document].display
    words = " citing ".join(name for source in statement.chain if (name := source.name or source.text))
    return f"on the word of {words} (in {outlet})" if words else f"in {outlet}'s own voice"


def _value(quantity: Quantity) -> str:
    figure = quantity.figure
    if figure.low == figure.high and figure.low is not None:
        return f"{figure.low:,.10g}" + {"percent": "%", "money": f" {figure.unit}"}.get(figure.kind, "")
    return f"“{figure.text}”"
