"""Which figures of a claim are versions of one quantity.

Read from the claim's own evidence, strongest first: spans that a relation compares,
equal readings, the counted noun, and last that every statement holds one figure of the
kind. Two figures of one statement that read differently are never versions of each other.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.report.view.readings import FigureAt, figures_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.model import Claim, Span
    from sayso.report.view.index import Index


class _Partition:
    """Figures joined step by step, never so that one statement stands against itself."""

    def __init__(self, figures: Sequence[FigureAt]) -> None:
        self.groups: list[list[FigureAt]] = [[figure] for figure in figures]
        self.of = {figure.key: group for figure, group in zip(figures, self.groups, strict=True)}

    def join(self, a: FigureAt, b: FigureAt) -> None:
        """Put the groups of *a* and *b* together, unless one statement would stand against itself."""
        left, right = self.of[a.key], self.of[b.key]
        if left is right or _clash(left, right):
            return
        left.extend(right)
        for figure in right:
            self.of[figure.key] = left
        self.groups = [group for group in self.groups if group is not right]


def quantities(index: Index, claim: Claim) -> list[list[FigureAt]]:
    """Return the quantities of *claim* that at least two of its statements give, in order of appearance."""
    figures = figures_at(index, dict.fromkeys(claim.statements))
    partition = _Partition(figures)
    compared = _compared(claim, figures)
    alone = _alone(figures)
    rules: tuple[Callable[[FigureAt, FigureAt], bool], ...] = (
        lambda a, b: frozenset((a.key, b.key)) in compared,
        lambda a, b: a.bounds == b.bounds and a.bounds != (None, None),
        lambda a, b: bool(a.figure.unit) and _noun(a) == _noun(b),
        lambda a, b: a.key in alone and b.key in alone,
    )
    pairs = [
        (a, b)
        for a, b in combinations(figures, 2)
        if a.figure.kind == b.figure.kind and a.statement.id != b.statement.id
    ]
    for rule in rules:
        for a, b in pairs:
            if rule(a, b):
                partition.join(a, b)
    return [group for group in partition.groups if len({held.statement.id for held in group}) > 1]


def figure_at_span(figures: Sequence[FigureAt], span: Span | None) -> FigureAt | None:
    """Return the figure that *span* touches, the one it covers most of."""
    if span is None:
        return None
    best = max(figures, key=lambda held: _overlap(held, span), default=None)
    return best if best and _overlap(best, span) > 0 else None


def _overlap(held: FigureAt, span: Span) -> int:
    """Return how many code points *span* shares with the figure."""
    return min(held.figure.end, span[1]) - max(held.figure.start, span[0])


def _clash(left: Sequence[FigureAt], right: Sequence[FigureAt]) -> bool:
    """Tell whether joining would put two readings of one statement into one quantity."""
    read = {held.statement.id: held.bounds for held in left}
    return any(read.get(held.statement.id, held.bounds) != held.bounds for held in right)


def _compared(claim: Claim, figures: Sequence[FigureAt]) -> set[frozenset[tuple[str, int, int]]]:
    """Return the pairs of figures that the claim's relations point at."""
    of: dict[str, list[FigureAt]] = {}
    for held in figures:
        of.setdefault(held.statement.id, []).append(held)
    found = set()
    for relation in claim.relations:
        a = figure_at_span(of.get(relation.a, ()), relation.a_span)
        b = figure_at_span(of.get(relation.b, ()), relation.b_span)
        if a and b:
            found.add(frozenset((a.key, b.key)))
    return found


def _alone(figures: Sequence[FigureAt]) -> set[tuple[str, int, int]]:
    """Return the figures of a kind of which every statement of the claim holds at most one."""
    per_statement = Counter((held.figure.kind, held.statement.id) for held in figures)
    crowded = {kind for (kind, _), count in per_statement.items() if count > 1}
    return {held.key for held in figures if held.figure.kind not in crowded}


def _noun(held: FigureAt) -> str:
    """Return the unit or counted noun in a form that singular and plural share."""
    unit = (held.figure.unit or "").casefold().strip()
    return unit[:-1] if len(unit) > 3 and unit.endswith("s") else unit
