"""What a zip archive lists (PKWARE's APPNOTE 6.3), and the bytes of one of its files at a time."""

from __future__ import annotations

import os
import struct
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from sayso.read.containers.unpacked import READ_ERRORS
from sayso.read.containers.zips_cut import Cut, cut_entries
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.containers.budget import Budget, Readable

ZIP_ERRORS = (*READ_ERRORS, struct.error, OverflowError, KeyError, MemoryError)
"""What :mod:`zipfile` raises on bytes that are no sound archive."""

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
"""Compressions that unpack in little memory; LZMA's files say themselves how much they want, up to 4 GB."""

_ENCRYPTED = 0x1
_UTF8 = 0x800
_LOCAL_HEADER = 30


class Entry(NamedTuple):
    """One file that an archive lists: its name as it was meant, its size as it is packed, where it lies."""

    name: str
    packed: int
    found: zipfile.ZipInfo | Cut


class Index:
    """The files of a zip archive.

    ``problem`` is the sentence for an archive that is cut off or whose list is damaged: then the
    entries are those that were found whole.

    Raises:
        ReadError: it is no archive that can be read at all.
    """

    def __init__(self, source: BinaryIO, name: str, budget: Budget) -> None:
        self._source, self._name, self._budget = source, name, budget
        self.problem: str | None = None
        self._zip: zipfile.ZipFile  # unless it is cut off
        try:
            self._zip = zipfile.ZipFile(cast("BinaryIO", _Guarded(source, budget.largest_member)))
        except _TooLongError as error:
            most = f"{budget.largest_member:,} bytes"
            message = f"{name}: its list of files is larger than {most}; split it and give the parts"
            raise ReadError(message) from error
        except ZIP_ERRORS:
            self.problem = (
                f"{name}: the zip archive is cut off or damaged, and only what is whole in it is read"
            )
            self.problem += "; get a whole copy of it"
            found = cut_entries(source, name, budget)
            self.entries = [Entry(_name(cut.raw_name, utf8=cut.utf8), cut.packed, cut) for cut in found]
            return
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        if _overlap(infos):
            what = "its files lie in each other, as in a decompression bomb, so none is read"
            message = f"{name}: {what}; if you trust it, unpack it and give the pages in it"
            raise ReadError(message)
        self.entries = [Entry(_meant(info), info.compress_size, info) for info in infos]

    def read(self, entry: Entry, called: str) -> bytes:
        """Return the bytes of *entry*, which is *called* so.

        Raises:
            ReadError: it is damaged, encrypted, packed in an unknown way, or over the budget.
        """
        if isinstance(entry.found, Cut):
            return entry.found.read(self._source, called, self._name, self._budget)
        with _telling(called):
            return self._budget.read(self.open(entry, called), called, self._name)

    def head(self, entry: Entry, called: str, size: int) -> bytes:
        """Return the first *size* bytes of *entry*.

        Raises:
            ReadError: as :meth:`read`.
        """
        with _telling(called):
            return self.open(entry, called).read(size)

    def open(self, entry: Entry, called: str) -> Readable:
        """Return the stream of *entry*; its bytes are not counted yet.

        Raises:
            ReadError: it is encrypted, packed in an unknown way, or cannot be found.
        """
        info = entry.found
        if isinstance(info, Cut):
            return info.open(self._source)
        if info.flag_bits & _ENCRYPTED:
            message = f"{called}: it is encrypted; unpack it with its password and give the page"
            raise ReadError(message)
        if info.compress_type not in _METHODS:
            way = f"method {info.compress_type} of the zip format"
            message = f"{called}: it is packed in a way that is not read ({way}); unpack it and give the page"
            raise ReadError(message)
        with _telling(called):
            return self._zip.open(info)


@contextmanager
def _telling(called: str) -> Iterator[None]:
    """Make a failure of the file *called* so of what zipfile raises."""
    try:
        yield
    except ZIP_ERRORS as error:
        reason = str(error).split("\n", 1)[0][:120] or type(error).__name__
        message = f"{called}: it is damaged in its archive ({reason}); get a whole copy of the archive"
        raise ReadError(message) from error


class _TooLongError(Exception):
    """The list of an archive's files does not fit into memory."""


class _Guarded:
    """A file of which at most *most* bytes are read at once: zipfile believes how long the list is."""

    def __init__(self, source: BinaryIO, most: int) -> None:
        self._source, self._most = source, most
        self.seek, self.tell, self.seekable = source.seek, source.tell, source.seekable

    def read(self, size: int = -1, /) -> bytes:
        if size > self._most:
            raise _TooLongError
        return self._source.read(size)


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    """Return whether two files share packed bytes, as no honest archiver writes them."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = (info.header_offset + _LOCAL_HEADER + info.compress_size for info in ordered)
    return any(following.header_offset < end for following, end in zip(ordered[1:], ends, strict=False))


def _meant(info: zipfile.ZipInfo) -> str:
    """Return the name that was meant: zipfile reads what is not marked as UTF-8 as code page 437."""
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        return _name(info.filename.encode("cp437"), utf8=False)
    except UnicodeError:
        return info.filename


def _name(raw: bytes, *, utf8: bool) -> str:
    """Return the name *raw*: many archivers write UTF-8 and do not say so."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace") if utf8 else raw.decode("cp437")


def size_of(source: BinaryIO) -> int:
    """Return the size of a seekable file in bytes."""
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    return size
