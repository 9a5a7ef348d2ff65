"""Attributions inside others: what stands in whose content, and who only hands another's words on."""

from __future__ import annotations

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
    """Say whether *outer* only hands on *inner* ("quoted Y as saying", "has X" in "quoting X")."""
    if outer is inner or outer.passage != inner.passage:
        return False
    if not passing(outer) or not contains(outer, inner.source):
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


def around(rows: Sequence[Attribution], index: int) -> list[int]:
    """Return the attributions through which one came that stands in their content, outermost first."""
    inner = rows[index]
    mark = inner.cue or inner.source or inner.content[0]
    found = [
        k
        for k, outer in enumerate(rows)
        if k != index
        and outer.passage == inner.passage
        and carries(outer)
        and contains(outer, mark)
        and all(contains(outer, part) for part in inner.content)
        and size(outer) > size(inner)
    ]
    return sorted(found, key=lambda k: -size(rows[k]))
