"""What only looks like a time: 31 February, hour 25, 2000 people, a score, an age.

Every check looks at the words beside an expression; none knows a word of a language,
which stand in the lists of its data file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.numbers_context import is_measured
from sayso.extract.numbers_lexicon import phrase_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.extract.moments_grammar import Expression
    from sayso.extract.moments_lexicon import TimeLexicon
    from sayso.extract.numbers import Reading

EARLIEST_YEAR, LATEST_YEAR = 1500, 2099
_LAST_MONTH = 12
_SIGNS = frozenset("-/")


def plausible(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
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
    if "dotted" in parts:
        hour_, minute_ = str(parts["dotted"]).split(".")
        return int(hour_) <= 24 and len(minute_) == len("30") and int(minute_) < 60
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
    parts = expression.parts
    signs = [k for k in range(expression.first, expression.last) if on.tokens.words[k] in _SIGNS]
    if not all(on.tokens.joined(k - 1) and on.tokens.joined(k) for k in signs):
        return False
    if "numeric" in parts:
        counted = len(on.tokens.words[expression.last - 1]) == len("20161016")
        return _is_dotted(str(parts["numeric"])) and not (
            counted and "." not in on.tokens.words[expression.last - 1] and is_measured(on, expression.last)
        )
    if "y" in parts:
        return True
    a, b = float(parts["a"]), float(parts["b"])
    months = min(a, b) <= 12 and 1 <= max(a, b) <= 31
    year = parts["c"]
    return months and min(a, b) >= 1 and (EARLIEST_YEAR <= float(year) <= LATEST_YEAR or float(year) < 100)


def _is_day_month(on: Reading, lexicon: TimeLexicon, expression: Expression) -> bool:
    """Accept 22/04 and 22.04. where both can be day and month, written as one piece.

    By itself ("late") only a day that is no month passes: 29/2 is no fraction, 3/4 may be.
    """
    del lexicon
    parts = expression.parts
    if "dotted" in parts:
        a, b = (int(piece) for piece in str(parts["dotted"]).split("."))
        return 1 <= a <= 31 and 1 <= b <= 12
    a, b = int(parts.get("a", parts.get("late", 0))), int(parts["b"])
    if "late" in parts and a <= _LAST_MONTH:
        return False
    signs = [k for k in range(expression.first, expression.last) if on.tokens.words[k] in _SIGNS]
    glued = all(on.tokens.joined(k - 1) and on.tokens.joined(k) for k in signs)
    return glued and 1 <= min(a, b) <= 12 and max(a, b) <= 31


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
    tens = int(expression.parts.get("tens", 1900))
    short = tens < 100
    if tens % 10 or (not short and not EARLIEST_YEAR <= tens <= LATEST_YEAR):
        return False
    marked = (
        "'" in on.tokens.words[expression.first : expression.last]
        or expression.last - expression.first > 2
        or not on.tokens.is_numeral(expression.first)
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
    "day_month": _is_day_month,
    "duration": _is_no_age,
    "decade": _is_decade,
    "offset": _is_offset,
    "anchor": _is_offset,
}
