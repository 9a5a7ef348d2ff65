"""What a bare number counts when its noun was said before: "another 15 elsewhere", "two were freed".

Newspaper prose leaves the noun out as soon as it is clear: "22 people were killed in
Deraa and another 15 elsewhere", "63 protesters, including 53 in Hama", "12 others were
hurt". The noun is then that of the last count of the same or the sentence before,
without what followed it there ("people", not "people killed in Deraa").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.figures_phrases import phrase, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

    from sayso.extract.figures_kinds import Quantity
    from sayso.extract.figures_words import FigureWords
    from sayso.extract.numbers import Reading

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted before in the same block: its unit, the words that lead to it, sentence and noun."""

    unit: str
    words: str
    sentence: int
    noun: Token | None = None


def stands_for_others(words: FigureWords, noun: Token) -> bool:
    """Tell "12 others", "15 more": a noun that only says that the same was counted before."""
    return words.has("ellipsis.after", noun.lower_)


def left_out(
    on: Reading, words: FigureWords, parse: Doc, quantity: Quantity, said: Sequence[Counted]
) -> Counted | None:
    """Return what a number without a noun counts: what was counted before, or people; ``None`` if open."""
    span = span_of(parse, on.tokens.starts[quantity.number.core], on.tokens.ends[quantity.last - 1])
    if span is None:
        return None
    sentence, verb = span.sent.start, span.root.head.lemma_.lower()
    crowd = quantity.number.shape == "vague" and words.has("ellipsis.people_verbs", verb)
    placed = bool(said) and _stands_with_place(words, span)
    if not (crowd or placed or _is_subject(span.root) or _points_back(on, words, quantity)):
        return None
    if said_to_be := _said_to_be(span.root):
        return Counted(said_to_be.lower_, phrase(on, parse, said_to_be, 0), sentence, said_to_be)
    near = [counted for counted in said if _reaches(parse, counted.sentence, sentence)]
    if near and not crowd:
        return [counted for counted in near if not _is_inside(counted, near)][-1]
    people = crowd or verb in on.lexicon.lists["hurt_verbs"]
    return Counted(on.lexicon.people, on.lexicon.people, sentence) if people else None


def _is_subject(token: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in _SUBJECTS


def _points_back(on: Reading, words: FigureWords, quantity: Quantity) -> bool:
    """Tell whether words around the number say that what it counts was counted before."""
    tokens, first, last = on.tokens, quantity.first, quantity.last
    before = tokens.low(first - 1)
    earlier = on.lexicon.means("from", before) and words.has("roles.up", tokens.low(first - 2))
    among = words.has("ellipsis.them", before) and words.has("ellipsis.among", tokens.low(first - 2))
    return (
        among
        or earlier
        or words.has("ellipsis.before", before)
        or words.has("ellipsis.after", tokens.low(last))
    )


def _stands_with_place(words: FigureWords, span: TokenSpan) -> bool:
    """Recognise the parts of a list: "11 cases: seven in California, two in Texas"."""
    if span.end >= len(span.doc) or not words.has("places.prepositions", span.doc[span.end].lower_):
        return False
    following = span.doc[span.end + 1 : span.end + 2]
    return any(token.ent_type_ in {"GPE", "LOC"} for token in following)


def _said_to_be(number: Token) -> Token | None:
    """Return the noun of "50 were former servicemen": what the counted ones are said to be."""
    verb = number.head
    if number.dep_ != "nsubj" or verb.pos_ != "AUX":
        return None
    nouns = [child for child in verb.children if child.dep_ == "attr" and child.tag_ in {"NNS", "NNPS"}]
    return nouns[0] if nouns else None


def _is_inside(counted: Counted, others: Sequence[Counted]) -> bool:
    """Tell whether a noun only says more of another: "288 candidates for 125 seats"."""
    noun = counted.noun
    return noun is not None and any(
        other.noun is not None and other.noun.i != noun.i and other.noun.is_ancestor(noun) for other in others
    )


def _reaches(parse: Doc, counted: int, sentence: int) -> bool:
    """Tell whether a count stands in the same sentence or in the one before."""
    if counted == sentence:
        return True
    return sentence > 0 and parse[sentence - 1].sent.start == counted
