"""Records of a WARC file, one at a time, from a stream that need not be whole.

WARC 1.0 and 1.1 (ISO 28500:2009 and :2017), plain, each record a gzip member (as the standard
recommends) or gzipped as a whole. After a damaged record reading goes on at the next that can be found.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import Failure
from sayso.read.containers.budget import TooLargeError
from sayso.read.containers.members import place
from sayso.read.containers.unpacked import DamagedError, unpacked
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sayso.read.containers.budget import Budget, Readable

    Wanted = Callable[[Mapping[str, str], bytes], bool]

MARK = b"WARC/"
"""How a record starts."""

HEAD = 1 << 16
"""Bytes of a record's content by which it is told whether it is wanted."""

MOST_DAMAGED = 10_000
"""Damaged records of one archive that are told of and read past."""

_LONGEST_HEADER = 1 << 18
"""Bytes of a record's own header; real ones have one thousand."""

_GIVEN_BACK = 200_000_000
"""Bytes of an archive that may be read twice because a record's length was too large."""

_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_LONGEST_START = len(b"WARC/1.00\r\n")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_LINE_ENDS = b"\r\n"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its ``name`` (``crawl.warc.gz!/<id>``), header (lower-case names) and content ``block``."""

    name: str
    headers: Mapping[str, str]
    block: bytes


def read_records(source: Readable, name: str, budget: Budget, wanted: Wanted) -> Iterator[Record | Failure]:
    """Yield the records of *source* that are *wanted*, in order, with a failure for each damaged one.

    *wanted* is told a record's header and the first :data:`HEAD` bytes of its content;
    the contents of other records are passed over and never held.

    Raises:
        ReadError: the stream cannot be read on, or the budget is spent.
    """
    yield from _Records(source, name, budget, wanted).read()


class _Records:
    def __init__(self, source: Readable, name: str, budget: Budget, wanted: Wanted) -> None:
        self._stream = unpacked(source, name, budget)
        self._name, self._budget, self._wanted = name, budget, wanted
        self._buffer = bytearray()
        self._at = 0  # unpacked bytes before the buffer
        self._called = name  # the record that is being read
        self._held = io.BytesIO()  # its content so far
        self._may_give_back = _GIVEN_BACK
        self._ended = False
        self._damaged = 0

    def read(self) -> Iterator[Record | Failure]:
        while self._to_next():
            at = self._at
            try:
                record = self._record()
            except DamagedError as damage:
                self._count_damage()
                yield self._failure(at, damage)
                if self._at == at:  # else the search for the next record would end where it begins
                    self._drop(len(self._buffer[:1]))
                self._give_back()
                self._recover()
            except TooLargeError as error:
                yield Failure(self._called, error.sentence)
            else:
                if record:
                    yield record

    def _count_damage(self) -> None:
        self._damaged += 1
        if self._damaged > MOST_DAMAGED:
            message = (
                f"{self._name}: more than {MOST_DAMAGED:,} of its records are damaged; get a whole copy of it"
            )
            raise ReadError(message)

    def _failure(self, at: int, damage: DamagedError) -> Failure:
        which = "a record" if self._called == self._name else "this record"
        where = f"{which} is damaged, at byte {at:,} of what is unpacked"
        problem = f"{self._called}: {where} ({damage.what}); get a whole copy of the archive"
        return Failure(self._called, problem)

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self._at += count

    def _drop_line_ends(self) -> None:
        self._drop(len(self._buffer) - len(self._buffer.lstrip(_LINE_ENDS)))

    def _more(self) -> bool:
        """Add to the buffer; ``False`` at the end."""
        chunk = self._stream.pull()
        self._buffer += chunk or b""
        return chunk is not None

    def _more_of_record(self) -> None:
        """Add to the buffer, where the stream and the record's gzip member go on."""
        had = len(self._buffer)
        if not self._more():
            what = "it is cut off"
            raise DamagedError(what)
        if self._stream.fresh and self._buffer.startswith(MARK, had):
            self._drop(had)
            what = "it is shorter than it says"
            raise DamagedError(what)

    def _to_next(self) -> bool:
        """Drop line ends, and return whether something follows; what cannot be unpacked does."""
        self._called = self._name
        self._held = io.BytesIO()
        try:
            while not self._ended:
                self._drop_line_ends()
                if self._buffer or not self._more():
                    return bool(self._buffer)
        except DamagedError:
            return True  # the record that is tried next meets the damage again and tells of it
        return False

    def _record(self) -> Record | None:
        self._budget.count(self._name)
        headers = self._header()
        if identity := headers.get("warc-record-id"):
            self._called = place(self._name, identity.strip("<>").removeprefix("urn:uuid:"))
        length = _length(headers)
        self._take(min(length, HEAD))
        wanted = self._wanted(headers, self._held.getvalue())
        too_large = length > self._budget.largest_member + HEAD
        if wanted and not too_large:
            self._take(length - self._held.tell())
        else:
            for _ in self._chunks(length - self._held.tell()):
                pass
        self._end()
        if not wanted:
            return None
        if too_large:
            self._budget.check(self._called, length)
        return Record(self._called, headers, self._held.getvalue())

    def _header(self) -> dict[str, str]:
        searched = 0
        while not (end := _HEADER_END.search(self._buffer, searched)):
            searched = max(0, len(self._buffer) - 3)
            if len(self._buffer) > _LONGEST_HEADER or not _may_start(self._buffer):
                break
            self._more_of_record()
        if end is None or not self._buffer.startswith(MARK):
            what = "no record starts here"
            raise DamagedError(what)
        lines = bytes(self._buffer[: end.start()])
        self._drop(end.end())
        return _fields(lines)

    def _chunks(self, length: int) -> Iterator[bytes]:
        """Yield the next *length* bytes of the record."""
        while length:
            if not self._buffer:
                self._more_of_record()
            chunk = bytes(self._buffer[:length])
            self._drop(len(chunk))
            length -= len(chunk)
            yield chunk

    def _take(self, length: int) -> None:
        for chunk in self._chunks(length):
            self._held.write(chunk)

    def _end(self) -> None:
        """Look whether the record ends where it says; its gzip member is read to its checksum."""
        before = self._at
        self._drop_line_ends()
        while self._stream.inside and not self._buffer:
            self._more()
            self._drop_line_ends()
        if self._at - before < len(b"\r\n\r\n") and not _may_start(self._buffer):
            what = "it does not end where it says"
            raise DamagedError(what)

    def _give_back(self) -> None:
        """Return to the buffer what a record with too large a length took of the next ones."""
        block = self._held.getvalue()
        swallowed = _START.search(block, 1)
        if swallowed and (size := len(block) - swallowed.start()) <= self._may_give_back:
            self._may_give_back -= size
            self._buffer[:0] = block[swallowed.start() :]
            self._at -= size

    def _recover(self) -> None:
        """Go to where the next record seems to start, or to the end."""
        while True:
            if found := _START.search(self._buffer):
                self._drop(found.start())
                return
            self._drop(max(0, len(self._buffer) - _LONGEST_START))
            had = len(self._buffer)
            try:
                if not self._more():
                    self._drop(had)
                    return
            except DamagedError:
                self._drop(had)
                if not self._stream.resync(MARK):
                    self._ended = True
                    return
            else:
                if self._stream.fresh and self._buffer.startswith(MARK, had):
                    self._drop(had)


def _may_start(data: bytearray) -> bool:
    return MARK.startswith(bytes(data[: len(MARK)]))


def _fields(lines: bytes) -> dict[str, str]:
    """Return a record's named fields; where one stands twice, the first counts."""
    fields: dict[str, str] = {}
    for line in _FOLDED.sub(b" ", lines).split(b"\n")[1:]:
        key, colon, value = line.partition(b":")
        if colon:
            fields.setdefault(
                key.strip().lower().decode("utf-8", "replace"), value.strip().decode("utf-8", "replace")
            )
    return fields


def _length(headers: Mapping[str, str]) -> int:
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= 18):
        what = "it does not say how long it is"
        raise DamagedError(what)
    return int(length)
