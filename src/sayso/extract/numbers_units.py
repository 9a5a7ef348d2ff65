"""Numbers with what is printed beside them as their unit: a currency, a percent sign, a minus."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.numbers_context import (
    APOSTROPHES,
    COMPARISONS,
    DASHES,
    MINUSES,
    Reading,
    Shape,
    Value,
    is_measured,
    past_of,
)
from sayso.extract.numbers_money import settled
from sayso.extract.numbers_phrases import phrase_at, phrase_before
from sayso.extract.numbers_values import read_value
from sayso.extract.numbers_words import half_after_unit, stands_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.extract.numbers_lexicon import Bound

_MINOR = "minor:"
_HUNDREDTHS = 100
_MILLION = 1e6
_SPOKEN_CENTS = frozenset(range(10, _HUNDREDTHS))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: the tokens and code points it spans, and what it says.

    ``[start, end)`` and tokens ``[first, last)`` reach from the bound words to the
    unit sign; ``core`` is the token where the number proper begins. ``unit`` is an
    ISO 4217 code, ``"%"``, ``"points"`` (percentage points) or ``None``. ``low`` and
    ``high`` are ``None`` where open. ``range_of`` gives both values as printed where
    two numbers were joined (a score is told from a range by its surroundings). ``reason``
    says why a numeral that could be read in two ways ("16.000") was read as it was.
    """

    start: int
    end: int
    first: int
    core: int
    last: int
    low: float | None
    high: float | None
    approximate: bool
    shape: Shape
    unit: str | None = None
    bound: Bound | None = None
    range_of: tuple[Number, Number] | None = None
    reason: str | None = None


def read_units(on: Reading) -> Iterator[Number]:
    """Read the numbers of a text one after another, each with its unit sign, unbounded and unjoined."""
    at, floor = 0, 0
    while at < len(on.tokens):
        value = read_value(on, at)
        if value is None:
            at += 1
            continue
        number = _with_unit(on, half_after_unit(on, _elided(on, value)), floor)
        if number.unit:
            number = _with_hundredths(on, number)
        yield number
        at = floor = max(number.last, at + 1)


def _elided(on: Reading, value: Value) -> Value:
    """Take in the apostrophe of "vent'anni", after which the unit follows."""
    at = value.last
    elided = on.tokens.word(at) in APOSTROPHES and on.tokens.joined(at - 1) and on.tokens.joined(at)
    return replace(value, last=at + 1) if elided and is_measured(on, at + 1) else value


def _with_hundredths(on: Reading, number: Number) -> Number:
    """Add the cents of "3 dollars 50 cents", "drei Euro und fünfzig Cent"."""
    tokens, lexicon = on.tokens, on.lexicon
    link = tokens.low(number.last)
    at = number.last + (lexicon.means("and", link) or lexicon.means("with", link))
    if number.unit in {"%", "points"} or not number.low or at >= len(tokens):
        return number
    value = read_value(on, at)
    if value and _are_bare_cents(on, number, value):
        whole = tidy(number.low + value.low / _HUNDREDTHS)
        return replace(number, end=tokens.ends[value.last - 1], last=value.last, low=whole, high=whole)
    unit = phrase_at(tokens, value.last, lexicon.units) if value else None
    if value is None or unit is None or not unit[1].startswith(_MINOR) or not 0 < value.low < _HUNDREDTHS:
        return number
    whole = tidy(number.low + value.low / _HUNDREDTHS)
    return replace(number, end=tokens.ends[unit[0] - 1], last=unit[0], low=whole, high=whole)


def _are_bare_cents(on: Reading, number: Number, value: Value) -> bool:
    """Recognise the cents of "5 euro 50", "vijf euro vijftig", at the end of a clause."""
    printed = on.tokens.words[value.first]
    two_digits = printed.isdigit() and len(printed) == len("50") and value.last == value.first + 1
    both_words = number.shape == value.shape == "words" and value.low in _SPOKEN_CENTS
    after_name = on.tokens.words[number.last - 1].isalpha() and (number.low or 0.5) % 1 == 0
    spoken = both_words and value.first == number.last
    return (two_digits or spoken) and after_name and stands_alone(on, value.last)


