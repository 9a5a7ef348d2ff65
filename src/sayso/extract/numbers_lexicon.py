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
import unicodedata
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from sayso.extract.numbers_digits import Separators
from sayso.extract.numbers_money import codes, currency_names, symbols
from sayso.extract.numbers_phrases import (
    Phrase,
    Phrases,
    phrase_at,
    phrase_before,
    phrase_table,
    same_meaning,
)
from sayso.extract.numbers_preset import SCALE_NAMES, Interval, Vague, load_vague
from sayso.extract.numbers_schema import checked
from sayso.extract.numbers_spelling import Piece, Spelling
from sayso.extract.numbers_tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "SCALE_NAMES", "Bound", "Interval", "Lexicon", "Phrase", "Phrases", "Vague", "load_lexicon", "load_vague",
    "phrase_at", "phrase_before", "read_data",
]  # fmt: skip

Bound = Literal["min", "max", "about"]
_MOST_HUNDREDS = 99
_BOUNDS: tuple[Bound, ...] = ("min", "max", "about")


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


@dataclass(frozen=True, slots=True)
class Denominators:
    """The lower parts of fractions: listed words, and ordinals made of a number word and a suffix."""

    words: Mapping[str, int]
    suffixes: tuple[str, ...]
    endings: tuple[str, ...]
    always: frozenset[str]
    unmarked: bool
    halves: frozenset[str]
    spelling: Spelling
    _made: dict[str, int] = field(default_factory=dict)

    def get(self, word: str) -> int:
        """Return what *word* divides by, 0 where it is no lower part of a fraction."""
        if word in self.words:
            return self.words[word]
        if word not in self._made:
            self._made[word] = self._derived(word)
        return self._made[word]

    def _derived(self, word: str) -> int:
        """Read "fünfundzwanzigstel" or "vingtième" by its stem: a number word, perhaps without its ending."""
        for suffix in self.suffixes:
            stem = word.removesuffix(suffix)
            if stem == word or not stem:
                continue
            for ending in self.endings:
                whole = stem + ending
                number = self.spelling.value_of(whole) or self.spelling.scales.get(whole)
                if number and number > 1:
                    return int(number)
        return 0


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
    bounds, respell = data["bounds"], _Respell(data["respell"])
    spelling = _spelling(data, respell)
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
        denominators=_denominators(data["denominators"], spelling, respell),
        vague=vague,
        grammar=grammar,
        before=phrase_table(_bounds(bounds, ""), last=True),
        after=phrase_table(_bounds(bounds, "_after")),
        intensifiers=frozenset(bounds["intensifiers"]),
        prefixes=phrase_table([*_pairs(data["money"]["prefixes"]), *symbols()], last=True),
        codes=codes(),
        units=_units(data, language, respell),
        lists=_lists(data),
        people=data["zero"]["people"],
        openers=_openers(data, spelling, {**tables, "vague": vague}),
        age_unit=data["age"]["unit"],
        of_order=tuple(data["of"]["for"]),
        phrases=_phrase_tables(data, respell),
        article_is_one=data["language"]["article_is_one"],
        **tables,
    )


class _Respell:
    """The other ways to print a word: without its accents ("millon"), or as typewriters did ("fuenf")."""

    def __init__(self, table: Mapping[str, list[str]]) -> None:
        self._pairs = list(zip(table["from"], table["to"], strict=True))

    def all(self, forms: Iterable[str]) -> Iterator[str]:
        for form in forms:
            yield form
            plain = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
            other = form
            for sign, letters in self._pairs:
                other = other.replace(sign, letters)
            yield from {plain, other} - {form}

    def numbers(self, table: Mapping[str, list[str]]) -> Iterator[tuple[str, float]]:
        for number, forms in table.items():
            for form in self.all(forms):
                yield form, float(number)


