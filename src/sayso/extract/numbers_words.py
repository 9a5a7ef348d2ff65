"""Number words: "two hundred and five thousand", "three and a half", "two-thirds"."""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.numbers_context import HYPHENS, Reading, Shape, Value

_HUNDRED = 100


def read_words(on: Reading, i: int) -> Value | None:
    """Read a number in words that begins at token *i*, with its scale, decimals or denominator."""
    total, last = spelled(on, i)
    value = Value(i, last, total, total, "words", total)
    if fraction := read_fraction(on, value):
        return part_of_scale(on, fraction) or fraction
    if on.lexicon.means("point", on.tokens.low(last)):
        decimals, end = _decimals(on, last + 1)
        if decimals:
            number = total + float(f"0.{decimals}")
            value = Value(i, end, number, number, "words", number)
    return scaled(on, value)


def part_of_scale(on: Reading, part: Value) -> Value | None:
    """Read "a quarter million", "two-thirds of a million" once the fraction is known."""
    at = part.last + on.lexicon.means("of", on.tokens.low(part.last))
    at += on.lexicon.means("article", on.tokens.low(at))
    scale = on.lexicon.scales.get(on.tokens.low(at))
    if not scale:
        return None
    number = part.low * scale
    return replace(part, last=at + 1, low=number, high=number, shape="article", scale=scale)


def spelled(on: Reading, i: int) -> tuple[float, int]:
    """Read number words below a scale: "two", "twenty-five", "nineteen"."""
    tokens, words = on.tokens, on.lexicon.words
    number = float(words[tokens.lowers[i]])
    following = i + 2 if tokens.word(i + 1) in HYPHENS else i + 1
    unit = words.get(tokens.low(following), 0)
    if number >= 20 and number % 10 == 0 and 0 < unit < 10:
        return number + unit, following + 1
    return number, i + 1


def _decimals(on: Reading, at: int) -> tuple[str, int]:
    digits = ""
    while on.lexicon.words.get(on.tokens.low(at), 10) < 10:
        digits += str(int(on.lexicon.words[on.tokens.low(at)]))
        at += 1
    return digits, at


def read_fraction(on: Reading, value: Value) -> Value | None:
    """Read "two-thirds", "one fifth" once its upper part is known."""
    tokens, at = on.tokens, value.last
    hyphen = tokens.word(at) in HYPHENS and tokens.joined(at - 1)
    word = tokens.low(at + hyphen)
    bottom = on.lexicon.denominators.get(word)
    if not bottom or not 0 < value.low < bottom:
        return None
    after_of = on.lexicon.means("of", tokens.low(at + hyphen + 1))
    plural = any(word.endswith(s) for s in on.lexicon.lists["plural_suffix"])
    if not (hyphen or after_of or value.low == bottom - 1 or plural == (value.low > 1)):
        return None
    number = value.low / bottom
    return replace(value, last=at + hyphen + 1, low=number, high=number, shape="fraction", mantissa=number)


def scaled(on: Reading, value: Value) -> Value:
    """Multiply by the scale words that follow, adding lower groups: "two hundred and five thousand".

    ``total`` holds the groups that a scale above a hundred has closed, ``group`` the open one.
    """
    value = and_a_half(on, value)
    total, group, last, least, plain = 0.0, value.low, value.last, float("inf"), True
    while factor := on.lexicon.scales.get(on.tokens.low(at := _scale_at(on, last)), 0.0):
        if factor == _HUNDRED and group < _HUNDRED:
            group *= factor
        elif factor < least and group:
            total, group, least = total + group * factor, 0.0, factor
        elif not group:
            total, least = total * factor, factor
        else:
            break
        more, last = _lower_group(on, at + 1, factor, value.shape)
        plain, group = plain and not more, group + more
    if last == value.last:
        return value
    number = total + group
    scale = number / value.low if plain and value.low else 1.0
    whole = replace(value, last=last, low=number, high=number, mantissa=number / scale, scale=scale)
    return and_a_half(on, whole)


def _scale_at(on: Reading, at: int) -> int:
    """Return where a scale word would stand: "$2-billion" has a hyphen before it."""
    return at + 1 if on.tokens.word(at) in HYPHENS and on.tokens.joined(at - 1) else at


def _lower_group(on: Reading, at: int, factor: float, shape: Shape) -> tuple[float, int]:
    """Read what a scale word may be followed by: "(two hundred) and five", "(one thousand) two (hundred)".

    Digits take none ("3 million two years ago"), an article only with "and".
    """
    joined = on.lexicon.means("and", on.tokens.low(at))
    start = at + 1 if joined else at
    if (
        shape == "digits"
        or (shape == "article" and not joined)
        or on.tokens.low(start) not in on.lexicon.words
    ):
        return 0.0, at
    more, end = spelled(on, start)
    follows = on.lexicon.scales.get(on.tokens.low(end), 0.0)
    if joined and on.tokens.low(end) in on.lexicon.denominators:
        return 0.0, at
    if factor == _HUNDRED:
        fits = follows != _HUNDRED
    else:
        fits = more < factor and follows < factor and not (joined and follows)
    return (more, end) if fits else (0.0, at)


def and_a_half(on: Reading, value: Value) -> Value:
    """Add what "and a half" or "and three-quarters" adds, in units of the last scale."""
    tokens, at = on.tokens, value.last
    if not on.lexicon.means("and", tokens.low(at)):
        return value
    at += 1
    if on.lexicon.means("article", tokens.low(at)):
        part = on.lexicon.denominators.get(tokens.low(at + 1))
        extra, last = (1 / part if part else 0.0), at + 2
    elif tokens.low(at) in on.lexicon.words:
        top, last = spelled(on, at)
        fraction = read_fraction(on, Value(at, last, top, top, "words", top))
        extra, last = (fraction.low, fraction.last) if fraction else (0.0, last)
    else:
        return value
    if not extra:
        return value
    number = value.low + extra * value.scale
    return replace(value, last=last, low=number, high=number, mantissa=number / value.scale)
