"""A quantity's axis drawn with characters: one row a reading, ticks below."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.report.view.axis import Axis
    from sayso.report.view.readings import Reading

_SIGNS = {"base": "·", "line": "━", "left": "┝", "right": "┥", "to_left": "◀", "to_right": "▶"}
_ASCII = {"base": ".", "line": "=", "left": "[", "right": "]", "to_left": "<", "to_right": ">"}


def draw_row(row: Reading, width: int, *, ascii_only: bool = False) -> str:
    """Return *row* drawn in *width* characters.

    A number is a filled dot, an approximate one an open dot, a look-alike a diamond; a
    range is a line with stops, an open bound a line with an arrow.
    """
    signs = _ASCII if ascii_only else _SIGNS
    cells = [signs["base"]] * width
    left, right = (round(at * (width - 1)) for at in (row.left, row.right))
    if row.exact:
        cells[left] = _point(row, ascii_only=ascii_only)
        return "".join(cells)
    cells[left : right + 1] = [signs["line"]] * (right - left + 1)
    cells[left] = signs["to_left" if row.open_left else "left"]
    cells[right] = signs["to_right" if row.open_right else "right"]
    return "".join(cells)


def draw_ticks(axis: Axis, width: int) -> str:
    """Return the axis's tick labels in *width* characters; labels that would touch are left out."""
    line = [" "] * width
    free_from = 0
    for tick in axis.ticks:
        start = round(tick.at * (width - 1)) - len(tick.words) // 2
        start = min(max(start, 0), width - len(tick.words))
        if start >= free_from:
            line[start : start + len(tick.words)] = tick.words
            free_from = start + len(tick.words) + 1
    return "".join(line).rstrip()


def _point(row: Reading, *, ascii_only: bool) -> str:
    """Return the sign of a single value."""
    if row.alike:
        return "x" if ascii_only else "◇"
    if row.approximate:
        return "o" if ascii_only else "○"
    return "O" if ascii_only else "●"
