"""Figures of two statements that do not meet where they should.

A figure that any like figure of the other statement meets contrasts with nothing: "13
miles" and "150 miles" in one sentence are two facts, and who has one of them does not
contradict the other. Measures meet in one unit; money in two currencies is not compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.link.amounts import amounts, counts_anybody, counts_heads
from sayso.link.amounts_around import OF_PEOPLE, may_be_updated
from sayso.link.contrasts import Contrast, quote
from sayso.link.contrasts_setting import SETTING_NUMBERS, setting
from sayso.link.quantities import SAME_NOUN, counts_alike
from sayso.link.words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.link.amounts import Amount
    from sayso.link.contrasts_view import Beside
    from sayso.link.slots import Slots
    from sayso.model import Figure

SORTS_OF_PEOPLE = (
    frozenset({"women", "woman", "females", "wives", "mothers"}),
    frozenset({"men", "man", "males", "husbands", "fathers"}),
    frozenset({"children", "child", "kids", "boys", "girls", "teenagers", "teens"}),
)
"""People of whom one is never counted for another."""

MOST_TIMES = 20
"""How many times another a duration may be and still be of one thing."""

BESIDE_BOTH = 0.9
"""Likeness of two figures with one word beside both ("magnitude 6.1", "a 5.9-magnitude quake")."""

SAME_FATE = 1.0
"""Likeness of two counts of the people who met one fate."""

LEAST_LIKE = 0.8
"""Likeness of two counted nouns from which they may count one thing."""

FIGURE_NUMBERS = ("near", "beside", "like", "fuzzy", "alone", *SETTING_NUMBERS)
"""The numbers of a contrast of figures, in order.

Likeness of the figures in their sentences and of the words beside them (:meth:`Beside.numbers`), likeness
of what is counted, whether either is approximate or open, whether no other figures contrast, and
in what setting they stand (:func:`~sayso.link.contrasts_setting.setting`).
"""

HALVES = 3
"""Most characters between the two numbers of a score."""


def figure_contrasts(beside: Beside) -> list[Contrast]:
    """Return the pairs of figures of one sort that nothing in either statement meets."""
    mine, yours = amounts(beside.a.slots), amounts(beside.b.slots)
    alone = [x for x in mine if not _met(x, yours, beside.b.slots)]
    others = [y for y in yours if not _met(y, mine, beside.a.slots)]
    return [
        _contrast(beside, x, y, alone=len(alone) == len(others) == 1)
        for x in alone
        for y in others
        if x.sort == y.sort and _of_one(x, y) and not (_sums(x, yours) or _sums(y, mine))
        if x.sort != "score" or _half_met(x, mine, y, yours)
    ]


def figures_apart(a: Slots, b: Slots) -> bool:
    """Tell whether each statement gives a number that no figure of the other, nor its sentence, meets."""
    mine, yours = amounts(a), amounts(b)
    return not (all(_met(x, yours, b) for x in mine) or all(_met(y, mine, a) for y in yours))


def _half_met(x: Amount, mine: Sequence[Amount], y: Amount, yours: Sequence[Amount]) -> bool:
    """Tell whether the other halves of two scores meet: "3-1" and "3-2" may be of one game, "11-4" is not."""
    return any(one.meets(other) for one in _halves(x, mine) for other in _halves(y, yours))


def _halves(amount: Amount, others: Sequence[Amount]) -> list[Amount]:
    """Return the other number of a score."""
    own = amount.quantity.figure
    found = []
    for other in others:
        figure = other.quantity.figure
        between = max(figure.start - own.end, own.start - figure.end)
        if other.sort == "score" and 0 <= between <= HALVES:
            found.append(other)
    return found


def _met(amount: Amount, others: list[Amount], slots: Slots) -> bool:
    """Tell whether a statement, or the sentence it stands in, has the same amount."""
    if any(amount.sort == other.sort and amount.meets(other) for other in others):
        return True
    digits = re.search(r"\d[\d,.]*", amount.quantity.figure.text)
    if digits is None or amount.sort.startswith(("measure", "duration", "age")):
        return False  # the same digits may be of another unit
    # The sentence around what a source says may give another source's figure.
    said = slots.statement.text if slots.statement.chain else slots.host_text
    return re.search(rf"(?<![\d.,]){re.escape(digits[0])}(?!\d)", said) is not None


def _of_one(x: Amount, y: Amount) -> bool:
    """Tell whether two amounts may be of one thing: one person's age, one group, one fate."""
    if not x.value or not y.value or x.added != y.added or _elsewhere(x, y) or _two_sums(x, y):
        return False
    if x.sort == "age":
        return bool(x.owner and y.owner) and (x.owner <= y.owner or y.owner <= x.owner)
    if x.sort == "count":
        fates = x.fate != y.fate and (None not in (x.fate, y.fate) or not x.around & y.around)
        apart = fates or _class_apart(SORTS_OF_PEOPLE, x.nouns, y.nouns)
        return not apart and likeness(x, y) >= LEAST_LIKE
    if None not in (x.fate, y.fate) and x.fate != y.fate:
        return False
    within = max(x.value, y.value) <= MOST_TIMES * min(x.value, y.value)
    return within or x.quantity.figure.kind != "duration"


