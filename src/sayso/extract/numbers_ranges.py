"""Two numbers that are one: ranges ("5-7", "between 2,000 and 3,000"), ratios ("one in five")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.numbers_context import DASHES, Reading
from sayso.extract.numbers_phrases import phrase_at
from sayso.extract.numbers_units import Number, tidy
from sayso.extract.numbers_values import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHANGE_WINDOW = 6
_LARGEST_RATIO = 100_000
_PLAIN_SHAPES = frozenset({"digits", "words", "article"})


def join_ranges(on: Reading, numbers: Sequence[Number]) -> Iterator[Number]:
    """Join pairs of neighbouring numbers that are one range or ratio; leave the rest as they are."""
    k = 0
    while k < len(numbers):
        pair = _join(on, numbers[k], numbers[k + 1]) if k + 1 < len(numbers) else None
        yield pair or numbers[k]
        k += 2 if pair else 1


def join_bounds(on: Reading, numbers: Sequence[Number]) -> Iterator[Number]:
    """Join a least and a most that bound one number: "more than 100 but fewer than 200"."""
    k = 0
    while k < len(numbers):
        pair = _both_bounds(on, numbers[k], numbers[k + 1]) if k + 1 < len(numbers) else None
        yield pair or numbers[k]
        k += 2 if pair else 1


def _both_bounds(on: Reading, a: Number, b: Number) -> Number | None:
    link = on.tokens.lowers[a.last : b.first]
    if a.bound == "min" and b.bound == "max":
        low, high = a.low, b.high
    elif a.bound == "max" and b.bound == "min":
        low, high = b.low, a.high
    else:
        return None
    known = (word == "," or on.lexicon.means("and", word) or on.lexicon.means("but", word) for word in link)
    if (
        not 0 < len(link) <= len((",", "but"))
        or not all(known)
        or (a.unit and a.unit != b.unit)
        or low is None
        or high is None
        or low >= high
    ):
        return None
    approximate = a.approximate or b.approximate
    whole = replace(a, end=b.end, last=b.last, low=low, high=high, unit=b.unit, bound=None)
    return replace(whole, range_of=(a, b), approximate=approximate, reason=a.reason or b.reason)


def _join(on: Reading, a: Number, b: Number) -> Number | None:
    """Make one range of two numbers with "to", "-", "or", or "between ... and" about them."""
    if _is_part_of_percent(on, a, b):
        share = tidy((a.low or 0.0) * (b.low or 0.0))
        return replace(a, end=b.end, last=b.last, low=share, high=share, unit=b.unit)
    link = _link(on, a, b)
    if link is None or a.low is None or b.high is None:
        return None
    if link == "in":
        return _ratio(a, b)
    low, unit = _shared_scale(on, a, b), a.unit or b.unit
    if not _one_unit(a, b) or (low >= b.high and link != "dash"):
        return None
    first = a.first
    if link == "between":
        first -= 1 if on.lexicon.means("between", on.tokens.low(first - 1)) else 2
    whole = replace(
        a, start=on.tokens.starts[first], end=b.end, first=first, last=b.last, low=low, high=b.high, unit=unit
    )
    sides = (replace(a, unit=unit), replace(b, unit=unit))
    return replace(whole, range_of=sides, reason=a.reason or b.reason)


def _one_unit(a: Number, b: Number) -> bool:
    """Tell "$5 to 10 million" and "5 to 10%", one range, from "up 1.25% to 7,213 points"."""
    if not b.unit:
        return not a.unit or a.first < a.core
    return not a.unit or a.unit in b.unit or b.unit == "points"


def _link(on: Reading, a: Number, b: Number) -> str | None:
    """Say what ties two numbers together, ``None`` where nothing does."""
    tokens, lexicon = on.tokens, on.lexicon
    if a.shape not in _PLAIN_SHAPES or b.shape not in _PLAIN_SHAPES:
        return None
    words = tokens.lowers[a.last : b.first]
    link = words[0] if len(words) == 1 or (len(words) == 2 and lexicon.means("the", words[1])) else ""
    if link in DASHES and tokens.joined(a.last - 1) == tokens.joined(a.last):
        spaced = not tokens.joined(a.last)
        digits = a.shape == b.shape == "digits" and tokens.is_numeral(a.core)
        rises = a.low is not None and b.high is not None and a.low < b.high
        plain = digits and not _is_code(on, a, b)
        return "dash" if plain and not (spaced and (link == "\u2014" or not rises)) else None
    if lexicon.means("to", link):
        return None if _tells_change(on, a) else "to"
    if lexicon.means("and", link):
        before = tokens.low(a.first - 1)
        before = tokens.low(a.first - 2) if lexicon.means("the", before) else before
        if lexicon.means("between", before):
            return "between"
    if lexicon.means("or", link) and a.high is not None and b.low is not None and a.high < b.low:
        return "or"
    return "in" if _is_ratio(on, a, b) else None


def _is_code(on: Reading, a: Number, b: Number) -> bool:
    """Tell "1995-01" and "222-555-0100" from ranges: no range begins with 0 or has three ends."""
    tokens = on.tokens
    zero = tokens.word(b.core)[:1] == "0" and len(tokens.word(b.core)) > 1 and tokens.word(b.core).isdigit()
    more = tokens.word(b.last) in DASHES and tokens.joined(b.last - 1) and tokens.is_numeral(b.last + 1)
    less = (
        tokens.word(a.first - 1) in DASHES and tokens.joined(a.first - 1) and tokens.is_numeral(a.first - 2)
    )
    return zero or (more and tokens.joined(b.last)) or (less and tokens.joined(a.first - 2))


def _is_part_of_percent(on: Reading, a: Number, b: Number) -> bool:
    """Recognise "half of 1 percent", "a quarter of a percentage point"."""
    linked = phrase_at(on.tokens, a.last, on.lexicon.phrases["of"])
    of = linked is not None and b.first == linked[0]
    return of and a.shape == "fraction" and b.unit in {"%", "points"} and b.low == b.high


def _tells_change(on: Reading, a: Number) -> bool:
    """Tell "rose from 5 to 10", two values, from "from 5 to 10", one range."""
    near = on.tokens.lowers[max(0, a.first - _CHANGE_WINDOW) : a.first]
    if not any(on.lexicon.means("from", word) for word in near[-2:]):
        return False
    return any(word in on.lexicon.lists["change"] for word in near)


def _shared_scale(on: Reading, a: Number, b: Number) -> float:
    """Give "5" its scale in "5 to 10 million"; "500,000 to 1 million" needs none."""
    low = a.low or 0.0
    value = read_value(on, b.core)
    bare = read_value(on, a.core)
    if value and bare and bare.scale == 1 and value.scale > 1 and low < value.mantissa:
        return tidy(low * value.scale)
    return low


def _is_ratio(on: Reading, a: Number, b: Number) -> bool:
    """Recognise "one in five", "three out of every four"."""
    tokens, lexicon = on.tokens, on.lexicon
    preposition = phrase_at(tokens, a.last, lexicon.phrases["in"])
    if preposition is None and tokens.low(a.last).isalpha():
        preposition = phrase_at(tokens, a.last + 1, lexicon.phrases["noun_in"])
    if preposition is None:
        return False
    at = preposition[0]
    every = lexicon.means("every", tokens.low(at))
    if at + every != b.first or a.unit or b.unit or not a.low or not b.low or a.low >= b.low:
        return False
    follows = tokens.low(b.last)
    timed = follows in lexicon.lists["time"] or (tokens.is_numeral(b.core) and b.low > _LARGEST_RATIO)
    plain = at - a.last > 1 or phrase_at(tokens, a.last, lexicon.phrases["noun_in"]) is not None
    return not timed and (every or plain or _round_whole(b.low))


def _round_whole(number: float) -> bool:
    """Tell whether people say "in N": "one in five", "7 in 10", "one in 100,000"."""
    digits = f"{number:g}".rstrip("0")
    return number <= 12 or len(digits) == 1 or digits in {"12", "15", "25", "75"}


def _ratio(a: Number, b: Number) -> Number:
    value = tidy((a.low or 0.0) / (b.low or 1.0))
    return replace(a, end=b.end, last=b.last, low=value, high=value, shape="ratio")
