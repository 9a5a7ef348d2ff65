"""Reading a ledger file back into the nouns of :mod:`sayso.model`, exactly as they were."""

from __future__ import annotations

import zlib
from collections import defaultdict
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sayso import model
from sayso.ledger import nouns
from sayso.ledger.errors import LedgerError
from sayso.ledger.opening import open_ledger
from sayso.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from sayso.ledger.nouns import Values

__all__ = [
    "open_ledger",
    "read_captures",
    "read_documents",
    "read_extractions",
    "read_failures",
    "read_ledger",
    "unpack",
]


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


def input_names(path: Path | str) -> list[str]:
    """Return the inputs that the ledger at *path* was made of, archives by their own names, sorted.

    Raises:
        LedgerError: the file cannot be read as a ledger.
    """
    with closing(open_ledger(path)) as connection:
        rows = connection.execute(
            "SELECT DISTINCT split_part(name, '!/', 1) FROM captures ORDER BY 1"
        ).fetchall()
    return [name for (name,) in rows]


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


def read_extractions(connection: DuckDBPyConnection) -> list[model.Extraction]:
    """Return what the pages of an open ledger say, each by itself, as it was before anything was linked."""
    reader = _Reader(connection)
    labels = reader.children("labels", "document")
    said: defaultdict[str, list[model.Statement]] = defaultdict(list)
    for statement in reader.statements({}):
        said[statement.document].append(statement)
    return [
        model.Extraction(
            document, tuple(said[document.id]), tuple(model.Label(*row) for row in labels[document.id])
        )
        for document in reader.documents()
    ]


def read_versions(connection: DuckDBPyConnection) -> model.Ledger:
    """Return the documents of an open ledger whose address has several, and their statements."""
    reader = _Reader(connection, VERSIONED)
    return model.Ledger(tuple(reader.documents()), tuple(reader.statements({})))


def read_failures(connection: DuckDBPyConnection) -> list[model.Failure]:
    """Return what could not be read, of an open ledger, in order."""
    return _Reader(connection).failures()


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


VERSIONED = """
    SELECT id FROM documents WHERE coalesce(address, name) IN
    (SELECT coalesce(address, name) FROM documents GROUP BY 1 HAVING count(*) > 1)
"""
"""SQL that gives the ids of documents whose address, or name where there is none, has several."""


