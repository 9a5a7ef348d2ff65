"""Statements of a document: what it attributes, and what it says in its own voice.

The content of an attribution is a statement. So is every other stretch of a kept
sentence that states something: it has a verb or a figure. Where a clause is
attributed, the outlet's own voice keeps only what is left of the sentence; where
just a thing is ("denounced the raid", "vowed to fight"), the whole sentence stays
the outlet's, and what is attributed stands inside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sayso.extract.frames import is_clausal
from sayso.extract.lexicon import cue_kind
from sayso.extract.modality import is_denied, is_hedged, is_negated, is_reserved
from sayso.model import Cue, Figure, Moment, Statement, identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.attribution import Attribution
    from sayso.extract.chains import Attributed
    from sayso.extract.parse import Passage
    from sayso.model import Document, Span

_Placed = TypeVar("_Placed", Figure, Moment)

FEWEST_WORDS = 4
"""Words that what is left of a sentence must have to state something of its own."""

LOOSE = frozenset({",", ";", ":", ".", "-", "–", "—", "(", ")", "...", "…"})
OPENERS = frozenset({"and", "but", "or", "nor", "while", "as", "that", "after", "before", "because"})
CLOSERS = OPENERS | frozenset({"to", "of", "in", "on", "for", "with", "by", "when", "where", "which", "who"})


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
    contents = [part for row in attributions for part in row.attribution.content]
    values = _Values(figures, moments, contents)
    statements = [
        _attributed(document, passages[row.attribution.passage], row, values) for row in attributions
    ]
    for number, passage in enumerate(passages):
        rows = [row for row in attributions if row.attribution.passage == number]
        statements.extend(_own(document, passage, run, values) for run in _own_runs(passage, rows, figures))
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
    tokens = _tokens(passage, parts)
    cue_words = (
        _tokens(passage, ((cue.start, cue.end),)) if cue and _here(passage, (cue.start, cue.end)) else []
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
    tokens = _tokens(passage, (span,))
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
    cue = _tokens(passage, (attribution.cue,))
    sentence = passage.span(cue[0].sent)
    framing = (
        moment
        for moment in _within(moments, (sentence,))
        if not any(start <= moment.start < end for start, end in contents)
    )
    return tuple(sorted({*inside, *framing}, key=lambda moment: (moment.start, moment.end)))


def _tokens(passage: Passage, spans: Sequence[Span]) -> list[Token]:
    found: list[Token] = []
    for start, end in spans:
        words = passage.parse.char_span(start - passage.start, end - passage.start, alignment_mode="expand")
        found.extend(words or ())
    return found


def _own_runs(passage: Passage, rows: Sequence[Attributed], figures: Sequence[Figure]) -> list[Span]:
    """Return what the outlet says itself in a passage, apart from every content or around the whole of it.

    A thing that is attributed stands inside the outlet's sentence, unless that was cut
    short and holds only a part of it: then it takes its words as a clause does.
    """
    taking = [row for row in rows if is_clausal(row.attribution.frame)]
    while True:
        taken = _taken(passage, taking)
        runs = [run for s in passage.parse.sents for run in _own_voice(passage, s, taken, figures)]
        cut = [row for row in rows if row not in taking and any(_crosses(row, run) for run in runs)]
        if not cut:
            return runs
        taking += cut


def _crosses(row: Attributed, run: Span) -> bool:
    """Say whether a content and a stretch of own voice share characters and neither is inside the other.

    Nor may they be the same: nobody says the whole of what another says beside them.
    """
    parts = row.attribution.content
    shared = any(start < run[1] and run[0] < end for start, end in parts)
    inside = all(run[0] <= start and end <= run[1] for start, end in parts)
    return shared and (not inside or parts == (run,))


def _taken(passage: Passage, attributions: Sequence[Attributed]) -> tuple[set[int], set[int]]:
    """Return the words of a passage that attributions take: their contents, and what attributes them."""
    content: set[int] = set()
    frame: set[int] = set()
    for row in attributions:
        content.update(token.i for token in _tokens(passage, row.attribution.content))
        around = [span for a in (row.attribution, *row.passing) for span in (a.source, a.cue)]
        spans = [span for span in (*around, row.citing) if span and _here(passage, span)]
        frame.update(token.i for token in _tokens(passage, spans))
    return content, frame


def _own_voice(
    passage: Passage, sentence: TokenSpan, taken: tuple[set[int], set[int]], figures: Sequence[Figure]
) -> Iterator[Span]:
    """Yield the stretches of a sentence that the outlet says in its own voice."""
    content, frame = taken
    rest = [token for token in sentence if token.i not in content and token.i not in frame]
    covered: list[Span] = []
    for run in _runs(rest):
        span = _states(passage, run, figures, whole=len(rest) == len(sentence))
        if span:
            covered.append(span)
    yield from covered
    for run in _runs([token for token in sentence if token.i not in content]):
        span = _stretch(passage, run)
        if span and _counts(span, figures) and not any(a < span[1] and span[0] < b for a, b in covered):
            yield span


def _here(passage: Passage, span: Span) -> bool:
    return passage.start <= span[0] < passage.end


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        if run and token.i != run[-1].i + 1:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _states(passage: Passage, run: list[Token], figures: Sequence[Figure], *, whole: bool) -> Span | None:
    """Return the span of a run that states something: a verb or a figure, and words enough.

    A heading between paragraphs announces and does not state.
    """
    while run and not whole and (run[-1].text in LOOSE or run[-1].lower_ in CLOSERS):
        run = run[:-1]
    while run and not whole and (run[0].text in LOOSE or run[0].lower_ in OPENERS):
        run = run[1:]
    span = _stretch(passage, run)
    if span is None:
        return None
    words = sum(token.is_alpha or token.like_num for token in run)
    verb = passage.block.role != "heading" and any(token.pos_ in ("VERB", "AUX") for token in run)
    says = verb and (whole or words >= FEWEST_WORDS)
    return span if says or _counts(span, figures) else None


def _counts(span: Span, figures: Sequence[Figure]) -> bool:
    return any(span[0] <= figure.start and figure.end <= span[1] for figure in figures)


def _stretch(passage: Passage, run: Sequence[Token]) -> Span | None:
    """Return the document span of a run of tokens, white space at its ends left out."""
    words = [token for token in run if not token.is_space]
    if not words:
        return None
    return passage.start + words[0].idx, passage.start + words[-1].idx + len(words[-1])
