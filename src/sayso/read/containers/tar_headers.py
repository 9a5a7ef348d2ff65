"""What a tar archive lists, header by header: POSIX ustar and pax (IEEE 1003.1), GNU's long names, old tar.

The standard library's reader believes the sizes that headers name: of one that claims gigabytes it
holds as much in memory. Here a header has an end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from sayso.read.containers.budget import CHUNK
from sayso.read.containers.unpacked import read_packed
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.read.containers.budget import Budget, Readable

BLOCK = 512

_LARGEST_EXTENSION = 1 << 20
"""Bytes of a long name or of a pax header; real ones have hundreds."""

_MOST_EXTENSIONS = 100
"""Headers that say something of one file; there are two at most."""

_FILES = frozenset({b"0", b"\0", b"7"})
_LINKS = frozenset({b"1", b"2"})
_DEVICES = frozenset({b"3", b"4", b"6"})
_FOLDERS = frozenset({b"5", b"D"})
_LONG_NAME, _LONG_LINK, _SPARSE = b"L", b"K", b"S"
_PAX, _PAX_GLOBAL = b"x", b"g"
_RECORD = re.compile(rb"(\d{1,7}) ")
_DECIMAL = re.compile(r"[0-9]{1,18}")
_OCTAL = re.compile(rb"[0-7]*")
_EXTENDED = 482
"""Where GNU's header of a file with holes says that the list of these goes on."""


class Entry(NamedTuple):
    """One thing that the archive lists; ``passed_over`` says in the plural what it is if it is no file."""

    name: str
    size: int
    passed_over: str | None


def is_tar(head: bytes) -> bool:
    """Return whether *head* begins with the header of a file in a tar archive, whose sum is right."""
    return len(head) >= BLOCK and any(head[:BLOCK]) and _sum_is_right(head[:BLOCK])


class TarStream:
    """The entries of the tar archive *source*, read once from front to end; ``read`` gives an entry's bytes.

    All bytes count against *budget*.
    """

    def __init__(self, source: Readable, name: str, budget: Budget) -> None:
        self._source, self._name, self._budget = source, name, budget
        self._at = 0
        self._left = 0  # of the entry that was given last
        self._padding = 0
        self._ended = False  # whether the mark of an end was met

    def entries(self) -> Iterator[Entry]:
        """Yield what the archive lists, in its order; what was not read of an entry is passed over.

        Raises:
            ReadError: it is damaged or cut off from there on, or over the budget.
        """
        said: dict[str, str] = {}
        extensions = 0
        while header := self._header():
            kind, size = header[156:157], self._size(header)
            if kind in _LINKS | _DEVICES | _FOLDERS:
                size = 0  # some programs name that of what a link leads to
            self._left, self._padding = size, -size % BLOCK
            if kind in {_LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL}:
                extensions += 1
                if extensions > _MOST_EXTENSIONS:
                    self._stop("one file has more headers than honest ones do")
                said.update(self._extension(kind))
                continue
            if kind == _SPARSE:
                self._skip_map(header)
            name = said.get("path") or _name(header)
            if "size" in said and kind in _FILES:
                self._left, self._padding = int(said["size"]), -int(said["size"]) % BLOCK
            yield Entry(name, self._left, _passed_over(kind, name, said))
            said, extensions = {}, 0

    def read(self, size: int, /) -> bytes:
        """Return up to *size* bytes of the entry that was given last, none at its end.

        Raises:
            ReadError: the archive is cut off there, or over the budget.
        """
        wanted = min(size, self._left)
        if not wanted:
            return b""
        piece = self._take(wanted)
        if not piece:
            self._stop("it is cut off")
        self._left -= len(piece)
        return piece

    def _header(self) -> bytes:
        """Return the next header, none at the end: empty blocks, after which an archive may be joined."""
        while self.read(CHUNK):
            pass
        self._whole(self._padding)
        self._padding = 0
        while (block := self._take_whole(BLOCK)) and not any(block):
            self._ended = True
        if self._ended and not is_tar(block):
            if block:
                note = f"{self._name}: what follows the end of the archive was passed over"
                self._budget.tally.notes.append(f"{note} (from byte {self._at - len(block):,} on)")
            return b""
        if not block:
            self._stop("it ends without its end mark")
        if len(block) < BLOCK:
            self._stop("it is cut off")
        if not _sum_is_right(block):
            self._stop("no file starts here")
        self._ended = False
        return block

    def _extension(self, kind: bytes) -> Mapping[str, str]:
        """Return what a header before the header says of a file: its name and size."""
        if self._left > _LARGEST_EXTENSION:
            self._stop("one of its names is endless")
        data = self._whole(self._left)
        self._left = 0
        if kind == _LONG_NAME:
            return {"path": _decoded(data.split(b"\0", 1)[0])}
        return _pax(data) if kind == _PAX else {}

    def _skip_map(self, header: bytes) -> None:
        """Pass over the list of holes that goes on after the *header* of a file with many."""
        more = header[_EXTENDED]
        while more:
            more = self._whole(BLOCK)[504]

    def _size(self, header: bytes) -> int:
        """Return the size that *header* names, octal or, for large ones, base 256."""
        field = header[124:136]
        if field[0] & 0x80:
            return int.from_bytes(bytes((field[0] & 0x7F,)) + field[1:], "big") % (1 << 62)
        digits = field.replace(b"\0", b" ").strip()
        if not _OCTAL.fullmatch(digits):
            self._stop("a file does not say how long it is")
        return int(digits or b"0", 8)

    def _take(self, size: int) -> bytes:
        piece = read_packed(_Limited(self._source, size), self._name)
        self._at += len(piece)
        self._budget.arrive(self._name, len(piece))
        return piece

    def _take_whole(self, size: int) -> bytes:
        """Return *size* bytes, fewer where the archive ends."""
        whole = b""
        while len(whole) < size and (piece := self._take(size - len(whole))):
            whole += piece
        return whole

    def _whole(self, size: int) -> bytes:
        whole = self._take_whole(size)
        if len(whole) < size:
            self._stop("it is cut off")
        return whole

    def _stop(self, what: str) -> NoReturn:
        message = f"{self._name}: the tar archive is damaged at byte {self._at:,} ({what})"
        message += "; what stands before was read; get a whole copy of it"
        raise ReadError(message)


