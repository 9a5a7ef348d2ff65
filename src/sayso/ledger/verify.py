"""Replaying a ledger: every row is held against the capture that it was made from.

The checks run in one fixed order and stop at the first class that fails, since what
follows would only repeat it: bytes that changed make every span wrong.
"""

from __future__ import annotations

import hashlib
import zlib
from contextlib import closing
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from sayso.ledger import checks, digests
from sayso.ledger.errors import LedgerError
from sayso.ledger.load import open_ledger, read_captures, read_documents, unpack
from sayso.ledger.rows import COMPRESSION
from sayso.ledger.schema import fingerprint, tables
from sayso.ledger.sources import Spoken, is_mapped, source_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from sayso.model import Block, Capture, Document


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One row that does not hold: its table, its id or place, and what is wrong, in a sentence."""

    table: str
    row: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a replay found.

    ``checked`` gives the rows held per class, in the order they were checked;
    ``failed`` is the first class with a mismatch, at which the replay stopped.
    """

    checked: dict[str, int]
    failed: str | None = None
    mismatches: tuple[Mismatch, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether every row holds."""
        return self.failed is None


CLASSES = {
    "schema": "the tables are those of this format",
    "contents": "stored bytes have the SHA-256 and size they are filed under; times of capture are times",
    "references": "no two rows have one id, and every row that a row names is there",
    "documents": "read again from its capture, every document gives the same text, blocks and description",
    "spans": "every span lies in its document and selects exactly its printed words",
    "sources": "the characters of a capture that print a block or statement read as it does",
    "nesting": "parts and figures lie in their statement, moments there or beside its cue, parts in order",
    "origins": "the origins of a claim share out its statements, each to one",
    "rows": "every table has the rows that were written, with the values that were written",
}
"""What is checked, in this order."""


def verify_ledger(path: Path | str, read: Callable[[Capture], Document] | None = None) -> Verification:
    """Replay every row of the ledger at *path*; *read* makes a document of a capture.

    Returns:
        what was checked, and the mismatches of the first class that has any.

    Raises:
        LedgerError: the file cannot be opened as a ledger.
    """
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    if read is None:
        from sayso.read import read_document  # noqa: PLC0415 - only verifying reads again

        read = read_document
    with closing(open_ledger(path)) as connection:
        replays = {
            "schema": lambda: _schema(connection),
            "contents": lambda: _contents(connection),
            "references": lambda: _queries(connection, chain(checks.keys(), checks.references())),
            "documents": lambda: _documents(connection, read),
            "spans": lambda: _queries(connection, checks.spans()),
            "sources": lambda: _sources(connection),
            "nesting": lambda: _queries(connection, checks.nesting()),
            "origins": lambda: _queries(connection, checks.origins()),
            "rows": lambda: _rows(connection),
        }
        checked: dict[str, int] = {}
        try:
            for name in CLASSES:
                checked[name], mismatches = replays[name]()
                if mismatches:
                    return Verification(checked, name, tuple(mismatches))
        except duckdb.Error as error:
            message = f"{path}: the ledger is damaged ({error})"
            raise LedgerError(message) from error
    return Verification(checked)


Found = tuple[int, list[Mismatch]]
"""How many rows were checked, and those that do not hold."""


def _schema(connection: DuckDBPyConnection) -> Found:
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND schema_name = 'main' ORDER BY table_name, column_index"
    ).fetchall():
        found.setdefault(table, []).append((column, kind))
    wrong = [
        Mismatch(name, "(table)", "is missing" if name not in found else "has other columns than it should")
        for name, table in tables().items()
        if found.get(name) != [(c.name, c.type) for c in table.columns]
    ]
    stored = dict(connection.execute("SELECT key, value FROM meta").fetchall()).get("schema")
    if not wrong and stored != fingerprint():
        wrong.append(Mismatch("meta", "schema", "does not name the tables that the file has"))
    return len(tables()), wrong


def _contents(connection: DuckDBPyConnection) -> Found:
    checked, wrong = 0, []
    rows = connection.execute("SELECT sha256, size, compression, data FROM contents ORDER BY sha256")
    while row := rows.fetchone():
        checked += 1
        problem = _content_problem(*row)
        if problem:
            wrong.append(Mismatch("contents", row[0], problem))
    for name, captured in connection.execute("SELECT name, captured FROM captures ORDER BY ALL").fetchall():
        checked += 1
        if captured is not None and not _is_time(captured):
            problem = f"was captured at {captured!r}, which is not an ISO 8601 time"
            wrong.append(Mismatch("captures", str(name), problem))
    return checked, wrong


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _content_problem(sha256: str, size: int | None, compression: str, data: bytes | None) -> str | None:
    if size is None or data is None:
        return "holds no bytes, or not how many they are"
    if compression != COMPRESSION:
        return f"is compressed as {compression}, which this version cannot read"
    try:
        plain = unpack(data, size)
    except zlib.error as error:
        return f"cannot be decompressed ({error})"
    if len(plain) != size:
        more = "more than " if len(plain) > size else ""
        return f"holds {more}{min(len(plain), size)} bytes where {size} were stored"
    found = hashlib.sha256(plain).hexdigest()
    return None if found == sha256 else f"holds bytes whose SHA-256 is {found}"


def _documents(connection: DuckDBPyConnection, read: Callable[[Capture], Document]) -> Found:
    """Read every document again; documents of one capture are compared while it is at hand."""
    checked, wrong = 0, []
    stored = read_documents(connection)
    places = {(document.capture, document.name): document for document in stored}
    for capture in read_captures(connection):
        document = places.get((capture.sha256, capture.name))
        if document is None:
            continue
        checked += 1
        wrong += [Mismatch("documents", document.id, problem) for problem in _reread(document, capture, read)]
    return checked, wrong


def _reread(stored: Document, capture: Capture, read: Callable[[Capture], Document]) -> Iterator[str]:
    try:
        again = read(capture)
    except Exception as error:  # noqa: BLE001 - whatever reading raises is this row's mismatch
        yield f"({stored.name}) cannot be read again from its capture ({error})"
        return
    if again.text != stored.text:
        offset = _first_difference(stored.text or "", again.text)  # a ledger that was tampered with has null
        yield f"({stored.name}) its text differs from its capture at character {offset}"
        return
    for name in (one.name for one in fields(stored) if one.name != "text"):
        was, now = getattr(stored, name), getattr(again, name)
        if was == now or (name == "problems" and was[: len(now)] == now):  # extracting may add some
            continue
        if name == "blocks":
            yield f"({stored.name}) {_blocks_problem(was, now)}"
        else:
            yield f"({stored.name}) its {name} is {was!r}, and read from its capture {now!r}"


def _blocks_problem(was: tuple[Block, ...], now: tuple[Block, ...]) -> str:
    n = _first_difference(was, now)
    if n < len(was) and n < len(now) and replace(was[n], origin=now[n].origin) == now[n]:
        said, found = was[n].origin, now[n].origin
        return f"its block {n} is said to stand at {said} in its capture, and read from there at {found}"
    return f"its blocks differ from its capture at block {n}"


def _sources(connection: DuckDBPyConnection) -> Found:
    """Trace blocks and statements to the characters of their captures, one capture at a time."""
    checked, wrong = 0, []
    spoken: dict[str, list[Spoken]] = {}
    query = 'SELECT document, id, start, "end", text FROM statements ORDER BY document, start, id'
    for document, *statement in connection.execute(query).fetchall():
        spoken.setdefault(document, []).append((statement[0], statement[1], statement[2], statement[3]))
    stored = {(document.capture, document.name): document for document in read_documents(connection)}
    for capture in read_captures(connection):
        document = stored.get((capture.sha256, capture.name))
        if document is not None and is_mapped(capture):
            statements = spoken.get(document.id, [])
            checked += len(document.blocks) + len(statements)
            wrong += [Mismatch(*one) for one in source_problems(capture, document, statements)]
    return checked, wrong


def _first_difference(a: str | tuple[object, ...], b: str | tuple[object, ...]) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


_NULL = "holds null where a value belongs"


def _queries(connection: DuckDBPyConnection, found: Iterable[checks.Check]) -> Found:
    checked, wrong = 0, []
    for check in found:
        (count,) = connection.execute(f'SELECT count(*) FROM "{check.table}"').fetchone() or (0,)  # noqa: S608 - names from tables.toml
        checked += count
        rows = connection.execute(check.query).fetchall()
        wrong += [Mismatch(check.table, str(row or "(null)"), problem or _NULL) for row, problem in rows]
    return checked, wrong


def _rows(connection: DuckDBPyConnection) -> Found:
    """Hold the rows against the digests that were stored when they were written."""
    sealed = dict(connection.execute("SELECT key, value FROM meta").fetchall()).get(digests.TABLE)
    found = _Counted(digests.digests(connection))
    wrong = [Mismatch(*one) for one in digests.differences(digests.written(connection), found)]
    if not wrong and digests.seal(connection) != sealed:
        wrong.append(Mismatch(digests.TABLE, "(table)", "is not as it was written"))
    return found.rows, wrong


class _Counted:
    """Digests on their way, and how many rows they have been of."""

    def __init__(self, found: Iterator[digests.Digest]) -> None:
        self._found = found
        self.rows = 0

    def __iter__(self) -> Iterator[digests.Digest]:
        for one in self._found:
            self.rows += one[2]
            yield one
