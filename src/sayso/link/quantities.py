"""Figures of two statements compared: is it the same value, and of the same thing?

A value alone says nothing: what makes two figures the same is the counted noun, who
is counted, and when. This module answers those questions for
:mod:`sayso.link.relations` and :mod:`sayso.link.lookalikes`.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sayso.extract.figures_measures import comparable
from sayso.link.encoder import encode
from sayso.link.slots import carries
from sayso.link.words import WORD, lexicon, stem
from sayso.names.lexicon import country_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.link.slots import Slots
    from sayso.model import Figure, Moment

PERSONS_ALIKE = 0.8
"""Likeness of two nouns that both count people but are not the same noun."""

SAME_NOUN = 0.85
"""Likeness of two nouns from which they count the same thing."""

COSINE_NOTHING, COSINE_SAME = 0.25, 0.75
"""Cosines of two nouns' vectors at which they have nothing in common and mean the same."""

SAME_SORT = 0.7
"""Likeness of two nouns from which they count the same sort of thing."""

DRIFT = 3.0
"""How many times the smaller a figure of the same thing may be; a larger one is of another thing."""

PART = re.compile(
    r"\s*of\s+(?:the|them|these|those|whom|which|his|her|its|their|our|my)\b",
    re.IGNORECASE,
)
"""What follows a figure that counts a part of a whole: "50 of the 70", "12 of them"."""

