"""What a number measures: money, percent, a duration, an age, a measure, a score, a count.

Decided on the words beside the number, without a parse; counted things get their noun
in :mod:`sayso.extract.figures_phrases`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.numbers_context import DASHES, counts_things, is_measured, measure_at
from sayso.extract.numbers_lexicon import phrase_at, phrase_before

if TYPE_CHECKING:
    from sayso.extract.numbers import Number, Reading
    from sayso.model import FigureKind

_SCORE_WINDOW = 6
_OUTCOME = 4
"""A change is smaller than what it leads to: "rose by 12 to 112"; a range's ends are closer."""
_OLDEST = 122
"""The greatest age that a lone number beside a name is read as."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its kind and unit; tokens ``[first, last)`` now reach over the unit.

    ``noun_at`` is the token where the counted noun may be looked for, ``fixed`` tells
    that the unit is settled ("66-page": pages).
    """

    number: Number
    first: int
    last: int
    kind: FigureKind
    unit: str | None
    fixed: bool


def quantities(on: Reading, number: Number) -> list[Quantity]:
    """Say what *number* measures; a score or a change with its outcome gives two quantities, all else one."""
    if number.range_of and _is_score(on, number):
        return [_quantity(side, side.last, "score", None) for side in number.range_of]
    if number.range_of and _is_change_to(on, number):
        return [quantity for side in number.range_of for quantity in quantities(on, side)]
    for reader in (_signed, _aged, _hyphenated, _timed, _measured, _repeated):
        if found := reader(on, number):
            return [found]
    if number.shape in {"ratio", "fraction"}:
        return [_quantity(number, number.last, "ratio", None)]
    return [_quantity(number, number.last, "count", None)]


def _quantity(number: Number, last: int, kind: FigureKind, unit: str | None) -> Quantity:
    return Quantity(number, number.first, last, kind, unit, fixed=unit is not None)


def _signed(on: Reading, number: Number) -> Quantity | None:
    del on
    if number.unit is None:
        return None
    if number.unit in {"%", "points"}:
        return _quantity(number, number.last, "percent", "%" if number.unit == "%" else "percentage points")
    return _quantity(number, number.last, "money", number.unit)


def _is_score(on: Reading, number: Number) -> bool:
    """Tell "5-4" (a vote, a match) from a range: it falls, or words of voting and playing stand near."""
    low, high = number.range_of or (number, number)
    if number.unit or low.low is None or high.low is None:
        return False
    if low.low >= high.low:
        return True
    between = on.tokens.words[low.last : high.first]
    before = on.tokens.lowers[max(0, number.first - _SCORE_WINDOW) : number.first]
    after = on.tokens.lowers[number.last : number.last + 3]
    scores = on.lexicon.lists["score"]
    if len(between) == 1 and between[0] in DASHES:
        return any(word in scores for word in [*before, *after]) or _is_record(on, number)
    told = number.first == low.first and any(word in scores for word in before)
    return told and on.lexicon.means("to", between[0].lower()) and _ends_there(on, number.last)


def _is_record(on: Reading, number: Number) -> bool:
    """Recognise "the Wildcats (15-17)": a name's wins and losses in brackets."""
    tokens, at, lists = on.tokens, number.first - 1, on.lexicon.lists
    if tokens.low(at - 1) in lists["labels"] | lists["aged"]:
        return False
    return (
        tokens.word(at) == "("
        and tokens.word(at - 1)[:1].isupper()
        and tokens.word(number.last) in {",", ")"}
    )


def _ends_there(on: Reading, at: int) -> bool:
    """Tell "by a vote of 48 to 52 on Friday" from "lost 5 to 10 soldiers", where something is counted."""
    word, lexicon = on.tokens.low(at), on.lexicon
    return not word.isalpha() or word in lexicon.lists["stop"] or lexicon.means("on_day", word)


def is_tally(on: Reading, a: Number, b: Number) -> bool:
    """Tell whether two neighbours are the sides of a vote or match: "voted 52 to 48"."""
    if a.unit or b.unit or a.bound or b.bound or a.range_of or b.range_of or b.first != a.last + 1:
        return False
    link = on.tokens.low(a.last)
    near = on.tokens.lowers[max(0, a.first - _SCORE_WINDOW) : a.first]
    bracketed = on.tokens.word(a.first - 1) == "(" and on.tokens.word(b.last) == ")"
    told = bracketed or any(word in on.lexicon.lists["score"] for word in near)
    return on.lexicon.means("to", link) and told


