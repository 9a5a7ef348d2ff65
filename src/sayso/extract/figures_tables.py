"""Figures of table rows, whose words stand at the head of the column and of the row.

Reading keeps a row as one block, its cells apart by tabs. The first row of a table is its
head when no cell of it is a number. "Aleppo | 120" under "Province | Dead" is 120 dead,
of "Dead, Aleppo".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.figures_kinds import quantities
from sayso.extract.moments_grammar import find_expressions
from sayso.extract.numbers import read_numbers
from sayso.model import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sayso.extract.figures_kinds import Quantity
    from sayso.extract.figures_words import FigureWords
    from sayso.extract.moments_lexicon import TimeLexicon
    from sayso.extract.numbers import Reading
    from sayso.extract.parse import Passage

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBER_FIRST = re.compile(r"\W*\d")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Head:
    """The cells of a table's first row, by position; empty where it has no head."""

    cells: tuple[str, ...]

    def above(self, column: int) -> str:
        return self.cells[column].strip() if column < len(self.cells) else ""


def is_row(passage: Passage) -> bool:
    """Tell whether a passage is a row of a table with more than one cell."""
    return passage.block.role == "table" and "\t" in passage.text


def table_figures(
    passages: Sequence[Passage], reader: Callable[[str], Reading], times: TimeLexicon, words: FigureWords
) -> Iterator[Figure]:
    """Find the figures of all rows among *passages*, in order; offsets are the document's."""
    head: _Head | None = None
    for passage in passages:
        if not is_row(passage):
            head = None
            continue
        cells = tuple(passage.text.split("\t"))
        if head is None:
            numbers = any(_NUMBER_FIRST.match(cell) for cell in cells)
            head = _Head(()) if numbers else _Head(cells)
            if not numbers:
                continue
        yield from _row(passage, head, reader, times, words)


def _row(
    passage: Passage, head: _Head, reader: Callable[[str], Reading], times: TimeLexicon, words: FigureWords
) -> Iterator[Figure]:
    text = passage.text
    name = text.split("\t", 1)[0].strip()
    for column, (start, printed) in enumerate(_cells(text)):
        if (column == 0 and not head.cells) or _YEAR.match(printed.strip()):
            continue
        on = reader(printed)
        dated = [(e.start, e.end) for e in find_expressions(on, times) if e.calendar]
        for number in read_numbers(on):
            if any(a < number.end and number.start < b for a, b in dated):
                continue
            for quantity in quantities(on, number):
                above = head.above(column) if column else ""
                yield _figure(passage, on, start, quantity, _Words(above, name if column else "", words))


def _cells(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for cell in text.split("\t"):
        yield start, cell
        start += len(cell) + 1


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands above and before a cell."""

    above: str
    before: str
    lists: FigureWords

    def unit(self) -> str | None:
        """Return the noun that the column counts: the last word of its head."""
        found = [word.lower() for word in _WORD.findall(self.above)]
        return found[-1] if found and not self.lists.has("tables.bare", found[-1]) else None

    def of(self) -> str | None:
        """Return the heads of column and row, as printed."""
        above = "" if self.lists.has("tables.bare", self.above.lower()) else self.above
        return ", ".join(part for part in (above, self.before) if part) or None

    def is_share(self) -> bool:
        """Tell whether the column gives percentages."""
        lowered = self.above.lower()
        return "%" in lowered or any(self.lists.has("tables.percent", word) for word in lowered.split())


def _figure(passage: Passage, on: Reading, cell: int, quantity: Quantity, words: _Words) -> Figure:
    number = quantity.number
    start, end = on.tokens.starts[quantity.first], on.tokens.ends[quantity.last - 1]
    kind, unit = quantity.kind, quantity.unit
    if kind == "count" and words.is_share():
        kind, unit = "percent", "%"
    elif kind == "count" and unit is None:
        unit = words.unit()
    offset = passage.start + cell
    return Figure(
        offset + start,
        offset + end,
        passage.text[cell + start : cell + end],
        number.low,
        number.high,
        number.approximate,
        kind,
        unit,
        words.of(),
        reason=number.reason,
    )
