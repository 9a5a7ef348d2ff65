"""Whom a source cites for what it says: "citing two officials", "quoted Y as saying".

What is cited must be able to speak: a person, a body, or a paper. Grounds are no
sources ("citing security concerns", "citing a new law").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.chains_words import chain_words
from sayso.extract.sources import describe
from sayso.extract.sources_words import PRONOUNS, SPOKESPEOPLE, impersonal_kinds, source_words
from sayso.extract.subjects import is_passive
from sayso.names import fold
from sayso.names.lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.framing import Framing

SPEAKERS = frozenset({"PERSON", "ORG", "NORP"})
"""Labels of names that can speak; a country or a town that is cited is an example."""


def can_speak(phrase: TokenSpan) -> bool:
    """Say whether a noun phrase names someone or something whose word can be cited."""
    head = phrase.root
    if head.lower_ in PRONOUNS and head.lower_ not in ("it", "that", "which"):
        return True
    noun = fold(head.lemma_)
    if noun in chain_words().grounds or head.pos_ not in ("NOUN", "PROPN", "PRON", "X", "ADJ"):
        return False
    if head.pos_ == "NOUN":
        people = lexicon().titles | source_words().unnamed | source_words().groups | SPOKESPEOPLE
        bodies = {n for n, kind in impersonal_kinds().items() if kind in ("organisation", "outlet", "post")}
        media = noun in source_words().plural_reports
        return (
            noun in people
            or noun in bodies
            or noun in chain_words().evidence
            or media
            or head.ent_type_ in SPEAKERS
        )
    named = describe(phrase)
    return named.name is not None and (head.ent_type_ in SPEAKERS or named.kind == "outlet")


def cited(framing: Framing) -> TokenSpan | None:
    """Return whom the source cites: the object of "citing" or "quoting" in the cue's sentence."""
    participle = citing(framing)
    if participle is None:
        return None
    return next((phrase for phrase in _objects(participle, framing) if can_speak(phrase)), None)


def citing(framing: Framing) -> Token | None:
    """Return the participle by which the source cites another, if what it cites can speak."""
    for token in framing.words:
        if token.lemma_.lower() in chain_words().quoting and token.i not in framing.cue:
            relative = token.dep_ == "relcl" and token.tag_ in ("VBD", "VBZ", "VBP")
            if (token.tag_ == "VBG" or relative) and any(can_speak(p) for p in _objects(token, framing)):
                return token
    return None


def _objects(verb: Token, framing: Framing) -> list[TokenSpan]:
    return [
        framing.phrase(child)
        for child in verb.rights
        if child.dep_ in ("dobj", "pobj", "nsubj", "appos") and child.i not in framing.content
    ]


def rendered(framing: Framing) -> tuple[TokenSpan | None, TokenSpan | None] | None:
    """Return who quotes and who is quoted where a cue is "quoted Y as saying", else ``None``.

    Either may be missing in print: "Y was quoted as saying".
    """
    verb = _rendering_verb(framing)
    if verb is None:
        return None
    if is_passive(verb) or verb.dep_ == "acl" or (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "relcl")):
        quoter = _first_object(next((c for c in verb.children if c.lower_ == "by"), None))
        quoted = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if quoted is None and verb.dep_ == "acl":
            quoted = verb.head
    else:
        quoter = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        quoted = next((c for c in verb.children if c.dep_ in ("dobj", "dative")), None)
        if quoted is None:
            return None
    phrases = [framing.phrase(one) if one is not None else None for one in (quoter, quoted)]
    return phrases[0], phrases[1]


def _rendering_verb(framing: Framing) -> Token | None:
    """Return the verb that quotes: the cue itself, or the one that "as saying" hangs on."""
    words = chain_words()
    verb = framing.verb
    lemma = verb.lemma_.lower()
    if lemma in words.rendering and _as_saying(verb):
        return verb
    if verb.tag_ == "VBG":
        for above in list(verb.ancestors)[:3]:
            if above.lemma_.lower() in words.rendering and _as_saying(above) == verb:
                return above
    if lemma in words.quoting and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
        direct = next((c for c in verb.children if c.dep_ == "dobj"), None)
        speaks = direct is not None and direct.i not in framing.content and can_speak(framing.phrase(direct))
        return verb if speaks and not is_passive(verb) else None
    return None


def _as_saying(verb: Token) -> Token | None:
    """Return the participle after "as": "quoted Y as *saying*"."""
    for token in verb.subtree:
        follows = token.i > verb.i and token.tag_ == "VBG"
        if follows and token.i > 0 and token.nbor(-1).lower_ == "as" and token.sent == verb.sent:
            return token
    return None


def _first_object(preposition: Token | None) -> Token | None:
    children = preposition.children if preposition is not None else ()
    return next((child for child in children if child.dep_ == "pobj"), None)
