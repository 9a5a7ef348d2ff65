"""Documents of one address, or of one file: the versions of a page, oldest first.

Two captures of one page are no two reports. The last version speaks for the page;
what the earlier ones said otherwise is a matter of :mod:`sayso.link.revisions`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.model import INSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Document, VersionOrder


def versions(documents: Iterable[Document]) -> list[tuple[Document, ...]]:
    """Return the documents of each page that has several, oldest first; pages sorted by address or name.

    A page is known by its address, and a file without one by its name. Pages are put in order
    by when they were captured, if that is known of all, else by when they say that they were
    changed or came out; files of one name by the order given, and what nothing dates by name.
    """
    pages: defaultdict[str, dict[str, Document]] = defaultdict(dict)
    for document in documents:
        if key := _page(document):
            pages[key][document.id] = document
    return [_in_order(list(found.values())) for _, found in sorted(pages.items()) if len(found) > 1]


def superseded(documents: Sequence[Document]) -> dict[str, str]:
    """Return which document is the last version of a page, by the id of each that is not."""
    return {earlier.id: last.id for *others, last in versions(documents) for earlier in others}


def order_of(before: Document, after: Document) -> VersionOrder:
    """Return what tells that *before* is the earlier one of two versions."""
    if before.captured and after.captured:
        return "captured" if _moment(before.captured) < _moment(after.captured) else "unknown"
    if _dated(before) and _dated(before) < _dated(after):
        return "modified" if after.modified is not None else "published"
    return "added" if before.name == after.name else "unknown"


def _page(document: Document) -> str | None:
    if document.address:  # http and https, and a slash at the end, lead to one page
        return document.address.partition("://")[2].rstrip("/")
    # What lies in a table is known by its row's number, which names no page.
    return None if document.name == "-" or INSIDE in document.name else document.name


def _in_order(found: list[Document]) -> tuple[Document, ...]:
    captured = all(one.captured for one in found)
    if len({one.name for one in found}) > 1:
        found = sorted(found, key=lambda one: (one.name, one.id))
    return tuple(sorted(found, key=lambda one: _moment(one.captured) if captured else _dated(one)))


def _dated(document: Document) -> float:
    """Return when a page says that it was changed, or else came out, as a number; 0 where it does not."""
    found = document.modified or document.published
    return _moment(found.value if found else None)


def _moment(value: str | None) -> float:
    """Return an ISO 8601 time as a number that can be compared, 0 where there is none."""
    try:
        found = dt.datetime.fromisoformat(value or "")
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0
