"""Attribution by a trained tagger, with the parse and quotation marks for a second opinion.

Every word piece gets a tag (:mod:`sayso.extract.tagger_tags`) from a small network
(:mod:`sayso.extract.tagger_model`); tagged fragments are linked into attributions
(:mod:`sayso.extract.tagger_link`), contents fitted to quotation marks, and contents that
no cue claims looked up in the cue lexicon or given to the speaker who goes on.
``docs/model-attribution.md`` says what the network was trained on and how well it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sayso.extract.attribution import Attribution, quotation_of
from sayso.extract.found import Found, merge
from sayso.extract.hedges import names_a_holder
from sayso.extract.lexicon import cue_kind, is_raising
from sayso.extract.parse import text_of
from sayso.extract.quotations import fit_to_quotes
from sayso.extract.rules import sure_rows
from sayso.extract.tagger_clauses import fit_to_clauses, part_roles, with_marks
from sayso.extract.tagger_deeds import is_deed
from sayso.extract.tagger_ends import drop_resumption, finish_phrases
from sayso.extract.tagger_link import Linked, gap, link
from sayso.extract.tagger_model import score
from sayso.extract.tagger_rules import with_rules
from sayso.extract.tagger_sources import source_span, told_of
from sayso.extract.tagger_tags import best_tags, fragments
from sayso.extract.tagger_words import (
    construction,
    content_words,
    cue_span,
    look_up_cue,
    split_rendering,
)
from sayso.extract.tallies import find_tallies
from sayso.extract.turns import attribute_document, end_contents, goes_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from sayso.extract.parse import Passage
    from sayso.extract.tagger_model import Scored
    from sayso.extract.tagger_tags import Fragment
    from sayso.model import Span


SPOKEN = ("speech", "document")
"""Classes of cues that attribute even where nobody is named."""


def find_attributions(passages: Sequence[Passage]) -> list[Attribution]:
    """Return the attributions of a document, in order of their contents.

    Raises:
        FileNotFoundError: the installation has no weights for the tagger.
    """
    scored = score([passage.text for passage in passages])
    return attribute(passages, [_decode(p, one) for p, one in zip(passages, scored, strict=True)])


def attribute(passages: Sequence[Passage], tagged: Sequence[Sequence[Fragment]]) -> list[Attribution]:
    """Return the attributions that tagged fragments of each passage make."""
    return attribute_document(
        passages, lambda number, quotes: _in_passage(passages[number].parse, tagged[number], quotes)
    )


def _decode(passage: Passage, scored: Scored) -> list[Fragment]:
    """Return the fragments of the likeliest tags of one passage."""
    if not scored.offsets:
        return []
    (tags,) = best_tags(scored.scores[np.newaxis], [len(scored.offsets)])
    return fragments(tags.tolist(), scored.offsets, passage.text)


def _in_passage(parse: Doc, tagged: Sequence[Fragment], quotes: list[Span]) -> list[Found]:
    """Return the rows of one passage, each content fitted to the quotation marks and ended at its turn."""
    text = text_of(parse)
    links = link(tagged, text)
    rows = [_to_found(parse, row) for row in [*links.rows, *_looked_up(parse, links.loose)]]
    for row in rows:
        row.parts = fit_to_quotes(merge(row.parts, text), quotes, row.frame, text)
    for row in rows:
        row.parts = [part for part in row.parts if content_words(parse, [part])]
    rows = [parted for row in rows if row.parts and (parted := part_roles(parse, row)) is not None]
    rows = [row for row in rows if _is_said(row, quotes) and not is_deed(parse, row, quotes)]
    finish_phrases(parse, rows)
    fit_to_clauses(parse, rows)
    drop_resumption(parse, rows)
    rows = [one for row in rows for one in split_rendering(parse, row)]
    rows = with_rules(rows, sure_rows(parse, quotes))
    rows += find_tallies(parse, rows)
    end_contents(parse, rows)
    with_marks(parse, rows, quotes)
    rows = [row for row in rows if content_words(parse, row.parts)]
    return sorted(rows, key=lambda row: (row.parts[0], row.parts[-1]))


def _looked_up(parse: Doc, loose: Sequence[Fragment]) -> list[Linked]:
    """Return attributions for contents without any cue in their passage, where the parse has one."""
    rows: list[Linked] = []
    sources = [(f.start, f.end) for f in loose if f.kind[0] == "S"]
    for fragment in loose:
        if fragment.kind[0] != "C":
            continue
        content = (fragment.start, fragment.end)
        cue = look_up_cue(parse, content, [row.cue[0] for row in rows])
        if cue:
            tagged = sorted((gap(span, content), span) for span in sources)
            source = tagged[0][1] if tagged else cue[1]
            rows.append(Linked([cue[0]], [source] if source else [], [content]))
    return rows


def _to_found(parse: Doc, row: Linked) -> Found:
    """Return a tagged attribution with what the parse says of its cue."""
    cue = min(row.cue, key=lambda piece: min(gap(piece, part) for part in row.content))
    candidate = construction(parse, cue, row.content)
    subject = [piece for piece in row.source if _holds_any(parse, piece, candidate.source)]
    tagged = min(subject or row.source, key=lambda piece: gap(piece, cue), default=None)
    if tagged is None and goes_on(candidate.head):
        tagged = row.shared
    source = source_span(parse, tagged, candidate) or row.shared
    content = list(row.content)
    patient = told_of(source, candidate) if source else None
    if patient is not None:
        source, content = None, [patient, *content]
    return Found(candidate, 1.0, source, cue_span(parse, cue, candidate), content)


def _holds_any(parse: Doc, span: Span, tokens: frozenset[int]) -> bool:
    return any(span[0] <= parse[i].idx < span[1] for i in tokens)


def _is_said(row: Found, quotes: Sequence[Span]) -> bool:
    """Say whether somebody is named to hold it, or it is said by nobody named ("it is alleged that").

    "X was blunt: “...”" has no cue: such a quotation is looked after by whoever finds those without one.
    """
    candidate = row.candidate
    head = candidate.head
    if head.pos_ == "AUX" and row.source is None:
        return False
    if is_raising(candidate.lemma) and not names_a_holder(head):
        return False
    copular = head.pos_ == "ADJ" or (head.pos_ == "AUX" and head.lemma_ == "be")
    if copular and quotation_of(row.parts, quotes) == "direct":
        return False
    return row.source is not None or cue_kind(candidate.lemma, candidate.frame).cue_class in SPOKEN
