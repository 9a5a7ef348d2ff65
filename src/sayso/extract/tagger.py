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
from sayso.extract.quotes import find_quotes
from sayso.extract.tagger_link import Linked, gap, link
from sayso.extract.tagger_model import Scored, score
from sayso.extract.tagger_quotes import fit_to_quotes, is_one_quotation, merge
from sayso.extract.tagger_tags import Fragment, best_tags, fragments
from sayso.extract.tagger_words import cue_head, frame_of, lemma, look_up_cue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from sayso.extract.parse import Passage
    from sayso.model import Span


def find_attributions(passages: Sequence[Passage]) -> list[Attribution]:
    """Return the attributions of a document, in order of their contents.

    Raises:
        FileNotFoundError: the installation has no weights for the tagger.
    """
    scored = score([passage.parse.text for passage in passages])
    tagged = [_decode(one, passage.parse.text) for one, passage in zip(scored, passages, strict=True)]
    return attribute(passages, tagged)


def attribute(passages: Sequence[Passage], tagged: Sequence[Sequence[Fragment]]) -> list[Attribution]:
    """Return the attributions that tagged fragments of each passage make."""
    found: list[Attribution] = []
    speaker: Attribution | None = None
    for number, (passage, pieces) in enumerate(zip(passages, tagged, strict=True)):
        quotes = find_quotes(passage.parse.text)
        links = link(pieces, passage.parse.text)
        rows = [*links.rows, *_looked_up(passage.parse, links.loose)]
        here = [
            _finish(number, passage, row, quotes) for row in sorted(rows, key=lambda row: min(row.content))
        ]
        here = [row for row in here if row.content]
        goes_on = is_one_quotation(passage.parse.text, quotes)
        if not here and speaker is not None and goes_on:
            here = [_continued(number, passage, quotes, speaker)]
        found += here
        spoken = [row for row in here if row.quotation != "indirect"]
        speaker = spoken[-1] if spoken else (speaker if goes_on else None)
    return found


def _decode(scored: Scored, text: str) -> list[Fragment]:
    """Return the fragments of the likeliest tags of one passage."""
    if not scored.offsets:
        return []
    (tags,) = best_tags(scored.scores[np.newaxis], [len(scored.offsets)])
    return fragments(tags.tolist(), scored.offsets, text)


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


def _finish(number: int, passage: Passage, row: Linked, quotes: Sequence[Span]) -> Attribution:
    """Return an attribution in document offsets, its content fitted to the quotation marks."""
    text = passage.parse.text
    cue = min(row.cue, key=lambda piece: min(gap(piece, part) for part in row.content))
    source = min(row.source, key=lambda piece: gap(piece, cue), default=None)
    around = [*row.cue, *row.source]
    parts = fit_to_quotes(merge(row.content, text), quotes, around, text)
    head = cue_head(passage.parse, cue)

    def shift(span: Span) -> Span:
        return passage.start + span[0], passage.start + span[1]

    return Attribution(
        passage=number,
        source=shift(source) if source else None,
        cue=shift(cue),
        content=tuple(shift(part) for part in parts),
        lemma=lemma(head, text[slice(*cue)]),
        frame=frame_of(passage.parse, head, parts),
        quotation=quotation_of(parts, quotes),
    )


def _continued(number: int, passage: Passage, quotes: Sequence[Span], speaker: Attribution) -> Attribution:
    """Return a quotation that goes on without a cue, given to who spoke before."""
    content = tuple((passage.start + start, passage.start + end) for start, end in quotes)
    return Attribution(number, speaker.source, None, content, speaker.lemma, "continued", "direct")
