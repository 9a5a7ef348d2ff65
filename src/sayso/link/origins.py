"""Where a claim's statements trace back to, and how many independent origins it has.

A statement's origin is the end of its chain, a wire agency credited on its page, or
the first of several copies of one text; in an outlet's own voice without any of
these, it is the outlet. Statements that share an origin are one witness, however
many pages carry them; every such merge says why.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from sayso.link.copies import TWINS
from sayso.link.origins_groups import Group, Trace, join_groups
from sayso.model import Origin
from sayso.names import NameMention, cluster_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.link.copies import Copy
    from sayso.model import Claim, Document, Source, Span, Statement

LEAST_OVERLAP = 0.5
"""Share of a statement that must lie in a copied passage for the statement to be a copy."""

_NAMELESS = frozenset({"unnamed", "group"})


def find_origins(
    claim: Claim,
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    copies: Sequence[Copy],
) -> tuple[Origin, ...]:
    """Partition a claim's statements into independent origins, the one with most statements first.

    *statements* and *documents* are those of the story by id. Each statement stands
    in exactly one origin; of two origins with as many statements the one met first
    in the claim comes first.
    """
    members = [statements[key] for key in claim.statements]
    names = _names(members, documents)
    traces = {each.id: _trace(each, documents[each.document], names) for each in members}
    groups = join_groups(traces, list(_copied(members, copies)))
    origins = [_origin(group, statements, documents) for group in groups]
    order = {key: place for place, key in enumerate(claim.statements)}
    return tuple(sorted(origins, key=lambda origin: (-len(origin.statements), order[origin.statements[0]])))


def _names(members: Sequence[Statement], documents: Mapping[str, Document]) -> dict[str, str]:
    """Return one form for each outlet, organisation and wire service that a trace may end at.

    What stands for an unknown outlet is a file's name, and files of like names are not one outlet.
    """
    mentions: list[NameMention] = []
    for statement in members:
        document = documents[statement.document]
        mentions += [NameMention(name, "outlet") for name in (document.outlet, document.wire) if name]
        ends = (source for source in statement.chain if source.name and source.kind not in _NAMELESS)
        mentions += [NameMention(s.name or "", "person" if s.kind == "person" else "outlet") for s in ends]
    return {mention.printed: name for mention, name in cluster_names(mentions).items()}


def _trace(statement: Statement, document: Document, names: Mapping[str, str]) -> Trace:
    """Return where one statement leads by itself."""
    outlet = names[document.outlet] if document.outlet else document.display
    place = outlet if document.outlet else document.id
    wire = names[document.wire] if document.wire else None
    if not statement.chain:
        if wire:
            return Trace(("outlet", wire), wire, f"{document.display} credits {document.wire} on its page")
        return Trace(
            ("named", place), outlet, f"{document.display} says so in its own voice and gives no source"
        )
    end = statement.chain[-1]
    path = " ← ".join([document.display, *(_printed(source) for source in statement.chain)])
    if end.name and end.kind not in _NAMELESS:
        return Trace(("named", names[end.name]), names[end.name], path, named=True)
    before = (s.name for s in reversed(statement.chain[:-1]) if s.name and s.kind not in _NAMELESS)
    last = next((names[name] for name in before), wire)
    return Trace(("unnamed", last or place), last or outlet, path, words=_printed(end))


def _printed(source: Source) -> str:
    """Return the source's name, or the words that stand for it, or that it has none."""
    words = source.name or " ".join((source.text or "").split())
    return words or "an unnamed source"


def _copied(members: Sequence[Statement], copies: Sequence[Copy]) -> Iterator[tuple[str, str, Copy]]:
    """Yield the pairs of statements that stand in one copied passage, the fullest copies first.

    Where two pages are one text on the whole, statements of one claim are one even
    where an editor's hand has changed them; such pairs come last.
    """
    by_document: dict[str, list[Statement]] = {}
    for statement in members:
        by_document.setdefault(statement.document, []).append(statement)
    ordered = sorted(copies, key=lambda c: (-c.containment, -c.words, c.a, c.b, c.a_span, c.b_span))
    for twins in (False, True):
        for copy in ordered:
            for a, b in product(by_document.get(copy.a, ()), by_document.get(copy.b, ())):
                inside = _lies_in(a, copy.a_span) and _lies_in(b, copy.b_span)
                if copy.whole >= TWINS if twins else inside:
                    yield a.id, b.id, copy


def _lies_in(statement: Statement, span: Span) -> bool:
    shared = min(statement.end, span[1]) - max(statement.start, span[0])
    return shared >= LEAST_OVERLAP * (statement.end - statement.start)


def _origin(group: Group, statements: Mapping[str, Statement], documents: Mapping[str, Document]) -> Origin:
    """Name a group's origin after its oldest named end, else its oldest page, and say what joined it."""
    pages = {key: documents[statements[key].document] for key in group.members}
    leader = min(group.members, key=lambda key: (not group.traces[key].named, *_age(pages[key])))
    trace = group.traces[leader]
    name = f"{trace.words}, via {trace.name}" if trace.key[0] == "unnamed" else trace.name
    reasons = [_reason(group, leader), *_shared_text(group, documents)]
    return Origin(name, group.members, "; ".join(reasons) + ".")


def _age(document: Document) -> tuple[bool, str]:
    """Sort dated pages before undated ones, the oldest first; ties keep the claim's order."""
    return (document.published is None, document.published.value if document.published else "")


def _reason(group: Group, leader: str) -> str:
    """Say where the leader's trace leads, with every way that leads there."""
    trace = group.traces[leader]
    ways = dict.fromkeys(each.because for each in group.traces.values() if each.key == trace.key)
    if trace.named:
        return ("The chain ends there: " if len(ways) == 1 else "Every chain ends there: ") + "; ".join(ways)
    if trace.key[0] == "unnamed":
        return f"The chain ends without a name, and {trace.name} is the last that is named: " + "; ".join(
            ways
        )
    return "; ".join(ways)


def _shared_text(group: Group, documents: Mapping[str, Document]) -> list[str]:
    """Say which pages share text, once for each two pages."""
    best: dict[tuple[str, str], Copy] = {}
    for copy in group.copies:
        best.setdefault((copy.a, copy.b), copy)
    phrases = []
    for copy in best.values():
        first, later = sorted((documents[copy.a], documents[copy.b]), key=_age)
        share = f"{copy.words} words, {copy.containment:.0%} of the shorter passage"
        if copy.whole >= TWINS:
            share = f"{copy.whole:.0%} of the shorter page outside quotations"
        phrases.append(f"{later.display} carries the same text as {first.display} ({share})")
    return phrases
