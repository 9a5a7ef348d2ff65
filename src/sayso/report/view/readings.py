"""Figures as they are read: the same reading of several reports is one row on an axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.report.phrases import between, period, with_unit
from sayso.report.safe import inline
from sayso.report.view.axis import Axis, axis_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sayso.model import Figure, Statement
    from sayso.report.view.index import Index, Link, Place

FigureKey = tuple[str, int, int]
"""A printed figure: document id, start, end. Nested statements may share one."""


@dataclass(frozen=True, slots=True)
class FigureAt:
    """A figure with the statement that holds it."""

    statement: Statement
    figure: Figure

    @property
    def key(self) -> FigureKey:
        """The printed figure's place."""
        return (self.statement.document, self.figure.start, self.figure.end)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Low and high as read."""
        return (self.figure.low, self.figure.high)


@dataclass(frozen=True, slots=True)
class Sayer:
    """Who gives a figure, in which printed words, of what and for when."""

    printed: str
    counted: str | None
    when: str | None
    chain: tuple[Link, ...]
    cue: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a quantity and all who give it; one row on the axis.

    ``left`` and ``right`` are places on the axis, 0 to 1. An open bound
    (``open_left``, ``open_right``) reaches the axis's end and has no end of its own.
    ``alike`` rows are look-alikes: on the axis only to show that they are not the same.
    """

    words: str
    left: float
    right: float
    open_left: bool
    open_right: bool
    approximate: bool
    alike: bool
    sayers: tuple[Sayer, ...]

    @property
    def exact(self) -> bool:
        """Whether the reading is a single value."""
        return not (self.open_left or self.open_right) and self.left == self.right

    @property
    def bound_words(self) -> str:
        """How the reading is drawn, in words, for who does not see the drawing."""
        if self.open_right:
            return "open upwards"
        if self.open_left:
            return "open downwards"
        return "" if self.exact else "range"


def figures_at(index: Index, statement_ids: Iterable[str]) -> tuple[FigureAt, ...]:
    """Return the figures of these statements, each printed figure once, in the ledger's order.

    Where nested statements hold the same printed figure, the one with the longest chain,
    then the shortest, gives it: it says best on whose word the figure stands.
    """
    best: dict[FigureKey, FigureAt] = {}
    for statement_id in statement_ids:
        statement = index.statements[statement_id]
        for figure in statement.figures:
            held = FigureAt(statement, figure)
            known = best.get(held.key)
            if known is None or _closeness(held) > _closeness(known):
                best[held.key] = held
    return tuple(sorted(best.values(), key=lambda held: (index.order[held.key[0]], *held.key[1:])))


def readings(
    index: Index, held: Iterable[FigureAt], alike: Collection[FigureKey] = ()
) -> tuple[Axis, tuple[Reading, ...]]:
    """Return the axis for these figures and a row for each reading, smallest first.

    Figures without any number (both bounds open) get no row. *alike* names those that
    are look-alikes of the rest; they never share a row with it.

    Raises:
        ValueError: No figure has a number.
    """
    numbered = [figure for figure in held if figure.bounds != (None, None)]
    if not numbered:
        message = "an axis needs at least one figure with a number"
        raise ValueError(message)
    axis = axis_for(bound for figure in numbered for bound in figure.bounds if bound is not None)
    rows: dict[tuple[bool, str], list[FigureAt]] = {}
    for figure in numbered:
        key = (figure.key in alike, reading_words(figure.figure))
        rows.setdefault(key, []).append(figure)
    made = [_reading(index, axis, group, alike=key[0]) for key, group in rows.items()]
    return axis, tuple(sorted(made, key=lambda row: (row.alike, row.left, row.right)))


def sayer(index: Index, held: FigureAt) -> Sayer:
    """Return who gives this figure."""
    figure, statement = held.figure, held.statement
    counted = figure.of or (figure.unit if figure.kind == "count" else None)
    return Sayer(
        printed=inline(figure.text),
        counted=inline(counted) if counted else None,
        when=inline(period(figure.when)) if figure.when else None,
        chain=index.chain(statement),
        cue=inline(statement.cue.text) if statement.cue else None,
        place=index.place(statement),
    )


def reading_words(figure: Figure) -> str:
    """Return a figure as read: "about 70", "2.5 billion USD", "from 150"."""
    words = between(figure.low, figure.high, approximate=figure.approximate)
    return with_unit(words, figure.kind, inline(figure.unit) if figure.unit else None)


def _closeness(held: FigureAt) -> tuple[int, int]:
    """Return how closely the statement names who gives the figure; greater is closer."""
    return (len(held.statement.chain), held.statement.start - held.statement.end)


def _reading(index: Index, axis: Axis, group: Sequence[FigureAt], *, alike: bool) -> Reading:
    """Return one row for figures of one reading."""
    figure = group[0].figure
    return Reading(
        words=reading_words(figure),
        left=0.0 if figure.low is None else axis.at(figure.low),
        right=1.0 if figure.high is None else axis.at(figure.high),
        open_left=figure.low is None,
        open_right=figure.high is None,
        approximate=figure.approximate,
        alike=alike,
        sayers=tuple(sayer(index, held) for held in group),
    )
