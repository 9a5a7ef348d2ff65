"""Where a claim's statements trace back to, and how many independent origins it has.

A statement's origin is the end of its chain, a wire agency credited on its page, or, where
an outlet gives no source, whom its own page shows it to have the fact from. Statements
that share an origin are one witness, however many pages carry them; so are copies of one
text and pages that print one utterance. Every such merge says why and points at the
words. Where nothing shows a source the outlet stands for itself, and nobody can tell
whether it depends on the others: such an origin is not ``named``, and the number of
origins is then the most there can be.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from sayso.link.copies import TWINS
from sayso.link.origins_groups import Joins, components
from sayso.link.origins_institutions import one_source
from sayso.link.origins_pages import page_trace, possible_merges
from sayso.link.origins_quotations import Quotations
from sayso.link.origins_story import TracedStory
from sayso.link.origins_traces import base_trace
from sayso.link.origins_words import copy_words, origin_of
from sayso.model import Merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sayso.link.copies import Copy
    from sayso.link.origins_traces import Key, Trace
    from sayso.model import Claim, Document, Origin, Span, Statement

LEAST_OVERLAP = 0.5
"""Share of a statement that must lie in a copied passage for the statement to be a copy."""

LEAST_SAME = 0.6
"""Content words that two attributed statements in a copied passage must share to be one sentence."""

_JOINED: Mapping[str, str] = {
    "source": "both chains lead to {}",
    "wire": "both pages credit {}",
    "outlet": "both are {}",
    "sentence": "the sentence itself leads to {}",
    "page": "its page attributes it to {}",
}


class OriginFinder:
    """Finds the origins of the claims of one story."""

    def __init__(
        self,
        statements: Mapping[str, Statement],
        documents: Mapping[str, Document],
        copies: Sequence[Copy],
    ) -> None:
        """Index a story: all its statements and documents by id, and the passages its pages share."""
        self.story = TracedStory(statements, documents, copies)
        self._quotations = Quotations(self.story)
        self._blocks = {
            key: [(block.start, block.end) for block in document.blocks if block.kept]
            for key, document in documents.items()
        }

    def of(self, claim: Claim) -> tuple[Origin, ...]:
        """Partition a claim's statements into independent origins, the one with most statements first.

        Each statement stands in exactly one origin; of two origins with as many statements
        the one met first in the claim comes first.
        """
        members = [self.story.statements[key] for key in claim.statements]
        joins = self._join(claim, members)
        groups = joins.groups()
        for group in groups:
            if not any(trace.sourced for trace in group.traces.values()):
                group.merges += possible_merges(group.members, claim, self.story, self._blocks)
        origins = [origin_of(group, self.story) for group in groups]
        order = {key: place for place, key in enumerate(claim.statements)}
        return tuple(sorted(origins, key=lambda one: (-len(one.statements), order[one.statements[0]])))

    def traces(self, claim: Claim) -> dict[str, Trace]:
        """Return where each statement of a claim leads by itself."""
        return {key: base_trace(self.story.statements[key], self.story) for key in claim.statements}

    def _join(self, claim: Claim, members: Sequence[Statement]) -> Joins:
        traces = self.traces(claim)
        joins = Joins(traces)
        for merge in _same_end(traces):
            joins.join(merge)
        self._follow(claim, traces, joins)
        held = {key: joins.of(key).traces[key] for key in traces}
        for a, b, basis, because, a_span, b_span in one_source(members, held, self.story):
            joins.join(Merge(a.id, b.id, basis, because, a_span, b_span), one_source=True)
        for a, b, copy in _copied(members, self.story.copies):
            if a.chain and b.chain and not self._one_sentence(a, b):
                continue
            joins.join(_copy_merge(a, b, copy, self.story))
        for left, right, here, there, words in self._quotations.shared(members):
            because = f"both print one utterance: “{words}”"
            joins.join(Merge(left, right, "quotation", because, here, there))
        return joins

    def _follow(self, claim: Claim, traces: Mapping[str, Trace], joins: Joins) -> None:
        """Follow statements without a source to the one that their own page shows."""
        anchors: dict[Key, str] = {}
        for key, trace in traces.items():
            anchors.setdefault(trace.key, key)
        for key, trace in traces.items():
            if trace.sourced:
                continue
            found = page_trace(self.story.statements[key], claim, self.story)
            if found is None or found.key == trace.key:
                continue
            target = found.witness if found.witness in traces else anchors.get(found.key)
            if target is None or joins.of(target) is joins.of(key):
                if joins.anchor(key, found):
                    anchors.setdefault(found.key, key)
                continue
            there = found.span if found.witness == target else None
            here = found.span if found.witness is None else self._extent(key)
            if joins.join(Merge(key, target, found.basis, found.because, here, there)):
                joins.anchor(key, found)

    def _one_sentence(self, a: Statement, b: Statement) -> bool:
        """Tell whether two statements of copied text are one, and not two that it attributes otherwise."""
        one, other = self.story.content(a), self.story.content(b)
        return len(one & other) >= LEAST_SAME * max(1, min(len(one), len(other)))

    def _extent(self, key: str) -> Span:
        statement = self.story.statements[key]
        return statement.start, statement.end


def find_origins(
    claim: Claim,
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    copies: Sequence[Copy],
) -> tuple[Origin, ...]:
    """Return the origins of one claim (see :meth:`OriginFinder.of`)."""
    return OriginFinder(statements, documents, copies).of(claim)


def recount(claim: Claim, undone: AbstractSet[tuple[str, str]] = frozenset()) -> list[tuple[str, ...]]:
    """Return the statements of each origin that a claim has without the *undone* merges ``(a, b)``.

    With none undone these are the claim's origins as they are stored.
    """
    merges = [merge for origin in claim.origins for merge in origin.merges]
    return components(claim.statements, merges, undone)


def _same_end(traces: Mapping[str, Trace]) -> Iterator[Merge]:
    """Yield what joins each statement to the first one that leads to the same end."""
    first: dict[Key, str] = {}
    for key, trace in traces.items():
        leader = first.setdefault(trace.key, key)
        if leader == key:
            continue
        basis = "source" if trace.basis != traces[leader].basis else trace.basis
        because = _JOINED[basis].format(trace.name)
        if trace.strength == "unnamed":
            because = f"both lead to {trace.words}, via {trace.name}"
        yield Merge(key, leader, basis, because)


def _copied(
    members: Sequence[Statement], copies: Sequence[Copy]
) -> Iterator[tuple[Statement, Statement, Copy]]:
    """Yield the pairs of statements that stand in one copied passage, the fullest copies first.

    Where two pages are one text on the whole, statements of one claim are one even
    where an editor's hand has changed them, unless each has a source of its own; such pairs
    come last.
    """
    by_document: dict[str, list[Statement]] = {}
    for statement in members:
        by_document.setdefault(statement.document, []).append(statement)
    ordered = sorted(copies, key=lambda c: (-c.containment, -c.words, c.a, c.b, c.a_span, c.b_span))
    for twins in (False, True):
        for copy in ordered:
            for a, b in product(by_document.get(copy.a, ()), by_document.get(copy.b, ())):
                inside = _lies_in(a, copy.a_span) and _lies_in(b, copy.b_span)
                edited = copy.whole >= TWINS and not (a.chain and b.chain)
                if edited if twins else inside:
                    yield a, b, copy


def _lies_in(statement: Statement, span: Span) -> bool:
    shared = min(statement.end, span[1]) - max(statement.start, span[0])
    return shared >= LEAST_OVERLAP * (statement.end - statement.start)


def _copy_merge(a: Statement, b: Statement, copy: Copy, story: TracedStory) -> Merge:
    because = copy_words(copy, story.documents)
    whole = copy.whole >= TWINS and not (_lies_in(a, copy.a_span) and _lies_in(b, copy.b_span))
    spans = ((a.start, a.end), (b.start, b.end)) if whole else (copy.a_span, copy.b_span)
    return Merge(a.id, b.id, "copy", because, *spans)
