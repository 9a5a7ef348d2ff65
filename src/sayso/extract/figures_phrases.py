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
    from sayso.extract.numbers import Reading

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE = frozenset(
    {"nummod", "quantmod", "compound", "advmod", "amod", "npadvmod", "nmod", "det", "predet", "punct", "poss"}
)
_LONGEST_PHRASE = 16
_OLDEST = 122
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def span_of(parse: Doc, start: int, end: int) -> TokenSpan | None:
    """Return the tokens that cover ``[start, end)`` of the passage's text."""
    return parse.char_span(start, end, alignment_mode="expand")


def counted_noun(on: Reading, parse: Doc, quantity: Quantity) -> Token | None:
    """Find the noun that a number counts: its head, or what follows "of"."""
    number = quantity.number
    span = span_of(parse, on.tokens.starts[number.core], on.tokens.ends[quantity.last - 1])
    if span is None:
        return None
    following = _after_of(parse, span.end, on)
    if following is not None:
        return following
    inside = range(span.start, span.end)
    for token in reversed(list(span)):
        head = token
        while head.i in inside and head.head != head and head.dep_ in _INSIDE:
            head = head.head
        if head.i not in inside and head.i > span.start and head.pos_ in _NOMINAL and head.i - span.end < 8:
            return head
    return _next_noun(parse, span.end)


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


def phrase(on: Reading, parse: Doc, noun: Token, after: int) -> str:
    """Return the noun with its modifiers as printed, from the end of the number on.

    White space is normalised; the phrase ends before a comma, a clause that no longer
    says what is counted, or after a dozen and a half words.
    """
    start = noun.i
    for token in noun.lefts:
        if token.idx >= after and token.dep_ in _INSIDE and token.text not in DASHES:
            start = min(start, token.left_edge.i)
    while start < noun.i and (parse[start].idx < after or parse[start].pos_ in {"DET", "PUNCT", "ADP"}):
        start += 1
    end = noun.i + 1
    limit = min(noun.right_edge.i + 1, start + _LONGEST_PHRASE)
    limit = min([limit, *(child.i for child in noun.rights if child.dep_ == "cc")])
    stop = on.lexicon.lists["stop"]
    while (
        end < limit
        and parse[end].lower_ not in stop
        and parse[end].text not in {",", ";", ":", "(", ")", "\u2014", "\u2013", '"', "\u201d", "."}
    ):
        end += 1
    return " ".join(parse[start:end].text.split())


def purpose(on: Reading, parse: Doc, quantity: Quantity) -> str | None:
    """Return what a sum, share or time is of: "$1 million in damages", "two days of meetings"."""
    span = span_of(parse, on.tokens.starts[quantity.first], on.tokens.ends[quantity.last - 1])
    if span is None:
        return None
    after = span.end_char
    if span.end < len(parse) and parse[span.end].lower_ in on.lexicon.of_order:
        objects = [child for child in parse[span.end].children if child.dep_ in {"pobj", "pcomp"}]
        if objects and objects[0].pos_ in {"NOUN", "PROPN"}:
            return phrase(on, parse, objects[0], after)
    head = span.root.head
    if head.i >= span.end and head.pos_ in {"NOUN", "PROPN"} and head.i - span.end < 6:
        return phrase(on, parse, head, after)
    return _subject(on, parse, span) if quantity.kind in {"percent", "count", "money", "ratio"} else None


def _subject(on: Reading, parse: Doc, span: TokenSpan) -> str | None:
    """Return the subject that a figure is said of: "Abe's approval rating is 30%", "the toll rose to 50"."""
    token = span.root
    for _ in range(6):
        if token.dep_ == "pobj" and token.head.head.pos_ in {"NOUN", "PROPN"}:
            return phrase(on, parse, token.head.head, 0).split(f" {token.head.text} ")[0]
        if token.pos_ in {"VERB", "AUX"}:
            break
        if token.head == token:
            return None
        token = token.head
    subjects: Sequence[Token] = [child for child in token.children if child.dep_ in _SUBJECTS]
    if not subjects or subjects[0].pos_ not in {"NOUN", "PROPN"} or span.root in subjects[0].subtree:
        return None
    return phrase(on, parse, subjects[0], 0)


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


# -- numbers that only point -------------------------------------------------------


def says_something(on: Reading, parse: Doc, quantity: Quantity, noun: Token | None) -> bool:
    """Tell whether a number states something, or only points at what was named."""
    number = quantity.number
    value = number.low
    if number.bound or value is None or value != number.high or value not in {1.0, 2.0, 3.0}:
        return True
    if quantity.kind in {"money", "percent", "measure", "age", "score", "ratio"}:
        return True
    tokens, lists = on.tokens, on.lexicon.lists
    before = tokens.low(number.first - 1)
    if value == 1:
        return _one_counts(on, parse, quantity, noun)
    if quantity.kind == "duration" or quantity.last > number.last or before in lists["all"]:
        return True
    if before not in lists["determiners"]:
        return noun is not None or quantity.fixed or bool(_hurt_near(on, parse, number.last))
    relative = noun is not None and any(child.dep_ == "relcl" for child in noun.rights)
    return relative and value > 2


def _one_counts(on: Reading, parse: Doc, quantity: Quantity, noun: Token | None) -> bool:
    """Let "one" count only as a time ("one day after"), as "only one", and for people who came to harm."""
    tokens, lists, number = on.tokens, on.lexicon.lists, quantity.number
    if number.shape in {"article", "multiple"} and quantity.kind != "duration":
        return number.shape == "multiple"
    if quantity.kind == "duration":
        hyphen = quantity.last - number.last > 1
        return hyphen or tokens.low(quantity.last) in lists["one_needs"]
    if tokens.low(number.first - 1) in lists["only"]:
        return noun is not None and tokens.low(number.first - 2) not in lists["determiners"]
    person = noun is not None and noun.lower_ in lists["persons"]
    return person and bool(_hurt_near(on, parse, number.last))


def _hurt_near(on: Reading, parse: Doc, at: int) -> bool:
    """Tell whether harm or arrest is told of in the same sentence, close by."""
    span = span_of(parse, on.tokens.starts[at - 1], on.tokens.ends[at - 1])
    if span is None:
        return False
    sentence = span.sent
    near = parse[max(sentence.start, span.start - 6) : min(sentence.end, span.end + 8)]
    return any(
        token.lower_ in on.lexicon.lists["hurt"] or token.lemma_.lower() in on.lexicon.lists["hurt_verbs"]
        for token in near
    )
