"""Words and numbers as a reader expects them: plurals, lists, dates, quantities."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import FigureKind, Moment

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_OPEN = {"", ".."}
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return *number* with its noun: "1 report", "2 reports"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def times(number: int) -> str:
    """Return how often as a mark behind a word: nothing for once, " ×2" for twice."""
    return f" ×{number:,}" if number > 1 else ""


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return *words* as a list in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def day(value: str) -> str:
    """Return an ISO date or time as a reader writes it: "3 March 2022"; what is not one stays as it is."""
    found = _ISO_DAY.match(value)
    if not found:
        return value
    try:
        date = dt.date(*(int(part) for part in found.groups()))
    except ValueError:
        return value
    rest = value[found.end() :].removeprefix("T").strip()
    written = f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    return f"{written}, {rest}" if rest else written


def period(value: str) -> str:
    """Return an ISO date or interval in words: "2014/.." is "from 2014"."""
    begin, slash, end = value.partition("/")
    if not slash:
        return day(value)
    if end in _OPEN:
        return f"from {day(begin)}"
    return f"until {day(end)}" if begin in _OPEN else f"{day(begin)} to {day(end)}"


def when(moment: Moment) -> str | None:
    """Return the days that a time expression means in words: "28 February 2022 to 6 March 2022".

    ``None`` for what is no stretch of the calendar ("now", "recently") or is not resolved.
    """
    clock = _ISO_MINUTE.match(moment.value or "")
    if clock:
        return day(clock.group())
    if moment.value is None or moment.value.endswith("_REF") or not (moment.begin or moment.end_date):
        return None
    if moment.begin == moment.end_date:
        return day(moment.begin or "")
    return period(f"{moment.begin or ''}/{moment.end_date or ''}")


def percent(share: float) -> str:
    """Return a probability as whole percents, never rounded up to certainty: ".996" is "99%"."""
    return f"{min(99, round(share * 100)) if share < 1 else 100}%"


def number(value: float) -> str:
    """Return a number with thousands marked; round millions and up in words ("2.5 million")."""
    for scale, word in _SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and float(f"{scaled:.4g}") == scaled:
            return f"{scaled:.4g} {word}"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def with_unit(value: str, kind: FigureKind, unit: str | None) -> str:
    """Return a number's words with the unit they need to be understood alone.

    Counts go without: what they count stands beside them.
    """
    if kind == "percent":
        return f"{value}%"
    if kind in {"money", "measure", "duration"} and unit:
        return f"{value} {unit}"
    return value


def between(low: float | None, high: float | None, *, approximate: bool = False) -> str:
    """Return a range in words: "12", "about 70", "from 150", "up to 50", "200 to 999"."""
    about = "about " if approximate else ""
    if low is None and high is None:
        return "no number"
    if low is None:
        return f"up to {about}{number(high or 0)}"
    if high is None:
        return f"{about}from {number(low)}"
    if low == high:
        return f"{about}{number(low)}"
    return f"{about}{number(low)} to {number(high)}"


CUE_CLASSES = {
    "speech": "saying",
    "thought": "thinking",
    "intention": "intending",
    "document": "written",
    "perception": "perceiving",
}
"""What a cue's class is called before a reader."""

STANCES = {
    "neutral": "neutral",
    "asserting": "stressing",
    "doubting": "doubting",
    "denying": "denying",
    "factive": "taking as fact",
}
"""What a cue's stance towards the content is called before a reader, in the order shown."""

KINDS = {
    "person": "person",
    "organisation": "organisation",
    "outlet": "outlet",
    "document": "document",
    "post": "post",
    "group": "group",
    "unnamed": "unnamed",
}
"""What the kinds of source are called before a reader."""

QUOTATIONS = {"direct": "quoted", "indirect": "paraphrased", "mixed": "partly quoted"}
"""How the words of a source are given."""

STANDINGS = {
    "conflict": "conflict",
    "differ": "differ",
    "agree": "no disagreement found",
    "unlabelled": "not labelled",
}
"""How the versions of a claim stand to each other."""

RELATIONS = {
    "conflicts": "{} conflict",
    "differs": "{} differ",
    "narrower": "{}: one or each gives more detail",
    "same": "{}: no difference found",
}
"""How a relation is told of the reports that are put in its place."""
