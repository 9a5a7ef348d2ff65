"""Number words in running text: "two hundred and five thousand", "three and a half", "two-thirds"."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sayso.extract.numbers_context import HYPHENS, Reading, Value, begins_ordinal, is_measured
from sayso.extract.numbers_phrases import phrase_at, phrase_before
from sayso.extract.numbers_spelling import Piece, Term, Terms

_UNITS = 10
_HUNDRED = 100
_THOUSAND = 1000
_CLOSING = frozenset({"", ".", ",", ";", ":", ")", "!", "?", "\u2026"})


class _Read(NamedTuple):
    """A pile of terms read up to token ``last``; ``plain`` while only scales followed the first number."""

    terms: Terms
    last: int
    mantissa: float
    plain: bool


def read_words(on: Reading, i: int) -> Value | None:
    """Read a number in words that begins at token *i*, with its scale, decimals or denominator."""
    if on.tokens.low(i) in on.lexicon.lists["not_capitalised"] and on.tokens.words[i][:1].isupper():
        return None
    number = spelled(on, i)
    if number is None or (number.low == 1 and on.tokens.low(i - 1) in on.lexicon.lists["pronoun_after"]):
        return None
    if fraction := read_fraction(on, number):
        return part_of_scale(on, fraction) or fraction
    if begins_ordinal(on, number):
        return None
    return _with_decimals(on, number) or collective(on, number) or scaled(on, and_a_half(on, number))


def spelled(on: Reading, i: int, first: Value | None = None) -> Value | None:
    """Read number words from token *i*, or on from *first* (an article that counts one)."""
    if first is not None:
        read = _Read((Term(first.low, 0.0),), first.last, first.low, plain=True)
    else:
        start = _step(on, (), i, after_and=False)
        if start is None:
            return None
        terms, last = start
        read = _Read(terms, last, sum(term.value for term in terms), plain=True)
    shape = first.shape if first else "words"
    read = _continued(on, read, shape)
    number = sum(term.value for term in read.terms)
    begin = first.first if first else i
    scale = number / read.mantissa if read.plain and read.mantissa else 1.0
    return Value(begin, read.last, number, number, shape, number / scale, scale)


def _continued(on: Reading, read: _Read, shape: str) -> _Read:
    """Put on word after word while they fit; a scale that does not fit takes the words before it along.

    "between two thousand and three thousand": "three" fits after 2,000, its "thousand"
    does not, and so "and three" is the next number's.
    """
    stable = read
    while True:
        at, after_and = _joined(on, read, shape)
        if at is None:
            return read
        step = _step(on, read.terms, at, after_and=after_and)
        if step is None:
            follows = on.lexicon.spelling.pieces(on.tokens.low(_past_hyphen(on, read.last)))
            return stable if follows and follows[0].kind == "scale" else read
        terms, last = step
        grew = len(terms) > len(read.terms)
        stable = read if grew else stable
        read = _Read(terms, last, read.mantissa, plain=read.plain and not grew)


def _past_hyphen(on: Reading, at: int) -> int:
    return at + 1 if on.tokens.word(at) in HYPHENS and on.tokens.joined(at - 1) else at


def _joined(on: Reading, read: _Read, shape: str) -> tuple[int | None, bool]:
    """Return where the next word of the number may stand, and whether an "and" comes before it."""
    tokens, at = on.tokens, read.last
    if tokens.word(at) in HYPHENS:
        if tokens.joined(at - 1) != tokens.joined(at) or not (
            tokens.joined(at) or read.terms[-1].room == _UNITS
        ):
            return None, False
        at += 1
    if on.lexicon.means("and", tokens.low(at)):
        if not on.lexicon.spelling.may_join(read.terms[-1]):
            return None, False
        at += 1
        return (at + 1 if tokens.word(at) in HYPHENS else at), True
    if shape == "article" and not on.lexicon.article_is_one and tokens.low(at) not in on.lexicon.scales:
        return None, False
    return at, False


def _step(on: Reading, terms: Terms, at: int, *, after_and: bool) -> tuple[Terms, int] | None:
    """Put the word (or phrase) at token *at* on the pile; ``None`` where it is none or does not fit."""
    tokens, spelling = on.tokens, on.lexicon.spelling
    word = tokens.low(at)
    if phrase := phrase_at(tokens, at, spelling.phrases):
        fed = spelling.fed(terms, (Piece(float(phrase[1]), "number"),), after_and=after_and)
        return (fed, phrase[0]) if fed else None
    pieces = spelling.pieces(word)
    if not pieces or (after_and and terms and _is_denominator_next(on, at)):
        return None
    fed = spelling.fed(terms, pieces, after_and=after_and)
    if not fed:
        return None
    return fed, at + 1 + _is_dotted(on, at)


def _is_dotted(on: Reading, at: int) -> bool:
    """Tell the full stop of "2 Mio. Euro", which is the abbreviation's, from the one that ends a text."""
    tokens = on.tokens
    dotted = tokens.low(at) in on.lexicon.spelling.dotted and tokens.word(at + 1) == "." and tokens.joined(at)
    return dotted and at + 2 < len(tokens)


