"""Writing a ledger file: in batches, beside the old one, and in its place only when it is whole."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ledger import digests
from sayso.ledger.checks import keys
from sayso.ledger.errors import LedgerError
from sayso.ledger.loader import Loader
from sayso.ledger.opening import open_ledger
from sayso.ledger.rows import (
    capture_rows,
    content_row,
    extracted_rows,
    label_rows,
    linked_rows,
    meta_rows,
)
from sayso.ledger.schema import SETTINGS, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duckdb import DuckDBPyConnection

    from sayso.model import Capture, Extraction, Ledger

BLOCK_BYTES = "16384"
"""DuckDB's unit of storage. Its default is for tables of millions of rows: with it, six pages fill
8 MB; with this they fill 1 MB, and a thousand pages are still smaller and as fast to read."""


def write_ledger(
    path: Path | str,
    ledger: Ledger,
    captures: Iterable[Capture],
    extractions: Sequence[Extraction] | None = None,
) -> None:
    """Write *ledger* and the bytes it was made from to a DuckDB file at *path*.

    The file appears whole or not at all: it is written beside *path* and renamed.
    *captures* are stored once per content, compressed; every document's capture must
    be among them, or the ledger could not be verified. *extractions* are what *ledger* was linked
    of: with them, more pages can be added to the file and all be linked again; without
    them it is a ledger to read.

    Raises:
        LedgerError: *path* holds something that is not a ledger, cannot be written,
            or a document's capture is missing.
    """
    target = Path(path)
    check_target(target)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        _write(beside, ledger, captures, extractions)
        _settle(beside)
        _end_log(target)
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


def _write(
    path: Path, ledger: Ledger, captures: Iterable[Capture], extractions: Sequence[Extraction] | None
) -> None:
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
            _load_ledger(loader, ledger, extractions)
            _check_keys(connection)
            _load_digests(loader, connection)
            connection.execute("COMMIT")
    except duckdb.IOException as error:
        message = f"{path.parent}: the ledger cannot be written there ({error})"
        raise LedgerError(message) from error


def _load_ledger(loader: Loader, ledger: Ledger, extractions: Sequence[Extraction] | None) -> None:
    alone = {one.id: one for extraction in extractions or () for one in extraction.statements}
    statements = [alone.get(one.id, one) for one in ledger.statements]
    loader.add("meta", list(meta_rows(linked=bool(ledger.stories), labels=extractions is not None)))
    for name, rows in extracted_rows(ledger.documents, statements, ledger.failed):
        loader.add(name, rows)
    for extraction in {one.document.id: one for one in extractions or ()}.values():
        loader.add("labels", label_rows(extraction.document.id, extraction.labels))
    for name, rows in linked_rows(ledger, alone):
        loader.add(name, rows)
    loader.flush()


def _check_keys(connection: DuckDBPyConnection) -> None:
    for check in keys():
        if row := connection.execute(check.query).fetchone():
            message = f"two rows of the ledger have one id, so it cannot be stored ({check.table} {row[0]})"
            raise LedgerError(message)


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
    seal = digests.Seal()
    seal.add(found)
    loader.add("meta", [(digests.TABLE, seal.text)])
    loader.flush()


def _check_captured(ledger: Ledger, stored: set[tuple[str, str]]) -> None:
    for document in ledger.documents:
        if (document.capture, document.name) not in stored:
            message = f"{document.name}: its capture was not kept, so a ledger of it could not be verified"
            raise LedgerError(message)


def _settle(path: Path) -> None:
    """Make sure that the file is on the disk before it takes the old one's place."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _end_log(path: Path) -> None:
    """Bring home what the log beside a ledger holds, so that it is not taken for the new file's.

    A program that was killed while it added to the ledger leaves such a log.
    """
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    log = path.with_name(path.name + ".wal")
    if path.is_file() and log.exists():
        duckdb.connect(str(path), config={**SETTINGS}).close()
    log.unlink(missing_ok=True)
