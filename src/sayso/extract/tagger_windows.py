"""Windows that the tagger reads: whole passages side by side, none longer than the model was trained on.

A passage is read with its neighbours, as a reader would, and only once. One that is
longer than a window is read in overlapping slices, each of which answers for its middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OVERLAP = 48
"""Word pieces that two slices of a long passage share."""


class Piece(NamedTuple):
    """Word pieces ``[start, end)`` of a passage; the window answers for ``[first, last)`` of them."""

    passage: int
    start: int
    end: int
    first: int
    last: int


def pack(lengths: Sequence[int], most: int) -> list[list[Piece]]:
    """Return windows over passages of so many word pieces, at most *most* each with its marks.

    A window is ``[CLS] passage [SEP] passage [SEP] ...``.
    """
    found: list[list[Piece]] = []
    window: list[Piece] = []
    size = 1
    for number, length in enumerate(lengths):
        for piece in _slices(number, length, most - 2):
            cost = piece.end - piece.start + 1
            if size + cost > most:
                found.append(window)
                window, size = [], 1
            window.append(piece)
            size += cost
    return [*found, window] if window else found


def _slices(number: int, length: int, most: int) -> Iterator[Piece]:
    if length == 0:
        return
    start = first = 0
    while start + most < length:
        last = start + most - OVERLAP // 2
        yield Piece(number, start, start + most, first, last)
        start, first = start + most - OVERLAP, last
    yield Piece(number, start, length, first, length)
