"""Contents that stop in the middle of a phrase, carried on to its end.

A network that tags piece by piece may drop a phrase's last words ("the bridge was
closed on | Monday", "in United | States"). Where the last word cannot end a phrase,
because it leads up to a word after it, the content goes on to that word, short of any
cue, source or mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.found import trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.extract.found import Found

RESUMPTIVE = frozenset({"this", "it", "that", "which"})
PAUSES = (",", ";", "-", "–", "—")

LEADING = frozenset({"det", "poss", "amod", "compound", "nummod", "aux", "auxpass", "neg", "case", "predet"})
"""What a word is to one after it that it cannot stand without."""


def finish_phrases(parse: Doc, rows: Sequence[Found]) -> None:
    """Carry each row's last piece on to the end of the phrase that it stops in."""
    taken = {
        token.i
        for row in rows
        for start, end in row.frame
        for token in parse.char_span(start, end, alignment_mode="expand") or ()
    }
    for row in rows:
        start, end = row.parts[-1]
        held = parse.char_span(start, end, alignment_mode="expand")
        if held is None:
            continue
        last = held[-1]
        while (following := _due(last)) is not None and following.i not in taken:
            last = following
        if last.i >= held.end:
            row.parts[-1] = start, last.idx + len(last)


def drop_resumption(parse: Doc, rows: Sequence[Found]) -> None:
    """Cut the pronoun that takes a content up again before its cue: "it rained, *this* is reported by X"."""
    for row in rows:
        start, end = row.parts[-1]
        held = parse.char_span(start, end, alignment_mode="expand")
        last = held[-1] if held is not None and len(held) > 2 else None
        if (
            last is None
            or last.lower_ not in RESUMPTIVE
            or last.nbor(-1).text not in (",", ";", "-", "–", "—")
        ):
            continue
        if last.head == row.candidate.head:
            row.parts[-1] = trim(parse.text, (start, last.idx))


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
