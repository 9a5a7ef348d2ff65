"""Attributions inside others: what stands in whose content, and who only hands another's words on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.extract.chains_words import chain_words
from sayso.extract.frames import is_clausal
from sayso.extract.lexicon import cue_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.extract.attribution import Attribution
    from sayso.model import Span

QUOTING = frozenset({"object+as", "object", "object+predicate", "object+to"})
"""Constructions in which the thing quoted is itself a source ("quoted Y as saying")."""


def contains(outer: Attribution, span: Span | None) -> bool:
    """Say whether a span lies in one piece of an attribution's content."""
    return span is not None and any(start <= span[0] and span[1] <= end for start, end in outer.content)


def size(row: Attribution) -> int:
    """Return the code points of a content."""
    return sum(end - start for start, end in row.content)


def passes_on(outer: Attribution, inner: Attribution) -> bool:
    """Say whether *outer*, which is :func:`passing`, only hands on *inner* ("quoted Y as saying")."""
    if outer is inner or outer.passage != inner.passage or not contains(outer, inner.source):
        return False
    return contains(outer, inner.content[0]) or outer.content == (inner.source,)


def carries(outer: Attribution) -> bool:
    """Say whether what stands in a content came through its source: it was said or written there.

    Whoever wants, hopes, sees or denounces a thing hands on nobody's words.
    """
    told = cue_kind(outer.lemma, outer.frame).cue_class in ("speech", "document")
    return told and (is_clausal(outer.frame) or passing(outer))


def passing(row: Attribution) -> bool:
    """Say whether a row quotes somebody ("quoted Y as saying")."""
    return row.frame in QUOTING and row.lemma in chain_words().rendering


def around(rows: Sequence[Attribution]) -> list[list[int]]:
    """Return for each attribution those in whose content it stands and came through, outermost first."""
    carrying: dict[int, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        if carries(row):
            carrying[row.passage].append(k)
    return [
        sorted(
            (k for k in carrying[inner.passage] if k != index and _stands_in(inner, rows[k])),
            key=lambda k: -size(rows[k]),
        )
        for index, inner in enumerate(rows)
    ]


def _stands_in(inner: Attribution, outer: Attribution) -> bool:
    """Say whether all of a row stands in the larger content of another."""
    return (
        contains(outer, inner.cue or inner.source or inner.content[0])
        and all(contains(outer, part) for part in inner.content)
        and size(outer) > size(inner)
    )
