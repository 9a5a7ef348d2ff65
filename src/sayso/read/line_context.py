"""What stands around each line of a page, in numbers: the rows that the line model is given.

All is computed for the page at once and in linear time: shapes of the neighbours, sums over windows,
distances to the next prose and the next furniture, the page's main stretch of prose, and how many of
a line's longer words that stretch shares.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from sayso.read.line_shapes import GROUPS, SHAPE, shape_of
from sayso.read.lines import MOST_LOOKED_AT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.lines import Look

    Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

FAR = 60
"""Lines beyond which a distance does not matter."""

NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
OF_NEIGHBOURS = ("words", "lower", "begins", "ends", "prose", "kind", "ruled")
WINDOWS = (4, 12, 40)
GAP_COST = 6
"""Words of prose that a line without prose takes from the main stretch."""

_TELLING_WORD = re.compile(r"[^\W\d_]{5,}")


def rows_of(lines: Sequence[str], looks: Sequence[Look], ruled: Sequence[str | None]) -> Numbers:
    """Return one row of whole numbers for each of *lines* (see :func:`names` for what they are).

    *ruled* is the reason for which each line would be dropped by rules alone.
    """
    shape = np.array([shape_of(*pair) for pair in zip(lines, looks, strict=True)], np.int64)
    column = dict(zip(SHAPE, shape.T, strict=True))
    column["ruled"] = np.array([0 if reason is None else 1 for reason in ruled], np.int64)
    ends = np.array([look.ends_article for look in looks], bool)
    first, last = main_stretch(column)
    parts = [
        shape.T,
        column["ruled"][None],
        _neighbours(column),
        _windows(column),
        _distances(column, ends),
        _places(column, first, last),
        _repeats(lines),
        _shared(lines, column["prose"], first, last),
    ]
    return np.vstack(parts).T


def names() -> list[str]:
    """Return the name of each number of a row."""
    sums = ("words", "prose words", "sentences", "furniture", "ruled")
    return [
        *SHAPE,
        "ruled",
        *(f"{name} {shift:+d}" for shift in NEIGHBOURS for name in OF_NEIGHBOURS),
        *(f"{name} {side} {width}" for width in WINDOWS for side in ("before", "after") for name in sums),
        *(f"{what} {side}" for what in _DISTANT for side in "<>"),
        *("kind above", "prose since", "comments above", "after comments"),
        *("index", "left", "before main", "after main", "inside", "prose before", "prose left"),
        *("lines", "prose lines", "prose words", "furniture lines", "main words", "main share"),
        *("repeats", "shared", "telling"),
    ]


_DISTANT = ("prose", "furniture", *(f"kind {number}" for number in range(1, len(GROUPS))))


def main_stretch(column: dict[str, Numbers]) -> tuple[int, int]:
    """Return the first and the last line of the stretch with most prose and least else.

    It is the maximum subarray of words of prose, against a cost for every other line.
    """
    gains = np.where(column["prose"] > 0, column["words"], -GAP_COST)
    sums = np.concatenate(([0], np.cumsum(gains)))
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    if end == 0:
        return 0, -1
    return int(np.argmin(sums[: end + 1])), end - 1


def _neighbours(column: dict[str, Numbers]) -> Numbers:
    rows = []
    for shift in NEIGHBOURS:
        for name in OF_NEIGHBOURS:
            values = column[name]
            moved = np.full_like(values, -1)
            if shift < 0:
                moved[-shift:] = values[:shift]
            else:
                moved[:-shift] = values[shift:]
            rows.append(moved)
    return np.array(rows)


def _windows(column: dict[str, Numbers]) -> Numbers:
    count = len(column["words"])
    index = np.arange(count)
    rows = []
    summed = [
        column["words"],
        column["words"] * column["prose"],
        column["sentence"],
        (column["kind"] > 0).astype(np.int64),
        column["ruled"],
    ]
    totals = [np.concatenate(([0], np.cumsum(values))) for values in summed]
    for width in WINDOWS:
        low, high = np.maximum(0, index - width), np.minimum(count, index + width + 1)
        rows += [total[index] - total[low] for total in totals]
        rows += [total[high] - total[index + 1] for total in totals]
    return np.array(rows)


def _distances(column: dict[str, Numbers], ends: Numbers) -> Numbers:
    kind, prose = column["kind"], column["prose"] > 0
    count = len(kind)
    rows = []
    for mask in (prose, kind > 0, *(kind == number for number in range(1, len(GROUPS)))):
        rows += [_since(mask), _since(mask[::-1])[::-1]]
    index = np.arange(count)
    marked = np.where(kind > 0, index, -1)
    above = np.concatenate(([-1], np.maximum.accumulate(marked)[:-1])) if count else marked
    sums = np.concatenate(([0], np.cumsum(column["words"] * prose)))
    rows.append(np.where(above >= 0, kind[above], 0))
    rows.append(sums[index] - np.where(above >= 0, sums[above], 0))
    comments = _since(ends)
    last = np.concatenate(([-1], np.maximum.accumulate(np.where(ends, index, -1))[:-1])) if count else marked
    rows.append(comments)
    rows.append(np.where(last >= 0, sums[last], -1))
    return np.array(rows)


def _since(mask: Numbers) -> Numbers:
    """Return how far before each line the last is that *mask* marks, at most :data:`FAR`."""
    index = np.arange(len(mask))
    seen = np.maximum.accumulate(np.where(mask, index, -FAR))
    before = np.concatenate(([-FAR], seen[:-1])) if len(mask) else seen
    return np.minimum(FAR, index - before)


def _places(column: dict[str, Numbers], first: int, last: int) -> Numbers:
    count = len(column["words"])
    index = np.arange(count)
    prose = column["words"] * column["prose"]
    before = np.cumsum(prose) - prose
    total = int(prose.sum())
    main = int(prose[first : last + 1].sum())
    furniture = int((column["kind"] > 0).sum())
    page = [
        count,
        1000 * int(column["prose"].sum()) // max(1, count),
        total,
        1000 * furniture // max(1, count),
    ]
    return np.array(
        [
            index,
            count - 1 - index,
            np.clip(first - index, 0, FAR),
            np.clip(index - last, 0, FAR),
            (index >= first) & (index <= last),
            1000 * before // max(1, total),
            1000 * (total - before - prose) // max(1, total),
            *(np.full(count, value) for value in (*page, main, 1000 * main // max(1, total))),
        ]
    )


def _repeats(lines: Sequence[str]) -> Numbers:
    keys = [line.strip().casefold() if len(line) <= MOST_LOOKED_AT else "" for line in lines]
    counts = Counter(keys)
    return np.array([[min(9, counts[key]) if key else 1 for key in keys]])


def _shared(lines: Sequence[str], prose: Numbers, first: int, last: int) -> Numbers:
    """Return how many thousandths of a line's longer words the main stretch has too, and their number."""
    words = [frozenset(_TELLING_WORD.findall(line[:MOST_LOOKED_AT].casefold())) for line in lines]
    counts: Counter[str] = Counter()
    for index in range(first, last + 1):
        if prose[index]:
            counts.update(words[index])
    shares = []
    for index, own in enumerate(words):
        needed = 2 if first <= index <= last and prose[index] else 1
        shares.append(1000 * sum(counts[word] >= needed for word in own) // len(own) if own else -1)
    return np.array([shares, [len(own) for own in words]])
