"""From tagged fragments to attributions: which source and which content go with which cue.

A source or a content goes to the nearest cue on the side that its tag names, within
its passage; a cue that has no content of its own and stands beside one that has is
part of it ("told ... and added"); a cue without a source shares that of the cue
before it in the sentence ("said A and promised B").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.extract.tagger_tags import Fragment
    from sayso.model import Span

WRONG_SIDE = 1000
"""What it costs, in code points, to take a cue on the side that the tag does not name."""

CUE_PIECES = 40
"""Code points between the pieces of one cue, at most."""

MARKS = "\"“”„«»‘’'"
"""Marks of which one shows that a piece has to do with a quotation."""

SENTENCE_END = re.compile(r"[.!?][\"”’»')]*\s|\n")


@dataclass(slots=True)
class Linked:
    """An attribution in the making: spans within its passage, in order.

    ``shared`` is the source of the cue before it in the sentence, which speaks where
    none of its own does.
    """

    cue: list[Span]
    source: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    shared: Span | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What a passage's fragments make: attributions, and contents and sources without any cue."""

    rows: list[Linked]
    loose: list[Fragment]


def link(fragments: Sequence[Fragment], text: str) -> Links:
    """Join the fragments of one passage, in order of their cues."""
    rows = [Linked([(f.start, f.end)]) for f in fragments if f.kind == "Q"]
    loose = []
    for fragment in sorted(fragments):
        if fragment.kind == "Q":
            continue
        if not rows:
            loose.append(fragment)
            continue
        _, number = min((_distance(fragment, row.cue[0]), i) for i, row in enumerate(rows))
        row = rows[number]
        (row.source if fragment.kind[0] == "S" else row.content).append((fragment.start, fragment.end))
    for row in rows:
        row.content = [part for part in row.content if not _is_stray(part, row, text)]
    _join_cues(rows, text)
    found = [row for row in rows if row.content]
    _share_sources(rows, text)
    return Links(found, loose)


def gap(one: Span, other: Span) -> int:
    """Return the code points between two spans, 0 when they touch or overlap."""
    return max(other[0] - one[1], one[0] - other[1], 0)


def _distance(fragment: Fragment, cue: Span) -> int:
    left = cue[0] < fragment.start
    named = fragment.kind[1] == "L"
    return gap((fragment.start, fragment.end), cue) + (0 if left == named else WRONG_SIDE)


def ends_sentence(text: str, one: Span, other: Span) -> bool:
    """Say whether a sentence ends between two spans."""
    first, second = sorted((one, other))
    return first[1] <= second[0] and SENTENCE_END.search(text, first[1], second[0]) is not None


def _is_stray(part: Span, row: Linked, text: str) -> bool:
    """Say whether a piece stands in another sentence than its cue without being a quotation.

    A quotation may go on in the next sentence; a loose phrase there belongs to the page.
    """
    if not all(ends_sentence(text, cue, part) for cue in row.cue):
        return False
    return not any(mark in text[max(0, part[0] - 1) : part[1] + 1] for mark in MARKS)


def _join_cues(rows: list[Linked], text: str) -> None:
    """Make cues without a content a piece of a near one that has one."""
    for row in rows:
        if row.content:
            continue
        near = [
            (gap(row.cue[0], other.cue[0]), i)
            for i, other in enumerate(rows)
            if other.content
            and gap(row.cue[0], other.cue[0]) <= CUE_PIECES
            and not ends_sentence(text, row.cue[0], other.cue[0])
        ]
        if near:
            other = rows[min(near)[1]]
            other.cue = sorted([*other.cue, *row.cue])
            if not other.source:
                other.source = row.source


def _share_sources(rows: list[Linked], text: str) -> None:
    """Tell a cue without a source that of the last one before it in the sentence."""
    for number, row in enumerate(rows):
        if row.source or not row.content:
            continue
        for other in reversed(rows[:number]):
            if other.source and other.content:
                if other.cue[-1][1] <= row.cue[0][0] and not ends_sentence(text, other.cue[-1], row.cue[0]):
                    row.shared = other.source[-1]
                break
