"""The JSON Schema of the JSON of a ledger, as it ships with the package."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of version 1 of the JSON, with every field described."""
    text = resources.files(__package__).joinpath("ledger.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
