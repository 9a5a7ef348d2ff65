"""Opening ledger files: for reading, or alone for adding to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ledger.errors import LedgerError
from sayso.ledger.schema import FORMAT, SETTINGS, fingerprint

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    Setting = str | bool | int | float | list[str]

SPARING: dict[str, Setting] = {"memory_limit": "128MB", "threads": 1}
"""For adding: how much memory DuckDB may fill (it fills what it may), and that it leaves the cores to
those who read pages. The largest page that is read can be stored with it."""


def open_ledger(path: Path | str) -> DuckDBPyConnection:
    """Open the ledger at *path* for reading.

    Raises:
        LedgerError: there is no file, it is no ledger, of a format this version does not know, or
            another program is writing to it.
    """
    connection = _connect(path, {}, read_only=True)
    _read_meta(connection, path)
    return connection


def open_for_writing(path: Path | str, *, sparing: bool = False) -> DuckDBPyConnection:
    """Open the ledger at *path* to change it, *sparing* memory or not; nobody else can open it meanwhile.

    Raises:
        LedgerError: as for :func:`open_ledger`, or it has other tables than this version writes, or
            another program reads it.
    """
    connection = _connect(path, SPARING if sparing else {}, read_only=False)
    if _read_meta(connection, path).get("schema") != fingerprint():
        connection.close()
        message = (
            f"{path}: another version of sayso wrote it, with other tables than this one; "
            "name a new ledger, and add the pages to that"
        )
        raise LedgerError(message)
    return connection


def _connect(path: Path | str, settings: dict[str, Setting], *, read_only: bool) -> DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    if not Path(path).is_file():
        message = f"{path}: there is no such ledger"
        raise LedgerError(message)
    try:
        return duckdb.connect(str(path), read_only=read_only, config={**SETTINGS, **settings})
    except duckdb.Error as error:
        message = f"{path}: cannot be opened as a ledger; {_reason(str(error), read_only=read_only)}"
        raise LedgerError(message) from error


def _reason(error: str, *, read_only: bool) -> str:
    """Say in a few words why DuckDB could not open a file."""
    if "Could not set lock" in error or "different configuration" in error:
        doing = "writing to it" if read_only else "reading or writing it"
        return f"another program is {doing}; wait until it is done"
    if "read-only" in error.lower() or "Permission denied" in error:
        return "it may not be written to; check its permissions"
    return "it is not one"


def _read_meta(connection: DuckDBPyConnection, path: Path | str) -> dict[str, str]:
    """Return what the ledger says of itself; close what is none of this format, and say so."""
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    try:
        found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except duckdb.Error:
        found = {}
    if found.get("format") != str(FORMAT) or "sayso" not in found:
        connection.close()
        message = (
            f"{path}: is a ledger of format {found.get('format')}, and this version reads format {FORMAT}"
            if "sayso" in found
            else f"{path}: is a DuckDB file, but not a sayso ledger"
        )
        raise LedgerError(message)
    return found
