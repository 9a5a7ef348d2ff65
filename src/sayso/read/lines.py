"""How one line of text looks by itself: a sentence, a heading, furniture, another script."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.captions import byline_names, is_caption, is_date_line
from sayso.read.furniture import furniture_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.read.furniture import Kind

MOST_LOOKED_AT = 2000
"""Characters of a line that are looked at; longer lines are prose whatever follows."""

PROSE_WORDS = 8
"""Words from which a line that ends as a sentence is prose of an article."""

LONG_LINE = 30
"""Words from which a line is prose however it ends, if it runs on in lower case."""

FEWEST_LETTERS = 3
NEARLY_ALL = 0.8
"""Share of a line's letters that must be of one script for the line to be in it."""

MOSTLY_LOWER = 0.35
"""Share of words without a capital from which a line runs on as prose; headings and menus have fewer."""

_SENTENCE_END = re.compile(r"[.!?…\u3002\uff01\uff1f\u0964\u061f][\"'”’»)\]]*\s*$|[:;,—–-]\s*$|[\"”’»]\s*$")
_BULLET = re.compile(r"\s*(?:[•◦▪●*·–—-]\s|\d{1,3}[.)]\s)")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_OTHER_LETTER = re.compile("[^\\W\\d_A-Za-z\u00c0-\u024f]")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_KINDRED = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}


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


NOTHING = Look(0, sentence=False, prose=False, heading=False, bullet=False, reason=None, ends_article=False)
"""The look of a line that was not looked at."""


def look_at(line: str, script: str | None) -> Look:
    """Look at *line*, of a page whose text is mostly in *script* (see :func:`script_of`)."""
    text = line[:MOST_LOOKED_AT].strip()
    words = _count_words(text)
    sentence = bool(_SENTENCE_END.search(text[-8:])) or len(line) > MOST_LOOKED_AT
    kind = furniture_kind(text)
    reason = _reason(text, kind, script)
    runs_on = (sentence and words >= PROSE_WORDS) or words >= LONG_LINE
    prose = reason is None and runs_on and _lower_share(text) >= MOSTLY_LOWER
    bullet = bool(_BULLET.match(text))
    heading = not sentence and 1 <= words < LONG_LINE and not bullet
    return Look(
        words,
        sentence,
        prose,
        heading,
        bullet,
        reason,
        kind is not None and kind.ends_article,
    )


def reason_of(line: str, script: str | None) -> str | None:
    """Return the ``reason`` of :func:`look_at` alone: a page's model needs no more."""
    text = line[:MOST_LOOKED_AT].strip()
    return _reason(text, furniture_kind(text), script)


def _reason(text: str, kind: Kind | None, script: str | None) -> str | None:
    return kind.reason if kind else _other_reason(text, script)


def _other_reason(text: str, script: str | None) -> str | None:
    if _is_foreign(text, script):
        return "other language"
    if is_caption(text):
        return "caption"
    if byline_names(text):
        return "byline"
    if is_date_line(text):
        return "date line"
    return None


def _is_foreign(text: str, script: str | None) -> bool:
    """Return whether *text* is in another script than *script*; with few letters of others it is not."""
    if script is None or (script == "LATIN" and len(_other_letters(text[:500])) < FEWEST_LETTERS):
        return False
    own = script_of(text)
    return own is not None and own != script


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
    counts = _scripts(text[:500])
    total = sum(counts.values())
    if total < FEWEST_LETTERS:
        return None
    name = max(counts, key=lambda script: (counts[script], script))
    return name if counts[name] >= NEARLY_ALL * total else None


def _scripts(text: str) -> dict[str, int]:
    """Count the letters of *text* by script."""
    if text.isascii():
        latin = len(text.encode().translate(None, _NO_LETTERS))
    else:
        latin = sum(map(len, _LATIN.findall(text)))
    counts = {"LATIN": latin} if latin else {}
    for char in _other_letters(text):
        script = _script(char)
        counts[script] = counts.get(script, 0) + 1
    return counts


def _other_letters(text: str) -> list[str]:
    return [] if text.isascii() else _OTHER_LETTER.findall(text)


@functools.lru_cache(maxsize=4096)
def _script(char: str) -> str:
    name = unicodedata.name(char, "OTHER").split(" ", 1)[0]
    return _KINDRED.get(name, name)


def _count_words(text: str) -> int:
    """Count words; scripts that put no space between words count half of their characters."""
    return len(text.split()) + len(_SPACELESS.findall(text)) // 2


def _lower_share(text: str) -> float:
    """Return the share of words that do not begin with a capital, of those that begin with a letter."""
    words = [word for word in (piece.lstrip("\"'“‘«„([") for piece in text.split()) if word[:1].isalpha()]
    if not words:
        return 0.0
    return sum(1 for word in words if not word[0].isupper()) / len(words)
