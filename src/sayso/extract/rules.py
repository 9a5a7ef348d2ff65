"""Attribution by dependency rules with a learned cue lexicon (``--attribution rules``).

For every construction that a parse offers (:mod:`sayso.extract.frames`) the lexicon
says how often it attributes. The likeliest construction of each cue is taken when
it does so more often than not by :data:`THRESHOLD`; its content is then fitted to
the quotation marks around it, and quotations that go on without a cue are joined
to the speaker before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.attribution import Attribution, quotation_of
from sayso.extract.found import Found, to_offsets, trim
from sayso.extract.frames import Candidate, find_candidates, is_clausal
from sayso.extract.lexicon import cue_kind, cue_lexicon
from sayso.extract.quotations import (
    attribute_quotation,
    covered,
    fit_to_quotes,
    is_one_quotation,
    is_speech,
    says_something,
)
from sayso.extract.quotes import find_quotes
from sayso.extract.subjects import own_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Token

    from sayso.extract.parse import Passage
    from sayso.model import Span

THRESHOLD = 0.27
"""Least share as a cue; between .2 and .45 this gave the best joint F1 on PolNeAR dev."""

THING_THRESHOLD = 0.45
"""Least share where the content is a thing and no clause ("denounced the raid", "vowed to fight"):
verbs of attitude are verbs of deed in other news, so they must be surer than the corpus asks for."""

FEWEST_SEEN = 2
"""Sightings of a lemma in a construction about a thing, before its share says anything."""

NESTED_SHARE = 0.6
"""Least share of a cue that stands inside another's content; thoughts and wishes seldom reach it."""

TURNS = frozenset({"but", "while", "whereas", "and", "though", "although"})
"""Words between one speaker's clause and the next one's."""

NOBODY = frozenset({"nobody", "none", "neither", "noone"})

NEEDS_SOURCE = ("object", "prep:", "xcomp", "adj:", "noun:to")
"""Constructions that attribute nothing where nobody is named to hold it."""


def find_attributions(passages: Sequence[Passage]) -> list[Attribution]:
    """Return the attributions of a document, in order of their contents."""
    found: list[Attribution] = []
    speaker: Attribution | None = None
    for number, passage in enumerate(passages):
        text = passage.parse.text
        quotes = find_quotes(text)
        rows = _in_passage(passage.parse, quotes)
        found.extend(_finish(number, passage.start, row, quotes) for row in rows)
        if not rows and speaker is not None and is_one_quotation(text, quotes):
            found.append(_continued(number, passage, quotes, speaker))
        spoken = [a for a in found if a.passage == number and a.quotation != "indirect"]
        speaker = spoken[-1] if spoken else (speaker if is_one_quotation(text, quotes) else None)
    return found


def _in_passage(parse: Doc, quotes: list[Span]) -> list[Found]:
    speech = [quote for quote in quotes if is_speech(parse.text, quote)]
    chosen = _choose(parse, speech)
    rows = [to_offsets(parse, candidate, share) for candidate, share in chosen]
    for row in rows:
        row.parts = fit_to_quotes(row, quotes, parse.text)
    rows = [row for row in rows if row.parts]
    _end_contents(parse, rows)
    rows = _outermost(rows)
    for quote in speech:
        if not covered(quote, rows) and says_something(parse, quote):
            attribute_quotation(parse, quote, rows, speech)
    return sorted(rows, key=lambda row: (row.parts[0], row.parts[-1]))


def _end_contents(parse: Doc, rows: list[Found]) -> None:
    """End a content where its speaker goes on ("..., adding"), or another begins ("..., but Y argued")."""
    for row in rows:
        head = row.candidate.head
        goes_on = head.tag_ == "VBG" and head.i > 0 and parse[head.i - 1].text == ","
        start = head.i if goes_on else _turn(parse, head)
        if start is None or row.share < NESTED_SHARE:
            continue
        for outer in rows:
            inside = outer.parts[0][0] < parse[start].idx < outer.parts[-1][1]
            if inside and outer is not row and outer.candidate.head.tag_ != "VBG":
                outer.parts = _cut(parse.text, outer.parts, parse[start].idx)
                row.source = outer.source if goes_on else row.source


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


def _outermost(rows: list[Found]) -> list[Found]:
    """Drop thoughts and wishes that stand inside what another says; speech inside speech stays."""

    def inside(row: Found, other: Found) -> bool:
        cue = row.cue
        return cue is not None and any(start <= cue[0] and cue[1] <= end for start, end in other.parts)

    return [
        row
        for row in rows
        if row.share >= NESTED_SHARE or not any(inside(row, other) for other in rows if other is not row)
    ]


def _inside(position: int, spans: Iterable[Span]) -> bool:
    return any(start <= position < end for start, end in spans)


def eligible_candidates(parse: Doc) -> Iterator[tuple[Candidate, list[Span]]]:
    """Yield what could attribute outside of speech, with the content it would have.

    The lexicon is learned over just these (``training/cues/learn.py``), so that its
    shares are the chances of what is chosen from.
    """
    quotes = find_quotes(parse.text)
    speech = [quote for quote in quotes if is_speech(parse.text, quote)]
    for candidate in _eligible(parse, speech):
        yield candidate, fit_to_quotes(to_offsets(parse, candidate, 1.0), quotes, parse.text)


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
    return not candidate.source and cue_kind(candidate.lemma, candidate.frame).cue_class != "speech"


def _continued(number: int, passage: Passage, quotes: list[Span], speaker: Attribution) -> Attribution:
    content = tuple((passage.start + start, passage.start + end) for start, end in quotes)
    return Attribution(number, speaker.source, None, content, speaker.lemma, "continued", "direct")


def _finish(number: int, offset: int, row: Found, quotes: list[Span]) -> Attribution:
    def shift(span: Span) -> Span:
        return offset + span[0], offset + span[1]

    candidate = row.candidate
    return Attribution(
        passage=number,
        source=shift(row.source) if row.source else None,
        cue=shift(row.cue) if row.cue else None,
        content=tuple(shift(part) for part in row.parts),
        lemma=candidate.lemma,
        frame=candidate.frame,
        quotation=quotation_of(row.parts, quotes),
    )
