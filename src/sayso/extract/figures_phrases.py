"""What a figure counts, read from the parse: the counted noun and the phrase around it.

"about 70 volunteers from Japan" counts "volunteers" (the unit), "volunteers from
Japan" (the phrase). Also tells numbers that merely point at what was named before
("the two leaders") from those that say something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.numbers_context import DASHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

    from sayso.extract.figures_kinds import Quantity
    from sayso.extract.figures_words import FigureWords
    from sayso.extract.numbers import Reading

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE = frozenset(
    {"nummod", "quantmod", "compound", "advmod", "amod", "npadvmod", "nmod", "det", "predet", "punct", "poss"}
)
_LONGEST_PHRASE = 16
_OLDEST = 122
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LEADING = frozenset({"ADP", "DET", "PUNCT", "PART", "SCONJ", "CCONJ"})
_PLURALS = frozenset({"NNS", "NNPS"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "EVENT"})


def span_of(parse: Doc, start: int, end: int) -> TokenSpan | None:
    """Return the tokens that cover ``[start, end)`` of the passage's text."""
    return parse.char_span(start, end, alignment_mode="expand")


def counted_noun(on: Reading, parse: Doc, quantity: Quantity) -> Token | None:
    """Find the noun that a number counts: its head, or what follows "of"; "180 last week" counts no weeks."""
    noun = _noun_beside(on, parse, quantity)
    if noun is not None and quantity.kind == "count" and noun.lower_ in on.lexicon.lists["time"]:
        return None
    return noun


def _noun_beside(on: Reading, parse: Doc, quantity: Quantity) -> Token | None:
    number = quantity.number
    span = span_of(parse, on.tokens.starts[number.core], on.tokens.ends[quantity.last - 1])
    if span is None:
        return None
    following = _after_of(parse, span.end, on)
    if following is not None:
        return following
    if _is_lone_plural(on, quantity) and not _plural_follows(parse, span.end):
        return None
    inside = range(span.start, span.end)
    for token in reversed(list(span)):
        head = token
        while head.i in inside and head.head != head and head.dep_ in _INSIDE:
            head = head.head
        if head.i not in inside and head.i > span.start and head.pos_ in _NOMINAL and head.i - span.end < 8:
            return head
    return _next_noun(parse, span.end)


def _is_lone_plural(on: Reading, quantity: Quantity) -> bool:
    """Tell "thousands", which count with "of" or alone, from "several thousand", which take a noun."""
    number = quantity.number
    return number.shape == "vague" and on.tokens.low(number.last - 1) in on.lexicon.vague


def _plural_follows(parse: Doc, at: int) -> bool:
    return any(token.tag_ in {"NNS", "NNPS"} for token in parse[at : at + 3])


def _after_of(parse: Doc, at: int, on: Reading) -> Token | None:
    """Return the noun of "hundreds of migrants", "half the voters", "two-thirds of them"."""
    if at >= len(parse) or not on.lexicon.means("of", parse[at].lower_):
        return None
    objects = [child for child in parse[at].children if child.dep_ == "pobj"]
    return objects[0] if objects and objects[0].pos_ in _NOMINAL else _next_noun(parse, at + 1)


def _next_noun(parse: Doc, at: int) -> Token | None:
    """Return the head of the noun phrase that begins at token *at*, if one does."""
    last = None
    for token in parse[at : at + 6]:
        if token.pos_ in {"NOUN", "PROPN"}:
            last = token
        elif (
            last is not None
            or token.pos_ not in {"ADJ", "DET", "ADV", "NUM", "PUNCT"}
            or token.text in {",", ".", ";", ":"}
        ):
            break
    return last


def phrase(on: Reading, parse: Doc, noun: Token, after: int, until: int | None = None) -> str:
    """Return the noun with its modifiers as printed, from offset *after* (the number's end) on.

    White space is normalised; the phrase ends before a comma, a clause that no longer
    says what is counted, offset *until*, or after a dozen and a half words.
    """
    start = _lead(noun, after)
    end = noun.i + 1
    limit = min(noun.right_edge.i + 1, start + _LONGEST_PHRASE)
    if until is not None:
        limit = next((token.i for token in parse[noun.i + 1 : limit] if token.idx >= until), limit)
    limit = min([limit, *(child.i for child in noun.rights if child.dep_ == "cc" and not _joins(noun))])
    stop = on.lexicon.lists["stop"]
    while (
        end < limit
        and parse[end].lower_ not in stop
        and parse[end].text not in {",", ";", ":", "(", ")", "\u2014", "\u2013", '"', "\u201d", "."}
    ):
        end += 1
    while end > noun.i + 1 and parse[end - 1].pos_ in _LEADING:
        end -= 1
    return " ".join(parse[start:end].text.split())


def _lead(noun: Token, after: int) -> int:
    """Return the token at which a noun's own words begin, not before offset *after*."""
    start = noun.i
    for token in noun.lefts:
        if token.idx >= after and token.dep_ in _INSIDE and token.text not in DASHES:
            start = min(start, token.left_edge.i)
    while start < noun.i and (noun.doc[start].idx < after or _only_leads(noun.doc[start])):
        start += 1
    return start


def _only_leads(token: Token) -> bool:
    return token.pos_ in {"DET", "PUNCT", "ADP"} or token.tag_ == "PRP$" or token.dep_ == "nummod"


