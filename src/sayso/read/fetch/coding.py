"""Content codings undone (RFC 9110, 8.4): never more than a limit, whatever the packed bytes unfold to."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from sayso.read.fetch.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

ACCEPTED = "gzip"
"""What is asked for. ``deflate`` is understood too; others would need packages of their own."""

_BY_HAND = "save the page and give that file"

_GZIP = 16 + zlib.MAX_WBITS
_ZLIB = zlib.MAX_WBITS
_RAW_DEFLATE = -zlib.MAX_WBITS


class _Unpacker:
    """gzip, of one member or several, and deflate, with zlib's frame or (as some servers send it) without."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._inner = zlib.decompressobj(_GZIP if coding == "gzip" else _ZLIB)
        self._head = b""
        self._begun = False

    def more(self, chunk: bytes, most: int) -> bytes:
        """Return what *chunk* gives; once that is *most* bytes, the rest of it is lost."""
        if not self._begun:
            self._head += chunk
            if len(self._head) < 2:
                return b""
            chunk, self._begun = self._head, True
            if self._coding == "deflate" and not _has_zlib_frame(chunk):
                self._inner = zlib.decompressobj(_RAW_DEFLATE)
        try:
            return self._unpacked(chunk, most)
        except zlib.error as error:
            raise Problem(what="its packed content is damaged", remedy=_BY_HAND, retry=True) from error

    def _unpacked(self, chunk: bytes, most: int) -> bytes:
        out = bytearray()
        while chunk and len(out) < most:
            if self._inner.eof:
                if self._coding != "gzip" or not chunk.startswith(b"\x1f"):
                    break  # padding after the end, which every reader of gzip passes over
                self._inner = zlib.decompressobj(_GZIP)
            out += self._inner.decompress(chunk, most - len(out))
            chunk = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        return bytes(out)

    def check_end(self) -> None:
        """Check that nothing is missing."""
        if not self._inner.eof:
            raise Problem(what="the answer broke off before its end", remedy="try again later", retry=True)


def undo(coding: str, chunks: Iterable[bytes], largest: int, *, cut: bool = False) -> bytes:
    """Return the content that *chunks* hold, packed as ``Content-Encoding: coding`` says.

    With *cut*, what is longer than *largest* bytes is cut off there instead of being a problem.

    Raises:
        Problem: it is longer than *largest* bytes, packed or not, damaged, broken off, or
            packed in a way that was not asked for.
    """
    unpacker = _unpacker(coding)
    data = bytearray()
    came = 0
    for chunk in chunks:
        came += len(chunk)
        data += unpacker.more(chunk, largest + 1 - len(data)) if unpacker else chunk
        # What came is counted too: bytes that unpack to nothing must not go on for ever either.
        if max(came, len(data)) > largest:
            if cut:
                return bytes(data[:largest])
            raise too_large(largest)
    if unpacker and came:
        unpacker.check_end()
    return bytes(data)


def too_large(largest: int) -> Problem:
    """Return the problem of an answer longer than *largest* bytes."""
    size = f"{largest / 1_000_000:g} MB" if largest >= 100_000 else f"{largest} bytes"
    return Problem(
        what=f"it is larger than {size}, which no article is",
        remedy="give the address of one article, or save it and give the file",
    )


def _unpacker(coding: str) -> _Unpacker | None:
    plain = coding.strip().lower().removeprefix("x-")
    if plain in {"", "identity"}:
        return None
    if plain in {"gzip", "deflate"}:
        return _Unpacker(plain)
    shown = plain if plain.isascii() and plain.isalnum() else "several, or one that is not known"
    raise Problem(
        what=f"its content is packed in a way that was not asked for ({shown[:40]})", remedy=_BY_HAND
    )


def _has_zlib_frame(head: bytes) -> bool:
    """Return whether *head* begins as RFC 1950 says."""
    return head[0] & 0x0F == 8 and (head[0] * 256 + head[1]) % 31 == 0
