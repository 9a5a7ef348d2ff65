"""Finds time expressions in a text by the rules of a language's data file, unresolved.

What an expression means on the calendar is settled in
:mod:`sayso.extract.moments_resolve`; this module only says where one stands, of
which kind, and what its words mean one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.moments_lexicon import NUMERIC, OTHER, Rule, TimeLexicon, Value
from sayso.extract.numbers import Number, Reading, read_numbers_plain
from sayso.extract.numbers_context import is_measured
from sayso.extract.numbers_lexicon import phrase_before

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping

EARLIEST_YEAR, LATEST_YEAR = 1500, 2099
_NUMBER_SHAPES = frozenset({"digits", "words", "article"})


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: where it stands, its kind, and the value of each of its words.

    ``[start, end)`` are code points and ``[first, last)`` tokens of the text that was
    read. ``calendar``: its numbers are dates and no figures.
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    parts: Mapping[str, Value | float]
    calendar: bool
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class _Element:
    """A token, or a number of several tokens, as one character of the coded text."""

    first: int
    last: int
    character: str
    value: Value | float | None = None
    number: Number | None = None


def find_expressions(on: Reading, lexicon: TimeLexicon) -> list[Expression]:
    """Find the time expressions among the tokens of *on*, in order, without overlap."""
    elements = list(_elements(on, lexicon))
    coded = "".join(element.character for element in elements)
    found: list[tuple[int, int, int, Expression]] = []
    for order, rule in enumerate(lexicon.rules):
        for match in rule.pattern.finditer(coded):
            first, last = match.span("whole")
            expression = _expression(on, lexicon, rule, match, elements)
            if first < last and _plausible(on, lexicon, expression):
                found.append((first, -last, order, expression))
    chosen: list[Expression] = []
    for *_, expression in sorted(found, key=lambda entry: entry[:3]):
        if not chosen or expression.first >= chosen[-1].last:
            chosen.append(expression)
    return chosen


# -- tokens as characters ---------------------------------------------------------


def _elements(on: Reading, lexicon: TimeLexicon) -> Iterator[_Element]:
    numbers = {number.core: number for number in read_numbers_plain(on)}
    at = 0
    while at < len(on.tokens):
        element = _number_element(on, lexicon, at, numbers.get(at)) or _word_element(on, lexicon, at)
        yield element
        at = element.last


def _word_element(on: Reading, lexicon: TimeLexicon, at: int) -> _Element:
    word = on.tokens.lowers[at]
    character = lexicon.characters.get(word, OTHER)
    if word in lexicon.capitals and on.tokens.words[at] == word:
        character = OTHER
    return _Element(at, at + 1, character, word)


def _number_element(on: Reading, lexicon: TimeLexicon, at: int, number: Number | None) -> _Element | None:
    tokens = on.tokens
    if tokens.is_numeral(at):
        word = tokens.words[at]
        glued = tokens.low(at + 1) if tokens.joined(at) else ""
        if word.isdigit() and glued in lexicon.lists["ordinal_suffixes"]:
            return _Element(at, at + 2, NUMERIC["nth"], int(word))
        if (
            word.isdigit()
            and word.endswith("0")
            and glued in lexicon.lists["decade_suffixes"]
            and len(word) in {2, 4}
        ):
            return _Element(at, at + 2, NUMERIC["tens"], int(word))
        if word.count(".") == 2:
            return _Element(at, at + 1, NUMERIC["numeric"], word)
    if number is None or number.shape not in _NUMBER_SHAPES or number.unit or number.low is None:
        return None
    return _Element(at, number.last, _form(on, number), number.low, number)


def _form(on: Reading, number: Number) -> str:
    word = on.tokens.words[number.core]
    if number.shape != "digits":
        return NUMERIC["spelled"]
    if number.last - number.core > 1 or not word.isdigit():
        return NUMERIC["number"]
    if len(word) == len("2022") and not word.startswith("0"):
        return NUMERIC["yyyy"]
    return NUMERIC["dd"] if len(word) <= len("31") and 1 <= int(word) <= 31 else NUMERIC["number"]


def _expression(
    on: Reading, lexicon: TimeLexicon, rule: Rule, match: re.Match[str], elements: list[_Element]
) -> Expression:
    parts: dict[str, Value | float] = {"fixed": rule.fixed} if rule.fixed else {}
    for group, classes in rule.classes.items():
        if match[group]:
            element = elements[match.start(group)]
            value = element.value if element.number or element.character in NUMERIC.values() else None
            word = on.tokens.lowers[element.first]
            parts.setdefault(
                group.rstrip("_"), value if value is not None else lexicon.value(classes, word) or 0
            )
    leading, trailing = elements[match.start("whole")], elements[match.end("whole") - 1]
    first, last = leading.first, trailing.last
    if leading.number and rule.kind in {"duration", "offset"}:
        first = leading.number.first
    bound = leading.number.bound if leading.number else None
    return Expression(
        on.tokens.starts[first], on.tokens.ends[last - 1], first, last, rule.kind, parts, rule.calendar, bound
    )


# -- what only looks like a time ---------------------------------------------------


def _plausible(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
    """Reject what has the form of a time but cannot be one (31 days, hour 25, 2000 people)."""
    check = _CHECKS.get(expression.kind)
    return check is None or check(on, lexicon, expression)


def _is_year(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
    tokens = on.tokens
    year = int(expression.parts["year"])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return False
    before, after = tokens.low(expression.first - 1), tokens.low(expression.last)
    if is_measured(on, expression.last) or after in on.lexicon.scales:
        return False
    if before in lexicon.lists["year_after"] or expression.first < expression.last - 1:
        return True
    if before in lexicon.lists["perhaps_year_after"]:
        return after not in on.lexicon.lists["plural"]
    if before in on.lexicon.lists["labels"] or _is_plural(on, after):
        return False
    return year % 10 > 0 or phrase_before(tokens, expression.first, on.lexicon.before) is None


def _is_plural(on: Reading, word: str) -> bool:
    lists = on.lexicon.lists
    ending = any(word.endswith(suffix) for suffix in lists["plural_suffix"])
    return word in lists["plural"] or (ending and len(word) > 3 and word not in lists["not_plural"])


def _is_clock(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
    del lexicon
    parts = expression.parts
    if "military" in parts:
        printed = on.tokens.words[expression.first]
        return len(printed) == len("0830") and int(printed[:2]) < 24 and int(printed[2:]) < 60
    hour, minute = parts.get("hour", 0), parts.get("minute", 0)
    if not (float(hour).is_integer() and 0 <= float(hour) <= 24 and 0 <= float(minute) < 60):
        return False
    colon = next((k for k in range(expression.first, expression.last) if on.tokens.words[k] == ":"), None)
    if colon is None:
        return True
    glued = on.tokens.joined(colon - 1) and on.tokens.joined(colon)
    return glued and len(on.tokens.word(colon + 1)) == len("30")


def _is_numeric_date(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
    del lexicon
    if not all(on.tokens.joined(k) for k in range(expression.first, expression.last - 1)):
        return False
    parts = expression.parts
    if "numeric" in parts:
        return _is_dotted(str(parts["numeric"]))
    if "y" in parts:
        return True
    a, b = float(parts["a"]), float(parts["b"])
    months = min(a, b) <= 12 and 1 <= max(a, b) <= 31
    year = parts["c"]
    return months and min(a, b) >= 1 and (EARLIEST_YEAR <= float(year) <= LATEST_YEAR or float(year) < 100)


def _is_dotted(printed: str) -> bool:
    day, month, year = printed.split(".")
    return (
        day.isdigit()
        and month.isdigit()
        and len(day) <= 2
        and len(month) <= 2
        and len(year) in {2, 4}
        and int(month) <= 12
    )


def _is_no_age(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
    at = expression.last
    at += on.tokens.word(at) == "-"
    return on.tokens.low(at) not in lexicon.lists["age_after"]


def _is_decade(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
    before = on.tokens.low(expression.first - 1)
    short = int(expression.parts.get("tens", 1900)) < 100
    marked = (
        "'" in on.tokens.words[expression.first : expression.last] or expression.last - expression.first > 2
    )
    return before not in lexicon.lists["possessives"] and (marked or not short)


def _is_span_of_years(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
    del on, lexicon
    first, second = int(expression.parts["year"]), int(expression.parts["year2"])
    if second < 100:
        second += first // 100 * 100
    return EARLIEST_YEAR <= first < second <= LATEST_YEAR


def _is_offset(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
    """Tell "two days before." from "two days before the vote", which is a duration and a relation."""
    linked = on.tokens.low(expression.last - 1) in lexicon.lists["linking"]
    return not (linked and on.tokens.word(expression.last)[:1].isalnum())


_CHECKS: dict[str, Callable[[Reading, TimeLexicon, Expression], bool]] = {
    "year": _is_year,
    "years": _is_span_of_years,
    "time": _is_clock,
    "numeric": _is_numeric_date,
    "duration": _is_no_age,
    "decade": _is_decade,
    "offset": _is_offset,
    "anchor": _is_offset,
}
