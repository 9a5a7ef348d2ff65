"""Look-alikes before a reader: two statements side by side, and why they are not one."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class AlikeView:
    """A look-alike as shown; ``figures`` are the two quantities it is about, if it is about quantities."""

    a: Version
    b: Version
    because: str
    confidence: float
    figures: tuple[FigureAt, FigureAt] | None


def alike_views(index: Index) -> tuple[AlikeView, ...]:
    """Return the ledger's look-alikes, surest first."""
    views = [_alike(index, pair) for pair in index.ledger.lookalikes]
    return tuple(sorted(views, key=lambda view: -view.confidence))


def _alike(index: Index, pair: LookAlike) -> AlikeView:
    """Return one look-alike as shown, with the words that look alike marked."""
    a, b = index.statements[pair.a], index.statements[pair.b]
    return AlikeView(
        a=version(index, a, [(*pair.a_span, "differ")] if pair.a_span else ()),
        b=version(index, b, [(*pair.b_span, "differ")] if pair.b_span else ()),
        because=inline(pair.because),
        confidence=pair.confidence,
        figures=_figures(index, pair),
    )


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
