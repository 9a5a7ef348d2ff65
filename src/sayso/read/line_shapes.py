"""What a line of text looks like, in numbers that mean the same in any language.

No word is looked at for its meaning: counts of words, capitals, digits and marks, how the line
begins and ends. Shallow features of this kind tell text from furniture better than words do
(Kohlschütter, Fankhauser and Nejdl, WSDM 2010).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.read.lines import MOST_LOOKED_AT

if TYPE_CHECKING:
    from sayso.read.lines import Look

SHAPE = (
    "characters",
    "words",
    "lower",
    "capitals",
    "upper",
    "short",
    "digits",
    "commas",
    "separators",
    "stops",
    "quotes",
    "colons",
    "link",
    "begins",
    "ends",
    "sentence",
    "prose",
    "kind",
)
"""Names of the numbers of a shape: shares are in thousandths, so that all are whole."""

GROUPS = (
    frozenset[str](),
    frozenset({"navigation", "section description", "site name"}),
    frozenset({"related links", "advertisement", "link"}),
    frozenset({"share or subscribe", "call to the reader", "log-in prompt"}),
    frozenset({"footer", "cookie notice"}),
    frozenset({"comment form"}),
    frozenset({"player or script", "unfilled template", "other language", "counter"}),
    frozenset({"caption", "credit line"}),
    frozenset({"byline", "date line"}),
)
"""Reasons by what stands around such furniture; the number of a kind is its place here."""

_KIND = {reason: number for number, group in enumerate(GROUPS) for reason in group}
_TERMINAL = {**dict.fromkeys(".\u3002\u0964", 6), **dict.fromkeys("?\uff1f\u061f", 5)}
_TERMINAL |= {"!": 4, "\uff01": 4, "…": 3, ":": 2}
_TERMINAL |= dict.fromkeys(",;-–—", 1) | dict.fromkeys("\"'”’»)]“", 7)
_INNER_STOP = re.compile(r"[a-zà-ÿа-я0-9)\"”»][.!?] ")
_DIGITS = re.compile(r"\d")
_SEPARATORS = "|·•›»/→>_#*&+"
_LETTER, _DIGIT_END = 8, 9


def shape_of(line: str, look: Look) -> tuple[int, ...]:
    """Return the numbers of *line* (not empty), in the order of :data:`SHAPE`."""
    text = line[:MOST_LOOKED_AT].strip()
    words = text.split()
    lower = capitals = upper = short = 0
    for word in words:
        if word[0].islower():
            lower += 1
            short += len(word) <= 3
        elif word[0].isupper():
            capitals += 1
            upper += len(word) > 1 and word.isupper()
    total = len(words) or 1
    return (
        len(text),
        look.words,
        1000 * lower // total,
        1000 * capitals // total,
        1000 * upper // total,
        1000 * short // total,
        1000 * len(_DIGITS.findall(text)) // (len(text) or 1),
        text.count(","),
        sum(map(text.count, _SEPARATORS)),
        len(_INNER_STOP.findall(text)),
        text.count('"') + text.count("“") + text.count("„") + text.count("«"),
        text.count(":"),
        int("://" in text or "www." in text or "@" in text),
        _begins(text),
        _ends(text),
        int(look.sentence),
        int(look.prose),
        _KIND.get(look.reason or "", 0) if look.reason is None or look.reason in _KIND else 1,
    )


def _begins(text: str) -> int:
    """Return how a line begins: 0 in lower case, 1 a capital, 2 a digit, 3 a quotation, 4 other marks."""
    first = text[:1]
    if first.isalpha():
        return 0 if first.islower() else 1
    if first.isdigit():
        return 2
    return 3 if first in "\"'“„«‘" else 4


def _ends(text: str) -> int:
    """Return how a line ends, from other marks (0) through sentence ends to letters and digits."""
    last = text[-1:]
    if last in _TERMINAL:
        return _TERMINAL[last]
    return _LETTER if last.isalpha() else _DIGIT_END if last.isdigit() else 0
