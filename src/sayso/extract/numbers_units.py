"""Numbers with what is printed beside them as their unit: a currency, a percent sign, a minus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.numbers_context import DASHES, MINUSES, Reading, Shape, Value, is_measured
from sayso.extract.numbers_lexicon import phrase_at
from sayso.extract.numbers_values import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.extract.numbers_lexicon import Bound

_MINOR = "minor:"


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


def read_units(on: Reading) -> Iterator[Number]:
    """Read the numbers of a text one after another, each with its unit sign, unbounded and unjoined."""
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
    before, after = _currency_before(on, value.first, floor), None
    first, unit = before or (value.first, None)
    if unit is None:
        after = _unit_after(on, value)
    last, said = after or (value.last, "")
    factor = 0.01 if said.startswith(_MINOR) else 1.0
    unit = unit or said.removeprefix(_MINOR) or None
    if first > floor and _is_minus(on, first, last, unit):
        first, factor = first - 1, -factor
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


def _is_minus(on: Reading, first: int, last: int, unit: str | None) -> bool:
    """Tell a sign ("-5 degrees", "minus 3 percent") from a hyphen and from a list's dash."""
    tokens = on.tokens
    if not (unit or is_measured(on, last)):
        return False
    if on.lexicon.means("minus", tokens.low(first - 1)):
        return True
    sign = tokens.word(first - 1) in MINUSES and tokens.joined(first - 1)
    return sign and first > 1 and not tokens.joined(first - 2) and not tokens.is_numeral(first - 2)


def tidy(number: float) -> float:
    """Drop what binary fractions add beyond 15 digits (1.1 * 1e6 is 1100000)."""
    return float(f"{number:.15g}")


def _currency_before(on: Reading, at: int, floor: int) -> tuple[int, str] | None:
    tokens = on.tokens
    for phrase, code in on.lexicon.prefixes.get(tokens.low(at - 1), ()):
        start = at - len(phrase)
        glued = all(tokens.joined(k) for k in range(start, at - 1))
        if start >= floor and glued and tokens.matches(start, phrase):
            return start, code
    code = tokens.word(at - 1)
    return (at - 1, code) if code in on.lexicon.codes and at - 1 >= floor else None


def _unit_after(on: Reading, value: Value) -> tuple[int, str] | None:
    """Find a currency or percent after a number: "dollars", "of dollars" (vague), "-dollar", "%"."""
    tokens, lexicon, at = on.tokens, on.lexicon, value.last
    if (value.shape == "vague" and lexicon.means("of", tokens.low(at))) or (
        tokens.word(at) in DASHES and tokens.joined(at - 1) and tokens.joined(at)
    ):
        at += 1
    if tokens.word(at) in lexicon.codes:
        return at + 1, tokens.words[at]
    found = phrase_at(tokens, at, lexicon.units)
    if found is None or not _may_follow(on, value, tokens.lowers[at : found[0]]):
        return None
    points = " ".join(tokens.lowers[at : found[0]]) in lexicon.lists["points"]
    return found[0], "points" if points else found[1]


def _may_follow(on: Reading, value: Value, phrase: Sequence[str]) -> bool:
    """Settle words that are not always money: pounds of weight, "two won"."""
    lists, word = on.lexicon.lists, phrase[-1]
    if value.shape in {"fraction", "multiple"}:
        return False
    if len(phrase) == 1 and word in lists["measure_money"]:
        return any(sign in on.tokens.words for sign in lists["measure_sign"])
    if word in lists["digits_money"]:
        return value.shape == "digits" or value.scale > 1
    return True
