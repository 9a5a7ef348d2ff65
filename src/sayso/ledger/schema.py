"""The tables of a ledger file, declared once in ``tables.toml``: SQL, comments and transport follow.

Columns bear the names of the JSON (``start``, ``end``, ``from``, ``when``); those
that SQL reserves want quotes or a table's alias before them (``f.end``). Offsets
are Unicode code points, which is also what DuckDB's ``substring`` counts, so
``substring(d.text, s.start + 1, s.end - s.start)`` is a row's printed text.
"""

from __future__ import annotations

import functools
import hashlib
import tomllib
from dataclasses import dataclass
from importlib import resources

FORMAT = 1
"""The version of what a ledger file means; raised with every change that a reader must know of."""

SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
}
"""How DuckDB is opened: nothing is fetched, and a view in a file from elsewhere can read no other file."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, DuckDB type, and what it holds."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row of it is, its columns, and the column that identifies a row, if one does."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: str | None = None

    @property
    def owner(self) -> str:
        """The column that says what a row hangs on: a statement, a claim, or the row itself."""
        return self.key or self.columns[0].name

    def create(self) -> list[str]:
        """Return the SQL that makes the table and comments it.

        No key is declared to DuckDB: it would keep an index of each in memory, which grows with the
        ledger. That keys are not doubled is seen to where rows are written, and when verifying.
        """
        parts = [f'"{c.name}" {c.type}' for c in self.columns]
        return [
            f'CREATE TABLE "{self.name}" ({", ".join(parts)})',
            f'COMMENT ON TABLE "{self.name}" IS {_literal(self.meaning)}',
            *(f'COMMENT ON COLUMN "{self.name}"."{c.name}" IS {_literal(c.meaning)}' for c in self.columns),
        ]


LINKED = frozenset(
    {"names", "stories", "story_documents", "claims", "claim_statements", "origins", "origin_statements"}
    | {"merges", "relations", "lookalikes", "wording", "wording_outlets", "wording_words", "wording_places"}
    | {"cues", "cue_statements"}
)
"""Tables of what linking finds, replaced whenever the ledger is linked again; the others only grow."""


@functools.cache
def tables() -> dict[str, Table]:
    """Return the tables by name, in the order they are written."""
    declared = tomllib.loads(resources.files(__package__).joinpath("tables.toml").read_text("utf-8"))
    return {
        one["name"]: Table(
            one["name"], one["meaning"], tuple(Column(*column) for column in one["columns"]), one.get("key")
        )
        for one in declared["table"]
    }


def fingerprint() -> str:
    """Return SHA-256 (hex) of the tables' names, columns and types: what ``meta`` calls ``schema``."""
    shape = [(table.name, *((c.name, c.type) for c in table.columns)) for table in tables().values()]
    return hashlib.sha256(repr(shape).encode()).hexdigest()


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
