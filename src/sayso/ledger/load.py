"""Reading a ledger file back into the nouns of :mod:`sayso.model`, exactly as they were."""

from __future__ import annotations

import zlib
from collections import defaultdict
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso import model
from sayso.ledger.errors import LedgerError
from sayso.ledger.schema import FORMAT, SETTINGS, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

Values = tuple[Any, ...]
"""One row as DuckDB gives it; the model's constructors give every value its type."""


def open_ledger(path: Path | str) -> DuckDBPyConnection:
    """Open the ledger at *path* for reading.

    Raises:
        LedgerError: there is no file, it is no ledger, or of a format this version does not know.
    """
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    if not Path(path).is_file():
        message = f"{path}: there is no such ledger"
        raise LedgerError(message)
    try:
        connection = duckdb.connect(str(path), read_only=True, config={**SETTINGS})
    except duckdb.Error as error:
        reason = "another program is writing to it" if "lock" in str(error).lower() else "it is not one"
        message = f"{path}: cannot be opened as a ledger; {reason}"
        raise LedgerError(message) from error
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
    return connection


def read_ledger(path: Path | str) -> model.Ledger:
    """Return the ledger at *path*, equal to the one that was written.

    Raises:
        LedgerError: the file cannot be read as a ledger.
    """
    import duckdb  # noqa: PLC0415 - slower to import than the whole command line

    with closing(open_ledger(path)) as connection:
        try:
            return _Reader(connection).ledger()
        except duckdb.Error as error:
            message = f"{path}: the ledger is damaged ({error})"
            raise LedgerError(message) from error


def read_captures(connection: DuckDBPyConnection) -> Iterator[model.Capture]:
    """Yield the captures of an open ledger, in order, decompressing one at a time."""
    supplied, headers = _said(connection, "supplied"), _said(connection, "headers")
    cursor = connection.cursor().execute(
        "SELECT c.position, c.sha256, c.name, c.media_type, c.captured, c.address, k.size, k.data "
        "FROM captures c JOIN contents k USING (sha256) ORDER BY c.position"
    )
    while row := cursor.fetchone():
        position, sha256, name, media_type, captured, address, size, data = row
        when = datetime.fromisoformat(captured) if captured else None
        yield model.Capture(
            *(sha256, name, unpack(data, size), media_type, when, supplied[position]),
            address=address,
            headers=headers[position],
        )