class _Limited:
    """A stream of which at most *most* bytes are read at once."""

    def __init__(self, source: Readable, most: int) -> None:
        self._source, self._most = source, most

    def read(self, size: int, /) -> bytes:
        return self._source.read(min(size, self._most))


def _sum_is_right(header: bytes) -> bool:
    """Return whether the sum in *header* is that of its bytes, with blanks for the sum itself."""
    digits = header[148:156].replace(b"\0", b" ").strip()
    if not digits.isdigit() or len(digits) > 8:
        return False
    try:
        said = int(digits, 8)
    except ValueError:
        return False
    rest = header[:148] + header[156:BLOCK]
    unsigned = sum(rest) + 8 * ord(" ")
    if said == unsigned:
        return True
    return said == unsigned - 256 * sum(byte > 127 for byte in rest)  # as some old programs count


def _name(header: bytes) -> str:
    name = header[:100].split(b"\0", 1)[0]
    prefix = header[345:500].split(b"\0", 1)[0] if header[257:263] == b"ustar\0" else b""
    return _decoded(prefix + b"/" + name if prefix else name)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _passed_over(kind: bytes, name: str, said: Mapping[str, str]) -> str | None:
    if kind in _LINKS:
        return "links"
    if kind in _DEVICES:
        return "devices"
    if kind in _FOLDERS or (kind in _FILES and name.endswith("/")):
        return ""
    if kind == _SPARSE or any(key.startswith("GNU.sparse.") for key in said):
        return "files with holes"
    return None if kind in _FILES else "entries of unknown kinds"


def _pax(data: bytes) -> dict[str, str]:
    r"""Return the records of a pax header: ``"30 mtime=1350244992.023960108\n"``, the last of a key."""
    said: dict[str, str] = {}
    at = 0
    while match := _RECORD.match(data, at):
        end = at + int(match[1])
        if not match.end() < end <= len(data):
            break
        key, _, value = data[match.end() : end].rstrip(b"\n").partition(b"=")
        said[_decoded(key)] = _decoded(value)
        at = end
    if "size" in said and not _DECIMAL.fullmatch(said["size"]):
        del said["size"]
    return said
