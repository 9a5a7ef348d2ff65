"""What a quantity is of: the unit, the words that say what is counted, and the noun behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.figures_ellipsis import left_out, stands_for_others
from sayso.extract.figures_phrases import counted_noun, counts_people, phrase, purpose
from sayso.extract.figures_pronouns import is_pronoun, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.extract.figures_ellipsis import Counted
    from sayso.extract.figures_kinds import Quantity
    from sayso.extract.figures_words import FigureWords
    from sayso.extract.numbers import Reading


_VOTE_WINDOW = 8


@dataclass(frozen=True, slots=True)
class Content:
    """The unit of a quantity, the phrase that says what it is of, and the noun that was found.

    ``back`` tells that the noun was said before and left out here.
    """

    unit: str | None
    words: str | None
    noun: Token | None = None
    back: bool = False


def noun_of(on: Reading, words: FigureWords, parse: Doc, quantity: Quantity) -> Token | None:
    """Return the noun that a count, share or score stands with; none for "12 others"."""
    if quantity.kind not in {"count", "ratio", "score"}:
        return None
    noun = counted_noun(on, parse, quantity)
    return None if noun is not None and stands_for_others(words, noun) else noun


def content_of(  # noqa: PLR0913 - the text, the words, the parse, and what was found before
    on: Reading,
    words: FigureWords,
    parse: Doc,
    quantity: Quantity,
    *,
    noun: Token | None,
    said: Sequence[Counted],
) -> Content:
    """Say what a quantity is of; parts that the text leaves open are ``None``."""
    end = on.tokens.ends[quantity.last - 1]
    meant, after = named(on, parse, noun, end) if noun is not None else (None, end)
    unit = quantity.unit
    if meant is not None and quantity.kind != "score":
        if unit is None and not is_pronoun(meant):
            unit = meant.lower_
        return Content(unit, _unless_bare(on, phrase(on, parse, meant, after)), meant)
    if quantity.kind == "score":
        return Content(words.votes if _is_vote(on, words, quantity) else unit, None)
    if noun is not None:
        people = quantity.unit is None and counts_people(on, parse, quantity)
        return Content(on.lexicon.people, on.lexicon.people) if people else Content(unit, None)
    if quantity.kind in {"count", "ratio"}:
        elliptic = _elliptic(on, words, parse, quantity, said)
        if elliptic is not None:
            return elliptic
    if quantity.number.shape == "multiple":
        return Content(unit, None)
    return _said_of(on, words, parse, quantity)


def _is_vote(on: Reading, words: FigureWords, quantity: Quantity) -> bool:
    """Tell the tally of a vote ("passed 217-213") from the score of a match."""
    near = on.tokens.lowers[max(0, quantity.first - _VOTE_WINDOW) : quantity.last + _VOTE_WINDOW]
    return any(words.has("votes.words", word) for word in near)


def _elliptic(
    on: Reading, words: FigureWords, parse: Doc, quantity: Quantity, said: Sequence[Counted]
) -> Content | None:
    hurt = on.tokens.low(quantity.last)
    if quantity.unit is None and hurt in on.lexicon.lists["hurt"]:
        return Content(hurt, hurt)
    back = left_out(on, words, parse, quantity, said)
    if back is not None:
        return Content(quantity.unit or back.unit, back.words, back=True)
    if quantity.unit is None and counts_people(on, parse, quantity):
        return Content(on.lexicon.people, on.lexicon.people)
    return None


def _said_of(on: Reading, words: FigureWords, parse: Doc, quantity: Quantity) -> Content:
    """Find what the sentence says the figure of: "the number of cases rose to 27" counts cases."""
    noun = purpose(on, words, parse, quantity)
    if noun is None or stands_for_others(words, noun):
        return Content(quantity.unit, None)
    inner = _numbered(on, noun) if quantity.kind == "count" else None
    if inner is not None:
        return Content(quantity.unit or inner.lower_, _unless_bare(on, phrase(on, parse, inner, 0)), inner)
    start = on.tokens.starts[quantity.first]
    after, until = (on.tokens.ends[quantity.last - 1], None) if noun.idx > start else (0, start)
    return Content(quantity.unit, _unless_bare(on, phrase(on, parse, noun, after, until)), noun)


def _numbered(on: Reading, noun: Token) -> Token | None:
    """Return what "the number of cases", "the total for deaths" is the number of."""
    if noun.lower_ not in on.lexicon.lists["bare"]:
        return None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in on.lexicon.of_order:
            objects = [token for token in child.children if token.dep_ == "pobj"]
            if objects and objects[0].pos_ in {"NOUN", "PROPN", "ADJ"} and not objects[0].like_num:
                return objects[0]
    return None


def _unless_bare(on: Reading, printed: str) -> str | None:
    return None if not printed or printed.lower() in on.lexicon.lists["bare"] else printed
