"""Spellings of one sound: Zelensky, Zelenskyy and Зеленский are one word written three ways.

Names reach English news through several romanisations (BGN/PCGN, ISO 9, national
systems, a reporter's ear). :func:`sound_key` maps the spellings of one name to one
key by ordered rewriting in the manner of the phonetic keys of record linkage
(Christen, *Data Matching*, 2012, ch. 4), kept weak on purpose: a key that merges
two people costs more than one that misses a spelling. What the key leaves apart
:func:`near` may still join by edit distance, where other evidence supports it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from importlib import resources

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u0060\u00b4\u02bf\u02be]")

_REWRITES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"s[hz]?ch|szcz", "sh"),
        (r"tch|cz", "ch"),
        (r"sz", "sh"),
        (r"dzh|dj", "j"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"([dt])h", r"\1"),
        (r"ck|q", "k"),
        (r"c(?![heiy])", "k"),
        (r"x", "ks"),
        (r"tz", "ts"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"^[yj]e", "e"),
        (r"(?<=[aeiouy])j|j$", "i"),
        (r"[iy]e(?=.)", "i"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aeiou])h$", ""),
    )
)
_GENDER_ENDINGS = frozenset({"a", "o", "e", "i", ""})
_CLOSE_STARTS = str.maketrans("ghbfijzc", "kkvveess")


@functools.cache
def _letters() -> dict[int, str]:
    lines = resources.files("sayso.names").joinpath("letters.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return {ord(letter): latin.strip("-") for letter, latin in zip(words[::2], words[1::2], strict=True)}


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return *text* in plain Latin letters: no case, no marks, Cyrillic and Greek romanised.

    Apostrophes vanish, white space is single, other characters stay as they are.
    """
    compatible = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", compatible).casefold()
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(_APOSTROPHES.sub("", plain).translate(_letters()).split())


@functools.lru_cache(maxsize=65536)
def sound_key(word: str) -> str:
    """Return the key that the usual spellings of one name share ("Kyiv", "Kiev" -> "kiv").

    Only letters and digits count; a word without any gives an empty key.
    """
    key = "".join(letter for letter in fold(word) if letter.isalnum())
    for pattern, replacement in _REWRITES:
        key = pattern.sub(replacement, key)
    return key


@functools.lru_cache(maxsize=65536)
def near(a: str, b: str) -> bool:
    """Return whether two sound keys are one slip apart: edit distance 1, or 2 in nine letters and more.

    Never so for keys under five letters, for other first sounds, or when only the
    ending's vowel differs: that is how many languages tell a woman's name from a man's.
    """
    shortest = min(len(a), len(b))
    if a == b:
        return True
    if shortest < 5 or start_of(a) != start_of(b) or _differ_in_gender(a, b):
        return False
    return edit_distance(a, b, most=2) <= (2 if shortest >= 9 else 1)


@functools.lru_cache(maxsize=65536)
def start_of(key: str) -> str:
    """Return the class of a sound key's first letter; keys of other classes are never near."""
    return key[:1].translate(_CLOSE_STARTS)


def _differ_in_gender(a: str, b: str) -> bool:
    stem_a, stem_b = a.rstrip("aeio"), b.rstrip("aeio")
    return (
        stem_a == stem_b
        and a[len(stem_a) :][:1] in _GENDER_ENDINGS
        and b[len(stem_b) :][:1] in _GENDER_ENDINGS
    )


def edit_distance(a: str, b: str, most: int) -> int:
    """Return the optimal string alignment distance of *a* and *b*, or ``most + 1`` if it is larger.

    Insertions, deletions, substitutions and swaps of neighbours cost one each
    (Damerau, 1964).
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
