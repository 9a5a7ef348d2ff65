"""The HTTP answer that a web archive kept: its status, headers and the body as the server meant it.

RFC 9112 says how a message is laid out and cut into chunks, RFC 9110 how its content is encoded.
Many crawlers undo chunks or encodings and leave the headers as they were: bytes are believed, not headers.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.containers.budget import CHUNK, MOST_JOINED, slices
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.read.containers.budget import Budget

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CHUNK_SIZE_SPAN = 256

_KEPT_OUT = frozenset({"set-cookie", "set-cookie2", "authorization", "www-authenticate"})
"""Headers that identify a reader, and say nothing of the page."""

_MOST_HEADERS = 200
_MOST_ENCODINGS = 3
_MOST_CHUNKS = 200_000

_RAW_DEFLATE = -15
_GZIP_WINDOW = 31


class Head(NamedTuple):
    """Status and headers (lower-case names) of an answer, and where its body starts."""

    status: int
    headers: dict[str, str]
    body: int


def read_head(message: bytes) -> Head | None:
    """Return the head of *message*, ``None`` where it has none."""
    status = _STATUS.match(message)
    if not status:
        return None
    end = _HEAD_END.search(message)
    stop, body = (end.start(), end.end()) if end else (len(message), len(message))
    headers: dict[str, str] = {}
    lines = _FOLDED.sub(b" ", message[:stop]).split(b"\n")
    for line in lines[1 : _MOST_HEADERS + 1]:
        name, colon, value = line.partition(b":")
        key = name.strip().lower().decode("latin-1")
        if colon and key and key not in _KEPT_OUT:
            said = value.strip().decode("latin-1")
            # RFC 9110 joins repeated headers; of two types browsers take the last.
            headers[key] = f"{headers[key]}, {said}" if key in headers and key != "content-type" else said
    return Head(int(status[1]), headers, body)


def unchunked(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return *body* without the chunks that its transfer was cut into, as far as they go."""
    if "chunked" not in headers.get("transfer-encoding", "").lower():
        return body
    whole = io.BytesIO()
    at = 0
    for _ in range(_MOST_CHUNKS):
        size = _CHUNK_SIZE.match(body, at, at + _CHUNK_SIZE_SPAN)
        length = int(size[1], 16) if size else 0
        if not size or not length:
            break
        whole.write(body[size.end() : size.end() + length])
        at = size.end() + length
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
    return whole.getvalue() if at else body


def decoded(body: bytes, headers: Mapping[str, str], name: str, container: str, budget: Budget) -> bytes:
    """Return *body* without its content encodings.

    Raises:
        TooLargeError: it is larger than a member may be.
        SpentError: *container* has given too much.
        ReadError: its encoding is damaged, or none that is known.
    """
    encodings = [part.strip().lower() for part in headers.get("content-encoding", "").split(",")]
    encodings = [part for part in encodings if part and part != "identity"]
    if len(encodings) > _MOST_ENCODINGS:
        message = f"{name}: its content is packed {len(encodings)} times over; unpack it and give the page"
        raise ReadError(message)
    for encoding in reversed(encodings):
        pieces = _pieces(encoding.removeprefix("x-"), body, name)
        if pieces is None:
            continue
        kept = io.BytesIO()
        try:
            for piece in pieces:
                budget.spend(container, len(piece))
                budget.check(name, kept.tell() + len(piece))
                kept.write(piece)
        except (zlib.error, EOFError) as error:
            message = f"{name}: its content is damaged ({encoding} cannot be undone); get a whole copy of it"
            raise ReadError(message) from error
        body = kept.getvalue()
    return body


def _pieces(encoding: str, body: bytes, name: str) -> Iterator[bytes] | None:
    """Return the pieces of *body* without *encoding*, ``None`` where it is not so encoded."""
    if encoding == "gzip":
        return _inflated(body, _GZIP_WINDOW) if body.startswith(b"\x1f\x8b") else None
    if encoding == "deflate":
        return _deflated(body)
    if encoding == "br":
        return None if _reads_as_page(body) else _unbrotlied(body)
    if encoding == "zstd":
        from sayso.read.containers.packed import zstd_pieces  # noqa: PLC0415 - few archives hold it

        return zstd_pieces(body) if body.startswith(b"\x28\xb5\x2f\xfd") else None
    if _reads_as_page(body):
        return None
    message = f"{name}: its content is encoded as {encoding[:40]!r}, which is not read; give the page itself"
    raise ReadError(message)


def _reads_as_page(body: bytes) -> bool:
    """Return whether *body* starts as a page or a PDF does, and so is not encoded any more."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip()[:5].lower().startswith((b"<", b"%pdf-"))


def _deflated(body: bytes) -> Iterator[bytes] | None:
    """Undo what servers call deflate: zlib's format (RFC 1950), or wrongly the bare one (RFC 1951)."""
    for window in (zlib.MAX_WBITS, _RAW_DEFLATE):
        try:
            zlib.decompressobj(window).decompress(body[:_CHUNK_SIZE_SPAN], 1)
        except zlib.error:
            continue
        return _inflated(body, window)
    return None


def _inflated(body: bytes, window: int) -> Iterator[bytes]:
    """Yield what *body* inflates to; gzip members follow each other."""
    at = 0
    for _ in range(MOST_JOINED):
        inflate = zlib.decompressobj(window)
        for given in slices(body, at):
            at += len(given)
            yield from _inflated_with(inflate, given)
            if inflate.eof:
                break
        else:
            raise EOFError
        at -= len(inflate.unused_data)
        if window != _GZIP_WINDOW or body[at : at + 2] != b"\x1f\x8b":
            return
    raise EOFError


def _inflated_with(inflate: zlib._Decompress, given: bytes | memoryview) -> Iterator[bytes]:
    """Yield all that *inflate* makes of *given* with what it was given before."""
    while not inflate.eof:
        piece = inflate.decompress(given, CHUNK)
        given = inflate.unconsumed_tail
        if piece:
            yield piece
        if not given and len(piece) < CHUNK:
            return


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    """Yield what *body* is without Brotli (RFC 7932)."""
    import brotli  # noqa: PLC0415 - few archives hold it

    decoder = brotli.Decompressor()
    given = body
    while not decoder.is_finished():
        try:
            piece: bytes = decoder.process(given, output_buffer_limit=CHUNK)
        except brotli.error as error:
            raise EOFError from error
        if not piece and not decoder.is_finished():
            raise EOFError
        given = b""
        yield piece
