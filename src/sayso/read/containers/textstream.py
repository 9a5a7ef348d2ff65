"""Bytes of any length as text, piece by piece, in the encoding that the first of them show."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, BinaryIO

from sayso.read.containers.budget import CHUNK
from sayso.read.decoding import decode
from sayso.read.kinds import wide_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.containers.budget import Budget

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def text_of(source: BinaryIO, name: str, budget: Budget) -> Iterator[str]:
    """Yield the text of *source* in pieces, counting its bytes; a byte order mark is left out.

    Bytes that are no UTF-8 become lone surrogates (PEP 383), from which :func:`as_bytes`
    makes the same bytes again: what they mean is found out page by page.

    Raises:
        SpentError: the input is over the budget.
        OSError, EOFError, ValueError: what *source* raises where it is damaged.
    """
    head = source.read(CHUNK)
    encoding = wide_encoding(head) or _encoding(head)
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape" if encoding == "utf-8" else "replace")
    chunk, first = head, True
    while chunk:
        budget.arrive(name, len(chunk))
        text = decoder.decode(chunk)
        if text:
            yield text.removeprefix(_BYTE_ORDER_MARK) if first else text
            first = False
        chunk = source.read(CHUNK)
    if rest := decoder.decode(b"", final=True):
        yield rest


def lines_of(pieces: Iterator[str], longest: int) -> Iterator[str | None]:
    """Yield the lines of the text in *pieces* with their ends.

    A line of more than *longest* characters is ``None``, and is not kept in memory. Lines end with
    LF or CR LF, and with CR in a text that begins with such lines only.
    """
    kept: list[str] = []
    size = 0
    end: str | None = None
    for piece in pieces:
        end = end or ("\r" if "\r" in piece and "\n" not in piece else "\n")
        for part in _parts(piece, end):
            size += len(part)
            kept = [*kept, part] if size <= longest else []
            if part.endswith(end):
                yield "".join(kept) if size <= longest else None
                kept, size = [], 0
    if size:
        yield "".join(kept) if size <= longest else None


def _parts(piece: str, end: str) -> Iterator[str]:
    start = 0
    while (found := piece.find(end, start)) >= 0:
        yield piece[start : found + 1]
        start = found + 1
    if start < len(piece):
        yield piece[start:]


def as_bytes(text: str) -> bytes:
    """Return *text* in UTF-8, with its bytes as they were; lone surrogates of other kinds as U+FFFD."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()


def _encoding(head: bytes) -> str:
    """Return the encoding of *head*, UTF-8 for what is cut in the middle of a character."""
    encoding = decode(head, html=False).encoding
    return "utf-8" if encoding in {"utf-8", "ascii"} else encoding
