"""One number, in digits or words, at a place in the text: its value and its reach.

Covers digits with scales and suffixes (2.5bn, 3 million, 5 1/2) and calls the readers
of number words and of vague numbers. What stands around a number (currency, bounds, the
second half of a range) is read by :mod:`sayso.extract.numbers`.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.numbers_context import (
    APOSTROPHES,
    HYPHENS,
    MINUSES,
    Reading,
    Value,
    counts_things,
    is_measured,
)
from sayso.extract.numbers_digits import Sense, read_numeral, why_read
from sayso.extract.numbers_phrases import phrase_at
from sayso.extract.numbers_vague import (
    read_article,
    read_half,
    read_multi,
    read_several,
    read_share,
    read_vague,
)
from sayso.extract.numbers_words import (
    collective,
    part_of_scale,
    read_fraction,
    read_words,
    scaled,
    spelled,
    stands_alone,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def read_value(on: Reading, i: int) -> Value | None:
    """Read the number that begins at token *i*; ``None`` where none does."""
    word = on.tokens.lowers[i]
    role = on.lexicon.openers.get(word)
    if role is not None:
        return _READERS[role](on, i)
    first = word[0]
    if "0" <= first <= "9" or first == ".":
        return _read_digits(on, i) if on.tokens.is_numeral(i) else None
    if on.lexicon.spelling.inner is not None:
        return read_words(on, i) if on.lexicon.spelling.pieces(word) else _read_elided(on, i)
    if len(word) == 1 and first > "\x7f" and unicodedata.category(first) == "No":
        sign = first
        part = unicodedata.numeric(sign)
        return Value(i, i + 1, part, part, "fraction", part)
    return None


def _read_elided(on: Reading, i: int) -> Value | None:
    """Read the "vent'" of "vent'anni": the part of a compound, before an apostrophe and a unit."""
    piece = (on.lexicon.spelling.inner or {}).get(on.tokens.low(i))
    elided = on.tokens.word(i + 1) in APOSTROPHES and on.tokens.joined(i) and on.tokens.joined(i + 1)
    if piece is None or piece.value < _TENS or not elided or not is_measured(on, i + 2):
        return None
    return Value(i, i + 2, piece.value, piece.value, "words", piece.value)


def _read_multiple(on: Reading, i: int) -> Value:
    """Read "twice", "thrice"."""
    number = float(on.lexicon.multiples[on.tokens.lowers[i]])
    return Value(i, i + 1, number, number, "multiple", number)


_TENS = 10
_HUNDRED = 100
_LARGEST_SIMPLE = 10
_READERS: dict[str, Callable[[Reading, int], Value | None]] = {
    "words": read_words,
    "vague": read_vague,
    "article": read_article,
    "half": read_half,
    "several": read_several,
    "multiple": _read_multiple,
    "multi": read_multi,
    "share": read_share,
}


def _read_digits(on: Reading, i: int) -> Value | None:
    tokens = on.tokens
    printed, last = tokens.words[i], i + 1
    while _spaced_group(on, i, last):
        printed += tokens.words[last]
        last += 1
    if fraction := _digit_fraction(on, i):
        return fraction
    sense = _sense(on, i, last)
    number = read_numeral(printed, on.separators, sense)
    if number is None:
        return None
    reason = why_read(printed, on.separators, sense)
    part, last = _mixed_fraction(on, last)
    number += part
    suffix = tokens.low(last)
    glued = tokens.joined(last - 1) and suffix in on.lexicon.suffixes and _is_scale_suffix(on, i, last)
    if glued or (suffix in on.lexicon.suffixes and _before_sign(on, last)):
        scale = on.lexicon.suffixes[suffix]
        whole = number * scale
        return Value(i, last + 1, whole, whole, "digits", number, scale, reason=reason)
    value = Value(i, last, number, number, "digits", number, reason=reason)
    if fraction := read_fraction(on, value):
        return part_of_scale(on, fraction) or fraction
    return collective(on, value) or _lower_digits(on, scaled(on, value))


def _lower_digits(on: Reading, value: Value) -> Value:
    """Add lower groups in digits: "2 millones 300 mil", "1 crore 20 lakh", "3 hundred and 21"."""
    tokens, lexicon = on.tokens, on.lexicon
    total, last, least = value.low, value.last, value.scale
    while lexicon.spelling.digits and least >= _HUNDRED:
        joined = lexicon.means("and", tokens.low(last))
        at = last + joined
        scale = lexicon.scales.get(tokens.low(at + 1), 1.0)
        scaled_group = 1 < scale < least and (not joined or "tens" in lexicon.spelling.after)
        words = spelled(on, at) if joined and not tokens.is_numeral(at) else None
        if words is not None and words.low < least and "scales" in lexicon.spelling.after:
            total, last = total + words.low, words.last
            break
        if not (tokens.word(at).isdigit() and len(tokens.word(at)) <= len("999")):
            break
        if not scaled_group and not (joined and least == _HUNDRED and scale == 1):
            break
        total, last, least = total + int(tokens.words[at]) * scale, at + 1 + scaled_group, scale
    return (
        value
        if last == value.last
        else replace(value, last=last, low=total, high=total, mantissa=total, scale=1.0)
    )


def _spaced_group(on: Reading, first: int, last: int) -> bool:
    """Tell whether token *last* is a further group of three digits ("16 000")."""
    tokens = on.tokens
    head, group = tokens.word(first), tokens.word(last)
    return (
        head.isdigit()
        and len(head) <= len("999")
        and group[:3].isdigit()
        and (len(group) == len("000") or (len(group) > len("000") and group[3] in ".,"))
        and tokens.words[last - 1].isdigit()
        and tokens.starts[last] == tokens.ends[last - 1] + 1
        and tokens.low(first - 1) not in on.lexicon.lists["months"] | on.lexicon.lists["labels"]
        and not (head.startswith("0") or tokens.joined(first - 1))
    )


def _is_scale_suffix(on: Reading, first: int, at: int) -> bool:
    """Tell "5m" million from metres: after a currency, or where things are counted."""
    suffix = on.tokens.low(at)
    letter = len(suffix) == 1 and suffix != "k"
    if not is_measured(on, at) and (not letter or on.tokens.words[at].isupper()):
        return True
    decimal = not on.tokens.words[at - 1].isdigit() and not is_measured(on, at)
    return decimal or on.tokens.low(first - 1) in on.lexicon.prefixes or counts_things(on, at + 1)


def _before_sign(on: Reading, at: int) -> bool:
    """Recognise the "M" of "15 M€", the "k" of "300 k€": a scale glued to a currency's sign."""
    unit = phrase_at(on.tokens, at + 1, on.lexicon.units) if on.tokens.joined(at) else None
    return unit is not None and not on.tokens.words[at + 1].isalnum() and unit[1] != "%"


