"""Names of organisations and outlets: word order, acronyms, nationality, mastheads."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.names.lexicon import country_key, country_of, join_countries, lexicon
from sayso.names.spelling import fold, sound_key

if TYPE_CHECKING:
    from collections.abc import Iterator

_MINOR = frozenset(
    {
        "the",
        "of",
        "and",
        "for",
        "in",
        "on",
        "a",
        "an",
        "de",
        "la",
        "le",
        "du",
        "des",
        "et",
        "to",
        "und",
        "der",
    }
)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_DOTTED = re.compile(r"\b(?:\w\.)+\w\b\.?")
_DOMAIN = re.compile(r"^(?:www\.)?([\w-]+)\.(?:com|org|net|co|info|news|int|[a-z]{2})(?:\.[a-z]{2})?$")
_AMERICAN = ((re.compile(r"isation$"), "ization"), (re.compile(r"(?<=\w)our$"), "or"))
_LONGEST_ACRONYM = 7
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation's printed name taken apart.

    ``words`` are its content words in order as sound keys, countries as one token;
    ``initials`` are the acronyms it can have; ``acronym`` is set when the name is one.
    ``masthead`` is the last word where a newspaper may go by it; ``run`` is all words without spaces.
    """

    text: str
    words: tuple[str, ...]
    initials: frozenset[str]
    acronym: str | None = None
    masthead: str | None = None
    run: str = ""

    @property
    def bag(self) -> frozenset[str]:
        """The content words without order."""
        return frozenset(self.words)

    @property
    def core(self) -> frozenset[str]:
        """The content words without nationality and without words that may be dropped."""
        return frozenset(w for w in self.words if not w.startswith("@") and w not in _droppable()) or self.bag

    @property
    def countries(self) -> frozenset[str]:
        """The country tokens among the words."""
        return frozenset(word for word in self.words if word.startswith("@"))


@functools.cache
def _droppable() -> frozenset[str]:
    return frozenset(sound_key(word) for word in lexicon().droppable)


@functools.lru_cache(maxsize=16384)
def parse_organisation(printed: str) -> OrganisationName:
    """Take a printed name of an organisation apart; articles and possessives go."""
    text = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", _POSSESSIVE.sub("", printed).strip(' ,.;:"“”'))
    plain = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    acronym = plain if _is_acronym(plain) else None
    domain = _DOMAIN.match(plain.lower())
    plain = domain.group(1) if domain else plain
    words = [word for word in re.split(r"[\s\-\u2010-\u2013/.&,]+", plain) if word]
    folded = join_countries(fold(" ".join(word for word in words if word != "us")))
    tokens = [_token(word) for word in folded.split() if word not in _MINOR]
    content = tuple(token for token in tokens if token)
    mastheads = lexicon().short_mastheads
    last = fold(words[-1]) if words else ""
    return OrganisationName(
        text=re.sub(r"^the\s+|['’]s?$", "", printed.strip(' ,;:"“”')),
        words=content,
        initials=_initials(words, [word for word in re.split(r"[\s/.&,]+", plain) if word]),
        acronym=fold(acronym) if acronym else None,
        run="".join(fold(word) for word in words),
        masthead=sound_key(last) if last in mastheads else None,
    )


def _is_acronym(plain: str) -> bool:
    capitals = sum(letter.isupper() for letter in plain)
    return plain.isalnum() and 1 < len(plain) <= _LONGEST_ACRONYM and capitals > len(plain) / 2


def _token(word: str) -> str:
    if word.startswith("@"):
        return word
    country = country_of(word.upper() if word == "us" else word)
    if country:
        return country_key(country)
    word = lexicon().spellings.get(word, word)
    for ending, american in _AMERICAN:
        word = ending.sub(american, word)
    return sound_key(word)


def _initials(words: list[str], hyphened: list[str]) -> frozenset[str]:
    """Return the acronyms of a name: with and without its small words, with and without a country.

    A compound counts once or by its parts ("Co-operation", "France-Presse"), and a word that
    is an acronym itself with all its letters ("U.S. Geological Survey": USGS).
    """
    return frozenset(one for form in (words, hyphened) for one in _initials_of(form) if len(one) > 1)


def _initials_of(words: list[str]) -> Iterator[str]:
    letters = [(word, fold(word)[:1]) for word in words if fold(word)[:1].isalnum()]
    main = [(word, letter) for word, letter in letters if fold(word) not in _MINOR]
    yield "".join(letter for _, letter in letters)
    yield "".join(letter for _, letter in main)
    yield "".join(letter for word, letter in main if not country_of(word))
    yield "".join(letter for word, letter in letters if not country_of(word))
    if len(main) > 1:
        yield "".join(fold(word) if _is_acronym(word) else letter for word, letter in main)


def same_organisation(a: OrganisationName, b: OrganisationName) -> bool:
    """Return whether two names are surely one organisation: the same words, or an acronym and its words."""
    if not a.words or not b.words:
        return False
    if a.bag == b.bag or a.run == b.run:
        return True
    return _abbreviates(a, b) or _abbreviates(b, a)


def _abbreviates(short: OrganisationName, whole: OrganisationName) -> bool:
    """Tell whether *short* is an acronym of *whole*: in capitals, as a word ("Nato"), or of one's country.

    "The Russian MoD" is the Ministry of Defence of Russia, and of no other country.
    """
    if short.acronym is not None:
        return short.acronym in whole.initials
    if len(short.words) == 1 and len(short.run) >= _SHORTEST_WORD:
        return short.run in whole.initials and len(whole.words) > 1
    own = [word for word in short.text.split() if _is_acronym(word) and not country_of(word)]
    abroad = len(short.words) == 2 and len(short.countries) == 1 and short.countries == whole.countries
    return abroad and len(own) == 1 and fold(own[0]) in whole.initials


@functools.lru_cache(maxsize=65536)
def may_shorten(short: OrganisationName, whole: OrganisationName) -> bool:
    """Return whether *short* may stand for *whole* where no other organisation fits.

    Nationality and words such as "News" or "Inc" may be left out ("the Defence
    Ministry"), and a newspaper may go by its last word ("the Post").
    """
    if not short.words or not whole.words or short.bag == whole.bag:
        return False
    if len(short.words) == 1 and short.words[0] == whole.masthead and len(whole.words) > 1:
        return True
    if short.acronym and len(short.acronym) > 2 and short.acronym in _cut(whole.initials):
        return True
    foreign = short.countries and whole.countries and short.countries != whole.countries
    only_country = short.bag == short.countries or whole.bag == whole.countries
    return not foreign and not only_country and short.core == whole.core


def _cut(initials: frozenset[str]) -> set[str]:
    """Return acronyms without their last letter, as "CDC" leaves prevention out."""
    return {one[:-1] for one in initials if len(one) > 3}


def looks_like_organisation(printed: str) -> bool:
    """Return whether a printed name reads as an organisation's rather than a person's."""
    words = [fold(word).strip(".") for word in re.split(r"[\s\-]+", _POSSESSIVE.sub("", printed)) if word]
    named = lexicon().organisation_words
    return (
        any(word in named for word in words[-1:])
        or bool(words and words[0] in named and "of" in words)
        or (len(words) == 1 and _is_acronym(printed.replace(".", "")))
    )
