"""What tells two figures of one value apart, and the sentence that says so."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.quantities import EXACT, disjoint
from sayso.link.words import WORD, stem
from sayso.names.lexicon import country_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.link.quantities import Quantity
    from sayso.model import Document, Moment

YEAR, MONTH = 4, 7
"""Characters of a TIMEX3 value that is a year, and of one that is a month."""

MONTHS = frozenset({"month", "year", *(name.casefold() for name in calendar.month_name if name)})
"""Words of a time that has no date of publication to be resolved by."""

GROUP, PERIOD, LONG_ALONE, PLACE, CURRENCY, DETAIL, NOUN, SOURCES = 4.0, 3.0, 1.0, 1.5, 1.5, 0.8, 0.2, 0.2
"""How much each difference says that two figures are of two facts (log-odds)."""

ROLES = {
    frozenset(("change", None)): 2.0,
    frozenset(("change", "total")): 2.0,
    frozenset(("change", "part")): 2.0,
    frozenset(("part", "total")): 2.0,
    frozenset(("further", None)): 1.0,
    frozenset(("further", "total")): 1.0,
    frozenset(("further", "part")): 1.0,
}
"""How much two roles say so: nine more are not nine in all. A part and a plain number may be one figure."""

ROLE_WORDS = {"change": "a change", "part": "a part", "further": "how many more", "total": "a total"}


MOST_WORDS = 3
"""Words of its own that each statement is told apart by."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells two figures of the same value apart, each in words or ``None``.

    ``sources`` is true when each is on the word of others; ``periods`` and ``roles`` are
    how much the two periods and roles differ. Another noun alone is no difference: one
    outlet's volunteers are another's mercenaries.
    """

    group: str | None
    noun: str | None
    detail: str | None
    period: str | None
    periods: float
    place: str | None
    currency: str | None
    role: str | None
    roles: float
    sources: bool

    @property
    def strength(self) -> float:
        """How surely these are two facts, in log-odds (0: nothing tells them apart)."""
        found = (
            (GROUP, self.group),
            (self.periods, self.period),
            (PLACE, self.place and not self.group),
            (NOUN, self.noun),
            (DETAIL, self.detail),
            (CURRENCY, self.currency),
            (self.roles, self.role),
            (SOURCES, self.sources),
        )
        return sum(weight for weight, difference in found if difference)

    @property
    def shown(self) -> bool:
        """Tell whether anything but the noun and the source tells the two apart."""
        return bool(self.group or self.detail or self.period or self.place or self.currency or self.role)

    @property
    def sure(self) -> bool:
        """Tell whether these are two facts however alike their statements are."""
        return bool(self.group) or self.periods >= PERIOD


def tell_apart(a: Quantity, b: Quantity) -> Difference:
    """Return what differs between two figures of the same value."""
    group = None
    if a.group and b.group and not a.group & b.group:
        group = f"one counts {_listed(a.group)}, the other {_listed(b.group)}"
    noun = None
    if (
        a.figure.kind not in EXACT
        and stem(a.noun) != stem(b.noun)
        and a.noun not in b.forms
        and b.noun not in a.forms
    ):
        noun = f"one counts {_phrase(a)}, the other {_phrase(b)}"
    mine, yours = a.slots.sources, b.slots.sources
    roles = ROLES.get(frozenset((a.figure.role, b.figure.role)), 0.0)
    period, periods = _periods(a, b)
    return Difference(
        group=group,
        noun=noun,
        detail=f"one counts {_phrase(a)}, the other {_phrase(b)}" if _detailed(a, b) else None,
        period=period,
        periods=periods,
        place=_places(a, b),
        currency=f"one is in {a.figure.unit}, the other in {b.figure.unit}" if two_currencies(a, b) else None,
        role=f"the first is {_role(a)}, the second {_role(b)}" if roles else None,
        roles=roles,
        sources=bool(mine and yours and not mine & yours),
    )


def _detailed(a: Quantity, b: Quantity) -> bool:
    """Tell whether each phrase says after its noun which ones it counts, in words of its own."""
    if a.figure.kind in EXACT:
        return False
    mine, yours = _detail(a), _detail(b)
    return bool(mine and yours) and not mine & yours


def _detail(quantity: Quantity) -> frozenset[str]:
    """Return the stems that carry meaning after the noun of a counted phrase."""
    phrase = (quantity.figure.of or "").lower()
    after = phrase.partition(quantity.noun)[2] if quantity.noun else ""
    return frozenset(stem(word) for word in WORD.findall(after) if word in quantity.forms)


def two_currencies(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures are sums of money in two currencies."""
    return a.figure.kind == b.figure.kind == "money" and a.figure.unit != b.figure.unit


def _places(a: Quantity, b: Quantity) -> str | None:
    """Return the countries that each statement speaks of, where they share none."""
    mine, yours = _countries(a), _countries(b)
    if not mine or not yours or mine & yours:
        return None
    return f"the first is of {_listed(mine)}, the second of {_listed(yours)}"


