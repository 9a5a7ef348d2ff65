"""Documents of one address: the versions of a page, oldest first.

Two captures of one page are no two reports. The last version speaks for the page;
what the earlier ones said otherwise is a matter of :mod:`sayso.link.revisions`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Document, VersionOrder


def versions(documents: Iterable[Document]) -> list[tuple[Document, ...]]:
    """Return the documents of each address that has several, oldest first; addresses sorted.

    Documents that nothing dates stand by their names.
    """
    by_address: defaultdict[str, dict[str, Document]] = defaultdict(dict)
    for document in documents:
        if document.address:
            by_address[document.address][document.id] = document
    return [
        tuple(sorted(found.values(), key=_age)) for _, found in sorted(by_address.items()) if len(found) > 1
    ]


def superseded(documents: Sequence[Document]) -> dict[str, str]:
    """Return which document came later at the same address, by the id of each that is not the last."""
    return {earlier.id: last.id for *others, last in versions(documents) for earlier in others}


def order_of(before: Document, after: Document) -> VersionOrder:
    """Return what tells that *before* is the earlier one of two versions."""
    if _moment(before.captured) < _moment(after.captured) and before.captured:
        return "captured"
    return "modified" if _changed(before) < _changed(after) and before.modified else "unknown"


def _age(document: Document) -> tuple[float, float, str, str]:
    return _moment(document.captured), _changed(document), document.name, document.id


def _changed(document: Document) -> float:
    return _moment(document.modified.value if document.modified else None)


def _moment(value: str | None) -> float:
    """Return an ISO 8601 time as a number that can be compared, 0 where there is none."""
    try:
        found = dt.datetime.fromisoformat(value or "")
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0