def tally_side(number: Number) -> Quantity:
    """Return one side of a tally."""
    return _quantity(number, number.last, "score", None)


def _is_change_to(on: Reading, number: Number) -> bool:
    """Tell "rose by 12 to 112", "fell $2 to $98" from "rose 5 to 7 percent"."""
    low, high = number.range_of or (number, number)
    tokens, at = on.tokens, low.first - 1
    if not on.lexicon.means("to", tokens.low(low.last)) or low.low is None or high.low is None:
        return False
    by = on.lexicon.means("by", tokens.low(at)) if "by" in on.lexicon.grammar else tokens.low(at) == "by"
    changes = tokens.low(at - by) in on.lexicon.lists["change"]
    units = low.first < low.core and high.first < high.core
    return changes and (units or high.low >= _OUTCOME * low.low)


def _unit_name(on: Reading, word: str, number: Number) -> str:
    """Return a unit of time in the plural, unless there is one of it."""
    for suffix in on.lexicon.lists["plural_suffix"]:
        if word + suffix in on.lexicon.lists["time"] and not (number.low == number.high == 1):
            return word + suffix
    return word


def _aged(on: Reading, number: Number) -> Quantity | None:
    """Read "18-year-old", "18 years old", "45-jährige", "tiene 29 años", "Anna Smith, 45,"."""
    tokens, lists = on.tokens, on.lexicon.lists
    at = number.last + (tokens.word(number.last) in DASHES)
    if (at > number.last or tokens.joined(at - 1)) and tokens.low(at) in lists["old"]:
        return _quantity(number, at + 1, "age", on.lexicon.age_unit)
    if said := phrase_at(tokens, at, on.lexicon.phrases["of_age"]):
        return _quantity(number, said[0], "age", on.lexicon.age_unit)
    if tokens.low(at) in lists["time"]:
        last = _past_years(on, number, at)
        return _quantity(number, last, "age", _unit_name(on, tokens.low(at), number)) if last else None
    return _bare_age(on, number)


def _past_years(on: Reading, number: Number, at: int) -> int | None:
    """Return where an age in years (the unit at token *at*) ends; ``None`` where it is no age."""
    after = at + 1 + (on.tokens.word(at + 1) in DASHES)
    if on.tokens.low(after) in on.lexicon.lists["old"]:
        return after + 1
    if of_age := phrase_at(on.tokens, at + 1, on.lexicon.phrases["of_age"]):
        return of_age[0]
    return at + 1 if _is_of_somebody(on, number) or _is_had(on, number, at + 1) else None


def _bare_age(on: Reading, number: Number) -> Quantity | None:
    """Read an age without its unit: "aged 18", "Anna Smith, 45,", "people under 30"."""
    tokens, lists = on.tokens, on.lexicon.lists
    years = number.low if number.high is None else number.high
    young = years is not None and years <= _OLDEST and years.is_integer()
    if not young or number.shape not in {"digits", "words"}:
        return None
    before, after_word = tokens.low(number.first - 1), tokens.word(number.last)
    named = tokens.word(number.first - 2)[:1].isupper() and tokens.is_numeral(number.core)
    closes = after_word in {",", ".", ")", ";"} or after_word in DASHES or _goes_on(on, number.last)
    apposed = before == "," and named and closes and number.bound is None
    said = before in lists["aged"] and not (is_measured(on, number.last) or counts_things(on, number.last))
    if said or apposed or _is_age_limit(on, number):
        return _quantity(number, number.last, "age", on.lexicon.age_unit)
    return None


def _goes_on(on: Reading, at: int) -> bool:
    """Recognise the next name of "Ann Smith, 20 and John Smith, 24"."""
    return on.lexicon.means("and", on.tokens.low(at)) and on.tokens.word(at + 1)[:1].isupper()


def _is_of_somebody(on: Reading, number: Number) -> bool:
    """Recognise "un homme de 45 ans": years of a person are an age."""
    person = on.tokens.low(number.first - 2)
    lists = on.lexicon.lists
    return on.lexicon.means("of", on.tokens.low(number.first - 1)) and (
        person in lists["persons"] or person in lists["people"]
    )


