"""Names of people: what is title and what is name, and when two names may be one person."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from sayso.names.lexicon import country_of, lexicon
from sayso.names.spelling import fold, near, sound_key

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

SOUNDS = {
    "c": "ks",
    "j": "ie",
    "y": "ie",
    "x": "k",
    "q": "k",
    "w": "v",
    "p": "f",
    "k": "h",
    "g": "h",
    "d": "j",
}
"""First letters of sound keys that a name with this initial may have ("Y." Evgeny, "P." Filip)."""

VOWELS = frozenset("aeiou")
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


def _name_part(part: str) -> PersonName:
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(part)]
    folded = [fold(word).strip(".") for word in words]
    suffix, ending = None, ""
    lists = lexicon()
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


def _after_title(words: list[str], folded: list[str]) -> int:
    """Return where the name starts: after the last title word and the last lower-case word."""
    lists = lexicon()
    start = 0
    for index, word in enumerate(words[:-1]):
        small = word.islower() and folded[index] not in lists.particles
        if small or folded[index] in lists.titles or folded[index] in {"the", "of", "for"}:
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


def same_person(a: PersonName, b: PersonName) -> bool:
    """Return whether two names may be of one person: nothing in them says otherwise.

    Two full names need the family name and the first name to agree (one of them by
    spelling or short form, an initial counts); a part-name needs to be a part of
    the other. Whether a part-name fits only one person is the caller's to judge.
    """
    if not a.keys or not b.keys or _gender_clash(a, b) or _suffix_clash(a, b):
        return False
    if a.keys == b.keys:
        return True
    if len(a.keys) > len(b.keys):
        a, b = b, a
    if a.full:
        return _same_full(a, b)
    return part_rank(a, b) > 0 or (not b.full and _same_alone(a.keys[0], b.keys[0]))


def _gender_clash(a: PersonName, b: PersonName) -> bool:
    return a.gender is not None and b.gender is not None and a.gender != b.gender


def _suffix_clash(a: PersonName, b: PersonName) -> bool:
    """Say whether one is a Jr. and the other is not: father and son share all the rest."""
    return a.full and b.full and a.suffix != b.suffix


def is_formal(name: PersonName) -> bool:
    """Return whether a name bears a suffix as a part of its fullest form ("Roger J. Stone Jr.").

    Such a person may go without it elsewhere ("Roger Stone"), where no father does.
    """
    return name.suffix is not None and any(len(key) == 1 for key in name.keys[1:-1])


def _same_alone(a: str, b: str) -> bool:
    """Say whether two words differ in vowels inside or in k, g, h only (Gaddafi, Qaddafi)."""
    return near(a, b) and _consonants(a) == _consonants(b) and a[-1:] == b[-1:]


def _consonants(key: str) -> str:
    return "".join(letter for letter in key if letter not in "aeiou").translate(str.maketrans("gh", "kk"))


def _same_full(one: PersonName, other: PersonName) -> bool:
    a, b = one.keys, other.keys
    if a == b[: len(a)] or a == b[-len(a) :] or "".join(a) == "".join(b):
        return len(max(a[0], a[-1], key=len)) > 1
    if _turned_round(a, b):
        return True
    exact = a[-1] == b[-1]
    if not exact and not near(a[-1], b[-1]) and not _masculine(one, other):
        return False
    if not _same_given(a[0], b[0], fuzzy=exact and len(a[0]) > 5):
        return False
    return _same_middle(a[1:-1], b[1:-1])


def _turned_round(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether one name puts the family first and the other last ("Orbán Viktor").

    Where both words are given names ("Ali Hassan"), order is all that tells two people apart.
    """
    given = lexicon().given
    both_given = all(key in given for key in a)
    return len(a) == len(b) and len(a) < 4 and a in (b[1:] + b[:1], b[-1:] + b[:-1]) and not both_given


def _masculine(one: PersonName, other: PersonName) -> bool:
    """Say whether two family names of men differ in their last vowel only ("Lukashenko", "-ka").

    That is how a language writes the name, and no woman's form of it, where both are surely men's.
    """
    a, b = one.keys[-1], other.keys[-1]
    return one.gender == other.gender == "m" and len(a) > 5 and a[:-1] == b[:-1] and {a[-1], b[-1]} <= VOWELS


def _same_given(a: str, b: str, *, fuzzy: bool) -> bool:
    given = lexicon().given
    if a == b or given.get(a, frozenset()) & given.get(b, frozenset()):
        return True
    if min(len(a), len(b)) == 1:
        return _is_initial(a, b)
    both_known = a in given and b in given
    return fuzzy and not both_known and near(a, b)


def _is_initial(a: str, b: str) -> bool:
    """Say whether one is the first letter of the other, as spelt before its sound was taken."""
    letter, key = sorted((a, b), key=len)
    return key[0] == letter or (len(key) > 1 and key[0] in SOUNDS.get(letter, ""))


def _same_middle(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Middle names agree when those of one are among the other's, in order; first initials never differ."""
    if a and b and len(a[0]) == len(b[0]) == 1 and a[0] != b[0]:
        return False
    fewer, rest = (a, iter(b)) if len(a) <= len(b) else (b, iter(a))
    return all(any(x == y or (1 in (len(x), len(y)) and _is_initial(x, y)) for y in rest) for x in fewer)


def part_rank(part: PersonName, whole: PersonName) -> int:
    """Return how a single word fits a full name: 3 as family name, 2 as first, 1 inside, 0 not."""
    if part.full or not whole.full or _gender_clash(part, whole):
        return 0
    word = part.keys[0]
    family = word == (whole.keys[0] if whole.family_first else whole.keys[-1])
    if family or word == whole.keys[-1] or _same_alone(word, whole.keys[-1]):
        return 3
    if word == whole.keys[0] and len(word) > 1:
        return 2
    return int(word in whole.keys[1:-1] and len(word) > 2)


def spelt_in(part: PersonName, whole: PersonName) -> bool:
    """Return whether a part-name stands in a full name letter by letter, and not in another spelling."""
    return fold(part.text) in fold(whole.text).split()