def _two_sums(x: Amount, y: Amount) -> bool:
    """Tell whether one amount is a mean or a sum and the other is not; a total of the dead is their count."""
    return x.rated != y.rated or (x.summed != y.summed and not _of_one_fate(x, y))


def _elsewhere(x: Amount, y: Amount) -> bool:
    """Tell whether other names or times stand with each, and they do not count one country's people."""
    groups = x.quantity.group, y.quantity.group
    one_people = groups[0] & groups[1]
    if all(groups) and groups[0] != groups[1]:
        return True
    where = bool(x.where) and bool(y.where) and not x.where & y.where
    mine, yours = x.who or x.owner, y.who or y.owner
    who = bool(mine - yours) and bool(yours - mine)
    where = where or (bool(x.lands) and bool(y.lands) and not x.lands & y.lands)
    when = bool(x.times) and bool(y.times) and not x.times & y.times
    return when or ((where or who) and not one_people)


def likeness(x: Amount, y: Amount) -> float:
    """Return how like the things are that two amounts are of, by noun or by a word beside both."""
    if x.sort != "count":
        return BESIDE_BOTH if x.around & y.around else 0.0
    if _of_one_fate(x, y):
        return SAME_FATE
    nouns = [stem(amount.quantity.noun) for amount in (x, y) if amount.quantity.noun]
    if len(nouns) < 2:
        return BESIDE_BOTH if x.next_to & y.next_to else 0.0
    like = counts_alike(x.quantity, y.quantity)
    beside = (x.around & y.around) - set(nouns)
    one = nouns[0] == nouns[1] or bool(beside) or bool(x.quantity.group & y.quantity.group)
    return like if one and like >= SAME_NOUN else 0.0


def _of_one_fate(x: Amount, y: Amount) -> bool:
    """Tell whether two amounts count the people who met one fate: "12 dead", "14 people were killed".

    Under two nouns that are not for anybody they are two groups ("12 civilians", "seven soldiers"); fewer of
    one group than of people may be a part of these ("nine people", "four women").
    """
    if x.fate is None or x.fate != y.fate or x.fate >= OF_PEOPLE:
        return False
    if not all(counts_heads(one) for one in (x, y)) or x.rated or y.rated:
        return False
    one, other = counts_anybody(x), counts_anybody(y)
    if one == other:
        return one or stem(x.quantity.noun) == stem(y.quantity.noun)
    return y.value > x.value if one else x.value > y.value


def _class_apart(classes: Sequence[frozenset[str]], one: frozenset[str], other: frozenset[str]) -> bool:
    mine = [k for k, words in enumerate(classes) if words & one]
    yours = [k for k, words in enumerate(classes) if words & other]
    return bool(mine) and bool(yours) and not set(mine) & set(yours)


def _sums(amount: Amount, others: Sequence[Amount]) -> bool:
    """Tell whether an amount is what two or all of the other statement's add up to."""
    values = [other.value for other in others if other.sort == amount.sort]
    pairs = {x + y for at, x in enumerate(values) for y in values[at + 1 :]}
    return amount.value in pairs or (len(values) > 1 and amount.value == sum(values))


def _contrast(beside: Beside, x: Amount, y: Amount, *, alone: bool) -> Contrast:
    a, b = x.quantity.figure, y.quantity.figure
    spans = ((a.start, a.end), (b.start, b.end))
    said = (
        f"“{quote(beside.a.slots, spans[0])}” in the first, “{quote(beside.b.slots, spans[1])}” in the second"
    )
    words = (beside.a.words_in(spans[0]), beside.b.words_in(spans[1]))
    near, around = beside.numbers(*words)
    fuzzy = a.approximate or b.approximate or a.low != a.high or b.low != b.high
    at = setting(beside.a.slots, beside.b.slots, x, y)
    numbers = (near, around, likeness(x, y), float(fuzzy), float(alone), *at)
    exact = not a.approximate and not b.approximate
    if exact and a.when and a.when == b.when:
        because = f"The figures exclude each other for the same time: {said}."
        return Contrast("figure", "conflicts", because, *spans, numbers)
    return Contrast("figure", "differs", f"The figures differ{_late(beside, a, b)}: {said}.", *spans, numbers)


def _late(beside: Beside, a: Figure, b: Figure) -> str:
    """Return what is said of the times of two figures."""
    if a.when and b.when and a.when != b.when:
        return " for another time: one may update the other"
    updated = may_be_updated(beside.a.slots, a) or may_be_updated(beside.b.slots, b)
    return ", and one may update the other" if updated else ""
