"""Which of the dates that a page gives is its own: the surest, in the most detail, not after its capture."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Published

AGREED = 0.9
"""How sure a day is at least that the page prints and its markup says."""

DOUBTED = 0.8
"""What is left of that when fields of the markup contradict each other."""

NEARLY_AS_SURE = 0.12
_QUARTER, _LARGEST_OFFSET = dt.timedelta(minutes=15), dt.timedelta(hours=14)
_ZONES_APART = dt.timedelta(days=1)


def choose(
    marked: Sequence[Published], printed: Sequence[Published] = (), captured: dt.datetime | None = None
) -> Published | None:
    """Return the page's date, ``None`` when it gives none.

    Args:
        marked: what its markup says.
        printed: what a reader sees.
        captured: when the page was had, if known; what lies after it has not happened yet.
    """
    marked, printed = _until(captured, marked), _until(captured, printed)
    found = sorted((*marked, *printed), key=lambda one: -one.confidence)
    if not found:
        return None
    best = _in_local_time(_in_detail(found[0], found), found)
    day = best.value[:10]
    if best.confidence < AGREED and all(
        any(one.value[:10] == day for one in said) for said in (marked, printed)
    ):
        best = replace(best, confidence=AGREED)
    if any(_contradicts(one, best) for one in marked):
        best = replace(best, confidence=round(best.confidence * DOUBTED, 2))
    return best


def _until(captured: dt.datetime | None, dates: Iterable[Published]) -> tuple[Published, ...]:
    """Return those *dates* that are not after the capture; zones are a day apart at most."""
    if captured is None:
        return tuple(dates)
    last = (captured.astimezone(dt.UTC) + _ZONES_APART).date().isoformat()
    return tuple(one for one in dates if one.value[:10] <= last)


def _in_detail(best: Published, found: Sequence[Published]) -> Published:
    """Return *best* with time and zone, where another of the same day has what it lacks."""
    same = [one for one in found if one.value[:10] == best.value[:10]]
    fullest = max(same, key=lambda one: _detail(one.value))
    if _detail(fullest.value) == _detail(best.value):
        return best
    return replace(fullest, confidence=best.confidence)


def _in_local_time(best: Published, found: Sequence[Published]) -> Published:
    """Return *best*, a time in UTC, in the site's own time where another field holds the same moment in it.

    The day that a reader sees can be another one. A field without a zone is the same
    moment when it is off by whole quarters of an hour, as zones are.
    """
    moment = dt.datetime.fromisoformat(best.value)
    if "T" not in best.value or moment.utcoffset() != dt.timedelta(0):
        return best
    for one in found:
        other = dt.datetime.fromisoformat(one.value)
        if "T" not in one.value:
            continue
        offset = other.utcoffset() or other.replace(tzinfo=dt.UTC) - moment
        local = moment.astimezone(dt.timezone(offset)) if abs(offset) <= _LARGEST_OFFSET else moment
        if (
            local.replace(tzinfo=None) == other.replace(tzinfo=None)
            and local.utcoffset()
            and not offset % _QUARTER
        ):
            return replace(best, value=local.isoformat())
    return best


def _detail(value: str) -> int:
    """Return 0 for a day, 1 for a day at midnight, more with a time and with a zone."""
    clock = value[11:]
    if not clock:
        return 0
    if clock.startswith("00:00"):
        return 1
    return 3 if "+" in clock or "-" in clock or clock.endswith("Z") else 2


def _contradicts(one: Published, best: Published) -> bool:
    days = [dt.date.fromisoformat(each.value[:10]) for each in (one, best)]
    return one.confidence > best.confidence - NEARLY_AS_SURE and abs(days[0] - days[1]) > _ZONES_APART
