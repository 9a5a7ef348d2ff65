"""Statements and blocks held against the very characters of the captures that print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.model import Capture, Document
    from sayso.read.sourcemap import SourceMap

Spoken = tuple[str, int, int, str]
"""A statement's id, its span in the document, and its text."""


def is_mapped(capture: Capture) -> bool:
    """Return whether the text of *capture* stands in its characters: it is a web page or plain text."""
    from sayso.read.sourcemap import MAPPED  # noqa: PLC0415 - only verifying needs the map

    return capture.media_type in MAPPED


def source_problems(
    capture: Capture, document: Document, statements: Iterable[Spoken]
) -> Iterator[tuple[str, str, str]]:
    """Yield ``(table, row, problem)`` for each block and statement that its capture does not print.

    What has no known place is passed over: its document says so.
    """
    from sayso.read.errors import ReadError  # noqa: PLC0415 - only verifying needs the map
    from sayso.read.sourcemap import source_map  # noqa: PLC0415 - as above

    try:
        places = source_map(capture, document)
    except ReadError as error:
        yield "documents", document.id, f"({document.name}) cannot be traced to its capture: {error}"
        return
    for n, block in enumerate(document.blocks):
        if block.origin is not None and (found := _around(places, block.start, block.end)) != block.origin:
            problem = f"is said to stand at characters {_place(block.origin)} of its capture"
            yield "blocks", f"{document.id} #{n}", f"{problem}, and stands at {_place(found)}"
    for row, start, end, text in statements:
        spans = places.spans(start, end)
        if spans and _words(printed := places.printed(spans)) != _words(text):
            where = _place((spans[0].start, spans[-1].end))
            yield "statements", row, f'is "{text}", and characters {where} of its capture read "{printed}"'


def _around(places: SourceMap, start: int, end: int) -> tuple[int, int] | None:
    """Return from where to where a block stands: its first and last characters are no white space."""
    if start == end:
        return None
    first, last = places.spans(start, start + 1), places.spans(end - 1, end)
    return (first[0].start, last[-1].end) if first and last else None


def _place(span: tuple[int, int] | None) -> str:
    return "no known place" if span is None else f"{span[0]}-{span[1]}"


def _words(text: str) -> str:
    """Return *text* without white space: reading collapses it, and adds some between lines."""
    return "".join(char for char in text if not char.isspace() and char.isprintable())
