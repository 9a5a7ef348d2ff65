"""What kind of thing some bytes are: a web page, plain text, or neither.

Kinds are told by content first and by name second, as in the WHATWG MIME
Sniffing standard: a page saved as ``page.txt`` is still a page.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

MediaType = Literal["text/plain", "text/html"]

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})

HEAD = 8192
"""Bytes looked at to tell what a file is."""

_SAVE_AS_TEXT = "save its text as .txt, or the web page itself as .html"
_UNPACK = "unpack it and give the pages in it"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _SAVE_AS_TEXT),
    (b"\x89PNG\r\n", "a PNG image", _SAVE_AS_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", _SAVE_AS_TEXT),
    (b"GIF8", "a GIF image", _SAVE_AS_TEXT),
    (b"II*\x00", "a TIFF image", _SAVE_AS_TEXT),
    (b"MM\x00*", "a TIFF image", _SAVE_AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a", "a RAR archive", _UNPACK),
    (b"{\\rtf", "an RTF document", _SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document", _SAVE_AS_TEXT),
    (b"SQLite format 3\x00", "an SQLite database", _SAVE_AS_TEXT),
    (b"\x7fELF", "a program", _SAVE_AS_TEXT),
    (b"ID3", "an audio file", "give a transcript of it as .txt"),
    (b"OggS", "an audio file", "give a transcript of it as .txt"),
    (b"fLaC", "an audio file", "give a transcript of it as .txt"),
    (b"\x1aE\xdf\xa3", "a video", "give a transcript of it as .txt"),
    (b"WARC/", "a web archive (WARC)", _UNPACK),
    (b"bplist", "a property list or web archive", _UNPACK),
)

_ZIPPED = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint file"),
    (b"mimetypeapplication/epub", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
)

_HTML_START = re.compile(
    rb"\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,2000}?-->\s{0,100}){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAGS = re.compile(
    rb"</?(?:p|div|span|br|a|ul|li|table|h[1-6]|article|section|script|meta|title|img)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b\x1a")


def binary_kind(data: bytes) -> tuple[str, str] | None:
    """Say what *data* is when it is neither a page nor text: ``(what, what to do)``, else ``None``."""
    head = data[:HEAD]
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            return what, remedy
    return _container_kind(head) or (("a binary file", _SAVE_AS_TEXT) if _looks_binary(data) else None)


def _container_kind(head: bytes) -> tuple[str, str] | None:
    """Tell files whose first bytes only say how they are packed."""
    if head.startswith(b"PK\x03\x04"):
        inside = next((what for mark, what in _ZIPPED if mark in head), "an office document")
        return inside, _SAVE_AS_TEXT
    if head[:4] == b"RIFF" and head[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return ("a WebP image" if head[8:12] == b"WEBP" else "an audio or video file"), _SAVE_AS_TEXT
    if head[4:8] == b"ftyp":
        return "a video", "give a transcript of it as .txt"
    return None


def looks_like_html(data: bytes) -> bool:
    """Return whether *data* starts as a web page does, or is full of its tags."""
    head = data[:HEAD]
    if wide_encoding(data):
        head = head.replace(b"\x00", b"")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if _HTML_START.match(head):
        return True
    tags = len(_HTML_TAGS.findall(head))
    return tags >= 3 and tags * 200 >= len(head)


def has_tags(data: bytes) -> bool:
    """Return whether *data* holds any tag of a web page in its first stretch."""
    head = data[: 8 * HEAD]
    return bool(_HTML_START.match(head) or _HTML_TAGS.search(head.replace(b"\x00", b"")))


def media_type(data: bytes, suffix: str) -> MediaType:
    """Return the media type of *data*, a file with *suffix* (``""`` when it has none)."""
    if suffix in PAGE_SUFFIXES:
        return "text/html" if has_tags(data) else "text/plain"
    return "text/html" if looks_like_html(data) else "text/plain"


def wide_encoding(data: bytes) -> str | None:
    """Return ``utf-16-le``, ``utf-16-be``, ``utf-32`` or ``utf-16`` when *data* is so encoded.

    Without a byte order mark it is told by where the zero bytes lie: in text of
    any script some characters (spaces, line ends, digits) have a zero high byte.
    """
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith(_WIDE_BOMS):
        return "utf-16"
    head = data[: HEAD - HEAD % 2]
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    pairs = len(head) // 2
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if low * 100 <= pairs and high * 20 >= pairs and _reads_as_text(head, encoding):
            return encoding
    return None


def _reads_as_text(head: bytes, encoding: str) -> bool:
    text = head.decode(encoding, "replace")
    odd = sum(1 for char in text if not (char.isprintable() or char.isspace()))
    return odd * 50 <= len(text)


def _looks_binary(data: bytes) -> bool:
    if wide_encoding(data):
        return False
    head = data[: 8 * HEAD]
    zeros = head.count(0)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 50 > len(head):
        return True
    few = zeros * 1000 <= len(head) and (zeros == 0 or len(head) >= 1000)
    return not few and not _is_utf8(head)


def _is_utf8(head: bytes) -> bool:
    """Return whether *head* is UTF-8, but for a last character that may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
