"""A page's text with overlapping spans marked, as a stream that nests properly.

Spans may nest, overlap or touch in any way. Where one ends inside another that began
later, the later one is closed and opened again, so that every prefix of the stream has
well-nested marks and the text in it is the page's, unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MarkKind = Literal["attributed", "own", "naming", "figure"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: its kind, the anchor others link to, and who says it, with where that leads.

    Of the parts of one statement the first has the anchor and the last says who.
    """

    start: int
    end: int
    kind: MarkKind
    anchor: str = ""
    who: str = ""
    leads: str = ""
    leads_words: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the page between two marks' edges."""

    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins, or goes on after it was closed for another."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Close:
    """The innermost mark ends: for good (``final``), or to be opened again."""

    mark: Mark
    final: bool


Token = Text | Open | Close
_DEPTH: dict[MarkKind, int] = {"attributed": 0, "own": 1, "naming": 2, "figure": 3}


def mark_up(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Token]:
    """Yield ``text[start:end]`` with the *marks* that reach into it, well nested.

    A mark may begin before *start* or go on after *end*; its last close is final only
    when nothing but white space of it is left.
    """
    inside = [mark for mark in marks if max(start, mark.start) < min(end, mark.end)]
    inside.sort(key=lambda mark: (mark.start, -mark.end, _DEPTH[mark.kind]))
    edges = {edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end}
    bounds = sorted({start, end} | edges)
    stack: list[Mark] = []
    for begin, stop in pairwise(bounds):
        wanted = [mark for mark in inside if mark.start <= begin and stop <= mark.end]
        kept = _common(stack, wanted)
        yield from _closed(text, stack[kept:], begin)
        yield from (Open(mark) for mark in wanted[kept:])
        yield Text(text[begin:stop])
        stack = wanted
    yield from _closed(text, stack, end)


def _common(stack: Sequence[Mark], wanted: Sequence[Mark]) -> int:
    """Return how many marks at the bottom of the stack may stay open."""
    kept = 0
    while kept < min(len(stack), len(wanted)) and stack[kept] is wanted[kept]:
        kept += 1
    return kept


def _closed(text: str, marks: Sequence[Mark], at: int) -> Iterator[Close]:
    """Yield the ends of *marks*, innermost first, at this offset."""
    for mark in reversed(marks):
        yield Close(mark, final=not text[at : mark.end].strip())
