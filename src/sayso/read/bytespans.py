"""From characters of a decoded capture to the bytes that they were decoded from."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.model import Span

STEP = 2048
"""Characters from one whose place is remembered to the next."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
)
"""Byte order marks that the encoding so named takes for itself, and what it reads after them."""

_UNICODE = frozenset({"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
_ALL_BYTES = bytes(range(256))
_BROKEN = "sayso.broken"
_broken: ContextVar[list[Span]] = ContextVar("broken")


def byte_spans(data: bytes, text: str, encoding: str) -> Callable[[int, int], Span]:
    """Return what gives the span of bytes in *data* for a span of characters in *text*.

    *text* is *data* decoded by *encoding*, with U+FFFD for what cannot be: such a
    character has the bytes that it replaces.
    """
    name = codecs.lookup(encoding).name
    if len(text) == len(data) and len(_ALL_BYTES.decode(name, "replace")) == len(_ALL_BYTES):
        return lambda start, end: (start, end)
    marks = ((mark, codec) for mark, own, codec in _MARKS if own == name and data.startswith(mark))
    mark, codec = next(marks, (b"", {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name, name)))
    if codec in _UNICODE and (steps := _steps(data, len(mark), codec))[0][-1] == len(text):
        return lambda start, end: (_byte(text, codec, steps, start), _byte(text, codec, steps, end))
    places = _one_by_one(data, name)
    return lambda start, end: (places[start][0], places[end - 1][1])


def _remember(error: UnicodeError) -> tuple[str, int]:
    """Replace what cannot be decoded as ``replace`` does, and remember where it was."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _broken.get().append((error.start, error.end))
    return "\N{REPLACEMENT CHARACTER}", error.end


codecs.register_error(_BROKEN, _remember)


def _steps(data: bytes, start: int, codec: str) -> tuple[list[int], list[int]]:
    """Return characters and the bytes that they start at: every so often, and beside what is broken.

    The last is the end of both.
    """
    broken: list[Span] = []
    token = _broken.set(broken)
    try:
        codecs.decode(data[start:], codec, _BROKEN)
    finally:
        _broken.reset(token)
    characters, places = [0], [start]
    for opened, closed in (*((start + a, start + b) for a, b in broken), (len(data), None)):
        whole = data[places[-1] : opened].decode(codec)
        for position in range(0, len(whole), STEP):
            part = whole[position : position + STEP]
            characters.append(characters[-1] + len(part))
            places.append(places[-1] + len(part.encode(codec)))
        if closed is not None:
            characters.append(characters[-1] + 1)
            places.append(closed)
    return characters, places


def _byte(text: str, codec: str, steps: tuple[list[int], list[int]], character: int) -> int:
    characters, places = steps
    step = bisect_right(characters, character) - 1
    return places[step] + len(text[characters[step] : character].encode(codec))


def _one_by_one(data: bytes, encoding: str) -> list[Span]:
    """Return the bytes of each character by decoding byte after byte; those decoded at once share theirs."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    places: list[Span] = []
    start = 0
    for position in range(len(data)):
        if found := decoder.decode(data[position : position + 1]):
            end = position + 1 - len(decoder.getstate()[0])  # less what it keeps for the next character
            places += [(start, end)] * len(found)
            start = end
    places += [(start, len(data))] * len(decoder.decode(b"", final=True))
    return places
