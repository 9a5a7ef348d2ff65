"""Records of an ARC file, the Internet Archive's form before WARC: a line on a page, and what was sent.

Versions 1 and 2 (https://archive.org/web/researcher/ArcFileFormat.php). What is damaged ends the
reading: nothing in the file tells where the next record begins.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Failure
from sayso.read.containers.budget import TooLargeError
from sayso.read.containers.members import Places
from sayso.read.containers.said import shown_address
from sayso.read.containers.unpacked import read_packed
from sayso.read.containers.warc_records import HEAD, Record
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.read.containers.budget import Budget, Readable
    from sayso.read.containers.warc_records import Wanted

ARC_MARK = b"filedesc://"
"""How the file's own record starts, which is its first."""

_LONGEST_LINE = 1 << 16
_DATE = re.compile(rb"\d{14}")
_LENGTH = re.compile(rb"\d{1,18}")
_FIELDS_AFTER_ADDRESS = (4, 9)
"""In version 1: IP, date, type, length; in version 2 five more after the type."""


class _Line(NamedTuple):
    """What the line before a page says."""

    address: str
    date: str
    kind: str
    length: int


def read_arc_records(
    source: Readable, name: str, budget: Budget, wanted: Wanted
) -> Iterator[Record | Failure]:
    """Yield the records of *source* that are *wanted*, as :func:`~.warc_records.read_records` does.

    Their headers are those that a WARC file would have; they are called by date and address.

    Raises:
        ReadError: the file is damaged from there on, cannot be read on, or the budget is spent.
    """
    stream, places = _Stream(source, name, budget), Places(name)
    while line := stream.line():
        budget.count(name)
        said = _said(line)
        if said is None:
            message = f"{name}: it is damaged at byte {stream.at:,} (no record starts here)"
            raise ReadError(message + "; what stands before was read; get a whole copy of it")
        called = places.of(f"{said.date}/{said.address}")
        headers = _headers(said)
        block = stream.take(min(said.length, HEAD))
        rest = said.length - len(block)
        if line.startswith(ARC_MARK) or not wanted(headers, block):
            stream.drop(rest)
        elif said.length > budget.largest_member + HEAD:
            stream.drop(rest)
            try:
                budget.check(called, said.length)
            except TooLargeError as error:
                yield Failure(called, error.sentence)
        else:
            yield Record(called, headers, block + stream.take(rest))


class _Stream:
    """The bytes of *source*; ``at`` is how many were read."""

    def __init__(self, source: Readable, name: str, budget: Budget) -> None:
        self._source, self._name, self._budget = source, name, budget
        self._buffer = b""
        self.at = 0

    def line(self) -> bytes:
        """Return the next line that holds something, none at the end."""
        while True:
            self.at += len(self._buffer) - len(self._buffer.lstrip(b"\r\n"))
            self._buffer = self._buffer.lstrip(b"\r\n")
            end = self._buffer.find(b"\n")
            if end < 0 and len(self._buffer) < _LONGEST_LINE and self._more():
                continue
            line = self._buffer[: end if end >= 0 else _LONGEST_LINE]
            self.at += len(line)
            self._buffer = self._buffer[len(line) + (end >= 0) :]
            return line.rstrip(b"\r")

    def take(self, size: int) -> bytes:
        """Return the next *size* bytes.

        Raises:
            ReadError: there are fewer.
        """
        kept = io.BytesIO()
        for piece in self._pieces(size):
            kept.write(piece)
        return kept.getvalue()

    def drop(self, size: int) -> None:
        """Pass over the next *size* bytes."""
        for _ in self._pieces(size):
            pass

    def _pieces(self, size: int) -> Iterator[bytes]:
        while size:
            if not self._buffer and not self._more():
                message = f"{self._name}: it is cut off at byte {self.at:,}; what stands before was read"
                raise ReadError(message + "; get a whole copy of it")
            piece, self._buffer = self._buffer[:size], self._buffer[size:]
            self.at += len(piece)
            size -= len(piece)
            yield piece

    def _more(self) -> bool:
        more = read_packed(self._source, self._name)
        self._budget.arrive(self._name, len(more))
        self._buffer += more
        return bool(more)


def _said(line: bytes) -> _Line | None:
    """Return what *line* says, ``None`` where it is none of a record's; an address may hold blanks."""
    fields = line.split(b" ")
    if not _LENGTH.fullmatch(fields[-1]):
        return None
    for count in _FIELDS_AFTER_ADDRESS:
        if len(fields) > count and _DATE.fullmatch(fields[1 - count]):
            address, date, kind = b" ".join(fields[:-count]), fields[1 - count], fields[2 - count]
            where = shown_address(address.decode("utf-8", "replace"))
            return _Line(where, date.decode(), kind.decode("latin-1"), int(fields[-1]))
    return None


def _headers(said: _Line) -> Mapping[str, str]:
    """Return the headers of the record in a WARC file that would be the same."""
    date = said.date
    day, clock = f"{date[:4]}-{date[4:6]}-{date[6:8]}", f"{date[8:10]}:{date[10:12]}:{date[12:]}"
    sent = said.address.lower().startswith(("http://", "https://"))
    return {
        "warc-type": "response" if sent else "resource",
        "warc-target-uri": said.address,
        "warc-date": f"{day}T{clock}Z",
        "content-type": "application/http" if sent else said.kind,
    }
