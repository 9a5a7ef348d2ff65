"""What the dependency rules add to tagged attributions.

No corpus at hand annotates what is said inside of what is said, and few texts have the
short forms of agencies; there the rules are surer than a network. Only constructions
whose cue attributes more often than not are asked (:data:`sayso.extract.turns.SURE`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.chains_words import chain_words
from sayso.extract.lexicon import cue_kind
from sayso.extract.subjects import is_passive
from sayso.extract.turns import goes_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.extract.found import Found
    from sayso.model import Span

HALF = 0.5
FORMULAS = ("comment", "according")
"""Constructions that do nothing but attribute: "reported by X, ...", "as X said", "according to X"."""


BEFORE = ("comment", "ccomp<")
"""Constructions whose content stands before the cue."""


def with_rules(rows: Sequence[Found], sure: Sequence[Found]) -> list[Found]:
    """Return tagged rows mended and completed by what the rules are sure of in the same passage."""
    mended = [_whole_comment(better, sure) for row in rows if (better := _uncited(row, sure)) is not None]
    added = [row for row in sure if row.candidate.frame in FORMULAS and not _touches(row, mended)]
    contents = [part for row in [*mended, *added] for part in row.parts]
    return [*mended, *added, *_nested(contents, sure)]


def _uncited(row: Found, sure: Sequence[Found]) -> Found | None:
    """Return a row whose cue only cites ("..., citing officials") with the verb that attributes.

    Where no verb does, what is cited is a ground and nobody's word: ``None``.
    """
    head = row.candidate.head
    if head.tag_ != "VBG" or head.lemma_.lower() not in chain_words().quoting:
        return row
    for other in sure:
        same = row.source is None or other.source is None or _overlap([row.source], [other.source]) > 0
        if other.cue != row.cue and same and _overlap(other.parts, row.parts) >= HALF * _size(other.parts):
            return other
    return row if row.candidate.frame != "object" else None


def _whole_comment(row: Found, sure: Sequence[Found]) -> Found:
    """Return the whole of what a passive comments on ("..., this is reported by X"), if a part was tagged."""
    if not is_passive(row.candidate.head):
        return row
    for other in sure:
        same = other.candidate.head == row.candidate.head and other.candidate.frame in BEFORE
        part = _overlap(other.parts, row.parts) >= HALF * _size(row.parts)
        if same and part and _size(other.parts) > _size(row.parts):
            return other
    return row


def _touches(row: Found, others: Iterable[Found]) -> bool:
    spans = [*row.parts, *([row.cue] if row.cue else [])]
    return any(_overlap(spans, [*other.parts, *([other.cue] if other.cue else [])]) for other in others)


def _nested(contents: Sequence[Span], sure: Iterable[Found]) -> list[Found]:
    """Return what is said inside of *contents*: "A said that B had denied it" has B's denial.

    Only verbs and nouns of speech with somebody who speaks in the same content, or by
    which the outer speaker goes on.
    """
    found = []
    for row in sure:
        again = goes_on(row.candidate.head)
        marks = [span for span in (row.cue, None if again else row.source) if span]
        speech = cue_kind(row.candidate.lemma, row.candidate.frame).cue_class == "speech"
        if row.cue is None or not speech or (row.source is None and not again):
            continue
        around = [c for c in contents if all(c[0] <= a and b <= c[1] for a, b in marks)]
        for outer in around[:1]:
            row.parts = [(max(a, outer[0]), min(b, outer[1])) for a, b in row.parts]
            row.parts = [(a, b) for a, b in row.parts if a < b]
            found += [row] if row.parts and row.parts != [outer] else []
    return found


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _size(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)
