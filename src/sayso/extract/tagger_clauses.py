"""Contents and the clauses around them: what stands before a cue, and what belongs to who speaks.

In "the two men, who prosecutors claimed were guilty, were freed" the claim has its subject
before its cue (where it ends is asked in :mod:`sayso.extract.asides`). No words belong to who
says something and to what is said at once, and a quotation's marks come in pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.found import trim
from sayso.extract.parse import text_of
from sayso.extract.subjects import CLIMB, SUBJECTS
from sayso.extract.tagger_words import FINITE, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.extract.found import Found
    from sayso.model import Span

OPENERS = frozenset({"what", "who", "which", "that", "whom"})
"""Pronouns that stand before a cue for a part of what is said after it."""


PAUSES = (",", ";", "-", "–", "—", "--")


def fit_to_clauses(parse: Doc, rows: Sequence[Found]) -> None:
    """Give contents the openers that their cues part from them, and take off what leads elsewhere."""
    for row in rows:
        if row.cue is None or not row.parts:
            continue
        relative = _relative_clause(row.candidate.head)
        row.parts = [part for part in row.parts if not _of_speaker(parse, part, row)] or row.parts
        row.parts[-1] = _before_pronoun(parse, row.parts[-1])
        held = words(parse, row.parts[-1])
        if held and row.cue[0] < row.parts[-1][0]:
            _add_opener(row, held, relative)


def _relative_clause(verb: Token) -> Token | None:
    """Return the verb of the relative clause that a cue stands in or heads, after what it qualifies."""
    token = verb
    for _ in range(CLIMB):
        if token.dep_ == "relcl" and token.head.i < token.left_edge.i:
            return token
        if token.dep_ not in ("ccomp", "xcomp", "conj"):
            return None
        token = token.head
    return None


def _of_speaker(parse: Doc, part: Span, row: Found) -> bool:
    """Say whether a piece is a clause that tells who speaks ("said a man *who asked not to be named*")."""
    held = words(parse, part)
    if not held or held[0].tag_ != "WP" or row.source is None:
        return False
    verb = next((token for token in (held[0], *held[0].ancestors) if token.dep_ == "relcl"), None)
    return verb is not None and verb.head.i in row.candidate.source and verb.head.i < held[0].i


def _before_pronoun(parse: Doc, part: Span) -> Span:
    """Return a piece without the relative pronoun that it stops at (", which | was late")."""
    held = words(parse, part)
    last = held[-1] if len(held) > 1 else None
    if last is None or last.tag_ not in ("WDT", "WP", "WRB") or last.nbor(-1).text not in PAUSES:
        return part
    return trim(text_of(parse), (part[0], last.idx))


def _add_opener(row: Found, held: Sequence[Token], relative: Token | None) -> None:
    """Put the subject before a content that begins with its verb, where it stands before the cue.

    "*What* officials said *was the first hotline*", "the men *who* he said *were guilty*", and
    with no pronoun "*a condition* diplomats said *must be met*".
    """
    verb = held[0].head if held[0].dep_ in ("aux", "auxpass") else held[0]
    finite = held[0].tag_ in FINITE
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if not finite or (subject is not None and subject.i >= held[0].i):
        return
    cue = row.candidate.head
    opener = subject if subject is not None and _opens(subject, row) else _pronoun(cue, row)
    if opener is not None:
        span = opener.idx, opener.idx + len(opener)
    elif relative is not None and relative == cue and relative.head.pos_ in ("NOUN", "PROPN"):
        noun = relative.head
        beside = all(t.i in row.candidate.source or t.is_punct for t in cue.doc[noun.i + 1 : cue.i])
        if not beside:
            return
        span = cue.doc[noun.left_edge.i].idx, noun.idx + len(noun)
    else:
        return
    cue_start = row.cue[0] if row.cue else 0
    row.parts = [span, *(part for part in row.parts if part[0] > cue_start)]


def _opens(token: Token, row: Found) -> bool:
    return token.lower_ in OPENERS and row.cue is not None and token.idx < row.cue[0]


def _pronoun(cue: Token, row: Found) -> Token | None:
    """Return the pronoun that opens a cue's clause and is not who speaks."""
    subjects = [child for child in cue.children if child.dep_ in SUBJECTS and child.i < cue.i]
    openers = [child for child in cue.children if child.i < cue.i and child.tag_ in ("WP", "WDT")]
    other = [child for child in subjects if child not in openers]
    return openers[0] if openers and other and _opens(openers[0], row) else None


def part_roles(parse: Doc, row: Found) -> Found | None:
    """Return a row whose content is free of its source; ``None`` where nothing is left.

    A network that took a subject for what is said leaves a verb of which it is the speaker:
    "*Officials* estimated ...". Of a verb of being, and of a passive, it is no speaker, but what
    is told of. Whom a passive names by "by" is no part of what he did.
    """
    if row.source is None:
        return row
    start, end = row.source
    parts = [part for part in row.parts if not (start <= part[0] and part[1] <= end)]
    verb = row.candidate.head
    if len(parts) < len(row.parts) and (verb.lemma_ == "be" or verb.tag_ == "VBN"):
        row.source = None
        return row
    row.parts = [_without_agent(parse, part, row.source) for part in parts]
    return row if row.parts else None


def _without_agent(parse: Doc, part: Span, source: Span) -> Span:
    """Return a piece that runs on into "by" and its source, without them."""
    named = words(parse, source)
    by = named[0].nbor(-1) if named and named[0].i > 0 else None
    if by is None or by.lower_ != "by" or not part[0] < source[0] < source[1] <= part[1]:
        return part
    return trim(text_of(parse), (part[0], by.idx))


def with_marks(parse: Doc, rows: Sequence[Found], quotes: Sequence[Span]) -> None:
    """Carry contents that stop at a quotation's last word on to its closing mark."""
    text = text_of(parse)
    for row in rows:
        for at, (start, end) in enumerate(row.parts):
            for first, last in quotes:
                outside = all(not first < place < last for span in row.frame for place in span)
                rest = text[end:last]
                if start <= first < end < last and outside and not any(c.isalnum() for c in rest):
                    row.parts[at] = start, last
