"""Statements joined into origins, one piece of evidence at a time.

Every join that brings two groups together is kept: the merges of a group are a tree over
its statements, so a reviewer who rejects one knows which statements part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sayso.link.origins_traces import Key, Trace
    from sayso.model import Merge


@dataclass(slots=True)
class Group:
    """Statements of one origin, in the claim's order, with the merges that joined them.

    ``traces`` are those that hold for its members; ``ends`` the named ends among them.
    """

    members: tuple[str, ...]
    traces: dict[str, Trace]
    ends: set[Key] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)


class Joins:
    """Groups of a claim's statements, joined as evidence comes."""

    def __init__(self, traces: Mapping[str, Trace]) -> None:
        """Begin with every statement in a group of its own; *traces* are in the claim's order."""
        self._order = {key: place for place, key in enumerate(traces)}
        self._home = {
            key: Group((key,), {key: trace}, {trace.key} if trace.strength == "end" else set())
            for key, trace in traces.items()
        }

    def of(self, statement: str) -> Group:
        """Return the group of a statement."""
        return self._home[statement]

    def anchor(self, statement: str, trace: Trace) -> bool:
        """Let *trace* hold for a statement, unless its group has another named end; tell whether it does."""
        group = self._home[statement]
        if trace.strength == "end" and group.ends - {trace.key}:
            return False
        group.traces[statement] = trace
        if trace.strength == "end":
            group.ends.add(trace.key)
        return True

    def join(self, merge: Merge, *, one_source: bool = False) -> bool:
        """Join the groups of a merge's statements, and tell whether that was needed and possible.

        Two different named ends never become one origin, unless the merge shows that they
        are *one_source*: outlets that copied one another may still carry two people's words.
        """
        left, right = self._home[merge.a], self._home[merge.b]
        if left is right or (not one_source and len(left.ends | right.ends) > 1):
            return False
        ends = left.ends | right.ends
        if one_source:
            ends = set(right.ends or left.ends)
        members = tuple(sorted((*left.members, *right.members), key=self._order.__getitem__))
        joined = Group(members, left.traces | right.traces, ends, [*left.merges, *right.merges, merge])
        self._home.update(dict.fromkeys(members, joined))
        return True

    def groups(self) -> list[Group]:
        """Return all groups, in the order of their first statements."""
        return list({id(group): group for group in self._home.values()}.values())


def components(
    statements: Sequence[str], merges: Iterable[Merge], undone: AbstractSet[tuple[str, str]] = frozenset()
) -> list[tuple[str, ...]]:
    """Return the origins that are left of a claim's *statements* without the *undone* merges ``(a, b)``."""
    home = {key: [key] for key in statements}
    for merge in merges:
        if not merge.certain or (merge.a, merge.b) in undone:
            continue
        left, right = home[merge.a], home[merge.b]
        if left is not right:
            left += right
            home.update(dict.fromkeys(right, left))
    order = {key: place for place, key in enumerate(statements)}
    parts = {id(part): tuple(sorted(part, key=order.__getitem__)) for part in home.values()}
    return sorted(parts.values(), key=lambda part: (-len(part), order[part[0]]))
