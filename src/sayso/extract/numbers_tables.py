"""Makes the look-up tables of a lexicon from the checked tables of a language's file."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Literal

from sayso.extract.numbers_money import currency_names, symbols
from sayso.extract.numbers_phrases import Phrases, phrase_table, same_meaning
from sayso.extract.numbers_spelling import Denominators, Piece, Spelling
from sayso.extract.numbers_tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Bound = Literal["min", "max", "about"]
_BOUNDS: tuple[Bound, ...] = ("min", "max", "about")
_MOST_HUNDREDS = 99
_HUNDRED = 100


class Respell:
    """The other ways to print a word: without its accents ("millon"), or as typewriters did ("fuenf")."""

    def __init__(self, table: Mapping[str, list[str]]) -> None:
        """Take the letters to replace from the file's ``[respell]``."""
        self.pairs = list(zip(table["from"], table["to"], strict=True))

    def all(self, forms: Iterable[str]) -> Iterator[str]:
        """Yield every form and its other spellings."""
        for form in forms:
            yield form
            plain = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
            other = form
            for sign, letters in self.pairs:
                other = other.replace(sign, letters)
            yield from {plain, other} - {form}

    def numbers(self, table: Mapping[str, list[str]]) -> Iterator[tuple[str, float]]:
        """Turn number -> forms into pairs of every spelling and its number."""
        for number, forms in table.items():
            for form in self.all(forms):
                yield form, float(number)


