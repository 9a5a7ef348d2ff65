"""Which predicates of a clause are negated.

Negation is read off the parse, by the scope that Huddleston and Pullum (*The Cambridge
Grammar of the English Language*, 2002, ch. 9) and Morante and Blanco (ConanDoyle-neg, 2012) give
it: a negator at a verb reaches the verbs coordinated with it that share its auxiliary
("did not attack or kill"), one in the subject those that share the subject ("no
soldier attacked or killed"), and a negative implicative what is infinitive under it
("failed to attack", Karttunen 1971). A negator that denies nothing ("not only", "no
doubt", "no fewer than 20", "not until Friday") reaches nothing.

A stretch is negated as a whole or not at all: every main clause of it must be. What
denies one thing and affirms another ("did not flee but fought", "We cooperated. We do
not recognise the picture.") also says that something is so, and is not negated.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
ARGUMENTS = SUBJECTS | {"dobj", "attr", "dative", "oprd", "acomp"}
AUXILIARIES = frozenset({"aux", "auxpass"})
PREDICATES = ("VERB", "AUX")
ADJUNCTS = frozenset({"advcl", "relcl", "acl"})
INFINITE = frozenset({"VB", "VBN", "VBG"})
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "acl", "pcomp", "prep", "advcl"})


@dataclass(frozen=True, slots=True)
class NegationWords:
    """The lists of ``data/negation.en.toml``."""

    determiners: frozenset[str]
    pronouns: frozenset[str]
    adverbs: frozenset[str]
    focus: frozenset[str]
    empty_nouns: frozenset[str]
    implicatives: frozenset[str]
    untrue: frozenset[str]
    occasions: frozenset[str]
    until: frozenset[str]


@functools.cache
def negation_words() -> NegationWords:
    """Return the word lists, read once in a process."""
    raw = tomllib.loads(files("sayso.extract").joinpath("data", "negation.en.toml").read_text("utf-8"))
    return NegationWords(**{key: frozenset(value.split()) for key, value in raw.items()})


def is_negated(tokens: Iterable[Token]) -> bool:
    """Say whether every main clause of *tokens* is negated, or denied by what it depends on.

    Main clauses are those of its sentences, with what is coordinated with them; of mixed
    polarity is not negated. A stretch that starts in the middle of a coordination ("...
    or kill civilians") is negated where the negator before it reaches it. Without a
    verb, a negator at the head of the stretch counts ("no comment").
    """
    words = list(tokens)
    inside = {token.i for token in words}
    heads = [token for token in words if token.head.i not in inside or token.head == token]
    verbs = [token for token in heads if token.pos_ in PREDICATES]
    if verbs:
        main = [verb for verb in verbs if verb.dep_ not in ADJUNCTS] or verbs
        return all(verb_is_negated(verb) for head in main for verb in _coordinated(head, inside))
    return any(_negative_argument(head) or _has_negator(head) or _shares_negation(head) for head in heads)


def _coordinated(verb: Token, inside: set[int]) -> Iterator[Token]:
    """Yield a verb and those coordinated with it among the words *inside*."""
    yield verb
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in PREDICATES and child.i in inside:
            yield from _coordinated(child, inside)


def cue_is_negated(tokens: Iterable[Token]) -> bool:
    """Say whether what a cue names did not take place ("did not say", "refused to say", "no evidence")."""
    words = list(tokens)
    inside = {token.i for token in words}
    heads = [token for token in words if token.head.i not in inside or token.head == token]
    return any(_has_negator(head) or _is_held_back(head) or _shares_negation(head) for head in heads)


def _is_held_back(cue: Token) -> bool:
    if cue.pos_ == "NOUN":
        return any(child.lower_ == "no" and child.dep_ in ("det", "neg") for child in cue.children)
    governor = cue.head
    refused = cue.dep_ == "xcomp" and governor.lemma_.lower() in negation_words().implicatives
    return (refused and not _has_negator(governor)) or _negative_subject(cue)


def verb_is_negated(verb: Token) -> bool:
    """Say whether what *verb* states is negated; a negator of a word that denies cancels it."""
    if _carries_negation(verb):
        return not _has_negator(verb)
    return (
        _has_negator(verb)
        or any(_negative_argument(child) for child in verb.children if child.dep_ in ARGUMENTS)
        or _is_neither(verb)
        or _shares_negation(verb)
    )


def _has_negator(head: Token) -> bool:
    if _only_negates_until(head):
        return False
    children = list(head.children)
    if head.dep_ != "conj" and any(c.dep_ in ("cc", "preconj") and c.lower_ == "nor" for c in children):
        return True
    return any(_is_negator(child) and not _denies_nothing(child) for child in children) or any(
        _is_negative_adverbial(child) for child in children
    )


def _is_negator(child: Token) -> bool:
    return child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in negation_words().adverbs)


def _is_negative_adverbial(child: Token) -> bool:
    """Say whether an adverbial negates the clause: "no longer", "at no time", "in no way"."""
    words = negation_words()
    if child.dep_ == "advmod":
        return child.lower_ == "longer" and any(c.lower_ in words.determiners for c in child.children)
    nouns = (c for c in child.children if child.dep_ == "prep" and c.dep_ == "pobj")
    return any(noun.lemma_.lower() in words.occasions and _negative_argument(noun) for noun in nouns)


def _denies_nothing(negator: Token) -> bool:
    """Say whether a negator only weighs what follows: "not only", "not just", "not to mention"."""
    words = negation_words()
    if any(child.lower_ in words.focus for child in negator.children):
        return True
    after = negator.nbor() if negator.i + 1 < len(negator.doc) else None
    return after is not None and after.lower_ in words.focus


def _only_negates_until(verb: Token) -> bool:
    """Say whether the verb is put off ("did not leave until Friday"): it holds, from then on."""
    return any(
        child.dep_ in ("prep", "advcl")
        and (
            child.lower_ in negation_words().until
            or any(c.dep_ == "mark" and c.lower_ in negation_words().until for c in child.children)
        )
        for child in verb.children
    )


def _negative_argument(noun: Token) -> bool:
    """Say whether an argument is negative itself ("nobody", "no soldier", "none of them", "not all")."""
    words = negation_words()
    if noun.lower_ in words.pronouns:
        return not any(child.lower_ in ("but", "except", "if", "less") for child in noun.children)
    if noun.lemma_.lower() in words.empty_nouns:
        return False
    for child in noun.children:
        if child.lower_ in words.determiners and child.dep_ in ("det", "neg", "preconj", "nummod"):
            return True
        if child.dep_ == "neg" and noun.dep_ in SUBJECTS and not _denies_nothing(child):
            return True
    return False


def _is_neither(verb: Token) -> bool:
    return any(child.dep_ in ("preconj", "cc") and child.lower_ == "neither" for child in verb.children)


def _carries_negation(verb: Token) -> bool:
    """Say whether the verb's own meaning denies its complement, or a copula says what is not so."""
    words = negation_words()
    if verb.lemma_.lower() in words.implicatives:
        return any(child.dep_ in CLAUSES and _is_complement(child) for child in verb.children)
    if verb.lemma_.lower() not in ("be", "have"):
        return False
    if any(child.dep_ == "prep" and child.lower_ == "without" for child in verb.children):
        return True
    return any(
        child.dep_ == "acomp" and child.lower_ in words.untrue and _expletive(verb) for child in verb.children
    )


def _is_complement(child: Token) -> bool:
    if child.dep_ == "prep":
        return child.lower_ in ("to", "from", "short")
    return child.dep_ in ("xcomp", "ccomp")


def _expletive(verb: Token) -> bool:
    """Say whether a clause hangs on the verb: "it is false that ..."."""
    return any(child.dep_ in ("ccomp", "csubj", "advcl") for child in _below(verb))


def _below(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        yield child
        if child.dep_ == "acomp":
            yield from child.children


def _shares_negation(verb: Token) -> bool:
    """Say whether a negation of the verb that this one is coordinated with reaches it."""
    if verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
        return False
    first = verb.head
    own = list(verb.children)
    if any(child.dep_ in SUBJECTS for child in own):
        return False
    if first.dep_ == "xcomp" and first.head.lemma_.lower() in negation_words().implicatives:
        return not _has_negator(first.head)
    if _negative_subject(first) or _is_neither(first):
        return True
    contrast = any(child.dep_ == "cc" and child.lower_ in ("but", "yet") for child in first.children)
    own_auxiliary = any(child.dep_ in AUXILIARIES for child in own)
    either = any(child.dep_ == "cc" and child.lower_ in ("or", "nor") for child in first.children)
    alike = either or (
        verb.tag_ in INFINITE
        and (verb.tag_ == first.tag_ or any(child.dep_ in AUXILIARIES for child in first.children))
    )
    shares = _has_negator(first) or _shares_negation(first)
    return shares and alike and not own_auxiliary and not contrast


def _negative_subject(verb: Token) -> bool:
    return any(_negative_argument(child) for child in verb.children if child.dep_ in SUBJECTS)
