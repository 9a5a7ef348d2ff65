"""Made-up pages to add to ledgers, with what they say: nothing is extracted, so that tests are quick."""

from __future__ import annotations

import dataclasses
import hashlib

import small_ledger
from sayso import model
from sayso.ledger.append import Added


def capture(number: int, text: str = "All quiet at the port.") -> model.Capture:
    """Return the capture of a page that no other number has."""
    data = f"{text}\nReport {number}.".encode()
    return model.Capture(
        *(hashlib.sha256(data).hexdigest(), f"made.warc!/{number}", data, "text/plain"),
        supplied={"outlet": "Harbour Post"},
        headers={"etag": f'"{number}"'},
    )


def added(number: int, text: str = "All quiet at the port.") -> Added:
    """Return a page and what it says: one statement, and one label."""
    page = capture(number, text)
    document = read(page)
    end = document.text.index(".") + 1
    statement = model.Statement(
        *(model.identity("statement", document.id), document.id, 0, end, document.text[:end]),
        parts=((0, end),),
        voice="outlet",
        figures=(model.Figure(0, 3, document.text[:3], 200, None, approximate=False, kind="count"),),
    )
    label = model.Label(0, 3, "all", "all")
    return Added(page, model.Extraction(document, (statement,), (label,)))


def read(page: model.Capture) -> model.Document:
    """Read a page again, as :func:`added` read it."""
    return dataclasses.replace(small_ledger.read(page), id=model.identity("document", page.sha256, page.name))
