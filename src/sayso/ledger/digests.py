"""Digests of a ledger's rows as they were written: what shows that a value was changed or a row taken out.

The printed words of a row can be held against the page. That *about 200* was read as
``low`` 200, or who *he* is, stands in no page, so what was written is remembered.

A row's text is its values as a compact JSON list, in the columns' order, in UTF-8
(bytes are left out: they have their SHA-256). The rows of a table that hang on one
thing, a statement say, share a digest: SHA-256 over their texts, sorted, each
followed by a line feed. Reckoned in Python, so that it does not depend on how a
version of DuckDB prints numbers.
"""

from __future__ import annotations

import hashlib
import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sayso.ledger.schema import Table, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duckdb import DuckDBPyConnection

TABLE = "digests"
"""Where digests are stored; the digest of its own rows is the value of this key in ``meta``."""

Digest = tuple[str, str, int, str]
"""Table, what the rows hang on, how many they are, and their SHA-256 in hex."""

_FETCHED = 2_000


def digests(connection: DuckDBPyConnection) -> Iterator[Digest]:
    """Yield the digests of the rows that *connection* holds, by table and what the rows hang on.

    It reads through *connection*: nothing else may be asked of it before the last is taken.
    """
    for table in tables().values():
        if table.name != TABLE:
            yield from _of_table(connection, table)


def seal(found: Iterable[Digest]) -> str:
    """Return the digest of the digests."""
    return _sha256(sorted(_text(one) for one in found))


def differences(stored: Iterable[Digest], found: Iterable[Digest]) -> Iterator[tuple[str, str, str]]:
    """Yield ``(table, what its rows hang on, problem)`` where rows are not those that were written."""
    written, there = _by_place(stored), _by_place(found)
    order = {name: n for n, name in enumerate(tables())}
    for place in sorted(written.keys() | there.keys(), key=lambda one: (order.get(one[0], len(order)), one)):
        (rows, digest), (rows_now, digest_now) = written.get(place, (0, "")), there.get(place, (0, ""))
        if rows != rows_now:
            yield *place, f"has {rows_now} {_plural(rows_now)} where {rows} {_were(rows)} written"
        elif digest != digest_now:
            yield *place, f"holds other values than were written ({rows} {_plural(rows)})"


def _of_table(connection: DuckDBPyConnection, table: Table) -> Iterator[Digest]:
    columns = ", ".join(f'"{column.name}"' for column in table.columns if column.type != "BLOB")
    # The seal cannot be among what it seals.
    sealed = f"WHERE \"key\" IS DISTINCT FROM '{TABLE}'" if table.name == "meta" else ""
    cursor = connection.execute(
        f'SELECT CAST("{table.owner}" AS VARCHAR), {columns} '  # noqa: S608 - names from tables.toml
        f'FROM "{table.name}" {sealed} ORDER BY 1'
    )
    rows = (row for batch in iter(lambda: cursor.fetchmany(_FETCHED), []) for row in batch)
    for owner, group in groupby(rows, key=itemgetter(0)):
        texts = sorted(_text(row[1:]) for row in group)
        yield table.name, "null" if owner is None else owner, len(texts), _sha256(texts)


def _text(values: tuple[Any, ...]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _sha256(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "backslashreplace") + b"\n")
    return digest.hexdigest()


def _by_place(found: Iterable[Digest]) -> dict[tuple[str, str], tuple[int, str]]:
    return {(str(table), str(owner)): (rows or 0, digest) for table, owner, rows, digest in found}


def _plural(rows: int) -> str:
    return "row" if rows == 1 else "rows"


def _were(rows: int) -> str:
    return "was" if rows == 1 else "were"
