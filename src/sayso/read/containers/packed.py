"""One file packed as bzip2, xz (its format 1.1) or Zstandard (RFC 8878), unpacked piece by piece."""

from __future__ import annotations

import bz2
import importlib
import io
import lzma
import re
import sys
from typing import TYPE_CHECKING, Literal, Protocol

from sayso.read.containers.budget import CHUNK, FIRST_TRY, MOST_JOINED, slices
from sayso.read.containers.unpacked import read_packed
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from sayso.read.containers.budget import Budget, Readable

Packing = Literal["bzip2", "xz", "zstd"]

_MOST_MEMORY = 128 << 20
"""Bytes that unpacking may take; ``xz -9`` wants 65 MB, and its files say themselves how much."""

_LARGEST_WINDOW = 27
"""The window that a Zstandard frame may want, as a power of two: 128 MB, as the format's own tool allows."""

_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""Begins the frame in which a web archive carries the dictionary of all that follow."""

_LARGEST_DICTIONARY = 20_000_000
_FRAME_HEAD = 8
_ZSTD = b"\x28\xb5\x2f\xfd"
_MADE = b"\x37\xa4\x30\xec"
"""Begins a dictionary that was made; any other bytes may serve as one, too."""
_PADDING = b"\0"
_BEGINNINGS = {
    "bzip2": re.compile(rb"BZh[1-9]"),
    "xz": re.compile(rb"\xfd7zXZ\0"),
    "zstd": re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"),  # or a frame that is to be skipped
}


class _Decompressor(Protocol):
    """What :mod:`bz2`, :mod:`lzma` and ``compression.zstd`` have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes | memoryview, max_length: int = -1) -> bytes: ...


