"""The word lists behind names: titles, given names, words of organisations, countries."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from sayso.names.spelling import fold, sound_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_DERIVED = re.compile(
    r"(?P<plural>.{3,}(?:an|ar|[io]|er|ek|ot|ane|ite|uk))s$"
    r"|(?P<man>.*(?:sh|ch))(?:wo)?m[ae]n$"
    r"|(?P<compound>.{3,}(?:[aio]n|i|ish|ese|ch))-(?:born|made|led|backed|owned|based|speaking|held|occupied)$"
)
"""A people in the plural, one of a people, or something of theirs, with the adjective it is made from."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``names.toml``, folded. ``given`` maps a sound key to its name groups."""

    titles: frozenset[str]
    short_titles: frozenset[str]
    callings: frozenset[str]
    portfolios: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    postnominals: frozenset[str]
    family_first: frozenset[str]
    pronouns: frozenset[str]
    title_gender: Mapping[str, str]
    given: Mapping[str, frozenset[int]]
    given_gender: Mapping[str, str]
    organisation_words: frozenset[str]
    droppable: frozenset[str]
    short_mastheads: frozenset[str]
    spellings: Mapping[str, str]


@functools.cache
def lexicon() -> Lexicon:
    """Return the lists, read once."""
    raw = tomllib.loads(_read("names.toml"))
    given, given_gender = _given_names(raw["male"], raw["female"])
    title_gender = dict.fromkeys(raw["female_titles"].split(), "f")
    title_gender |= dict.fromkeys(raw["male_titles"].split(), "m")
    return Lexicon(
        titles=frozenset(raw["titles"].split()),
        short_titles=frozenset(raw["short_titles"].split()),
        callings=frozenset(raw["callings"].split()),
        portfolios=frozenset(raw["portfolios"].split()),
        particles=frozenset(raw["particles"].split()),
        suffixes=frozenset(raw["suffixes"].split()),
        postnominals=frozenset(raw["postnominals"].split()),
        family_first=frozenset(map(sound_key, raw["family_first"].split())),
        pronouns=frozenset(raw["pronouns"].split()),
        title_gender=title_gender,
        given=given,
        given_gender=given_gender,
        organisation_words=frozenset(raw["organisation_words"].split()),
        droppable=frozenset(raw["droppable"].split()),
        short_mastheads=frozenset(raw["short_mastheads"].split()),
        spellings=raw["spellings"],
    )


def _given_names(male: list[str], female: list[str]) -> tuple[dict[str, frozenset[int]], dict[str, str]]:
    """Return groups by sound key, and the gender of keys that only one gender bears.

    Names of the census list stand alone, each in a group of its own, unless a group has them.
    """
    groups: dict[str, set[int]] = {}
    genders: dict[str, set[str]] = {}
    lines = [("m", line) for line in male] + [("f", line) for line in female]
    for number, (gender, line) in enumerate(lines):
        for form in line.split():
            groups.setdefault(sound_key(form), set()).add(number)
            genders.setdefault(sound_key(form), set()).add(gender)
    for number, (name, borne_by) in enumerate(_census(), start=len(lines)):
        if name not in groups:
            genders.setdefault(name, set()).update(borne_by)
            groups[name] = {number}
    sure = {key: min(found) for key, found in genders.items() if len(found) == 1}
    return {key: frozenset(found) for key, found in groups.items()}, sure


def _census() -> Iterator[tuple[str, str]]:
    """Yield the sound key and the genders ("f", "m", "fm") of the given names of the census list."""
    borne_by = {"male:": "m", "female:": "f", "both:": "fm"}
    genders = ""
    for line in _read("given_us.txt").splitlines():
        if line in borne_by:
            genders = borne_by[line]
        elif not line.startswith("#"):
            yield from ((sound_key(name), genders) for name in line.split())


@functools.cache
def listed_countries() -> dict[str, str]:
    """Return every folded name and adjective of a country in common English use, with the country's own."""
    return _country_forms("countries.txt")


@functools.cache
def _territories() -> dict[str, str]:
    """Return further states and territories, and names in other languages, with the English name."""
    return _country_forms("territories.txt")


@functools.cache
def _capitals() -> dict[str, str]:
    return _country_forms("capitals.txt")


def _country_forms(file: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _read(file).splitlines():
        if line and not line.startswith("#"):
            country, _, others = line.partition(":")
            for form in (country, *others.split(",")):
                forms[_country_form(form)] = country
    return forms


@functools.cache
def _country_pattern() -> re.Pattern[str]:
    listed = {*listed_countries(), *_territories()}
    forms = sorted((form for form in listed if " " in form), key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b")


def _country_form(words: str) -> str:
    return fold(words).replace(".", "").strip()


def country_of(words: str) -> str | None:
    """Return the country that *words* name or describe ("Russian", "U.S.", "Angolans"), if they do.

    The pronoun "us" is no country; "US" and "U.S." are. Of peoples also the plural and the
    compound count ("Frenchwoman", "Belgian-born"), of territories and of names in other
    languages ("Belgien") only those with a capital.
    """
    if words == "us":
        return None
    form = _country_form(words)
    found = listed_countries().get(form) or _people_of(form)
    return found or (_territories().get(form) if words[:1].isupper() else None)


def _people_of(form: str) -> str | None:
    """Return the country whose people or things a derived word names ("chileans", "dutchmen")."""
    match = _DERIVED.match(form)
    if match is None:
        return None
    adjective = match["plural"] or match["man"] or match["compound"]
    country = listed_countries().get(adjective)
    return country if country and _country_form(country) != adjective else None


def capital_of(words: str) -> str | None:
    """Return the country whose government *words* may stand for ("Kiev", "the Kremlin"), if they do."""
    return _capitals().get(_country_form(words))


def join_countries(text: str) -> str:
    """Return folded *text* with each country of several words as the one word of its key."""
    known = {**_territories(), **listed_countries()}
    return _country_pattern().sub(lambda match: country_key(known[match.group()]), text)


def country_key(country: str) -> str:
    """Return the token that stands for *country* in a bag of words."""
    return "@" + fold(country).replace(" ", "-")


def _read(name: str) -> str:
    return resources.files("sayso.names").joinpath(name).read_text(encoding="utf-8")
