"""Times as seen from somewhere: weekdays, "last week", "two days ago", "that day", clock times."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sayso.extract import moments_calendar as cal
from sayso.extract.moments_calendar import Resolved
from sayso.extract.moments_scene import Scene, unresolved, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sayso.extract.moments_grammar import Expression


def _weekday(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.anchor if "anchor" in expression.parts else scene.published
    if base is None:
        return unresolved("TIME" if "part" in parts else "DATE")
    wanted = whole(parts.get("weekday", parts.get("plain_weekday")))
    if "wshift" in parts or _in_this_week(expression, scene):
        monday = cal.week(base).begin or base
        date = monday + dt.timedelta(days=wanted - 1 + 7 * whole(parts.get("wshift", 0)))
    else:
        date = nearest_weekday(base, wanted, _weekday_step(expression, scene))
    return _with_part(date, parts)


_NOT_BESIDE = 3


def _weekday_step(expression: Expression, scene: Scene) -> int:
    parts = expression.parts
    step = whole(parts.get("near", parts.get("shift", 0)))
    if "anchor" in parts:
        return 2 * whole(parts["anchor"])
    if "shift" in parts and step:
        return _NOT_BESIDE * step
    return step or scene.direction(expression)


def _in_this_week(expression: Expression, scene: Scene) -> bool:
    """Tell whether "this Friday" is said where no tense tells which side it lies on."""
    parts = expression.parts
    return "shift" in parts and not whole(parts["shift"]) and not _weekday_step(expression, scene)


def nearest_weekday(base: dt.date, wanted: int, step: int) -> dt.date:
    """Return the weekday (1-7) that lies behind (negative step, or 0) or ahead.

    ±2 leaves *base* itself out; ±3 also the day beside it: nobody calls tomorrow "next Friday".
    """
    sign = 1 if step > 0 else -1
    days = sign * (wanted - base.isoweekday()) % 7
    if days < abs(step) - 1:
        days += 7
    return base + dt.timedelta(days=sign * days)


def _with_part(date: dt.date, parts: Mapping[str, object]) -> Resolved:
    return cal.time(date, f"T{parts['part']}") if "part" in parts else cal.day(date)


def _day(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    night = "tonight" in parts
    if base is None:
        return unresolved("TIME" if night or "part" in parts else "DATE")
    if night:
        return cal.time(base, "TNI")
    step = whole(parts["day_word"])
    return _with_part(base + dt.timedelta(days=step), parts)


def _part(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    if base is None:
        return unresolved("TIME")
    date = base + dt.timedelta(days=whole(parts.get("shift", 0)))
    return cal.time(date, f"T{parts.get('part', parts.get('day_part', 'NI'))}")


def _period(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    unit = str(parts.get("period", ""))
    if base is None:
        return unresolved()
    if not unit:
        weekend = "shift" not in parts and not parts.get("early")
        if not weekend:
            return cal.day(base)
        step = scene.direction(expression)
        monday = cal.week(base).begin or base
        return cal.weekend(monday if step > 0 or base.isoweekday() > 5 else monday - dt.timedelta(days=7))
    step = whole(parts.get("shift", 0))
    if unit == "WE" and step < 0 and base.isoweekday() == 7:
        step = -1
    return cal.period(unit, cal.shift(base, unit, step))


def _anchor(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve "that day", "the next morning", "the following week" from what the text spoke of."""
    parts, base = expression.parts, scene.anchor
    if base is None:
        return unresolved()
    step = whole(parts.get("anchor", parts.get("back", parts.get("ahead", 0))))
    unit = str(parts.get("period", "D"))
    moved = cal.shift(base, unit, step)
    return _with_part(moved, parts) if "part" in parts else cal.period(unit, moved)


def _offset(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve "two days ago", "a year earlier", "three weeks from now"."""
    parts = expression.parts
    unit = str(parts.get("unit", parts.get("plural_unit", "D")))
    counted = "way" in parts
    base = scene.anchor if counted else scene.published
    if "day_word" in parts and scene.published:
        base = scene.published + dt.timedelta(days=whole(parts["day_word"]))
    vague = "some" in parts or "plural_unit" in parts
    step = whole(parts.get("way", parts.get("ago", 1)))
    if base is None or vague or unit.startswith("T"):
        return _vague_offset(unit, step, scene, counted=counted)
    count = parts.get("n", parts.get("a", 1))
    moved = cal.shift(base, unit, step * (float(count) if isinstance(count, (int, float)) else 1.0))
    coarse = {"W": "W", "M": "M", "Q": "M", "Y": "Y", "DE": "Y", "CE": "Y", "FN": "W"}
    return cal.period(coarse.get(unit, "D"), moved)


def _ahead(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve "in two weeks": a day to come beside a future tense, else how long something took."""
    if scene.direction(expression) > 0:
        return _offset(expression, scene)
    parts = expression.parts
    count = parts.get("n", 1)
    unit = str(parts.get("unit", "D"))
    return Resolved("DURATION", cal.duration(unit, count if isinstance(count, (int, float)) else 1))


def _vague_offset(unit: str, step: int, scene: Scene, *, counted: bool) -> Resolved:
    base = scene.anchor if counted else scene.published
    if unit.startswith("T") and base is not None:
        return cal.day(base)
    if base is None or counted:
        return unresolved()
    return Resolved("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")


def _time(expression: Expression, scene: Scene) -> Resolved | None:
    parts, base = expression.parts, scene.published
    if base is None:
        return unresolved("TIME")
    date = base + dt.timedelta(days=whole(parts.get("day_word", 0)))
    if "weekday" in parts:
        date = nearest_weekday(base, whole(parts["weekday"]), scene.direction(expression))
    elif "day_word" not in parts and scene.anchor is not None:
        date = scene.anchor
    if "clock_word" in parts:
        return cal.time(date, str(parts["clock_word"]))
    if "military" in parts:
        number = whole(parts["military"])
        return cal.time(date, f"T{number // 100:02d}:{number % 100:02d}")
    hour, minute = _clock(parts)
    return cal.time(date, f"T{hour:02d}:{minute:02d}")


def _clock(parts: Mapping[str, object]) -> tuple[int, int]:
    """Return hour and minute of "10:30 pm", "20.15 Uhr", "half acht", "8 heures du soir"."""
    if "dotted" in parts:
        hour, minute = (int(piece) for piece in str(parts["dotted"]).split("."))
    else:
        hour, minute = whole(parts["hour"]), whole(parts.get("minute", 0))
    if "half_to" in parts:
        hour, minute = (hour - 1) % 24, 30
    if "half_past" in parts:
        minute = 30
    late = {"AF": 0, "EV": 0, "NI": 6}.get(str(parts.get("part")))
    if "mer" in parts:
        hour = hour % 12 + whole(parts["mer"])
    elif late is not None and late <= hour < 12:
        hour += 12
    return hour, minute


def _ref(expression: Expression, scene: Scene) -> Resolved | None:
    value = str(expression.parts.get("now") or expression.parts.get("future"))
    base = scene.published if value == "PRESENT_REF" else None
    return Resolved("DATE", value, base, base)


RESOLVERS: dict[str, Callable[[Expression, Scene], Resolved | None]] = {
    "weekday": _weekday,
    "day": _day,
    "part": _part,
    "period": _period,
    "anchor": _anchor,
    "offset": _offset,
    "ahead": _ahead,
    "time": _time,
    "ref": _ref,
}
