"""Figures before a reader: one group a quantity, its versions on one axis, look-alikes beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING, Literal

from sayso.model import identity
from sayso.report.safe import inline, unquoted
from sayso.report.view.claims import relation_views
from sayso.report.view.index import claim_anchor
from sayso.report.view.quantities import figure_at_span, quantities
from sayso.report.view.readings import (
    FigureAt,
    FigureKey,
    Reading,
    Sayer,
    figures_at,
    reading_words,
    readings,
    sayer,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Claim, Relation
    from sayso.report.view.axis import Axis
    from sayso.report.view.index import Index
    from sayso.report.view.lookalikes import AlikePair

Spread = Literal["conflict", "differ", "apart", "overlap", "same", "alike"]
SPREADS: dict[Spread, str] = {
    "conflict": "numbers conflict",
    "differ": "numbers differ",
    "apart": "other numbers, no disagreement found",
    "overlap": "ranges overlap",
    "same": "same number",
    "alike": "look alike, not the same",
}
"""How the readings of a quantity stand to each other, in words."""
_PRESSING: tuple[Spread, ...] = ("conflict", "differ", "alike")


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """A quantity as shown: all its readings on one axis.

    ``claim`` is the anchor of the claim it belongs to and ``gist`` that claim's words
    (both empty for a group that only shows look-alikes). ``reasons`` say what the ledger
    found between the versions, ``alike`` why the look-alikes in it are not the same.
    """

    anchor: str
    title: str
    spread: Spread
    axis: Axis
    rows: tuple[Reading, ...]
    reports: tuple[str, ...]
    claim: str = ""
    gist: str = ""
    reasons: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def spread_words(self) -> str:
        """How its readings stand to each other."""
        return SPREADS[self.spread]

    @property
    def heading(self) -> str:
        """Its title, between quotation marks where the claim's own words stand for it."""
        return f"“{self.title}”" if self.title == self.gist else self.title

    @property
    def disagrees(self) -> bool:
        """Whether its readings are not the same quantity or not the same number."""
        return self.spread in _PRESSING

    @property
    def rank(self) -> int:
        """How soon a hurried reader must see it: conflicts (0), differences, look-alikes, the rest (3)."""
        if self.spread in _PRESSING:
            return _PRESSING.index(self.spread)
        return 2 if self.alike else 3


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """A figure that stands in one report only: as read, and who gives it."""

    words: str
    sayer: Sayer


@dataclass(slots=True, eq=False)
class _Draft:
    """A group in the making."""

    held: list[FigureAt]
    claim: Claim | None = None
    alikes: list[AlikePair] = field(default_factory=list)
    strangers: dict[FigureKey, FigureAt] = field(default_factory=dict)

    @property
    def keys(self) -> set[FigureKey]:
        """The printed figures that are versions of the quantity."""
        return {held.key for held in self.held}


def figure_views(
    index: Index, alikes: Sequence[AlikePair]
) -> tuple[tuple[FigureGroup, ...], tuple[OtherFigure, ...]]:
    """Return the quantities that are compared, most pressing first, and all other figures in page order."""
    drafts = _claim_drafts(index)
    unplaced = [alike for alike in alikes if not _place_alike(drafts, alike)]
    drafts = [draft for draft in drafts if _worth_showing(draft)]
    drafts += _alike_drafts(unplaced)
    groups = [_group(index, draft) for draft in drafts]
    groups.sort(key=lambda group: (group.rank, -len(group.reports)))
    shown = {key for draft in drafts for key in (*draft.keys, *draft.strangers)}
    others = figures_at(index, index.statements)
    return tuple(groups), tuple(
        OtherFigure(reading_words(held.figure), sayer(index, held))
        for held in others
        if held.key not in shown
    )


def _claim_drafts(index: Index) -> list[_Draft]:
    """Return a draft for each quantity of each claim; one that another claim shows already is left out."""
    claims = sorted(index.ledger.claims, key=lambda claim: -len(index.reports(claim.statements)))
    drafts: list[_Draft] = []
    seen: list[set[FigureKey]] = []
    for claim in claims:
        for held in quantities(index, claim):
            keys = {figure.key for figure in held}
            if any(figure.bounds != (None, None) for figure in held) and not any(keys <= s for s in seen):
                seen.append(keys)
                drafts.append(_Draft(held, claim))
    return drafts


