"""Character references (``&amp;``, ``&#8217;``) in a page's text: what each stands for, and where.

As in section 13.2.5.72 of the HTML standard: old names need no semicolon, the longest
name wins, numbers from 128 to 159 mean windows-1252, impossible ones mean U+FFFD.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]++|[0-9]++);?|[a-zA-Z][a-zA-Z0-9]{0,31};?)")
_LONGEST_BARE = max(len(name) for name in html5 if not name.endswith(";"))
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_MOST_DIGITS = 7
"""Digits of U+10FFFF, as a decimal number."""


def references(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, what it stands for)`` of each reference in *text* from *start* to *end*."""
    known: dict[str, tuple[int, str] | None] = {}
    for match in _REFERENCE.finditer(text, start, end):
        printed = match[0]
        if printed not in known:
            known[printed] = _numbered(printed) if printed[1] == "#" else _named(printed[1:])
        if (meant := known[printed]) is not None:
            length, value = meant
            yield match.start(), match.start() + length, value


def _named(name: str) -> tuple[int, str] | None:
    """Return how long the reference is and what it stands for; ``None`` where *name* begins with no name."""
    if name in html5:
        return len(name) + 1, html5[name]
    for length in range(min(_LONGEST_BARE, len(name)), 1, -1):
        if name[:length] in html5:
            return length + 1, html5[name[:length]]
    return None


def _numbered(printed: str) -> tuple[int, str]:
    digits = printed[2:].rstrip(";")
    base = 16 if digits[0] in "xX" else 10
    significant = digits.lstrip("xX").lstrip("0") or "0"
    number = int(significant, base) if len(significant) <= _MOST_DIGITS else 0
    return len(printed), _character(number)


def _character(number: int) -> str:
    if number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return _REPLACEMENT
    if 0x80 <= number <= 0x9F:
        return bytes((number,)).decode("cp1252", "replace").replace(_REPLACEMENT, chr(number))
    return chr(number)
