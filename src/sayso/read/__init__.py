"""Captures and documents: bytes in, canonical text with kept and dropped blocks out.

* :func:`open_captures` reads files, folders and standard input into captures.
* :func:`read_document` makes a document of a capture: pure and deterministic.
* :func:`source_spans` says where a stretch of a document stands in its capture.
* :func:`usage_problems` checks what a user said of the inputs before any is read.

What they need (lxml, trafilatura, py3langid) is imported at the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.read.captures import open_captures, usage_problems
from sayso.read.errors import ReadError
from sayso.read.openers import LARGEST_PAGE
from sayso.read.options import ReadOptions

if TYPE_CHECKING:
    from sayso.model import Capture, Document
    from sayso.read.sourcemap import SourceSpan

__all__ = [
    "LARGEST_PAGE",
    "ReadError",
    "ReadOptions",
    "open_captures",
    "read_document",
    "source_spans",
    "usage_problems",
]


def read_document(capture: Capture) -> Document:
    """Return the document that *capture* holds: canonical text, blocks and metadata.

    The same capture gives the same document, in every process and at every time.

    Raises:
        ReadError: the capture holds no text that can be read; ``sentence`` says why.
    """
    from sayso.read.documents import make_document  # noqa: PLC0415 - lxml and trafilatura take a second

    return make_document(capture)


def source_spans(capture: Capture, document: Document, start: int, end: int) -> tuple[SourceSpan, ...]:
    """Return the stretches of *capture* that print *document*'s text from *start* to *end*.

    They are in order, each in code points of the decoded capture and in its bytes; a statement that
    runs over inline tags has several. The capture is read again for it.

    Raises:
        ReadError: the document was not made of this capture, or its kind prints no text in its bytes.
        ValueError: the span does not lie in the document.
    """
    from sayso.read.sourcemap import source_spans as spans  # noqa: PLC0415 - only tracing needs it

    return spans(capture, document, start, end)
