"""What two versions of one fact may disagree in, each shown in the words themselves.

Every check takes two statements and gives a :class:`Finding`, or all the places that may
show a disagreement as :class:`Contrast`, for :mod:`sayso.link.disagreement` to weigh. They
lean to silence: a figure must count the same thing, a time must be of the same deed, a name
must stand in the place of the other name; and where only detail is missing there is none.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.names import country_of

if TYPE_CHECKING:
    from sayso.link.slots import Slots, Word
    from sayso.model import RelationKind, Span

LONGEST_SWAP = 4
"""Words of a stretch that stands in the place of another one."""

LEAST_AROUND = 4
"""Words just before and after such a stretch that must be the same in both."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that two statements show: the label, how sure it is (0-1), why and where."""

    relation: RelationKind
    confidence: float
    because: str
    a_span: Span | None = None
    b_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two places that may show a disagreement, one in each statement, and what speaks for it.

    ``kind`` says which part of the relation model weighs ``numbers`` (sayso.link.disagreement).
    """

    kind: str
    relation: RelationKind
    because: str
    a_span: Span
    b_span: Span
    numbers: tuple[float, ...]


def swapped(a: Slots, b: Slots) -> Finding | None:
    """Where one names a country, the other names another one in the same place."""
    mine, yours = [w.stem for w in a.words], [w.stem for w in b.words]
    matcher = difflib.SequenceMatcher(None, mine, yours, autojunk=False)
    codes = matcher.get_opcodes()
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        around = [end - start for kind, start, end, _, _ in codes[max(0, at - 1) : at + 2] if kind == "equal"]
        if tag != "replace" or max(i2 - i1, j2 - j1) > LONGEST_SWAP or sum(around) < LEAST_AROUND:
            continue
        first, second = _place(a, i1, i2), _place(b, j1, j2)
        if {_country(w) for w in first} & {_country(w) for w in second} - {None}:
            continue
        new = not ({w.stem for w in first} & set(yours) or {w.stem for w in second} & set(mine))
        if first and second and new:
            spans = ((first[0].start, first[-1].end), (second[0].start, second[-1].end))
            said = f"“{quote(a, spans[0])}” in the first, “{quote(b, spans[1])}” in the second"
            return Finding("differs", 0.5, f"Another name stands in the same place: {said}.", *spans)
    return None


def _place(slots: Slots, start: int, end: int) -> list[Word]:
    """Return the names of countries in a stretch: of other places one may lie in the other."""
    return [w for w in slots.words[start:end] if w.stem in slots.names and _country(w)]


def _country(word: Word) -> str | None:
    return country_of(word.lower.replace("\u2019", "'").removesuffix("'s").title())


def quote(slots: Slots, span: Span) -> str:
    """Return the words of a span of the statement, with single spaces."""
    start = slots.statement.start
    return " ".join(slots.statement.text[span[0] - start : span[1] - start].split())
