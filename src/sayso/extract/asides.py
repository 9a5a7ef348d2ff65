"""Asides: what a relative clause inside of one content says on another's word.

"A said that the plan, which critics call reckless, would be dropped": the critics are
given no more than their clause, and A has what stands on either side of it. Where nobody
says the rest ("the men, who he said were guilty, were freed"), it is the outlet's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.attribution import quotation_of
from sayso.extract.found import trim
from sayso.extract.framing import cue_verb
from sayso.extract.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.attribution import Attribution
    from sayso.extract.parse import Passage
    from sayso.model import Span

HIGHEST = 3
"""Heads between a cue and the verb of its relative clause, at most."""


def with_asides(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Attribution]:
    """Return rows in which what runs on past a relative clause is given back to the content around it."""
    kept = list(rows)
    for number, row in enumerate(rows):
        passage = passages[row.passage]
        verb = cue_verb(passage, row)
        clause = _relative(verb) if verb is not None else None
        if clause is None:
            continue
        noun = passage.start + clause.head.idx
        edge = clause.doc[clause.right_edge.i]
        end = passage.start + _past_marks(passage.text, edge.idx + len(edge))
        start = passage.start + clause.doc[clause.left_edge.i].idx
        last = row.content[-1]
        if not start <= last[0] < end < last[1]:
            continue
        outer = next((k for k, o in enumerate(kept) if k != number and _leads_to(o, row, noun, end)), None)
        if outer is None:
            after = clause.doc[clause.right_edge.i + 1 :]
            if _goes_on_around(clause, after):
                kept[number] = _with(passage, row, [*row.content[:-1], (last[0], end)])
            continue
        first = next(piece for piece in kept[outer].content if piece[0] <= noun < piece[1])
        others = [piece for piece in kept[outer].content if piece[1] <= first[0]]
        clausal = replace(kept[outer], frame="ccomp>") if kept[outer].frame == "object" else kept[outer]
        kept[outer] = _with(passage, clausal, [*others, (first[0], max(first[1], last[1]))])
        kept[number] = _with(passage, row, [*row.content[:-1], (last[0], end)])
    return kept


def _past_marks(text: str, end: int) -> int:
    """Return where a quotation closes of which nothing but its mark is left, else the same place."""
    closing = (b for a, b in find_quotes(text) if a < end < b and not any(c.isalnum() for c in text[end:b]))
    return next(closing, end)


def _goes_on_around(clause: Token, after: TokenSpan) -> bool:
    """Say whether the clause around a relative clause goes on behind it with its verb ("*were* freed")."""
    first = next((token for token in after if not token.is_punct), None)
    if first is None:
        return False
    above = {token.i for token in clause.ancestors}
    return first.i in above or (first.head.i in above and first.dep_ in ("aux", "auxpass", "neg", "advmod"))


def _relative(verb: Token) -> Token | None:
    """Return the verb of the relative clause that a cue stands in."""
    token = verb
    for _ in range(HIGHEST):
        if token.dep_ == "relcl":
            return token
        if token.dep_ not in ("ccomp", "xcomp", "conj", "advcl"):
            return None
        token = token.head
    return None


def _leads_to(outer: Attribution, row: Attribution, noun: int, end: int) -> bool:
    """Say whether a content holds the noun that a relative clause is about, and ends no later than it."""
    if outer.passage != row.passage or not any(start <= noun < stop for start, stop in outer.content):
        return False
    cued = outer.cue is not None and outer.cue[1] <= outer.content[0][0]
    return cued and outer.content[-1][1] <= end


def _with(passage: Passage, row: Attribution, content: Sequence[Span]) -> Attribution:
    start = passage.start
    pieces = [trim(passage.text, (a - start, b - start)) for a, b in content]
    quotation = quotation_of(pieces, find_quotes(passage.text))
    return replace(row, content=tuple((a + start, b + start) for a, b in pieces), quotation=quotation)
