"""What is whole in a zip archive whose list of files is missing or damaged.

The list stands at the end, so an archive that is cut off has none; every file in it is also
introduced by a header of its own (APPNOTE 6.3, section 4.3.7), and those are followed from the beginning.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from sayso.read.containers.budget import CHUNK
from sayso.read.containers.unpacked import READ_ERRORS
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.containers.budget import Budget, Readable

_HEADER = struct.Struct("<4s5H3I2H")
_SIGNATURE = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_RAW = -15
_LONGEST_DESCRIPTOR = 24


class Cut(NamedTuple):
    """One file by its own header: where its packed bytes *start*, how many they are, how to unpack them.

    ``crc`` is ``None`` where the header does not say it: it follows the file.
    """

    raw_name: bytes
    utf8: bool
    start: int
    packed: int
    deflated: bool
    crc: int | None

    def open(self, source: BinaryIO) -> Readable:
        """Return the unpacked bytes of the file as a stream."""
        return _Unpacked(source, self)

    def read(self, source: BinaryIO, called: str, container: str, budget: Budget) -> bytes:
        """Return the bytes of the file, which is *called* so, from the archive *source*.

        Raises:
            ReadError: it is damaged or over the budget.
        """
        try:
            data = budget.read(self.open(source), called, container)
        except READ_ERRORS as error:
            message = f"{called}: it is damaged in its archive; get a whole copy of the archive"
            raise ReadError(message) from error
        if self.crc is not None and zlib.crc32(data) != self.crc:
            message = (
                f"{called}: it is damaged in its archive (its checksum is wrong); get a whole copy of that"
            )
            raise ReadError(message)
        return data


class _Unpacked:
    """The unpacked bytes of one file."""

    def __init__(self, source: BinaryIO, cut: Cut) -> None:
        self._source, self._at, self._left = source, cut.start, cut.packed
        self._inflate = zlib.decompressobj(_RAW) if cut.deflated else None

    def read(self, size: int, /) -> bytes:
        while True:
            if self._inflate is None:
                return self._packed(size)
            if self._inflate.eof:
                return b""
            given = self._inflate.unconsumed_tail or self._packed(CHUNK)
            piece = self._inflate.decompress(given, size)
            if piece:
                return piece
            if not given:
                raise EOFError

    def _packed(self, size: int) -> bytes:
        self._source.seek(self._at)
        piece = self._source.read(min(size, self._left))
        self._at += len(piece)
        self._left -= len(piece)
        return piece


def cut_entries(source: BinaryIO, name: str, budget: Budget) -> list[Cut]:
    """Return the files in the archive *source*, up to the first that is not whole.

    Raises:
        ReadError: the archive is over the budget.
    """
    found: list[Cut] = []
    try:
        for cut in _followed(source, name, budget):
            budget.count(name)
            found.append(cut)
    except READ_ERRORS:
        pass  # the end of what is whole; the archive has its failure already
    return found


def _followed(source: BinaryIO, name: str, budget: Budget) -> Iterator[Cut]:
    end = source.seek(0, 2)
    at = 0
    while True:
        source.seek(at)
        header = source.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(_SIGNATURE):
            return
        _, _, flags, method, _, _, crc, packed, _, name_size, extra_size = _HEADER.unpack(header)
        raw_name = source.read(name_size)
        start = at + _HEADER.size + name_size + extra_size
        described = bool(flags & _DESCRIPTOR) and not packed
        if flags & _ENCRYPTED or method not in {_STORED, _DEFLATED} or (described and method == _STORED):
            return
        if described:
            packed = _deflated_size(source, start, name, budget)
        utf8 = bool(flags & _UTF8)
        if not raw_name.endswith(b"/"):
            size = min(packed, end - start)
            yield Cut(raw_name, utf8, start, size, method == _DEFLATED, None if described else crc)
        at = start + packed
        if flags & _DESCRIPTOR:
            source.seek(at)
            at += max(0, source.read(_LONGEST_DESCRIPTOR + len(_SIGNATURE)).find(_SIGNATURE))


def _deflated_size(source: BinaryIO, start: int, name: str, budget: Budget) -> int:
    """Return how many packed bytes a file has whose header does not say it: deflate knows its own end.

    Raises:
        EOFError: it has no end.
        zlib.error: it is damaged.
        SpentError: too much was unpacked.
    """
    inflate = zlib.decompressobj(_RAW)
    source.seek(start)
    size = 0
    given = b""
    while not inflate.eof:
        if not given:
            given = source.read(CHUNK)
            size += len(given)
            if not given:
                raise EOFError
        budget.spend(name, len(inflate.decompress(given, CHUNK)))
        given = inflate.unconsumed_tail
    return size - len(inflate.unused_data)
