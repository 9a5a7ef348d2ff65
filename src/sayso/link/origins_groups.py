"""Statements joined into origins: by the same trace, then by copied passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.link.copies import Copy


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one statement leads by itself.

    ``key`` is ("named" | "unnamed" | "outlet", whom or where it leads to) and equal for
    equal origins; ``name`` is what a reader calls that, ``because`` a phrase that shows it;
    ``named`` says whether the chain ends at a name;
    ``words`` what stands for an unnamed source.
    """

    key: tuple[str, str]
    name: str
    because: str
    named: bool = False
    words: str = ""


@dataclass(slots=True)
class Group:
    """Statements of one origin, in the claim's order, with the copies that joined them."""

    members: tuple[str, ...]
    traces: Mapping[str, Trace]
    copies: list[Copy] = field(default_factory=list)

    @property
    def ends(self) -> set[tuple[str, str]]:
        """The named ends of its chains; a sound group has one at most."""
        return {self.traces[key].key for key in self.members if self.traces[key].named}


def join_groups(traces: Mapping[str, Trace], copied: Sequence[tuple[str, str, Copy]]) -> list[Group]:
    """Join statements with equal traces, then those that stand in one copied passage.

    A copy never joins two different named sources: the outlets that copied one
    another then still carry the words of two people.
    """
    by_key: dict[tuple[str, str], list[str]] = {}
    for statement, trace in traces.items():
        by_key.setdefault(trace.key, []).append(statement)
    home = {key: Group(tuple(keys), traces) for keys in by_key.values() for key in keys[:1]}
    for group in list(home.values()):
        home.update(dict.fromkeys(group.members, group))
    order = {key: place for place, key in enumerate(traces)}
    for a, b, copy in copied:
        left, right = home[a], home[b]
        if left is right or len(left.ends | right.ends) > 1:
            continue
        members = tuple(sorted((*left.members, *right.members), key=order.__getitem__))
        joined = Group(members, traces, [*left.copies, *right.copies, copy])
        home.update(dict.fromkeys(members, joined))
    return list({id(group): group for group in home.values()}.values())
