"""The words of the number grammar, read once from a language's data file.

The grammar (:mod:`sayso.extract.numbers`) holds no word of any language; all of
them stand in ``data/numbers.<language>.toml``, and what vague numbers are taken to
mean in ``data/vague.toml``, of which a user may give another version.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from sayso.extract.numbers_tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sayso.extract.numbers_tokens import Tokens

Bound = Literal["min", "max", "about"]
Interval = tuple[float, float]
Phrase = tuple[str, ...]
Phrases = dict[str, list[tuple[Phrase, str]]]
"""First (or last) word -> the phrases it starts (or ends), longest first, with what each means."""

SCALE_NAMES = {12: "dozen", 1e2: "hundred", 1e3: "thousand", 1e6: "million", 1e9: "billion", 1e12: "trillion"}


@dataclass(frozen=True, slots=True)
class Vague:
    """What vague numbers mean: word -> ``(low, high)``, both inclusive."""

    plural: Mapping[str, Interval]
    several: Mapping[str, Interval]
    few: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's number words, ready for look-up by lower-case word."""

    thousands: str
    decimal: str
    words: Mapping[str, float]
    scales: Mapping[str, float]
    suffixes: Mapping[str, float]
    denominators: Mapping[str, int]
    multiples: Mapping[str, float]
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

    def means(self, role: str, word: str) -> bool:
        """Tell whether a lower-case *word* plays a *role* of the file's ``[grammar]``."""
        return word in self.grammar[role]


def _phrases(entries: Iterable[tuple[str, str]], *, last: bool = False) -> Phrases:
    table: Phrases = {}
    for printed, meaning in entries:
        phrase = tuple(tokenize(printed).lowers)
        table.setdefault(phrase[-1 if last else 0], []).append((phrase, meaning))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


def phrase_at(tokens: Tokens, at: int, table: Phrases) -> tuple[int, str] | None:
    """Return the end token and the meaning of the longest phrase of *table* that begins at token *at*."""
    for phrase, meaning in table.get(tokens.low(at), ()):
        if tokens.matches(at, phrase):
            return at + len(phrase), meaning
    return None


def phrase_before(tokens: Tokens, end: int, table: Phrases, floor: int = 0) -> tuple[int, str] | None:
    """Return the first token and the meaning of the longest phrase that ends before token *end*."""
    for phrase, meaning in table.get(tokens.low(end - 1), ()):
        start = end - len(phrase)
        if start >= floor and tokens.matches(start, phrase):
            return start, meaning
    return None


def _same(words: Iterable[str], meaning: str) -> list[tuple[str, str]]:
    return [(word, meaning) for word in words]


