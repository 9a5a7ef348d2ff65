"""Times of two statements that cannot be one time: another day, month, year or hour.

Dates are read off their printed words too, for a page without a date resolves none: "on
Friday" and "on Saturday" are two days whenever that was. Times of two events are no
contrast; that they stand in the same place of the same event is for the model to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.amounts_around import months_named
from sayso.link.contrasts import Contrast, quote
from sayso.link.contrasts_figures import figures_apart
from sayso.link.quantities import disjoint, periods_of
from sayso.link.words import lexicon

if TYPE_CHECKING:
    from sayso.link.contrasts_view import Beside
    from sayso.link.slots import Slots, Word
    from sayso.model import Moment, Span

CLOCK = re.compile(
    r"\b(?:(?P<hour>\d{1,2})(?:\s?[:.]\s?(?P<minute>\d\d))?\s?(?P<half>[ap])\.?\s?m\b"
    r"|(?P<hour24>\d{1,2})\s?:\s?(?P<minute24>\d\d)\b|(?P<noon>noon|midnight)\b)",
    re.IGNORECASE,
)
"""A time of day: "4 p.m.", "10:05 am", "16:30", "noon"."""

PARTS = ("morning", "afternoon", "evening", "night")
"""Parts of a day; evening and night run into each other."""

YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")

LEAST_SHARED = 0.6
"""Share of the content words of the one with fewer that two statements of one event have in common."""

NEAR_CLOCK = 15
"""Minutes by which two accounts of one hour may be apart."""


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a statement at one grain: its span, and what is compared."""

    grain: str
    span: Span
    value: str | int
    moment: Moment | None = None


def times(slots: Slots) -> list[Time]:
    """Return the times of a statement's own pieces, grain by grain."""
    found = [Time("period", (m.start, m.end), m.value or "", m) for m in periods_of(slots)]
    dated = [each.span for each in found]
    months = [word for word in months_named(slots) if _capital(slots, word.start)]
    for word in slots.words:
        span = (word.start, word.end)
        if any(start <= word.start < end for start, end in dated):
            continue
        if word.lower in lexicon("weekday"):
            found.append(Time("weekday", span, word.lower))
        elif word in months:
            found.append(Time("month", span, word.lower))
        elif word.lower in PARTS:
            found.append(Time("part", span, "night" if word.lower == "evening" else word.lower))
    statement = slots.statement
    for start, end in statement.parts:
        piece = statement.text[start - statement.start : end - statement.start]
        found += [
            Time("clock", (start + m.start(), start + m.end()), _minutes(m)) for m in CLOCK.finditer(piece)
        ]
        found += [Time("year", (start + m.start(), start + m.end()), m.group()) for m in YEAR.finditer(piece)]
        found = [
            each for each in found if each.grain != "year" or not any(a <= each.span[0] < b for a, b in dated)
        ]
    return found


def _capital(slots: Slots, at: int) -> bool:
    return slots.statement.text[at - slots.statement.start].isupper()


def _minutes(match: re.Match[str]) -> int:
    if match["noon"]:
        return 720 if match["noon"].lower() == "noon" else 0
    if match["hour24"]:
        return int(match["hour24"]) * 60 + int(match["minute24"])
    hour = int(match["hour"]) % 12 + 12 * (match["half"].lower() == "p")
    return hour * 60 + int(match["minute"] or 0)


def time_contrasts(beside: Beside) -> list[Contrast]:
    """Return the pairs of times of one grain that nothing in either statement meets.

    There are none where figures stand apart too: one of May and one of June are of two things.
    """
    if figures_apart(beside.a.slots, beside.b.slots):
        return []
    mine, yours = times(beside.a.slots), times(beside.b.slots)
    alone = [x for x in mine if not any(x.grain == y.grain and _meet(x, y) for y in yours)]
    others = [y for y in yours if not any(x.grain == y.grain and _meet(x, y) for x in mine)]
    return [
        _contrast(beside, x, y) for x in alone for y in others if x.grain == y.grain and _of_one(beside, x, y)
    ]


def _of_one(beside: Beside, x: Time, y: Time) -> bool:
    """Tell whether two statements that share much have a word that carries meaning beside both times."""
    a, b = (_without_times(view.slots) for view in (beside.a, beside.b))
    shared = len(a & b) / max(1, min(len(a), len(b)))
    return shared >= LEAST_SHARED and bool(_beside(beside.a.slots, x.span) & _beside(beside.b.slots, y.span))


def _beside(slots: Slots, span: Span) -> frozenset[str]:
    """Return the stems of the words that carry meaning next before and next after a time."""
    before = [w for w in slots.words if w.end <= span[0] and w.stem in slots.meaning and not _of_time(w)]
    after = [w for w in slots.words if w.start >= span[1] and w.stem in slots.meaning and not _of_time(w)]
    return frozenset(w.stem for w in (*before[-1:], *after[:1]))


def _without_times(slots: Slots) -> frozenset[str]:
    return frozenset(w.stem for w in slots.words if w.stem in slots.meaning and not _of_time(w))


def _of_time(word: Word) -> bool:
    times = lexicon("weekday") | lexicon("month")
    return word.lower in PARTS or word.lower in times or word.stem.startswith("#")


def _meet(x: Time, y: Time) -> bool:
    if x.moment and y.moment and x.moment.text.lower() == y.moment.text.lower():
        return True  # "the next day" is of what stands before it, which two pages may tell in two ways
    if x.moment and y.moment:
        return not disjoint(x.moment, y.moment)
    if isinstance(x.value, int) and isinstance(y.value, int):
        return abs(x.value - y.value) <= NEAR_CLOCK
    return x.value == y.value


def _contrast(beside: Beside, x: Time, y: Time) -> Contrast:
    said = f"“{quote(beside.a.slots, x.span)}” in the first, “{quote(beside.b.slots, y.span)}” in the second"
    return Contrast("time", "differs", f"The times differ: {said}.", x.span, y.span, ())
