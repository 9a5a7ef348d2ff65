"""A text as a string of one character a token, for the rules of the time grammar.

Numbers of several words are one element, phrases of the data file too
("avant-hier"); a compound is two ("Dienstagabend"). What cannot hold a time
expression is left out, so that the rules only see the few places that can.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.moments_lexicon import NUMERIC, OTHER, TimeLexicon, Value
from sayso.extract.numbers import Number, Reading, read_numbers_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER_SHAPES = frozenset({"digits", "words", "article"})
_NUMERIC_CHARACTERS = frozenset(NUMERIC.values())
_DAY_YEAR = re.compile(r"\d{1,2},[12]\d{3}\Z", re.ASCII)  # "Dec. 31,1994", without its blank
_BASIC = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\Z")  # ISO 8601, basic format
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Element:
    """A token, a phrase or a number of several tokens, as one character of the coded text.

    ``word`` is how its meaning is looked up, ``value`` what it is worth as a number.
    """

    first: int
    last: int
    character: str
    word: str = ""
    value: Value | float | None = None
    number: Number | None = None

    @property
    def is_number(self) -> bool:
        """Tell whether the element stands for a number, whose value needs no look-up."""
        return self.character in _NUMERIC_CHARACTERS


def code(on: Reading, lexicon: TimeLexicon) -> tuple[str, list[Element]]:
    """Return the coded text and its elements: stretches that may hold times, apart from each other."""
    kept: list[Element] = []
    for known, run in itertools.groupby(elements(on, lexicon), lambda element: element.character != OTHER):
        if known:
            stretch = list(run)
            if any(element.character in lexicon.telling for element in stretch):
                kept.extend(stretch)
                kept.append(Element(stretch[-1].last, stretch[-1].last, OTHER))
    return "".join(element.character for element in kept), kept


def elements(on: Reading, lexicon: TimeLexicon) -> Iterator[Element]:
    """Code the tokens of *on* one after another."""
    numbers = {number.core: number for number in read_numbers_plain(on)}
    at, end = 0, len(on.tokens)
    while at < end:
        found = (
            _phrase(on, lexicon, at) or _number(on, lexicon, at, numbers.get(at)) or _word(on, lexicon, at)
        )
        yield from found
        at = found[-1].last
    yield Element(end, end, NUMERIC["end"])


def _phrase(on: Reading, lexicon: TimeLexicon, at: int) -> tuple[Element, ...]:
    for phrase, word in lexicon.phrases.get(on.tokens.lowers[at], ()):
        if on.tokens.matches(at, phrase) and not _goes_on(on, at + len(phrase)):
            return (Element(at, at + len(phrase), lexicon.characters[word], word),)
    return ()


def _goes_on(on: Reading, end: int) -> bool:
    """Tell "9/11" from the beginning of 9/11/2022."""
    return on.tokens.is_numeral(end - 1) and on.tokens.joined(end - 1) and on.tokens.word(end) in {"/", "-"}


def _word(on: Reading, lexicon: TimeLexicon, at: int) -> tuple[Element, ...]:
    printed, word = on.tokens.words[at], on.tokens.lowers[at]
    if printed != word and printed in lexicon.characters:
        return (Element(at, at + 1, lexicon.characters[printed], printed),)
    if word in lexicon.splits:
        return tuple(_part(lexicon, at, part) for part in lexicon.splits[word])
    character = lexicon.characters.get(word, OTHER)
    if word in lexicon.capitals and printed == word:
        character = OTHER
    return (Element(at, at + 1, character, word),)


def _part(lexicon: TimeLexicon, at: int, word: str) -> Element:
    """Return one half of a compound; a number word counts as the number it is."""
    worth = lexicon.classes.get("number_word", {}).get(word)
    if worth is not None:
        return Element(at, at + 1, NUMERIC["spelled"], word, worth)
    return Element(at, at + 1, lexicon.characters.get(word, OTHER), word)


def _number(on: Reading, lexicon: TimeLexicon, at: int, number: Number | None) -> tuple[Element, ...]:
    if on.tokens.is_numeral(at) and (marked := _marked(on, lexicon, at)):
        return (marked,)
    if number is None or number.shape not in _NUMBER_SHAPES or number.unit:
        return ()
    worth = number.low if number.low is not None else number.high
    if worth is None or _is_abbreviated_month(on, lexicon, at, number):
        return ()
    return (Element(at, number.last, _form(on, number), on.tokens.words[at], worth, number),)


def _marked(on: Reading, lexicon: TimeLexicon, at: int) -> Element | None:
    """Read digits whose form says what they are: 3rd, 1990s, 03.03.2022, 20220303."""
    word = on.tokens.words[at]
    glued = on.tokens.low(at + 1) if on.tokens.joined(at) else ""
    if word.isdigit() and glued in lexicon.lists["ordinal_suffixes"]:
        return Element(at, at + 2, NUMERIC["nth"], word, int(word))
    tens = word.isdigit() and word.endswith("0") and len(word) in {2, 4}
    if tens and glued in lexicon.lists["decade_suffixes"]:
        return Element(at, at + 2, NUMERIC["tens"], word, int(word))
    if word.count(".") == 2:
        return Element(at, at + 1, NUMERIC["numeric"], word, word)
    if _DAY_YEAR.match(word):
        return Element(at, at + 1, NUMERIC["day_year"], word, word)
    if basic := _BASIC.match(word):
        return Element(at, at + 1, NUMERIC["numeric"], word, ".".join(basic.groups()[::-1]))
    return None


def _is_abbreviated_month(on: Reading, lexicon: TimeLexicon, at: int, number: Number) -> bool:
    """Tell "1 de dez. de 2000" and "5 sept 2020" from ten and seven."""
    if number.shape == "digits" or number.last - at > 1:
        return False
    month = on.tokens.lowers[at] in lexicon.classes.get("short_month", ())
    return month and (on.tokens.is_numeral(at - 1) or on.tokens.is_numeral(at - 2))


def _form(on: Reading, number: Number) -> str:
    word = on.tokens.words[number.core]
    if number.shape != "digits":
        return NUMERIC["spelled"]
    if number.last - number.core == 1 and _DOTTED.match(word):
        return NUMERIC["dotted"]
    if number.last - number.core > 1 or not word.isdigit():
        return NUMERIC["number"]
    if len(word) == len("2022") and not word.startswith("0"):
        return NUMERIC["yyyy"]
    return NUMERIC["dd"] if len(word) <= len("31") and 1 <= int(word) <= 31 else NUMERIC["number"]