AMONG = re.compile(r"\b(?:including|among them|of whom|of them)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""What stands before such a figure: "including 50 former soldiers"."""

ROUNDING = 0.02
"""How far the same value in two units may differ, as part of it: each is rounded by itself."""

EXACT = ("money", "percent", "measure", "ratio", "score")
"""Kinds whose unit is a symbol or a name: equal or not, nothing between."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with what is known of it from its statement.

    ``noun`` is the counted noun as printed, lower case; ``forms`` the words of the
    phrase that says what is counted; ``group`` the countries whose people or things
    they are; ``period`` the moments it holds for.
    """

    slots: Slots
    figure: Figure
    noun: str
    forms: frozenset[str]
    group: frozenset[str]
    period: tuple[Moment, ...]


def quantities(slots: Slots) -> tuple[Quantity, ...]:
    """Return the quantities of a statement."""
    period = periods_of(slots)
    found = []
    for figure in slots.figures:
        unit, phrase = figure.unit or "", figure.of or ""
        words = [m.group().lower() for m in WORD.finditer(f"{phrase} {unit}")]
        forms = frozenset(word for word in words if carries(word) and not word[0].isdigit())
        when = tuple(moment for moment in period if _holds(figure, moment))
        found.append(Quantity(slots, figure, _head(unit), forms, _group(slots, figure), when))
    return tuple(found)


def _holds(figure: Figure, moment: Moment) -> bool:
    """Tell whether a moment is the one that a figure holds for: as extraction found, or "since ..."."""
    ends = {end for end in (moment.value, moment.begin, moment.end_date) if end}
    open_ = bool(moment.begin) != bool(moment.end_date)
    return (open_ and not figure.when) or any(end in (figure.when or "") for end in ends)


def periods_of(slots: Slots) -> tuple[Moment, ...]:
    """Return the resolved dates that stand in a statement's own pieces, not in its frame.

    A date of the frame ("said on Wednesday") says when it was said, not when it was so.
    """
    return tuple(
        moment
        for moment in slots.statement.moments
        if moment.type in {"DATE", "TIME"}
        and (moment.begin or moment.end_date)
        and not (moment.value or "").endswith("_REF")
        and any(start <= moment.start < end for start, end in slots.statement.parts)
    )


def disjoint(a: Moment, b: Moment) -> bool:
    """Tell whether two resolved moments share no day."""
    low, high = "0000", "9999"
    return (a.end_date or high) < (b.begin or low) or (b.end_date or high) < (a.begin or low)


def _head(unit: str) -> str:
    words: list[str] = WORD.findall(unit.lower())
    return words[-1] if words else ""


def _group(slots: Slots, figure: Figure) -> frozenset[str]:
    """Return the countries that the counted phrase names: whose people or things they are."""
    phrase = f"{figure.text} {figure.of or ''} {figure.unit or ''}"
    text = slots.statement.text
    after = text[figure.end - slots.statement.start :]
    near = " ".join(after.split()[:4])
    named = {country_of(word) for word in WORD.findall(f"{phrase} {near}".title()) if word}
    return frozenset(name for name in named if name)


def same_value(a: Figure, b: Figure) -> bool:
    """Tell whether two figures give the same value or range, of the same kind and unit of measure.

    Measures in two units ("24 km", "13 nautical miles") are of one value within
    :data:`ROUNDING` of each other.
    """
    if a.kind != b.kind:
        return False
    if a.kind in EXACT and not _same_unit(a, b):
        return _converted(a, b)
    return (a.low, a.high) == (b.low, b.high)


def _converted(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are one value in two units."""
    first, second = comparable(a), comparable(b)
    if first is None or second is None or first.dimension != second.dimension:
        return False
    ends = ((first.low, second.low), (first.high, second.high))
    return all(
        x is y is None
        or (x is not None and y is not None and math.isclose(x, y, rel_tol=ROUNDING, abs_tol=ROUNDING))
        for x, y in ends
    )


def meet(a: Figure, b: Figure) -> bool:
    """Tell whether two ranges share a value; an approximate figure reaches a tenth further."""
    (low, high), (other_low, other_high) = _reach(a), _reach(b)
    return low <= other_high and other_low <= high


def clash(a: Slots, b: Slots) -> bool:
    """Tell whether figures of two statements count one sort of thing, all of them far apart."""
    near = [
        meet(mine.figure, other.figure) or _within(mine.figure, other.figure)
        for mine in quantities(a)
        for other in quantities(b)
        if mine.figure.kind == other.figure.kind and noun_likeness(mine, other) >= SAME_SORT
    ]
    return bool(near) and not any(near)


def _within(a: Figure, b: Figure) -> bool:
    """Tell whether two values are within :data:`DRIFT` of each other, as updates of one figure are."""
    first = a.low if a.low is not None else a.high or 0.0
    second = b.low if b.low is not None else b.high or 0.0
    least, most = sorted((abs(first), abs(second)))
    return most <= DRIFT * least


def _reach(figure: Figure) -> tuple[float, float]:
    low = float("-inf") if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    slack = 0.1 if figure.approximate else 0.0
    return low - abs(low) * slack if low > float("-inf") else low, high + abs(high) * slack if high < float(
        "inf"
    ) else high


def _same_unit(a: Figure, b: Figure) -> bool:
    if not a.unit or not b.unit:
        return False
    if stem(a.unit.lower()) == stem(b.unit.lower()):
        return True
    first, second = (comparable(replace(figure, low=1.0, high=1.0)) for figure in (a, b))
    return first is not None and first == second


def counts_people(noun: str) -> bool:
    """Tell whether a noun counts heads: a noun for persons, or a people's name in the plural."""
    return noun in lexicon("person") or (noun.endswith("s") and country_of(noun.title()) is not None)


def noun_likeness(a: Quantity, b: Quantity) -> float:
    """Return 0-1: how like the things are that two figures count."""
    if a.figure.kind in EXACT or b.figure.kind in EXACT:
        return float(_same_unit(a.figure, b.figure))
    if not a.noun or not b.noun:
        return 0.0
    if stem(a.noun) == stem(b.noun):
        return 1.0
    people = PERSONS_ALIKE if counts_people(a.noun) and counts_people(b.noun) else 0.0
    return max(people, meaning_likeness(a.noun, b.noun))


def meaning_likeness(a: str, b: str) -> float:
    """Return 0-1: how like two nouns are by themselves, in lower case."""
    close = (_cosine(*sorted((a, b))) - COSINE_NOTHING) / (COSINE_SAME - COSINE_NOTHING)
    return min(1.0, max(0.0, close))


def counts_alike(a: Quantity, b: Quantity) -> float:
    """Return 0-1: how surely two figures count the same, their groups considered.

    People of one country are the same under two nouns where one of these says no more
    than that they are people of it ("70 Japanese nationals", "50 volunteers from
    Japan"). A part of a whole is not compared with what may be the whole.
    """
    if _part(a) != _part(b):
        return 0.0
    like = noun_likeness(a, b)
    one_people = len(a.group) == 1 and a.group == b.group and counts_people(a.noun) and counts_people(b.noun)
    return max(like, SAME_NOUN) if one_people and (_anybody(a.noun) or _anybody(b.noun)) else like


def _part(quantity: Quantity) -> bool:
    """Tell whether a figure counts a part of something that is counted as a whole."""
    statement, figure = quantity.slots.statement, quantity.figure
    if figure.kind != "count":
        return False
    before, after = figure.start - statement.start, figure.end - statement.start
    return bool(
        PART.match(statement.text, after) or AMONG.search(statement.text[max(0, before - 40) : before])
    )


def _anybody(noun: str) -> bool:
    """Tell whether a noun for people says nothing of them but where they belong."""
    return noun in lexicon("anybody") or (noun.endswith("s") and country_of(noun.title()) is not None)


def _cosine(a: str, b: str) -> float:
    return float(_vector(a) @ _vector(b))


@functools.lru_cache(maxsize=10_000)
def _vector(noun: str) -> NDArray[np.float32]:
    """Return the unit vector of a noun by itself; zeros where it has no letters."""
    rows = encode([noun])[noun].vectors
    whole = rows.sum(axis=0)
    return np.asarray(whole / max(float(np.linalg.norm(whole)), 1e-9), np.float32)
