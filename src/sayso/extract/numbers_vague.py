"""Numbers with an article, halves, and vague numbers: "a dozen", "nearly half", "tens of thousands"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.numbers_context import HYPHENS, Reading, Value, is_measured
from sayso.extract.numbers_lexicon import SCALE_NAMES, phrase_before
from sayso.extract.numbers_words import part_of_scale, scaled

if TYPE_CHECKING:
    from sayso.extract.numbers_lexicon import Interval


def read_article(on: Reading, i: int) -> Value | None:
    """Read "a hundred", "a dozen", "a third of", "a half-million", "a few hundred"."""
    tokens, lexicon = on.tokens, on.lexicon
    word = tokens.low(i + 1)
    if word in lexicon.scales:
        return scaled(on, Value(i, i + 1, 1.0, 1.0, "article", 1.0))
    if lexicon.means("few", word):
        several = read_several(on, i + 1)
        return several and replace(several, first=i)
    if lexicon.means("half", word):
        half = read_half(on, i + 1)
        return half and replace(half, first=i)
    bounded = phrase_before(tokens, i, lexicon.before) is not None
    if bounded and is_measured(on, i + 1):
        return Value(i, i + 1, 1.0, 1.0, "article", 1.0)
    return _article_fraction(on, i, bounded=bounded)


def _article_fraction(on: Reading, i: int, *, bounded: bool) -> Value | None:
    """Read "a third of", "nearly a quarter", "a quarter million"; a lone "a third" is an ordinal."""
    tokens, lexicon = on.tokens, on.lexicon
    bottom = lexicon.denominators.get(tokens.low(i + 1))
    if not bottom:
        return None
    part = Value(i, i + 2, 1 / bottom, 1 / bottom, "fraction", 1 / bottom)
    if whole := part_of_scale(on, part):
        return whole
    return part if bounded or lexicon.means("of", tokens.low(i + 2)) else None


def read_half(on: Reading, i: int) -> Value | None:
    """Read "half a million", "half-million", "half of", "nearly half"."""
    tokens, lexicon = on.tokens, on.lexicon
    at = i + 1
    if tokens.word(at) in HYPHENS or lexicon.means("article", tokens.low(at)):
        at += 1
    if tokens.low(at) in lexicon.scales:
        return scaled(on, Value(i, at, 0.5, 0.5, "article", 0.5))
    if at > i + 1 and is_measured(on, at):
        return Value(i, at, 0.5, 0.5, "article", 0.5)
    bound = phrase_before(tokens, i, lexicon.before)
    if bound or (lexicon.means("half_after", tokens.low(i + 1)) and not _ordinal_before(on, i)):
        return Value(i, i + 1, 0.5, 0.5, "fraction", 0.5)
    return None


def _ordinal_before(on: Reading, i: int) -> bool:
    """Tell "the first half of the year", a part with a place, from a share."""
    before, lexicon = on.tokens.low(i - 1), on.lexicon
    return (
        before in lexicon.lists["part"] or before in lexicon.denominators or lexicon.means("article", before)
    )


def read_several(on: Reading, i: int) -> Value | None:
    """Read "several hundred", "a few thousand", "a couple of dozen"."""
    tokens, lexicon = on.tokens, on.lexicon
    few = lexicon.means("few", tokens.low(i))
    at = i + 1
    if few and lexicon.means("of", tokens.low(at)):
        at += 1
    scale = lexicon.scales.get(tokens.low(at))
    if not scale:
        return None
    table = on.vague.few if few else on.vague.several
    low, high = table.get(SCALE_NAMES.get(int(scale), ""), (2 * scale, 10 * scale - 1))
    value = Value(i, at + 1, low, high, "vague", low)
    further = lexicon.scales.get(tokens.low(at + 1))
    return _times(value, further, at + 2) if further else value


def read_vague(on: Reading, i: int) -> Value | None:
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


def read_multi(on: Reading, i: int) -> Value | None:
    """Read "multimillion" and "multi-million" as millions."""
    tokens, lexicon = on.tokens, on.lexicon
    hyphen = lexicon.means("multi", tokens.low(i)) and tokens.word(i + 1) in HYPHENS
    last = i + 3 if hyphen else i + 1
    word = tokens.low(last - 1)
    rests = (word.removeprefix(prefix) for prefix in ("", *lexicon.grammar["multi"]))
    scale = next((lexicon.scales[rest] for rest in rests if rest in lexicon.scales), None)
    if scale is None:
        return None
    plurals = (interval for interval in on.vague.plural.values() if _unit_of(interval) == scale)
    low, high = next(plurals, (2 * scale, 10 * scale - 1))
    return Value(i, last, low, high, "vague", low)
