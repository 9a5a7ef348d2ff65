"""The sentence around a statement, found in plain text: linking has no parse.

A content may be a fragment ("to close a test site") whose actor and occasion stand in
the rest of its sentence. Boundaries are marks of sentence end before a capital, not
after abbreviations and initials; a line break always ends a sentence.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from sayso.link.words import lexicon

if TYPE_CHECKING:
    from sayso.model import Span

END = re.compile(
    r"[.!?\u2026]+[\"'\u2019\u201d\u00bb)\]]*(?=\s+[\"'\u2018\u201c\u00ab(\[]*[A-Z0-9\u00c0-\u00de])"
)
LAST_WORD = re.compile(r"(?:[^\W\d_]|\.)+$")


class Sentences:
    """The sentences of one text."""

    def __init__(self, text: str) -> None:
        starts = [0]
        for line in re.finditer(r"[^\n]+", text):
            starts.append(line.start())
            starts += [m.end() for m in END.finditer(text, *line.span()) if _ends(text, m.start())]
        self._starts = sorted(set(starts))
        self._length = len(text)

    def around(self, start: int, end: int) -> Span:
        """Return the stretch of whole sentences that holds ``[start, end)``."""
        first = bisect.bisect_right(self._starts, start) - 1
        last = bisect.bisect_left(self._starts, end)
        return self._starts[first], self._starts[last] if last < len(self._starts) else self._length


def _ends(text: str, stop: int) -> bool:
    """Tell whether the mark at *stop* ends a sentence, and not an abbreviation or an initial."""
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    word = LAST_WORD.search(text, max(0, stop - 20), stop)
    if word is None:
        return True
    before = word.group()
    return len(before) > 1 and "." not in before and before.lower() not in lexicon("abbreviation")
