"""Dates that the calendar names: days, months, seasons, years, decades, holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sayso.extract import moments_calendar as cal
from sayso.extract.moments_calendar import Resolved
from sayso.extract.moments_scene import Scene, nearest, unresolved, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.extract.moments_grammar import Expression

_LONGEST_AHEAD = 20
_DECEMBER = 12
_T = TypeVar("_T")


def _date(expression: Expression, scene: Scene) -> Resolved | None:
    parts = expression.parts
    month = whole(parts.get("month"))
    if "day_year" in parts:
        number, year = (int(piece) for piece in str(parts["day_year"]).split(","))
        return cal.make_day(year, month, number)
    number = whole(parts["day"])
    if not month:
        return _day_of_month(number, expression, scene)
    if "year" in parts or "short" in parts:
        year = whole(parts["year"]) if "year" in parts else full_year(whole(parts["short"]), scene)
        found = cal.make_day(year, month, number)
    elif scene.published is None:
        return unresolved() if cal.make_day(2000, month, number) else None
    else:
        found = nearest(lambda year: cal.make_day(year, month, number), expression, scene)
    if found and found.begin and "day2" in parts:
        last = cal.make_day(found.begin.year, month, whole(parts["day2"]))
        return last and replace(found, value=f"{found.value}/{last.value}", end=last.end)
    return found


def _day_of_month(number: int, expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve "the 12th" to the month spoken of, or the next or last one by tense.

    "the 12th of next month" says which; a weekday beside it settles it.
    """
    base = scene.published
    if base is None or not 1 <= number <= 31:
        return unresolved()
    if "mshift" in expression.parts:
        moved = cal.shift(base.replace(day=1), "M", whole(expression.parts["mshift"]))
        return cal.make_day(moved.year, moved.month, number)
    step = scene.direction(expression)
    if weekday := whole(expression.parts.get("weekday")):
        return _nearest_weekday_of_month(base, number, weekday, step)
    here = cal.make_day(base.year, base.month, number)
    if here and here.begin and (here.begin - base).days * step >= 0:
        return here
    moved = cal.shift(base.replace(day=1), "M", step)
    return cal.make_day(moved.year, moved.month, number) or unresolved()


def _nearest_weekday_of_month(base: dt.date, number: int, weekday: int, step: int) -> Resolved:
    """Resolve "Tuesday the 13th": of the days that are both, the nearest on the side that *step* tells."""
    months = (cal.shift(base.replace(day=1), "M", count) for count in range(-12, 13))
    days = [
        found.begin
        for month in months
        if (found := cal.make_day(month.year, month.month, number))
        and found.begin
        and found.begin.isoweekday() == weekday
    ]
    aside = [date for date in days if (date - base).days * step >= 0] or days
    nearest_day = min(aside, key=lambda date: (abs(date - base), date), default=None)
    return cal.day(nearest_day) if nearest_day else unresolved()


def full_year(number: int, scene: Scene) -> int:
    """Return the year that two digits mean: this century's, unless that lies far ahead."""
    if number >= 100:
        return number
    latest = scene.published.year if scene.published else dt.date.max.year
    return number + (2000 if 2000 + number <= latest + _LONGEST_AHEAD else 1900)


def _in_order(orders: list[_T], scene: Scene) -> list[_T]:
    """Put the day-first reading first or last; where a language has one order, it stands alone if it can."""
    chosen = orders if scene.day_first else orders[::-1]
    return chosen if scene.mixed_order else [found for found in chosen if found][:1]


