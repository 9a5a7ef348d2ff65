"""How a figure stands to others, and where it holds: slots that linking can compare.

"Cases rose by nine, to 27": nine is a change, 27 a level; they do not disagree.
"63 protesters, including 53 in Hama": 53 is a part, and of Hama; the 63 are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.figures_phrases import span_of
from sayso.extract.parse import entity_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

    from sayso.extract.figures_kinds import Quantity
    from sayso.extract.figures_words import FigureWords
    from sayso.extract.numbers import Reading
    from sayso.model import FigureRole

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLIMB = 6


def role_of(on: Reading, words: FigureWords, parse: Doc, quantity: Quantity) -> FigureRole | None:
    """Say how a figure stands to others: change, part, further or total; ``None`` for one by itself."""
    tokens, first, last = on.tokens, quantity.first, quantity.last
    before, following = tokens.low(first - 1), tokens.low(last)
    if words.has("roles.part", before) or _is_part(on, words, quantity):
        return "part"
    if words.has("roles.further", before) or words.has("roles.further_after", following):
        return "further"
    if words.has("roles.total", tokens.low(first - 2)) and on.lexicon.means("of", before):
        return "total"
    for phrase in words.phrases:
        earlier = (first - 1 - len(phrase),) if before == "," else ()
        if any(tokens.matches(at, phrase) for at in (last, last + 1, *earlier)):
            return "total"
    return "change" if _is_change(on, words, parse, quantity) else None


def _is_part(on: Reading, words: FigureWords, quantity: Quantity) -> bool:
    """Recognise "24 of the 32", "50 of them", "of them 50"; a share is one by nature."""
    tokens, last = on.tokens, quantity.last
    if quantity.kind != "count" or tokens.low(quantity.first - 1) in on.lexicon.lists["all"]:
        return False
    before, determiner = tokens.low(quantity.first - 1), tokens.low(last + 1)
    if before == "," and _opens_with_of(on, quantity.first - 2):
        return True
    if words.has("ellipsis.them", before) and words.has("ellipsis.among", tokens.low(quantity.first - 2)):
        return True
    if quantity.number.shape == "vague" or not on.lexicon.means("of", tokens.low(last)):
        return False
    return determiner in on.lexicon.grammar["half_after"] or words.has("ellipsis.them", determiner)


def _opens_with_of(on: Reading, end: int) -> bool:
    """Tell whether a sentence begins "Of them," or "Of the 32 victims," up to token *end*."""
    for at in range(end, max(-1, end - _CLIMB), -1):
        if on.lexicon.means("of", on.tokens.low(at)):
            return at == 0 or on.tokens.word(at - 1) in {".", ",", ";", "\u201c", '"'}
    return False


def _is_change(on: Reading, words: FigureWords, parse: Doc, quantity: Quantity) -> bool:
    """Recognise "rose by nine", "fell 3%", "up 5%", "an increase of 200"; "rose to 27" is a level."""
    tokens, before = on.tokens, on.tokens.low(quantity.first - 1)
    if quantity.kind in {"duration", "age", "score"} or words.has("roles.to", before):
        return False
    at = (
        span_of(parse, tokens.starts[quantity.first - 1], tokens.ends[quantity.first - 1]) if before else None
    )
    if words.has("roles.up", before) and at is not None and at.root.dep_ != "prt":
        return True
    span = span_of(parse, tokens.starts[quantity.number.core], tokens.ends[quantity.last - 1])
    if span is None:
        return False
    token = span.root
    while token.dep_ in {"nummod", "quantmod", "compound"} and 0 < token.head.i - token.i < _CLIMB:
        if quantity.kind != "count" and words.has("roles.changes", token.head.lemma_.lower()):
            return True
        token = token.head
    return _changes(on, words, token, measured=quantity.kind in {"percent", "money", "measure", "ratio"})


def _changes(on: Reading, words: FigureWords, token: Token, *, measured: bool) -> bool:
    """Tell whether a number's word hangs on a verb or noun of change as the amount of it."""
    head = token.head
    if token.dep_ == "pobj":
        if words.has("roles.by", head.lower_):
            return words.has("roles.change_verbs", head.head.lemma_.lower())
        return on.lexicon.means("of", head.lower_) and words.has("roles.changes", head.head.lemma_.lower())
    if token.dep_ in {"amod", "nmod"} and words.has("roles.changes", head.lemma_.lower()):
        return True
    amount = token.dep_ == "npadvmod" or (measured and token.dep_ in {"dobj", "attr"})
    return amount and words.has("roles.change_verbs", head.lemma_.lower())


def place_of(words: FigureWords, parse: Doc, anchor: TokenSpan, noun: Token | None) -> str | None:
    """Return the place that a figure holds for, as printed: "in southern Syria" gives "southern Syria".

    Looked for after the number and its noun, then in the clause that they stand in; of
    several the nearest. ``None`` where the clause names none.
    """
    if anchor.end < len(parse) and words.has("places.unnamed", parse[anchor.end].lower_):
        return None
    if anchor.end < len(parse) and (found := next(place_after(words, parse[anchor.end]), None)):
        return _printed(found)
    for token in (noun, anchor.root):
        if token is not None and (found := next(_places_under(words, token), None)):
            return _printed(found)
    token = anchor.root
    for _ in range(_CLIMB):
        if token.head == token:
            break
        token = token.head
        found = next(_places_under(words, token), None)
        if found or token.pos_ in _VERBAL:
            return _printed(found) if found else None
    return None


def place_after(words: FigureWords, preposition: Token) -> Iterator[Token]:
    """Yield the place that stands with a preposition."""
    if words.has("places.prepositions", preposition.lower_):
        for place in preposition.children:
            if place.dep_ == "pobj" and place.ent_type_ in _PLACES:
                yield place


def _places_under(words: FigureWords, token: Token) -> Iterator[Token]:
    """Yield the places that prepositions hang on a token, those after it first."""
    for child in sorted(token.children, key=lambda child: (child.i < token.i, child.i)):
        if child.dep_ == "prep":
            yield from place_after(words, child)
        elif child.dep_ in {"acl", "relcl"} and child.i > token.i:
            yield from _places_under(words, child)


def _printed(place: Token) -> str:
    """Return a place with what is part of its name: "the southern village of Ezra" is "Ezra"."""
    entity = entity_at(place)
    if entity is None:
        return str(place.text)
    text = " ".join(entity.text.split())
    return text.removeprefix("the ").removeprefix("The ")
