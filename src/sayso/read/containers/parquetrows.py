"""The rows of a Parquet file, through DuckDB, which may open this one file and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
            types = _columns(connection, path)
            found = find_columns(name, list(types), given)
            wanted = [column for role in ROLES if (column := found.get(role))]
            chosen = ", ".join(_expression(column, types[column]) for column in wanted)
            # Quoted names of columns are all that stands in the query; the path is a parameter.
            result = connection.execute(f"SELECT {chosen} FROM read_parquet(?)", [str(path)])  # noqa: S608 - as said
            while rows := result.fetchmany(BATCH):
                for row in rows:
                    budget.spend(name, sum(len(cell) for cell in row if isinstance(cell, str | bytes)))
                    yield dict(zip(wanted, row, strict=True))
    except (duckdb.Error, OSError, ValueError) as error:
        reason = str(error).split("\n", 1)[0][:150]
        message = f"{name}: it cannot be read as Parquet ({reason}); write it anew, or give it as JSON Lines"
        raise ReadError(message) from error


def _allow_only(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Let *connection* read the file at *path*, and nothing else from now on, whatever the file asks for."""
    connection.execute(f"SET allowed_paths = [{_literal(str(path))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _columns(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    types: dict[str, str] = {}
    for column, kind, *_ in described:
        types[str(column)] = str(kind)
    return types


def _expression(column: str, kind: str) -> str:
    """Return the SQL for *column*; moments with a zone come as milliseconds since 1970."""
    quoted = '"' + column.replace('"', '""') + '"'
    return f"epoch_ms({quoted})" if kind == _ZONED else quoted


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
