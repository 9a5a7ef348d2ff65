"""The items of a JSON Feed (version 1.1, jsonfeed.org)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sayso.read.containers.budget import CHUNK, TooLargeError
from sayso.read.containers.entries import Entry
from sayso.read.containers.said import absolute
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.read.containers.budget import Budget, Readable

VERSION = "https://jsonfeed.org/version/"


def json_entries(source: Readable, name: str, budget: Budget, address: str | None) -> Iterator[Entry]:
    """Yield the items of the feed *source*, which is held whole and no larger than one member may be.

    Raises:
        ReadError: it is no JSON Feed, or a larger one.
    """
    try:
        data = budget.read(source, name, name)
        feed = json.loads(data.decode("utf-8-sig", "surrogateescape"))
    except TooLargeError as error:
        message = f"{name}: a JSON Feed of more than {budget.largest_member:,} bytes is not read; split it"
        raise ReadError(message) from error
    except (ValueError, RecursionError) as error:
        message = (
            f"{name}: it is not valid JSON ({' '.join(str(error).split())[:100]}); check where it comes from"
        )
        raise ReadError(message) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        message = f"{name}: it is JSON but not a feed; a JSON Feed has a list of items"
        raise ReadError(message)
    for item in items:
        yield _entry(item if isinstance(item, dict) else {}, feed, address)


def is_json_feed(head: bytes) -> bool:
    """Return whether JSON that begins with *head* says that it is a JSON Feed."""
    return (
        head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
        and VERSION.encode() in head.replace(b"\\/", b"/")[:CHUNK]
    )


def _entry(item: Mapping[str, object], feed: Mapping[str, object], address: str | None) -> Entry:
    html, text, summary = (_string(item, key) for key in ("content_html", "content_text", "summary"))
    home = _string(feed, "home_page_url")
    called = item.get("id")
    return Entry(
        id=str(called)[:1000] if isinstance(called, str | int) else None,
        address=absolute(_string(item, "url"), home, address) or absolute(_string(item, "external_url")),
        title=_string(item, "title"),
        text=html or text or summary or "",
        whole=bool(html or text),
        published=_string(item, "date_published") or _string(item, "date_modified"),
        authors=_names(item) or _names(feed),
        outlet=_string(feed, "title"),
        language=_string(item, "language") or _string(feed, "language"),
    )


def _string(source: Mapping[str, object], key: str) -> str | None:
    value = source.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _names(source: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of ``authors``, or of ``author`` as version 1 has it."""
    authors = source.get("authors")
    people = authors[:100] if isinstance(authors, list) else [source.get("author")]
    names = [_string(person, "name") for person in people if isinstance(person, dict)]
    return tuple(name for name in names if name)
