"""The concept lexicon: which words may name one thing in a story."""

from __future__ import annotations

import functools
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from sayso.names import country_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Label


@dataclass(frozen=True, slots=True)
class Concept:
    """One contested concept of ``data/concepts.toml``.

    ``title`` is what a reader sees; ``nouns`` and ``verbs`` name it surely, ``weak`` nouns
    only beside them, ``sided`` ones ("invaders") only with a country, since both sides
    have theirs; ``by_country`` says that a country in the phrase makes it another
    referent; ``weight`` (0-1) is how much a difference in its words tells.
    """

    title: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    weak: frozenset[str]
    sided: frozenset[str]
    by_country: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label: as *term* of a concept (its index), surely or only beside sure terms."""

    term: str
    concept: int
    sure: bool


@functools.cache
def _lexicon() -> dict[str, Any]:
    text = resources.files("sayso.link").joinpath("data/concepts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def generic() -> frozenset[str]:
    """Return the nouns that are too general to be aligned."""
    return _terms(_lexicon()["generic"])


@functools.cache
def concepts() -> tuple[Concept, ...]:
    """Return the lexicon in its own order, read once."""
    return tuple(
        Concept(
            raw["title"],
            _terms(raw["terms"]),
            _terms(raw.get("verbs", "")),
            _terms(raw.get("weak", "")),
            _terms(raw.get("sided", "")),
            raw.get("split") == "country",
            raw.get("weight", 1.0),
        )
        for raw in _lexicon()["concept"]
    )


def _terms(line: str) -> frozenset[str]:
    return frozenset(" ".join(term.split()) for term in line.split(",") if term.strip())


@functools.cache
def _by_last_word() -> Mapping[str, Sequence[tuple[str, Reading]]]:
    """Return the readings of every term by the term's last word, each with its part: n, v, w or s."""
    index: dict[str, list[tuple[str, Reading]]] = defaultdict(list)
    for number, concept in enumerate(concepts()):
        lists = (("n", concept.nouns), ("v", concept.verbs), ("w", concept.weak), ("s", concept.sided))
        for part, terms in lists:
            for term in sorted(terms):
                index[term.split()[-1]].append((part, Reading(term, number, sure=part != "w")))
    return dict(index)


def lemma_words(label: Label) -> tuple[str, ...]:
    """Return a label's words in lower case, the last as its lemma: ("foreign", "fighter")."""
    words = label.words.casefold().replace("’", "'").split()
    return (*words[:-1], _singular(label.head.casefold()))


def _singular(head: str) -> str:
    """Take the plural off a head that the tagger took for a name ("forces", "mercenaries")."""
    index = _by_last_word()
    for ending, singular in (("ies", "y"), ("es", ""), ("s", "")):
        shorter = head.removesuffix(ending) + singular
        if head.endswith(ending) and head not in index and shorter in index:
            return shorter
    return head


def readings(label: Label) -> list[Reading]:
    """Return what a label may name; only the longest terms that end its phrase count.

    A single word in a verb's form is read as a verb; proper names, such as those of
    countries and institutions, name no concept; a weak word must be a plain noun.
    """
    words = lemma_words(label)
    if _is_name(label, words):
        return []
    parts = _parts(label) + ("s" if any(country_of(word) for word in label.words.split()) else "")
    found = {
        reading
        for part, reading in _by_last_word().get(words[-1], ())
        if part in parts and tuple(reading.term.split()) == words[-len(reading.term.split()) :]
    }
    longest = max((len(reading.term.split()) for reading in found), default=0)
    return sorted((r for r in found if len(r.term.split()) == longest), key=lambda r: (r.concept, r.term))


def _is_name(label: Label, words: Sequence[str]) -> bool:
    """Say whether a label is a name all through: two capitalised words (and no term), or a country."""
    if any(reading.term == " ".join(words) for _, reading in _by_last_word().get(words[-1], ())):
        return False
    printed = [word for word in label.words.split() if country_of(word) is None]
    several = len(printed) > 1 and all(word[:1].isupper() for word in printed)
    return not printed or several or country_of(label.words) is not None


def _parts(label: Label) -> str:
    """Return the parts of the lexicon a label's form allows: (n)ouns, (v)erbs, (w)eak nouns."""
    words, head = label.words, label.head.casefold()
    if words.split()[-1][:1].isupper():
        return "n"
    if " " in words:
        return "nw"
    inflected = words.casefold() != head and not words.endswith("s") and words.isalpha()
    return "v" if inflected else "nvw"


def choose(options: Mapping[int, Sequence[Reading]], documents: Mapping[int, str]) -> dict[int, Reading]:
    """Choose one reading for each label of a story, by the company its words keep.

    *options* holds the readings of each label, *documents* the document it stands in.
    A concept is supported by the different sure terms that the story uses for it, those
    without another reading most; a weak word needs a sure one of its concept in its
    own document.
    """
    support: Counter[int] = Counter()
    present: dict[str, set[int]] = defaultdict(set)
    for sure in {tuple(r for r in found if r.sure) for found in options.values()}:
        support.update({reading.concept: 3 if len(sure) == 1 else 1 for reading in sure})
    for key, found in options.items():
        present[documents[key]].update(reading.concept for reading in found if reading.sure)
    chosen: dict[int, Reading] = {}
    for key, found in options.items():
        allowed = [r for r in found if r.sure or r.concept in present[documents[key]]]
        if allowed:
            chosen[key] = min(allowed, key=lambda r: (not r.sure, -support[r.concept], r.concept))
    return chosen