class _Reader:
    """The rows of an open ledger, put together again."""

    def __init__(self, connection: DuckDBPyConnection, chosen: str | None = None) -> None:
        """Read from *connection*, of documents only those whose id the SQL *chosen* gives."""
        self._connection = connection
        self._chosen = chosen

    def ledger(self) -> model.Ledger:
        return model.Ledger(
            documents=tuple(self.documents()),
            statements=tuple(self.statements(self._names())),
            stories=tuple(self._stories()),
            claims=tuple(self._claims()),
            lookalikes=tuple(nouns.lookalike(row) for row in self._rows("lookalikes", "position")),
            wording=tuple(self._wording()),
            cues=tuple(self._cues()),
            failed=tuple(self.failures()),
        )

    def failures(self) -> list[model.Failure]:
        return [model.Failure(*row[1:]) for row in self._rows("failures", "position")]

    def _rows(self, table: str, *order: str) -> list[Values]:
        columns = ", ".join(f'"{column.name}"' for column in tables()[table].columns)
        by = ", ".join(f'"{name}"' for name in order)
        query = f'SELECT {columns} FROM "{table}" {self._where(table)} ORDER BY {by}'  # noqa: S608 - names from tables.toml
        return self._connection.execute(query).fetchall()

    def _where(self, table: str) -> str:
        if self._chosen is None:
            return ""
        names = {column.name for column in tables()[table].columns}
        if "statement" in names:
            chosen = f"SELECT id FROM statements WHERE document IN ({self._chosen})"  # noqa: S608 - as above
            return f"WHERE statement IN ({chosen})"
        return f"WHERE {'document' if 'document' in names else 'id'} IN ({self._chosen})"

    def children(self, table: str, *keys: str) -> defaultdict[Any, list[Values]]:
        """Return rows by what they hang on (a value, or a tuple of several), less that and position."""
        found: defaultdict[Any, list[Values]] = defaultdict(list)
        for row in self._rows(table, *keys, "position"):
            found[row[0] if len(keys) == 1 else row[: len(keys)]].append(row[len(keys) + 1 :])
        return found

    def documents(self) -> Iterator[model.Document]:
        blocks = self.children("blocks", "document")
        authors = self.children("authors", "document")
        problems = self.children("problems", "document")
        for row in self._rows("documents", "position"):
            key, name, capture, text, outlet, title = row[1:7]
            language, wire, encoding, address = row[14:18]
            yield model.Document(
                *(key, name, capture, text, tuple(nouns.block(block) for block in blocks[key])),
                outlet=outlet,
                title=title,
                title_span=nouns.span(*row[7:9]),
                authors=tuple(author for (author,) in authors[key]),
                published=nouns.published(row[9:14]),
                language=language,
                wire=wire,
                encoding=encoding,
                problems=tuple(problem for (problem,) in problems[key]),
                address=address,
                modified=nouns.published(row[18:23]),
                captured=row[23],
            )

    def _names(self) -> dict[tuple[str, int], Values]:
        """Return who linking found sources to be, by their statement and place."""
        return {(row[0], row[1]): row[2:] for row in self._rows("names", "statement", "position")}

    def statements(self, names: Mapping[tuple[str, int], Values]) -> Iterator[model.Statement]:
        parts = self.children("parts", "statement")
        sources = self.children("sources", "statement")
        figures = self.children("figures", "statement")
        moments = self.children("moments", "statement")
        for row in self._rows("statements", "position"):
            key, document, start, end, text, voice, quotation = row[1:8]
            yield model.Statement(
                *(key, document, start, end, text),
                parts=tuple((part[0], part[1]) for part in parts[key]),
                voice=voice,
                quotation=quotation,
                cue=None if row[8] is None else model.Cue(*row[8:14]),
                chain=tuple(nouns.source(row, names.get((key, n))) for n, row in enumerate(sources[key])),
                figures=tuple(model.Figure(*figure) for figure in figures[key]),
                moments=tuple(model.Moment(*moment) for moment in moments[key]),
                negated=row[14],
                hedged=row[15],
            )

    def _stories(self) -> Iterator[model.Story]:
        documents = self.children("story_documents", "story")
        for _, key in self._rows("stories", "position"):
            yield model.Story(key, tuple(document for (document,) in documents[key]))

    def _claims(self) -> Iterator[model.Claim]:
        statements = self.children("claim_statements", "claim")
        traced = self.children("origin_statements", "claim", "origin")
        origins = self.children("origins", "claim")
        merges = self.children("merges", "claim", "origin")
        relations = self.children("relations", "claim")
        for _, key, story, gist, confidence in self._rows("claims", "position"):
            yield model.Claim(
                *(key, story, gist, tuple(statement for (statement,) in statements[key]), confidence),
                origins=tuple(
                    model.Origin(
                        name,
                        tuple(statement for (statement,) in traced[key, n]),
                        because,
                        named,
                        tuple(nouns.merge(row) for row in merges[key, n]),
                    )
                    for n, (name, because, named) in enumerate(origins[key])
                ),
                relations=tuple(nouns.relation(row) for row in relations[key]),
            )

    def _wording(self) -> Iterator[model.Wording]:
        outlets = self.children("wording_outlets", "wording")
        words = self.children("wording_words", "wording", "outlet")
        places = self.children("wording_places", "wording", "outlet", "words")
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
        statements = self.children("cue_statements", "cue")
        for row in self._rows("cues", "position"):
            introduced = tuple(statement for (statement,) in statements[row[0]])
            source, outlet, cue_class, words, count, stance = row[1:]
            yield model.CueUse(source, outlet, cue_class, words, count, stance, introduced)
