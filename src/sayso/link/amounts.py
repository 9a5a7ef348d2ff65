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
from sayso.link.contrasts_clauses import CLAUSE_EDGE
from sayso.link.quantities import quantities
from sayso.link.words import lexicon

if TYPE_CHECKING:
    from sayso.link.quantities import Quantity
    from sayso.link.slots import Slots, Word
    from sayso.model import Figure

BROKEN = re.compile(
    r"\s?[,.]\s\d{3}\b|\s?/\s?\d|[ -]+\d\s?/\s?\d|\s?-\s?(?:m|b|tr)illion\b|\s?:\s?\d|\s[-\u2013]\s\d"
)
"""What follows the first half of a number that was set apart ("2, 000", "4 1/2", "4 : 08", "25 - 7")."""

HALF = re.compile(r"\d\s?[,./:]\s?$|\d\s[-\u2013]\s$|(?:^|\s)\.\s?$")
"""What stands before the second half."""

AGE = re.compile(r"[^\W\d_]\s?,\s*$")
"""What stands before the age of who was just named ("Ada Fir, 32, ...")."""

AGE_AFTER = re.compile(r"\s?(?:[,.;)]|$|is\b|was\b|of\b)")
"""What follows it."""

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

FATES = (
    frozenset(
        {"dead", "died", "die", "dies", "dying", "killed", "kill", "kills", "killing", "deaths", "death"}
        | {"lives", "fatal", "fatally", "slain"}
    ),
    frozenset(
        {"injured", "injuring", "injuries", "injury", "wounded", "wounding", "wounds", "hurt"}
        | {"hospitalised", "hospitalized"}
    ),
    frozenset({"missing", "unaccounted"}),
    frozenset({"arrested", "arrest", "arrests", "arresting", "detained", "jailed", "custody", "captured"}),
    frozenset({"homeless", "displaced", "evacuated", "evacuating", "housed", "sheltered"}),
    frozenset({"rescued", "saved", "survived", "survivors"}),
)
"""What happened to the people that are counted: who are counted for one of these are not for another."""

NEAR_FATE = 4
"""Words to either side of a figure in which what happened to those counted is looked for."""

STOP = re.compile(r"[.!?;:][\"\u201d]?\s+(?=[\"\u201c]?[A-Z])")
"""The end of a sentence."""

SUMMED = frozenset(
    {"total", "totals", "overall", "combined", "altogether", "cumulative", "average", "averaged", "averaging"}
    | {"per", "each", "every", "career", "far", "straight", "consecutive"}
)
"""Words of a sum over several occasions, or of a mean: what one occasion gives is another figure."""

YEARS = re.compile(r"(?:19|20)\d\d")

SCOPES = frozenset(
    {
        "day",
        "days",
        "night",
        "week",
        "weeks",
        "weekend",
        "month",
        "months",
        "year",
        "years",
        "decade",
        "season",
    }
    | {"seasons", "quarter", "half", "round", "annual", "yearly", "monthly", "weekly", "daily", "today"}
    | {"yesterday", "tomorrow", "date", "during", "period", "first", "second", "third", "last", "final"}
)
"""Words by which a figure is said to be of a part of time, or of one occasion of several."""

WHERE = 5
"""Words after a figure in which a name says where or whose it is."""

MAY_BE = frozenset({"can", "could", "may", "might", "would", "should"})
"""Modals after which a figure is of no event."""