def _is_denominator_next(on: Reading, at: int) -> bool:
    """Tell "a hundred and two thirds" from "a hundred and two"."""
    return bool(on.lexicon.denominators.get(on.tokens.low(_past_hyphen(on, at + 1))))


def _with_decimals(on: Reading, whole: Value) -> Value | None:
    """Read "five point two five", "cinco coma veinticinco", "siete con cincuenta por ciento"."""
    spoken = on.lexicon.means("with", on.tokens.low(whole.last))
    if not (spoken or on.lexicon.means("point", on.tokens.low(whole.last))):
        return None
    words, at, digits = on.lexicon.words, whole.last + 1, ""
    while words.get(on.tokens.low(at), 10) < 10:
        digits += f"{words[on.tokens.low(at)]:g}"
        at += 1
    more = spelled(on, at) if digits.strip("0") == "" else None
    if more is not None and more.low < _THOUSAND:
        digits, at = f"{digits}{more.low:g}", more.last
    if not digits or (spoken and not _ends_number(on, at)):
        return None
    number = whole.low + float(f"0.{digits}")
    return scaled(on, Value(whole.first, at, number, number, "words", number))


def _ends_number(on: Reading, at: int) -> bool:
    """Tell "siete con cincuenta por ciento" from "siete con cincuenta maletas"."""
    return stands_alone(on, at) or phrase_at(on.tokens, at, on.lexicon.units) is not None


def part_of_scale(on: Reading, part: Value) -> Value | None:
    """Read "a quarter million", "two-thirds of a million" once the fraction is known."""
    linked = phrase_at(on.tokens, part.last, on.lexicon.phrases["of"])
    if linked is None:  # "a quarter-of-a-million people"
        linked = phrase_at(on.tokens, _past_hyphen(on, part.last), on.lexicon.phrases["of"])
    at = _past_hyphen(on, linked[0] if linked else part.last)
    at = _past_hyphen(on, at + on.lexicon.means("article", on.tokens.low(at)))
    word = on.tokens.low(at)
    scale = on.lexicon.scales.get(word)
    if not scale or word in on.lexicon.spelling.bare:
        return None
    number = part.low * scale
    return replace(part, last=at + 1, low=number, high=number, shape="article", scale=scale)


def read_fraction(on: Reading, value: Value) -> Value | None:
    """Read "two-thirds", "one fifth", "drei Viertel" once its upper part is known."""
    tokens, at = on.tokens, value.last
    hyphen = tokens.word(at) in HYPHENS and tokens.joined(at - 1) == tokens.joined(at)
    word = tokens.low(at + hyphen)
    bottom = on.lexicon.denominators.get(word)
    if not bottom or not value.low or value.low != int(value.low):
        return None
    last = at + hyphen + 1
    if word in on.lexicon.lists["minor"] and not _is_measured_part(on, last):
        return None
    if not _is_share(on, value, last, hyphen=hyphen):
        return None
    number = value.low / bottom
    return replace(value, last=last, low=number, high=number, shape="fraction", mantissa=number, scale=1.0)


def _is_measured_part(on: Reading, at: int) -> bool:
    """Tell "due centesimi di secondo" from "due centesimi", which are money."""
    linked = phrase_at(on.tokens, at, on.lexicon.phrases["of"])
    return linked is not None and is_measured(on, linked[0])


def _is_share(on: Reading, value: Value, last: int, *, hyphen: bool) -> bool:
    """Tell a fraction from an ordinal: "one fifth of them", not "one third man"."""
    lexicon, word = on.lexicon, on.tokens.low(last - 1)
    bottom = lexicon.denominators.get(word)
    if value.low >= bottom and (hyphen or lexicon.article_is_one is False) and not word.endswith("s"):
        return False
    if word in lexicon.denominators.always or phrase_at(on.tokens, last, lexicon.phrases["of"]):
        return True
    if value.low > 1:
        plural = any(word.endswith(s) for s in lexicon.lists["plural_suffix"])
        return hyphen or value.low == bottom - 1 or plural or lexicon.denominators.unmarked
    bounded = phrase_before(on.tokens, value.first, lexicon.before) is not None
    alone = not on.tokens.low(last)[:1].isalpha() or lexicon.means("and", on.tokens.low(last))
    return hyphen or bounded or alone or not lexicon.article_is_one


