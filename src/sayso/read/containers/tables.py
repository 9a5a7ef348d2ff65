"""Tables of pages: CSV, TSV, JSON Lines, JSON and Parquet, a row a page.

Datasets of news, exports of databases and lists that somebody keeps hold the text of a page in one
column and its address, title and date in others. Which are which is told by their names
(:data:`~sayso.read.containers.columns.ROLES`) or by the user.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from sayso.read.containers.csvrows import csv_rows
from sayso.read.containers.jsonrows import json_rows
from sayso.read.containers.parquetrows import parquet_rows
from sayso.read.containers.rows import Rows
from sayso.read.containers.textstream import text_of
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sayso.model import Capture, Failure
    from sayso.read.containers.budget import Budget

_GIVEN_NOTHING: Mapping[str, str] = {}


def open_table(
    source: BinaryIO, name: str, budget: Budget, columns: Mapping[str, str] = _GIVEN_NOTHING
) -> Iterator[Capture | Failure]:
    """Yield the pages in the CSV, TSV, JSON Lines or JSON *source*, which need not be seekable.

    Args:
        source: the table's bytes, of any length.
        name: what the table is called; a row is ``name!/12`` by its number from 1, or by its id.
        budget: what may come out; a row larger than a member may be is a failure.
        columns: the column for a role of :data:`~sayso.read.containers.columns.ROLES`, as the user says.
    """
    rows = Rows(name, budget, columns)
    fault: str | None = None
    try:
        pieces = text_of(source, name, budget)
        head = next((piece for piece in pieces if piece.strip()), "")
        pieces = chain([head], pieces)
        if head.lstrip().startswith(("{", "[")):
            for found in json_rows(pieces, name, budget):
                yield from rows.page(found.cells) if found.problem is None else rows.broken(found.problem)
        else:
            for row in csv_rows(pieces, name, budget, columns):
                yield from rows.page(row.cells, row.ragged)
    except ReadError as error:
        fault = error.sentence
    except (OSError, EOFError, ValueError) as error:
        reason = str(error).split("\n", 1)[0][:120]
        fault = f"{name}: it is damaged ({reason}); what stands before was read"
    yield from rows.rest(fault)


def open_parquet(
    path: Path, name: str, budget: Budget, columns: Mapping[str, str] = _GIVEN_NOTHING
) -> Iterator[Capture | Failure]:
    """Yield the pages in the Parquet file at *path*; the rest is as in :func:`open_table`.

    Parquet is read from its end, column by column, and so needs the file itself.
    """
    rows = Rows(name, budget, columns)
    fault: str | None = None
    try:
        for cells in parquet_rows(path, name, budget, columns):
            yield from rows.page(cells)
    except ReadError as error:
        fault = error.sentence
    yield from rows.rest(fault)
