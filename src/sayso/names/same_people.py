"""When two printed names may be one person's: spelling, initials, order, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.names.lexicon import lexicon
from sayso.names.spelling import fold, near

if TYPE_CHECKING:
    from sayso.names.people import PersonName

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
