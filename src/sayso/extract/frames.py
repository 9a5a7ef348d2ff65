"""Where an attribution can stand in a parse: cue, source and content by construction.

A *frame* is a construction around a possible cue: a clause after it ("said that
..."), a clause before it ("..., he said"), an object ("denounced the raid"), a
prepositional phrase ("called for calm"), an infinitive ("vowed to fight"), and the
same for nouns ("a claim that ...") and adjectives ("sure that ..."). This module
lists every candidate a parse offers and judges none of them; how often a lemma in
a frame is a cue is learned (``training/cues/learn.py``) and looked up in
:mod:`sayso.extract.rules`. The frames follow the syntactic classes of Pareti
(2015), chapter 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.subjects import own_subject, source_of, subtree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

CLAUSAL = (
    "ccomp",
    "parataxis",
    "that",
    "according",
    "comment",
    "quotation",
    "continued",
    "introduced",
    "transcript",
    "signed",
    "tally",
    "adj:that",
    "noun:that",
)
"""Constructions whose content is a clause of its own."""

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "parataxis", "conj"})
COMMENTS = frozenset({"advcl", "acl", "csubj", "dep", "ccomp", "conj", "parataxis"})
RESUMPTIVE = frozenset({"this", "it", "that", "which"})
THAT_WITHIN = 6
"""Words from a verb to the "that" of its clause, at most, when the parse does not join them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution: token positions in its parse.

    ``frame`` names the construction ("ccomp>", "obj", "prep:for", "noun:ccomp").
    """

    head: Token
    frame: str
    content: frozenset[int]
    source: frozenset[int]

    @property
    def lemma(self) -> str:
        """The cue's lexicon form, with its particle: "say", "point out"."""
        return lemma_of(self.head)


def lemma_of(token: Token) -> str:
    """Return lemma and particle, lower case ("point out")."""
    particles = [child.lower_ for child in token.children if child.dep_ == "prt"]
    return " ".join([token.lemma_.lower(), *particles])


def is_clausal(frame: str) -> bool:
    """Say whether the content of *frame* is a clause of its own rather than a part of the outlet's."""
    return frame.startswith(CLAUSAL)


def find_candidates(parse: Doc) -> Iterator[Candidate]:
    """Yield every construction of *parse* that could attribute something."""
    for token in parse:
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")):
            yield from _verb_frames(token)
        elif token.pos_ == "NOUN":
            yield from _noun_frames(token)
        elif token.pos_ == "ADJ":
            yield from _adjective_frames(token)
        if token.lower_ in ("according", "per"):
            yield from _according_frames(token)


def _verb_frames(verb: Token) -> Iterator[Candidate]:
    source = source_of(verb)
    own = frozenset({verb.i}) | source
    children = list(verb.children)
    names = {child.dep_ for child in children}
    yield from _predicated_frames(verb, children, source)
    yield from _directed_frames(verb, children, source)
    if not names & {"ccomp", "xcomp"}:
        yield from _loose_that(verb, source)
    for child in children:
        frame = _complement_frame(verb, child, names)
        if frame:
            tokens = subtree(child)
            if child.dep_ == "prep":
                tokens -= {child.i}
            yield Candidate(verb, frame, tokens - own, source)
    if verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and verb.i < verb.head.i and "ccomp" not in names):
        clause = verb.head.head if verb.head.dep_ in ("aux", "auxpass") else verb.head
        yield Candidate(verb, "parataxis", subtree(clause) - subtree(verb), source)
    if "nsubjpass" in names and "xcomp" in names:
        yield from _passive_raising(verb, children)
    yield from _comment_frames(verb, children, source)


def _predicated_frames(verb: Token, children: list[Token], source: frozenset[int]) -> Iterator[Candidate]:
    """Yield "called him a liar" and "described it as a coup": object and predicate are the content."""
    objects = [child for child in children if child.dep_ == "dobj" and child.i > verb.i]
    if not objects:
        return
    for child in children:
        as_phrase = child.dep_ == "prep" and child.lower_ == "as"
        if child.i > objects[0].i and (as_phrase or child.dep_ == "oprd"):
            frame = "object+as" if as_phrase else "object+predicate"
            yield Candidate(verb, frame, (subtree(objects[0]) | subtree(child)) - source, source)


def _directed_frames(verb: Token, children: list[Token], source: frozenset[int]) -> Iterator[Candidate]:
    """Yield "urged residents to leave" and "called on states to act": who shall do it is part of it."""
    infinitive = next((child for child in children if child.dep_ == "xcomp" and child.i > verb.i), None)
    if infinitive is None or not any(child.lower_ == "to" for child in infinitive.children):
        return
    between = [child for child in children if verb.i < child.i < infinitive.i]
    objects = [child for child in between if child.dep_ == "dobj"]
    for child in objects or between:
        if child.dep_ == "dobj":
            yield Candidate(verb, "object+to", (subtree(child) | subtree(infinitive)) - source, source)
        elif child.dep_ == "prep" and child.lower_ in ("on", "upon", "for"):
            content = (subtree(child) - {child.i}) | subtree(infinitive)
            yield Candidate(verb, f"prep:{child.lower_}+to", content - source, source)


