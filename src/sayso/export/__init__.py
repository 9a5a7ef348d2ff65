"""A ledger for another program: JSON and its schema.

* :func:`to_json` gives version 1 of the JSON as plain Python; :func:`from_json` reads it back.
* :func:`write_json` writes it as text, a row to a line; :class:`JsonStream` writes it while
  pages are still being read.
* :func:`line_json` gives it on one line, for JSON Lines.
* :func:`explanation_json` gives why a row of a ledger is as it is.
* :func:`schema` gives its JSON Schema.
"""

from __future__ import annotations

from sayso.export.json_explain import explanation_json
from sayso.export.json_reader import from_json
from sayso.export.json_rows import FORMAT, to_json
from sayso.export.json_schema import schema
from sayso.export.json_text import JsonStream, line_json, write_json

__all__ = [
    "FORMAT",
    "JsonStream",
    "explanation_json",
    "from_json",
    "line_json",
    "schema",
    "to_json",
    "write_json",
]
