"""Calendar dates as pages print them, read to ISO 8601, with how sure the reading is.

"03/04/2022" is the third of April or the fourth of March; dots mean day first
nearly everywhere, slashes do not say, and another date of the page in the same
style may settle it. What stays open gets a low confidence instead of a guess.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
MONTHS_OF_YEAR = 12


class Reading(NamedTuple):
    """A date as ISO 8601 (with time and zone where printed), and how sure it is (0-1)."""

    value: str
    confidence: float


_SHORT = 0.9
"""How sure a date is whose year has two figures."""

_ZONES = {
    "gmt": "+00:00",
    "utc": "+00:00",
    "z": "+00:00",
    "bst": "+01:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "est": "-05:00",
    "edt": "-04:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    "jst": "+09:00",
}


def _months() -> dict[str, int]:
    content = tomllib.loads(files("sayso.read").joinpath("months.toml").read_text("utf-8"))
    return {
        name: number
        for months in content.values()
        for number, names in enumerate(months, start=1)
        for name in names.split()
    }


MONTHS = _months()
_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_WEEKDAY = r"(?:[^\W\d_]{2,12}+\.?,?\s{1,3})?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_BEFORE_DAY = r"(?=\S{2,20}\s{1,3}[0-3]?\d)"
_BEFORE_YEAR = rf"(?=\S{{2,20}}\s{{1,3}}(?:del?\s)?{_YEAR})"
"""What follows a month's name: looked for first, since the names are many."""

DATE = re.compile(
    rf"(?:{_YEAR}(?P<s1>[-/.])(?:0?[1-9]|1[0-2])(?P=s1){_DAY}(?!\d)"
    r"(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|(?<!\d){_DAY}(?P<s2>[-/.]){_DAY}(?P=s2){_YEAR}(?!\d)"
    rf"|{_WEEKDAY}\b{_BEFORE_DAY}(?:{_MONTH})\b\.?\s{{1,3}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}(?!\d)"
    rf"|{_WEEKDAY}(?<!\d){_DAY}(?:st|nd|rd|th|er|\.|º)?\s{{1,3}}(?:of\s|de\s)?"
    rf"{_BEFORE_YEAR}(?:{_MONTH})\b\.?,?\s{{1,3}}(?:de\s|del\s)?{_YEAR}(?!\d))",
    re.IGNORECASE,
)
"""A date with day, month and year, in words or in figures."""

NUMERIC_DATE = re.compile(r"\d(?<!\d\d)\d?[-/.]\d\d?[-/.](?:19|20)\d\d(?!\d)")
"""A date in figures with the year last."""

SHORT_DATE = re.compile(r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.\d\d(?![\d.]|\s?(?:€|%))")
"""A day with dots and two figures for the year ("2.11.22"); only where nothing but a date can stand."""

_NUMBERS = re.compile(rf"(?:({_YEAR})([-/.])(\d\d?)\2({_DAY})|({_DAY})([-/.])({_DAY})\6({_YEAR}))(?!\d)")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\b\.?\s+({_DAY})\D", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"(?<!\d)({_DAY})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s|de\s)?({_MONTH})\b", re.IGNORECASE
)
_CLOCK = re.compile(
    r"[\s,|•·–—/(-]{0,4}(?:(?:at|um|à|às|a las|alle|ore|om|o|в|kl\.|godz\.|@)\s)?(?P<hour>[01]?\d|2[0-3])"
    r"[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"\s?(?P<half>[ap]\.?m\.?)?\s?\(?(?P<zone>[A-Za-z]{1,4}|[+-]\d\d:?\d\d)?\)?",
    re.IGNORECASE,
)


def read_date(
    text: str, after: str = "", *, others: Iterable[str] = (), month_first: bool | None = None
) -> Reading | None:
    """Read the date *text* (a match of :data:`DATE`), ``None`` when the calendar has no such day.

    Args:
        text: the printed date.
        after: what is printed after it, for the time of day and the zone.
        others: other dates of the page, which may show whether days or months come first.
        month_first: whether months come first where the page is from, if that is known.
    """
    if "T" in text and (whole := _timestamp(text)):
        return Reading(whole, 1.0)
    day = _day(text, others, leading=month_first)
    if day is None:
        return None
    clock = _CLOCK.match(after)
    return day if clock is None else Reading(day.value + _time(clock), day.confidence)


def month_first(locale: str | None) -> bool | None:
    """Return whether the month comes first in dates of *locale* ("en-us"), ``None`` where it is open.

    It does in the United States, and in English pages that do not say where they are
    from as often as not; the other languages read here put the day first (Unicode CLDR).
    """
    if not locale or locale in {"en", "en-ca", "en-ph"}:
        return None
    return locale.startswith("en-us")


def telling_dates(text: str) -> tuple[str, ...]:
    """Return those dates in figures of *text* that show whether days come first, one of each style."""
    found: dict[str, str] = {}
    for match in NUMERIC_DATE.finditer(text):
        parts = _NUMBERS.search(match.group())
        if parts and parts[6] and max(int(parts[5]), int(parts[7])) > MONTHS_OF_YEAR:
            found.setdefault(parts[6], match.group())
    return tuple(found.values())


def _timestamp(text: str) -> str | None:
    try:
        return dt.datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _day(text: str, others: Iterable[str], *, leading: bool | None) -> Reading | None:
    if SHORT_DATE.fullmatch(text):
        parts = [int(part) for part in text.split(".")]
        return _reading(2000 + parts[2], parts[1], parts[0], _SHORT)
    if match := _NUMBERS.search(text):
        if match[1]:
            return _reading(int(match[1]), int(match[3]), int(match[4]), 1.0)
        first, second, year = int(match[5]), int(match[7]), int(match[8])
        day_first, confidence = _order(first, second, match[6], others, leading=leading)
        day, month = (first, second) if day_first else (second, first)
        return _reading(year, month, day, confidence)
    year_match = re.search(rf"{_YEAR}(?!\d)", text)
    if year_match is None:
        return None
    month, day = (1, 2) if (match := _MONTH_FIRST.search(text)) else (2, 1)
    if match := match or _DAY_FIRST.search(text):
        return _reading(int(year_match[0]), MONTHS[match[month].lower()], int(match[day]), 1.0)
    return None


def _order(
    first: int, second: int, separator: str, others: Iterable[str], *, leading: bool | None
) -> tuple[bool, float]:
    """Return whether the day comes first in "first.second.year", and how sure that is."""
    if first == second or second > 12:
        return second <= 12, 1.0
    if first > 12:
        return True, 1.0
    for other in others:
        match = _NUMBERS.search(other)
        if match and match[6] == separator:
            if int(match[5]) > 12:
                return True, 0.9
            if int(match[7]) > 12:
                return False, 0.9
    if leading is not None and (separator != "." or not leading):
        return not leading, 1.0 if separator == "." else 0.85
    return True, {".": 0.85, "-": 0.6}.get(separator, 0.5)


def _reading(year: int, month: int, day: int, confidence: float) -> Reading | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return Reading(dt.date(year, month, day).isoformat(), confidence)
    except ValueError:
        return None


def _time(clock: re.Match[str]) -> str:
    hour, minute = int(clock["hour"]), clock["minute"]
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    zone = (clock["zone"] or "").lower()
    if zone[:1] in {"+", "-"}:
        zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    else:
        zone = _ZONES.get(zone, "")
    return f"T{hour:02d}:{minute}:00{zone}"
