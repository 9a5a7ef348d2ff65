"""Writing a ledger file: in batches, beside the old one, and in its place only when it is whole."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ledger import digests
from sayso.ledger.errors import LedgerError
from sayso.ledger.load import open_ledger
from sayso.ledger.rows import capture_rows, content_row, ledger_rows
from sayso.ledger.schema import SETTINGS, Table, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duckdb import DuckDBPyConnection

    from sayso.ledger.rows import Row
    from sayso.model import Capture, Ledger

BATCH_ROWS = 5_000
"""Rows that go to DuckDB at a time."""

BATCH_BYTES = 8_000_000
"""Characters of text or bytes of captures at which a batch goes early: it bounds the memory."""


BLOCK_BYTES = "16384"
"""DuckDB's unit of storage. Its default is for tables of millions of rows: with it, six pages fill
8 MB; with this they fill 1 MB, and a thousand pages are still smaller and as fast to read."""


def write_ledger(path: Path | str, ledger: Ledger, captures: Iterable[Capture]) -> None:
    """Write *ledger* and the bytes it was made from to a DuckDB file at *path*.

    The file appears whole or not at all: it is written beside *path* and renamed.
    *captures* are stored once per content, compressed; every document's capture must
    be among them, or the ledger could not be verified.

    Raises:
        LedgerError: *path* holds something that is not a ledger, cannot be written,
            or a document's capture is missing.
    """
    target = Path(path)
    check_target(target)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        _write(beside, ledger, captures)
        _settle(beside)
        beside.replace(target)
    except OSError as error:
        message = f"{target}: the ledger cannot be written ({error.strerror or error})"
        raise LedgerError(message) from error
    finally:
        for left in (beside, beside.with_name(beside.name + ".wal")):
            left.unlink(missing_ok=True)


def check_target(path: Path | str) -> None:
    """Check that a ledger may be written at *path*: nothing is there, or a ledger, which is replaced.

    Raises:
        LedgerError: something else is there, or the folder is missing.
    """
    target = Path(path)
    if not target.parent.is_dir():
        message = f"{target}: there is no folder {target.parent} to write the ledger to"
        raise LedgerError(message)
    if not target.exists():
        return
    try:
        open_ledger(target).close()
    except LedgerError as error:
        message = f"{target}: there is a file that is not a sayso ledger, and it is left as it is"
        raise LedgerError(message) from error


def _write(path: Path, ledger: Ledger, captures: Iterable[Capture]) -> None:
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    settings: dict[str, str | bool | int | float | list[str]] = {
        **SETTINGS,
        "default_block_size": BLOCK_BYTES,
    }
    try:
        with contextlib.closing(duckdb.connect(str(path), config=settings)) as connection:
            connection.execute("BEGIN")
            for table in tables().values():
                for statement in table.create():
                    connection.execute(statement)
            loader = Loader(connection)
            stored = _load_captures(loader, captures)
            _check_captured(ledger, stored)
            for name, rows in ledger_rows(ledger):
                loader.add(name, rows)
            loader.flush()
            _load_digests(loader, connection)
            connection.execute("COMMIT")
    except duckdb.ConstraintException as error:
        message = f"two rows of the ledger have one id, so it cannot be stored ({error})"
        raise LedgerError(message) from error
    except duckdb.IOException as error:
        message = f"{path.parent}: the ledger cannot be written there ({error})"
        raise LedgerError(message) from error


def _load_captures(loader: Loader, captures: Iterable[Capture]) -> set[tuple[str, str]]:
    contents: set[str] = set()
    places: set[tuple[str, str]] = set()
    for capture in captures:
        if (capture.sha256, capture.name) in places:
            continue
        for table, rows in capture_rows(len(places), capture).items():
            loader.add(table, rows)
        places.add((capture.sha256, capture.name))
        if capture.sha256 not in contents:
            contents.add(capture.sha256)
            loader.add("contents", [content_row(capture)])
    return places


def _load_digests(loader: Loader, connection: DuckDBPyConnection) -> None:
    """Store the digests of all rows, as they are read back, and the digest of these."""
    found = list(digests.digests(connection))
    loader.add(digests.TABLE, found)
    loader.add("meta", [(digests.TABLE, digests.seal(found))])
    loader.flush()


def _check_captured(ledger: Ledger, stored: set[tuple[str, str]]) -> None:
    for document in ledger.documents:
        if (document.capture, document.name) not in stored:
            message = f"{document.name}: its capture was not kept, so a ledger of it could not be verified"
            raise LedgerError(message)


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
            if rows:
                self._insert(tables()[name], rows)
        self._waiting, self._weight, self._count = {}, 0, 0

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
        self._connection.execute(
            f'INSERT INTO "{table.name}" SELECT {values} '  # noqa: S608 - names from tables.toml
            f"FROM (SELECT from_json(?, '{json.dumps(shape)}') AS batch)",
            [json.dumps(batch, ensure_ascii=False, allow_nan=False)],
        )


def _travel(value: str | float | bytes | None) -> str | float | None:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _settle(path: Path) -> None:
    """Make sure that the file is on the disk before it takes the old one's place."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
