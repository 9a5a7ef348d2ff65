"""What a time expression means on the calendar, seen from the day of publication.

One function a kind of expression. What cannot be known (no publication date, no day
the text spoke of before) stays unresolved: its value is ``None``, never a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import moments_calendar as cal
from sayso.extract import moments_dates, moments_relative
from sayso.extract.moments_calendar import Resolved
from sayso.extract.moments_scene import Scene, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sayso.extract.moments_grammar import Expression


def resolve(expression: Expression, scene: Scene) -> Resolved | None:
    """Resolve an expression; ``None`` where it cannot be a time at all (31 February)."""
    try:
        return _RESOLVERS[expression.kind](expression, scene)
    except OverflowError:
        return None


def _duration(expression: Expression, scene: Scene) -> Resolved | None:
    parts = expression.parts
    unit = str(
        parts.get("unit", parts.get("plural_unit", parts.get("unit_adjective", parts.get("period", "CE"))))
    )
    count = _count(parts)
    value = cal.duration(unit, count)
    span, base = whole(parts.get("span", 0)), scene.published
    if not span or base is None or isinstance(count, str):
        return Resolved("DURATION", value)
    first, last = sorted((base, cal.shift(base, unit, span * count)))
    return Resolved("DURATION", value, first, last)


def _count(parts: Mapping[str, object]) -> float | str:
    """Return how many units: a number, one for an article or none, "X" where it is vague."""
    number = parts.get("n")
    if isinstance(number, (int, float)):
        return number
    return "X" if "some" in parts or "plural_unit" in parts else 1


def _set(expression: Expression, scene: Scene) -> Resolved | None:
    del scene
    parts = expression.parts
    if "daily" in parts:
        return Resolved("SET", str(parts["daily"]))
    if "weekday" in parts or "weekdays" in parts:
        return Resolved("SET", f"XXXX-WXX-{parts.get('weekday', parts.get('weekdays'))}")
    count = parts.get("n", 2 if "other" in parts else 1)
    return Resolved("SET", cal.duration(str(parts["unit"]), count if isinstance(count, (int, float)) else 1))


_RESOLVERS: dict[str, Callable[[Expression, Scene], Resolved | None]] = {
    **moments_dates.RESOLVERS,
    **moments_relative.RESOLVERS,
    "duration": _duration,
    "set": _set,
}
