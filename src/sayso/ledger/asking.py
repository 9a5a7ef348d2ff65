"""Questions to an open ledger that is added to: many inputs at once, in one query each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from sayso.model import Capture

_GIVEN = "(SELECT unnest(from_json(?, '[\"VARCHAR\"]')))"
"""The values of a parameter that holds them as JSON."""


def files_among(connection: DuckDBPyConnection, files: Sequence[str]) -> set[str]:
    """Return which of *files* the ledger has captures of, or of what lies in them."""
    if not files:
        return set()
    file = "split_part(name, '!/', 1)"
    query = f"SELECT DISTINCT {file} FROM captures WHERE {file} IN {_GIVEN}"  # noqa: S608 - as it stands
    return {name for (name,) in connection.execute(query, [json.dumps(list(files))]).fetchall()}


def said_of(connection: DuckDBPyConnection, captures: Sequence[Capture]) -> list[dict[str, str]]:
    """Return what is said beside each of *captures* in the ledger by field, none where it is not there."""
    if not captures:
        return []
    joined = "captures c JOIN supplied s ON s.capture = c.position"
    query = f"SELECT c.sha256, c.name, s.key, s.value FROM {joined} WHERE c.sha256 IN {_GIVEN}"  # noqa: S608 - as above
    rows = connection.execute(query, [json.dumps([one.sha256 for one in captures])]).fetchall()
    found: dict[tuple[str, str], dict[str, str]] = {}
    for sha256, name, key, value in rows:
        found.setdefault((sha256, name), {})[key] = value
    return [found.get((one.sha256, one.name), {}) for one in captures]
