"""Digests of a ledger's rows as they were written: what shows that a value was changed or a row taken out.

The printed words of a row can be held against the page. That *about 200* was read as
``low`` 200, or who *he* is, stands in no page, so what was written is remembered.

A row's text is its values as a compact JSON list, in the columns' order, in UTF-8
(bytes are left out: they have their SHA-256). The rows of a table that hang on one
thing, a statement say, share a digest: SHA-256 over their texts, sorted, each
followed by a line feed. Reckoned in Python, so that it does not depend on how a
version of DuckDB prints numbers.

The seal is over all digests, in no order: the sum, modulo 2**256, of the SHA-256 of
each digest's text. What is added to a ledger adds to its seal, and what is taken out
is subtracted, so that a batch costs what a batch holds however long the ledger is.
"""

from __future__ import annotations

import functools
import hashlib
import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sayso.ledger.schema import Table, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from duckdb import DuckDBPyConnection

TABLE = "digests"
"""Where digests are stored; the seal over its rows is the value of this key in ``meta``."""

Digest = tuple[str, str, int, str]
"""Table, what the rows hang on, how many they are, and their SHA-256 in hex."""

_FETCHED = 2_000
_SEALS = 1 << 256


def of_rows(table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[Digest]:
    """Yield the digests of *rows* of *table*, which must be all the rows that hang on what they hang on."""
    owner = [column.name for column in table.columns].index(table.owner)
    kept = [(n, column.type == "DOUBLE") for n, column in enumerate(table.columns) if column.type != "BLOB"]
    texts: dict[str, list[str]] = {}
    for row in rows:
        values = [float(row[n]) if real and row[n] is not None else row[n] for n, real in kept]
        texts.setdefault(_owner(row[owner]), []).append(_text(values))
    for name, found in texts.items():
        yield table.name, name, len(found), _sha256(sorted(found))


def of_table(connection: DuckDBPyConnection, table: Table) -> Iterator[Digest]:
    """Yield the digests of the rows of *table* that *connection* holds, ordered by what the rows hang on.

    It reads through *connection*: nothing else may be asked of it before the last is taken.
    """
    columns = ", ".join(f'"{column.name}"' for column in table.columns if column.type != "BLOB")
    # The seal cannot be among what it seals.
    sealed = f"WHERE \"key\" IS DISTINCT FROM '{TABLE}'" if table.name == "meta" else ""
    cursor = connection.execute(
        f"SELECT coalesce(CAST(\"{table.owner}\" AS VARCHAR), 'null'), {columns} "  # noqa: S608 - names from tables.toml
        f'FROM "{table.name}" {sealed} ORDER BY 1'
    )
    rows = (row for batch in iter(lambda: cursor.fetchmany(_FETCHED), []) for row in batch)
    for owner, group in groupby(rows, key=itemgetter(0)):
        texts = sorted(_text(row[1:]) for row in group)
        yield table.name, owner, len(texts), _sha256(texts)


def digests(connection: DuckDBPyConnection) -> Iterator[Digest]:
    """Yield the digests of the rows that *connection* holds, by table and what the rows hang on."""
    for table in tables().values():
        if table.name != TABLE:
            yield from of_table(connection, table)


def written(connection: DuckDBPyConnection, names: Iterable[str] | None = None) -> Iterator[Digest]:
    """Yield the digests that were stored, of the tables *names* or of all, ordered as :func:`digests` are.

    It reads beside *connection*, of which other things may be asked meanwhile.
    """
    for name in tables() if names is None else names:
        cursor = connection.cursor().execute(
            'SELECT "table", owner, rows, sha256 FROM digests WHERE "table" = ? '
            "ORDER BY coalesce(owner, 'null')",
            [name],
        )
        for batch in iter(lambda: cursor.fetchmany(_FETCHED), []):  # noqa: B023 - used up before the next
            yield from batch


class Seal:
    """The seal over digests, which grows and shrinks with them."""

    def __init__(self, text: str | None = None) -> None:
        """Begin with none, or go on from the *text* of a seal; one that is none stands for no digests."""
        try:
            self._sum = int(text or "0", 16)
        except ValueError:
            self._sum = 0

    def add(self, found: Iterable[Digest]) -> None:
        """Take in digests."""
        self._sum = (self._sum + sum(map(_number, found))) % _SEALS

    def take_out(self, found: Iterable[Digest]) -> None:
        """Leave out digests that were taken in."""
        self._sum = (self._sum - sum(map(_number, found))) % _SEALS

    @property
    def text(self) -> str:
        """The seal as 64 hex digits."""
        return f"{self._sum:064x}"


def seal(connection: DuckDBPyConnection) -> str:
    """Return the seal over all digests that *connection* holds, whatever table they say they are of."""
    found = Seal()
    cursor = connection.execute('SELECT "table", owner, rows, sha256 FROM digests')
    for batch in iter(lambda: cursor.fetchmany(_FETCHED), []):
        found.add(batch)
    return found.text


def differences(stored: Iterable[Digest], found: Iterable[Digest]) -> Iterator[tuple[str, str, str]]:
    """Yield ``(table, what its rows hang on, problem)`` where rows are not those that were written.

    Both come ordered, by table and what the rows hang on, and are read side by side: nothing is
    held but the two at hand.
    """
    left, right = iter(stored), iter(found)
    was, now = next(left, None), next(right, None)
    while was is not None or now is not None:
        ahead = _place(was) if was is not None else _END
        level = _place(now) if now is not None else _END
        yield from _difference(was if ahead <= level else None, now if level <= ahead else None)
        if ahead <= level:
            was = next(left, None)
        if level <= ahead:
            now = next(right, None)


_END = (1_000_000, "")
"""A place after all others."""


@functools.cache
def _order() -> dict[str, int]:
    return {name: n for n, name in enumerate(tables())}


def _place(one: Digest) -> tuple[int, str]:
    return _order().get(one[0], _END[0] - 1), _owner(one[1])


def _difference(was: Digest | None, now: Digest | None) -> Iterator[tuple[str, str, str]]:
    table, owner = (was or now or ("", ""))[:2]
    rows, rows_now = (was[2] or 0) if was else 0, now[2] if now else 0
    if rows != rows_now:
        yield table, _owner(owner), f"has {rows_now} {_plural(rows_now)} where {rows} {_were(rows)} written"
    elif (was and was[3]) != (now and now[3]):
        yield table, _owner(owner), f"holds other values than were written ({rows} {_plural(rows)})"


def _owner(value: object) -> str:
    return "null" if value is None else str(value)


def _number(one: Digest) -> int:
    return int.from_bytes(hashlib.sha256(_text(one).encode("utf-8", "backslashreplace")).digest())


def _text(values: Sequence[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _sha256(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "backslashreplace") + b"\n")
    return digest.hexdigest()


def _plural(rows: int) -> str:
    return "row" if rows == 1 else "rows"


def _were(rows: int) -> str:
    return "was" if rows == 1 else "were"
