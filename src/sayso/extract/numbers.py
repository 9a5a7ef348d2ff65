"""Numbers in running text: values, ranges, bounds, currencies and percentages, without a parse.

:func:`find_numbers` reads what is printed as a number and what bounds it; what it
counts, and whether it is a figure at all, is settled in
:mod:`sayso.extract.figures`. One pass over the tokens, no backtracking: time grows
with the length of the text and nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.numbers_context import COMPARISONS, DASHES, Reading
from sayso.extract.numbers_digits import Separators, infer_separators
from sayso.extract.numbers_lexicon import (
    Bound,
    Lexicon,
    Vague,
    load_lexicon,
    load_vague,
    phrase_at,
    phrase_before,
)
from sayso.extract.numbers_ranges import join_bounds, join_ranges
from sayso.extract.numbers_tokens import tokenize
from sayso.extract.numbers_units import Number, read_units
from sayso.extract.numbers_values import read_value

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_ARROWS = frozenset("<>")

__all__ = ["Number", "Reading", "document_separators", "find_numbers", "read_numbers", "read_numbers_plain"]


def document_separators(text: str, lexicon: Lexicon, region: str | None = None) -> Separators:
    """Infer a document's separators from all its numerals and the custom of its language and country.

    Args:
        text: the document's.
        lexicon: the number words of its language.
        region: ISO 3166 code of the outlet's country, if known (Mexico prints 1,234.5).
    """
    custom = lexicon.regions.get(region or "", lexicon.custom)
    return infer_separators((word for word in tokenize(text).words if "0" <= word[0] <= "9"), custom)


def find_numbers(
    text: str,
    *,
    language: str = "en",
    separators: Separators | None = None,
    vague: Vague | None = None,
    region: str | None = None,
) -> list[Number]:
    """Find the numbers of *text*, in order and without overlap.

    Args:
        text: any stretch of running text.
        language: ISO 639-1 code of a language with a ``data/numbers.*.toml``.
        separators: the document's, if known; else they are inferred from *text*.
        vague: what vague numbers mean; by default ``data/vague.toml``.
        region: ISO 3166 code of the outlet's country, if known.
    """
    lexicon = load_lexicon(language)
    separators = separators or document_separators(text, lexicon, region)
    reading = Reading(tokenize(text), lexicon, vague or load_vague(), separators, region)
    return read_numbers(reading)


def read_numbers(on: Reading) -> list[Number]:
    """Find the numbers among the tokens of *on* (see :func:`find_numbers`)."""
    joined = list(join_ranges(on, list(read_units(on))))
    bounded = [_with_bounds(on, number, joined[k - 1].last if k else 0) for k, number in enumerate(joined)]
    return list(join_bounds(on, bounded))


def read_numbers_plain(on: Reading) -> list[Number]:
    """Find the numbers one by one, with their bounds but never joined to ranges."""
    plain = list(read_units(on))
    return [_with_bounds(on, number, plain[k - 1].last if k else 0) for k, number in enumerate(plain)]


def _with_bounds(on: Reading, number: Number, floor: int) -> Number:
    """Widen a number by the words that bound it, before and after."""
    bounds: set[str] = set()
    first = number.first
    if number.shape == "fraction" and on.lexicon.means("the", on.tokens.low(first - 1)):
        first -= phrase_before(on.tokens, first - 1, on.lexicon.before, floor) is not None
    while found := phrase_before(on.tokens, first, on.lexicon.before, floor):
        if _is_no_bound(on, found[0], first):
            break
        first, bound = found
        bounds.add(bound)
    while bounds and first > floor and on.tokens.low(first - 1) in on.lexicon.intensifiers:
        first -= 1
    last = number.last
    for start in (last, _past_hyphen(on, last)):
        after = phrase_at(on.tokens, start, on.lexicon.after)
        if after and last == number.last and not _begins_another(on, after[0]):
            last, bound = after
            bounds.add(bound)
    if not bounds:
        return number
    return _bounded(on, number, first, last, bounds)


def _is_no_bound(on: Reading, first: int, last: int) -> bool:
    """Tell "talk about two things" and the arrows of "Home > 12 pages" from bounds."""
    words = on.tokens.lowers[first:last]
    if len(words) == 1 and words[0] in _ARROWS:
        return not on.tokens.joined(first) or on.tokens.word(first - 1) in COMPARISONS | DASHES
    topic = " ".join(words) in on.lexicon.lists["topic_bounds"]
    return topic and on.tokens.low(first - 1) in on.lexicon.lists["topic"]


def _begins_another(on: Reading, at: int) -> bool:
    """Tell the "and below" of "above 1,000 and below 1,500", a bound of what follows, from one after."""
    if on.lexicon.means("than", on.tokens.low(at)):
        return True
    return at < len(on.tokens) and read_value(on, at) is not None


def _past_hyphen(on: Reading, at: int) -> int:
    return at + 1 if on.tokens.word(at) in DASHES and on.tokens.joined(at - 1) else at


def _bounded(on: Reading, number: Number, first: int, last: int, bounds: AbstractSet[str]) -> Number:
    kind: Bound = "min" if "min" in bounds else "max" if "max" in bounds else "about"
    return replace(
        number,
        start=on.tokens.starts[first],
        end=on.tokens.ends[last - 1],
        first=first,
        last=last,
        low=None if kind == "max" else number.low,
        high=None if kind == "min" else number.high,
        approximate="about" in bounds or number.approximate,
        bound=kind,
    )
