"""What the readers of numbers share: their records, and two looks at what follows a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.extract.numbers_phrases import phrase_at

if TYPE_CHECKING:
    from sayso.extract.numbers_digits import Separators
    from sayso.extract.numbers_lexicon import Lexicon, Vague
    from sayso.extract.numbers_tokens import Tokens

_LOOK_AHEAD = 4
_TENS = 10
_TAKES_OF = 1e6
"""The scale from which many languages put "of" before what is counted: "dos millones de personas"."""

Shape = Literal["digits", "words", "fraction", "ratio", "vague", "article", "multiple", "zero"]
HYPHENS = frozenset("-\u2010\u2011")
DASHES = HYPHENS | frozenset("\u2012\u2013\u2014\u2015\u2212")
MINUSES = frozenset("-\u2212")
APOSTROPHES = frozenset("'\u2019")
COMPARISONS = frozenset("<>=\u2264\u2265~")


@dataclass(frozen=True, slots=True)
class Value:
    """A number without its surroundings: tokens ``[first, last)``, value ``low``-``high``.

    ``mantissa`` is the value before the scale words ("5" in "5 million"). ``about``:
    the word itself says that it is no exact count ("une centaine"). ``reason`` says why a
    numeral that could be read in two ways was read as it was.
    """

    first: int
    last: int
    low: float
    high: float
    shape: Shape
    mantissa: float
    scale: float = 1.0
    about: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number is read with: the text's tokens, the words, the conventions.

    ``region`` is the ISO 3166 code of the outlet's country, if known: whose dollar is meant.
    """

    tokens: Tokens
    lexicon: Lexicon
    vague: Vague
    separators: Separators
    region: str | None = None


def is_measured(on: Reading, at: int) -> bool:
    """Tell whether a unit of time or of measure stands at token *at*."""
    return on.tokens.low(at) in on.lexicon.lists["time"] or measure_at(on, at) is not None


def past_of(on: Reading, value: Value) -> int:
    """Return the token where a unit may stand: past the "of" of "un millón de euros"."""
    at = value.last - 1 - (on.tokens.word(value.last - 1) == ".")
    scale = on.lexicon.scales.get(on.tokens.low(at), 0.0)
    round_sum = max(scale, value.scale) >= _TAKES_OF or value.shape == "vague" or value.about
    if round_sum and (linked := phrase_at(on.tokens, value.last, on.lexicon.phrases["of"])):
        return linked[0]
    return value.last


def measure_at(on: Reading, at: int) -> tuple[int, str] | None:
    """Return the end token and the name of the unit of measure at token *at*; "5 G" is no weight.

    After a scale that takes it, an "of" may stand between: "2,4 millones de toneladas".
    """
    found = phrase_at(on.tokens, at, on.lexicon.phrases["measure"])
    if found is None:
        before = on.tokens.low(at - 1)
        if on.lexicon.scales.get(before, 0.0) < _TAKES_OF and before not in on.lexicon.vague:
            return None
        linked = phrase_at(on.tokens, at, on.lexicon.phrases["of"])
        return measure_at(on, linked[0]) if linked else None
    if len(on.tokens.words[at]) == 1 and on.tokens.words[at].isupper():
        return None
    return found[0], " ".join(on.tokens.lowers[at : found[0]])


def begins_ordinal(on: Reading, number: Value) -> bool:
    """Tell whether *number* is the tens of "twenty-first", "thirty-fifth", which count nothing."""
    at, lexicon = number.last, on.lexicon
    if on.tokens.word(at) not in HYPHENS or not on.tokens.joined(at - 1) or number.low % _TENS:
        return False
    word = on.tokens.low(at + 1)
    listed = word in lexicon.lists["ordinals"] or word in lexicon.lists["superlatives"]
    return listed or bool(lexicon.denominators.get(word))


def counts_things(on: Reading, at: int) -> bool:
    """Tell whether a plural noun follows within a few words, so that things are counted."""
    tokens, lists = on.tokens, on.lexicon.lists
    if is_measured(on, at):
        return False
    for k in range(at, at + _LOOK_AHEAD):
        word = tokens.low(k)
        if not word.isalpha() or word in lists["not_plural"]:
            return False
        if word in lists["plural"] or (
            len(word) > 3 and any(word.endswith(s) for s in lists["plural_suffix"])
        ):
            return True
    return False