def _place_alike(drafts: Iterable[_Draft], alike: AlikePair) -> bool:
    """Put a look-alike into the groups that hold one side of it; tell whether there was one."""
    placed = False
    for draft in drafts:
        keys = draft.keys
        for own, other in permutations((alike.a, alike.b)):
            if own.key in keys and other.key not in keys:
                draft.alikes.append(alike)
                draft.strangers[other.key] = other
                placed = True
    return placed


def _worth_showing(draft: _Draft) -> bool:
    """Tell whether a quantity is compared across reports, is disagreed on, or has a look-alike."""
    reports = {held.statement.document for held in draft.held}
    return len(reports) > 1 or bool(draft.alikes) or _spread(draft) in _PRESSING


def _alike_drafts(alikes: Iterable[AlikePair]) -> list[_Draft]:
    """Return drafts for look-alikes that no compared quantity holds; those that share a figure are joined."""
    drafts: list[_Draft] = []
    for alike in alikes:
        figures = (alike.a, alike.b)
        keys = {held.key for held in figures}
        touching = [draft for draft in drafts if draft.keys & keys]
        joined = _Draft([], None, [alike])
        for held in (*figures, *(held for draft in touching for held in draft.held)):
            if held.key not in joined.keys:
                joined.held.append(held)
        joined.alikes = [*(old for draft in touching for old in draft.alikes), alike]
        drafts = [draft for draft in drafts if draft not in touching] + [joined]
    return drafts


def _spread(draft: _Draft) -> Spread:
    """Return how the readings of a draft stand to each other.

    Numbers that do not meet may count different things ("nine arrests", "40 houses"): they
    differ only where the ledger says so.
    """
    if draft.claim is None:
        return "alike"
    found = {relation.relation for relation in _touching(draft)}
    if "conflicts" in found:
        return "conflict"
    bounds = [held.bounds for held in draft.held if held.bounds != (None, None)]
    if len(set(bounds)) == 1:
        return "same"
    low = max(float("-inf") if bound is None else bound for bound, _ in bounds)
    high = min(float("inf") if bound is None else bound for _, bound in bounds)
    if low <= high:
        return "overlap"
    return "differ" if "differs" in found else "apart"


def _touching(draft: _Draft) -> list[Relation]:
    """Return the relations that compare figures of this draft."""
    of: dict[str, list[FigureAt]] = {}
    for held in draft.held:
        of.setdefault(held.statement.id, []).append(held)
    return [
        relation
        for relation in (draft.claim.relations if draft.claim else ())
        if figure_at_span(of.get(relation.a, ()), relation.a_span)
        and figure_at_span(of.get(relation.b, ()), relation.b_span)
    ]


def _group(index: Index, draft: _Draft) -> FigureGroup:
    """Return a draft as shown."""
    strangers = set(draft.strangers) if draft.claim else draft.keys
    axis, rows = readings(index, [*draft.held, *draft.strangers.values()], strangers)
    documents = index.reports(held.statement.id for held in draft.held)
    told = [relation for relation in _touching(draft) if relation.relation in {"conflicts", "differs"}]
    return FigureGroup(
        anchor=f"f-{identity(*sorted(draft.keys))}",
        title=_title(draft),
        spread=_spread(draft),
        axis=axis,
        rows=rows,
        reports=tuple(index.label(document) for document in documents),
        claim=claim_anchor(draft.claim.id) if draft.claim else "",
        gist=unquoted(draft.claim.gist) if draft.claim else "",
        reasons=tuple(view.sentence for view in relation_views(index, told)),
        alike=tuple(dict.fromkeys(alike.because for alike in draft.alikes)),
    )


def _title(draft: _Draft) -> str:
    """Return what is counted, in the words most reports use; for look-alikes, all of them.

    Where no report says it in a word of its own ("50 of them"), the claim says it.
    """
    words = [inline(held.figure.of or held.figure.unit or "") for held in draft.held]
    named = [word for word in words if word]
    if draft.claim is None:
        return " / ".join(dict.fromkeys(named)) or "figures that look alike"
    if not named:
        return unquoted(draft.claim.gist)
    count = Counter(named)
    return max(count, key=lambda word: (count[word], len(word), word))
