"""What a time expression means on the calendar, seen from the day of publication.

One function a kind of expression. What cannot be known (no publication date, no day
the text spoke of before) stays unresolved: its value is ``None``, never a guess.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract import moments_calendar as cal
from sayso.extract.moments_calendar import Resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sayso.extract.moments_grammar import Expression

_CENTURY_OF_SHORT_YEARS = 30


@dataclass(slots=True)
class Scene:
    """What expressions are seen from.

    ``published`` is the day of publication; ``anchor`` the day that the text spoke of
    last; ``direction`` tells from tense and cues whether an expression lies ahead (1),
    behind (-1) or may be either (0); ``day_first`` how 03/04/2022 is read.
    """

    published: dt.date | None
    direction: Callable[[Expression], int]
    anchor: dt.date | None = None
    day_first: bool = True


def resolve(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve an expression; ``None`` where it cannot be a time at all (31 February)."""
    try:
        return _RESOLVERS[expression.kind](expression, scene)
    except OverflowError:
        return None


def _unresolved(kind: str = "DATE") -> Resolved:
    return Resolved("TIME" if kind == "TIME" else "DATE", None)


def _whole(part: object) -> int:
    return int(part) if isinstance(part, (int, float)) else 0


# -- dates -----------------------------------------------------------------------


def _date(expression: Expression, scene: Scene) -> Resolved | None:
    parts = expression.parts
    number, month = _whole(parts["day"]), _whole(parts.get("month"))
    if not month:
        return _day_of_month(number, expression, scene)
    if "year" in parts:
        found = cal.make_day(_whole(parts["year"]), month, number)
    elif scene.published is None:
        return _unresolved() if cal.make_day(2000, month, number) else None
    else:
        found = _nearest(lambda year: cal.make_day(year, month, number), expression, scene)
    if found and found.begin and "day2" in parts:
        last = cal.make_day(found.begin.year, month, _whole(parts["day2"]))
        return last and replace(found, value=f"{found.value}/{last.value}", end=last.end)
    return found