BESIDE = 3
"""Words to either side of a figure of which one may say what is measured."""

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
    times: frozenset[str]
    summed: bool
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
        if not MAY_BE.isdisjoint(w.lower for w in _sentence(slots, figure.start, figure.end)[1][:BESIDE]):
            continue
        sort, low, high = _read(quantity, before, after)
        low, high = _reach(low, high, approximate=figure.approximate)
        unit = (figure.unit or "").lower()
        own = owner(slots, figure.start, figure.end)
        beside, around, next_to = _beside(slots, figure.start, figure.end)
        nouns = frozenset({quantity.noun, *quantity.forms})
        part = figure.role in {"part", "further", "change"} and sort == "count"
        added = part or not ADDED.isdisjoint(beside)
        stand = (
            _where(slots, figure),
            _who(slots, figure),
            _times(slots, figure),
            _summed(slots, figure),
            _fate(slots, figure),
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


def _beside(slots: Slots, start: int, end: int) -> tuple[frozenset[str], ...]:
    """Return the words just beside a figure; the stems of the telling ones around it, and next to it."""
    before, after = _sentence(slots, start, end)
    inside = [w.lower for w in slots.words if w.start < end and start < w.end]
    words = [*(w.lower for w in before[-2:]), *inside, *(w.lower for w in after[:2])]
    near = frozenset(word for word, then in zip(words, [*words[1:], ""], strict=True) if then != "than")
    sides = [
        [w.stem for w in side if w.stem in slots.meaning - slots.names and not w.stem.startswith("#")]
        for side in (before[-BESIDE:], after[:BESIDE])
    ]
    return near, frozenset(sides[0] + sides[1]), frozenset(sides[0][-1:] + sides[1][:1])


def _sentence(slots: Slots, start: int, end: int) -> tuple[list[Word], list[Word]]:
    """Return the words before and after a place in the same sentence."""
    text, zero = slots.statement.text, slots.statement.start
    first = max((m.end() for m in STOP.finditer(text, 0, start - zero)), default=0) + zero
    stop = STOP.search(text, end - zero)
    last = stop.start() + zero if stop else zero + len(text)
    before = [w for w in slots.words if first <= w.start and w.end <= start]
    return before, [w for w in slots.words if end <= w.start and w.end <= last]


def _where(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the stems of the names that come soon after a figure: "in the 200 block of Elm Street"."""
    _, after = _sentence(slots, figure.start, figure.end)
    return frozenset(w.stem for w in after[:WHERE] if w.stem in slots.names)


def _who(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the stems of the names in the clause before a figure: who does it, and to whom."""
    text, zero = slots.statement.text, slots.statement.start
    edge = max((m.end() for m in CLAUSE_EDGE.finditer(text, 0, figure.start - zero)), default=0) + zero
    return frozenset(w.stem for w in slots.words if edge <= w.start < figure.start and w.stem in slots.names)


def scope_of(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the stems of the parts of time that a figure's sentence names: "this season", "May"."""
    before, after = _sentence(slots, figure.start, figure.end)
    named = lexicon("weekday") | lexicon("month") | SCOPES
    return frozenset(w.stem for w in (*before, *after) if w.lower in named or YEARS.fullmatch(w.lower))


def _times(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the days, months and years that a figure's sentence names."""
    before, after = _sentence(slots, figure.start, figure.end)
    named = lexicon("weekday") | lexicon("month")
    return frozenset(w.lower for w in (*before, *after) if w.lower in named or YEARS.fullmatch(w.lower))


def _summed(slots: Slots, figure: Figure) -> bool:
    """Tell whether a figure's sentence gives a sum over several occasions, or a mean."""
    before, after = _sentence(slots, figure.start, figure.end)
    return figure.role == "total" or not SUMMED.isdisjoint(w.lower for w in (*before, *after))


def _fate(slots: Slots, figure: Figure) -> int | None:
    """Return which of :data:`FATES` the people met that a figure counts: the nearest that is told."""
    left, right = _sentence(slots, figure.start, figure.end)
    before, after = [w.lower for w in reversed(left)], [w.lower for w in right]
    told = [
        (step, side, fate)
        for side, words in enumerate((after, before))
        for step, word in enumerate(words[:NEAR_FATE])
        for fate, forms in enumerate(FATES)
        if word in forms
    ]
    return min(told)[2] if told else None


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


def owner(slots: Slots, start: int, end: int) -> frozenset[str]:
    """Return the stems of the name next before a place in its sentence part, or just after it."""
    before = [w for w in slots.words if w.end <= start and w.stem in slots.names]
    after = [w for w in slots.words if w.start >= end][:2]
    named = [w.stem for w in after if w.stem in slots.names]
    if named or "old" in slots.statement.text[start - slots.statement.start : end - slots.statement.start]:
        return frozenset(named)
    run: list[str] = []
    last = None
    for word in reversed(before):
        if last is not None and word.end + 2 < last:
            break
        run.append(word.stem)
        last = word.start
    stop = lexicon("stop")
    return frozenset(stem for stem in run if stem not in stop)
