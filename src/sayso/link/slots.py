"""What a statement speaks of, slot by slot: words, names, quoted words, figures.

Two statements are compared on these slots and not on their letters. Slots are read
from a statement's own pieces (the frame "..., he said, ..." is left out) and from
the figures and moments that extraction found in it. Which words are names is
decided over the whole story: a word counts as a name when it is written with a
capital inside sentences more often than without, so that headlines in title case
and the first words of sentences mislead nobody.
"""

from __future__ import annotations

import bisect
import collections
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.slots_sentences import Sentences
from sayso.link.words import WORD, lexicon, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Document, Extraction, Figure, Span, Statement

QUOTED = re.compile(r"[\"\u201c\u201e\u00ab]([^\"\u201c\u201d\u00bb\n]{3,}?)[\"\u201d\u00bb]")
OPENING = " \t\"'\u2018\u201c\u201e\u00ab(["
SENTENCE_ENDS = ".!?:\u2026\n-\u2013\u2014|"
TITLE_CASE = 0.6
"""Share of capitals among the long words of a statement from which it is a headline in title case."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a statement: document offsets, lower-case form and stem."""

    start: int
    end: int
    lower: str
    stem: str


@dataclass(frozen=True, slots=True)
class Slots:
    """A statement, ready to be compared with others of its story.

    ``words`` are in text order; ``content`` are the stems that carry meaning, a
    figure as ``#value``; ``names`` stems of names; ``quoted`` content stems inside
    quotation marks; ``sources`` the resolved names of its chain; ``host`` are the
    content stems of the sentence it stands in, ``host_text`` that sentence as printed, from
    the document's offset ``host_start`` on; ``order`` is its rank among the document's statements.
    """

    statement: Statement
    words: tuple[Word, ...]
    content: tuple[str, ...]
    meaning: frozenset[str]
    names: frozenset[str]
    quoted: frozenset[str]
    sources: frozenset[str]
    negated: bool
    host: frozenset[str]
    host_text: str
    host_start: int
    order: int

    @property
    def text(self) -> str:
        """The statement's own words with single spaces, without a frame between its pieces."""
        statement = self.statement
        pieces = (statement.text[a - statement.start : b - statement.start] for a, b in statement.parts)
        return " ".join(" ".join(pieces).split())

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The statement's figures."""
        return self.statement.figures


def read_slots(extractions: Sequence[Extraction]) -> list[Slots]:
    """Return the slots of every statement of a story, in the order of documents and of text."""
    drafts = [
        (extraction.document, statement, read_words(statement))
        for extraction in extractions
        for statement in sorted(extraction.statements, key=lambda s: (s.start, s.end, s.id))
    ]
    names = find_names((document, words) for document, _, words in drafts)
    pages = {x.document.id: _Page(x.document, names) for x in extractions}
    return [pages[document.id].fill(statement, words) for document, statement, words in drafts]


def read_words(statement: Statement) -> tuple[Word, ...]:
    """Return the words of a statement's pieces; the words of a figure share the stem ``#value``."""
    values = {(f.start, f.end): f"#{f.low if f.low is not None else f.high:g}" for f in statement.figures}
    words = []
    for start, end in statement.parts:
        piece = statement.text[start - statement.start : end - statement.start]
        for match in WORD.finditer(piece):
            a, b, lower = start + match.start(), start + match.end(), match.group().lower()
            words.append(Word(a, b, lower, _number(lower, a, values) or stem(lower)))
    return tuple(words)


def _number(lower: str, start: int, values: dict[Span, str]) -> str | None:
    """Return ``#value`` for a word that is a number; a figure's head noun keeps its own stem."""
    if not lower[0].isdigit() and lower not in lexicon("number"):
        return None
    covering = (value for (a, b), value in values.items() if a <= start < b)
    return next(covering, f"#{lower.replace(',', '')}")


def find_names(drafts: Iterable[tuple[Document, tuple[Word, ...]]]) -> frozenset[str]:
    """Return the lower-case words that a story writes with a capital inside its sentences."""
    capital: collections.Counter[str] = collections.Counter()
    small: collections.Counter[str] = collections.Counter()
    for document, words in drafts:
        text = document.text
        long = [word for word in words if word.end - word.start > 3]
        in_title = len(long) > 3 and sum(text[w.start].isupper() for w in long) >= TITLE_CASE * len(long)
        for word in words:
            if not text[word.start].isupper():
                small[word.lower] += 1
            elif not in_title and not opens_sentence(text, word.start):
                capital[word.lower] += 1
    stop = lexicon("stop")
    return frozenset(word for word, n in capital.items() if n > small[word] and word not in stop)


def opens_sentence(text: str, start: int) -> bool:
    """Tell whether the word at *start* is the first of its sentence or line."""
    before = text[max(0, start - 12) : start].rstrip(OPENING)
    return not before or before[-1] in SENTENCE_ENDS


class _Page:
    """One document, ready to fill the slots of its statements."""

    def __init__(self, document: Document, names: frozenset[str]) -> None:
        self.document = document
        self.names = names
        self.marks = [match.span(1) for match in QUOTED.finditer(document.text)]
        self.starts = [start for start, _ in self.marks]
        self.sentences = Sentences(document.text)
        self.count = 0

    def fill(self, statement: Statement, words: tuple[Word, ...]) -> Slots:
        """Return the slots of the next statement of this document."""
        text = self.document.text
        carrying = [word for word in words if carries(word.lower, word.stem)]
        content = tuple(word.stem for word in carrying)
        start, end = self.sentences.around(statement.start, statement.end)
        host = text[start:end]
        around = {
            stem(match.group().lower()) for match in WORD.finditer(host) if carries(match.group().lower())
        }
        self.count += 1
        return Slots(
            statement=statement,
            words=words,
            content=content,
            meaning=frozenset(content),
            names=frozenset(w.stem for w in carrying if w.lower in self.names and text[w.start].isupper()),
            quoted=frozenset(
                w.stem for w in carrying if statement.quotation == "direct" or self._in_marks(w)
            ),
            sources=frozenset(source.name for source in statement.chain if source.name),
            negated=statement.negated or any(w.lower in lexicon("negation") for w in words),
            host=frozenset(content) | frozenset(word for word in around if not word[0].isdigit()),
            host_text=host,
            host_start=start,
            order=self.count - 1,
        )

    def _in_marks(self, word: Word) -> bool:
        at = bisect.bisect_right(self.starts, word.start) - 1
        return at >= 0 and word.end <= self.marks[at][1]


def carries(lower: str, stemmed: str = "") -> bool:
    """Tell whether a word carries meaning: no function word, no single letter."""
    return lower not in lexicon("stop") and (len(stemmed or lower) > 1 or lower[0].isdigit())