def _with_unit(on: Reading, value: Value, floor: int) -> Number:
    """Attach a currency before the number, or a currency or percent after it."""
    before, after = _currency_before(on, value.first, floor), None
    if before is None and _is_minus(on, value.first, value.last, None):
        before = _currency_before(on, value.first - 1, floor)
    first, unit = before or (value.first, None)
    negative = before is not None and on.tokens.word(value.first - 1) in MINUSES
    if unit is None:
        after = _unit_after(on, value)
    last, said = after or (value.last, "")
    factor = 0.01 if said.startswith(_MINOR) else 1.0
    unit = unit or said.removeprefix(_MINOR) or None
    if unit and on.region and not _is_named_fully(on, first, last, value):
        unit = settled(unit, on.region)
    if negative:
        factor = -factor
    elif first > floor and _is_minus(on, first, last, unit):
        first, factor = first - 1, -factor
    return Number(
        on.tokens.starts[first],
        on.tokens.ends[last - 1],
        first,
        value.first,
        last,
        tidy(value.low * factor),
        tidy(value.high * factor),
        approximate=value.about,
        shape=value.shape,
        unit=unit,
        reason=value.reason,
    )


def _is_named_fully(on: Reading, first: int, last: int, value: Value) -> bool:
    """Tell "US$5", "5 US dollars" from "$5", "5 dollars", which every country has its own of."""
    beside = [*on.tokens.words[first : value.first], *on.tokens.words[value.last : last]]
    signs = [word for word in beside if word not in DASHES]
    return len(signs) > 1 or any(word in on.lexicon.codes for word in signs)


def _is_minus(on: Reading, first: int, last: int, unit: str | None) -> bool:
    """Tell a sign ("-5 degrees", "minus 3 percent") from a hyphen, a list's dash and "plus or minus"."""
    tokens, lexicon = on.tokens, on.lexicon
    if lexicon.means("minus", tokens.low(first - 1)):
        bound = phrase_before(tokens, first, lexicon.before)
        return bound is None and not lexicon.means("or", tokens.low(first - 2))
    if not (tokens.word(first - 1) in MINUSES and tokens.joined(first - 1)):
        return False
    glued = first > 1 and tokens.joined(first - 2) and tokens.word(first - 2) not in COMPARISONS
    if glued or tokens.is_numeral(first - 2):
        return False
    opens = first == 1 or tokens.starts[first - 1] - tokens.ends[first - 2] > 1
    return not opens or unit is not None or is_measured(on, last) or not tokens.word(last)


def tidy(number: float) -> float:
    """Drop what binary fractions add beyond 15 digits (1.1 * 1e6 is 1100000)."""
    return float(f"{number:.15g}")


def _currency_before(on: Reading, at: int, floor: int) -> tuple[int, str] | None:
    tokens = on.tokens
    for phrase, code in on.lexicon.prefixes.get(tokens.low(at - 1), ()):
        start = at - len(phrase)
        if start < floor or not tokens.matches(start, phrase):
            continue
        glued = all(tokens.joined(k) for k in range(start, at - 1))
        if glued or tokens.words[start].isupper():
            return start, code
    code = tokens.word(at - 1)
    return (at - 1, code) if code in on.lexicon.codes and at - 1 >= floor else None


def _unit_after(on: Reading, value: Value) -> tuple[int, str] | None:
    """Find a currency or percent after a number: "dollars", "of dollars" (vague), "-dollar", "%"."""
    tokens, lexicon, at = on.tokens, on.lexicon, past_of(on, value)
    if tokens.word(at) in DASHES and tokens.joined(at - 1) and tokens.joined(at):
        at += 1
    if tokens.word(at) in lexicon.codes:
        return at + 1, tokens.words[at]
    found = phrase_at(tokens, at, lexicon.units)
    if found is None or not _may_follow(on, value, tokens.lowers[at : found[0]], found[1]):
        return None
    points = " ".join(tokens.lowers[at : found[0]]) in lexicon.lists["points"]
    return found[0], "points" if points else found[1]


def _may_follow(on: Reading, value: Value, phrase: Sequence[str], unit: str) -> bool:
    """Settle words that are not always money: pounds of weight, "two won"."""
    lists, word = on.lexicon.lists, phrase[-1]
    if value.shape == "multiple" or (value.shape == "fraction" and unit != "%"):
        return False
    if len(phrase) == 1 and word in lists["measure_money"]:
        sold = value.scale >= _MILLION and not phrase_at(
            on.tokens, value.last + len(phrase), on.lexicon.phrases["of"]
        )
        return sold or any(sign in on.tokens.words for sign in lists["measure_sign"])
    if word in lists["digits_money"]:
        return value.shape == "digits" or value.scale > 1
    return True
