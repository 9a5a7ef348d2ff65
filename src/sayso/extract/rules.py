"""Attribution by dependency rules with a learned cue lexicon (``--attribution rules``).

For every construction that a parse offers (:mod:`sayso.extract.frames`) the lexicon
says how often it attributes. The likeliest construction of each cue is taken when
it does so more often than not by :data:`THRESHOLD`; its content is then fitted to
the quotation marks around it, and quotations that go on without a cue are joined
to the speaker before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.found import Found, to_offsets
from sayso.extract.frames import Candidate, find_candidates, is_clausal
from sayso.extract.hedges import names_a_holder
from sayso.extract.lexicon import cue_kind, cue_lexicon, is_raising
from sayso.extract.parse import text_of
from sayso.extract.quotations import (
    attribute_quotation,
    covered,
    fit_to_quotes,
    is_speech,
    says_something,
)
from sayso.extract.quotes import find_quotes
from sayso.extract.tallies import find_tallies
from sayso.extract.turns import SURE, attribute_document, end_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from sayso.extract.attribution import Attribution
    from sayso.extract.parse import Passage
    from sayso.model import Span

THRESHOLD = 0.27
"""Least share as a cue; between .2 and .45 this gave the best joint F1 on PolNeAR dev."""

THING_THRESHOLD = 0.45
"""Least share where the content is a thing and no clause ("denounced the raid", "vowed to fight"):
verbs of attitude are verbs of deed in other news, so they must be surer than the corpus asks for."""

FEWEST_SEEN = 2
"""Sightings of a lemma in a construction about a thing, before its share says anything."""

NOBODY = frozenset({"nobody", "none", "neither", "noone"})

NEEDS_SOURCE = ("object", "prep:", "xcomp", "adj:", "noun:to")
"""Constructions that attribute nothing where nobody is named to hold it."""


def find_attributions(passages: Sequence[Passage]) -> list[Attribution]:
    """Return the attributions of a document, in order of their contents."""
    return attribute_document(passages, lambda number, quotes: _in_passage(passages[number].parse, quotes))


def sure_rows(parse: Doc, quotes: list[Span]) -> list[Found]:
    """Return the constructions of a passage that attribute more often than not, nested ones too."""
    speech = [quote for quote in quotes if is_speech(text_of(parse), quote)]
    rows = [
        to_offsets(parse, candidate, share) for candidate, share in _choose(parse, speech) if share >= SURE
    ]
    for row in rows:
        row.parts = fit_to_quotes(row.parts, quotes, row.frame, text_of(parse))
    return [row for row in rows if row.parts]


def _in_passage(parse: Doc, quotes: list[Span]) -> list[Found]:
    speech = [quote for quote in quotes if is_speech(text_of(parse), quote)]
    chosen = _choose(parse, speech)
    rows = [to_offsets(parse, candidate, share) for candidate, share in chosen]
    for row in rows:
        row.parts = fit_to_quotes(row.parts, quotes, row.frame, text_of(parse))
    rows = [row for row in rows if row.parts]
    rows += find_tallies(parse, rows)
    end_contents(parse, rows)
    rows = _outermost(rows)
    for quote in speech:
        if not covered(quote, rows) and says_something(parse, quote):
            attribute_quotation(parse, quote, rows, speech)
    return sorted(rows, key=lambda row: (row.parts[0], row.parts[-1]))


def _outermost(rows: list[Found]) -> list[Found]:
    """Drop thoughts and wishes that stand inside what another says; speech inside speech stays."""

    def inside(row: Found, other: Found) -> bool:
        cue = row.cue
        return cue is not None and any(start <= cue[0] and cue[1] <= end for start, end in other.parts)

    return [
        row
        for row in rows
        if row.share >= SURE or not any(inside(row, other) for other in rows if other is not row)
    ]


def _inside(position: int, spans: Iterable[Span]) -> bool:
    return any(start <= position < end for start, end in spans)


def eligible_candidates(parse: Doc) -> Iterator[tuple[Candidate, list[Span]]]:
    """Yield what could attribute outside of speech, with the content it would have.

    The lexicon is learned over just these (``training/cues/learn.py``), so that its
    shares are the chances of what is chosen from.
    """
    quotes = find_quotes(text_of(parse))
    speech = [quote for quote in quotes if is_speech(text_of(parse), quote)]
    for candidate in _eligible(parse, speech):
        row = to_offsets(parse, candidate, 1.0)
        yield candidate, fit_to_quotes(row.parts, quotes, row.frame, text_of(parse))


def _eligible(parse: Doc, speech: list[Span]) -> Iterator[Candidate]:
    for candidate in find_candidates(parse):
        sourced = candidate.source or not candidate.frame.startswith(NEEDS_SOURCE)
        quoted = any(_inside(parse[i].idx, speech) for i in (candidate.head.i, *candidate.source))
        if candidate.content and sourced and not quoted:
            yield candidate


def _choose(parse: Doc, speech: list[Span]) -> list[tuple[Candidate, float]]:
    """Take the likeliest construction of each cue outside of speech, in order of the cues."""
    lexicon = cue_lexicon()
    best: dict[int, tuple[Candidate, float]] = {}
    for candidate in _eligible(parse, speech):
        if _attributes_nothing(parse, candidate):
            continue
        clausal = is_clausal(candidate.frame)
        share = lexicon.share(candidate.lemma, candidate.frame)
        known = clausal or lexicon.seen(candidate.lemma, candidate.frame) >= FEWEST_SEEN
        if (
            known
            and share >= (THRESHOLD if clausal else THING_THRESHOLD)
            and share > best.get(candidate.head.i, (None, 0.0))[1]
        ):
            best[candidate.head.i] = candidate, share
    return [best[i] for i in sorted(best)]


def _attributes_nothing(parse: Doc, candidate: Candidate) -> bool:
    """Say whether nobody says it, or nothing is said: "nobody confirmed it", "they defend the invaders".

    A bare thing is said only where it is quoted or holds a verb; what has no source
    is somebody's word only where the verb is one of speech ("it is claimed that").
    """
    content = [parse[i] for i in candidate.content]
    frame = candidate.frame
    bare = frame in ("object", "object+") or (frame.startswith("prep:") and not frame.endswith("+to"))
    if bare and not any(t.pos_ in ("VERB", "AUX") or t.is_quote for t in content):
        return True
    if all(token.pos_ in ("PRON", "PUNCT", "SPACE") for token in content):
        return True
    if any(parse[i].lower_ in NOBODY and parse[i].head.i not in candidate.source for i in candidate.source):
        return True
    if is_raising(candidate.lemma) and not names_a_holder(candidate.head):
        return True
    return not candidate.source and cue_kind(candidate.lemma, candidate.frame).cue_class != "speech"
