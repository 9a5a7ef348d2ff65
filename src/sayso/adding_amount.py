"""How much there is to add, and how much of it has been gone through, in bytes of files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.model import INSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Capture, Failure


class Amount:
    """The files that some names stand for: how many bytes, and how far a run has come through them.

    Of an archive it knows how far it has been read if :meth:`watch` was given the open
    file; else it counts when the next input begins.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.total = _total(names)
        self._before = 0
        self._name: str | None = None
        self._size = 0
        self._file: BinaryIO | None = None

    def watch(self, file: BinaryIO) -> None:
        """Take the file that is opened next: where it is read tells how far the run is."""
        self._file = file

    def after(self, item: Capture | Failure) -> int:
        """Return the bytes gone through once *item*, the next input in order, is done."""
        name, inside, _ = item.name.partition(INSIDE)
        if name != self._name:
            self._before += self._size
            self._name, self._size = name, _size(Path(name))
        return self._before + (min(self._position(), self._size) if inside else self._size)

    def _position(self) -> int:
        if self._file is None or self._file.closed:
            return 0
        try:
            return self._file.tell()
        except (OSError, ValueError):
            return 0


def _total(names: Iterable[str]) -> int | None:
    """Return the bytes of the files that *names* stand for, ``None`` where one is no file."""
    from sayso.read.inputs import Input, find_inputs  # noqa: PLC0415 - loaded when there is something to read

    total = 0
    for found in find_inputs(names):
        if isinstance(found, Input):
            if found.path is None:
                return None
            total += _size(found.path)
    return total or None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
