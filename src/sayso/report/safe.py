"""Text from pages made safe to show: a page may be hostile, its words must still be seen.

Control characters could drive a terminal or break a page, and bidirectional
overrides could make words read otherwise than they stand ("Trojan Source",
Boucher and Anderson, 2021). They are replaced by a visible sign, never dropped
without trace.
"""

from __future__ import annotations

import re

_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = 0x2421
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def _signs() -> dict[int, str]:
    """Return the table of signs that stand for characters which must not reach a reader's screen."""
    signs = {code: chr(_CONTROL_PICTURES + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
    signs[0x7F] = chr(_DELETE_PICTURE)
    unsafe = [range(0x80, 0xA0), range(0x202A, 0x202F), range(0x2066, 0x206A), range(0xD800, 0xE000)]
    signs |= {code: _UNKNOWN for codes in unsafe for code in codes}
    # Noncharacters are not allowed in HTML, and no page needs them.
    signs |= dict.fromkeys((*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF), _UNKNOWN)
    # These two end a line for some programs and not for others: a line end like any other.
    signs |= {0x2028: "\n", 0x2029: "\n", 0x85: "\n"}
    signs[0x0D] = " "
    return signs


_TABLE = _signs()
_OPENING, _CLOSING = '"“„«', '"”“»'
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    r"""Return *text* with control, override and surrogate characters replaced by visible signs.

    Every character gives exactly one, so offsets stay valid. Tabs and line feeds stay;
    a carriage return becomes a space, the other line separators a line feed.
    """
    return text.translate(_TABLE)


def unquoted(text: str) -> str:
    """Return *text* on one line without the quotation marks around it, if it stands in a pair of them."""
    words = inline(text)
    inner = words[1:-1]
    paired = len(words) > 1 and words[0] in _OPENING and words[-1] in _CLOSING
    return inner.strip() if paired and set(inner).isdisjoint(_OPENING + _CLOSING) else words


def inline(text: str) -> str:
    """Return *text* made visible and on one line: every run of white space is one space."""
    return _SPACES.sub(" ", visible(text)).strip()
