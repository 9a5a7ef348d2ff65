"""Who speaks, of a tagged source and the grammatical subject of its cue.

A network that tags piece by piece may stop inside of a name or run on into what stands
beside it: the day, the place, the clause before. The parse knows where the phrase ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.chains_words import chain_words
from sayso.extract.lexicon import cue_lexicon, is_speech_verb
from sayso.extract.subjects import SUBJECTS
from sayso.extract.tagger_ends import LEADING
from sayso.extract.tagger_words import FINITE, tops, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.extract.frames import Candidate
    from sayso.model import Span

TIMES = ("DATE", "TIME")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})

OF_IT = frozenset({"of", "for", "from", "with", "at"})
"""Prepositions that say who somebody is, wherever the parser hangs them."""

CHARGES = ("of", "with")
"""Prepositions after which stands what somebody is charged with."""

RAISED = "passive:xcomp"
OFTEN_RAISED = 0.25
"""The construction "A is thought to do", and the least share as a cue of a verb that is used so."""

LONGEST_BRACKET = 8
"""Tokens between two brackets of a source, at most."""


def source_span(parse: Doc, tagged: Span | None, candidate: Candidate) -> Span | None:
    """Return who speaks: who was tagged, with all who speak together, else the grammatical subject.

    A day is no part of it ("according to reports | Tuesday"), nor is a clause a speaker.
    """
    tokens = _undated(words(parse, tagged)) if tagged is not None else []
    subject = sorted(candidate.source)
    whole = (parse[subject[0]].idx, _end(parse[subject[-1]])) if subject else None
    if tokens and whole != tagged and _is_sentence(tokens):
        tokens = []
    tokens = _phrase(parse, tokens, candidate) if tokens else []
    if not tokens or tagged is None:
        return whole
    span = tokens[0].idx, _end(tokens[-1])
    top = next(iter(tops(tokens)), None)
    together = top is not None and top.dep_ == "conj" and top.head.i in candidate.source
    return whole if whole and together and whole[0] <= span[0] and span[1] <= whole[1] else span


def told_of(source: Span, candidate: Candidate) -> Span | None:
    """Return a source of which something is told by nobody named, and which tells nothing itself.

    "*He* was described as a good man", "*those* thought to be the culprits". Who is moved
    ("officials were alarmed") holds a view all the same, and who was quoted said it.
    """
    verb = candidate.head
    if _is_headline_passive(verb):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), _patient(verb))
        return source if subject is not None and source[0] <= subject.idx < source[1] else None
    if verb.tag_ != "VBN" or candidate.lemma in chain_words().rendering or not _tells_of(candidate.lemma):
        return None
    if any(child.dep_ == "agent" or child.lower_ == "by" for child in verb.children):
        return None
    patient = _patient(verb)
    if patient is None or not source[0] <= patient.idx < source[1]:
        return None
    return None if candidate.frame.startswith("ccomp") else source


def _is_headline_passive(verb: Token) -> bool:
    """Say whether a verb is a passive without its auxiliary: "Man charged with killing his son".

    What somebody is suspected of or charged with follows as a gerund; a verb that says
    something of a thing itself ("complained of being late") is known to do so.
    """
    if verb.tag_ not in ("VBD", "VBN") or any(child.dep_ in ("dobj", "aux") for child in verb.children):
        return False
    charge = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if charge.lower_ not in CHARGES or charge.head != verb:
        return False
    if not any(child.dep_ == "pcomp" and child.tag_ == "VBG" for child in charge.children):
        return False
    return cue_lexicon().seen(verb.lemma_.lower(), f"prep:{charge.lower_}") <= 1


def is_patient(content: Sequence[Token], verb: Token) -> bool:
    """Say whether a content is nothing but what a passive verb without an agent is about."""
    if verb.tag_ != "VBN" or any(child.dep_ == "agent" for child in verb.children):
        return False
    patient = _patient(verb)
    around = {token.i for token in patient.subtree} if patient is not None else set()
    return all(token.i in around for token in content)


def _patient(verb: Token) -> Token | None:
    """Return what a passive verb or participle is about."""
    if verb.dep_ == "acl" and verb.head.i < verb.i:
        return verb.head
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def _tells_of(lemma: str) -> bool:
    """Say whether a verb in the passive tells what others say or hold of its subject."""
    lexicon = cue_lexicon()
    raised = lexicon.seen(lemma, RAISED) > 0 and lexicon.share(lemma, RAISED) >= OFTEN_RAISED
    return is_speech_verb(lemma) or raised


def _undated(tokens: list[Token]) -> list[Token]:
    """Return the words of a source without the day or hour at its end; none where it is nothing else."""
    kept = list(tokens)
    while kept and (kept[-1].ent_type_ in TIMES or kept[-1].is_punct):
        kept.pop()
    dated = any(token.ent_type_ in TIMES for token in tokens[len(kept) :])
    return kept if dated or not kept else tokens


def _is_sentence(tokens: list[Token]) -> bool:
    """Say whether words that were taken for a speaker tell what somebody does ("A announced the end")."""
    verbs = [top for top in tops(tokens) if top.pos_ in ("VERB", "AUX") and top.tag_ in FINITE]
    return any(child.i < verb.i and child in tokens for verb in verbs for child in verb.children)


def _phrase(parse: Doc, tokens: list[Token], candidate: Candidate) -> list[Token]:
    """Return the words of a source as far as its phrase goes, and no farther."""
    first, last = tokens[0].i, tokens[-1].i
    last = _before_aside(tokens, candidate.head) or last
    while last > first and parse[last].pos_ in ("ADP", "CCONJ"):
        last = _object(parse[last], candidate) or last - 1
    while _runs_on(parse[last], candidate) or _leads_on(parse[last], candidate):
        last += 1
    while first > 0 and _runs_on(parse[first - 1], candidate) and parse[first].pos_ == "PROPN":
        first -= 1
    first, last = _bracketed(parse, first, last)
    return [parse[i] for i in range(first, last + 1)]


def _before_aside(tokens: list[Token], verb: Token) -> int | None:
    """Return where a source ends before a phrase of when or where it speaks ("A | at times | said")."""
    heads = tops(tokens)
    if not heads or heads[0].pos_ not in NOMINAL or verb in tokens:
        return None
    for top in heads[1:]:
        beside = top.i < verb.i or heads[0].i > verb.i
        if top.dep_ == "prep" and top.head == verb and top.lower_ not in OF_IT and beside:
            before = [token.i for token in tokens if token.i < top.i and not token.is_punct]
            return before[-1] if before and all(token.i > top.i for token in top.rights) else None
    return None


def _object(preposition: Token, candidate: Candidate) -> int | None:
    """Return where the phrase of a preposition ends that a source stops at, if it is a part of the source."""
    for child in preposition.children:
        between = range(preposition.i + 1, child.i + 1)
        free = candidate.head.i not in between and candidate.content.isdisjoint(between)
        if child.dep_ == "pobj" and child.ent_type_ not in TIMES and preposition.head != candidate.head:
            return child.i if free and child.i > preposition.i else None
    return None


def _runs_on(token: Token, candidate: Candidate) -> bool:
    """Say whether a name goes on in the word after this one."""
    if token.pos_ != "PROPN" or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    if following.pos_ != "PROPN" or following == candidate.head or following.i in candidate.content:
        return False
    same = bool(token.ent_type_) and following.ent_iob_ == "I"
    return (same or token.dep_ == "compound") and token.ent_type_ not in TIMES


def _leads_on(token: Token, candidate: Candidate) -> bool:
    """Say whether a phrase cannot end with this word, as it leads up to one after it ("*A* small town")."""
    if token.i + 1 >= len(token.doc) or token.dep_ not in LEADING or token.head.i <= token.i:
        return False
    between = range(token.i + 1, token.head.i + 1)
    return candidate.head.i not in between and candidate.content.isdisjoint(between)


def _bracketed(parse: Doc, first: int, last: int) -> tuple[int, int]:
    """Return a stretch with both of its brackets: "Fir (R | -Va.)", "Microsoft (NSDQ : | MSFT)"."""
    depth = [parse[i].text for i in range(first, last + 1)]
    if depth.count(")") > depth.count("("):
        start = max(0, first - LONGEST_BRACKET)
        opening = next((i for i in range(first - 1, start, -1) if parse[i].text == "("), None)
        first = parse[opening - 1].left_edge.i if opening and parse[opening - 1].pos_ in NOMINAL else first
    elif depth.count("(") > depth.count(")"):
        end = min(len(parse), last + 1 + LONGEST_BRACKET)
        last = next((i for i in range(last + 1, end) if parse[i].text == ")"), last)
    return first, last


def _end(token: Token) -> int:
    return token.idx + len(token)