def _loose_that(verb: Token, source: frozenset[int]) -> Iterator[Candidate]:
    """Yield "told reporters that ..." where the parser lost the clause: all that follows "that"."""
    end = verb.sent.end
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + THAT_WITHIN, end)]:
        if token.lower_ == "that" and token.dep_ not in ("det", "nsubj", "nsubjpass"):
            yield Candidate(verb, "that", frozenset(range(token.i, end)) - source, source)
            return
        if token.pos_ in ("VERB", "AUX") or token.is_punct:
            return


def _complement_frame(verb: Token, child: Token, names: set[str]) -> str | None:
    """Name the frame that *child* makes of *verb*, or ``None`` when it makes none."""
    side = ">" if child.i > verb.i else "<"
    if child.dep_ == "ccomp":
        both = side == "<" and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
        return "ccomp<+" if both else f"ccomp{side}"
    if child.dep_ == "xcomp":
        to = any(grandchild.lower_ == "to" and grandchild.dep_ == "aux" for grandchild in child.children)
        return "xcomp:to" if to else "xcomp"
    if child.dep_ in ("dobj", "attr", "oprd", "acomp"):
        return "object+" if "ccomp" in names or "xcomp" in names else "object"
    if child.dep_ == "prep" and child.i > verb.i:
        return f"prep:{child.lower_}" + ("+" if names & {"ccomp", "dobj", "xcomp"} else "")
    if child.dep_ == "advcl" and child.i > verb.i and any(g.dep_ == "mark" for g in child.children):
        mark = next(grandchild.lower_ for grandchild in child.children if grandchild.dep_ == "mark")
        return f"advcl:{mark}"
    return None


def _comment_frames(verb: Token, children: list[Token], source: frozenset[int]) -> Iterator[Candidate]:
    """Yield clauses that comment on the one they hang on: its words are the content.

    "As reported by X, ...", "..., as X said", "Reported by X, ...", and the resumptive
    "..., this is reported by X".
    """
    head = verb.head
    if head == verb or head.pos_ not in ("VERB", "AUX"):
        return
    marks = {child.lower_ for child in children if child.dep_ in ("mark", "advmod")}
    agent = any(child.dep_ == "agent" for child in children)
    resumed = any(child.dep_ == "nsubjpass" and child.lower_ in RESUMPTIVE for child in children)
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in children)
    by_agent = verb.dep_ in COMMENTS and agent and (resumed or (verb.tag_ == "VBN" and not passive))
    if by_agent or (verb.dep_ == "advcl" and "as" in marks):
        yield Candidate(verb, "comment", subtree(head) - subtree(verb), source)


def _passive_raising(verb: Token, children: list[Token]) -> Iterator[Candidate]:
    """Yield "the talks are expected to resume": subject and infinitive are the content."""
    subject = next(child for child in children if child.dep_ == "nsubjpass")
    infinitive = next(child for child in children if child.dep_ == "xcomp")
    agent = own_subject(verb)
    source = subtree(agent) if agent is not None else frozenset()
    yield Candidate(verb, "passive:xcomp", subtree(subject) | subtree(infinitive), source)


def _noun_frames(noun: Token) -> Iterator[Candidate]:
    source = _possessor(noun)
    for child in noun.children:
        frame = None
        if child.dep_ in ("ccomp", "acl") and any(g.lower_ in ("that", "whether") for g in child.children):
            frame = "noun:that"
        elif child.dep_ == "acl" and any(g.lower_ == "to" and g.dep_ == "aux" for g in child.children):
            frame = "noun:to"
        elif child.dep_ == "prep" and child.lower_ in ("of", "for", "about", "against", "on"):
            frame = f"noun:{child.lower_}"
        if frame:
            tokens = subtree(child) - ({child.i} if child.dep_ == "prep" else frozenset())
            yield Candidate(noun, frame, tokens - source, source)


def _possessor(noun: Token) -> frozenset[int]:
    """Return who holds the opinion a noun names: "his claim", "a call by X", "X made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return subtree(child)
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "among"):
            return frozenset(i for grandchild in child.children for i in subtree(grandchild))
    if noun.dep_ in ("dobj", "pobj", "attr") and noun.head.pos_ in ("VERB", "AUX"):
        return source_of(noun.head) - subtree(noun)
    return frozenset()


def _adjective_frames(adjective: Token) -> Iterator[Candidate]:
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "oprd", "conj") or verb.pos_ not in ("AUX", "VERB"):
        return
    source = source_of(verb)
    for child in adjective.children:
        if child.dep_ == "ccomp":
            yield Candidate(adjective, "adj:that", subtree(child), source)
        elif child.dep_ == "xcomp":
            yield Candidate(adjective, "adj:to", subtree(child), source)
        elif child.dep_ == "prep":
            yield Candidate(adjective, f"adj:{child.lower_}", subtree(child) - {child.i}, source)


def _according_frames(token: Token) -> Iterator[Candidate]:
    """Yield "according to X" and "per X": the rest of the clause is the content."""
    holder = token
    if token.lower_ == "according":
        if token.i + 1 == len(token.doc) or token.nbor().lower_ != "to":
            return
        holder = token.nbor()
    objects = (child for child in holder.children if child.dep_ in ("pobj", "pcomp"))
    source = frozenset(i for child in objects for i in subtree(child))
    if not source:
        return
    clause = token.head
    while clause.dep_ not in CLAUSES:
        clause = clause.head
    content = subtree(clause) - subtree(token) - source - {holder.i}
    yield Candidate(token, "according", content, source)
