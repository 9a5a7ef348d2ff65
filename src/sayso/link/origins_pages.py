"""What a page itself shows of where its own words come from.

A headline's fact is attributed in the body; a sentence holds the attributed content, or
stands in somebody's quotation; a paragraph goes on after an attribution. The first three
are evidence of one origin, the last only makes one possible.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.link.origins_speakers import named_speaker
from sayso.link.origins_traces import base_trace
from sayso.model import Merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.link.origins_story import TracedStory
    from sayso.link.origins_traces import Trace
    from sayso.model import Claim, Span, Statement

MOST_OUTSIDE = 0.5
"""Share of a sentence that attributed content in it must take up for the sentence to be its source's."""

MOST_INSIDE = 0.8
"""Share of a statement that must stand in a source's words for it to be that source's."""

LEAST_SHARED = 2
LEAST_SHARE = 0.5
"""Content words that two statements of one page and claim must share, and their share of the one traced,
counted with its names and without them: the same people do more than one thing."""

LEAST_HELD = 5
LEAST_SHARE_HELD = 0.8
"""The same where the statement traced holds (nearly) all that is attributed, and tells more."""

LEAST_ELSEWHERE = 4
LEAST_SHARE_ELSEWHERE = 0.75
"""The same where the attributed statement is not in the claim; the share is of the statement traced."""

LONGEST_EXCERPT = 60


def page_trace(statement: Statement, claim: Claim, story: TracedStory) -> Trace | None:
    """Return where a statement without a named source leads by what its own page shows, if it shows it."""
    return (
        (_within(statement, story) or _said(statement, story)) if not statement.chain else None
    ) or _attributed(statement, claim, story)


def _within(statement: Statement, story: TracedStory) -> Trace | None:
    """Follow a sentence to the source of most of it, and words inside a source's words to that source."""
    for other in story.of_document[statement.document]:
        shared = min(statement.end, other.end) - max(statement.start, other.start)
        if not other.chain or shared <= 0:
            continue
        size = statement.end - statement.start
        inside = shared >= MOST_INSIDE * size
        around = statement.start <= other.start and other.end <= statement.end
        if not inside and not (around and shared >= MOST_OUTSIDE * size and _framed(other, statement)):
            continue
        trace = base_trace(other, story)
        how = "stands in words that" if inside else "holds words that"
        because = f"the sentence {how} the page attributes: {trace.because}"
        return replace(trace, because=because, basis="sentence", span=_frame(other), witness=other.id)
    return None


def _framed(other: Statement, statement: Statement) -> bool:
    """Tell whether the words that attribute *other* stand in *statement*."""
    return other.cue is not None and statement.start <= other.cue.start and other.cue.end <= statement.end


def _frame(statement: Statement) -> tuple[int, int]:
    """Return the span of the cue, or of the whole statement where no cue is known."""
    return (statement.cue.start, statement.cue.end) if statement.cue else (statement.start, statement.end)


def _said(statement: Statement, story: TracedStory) -> Trace | None:
    """Follow a sentence to the source of the story that is the subject of its verb of speech."""
    found = named_speaker(statement.text, story.speakers)
    if found is None:
        return None
    name, (start, end) = found
    shown = story.documents[statement.document].display
    words = " ".join(statement.text[start:end].split())
    because = f"{shown} itself says who says so: “{words}”"
    span = (statement.start + start, statement.start + end)
    trace = base_trace(statement, story)
    return replace(
        trace, key=("named", name), name=name, because=because, strength="end", basis="sentence", span=span
    )


def _attributed(statement: Statement, claim: Claim, story: TracedStory) -> Trace | None:
    """Follow a statement to the one source to which the same page attributes the same fact."""
    found = attributions(statement, claim, story)
    named = {trace.key for _, trace in found if trace.sourced}
    if not found or len(named) > 1:
        return None
    other, trace = next((row for row in found if row[1].sourced), found[0])
    display = story.documents[statement.document].display
    because = f"{display} attributes the same on its page: {trace.because}, “{_excerpt(other.text)}”"
    span = (other.start, other.end)
    return replace(trace, because=because, basis="page", span=span, witness=other.id)


