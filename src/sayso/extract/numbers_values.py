"""One number, in digits or words, at a place in the text: its value and its reach.

Covers digits with scales and suffixes (2.5bn, 3 million), number words ("two hundred
and five thousand"), fractions ("two-thirds", 5 1/2), halves, vague plurals
("hundreds", "tens of thousands", "several hundred"). What stands around it (currency,
bounds, the second half of a range) is read by :mod:`sayso.extract.numbers`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from sayso.extract.numbers_digits import Sense, read_numeral
from sayso.extract.numbers_lexicon import SCALE_NAMES, Interval
from sayso.extract.numbers_words import HYPHENS, Reading, Value, read_words, scaled

_LOOK_AHEAD = 4


def read_value(on: Reading, i: int) -> Value | None:
    """Read the number that begins at token *i*; ``None`` where none does."""
    word, lexicon = on.tokens.low(i), on.lexicon
    if on.tokens.is_numeral(i):
        return _digits(on, i)
    if unicodedata.category(word[:1] or " ") == "No":
        return Value(i, i + 1, unicodedata.numeric(word), unicodedata.numeric(word), "fraction", 0)
    if word in lexicon.words:
        return read_words(on, i)
    if word in lexicon.vague:
        return _vague(on, i)
    if lexicon.means("article", word):
        return _article(on, i)
    if lexicon.means("half", word):
        return _half(on, i)
    if lexicon.means("some", word) or lexicon.means("few", word) or lexicon.means("many", word):
        return _several(on, i)
    if word in lexicon.multiples:
        value = float(lexicon.multiples[word])
        return Value(i, i + 1, value, value, "multiple", value)
    return _multi(on, i)


# -- digits -------------------------------------------------------------------


def _digits(on: Reading, i: int) -> Value | None:
    tokens = on.tokens
    printed, last = tokens.words[i], i + 1
    while _spaced_group(on, i, last):
        printed += tokens.words[last]
        last += 1
    number = read_numeral(printed, on.separators, _sense(on, i, last))
    if number is None:
        return None
    fraction, last = _mixed_fraction(on, last)
    number += fraction
    suffix = tokens.low(last)
    if tokens.joined(last - 1) and suffix in on.lexicon.suffixes and _is_scale_suffix(on, i, last):
        scale = on.lexicon.suffixes[suffix]
        return Value(i, last + 1, number * scale, number * scale, "digits", number, scale)
    return scaled(on, Value(i, last, number, number, "digits", number))


def _spaced_group(on: Reading, first: int, last: int) -> bool:
    """Tell whether token *last* is a further group of three digits ("16 000")."""
    tokens = on.tokens
    head, group = tokens.word(first), tokens.word(last)
    return (
        head.isdigit()
        and len(head) <= len("999")
        and group.isdigit()
        and len(group) == len("000")
        and tokens.starts[last] == tokens.ends[last - 1] + 1
        and tokens.low(first - 1) not in on.lexicon.lists["months"] | on.lexicon.lists["labels"]
        and not (head.startswith("0") or tokens.joined(first - 1))
    )


def _is_scale_suffix(on: Reading, first: int, at: int) -> bool:
    """Tell "5m" million from metres: after a currency, or where things are counted."""
    suffix = on.tokens.low(at)
    if len(suffix) > 1 or suffix == "k":
        return True
    return on.tokens.low(first - 1) in on.lexicon.prefixes or counts_things(on, at + 1)


def _mixed_fraction(on: Reading, at: int) -> tuple[float, int]:
    """Read "1/2" or "½" after a whole number."""
    tokens = on.tokens
    sign = tokens.word(at)
    if len(sign) == 1 and unicodedata.category(sign) == "No":
        return unicodedata.numeric(sign), at + 1
    if tokens.is_numeral(at) and tokens.word(at + 1) == "/" and tokens.is_numeral(at + 2):
        top, bottom = tokens.words[at], tokens.words[at + 2]
        if (
            tokens.joined(at)
            and tokens.joined(at + 1)
            and top.isdigit()
            and bottom.isdigit()
            and 0 < int(top) < int(bottom)
        ):
            return int(top) / int(bottom), at + 3
    return 0.0, at


def _sense(on: Reading, first: int, last: int) -> Sense:
    tokens, lexicon = on.tokens, on.lexicon
    after = tokens.low(last)
    if after in lexicon.scales or (after in lexicon.suffixes and tokens.joined(last - 1)):
        return "scaled"
    if tokens.low(first - 1) in lexicon.prefixes:
        return "money"
    if after in lexicon.units:
        return "scaled" if any(unit == "%" for _, unit in lexicon.units[after]) else "money"
    if after in lexicon.phrases["measure"] or after in lexicon.lists["time"]:
        return "scaled"
    return "whole" if counts_things(on, last) else "unknown"


def counts_things(on: Reading, at: int) -> bool:
    """Tell whether a plural noun follows within a few words, so that things are counted."""
    tokens, lists = on.tokens, on.lexicon.lists
    for k in range(at, at + _LOOK_AHEAD):
        word = tokens.low(k)
        if not word.isalpha() or word in lists["not_plural"]:
            return False
        if k == at and (word in lists["time"] or word in on.lexicon.phrases["measure"]):
            return False
        if word in lists["plural"] or (
            len(word) > 3 and any(word.endswith(s) for s in lists["plural_suffix"])
        ):
            return True
    return False


# -- articles, halves, vague numbers -------------------------------------------


def _article(on: Reading, i: int) -> Value | None:
    """Read "a hundred", "a dozen", "a third of", "a half-million", "a few hundred"."""
    tokens, lexicon = on.tokens, on.lexicon
    word = tokens.low(i + 1)
    if word in lexicon.scales:
        return scaled(on, Value(i, i + 1, 1.0, 1.0, "article", 1.0))
    if lexicon.means("few", word):
        several = _several(on, i + 1)
        return several and replace(several, first=i)
    if lexicon.means("half", word):
        half = _half(on, i + 1)
        return half and replace(half, first=i)
    bounded = tokens.low(i - 1) in lexicon.before
    if bounded and (word in lexicon.lists["time"] or word in lexicon.phrases["measure"]):
        return Value(i, i + 1, 1.0, 1.0, "article", 1.0)
    bottom = lexicon.denominators.get(word)
    if bottom and (lexicon.means("of", tokens.low(i + 2)) or bounded):
        return Value(i, i + 2, 1 / bottom, 1 / bottom, "fraction", 1 / bottom)
    return None


def _half(on: Reading, i: int) -> Value | None:
    """Read "half a million", "half-million", "half of", "nearly half"."""
    tokens, lexicon = on.tokens, on.lexicon
    at = i + 1
    if tokens.word(at) in HYPHENS or lexicon.means("article", tokens.low(at)):
        at += 1
    if tokens.low(at) in lexicon.scales:
        return scaled(on, Value(i, at, 0.5, 0.5, "article", 0.5))
    if at > i + 1 and tokens.low(at) in lexicon.lists["time"]:
        return Value(i, at, 0.5, 0.5, "article", 0.5)
    bound = tokens.low(i - 1) in lexicon.before
    if bound or (lexicon.means("half_after", tokens.low(i + 1)) and not _ordinal_before(on, i)):
        return Value(i, i + 1, 0.5, 0.5, "fraction", 0.5)
    return None


def _ordinal_before(on: Reading, i: int) -> bool:
    """Tell "the first half of the year", a part with a place, from a share."""
    before, lexicon = on.tokens.low(i - 1), on.lexicon
    return (
        before in lexicon.lists["part"] or before in lexicon.denominators or lexicon.means("article", before)
    )


def _several(on: Reading, i: int) -> Value | None:
    """Read "several hundred", "a few thousand", "a couple of dozen"."""
    tokens, lexicon = on.tokens, on.lexicon
    few = lexicon.means("few", tokens.low(i))
    at = i + 1
    if few and lexicon.means("of", tokens.low(at)):
        at += 1
    if lexicon.means("many", tokens.low(i)):
        return None
    scale = lexicon.scales.get(tokens.low(at))
    if not scale:
        return None
    table = on.vague.few if few else on.vague.several
    low, high = table.get(SCALE_NAMES.get(int(scale), ""), (2 * scale, 10 * scale - 1))
    value = Value(i, at + 1, low, high, "vague", low)
    further = lexicon.scales.get(tokens.low(at + 1))
    return _times(value, further, at + 2) if further else value


def _vague(on: Reading, i: int) -> Value | None:
    """Read "hundreds", "tens of thousands"; "scores" and "tens" only before "of"."""
    tokens, lexicon = on.tokens, on.lexicon
    name = lexicon.vague[tokens.lowers[i]]
    low, high = on.vague.plural[name]
    of = lexicon.means("of", tokens.low(i + 1))
    if of and tokens.low(i + 2) in lexicon.vague:
        inner = on.vague.plural[lexicon.vague[tokens.low(i + 2)]]
        return _times(Value(i, i + 1, low, high, "vague", low), _unit_of(inner), i + 3)
    if name == "tens" or (name == "scores" and not of):
        return None
    return Value(i, i + 1, low, high, "vague", low)


def _unit_of(interval: Interval) -> float:
    """Return the scale of a vague plural: 1000 for thousands, whose low end is 2000 or so."""
    scale = 1.0
    while scale * 10 <= interval[0]:
        scale *= 10
    return scale


def _times(value: Value, scale: float, last: int) -> Value:
    return replace(
        value, last=last, low=value.low * scale, high=(value.high + 1) * scale - 1, mantissa=value.low
    )


def _multi(on: Reading, i: int) -> Value | None:
    """Read "multimillion" and "multi-million" as millions."""
    tokens, lexicon = on.tokens, on.lexicon
    word = tokens.low(i)
    for prefix in lexicon.grammar["multi"]:
        if not word.startswith(prefix):
            continue
        rest, last = word[len(prefix) :], i + 1
        if not rest and tokens.word(i + 1) in HYPHENS:
            rest, last = tokens.low(i + 2), i + 3
        if rest in lexicon.scales:
            scale = lexicon.scales[rest]
            name = next((n for n, (low, _) in on.vague.plural.items() if _unit_of((low, low)) == scale), None)
            low, high = on.vague.plural[name] if name else (2 * scale, 10 * scale - 1)
            return Value(i, last, low, high, "vague", low)
    return None
