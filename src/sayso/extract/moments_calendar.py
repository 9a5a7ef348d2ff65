"""Calendar arithmetic: days, weeks, months, seasons, decades as TIMEX3 values with their bounds.

Values follow ISO 8601 as TIMEX3 extends it: ``2022-03-02``, ``2022-W09``, ``2022-03``,
``2022-Q1``, ``2022-SP``, ``2022``, ``199X``, ``19`` (the 1900s). Weeks begin on Monday (ISO).
Seasons are the meteorological ones of the northern hemisphere, where most news that
names a season is made; their bounds are wide rather than exact.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import MomentType

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 type and value with inclusive bounds; ``None`` = open or not known."""

    type: MomentType
    value: str | None
    begin: dt.date | None = None
    end: dt.date | None = None


def day(date: dt.date) -> Resolved:
    """Return one day."""
    return Resolved("DATE", date.isoformat(), date, date)


def make_day(year: int, month: int, number: int) -> Resolved | None:
    """Return one day by its numbers, ``None`` where the calendar has none such."""
    try:
        return day(dt.date(year, month, number))
    except ValueError:
        return None


def time(date: dt.date, suffix: str) -> Resolved:
    """Return a time or a part of a day: *suffix* is "T10:30", "TMO"."""
    return Resolved("TIME", date.isoformat() + suffix, date, date)


def month(year: int, number: int) -> Resolved:
    """Return a month."""
    last = calendar.monthrange(year, number)[1]
    return Resolved("DATE", f"{year:04d}-{number:02d}", dt.date(year, number, 1), dt.date(year, number, last))


def year(number: int) -> Resolved:
    """Return a year."""
    return Resolved("DATE", f"{number:04d}", dt.date(number, 1, 1), dt.date(number, 12, 31))


def week(date: dt.date) -> Resolved:
    """Return the ISO week (Monday to Sunday) that *date* lies in."""
    iso = date.isocalendar()
    monday = date - dt.timedelta(days=iso.weekday - 1)
    return Resolved("DATE", f"{iso.year:04d}-W{iso.week:02d}", monday, monday + dt.timedelta(days=6))


def weekend(date: dt.date) -> Resolved:
    """Return the weekend of the ISO week that *date* lies in."""
    iso = date.isocalendar()
    saturday = date + dt.timedelta(days=6 - iso.weekday)
    return Resolved("DATE", f"{iso.year:04d}-W{iso.week:02d}-WE", saturday, saturday + dt.timedelta(days=1))


def quarter(number: int, which: int) -> Resolved:
    """Return a quarter of a year, *which* 1-4."""
    first, last = month(number, 3 * which - 2), month(number, 3 * which)
    return Resolved("DATE", f"{number:04d}-Q{which}", first.begin, last.end)


def half(number: int, which: int) -> Resolved:
    """Return a half of a year, *which* 1-2."""
    first, last = month(number, 6 * which - 5), month(number, 6 * which)
    return Resolved("DATE", f"{number:04d}-H{which}", first.begin, last.end)


def season(number: int, code: str) -> Resolved:
    """Return a season; a winter begins in the December of its year."""
    first, last = _SEASON_MONTHS[code]
    end = month(number + 1 if last < first else number, last).end
    return Resolved("DATE", f"{number:04d}-{code}", dt.date(number, first, 1), end)


def season_of(date: dt.date) -> tuple[int, str]:
    """Return the season that *date* lies in: its year and code."""
    for code, (first, last) in _SEASON_MONTHS.items():
        if first <= date.month <= last:
            return date.year, code
    return (date.year if date.month == _DECEMBER else date.year - 1), "WI"


def decade(first_year: int) -> Resolved:
    """Return the ten years from *first_year* (1990): value ``199X``."""
    end = dt.date(first_year + 9, 12, 31)
    return Resolved("DATE", f"{first_year // 10:03d}X", dt.date(first_year, 1, 1), end)