def pairs(table: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Turn a table of name -> forms into pairs of form and name."""
    return [(form, name) for name, forms in table.items() for form in forms]


def bound_phrases(bounds: Mapping[str, list[str]], place: str) -> list[tuple[str, str]]:
    """Gather the phrases that bound a number, before it or (*place* "_after") after it."""
    return [pair for kind in _BOUNDS for pair in same_meaning(bounds[kind + place], kind)]


def spelling_of(data: Mapping[str, Any], respell: Respell) -> Spelling:
    """Make the rules by which number words are put together."""
    join, compounds, article = data["join"], data["compounds"], set(data["grammar"]["article"])
    words = _unaccented_never_article(respell, data["words"], article)
    scales = dict(respell.numbers(data["scales"]))
    bare = frozenset(respell.all(join["bare"]))
    inner = [
        *((form, _inner(number)) for form, number in respell.numbers(compounds["pieces"])),
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


def _inner(number: float) -> Piece:
    """Make a form that stands only inside a compound: one for a hundred multiplies ("due|cent|ottanta")."""
    return Piece(number, "scale", bare=True) if number >= _HUNDRED else Piece(number, "number")


def _unaccented_never_article(
    respell: Respell, table: Mapping[str, list[str]], article: set[str]
) -> dict[str, float]:
    """Read the number words; "één" without its accents is an article and only one if the file says so."""
    printed = {form for forms in table.values() for form in forms}
    return {form: n for form, n in respell.numbers(table) if form in printed or form not in article}


def denominators_of(table: Mapping[str, Any], spelling: Spelling, respell: Respell) -> Denominators:
    """Make the lower parts of fractions."""
    return Denominators(
        {form: int(number) for form, number in respell.numbers(table["words"])},
        tuple(sorted(respell.all(table["suffixes"]), key=len, reverse=True)),
        ("", *table["endings"]),
        frozenset(respell.all(table["always"])),
        table["unmarked"],
        frozenset(respell.all(table["halves"])),
        spelling,
    )


def units_of(data: Mapping[str, Any], language: str, respell: Respell) -> Phrases:
    """Gather what may follow a number as its unit: currencies and per cent; the file's own words first."""
    money = data["money"]
    own = [(form, code) for code, forms in money["names"].items() for form in respell.all(forms)]
    minor = [(form, f"minor:{code}") for form, code in pairs(money["minor"])]
    printed = {form for form, _ in [*own, *minor]}
    endings = money["adjective_endings"]
    known = [
        (form, code)
        for name, code in currency_names(language)
        for form in _declined(name, endings)
        if form not in printed
    ]
    return phrase_table([*own, *minor, *known, *symbols(), *same_meaning(data["percent"]["words"], "%")])


def _declined(name: str, endings: Sequence[str]) -> Iterator[str]:
    """Yield the forms of "kanadischer dollar" that cases give its adjective."""
    adjective, blank, rest = name.partition(" ")
    ending = next((e for e in sorted(endings, key=len, reverse=True) if adjective.endswith(e)), None)
    if not blank or ending is None:
        yield name
        return
    yield from (f"{adjective.removesuffix(ending)}{other} {rest}" for other in endings)


def openers_of(
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
        "words": [*spelling.bare, *spelling.words, *spelling.phrases],
        "article": grammar["article"],
    }
    return {word: role for role, words in roles.items() for word in words}


def lists_of(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Gather the lists of words under the names that the grammars call them by."""
    pointing = data["pointing"]
    named = {
        "topic": data["bounds"]["topic"],
        "topic_bounds": data["bounds"]["topic_bounds"],
        "hurt_verbs": data["zero"]["hurt_verbs"],
        "be": data["grammar"]["be"],
        "change": data["grammar"]["change"],
        "points": [" ".join(lower_words(form)) for form in data["percent"]["points"]],
        "percent": [lower_words(form)[0] for form in data["percent"]["words"]],
        "measure_sign": data["money"]["measure_sign"],
        "measure_money": data["money"]["measure"],
        "digits_money": data["money"]["digits_only"],
        "time": data["duration"]["units"],
        "one_needs": data["duration"]["one_needs"],
        "aged": data["age"]["before"],
        "no_age": data["age"]["not_before"],
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
        "minor": [form for form, _ in pairs(data["money"]["minor"])],
        "only": data["one"]["only"],
        "pronoun_after": data["one"]["pronoun_after"],
        "part": [*pointing["superlatives"], *pointing["determiners"], *pointing["ordinals"]],
        "score": data["score"]["words"],
        "stop": data["of"]["stop"],
        "bare": data["of"]["bare"],
    }
    for name in ("labels", "always", "glued", "streets", "reversed_streets", "months", "numbers"):
        named[name] = data["names"][name]
    named["not_capitalised"] = data["names"]["not_capitalised"]
    for name in ("all", "determiners", "ordinals", "relatives", "superlatives"):
        named[name] = pointing[name]
    return {name: frozenset(words) for name, words in named.items()}


def phrase_tables_of(data: Mapping[str, Any], respell: Respell) -> dict[str, Phrases]:
    """Gather the tables of phrases under the names that the grammars call them by."""
    return {
        "measure": _measures(data["measure"]["names"], respell),
        "idioms": phrase_table(same_meaning(data["idioms"]["phrases"], "idiom")),
        "groups": phrase_table(same_meaning(data["names"]["groups"], "name"), last=True),
        "of_age": phrase_table(same_meaning(data["age"]["of_age"], "age")),
        "have": phrase_table(
            [*same_meaning(data["age"]["have"], "age"), *same_meaning(data["age"]["have_not"], "")], last=True
        ),
        "adverbs": phrase_table(same_meaning(data["age"]["adverbs"], "adverb"), last=True),
        "elder": phrase_table(same_meaning(data["age"]["elder"], "age")),
        "nobody": phrase_table(same_meaning(data["grammar"]["nobody"], "nobody")),
        "in": phrase_table(same_meaning(data["grammar"]["in"], "in")),
        "noun_in": phrase_table(same_meaning(data["grammar"]["noun_in"], "in")),
        "of": phrase_table(same_meaning(data["grammar"]["of"], "of")),
        "shares": phrase_table((form, number) for number, forms in data["shares"].items() for form in forms),
    }


def _measures(names: Mapping[str, list[str]], respell: Respell) -> Phrases:
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
