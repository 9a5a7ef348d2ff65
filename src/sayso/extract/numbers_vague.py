"""Numbers with an article, halves, and vague numbers: "a dozen", "nearly half", "tens of thousands"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.numbers_context import HYPHENS, Reading, Value, is_measured
from sayso.extract.numbers_phrases import phrase_at, phrase_before
from sayso.extract.numbers_preset import SCALE_NAMES
from sayso.extract.numbers_words import (
    and_a_half,
    collective,
    part_of_scale,
    read_fraction,
    scaled,
    spelled,
    stands_alone,
)

if TYPE_CHECKING:
    from sayso.extract.numbers_preset import Interval


def read_article(on: Reading, i: int) -> Value | None:
    """Read "a hundred", "a dozen", "a third of", "a half-million", "a few hundred", "un millón".

    Where the article is the number one as well ("un", "ein"), it also counts before a
    unit, in "one in five", and where no word follows that it could belong to.
    """
    one = Value(i, i + 1, 1.0, 1.0, "article", 1.0)
    word = on.tokens.low(i + 1)
    if word in on.lexicon.scales:
        number = spelled(on, i + 1, one) or one
        return read_fraction(on, number) or and_a_half(on, number)
    if on.lexicon.means("few", word):
        several = read_several(on, i + 1)
        return several and replace(several, first=i)
    if on.lexicon.means("half", word):
        return _article_half(on, i)
    return collective(on, one) or _article_counts(on, one)


def _article_half(on: Reading, i: int) -> Value | None:
    """Read "a half million", "a half", "ein halbes Jahr"."""
    half = read_half(on, i + 1)
    alone = stands_alone(on, i + 2) or on.lexicon.means("half_thing", on.tokens.low(i + 1))
    if half is None and alone:
        half = Value(i, i + 2, 0.5, 0.5, "fraction", 0.5)
    return half and replace(half, first=i)


def _article_counts(on: Reading, one: Value) -> Value | None:
    """Read an article that is a number: before a unit, a fraction, or alone where it is "one" as well."""
    lexicon, i = on.lexicon, one.first
    bounded = phrase_before(on.tokens, i, lexicon.before) is not None
    found = _article_fraction(on, i, bounded=bounded)
    if (bounded or lexicon.article_is_one) and is_measured(on, i + 1) and not _is_part(on, found):
        return one
    if found:
        return found
    return _article_as_one(on, one) if lexicon.article_is_one else None


def _is_part(on: Reading, found: Value | None) -> bool:
    """Tell "about a quarter of voters", "a quarter million" from "about a quarter ago"."""
    if found is None:
        return False
    return found.low > 1 or phrase_at(on.tokens, found.last, on.lexicon.phrases["of"]) is not None


def _article_fraction(on: Reading, i: int, *, bounded: bool) -> Value | None:
    """Read "a third of", "nearly a quarter", "a quarter million"; a lone "a third" is an ordinal."""
    tokens, lexicon = on.tokens, on.lexicon
    one = Value(i, i + 1, 1.0, 1.0, "article", 1.0)
    if lexicon.article_is_one:
        part = read_fraction(on, one)
        return part and (part_of_scale(on, part) or part)
    bottom = lexicon.denominators.get(tokens.low(i + 1))
    if not bottom:
        return None
    part = Value(i, i + 2, 1 / bottom, 1 / bottom, "fraction", 1 / bottom)
    if whole := part_of_scale(on, part):
        return whole
    shared = bounded or stands_alone(on, i + 2) or phrase_at(tokens, i + 2, lexicon.phrases["of"])
    return part if shared else None


def _article_as_one(on: Reading, one: Value) -> Value | None:
    """Read "un euro", "uno su cinque", "un coma cinco", and "uno" at the end of a clause."""
    tokens, lexicon, at = on.tokens, on.lexicon, one.last
    known = tokens.low(one.first) in lexicon.words
    if not known:
        return None
    unit = phrase_at(tokens, at, lexicon.units)
    if (unit and unit[1] != "%") or (
        stands_alone(on, at) and tokens.low(one.first) not in lexicon.grammar["the"]
    ):
        return and_a_half(on, one)
    preposition = phrase_at(tokens, at, lexicon.phrases["in"]) or phrase_at(
        tokens, at + 1, lexicon.phrases["noun_in"]
    )
    if preposition and (
        tokens.is_numeral(preposition[0]) or lexicon.spelling.pieces(tokens.low(preposition[0]))
    ):
        return replace(one, shape="words")
    if any(lexicon.means(role, tokens.low(at)) for role in ("and", "with", "point")):
        number = spelled(on, one.first)
        more = number and and_a_half(on, number)
        return more if more and more.last > at else None
    return None


def read_share(on: Reading, i: int) -> Value | None:
    """Read a noun that is itself a share: "la mitad de", "driekwart", "die Hälfte der"."""
    found = phrase_at(on.tokens, i, on.lexicon.phrases["shares"])
    if found is None:
        return None
    part = Value(i, found[0], float(found[1]), float(found[1]), "fraction", float(found[1]))
    if whole := part_of_scale(on, part):
        return whole
    return part if on.lexicon.article_is_one else None  # "the quarter" may be three months


def read_half(on: Reading, i: int) -> Value | None:
    """Read "half a million", "half-million", "half of", "nearly half"."""
    tokens, lexicon = on.tokens, on.lexicon
    at = i + 1
    if tokens.word(at) in HYPHENS or lexicon.means("article", tokens.low(at)):
        at += 1
    if tokens.low(at) in lexicon.scales:
        return scaled(on, Value(i, at, 0.5, 0.5, "article", 0.5))
    if lexicon.article_is_one and lexicon.denominators.get(tokens.low(i)) == 0 and is_measured(on, at):
        return Value(i, at, 0.5, 0.5, "article", 0.5)
    if at > i + 1 and is_measured(on, at):
        return Value(i, at, 0.5, 0.5, "article", 0.5)
    bound = phrase_before(tokens, i, lexicon.before)
    if bound or (lexicon.means("half_after", tokens.low(i + 1)) and not _ordinal_before(on, i)):
        return Value(i, i + 1, 0.5, 0.5, "fraction", 0.5)
    return None


def _ordinal_before(on: Reading, i: int) -> bool:
    """Tell "the first half of the year", a part with a place, from a share."""
    before, lexicon = on.tokens.low(i - 1), on.lexicon
    if before in lexicon.lists["part"] or lexicon.means("article", before):
        return True
    return lexicon.denominators.get(before) > 0


def read_several(on: Reading, i: int) -> Value | None:
    """Read "several hundred", "a few thousand", "a couple of dozen"."""
    tokens, lexicon = on.tokens, on.lexicon
    few = lexicon.means("few", tokens.low(i))
    at = i + 1
    if few and lexicon.means("of", tokens.low(at)):
        at += 1
    name = lexicon.vague.get(tokens.low(at), "")
    scale = lexicon.scales.get(tokens.low(at)) or (_unit_of(_meant(on, name)) if name else 0.0)
    if not scale:
        return None
    table = on.vague.few if few else on.vague.several
    low, high = table.get(SCALE_NAMES.get(int(scale), ""), (2 * scale, 10 * scale - 1))
    value = Value(i, at + 1, low, high, "vague", low)
    return _of_more(on, value)


def read_vague(on: Reading, i: int) -> Value | None:
    """Read "hundreds", "tens of thousands"; "scores" and "tens" only before "of"."""
    tokens, lexicon = on.tokens, on.lexicon
    name = lexicon.vague[tokens.lowers[i]]
    low, high = _meant(on, name)
    value = Value(i, i + 1, low, high, "vague", low)
    further = _of_more(on, value)
    if further is not value:
        return further
    of = phrase_at(tokens, i + 1, lexicon.phrases["of"]) is not None
    alone = lexicon.article_is_one or name not in {"tens", "scores"}
    return value if alone or of else None


def _meant(on: Reading, name: str) -> Interval:
    """Return what a vague number means; "tens thousands" are tens of thousands in one word."""
    first, *rest = name.split()
    low, high = on.vague.plural[first]
    for further in rest:
        scale = _unit_of(on.vague.plural[further])
        low, high = low * scale, (high + 1) * scale - 1
    return low, high


def _of_more(on: Reading, value: Value) -> Value:
    """Multiply by what follows: "(tens) of thousands", "(several hundred) thousand", "(cientos) de miles"."""
    lexicon, at = on.lexicon, value.last
    linked = phrase_at(on.tokens, at, lexicon.phrases["of"])
    word = on.tokens.low(at)
    if word in lexicon.scales:
        return _times(value, lexicon.scales[word], at + 1)
    if linked is None:
        return value
    word = on.tokens.low(linked[0])
    if word in lexicon.vague:
        return _of_more(on, _times(value, _unit_of(_meant(on, lexicon.vague[word])), linked[0] + 1))
    scale = lexicon.scales.get(word, 0.0) if lexicon.article_is_one else 0.0
    return _times(value, scale, linked[0] + 1) if scale else value


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
