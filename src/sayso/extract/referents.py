"""Those whom a document speaks of, and the timeline of the places where they stand."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.extract.quotes import find_quotes
from sayso.extract.subjects import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.parse import Passage
    from sayso.extract.sources import Description
    from sayso.model import SourceKind

MAIN_SUBJECT = 1.6
OTHER_SUBJECT = 1.0
"""Salience in sentences of being the subject of a sentence, or of a clause within one."""


@dataclass(slots=True, eq=False)
class Referent:
    """Someone or something a document speaks of, with all it was called.

    ``members`` are those who speak together; ``via`` is through whom the document
    has its words, nearest first. ``gender`` is what a title or a given name tells,
    ``leaning`` what pronouns let one suppose.
    """

    kind: SourceKind
    name: str | None
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    proper: set[str] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False
    members: tuple[Referent, ...] = ()
    via: tuple[Referent, ...] = ()
    leaning: str | None = None

    def learn(self, description: Description) -> None:
        """Add what a description tells."""
        if description.noun:
            self.nouns.add(description.noun)
        self.modifiers |= description.modifiers
        self.proper |= description.proper


@dataclass(frozen=True, slots=True)
class Seen:
    """One place of a referent; ``weight`` is its salience there, ``quoted`` if in quotation marks."""

    sentence: int
    position: int
    referent: Referent
    weight: float
    quoted: bool


def _position(seen: Seen) -> int:
    return seen.position


class Timeline:
    """The places of a document where referents stand, in reading order."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._sentences: dict[tuple[int, int], int] = {}
        self._quotes = [find_quotes(passage.text) for passage in passages]
        self._seen: list[Seen] = []
        for index, passage in enumerate(passages):
            for sentence in passage.parse.sents:
                self._sentences[index, sentence.start] = len(self._sentences)

    def sentence(self, number: int, phrase: TokenSpan) -> int:
        """Return the number of a phrase's sentence within the document."""
        return self._sentences[number, phrase.sent.start]

    def position(self, number: int, phrase: TokenSpan) -> int:
        """Return the document offset at which a phrase starts."""
        return self._passages[number].start + int(phrase.start_char)

    def quoted(self, number: int, phrase: TokenSpan) -> bool:
        """Say whether a phrase stands in quotation marks."""
        return any(start <= phrase.start_char < end for start, end in self._quotes[number])

    def see(self, number: int, phrase: TokenSpan, referent: Referent, *, quoted: bool | None = None) -> None:
        """Note that a referent stands at a phrase; of a source it is known that it is not *quoted*."""
        inside = self.quoted(number, phrase) if quoted is None else quoted
        place = self.position(number, phrase)
        seen = Seen(self.sentence(number, phrase), place, referent, _weight(phrase.root), inside)
        insort(self._seen, seen, key=_position)

    def before(self, position: int) -> list[Seen]:
        """Return the places before a document offset, the latest last."""
        return self._seen[: bisect_left(self._seen, position, key=_position)]

    def all(self) -> Sequence[Seen]:
        """Return all places."""
        return self._seen


def _weight(head: Token) -> float:
    if head.dep_ == "poss" and head.head.dep_ in SUBJECTS:
        return OTHER_SUBJECT
    if _is_cleft(head):
        return MAIN_SUBJECT
    if head.dep_ not in SUBJECTS:
        return 0.0
    clause = head.head
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    return MAIN_SUBJECT if clause.dep_ == "ROOT" else OTHER_SUBJECT


def _is_cleft(head: Token) -> bool:
    """Say whether "it was X who ..." makes a word the subject of what follows."""
    expletive = head.dep_ == "attr" and any(
        child.lower_ == "it" and child.dep_ in SUBJECTS for child in head.head.children
    )
    return expletive and any(child.dep_ == "relcl" for child in head.children)
