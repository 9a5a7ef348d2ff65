"""Who vouches for another's words, and what nobody has said at all.

"A said the bridge fell, B reported" is B's report of what A said: a frame after a
whole attribution stands outside of it. What someone is only wished or asked to say
("voters to recall that ...") has not been said.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.citations import can_speak
from sayso.extract.framing import cue_verb, phrase_of
from sayso.extract.nesting import carries, contains, passing
from sayso.extract.sources_words import impersonal_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.attribution import Attribution
    from sayso.extract.parse import Passage
    from sayso.model import Span

FARTHEST = 3
"""Code points between a content and the frame that follows it, at most: a comma, a mark and a space."""


NOT_YET = frozenset({"should", "must", "may", "might", "could", "can", "shall", "will", "ought"})
"""Auxiliaries of what is not told as having been said ("critics *should* ask")."""


def vouched(rows: Sequence[Attribution]) -> list[Attribution]:
    """Return rows in which who vouches for another attribution has the whole of it for a content.

    A content that ends in another's frame ("A said it fell, *B reported*") ends before
    it; of two rows about one content the one that stands outside holds the other.
    """
    found = list(rows)
    told = [i for i, row in enumerate(rows) if row.cue and row.source and carries(row)]
    for i, k in _nested(rows, told):
        outer, inner = rows[i], rows[k]
        if outer.passage != inner.passage or outer.source == inner.source:
            continue
        if _trails(outer, inner):
            end = _end(inner.content)
            found[i] = replace(outer, content=tuple((a, min(b, end)) for a, b in outer.content if a < end))
            found[k] = replace(inner, content=_hull(found[i]))
        elif outer.content == inner.content and _stands_outside(inner, outer):
            found[k] = replace(inner, content=_hull(outer))
    return found


def _nested(rows: Sequence[Attribution], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield which of the *told* rows have which others begin in their contents, by the order of rows."""
    starts = sorted((rows[k].content[0][0], k) for k in told)
    for i in told:
        content = rows[i].content
        first, last = bisect_left(starts, (content[0][0],)), bisect_left(starts, (content[-1][1],))
        yield from ((i, k) for k in sorted(k for _, k in starts[first:last]) if k != i)


def _trails(outer: Attribution, inner: Attribution) -> bool:
    """Say whether *inner* is a frame at the end of the content of *outer*, after what it frames."""
    frame = _frame(inner)
    ends = frame[1] >= _end(outer.content) - FARTHEST and contains(outer, frame)
    leads = outer.cue is not None and outer.cue[1] <= outer.content[0][0]
    inside = all(contains(outer, part) for part in inner.content)
    return ends and leads and inside and _end(inner.content) <= frame[0] <= _end(inner.content) + FARTHEST


def _stands_outside(row: Attribution, other: Attribution) -> bool:
    """Say which of two rows about one content hands the other on: "according to", or the later frame."""
    if (row.frame == "according") != (other.frame == "according"):
        return row.frame == "according"
    follows = _frame(row)[0] >= _end(row.content)
    return follows and _frame(other)[1] <= _frame(row)[0]


def _frame(row: Attribution) -> Span:
    spans = [span for span in (row.cue, row.source) if span]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _end(content: Sequence[Span]) -> int:
    return max(end for _, end in content)


def _hull(row: Attribution) -> tuple[Span, ...]:
    spans = [*row.content, _frame(row)]
    return ((min(start for start, _ in spans), max(end for _, end in spans)),)


def is_unreal(passages: Sequence[Passage], rows: Sequence[Attribution], index: int) -> bool:
    """Say whether a row inside another's content tells of nothing that was said.

    Its cue is an infinitive ("wants voters *to recall* that"), or stands under "should"
    and the like, or what it gives for a source cannot speak.
    """
    row = rows[index]
    mark = row.cue
    if mark is None:
        return False
    if not any(k != index and r.passage == row.passage and contains(r, mark) for k, r in enumerate(rows)):
        return False
    passage = passages[row.passage]
    verb = cue_verb(passage, row)
    source = phrase_of(passage, row.source) if row.source else None
    if source is not None and not passing(row) and not _may_speak(source):
        return True
    if verb is not None and any(child.dep_ == "aux" and child.lower_ in NOT_YET for child in verb.children):
        return True
    return verb is not None and _is_infinitive(verb)


def _may_speak(source: TokenSpan) -> bool:
    """Say whether a printed source names someone or something that can speak; names always may."""
    head = source.root
    if head.lower_ in ("that", "which") and head.head.dep_ in ("relcl", "acl"):
        noun = head.head.head
        head = noun
        source = noun.doc[noun.left_edge.i : noun.i + 1]
    if head.pos_ in ("VERB", "AUX"):
        return False
    return head.pos_ != "NOUN" or can_speak(source) or head.lemma_.lower() in impersonal_kinds()


def _is_infinitive(verb: Token) -> bool:
    """Say whether a verb stands in the infinitive without being finite by an auxiliary ("did say")."""
    return verb.tag_ == "VB" and not any(
        child.dep_ == "aux" and child.lower_ != "to" for child in verb.children
    )
