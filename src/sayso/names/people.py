"""Names of people: what is title and what is name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from sayso.names.lexicon import country_of, lexicon
from sayso.names.spelling import fold, sound_key

_WORD = re.compile(r"[^\s,;()\"“”«»]+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_BOUND = frozenset(
    {
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "ter",
        "ten",
        "bin",
    }
)
LONGEST_SYLLABLE = 5
"""Letters of a syllable's sound key, at most: "Young" in "Yoon Young-chan"."""

_ARTICLES = frozenset({"al", "el", "as", "ar", "an", "ad"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's printed name taken apart.

    ``text`` is the name as printed, without title, descriptor and possessive;
    ``keys`` are the sound keys of its words (an initial is one letter), ``title``
    the word that ends its title ("secretary"), ``gender`` "f" or "m" where title or
    given name tell, ``suffix`` "jr" and the like.
    """

    text: str
    keys: tuple[str, ...]
    title: str | None = None
    gender: str | None = None
    suffix: str | None = None

    @property
    def full(self) -> bool:
        """Whether the name has a given name or initial beside the family name."""
        return len(self.keys) > 1

    @property
    def family_first(self) -> bool:
        """Whether the family name stands first, as in Chinese and Korean names ("Kim Jong Un")."""
        if len(self.keys) not in (2, 3) or self.keys[0] not in lexicon().family_first:
            return False
        given = lexicon().given
        syllables = all(len(key) <= LONGEST_SYLLABLE for key in self.keys)
        usual = syllables if len(self.keys) == 3 else self.keys[0] not in given
        return usual and self.keys[1] not in given


@functools.lru_cache(maxsize=16384)
def parse_person(printed: str) -> PersonName:
    """Take a printed mention apart: "Foreign Secretary Liz Truss" is *Liz Truss*, a secretary.

    Descriptors before the title and after a comma go; what has no name in it gives
    an empty ``text``.
    """
    parts = [_name_part(part) for part in re.split(r"[,;(]", printed)]
    found = [part for part in parts if part.text]
    for part in found:
        if part.full:
            return part
    return found[0] if found else PersonName("", ())


def title_gender(printed: str) -> str | None:
    """Return the gender ("f", "m") that the title in a printed name tells ("Mr. Fir"), if it tells one."""
    title = parse_person(printed).title
    return lexicon().title_gender.get(title) if title else None


def _name_part(part: str) -> PersonName:
    words = _before_of([_POSSESSIVE.sub("", word) for word in _WORD.findall(part)])
    folded = [fold(word).strip(".") for word in words]
    suffix, ending = None, ""
    lists = lexicon()
    while len(words) > 1 and _is_postnominal(words, folded):
        words, folded = words[:-1], folded[:-1]
    if len(words) > 1 and folded[-1] in lists.suffixes:
        suffix, ending, words, folded = folded[-1], " " + words[-1], words[:-1], folded[:-1]
    start = _after_title(words, folded)
    title = next((word for word in reversed(folded[:start]) if word in lists.titles), None)
    start += sum(1 for _ in _leading_filler(words[start:], folded[start:]))
    words, folded = words[start:], folded[start:]
    if not words or (title is None and start and len(words) == 1 and country_of(words[0])):
        return PersonName("", ())
    keys = _keys(words)
    name = PersonName(" ".join(words) + ending, keys, title, None, suffix)
    given = lists.given_gender.get(keys[0]) if name.full and not name.family_first else None
    return replace(name, gender=lists.title_gender.get(title or "") or given)


def _is_postnominal(words: list[str], folded: list[str]) -> bool:
    """Say whether letters of a degree, honour or office end a name ("Ada Fir KC", but not "the Tory MP")."""
    lists = lexicon()
    letters = folded[-1].replace(".", "")
    named = any(word in lists.titles or word in lists.given for word in folded[:-1])
    known = letters not in lists.titles or (named and folded[-2] not in lists.titles)
    return letters in lists.postnominals and not words[-1].islower() and known


def _before_of(words: list[str]) -> list[str]:
    """Leave out where someone is of: "President Ada Fir of Freedonia", "Gen. Bo Elm of the Army".

    Before "of" must stand a name, which a title or a second word shows: "Secretary of State
    Ada Fir" and "Bank of Elmstead governor Bo Fir" have theirs behind it.
    """
    lists = lexicon()
    at = next((i for i, word in enumerate(words) if word in ("of", "from")), len(words))
    before = words[:at]
    folded = [fold(word).strip(".") for word in before]
    titled = any(word in lists.titles for word in folded)
    own = 0
    while own < at and before[-1 - own][:1].isupper() and folded[-1 - own] not in lists.titles:
        own += 1
    name = before[at - own :]
    plain = bool(name) and not any(
        fold(word) in lists.portfolios | lists.organisation_words or country_of(word) for word in name
    )
    known = own == 2 and fold(name[0]) in lists.given
    return before if plain and ((titled and own < len(before)) or known) else words


def _after_title(words: list[str], folded: list[str]) -> int:
    """Return where the name starts: after the last title word and the last lower-case word."""
    lists = lexicon()
    start = 0
    for index, word in enumerate(words[:-1]):
        small = word.islower() and folded[index] not in lists.particles
        called = folded[index] in lists.titles | lists.callings
        if small or called or folded[index] in {"the", "of", "for"}:
            start = index + 1
    return len(words) if words[-1:] and words[-1].islower() else start


def _leading_filler(words: list[str], folded: list[str]) -> list[str]:
    """Return the words at the start that belong to a title ("of *State* Antony Blinken")."""
    filler: list[str] = []
    lists = lexicon()
    for index, word in enumerate(words[:-1]):
        rest = len(words) - index - 1
        a_country = country_of(word) is not None and (index > 0 or rest > 1)
        if folded[index] in lists.portfolios or a_country or not any(c.isalnum() for c in word):
            filler.append(word)
        else:
            break
    return filler


def _keys(words: list[str]) -> tuple[str, ...]:
    keys: list[str] = []
    shouted = all(word.isupper() for word in words)
    for word in _bound(words):
        initials = not shouted and word.isalpha() and word.isupper() and len(word) == 2
        pieces = list(word) if initials else [p for p in re.split(r"[-\u2010-\u2013.]", word) if p]
        keys += [_key(piece) for piece in pieces if not _is_article(piece, hyphened=len(pieces) > 1)]
    return tuple(key for key in keys if key) or tuple(key for key in map(sound_key, words) if key)


def _key(piece: str) -> str:
    """Return the sound key of a name's piece; an initial is its plain letter."""
    return fold(piece) if len(fold(piece)) == 1 else sound_key(piece)


def _bound(words: list[str]) -> list[str]:
    """Bind the particles of a family name to it: "Bill", "deBlasio"."""
    bound: list[str] = []
    held = ""
    for word in words:
        if fold(word) in _BOUND:
            held += word
        else:
            bound.append(held + word)
            held = ""
    return [*bound, held] if held else bound


def _is_article(piece: str, *, hyphened: bool) -> bool:
    """Say whether a piece of a name is the Arabic article, which English prints or leaves out."""
    return piece.casefold() in _ARTICLES and (piece.islower() or hyphened)


def is_formal(name: PersonName) -> bool:
    """Return whether a name bears a suffix as a part of its fullest form ("Roger J. Stone Jr.").

    Such a person may go without it elsewhere ("Roger Stone"), where no father does.
    """
    return name.suffix is not None and any(len(key) == 1 for key in name.keys[1:-1])
