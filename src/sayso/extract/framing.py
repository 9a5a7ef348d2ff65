"""What stands around a cue: the verb it turns on, its sentence, and which words belong to it.

Everything here is read off an attribution's spans and the parse, so that it holds
for whatever method found the attribution.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    """An attribution in its sentence: the tokens of its own parts, by their positions.

    ``words`` are the words of the cue's sentence that are not content and belong to this cue.
    """

    passage: Passage
    row: Attribution
    verb: Token
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]
    words: tuple[Token, ...]

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


def framings(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Framing | None]:
    """Return each attribution in its sentence; ``None`` where it has no cue."""
    marks: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        marks[row.passage] |= _tokens(passages[row.passage], [span for span in (row.cue, row.source) if span])
    return [_framing(passages[row.passage], row, marks[row.passage]) for row in rows]


def _framing(passage: Passage, row: Attribution, marks: Collection[int]) -> Framing | None:
    """Return an attribution in its sentence. *marks* are the cues and sources of all that its passage has."""
    verb = cue_verb(passage, row)
    if verb is None:
        return None
    cue = _tokens(passage, [row.cue] if row.cue else [])
    source = _tokens(passage, [row.source] if row.source else [])
    content = _tokens(passage, row.content)
    own = cue | source
    words = tuple(token for token in _belonging(verb, own, marks) if token.i not in content)
    return Framing(passage, row, verb, cue, source, content, words)


def _belonging(verb: Token, own: Collection[int], marks: Collection[int]) -> list[Token]:
    """Return the words of a cue's sentence that hang on it or its source, and on no other before them.

    What hangs on neither belongs to the clause of the cue: to this one, where no other
    attribution lies between the cue and the root of the sentence.
    """
    shallow = not any(above.i in marks and above.i not in own for above in verb.ancestors)
    leads = dict.fromkeys(marks, False) | dict.fromkeys(own, True)
    return [
        token
        for token in verb.sent
        if token.i in own or (_leads(token.head, leads, root=shallow) if token.head != token else shallow)
    ]


def _leads(token: Token, leads: dict[int, bool], *, root: bool) -> bool:
    """Say whether what hangs on a word belongs to the cue, and remember it of all words up to the root."""
    path = []
    while token.i not in leads and token.head != token:
        path.append(token.i)
        token = token.head
    verdict = leads.get(token.i, root)
    leads.update(dict.fromkeys(path, verdict))
    return verdict


def _tokens(passage: Passage, spans: Sequence[Span]) -> frozenset[int]:
    found: set[int] = set()
    for span in spans:
        phrase = phrase_of(passage, span)
        if phrase is not None:
            found.update(token.i for token in phrase)
    return frozenset(found)
