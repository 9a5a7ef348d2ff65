"""Versions of a page before a reader: what one has, the next has not or says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.revisions import revisions
from sayso.report.phrases import counted, listed
from sayso.report.safe import inline
from sayso.report.view.quotes import Marked, Piece, statement_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Change, Document, Revision, Span
    from sayso.report.view.index import Index, Place

_ORDERS = {
    "captured": "by the times they were captured",
    "modified": "by the times the page says it was changed",
    "published": "by the times they say they came out",
    "added": "in the order in which they were added",
}


@dataclass(frozen=True, slots=True)
class Side:
    """The statement of one version: its words, what changed in them marked, who says so, and where."""

    pieces: tuple[Piece, ...]
    who: str
    place: Place


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One statement that changed; ``told`` says what of it did ("16,000 became 6,000")."""

    told: str
    before: Side | None
    after: Side | None


@dataclass(frozen=True, slots=True)
class RevisionView:
    """Two versions of a page and what changed between them, figures first."""

    address: str
    before: str
    after: str
    told: str
    silent: bool
    changes: tuple[ChangeView, ...]


def revision_views(index: Index) -> tuple[RevisionView, ...]:
    """Return what changed between versions of a page, by address and age."""
    found = revisions(index.ledger.documents, index.ledger.statements)
    return tuple(_revision(index, one) for one in found)


def _revision(index: Index, revision: Revision) -> RevisionView:
    ordered = sorted(revision.changes, key=lambda change: (not change.figures, not change.source))
    return RevisionView(
        address=inline(revision.address),
        before=_named(index, revision.before),
        after=_named(index, revision.after),
        told=_told(index.documents[revision.after], revision),
        silent=revision.silent,
        changes=tuple(_change(index, change) for change in ordered),
    )


def _named(index: Index, document: str) -> str:
    when = index.documents[document].captured
    return index.label(document) + (f", {inline(when[:16].replace('T', ' '))}" if when else "")


def _told(after: Document, revision: Revision) -> str:
    """Return how much changed, whether the page says so, and what tells the order."""
    kinds = [change.kind for change in revision.changes]
    words = {"changed": "changed", "added": "added", "removed": "removed"}
    counts = [
        f"{counted(kinds.count(kind), 'statement')} {word}" for kind, word in words.items() if kind in kinds
    ]
    if revision.notice is not None:
        says = f"the page says “{inline(after.text[slice(*revision.notice)])}”"
    elif revision.modified and after.modified is not None:
        says = f"the page says it was changed at {inline(after.modified.value)}, not what"
    else:
        says = "the page says nothing of it"
    told = f"{listed(counts) or 'No statement changed'}; {says}."
    if revision.order == "unknown":
        return (
            f"{told} Nothing tells which of the two came first: what changed may have changed the other way."
        )
    return f"{told} Versions stand {_ORDERS[revision.order]}."


def _change(index: Index, change: Change) -> ChangeView:
    before = _side(index, change.before, (was for was, _ in change.figures))
    after = _side(index, change.after, (is_now for _, is_now in change.figures))
    return ChangeView(_what(index, change), before, after)


def _side(index: Index, statement_id: str | None, spans: Iterable[Span | None]) -> Side | None:
    if statement_id is None:
        return None
    statement = index.statements[statement_id]
    marks: list[Marked] = [(*span, "differ") for span in spans if span is not None]
    pieces = statement_pieces(index.documents[statement.document], statement, marks)
    who = " ← ".join(link.name for link in index.chain(statement))
    return Side(pieces, who, index.place(statement))


def _what(index: Index, change: Change) -> str:
    if change.kind != "changed":
        return "added" if change.kind == "added" else "removed"
    before, after = (
        index.documents[index.statements[one].document].text if one else ""
        for one in (change.before, change.after)
    )
    told = [_became(before, was, after, is_now) for was, is_now in change.figures]
    if change.source:
        told.append("somebody else is said to say so")
    return "; ".join(told) or "other words"


def _became(before: str, was: Span | None, after: str, is_now: Span | None) -> str:
    if was is None:
        return f"“{inline(after[slice(*is_now)])}” was added" if is_now else ""
    printed = f"“{inline(before[slice(*was)])}”"
    return f"{printed} became “{inline(after[slice(*is_now)])}”" if is_now else f"{printed} was removed"
