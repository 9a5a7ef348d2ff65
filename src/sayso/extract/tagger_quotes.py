"""What a tagger gets wrong about quotation marks, put right.

Contents are grown to the quotations that they mostly fill, take the marks that touch
them, and never end in the middle of one. Only marks decide here, no words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Span

EDGES = " \t\n\r\u00a0,;:"
MOSTLY = 0.5
"""Share of a quotation that a content must hold to be grown to the whole of it."""


def fit_to_quotes(
    parts: Sequence[Span], quotes: Sequence[Span], around: Sequence[Span], text: str
) -> list[Span]:
    """Return a content's pieces grown to the quotations that they mostly fill.

    A quotation that holds something of *around* (the cue, the source) is left alone.
    """
    grown = [_trim(part, text) for part in parts]
    for start, end in quotes:
        overlap = sum(max(0, min(end, b) - max(start, a)) for a, b in grown)
        framed = any(a < end and b > start for a, b in around)
        if overlap >= MOSTLY * (end - start) and not framed:
            grown.append((start, end))
    return merge(grown, text)


def merge(spans: Sequence[Span], text: str) -> list[Span]:
    """Join pieces that overlap or that only white space and a comma part; drop those without a letter."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip(" ,")):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return [span for span in merged if any(letter.isalnum() for letter in text[slice(*span)])]


def is_one_quotation(text: str, quotes: Sequence[Span]) -> bool:
    """Say whether a passage is nothing but quotation."""
    outside = text
    for start, end in sorted(quotes, reverse=True):
        outside = outside[:start] + outside[end:]
    return bool(quotes) and not any(letter.isalnum() for letter in outside)


def _trim(span: Span, text: str) -> Span:
    start, end = span
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end