def _is_had(on: Reading, number: Number, after: int) -> bool:
    """Tell the years that somebody is from years that something takes or lasts.

    "tiene 29 años", "a les 84 ans", "mayores de 18 años", "Anna Smit, 45 jaar,"; but
    "il y a 10 ans", "tiene 10 años de experiencia", "a 3 ans pour payer".
    """
    tokens, phrases = on.tokens, on.lexicon.phrases
    follows = tokens.word(after)[:1].isupper() or tokens.low(after) in on.lexicon.lists["no_age"]
    if follows or phrase_at(tokens, after, phrases["of"]) or (number.low or number.high or 0) > _OLDEST:
        return False
    if phrase_at(tokens, number.first, phrases["elder"]):
        return True
    first = number.first
    if adverb := phrase_before(tokens, first, phrases["adverbs"]):
        first = adverb[0]
    had = phrase_before(tokens, first, phrases["have"])
    if had is not None:
        return had[1] != ""
    of = on.lexicon.means("of", tokens.low(first - 1))
    return _is_apposed(on, first - of, after)


def _is_apposed(on: Reading, first: int, after: int) -> bool:
    """Recognise what stands between commas or in brackets after a name."""
    tokens = on.tokens
    opens, closes = tokens.word(first - 1), tokens.word(after)
    named = tokens.word(first - 2)[:1].isupper() and first > 2 and tokens.words[first - 2].isalpha()
    return named and ((opens == "(" and closes == ")") or (opens == "," and closes in {",", ".", ";"}))


def _is_age_limit(on: Reading, number: Number) -> bool:
    """Read "people under 30", "women over 50": a bound right after people."""
    before = on.tokens.low(number.first - 1)
    elder = phrase_at(on.tokens, number.first, on.lexicon.phrases["elder"]) is not None
    return elder or (number.bound in {"min", "max"} and before in on.lexicon.lists["people"])


def _hyphenated(on: Reading, number: Number) -> Quantity | None:
    """Read what hangs on the number: "66-page", "two-day", "16-fold", "3,000-strong"."""
    tokens, lexicon, at = on.tokens, on.lexicon, number.last
    if not (tokens.word(at) in DASHES and tokens.joined(at - 1) and tokens.joined(at)):
        return None
    word = tokens.low(at + 1)
    if not word.isalpha() or word in lexicon.scales:
        return None
    kind: FigureKind = "count"
    unit: str | None = word
    if lexicon.means("strong", word):
        unit = None
    elif lexicon.means("fold", word):
        kind = "ratio"
    elif word in lexicon.lists["time"]:
        kind, unit = "duration", _unit_name(on, word, number)
    elif is_measured(on, at + 1):
        kind = "measure"
    return _quantity(number, at + 2, kind, unit)


def _timed(on: Reading, number: Number) -> Quantity | None:
    at = _unit_at(on, number)
    word = on.tokens.low(at)
    if word not in on.lexicon.lists["time"]:
        return None
    return _quantity(number, at + 1, "duration", _unit_name(on, word, number))


def _unit_at(on: Reading, number: Number) -> int:
    """Return the token where a unit may stand: past the "of a" of "two-thirds of a mile"."""
    linked = phrase_at(on.tokens, number.last, on.lexicon.phrases["of"])
    if number.shape != "fraction" or linked is None:
        return number.last
    article = on.lexicon.means("article", on.tokens.low(linked[0]))
    at = linked[0] + article
    return at if (article or on.lexicon.article_is_one) and is_measured(on, at) else number.last


def _measured(on: Reading, number: Number) -> Quantity | None:
    tokens, at = on.tokens, _unit_at(on, number)
    found = measure_at(on, at)
    if found is None:
        return None
    short = found[1] in on.lexicon.lists["abbreviations"] and not tokens.is_numeral(number.core)
    return None if short else _quantity(number, found[0], "measure", found[1])


def _repeated(on: Reading, number: Number) -> Quantity | None:
    """Read "six times" (a count), "three times more" and "tenfold" (ratios)."""
    tokens, lexicon = on.tokens, on.lexicon
    if number.shape == "multiple":
        return _quantity(number, number.last, "count", next(iter(lexicon.grammar["times"])))
    if lexicon.means("times", tokens.low(number.last)):
        kind: FigureKind = "ratio" if lexicon.means("more", tokens.low(number.last + 1)) else "count"
        return _quantity(number, number.last, kind, tokens.low(number.last))
    return None


def settle(quantity: Quantity, unit: str | None, kind: FigureKind | None = None) -> Quantity:
    """Return *quantity* with the unit that the parse found."""
    return replace(quantity, unit=unit, kind=kind or quantity.kind)
