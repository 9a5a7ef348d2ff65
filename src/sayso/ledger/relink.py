"""Linking what a ledger file holds, in the place of what was linked before."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Literal

from sayso.ledger import digests
from sayso.ledger.errors import LedgerError
from sayso.ledger.load import read_extractions, read_failures
from sayso.ledger.loader import Loader
from sayso.ledger.opening import open_for_writing, open_ledger
from sayso.ledger.rows import linked_rows
from sayso.ledger.schema import LINKED, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from sayso.ledger.rows import Row
    from sayso.model import Extraction, Failure, Ledger

    Link = Callable[[Sequence[Extraction], Sequence[Failure]], Ledger]
    Standing = Literal["linked", "out of date", "never"]


def relink(path: Path | str, link: Link) -> Ledger:
    """Link what the pages in the ledger at *path* say with *link*, store what it finds, and return it.

    Stories, claims and all that hangs on them take the place of those that were there, in
    one transaction; what the pages say, each by itself, stays as it is. Nobody else can
    open the ledger meanwhile.

    Raises:
        LedgerError: the file is no ledger, holds no labels, cannot be written, or is open elsewhere.
    """
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    with closing(open_for_writing(path)) as connection:
        if _meta(connection).get("labels") != "yes":
            message = (
                f"{path}: it was written without what linking needs (what a page calls things); "
                "add its pages to a new ledger"
            )
            raise LedgerError(message)
        try:
            extractions = read_extractions(connection)
            ledger = link(extractions, read_failures(connection))
            _replace(connection, ledger, extractions)
        except duckdb.Error as error:
            message = f"{path}: the ledger cannot be read or written ({error}); it is as it was before"
            raise LedgerError(message) from error
    return ledger


def standing(path: Path | str) -> Standing:
    """Return whether the claims in the ledger at *path* are those of all its documents.

    Raises:
        LedgerError: the file cannot be opened as a ledger.
    """
    with closing(open_ledger(path)) as connection:
        if _meta(connection).get("linked") == "yes":
            return "linked"
        (stories,) = connection.execute("SELECT count(*) FROM stories").fetchone() or (0,)
        return "out of date" if stories else "never"


def _replace(connection: DuckDBPyConnection, ledger: Ledger, extractions: Sequence[Extraction]) -> None:
    alone = {one.id: one for extraction in extractions for one in extraction.statements}
    rows: dict[str, list[Row]] = {name: [] for name in sorted(LINKED)}
    for name, some in linked_rows(ledger, alone):
        rows[name].extend(some)
    meta = _meta(connection)
    before = list(digests.written(connection, sorted(LINKED)))
    before += digests.of_rows(tables()["meta"], [("linked", meta["linked"])])
    after = [one for name, some in rows.items() for one in digests.of_rows(tables()[name], some)]
    after += digests.of_rows(tables()["meta"], [("linked", "yes")])
    seal = digests.Seal(meta.get(digests.TABLE))
    seal.take_out(before)
    seal.add(after)
    connection.execute("BEGIN")
    for name in sorted(LINKED):
        connection.execute(f'DELETE FROM "{name}"')  # noqa: S608 - declared names
    connection.execute('DELETE FROM digests WHERE "table" IN (SELECT unnest(?))', [sorted(LINKED)])
    connection.execute("DELETE FROM digests WHERE \"table\" = 'meta' AND owner = 'linked'")
    loader = Loader(connection)
    for name, some in rows.items():
        loader.add(name, some)
    loader.add(digests.TABLE, after)
    loader.flush()
    connection.execute("UPDATE meta SET value = 'yes' WHERE key = 'linked'")
    connection.execute("UPDATE meta SET value = ? WHERE key = ?", [seal.text, digests.TABLE])
    connection.execute("COMMIT")


def _meta(connection: DuckDBPyConnection) -> dict[str, str]:
    return dict(connection.execute("SELECT key, value FROM meta").fetchall())