def collective(on: Reading, value: Value) -> Value | None:
    """Read "deux centaines", "una decina": nouns for a round number, once what multiplies is known."""
    each = on.lexicon.collectives.get(on.tokens.low(value.last))
    if not each:
        return None
    number = value.low * each
    shape = "words" if value.shape == "article" else value.shape
    whole = replace(value, last=value.last + 1, low=number, high=number, shape=shape, scale=each, about=True)
    return _of_scale(on, whole) or whole


def _of_scale(on: Reading, value: Value) -> Value | None:
    """Read "une dizaine de milliers", "una decina di milioni"."""
    linked = phrase_at(on.tokens, value.last, on.lexicon.phrases["of"])
    if linked is None:
        return None
    word = on.tokens.low(linked[0])
    scale = on.lexicon.scales.get(word, 0.0) or on.lexicon.collectives.get(word, 0.0)
    if scale < _THOUSAND:
        return None
    number = value.low * scale
    return replace(value, last=linked[0] + 1, low=number, high=number, scale=value.scale * scale)


def scaled(on: Reading, value: Value) -> Value:
    """Multiply a number by the scale words that follow it: "2.5 million", "3 mil millones"."""
    factor, last, least = 1.0, value.last, 0.0
    lexicon = on.lexicon
    while True:
        at = _past_hyphen(on, last)
        scale = lexicon.scales.get(on.tokens.low(at), 0.0)
        if not scale or scale < least or (scale == _HUNDRED and on.tokens.low(at) in lexicon.lists["minor"]):
            break
        factor, least, last = factor * scale, scale, at + 1 + _is_dotted(on, at)
    if factor == 1.0:
        return and_a_half(on, value)
    number = value.low * factor
    whole = replace(value, last=last, low=number, high=number, scale=value.scale * factor)
    return and_a_half(on, whole)


def and_a_half(on: Reading, value: Value) -> Value:
    """Add what "and a half" or "and three-quarters" adds, in units of the last scale."""
    lexicon, at = on.lexicon, value.last
    if not (lexicon.means("and", on.tokens.low(at)) or lexicon.means("with", on.tokens.low(at))):
        return value
    at += 1
    if on.tokens.low(at) in lexicon.denominators.halves:
        extra, last = 0.5, at + 1
    elif share := phrase_at(on.tokens, at, lexicon.phrases["shares"]):
        extra, last = float(share[1]), share[0]
    elif lexicon.means("article", on.tokens.low(at)):
        part = lexicon.denominators.get(on.tokens.low(at + 1))
        extra, last = (1 / part if part else 0.0), at + 2
    elif pieces := lexicon.spelling.pieces(on.tokens.low(at)):
        top = Value(at, at + 1, pieces[0].value, pieces[0].value, "words", pieces[0].value)
        fraction = read_fraction(on, top) if len(pieces) == 1 else None
        extra, last = (fraction.low, fraction.last) if fraction else (0.0, at)
    else:
        return value
    if not extra or extra >= 1:
        return value
    further = lexicon.scales.get(on.tokens.low(last), 0.0)
    if further and value.scale > 1:  # "one billion and a half million"
        if not _THOUSAND <= further < value.scale:
            return value
        number = value.low + extra * further
        return replace(value, last=last + 1, low=number, high=number, mantissa=number / value.scale)
    number = value.low + extra * (1.0 if value.scale == _HUNDRED else value.scale)
    return replace(value, last=last, low=number, high=number, mantissa=number / value.scale)


def half_after_unit(on: Reading, value: Value) -> Value:
    """Add the half that stands after the unit: "dos horas y media", "une heure et demie".

    The span stays the number's own; what follows it is still the unit.
    """
    lexicon = on.lexicon
    at = value.last + 1
    if not lexicon.article_is_one or value.shape not in {"words", "digits", "article"}:
        return value
    if on.tokens.low(at + 1) not in lexicon.denominators.halves or not lexicon.means(
        "and", on.tokens.low(at)
    ):
        return value
    return replace(value, low=value.low + 0.5, high=value.high + 0.5) if is_measured(on, at - 1) else value


def stands_alone(on: Reading, at: int) -> bool:
    """Tell whether no word follows at token *at* that an article could belong to."""
    return on.tokens.word(at) in _CLOSING
