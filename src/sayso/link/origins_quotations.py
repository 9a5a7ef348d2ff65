"""One utterance on several pages: the same words in quotation marks, whoever each page says spoke them.

A run of quoted words that two pages share was said once. It joins a page that names the
speaker to one that does not ("a senior official"), never two that name different
speakers.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from sayso.extract.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.link.origins_story import TracedStory
    from sayso.model import Span, Statement

LEAST_QUOTED = 7
"""Words in a row, in quotation marks on both pages, from which they are one utterance."""

LEAST_LIFTED = 8
"""The same where the second page prints them without quotation marks."""

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
_Run = tuple[str, ...]


class Quotations:
    """The quoted words of a story's statements, page by page."""

    def __init__(self, story: TracedStory) -> None:
        """Keep *story*; its texts are read when they are asked for."""
        self._story = story
        self._marks: dict[str, list[Span]] = {}
        self._runs: dict[tuple[str, int, bool], dict[_Run, Span]] = {}

    def shared(self, members: Sequence[Statement]) -> Iterator[tuple[str, str, Span, Span, str]]:
        """Yield pairs of statements with one utterance: ids, where it stands in each, and its words."""
        for at, a in enumerate(members):
            for b in members[at + 1 :]:
                found = self._common(a, b)
                if found:
                    yield a.id, b.id, *found

    def _common(self, a: Statement, b: Statement) -> tuple[Span, Span, str] | None:
        for size, quoted_a, quoted_b in (
            (LEAST_QUOTED, True, True),
            (LEAST_LIFTED, True, False),
            (LEAST_LIFTED, False, True),
        ):
            mine, theirs = self._grams(a, size, quoted=quoted_a), self._grams(b, size, quoted=quoted_b)
            both = [run for run in mine if run in theirs]
            if both:
                first, last = mine[both[0]], mine[both[-1]]
                there = [theirs[run] for run in both]
                text = self._story.documents[a.document].text[first[0] : last[1]]
                spans = (first[0], last[1]), (min(there)[0], max(end for _, end in there))
                return *spans, " ".join(text.split())
        return None

    def _grams(self, statement: Statement, size: int, *, quoted: bool) -> dict[_Run, Span]:
        """Return each run of *size* words of a statement, quoted ones or any, with its first place."""
        key = (statement.id, size, quoted)
        if key not in self._runs:
            text = self._story.documents[statement.document].text
            found: dict[_Run, Span] = {}
            for start, end in self._stretches(statement, quoted=quoted):
                words = [
                    (m.group().casefold().replace("\u2019", "'"), *m.span())
                    for m in _WORD.finditer(text, start, end)
                ]
                for at in range(len(words) - size + 1):
                    run = words[at : at + size]
                    found.setdefault(tuple(word for word, _, _ in run), (run[0][1], run[-1][2]))
            self._runs[key] = found
        return self._runs[key]

    def _stretches(self, statement: Statement, *, quoted: bool) -> Iterator[Span]:
        """Yield the pieces of a statement's own words, or what of them stands in quotation marks."""
        for start, end in statement.parts:
            if not quoted or statement.quotation == "direct":
                yield start, end
                continue
            marks = self._quotes(statement.document)
            at = max(0, bisect.bisect_right(marks, (start, start)) - 1)
            for open_, close in marks[at:]:
                if open_ >= end:
                    break
                if close > start:
                    yield max(start, open_), min(end, close)

    def _quotes(self, document: str) -> list[Span]:
        if document not in self._marks:
            self._marks[document] = sorted(find_quotes(self._story.documents[document].text))
        return self._marks[document]
