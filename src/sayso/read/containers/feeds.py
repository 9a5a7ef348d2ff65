"""Feeds as pages: each entry of RSS, Atom or JSON Feed with its text, or with the summary it gives."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.model import Capture, Failure
from sayso.read.containers.budget import TooLargeError
from sayso.read.containers.faults import Faults
from sayso.read.containers.jsonfeed import json_entries
from sayso.read.containers.members import place
from sayso.read.containers.peeked import Peeked
from sayso.read.containers.xmlfeeds import xml_entries
from sayso.read.errors import ReadError
from sayso.read.supplied import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.containers.budget import Budget, Readable
    from sayso.read.containers.entries import Entry

MOST_IDS = 500_000
"""Entries whose ids are remembered, so that no two places have one name; later ones go by their number."""

_NO_TEXT = "have no text in the feed; fetch their addresses to read them"
_TOO_LARGE = "are larger than a page may be and were left out"


def open_feed(
    source: Readable, name: str, budget: Budget, address: str | None = None
) -> Iterator[Capture | Failure]:
    """Yield the entries of the feed *source*, which need not be seekable, as captures.

    An entry of which the feed gives only a summary is a capture of the summary, followed by a failure
    at the same place that says so; the first twenty singly, the rest counted.

    Args:
        source: the feed's bytes; XML may be of any length, and is read in constant memory.
        name: what the feed is called; an entry is ``name!/`` and its id, address or number.
        budget: what may come out.
        address: where the feed was had from, to which its links may be relative.
    """
    faults = Faults(name)
    ids: set[bytes] = set()
    number = 0
    try:
        for number, entry in enumerate(entries_of(source, name, budget, address), start=1):
            budget.count(name)
            yield from _opened(entry, place(name, _called(entry, number, ids)), budget, faults)
        if not number:
            yield Failure(name, f"{name}: the feed has no entries; check its address, or wait for its next")
    except ReadError as error:
        yield Failure(name, error.sentence)
    except (OSError, EOFError) as error:
        yield Failure(name, f"{name}: it is damaged ({' '.join(str(error).split())[:120]}); fetch it again")
    yield from faults.rest("entry")


def entries_of(source: Readable, name: str, budget: Budget, address: str | None = None) -> Iterator[Entry]:
    """Yield what the feed *source* lists, whether XML or JSON.

    Raises:
        ReadError: it is no feed, or is damaged from some entry on.
    """
    peeked = Peeked(source)
    is_json = peeked.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return (json_entries if is_json else xml_entries)(peeked, name, budget, address)


def _opened(entry: Entry, where: str, budget: Budget, faults: Faults) -> Iterator[Capture | Failure]:
    if not entry.text.strip():
        sentence = "the feed gives no text of it; fetch its address to read it"
        yield from faults.tell(_NO_TEXT, where, sentence)
        return
    capture = entry.capture(where)
    try:
        budget.check(where, len(capture.data))
    except TooLargeError as error:
        yield from faults.tell(_TOO_LARGE, where, error.sentence.removeprefix(f"{where}: "))
        return
    notes = []
    if entry.is_summary:
        notes.append("The feed gives only a summary of it, which was read; --follow fetches the whole.")
    if entry.published and "published" not in capture.supplied:
        notes.append(
            f"Its date {entry.published[:40]!r} cannot be read for certain; give it with --published."
        )
    yield replace(capture, supplied={**capture.supplied, NOTE: " ".join(notes)}) if notes else capture


def _called(entry: Entry, number: int, ids: set[bytes]) -> str:
    """Return what the entry is called: its id or address, its number where an entry before has that."""
    called = entry.id or entry.address or ""
    key = hashlib.sha256(called.encode("utf-8", "replace")).digest()[:8]
    if not called.strip() or key in ids or len(ids) >= MOST_IDS:
        return f"entry {number}" if ids else str(number)
    ids.add(key)
    return called.strip()