def attributions(statement: Statement, claim: Claim, story: TracedStory) -> list[tuple[Statement, Trace]]:
    """Return the attributed statements of the page that tell the same, the most alike first.

    A statement that has a source is followed only where it is a headline and its source has no
    name ("Report: ..."), and then to a name. Where those of the claim lead to one source
    alone, the rest of the page is asked whether it knows another.
    """
    if statement.chain and not _is_title(statement, story):
        return []
    apart = _disagreeing(claim)
    found: list[tuple[float, Statement, Trace]] = []
    for other in story.of_document[statement.document]:
        if not other.chain or frozenset((statement.id, other.id)) in apart:
            continue
        if other.id == statement.id or statement.negated != other.negated:
            continue
        share = _same_fact(statement, other, claim, story)
        trace = base_trace(other, story)
        if share and (trace.sourced or not statement.chain):
            found.append((share, other, trace))
    found.sort(key=lambda row: (-row[0], row[1].start, row[1].id))
    return [(other, trace) for _, other, trace in found]


def _same_fact(statement: Statement, other: Statement, claim: Claim, story: TracedStory) -> float:
    """Return the share of *statement*'s content words that *other* has, 0 where they tell different facts."""
    own, theirs = story.content(statement), story.content(other)
    shared = len(own & theirs)
    plain = story.plain(statement) or own
    share = min(shared / max(1, len(own)), len(plain & theirs) / max(1, len(plain)))
    if other.id not in claim.statements:
        numbers = {word for word in own if word[0].isdigit()}
        same = shared >= LEAST_ELSEWHERE and share >= LEAST_SHARE_ELSEWHERE and numbers <= theirs
        return share if same else 0.0
    held = shared >= LEAST_HELD and shared >= LEAST_SHARE_HELD * len(theirs)
    alike = shared >= LEAST_SHARED and share >= LEAST_SHARE
    return share if (alike or held) and not _contradicting(own, theirs) else 0.0


def _contradicting(own: Iterable[str], theirs: Iterable[str]) -> bool:
    """Tell whether both give numbers, and none in common."""
    mine, others = ({word for word in words if word[0].isdigit()} for words in (own, theirs))
    return bool(mine and others and not mine & others)


def _is_title(statement: Statement, story: TracedStory) -> bool:
    """Tell whether a statement stands in its page's headline."""
    document = story.documents[statement.document]
    titles = [(b.start, b.end) for b in document.blocks if b.kept and b.role == "title"]
    if document.title_span:
        titles.append(document.title_span)
    return any(start <= statement.start and statement.end <= end for start, end in titles)


def _disagreeing(claim: Claim) -> set[frozenset[str]]:
    """Return the pairs of statements that a relation of the claim sets apart."""
    return {
        frozenset((relation.a, relation.b))
        for relation in claim.relations
        if relation.relation in {"differs", "conflicts"}
    }


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_EXCERPT else words[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"


def possible_merges(
    unsourced: Sequence[str], claim: Claim, story: TracedStory, blocks: Mapping[str, Sequence[Span]]
) -> Iterator[Merge]:
    """Yield what makes a common origin possible, and no more.

    A page that attributes the same to several sources has it from one of them, and does not
    say from which; a paragraph may go on with what its source says.
    """
    for key in unsourced:
        statement = story.statements[key]
        extent = (statement.start, statement.end)
        told = {t.key: (s, t) for s, t in reversed(attributions(statement, claim, story)) if t.sourced}
        for other, trace in told.values():
            because = f"perhaps from {trace.name}, one of those to whom the page attributes the same"
            yield Merge(key, other.id, "page", because, extent, _frame(other), certain=False)
        before = _before(statement, story.of_document[statement.document], blocks[statement.document])
        if before is None or told or statement.chain:
            continue
        trace = base_trace(before, story)
        because = (
            f"perhaps from {trace.words or trace.name}: the sentence before it in the same paragraph "
            f"is attributed ({trace.because})"
        )
        yield Merge(key, before.id, "paragraph", because, extent, _frame(before), certain=False)


def _before(statement: Statement, siblings: Sequence[Statement], blocks: Sequence[Span]) -> Statement | None:
    """Return the attributed statement that stands just before *statement* in its paragraph, if one does."""
    block = next((one for one in blocks if one[0] <= statement.start < one[1]), None)
    earlier = [x for x in siblings if block and block[0] <= x.start and x.end <= statement.start]
    last = max(earlier, key=lambda x: (x.end, x.start), default=None)
    return last if last and last.chain else None
