"""Contents that begin or stop in the middle of a phrase, carried on to its ends.

A network that tags piece by piece may drop a phrase's first or last words ("the bridge
was closed on | Monday", "16 | engineers left", "that the engineers | had left"). Where the
last word cannot end a phrase, because it leads up to a word after it, the content goes on
to that word, short of any cue, source or mark; the same at its start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.found import trim
from sayso.extract.parse import text_of
from sayso.extract.subjects import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

    from sayso.extract.found import Found

RESUMPTIVE = frozenset({"this", "it", "that", "which"})
PAUSES = (",", ";", "-", "–", "—")

LEADING = frozenset({"det", "poss", "amod", "compound", "nummod", "aux", "auxpass", "neg", "case", "predet"})
"""What a word is to one after it that it cannot stand without."""


COUNTING = frozenset({"nummod", "compound", "quantmod"})
"""Of these, what a content must not begin without; whose it is may stand outside, as the source."""


JOINING = frozenset({"cc", "mark", "preconj"})
"""What a word is that leads to a clause of somebody else, where it ends a content."""


def finish_phrases(parse: Doc, rows: Sequence[Found]) -> None:
    """Carry each row's pieces on to the ends of the phrases that they begin or stop in."""
    taken = {
        token.i
        for row in rows
        for start, end in row.frame
        for token in parse.char_span(start, end, alignment_mode="expand") or ()
    }
    for row in rows:
        for at in sorted({0, len(row.parts) - 1}):
            start, end = row.parts[at]
            held = parse.char_span(start, end, alignment_mode="expand")
            if held is None:
                continue
            first = _first(held[0], taken) if at == 0 else held[0]
            last = _last(held, taken, row.candidate.head) if at == len(row.parts) - 1 else held[-1]
            row.parts[at] = (
                first.idx if first.i < held.start else start,
                end if last.i == held.end - 1 else last.idx + len(last),
            )


def _first(word: Token, taken: Collection[int]) -> Token:
    """Return where the phrase begins that *word* stands in, as far as nothing parts them."""
    while word.i > 0:
        before: Token = word.nbor(-1)
        leads = before.dep_ in COUNTING and before.head.i >= word.i
        if not leads or before.i in taken or before.sent != word.sent:
            break
        word = before
    return word


def _last(held: TokenSpan, taken: Collection[int], cue: Token) -> Token:
    """Return where the phrase ends that the last of some words stands in, as far as nothing parts them."""
    last: Token = held[-1]
    while last.dep_ in JOINING and last.i > held.start:
        last = last.nbor(-1)
    while (following := _due(last)) is not None and following.i not in taken:
        last = following
    verb = last.head
    if last.dep_ in SUBJECTS and last.i < verb.i and verb != cue and _opens(held, last, verb):
        return verb  # "what the minister | said"
    if last.dep_ in SUBJECTS and any(c.dep_ == "mark" and held.start <= c.i < last.i for c in verb.children):
        for word in last.doc[last.i + 1 : verb.right_edge.i + 1]:  # "that the engineers | had left"
            if word.is_punct or word.is_space or word.i in taken:
                break
            last = word
    return last


def _opens(held: TokenSpan, subject: Token, verb: Token) -> bool:
    """Say whether a clause that stops at its subject began with what it asks for ("what", "how many")."""
    opener = held.doc[verb.left_edge.i]
    return held.start <= opener.i < subject.left_edge.i and opener.tag_ in ("WP", "WRB", "WDT")


def drop_resumption(parse: Doc, rows: Sequence[Found]) -> None:
    """Cut the pronoun that takes a content up again before its cue: "it rained, *this* is reported by X"."""
    for row in rows:
        start, end = row.parts[-1]
        held = parse.char_span(start, end, alignment_mode="expand")
        last = held[-1] if held is not None and len(held) > 2 else None
        if last is None or last.lower_ not in RESUMPTIVE or last.nbor(-1).text not in PAUSES:
            continue
        if last.head == row.candidate.head:
            row.parts[-1] = trim(text_of(parse), (start, last.idx))


def _due(last: Token) -> Token | None:
    """Return the next word, if the phrase of *last* cannot end before it."""
    if last.i + 1 >= len(last.doc):
        return None
    following: Token = last.nbor()
    if following.is_punct or following.is_space or following.sent != last.sent:
        return None
    leads = last.dep_ in LEADING and last.head.i > last.i
    object_due = last.dep_ == "prep" and any(
        child.dep_ in ("pobj", "pcomp") and child.i > last.i for child in last.children
    )
    return following if leads or object_due else None
