"""What a document shows of the event it reports: words, names, numbers and weekdays, for grouping.

A card is all that grouping sees of a document, so that a hundred thousand of them
can be streamed past. Names are told by their capitals, not by a parse: a word is one
when it is written with a capital inside a sentence that is not set in capitals.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sayso.link.words import WORD, lexicon, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.model import Document

LEAD = 3
"""Sentences that count as the lead, the headline being the first."""

MOST_WORDS = 1500
"""Words read of a document: what is reported stands before that."""

MOST_CAPITALS = 0.6
"""Share of capitalised words from which a sentence is a headline In Title Case."""

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=\W*[^\W_a-z])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SILENT = frozenset({"title", "heading", "caption", "furniture"})
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september")
_CALENDAR = frozenset(stem(word) for word in (*_WEEKDAYS, *_MONTHS, "october", "november", "december"))


@dataclass(frozen=True, slots=True)
class Card:
    """A document as grouping sees it.

    ``terms`` counts its stems and numbers, ``lead`` those of its headline and first
    sentences; ``names`` are the terms written as names, ``numbers`` its numerals but
    years, ``weekdays`` those it names and ``year`` the latest that it names; ``day`` is when
    it came out (days since year 1, ``None`` where nobody knows).
    """

    document: str
    day: int | None
    terms: Mapping[str, int]
    lead: Mapping[str, int]
    names: frozenset[str]
    numbers: frozenset[str]
    weekdays: frozenset[str]
    year: int | None


def make_card(document: Document) -> Card:
    """Read a document's title and kept paragraphs."""
    reader = _Reader()
    for place, sentence in enumerate(_sentences(document)):
        if reader.read >= MOST_WORDS:
            break
        reader.take(sentence, lead=place < LEAD)
    return Card(
        document.id,
        _day(document),
        dict(reader.terms),
        dict(reader.lead),
        frozenset(reader.names()),
        frozenset(reader.numbers),
        frozenset(reader.weekdays),
        max((int(term) for term in reader.terms if _YEAR.fullmatch(term)), default=None),
    )


def _sentences(document: Document) -> Iterator[str]:
    if document.title:
        yield document.title
    for block in document.blocks:
        if block.kept and block.role not in _SILENT:
            text = document.text[block.start : block.end]
            yield from (part for part in _SENTENCE.split(text) if part.strip())


def _day(document: Document) -> int | None:
    """Return the day of publication as days since year 1."""
    try:
        return date.fromisoformat(document.published.value[:10]).toordinal() if document.published else None
    except ValueError:
        return None


class _Reader:
    """Counts of the words of one document, sentence by sentence."""

    def __init__(self) -> None:
        self.terms: Counter[str] = Counter()
        self.lead: Counter[str] = Counter()
        self.numbers: set[str] = set()
        self.weekdays: set[str] = set()
        self.read = 0
        self._capital: set[str] = set()

    def take(self, sentence: str, *, lead: bool) -> None:
        """Count the words of a sentence."""
        words = WORD.findall(sentence)
        self.read += len(words)
        letters = [word for word in words if not word[0].isdigit()]
        running = sum(word[0].isupper() for word in letters) < MOST_CAPITALS * len(letters)
        found = [
            term for place, word in enumerate(words) if (term := self._term(word, running and place > 0))
        ]
        self.terms.update(found)
        if lead:
            self.lead.update(found)

    def _term(self, word: str, may_be_name: bool) -> str | None:  # noqa: FBT001 - a flag of the loop above
        """Return what a word counts as, ``None`` for words that say nothing alone."""
        if word[0].isdigit():
            number = word.replace(",", "").rstrip(".")
            if not _YEAR.fullmatch(number):
                self.numbers.add(number)
            return number
        low = word.lower()
        if low in _WEEKDAYS:
            self.weekdays.add(low)
        if len(low) < 2 or low in lexicon("stop"):
            return None
        term = stem(low)
        if may_be_name and word[0].isupper():
            self._capital.add(term)
        return term

    def names(self) -> set[str]:
        """Return the terms that are written as names."""
        return self._capital - _CALENDAR
