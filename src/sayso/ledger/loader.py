"""Rows on their way to DuckDB, many at a time."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from sayso.ledger.schema import Table, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from sayso.ledger.rows import Row

BATCH_ROWS = 5_000
"""Rows that go to DuckDB at a time."""

BATCH_BYTES = 8_000_000
"""Characters of text or bytes of captures at which a batch goes early: it bounds the memory."""

LARGE = 1_000_000
"""Characters or bytes of one value above which its row goes by itself."""


class Loader:
    """Rows gathered by table and given to DuckDB many at a time.

    A batch travels as one JSON text, column by column, which DuckDB unpacks with the
    columns' declared types. Bound parameters cost a millisecond a row where pandas is
    not installed (DuckDB looks for it at every value); this costs about 10 us, and
    needs neither pandas nor Arrow nor a temporary file. Bytes travel in base64.
    """

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._waiting: dict[str, list[Row]] = {}
        self._weight = 0
        self._count = 0

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows of a table; they are stored at the latest at :meth:`flush`."""
        self._waiting.setdefault(table, []).extend(rows)
        self._count += len(rows)
        self._weight += sum(len(value) for row in rows for value in row if isinstance(value, (str, bytes)))
        if self._count >= BATCH_ROWS or self._weight >= BATCH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Store all rows that wait."""
        for name, rows in self._waiting.items():
            many = [row for row in rows if not _is_large(row)]
            if many:
                self._insert(tables()[name], many)
            for row in rows:
                if _is_large(row):
                    self._insert_one(name, row)
        self._waiting, self._weight, self._count = {}, 0, 0

    def _insert_one(self, name: str, row: Row) -> None:
        """Insert a row by bound parameters: what is large takes many times its size as JSON."""
        places = ", ".join("?" * len(row))
        self._connection.execute(f'INSERT INTO "{name}" VALUES ({places})', list(row))  # noqa: S608 - declared names

    def _insert(self, table: Table, rows: list[Row]) -> None:
        batch = {
            column.name: [_travel(value) for value in values]
            for column, values in zip(table.columns, zip(*rows, strict=True), strict=True)
        }
        shape = {c.name: ["VARCHAR" if c.type == "BLOB" else c.type] for c in table.columns}
        values = ", ".join(
            f'from_base64(unnest(batch."{c.name}"))' if c.type == "BLOB" else f'unnest(batch."{c.name}")'
            for c in table.columns
        )
        text = json.dumps(batch, ensure_ascii=False, allow_nan=False)
        text.encode("utf-8")  # half a character raises here what says so, and in DuckDB what does not
        self._connection.execute(
            f'INSERT INTO "{table.name}" SELECT {values} '  # noqa: S608 - names from tables.toml
            f"FROM (SELECT from_json(?, '{json.dumps(shape)}') AS batch)",
            [text],
        )


def _is_large(row: Row) -> bool:
    return any(isinstance(value, (str, bytes)) and len(value) > LARGE for value in row)


def _travel(value: str | float | bytes | None) -> str | float | None:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
