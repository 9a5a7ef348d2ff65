"""Figures of passages that have no parse: what is counted is read off the words that follow.

Documents in languages without a parser here keep their figures. The counted noun is
found as the language sets it ("[counted] noun" of ``data/figures.*.toml``): the first
capitalised word (German), the first that looks like a plural (Dutch), or the first
word after the number (French, Spanish, Italian, Portuguese).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.extract.figures_kinds import Quantity
    from sayso.extract.figures_words import FigureWords
    from sayso.extract.numbers import Reading
    from sayso.extract.parse import Passage
    from sayso.model import FigureRole

_LONGEST_RUN = 4
_SHORTEST_NOUN = 5
_SMALL = frozenset({1.0, 2.0, 3.0})


def is_parsed(passage: Passage) -> bool:
    """Tell whether a passage has a dependency parse."""
    return bool(passage.parse.has_annotation("DEP"))


def plain_figure(passage: Passage, on: Reading, words: FigureWords, quantity: Quantity) -> Figure | None:
    """Make a figure of a quantity without a parse; ``None`` where the number may only point."""
    number, unit = quantity.number, quantity.unit
    counted: str | None = None
    if quantity.kind in {"count", "ratio"} and not quantity.fixed:
        run = _run(passage, on, quantity.last)
        noun = _noun(on, words, run)
        if noun is not None:
            unit, counted = on.tokens.lowers[noun], _printed(passage, on, run[0], noun + 1)
    if not _says_something(on, quantity, unit):
        return None
    start, end = on.tokens.starts[quantity.first], on.tokens.ends[quantity.last - 1]
    return Figure(
        passage.start + start,
        passage.start + end,
        passage.text[start:end],
        number.low,
        number.high,
        number.approximate,
        quantity.kind,
        unit,
        counted,
        role=_role(on, words, quantity),
        reason=number.reason,
    )


def _run(passage: Passage, on: Reading, at: int) -> Sequence[int]:
    """Return the tokens after a number up to punctuation, a numeral or a word that says nothing."""
    tokens, vocab = on.tokens, passage.parse.vocab
    if on.lexicon.means("of", tokens.low(at)):
        at += 1
    end = at
    while end < len(tokens) and end < at + _LONGEST_RUN:
        word = tokens.lowers[end]
        if not word.isalpha() or (vocab[word].is_stop and not (end == at and _looks_plural(on, word))):
            break
        end += 1
    return range(at, end)


def _looks_plural(on: Reading, word: str) -> bool:
    """Tell a noun such as "persone" from the other words of a list of stop words."""
    endings = tuple(on.lexicon.lists["plural_suffix"])
    return len(word) >= _SHORTEST_NOUN and word.endswith(endings)


def _noun(on: Reading, words: FigureWords, run: Sequence[int]) -> int | None:
    if not run:
        return None
    if words.noun == "capitalised":
        return next((k for k in run if on.tokens.words[k][:1].isupper()), None)
    if words.noun == "plural":
        lists = on.lexicon.lists
        endings = tuple(lists["plural_suffix"])
        plurals = (
            k for k in run if on.tokens.lowers[k].endswith(endings) or on.tokens.lowers[k] in lists["plural"]
        )
        return next(plurals, run[0])
    return run[0]


def _printed(passage: Passage, on: Reading, first: int, last: int) -> str:
    return " ".join(passage.text[on.tokens.starts[first] : on.tokens.ends[last - 1]].split())


def _says_something(on: Reading, quantity: Quantity, unit: str | None) -> bool:
    """Tell whether a number states something; one, two and three often only point, or are articles."""
    number = quantity.number
    if number.bound or number.low != number.high or number.low not in _SMALL:
        return True
    if quantity.kind in {"money", "percent", "measure", "age", "score", "ratio"}:
        return number.low != 1 or number.shape == "digits" or quantity.kind != "ratio"
    if number.low == 1:
        return number.shape == "digits" and unit is not None
    return unit is not None and on.tokens.low(number.first - 1) not in on.lexicon.lists["determiners"]


def _role(on: Reading, words: FigureWords, quantity: Quantity) -> FigureRole | None:
    before, following = on.tokens.low(quantity.first - 1), on.tokens.low(quantity.last)
    if words.has("roles.part", before):
        return "part"
    if words.has("roles.further", before) or words.has("roles.further_after", following):
        return "further"
    return None
