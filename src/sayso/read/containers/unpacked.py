"""Bytes of a plain or gzip stream, unpacked piece by piece, with a way on where they are damaged.

gzip is RFC 1952: members one after another, each a file of its own that :mod:`zlib` checks
against its CRC. Web archives put every record into a member, so that a damaged one can be left behind.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from typing import TYPE_CHECKING

from sayso.read.containers.budget import CHUNK, FIRST_TRY, MOST_JOINED
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from sayso.read.containers.budget import Budget, Readable

GZIP = b"\x1f\x8b\x08"
"""How a gzip member starts: two magic bytes and the only method there is."""

READ_ERRORS = (OSError, EOFError, ValueError, RuntimeError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
"""What a stream raises that is damaged, or lies in a damaged archive (``RuntimeError``: it is encrypted)."""

_WITH_GZIP_HEADER = 31
"""zlib's window bits for 32 kB and a gzip header and trailer that are checked."""

_LOOK_BACK = 1 << 20
"""Packed bytes of a damaged member in which the next one is looked for: damage shows late."""

_TRIED = 4096
"""Packed bytes that show whether what looks like a member's start is one."""

_RESERVED_FLAGS = 0xE0


class DamagedError(Exception):
    """The bytes from here on are not what they should be; ``what`` completes "it is damaged: ..."."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Plain:
    """A stream that is not packed, in chunks."""

    fresh = False

    def __init__(self, source: Readable, name: str, budget: Budget) -> None:
        self._source, self._name, self._budget = source, name, budget
        self.inside = True

    def pull(self) -> bytes | None:
        """Return the next bytes, ``None`` at the end.

        Raises:
            ReadError: the stream cannot be read, or the budget is spent.
        """
        chunk = read_packed(self._source, self._name)
        self._budget.arrive(self._name, len(chunk))
        self.inside = bool(chunk)
        return chunk or None

    def resync(self, start: bytes) -> bool:
        """Return whether there is a way on past packed bytes that are damaged: never, none are packed."""
        del start
        return False


class Gunzip:
    """The unpacked bytes of a stream of gzip members, in chunks that never hold bytes of two members.

    ``inside`` is whether a member has begun and not ended; ``fresh`` whether the last chunk began one.
    """

    def __init__(self, source: Readable, name: str, budget: Budget) -> None:
        self._source, self._name, self._budget = source, name, budget
        self._packed = bytearray()  # of this member: what was inflated, then what was not yet
        self._fed = 0
        self._slice = FIRST_TRY
        self._full = False  # the last piece was as long as may be: zlib may hold more of it
        self._inflate = zlib.decompressobj(_WITH_GZIP_HEADER)
        self._empty = 0  # members one after the other in which there was nothing
        self.inside = False
        self.fresh = False

    def pull(self) -> bytes | None:
        """Return the next bytes (none at the end of a member), ``None`` at the end.

        Raises:
            DamagedError: no more can be unpacked here; :meth:`resync` may find a way on.
            ReadError: the stream cannot be read, or the budget is spent.
        """
        self.fresh = not self.inside
        if self.fresh and not self._begin():
            return None
        while True:
            unpacked = self._step()
            self._empty = 0 if unpacked else self._empty
            if unpacked or not self.inside:
                self._budget.spend(self._name, len(unpacked))
                return unpacked

    def _begin(self) -> bool:
        """Go to the start of the next member; ``False`` where there is none."""
        while len(self._packed) < len(GZIP):
            if not self._fill():
                break
            self._drop_padding()
        self._drop_padding()
        if not self._packed:
            return False
        if not self._packed.startswith(GZIP):
            what = "what follows is not gzip"
            raise DamagedError(what)
        self._empty += 1
        if self._empty > MOST_JOINED:
            message = (
                f"{self._name}: the gzip file is damaged (it is made of empty files); get a whole copy of it"
            )
            raise ReadError(message)
        self._inflate = zlib.decompressobj(_WITH_GZIP_HEADER)
        self._fed, self._full, self.inside, self._slice = 0, False, True, FIRST_TRY
        return True

    def _drop_padding(self) -> None:
        if self._packed.startswith(b"\0"):  # tapes and some tools fill up with zeros
            del self._packed[: len(self._packed) - len(self._packed.lstrip(b"\0"))]

    def _step(self) -> bytes:
        if self._fed == len(self._packed) and not self._full and not self._fill():
            what = "it is cut off"
            raise DamagedError(what)
        given = bytes(self._packed[self._fed : self._fed + self._slice])
        self._slice = min(2 * self._slice, CHUNK)  # or each of many small members copies what follows it
        try:
            unpacked = self._inflate.decompress(given, CHUNK)
        except zlib.error as error:
            what = "it cannot be unpacked"
            raise DamagedError(what) from error
        self._full = len(unpacked) == CHUNK
        rest = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
        self._fed += len(given) - len(rest)
        if self._inflate.eof:
            del self._packed[: self._fed]
            self._fed, self.inside = 0, False
        elif self._fed > _LOOK_BACK:
            del self._packed[: self._fed - _LOOK_BACK // 2]
            self._fed = _LOOK_BACK // 2
        return unpacked

    def _fill(self) -> bool:
        more = read_packed(self._source, self._name)
        self._budget.arrive(self._name, len(more))
        self._packed += more
        return bool(more)

    def resync(self, start: bytes) -> bool:
        """Go to the next member whose unpacked bytes begin with *start*; ``False`` where there is none.

        Raises:
            ReadError: the stream cannot be read, or the budget is spent.
        """
        if self._packed.startswith(GZIP):
            del self._packed[:1]  # the damaged member itself
        self.inside, self._fed = False, 0
        while True:
            found = self._packed.find(GZIP)
            del self._packed[: found if found >= 0 else max(0, len(self._packed) - len(GZIP) + 1)]
            ended = len(self._packed) < _TRIED and not self._fill()
            if found >= 0 and (ended or len(self._packed) >= _TRIED):
                if unpacks_to(bytes(self._packed[:_TRIED]), start):
                    return True
                self._budget.spend(self._name, _TRIED)  # or a file of nothing but beginnings takes for ever
                del self._packed[:1]
            elif ended:
                return False


def unpacks_to(packed: bytes, start: bytes) -> bool:
    """Return whether *packed* begins a gzip member whose bytes begin with *start*."""
    if len(packed) > len(GZIP) and packed[len(GZIP)] & _RESERVED_FLAGS:
        return False
    try:
        return zlib.decompressobj(_WITH_GZIP_HEADER).decompress(packed, len(start)) == start
    except zlib.error:
        return False


def read_packed(source: Readable, name: str) -> bytes:
    """Return the next bytes of *source*, none at the end.

    Raises:
        ReadError: it cannot be read.
    """
    try:
        return source.read(CHUNK)
    except READ_ERRORS as error:
        reason = getattr(error, "strerror", None) or str(error).split("\n", 1)[0][:120]
        message = f"{name}: it cannot be read on ({reason}); get a whole copy of it"
        raise ReadError(message) from error


class Joined:
    """Bytes that were read to find out what a stream holds, and then the rest of the stream."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int, /) -> bytes:
        """Return up to *size* bytes, none at the end."""
        if self._head:
            given, self._head = self._head[:size], self._head[size:]
            return given
        return self._rest.read(size)


def unpacked(source: Readable, name: str, budget: Budget) -> Plain | Gunzip:
    """Return the bytes of *source*, unpacked where they are gzip.

    Raises:
        ReadError: the stream cannot be read.
    """
    head = b""
    while len(head) < len(GZIP) and (more := read_packed(source, name)):
        head += more
    joined = Joined(head, source)
    return Gunzip(joined, name, budget) if head.startswith(GZIP) else Plain(joined, name, budget)
