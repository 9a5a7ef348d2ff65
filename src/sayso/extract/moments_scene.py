"""What time expressions are seen from, and the choice of year that all of them share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.moments_calendar import Resolved

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.extract.moments_grammar import Expression

_PATIENCE = {-1: dt.timedelta(days=45), 0: dt.timedelta(days=120), 1: dt.timedelta(days=366)}
"""How far ahead a date without a year may lie, by direction. Even beside a past tense
("decided that he goes by Jan. 14", on 5 January) what is weeks away is meant rather
than what is ten months past."""
_JUST_PAST, _FAR_AHEAD = dt.timedelta(days=31), dt.timedelta(days=300)
"""What is hardly past is meant rather than the same day a year on, whatever the tense says."""


@dataclass(slots=True)
class Scene:
    """What expressions are seen from.

    ``published`` is the day of publication; ``anchor`` the day that the text spoke of
    last; ``direction`` tells from tense and cues whether an expression lies ahead (1),
    behind (-1) or may be either (0); ``day_first`` how 03/04/2022 is read, ``mixed_order``
    whether the language prints both orders, so that a weekday may overturn it.
    """

    published: dt.date | None
    direction: Callable[[Expression], int]
    anchor: dt.date | None = None
    day_first: bool = True
    mixed_order: bool = False


def unresolved(kind: str = "DATE") -> Resolved:
    """Return a time that is one, but of which nothing says which."""
    return Resolved("TIME" if kind == "TIME" else "DATE", None)


def whole(part: object) -> int:
    """Return a part of an expression as a whole number; 0 where it is none."""
    return int(part) if isinstance(part, (int, float)) else 0


def nearest(make: Callable[[int], Resolved | None], expression: Expression, scene: Scene) -> Resolved | None:
    """Choose the year of a day, month or season that names none.

    A weekday beside it settles it; else the past, unless tense or cue says otherwise
    or the one ahead is much the nearer. What holds the day of publication is that one.
    """
    base = scene.published
    if base is None:
        return unresolved()
    around = [found for year in (base.year - 1, base.year, base.year + 1) if (found := make(year))]
    if not around:
        return None
    wanted = whole(expression.parts.get("weekday"))
    fitting = [found for found in around if found.begin and found.begin.isoweekday() == wanted]
    if fitting:
        return fitting[0]
    behind = [found for found in around if found.begin and found.begin <= base]
    ahead = [found for found in around if found.end and found.end >= base]
    if not behind or not ahead:
        return (behind or ahead)[0]
    wait, past = (ahead[0].begin or base) - base, base - (behind[-1].end or base)
    if past <= _JUST_PAST and wait > _FAR_AHEAD:
        return behind[-1]
    return ahead[0] if wait <= _PATIENCE[scene.direction(expression)] else behind[-1]
