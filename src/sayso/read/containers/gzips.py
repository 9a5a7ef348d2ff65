"""A gzip file (RFC 1952) of one page, one table or one web archive."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sayso.model import Failure
from sayso.read.containers.members import Member, place
from sayso.read.containers.unpacked import DamagedError, Gunzip, Joined, read_packed, unpacks_to
from sayso.read.containers.warc import open_warc
from sayso.read.containers.warc_records import MARK
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model import Capture
    from sayso.read.containers.budget import Budget, Readable

_HEAD = 1 << 12
_SUFFIXES = (".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd")


def open_gzip(source: Readable, name: str, budget: Budget) -> Iterator[Capture | Failure | Member]:
    """Yield what is packed in the gzip file *source*, which need not be seekable.

    A web archive gives its pages (see :func:`~sayso.read.containers.warc.open_warc`); anything
    else is one member, called as the file is without its ``.gz``. What is cut off or fails
    its checksum is a failure: half a page is not the page.
    """
    try:
        head = b""
        while len(head) < _HEAD and (more := read_packed(source, name)):
            head += more
        whole = Joined(head, source)
        if unpacks_to(head, MARK):
            yield from open_warc(whole, name, budget)
            return
        called = place(name, inside(name))
        kept = io.BytesIO()
        with Gunzipped(whole, name, budget) as page:
            while piece := page.read_piece():
                budget.check(called, kept.tell() + len(piece))
                kept.write(piece)
    except ReadError as error:
        yield Failure(name, error.sentence)
    else:
        yield Member(called, kept.getvalue())


def inside(name: str) -> str:
    """Return what the file *name* is called without its packing.

    >>> inside("pages/a.html.gz")
    'a.html'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    suffix = next((suffix for suffix in _SUFFIXES if last.lower().endswith(suffix)), "")
    return last[: len(last) - len(suffix)] or "unnamed"


class Gunzipped(io.RawIOBase):
    """The unpacked bytes of a gzip file as a stream to read once, for containers larger than a member may be.

    Every byte counts against the budget as it comes out. Reading raises a
    :class:`~sayso.read.errors.ReadError` where the file is damaged or the budget is spent.
    """

    def __init__(self, source: Readable, name: str, budget: Budget) -> None:
        super().__init__()
        self._name, self._stream = name, Gunzip(source, name, budget)
        self._piece = b""

    def readable(self) -> bool:
        """Return ``True``."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill *buffer* as far as the next piece goes, and return how far; 0 at the end."""
        piece = self._piece or self.read_piece()
        size = min(len(piece), len(buffer))
        buffer[:size] = piece[:size]
        self._piece = piece[size:]
        return size

    def read_piece(self) -> bytes:
        """Return the next bytes, none at the end.

        Raises:
            ReadError: the file is damaged, or the budget is spent.
        """
        try:
            piece = self._stream.pull()
            while piece is not None and not piece:
                piece = self._stream.pull()
        except DamagedError as damage:
            message = f"{self._name}: the gzip file is damaged ({damage.what}); get a whole copy of it"
            raise ReadError(message) from damage
        return piece or b""
