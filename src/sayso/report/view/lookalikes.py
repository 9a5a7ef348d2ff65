"""Look-alikes before a reader: two statements side by side, and why they are not one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.report.safe import inline
from sayso.report.view.claims import Version, version
from sayso.report.view.quantities import figure_at_span
from sayso.report.view.readings import FigureAt, figures_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import LookAlike
    from sayso.report.view.index import Index
    from sayso.report.view.quotes import Marked


@dataclass(frozen=True, slots=True)
class AlikePair:
    """A look-alike of two quantities: the two figures, and why they are not the same."""

    a: FigureAt
    b: FigureAt
    because: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A statement that looks like another, and why it is not the same."""

    version: Version
    because: str
    confidence: float


@dataclass(frozen=True, slots=True)
class AlikeView:
    """A statement with all that look like it: each partner is a look-alike of ``one``, not of each other."""

    one: Version
    partners: tuple[Partner, ...]

    @property
    def confidence(self) -> float:
        """The confidence of its surest pair."""
        return self.partners[0].confidence


def alike_views(index: Index) -> tuple[AlikeView, ...]:
    """Return the ledger's look-alikes, surest first; pairs that share a statement stand together.

    Every pair is shown once, with the statement that has most pairs (the first of them in
    the ledger) as the one its partners are held against.
    """
    left = list(index.ledger.lookalikes)
    views = []
    while left:
        count = Counter(statement for pair in left for statement in (pair.a, pair.b))
        hub = max(count, key=count.__getitem__)
        views.append(_view(index, hub, [pair for pair in left if hub in {pair.a, pair.b}]))
        left = [pair for pair in left if hub not in {pair.a, pair.b}]
    return tuple(sorted(views, key=lambda view: -view.confidence))


def alike_pairs(index: Index) -> tuple[AlikePair, ...]:
    """Return the look-alikes that are about two quantities, surest first."""
    found = []
    for pair in sorted(index.ledger.lookalikes, key=lambda pair: -pair.confidence):
        figures = _figures(index, pair)
        if figures:
            found.append(AlikePair(*figures, inline(pair.because)))
    return tuple(found)


def _view(index: Index, hub: str, pairs: Sequence[LookAlike]) -> AlikeView:
    """Return one statement with its partners, the words that look alike marked."""
    own: list[Marked] = []
    partners = []
    for pair in sorted(pairs, key=lambda pair: -pair.confidence):
        here, there = (pair.a_span, pair.b_span) if pair.a == hub else (pair.b_span, pair.a_span)
        own += [(*here, "differ")] if here else []
        other = index.statements[pair.b if pair.a == hub else pair.a]
        shown = version(index, other, [(*there, "differ")] if there else ())
        partners.append(Partner(shown, inline(pair.because), pair.confidence))
    return AlikeView(version(index, index.statements[hub], own), tuple(partners))


def _figures(index: Index, pair: LookAlike) -> tuple[FigureAt, FigureAt] | None:
    """Return the two figures that look alike: those the spans touch, else the first that read the same."""
    of_a, of_b = figures_at(index, [pair.a]), figures_at(index, [pair.b])
    a, b = figure_at_span(of_a, pair.a_span), figure_at_span(of_b, pair.b_span)
    if a and b and (None, None) not in {a.bounds, b.bounds}:
        return a, b
    return _equal(of_a, of_b)


def _equal(of_a: Sequence[FigureAt], of_b: Sequence[FigureAt]) -> tuple[FigureAt, FigureAt] | None:
    """Return the first two figures that read the same."""
    for a in of_a:
        for b in of_b:
            if a.bounds == b.bounds != (None, None) and a.figure.kind == b.figure.kind:
                return a, b
    return None