def _countries(quantity: Quantity) -> frozenset[str]:
    """Return the countries of a figure's place, or else those that its statement names (no peoples)."""
    text = quantity.slots.text
    for words in (WORD.findall(quantity.figure.place or ""), WORD.findall(text)):
        if found := frozenset(word for word in words if country_of(word) == word):
            return found
    return frozenset()


def _role(quantity: Quantity) -> str:
    return ROLE_WORDS.get(quantity.figure.role or "", "a number by itself")


def _periods(a: Quantity, b: Quantity) -> tuple[str | None, float]:
    """Return how the periods differ, and how much that says.

    They do if they have no day in common; or if one alone is of a time that is no mere
    date of a report: open at one end, a year, a month.
    """
    first, second = a.period, b.period
    if first and second:
        apart = all(disjoint(x, y) for x in first for y in second)
        return (
            (f"the first is for {_said(first)}, the second for {_said(second)}", PERIOD)
            if apart
            else (None, 0.0)
        )
    if not (first or second or (_months(a) and _months(b))):
        first, second = _months(a), _months(b)
    for which, moments in (("first", first), ("second", second)):
        if any(_open(moment) for moment in moments):
            return f"only the {which} is for the time {_said(moments)}", PERIOD
        if any(_long(moment) for moment in moments):
            return f"only the {which} is for the time {_said(moments)}", LONG_ALONE
    return None, 0.0


def _months(quantity: Quantity) -> tuple[Moment, ...]:
    """Return the months and years that a statement's own pieces name, resolved or not ("last month")."""
    statement = quantity.slots.statement
    return tuple(
        moment
        for moment in statement.moments
        if moment.type == "DATE"
        and _long(moment)
        and any(start <= moment.start < end for start, end in statement.parts)
    )


def _long(moment: Moment) -> bool:
    """Tell whether a moment is a month, a year or longer, or open at one end: no mere date of a report."""
    if moment.value is not None:
        return _open(moment) or len(moment.value) in {YEAR, MONTH}
    words = WORD.findall(moment.text.casefold())
    return bool(MONTHS & {*words}) and not any(word[0].isdigit() for word in words)


def _open(moment: Moment) -> bool:
    return bool(moment.begin) != bool(moment.end_date)


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


def explain(
    a: Quantity,
    b: Quantity,
    difference: Difference,
    documents: Mapping[str, Document],
    weights: Mapping[str, float],
) -> str:
    """Return one sentence that says why two figures of one value are two facts.

    *weights* is how telling each stem is: where nothing else does, the most telling
    words that each statement has alone tell the two apart.
    """
    counted = difference.noun or difference.detail or difference.group
    if counted and difference.group and counted != difference.group:
        counted = f"one counts {_phrase(a)} ({_listed(a.group)}), the other {_phrase(b)} ({_listed(b.group)})"
    place = None if difference.group else difference.place
    own = None if counted or difference.period or place or difference.currency else _own_words(a, b, weights)
    authority = f"the first is {_authority(a, documents)}, the second {_authority(b, documents)}"
    shown = (counted, difference.currency, difference.period, place, difference.role, own, authority)
    reasons = [each for each in shown if each]
    return f"Both give {_value(a)}, but {'; '.join(reasons)}."


def _own_words(a: Quantity, b: Quantity, weights: Mapping[str, float]) -> str | None:
    """Return the most telling words that each statement has alone, in the order of text."""
    mine, yours = (_alone(x, y, weights) for x, y in ((a, b), (b, a)))
    return f"the first speaks of {mine}, the second of {yours}" if mine and yours else None


def _alone(a: Quantity, b: Quantity, weights: Mapping[str, float]) -> str:
    start, text = a.slots.statement.start, a.slots.statement.text
    alone = {
        word.stem: text[word.start - start : word.end - start]
        for word in reversed(a.slots.words)
        if word.stem in a.slots.meaning - b.slots.meaning and not word.stem.startswith("#")
    }
    telling = sorted(alone, key=lambda word: (-weights.get(word, 0.0), word))[:MOST_WORDS]
    return ", ".join(f"“{alone[word]}”" for word in reversed(alone) if word in telling)


def _authority(quantity: Quantity, documents: Mapping[str, Document]) -> str:
    statement = quantity.slots.statement
    outlet = documents[statement.document].display
    words = " citing ".join(name for source in statement.chain if (name := source.name or source.text))
    return f"on the word of {words} (in {outlet})" if words else f"in {outlet}'s own voice"


def _value(quantity: Quantity) -> str:
    figure = quantity.figure
    if figure.low == figure.high and figure.low is not None:
        return f"{figure.low:,.10g}" + ("%" if figure.kind == "percent" else "")
    return f"“{figure.text}”"
