"""How much may come out of one input: sizes, numbers and nesting, counted while unpacking.

What a container declares is never believed: a zip of 42 kB may claim little and unpack to
gigabytes. Bytes are counted as they come out, in one tally for an input and all that is nested in it.
"""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO, Protocol

    class Readable(Protocol):
        """What bytes can be read from, at most so many at a time."""

        def read(self, size: int, /) -> bytes:
            """Return up to *size* bytes, none at the end."""


CHUNK = 1 << 16
"""Bytes unpacked between two looks at the budget."""

FIRST_TRY = 1 << 10
"""Packed bytes that are tried first, as many files that were packed apart and joined have fewer."""

MOST_JOINED = 10_000
"""Files packed apart that may make up one page, or give nothing one after the other; honest ones are few."""

RATIO = 200
"""How many times its own size an input may unpack to; saved pages reach 20."""

FREE = 500_000_000
"""Bytes that any input may unpack to, however small it is itself: thousands of pages of one template,
packed as a whole, are a thousandth of it."""


def slices(data: bytes, at: int) -> Iterator[memoryview]:
    """Yield *data* from *at* on in growing slices, so that what unpacks it never copies much that follows."""
    view, size = memoryview(data), FIRST_TRY
    while at < len(view):
        yield view[at : at + size]
        at, size = at + size, min(2 * size, CHUNK)


class TooLargeError(ReadError):
    """One member is over the budget; the container's next may not be."""


class SpentError(ReadError):
    """The whole input is over the budget; nothing more of it is read."""


@dataclass(slots=True)
class Tally:
    """What has come out of one input so far, nested containers included.

    ``passed_over`` counts what was left out on purpose, by a phrase in the plural
    ("redirects", "unchanged copies"), for whoever wants to know where the rest of an archive went;
    ``notes`` are sentences on that, for whoever opened the container to show. ``packed`` counts the
    bytes that came in of an input whose size nobody knows, ``None`` where it is known.
    """

    unpacked: int = 0
    members: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    packed: int | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits for one input, and the tally that counts against them.

    ``largest_member`` (bytes) holds for each member, ``total`` (bytes unpacked) and ``members``
    for the whole input, ``depth`` for containers in containers (3: a page in a zip in a zip in a zip).
    ``counted`` is whether what is read was counted already when it was unpacked.
    """

    largest_member: int = 20_000_000
    total: int = 50_000_000_000
    members: int = 10_000_000
    depth: int = 3
    counted: bool = False
    tally: Tally = field(default_factory=Tally, compare=False, repr=False)

    def deeper(self, name: str) -> Budget:
        """Return the budget for the container *name* found inside this one; it shares the tally.

        Raises:
            SpentError: containers are nested too deeply.
        """
        if self.depth <= 1:
            message = f"{name}: archives are nested too deeply here; unpack it and give what is in it"
            raise SpentError(message)
        return replace(self, depth=self.depth - 1, counted=False)

    def within(self, packed: int) -> Budget:
        """Return the budget narrowed for something of *packed* bytes, so that bombs stop early.

        It may unpack to :data:`RATIO` times its size, and always to :data:`FREE` bytes.
        """
        allowed = self.tally.unpacked + max(FREE, RATIO * packed)
        return replace(self, total=min(self.total, allowed))

    def piped(self, source: BinaryIO) -> tuple[Budget, BinaryIO]:
        """Return the budget narrowed for *source*, whose size nobody knows, and *source* to read it from.

        What it may unpack to grows with what comes in, as if it were a file of so many bytes.
        """
        tally = replace(self.tally, packed=0)
        return replace(self, tally=tally), cast("BinaryIO", _Counted(source, tally))

    def count(self, name: str) -> None:
        """Count one more member of the container *name*.

        Raises:
            SpentError: these are too many.
        """
        self.tally.members += 1
        if self.tally.members > self.members:
            message = f"{name}: it holds more than {self.members:,} members; split it and give the parts"
            raise SpentError(message)

    def spend(self, name: str, unpacked: int) -> None:
        """Count *unpacked* bytes that came out of the container *name*.

        Raises:
            SpentError: these are too many.
        """
        self.tally.unpacked += unpacked
        self.check_spent(name)

    def arrive(self, name: str, size: int) -> None:
        """Count *size* bytes that were read of the container *name*, unless they are ``counted``.

        Raises:
            SpentError: these are too many.
        """
        self.spend(name, 0 if self.counted else size)

    def check_spent(self, name: str) -> None:
        """Look whether more may come out of the container *name*.

        Raises:
            SpentError: it may not.
        """
        total = self.total
        if self.tally.packed is not None:
            total = min(total, max(FREE, RATIO * self.tally.packed))
        if self.tally.unpacked > total:
            message = (
                f"{name}: it unpacks to more than {total:,} bytes, as a decompression bomb does; "
                "if you trust it, unpack it and give the pages in it"
            )
            raise SpentError(message)

    def check(self, name: str, size: int) -> None:
        """Look whether the member *name* may have *size* bytes.

        Raises:
            TooLargeError: it may not.
        """
        if size > self.largest_member:
            message = (
                f"{name}: it unpacks to more than {self.largest_member:,} bytes, which no article does; "
                "take the article's text out of it and give that"
            )
            raise TooLargeError(message)

    def read(self, source: Readable, name: str, container: str) -> bytes:
        """Return all of *source*, the member *name* of *container*, and count it.

        Raises:
            TooLargeError: it is larger than a member may be; no more of it was kept than that.
            SpentError: the container has given too much.
        """
        kept = io.BytesIO()
        while chunk := source.read(CHUNK):
            self.spend(container, len(chunk))
            self.check(name, kept.tell() + len(chunk))
            kept.write(chunk)
        return kept.getvalue()


class _Counted:
    """A stream of which what comes in is counted."""

    def __init__(self, source: BinaryIO, tally: Tally) -> None:
        self._source, self._tally = source, tally

    def read(self, size: int = -1, /) -> bytes:
        piece = self._source.read(size)
        self._tally.packed = (self._tally.packed or 0) + len(piece)
        return piece

    def seekable(self) -> bool:
        return False
