"""Attributions and quotation marks: contents that fit them, quotations that nothing else holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.found import Found, merge, to_offsets, trim
from sayso.extract.frames import Candidate, lemma_of
from sayso.extract.lexicon import cue_lexicon, is_speech_verb
from sayso.extract.parse import text_of
from sayso.extract.subjects import source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.model import Span

BARELY = 2
"""Code points of a quotation that a content has by mistake: its mark, and a letter."""

SCARE_WORDS = 4
"""A quotation of at most so many words inside a sentence is scare quotes, not speech."""

FARTHEST_VERB = 120
"""Code points between a quotation and its verb of speech, at most."""

SPEECH_SHARE = 0.3
"""Least share of a lemma, in its best construction, to be taken for a speech verb beside a quotation."""

SPEECH_ENDS = frozenset(",.?!")

SENTENCE_ENDS = frozenset(".?!")

OPEN_ENDS = frozenset(",?!-—")

MARKS = "\"”'»"

STOPS = (". ", "? ", "! ", "\n", "”", "“", '"')


def is_speech(text: str, quote: Span) -> bool:
    """Say whether a quotation is speech: more than a few words, or closed as a sentence is."""
    return _words(text, quote) > SCARE_WORDS or _last_inside(text, quote) in SPEECH_ENDS


def says_something(parse: Doc, quote: Span) -> bool:
    """Say whether a quotation is a sentence or has a verb, rather than naming a thing."""
    closed = _last_inside(text_of(parse), quote) in SPEECH_ENDS
    return closed or any(t.pos_ in ("VERB", "AUX") and quote[0] <= t.idx < quote[1] for t in parse)


def is_one_quotation(text: str, quotes: Sequence[Span]) -> bool:
    """Say whether a paragraph is nothing but quotation."""
    outside = text
    for start, end in sorted(quotes, reverse=True):
        outside = outside[:start] + outside[end:]
    return bool(quotes) and not any(c.isalnum() for c in outside)


MOST_QUOTATIONS = 60
"""Quotations of a paragraph that contents are fitted to; one with more was made to take time."""


def fit_to_quotes(
    parts: Sequence[Span], quotes: Sequence[Span], around: Sequence[Span], text: str
) -> list[Span]:
    """Return a content's pieces fitted to the quotation marks around them.

    A piece grows to a quotation that it mostly fills or that mostly fills it, takes
    the marks that touch it, and is cut where it ends just inside of one. A quotation
    that holds something of *around* (the cue, the source) is left alone. What follows a
    sentence of quotation as a new sentence is not said with it, unless it is quoted as
    well or the cue stands after it.
    """
    spans = [trimmed for part in parts if (trimmed := trim(text, part))[0] < trimmed[1]]
    size = sum(end - start for start, end in spans)
    for start, end in quotes if len(quotes) <= MOST_QUOTATIONS else ():
        if any(a < end and b > start for a, b in around):
            continue
        overlap = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
        if overlap and (overlap * 2 >= end - start or overlap * 2 >= size):
            spans.append((start, end))
        elif overlap and overlap <= BARELY:
            spans = [_outside(span, (start, end)) for span in spans]
    whole = [_to_closing_mark(span, quotes, around, text) for span in merge(spans, text)]
    return [span for span in whole if any(letter.isalnum() for letter in text[slice(*span)])]


def _to_closing_mark(span: Span, quotes: Sequence[Span], around: Sequence[Span], text: str) -> Span:
    """Return a piece without the sentence of the page that it runs on into after a quotation."""
    start, end = span
    inside = [quote for quote in quotes if start <= quote[0] and quote[1] <= end]
    if not inside or any(a < end < b for a, b in quotes):
        return span
    last = max(inside, key=lambda quote: quote[1])
    rest = text[last[1] : end].lstrip()
    tied = any(end <= a and not _ends_between(text, end, a) for a, _ in around)
    closed = is_speech(text, last) and _last_inside(text, last) in SENTENCE_ENDS
    return (start, last[1]) if closed and rest[:1].isupper() and not tied else span


def _ends_between(text: str, start: int, end: int) -> bool:
    """Say whether a sentence ends between two offsets."""
    return any(mark in text[start:end] for mark in (". ", "? ", "! ", "\n"))


def _outside(span: Span, quote: Span) -> Span:
    """Return a span without the few letters that it has of a quotation at its edge."""
    start, end = span
    if quote[0] <= start < quote[1]:
        start = min(end, quote[1])
    if quote[0] < end <= quote[1]:
        end = max(start, quote[0])
    return start, end


def attribute_quotation(parse: Doc, quote: Span, rows: list[Found], speech: list[Span]) -> None:
    """Give a quotation that no construction holds to a verb of speech beside it, or to the speech before."""
    verb = _verb_beside(parse, quote, {row.cue for row in rows if speaks(row, speech)})
    if verb is not None:
        same = [row for row in rows if row.cue and row.cue[0] <= verb.idx < row.cue[1]]
        if same:
            same[0].parts = sorted([*same[0].parts, quote]) if speaks(same[0], speech) else [quote]
            return
        candidate = Candidate(verb, "quotation", frozenset(), source_of(verb))
        row = to_offsets(parse, candidate, 1.0)
        row.parts = [quote]
        rows.append(row)
        return
    before = [row for row in rows if row.parts[0][0] < quote[0] and speaks(row, speech)]
    if before:
        nearest = max(before, key=lambda row: row.parts[-1])
        nearest.parts = sorted([*nearest.parts, quote])


def _verb_beside(parse: Doc, quote: Span, taken: set[Span | None]) -> Token | None:
    """Return the verb of speech nearest to a quotation, in the sentence that it ends or begins.

    After the quotation the clause up to its first full stop counts ("...," he said);
    before it, what leads in without a full stop between ("He said: ...").
    """
    text = text_of(parse)
    options: list[tuple[int, Token]] = []
    for token in parse:
        if token.pos_ != "VERB" or quote[0] <= token.idx < quote[1]:
            continue
        between = text[quote[1] : token.idx] if token.idx >= quote[1] else text[token.idx : quote[0]]
        if len(between) > FARTHEST_VERB or any(mark in between for mark in STOPS):
            continue
        if (token.idx, token.idx + len(token)) in taken or not _speaks_of(token):
            continue
        if token.idx >= quote[1] and _last_inside(text, quote) not in OPEN_ENDS and text[quote[1] - 1] != ",":
            continue
        options.append((len(between), token))
    return min(options, key=lambda option: option[0])[1] if options else None


def _speaks_of(verb: Token) -> bool:
    """Say whether a verb is one of speech, by published lexicons or by what was learned."""
    lemma = lemma_of(verb)
    return is_speech_verb(lemma) or cue_lexicon().lemma_share(lemma) >= SPEECH_SHARE


def speaks(row: Found, speech: list[Span]) -> bool:
    """Say whether a content has speech in it."""
    return any(a < end and b > start for a, b in row.parts for start, end in speech)


def covered(quote: Span, rows: list[Found]) -> bool:
    """Say whether some content holds a part of *quote*."""
    return any(a < quote[1] and b > quote[0] for row in rows for a, b in row.parts)


def _words(text: str, span: Span) -> int:
    return len(text[span[0] : span[1]].split())


def _last_inside(text: str, quote: Span) -> str:
    """Return the last character before the closing mark."""
    return text[quote[0] : quote[1]].rstrip(MARKS + " ")[-1:]
