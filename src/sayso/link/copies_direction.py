"""Who copied whom: what two pages that share text say of where they have it from.

Wire credits come first, then one page that names the other's outlet, then the times
of publication. Where none of them says, nobody is named. That one page came out
first does not prove that the other took the text from it; the evidence says no
more than what it rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sayso.names import same_name

if TYPE_CHECKING:
    from sayso.model import Document, Span

Basis = Literal["wire", "credit", "time"]

FEWEST_LETTERS = 4
"""Letters of an outlet's name from which its mention in a text is no chance."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Where a shared passage comes from, as far as the pages tell.

    ``giver`` and ``taker`` are document ids, both ``None`` where it is unknown who of
    the two copied the other, or where neither did. ``wire`` is the agency whose text both are likely
    to print. ``basis`` is what that rests on: a ``wire`` credit, one page's ``credit`` to
    the other's outlet, or the ``time`` of publication, ``None`` where nothing says.
    ``because`` says it in words; ``span`` is the credit, in the taker's text.
    """

    giver: str | None
    taker: str | None
    wire: str | None
    basis: Basis | None
    because: str
    span: Span | None = None


def direction(a: Document, b: Document) -> Direction:
    """Return who of two pages that share a passage has it from whom, whichever of them comes first."""
    return _by_wire(a, b) or _by_credit(a, b) or _by_time(a, b)


def _by_wire(a: Document, b: Document) -> Direction | None:
    """Judge by the agencies that the pages credit, if any does."""
    for taker, giver in ((a, b), (b, a)):
        if taker.wire and giver.outlet and _same(taker.wire, giver.outlet):
            because = f"{taker.display} credits {taker.wire} on its page"
            return Direction(giver.id, taker.id, taker.wire, "wire", because)
    if a.wire and b.wire:
        if _same(a.wire, b.wire):
            because = f"{a.display} and {b.display} both credit {a.wire}: neither has it from the other"
            return Direction(None, None, a.wire, "wire", because)
        because = f"{a.display} credits {a.wire} and {b.display} credits {b.wire}: unknown whose text it is"
        return Direction(None, None, None, None, because)
    for one, other in ((a, b), (b, a)):
        if one.wire:
            because = (
                f"{one.display} credits {one.wire} and {other.display} names no agency: "
                f"unknown whether it has the text from {one.display} or from {one.wire}"
            )
            return Direction(None, None, one.wire, "wire", because)
    return None


def _by_credit(a: Document, b: Document) -> Direction | None:
    """Judge by a page that names the other's outlet, if one alone does."""
    in_a, in_b = _mention(a, b.outlet), _mention(b, a.outlet)
    if (in_a is None) == (in_b is None):
        return None
    giver, taker, span = (b, a, in_a) if in_a else (a, b, in_b)
    because = f"{taker.display} names {giver.display} in its text, and {giver.display} does not name it"
    return Direction(giver.id, taker.id, None, "credit", because, span)


def _mention(page: Document, outlet: str | None) -> Span | None:
    """Return where a page's kept text names an outlet."""
    if not outlet or sum(map(str.isalpha, outlet)) < FEWEST_LETTERS or outlet == page.outlet:
        return None
    bare = re.sub(r"^(?i:the)\s+", "", outlet)
    for match in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", page.text):
        if any(block.kept and block.start <= match.start() < block.end for block in page.blocks):
            return match.span()
    return None


def _by_time(a: Document, b: Document) -> Direction:
    """Judge by the times of publication; the same day, or none, says nothing."""
    if a.published is None or b.published is None:
        dated = [page.display for page in (a, b) if page.published]
        which = f"only {dated[0]} says when it came out" if dated else "neither page says when it came out"
        return Direction(None, None, None, None, f"unknown: {which}")
    earlier = _earlier(a.published.value, b.published.value)
    if earlier is None:
        shown = f"{a.published.value} and {b.published.value}"
        because = f"unknown: the pages came out too close together to tell ({shown})"
        return Direction(None, None, None, None, because)
    giver, taker = (a, b) if earlier else (b, a)
    times = [page.published.value for page in (giver, taker) if page.published]
    because = f"{giver.display} came out first ({times[0]}), {taker.display} later ({times[1]})"
    return Direction(giver.id, taker.id, None, "time", because)


def _earlier(a: str, b: str) -> bool | None:
    """Return whether *a* is before *b*, ``None`` where the values do not tell.

    Two times with their zones are compared as they are, all others by their days: a time without a
    zone says no more than the day.
    """
    one, two = _parse(a), _parse(b)
    if one is None or two is None:
        return None
    if one.tzinfo and two.tzinfo:
        return None if one == two else one < two
    if one.date() != two.date():
        return one.date() < two.date()
    return None


def _parse(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _same(one: str, other: str) -> bool:
    return same_name(one, other, "outlet")
