"""Words of a page cut at the places that matter, so that each report can set them apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from sayso.report.safe import inline, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Document, Span, Statement

Role = Literal["conflict", "differ", "exact", "figure", "frame"]
"""What a piece of a quotation is.

``conflict`` and ``differ`` words disagree with another version, ``exact`` words say
more than it; ``figure`` words are a quantity; ``frame`` words stand between the parts
of an interrupted content and are not part of it.
"""

Marked = tuple[int, int, Role]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with all the roles it has."""

    text: str
    roles: frozenset[Role] = frozenset()

    @property
    def disagrees(self) -> bool:
        """Whether these words show a difference or a conflict."""
        return not self.roles.isdisjoint({"conflict", "differ"})


def cut(text: str, span: Span, marked: Iterable[Marked]) -> tuple[Piece, ...]:
    """Return ``text[span]`` in pieces, each with the roles of the *marked* spans that cover it.

    Marked spans may overlap, and reach beyond *span* (they are clipped). White
    space is reduced to single spaces; the joined pieces give the words of the span.
    """
    start, end = span
    clipped = [(max(begin, start), min(stop, end), role) for begin, stop, role in marked]
    clipped = [mark for mark in clipped if mark[0] < mark[1]]
    bounds = sorted({start, end, *(mark[0] for mark in clipped), *(mark[1] for mark in clipped)})
    pieces: list[Piece] = []
    for begin, stop in pairwise(bounds):
        roles = frozenset(role for left, right, role in clipped if left <= begin and stop <= right)
        pieces.append(Piece(_spaced(text[begin:stop]), roles))
    return _joined(pieces)


def statement_pieces(
    document: Document, statement: Statement, marked: Iterable[Marked] = ()
) -> tuple[Piece, ...]:
    """Return the words of *statement* in pieces: marks, figures, and the frame between its parts."""
    marks: list[Marked] = list(marked)
    marks += [(figure.start, figure.end, "figure") for figure in statement.figures]
    marks += [(begin, end, "frame") for begin, end in _gaps(statement)]
    return cut(document.text, (statement.start, statement.end), marks)


def plain(pieces: Iterable[Piece]) -> str:
    """Return the words of *pieces* without their marks."""
    return "".join(piece.text for piece in pieces)


def statement_words(document: Document, statement: Statement) -> str:
    """Return the words of *statement* on one line."""
    return inline(document.text[statement.start : statement.end])


def _gaps(statement: Statement) -> Iterable[Span]:
    """Yield the spans between the parts of an interrupted content."""
    parts = sorted(statement.parts)
    for (_, before), (after, _) in pairwise(parts):
        if before < after:
            yield before, after


def _spaced(words: str) -> str:
    """Return *words* made visible, with white space at their edges kept as one space each."""
    shown = visible(words)
    inner = " ".join(shown.split())
    left = " " if shown[:1].isspace() else ""
    right = " " if inner and shown[-1:].isspace() else ""
    return f"{left}{inner}{right}"


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of equal roles, drop double spaces at the joints and white space at the edges."""
    joined: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if text.startswith(" ") and (not joined or joined[-1].text.endswith(" ")):
            text = text.lstrip(" ")
        if joined and joined[-1].roles == piece.roles:
            joined[-1] = Piece(joined[-1].text + text, piece.roles)
        elif text:
            joined.append(Piece(text, piece.roles))
    if joined:
        joined[-1] = Piece(joined[-1].text.rstrip(" "), joined[-1].roles)
    return tuple(piece for piece in joined if piece.text)
