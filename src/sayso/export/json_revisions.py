"""The JSON of what changed between versions of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.link.revisions import revisions

if TYPE_CHECKING:
    from sayso.model import Change, Ledger, Revision, Span


def revisions_json(ledger: Ledger) -> list[dict[str, Any]]:
    """Return what changed between versions of the pages of *ledger*, by address and age."""
    return [_revision(one) for one in revisions(ledger.documents, ledger.statements)]


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "address": revision.address,
        "before": revision.before,
        "after": revision.after,
        "order": revision.order,
        "silent": revision.silent,
        "modified": revision.modified,
        "notice": _span(revision.notice),
        "changes": [_change(change) for change in revision.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "figures": [{"before": _span(was), "after": _span(is_now)} for was, is_now in change.figures],
        "source": change.source,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)
