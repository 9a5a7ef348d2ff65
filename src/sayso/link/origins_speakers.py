"""A sentence that says itself who says so, where extraction read it as the outlet's own.

"Ada Fir has confirmed the trip" is the outlet's sentence, and the trip has Ada Fir for its
source. Only plain patterns count, in which the name is the subject of a verb of speech
in the main clause: at the start of the statement, or in a clause set off by a comma.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from sayso.extract.lexicon import is_speech_verb
from sayso.names import same_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_CAPITALS = r"(?:[A-Z][\w.'\u2019&-]*|U\.S\.)(?:\s+(?:of\s+|for\s+|and\s+)?[A-Z][\w.&-]*)*"
_OPENER = r"^[\"\u201c']?(?:(?:The|A|An|His|Her|Its|Their)\s+)?(?:[a-z-]+,?\s+){0,4}?"
_APPOSITION = r"(?:\s+\([^)]{1,40}\)|\s+(?:in|of)\s+[A-Z]\w+|,[^,;:.\"\u201c]{1,80},)?"
_BETWEEN = r"(?:\s+(?:has|have|had|also|later|then|publicly|\w+ly|on\s+\w+day|\w+day)){0,3}"
_VERB = r"\s+(?P<verb>[a-z]+)\b"
_FIRST = re.compile(f"{_OPENER}(?P<name>{_CAPITALS}){_APPOSITION},?{_BETWEEN}{_VERB}")
_LAST = re.compile(
    rf",[\"\u201d]?\s+(?:according to\s+)?(?:the\s+|a\s+)?(?P<name>{_CAPITALS}){_APPOSITION}{_BETWEEN}{_VERB}"
    r"(?=\s*(?:,|[.\"\u201d]*$|\s+on\s+\w+day[.\"\u201d]*$|\s+\w+day[.\"\u201d]*$))"
)
_SUBORDINATE = frozenset(
    {
        *("after", "although", "as", "because", "before", "despite", "during", "following", "if", "in"),
        *("like", "once", "since", "though", "unless", "until", "upon", "when", "whenever", "where"),
        *("whereas", "while", "with", "within", "without"),
    }
)
_IRREGULAR = {"said": "say", "told": "tell", "wrote": "write", "denied": "deny", "denies": "deny"}


def named_speaker(text: str, known: Iterable[str]) -> tuple[str, tuple[int, int]] | None:
    """Return who of the *known* names says what *text* tells, with the span that shows it, if it tells.

    Offsets are into *text*. A name that may mean several of the known ones means none.
    """
    for pattern in (_FIRST, _LAST):
        match = pattern.search(text)
        if match is None or not is_speech(match["verb"]):
            continue
        opening = text[: match.start("name")].split()
        if opening and opening[0].strip("\"'\u201c").lower() in _SUBORDINATE:
            continue
        first = match["name"].split()[0].lower()
        if first in _SUBORDINATE:
            continue
        found = {name for name in known if same_name(match["name"], name)}
        if len(found) == 1:
            return found.pop(), (match.start("name"), match.end("verb"))
    return None


@functools.lru_cache(maxsize=4096)
def is_speech(word: str) -> bool:
    """Tell whether a finite form ("said", "confirmed", "reports") is one of a verb of speech."""
    return any(is_speech_verb(lemma) for lemma in _lemmas(word))


def _lemmas(word: str) -> Iterable[str]:
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    if word.endswith("ied"):
        yield word[:-3] + "y"
    if word.endswith("ed"):
        yield word[:-2]
        yield word[:-1]
        if word[-3:-2] == word[-4:-3]:
            yield word[:-3]
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
