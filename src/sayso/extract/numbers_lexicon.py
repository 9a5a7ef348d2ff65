"""The words of the number grammar, read once from a language's data file.

The grammar (:mod:`sayso.extract.numbers`) holds no word of any language; all of
them stand in ``data/numbers.<language>.toml``, of the shape that
:mod:`sayso.extract.numbers_schema` checks. What vague numbers are taken to mean is in
:mod:`sayso.extract.numbers_preset`, what money is called in every language in
:mod:`sayso.extract.numbers_money`.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from sayso.extract.numbers_digits import Separators
from sayso.extract.numbers_money import codes, symbols
from sayso.extract.numbers_phrases import Phrase, Phrases, phrase_at, phrase_before, phrase_table
from sayso.extract.numbers_preset import SCALE_NAMES, Interval, Vague, load_vague
from sayso.extract.numbers_schema import checked
from sayso.extract.numbers_tables import (
    Bound,
    Respell,
    bound_phrases,
    denominators_of,
    lists_of,
    openers_of,
    pairs,
    phrase_tables_of,
    spelling_of,
    units_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.extract.numbers_spelling import Denominators, Spelling

__all__ = [
    "SCALE_NAMES", "Bound", "Interval", "Lexicon", "Phrase", "Phrases", "Vague", "load_lexicon", "load_vague",
    "phrase_at", "phrase_before", "read_data",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's number words, ready for look-up by lower-case word."""

    language: str
    custom: Separators
    regions: Mapping[str, Separators]
    spelling: Spelling
    suffixes: Mapping[str, float]
    denominators: Denominators
    multiples: Mapping[str, float]
    collectives: Mapping[str, float]
    shares: Mapping[str, float]
    vague: Mapping[str, str]
    grammar: Mapping[str, frozenset[str]]
    before: Phrases
    after: Phrases
    intensifiers: frozenset[str]
    prefixes: Phrases
    codes: frozenset[str]
    units: Phrases
    lists: Mapping[str, frozenset[str]]
    of_order: tuple[str, ...]
    age_unit: str
    people: str
    openers: Mapping[str, str]
    phrases: Mapping[str, Phrases]
    article_is_one: bool

    @property
    def words(self) -> Mapping[str, float]:
        """The words for numbers that are no scales, in lower case."""
        return self.spelling.words

    @property
    def scales(self) -> Mapping[str, float]:
        """The words that multiply ("hundred", "million"), in lower case."""
        return self.spelling.scales

    def means(self, role: str, word: str) -> bool:
        """Tell whether a lower-case *word* plays a *role* of the file's ``[grammar]``."""
        return word in self.grammar[role]


def read_data(name: str) -> dict[str, Any]:
    """Read a TOML file of this room's ``data`` folder.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it is no TOML.
    """
    text = resources.files("sayso.extract").joinpath("data", name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"data/{name}: no TOML ({error})"
        raise ValueError(message) from error


@functools.cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Read the number words of a language (ISO 639-1 code).

    Raises:
        FileNotFoundError: sayso has no number words for *language*.
        ValueError: the language's file has not the shape that it must have.
    """
    name = f"numbers.{language}.toml"
    return build_lexicon(read_data(name), f"data/{name}", language)


def build_lexicon(raw: Mapping[str, Any], file: str, language: str) -> Lexicon:
    """Make a lexicon of a parsed *file* of number words.

    Raises:
        ValueError: a table or key of the file is missing, unknown or not of its kind.
    """
    data = checked(raw, file)
    bounds, respell = data["bounds"], Respell(data["respell"])
    spelling = spelling_of(data, respell)
    grammar = {role: frozenset(words) for role, words in data["grammar"].items()}
    named = {"collectives", "shares", "multiples"}
    tables = {name: dict(respell.numbers(data[name])) for name in named}
    vague = {form: name for name, forms in data["vague"].items() for form in respell.all(forms)}
    return Lexicon(
        language=language,
        custom=Separators(data["separators"]["thousands"], data["separators"]["decimal"]),
        regions={region: Separators(**signs) for region, signs in data["separators"]["regions"].items()},
        spelling=spelling,
        suffixes=dict(respell.numbers(data["suffixes"])),
        denominators=denominators_of(data["denominators"], spelling, respell),
        vague=vague,
        grammar=grammar,
        before=phrase_table(bound_phrases(bounds, ""), last=True),
        after=phrase_table(bound_phrases(bounds, "_after")),
        intensifiers=frozenset(bounds["intensifiers"]),
        prefixes=phrase_table([*pairs(data["money"]["prefixes"]), *symbols()], last=True),
        codes=codes(),
        units=units_of(data, language, respell),
        lists=lists_of(data),
        people=data["zero"]["people"],
        openers=openers_of(data, spelling, {**tables, "vague": vague}),
        age_unit=data["age"]["unit"],
        of_order=tuple(data["of"]["for"]),
        phrases=phrase_tables_of(data, respell),
        article_is_one=data["language"]["article_is_one"],
        **tables,
    )
