"""What stands around a cue: the verb it turns on, its sentence, and which words belong to it.

Everything here is read off an attribution's spans and the parse, so that it holds
for whatever method found the attribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.attribution import Attribution
    from sayso.extract.parse import Passage
    from sayso.model import Span


def phrase_of(passage: Passage, span: Span) -> TokenSpan | None:
    """Return the tokens of a document span; ``None`` where it lies outside of the passage."""
    if not passage.start <= span[0] < passage.end:
        return None
    return passage.parse.char_span(span[0] - passage.start, span[1] - passage.start, alignment_mode="expand")


def cue_verb(passage: Passage, row: Attribution) -> Token | None:
    """Return the word that the cue turns on: its last verb ("was quoted as *saying*"), else its root."""
    phrase = phrase_of(passage, row.cue) if row.cue else None
    if phrase is None:
        return None
    verbs = [token for token in phrase if token.pos_ == "VERB" and token.lower_ != "according"]
    return verbs[-1] if verbs else phrase.root


@dataclass(frozen=True, slots=True)
class Framing:
    """An attribution in its sentence. ``others`` are cues and sources of its passage's other rows."""

    passage: Passage
    row: Attribution
    verb: Token
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]
    others: frozenset[int]

    def tokens(self) -> Iterator[Token]:
        """Yield the words of the cue's sentence that are not content and belong to this cue."""
        for token in self.verb.sent:
            if token.i not in self.content and self.belongs(token):
                yield token

    def belongs(self, token: Token) -> bool:
        """Say whether a word hangs on this cue or its source, and on no other before them.

        What hangs on neither belongs to the clause of the cue.
        """
        own = self.cue | self.source
        if token.i in own:
            return True
        for above in token.ancestors:
            if above.i in own:
                return True
            if above.i in self.others:
                return False
        return not self._is_deep()

    def _is_deep(self) -> bool:
        """Say whether another attribution lies between this cue and the root of the sentence."""
        return any(above.i in self.others for above in self.verb.ancestors)

    def phrase(self, token: Token) -> TokenSpan:
        """Return the noun phrase of a noun, with what hangs on it, up to a clause or the content."""
        first, last = token.left_edge.i, token.i
        for child in token.rights:
            clause = child.dep_ in ("relcl", "advcl", "ccomp") or child.tag_ == "VBG"
            tokens = range(child.i if child.dep_ == "punct" else child.left_edge.i, child.right_edge.i + 1)
            if clause or child.dep_ == "punct" or any(i in self.content or i in self.cue for i in tokens):
                break
            last = child.right_edge.i
        following = self.passage.parse[last + 1 : self.verb.sent.end]
        for name in following:
            if token.pos_ not in ("NOUN", "PROPN") or not _goes_on(name) or name.i in self.cue:
                break
            last = name.i
        while first < token.i and self.passage.parse[first].is_punct:
            first += 1
        return self.passage.parse[first : last + 1]


def _goes_on(token: Token) -> bool:
    """Say whether a word is a name that runs on from the noun before it ("the newspaper Mainichi")."""
    return token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME")


def framing(passages: Sequence[Passage], rows: Sequence[Attribution], index: int) -> Framing | None:
    """Return an attribution in its sentence; ``None`` where it has no cue."""
    row = rows[index]
    passage = passages[row.passage]
    verb = cue_verb(passage, row)
    if verb is None:
        return None
    others: set[int] = set()
    for number, other in enumerate(rows):
        if number != index and other.passage == row.passage:
            others |= _tokens(passage, [span for span in (other.cue, other.source) if span])
    cue = _tokens(passage, [row.cue] if row.cue else [])
    source = _tokens(passage, [row.source] if row.source else [])
    return Framing(
        passage=passage,
        row=row,
        verb=verb,
        cue=cue,
        source=source,
        content=_tokens(passage, row.content),
        others=frozenset(others) - cue - source,
    )


def _tokens(passage: Passage, spans: Sequence[Span]) -> frozenset[int]:
    found: set[int] = set()
    for span in spans:
        phrase = phrase_of(passage, span)
        if phrase is not None:
            found.update(token.i for token in phrase)
    return frozenset(found)
