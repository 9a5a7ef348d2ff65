"""Statements of a document: what it attributes, and what it says in its own voice.

The content of an attribution is a statement. So is every other stretch of a kept
sentence that states something. Where a clause or a quotation is attributed, the
outlet's own voice keeps only what is left of the sentence
(:mod:`sayso.extract.own_voice`); where just a thing is ("denounced the raid", "vowed
to fight"), the whole sentence stays the outlet's, and what is attributed stands inside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from sayso.extract.frames import is_clausal
from sayso.extract.lexicon import cue_kind
from sayso.extract.modality import is_denied, is_hedged, is_negated, is_reserved
from sayso.extract.own_voice import own_voice
from sayso.extract.sentences import sentences, words_of
from sayso.model import Cue, Figure, Moment, Statement, identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.extract.attribution import Attribution
    from sayso.extract.chains import Attributed
    from sayso.extract.parse import Passage
    from sayso.model import Document, Span

_Placed = TypeVar("_Placed", Figure, Moment)

EMPTY = frozenset({"DET", "PUNCT", "SPACE", "ADP", "CCONJ", "SCONJ", "PART"})
"""Parts of speech that name nothing (Universal Dependencies)."""


@dataclass(frozen=True, slots=True)
class _Values:
    figures: Sequence[Figure]
    moments: Sequence[Moment]
    contents: Sequence[Span]


def build_statements(
    document: Document,
    passages: Sequence[Passage],
    attributions: Sequence[Attributed],
    figures: Sequence[Figure],
    moments: Sequence[Moment],
) -> list[Statement]:
    """Return the statements of a document in order of their start, containers first."""
    attributions = [_without_strays(row, passages[row.attribution.passage]) for row in attributions]
    contents = [part for row in attributions for part in row.attribution.content]
    values = _Values(figures, moments, contents)
    statements = [
        _attributed(document, passages[row.attribution.passage], row, values) for row in attributions
    ]
    for number, passage in enumerate(passages):
        runs = own_voice(number, passage, attributions, figures)
        statements.extend(_own(document, passage, run, values) for run in runs)
    unique = {statement.id: statement for statement in statements}
    return sorted(unique.values(), key=lambda s: (s.start, -s.end, s.voice, s.id))


def _attributed(document: Document, passage: Passage, row: Attributed, values: _Values) -> Statement:
    attribution = row.attribution
    parts = attribution.content
    start, end = parts[0][0], parts[-1][1]
    kind = cue_kind(attribution.lemma, attribution.frame)
    cue = None
    if attribution.cue is not None:
        cue_start, cue_end = attribution.cue
        text = document.text[cue_start:cue_end]
        cue = Cue(cue_start, cue_end, text, kind.cue_class, attribution.lemma, kind.stance)
    tokens = words_of(passage, parts)
    cue_words = (
        words_of(passage, ((cue.start, cue.end),)) if cue and passage.start <= cue.start < passage.end else []
    )
    return Statement(
        id=identity("statement", document.id, *parts, cue.start if cue else "", "attributed"),
        document=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        parts=parts,
        voice="attributed",
        quotation=attribution.quotation,
        cue=cue,
        chain=row.chain,
        figures=_within(values.figures, parts),
        moments=_moments(values.moments, attribution, values.contents, passage),
        negated=is_negated(tokens) or is_denied(kind, cue_words),
        hedged=is_hedged(tokens) or is_reserved(kind, cue_words, clausal=is_clausal(attribution.frame)),
    )


def _own(document: Document, passage: Passage, span: Span, values: _Values) -> Statement:
    start, end = span
    tokens = words_of(passage, (span,))
    return Statement(
        id=identity("statement", document.id, start, end, "outlet"),
        document=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        parts=(span,),
        voice="outlet",
        figures=_within(values.figures, (span,)),
        moments=_within(values.moments, (span,)),
        negated=is_negated(tokens),
        hedged=is_hedged(tokens),
    )


def _within(rows: Sequence[_Placed], parts: Sequence[Span]) -> tuple[_Placed, ...]:
    return tuple(row for row in rows if any(start <= row.start and row.end <= end for start, end in parts))


def _moments(
    moments: Sequence[Moment], attribution: Attribution, contents: Sequence[Span], passage: Passage
) -> tuple[Moment, ...]:
    """Return the moments of a content, and those of the clause that attributes it ("said on Wednesday")."""
    inside = _within(moments, attribution.content)
    if attribution.cue is None or not is_clausal(attribution.frame):
        return inside
    cue = words_of(passage, (attribution.cue,))
    sentence = passage.span(cue[0].sent)
    framing = (
        moment
        for moment in _within(moments, (sentence,))
        if not any(start <= moment.start < end for start, end in contents)
    )
    return tuple(sorted({*inside, *framing}, key=lambda moment: (moment.start, moment.end)))


def _without_strays(row: Attributed, passage: Passage) -> Attributed:
    """Return an attribution without the pieces of its content that mean nothing, alone in their sentence.

    An article cut out of another sentence is no part of what somebody says.
    """
    parts = row.attribution.content
    if len(parts) == 1:
        return row
    words = [words_of(passage, (part,)) for part in parts]
    around = sentences(passage.parse)
    placed = [next((s.start for s in around if t and s.start <= t[0].i < s.end), -1) for t in words]
    kept = tuple(
        part
        for part, tokens, place in zip(parts, words, placed, strict=True)
        if placed.count(place) > 1 or not all(token.pos_ in EMPTY for token in tokens)
    )
    return replace(row, attribution=replace(row.attribution, content=kept or parts))
