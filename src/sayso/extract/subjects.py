"""Who does what a verb says: subjects, shared and borrowed ones included."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
SHARED_SUBJECT = frozenset({"conj", "advcl", "xcomp", "dep", "ccomp", "pcomp"})
CLIMB = 4
"""Heads climbed at most in search of a shared subject."""


def subtree(token: Token) -> frozenset[int]:
    """Return the positions of *token* and all that depends on it."""
    return frozenset(child.i for child in token.subtree)


def subject_of(verb: Token) -> Token | None:
    """Return the word that is *verb*'s subject, shared ones included.

    A participle or a conjoined verb borrows the subject of its head; a participle
    that modifies a noun ("a report saying") has that noun for a subject; a passive
    has its agent; "quoted Y as saying" has Y.
    """
    token = verb
    for _ in range(CLIMB):
        found = own_subject(token)
        if found is not None or (token == verb and is_passive(token)):
            return found
        if token.dep_ in ("acl", "relcl") and token.tag_ == "VBG":
            return token.head
        if token.dep_ == "pcomp" and token.head.lower_ == "as":
            return next((child for child in token.head.head.children if child.dep_ == "dobj"), None)
        if token.dep_ not in SHARED_SUBJECT or token.head == token:
            return None
        token = token.head
    return None


def own_subject(verb: Token) -> Token | None:
    """Return the subject that stands at *verb* itself; of a passive, its agent."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    if is_passive(verb):
        return None
    return next((_after_but(child) for child in verb.children if child.dep_ in SUBJECTS), None)


def _after_but(subject: Token) -> Token:
    """Return what stands after "but": nobody is *A but B*, so the parser joined two clauses there."""
    if any(child.dep_ == "cc" and child.lower_ == "but" for child in subject.children):
        return next((child for child in subject.children if child.dep_ == "conj"), subject)
    return subject


def is_passive(verb: Token) -> bool:
    """Say whether *verb* has a passive subject or auxiliary."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def source_of(verb: Token) -> frozenset[int]:
    """Return the positions of the words that name *verb*'s subject; empty when it has none."""
    subject = subject_of(verb)
    if subject is None or subject.lower_ in ("it", "there", "what"):
        return frozenset()
    tokens = subtree(subject)
    return tokens if verb.i not in tokens else frozenset({subject.i})
