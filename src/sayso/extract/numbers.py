"""Numbers in running text: values, ranges, bounds, currencies and percentages, without a parse.

:func:`find_numbers` reads what is printed as a number and what bounds it; what it
counts, and whether it is a figure at all, is settled in
:mod:`sayso.extract.figures`. One pass over the tokens, no backtracking: time grows
with the length of the text and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.numbers_digits import Separators, infer_separators
from sayso.extract.numbers_lexicon import Bound, Lexicon, Phrases, Vague, load_lexicon, load_vague
from sayso.extract.numbers_tokens import Tokens, tokenize
from sayso.extract.numbers_values import read_value
from sayso.extract.numbers_words import DASHES, Reading, Shape, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHANGE_WINDOW = 6
_LARGEST_RATIO = 100_000
_PLAIN_SHAPES = frozenset({"digits", "words", "article"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: the tokens and code points it spans, and what it says.

    ``[start, end)`` and tokens ``[first, last)`` reach from the bound words to the
    unit sign; ``core`` is the token where the number proper begins. ``unit`` is an
    ISO 4217 code, ``"%"``, ``"points"`` (percentage points) or ``None``. ``low`` and
    ``high`` are ``None`` where open. ``range_of`` gives both values as printed where
    two numbers were joined (a score is told from a range by its surroundings).
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


def document_separators(text: str, lexicon: Lexicon) -> Separators:
    """Infer a document's separators from all its numerals."""
    custom = Separators(lexicon.thousands, lexicon.decimal)
    return infer_separators((word for word in tokenize(text).words if "0" <= word[0] <= "9"), custom)


def find_numbers(
    text: str, *, language: str = "en", separators: Separators | None = None, vague: Vague | None = None
) -> list[Number]:
    """Find the numbers of *text*, in order and without overlap.

    Args:
        text: any stretch of running text.
        language: ISO 639-1 code of a language with a ``data/numbers.*.toml``.
        separators: the document's, if known; else they are inferred from *text*.
        vague: what vague numbers mean; by default ``data/vague.toml``.
    """
    lexicon = load_lexicon(language)
    reading = Reading(
        tokenize(text), lexicon, vague or load_vague(), separators or document_separators(text, lexicon)
    )
    return read_numbers(reading)


def read_numbers(on: Reading) -> list[Number]:
    """Find the numbers among the tokens of *on* (see :func:`find_numbers`)."""
    joined = list(_join_ranges(on, list(_read_units(on))))
    return [_with_bounds(on, number, joined[k - 1].last if k else 0) for k, number in enumerate(joined)]


def read_numbers_plain(on: Reading) -> list[Number]:
    """Find the numbers one by one, with their bounds but never joined to ranges."""
    plain = list(_read_units(on))
    return [_with_bounds(on, number, plain[k - 1].last if k else 0) for k, number in enumerate(plain)]


# -- values with their units ----------------------------------------------------


def _read_units(on: Reading) -> Iterator[Number]:
    at, floor = 0, 0
    while at < len(on.tokens):
        value = read_value(on, at)
        if value is None:
            at += 1
            continue
        number = _with_unit(on, value, floor)
        yield number
        at = floor = max(number.last, at + 1)


def _with_unit(on: Reading, value: Value, floor: int) -> Number:
    """Attach a currency before the number, or a currency or percent after it."""
    first, last, unit, factor = value.first, value.last, None, 1.0
    if before := _currency_before(on, value.first, floor):
        first, unit = before
    if after := _unit_after(on, value, unit):
        last, said = after
        unit, factor = _unit_named(said, unit)
    return _number(on, value, first, last, unit, factor)


def _unit_named(said: str, before: str | None) -> tuple[str | None, float]:
    if said.startswith("minor:"):
        return said.removeprefix("minor:"), 0.01
    return before or said, 1.0


def _number(
    on: Reading, value: Value, first: int, last: int, unit: str | None, factor: float = 1.0
) -> Number:
    return Number(
        on.tokens.starts[first],
        on.tokens.ends[last - 1],
        first,
        value.first,
        last,
        tidy(value.low * factor),
        tidy(value.high * factor),
        approximate=False,
        shape=value.shape,
        unit=unit,
    )


def tidy(number: float) -> float:
    """Drop what binary fractions add beyond 15 digits (1.1 * 1e6 is 1100000)."""
    return float(f"{number:.15g}")


def _currency_before(on: Reading, at: int, floor: int) -> tuple[int, str] | None:
    tokens = on.tokens
    for phrase, code in on.lexicon.prefixes.get(tokens.low(at - 1), ()):
        start = at - len(phrase)
        if start >= floor and tokens.matches(start, phrase):
            return start, code
    code = tokens.word(at - 1)
    return (at - 1, code) if code in on.lexicon.codes and at - 1 >= floor else None


def _unit_after(on: Reading, value: Value, before: str | None) -> tuple[int, str] | None:
    """Find a currency or percent after a number: "dollars", "of dollars" (vague), "-dollar", "%"."""
    tokens, lexicon, at = on.tokens, on.lexicon, value.last
    if (value.shape == "vague" and lexicon.means("of", tokens.low(at))) or (
        tokens.word(at) in DASHES and tokens.joined(at - 1) and tokens.joined(at)
    ):
        at += 1
    if tokens.word(at) in lexicon.codes:
        return at + 1, tokens.words[at]
    for phrase, unit in lexicon.units.get(tokens.low(at), ()):
        if tokens.matches(at, phrase) and _may_follow(on, value, phrase, before):
            points = " ".join(phrase) in lexicon.lists["points"]
            return at + len(phrase), "points" if points else unit
    return None