def _said(connection: DuckDBPyConnection, table: str) -> defaultdict[int, dict[str, str]]:
    """Return the keys and values of *table* by the position of their capture."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    query = f'SELECT capture, key, value FROM "{table}" ORDER BY capture, position'  # noqa: S608 - two tables' names
    for capture, key, value in connection.execute(query).fetchall():
        found[capture][key] = value
    return found


def read_documents(connection: DuckDBPyConnection) -> list[model.Document]:
    """Return the documents of an open ledger, in order."""
    return list(_Reader(connection).documents())


def unpack(data: bytes, size: int) -> bytes:
    """Return the bytes that *data* holds; at most one byte more than *size*, whatever it claims to be.

    Raises:
        zlib.error: *data* is not a whole zlib stream.
    """
    stream = zlib.decompressobj()
    unpacked = stream.decompress(data, size + 1)
    if len(unpacked) <= size and not stream.eof:
        unpacked += stream.flush()
    if len(unpacked) <= size and not stream.eof:
        message = "the stream is cut off"
        raise zlib.error(message)
    return unpacked


class _Reader:
    """The rows of an open ledger, put together again."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def ledger(self) -> model.Ledger:
        return model.Ledger(
            documents=tuple(self.documents()),
            statements=tuple(self._statements()),
            stories=tuple(self._stories()),
            claims=tuple(self._claims()),
            lookalikes=tuple(_lookalike(row) for row in self._rows("lookalikes", "position")),
            wording=tuple(self._wording()),
            cues=tuple(self._cues()),
            failed=tuple(model.Failure(*row[1:]) for row in self._rows("failures", "position")),
        )

    def _rows(self, table: str, *order: str) -> list[Values]:
        columns = ", ".join(f'"{column.name}"' for column in tables()[table].columns)
        by = ", ".join(f'"{name}"' for name in order)
        query = f'SELECT {columns} FROM "{table}" ORDER BY {by}'  # noqa: S608 - names from tables.toml
        return self._connection.execute(query).fetchall()

    def _children(self, table: str, *keys: str) -> defaultdict[Any, list[Values]]:
        """Return rows by what they hang on (a value, or a tuple of several), less that and position."""
        found: defaultdict[Any, list[Values]] = defaultdict(list)
        for row in self._rows(table, *keys, "position"):
            found[row[0] if len(keys) == 1 else row[: len(keys)]].append(row[len(keys) + 1 :])
        return found

    def documents(self) -> Iterator[model.Document]:
        blocks = self._children("blocks", "document")
        authors = self._children("authors", "document")
        problems = self._children("problems", "document")
        for row in self._rows("documents", "position"):
            key, name, capture, text, outlet, title = row[1:7]
            language, wire, encoding, address = row[14:18]
            yield model.Document(
                *(key, name, capture, text, tuple(_block(block) for block in blocks[key])),
                outlet=outlet,
                title=title,
                title_span=_span(*row[7:9]),
                authors=tuple(author for (author,) in authors[key]),
                published=_published(row[9:14]),
                language=language,
                wire=wire,
                encoding=encoding,
                problems=tuple(problem for (problem,) in problems[key]),
                address=address,
                modified=_published(row[18:23]),
                captured=row[23],
            )

    def _statements(self) -> Iterator[model.Statement]:
        parts = self._children("parts", "statement")
        sources = self._children("sources", "statement")
        figures = self._children("figures", "statement")
        moments = self._children("moments", "statement")
        for row in self._rows("statements", "position"):
            key, document, start, end, text, voice, quotation = row[1:8]
            yield model.Statement(
                *(key, document, start, end, text),
                parts=tuple((part[0], part[1]) for part in parts[key]),
                voice=voice,
                quotation=quotation,
                cue=None if row[8] is None else model.Cue(*row[8:14]),
                chain=tuple(model.Source(*source) for source in sources[key]),
                figures=tuple(model.Figure(*figure) for figure in figures[key]),
                moments=tuple(model.Moment(*moment) for moment in moments[key]),
                negated=row[14],
                hedged=row[15],
            )

    def _stories(self) -> Iterator[model.Story]:
        documents = self._children("story_documents", "story")
        for _, key in self._rows("stories", "position"):
            yield model.Story(key, tuple(document for (document,) in documents[key]))

    def _claims(self) -> Iterator[model.Claim]:
        statements = self._children("claim_statements", "claim")
        traced = self._children("origin_statements", "claim", "origin")
        origins = self._children("origins", "claim")
        merges = self._children("merges", "claim", "origin")
        relations = self._children("relations", "claim")
        for _, key, story, gist, confidence in self._rows("claims", "position"):
            yield model.Claim(
                *(key, story, gist, tuple(statement for (statement,) in statements[key]), confidence),
                origins=tuple(
                    model.Origin(
                        name,
                        tuple(statement for (statement,) in traced[key, n]),
                        because,
                        named,
                        tuple(_merge(row) for row in merges[key, n]),
                    )
                    for n, (name, because, named) in enumerate(origins[key])
                ),
                relations=tuple(_relation(row) for row in relations[key]),
            )

    def _wording(self) -> Iterator[model.Wording]:
        outlets = self._children("wording_outlets", "wording")
        words = self._children("wording_words", "wording", "outlet")
        places = self._children("wording_places", "wording", "outlet", "words")
        for n, referent in self._rows("wording", "position"):
            yield model.Wording(
                referent,
                {
                    outlet: tuple(
                        model.Words(phrase, count, tuple(place[:3] for place in places[n, k, i]))
                        for i, (phrase, count) in enumerate(words[n, k])
                    )
                    for k, (outlet,) in enumerate(outlets[n])
                },
            )

    def _cues(self) -> Iterator[model.CueUse]:
        statements = self._children("cue_statements", "cue")
        for row in self._rows("cues", "position"):
            introduced = tuple(statement for (statement,) in statements[row[0]])
            source, outlet, cue_class, words, count, stance = row[1:]
            yield model.CueUse(source, outlet, cue_class, words, count, stance, introduced)


def _span(start: int | None, end: int | None) -> model.Span | None:
    return None if start is None or end is None else (start, end)


def _published(row: Values) -> model.Published | None:
    value, how, confidence, start, end = row
    return None if value is None else model.Published(value, how, confidence, _span(start, end))


def _block(row: Values) -> model.Block:
    start, end, kept, reason, role, origin_start, origin_end = row
    return model.Block(start, end, kept, reason, role, _span(origin_start, origin_end))


def _relation(row: Values) -> model.Relation:
    relation, a, b, confidence, because, a_start, a_end, _, b_start, b_end, _ = row
    return model.Relation(
        *(a, b, relation, confidence, because), a_span=_span(a_start, a_end), b_span=_span(b_start, b_end)
    )


def _merge(row: Values) -> model.Merge:
    basis, certain, a, b, because, a_start, a_end, _, b_start, b_end, _ = row
    return model.Merge(
        *(a, b, basis, because), a_span=_span(a_start, a_end), b_span=_span(b_start, b_end), certain=certain
    )


def _lookalike(row: Values) -> model.LookAlike:
    _, a, b, confidence, because, a_start, a_end, _, b_start, b_end, _ = row
    return model.LookAlike(
        *(a, b, confidence, because), a_span=_span(a_start, a_end), b_span=_span(b_start, b_end)
    )
