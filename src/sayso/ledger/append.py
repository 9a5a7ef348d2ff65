"""Adding to a ledger file: batch by batch, each whole or not at all.

A batch is one transaction: captures, contents, what the pages say, failures, their
digests and the seal. Whatever ends the program, and whenever, the file holds whole
batches: DuckDB writes a transaction to the log beside the file (``.wal``) and has it on
the disk before ``COMMIT`` returns, brings the log home into the file when it has grown to
16 MB or the file is closed, and plays it back when the file is opened next.
"""

from __future__ import annotations

import contextlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sayso.ledger import asking, digests
from sayso.ledger.errors import LedgerError
from sayso.ledger.loader import Loader
from sayso.ledger.opening import open_for_writing
from sayso.ledger.rows import capture_rows, content_row, extracted_rows, label_rows
from sayso.ledger.schema import tables
from sayso.ledger.write import check_target, write_ledger
from sayso.model import Capture, Extraction, Failure, Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from sayso.ledger.rows import Row, Rows

COUNTED = ("captures", "documents", "statements", "failures")
"""Tables whose rows are numbered through the ledger."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input: the capture (``None`` if there was none) and what was found in it."""

    capture: Capture | None
    result: Extraction | Failure


class Adder:
    """A ledger that is added to; it is made where there is none, and nobody else can open it meanwhile.

    Raises:
        LedgerError: there is something else, it cannot be written, or another program has it open.
    """

    def __init__(self, path: Path | str) -> None:
        self._path = Path(path)
        if not self._path.exists():
            check_target(self._path)
            write_ledger(self._path, Ledger((), ()), (), ())
        self._connection = open_for_writing(self._path, sparing=True)
        said = dict(self._connection.execute("SELECT key, value FROM meta").fetchall())
        self._linked = said.get("linked") == "yes"
        self._seal = said.get(digests.TABLE)
        self._next = {name: self._end(name) for name in COUNTED}

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file, with the log brought home into it."""
        self._connection.close()

    def stored(self, items: Sequence[Capture | Failure]) -> list[bool]:
        """Tell of each input whether the ledger has it: the same bytes, or failure, under the same name."""
        captures = [item for item in items if isinstance(item, Capture)]
        failures = [item.name for item in items if isinstance(item, Failure)]
        there = {
            *self._among("captures", "sha256", "name", [item.sha256 for item in captures]),
            *self._among("failures", "name", "problem", failures),
        }
        return [
            ((item.sha256, item.name) if isinstance(item, Capture) else (item.name, item.problem)) in there
            for item in items
        ]

    def files_among(self, files: Sequence[str]) -> set[str]:
        """Return which of *files* the ledger has captures of, or of what lies in them."""
        return asking.files_among(self._connection, files)

    def said_of(self, captures: Sequence[Capture]) -> list[dict[str, str]]:
        """Return what is said beside each of *captures* in the ledger, by field."""
        return asking.said_of(self._connection, captures)

    def headers_of(self, address: str) -> dict[str, str]:
        """Return what the server answered with when *address* was last had; nothing where it never was.

        It may be asked from any thread.
        """
        cursor = self._connection.cursor()
        found = cursor.execute(
            "SELECT key, value FROM headers WHERE capture = "
            "(SELECT max(position) FROM captures WHERE address = ? OR name = ?)",
            [address, address],
        ).fetchall()
        return dict(found)

    def add(self, batch: Sequence[Added]) -> list[Failure]:
        """Add *batch*; return what could not be read of it, or not be stored.

        What one input has that no ledger can hold (half a character, the id of another
        page) makes a failure of that input alone.

        Raises:
            LedgerError: the file cannot be written; it holds the batches before.
        """
        try:
            try:
                return self._store(batch)
            except _unstorable():
                return [failure for one in batch for failure in self._store_alone(one)]
        except _unwritable() as error:
            message = (
                f"{self._path}: the ledger cannot be written ({error}); what was added before is in it, "
                "and the same command goes on from there"
            )
            raise LedgerError(message) from error

    def _store_alone(self, one: Added) -> list[Failure]:
        name = one.capture.name if one.capture else _name(one.result)
        try:
            return self._store([one])
        except _unstorable() as error:
            what = " ".join(str(error).split())
            problem = f"{name}: it cannot be kept in a ledger ({what}); give it under another name"
            failure = Failure(name, problem.encode("utf-8", "backslashreplace").decode())
        try:
            return self._store([Added(one.capture, failure)])
        except _unstorable():
            return self._store([Added(None, failure)])

    def _store(self, batch: Sequence[Added]) -> list[Failure]:
        """Store *batch* in one transaction."""
        extractions = [one.result for one in batch if isinstance(one.result, Extraction)]
        failed = [one.result for one in batch if isinstance(one.result, Failure)]
        there = self.stored(failed)
        new = list(dict.fromkeys(one for one, known in zip(failed, there, strict=True) if not known))
        self._check_ids(extractions)
        rows = _gathered(self._captured(one.capture for one in batch if one.capture))
        _gather(rows, _said(extractions, new, self._next))
        with self._transaction():
            self._insert(rows)
            if extractions and self._linked:
                self._mark_out_of_date()
        for name in COUNTED:
            self._next[name] += len(rows.get(name, ()))
        return failed

    def _insert(self, rows: Rows) -> None:
        found = [one for name, some in rows.items() for one in digests.of_rows(tables()[name], some)]
        loader = Loader(self._connection)
        for name, some in rows.items():
            loader.add(name, some)
        loader.add(digests.TABLE, found)
        loader.flush()
        self._reseal(found, ())

    def _reseal(self, added: Iterable[digests.Digest], left: Iterable[digests.Digest]) -> None:
        seal = digests.Seal(self._seal)
        seal.add(added)
        seal.take_out(left)
        self._seal = seal.text
        self._connection.execute("UPDATE meta SET value = ? WHERE key = ?", [seal.text, digests.TABLE])

    def _mark_out_of_date(self) -> None:
        """Say in the file that its claims are not those of all its documents."""
        meta = tables()["meta"]
        (was,) = digests.of_rows(meta, [("linked", "yes")])
        (now,) = digests.of_rows(meta, [("linked", "no")])
        self._connection.execute("UPDATE meta SET value = 'no' WHERE key = 'linked'")
        self._connection.execute(
            "UPDATE digests SET sha256 = ? WHERE \"table\" = 'meta' AND owner = 'linked'", [now[3]]
        )
        self._reseal([now], [was])
        self._linked = False

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        before = self._seal, self._linked
        self._connection.execute("BEGIN")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._seal, self._linked = before
            with contextlib.suppress(Exception):  # what went wrong may have ended it, and is what to tell
                self._connection.execute("ROLLBACK")
            raise

    def _captured(self, captures: Iterable[Capture]) -> Iterator[tuple[str, Sequence[Row]]]:
        captures = list(captures)
        contents = {
            row[0] for row in self._among("contents", "sha256", "sha256", [x.sha256 for x in captures])
        }
        for n, capture in enumerate(captures, self._next["captures"]):
            yield from capture_rows(n, capture).items()
            if capture.sha256 not in contents:
                contents.add(capture.sha256)
                yield "contents", [content_row(capture)]

    def _check_ids(self, extractions: Sequence[Extraction]) -> None:
        """Refuse pages and statements that bear the id of others: ids are short hashes."""
        said = [one.id for extraction in extractions for one in extraction.statements]
        for table, ids in (("documents", [one.document.id for one in extractions]), ("statements", said)):
            taken = {row[0] for row in self._among(table, "id", "id", ids)}
            if taken or len(set(ids)) < len(ids):
                raise _TakenError

    def _among(self, table: str, column: str, other: str, values: Sequence[str]) -> set[tuple[str, str]]:
        """Return *column* and *other* of the rows whose *column* is among *values*: one query for all."""
        if not values:
            return set()
        query = (
            f'SELECT "{column}", "{other}" FROM "{table}" WHERE "{column}" IN '  # noqa: S608 - declared names
            "(SELECT unnest(from_json(?, '[\"VARCHAR\"]')))"
        )
        return set(self._connection.execute(query, [json.dumps(list(values))]).fetchall())

    def _end(self, table: str) -> int:
        """Return the position after the last row of *table*."""
        query = f'SELECT coalesce(max(position) + 1, 0) FROM "{table}"'  # noqa: S608 - declared names
        (end,) = self._connection.execute(query).fetchone() or (0,)
        return int(end)


class _TakenError(ValueError):
    """An id that another row has."""

    def __str__(self) -> str:
        return "its id, or that of a statement in it, is the id of another"


def _said(
    extractions: Sequence[Extraction], failed: Sequence[Failure], starts: dict[str, int]
) -> Iterator[tuple[str, Sequence[Row]]]:
    documents = [one.document for one in extractions]
    yield from extracted_rows(documents, (s for one in extractions for s in one.statements), failed, starts)
    for one in extractions:
        yield "labels", label_rows(one.document.id, one.labels)


def _gathered(found: Iterable[tuple[str, Sequence[Row]]]) -> Rows:
    rows: Rows = {}
    _gather(rows, found)
    return rows


def _gather(rows: Rows, found: Iterable[tuple[str, Sequence[Row]]]) -> None:
    for name, some in found:
        if some:
            rows.setdefault(name, []).extend(some)


def _name(result: Extraction | Failure) -> str:
    return result.document.name if isinstance(result, Extraction) else result.name


def _unstorable() -> tuple[type[Exception], ...]:
    """Return the errors that say that a value cannot be stored, wherever it is written."""
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    # Out of memory: of what it was given; a page that is too much for it is too much the next time, too.
    return (
        *(ValueError, duckdb.DataError, duckdb.IntegrityError),
        *(duckdb.InvalidInputException, duckdb.OutOfMemoryException),
    )


def _unwritable() -> tuple[type[Exception], ...]:
    """Return the errors that say that nothing can be written there."""
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    return (duckdb.Error, OSError)