def lead_of(noun: Token, after: int) -> str:
    """Return a noun with what stands before it only: "suspected cases" of "suspected cases in Scotland"."""
    return " ".join(noun.doc[_lead(noun, after) : noun.i + 1].text.split())


def _joins(noun: Token) -> bool:
    """Tell "30 pastors and leaders", one count of both, from "30 men and 5 women", and from verbs."""
    joined = [child for child in noun.rights if child.dep_ == "conj"]
    lone = {"det", "nummod", "poss", "predet"}
    return noun.tag_ in _PLURALS and any(
        other.tag_ in _PLURALS and not any(child.dep_ in lone for child in other.lefts) for other in joined
    )


def purpose(on: Reading, words: FigureWords, parse: Doc, quantity: Quantity) -> Token | None:
    """Return what a sum, share or time is of: "$1 million in damages", "two days of meetings".

    What follows with "of", "in", "for" is; else the noun that the number stands before;
    a place, a time or where the figure was found ("in a poll") is not.
    """
    span = span_of(parse, on.tokens.starts[quantity.first], on.tokens.ends[quantity.last - 1])
    if span is None:
        return None
    if span.end < len(parse) and _may_tell(on, parse[span.end], quantity):
        for child in parse[span.end].children:
            if child.dep_ not in {"pobj", "pcomp"} or child.pos_ not in {"NOUN", "PROPN"}:
                continue
            if child.ent_type_ not in _PLACES and not words.has("measuring.told_in", child.lower_):
                return child
    head = span.root.head
    if head.i >= span.end and head.pos_ in {"NOUN", "PROPN"} and head.i - span.end < 6:
        return head if head.ent_type_ != "PERSON" or head.dep_ not in _SUBJECTS else None
    return said_of(words, span) if quantity.kind in {"percent", "count", "money", "ratio"} else None


def _may_tell(on: Reading, preposition: Token, quantity: Quantity) -> bool:
    """Tell whether a preposition may say what a figure is of: "in" and "for" only of sums and shares."""
    sums = quantity.kind in {"money", "percent"} and preposition.lower_ in on.lexicon.of_order
    return sums or on.lexicon.means("of", preposition.lower_)


def said_of(words: FigureWords, span: TokenSpan) -> Token | None:
    """Return the noun that a figure is said of: "Abe's approval rating is 30%", "the toll rose to 50".

    It must be said of it: the subject of a verb that measures or changes, the noun
    before "of" or a dash, the object of "bring ... to 15". What somebody has, wins or
    pays is not what the figure is of.
    """
    token = span.root
    for _ in range(6):
        head = token.head
        if head == token:
            return None
        if token.dep_ == "appos" and head.pos_ == "NOUN":
            return None if any(child.dep_ == "nummod" for child in head.lefts) else head
        if token.dep_ == "pobj":
            return _before_preposition(words, head)
        if head.pos_ in {"VERB", "AUX"}:
            return None if token.dep_ in _SUBJECTS else _subject(words, head)
        token = head
    return None


def _before_preposition(words: FigureWords, preposition: Token) -> Token | None:
    governor = preposition.head
    if governor.pos_ in {"NOUN", "PROPN"}:
        return None if governor.ent_type_ in _PLACES | {"PERSON"} else governor
    if governor.pos_ not in {"VERB", "AUX"}:
        return None
    if words.has("roles.to", preposition.lower_):
        objects = [child for child in governor.children if child.dep_ == "dobj"]
        if objects and objects[0].pos_ == "NOUN" and objects[0].i < preposition.i:
            return objects[0]
    return _subject(words, governor)


def _subject(words: FigureWords, verb: Token) -> Token | None:
    lemma = verb.lemma_.lower()
    if not (words.has("measuring.verbs", lemma) or words.has("roles.change_verbs", lemma)):
        return None
    subjects: Sequence[Token] = [child for child in verb.children if child.dep_ in _SUBJECTS]
    return subjects[0] if subjects and subjects[0].pos_ in {"NOUN", "PROPN"} else None


def is_somebodys_age(on: Reading, parse: Doc, quantity: Quantity) -> bool:
    """Tell "Trump, who is 70" and "she is 45" from other predicates."""
    number = quantity.number
    span = span_of(parse, on.tokens.starts[number.core], on.tokens.ends[number.last - 1])
    if span is None or number.high is None or not 0 < number.high <= _OLDEST:
        return False
    verb = span.root.head
    if span.end < len(parse) and on.lexicon.means("of", parse[span.end].lower_):
        return False
    if (
        verb.lemma_ not in on.lexicon.lists["be"]
        or span.root.dep_ not in {"attr", "acomp"}
        or (span.end < len(parse) and parse[span.end].pos_ in _NOMINAL)
    ):
        return False
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    return any(s.lower_ in on.lexicon.lists["he"] or s.ent_type_ == "PERSON" for s in subjects)


def counts_people(on: Reading, parse: Doc, quantity: Quantity) -> bool:
    """Tell whether a number without a noun is of people hurt: "wounding more than 200", "30 were killed"."""
    number = quantity.number
    span = span_of(parse, on.tokens.starts[number.core], on.tokens.ends[number.last - 1])
    if span is None:
        return False
    objects = {"dobj", "obj", "nsubjpass"}
    return span.root.dep_ in objects and span.root.head.lemma_.lower() in on.lexicon.lists["hurt_verbs"]
