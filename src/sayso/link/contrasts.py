"""What two versions of one fact may disagree in, each shown in the words themselves.

Every function takes the slots of two statements and gives a :class:`Finding` or
``None``. They lean to silence: "the numbers differ" alone is a poor sign of a
disagreement, so a figure must count the same thing, a date must be a date of the
same grain, a name must stand in the place of the other name. Denials are found by
:mod:`sayso.link.contrasts_denials`, plans by :mod:`sayso.link.contrasts_plans`.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.quantities import SAME_NOUN, counts_alike, disjoint, meet, periods_of, quantities
from sayso.link.words import lexicon
from sayso.names import country_of

if TYPE_CHECKING:
    from sayso.link.quantities import Quantity
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


def figures(a: Slots, b: Slots) -> Finding | None:
    """Figures that count the same thing do not meet."""
    best: tuple[float, Quantity, Quantity] | None = None
    others = quantities(b)
    for mine in quantities(a):
        rivals = [
            (counts_alike(mine, other), other)
            for other in others
            if other.figure.kind == mine.figure.kind and not _of_others(mine, other)
        ]
        rivals = [(like, other) for like, other in rivals if like >= SAME_NOUN]
        if not rivals or any(meet(mine.figure, other.figure) for _, other in rivals):
            continue
        like, rival = max(rivals, key=lambda x: (x[0], -x[1].figure.start))
        if best is None or like > best[0]:
            best = (like, mine, rival)
    return _apart(*best[1:]) if best else None


def _of_others(a: Quantity, b: Quantity) -> bool:
    return bool(a.group) and bool(b.group) and not a.group & b.group


def _apart(a: Quantity, b: Quantity) -> Finding:
    spans = ((a.figure.start, a.figure.end), (b.figure.start, b.figure.end))
    said = f"“{a.figure.text}” in the first, “{b.figure.text}” in the second"
    exact = not a.figure.approximate and not b.figure.approximate
    if exact and a.figure.when and a.figure.when == b.figure.when:
        return Finding("conflicts", 0.6, f"The figures exclude each other for the same time: {said}.", *spans)
    late = " for another time: one may update the other" if a.figure.when != b.figure.when else ""
    return Finding("differs", 0.7, f"The figures differ{late}: {said}.", *spans)


def periods(a: Slots, b: Slots) -> Finding | None:
    """Each gives one date, and the two cannot be the same day or period."""
    mine, yours = periods_of(a), periods_of(b)
    if len(mine) == 1 and len(yours) == 1 and disjoint(mine[0], yours[0]):
        spans = ((mine[0].start, mine[0].end), (yours[0].start, yours[0].end))
        because = f"The times differ: “{mine[0].text}” in the first, “{yours[0].text}” in the second."
        return Finding("differs", 0.55, because, *spans)
    for name in ("weekday", "month"):
        days = [[w for w in one.words if w.lower in lexicon(name)] for one in (a, b)]
        forms = [{w.lower for w in found} for found in days]
        if len(forms[0]) == len(forms[1]) == 1 and forms[0] != forms[1]:
            first, second = days[0][0], days[1][0]
            spans = ((first.start, first.end), (second.start, second.end))
            said = f"{first.lower.title()} in the first, {second.lower.title()} in the second"
            return Finding("differs", 0.5, f"The times differ: {said}.", *spans)
    return None


def swapped(a: Slots, b: Slots) -> Finding | None:
    """Where one names a country or a place, the other names another one in the same place."""
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
    """Return the names of a stretch if they are a country's, or follow a preposition of place."""
    words = slots.words[start:end]
    named = [w for w in words if w.stem in slots.names]
    before = slots.words[start - 1].lower if start else ""
    placed = before in lexicon("place-preposition") and list(words[:1]) == named[:1]
    return named if placed else [w for w in named if _country(w)]


def _country(word: Word) -> str | None:
    return country_of(word.lower.replace("\u2019", "'").removesuffix("'s").title())


def quote(slots: Slots, span: Span) -> str:
    """Return the words of a span of the statement, with single spaces."""
    start = slots.statement.start
    return " ".join(slots.statement.text[span[0] - start : span[1] - start].split())