def _pairs(table: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    return [(form, name) for name, forms in table.items() for form in forms]


def _bounds(bounds: Mapping[str, list[str]], place: str) -> list[tuple[str, str]]:
    return [pair for kind in _BOUNDS for pair in same_meaning(bounds[kind + place], kind)]


def _spelling(data: Mapping[str, Any], respell: _Respell) -> Spelling:
    join, compounds, article = data["join"], data["compounds"], set(data["grammar"]["article"])
    words = _unaccented_never_article(respell, data["words"], article)
    scales = dict(respell.numbers(data["scales"]))
    bare = frozenset(respell.all(join["bare"]))
    inner = [
        *((form, Piece(number, "number")) for form, number in respell.numbers(compounds["pieces"])),
        *((form, Piece(0.5, "half")) for form in respell.all(compounds["halves"])),
        *((form, Piece(0.0, "joiner")) for form in compounds["joiners"]),
    ]
    return Spelling(
        words={form: number for form, number in words.items() if form.isalpha()},
        scales={form.removesuffix("."): number for form, number in scales.items()},
        dotted=frozenset(form.removesuffix(".") for form in scales if form.endswith(".")),
        bare=bare,
        phrases=phrase_table((form, str(number)) for form, number in words.items() if not form.isalpha()),
        joins=data["grammar"]["and"],
        after=frozenset(join["after"]),
        rooms={float(number): float(room) for number, room in join["rooms"].items()},
        across=join["across"],
        inner=dict(inner) if inner else None,
        units_first=compounds["units_first"],
        digits=join["digits"],
        most_hundreds=join["most_hundreds"] or _MOST_HUNDREDS,
    )


def _unaccented_never_article(
    respell: _Respell, table: Mapping[str, list[str]], article: set[str]
) -> dict[str, float]:
    """Read the number words; "één" without its accents is an article and only one if the file says so."""
    printed = {form for forms in table.values() for form in forms}
    return {form: n for form, n in respell.numbers(table) if form in printed or form not in article}


def _denominators(table: Mapping[str, Any], spelling: Spelling, respell: _Respell) -> Denominators:
    return Denominators(
        {form: int(number) for form, number in respell.numbers(table["words"])},
        tuple(sorted(respell.all(table["suffixes"]), key=len, reverse=True)),
        ("", *table["endings"]),
        frozenset(respell.all(table["always"])),
        table["unmarked"],
        frozenset(respell.all(table["halves"])),
        spelling,
    )


def _units(data: Mapping[str, Any], language: str, respell: _Respell) -> Phrases:
    """Gather what may follow a number as its unit: currencies and per cent; the file's own words first."""
    money = data["money"]
    own = [(form, code) for code, forms in money["names"].items() for form in respell.all(forms)]
    minor = [(form, f"minor:{code}") for form, code in _pairs(money["minor"])]
    printed = {form for form, _ in [*own, *minor]}
    known = [pair for pair in currency_names(language) if pair[0] not in printed]
    return phrase_table([*own, *minor, *known, *symbols(), *same_meaning(data["percent"]["words"], "%")])


def _openers(
    data: Mapping[str, Any], spelling: Spelling, tables: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """Map every word that can begin a number to the reader it calls for; the later of two roles counts."""
    grammar = data["grammar"]
    multi = [prefix + scale for prefix in grammar["multi"] for scale in ("", *spelling.scales)]
    roles: dict[str, Iterable[str]] = {
        "multi": multi,
        "multiple": tables["multiples"],
        "several": [*grammar["some"], *grammar["few"]],
        "half": grammar["half"],
        "share": [form.split()[0] for form in tables["shares"]],
        "vague": tables["vague"],
        "collective": tables["collectives"],
        "words": [*spelling.bare, *spelling.words, *spelling.phrases],
        "article": grammar["article"],
    }
    return {word: role for role, words in roles.items() for word in words}


def _lists(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Gather the lists of words under the names that the grammars call them by."""
    pointing = data["pointing"]
    named = {
        "topic": data["bounds"]["topic"],
        "hurt_verbs": data["zero"]["hurt_verbs"],
        "be": data["grammar"]["be"],
        "change": data["grammar"]["change"],
        "points": data["percent"]["points"],
        "percent": [lower_words(form)[0] for form in data["percent"]["words"]],
        "measure_sign": data["money"]["measure_sign"],
        "measure_money": data["money"]["measure"],
        "digits_money": data["money"]["digits_only"],
        "time": data["duration"]["units"],
        "one_needs": data["duration"]["one_needs"],
        "aged": data["age"]["before"],
        "old": data["age"]["suffix"],
        "abbreviations": data["measure"]["abbreviations"],
        "not_plural": data["plural"]["not_plural"],
        "plural": data["plural"]["words"],
        "plural_suffix": data["plural"]["suffixes"],
        "zero": data["zero"]["nouns"],
        "hurt": data["zero"]["hurt"],
        "people": data["age"]["people"],
        "he": data["age"]["he"],
        "persons": data["one"]["persons"],
        "minor": [form for form, _ in _pairs(data["money"]["minor"])],
        "only": data["one"]["only"],
        "pronoun_after": data["one"]["pronoun_after"],
        "part": [*pointing["superlatives"], *pointing["determiners"], *pointing["ordinals"]],
        "score": data["score"]["words"],
        "stop": data["of"]["stop"],
        "bare": data["of"]["bare"],
    }
    straight = [(data["names"], "labels always glued streets months numbers not_capitalised reversed_streets"),
                (pointing, "all determiners relatives superlatives")]  # fmt: skip
    for table, names in straight:
        named.update({name: table[name] for name in names.split()})
    return {name: frozenset(words) for name, words in named.items()}


def _phrase_tables(data: Mapping[str, Any], respell: _Respell) -> dict[str, Phrases]:
    return {
        "measure": _measures(data["measure"]["names"], respell),
        "idioms": phrase_table(same_meaning(data["idioms"]["phrases"], "idiom")),
        "groups": phrase_table(same_meaning(data["names"]["groups"], "name"), last=True),
        "of_age": phrase_table(same_meaning(data["age"]["of_age"], "age")),
        "nobody": phrase_table(same_meaning(data["grammar"]["nobody"], "nobody")),
        "in": phrase_table(same_meaning(data["grammar"]["in"], "in")),
        "of": phrase_table(same_meaning(data["grammar"]["of"], "of")),
        "shares": phrase_table((form, number) for number, forms in data["shares"].items() for form in forms),
    }


def _measures(names: Mapping[str, list[str]], respell: _Respell) -> Phrases:
    """Gather the units of measure; short ones only as they are printed ("pé" is a foot, "pe" is not)."""
    return phrase_table(
        (form, name)
        for name, forms in names.items()
        for printed in forms
        for form in (respell.all([printed]) if len(printed) > len("pés") else [printed])
    )


def lower_words(text: str) -> list[str]:
    """Return the lower-case words of *text* as the grammar sees them."""
    return list(tokenize(text).lowers)
