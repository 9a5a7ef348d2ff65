"""A candidate as stretches of text: its source, its cue, the pieces of its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.parse import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.extract.frames import Candidate
    from sayso.model import Span

FULL_STOPS = frozenset({".", "!", "?"})
EDGES = " \t\n\r\u00a0,;:-–—"


@dataclass(slots=True)
class Found:
    """An attribution in the making: offsets within the passage."""

    candidate: Candidate
    share: float
    source: Span | None
    cue: Span | None
    parts: list[Span]

    @property
    def frame(self) -> list[Span]:
        """The spans that attribute: cue and source, as far as they are printed."""
        return [span for span in (self.cue, self.source) if span]


def to_offsets(parse: Doc, candidate: Candidate, share: float) -> Found:
    """Return a candidate's stretches, in offsets of the passage."""
    cue = cue_tokens(candidate)
    taken = candidate.source | cue
    source = _source_span(parse, candidate.source) if candidate.source else None
    return Found(candidate, share, source, _span(parse, cue), _runs(parse, candidate.content - taken, taken))


def cue_tokens(candidate: Candidate) -> frozenset[int]:
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
        last = next((i - 1 for i in following if not _is_name(parse[i])), len(parse) - 1)
    return _span(parse, frozenset((first, last)))


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME")


def _span(parse: Doc, tokens: frozenset[int]) -> Span:
    last = parse[max(tokens)]
    return trim(text_of(parse), (parse[min(tokens)].idx, last.idx + len(last)))


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
    text = text_of(parse)
    spans = (trim(text, (parse[run[0]].idx, parse[run[-1]].idx + len(parse[run[-1]]))) for run in runs)
    return [span for span in spans if any(c.isalnum() for c in text[span[0] : span[1]])]


def trim(text: str, span: Span) -> Span:
    """Return *span* without the white space, commas and dashes at its ends."""
    start, end = span
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def merge(spans: list[Span], text: str) -> list[Span]:
    """Join pieces that overlap or that only white space parts."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip(" ,")):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
