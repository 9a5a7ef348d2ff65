"""Origins in words: what a group is called, and the sentence that says what joined it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.link.copies import TWINS
from sayso.model import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.link.copies import Copy
    from sayso.link.origins_groups import Group
    from sayso.link.origins_story import TracedStory
    from sayso.model import Document

_TOLD_BY_THE_TRACES = frozenset({"source", "outlet", "wire"})
_RANK = {"end": 0, "wire": 1, "unnamed": 2, "own": 3}


def origin_of(group: Group, story: TracedStory) -> Origin:
    """Name a group's origin after its oldest named end, else its oldest page, and say what joined it."""
    leader = min(group.members, key=lambda key: (_rank(group, key), *_age(_page(key, story))))
    trace = group.traces[leader]
    name = f"{trace.words}, via {trace.name}" if trace.strength == "unnamed" else trace.name
    shown = dict.fromkeys(m.because for m in group.merges if m.certain and m.basis not in _TOLD_BY_THE_TRACES)
    told = _ways(group, leader)
    reasons = [told, *(reason for reason in shown if reason not in told)]
    named = any(each.sourced for each in group.traces.values())
    return Origin(name, group.members, "; ".join(reasons) + ".", named, tuple(group.merges))


def _rank(group: Group, key: str) -> tuple[int, bool]:
    """Rank a statement's trace: the best evidenced end first, and what a page says itself before the rest."""
    trace = group.traces[key]
    return _RANK[trace.strength], trace.basis not in _TOLD_BY_THE_TRACES


def _page(key: str, story: TracedStory) -> Document:
    return story.documents[story.statements[key].document]


def _age(document: Document) -> tuple[bool, str]:
    """Sort dated pages before undated ones, the oldest first; ties keep the claim's order."""
    return (document.published is None, document.published.value if document.published else "")


def _ways(group: Group, leader: str) -> str:
    """Say where the leader's trace leads, with every way that leads there."""
    trace = group.traces[leader]
    ways = dict.fromkeys(each.because for each in group.traces.values() if each.key == trace.key)
    told = "; ".join(ways)
    if trace.basis != "source":
        return told
    if trace.strength == "end":
        return ("The chain ends there: " if len(ways) == 1 else "Every chain ends there: ") + told
    if trace.strength == "unnamed":
        return f"The chain ends without a name, and {trace.name} is the last that is named: {told}"
    return told


def copy_words(copy: Copy, documents: Mapping[str, Document]) -> str:
    """Say which of two pages carries the other's text, and how much of it."""
    first, later = sorted((documents[copy.a], documents[copy.b]), key=_age)
    share = f"{copy.words} words, {copy.containment:.0%} of the shorter passage"
    if copy.whole >= TWINS:
        share = f"{copy.whole:.0%} of the shorter page outside quotations"
    return f"{later.display} carries the same text as {first.display} ({share})"