def _day_of_month(number: int, expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve "the 12th" to the month spoken of, or the next or last one by tense."""
    base = scene.published
    if base is None or not 1 <= number <= 31:
        return _unresolved()
    step = scene.direction(expression)
    here = cal.make_day(base.year, base.month, number)
    if here and here.begin and (here.begin - base).days * step >= 0:
        return here
    moved = cal.shift(base.replace(day=1), "M", step)
    return cal.make_day(moved.year, moved.month, number) or _unresolved()


def _nearest(make: Callable[[int], Resolved | None], expression: Expression, scene: Scene) -> Resolved | None:
    """Choose the year of a day, month or season that names none.

    The past by default, the future where tense or cue says so; an expression that
    holds the day of publication is that one.
    """
    base = scene.published
    if base is None:
        return _unresolved()
    around = [found for year in (base.year - 1, base.year, base.year + 1) if (found := make(year))]
    if not around:
        return None
    direction = scene.direction(expression)
    behind = [found for found in around if found.begin and found.begin <= base]
    ahead = [found for found in around if found.end and found.end >= base]
    if direction > 0 and ahead:
        return ahead[0]
    if direction == 0 and ahead and behind:
        near, far = ahead[0], behind[-1]
        soon = near.begin is not None and far.begin is not None and near.begin - base <= _SOON
        return near if soon and far.begin is not None and base - far.begin > _LONG_AGO else far
    return (behind or around)[-1]


_SOON = dt.timedelta(days=62)
_LONG_AGO = dt.timedelta(days=240)


def _numeric(expression: Expression, scene: Scene) -> Resolved | None:
    parts = expression.parts
    if "numeric" in parts:
        first, second, third = (int(piece) for piece in str(parts["numeric"]).split("."))
        order = True
    else:
        first, second, third = (_whole(parts[name]) for name in "abc")
        order = scene.day_first
        if "-" in str(expression.parts.get("fixed", "")):
            order = True
    if third < 100:
        this = scene.published.year if scene.published else dt.date.max.year
        third += 2000 if 2000 + third <= this + _CENTURY_OF_SHORT_YEARS else 1900
    day, month = (first, second) if order else (second, first)
    return cal.make_day(third, month, day) or cal.make_day(third, day, month)


def _month(expression: Expression, scene: Scene) -> Resolved | None:
    parts = expression.parts
    if "month" not in parts and "plain_month" not in parts:
        return None
    number = _whole(parts.get("month", parts.get("plain_month")))
    base = scene.published
    if "year" in parts:
        return cal.month(_whole(parts["year"]), number)
    if base is None:
        return _unresolved()
    if "yshift" in parts:
        return cal.month(base.year + _whole(parts["yshift"]), number)
    if "shift" in parts:
        return _shifted_month(_whole(parts["shift"]), number, base)
    return _nearest(lambda year: cal.month(year, number), expression, scene)


def _shifted_month(step: int, number: int, base: dt.date) -> Resolved:
    """Resolve "last November", "next June", "this May"."""
    if step < 0:
        return cal.month(base.year if number < base.month else base.year - 1, number)
    if step > 0:
        return cal.month(base.year if number > base.month else base.year + 1, number)
    return cal.month(base.year, number)


def _year(expression: Expression, scene: Scene) -> Resolved | None:
    del scene
    return cal.year(_whole(expression.parts["year"]))


def _years(expression: Expression, scene: Scene) -> Resolved | None:
    del scene
    first, second = _whole(expression.parts["year"]), _whole(expression.parts["year2"])
    second += first // 100 * 100 if second < 100 else 0
    return Resolved("DATE", f"{first}/{second}", cal.year(first).begin, cal.year(second).end)


def _part_of_year(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    if "year" in parts:
        year = _whole(parts["year"])
    elif base is None:
        return _unresolved()
    else:
        year = base.year + _whole(parts.get("yshift", 0))
    code = str(parts.get("half") or parts.get("quarter"))
    return (cal.half if code.startswith("H") else cal.quarter)(year, int(code[1:]))


def _season(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    code = str(parts.get("season") or parts.get("plain_season"))
    if "year" in parts:
        return cal.season(_whole(parts["year"]), code)
    if base is None:
        return _unresolved()
    step = parts.get("shift", parts.get("yshift"))
    if step is None:
        return _nearest(lambda year: cal.season(year, code), expression, scene)
    now = cal.season_of(base)
    year = base.year - 1 if code == "WI" and now == (base.year - 1, "WI") else base.year
    begin = cal.season(year, code).begin
    if _whole(step) < 0 and begin and ((year, code) == now or begin > base):
        year -= 1
    if _whole(step) > 0 and begin and begin <= base:
        year += 1
    return cal.season(year, code)


def _decade(expression: Expression, scene: Scene) -> Resolved | None:
    first = _whole(expression.parts.get("tens", expression.parts.get("decade_word")))
    if first < 100:
        latest = scene.published.year if scene.published else dt.date.max.year
        first += 2000 if 2000 + first <= min(latest, 2030) else 1900
    return cal.decade(first) if first >= 1000 else None


def _century(expression: Expression, scene: Scene) -> Resolved | None:
    del scene
    number = _whole(expression.parts["century"])
    number += 1 if number == 20 and expression.last - expression.first > 3 else 0
    return cal.century(number) if 1 < number < 99 else None


# -- days and weeks as seen from publication --------------------------------------


def _weekday(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    if base is None:
        return _unresolved("TIME" if "part" in parts else "DATE")
    wanted = _whole(parts.get("weekday", parts.get("plain_weekday")))
    if "wshift" in parts:
        monday = cal.week(base).begin or base
        date = monday + dt.timedelta(days=wanted - 1 + 7 * _whole(parts["wshift"]))
    else:
        date = nearest_weekday(base, wanted, _weekday_step(expression, scene))
    return _with_part(date, parts)


def _weekday_step(expression: Expression, scene: Scene) -> int:
    parts = expression.parts
    step = _whole(parts.get("near", parts.get("shift", 0)))
    if "shift" in parts and step:
        return 2 * step
    return scene.direction(expression)


def nearest_weekday(base: dt.date, wanted: int, step: int) -> dt.date:
    """Return the weekday (1-7) that lies behind (negative step) or ahead; ±2 excludes *base* itself."""
    back = (base.isoweekday() - wanted) % 7
    ahead = -back % 7
    if step > 0:
        return base + dt.timedelta(days=ahead or (7 if step > 1 else 0))
    return base - dt.timedelta(days=back or (7 if step < -1 else 0))


def _with_part(date: dt.date, parts: Mapping[str, object]) -> Resolved:
    return cal.time(date, f"T{parts['part']}") if "part" in parts else cal.day(date)


def _day(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    night = "tonight" in parts
    if base is None:
        return _unresolved("TIME" if night or "part" in parts else "DATE")
    if night:
        return cal.time(base, "TNI")
    step = _whole(parts["day_word"])
    if expression.last - expression.first > 3 and "part" not in parts:
        step *= 2
    return _with_part(base + dt.timedelta(days=step), parts)


def _part(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    if base is None:
        return _unresolved("TIME")
    date = base + dt.timedelta(days=_whole(parts.get("shift", 0)))
    return cal.time(date, f"T{parts.get('part', 'NI')}")


def _period(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    unit = str(parts.get("period", ""))
    if base is None:
        return _unresolved()
    if not unit:
        weekend = "shift" not in parts and not parts.get("early")
        if not weekend:
            return cal.day(base)
        step = scene.direction(expression)
        monday = cal.week(base).begin or base
        return cal.weekend(monday if step > 0 or base.isoweekday() > 5 else monday - dt.timedelta(days=7))
    step = _whole(parts.get("shift", 0))
    if unit == "WE" and step < 0 and base.isoweekday() == 7:
        step = -1
    return cal.period(unit, cal.shift(base, unit, step))


def _week_of(expression: Expression, scene: Scene) -> Resolved | None:
    found = _date(expression, scene)
    return cal.week(found.begin) if found and found.begin else found


def _anchor(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve "that day", "the next morning", "the following week" from what the text spoke of."""
    parts, base = expression.parts, scene.anchor
    if base is None:
        return _unresolved()
    step = _whole(parts.get("anchor", parts.get("back", parts.get("ahead", 0))))
    unit = str(parts.get("period", "D"))
    moved = cal.shift(base, unit, step)
    return _with_part(moved, parts) if "part" in parts else cal.period(unit, moved)


def _offset(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve "two days ago", "a year earlier", "three weeks from now"."""
    parts = expression.parts
    unit = str(parts.get("unit", parts.get("plural_unit", "D")))
    counted = "way" in parts
    base = scene.anchor if counted else scene.published
    vague = "some" in parts or "plural_unit" in parts
    step = _whole(parts.get("way", parts.get("ago", 1)))
    if base is None or vague or unit.startswith("T"):
        return _vague_offset(unit, step, scene, counted=counted)
    count = parts.get("n", parts.get("a", 1))
    moved = cal.shift(base, unit, step * (float(count) if isinstance(count, (int, float)) else 1.0))
    coarse = {"W": "W", "M": "M", "Q": "M", "Y": "Y", "DE": "Y", "CE": "Y", "FN": "W"}
    return cal.period(coarse.get(unit, "D"), moved)


def _vague_offset(unit: str, step: int, scene: Scene, *, counted: bool) -> Resolved:
    base = scene.anchor if counted else scene.published
    if unit.startswith("T") and base is not None:
        return cal.day(base)
    if base is None or counted:
        return _unresolved()
    return Resolved("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")


# -- durations, sets, clock times, holidays ---------------------------------------


def _duration(expression: Expression, scene: Scene) -> Resolved | None:
    parts = expression.parts
    unit = str(parts.get("unit", parts.get("plural_unit", parts.get("period", "CE"))))
    count = parts.get("n", parts.get("a", "X"))
    value = cal.duration(
        unit, count if isinstance(count, (int, float)) and "some" not in parts else _count(parts)
    )
    span, base = _whole(parts.get("span", 0)), scene.published
    if not span or base is None or value.startswith(("PX", "PTX")) or not isinstance(count, (int, float)):
        return Resolved("DURATION", value)
    moved = cal.shift(base, unit, span * count)
    first, last = sorted((base, moved))
    return Resolved("DURATION", value, first, last)


def _count(parts: Mapping[str, object]) -> float | str:
    if "n" in parts and isinstance(parts["n"], (int, float)):
        return parts["n"]
    if "some" not in parts and "plural_unit" not in parts and isinstance(parts.get("a", 1), int):
        return 1
    return "X"


def _set(expression: Expression, scene: Scene) -> Resolved | None:
    del scene
    parts = expression.parts
    if "daily" in parts:
        return Resolved("SET", str(parts["daily"]))
    if "weekday" in parts or "weekdays" in parts:
        return Resolved("SET", f"XXXX-WXX-{parts.get('weekday', parts.get('weekdays'))}")
    count = parts.get("n", 1 if expression.last - expression.first == 2 else 2)
    return Resolved("SET", cal.duration(str(parts["unit"]), count if isinstance(count, (int, float)) else 1))


def _time(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    if base is None:
        return _unresolved("TIME")
    date = base + dt.timedelta(days=_whole(parts.get("day_word", 0)))
    if "weekday" in parts:
        date = nearest_weekday(base, _whole(parts["weekday"]), scene.direction(expression))
    elif "day_word" not in parts and scene.anchor is not None:
        date = scene.anchor
    if "clock_word" in parts:
        return cal.time(date, str(parts["clock_word"]))
    if "military" in parts:
        number = _whole(parts["military"])
        return cal.time(date, f"T{number // 100:02d}:{number % 100:02d}")
    hour, minute = _whole(parts["hour"]), _whole(parts.get("minute", 0))
    if "mer" in parts:
        hour = hour % 12 + _whole(parts["mer"])
    elif parts.get("part") in {"AF", "EV"} and hour < 12:
        hour += 12
    return cal.time(date, f"T{hour:02d}:{minute:02d}")


def _holiday(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    rule = str(parts.get("fixed") or parts.get("holiday"))
    if "year" in parts:
        return cal.day(cal.holiday(rule, _whole(parts["year"])))
    if base is None:
        return _unresolved()
    step = _whole(parts.get("shift", 0))
    seen = expression if not step else replace(expression, parts={"step": step})
    scene = scene if not step else replace(scene, direction=lambda _: step)
    found = _nearest(lambda year: cal.day(cal.holiday(rule, year)), seen, scene)
    unit = str(parts.get("period", ""))
    if not found or not found.begin or not unit:
        return found
    near = found.begin - dt.timedelta(days=1) if unit == "WE" else found.begin
    return cal.period(unit, near)


def _ref(expression: Expression, scene: Scene) -> Resolved | None:
    value = str(expression.parts.get("now") or expression.parts.get("future"))
    base = scene.published if value == "PRESENT_REF" else None
    return Resolved("DATE", value, base, base)


_RESOLVERS: dict[str, Callable[[Expression, Scene], Resolved | None]] = {
    "date": _date,
    "numeric": _numeric,
    "month": _month,
    "year": _year,
    "years": _years,
    "part_of_year": _part_of_year,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "weekday": _weekday,
    "day": _day,
    "part": _part,
    "period": _period,
    "week_of": _week_of,
    "anchor": _anchor,
    "offset": _offset,
    "duration": _duration,
    "set": _set,
    "time": _time,
    "holiday": _holiday,
    "ref": _ref,
}
