"""The DuckDB ledger file: schema, writing, reading, verifying.

The names are loaded at first use: DuckDB takes longer to import than the whole
command line may.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.ledger.errors import LedgerError
    from sayso.ledger.load import read_captures, read_ledger
    from sayso.ledger.verify import Mismatch, Verification, verify_ledger
    from sayso.ledger.write import check_target, write_ledger

__all__ = [
    "LedgerError",
    "Mismatch",
    "Verification",
    "check_target",
    "read_captures",
    "read_ledger",
    "verify_ledger",
    "write_ledger",
]

_HOMES = {
    "LedgerError": "errors",
    "Mismatch": "verify",
    "Verification": "verify",
    "check_target": "write",
    "read_captures": "load",
    "read_ledger": "load",
    "verify_ledger": "verify",
    "write_ledger": "write",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute may be anything
    """Load a public name from the module that holds it."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
