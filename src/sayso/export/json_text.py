"""The JSON of a ledger as text: a row to a line, and as a stream while pages are being read."""

from __future__ import annotations

import json
import tempfile
from typing import IO, TYPE_CHECKING, Any, Self

from sayso.export.json_revisions import revisions_json
from sayso.export.json_rows import (
    claim_json,
    cue_use_json,
    document_json,
    failure_json,
    head,
    lookalike_json,
    statement_json,
    story_json,
    to_json,
    wording_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from sayso.model import Extraction, Failure, Ledger

SPOOL_BYTES = 16_000_000
"""Statements that a stream keeps in memory before they go to a temporary file."""

_LINKED: tuple[tuple[str, Callable[[Any], dict[str, Any]]], ...] = (
    ("stories", story_json),
    ("claims", claim_json),
    ("lookalikes", lookalike_json),
    ("wording", wording_json),
    ("cues", cue_use_json),
)
"""What linking finds: the arrays between the statements and the failures, which are empty without it."""


def dump(value: object) -> str:
    """Return *value* as one line of JSON that is valid UTF-8 once encoded.

    Characters stand as themselves; only where a text holds half a surrogate pair,
    which UTF-8 cannot say, are its non-ASCII characters escaped.
    """
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False)
    return line


def write_json(ledger: Ledger, out: IO[str]) -> None:
    """Write the JSON of *ledger* on *out*, a row to a line, ending in a newline.

    The text never exists as a whole in memory, and the same ledger gives the same text.
    """
    with JsonStream(out) as stream:
        for document in ledger.documents:
            stream.add_document(document_json(document))
        for statement in ledger.statements:
            stream.add_statement(statement_json(statement))
        for failure in ledger.failed:
            stream.fail(failure)
        for name, row in _LINKED:
            stream.link(name, [row(one) for one in getattr(ledger, name)])
        stream.link("revisions", revisions_json(ledger))


def line_json(ledger: Ledger) -> str:
    """Return the JSON of *ledger* on one line, ending in a newline (JSON Lines)."""
    return dump(to_json(ledger)) + "\n"


class JsonStream:
    """Writes the JSON of a ledger while its pages are still being read.

    Documents go out as they come; statements wait in a spool (on the disk when they
    are many), since the JSON lists them after the documents. Use as a context
    manager: a stream that ends in an error is left unfinished, as is its text.
    """

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._spool = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed with the stream
            SPOOL_BYTES, "w+", encoding="utf-8", newline="\n"
        )
        self._documents = 0
        self._statements = 0
        self._failed: list[dict[str, Any]] = []
        self._linked: dict[str, list[dict[str, Any]]] = {}

    def __enter__(self) -> Self:
        """Write what stands before the documents."""
        opening = dump(head()).removesuffix("}")
        self._out.write(f'{opening},\n"documents": [')
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits, unless an error ended the stream."""
        with self._spool:
            if kind is None:
                self._finish()

    def add(self, extraction: Extraction) -> None:
        """Add a document and its statements."""
        self.add_document(document_json(extraction.document))
        for statement in extraction.statements:
            self.add_statement(statement_json(statement))

    def add_document(self, row: dict[str, Any]) -> None:
        """Write a document."""
        self._out.write((",\n" if self._documents else "\n") + dump(row))
        self._documents += 1

    def add_statement(self, row: dict[str, Any]) -> None:
        """Keep a statement for after the documents."""
        self._spool.write((",\n" if self._statements else "\n") + dump(row))
        self._statements += 1

    def fail(self, failure: Failure) -> None:
        """Keep an input that could not be read for the end."""
        self._failed.append(failure_json(failure))

    def link(self, name: str, rows: list[dict[str, Any]]) -> None:
        """Keep rows of one of the arrays that linking fills."""
        self._linked[name] = rows

    def _finish(self) -> None:
        self._out.write('],\n"statements": [')
        self._spool.seek(0)
        while chunk := self._spool.read(1 << 20):
            self._out.write(chunk)
        self._out.write("]")
        for name in (*(name for name, _ in _LINKED), "revisions"):
            self._write_rows(name, self._linked.get(name, []))
        self._write_rows("failed", self._failed)
        self._out.write("}\n")

    def _write_rows(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        self._out.write(f',\n"{name}": [')
        for n, row in enumerate(rows):
            self._out.write((",\n" if n else "\n") + dump(row))
        self._out.write("]")
