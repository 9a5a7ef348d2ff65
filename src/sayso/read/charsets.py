"""Whether a guessed charset is evident enough to be preferred to windows-1252, the web's default.

A few accented letters in a Latin text fit a dozen charsets equally well. The HTML
standard then falls back on the charset that is usual for the language, and on
windows-1252 where it names none.
"""

from __future__ import annotations

import re

from sayso.read.language import language_of

_USUAL = {  # HTML standard, "determining the character encoding": defaults by language
    "cp1250": frozenset({"cs", "hu", "pl", "sk", "sl", "hr", "bs", "ro", "sq"}),
    "iso8859_2": frozenset({"cs", "hu", "pl", "sk", "sl", "hr", "bs", "ro", "sq"}),
    "cp1254": frozenset({"tr", "az", "ku"}),
    "cp1257": frozenset({"et", "lt", "lv"}),
    "cp1258": frozenset({"vi"}),
}
FEWEST = 3
"""Words of another script from which a charset of that script is evident."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def is_evident(data: bytes, encoding: str) -> bool:
    """Return whether *data* is better read in *encoding* than in windows-1252.

    A charset of Latin letters is where the text is in a language that uses it; one of
    another script is where most words with such letters have no ASCII letters.
    """
    if encoding == "cp1252" or _strict(data, "cp1252") is None:
        return True
    text = data.decode(encoding, "replace")
    if encoding in _USUAL:
        return language_of(text) in _USUAL[encoding]
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    whole = sum(1 for word in words if not any(char.isascii() for char in word))
    return whole >= min(FEWEST, len(words)) and whole * 2 > len(words)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
