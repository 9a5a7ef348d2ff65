"""What the metadata of a PDF says (ISO 32000-2, 14.3.3), and its strings as text."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pypdf import PdfReader

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACES = re.compile(r"[^\S\n]+")
_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:([Zz])|([+-]\d\d)'?(\d\d)?'?)?")
_MEANINGLESS = frozenset({"Cc", "Cs", "Co", "Cn"})


class PdfMetadata(NamedTuple):
    """The document's title, author and language as its program wrote them; ``created`` is ISO 8601."""

    title: str | None
    author: str | None
    created: str | None
    language: str | None


def read_metadata(reader: PdfReader) -> PdfMetadata:
    """Return what the metadata of the PDF in *reader* says; nothing raises."""
    try:
        said: Mapping[str, object] = reader.metadata or {}
        language = str(reader.root_object.get("/Lang") or "")[:2].lower()
    except Exception:  # noqa: BLE001 - damaged metadata is as good as none
        return PdfMetadata(None, None, None, None)
    return PdfMetadata(
        title=_said(said, "/Title"),
        author=_said(said, "/Author"),
        created=_moment(_said(said, "/CreationDate") or ""),
        language=language if language.isalpha() else None,
    )


def cleaned(text: str) -> str:
    """Return *text* with plain spaces, letters instead of ligatures, and U+FFFD for what means nothing."""
    text = _SPACES.sub(" ", text.translate(_LIGATURES)).strip()
    if text.isprintable():
        return text
    marked = (
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in _MEANINGLESS else char for char in text
    )
    return "".join(marked)


def _said(metadata: Mapping[str, object], key: str) -> str | None:
    try:
        return cleaned(str(metadata.get(key) or "")[:1000]) or None
    except Exception:  # noqa: BLE001 - a reference that leads nowhere says nothing
        return None


def _moment(text: str) -> str | None:
    """Return a date of ISO 32000-2, 7.9.4 ("D:20220303101500+01'00'") as ISO 8601."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zulu, zone, minutes = match.groups()
    clock = f"T{hour}:{minute}:{second or '00'}" if hour else ""
    offset = "+00:00" if zulu else f"{zone}:{minutes or '00'}" if zone else ""
    try:
        value = f"{year}-{month}-{day}{clock}{offset if clock else ''}"
        return (
            dt.datetime.fromisoformat(value).isoformat()
            if clock
            else dt.date.fromisoformat(value).isoformat()
        )
    except ValueError:
        return None
