"""sayso: who says so? A ledger of what reports of a story say, and on whose authority.

The public surface, loaded at first use::

    run = sayso.compare(["first.html", "second.txt"])
    sayso.to_json(run.ledger)

* :func:`compare` reads pages of one story and lines up what they say.
* :func:`to_json` gives a ledger as JSON, :func:`schema` the JSON's schema.
* :func:`write_ledger`, :func:`read_ledger` and :func:`verify_ledger` keep it in a file.
* :mod:`sayso.model` has the nouns: ``Ledger``, ``Document``, ``Statement`` and so on;
  :func:`sayso.pipeline.extract` reads pages without comparing them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.export import schema, to_json
    from sayso.ledger import read_ledger, verify_ledger, write_ledger
    from sayso.pipeline import compare

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "compare",
    "read_ledger",
    "schema",
    "to_json",
    "verify_ledger",
    "write_ledger",
]

_HOMES = {
    "compare": "sayso.pipeline",
    "read_ledger": "sayso.ledger",
    "schema": "sayso.export",
    "to_json": "sayso.export",
    "verify_ledger": "sayso.ledger",
    "write_ledger": "sayso.ledger",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute may be anything
    """Load a public name from the room that holds it."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(_HOMES[name]), name)
