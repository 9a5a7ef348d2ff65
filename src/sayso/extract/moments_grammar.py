"""Finds time expressions in a text by the rules of a language's data file, unresolved.

What an expression means on the calendar is settled in
:mod:`sayso.extract.moments_resolve`; this module only says where one stands, of
which kind, and what its words mean one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.moments_elements import Element, code
from sayso.extract.moments_plausible import plausible

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from sayso.extract.moments_lexicon import Rule, TimeLexicon, Value
    from sayso.extract.numbers import Reading


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


def find_expressions(on: Reading, lexicon: TimeLexicon) -> list[Expression]:
    """Find the time expressions among the tokens of *on*, in order, without overlap."""
    coded, elements = code(on, lexicon)
    found: list[tuple[int, int, int, Expression]] = []
    for order, rule in enumerate(lexicon.rules if coded else ()):
        for match in rule.pattern.finditer(coded):
            first, last = match.span("whole")
            if first < last:
                expression = _expression(on, lexicon, rule, match, elements)
                if plausible(on, lexicon, expression):
                    found.append((first, -last, order, expression))
    chosen: list[Expression] = []
    for *_, expression in sorted(found, key=lambda entry: entry[:3]):
        if not chosen or expression.first >= chosen[-1].last:
            chosen.append(expression)
    return chosen


def _expression(
    on: Reading, lexicon: TimeLexicon, rule: Rule, match: re.Match[str], elements: Sequence[Element]
) -> Expression:
    parts: dict[str, Value | float] = {}
    for group, classes in rule.classes.items():
        if match[group]:
            parts.setdefault(group.rstrip("_"), _value(lexicon, classes, elements[match.start(group)]))
    leading, trailing = elements[match.start("whole")], elements[match.end("whole") - 1]
    first, last = leading.first, trailing.last
    if leading.number and rule.kind in {"duration", "offset", "ahead"}:
        first = leading.number.first
    bound = leading.number.bound if leading.number else None
    return Expression(
        on.tokens.starts[first], on.tokens.ends[last - 1], first, last, rule.kind, parts, rule.calendar, bound
    )


def _value(lexicon: TimeLexicon, classes: tuple[str, ...], element: Element) -> Value | float:
    """Return what an element is worth in one of *classes*; a dotted numeral is given as printed."""
    if element.is_number:
        return element.word if classes[0] in {"dotted", "day_year"} else element.value or 0
    return lexicon.value(classes, element.word) or 0
