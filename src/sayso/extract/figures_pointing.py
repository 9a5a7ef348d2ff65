"""Numbers that point at what was named before ("the two leaders"), told from those that say something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.figures_phrases import span_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.extract.figures_kinds import Quantity
    from sayso.extract.numbers import Reading


def says_something(
    on: Reading, parse: Doc, quantity: Quantity, noun: Token | None, *, elliptic: bool = False
) -> bool:
    """Tell whether a number states something, or only points at what was named.

    *elliptic* says that it counts what was counted before: "five tested negative, two were declassified".
    """
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
        return noun is not None or elliptic or quantity.fixed or bool(_hurt_near(on, parse, number.last))
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


def is_ordinal(on: Reading, parse: Doc, quantity: Quantity) -> bool:
    """Tell "almost a second home" from "almost a second": a unit of time that orders what follows."""
    if quantity.kind != "duration" or quantity.number.shape != "article":
        return False
    span = span_of(parse, on.tokens.starts[quantity.last - 1], on.tokens.ends[quantity.last - 1])
    return span is not None and span.root.pos_ == "ADJ" and span.root.head.i > span.root.i
