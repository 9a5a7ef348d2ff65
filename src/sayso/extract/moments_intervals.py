"""Open and closed intervals around resolved times: "since 2014", "until March", "from May 1 to May 5".

Each printed time keeps its own value; its bounds are those of the interval it belongs
to. "since 2014" begins with 2014 and is open, and both ends of "between Monday and
Wednesday" hold from Monday to Wednesday.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sayso.extract.moments_calendar import Resolved
    from sayso.extract.moments_grammar import Expression
    from sayso.extract.moments_lexicon import TimeLexicon
    from sayso.extract.numbers import Reading

Pair = tuple["Expression", "Resolved"]
_BETWEEN_ENDS = 3
_DATES = frozenset({"DATE", "TIME"})


def bounded(pairs: Sequence[Pair], on: Reading, lexicon: TimeLexicon) -> list[Pair]:
    """Give times the bounds of the intervals that the words beside them make."""
    result: list[Pair] = []
    for expression, resolved in pairs:
        if result and _is_interval(result[-1], (expression, resolved), on, lexicon):
            earlier, first = result[-1]
            if span := _joined(first, resolved):
                result[-1] = earlier, replace(first, begin=span[0], end=span[1])
                result.append((expression, replace(resolved, begin=span[0], end=span[1])))
                continue
        result.append((expression, _opened(resolved, on, expression, lexicon)))
    return result


def share_years(expressions: Sequence[Expression], on: Reading, lexicon: TimeLexicon) -> list[Expression]:
    """Give a month without a year the one printed after it: "from May to October 2020"."""
    result = list(expressions)
    words = lexicon.lists["to"] | lexicon.lists["and"]
    for k in range(len(result) - 2, -1, -1):
        one, two = result[k], result[k + 1]
        month, other, year = (
            part
            for part in (
                one.parts.get("month", one.parts.get("plain_month")),
                two.parts.get("month"),
                two.parts.get("year"),
            )
        )
        near = (
            {on.tokens.low(at) for at in range(one.last, two.first)}
            if two.first - one.last <= _BETWEEN_ENDS
            else set()
        )
        if (
            month
            and other
            and year
            and not {"year", "short", "shift", "yshift"} & one.parts.keys()
            and near & words
        ):
            result[k] = replace(one, parts={**one.parts, "year": int(year) - (int(month) > int(other))})
    return result


def _joined(first: Resolved, last: Resolved) -> tuple[dt.date, dt.date] | None:
    begin = first.begin
    if begin is None or last.end is None or begin > last.end:
        return None
    return begin, last.end


def _is_interval(one: Pair, two: Pair, on: Reading, lexicon: TimeLexicon) -> bool:
    """Tell whether two times are the ends of one interval: "from X to Y", "between X and Y", "X - Y"."""
    if one[1].type not in _DATES or two[1].type not in _DATES:
        return False
    tokens, lists = on.tokens, lexicon.lists
    between = [tokens.low(k) for k in range(one[0].last, two[0].first)]
    before = {tokens.low(one[0].first - 1), tokens.low(one[0].first - 2)}
    if not 1 <= len(between) <= _BETWEEN_ENDS:
        return False
    if lists["between"] & before and between[0] in lists["and"]:
        return True
    return between[0] in lists["to"] and (bool(lists["from"] & before) or len(between) == 1)


def _opened(resolved: Resolved, on: Reading, expression: Expression, lexicon: TimeLexicon) -> Resolved:
    """Open the far end after "since", the near one after "until"."""
    lists = lexicon.lists
    if resolved.type != "DATE" or resolved.begin is None or "/" in (resolved.value or ""):
        return resolved
    at, glue = expression.first - 1, lexicon.words.get("glue", frozenset())
    while at >= 0 and on.tokens.low(at) not in lists["since_only"] | lists["until"]:
        if at == expression.first - 1 - _BETWEEN_ENDS or on.tokens.low(at) not in glue | {"'"}:
            return resolved
        at -= 1
    if on.tokens.low(at) in lists["since_only"]:
        return replace(resolved, end=None)
    return replace(resolved, begin=None) if at >= 0 else resolved
