"""Whether a stretch of text is said with reserve.

Hedges are looked up (``data/hedges.en.toml``) and judged in their place: "might" is a
modal or military might, a suspect is a person, and who "appeared in court" was there.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.extract.lexicon import is_raising

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CLAUSAL = frozenset({"ccomp", "xcomp"})
NAMED = frozenset({"DATE", "PERSON", "ORG", "GPE", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """The lists of ``data/hedges.en.toml``."""

    adverbs: frozenset[str]
    adjectives: frozenset[str]
    modals: frozenset[str]
    comparing: frozenset[str]
    stative: frozenset[str]
    suggesting: frozenset[str]
    passives: frozenset[str]
    nouns: frozenset[str]


@functools.cache
def hedge_words() -> HedgeWords:
    """Return the word lists, read once in a process."""
    raw = tomllib.loads(files("sayso.extract").joinpath("data", "hedges.en.toml").read_text("utf-8"))
    return HedgeWords(**{key: frozenset(value.split()) for key, value in raw.items()})


def is_hedged(tokens: Iterable[Token]) -> bool:
    """Say whether a hedge stands in *tokens*, clauses that only tell who someone is left out."""
    words = list(tokens)
    inside = {token.i for token in words}
    aside = {
        below.i
        for token in words
        if token.dep_ == "relcl" and token.head.i in inside
        for below in token.subtree
    }
    return any(_hedges(token) for token in words if token.i not in aside)


def _hedges(token: Token) -> bool:
    if token.ent_type_ in NAMED:
        return False
    words, lower = hedge_words(), token.lower_
    if token.tag_ == "MD":
        return (lower in words.modals and not _was_unable(token)) or (lower == "must" and _is_perfect(token))
    if lower in words.adverbs or (lower in words.adjectives and _is_adjective(token)):
        return not _as_can_be(token)
    return _is_evidential(token) or _leaves_open(token)


def seems(verb: Token) -> bool:
    """Say whether a verb of seeming holds back what it tells: "appeared calm", not "appeared in court".

    It does with a clause, an infinitive, an adjective or a comparison after it. What
    "looks to be" so seems so, while who "looks to expand" or "is looking to leave" wants to.
    """
    if not is_raising(verb.lemma_.lower()):
        return False
    return any(_is_what_seems(child) for child in verb.children)


def names_a_holder(verb: Token) -> bool:
    """Say whether a verb of seeming tells to whom it seems so ("it seemed to the crew that ...")."""
    return any(
        child.dep_ in ("prep", "dative")
        and child.lower_ == "to"
        and any(below.dep_ == "pobj" for below in child.children)
        for child in verb.children
    )


def _is_what_seems(child: Token) -> bool:
    words, verb = hedge_words(), child.head
    if child.dep_ in ("acomp", "oprd"):
        return True
    if child.dep_ in ("advcl", "prep") and child.i > verb.i:
        marks = {mark.lower_ for mark in child.children if mark.dep_ in ("mark", "prep", "advmod")}
        compared = bool(marks & words.comparing) or child.lower_ in words.comparing
        return compared and any(below.dep_ in SUBJECTS for below in child.subtree)
    if child.dep_ not in CLAUSAL:
        return False
    wanting = verb.lemma_.lower() == "look" and child.dep_ == "xcomp" and child.tag_ == "VB"
    return not wanting or child.lemma_.lower() in words.stative


def _leaves_open(token: Token) -> bool:
    """Say whether a verb or a noun holds back what depends on it: "seems that", "the possibility of"."""
    words, lemma = hedge_words(), token.lemma_.lower()
    if token.pos_ == "NOUN":
        return lemma in words.nouns and _with_clause(token)
    if token.pos_ != "VERB":
        return False
    if is_raising(lemma):
        return seems(token)
    return lemma in words.suggesting and _without_a_voice(token)


def _was_unable(modal: Token) -> bool:
    """Say whether "could" tells of ability in the past: "rescuers could not reach the village"."""
    verb = modal.head
    negated = any(child.dep_ == "neg" for child in verb.children)
    return modal.lower_ == "could" and negated and not _is_perfect(modal)


def _is_perfect(modal: Token) -> bool:
    """Say whether a modal infers what was: "must have fled", "could have known"."""
    return any(child.dep_ == "aux" and child.lower_ in ("have", "'ve") for child in modal.head.children)


def _is_evidential(verb: Token) -> bool:
    """Say whether a passive rests on what others think: "is believed to", "it is thought that"."""
    if verb.tag_ != "VBN" or verb.lemma_.lower() not in hedge_words().passives:
        return False
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    return passive and any(child.dep_ in CLAUSAL for child in verb.children)


def _is_adjective(token: Token) -> bool:
    return token.pos_ in ("ADJ", "ADV") or token.dep_ in ("amod", "acomp", "oprd", "advmod")


def _as_can_be(token: Token) -> bool:
    """Say whether a word only measures: "as soon as possible"."""
    return token.i > 0 and token.nbor(-1).lower_ == "as"


def _without_a_voice(verb: Token) -> bool:
    """Say whether a thing and not a person suggests, or something is thought to be so."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    voiceless = subject is None or (subject.pos_ == "NOUN" and subject.ent_type_ == "")
    return voiceless or any(child.dep_ == "ccomp" for child in verb.children)


def _with_clause(noun: Token) -> bool:
    return any(child.dep_ in ("acl", "ccomp") or child.lower_ == "of" for child in noun.children)
