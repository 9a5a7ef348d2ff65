"""What any method leaves to be put right: one set of repairs for whatever found the attributions.

Contents lose the phrase that only cites for them; quotations that nobody claims and the
turns of transcripts get their speakers; contents end up apart from each other or one
inside the other, so that no character belongs to two statements at one level.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.according import with_governing
from sayso.extract.asides import with_asides
from sayso.extract.attribution import quotation_of
from sayso.extract.citations import citing
from sayso.extract.found import trim
from sayso.extract.framing import framings
from sayso.extract.nesting import size
from sayso.extract.quotes import find_quotes
from sayso.extract.signed import find_signed
from sayso.extract.transcripts import find_turns
from sayso.extract.transcripts_labels import is_page_label
from sayso.extract.uncued import find_uncued
from sayso.extract.unsaid import without_unsaid
from sayso.extract.vouching import is_unreal, vouched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.extract.attribution import Attribution
    from sayso.extract.parse import Passage
    from sayso.model import Span


def repair(passages: Sequence[Passage], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions of a document put right and completed, in reading order."""
    rows = without_unsaid(passages, [row for row in found if row.cue is not None])
    rows = _without_citations(passages, with_asides(passages, with_governing(passages, rows)))
    turns = [*find_turns(passages, rows), *find_signed(passages, rows)]
    rows = [row for row in rows if not _is_label(row, turns) and not _is_page_label(passages, row)]
    rows += turns
    rows += find_uncued(passages, rows)
    rows = laminar(passages, vouched(rows))
    return [row for i, row in enumerate(rows) if not is_unreal(passages, rows, i)]


def _is_label(row: Attribution, turns: Sequence[Attribution]) -> bool:
    """Say whether a row took a turn's label for a part of what it attributes.

    The label reaches from its first letter to the first of what is said, so that its colon is in it.
    """
    for turn in turns:
        if row.passage != turn.passage or turn.source is None:
            continue
        label = turn.source[0], max(turn.source[1], turn.content[0][0])
        if turn.source[0] > turn.content[0][0]:
            label = turn.source
        marks = [span for span in (row.cue, row.source) if span]
        if any(label[0] <= start < label[1] for start, _ in marks):
            return True
        if any(a < turn.source[1] and turn.source[0] < b for a, b in row.content):
            return True
    return False


def _is_page_label(passages: Sequence[Passage], row: Attribution) -> bool:
    """Say whether a row took the page's own label before a colon ("A:", "FAQ:") for a speaker."""
    if row.source is None or row.cue is None:
        return False
    text, start = passages[row.passage].text, passages[row.passage].start
    colon = text[row.cue[0] - start : row.cue[1] - start].strip() == ":"
    return colon and is_page_label(text[row.source[0] - start : row.source[1] - start])


def _without_citations(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Attribution]:
    """Take "citing two officials" out of the contents that it stands at the edge of."""
    kept = []
    bare = [replace(row, content=()) for row in rows]
    for row, frame in zip(rows, framings(passages, bare), strict=True):
        participle = citing(frame) if frame is not None else None
        if frame is None or participle is None:
            kept.append(row)
            continue
        parse = frame.passage.parse
        phrase = frame.passage.span(parse[participle.i : participle.right_edge.i + 1])
        content = _cut_edge(row.content, phrase, frame.passage)
        kept.append(replace(row, content=content) if content else row)
    return kept


def _cut_edge(content: Sequence[Span], phrase: Span, passage: Passage) -> tuple[Span, ...]:
    """Return the pieces of a content without a phrase that begins or ends one of them."""
    text = passage.text
    cut: list[Span] = []
    for start, end in content:
        piece = start, end
        before = text[: phrase[0] - passage.start].rstrip()
        if start < phrase[0] and end <= phrase[1] + 1 and end > phrase[0] and before.endswith(","):
            piece = start, phrase[0]
        elif phrase[0] <= start < phrase[1] < end:
            piece = phrase[1], end
        a, b = trim(text, (piece[0] - passage.start, piece[1] - passage.start))
        if a < b:
            cut.append((a + passage.start, b + passage.start))
    return tuple(cut)


def laminar(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Attribution]:
    """Return rows whose contents are apart or one inside the other, in reading order.

    The larger content keeps what two of them claim; the smaller one keeps the rest of
    its own, or goes where less than half is left. Of equal contents the first stays.
    """
    kept: dict[int, list[Attribution]] = defaultdict(list)
    for row in sorted(rows, key=_outer_first):
        content = tuple(row.content)
        near = [one for one in kept[row.passage] if _meet(content, one.content)]
        if any(other.content == content for other in near):
            continue
        for other in near:
            if not _within(content, other.content):
                content = _minus(content, other.content)
        text = passages[row.passage].text
        pieces = tuple(_worded(content, text, passages[row.passage].start))
        if not pieces:
            continue
        if pieces == tuple(row.content):
            kept[row.passage].append(row)
        elif size(replace(row, content=pieces)) * 2 >= size(row):
            start = passages[row.passage].start
            local = [(a - start, b - start) for a, b in pieces]
            quotation = quotation_of(local, find_quotes(text))
            kept[row.passage].append(replace(row, content=pieces, quotation=quotation))
    return sorted(
        (row for rows in kept.values() for row in rows),
        key=lambda row: (row.passage, row.content[0][0], -row.content[-1][1], row.cue or (0, 0)),
    )


def _outer_first(row: Attribution) -> tuple[object, ...]:
    """Order rows by size; of equal contents the one with a speaker comes first."""
    return -size(row), row.passage, row.content, row.source is None, row.cue or (0, 0)


def _worded(content: Sequence[Span], text: str, start: int) -> list[Span]:
    """Return the pieces that have letters, trimmed."""
    found = []
    for a, b in content:
        first, last = trim(text, (a - start, b - start))
        if any(letter.isalnum() for letter in text[first:last]):
            found.append((first + start, last + start))
    return found


def _meet(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Say whether two contents, from their first characters to their last, have any in common."""
    return one[0][0] < other[-1][1] and other[0][0] < one[-1][1]


def _within(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    return all(any(a <= start and end <= b for a, b in outer) for start, end in inner)


def _minus(content: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """Return the pieces of a content without what others have taken."""
    pieces = list(content)
    for a, b in taken:
        left = [(start, min(end, a)) for start, end in pieces if start < a]
        right = [(max(start, b), end) for start, end in pieces if end > b]
        pieces = left + right
    return tuple(sorted(set(pieces)))
