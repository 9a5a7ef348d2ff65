"""From bytes to text: byte order mark, declared charset, UTF-8, UTF-16, then detection.

The order is that of the HTML standard's encoding sniffing, with one change:
a declared charset that the bytes contradict is not believed.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.charsets import is_evident
from sayso.read.kinds import wide_encoding

if TYPE_CHECKING:
    from sayso.model import Capture

PRESCAN = 4096
"""Bytes in which a page may declare its charset (the standard says 1024, real pages need more)."""

SAMPLE = 200_000
"""Bytes that the detection of an undeclared charset looks at."""

_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_SENT = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DECLARING = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,400}>", re.IGNORECASE)

_WEB_NAMES = {  # WHATWG Encoding standard: what pages mean when they say this
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-7": "utf-8",
}

_LEGACY = [  # the legacy encodings that the WHATWG Encoding standard lets a page have
    *("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("koi8_r", "koi8_u", "cp866", "mac_cyrillic", "iso8859_2", "iso8859_5", "iso8859_7", "cp874"),
    *("shift_jis", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
]


class Decoded(NamedTuple):
    """Text, the encoding it was in, and sentences about what could not be decoded."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


def decode(data: bytes, *, html: bool, content_type: str = "") -> Decoded:
    """Return the text of *data*. Nothing raises: what no encoding fits is replaced by U+FFFD and said.

    The charset that the server named in *content_type* goes before what the page declares, as
    in the HTML standard, but for bytes that are UTF-8: servers name the charset of their
    configuration, and no other text happens to be UTF-8.

    A byte order mark of UTF-8 stays as the first character of plain text, so that
    offsets are those of the file read as UTF-8; the reader of HTML drops it.
    """
    decoded = _decoded(data, html=html, sent=_sent(content_type))
    if nulls := decoded.text.count("\x00"):
        places = "1 NUL character" if nulls == 1 else f"{nulls} NUL characters"
        problem = f"The file holds {places}, which no text has; it may be damaged there."
        return decoded._replace(problems=(*decoded.problems, problem))
    return decoded


def decode_capture(capture: Capture) -> Decoded:
    """Return the text of a web page or plain text as :func:`decode` does, by all that its capture tells."""
    return decode(
        capture.data,
        html=capture.media_type == "text/html",
        content_type=capture.headers.get("content-type", ""),
    )


def _decoded(data: bytes, *, html: bool, sent: str | None) -> Decoded:
    if wide := wide_encoding(data):
        return _replaced(data, wide)
    declared = _declared(data) if html else None
    if sent and (data.isascii() or _strict(data, "utf-8") is None):
        declared = sent
    for encoding in dict.fromkeys((declared or "utf-8", "utf-8")):
        if (text := _strict(data, encoding)) is not None:
            return Decoded(text, encoding)
    if _is_cut_utf8(data):
        text = data.decode("utf-8", "replace")
        mark = "\N{REPLACEMENT CHARACTER}"
        problem = f"The file ends in the middle of a character, shown as {mark}: its end is missing."
        return Decoded(text, "utf-8", (problem,))
    if _mostly_utf8(data):
        return _replaced(data, "utf-8")
    return _detected(data, declared)


def _sent(content_type: str) -> str | None:
    match = _SENT.search(content_type[:1000])
    return _text_codec(match[1]) if match else None


def _text_codec(said: str) -> str | None:
    """Return the codec that pages mean by the charset *said*, ``None`` where it is none of text."""
    try:
        name = codecs.lookup(said).name
    except LookupError:
        return None
    return _WEB_NAMES.get(name, name) if _is_text_codec(name) else None


def _declared(data: bytes) -> str | None:
    for tag in _DECLARING.finditer(data[:PRESCAN]):
        if (match := _DECLARED.search(tag.group())) and (name := _text_codec(match[1].decode("ascii"))):
            return name
    return None


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str) and b"<p>".decode(name) == "<p>"
    except (LookupError, ValueError, TypeError):
        return False


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    count = text.count("\N{REPLACEMENT CHARACTER}") - _honest_marks(data, encoding)
    if count <= 0:
        return Decoded(text, encoding)
    places = "1 place" if count == 1 else f"{count} places"
    problem = (
        f"The text is not valid {encoding.upper()} in {places}; "
        "the unreadable characters are shown as \N{REPLACEMENT CHARACTER}."
    )
    return Decoded(text, encoding, (problem,))


def _honest_marks(data: bytes, encoding: str) -> int:
    """Count the replacement characters that the file itself holds."""
    return data.decode(encoding, "ignore").count("\N{REPLACEMENT CHARACTER}")


def _mostly_utf8(data: bytes) -> bool:
    """Return whether *data* is UTF-8 with a few broken places rather than another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(1 for char in text[:SAMPLE] if char > "\x7f") - broken
    return whole >= 2 * broken


def _is_cut_utf8(data: bytes) -> bool:
    """Return whether *data* is UTF-8 whose last character lacks bytes.

    A text of ASCII letters with one such byte at its end may be windows-1252 as well;
    it is, where that byte would be a letter in the case of the letters before it.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        start, cut = error.start, error.reason == "unexpected end of data"
    else:
        return False
    if not cut or not data[:start].isascii() or len(data) - start > 1:
        return cut
    before, last = data[:start].decode("ascii")[-2:], data[start:].decode("cp1252")
    fits = last.islower() or (before.isupper() and len(before) > 1)
    return not (before[-1:].isalpha() and fits)


def _detected(data: bytes, declared: str | None) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only pages of undeclared legacy charsets need it

    sample = data[:SAMPLE]
    best = from_bytes(sample, cp_isolation=_LEGACY, preemptive_behaviour=False).best()
    guess = best.encoding if best and is_evident(sample, best.encoding) else "cp1252"
    encoding = declared if declared and declared != "utf-8" else guess
    decoded = _replaced(data, encoding)
    doubt = (
        f"The page does not say how its characters are encoded; it was read as {encoding}. "
        "If letters look wrong, save it as UTF-8."
    )
    return Decoded(decoded.text, encoding, (*decoded.problems, doubt))
