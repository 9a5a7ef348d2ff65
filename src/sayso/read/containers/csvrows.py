"""The rows of CSV and TSV files (RFC 4180 and what is usual instead), delimiter and quoting found out."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.containers.columns import ROLES, find_columns
from sayso.read.containers.textstream import lines_of
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.read.containers.budget import Budget

DELIMITERS = ",\t;|"

SAMPLE_LINES = 200
"""Lines from which delimiter and quoting are found out, and no more characters than :data:`SAMPLE`."""

SAMPLE = 1_000_000
MOST_COLUMNS = 2000
LONGEST_ROW = 4
"""A line may be as long as so many of the largest pages, a cell as long as one."""

_SEPARATOR = re.compile(r"\"?sep=([^\w\s\"]|\t)\"?[,;\t]*", re.IGNORECASE)
"""The line by which Excel tells itself what stands between cells; it is no header."""


class CsvRow(NamedTuple):
    """The cells of one row by column; how many there were, and how many columns, where these differ."""

    cells: dict[str, object]
    ragged: tuple[int, int] | None


class _Form(NamedTuple):
    delimiter: str
    quoting: bool


def csv_rows(pieces: Iterator[str], name: str, budget: Budget, given: Mapping[str, str]) -> Iterator[CsvRow]:
    """Yield the rows of the table in *pieces* of text below its header.

    Raises:
        ReadError: it has no header that names a column of text, or a cell or line is too large to go on.
    """
    lines = _told(lines_of(pieces, LONGEST_ROW * budget.largest_member), name)
    first = next(lines, "")
    said = _SEPARATOR.fullmatch(first.strip("\r\n"))
    lines = lines if said else chain([first], lines)
    sample, form = _sample(lines, said[1] if said else DELIMITERS)
    # The module has one limit for the whole process; nothing else in it reads CSV.
    csv.field_size_limit(budget.largest_member)
    rows = _parse(_chained(sample, lines), form)
    try:
        header = _header(rows, name)
        if header:
            find_columns(name, header, given)
        for row in rows:
            if any(cell.strip() for cell in row):
                ragged = None if len(row) == len(header) else (len(row), len(header))
                yield CsvRow(dict(zip(header, row, strict=False)), ragged)
    except csv.Error as error:
        message = (
            f"{name}: it cannot be read as a table from some row on ({error}); a cell is too large there, "
            "or a quotation mark is not closed; correct it, or give the table as JSON Lines"
        )
        raise ReadError(message) from error


def _told(lines: Iterator[str | None], name: str) -> Iterator[str]:
    for line in lines:
        if line is None:
            message = f"{name}: one of its lines is too long for a table; give it as JSON Lines or Parquet"
            raise ReadError(message)
        yield line


def _sample(lines: Iterator[str], delimiters: str) -> tuple[list[str], _Form]:
    """Return the first lines, and the form in which their rows have the most known and even columns."""
    sample: list[str] = []
    size = 0
    for line in lines:
        sample.append(line)
        size += len(line)
        if len(sample) >= SAMPLE_LINES or size >= SAMPLE:
            break
    forms = [_Form(delimiter, quoting) for quoting in (True, False) for delimiter in delimiters]
    return sample, max(forms, key=lambda form: _fit(sample, form))


def _fit(sample: Sequence[str], form: _Form) -> tuple[int, float, int]:
    """Return how well *form* reads the sample: known names in the header, share of even rows, columns."""
    try:
        rows = [row for row in _parse(iter(sample), form) if any(cell.strip() for cell in row)]
    except csv.Error:
        return (-1, 0.0, 0)
    if not rows:
        return (-1, 0.0, 0)
    known = {name for names in ROLES.values() for name in names}
    names = ["".join(filter(str.isalnum, cell.casefold())) for cell in rows[0]]
    # The last row may be cut by the end of the sample.
    even = Counter(len(row) for row in rows[1:-1] or rows)[len(rows[0])] / len(rows[1:-1] or rows)
    return (sum(1 for name in names if name in known), even, len(names) if form.quoting else len(names) - 1)


def _parse(lines: Iterator[str], form: _Form) -> Iterator[list[str]]:
    if form.quoting:
        return csv.reader(lines, delimiter=form.delimiter)
    return csv.reader(lines, delimiter=form.delimiter, quoting=csv.QUOTE_NONE)


def _chained(sample: list[str], lines: Iterator[str]) -> Iterator[str]:
    yield from sample
    sample.clear()
    yield from lines


def _header(rows: Iterator[list[str]], name: str) -> list[str]:
    """Return the names of the columns, which the first row with anything in it gives.

    Raises:
        ReadError: these are too many.
    """
    row = next((row for row in rows if any(cell.strip() for cell in row)), [])
    if len(row) > MOST_COLUMNS:
        message = f"{name}: it has more than {MOST_COLUMNS:,} columns; keep those of text, address and date"
        raise ReadError(message)
    return _named(row)


def _named(header: Sequence[str]) -> list[str]:
    """Return the names of the columns, each once: a second "text" is "text 2"."""
    names: dict[str, None] = {}
    times: Counter[str] = Counter()
    for number, cell in enumerate(header, start=1):
        name = plain = " ".join(cell.split()) or f"column {number}"
        times[plain] += 1
        while name in names:
            name = f"{plain} {max(2, times[plain])}"
            times[plain] += name in names
        names[name] = None
    return list(names)