def century(number: int) -> Resolved:
    """Return the *number*-th century: value ``19`` for the twentieth, as TIMEX3 has it."""
    first = 100 * (number - 1)
    return Resolved("DATE", f"{number - 1:02d}", dt.date(first + 1, 1, 1), dt.date(first + 100, 12, 31))


def period(unit: str, date: dt.date) -> Resolved:
    """Return the day, week, month ... (unit letters of the data file) that *date* lies in."""
    makers = {
        "D": lambda: day(date),
        "W": lambda: week(date),
        "WE": lambda: weekend(date),
        "M": lambda: month(date.year, date.month),
        "Q": lambda: quarter(date.year, (date.month + 2) // 3),
        "Y": lambda: year(date.year),
        "DE": lambda: decade(date.year // 10 * 10),
        "CE": lambda: century((date.year - 1) // 100 + 1),
    }
    return makers.get(unit, makers["D"])()


def shift(date: dt.date, unit: str, count: float) -> dt.date:
    """Move *date* by a count of units; months and longer keep the day where there is one.

    Raises:
        OverflowError: the result lies outside the years 1-9999.
    """
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is None:
        days = {"D": 1.0, "W": 7.0, "WE": 7.0, "FN": 14.0}.get(unit, 0.0)
        return date + dt.timedelta(days=round(days * count))
    total = date.year * 12 + date.month - 1 + round(months * count)
    number, index = divmod(total, 12)
    if not dt.MINYEAR <= number <= dt.MAXYEAR - 1:
        message = f"year {number} is not on the calendar"
        raise OverflowError(message)
    return dt.date(number, index + 1, min(date.day, calendar.monthrange(number, index + 1)[1]))


def duration(unit: str, count: float | str) -> str:
    """Return an ISO 8601 duration: ``P8Y``, ``PT5H30M``, ``P40Y`` for four decades, ``PXW``."""
    letter, factor, clock = {
        "TS": ("S", 1, "T"),
        "TM": ("M", 1, "T"),
        "TH": ("H", 1, "T"),
        "FN": ("W", 2, ""),
        "WE": ("WE", 1, ""),
        "Q": ("M", 3, ""),
        "DE": ("Y", 10, ""),
        "CE": ("Y", 100, ""),
    }.get(unit, (unit, 1, ""))
    if isinstance(count, str):
        return f"P{clock}{count}{letter}"
    number = count * factor
    whole = int(number)
    if number == whole:
        return f"P{clock}{whole}{letter}"
    if unit == "TH":
        minutes = f"{round((number - whole) * 60)}M"
        return f"PT{whole}H{minutes}" if whole else f"PT{minutes}"
    if unit in {"Y", "DE"} and (number * 12).is_integer():
        return f"P{whole}Y{round((number - whole) * 12)}M" if whole else f"P{round(number * 12)}M"
    return f"P{clock}{number:g}{letter}"


def easter(number: int) -> dt.date:
    """Return Easter Sunday of a year (Gregorian; the anonymous computus, Nature, 1876)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    index = (h + ell - 7 * m + 90) // 25
    return dt.date(number, index, (h + ell - 7 * m + 33 * index + 19) % 32)


def holiday(rule: str, number: int) -> dt.date:
    """Return a holiday's date in a year by its rule in the data file.

    ``"12-25"`` is fixed, ``"E-2"`` counts days from Easter, ``"11+4:4"`` is the fourth
    Thursday of November and ``"05-1:1"`` the last Monday of May. Election days
    ("11+1:2") follow the first Monday in law; the difference shows only on a 1st.
    """
    if rule.startswith("E"):
        return easter(number) + dt.timedelta(days=int(rule[1:]))
    first = int(rule[:2])
    if ":" not in rule:
        return dt.date(number, first, int(rule[3:]))
    nth, weekday = (int(part) for part in rule[2:].split(":"))
    last = calendar.monthrange(number, first)[1]
    days = [d for n in range(1, last + 1) if (d := dt.date(number, first, n)).isoweekday() == weekday]
    return days[nth - 1] if nth > 0 else days[nth]
