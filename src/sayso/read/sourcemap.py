"""From any stretch of a document's text to the characters and bytes of its capture that print it.

Nothing is stored for it: reading a capture again gives the same text, and this time every
character's place is kept. Exact means: the characters of the spans, with references replaced,
are those of the text, in order, and nothing else; runs of white space stand for one space.
Spaces that reading put between two lines or cells are printed by nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.bytespans import byte_spans
from sayso.read.decoding import decode_capture
from sayso.read.errors import ReadError
from sayso.read.references import references

if TYPE_CHECKING:
    from sayso.model import Capture, Document, Span
    from sayso.read.places import Part, Places
    from sayso.read.visible import Shown

MAPPED = frozenset({"text/plain", "text/html"})
"""Media types of captures whose text is printed in their bytes."""


class SourceSpan(NamedTuple):
    """A stretch of a capture: ``[start, end)`` in code points once decoded, and in its bytes."""

    start: int
    end: int
    first_byte: int
    end_byte: int


class SourceMap:
    """Where the text of one document stands in its capture. Made by :func:`source_map`."""

    def __init__(self, capture: Capture, document: Document) -> None:
        decoded = decode_capture(capture)
        self.page = decoded.text
        self._html = _Blocks(self.page, capture.name) if capture.media_type == "text/html" else None
        self._length = len(document.text)
        if document.text != (self.page if self._html is None else self._html.text):
            message = (
                f"{capture.name}: its text is not that of the document that was made of it; read it again"
            )
            raise ReadError(message)
        self._bytes = byte_spans(capture.data, decoded.text, decoded.encoding)

    def spans(self, start: int, end: int) -> tuple[SourceSpan, ...]:
        """Return the stretches of the capture that print the document's text from *start* to *end*.

        Returns:
            them in order; none touches the next. Empty where the span is, where only reading put
            white space, and where the place of one of its characters is not known.

        Raises:
            ValueError: the span does not lie in the document.
        """
        if not 0 <= start <= end <= self._length:
            message = f"{start}-{end} does not lie in a text of {self._length} characters"
            raise ValueError(message)
        if start == end:
            return ()
        found = [(start, end)] if self._html is None else self._html.spans(start, end)
        return tuple(SourceSpan(*span, *self._bytes(*span)) for span in found)

    def printed(self, spans: tuple[SourceSpan, ...]) -> str:
        """Return what the characters of *spans* mean: on a web page, with its references replaced."""
        page = self.page
        if self._html is None:
            return "".join(page[span.start : span.end] for span in spans)
        pieces: list[str] = []
        for start, end, _, _ in spans:
            position = start
            for opened, closed, value in references(page, start, end):
                pieces += (page[position:opened], value)
                position = closed
            pieces.append(page[position:end])
        return "".join(pieces)


class _Blocks:
    """The blocks of a web page, with the parts of those that were asked for."""

    def __init__(self, page: str, name: str) -> None:
        from sayso.read.places import Places  # noqa: PLC0415 - plain text does without the parser's modules
        from sayso.read.tree import parse  # noqa: PLC0415 - as above
        from sayso.read.visible import visible_text  # noqa: PLC0415 - as above

        tree = parse(page, name)
        visible = visible_text(tree.root)
        self._blocks: list[Shown] = visible.blocks
        self._places: Places = Places(tree, visible)
        self._parts: dict[int, list[Part]] = {}
        self._starts: list[int] = []
        position = 0
        for block in visible.blocks:
            self._starts.append(position)
            position += len(block.text) + 1
        self.text = "\n".join(block.text for block in visible.blocks)

    def spans(self, start: int, end: int) -> list[Span]:
        found: list[Span] = []
        first = bisect_right(self._starts, start) - 1
        for index in range(first, bisect_right(self._starts, end - 1)):
            if index not in self._parts:
                self._parts[index] = list(self._places.parts(self._blocks[index]))
            begins = self._starts[index]
            spans = self._places.spans(self._parts[index], start - begins, end - begins)
            if spans is None:
                return []
            found += spans
        return found


def source_map(capture: Capture, document: Document) -> SourceMap:
    """Return where the text of *document* stands in the *capture* that it was made of.

    Raises:
        ReadError: it is not the document of this capture, or the text of such captures is not
            printed in their bytes (PDF, mail).
    """
    if capture.media_type not in MAPPED:
        message = (
            f"{capture.name}: the text of {capture.media_type} does not stand in its bytes as it is read"
        )
        raise ReadError(message)
    return SourceMap(capture, document)


def source_spans(capture: Capture, document: Document, start: int, end: int) -> tuple[SourceSpan, ...]:
    """Return the stretches of *capture* that print the text of its *document* from *start* to *end*.

    For many spans of one document, make a :func:`source_map` once.

    Raises:
        ReadError: as :func:`source_map`.
        ValueError: the span does not lie in the document.
    """
    return source_map(capture, document).spans(start, end)
