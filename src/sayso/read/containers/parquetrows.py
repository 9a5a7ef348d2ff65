"""The rows of a Parquet file, through DuckDB, which may open this one file and nothing else."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.containers.columns import ROLES, find_columns
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import duckdb

    from sayso.read.containers.budget import Budget

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "temp_directory": "",
    "threads": "1",
    "memory_limit": "1GB",
}
"""How DuckDB is opened: nothing is fetched, nothing is written to disk, and memory has an end."""

BATCH = 64
"""Rows fetched at once."""

_ZONED = "TIMESTAMP WITH TIME ZONE"


class _Column(NamedTuple):
    """A column, or a field of one: how SQL names it, and its type."""

    sql: str
    kind: str

    @property
    def selected(self) -> str:
        """The SQL that gives it; moments with a zone come as milliseconds since 1970."""
        return f"epoch_ms({self.sql})" if self.kind == _ZONED else self.sql


def parquet_rows(
    path: Path, name: str, budget: Budget, given: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    """Yield the cells of each row by column; only columns that have a role are read.

    Raises:
        ReadError: it is no Parquet file that can be read, or has no column of text.
        SpentError: the table is over the budget.
    """
    import duckdb  # noqa: PLC0415 - takes a tenth of a second, and few inputs are Parquet

    try:
        with duckdb.connect(":memory:", config=SETTINGS) as connection:
            _allow_only(connection, path)
            columns = _columns(connection, path, given)
            found = find_columns(name, list(columns), given)
            wanted = [column for role in ROLES if (column := found.get(role))]
            chosen = ", ".join(columns[column].selected for column in wanted)
            # Quoted names of columns are all that stands in the query; the path is a parameter.
            result = connection.execute(f"SELECT {chosen} FROM read_parquet(?)", [str(path)])  # noqa: S608 - as said
            while rows := result.fetchmany(BATCH):
                for row in rows:
                    budget.spend(name, sum(len(cell) for cell in row if isinstance(cell, str | bytes)))
                    yield {
                        column: _moment(cell) if columns[column].kind == _ZONED else cell
                        for column, cell in zip(wanted, row, strict=True)
                    }
    except (duckdb.Error, OSError, ValueError) as error:
        reason = str(error).split("\n", 1)[0][:150]
        message = f"{name}: it cannot be read as Parquet ({reason}); write it anew, or give it as JSON Lines"
        raise ReadError(message) from error


def _allow_only(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Let *connection* read the file at *path*, and nothing else from now on, whatever the file asks for."""
    connection.execute(f"SET allowed_paths = [{_literal(str(path))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _columns(
    connection: duckdb.DuckDBPyConnection, path: Path, given: Mapping[str, str]
) -> dict[str, _Column]:
    """Return the columns by name, and the fields of structures that *given* names as ``content.rendered``."""
    import duckdb  # noqa: PLC0415 - as above

    columns = _described(connection, path, "*")
    for name in given.values():
        fields = name.split(".")
        if name not in columns and fields[0] in columns:
            with contextlib.suppress(duckdb.Error):  # there is no such field, which is told as of any column
                (found,) = _described(connection, path, ".".join(map(_quoted, fields))).values()
                columns[name] = _Column(".".join(map(_quoted, fields)), found.kind)
    return columns


def _described(connection: duckdb.DuckDBPyConnection, path: Path, chosen: str) -> dict[str, _Column]:
    # Quoted names of columns are all that stands in the query; the path is a parameter.
    query = f"DESCRIBE SELECT {chosen} FROM read_parquet(?)"  # noqa: S608 - as said
    rows = connection.execute(query, [str(path)]).fetchall()
    return {str(name): _Column(_quoted(str(name)), str(kind)) for name, kind, *_ in rows}


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _moment(milliseconds: object) -> dt.datetime | None:
    """Return a moment, ``None`` where it is none that a calendar has."""
    if not isinstance(milliseconds, int):
        return None
    try:
        return dt.datetime.fromtimestamp(milliseconds // 1000, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
