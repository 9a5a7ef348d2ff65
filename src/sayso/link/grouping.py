"""Statements -> groups that speak of one fact: average linkage with a floor, then overlaps.

A sentence carries several facts, so a partition is too narrow: after the groups
are found, a statement may join further groups whose members it is close to. No
group ever holds two statements whose probability is below the floor, so one weak
link never chains two facts together; nor two that overlap in one document.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from sayso.link.pairs import PairModel

    Matrix = NDArray[np.float64]
    Mask = NDArray[np.bool_]

MOST_GROUPS = 3
"""Claims that one statement may stand in."""


def group(probability: Matrix, allowed: Mask, model: PairModel) -> list[list[int]]:
    """Return groups of two or more statements, each sorted, in the order of their members."""
    cores: list[list[int]] = []
    for part in _components(probability >= model.join):
        square = np.ix_(part, part)
        for members in _average_linkage(probability[square], allowed[square], model):
            cores.append([part[k] for k in members])
    groups = _overlaps(cores, probability, allowed, model)
    whole = [set(one) for one in groups]
    kept = [sorted(one) for one in whole if not any(one < other for other in whole)]
    return sorted(kept)


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


def _average_linkage(probability: Matrix, allowed: Mask, model: PairModel) -> list[list[int]]:
    """Merge the two closest groups until none are close enough; ties go to the first."""
    size = len(probability)
    mean, weakest, open_ = probability.copy(), probability.copy(), allowed.copy()
    np.fill_diagonal(open_, val=False)
    count = np.ones(size)
    members = [[k] for k in range(size)]
    while True:
        free = np.where(open_ & (weakest >= model.floor), mean, -1.0)
        a, b = sorted(int(k) for k in np.unravel_index(int(free.argmax()), free.shape))
        if free[a, b] < model.join:
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


def _overlaps(
    cores: list[list[int]], probability: Matrix, allowed: Mask, model: PairModel
) -> list[list[int]]:
    """Let the sure pairs that the groups keep apart meet: in a group of one of them, or in their own."""
    groups = [list(one) for one in cores]
    homes: dict[int, set[int]] = collections.defaultdict(set)
    for at, one in enumerate(groups):
        for k in one:
            homes[k].add(at)
    first, second = np.nonzero(np.triu((probability >= model.again) & allowed, 1))
    order = np.lexsort((second, first, -probability[first, second]))
    for i, j in zip(first[order].tolist(), second[order].tolist(), strict=True):
        if homes[i] & homes[j]:
            continue
        found = _welcome(i, j, groups, homes, probability, allowed, model)
        if found:
            at, who = found
            groups[at].append(who)
            homes[who].add(at)
        elif max(len(homes[i]), len(homes[j])) < MOST_GROUPS:
            homes[i].add(len(groups))
            homes[j].add(len(groups))
            groups.append([i, j])
    return groups


def _welcome(  # noqa: PLR0913 - the state of one pass over the pairs
    i: int,
    j: int,
    groups: list[list[int]],
    homes: dict[int, set[int]],
    probability: Matrix,
    allowed: Mask,
    model: PairModel,
) -> tuple[int, int] | None:
    """Return the group of one of a pair that the other fits best, and who that other is."""
    best: tuple[float, int, int] | None = None
    for who, host in ((i, j), (j, i)):
        if len(homes[who]) >= MOST_GROUPS:
            continue
        for at in sorted(homes[host]):
            near = probability[who, groups[at]]
            fits = near.min() >= model.floor and near.mean() >= model.again and allowed[who, groups[at]].all()
            if fits and (best is None or near.mean() > best[0]):
                best = (float(near.mean()), at, who)
    return best and (best[1], best[2])
