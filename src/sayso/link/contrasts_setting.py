"""In what setting two figures stand: how much else is said alike, of what time, among how many figures.

Two figures of one thing stand in statements that say much the same. A sentence full of
figures and another one, a figure of the weekend and one of the season, give figures of two things.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sayso.link.amounts_around import scope_of

if TYPE_CHECKING:
    from sayso.link.amounts import Amount
    from sayso.link.slots import Slots

SETTING_NUMBERS = ("shared", "scope", "many")
"""The numbers of a setting, in order: see :func:`setting`."""

PLACES = 3
"""Decimals kept of a number."""


def setting(a: Slots, b: Slots, x: Amount, y: Amount) -> tuple[float, ...]:
    """Return the setting of figure *x* of statement *a* beside figure *y* of statement *b*.

    The share of the words of the statement with fewer that both have; whether their
    sentences name other parts of time, or only one names any; the logarithm of one more than
    the figures that the statements give beyond these two.
    """
    scope = scope_of(a, x.quantity.figure) != scope_of(b, y.quantity.figure)
    more = math.log1p(max(0, len(a.figures) + len(b.figures) - 2))
    return round(_shared(a, b), PLACES), float(scope), round(more, PLACES)


def _shared(a: Slots, b: Slots) -> float:
    one, two = (frozenset(w for w in each.meaning if not w.startswith("#")) for each in (a, b))
    return len(one & two) / max(1, min(len(one), len(two)))


def one_voice(a: Slots, b: Slots) -> bool:
    """Tell whether two statements stand on one page and are not of two sources.

    A page that gives two figures gives them of two things, unless two sources say them: of the
    contrasts that linking showed within one page none was a disagreement (training/relations).
    """
    if a.statement.document != b.statement.document:
        return False
    one, two = (_told_by(each) for each in (a, b))
    return not (one and two and one != two)


def _told_by(slots: Slots) -> str:
    return next(((source.name or source.text or "").lower() for source in slots.statement.chain), "")