def _mixed_fraction(on: Reading, at: int) -> tuple[float, int]:
    """Read "1/2" or "½" after a whole number."""
    tokens = on.tokens
    sign = tokens.word(at)
    if len(sign) == 1 and unicodedata.category(sign) == "No":
        return unicodedata.numeric(sign), at + 1
    if tokens.is_numeral(at) and tokens.word(at + 1) == "/" and tokens.is_numeral(at + 2):
        top, bottom = tokens.words[at], tokens.words[at + 2]
        glued = tokens.joined(at) and tokens.joined(at + 1)
        if glued and top.isdigit() and bottom.isdigit() and 0 < int(top) < int(bottom):
            return int(top) / int(bottom), at + 3
    return 0.0, at


def _digit_fraction(on: Reading, i: int) -> Value | None:
    """Read "2/3 of", "3/4 mile": digits that only what follows tells from a date or a label."""
    part, last = _mixed_fraction(on, i)
    if last == i or (on.tokens.joined(i - 1) and on.tokens.word(i - 1) not in MINUSES):
        return None
    hyphen = on.tokens.word(last) in HYPHENS
    shared = (
        phrase_at(on.tokens, last, on.lexicon.phrases["of"])
        or on.tokens.low(last) in on.lexicon.lists["percent"]
    )
    if shared or is_measured(on, last + hyphen) or _is_simple(on, i, last):
        return Value(i, last, part, part, "fraction", part)
    return None


def _is_simple(on: Reading, i: int, last: int) -> bool:
    """Tell a lone "3/4" from a date or a label: in lowest terms, and nothing hangs on it."""
    parts, before = on.tokens.words[i:last:2], on.tokens.low(i - 1)
    if len(parts) != len(("3", "4")) or before in on.lexicon.lists["labels"]:
        return False
    if on.lexicon.means("on_day", before):
        return False
    top, bottom = map(int, parts)
    return math.gcd(top, bottom) == 1 and bottom <= _LARGEST_SIMPLE and stands_alone(on, last)


def _sense(on: Reading, first: int, last: int) -> Sense:
    tokens, lexicon = on.tokens, on.lexicon
    after = tokens.low(last)
    if after in lexicon.scales or (after in lexicon.suffixes and tokens.joined(last - 1)):
        return "scaled"
    if tokens.low(first - 1) in lexicon.prefixes:
        return "money"
    if unit := phrase_at(tokens, last, lexicon.units):
        return "scaled" if unit[1] == "%" else "money"
    if is_measured(on, last):
        return "scaled"
    return "whole" if counts_things(on, last) else "unknown"
