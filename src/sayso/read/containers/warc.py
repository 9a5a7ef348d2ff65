"""Web archives (WARC, ISO 28500): the pages that a crawler was answered with become captures."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.model import Capture, Failure
from sayso.read.containers.http_message import Head, decoded, read_head, unchunked
from sayso.read.containers.said import shown_address
from sayso.read.containers.summary import counted, read_of
from sayso.read.containers.warc_digests import is_damaged
from sayso.read.containers.warc_records import HEAD, Record, read_records
from sayso.read.errors import ReadError
from sayso.read.kinds import binary_kind, media_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.read.containers.budget import Budget, Readable

PDF = b"%PDF-"

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/plain": ".txt",
}
"""The types that pages have, with the suffix that a file of theirs would have."""

_WEB = frozenset({"http", "https", "ftp", "ftps", "file"})
"""Schemes of what was fetched; crawlers keep their own notes under others (``metadata://``, ``urn:``)."""

_SPACE = b"\x00 \t\r\n\v\f"
_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")


def open_warc(source: Readable, name: str, budget: Budget) -> Iterator[Capture | Failure]:
    """Yield the pages of the WARC file *source*, which need not be seekable, one by one.

    Pages are ``response`` records of status 200, ``resource`` records and, in an archive of texts (WET),
    ``conversion`` records that are HTML, plain text or PDF, without their transfer and content encodings.
    ``address`` is the record's target, ``captured`` its date, ``headers`` are the server's. What else an
    archive holds (redirects, errors, images, unchanged copies) is counted in
    ``budget.tally.passed_over``, and told in one note. A damaged record, or
    one that its digest contradicts, is a failure, and so is an archive without any page.
    """
    yield from _told(captures_in(source, name, budget), name, budget)


def open_arc(source: Readable, name: str, budget: Budget) -> Iterator[Capture | Failure]:
    """Yield the pages of the ARC file *source* as :func:`open_warc` does, called by date and address."""
    from sayso.read.containers.arc_records import read_arc_records  # noqa: PLC0415 - few have some

    pages = _Pages(name, budget, None)
    yield from _told(_captures(read_arc_records(source, name, budget, pages.wanted), pages), name, budget)


def _told(found_in: Iterator[Capture | Failure], name: str, budget: Budget) -> Iterator[Capture | Failure]:
    """Yield what is found in the archive *name*, and that it holds no page, or a note on the rest of it."""
    before = Counter(budget.tally.passed_over)
    pages = others = 0
    for found in found_in:
        pages, others = pages + isinstance(found, Capture), others + isinstance(found, Failure)
        yield found
    passed_over = budget.tally.passed_over - before
    if not pages and not others:
        yield Failure(name, no_page(name, passed_over))
    else:
        budget.tally.notes.extend(read_of(name, pages, passed_over))


def page_key(address: str) -> str:
    """Return what addresses of one page have in common: lists name http where https was had, and no slash."""
    return address.partition("#")[0].partition("://")[2].rstrip("/")


def no_page(name: str, passed_over: Mapping[str, int]) -> str:
    """Return the sentence for an archive *name* without pages, with what it holds instead."""
    held = f" ({counts})" if (counts := counted(passed_over)) else ""
    return f"{name}: the archive holds no web page{held}; give one that was made of articles"


def captures_in(
    source: Readable, name: str, budget: Budget, titles: Mapping[str, str] | None = None
) -> Iterator[Capture | Failure]:
    """Yield the pages of *source* as :func:`open_warc` does, and no failure where there is none.

    With *titles* (by address without its fragment), other addresses are passed over.
    """
    pages = _Pages(name, budget, titles)
    yield from _captures(read_records(source, name, budget, pages.wanted), pages)


def _captures(records: Iterator[Record | Failure], pages: _Pages) -> Iterator[Capture | Failure]:
    try:
        for found in records:
            if isinstance(found, Failure):
                yield found
                continue
            try:
                if capture := pages.capture(found):
                    yield capture
            except ReadError as error:
                pages.budget.check_spent(pages.name)
                yield Failure(found.name, error.sentence)
    except ReadError as error:
        yield Failure(pages.name, error.sentence)


class _Pages:
    """Tells the pages of one archive from what it holds besides, which it counts."""

    def __init__(self, name: str, budget: Budget, titles: Mapping[str, str] | None) -> None:
        self.name, self.budget, self._titles = name, budget, titles
        self._answers = False  # whether pages themselves have been met, not only their text

    def wanted(self, headers: Mapping[str, str], start: bytes) -> bool:
        """Return whether the record that starts with *start* may be a page."""
        kind = headers.get("warc-type", "").lower()
        if kind in {"response", "resource"}:
            reason = self._unwanted(kind, headers, start)
            self._answers = self._answers or reason is None
        elif kind == "conversion":
            # Text archives (WET) hold nothing else; beside the pages themselves they would tell them twice.
            reason = "converted copies" if self._answers else self._unwanted(kind, headers, start)
        else:
            reason = "unchanged copies" if kind == "revisit" else ""
        if reason:
            self.budget.tally.passed_over[reason] += 1
        return reason is None

    def _unwanted(self, kind: str, headers: Mapping[str, str], start: bytes) -> str | None:
        """Return what a record is that is no page, ``None`` where it may be one."""
        address = _address(headers)
        if not _is_web(address):
            return "a crawler's notes"
        head = _answer(headers, start)
        if head is None and kind == "response" and _is_http(headers):
            return None  # so that it is told as damaged
        if head and head.status != 200:
            return "redirects" if 300 <= head.status < 400 else "error pages"
        if _suffix(_type(headers, head), start[head.body if head else 0 :]) is None:
            return "images, scripts and other files"
        if address.lower().split("?")[0].endswith("/robots.txt"):
            return "robots.txt files"
        listed = self._titles is None or page_key(address) in self._titles
        return None if listed else "pages that the archive does not list"

    def capture(self, record: Record) -> Capture | None:
        """Return the page in *record*, ``None`` where it turns out to be none.

        Raises:
            ReadError: it is damaged or too large.
        """
        head = _answer(record.headers, record.block[:HEAD])
        if head is None and _is_http(record.headers):
            message = f"{record.name}: its HTTP header cannot be read; get a whole copy of the archive"
            raise ReadError(message)
        raw = record.block[head.body :] if head else record.block
        headers = head.headers if head else _own_headers(record.headers)
        sent = unchunked(raw, headers) if head else raw
        data = decoded(sent, headers, record.name, self.name, self.budget) if head else raw
        self.budget.check(record.name, len(data))
        if is_damaged(record.headers, record.block, raw, sent, data):
            message = f"{record.name}: its content is not what its digest says, so it was damaged or changed"
            raise ReadError(message + "; get a whole copy of the archive")
        return self._made(record, headers, data, _type(record.headers, head))

    def _made(self, record: Record, headers: Mapping[str, str], data: bytes, said: str) -> Capture | None:
        suffix = _suffix(said, data[:HEAD])
        pdf = data.startswith(PDF)
        if not data.strip(_SPACE):
            self.budget.tally.passed_over["empty pages"] += 1
            return None
        if suffix is None or (not pdf and binary_kind(data)):
            self.budget.tally.passed_over["images, scripts and other files"] += 1
            return None
        address = _address(record.headers)
        title = (self._titles or {}).get(page_key(address), "")
        return Capture(
            sha256=hashlib.sha256(data).hexdigest(),
            name=record.name,
            data=data,
            media_type="application/pdf" if pdf else media_type(data, suffix),
            captured=_moment(record.headers.get("warc-date", "")),
            supplied={"title": title} if title else {},
            address=address,
            headers=headers,
        )


def _answer(headers: Mapping[str, str], block: bytes) -> Head | None:
    """Return the HTTP head of a record's content, where it has one."""
    return read_head(block) if _is_http(headers) else None


def _is_http(headers: Mapping[str, str]) -> bool:
    said = headers.get("content-type", "").lower()
    return said.startswith("application/http") or (not said and headers.get("warc-type") == "response")


def _own_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return a record's own type as a header: files that were not had over HTTP have no others."""
    said = headers.get("content-type")
    return {"content-type": said} if said else {}


def _address(headers: Mapping[str, str]) -> str:
    # WARC 1.0's grammar puts the address in angle brackets, its text does not: both are written.
    return shown_address(headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">"))


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in _WEB
    except ValueError:
        return False


def _type(headers: Mapping[str, str], head: Head | None) -> str:
    """Return the type that a record is said to have, without parameters; ``""`` where none is said."""
    said = head.headers.get("content-type", "") if head else headers.get("content-type", "")
    found = _TYPE.match(said.strip())
    return found[0].lower() if found else ""


def _suffix(said: str, start: bytes) -> str | None:
    """Return the suffix for a page said to be of type *said*, ``None`` for what is no page."""
    if said:
        return _SUFFIXES.get(said)
    if start.startswith(PDF):
        return ".pdf"
    return ".html" if media_type(start, "") == "text/html" else None


def _moment(said: str) -> dt.datetime | None:
    """Return a record's date (W3C profile of ISO 8601, UTC), ``None`` where it is none."""
    try:
        moment = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
