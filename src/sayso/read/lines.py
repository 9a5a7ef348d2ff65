"""How one line of text looks by itself: a sentence, a heading, furniture, another script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.captions import byline_names, is_caption, is_date_line
from sayso.read.furniture import furniture_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LOOKED_AT = 2000
"""Characters of a line that are looked at; longer lines are prose whatever follows."""

PROSE_WORDS = 8
"""Words from which a line that ends as a sentence is prose of an article."""

LONG_LINE = 30
"""Words from which a line is prose however it ends, if it runs on in lower case."""

_SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*\s*$|[:;,—–-]\s*$|[\"”’»]\s*$")
_BULLET = re.compile(r"\s*(?:[•◦▪●*·–—-]\s|\d{1,3}[.)]\s)")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CYRILLIC_KIN = {"LATIN": "LATIN", "CYRILLIC": "CYRILLIC", "HIRAGANA": "CJK", "KATAKANA": "CJK", "CJK": "CJK"}


class Look(NamedTuple):
    """What a line is by itself.

    ``reason`` is why it would be dropped whatever stands around it; ``sentence``
    whether it ends as one; ``prose`` whether it is a sentence of article length.
    """

    words: int
    sentence: bool
    prose: bool
    heading: bool
    bullet: bool
    reason: str | None
    ends_article: bool


def look_at(line: str, script: str | None) -> Look:
    """Look at *line*, of a page whose text is mostly in *script* (see :func:`script_of`)."""
    text = line[:MOST_LOOKED_AT].strip()
    words = _count_words(text)
    sentence = bool(_SENTENCE_END.search(text[-8:])) or len(line) > MOST_LOOKED_AT
    kind = furniture_kind(text)
    reason = kind.reason if kind else _other_reason(text, script)
    runs_on = sentence and words >= PROSE_WORDS or words >= LONG_LINE
    prose = reason is None and runs_on and _lower_share(text) >= 0.35
    heading = not sentence and 1 <= words < LONG_LINE and not _BULLET.match(text)
    return Look(
        words,
        sentence,
        prose,
        heading,
        bool(_BULLET.match(text)),
        reason,
        kind is not None and kind.ends_article,
    )


def _other_reason(text: str, script: str | None) -> str | None:
    if script is not None and (own := script_of(text)) is not None and own != script:
        return "other language"
    if is_caption(text):
        return "caption"
    if byline_names(text):
        return "byline"
    if is_date_line(text):
        return "date line"
    return None


def page_script(lines: Iterable[str]) -> str | None:
    """Return the script that most letters of *lines* are in."""
    counts: Counter[str] = Counter()
    budget = 20_000
    for line in lines:
        counts.update(_scripts(line[:500]))
        budget -= min(len(line), 500)
        if budget < 0:
            break
    return max(counts, key=lambda name: (counts[name], name)) if counts else None


def script_of(text: str) -> str | None:
    """Return the script of nearly all letters of *text* ("LATIN"), ``None`` when they are mixed or few."""
    counts = Counter(_scripts(text[:500]))
    total = sum(counts.values())
    if total < 3:
        return None
    name, count = counts.most_common(1)[0]
    return name if count >= 0.8 * total else None


def _scripts(text: str) -> list[str]:
    if text.isascii():
        return ["LATIN"] * sum(1 for char in text if char.isalpha())
    return [_script(char) for char in text if char.isalpha()]


def _script(char: str) -> str:
    if char < "\u0250":
        return "LATIN"
    name = unicodedata.name(char, "OTHER").split(" ", 1)[0]
    return _CYRILLIC_KIN.get(name, name)


def _count_words(text: str) -> int:
    """Count words; scripts that put no space between words count half of their characters."""
    return len(text.split()) + len(_SPACELESS.findall(text)) // 2


def _lower_share(text: str) -> float:
    """Return the share of words that do not begin with a capital, of those that begin with a letter."""
    words = [word for word in (piece.lstrip("\"'“‘«„([") for piece in text.split()) if word[:1].isalpha()]
    if not words:
        return 0.0
    return sum(1 for word in words if not word[0].isupper()) / len(words)
