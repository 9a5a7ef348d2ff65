"""The country of a document's outlet, by which shared signs are read: whose dollar, whose comma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import Document

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?[-_]([A-Za-z]{2})\Z")
_HOST = re.compile(r"(?:\A|[/@\s])(?:[\w-]+\.)+([A-Za-z]{2})(?=[/:\s]|\Z)")
_NO_COUNTRIES = {
    "EU",
    "IO",
    "TV",
    "ME",
    "CO",
    "AI",
    "FM",
    "LY",
    "CC",
    "WS",
    "GG",
    "TO",
    "SH",
    "GL",
    "VC",
    "LA",
}
"""Domains of countries that are sold to everybody; they say nothing of where an outlet is."""
_OTHER_NAMES = {"UK": "GB"}


def region_of(document: Document) -> str | None:
    """Return the ISO 3166 code of the country of a document's outlet, ``None`` where nothing tells it.

    What tells: the country in its language's tag (BCP 47: "en-AU"), else the country of
    the web address (RFC 1591) that is its name or its outlet ("smh.com.au").
    """
    if document.language and (tag := _TAG.match(document.language)):
        return tag[1].upper()
    for printed in (document.outlet, document.name):
        for host in _HOST.finditer(printed or ""):
            code = _OTHER_NAMES.get(host[1].upper(), host[1].upper())
            if code not in _NO_COUNTRIES and not _is_file(host[0]):
                return code
    return None


def _is_file(printed: str) -> bool:
    """Tell a file's ending ("story.md", "list.py") from a domain, whose name has no path before it."""
    return printed.count(".") == 1 and printed.rpartition(".")[2].lower() in {
        "md",
        "py",
        "rs",
        "pl",
        "sh",
        "ps",
        "gz",
    }
