"""Dates that machines write into a page, read to ISO 8601, and what is too odd to be one.

Sites fill the same field with ISO 8601 (RFC 3339 and looser), the dates of mail and HTTP
(RFC 5322), seconds or milliseconds since 1970, what JavaScript prints, and dates in words.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import re

from sayso.read.dates import DATE, EARLIEST_YEAR, LATEST_YEAR, MONTHS, read_date
from sayso.read.supplied import iso_date

LONGEST = 100
"""Characters of a field that holds a date and nothing else."""

PLACEHOLDER = 0.6
"""How sure a first of January at midnight is: systems write it where they know the year only."""

_FRACTION = re.compile(r"(?<=:\d\d)\.\d+")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_EARLIEST_EPOCH = 631_152_000  # 1990: nobody published on the web before
_LOOSE_ISO = re.compile(
    r"((?:19|20)\d\d-\d\d-\d\d)[T ]{1,2}(\d\d?):(\d\d)(?::(\d\d))?(?:[.,:]\d{1,9})?"
    r"(?:\s?(Z|GMT|UTC)|\s?([+-]\d\d):?(\d\d)?)?(?![\d:])",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[T ]?([0-2]\d)([0-5]\d)([0-5]\d))?(Z)?")
_JAVASCRIPT = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d?) (?:(\d{4}) )?(\d\d:\d\d:\d\d)"
    r"(?: (?:GMT|UTC)?([+-]\d\d):?(\d\d)| [A-Z]{2,4})?(?: (\d{4}))?(?: \(.*)?"
)


def read_stamp(value: str) -> str | None:
    """Return the date, or date and time, that a field's *value* states, in ISO 8601.

    ``None`` for what is no date, for zero and other marks of "unknown", and for years
    that no page is from.

    >>> read_stamp("2021-05-05 08:07:52+0200")
    '2021-05-05T08:07:52+02:00'
    """
    value = " ".join(value.split())
    if not 8 <= len(value) <= LONGEST:
        return None
    for reader in (_by_epoch, _by_compact, _by_iso, _by_mail, _by_javascript, _by_words):
        try:
            found = reader(value)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found is not None:
            return _FRACTION.sub("", found) if _is_likely(found) else None
    return None


def sureness(value: str) -> float:
    """Return how far the date *value* may be taken as it stands (0-1): see :data:`PLACEHOLDER`."""
    day, _, clock = value.partition("T")
    return PLACEHOLDER if day.endswith("-01-01") and clock[:8] in {"", "00:00:00"} else 1.0


def _is_likely(value: str) -> bool:
    return EARLIEST_YEAR < int(value[:4]) < LATEST_YEAR and not value.startswith("1970-01-01")


def _by_epoch(value: str) -> str | None:
    if not _EPOCH.fullmatch(value):
        return None
    seconds = int(value[:10])
    if seconds < _EARLIEST_EPOCH:
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()


def _by_compact(value: str) -> str | None:
    match = _COMPACT.fullmatch(value)
    if match is None:
        return None
    day = dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return day.isoformat()
    clock = dt.time(int(match[4]), int(match[5]), int(match[6]), tzinfo=dt.UTC if match[7] else None)
    return dt.datetime.combine(day, clock).isoformat()


def _by_iso(value: str) -> str | None:
    if found := iso_date(value):
        return found
    match = _LOOSE_ISO.match(value)
    if match is None:
        return None
    zone = "+00:00" if match[5] else f"{match[6]}:{match[7] or '00'}" if match[6] else ""
    clock = f"{int(match[2]):02d}:{match[3]}:{match[4] or '00'}"
    return dt.datetime.fromisoformat(f"{match[1]}T{clock}{zone}").isoformat()


def _by_mail(value: str) -> str | None:
    if "," not in value[:10] or ":" not in value:
        return None
    return email.utils.parsedate_to_datetime(value).isoformat()


def _by_javascript(value: str) -> str | None:
    match = _JAVASCRIPT.fullmatch(value)
    if match is None or not (match[3] or match[7]):
        return None
    day = dt.date(int(match[3] or match[7]), MONTHS.get(match[1].lower(), 0), int(match[2]))
    zone = f"{match[5]}:{match[6]}" if match[5] else ""
    return dt.datetime.fromisoformat(f"{day.isoformat()}T{match[4]}{zone}").isoformat()


def _by_words(value: str) -> str | None:
    """Read a printed date that the field holds; one whose day and month could be swapped is none."""
    match = DATE.search(value)
    if match is None or len(value) - len(match.group()) > LONGEST // 2:
        return None
    reading = read_date(match.group(), value[match.end() : match.end() + 30])
    return reading.value if reading and reading.confidence > PLACEHOLDER else None
