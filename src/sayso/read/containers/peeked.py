"""A stream whose first bytes have been looked at, to be read from its beginning all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.read.containers.budget import CHUNK

if TYPE_CHECKING:
    from sayso.read.containers.budget import Readable


class Peeked:
    """The stream *source*; ``head`` is its first stretch, for finding out what it is."""

    def __init__(self, source: Readable) -> None:
        self.head = source.read(CHUNK)
        self._rest, self._source = self.head, source

    def read(self, size: int = -1, /) -> bytes:
        """Return up to *size* bytes, all that are at hand where it is negative; none at the end."""
        if not self._rest:
            return self._source.read(size)
        end = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:end], self._rest[end:]
        return given
