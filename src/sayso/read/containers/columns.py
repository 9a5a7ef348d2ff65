"""Which column of a table holds what: by the names that tables of news give them, or as the user says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.read.containers.members import safe_name
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROLES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "fulltext", "articletext", "bodytext", "maintext", "plaintext", "cleantext", "body"),
        *("articlebody", "content", "contents", "article", "story", "document", "transcript", "message"),
    ),
    "html": (
        "contentrendered",
        "html",
        "rawhtml",
        "pagehtml",
        "contenthtml",
        "bodyhtml",
        "htmlcontent",
        "markup",
    ),
    "url": (
        *("url", "link", "uri", "address", "permalink", "pageurl", "articleurl", "sourceurl", "weburl"),
        *("canonicalurl", "canonicallink", "href"),
    ),
    "title": (
        "titlerendered",
        "title",
        "headline",
        "articletitle",
        "pagetitle",
        "head",
        "heading",
        "subject",
    ),
    "published": (
        *("published", "publishdate", "publisheddate", "publishedat", "publicationdate"),
        *("datepublished", "datepublish", "pubdate", "publishtime", "publishedtime", "publicationtime"),
        *("dategmt", "postdategmt", "date", "datetime", "created", "createdat", "timestamp", "day"),
    ),
    "outlet": (
        *(
            "outlet",
            "publisher",
            "sourcename",
            "publishername",
            "newspaper",
            "publicationname",
            "publication",
        ),
        *("site", "sitename", "medianame", "media", "source", "feed", "domain", "sourcedomain", "website"),
    ),
    "authors": (
        "embeddedauthor",
        "authors",
        "author",
        "byline",
        "creator",
        "writer",
        "writers",
        "authorname",
        "journalist",
    ),
    "language": ("language", "lang", "languagecode", "langcode", "locale"),
    "id": ("id", "uid", "uuid", "guid", "articleid", "docid", "documentid", "key", "identifier"),
}
"""What a column may hold, and the names it usually has, the surest first (small letters and digits only).

``content.rendered`` and its like are what WordPress answers with (its REST API), where most sites of news
can be asked for their pages.
"""

_OF_TEXT = frozenset(ROLES["text"] + ROLES["html"])

SHOWN = 30
"""Columns that a sentence lists."""

_NOT_IN_NAMES = re.compile(r"[\W_]+")


def find_columns(name: str, header: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the column of the table *name* for each role of :data:`ROLES` that one of *header* fills.

    *given* (role to column) is the user's and wins; with ``text`` or ``html`` given, the other is not
    looked for. A column has one role.

    Raises:
        ReadError: there is no column of text, or not the one that the user named.
    """
    missing = next((column for column in given.values() if column not in header), None)
    if missing is not None:
        message = f"{name}: it has no column {missing!r}; its columns are {listed(header)}"
        raise ReadError(message)
    found = dict(given)
    plain: dict[str, str] = {}
    for column in header:
        plain.setdefault(plain_name(column), column)
    for role, names in ROLES.items():
        if role in found or (role in {"text", "html"} and ("text" in given or "html" in given)):
            continue
        taken = set(found.values())
        free = [plain[one] for one in names if one in plain and plain[one] not in taken]
        if free:
            found[role] = free[0]
    if "text" not in found and "html" not in found:
        message = (
            f"{name}: none of its columns is known to hold the text of pages; "
            f"name it with --column text=NAME; its columns are {listed(header)}"
        )
        raise ReadError(message)
    return found


def column_problems(given: Mapping[str, str]) -> list[str]:
    """Return a sentence for each role of *given* that there is not."""
    return [
        f"--column {role}={column}: columns hold {', '.join(ROLES)}; write one of these before the ="
        for role, column in given.items()
        if role not in ROLES
    ]


def listed(header: Iterable[str]) -> str:
    """Return the names of columns for a sentence."""
    names = [safe_name(" ".join(column.split())[:60]) if column.strip() else '""' for column in header]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def is_page(cells: Mapping[str, object], least: int = 1) -> bool:
    """Return whether *cells*, by column, hold a text of *least* characters under a name that is known."""
    return any(
        isinstance(cell, str) and len(cell) >= least and plain_name(column) in _OF_TEXT
        for column, cell in cells.items()
    )


def plain_name(column: str) -> str:
    """Return the name of a column as :data:`ROLES` has it."""
    return _NOT_IN_NAMES.sub("", column.casefold())
