"""Whose turn it is to speak: where one speaker's words end and another's begin.

What holds of attributions whatever method found them. A method gives the rows of each
passage (:class:`~sayso.extract.found.Found`); here contents are ended where another
speaker begins, and rows become attributions of the document. Quotations without a cue
are given to their speakers later (:mod:`sayso.extract.uncued`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.attribution import Attribution, quotation_of
from sayso.extract.found import Found, trim
from sayso.extract.parse import text_of
from sayso.extract.quotes import find_quotes
from sayso.extract.subjects import own_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc, Token

    from sayso.extract.parse import Passage
    from sayso.model import Span

SURE = 0.6
"""Least share of a cue that may end what another says; thoughts and wishes seldom reach it."""

TURNS = frozenset({"but", "while", "whereas", "and", "though", "although"})
"""Words between one speaker's clause and the next one's."""


def attribute_document(
    passages: Sequence[Passage], rows_of: Callable[[int, list[Span]], list[Found]]
) -> list[Attribution]:
    """Return the attributions of a document, in reading order.

    Args:
        passages: the document's passages.
        rows_of: gives the rows of a passage by its number and its quotations.
    """
    found: list[Attribution] = []
    for number, passage in enumerate(passages):
        quotes = find_quotes(passage.text)
        found += [_to_attribution(number, passage.start, row, quotes) for row in rows_of(number, quotes)]
    return found


def end_contents(parse: Doc, rows: list[Found]) -> None:
    """End a content where its speaker goes on ("..., adding"), or another begins ("..., but Y argued")."""
    for row in rows:
        head = row.candidate.head
        same = goes_on(head)
        start = head.i if same else _turn(parse, head)
        if start is None or row.share < SURE:
            continue
        for outer in rows:
            inside = bool(outer.parts) and outer.parts[0][0] < parse[start].idx < outer.parts[-1][1]
            if inside and not _governs(outer) and outer is not row and outer.candidate.head.tag_ != "VBG":
                outer.parts = _cut(text_of(parse), outer.parts, parse[start].idx)
                row.source = outer.source if same else row.source


def _governs(row: Found) -> bool:
    """Say whether "according to X" opens a sentence: it vouches for all of it, who speaks there too."""
    cue = row.cue
    return cue is not None and row.candidate.frame == "according" and cue[0] < row.parts[0][0]


def goes_on(head: Token) -> bool:
    """Say whether a cue is a participle by which its speaker goes on: "..., adding that ..."."""
    return head.tag_ == "VBG" and head.i > 0 and head.nbor(-1).text == ","


def _turn(parse: Doc, head: Token) -> int | None:
    """Return where a clause with a speaker of its own begins beside the one before it."""
    subject = own_subject(head)
    if subject is None or head.dep_ not in ("conj", "advcl", "ccomp") or subject.i > head.i:
        return None
    if any(child.dep_ == "mark" and child.lower_ not in TURNS for child in head.children):
        return None
    start: int = subject.left_edge.i
    while start > 0 and parse[start - 1].text == ",":
        start -= 1
    if start == 0 or parse[start - 1].lower_ not in TURNS:
        return None
    return start - 1


def _cut(text: str, parts: list[Span], at: int) -> list[Span]:
    """Return the pieces before *at*, the one around it cut short there."""
    return [trim(text, (start, min(end, at))) for start, end in parts if start < at]


def _to_attribution(number: int, offset: int, row: Found, quotes: list[Span]) -> Attribution:
    def shift(span: Span) -> Span:
        return offset + span[0], offset + span[1]

    return Attribution(
        passage=number,
        source=shift(row.source) if row.source else None,
        cue=shift(row.cue) if row.cue else None,
        content=tuple(shift(part) for part in row.parts),
        lemma=row.candidate.lemma,
        frame=row.candidate.frame,
        quotation=quotation_of(row.parts, quotes),
    )
