"""What a statement speaks of, slot by slot: words, names, quoted words, figures, days.

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
import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Document, Extraction, Figure, Span, Statement

WORD = re.compile(r"\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
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
    quotation marks; ``days`` the values of dated moments; ``sources`` the resolved
    names of its chain; ``position`` is where it stands in its document, from 0 to
    1, and ``order`` its rank among the document's statements.
    """

    statement: Statement
    words: tuple[Word, ...]
    content: tuple[str, ...]
    meaning: frozenset[str]
    names: frozenset[str]
    quoted: frozenset[str]
    days: frozenset[str]
    sources: frozenset[str]
    negated: bool
    position: float
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


class Stemmer(Protocol):
    """What is used of a Snowball stemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - the library's name
        """Return the stem of a lower-case word."""


@functools.cache
def lexicon(name: str) -> frozenset[str]:
    """Return one word list of ``data/words.toml`` ("stop", "negation", ...)."""
    text = resources.files("sayso.link").joinpath("data/words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name]["words"].split())


@functools.cache
def _stemmer() -> Stemmer:
    import snowballstemmer  # noqa: PLC0415 - not needed by an import of the command line

    stemmer: Stemmer = snowballstemmer.stemmer("english")
    return stemmer


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word (Porter2), abbreviations without their full stops."""
    bare = word.replace("\u2019", "'").removesuffix("'s").removesuffix("'").replace(".", "")
    return _stemmer().stemWord(bare)


def read_slots(extractions: Sequence[Extraction]) -> list[Slots]:
    """Return the slots of every statement of a story, in the order of documents and of text."""
    drafts = [
        (extraction.document, statement, read_words(statement))
        for extraction in extractions
        for statement in sorted(extraction.statements, key=lambda s: (s.start, s.end, s.id))
    ]
    names = find_names((document, words) for document, _, words in drafts)
    marks = {x.document.id: [m.span(1) for m in QUOTED.finditer(x.document.text)] for x in extractions}
    order: collections.Counter[str] = collections.Counter()
    slots = []
    for document, statement, words in drafts:
        slots.append(_fill(document, statement, words, names, marks[document.id], order[document.id]))
        order[document.id] += 1
    return slots


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


def _fill(  # noqa: PLR0913 - one value a slot's origin; a record of them would be used here only
    document: Document,
    statement: Statement,
    words: tuple[Word, ...],
    names: frozenset[str],
    marks: list[Span],
    order: int,
) -> Slots:
    stop = lexicon("stop")
    carrying = [w for w in words if w.lower not in stop and (len(w.stem) > 1 or w.lower[0].isdigit())]
    content = tuple(w.stem for w in carrying)
    starts = [start for start, _ in marks]

    def in_marks(word: Word) -> bool:
        at = bisect.bisect_right(starts, word.start) - 1
        return at >= 0 and word.end <= marks[at][1]

    return Slots(
        statement=statement,
        words=words,
        content=content,
        meaning=frozenset(content),
        names=frozenset(w.stem for w in carrying if w.lower in names and document.text[w.start].isupper()),
        quoted=frozenset(w.stem for w in carrying if statement.quotation == "direct" or in_marks(w)),
        days=frozenset(m.value for m in statement.moments if m.value and m.type in {"DATE", "TIME"}),
        sources=frozenset(source.name for source in statement.chain if source.name),
        negated=statement.negated or any(w.lower in lexicon("negation") for w in words),
        position=statement.start / max(1, len(document.text)),
        order=order,
    )
