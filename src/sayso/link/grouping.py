"""Statements -> groups that speak of one fact: average linkage with a floor, then overlaps.

A sentence carries several facts, so a partition is too narrow: after the groups are
found, a statement may join further groups whose members it is close to, and groups
that share half of their members are made one where that holds together. No group
ever holds two statements whose probability is below the floor, so one weak link
never chains two facts; nor two that may not be one claim at all.
"""

from __future__ import annotations

import collections
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Mask = NDArray[np.bool_]

MOST_GROUPS = 2
"""Claims that one statement may stand in."""

SHARED_MEMBERS = 0.5
"""Part of the smaller group that must stand in the other for the two to be made one."""


SHORT_STORY = 60
"""Statements below which a story is short: two or three short pages."""

SHORT_JOIN = 0.45
"""Least probability from which statements of a short story are put together."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability statements are put together.

    ``join``: mean probability from which two groups become one; ``floor``: the
    weakest that two statements of a group may have; ``again``: mean probability
    from which a statement joins a further group; ``merge``: mean probability of all
    pairs from which two groups that share members become one.
    """

    join: float
    floor: float
    again: float
    merge: float

    def for_size(self, size: int) -> Thresholds:
        """Return the thresholds for a story of so many statements.

        In a short story everything is near everything, whatever stands out elsewhere.
        """
        if size >= SHORT_STORY:
            return self
        return replace(self, join=max(self.join, SHORT_JOIN), again=max(self.again, SHORT_JOIN))


def group(probability: Matrix, allowed: Mask, thresholds: Thresholds) -> list[list[int]]:
    """Return groups of two or more statements, each sorted, in the order of their members.

    *probability* is symmetric, *allowed* false for pairs that may not be one claim.
    """
    cores: list[list[int]] = []
    for part in _components((probability >= thresholds.join) & allowed):
        square = np.ix_(part, part)
        found = _average_linkage(probability[square], allowed[square], thresholds)
        cores.extend([part[k] for k in members] for members in found)
    overlaps = _Overlaps(cores, probability, allowed, thresholds)
    overlaps.meet()
    whole = _merge([set(one) for one in overlaps.groups], probability, allowed, thresholds)
    return sorted(sorted(one) for one in whole if not any(one < other for other in whole))


def _components(linked: Mask) -> Iterator[list[int]]:
    """Yield the connected parts of a graph that have two or more nodes."""
    seen = np.zeros(len(linked), dtype=bool)
    for start in range(len(linked)):
        if seen[start] or not linked[start].any():
            continue
        reached = np.zeros(len(linked), dtype=bool)
        edge = reached.copy()
        edge[start] = True
        while edge.any():
            reached |= edge
            edge = linked[edge].any(axis=0) & ~reached
        seen |= reached
        yield [int(k) for k in np.flatnonzero(reached)]


def _average_linkage(probability: Matrix, allowed: Mask, thresholds: Thresholds) -> list[list[int]]:
    """Merge the two closest groups until none are close enough; ties go to the first."""
    mean, weakest, open_ = probability.copy(), probability.copy(), allowed.copy()
    np.fill_diagonal(open_, val=False)
    count = np.ones(len(probability))
    members = [[k] for k in range(len(probability))]
    while True:
        free = np.where(open_ & (weakest >= thresholds.floor), mean, -1.0)
        a, b = sorted(int(k) for k in np.unravel_index(int(free.argmax()), free.shape))
        if free[a, b] < thresholds.join:
            return [one for one in members if len(one) > 1]
        mean[a] = (count[a] * mean[a] + count[b] * mean[b]) / (count[a] + count[b])
        mean[:, a] = mean[a]
        weakest[a] = np.minimum(weakest[a], weakest[b])
        weakest[:, a] = weakest[a]
        open_[a] &= open_[b]
        open_[:, a] = open_[a]
        open_[b] = open_[:, b] = False
        count[a] += count[b]
        members[a] += members[b]
        members[b] = []


class _Overlaps:
    """Lets the sure pairs that the groups keep apart meet, in a group of one of them or in their own."""

    def __init__(
        self, cores: list[list[int]], probability: Matrix, allowed: Mask, thresholds: Thresholds
    ) -> None:
        self.groups = [list(one) for one in cores]
        self.probability = probability
        self.allowed = allowed
        self.thresholds = thresholds
        self.homes: dict[int, set[int]] = collections.defaultdict(set)
        for at, one in enumerate(self.groups):
            for k in one:
                self.homes[k].add(at)

    def meet(self) -> None:
        """Go through the pairs, surest first."""
        close = (self.probability >= self.thresholds.again) & self.allowed
        first, second = np.nonzero(np.triu(close, 1))
        order = np.lexsort((second, first, -self.probability[first, second]))
        for i, j in zip(first[order].tolist(), second[order].tolist(), strict=True):
            if self.homes[i] & self.homes[j]:
                continue
            fits = [*self._fits(i, j), *self._fits(j, i)]
            if fits:
                _, at, who = max(fits, key=lambda x: (x[0], -x[1]))
                self._put(who, at)
            elif max(len(self.homes[i]), len(self.homes[j])) < MOST_GROUPS:
                self.groups.append([])
                self._put(i, len(self.groups) - 1)
                self._put(j, len(self.groups) - 1)

    def _fits(self, who: int, host: int) -> Iterator[tuple[float, int, int]]:
        """Yield the groups of *host* that *who* may join: mean probability, group, who."""
        if len(self.homes[who]) >= MOST_GROUPS:
            return
        for at in sorted(self.homes[host]):
            members = self.groups[at]
            near = self.probability[who, members]
            close = near.min() >= self.thresholds.floor and near.mean() >= self.thresholds.again
            if close and self.allowed[who, members].all():
                yield float(near.mean()), at, who

    def _put(self, who: int, at: int) -> None:
        self.groups[at].append(who)
        self.homes[who].add(at)


def _merge(
    groups: list[set[int]], probability: Matrix, allowed: Mask, thresholds: Thresholds
) -> list[set[int]]:
    """Make groups one that share many members, the closest first, as long as the whole holds together."""
    groups = [one for one in groups if one]
    while True:
        best: tuple[float, int, int] | None = None
        for a, b in _sharing(groups):
            mean = _hold(groups[a] | groups[b], probability, allowed, thresholds)
            if mean is not None and (best is None or mean > best[0]):
                best = (mean, a, b)
        if best is None:
            return groups
        _, a, b = best
        groups[a] |= groups.pop(b)


def _sharing(groups: list[set[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of groups that share enough members."""
    homes: dict[int, list[int]] = collections.defaultdict(list)
    for at, one in enumerate(groups):
        for k in one:
            homes[k].append(at)
    pairs = {(a, b) for found in homes.values() for a in found for b in found if a < b}
    for a, b in sorted(pairs):
        if len(groups[a] & groups[b]) >= SHARED_MEMBERS * min(len(groups[a]), len(groups[b])):
            yield a, b


def _hold(whole: set[int], probability: Matrix, allowed: Mask, thresholds: Thresholds) -> float | None:
    """Return the mean probability of all pairs, or ``None`` where a group would not hold together."""
    members = sorted(whole)
    square = np.ix_(members, members)
    other = ~np.eye(len(members), dtype=bool)
    near = probability[square][other]
    if not allowed[square][other].all() or near.min() < thresholds.floor or near.mean() < thresholds.merge:
        return None
    return float(near.mean())