class Unpacking(io.RawIOBase):
    """The unpacked bytes of a file that is packed in one of :data:`Packing`, as a stream to read once.

    Every byte counts against the budget as it comes out. Files that were packed apart and
    joined come out joined; what follows a whole one and is none ends it, and is noted. Reading
    raises a :class:`~sayso.read.errors.ReadError` where the file is damaged or the budget is spent.
    """

    def __init__(self, source: Readable, name: str, budget: Budget, packing: Packing) -> None:
        super().__init__()
        self._source, self._name, self._budget, self._packing = source, name, budget, packing
        self._new: Callable[[], _Decompressor] | None = None
        self._decompressor: _Decompressor | None = None
        self._packed = b""
        self._at = 0  # in what is packed
        self._slice = FIRST_TRY
        self._empty = 0  # files one after the other in which there was nothing
        self._piece = b""

    def readable(self) -> bool:
        """Return ``True``."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill *buffer* as far as the next piece goes, and return how far; 0 at the end."""
        piece = self._piece or self._pull()
        size = min(len(piece), len(buffer))
        buffer[:size] = piece[:size]
        self._piece = piece[size:]
        return size

    def _pull(self) -> bytes:
        """Return the next bytes, none at the end."""
        try:
            while True:
                if self._decompressor is None and not self._begin():
                    return b""
                if piece := self._step():
                    self._budget.spend(self._name, len(piece))
                    return piece
        except _errors(self._packing) as error:
            raise ReadError(self._damaged("it cannot be unpacked")) from error

    def _begin(self) -> bool:
        """Go to the beginning of what was packed next; ``False`` where there is nothing."""
        while self._at == len(self._packed) or self._packed[self._at] == 0:
            # xz and tapes fill up with zeros
            self._packed, self._at = self._packed[self._at :].lstrip(_PADDING), 0
            if not self._packed and not self._fill():
                return False
        while len(self._packed) - self._at < _FRAME_HEAD and self._fill():
            pass
        if self._new is None:
            self._new = self._factory()
        elif not _BEGINNINGS[self._packing].match(self._packed, self._at):
            note = f"{self._name}: what follows the end of its {self._packing} data was passed over"
            self._budget.tally.notes.append(note)
            self._packed, self._at, self._source = b"", 0, io.BytesIO()
            return False
        self._decompressor, self._slice = self._new(), FIRST_TRY
        self._empty += 1
        if self._empty > MOST_JOINED:
            raise ReadError(self._damaged("it is made of empty files"))
        return True

    def _step(self) -> bytes:
        one = self._decompressor
        if one is None:
            return b""
        given: bytes | memoryview = b""
        if one.needs_input:
            if self._at == len(self._packed) and not self._fill():
                raise ReadError(self._damaged("it is cut off"))
            given = memoryview(self._packed)[self._at : self._at + self._slice]
            self._at += len(given)
            self._slice = min(2 * self._slice, CHUNK)
        piece = one.decompress(given, CHUNK)
        if piece:
            self._empty = 0
        if one.eof:
            self._at -= len(one.unused_data)
            self._decompressor = None
        return piece

    def _fill(self) -> bool:
        """Read on; ``False`` at the end."""
        more = self._more()
        self._packed, self._at = self._packed[self._at :] + more, 0
        return bool(more)

    def _more(self) -> bytes:
        more = read_packed(self._source, self._name)
        self._budget.arrive(self._name, len(more))
        return more

    def _factory(self) -> Callable[[], _Decompressor]:
        """Return what makes a decompressor for each of the files that were joined."""
        if self._packing == "bzip2":
            return bz2.BZ2Decompressor
        if self._packing == "xz":
            return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _MOST_MEMORY)
        return _zstd(self._dictionary())

    def _dictionary(self) -> bytes | None:
        """Return the dictionary that the file begins with, if it does: it is itself packed, or is not.

        So it is in the web archives of the Internet Archive and others
        (https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
        """
        self._packed, self._at = self._packed[self._at :], 0
        if not self._packed.startswith(_DICTIONARY):
            return None
        end = _FRAME_HEAD + int.from_bytes(self._packed[4:_FRAME_HEAD], "little")
        while len(self._packed) < min(end, _LARGEST_DICTIONARY) and (more := self._more()):
            self._packed += more
        content = self._packed[_FRAME_HEAD:end]
        if len(self._packed) < end or not content:
            raise ReadError(self._damaged("its dictionary is cut off or far too large"))
        self._packed = self._packed[end:]
        if not content.startswith(_ZSTD):
            return content
        one = _zstd(None)()
        content = one.decompress(content, _LARGEST_DICTIONARY)
        self._budget.spend(self._name, len(content))
        if not one.eof:
            raise ReadError(self._damaged("its dictionary is cut off or far too large"))
        return content

    def _damaged(self, what: str) -> str:
        return f"{self._name}: the {self._packing} file is damaged ({what}); get a whole copy of it"


def zstd_pieces(body: bytes) -> Iterator[bytes]:
    """Yield what *body* is without Zstandard, frame by frame and piece by piece.

    Raises:
        EOFError: it is damaged or cut off.
    """
    new, at = _zstd(None), 0
    try:
        for _ in range(MOST_JOINED):
            one = new()
            for given in slices(body, at):
                at += len(given)
                yield one.decompress(given, CHUNK)
                while not (one.eof or one.needs_input):
                    yield one.decompress(b"", CHUNK)
                if one.eof:
                    break
            else:
                raise EOFError
            at -= len(one.unused_data)
            if at == len(body):
                return
    except _module().ZstdError as error:
        raise EOFError from error
    raise EOFError


def _zstd(dictionary: bytes | None) -> Callable[[], _Decompressor]:
    """Return what makes decompressors of Zstandard frames that lean on *dictionary*, made or plain bytes."""
    zstd = _module()
    found = zstd.ZstdDict(dictionary, is_raw=not dictionary.startswith(_MADE)) if dictionary else None
    options = {zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW}

    def new() -> _Decompressor:
        made: _Decompressor = zstd.ZstdDecompressor(found, options)
        return made

    return new


def _module() -> ModuleType:
    """Return the library of Zstandard, which is Python's own from 3.14 on."""
    return importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


def _errors(packing: Packing) -> tuple[type[Exception], ...]:
    """Return what unpacking raises where a file is damaged or wants too much memory."""
    others: tuple[type[Exception], ...] = (_module().ZstdError,) if packing == "zstd" else ()
    return (OSError, EOFError, ValueError, MemoryError, lzma.LZMAError, *others)