def read_data(name: str) -> dict[str, Any]:
    """Read a TOML file of this room's ``data`` folder."""
    text = resources.files("sayso.extract").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def load_vague(path: Path | None = None) -> Vague:
    """Read what vague numbers mean, from *path* or from the file that ships with sayso.

    Raises:
        ValueError: *path* is no TOML of the shape of ``data/vague.toml``.
    """
    if path is None:
        return _default_vague()
    try:
        return _vague(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = (
            f"{path}: not a preset of vague numbers ({error}); copy data/vague.toml and change its values"
        )
        raise ValueError(message) from error


@functools.cache
def _default_vague() -> Vague:
    return _vague(read_data("vague.toml"))


def _vague(tables: Mapping[str, Mapping[str, list[float]]]) -> Vague:
    def intervals(name: str) -> dict[str, Interval]:
        read = {word: (float(low), float(high)) for word, (low, high) in tables[name].items()}
        for word, (low, high) in read.items():
            if low > high:
                message = f"{name}.{word}: {low:g} is more than {high:g}"
                raise ValueError(message)
        return read

    return Vague(intervals("vague"), intervals("several"), intervals("few"))


@functools.cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Read the number words of a language (ISO 639-1 code).

    Raises:
        FileNotFoundError: sayso has no number words for *language*.
    """
    data = read_data(f"numbers.{language}.toml")
    bounds, money = data["bounds"], data["money"]
    kinds: tuple[Bound, ...] = ("min", "max", "about")
    units = [
        *((words, code) for words, code in {**money["words"], **money["qualified"]}.items()),
        *((word, f"minor:{code}") for word, code in money["minor"].items()),
        *_same(data["percent"]["words"], "%"),
    ]
    return Lexicon(
        thousands=data["separators"]["thousands"],
        decimal=data["separators"]["decimal"],
        words=data["words"],
        scales=data["scales"],
        suffixes=data["suffixes"],
        denominators=data["denominators"],
        multiples=data["multiples"],
        vague=data["vague"],
        grammar={role: frozenset(words) for role, words in data["grammar"].items()},
        before=_phrases([pair for kind in kinds for pair in _same(bounds[kind], kind)], last=True),
        after=_phrases([pair for kind in kinds for pair in _same(bounds[f"{kind}_after"], kind)]),
        intensifiers=frozenset(bounds["intensifiers"]),
        prefixes=_phrases(money["prefixes"].items(), last=True),
        codes=frozenset(money["codes"]),
        units=_phrases(units),
        lists=_lists(data),
        people=data["zero"]["people"],
        openers=_openers(data),
        age_unit=data["age"]["unit"],
        of_order=tuple(data["of"]["for"]),
        phrases=_phrase_tables(data),
    )


def _openers(data: Mapping[str, Any]) -> dict[str, str]:
    """Map every word that can begin a number to the reader it calls for."""
    grammar = data["grammar"]
    multi = [prefix + scale for prefix in grammar["multi"] for scale in ("", *data["scales"])]
    roles = {
        "multi": multi,
        "multiple": data["multiples"],
        "several": [*grammar["some"], *grammar["few"]],
        "half": grammar["half"],
        "article": grammar["article"],
        "vague": data["vague"],
        "words": data["words"],
    }
    return {word: role for role, words in roles.items() for word in words}


def _lists(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    bounds = data["bounds"]
    named = {
        "topic": bounds["topic"],
        "hurt_verbs": data["zero"]["hurt_verbs"],
        "be": data["grammar"]["be"],
        "measure_sign": [data["money"]["ambiguous"]["measure_sign"]],
        "change": data["grammar"]["change"],
        "points": data["percent"]["points"],
        "measure_money": data["money"]["ambiguous"]["measure"],
        "digits_money": data["money"]["ambiguous"]["digits_only"],
        "time": data["duration"]["units"],
        "one_needs": data["duration"]["one_needs"],
        "aged": data["age"]["before"],
        "old": data["age"]["suffix"],
        "abbreviations": data["measure"]["abbreviations"],
        "plural": data["plural"]["words"],
        "not_plural": data["plural"]["not_plural"],
        "zero": data["zero"]["nouns"],
        "hurt": data["zero"]["hurt"],
        "people": data["age"]["people"],
        "he": data["age"]["he"],
        "persons": data["one"]["persons"],
        "only": data["one"]["only"],
        "labels": data["names"]["labels"],
        "always": data["names"]["always"],
        "glued": data["names"]["glued"],
        "all": data["pointing"]["all"],
        "streets": data["names"]["streets"],
        "months": data["names"]["months"],
        "numbers": data["names"]["numbers"],
        "determiners": data["pointing"]["determiners"],
        "relatives": data["pointing"]["relatives"],
        "part": [
            *data["pointing"]["superlatives"],
            *data["pointing"]["determiners"],
            *data["pointing"]["ordinals"],
        ],
        "superlatives": data["pointing"]["superlatives"],
        "score": data["score"]["words"],
        "stop": data["of"]["stop"],
        "bare": data["of"]["bare"],
        "plural_suffix": [data["plural"]["suffix"]],
    }
    return {name: frozenset(words) for name, words in named.items()}


def _phrase_tables(data: Mapping[str, Any]) -> dict[str, Phrases]:
    return {
        "measure": _phrases(_same(data["measure"]["units"], "measure")),
        "idioms": _phrases(_same(data["idioms"]["phrases"], "idiom")),
        "groups": _phrases(_same(data["names"]["groups"], "name"), last=True),
        "of_age": _phrases(_same(data["age"]["of_age"], "age")),
        "nobody": _phrases(_same(data["grammar"]["nobody"], "nobody")),
        "in": _phrases(_same(data["grammar"]["in"], "in")),
    }