def _day_month(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve 22/04 and 22.04. by the document's order, or by the weekday beside it."""
    parts = expression.parts
    if "dotted" in parts:
        first, second = (int(piece) for piece in str(parts["dotted"]).split("."))
    else:
        first, second = whole(parts.get("a", parts.get("late"))), whole(parts["b"])
    if scene.published is None:
        return unresolved()
    orders = [order for order in ((first, second), (second, first)) if order[1] <= _DECEMBER]
    base = scene.published
    tried = [
        nearest(lambda year, day=day, month=month: cal.make_day(year, month, day), expression, scene)  # type: ignore[misc]
        for day, month in _in_order(orders, scene)
    ]
    wanted = whole(parts.get("weekday"))
    begins = [found.begin for found in tried if found and found.begin]
    fitting = [date for date in begins if date.isoweekday() == wanted]
    if fitting:
        return cal.day(min(fitting, key=lambda date: abs(date - base)))
    return next(filter(None, tried), None)


def _numeric(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve 3/4/2022 by the document's own order, 03.04.2022 and 2022-04-03 by theirs."""
    parts = expression.parts
    if "numeric" in parts:
        first, second, third = (int(piece) for piece in str(parts["numeric"]).split("."))
        day_first = True
    elif "y" in parts:
        first, second, third = (whole(parts[name]) for name in "dmy")
        day_first = True
    else:
        first, second, third = (whole(parts[name]) for name in "abc")
        day_first = scene.day_first
    year = full_year(third, scene)
    both = [cal.make_day(year, second, first), cal.make_day(year, first, second)]
    if "y" in parts:
        return both[0]
    seen = replace(scene, day_first=day_first)
    tried = [found for found in _in_order(both, seen) if found]
    wanted = whole(parts.get("weekday"))
    fitting = [found for found in tried if found.begin and found.begin.isoweekday() == wanted]
    return next(iter([*fitting, *tried]), None)


def _month(expression: Expression, scene: Scene) -> Resolved | None:
    parts = expression.parts
    if "month" not in parts and "plain_month" not in parts:
        return None
    number = whole(parts.get("month", parts.get("plain_month")))
    base = scene.published
    if "year" in parts:
        return cal.month(whole(parts["year"]), number)
    if base is None:
        return unresolved()
    if "yshift" in parts:
        return cal.month(base.year + whole(parts["yshift"]), number)
    if "shift" in parts:
        return _shifted_month(whole(parts["shift"]), number, base)
    return nearest(lambda year: cal.month(year, number), expression, scene)


def _shifted_month(step: int, number: int, base: dt.date) -> Resolved:
    """Resolve "last November", "next June", "this May"."""
    if step < 0:
        return cal.month(base.year if number < base.month else base.year - 1, number)
    if step > 0:
        return cal.month(base.year if number > base.month else base.year + 1, number)
    return cal.month(base.year, number)


def _year(expression: Expression, scene: Scene) -> Resolved | None:
    del scene
    return cal.year(whole(expression.parts["year"]))


def _years(expression: Expression, scene: Scene) -> Resolved | None:
    del scene
    first, second = whole(expression.parts["year"]), whole(expression.parts["year2"])
    second += first // 100 * 100 if second < 100 else 0
    return Resolved("DATE", f"{first}/{second}", cal.year(first).begin, cal.year(second).end)


def _part_of_year(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    if "year" in parts:
        year = whole(parts["year"])
    elif base is None:
        return unresolved()
    else:
        year = base.year + whole(parts.get("yshift", 0))
    code = str(parts.get("half") or parts.get("quarter"))
    return (cal.half if code.startswith("H") else cal.quarter)(year, int(code[1:]))


def _season(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    code = str(parts.get("season") or parts.get("plain_season"))
    if "year" in parts:
        return cal.season(whole(parts["year"]), code)
    if base is None:
        return unresolved()
    step = parts.get("shift", parts.get("yshift"))
    if step is None:
        return nearest(lambda year: cal.season(year, code), expression, scene)
    now = cal.season_of(base)
    year = base.year - 1 if code == "WI" and now == (base.year - 1, "WI") else base.year
    begin = cal.season(year, code).begin
    if whole(step) < 0 and begin and ((year, code) == now or begin > base):
        year -= 1
    if whole(step) > 0 and begin and begin <= base:
        year += 1
    return cal.season(year, code)


def _decade(expression: Expression, scene: Scene) -> Resolved | None:
    first = whole(expression.parts.get("tens", expression.parts.get("decade_word")))
    if first < 100:
        latest = scene.published.year if scene.published else dt.date.max.year
        first += 2000 if 2000 + first <= min(latest, 2030) else 1900
    return cal.decade(first) if first >= 1000 else None


def _century(expression: Expression, scene: Scene) -> Resolved | None:
    del scene
    number = whole(expression.parts["century"])
    return cal.century(number) if 1 < number < 99 else None


def _week_of(expression: Expression, scene: Scene) -> Resolved | None:
    if "which" in expression.parts:
        return _week_of_month(expression, scene)
    found = _date(expression, scene)
    return cal.week(found.begin) if found and found.begin else found


def _week_of_month(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve "the first week of March" (the week of its fourth day), "the last week" (of its last)."""
    which, found = whole(expression.parts["which"]), _month(expression, scene)
    if not found or not found.begin or not found.end:
        return found
    if which < 0:
        return cal.week(found.end)
    return cal.week(found.begin + dt.timedelta(days=7 * which - 4)) if 1 <= which <= 5 else None


def _holiday(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    rule = str(parts["holiday"])
    if len(rule) == len("2001-09-11"):
        return cal.day(dt.date.fromisoformat(rule))
    if "year" in parts:
        return cal.day(cal.holiday(rule, whole(parts["year"])))
    if base is None:
        return unresolved()
    if "yshift" in parts:
        return cal.day(cal.holiday(rule, base.year + whole(parts["yshift"])))
    step = whole(parts.get("shift", 0))
    seen = expression if not step else replace(expression, parts={"step": step})
    scene = scene if not step else replace(scene, direction=lambda _: step)
    found = nearest(lambda year: cal.day(cal.holiday(rule, year)), seen, scene)
    unit = str(parts.get("period", ""))
    if not found or not found.begin or not unit:
        return found
    near = found.begin - dt.timedelta(days=1) if unit == "WE" else found.begin
    return cal.period(unit, near)


RESOLVERS: dict[str, Callable[[Expression, Scene], Resolved | None]] = {
    "date": _date,
    "numeric": _numeric,
    "day_month": _day_month,
    "month": _month,
    "year": _year,
    "years": _years,
    "part_of_year": _part_of_year,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "week_of": _week_of,
    "holiday": _holiday,
}