def _may_follow(on: Reading, value: Value, phrase: tuple[str, ...], before: str | None) -> bool:
    """Settle words that are not always money: pounds of weight, "two won"."""
    lists, word = on.lexicon.lists, phrase[-1]
    if before is not None or value.shape in {"fraction", "multiple"}:
        return False
    if len(phrase) == 1 and word in lists["measure_money"]:
        return any(sign in on.tokens.words for sign in lists["measure_sign"])
    if word in lists["digits_money"]:
        return value.shape == "digits" or value.scale > 1
    return True


# -- ranges ----------------------------------------------------------------------


def _join_ranges(on: Reading, numbers: list[Number]) -> Iterator[Number]:
    k = 0
    while k < len(numbers):
        pair = _join(on, numbers[k], numbers[k + 1]) if k + 1 < len(numbers) else None
        yield pair or numbers[k]
        k += 2 if pair else 1


def _join(on: Reading, a: Number, b: Number) -> Number | None:
    """Make one range of two numbers with "to", "-", "or", or "between ... and" about them."""
    link = _link(on, a, b)
    if link is None or a.low is None or b.high is None:
        return None
    if link == "in":
        return _ratio(a, b)
    low, unit = _shared_scale(on, a, b), a.unit or b.unit
    if a.unit and b.unit and a.unit != b.unit and not (a.unit in b.unit or b.unit == "points"):
        return None
    if low >= b.high and link != "dash":
        return None
    first = a.first - 1 if link == "between" else a.first
    whole = replace(
        a, start=on.tokens.starts[first], end=b.end, first=first, last=b.last, low=low, high=b.high, unit=unit
    )
    return replace(whole, range_of=(replace(a, unit=unit), replace(b, unit=unit)))


def _link(on: Reading, a: Number, b: Number) -> str | None:
    """Say what ties two numbers together, ``None`` where nothing does."""
    tokens, lexicon = on.tokens, on.lexicon
    if a.shape not in _PLAIN_SHAPES or b.shape not in _PLAIN_SHAPES:
        return None
    words = tokens.lowers[a.last : b.first]
    link = words[0] if len(words) == 1 else ""
    if link in DASHES and tokens.joined(a.last - 1) == tokens.joined(a.last):
        spaced = not tokens.joined(a.last)
        digits = a.shape == b.shape == "digits" and tokens.is_numeral(a.core)
        return "dash" if digits and not (spaced and link in "-\u2014") else None
    if lexicon.means("to", link):
        return None if _tells_change(on, a) else "to"
    if lexicon.means("and", link) and lexicon.means("between", tokens.low(a.first - 1)):
        return "between"
    if lexicon.means("or", link) and a.high is not None and b.low is not None and a.high < b.low:
        return "or"
    return "in" if _is_ratio(on, a, b) else None


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
    at = a.last
    for phrase, _ in lexicon.phrases["in"].get(tokens.low(at), ()):
        if tokens.matches(at, phrase):
            at += len(phrase)
            break
    else:
        return False
    every = lexicon.means("every", tokens.low(at))
    if at + every != b.first or a.unit or b.unit or not a.low or not b.low or a.low >= b.low:
        return False
    follows = tokens.low(b.last)
    timed = follows in lexicon.lists["time"] or (tokens.is_numeral(b.core) and b.low > _LARGEST_RATIO)
    return not timed and (every or at - a.last > 1 or _round_whole(b.low))


def _round_whole(number: float) -> bool:
    """Tell whether people say "in N": "one in five", "7 in 10", "one in 100,000"."""
    digits = f"{number:g}".rstrip("0")
    return number <= 12 or len(digits) == 1 or digits in {"12", "15", "25", "75"}


def _ratio(a: Number, b: Number) -> Number:
    value = tidy((a.low or 0.0) / (b.low or 1.0))
    return replace(a, end=b.end, last=b.last, low=value, high=value, shape="ratio")


# -- bounds ----------------------------------------------------------------------


def _with_bounds(on: Reading, number: Number, floor: int) -> Number:
    """Widen a number by the words that bound it, before and after."""
    bounds: set[str] = set()
    first = number.first
    while (found := _ends_at(on, first, on.lexicon.before, floor)) is not None:
        length, bound = found
        bounds.add(bound)
        first -= length
    while bounds and first > floor and on.tokens.low(first - 1) in on.lexicon.intensifiers:
        first -= 1
    last = number.last
    for phrase, bound in on.lexicon.after.get(on.tokens.low(_past_hyphen(on, last)), ()):
        if on.tokens.matches(start := _past_hyphen(on, last), phrase):
            last = start + len(phrase)
            bounds.add(bound)
            break
    if not bounds:
        return number
    return _bounded(on, number, first, last, bounds)


def _past_hyphen(on: Reading, at: int) -> int:
    return at + 1 if on.tokens.word(at) in DASHES and on.tokens.joined(at - 1) else at


def _ends_at(on: Reading, end: int, table: Phrases, floor: int) -> tuple[int, str] | None:
    for phrase, meaning in table.get(on.tokens.low(end - 1), ()):
        start = end - len(phrase)
        if start >= floor and on.tokens.matches(start, phrase):
            return len(phrase), meaning
    return None


def _bounded(on: Reading, number: Number, first: int, last: int, bounds: Iterable[str]) -> Number:
    bounds = set(bounds)
    kind: Bound = "min" if "min" in bounds else "max" if "max" in bounds else "about"
    return replace(
        number,
        start=on.tokens.starts[first],
        end=on.tokens.ends[last - 1],
        first=first,
        last=last,
        low=None if kind == "max" else number.low,
        high=None if kind == "min" else number.high,
        approximate="about" in bounds,
        bound=kind,
    )


__all__ = [
    "Number",
    "Reading",
    "Separators",
    "Tokens",
    "document_separators",
    "find_numbers",
    "read_numbers",
    "read_numbers_plain",
]
