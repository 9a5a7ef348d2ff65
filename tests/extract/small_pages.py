"""Small documents for the tests of this room: a text whose lines are its paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.extract import extract_documents
from sayso.extract.parse import Passage, parse_documents
from sayso.model import Block, Document, Published, identity

if TYPE_CHECKING:
    from sayso.model import Extraction, Statement


def page(text: str, published: str | None = None, name: str = "page.txt") -> Document:
    """Return *text* as a document; the first line has the role of a title when there are several."""
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    blocks = tuple(Block(start, end, kept=True) for start, end in lines)
    dated = Published(published, "given", 1.0) if published else None
    return Document(identity("document", text, name), name, "", text, blocks, published=dated, language="en")


def parsed(text: str, published: str | None = None) -> list[Passage]:
    """Return the passages of *text*."""
    ((_, passages),) = parse_documents([page(text, published)])
    return passages


def extracted(text: str, published: str | None = None, method: str = "tagger") -> Extraction:
    """Return all that is extracted from *text*, its attributions found by *method*."""
    (extraction,) = extract_documents([page(text, published)], method)
    return extraction


def attributed(text: str, published: str | None = None, method: str = "tagger") -> list[Statement]:
    """Return the attributed statements of *text*, in order."""
    return [s for s in extracted(text, published, method).statements if s.voice == "attributed"]


def own_voice(text: str) -> list[str]:
    """Return the words of the own-voice statements of *text*, in order."""
    return [s.text for s in extracted(text).statements if s.voice == "outlet"]


def chain_names(statement: Statement) -> list[str | None]:
    """Return the names of a statement's sources, nearest first."""
    return [source.name for source in statement.chain]
