"""Attribution by dependency rules with a learned cue lexicon (``--attribution rules``).

For every construction that a parse offers (:mod:`sayso.extract.frames`) the lexicon
says how often it attributes. The likeliest construction of each cue is taken when
it does so more often than not by :data:`THRESHOLD`; its content is then fitted to
the quotation marks around it, and quotations that go on without a cue are joined
to the speaker before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.attribution import Attribution, quotation_of
from sayso.extract.frames import Candidate, find_candidates, is_clausal, lemma_of, source_of
from sayso.extract.lexicon import cue_lexicon
from sayso.extract.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Token

    from sayso.extract.parse import Passage
    from sayso.model import Span

THRESHOLD = 0.27
"""Least share as a cue; the value that gives the best joint F1 on PolNeAR train."""

SCARE_WORDS = 4
"""A quotation of at most so many words inside a sentence is scare quotes, not speech."""

THING_THRESHOLD = 0.45
"""Least share where the content is a thing and no clause ("denounced the raid", "vowed to fight"):
verbs of attitude are verbs of deed in other news, so they must be surer than the corpus asks for."""

NESTED_SHARE = 0.6
"""Least share of a cue that stands inside another's content; thoughts and wishes seldom reach it."""

FARTHEST_VERB = 120
"""Code points between a quotation and its verb of speech, at most."""

SPEECH_ENDS = frozenset(",.?!")
OPEN_ENDS = frozenset(",?!-—")
MARKS = "\"”'»"

NEEDS_SOURCE = ("object", "prep:", "xcomp", "adj:", "noun:to")
"""Constructions that attribute nothing where nobody is named to hold it."""

STOPS = (". ", "? ", "! ", "\n", "”", "“", '"')

SPEECH_SHARE = 0.3
"""Least share of a lemma, in its best construction, to be taken for a speech verb beside a quotation."""

FULL_STOPS = frozenset({".", "!", "?"})
EDGES = " \t\n\r\u00a0,;:-–—"


@dataclass(slots=True)
class _Found:
    """An attribution in the making: offsets within the passage."""

    candidate: Candidate
    share: float
    source: Span | None
    cue: Span | None
    parts: list[Span]


def find_attributions(passages: Sequence[Passage]) -> list[Attribution]:
    """Return the attributions of a document, in order of their contents."""
    found: list[Attribution] = []
    speaker: Attribution | None = None
    for number, passage in enumerate(passages):
        text = passage.parse.text
        quotes = find_quotes(text)
        rows = _in_passage(passage.parse, quotes)
        found.extend(_finish(number, passage.start, row, quotes) for row in rows)
        if not rows and speaker is not None and _is_one_quotation(text, quotes):
            found.append(_continued(number, passage, quotes, speaker))
        spoken = [a for a in found if a.passage == number and a.quotation != "indirect"]
        speaker = spoken[-1] if spoken else (speaker if _is_one_quotation(text, quotes) else None)
    return found


def _in_passage(parse: Doc, quotes: list[Span]) -> list[_Found]:
    speech = [quote for quote in quotes if _is_speech(parse.text, quote)]
    chosen = _choose(parse, speech)
    rows = [_to_offsets(parse, candidate, share) for candidate, share in chosen]
    for row in rows:
        row.parts = _fit_to_quotes(row, quotes, parse.text)
    rows = [row for row in rows if row.parts]
    _continue_speakers(parse, rows)
    rows = _outermost(rows)
    for quote in speech:
        if not _covered(quote, rows) and _says_something(parse, quote):
            _attribute_quotation(parse, quote, rows, speech)
    return sorted(rows, key=lambda row: (row.parts[0], row.parts[-1]))


def _continue_speakers(parse: Doc, rows: list[_Found]) -> None:
    """End a content where its speaker goes on ("..., adding that ..."), and keep the speaker."""
    for row in rows:
        head = row.candidate.head
        comma = head.i > 0 and parse[head.i - 1].text == ","
        if head.tag_ != "VBG" or not comma or row.share < NESTED_SHARE:
            continue
        for outer in rows:
            if outer.parts[0][0] < head.idx < outer.parts[-1][1] and outer.candidate.head.tag_ != "VBG":
                outer.parts = _cut(parse.text, outer.parts, head.idx)
                row.source = outer.source


def _cut(text: str, parts: list[Span], at: int) -> list[Span]:
    """Return the pieces before *at*, the one around it cut short there."""
    return [_trim(text, (start, min(end, at))) for start, end in parts if start < at]


def _is_speech(text: str, quote: Span) -> bool:
    """Say whether a quotation is speech: more than a few words, or closed as a sentence is."""
    return _words(text, quote) > SCARE_WORDS or _last_inside(text, quote) in SPEECH_ENDS


