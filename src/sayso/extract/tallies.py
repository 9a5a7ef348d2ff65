"""Figures that somebody gives by counting: "put the dead at 27", "has documented 412 deaths".

Conflict reporting attributes its figures so, and a corpus of political news hardly knows
it. Two constructions: a verb of estimating with what is counted and "at" a number, and a
verb of recording with an object that is counted, by a subject that can count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.found import Found, to_offsets
from sayso.extract.frames import Candidate
from sayso.extract.subjects import own_subject, source_of, subtree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

ESTIMATING = frozenset({"put", "place", "estimate", "peg", "set"})
"""Verbs that give a figure with "at" ("put the toll at 27")."""

MEASURED = frozenset(
    [
        "number",
        "toll",
        "count",
        "total",
        "figure",
        "cost",
        "damage",
        "loss",
        "tally",
        "size",
        "value",
        "price",
        "share",
        "rate",
        "bill",
        "turnout",
        "crowd",
        "strength",
        "worth",
        "distance",
        "depth",
        "height",
        "weight",
        "age",
        "magnitude",
        "chance",
        "risk",
        "probability",
    ]
)
"""What a number is put on; other things are counted only in the plural."""

RECORDING = frozenset(
    ["count", "document", "record", "register", "verify", "tally", "log", "identify", "list"]
)
"""Verbs whose counted object is a finding ("documented 412 deaths")."""

COUNTERS = frozenset({"ORG", "PERSON", "NORP", "GPE"})
FRAME = "tally"


def find_tallies(parse: Doc, rows: Sequence[Found]) -> list[Found]:
    """Return the figures of a passage that somebody gives by counting, where no row has the verb."""
    found = []
    for verb in parse:
        if verb.pos_ != "VERB" or any(row.candidate.head == verb for row in rows):
            continue
        for content in (*_estimated(verb), *_recorded(verb)):
            source = source_of(verb)
            if source:
                found.append(to_offsets(parse, Candidate(verb, FRAME, content, source), 1.0))
    return [row for row in found if row.parts]


def _estimated(verb: Token) -> Iterator[frozenset[int]]:
    """Yield what is put at a number, with the number."""
    if verb.lemma_.lower() not in ESTIMATING or own_subject(verb) is None:
        return
    thing = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    if thing is None or not (thing.lemma_.lower() in MEASURED or thing.tag_ in ("NNS", "NNPS", "JJ", "VBN")):
        return
    for child in (*verb.children, *thing.children):
        if child.dep_ == "prep" and child.lower_ == "at" and any(t.pos_ == "NUM" for t in child.subtree):
            yield subtree(thing) | subtree(child)
            return


def _recorded(verb: Token) -> Iterator[frozenset[int]]:
    """Yield what is counted, where a body or a person has counted it."""
    subject = own_subject(verb)
    if verb.lemma_.lower() not in RECORDING or subject is None or subject.ent_type_ not in COUNTERS:
        return
    for child in verb.children:
        if child.dep_ == "dobj" and any(c.dep_ == "nummod" for c in child.children):
            after = [c for c in verb.children if c.i > child.i and c.dep_ in ("prep", "advmod", "npadvmod")]
            yield subtree(child).union(*(subtree(c) for c in after))
