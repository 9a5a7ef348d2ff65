"""Copies among many documents: fingerprints and words on disk, memory bounded by a setting.

The passages that :func:`sayso.link.copies.find_copies` finds, but for those between
documents that share one or two fingerprints which more than ten documents hold: among
many documents each set phrase of the trade is shared by thousands of pairs. Fingerprints
go to a DuckDB file, which joins them with themselves outside of memory; what a document
needs for its comparison is packed and kept in a SQLite file. Both lie in a temporary
folder that is gone afterwards.
"""

from __future__ import annotations

import sqlite3
import tempfile
from array import array
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.link.copies import MOST_DOCUMENTS, compare
from sayso.link.copies_words import Fingerprinted, Word, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duckdb import DuckDBPyConnection

    from sayso.link.copies import Copy
    from sayso.model import Document

MEMORY = 512
"""Mebibytes that may be used, by default, beside what Python itself takes."""

LEAST_MEMORY = 128
"""Mebibytes below which the join cannot be carried out."""

RARE = 10
"""Documents that may hold a fingerprint for it to propose their pairs alone."""

FEWEST_SHARED = 3
"""Others that propose a pair together: sixteen words in a row leave three, a set phrase two."""

BATCH = 500
"""Documents that are written at a time."""

ROWS = 10_000
"""Pairs of documents that are read at a time."""

HELD = 0.1
"""Mebibytes that an unpacked document takes, rather more than less."""

_FIELDS = ("I", "I", "I", "B", "I", "I", "I")
"""Type codes of what is packed: starts, ends, blocks, plain, places and values of the grams, sizes."""


def stream_copies(
    documents: Iterable[Document], *, memory: int = MEMORY, folder: str | None = None
) -> Iterator[Copy]:
    """Yield the passages that any two documents share, ordered as from ``find_copies``.

    Args:
        documents: read once, never held all at a time.
        memory: mebibytes for the join and for unpacked documents together, at
            least :data:`LEAST_MEMORY`.
        folder: where the temporary files lie, by default the system's place for them; they take
            some 5 kB for a document of 300 words.

    Raises:
        ValueError: *memory* is too little.
    """
    if memory < LEAST_MEMORY:
        message = f"{memory} MiB are too few to join fingerprints in; give {LEAST_MEMORY} or more"
        raise ValueError(message)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        store = _Store(Path(place), memory)
        try:
            store.add(documents)
            fetch = lru_cache(maxsize=max(16, int(memory / 4 / HELD)))(store.fetch)
            for a, b in store.pairs():
                yield from compare(fetch(a), fetch(b))
        finally:
            store.close()


class _Store:
    """The documents of one search, by their number."""

    def __init__(self, folder: Path, memory: int) -> None:
        self._prints = _connect(folder, memory * 3 // 4)
        self._pages = sqlite3.connect(folder / "pages.sqlite", isolation_level=None)
        self._pages.execute("PRAGMA journal_mode = OFF")
        self._pages.execute("PRAGMA synchronous = OFF")
        self._pages.execute("CREATE TABLE pages (number INTEGER PRIMARY KEY, id TEXT, data BLOB)")

    def close(self) -> None:
        """Let go of the files."""
        self._prints.close()
        self._pages.close()

    def add(self, documents: Iterable[Document]) -> None:
        """Fingerprint the documents and write what they leave."""
        batch: list[tuple[int, Fingerprinted]] = []
        for number, document in enumerate(documents):
            batch.append((number, fingerprint(document)))
            if len(batch) == BATCH:
                self._write(batch)
                batch = []
        self._write(batch)

    def _write(self, batch: list[tuple[int, Fingerprinted]]) -> None:
        import numpy as np  # noqa: PLC0415 - the way into DuckDB, for those who have many documents

        if not batch:
            return
        rows = [(number, value) for number, page in batch for value in sorted(page.prints)]
        columns = np.array(rows, dtype=np.uint32).reshape(-1, 2)
        self._prints.register("batch", {"number": columns[:, 0].copy(), "value": columns[:, 1].copy()})
        self._prints.execute("INSERT INTO prints SELECT number, value FROM batch")
        self._prints.unregister("batch")
        packed = [(number, page.document, _pack(page)) for number, page in batch]
        self._pages.execute("BEGIN")
        self._pages.executemany("INSERT INTO pages VALUES (?, ?, ?)", packed)
        self._pages.execute("COMMIT")

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of documents that share fingerprints which are not everywhere, in order."""
        self._prints.execute(
            "CREATE TABLE shared AS SELECT number, value, if(holders <= ?, ?, 1) AS weight FROM prints "
            "JOIN (SELECT value, count(*) AS holders FROM prints GROUP BY value "
            "HAVING count(*) BETWEEN 2 AND ?) AS found USING (value)",
            [RARE, FEWEST_SHARED, MOST_DOCUMENTS],
        )
        self._prints.execute(
            "CREATE TABLE pairs AS SELECT a.number AS a, b.number AS b FROM shared AS a "
            "JOIN shared AS b ON a.value = b.value AND a.number < b.number "
            "GROUP BY 1, 2 HAVING sum(a.weight) >= ? ORDER BY 1, 2",
            [FEWEST_SHARED],
        )
        start = 0
        while rows := self._prints.execute(
            "SELECT a, b FROM pairs WHERE rowid >= ? AND rowid < ? ORDER BY rowid", [start, start + ROWS]
        ).fetchall():
            yield from rows
            start += ROWS

    def fetch(self, number: int) -> Fingerprinted:
        """Return a document's words and fingerprints."""
        row = self._pages.execute("SELECT id, data FROM pages WHERE number = ?", [number]).fetchone()
        return _unpack(row[0], row[1])


def _connect(folder: Path, memory: int) -> DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 - half a second that only those with many documents should pay

    connection = duckdb.connect(str(folder / "prints.duckdb"))
    connection.execute("SET threads = 1")
    connection.execute(f"SET memory_limit = '{memory}MiB'")
    connection.execute("SET preserve_insertion_order = true")
    connection.execute("CREATE TABLE prints (number UINTEGER, value UINTEGER)")
    return connection


def _pack(page: Fingerprinted) -> bytes:
    """Return a document's words without their letters, and its grams, as bytes."""
    columns: list[Iterable[int]] = [
        (word.start for word in page.words),
        (word.end for word in page.words),
        (word.block for word in page.words),
        (word.plain for word in page.words),
        page.grams.keys(),
        page.grams.values(),
        page.sizes,
    ]
    arrays = [array(code, column) for code, column in zip(_FIELDS, columns, strict=True)]
    head = array("I", (len(each) for each in arrays))
    return b"".join([head.tobytes(), *(each.tobytes() for each in arrays)])


def _unpack(document: str, data: bytes) -> Fingerprinted:
    """Return what was packed; the words' letters, which no comparison needs, are gone."""
    head = array("I")
    at = len(_FIELDS) * head.itemsize
    head.frombytes(data[:at])
    columns: list[array[int]] = []
    for code, length in zip(_FIELDS, head, strict=True):
        column = array(code)
        end = at + length * column.itemsize
        column.frombytes(data[at:end])
        columns.append(column)
        at = end
    starts, ends, blocks, plain, places, values, sizes = columns
    words = tuple(
        Word("", start, end, block, bool(low))
        for start, end, block, low in zip(starts, ends, blocks, plain, strict=True)
    )
    grams = dict(zip(places, values, strict=True))
    return Fingerprinted(document, words, grams, frozenset(), tuple(sizes))