def _says_something(parse: Doc, quote: Span) -> bool:
    """Say whether a quotation is a sentence or has a verb, rather than naming a thing."""
    closed = _last_inside(parse.text, quote) in SPEECH_ENDS
    return closed or any(t.pos_ in ("VERB", "AUX") and quote[0] <= t.idx < quote[1] for t in parse)


def _last_inside(text: str, quote: Span) -> str:
    """Return the last character before the closing mark."""
    return text[quote[0] : quote[1]].rstrip(MARKS)[-1:]


def _covered(quote: Span, rows: list[_Found]) -> bool:
    return any(a < quote[1] and b > quote[0] for row in rows for a, b in row.parts)


def _outermost(rows: list[_Found]) -> list[_Found]:
    """Drop thoughts and wishes that stand inside what another says; speech inside speech stays."""

    def inside(row: _Found, other: _Found) -> bool:
        cue = row.cue
        return cue is not None and any(start <= cue[0] and cue[1] <= end for start, end in other.parts)

    return [
        row
        for row in rows
        if row.share >= NESTED_SHARE or not any(inside(row, other) for other in rows if other is not row)
    ]


def _words(text: str, span: Span) -> int:
    return len(text[span[0] : span[1]].split())


def _inside(position: int, spans: Iterable[Span]) -> bool:
    return any(start <= position < end for start, end in spans)


def eligible_candidates(parse: Doc) -> Iterator[tuple[Candidate, list[Span]]]:
    """Yield what could attribute outside of speech, with the content it would have.

    The lexicon is learned over just these (``training/cues/learn.py``), so that its
    shares are the chances of what is chosen from.
    """
    quotes = find_quotes(parse.text)
    speech = [quote for quote in quotes if _is_speech(parse.text, quote)]
    for candidate in _eligible(parse, speech):
        yield candidate, _fit_to_quotes(_to_offsets(parse, candidate, 1.0), quotes, parse.text)


def _eligible(parse: Doc, speech: list[Span]) -> Iterator[Candidate]:
    for candidate in find_candidates(parse):
        sourced = candidate.source or not candidate.frame.startswith(NEEDS_SOURCE)
        if candidate.content and sourced and not _inside(candidate.head.idx, speech):
            yield candidate


def _choose(parse: Doc, speech: list[Span]) -> list[tuple[Candidate, float]]:
    """Take the likeliest construction of each cue outside of speech, in order of the cues."""
    lexicon = cue_lexicon()
    best: dict[int, tuple[Candidate, float]] = {}
    for candidate in _eligible(parse, speech):
        share = lexicon.share(candidate.lemma, candidate.frame)
        least = THRESHOLD if is_clausal(candidate.frame) else THING_THRESHOLD
        if share >= least and share > best.get(candidate.head.i, (None, 0.0))[1]:
            best[candidate.head.i] = candidate, share
    return [best[i] for i in sorted(best)]


def _to_offsets(parse: Doc, candidate: Candidate, share: float) -> _Found:
    cue = _cue_tokens(candidate)
    taken = candidate.source | cue
    source = _source_span(parse, candidate.source) if candidate.source else None
    return _Found(candidate, share, source, _span(parse, cue), _runs(parse, candidate.content - taken, taken))


def _cue_tokens(candidate: Candidate) -> frozenset[int]:
    """Return the cue's words: the head, its particle, a negation and what lies between."""
    head = candidate.head
    if candidate.frame == "according":
        return frozenset({head.i, head.i + 1} if head.lower_ == "according" else {head.i})
    tokens = {head.i}
    tokens.update(child.i for child in head.children if child.dep_ == "prt" and child.i == head.i + 1)
    if candidate.frame.startswith("prep:"):
        preposition = candidate.frame.removeprefix("prep:").split("+", maxsplit=1)[0]
        tokens.update(c.i for c in head.children if c.lower_ == preposition and c.i == max(tokens) + 1)
    if any(child.dep_ == "neg" for child in head.children):
        near = (child.i for child in head.children if child.dep_ in ("neg", "aux", "auxpass"))
        tokens.update(range(min(near), head.i))
    return frozenset(tokens)


def _source_span(parse: Doc, tokens: frozenset[int]) -> Span:
    """Return the source as printed: a name that runs on after it is its own, an opening adverb is not."""
    first, last = min(tokens), max(tokens)
    while first < last and parse[first].dep_ in ("advmod", "preconj", "cc", "mark", "punct"):
        first += 1
    following = range(last + 1, len(parse))
    if parse[last].pos_ in ("NOUN", "PROPN"):
        last = next((i - 1 for i in following if parse[i].pos_ != "PROPN"), len(parse) - 1)
    return _span(parse, frozenset((first, last)))


