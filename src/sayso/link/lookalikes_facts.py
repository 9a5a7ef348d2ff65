"""Figures of one value in a story, sorted by the fact that they are of.

One number stands in many places: in a sentence and in the clause inside it, in one
report and in the next. Two places are of one fact where their statements more probably
speak of one than not, and all places that such steps lead to are of that fact; what
surely tells two figures apart (two peoples, two periods) parts them whatever the steps.
"""

from __future__ import annotations

import collections
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.lookalikes_reasons import Difference, tell_apart
from sayso.link.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.link.pairs import Likeness
    from sayso.link.quantities import Quantity
    from sayso.model import Figure

COUNTED = frozenset({"count", "money", "percent", "measure", "ratio", "score"})
"""Kinds of figure that can be taken for one another; ages and durations coincide too often."""

ONE_FACT = 0.5
"""Probability of one fact from which two equal figures are of one."""

HYPHEN = re.compile(r"\s?[-\u2010\u2011]\s?[^\W\d_]")
"""What joins a number to the noun whose kind it names."""

LEAST_VALUE = 2
"""Least value that can be mistaken: "one" stands for "a"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure where it is printed, as each statement around it reads it: (index of statement, quantity)."""

    readings: tuple[tuple[int, Quantity], ...]

    @property
    def document(self) -> str:
        """The id of the document it stands in."""
        return self.readings[0][1].slots.statement.document

    @property
    def fullest(self) -> tuple[int, Quantity]:
        """The reading of the longest statement: it says most of the figure."""
        return max(self.readings, key=lambda reading: (len(reading[1].slots.words), -reading[0]))

    @property
    def statements(self) -> frozenset[int]:
        """The indices of the statements it stands in."""
        return frozenset(at for at, _ in self.readings)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two mentions held against each other.

    ``a`` and ``b`` are their readings in the longest statements, and ``difference`` is what
    tells those two apart; ``probability`` is that of one fact, of the likeliest statements.
    """

    a: tuple[int, Quantity]
    b: tuple[int, Quantity]
    probability: float
    difference: Difference

    @property
    def one_fact(self) -> bool:
        """Tell whether the two are of one fact."""
        return self.probability >= ONE_FACT and not self.difference.sure


Fact = tuple[Mention, ...]
Meetings = dict[tuple[Mention, Mention], Meeting]


def face(figure: Figure) -> tuple[float, ...]:
    """Return the number that a reader sees: 70 of "over 70", "70" and "up to 70"; of a range both ends."""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    return tuple(dict.fromkeys(ends))


def equal_figures(likeness: Likeness) -> Iterator[tuple[Mention, ...]]:
    """Yield the mentions of each value that two documents of a story give, one value a time."""
    found: dict[tuple[str, tuple[float, ...]], dict[tuple[str, int], list[tuple[int, Quantity]]]] = (
        collections.defaultdict(lambda: collections.defaultdict(list))
    )
    for at, one in enumerate(likeness.slots):
        for quantity in quantities(one):
            figure = quantity.figure
            number = face(figure)
            if not number or figure.kind not in COUNTED or _of_a_kind(quantity):
                continue
            if max(map(abs, number)) >= LEAST_VALUE:
                place = (one.statement.document, figure.start)
                found[figure.kind, number][place].append((at, quantity))
    for places in found.values():
        if len({document for document, _ in places}) > 1:
            yield tuple(Mention(tuple(readings)) for readings in places.values())


def _of_a_kind(quantity: Quantity) -> bool:
    """Tell whether a number names a kind and counts nothing: a 3-pointer, a 64-bit version."""
    statement, figure = quantity.slots.statement, quantity.figure
    inside = figure.text.lower().endswith(f"-{figure.unit}")
    after = HYPHEN.match(statement.text, figure.end - statement.start) is not None
    return figure.kind == "count" and (inside or after)


def meetings(mentions: Sequence[Mention], likeness: Likeness) -> Meetings:
    """Return every two mentions, in their order, held against each other."""
    found = {}
    for a, b in itertools.combinations(mentions, 2):
        chances = [
            float(likeness.probability[i, j])
            for i, j in itertools.product(sorted(a.statements), sorted(b.statements))
            if likeness.field.allowed[i, j]
        ]
        if chances:
            mine, yours = a.fullest, b.fullest
            found[a, b] = Meeting(mine, yours, max(chances), tell_apart(mine[1], yours[1]))
    return found


def facts(mentions: Sequence[Mention], met: Meetings) -> list[Fact]:
    """Sort mentions by fact, each in the order of text.

    The likeliest steps come first, and none joins two facts that anything in them
    surely tells apart.
    """
    home = {mention: [mention] for mention in mentions}
    steps = [(a, b) for (a, b), meeting in met.items() if meeting.one_fact]
    for a, b in sorted(steps, key=lambda pair: -met[pair].probability):
        first, second = home[a], home[b]
        if first is not second and not _parted(first, second, met):
            first += second
            home |= dict.fromkeys(second, first)
    order = {mention: at for at, mention in enumerate(mentions)}
    groups = {id(group): group for group in home.values()}
    return [tuple(sorted(group, key=order.__getitem__)) for group in groups.values()]


def _parted(first: Sequence[Mention], second: Sequence[Mention], met: Meetings) -> bool:
    between = (met.get((a, b)) or met.get((b, a)) for a, b in itertools.product(first, second))
    return any(meeting is not None and meeting.difference.sure for meeting in between)