def _span(parse: Doc, tokens: frozenset[int]) -> Span:
    last = parse[max(tokens)]
    return _trim(parse.text, (parse[min(tokens)].idx, last.idx + len(last)))


def _runs(parse: Doc, content: frozenset[int], taken: frozenset[int]) -> list[Span]:
    """Return the stretches of text that the content's words make, punctuation bridged."""
    runs: list[list[int]] = []
    for i in sorted(content):
        between = range(runs[-1][-1] + 1, i) if runs else range(0)
        if runs and all(k not in taken and (parse[k].is_punct or parse[k].is_space) for k in between):
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in runs:
        while len(run) > 1 and parse[run[-1]].text in FULL_STOPS:
            run.pop()
    spans = (_trim(parse.text, (parse[run[0]].idx, parse[run[-1]].idx + len(parse[run[-1]]))) for run in runs)
    return [span for span in spans if any(c.isalnum() for c in parse.text[span[0] : span[1]])]


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def _fit_to_quotes(row: _Found, quotes: list[Span], text: str) -> list[Span]:
    """Grow contents to the quotations that they mostly fill, or that mostly fill them."""
    spans = list(row.parts)
    size = sum(end - start for start, end in spans)
    frame = [span for span in (row.cue, row.source) if span]
    for start, end in quotes:
        overlap = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
        mostly = overlap * 2 >= end - start or overlap * 2 >= size
        if overlap and mostly and not any(a < end and b > start for a, b in frame):
            spans.append((start, end))
    return _merge(spans, text)


def _merge(spans: list[Span], text: str) -> list[Span]:
    """Join pieces that overlap or that only white space parts."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip(" ,")):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _attribute_quotation(parse: Doc, quote: Span, rows: list[_Found], speech: list[Span]) -> None:
    """Give a quotation that no construction holds to a verb of speech beside it, or to the speech before."""
    verb = _verb_beside(parse, quote, {row.cue for row in rows if _speaks(row, speech)})
    if verb is not None:
        same = [row for row in rows if row.cue and row.cue[0] <= verb.idx < row.cue[1]]
        if same:
            same[0].parts = sorted([*same[0].parts, quote]) if _speaks(same[0], speech) else [quote]
            return
        candidate = Candidate(verb, "quotation", frozenset(), source_of(verb))
        row = _to_offsets(parse, candidate, 1.0)
        row.parts = [quote]
        rows.append(row)
        return
    before = [row for row in rows if row.parts[0][0] < quote[0] and _speaks(row, speech)]
    if before:
        nearest = max(before, key=lambda row: row.parts[-1])
        nearest.parts = sorted([*nearest.parts, quote])


def _verb_beside(parse: Doc, quote: Span, taken: set[Span | None]) -> Token | None:
    """Return the verb of speech nearest to a quotation, in the sentence that it ends or begins.

    After the quotation the clause up to its first full stop counts ("...," he said);
    before it, what leads in without a full stop between ("He said: ...").
    """
    text = parse.text
    lexicon = cue_lexicon()
    options: list[tuple[int, Token]] = []
    for token in parse:
        if token.pos_ != "VERB" or quote[0] <= token.idx < quote[1]:
            continue
        between = text[quote[1] : token.idx] if token.idx >= quote[1] else text[token.idx : quote[0]]
        if len(between) > FARTHEST_VERB or any(mark in between for mark in STOPS):
            continue
        if (token.idx, token.idx + len(token)) in taken or lexicon.lemma_share(
            lemma_of(token)
        ) < SPEECH_SHARE:
            continue
        if token.idx >= quote[1] and _last_inside(text, quote) not in OPEN_ENDS and text[quote[1] - 1] != ",":
            continue
        options.append((len(between), token))
    return min(options, key=lambda option: option[0])[1] if options else None


def _speaks(row: _Found, speech: list[Span]) -> bool:
    return any(a < end and b > start for a, b in row.parts for start, end in speech)


def _is_one_quotation(text: str, quotes: list[Span]) -> bool:
    """Say whether a paragraph is nothing but quotation."""
    outside = text
    for start, end in reversed(quotes):
        outside = outside[:start] + outside[end:]
    return bool(quotes) and not any(c.isalnum() for c in outside)


def _continued(number: int, passage: Passage, quotes: list[Span], speaker: Attribution) -> Attribution:
    content = tuple((passage.start + start, passage.start + end) for start, end in quotes)
    return Attribution(number, speaker.source, None, content, speaker.lemma, "continued", "direct")


def _finish(number: int, offset: int, row: _Found, quotes: list[Span]) -> Attribution:
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
