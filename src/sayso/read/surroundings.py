"""The elements that blocks stand in: what they are called, and how much prose each of them holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.read.regions import is_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.read.elements import Place, Setting
    from sayso.read.visible import Shown

    Matrix = NDArray[np.float64]
    Indices = NDArray[np.int64]

LEVELS = 3
"""Containers around a block that are looked at, each with more blocks than the one in it."""

MOST = 0.5
"""Share of the page's prose that its main part holds at least."""

FAR = 9
"""Elements from which it does not matter how far up a telling name is."""

_INSIDE = ("article", "main", "section", "aside", "header", "footer", "nav", "form", "table", "ul", "figure")
_BIT = {name: 1 << index for index, name in enumerate(_INSIDE)}
_BIT |= dict.fromkeys(("ol", "dl"), _BIT["ul"])
_REASONS = (
    *("comments", "navigation", "share or subscribe", "related links", "advertisement", "log-in prompt"),
    *("caption", "credit line", "byline", "tags", "sidebar", "footer", "site name", "cookie notice"),
    *("form", "dialog", "search form", "button"),
)
_REASON = {reason: index for index, reason in enumerate(_REASONS)}
_LEVEL = ("blocks", "prose share", "links share", "share of page")
NAMES = (
    *(f"in {name}" for name in _INSIDE),
    *(f"region {reason}" for reason in _REASONS),
    *("sure", "depth", "content names", "content near", "furniture names", "furniture near"),
    *(f"{what} of container {level}" for level in range(1, LEVELS + 1) for what in _LEVEL),
    *("levels to main", "in main", "branch words", "branch prose", "branch links", "branch of page"),
    *("kind blocks", "kind words", "kind links", "kind prose"),
)


class Surroundings(NamedTuple):
    """Features of blocks by their places; ``kind`` numbers those of like markup, ``near`` containers."""

    values: Matrix
    kind: Indices
    near: Indices


Facts = tuple[int, int, int, int, int, int]
"""Of an element: what it is in, its depth, telling names around text in it and how near they are."""

_NOTHING: Facts = (0, -1, 0, FAR, 0, FAR)


class _Elements:
    """The elements that blocks stand in, in the order of the page: outer ones first."""

    def __init__(self) -> None:
        self.number: dict[Place, int] = {}
        self.parent: list[int] = []
        self.first: list[int] = []
        self.facts: list[Facts] = []
        self._own: dict[Setting, tuple[int, bool]] = {}

    def add(self, place: Place, block: int) -> int:
        """Return the number of *place*, numbering it and what it stands in if they are new."""
        number = self.number
        if (known := number.get(place)) is not None:
            return known
        new = [place]
        while (above := new[-1].parent) is not None and above not in number:
            new.append(above)
        parent, facts, region = -1, _NOTHING, None
        if above is not None:
            parent = number[above]
            facts, region = self.facts[parent], above.setting.region
        for one in reversed(new):
            self.parent.append(parent)
            self.first.append(block)
            facts = self._facts(one.setting, facts, region)
            region = one.setting.region
            self.facts.append(facts)
            parent = number[one] = len(number)
        return parent

    def _facts(self, setting: Setting, above: Facts, region: str | None) -> Facts:
        """Return what is known of an element of *setting* in one of *region* with the facts *above*."""
        bits, depth, good, good_near, bad, bad_near = above
        if (own := self._own.get(setting)) is None:
            own = _BIT.get(setting.element, 0), bool(setting.names) and is_content(setting.names)
            self._own[setting] = own
        bit, content = own
        if content:
            good, good_near = good + 1, 0
        elif good_near < FAR:
            good_near += 1
        if setting.region is not None and setting.region != region:
            bad, bad_near = bad + 1, 0
        elif bad_near < FAR:
            bad_near += 1
        return bits | bit, depth + 1, good, good_near, bad, bad_near


def surroundings_of(shown: Sequence[Shown], words: Matrix, prose: Matrix, links: Matrix) -> Surroundings:
    """Return what the places of *shown* say, given each block's words, whether it is prose, and links."""
    elements = _Elements()
    at = np.array([elements.add(block.place, index) for index, block in enumerate(shown)])
    sums = _sums(elements, at, words, prose, links)
    total = max(1.0, float(words @ prose))
    up, to_main, branch = _climb(elements.parent, sums, total)
    containers = [np.where(sums[at, 0] > 1, at, up[at])]
    for _ in range(LEVELS - 1):
        containers.append(up[containers[-1]])
    names = np.array([elements.facts[number] for number in at.tolist()])
    bits = (names[:, :1] >> np.arange(len(_INSIDE))) & 1
    reasons = np.array([-1 if block.region is None else _REASON.get(block.region, -1) for block in shown])
    kinds: dict[tuple[object, ...], int] = {}
    kind = np.array([kinds.setdefault(_kind(block.place), len(kinds)) for block in shown])
    values = [
        bits,
        reasons[:, None] == np.arange(len(_REASONS)),
        np.array([[block.sure] for block in shown]),
        names[:, 1:],
        *(_of_container(sums[container], total) for container in containers),
        np.minimum(6, to_main[containers[0]])[:, None],
        (to_main[at] == 0)[:, None],
        _of_branch(sums[branch[at]], total),
        _of_kinds(kind, words, prose, links),
    ]
    return Surroundings(
        np.hstack([np.asarray(part, dtype=np.float64) for part in values]), kind, containers[0]
    )


def _sums(elements: _Elements, at: Indices, words: Matrix, prose: Matrix, links: Matrix) -> Matrix:
    """Return for each element the blocks, words, words of prose and linked words in it.

    The blocks in an element follow each other, so that its sums are differences.
    """
    last = [-1] * len(elements.parent)
    for block, number in enumerate(at.tolist()):
        last[number] = block
    for number in range(len(last) - 1, 0, -1):
        parent = elements.parent[number]
        last[parent] = max(last[parent], last[number])
    of_blocks = np.column_stack([np.ones(len(at)), words, words * prose, words * links])
    running = np.vstack([np.zeros((1, 4)), np.cumsum(of_blocks, axis=0)])
    sums: Matrix = running[np.array(last) + 1] - running[np.array(elements.first)]
    return sums


def _climb(parents: Sequence[int], sums: Matrix, total: float) -> tuple[Indices, Indices, Indices]:
    """Return of each element how it lies to the main part, the element with most of the prose.

    Returns:
        the next element around it with more blocks, how many such steps lead to the
        main part, and the outermost element that holds it but not the main part.
    """
    blocks, prose = sums[:, 0].tolist(), sums[:, 2].tolist()
    up, steps, branch = [0] * len(parents), [0] * len(parents), list(range(len(parents)))
    for number in range(1, len(parents)):
        parent = parents[number]
        higher = up[number] = parent if blocks[parent] > blocks[number] else up[parent]
        if prose[number] < MOST * total:
            steps[number] = steps[higher] + 1
            if prose[parent] < MOST * total:
                branch[number] = branch[parent]
    return np.array(up), np.array(steps), np.array(branch)


def _of_container(sums: Matrix, total: float) -> Matrix:
    words = np.maximum(1.0, sums[:, 1])
    return np.column_stack([np.log1p(sums[:, 0]), sums[:, 2] / words, sums[:, 3] / words, sums[:, 2] / total])


def _of_branch(sums: Matrix, total: float) -> Matrix:
    words = np.maximum(1.0, sums[:, 1])
    return np.column_stack([np.log1p(sums[:, 1]), sums[:, 2] / words, sums[:, 3] / words, sums[:, 2] / total])


def _kind(place: Place) -> tuple[object, ...]:
    """Return what blocks of one template have in common: their element and the two around it."""
    setting, parent = place.setting, place.parent
    if parent is None:
        return (setting.element,)
    around, above = parent.setting, parent.parent
    outer = "" if above is None else above.setting.element
    return (setting.tag, setting.names, around.element, around.names, outer)


def _of_kinds(kind: Indices, words: Matrix, prose: Matrix, links: Matrix) -> Matrix:
    counts = np.bincount(kind).astype(np.float64)
    means = [np.bincount(kind, weights=values) / counts for values in (np.log1p(words), links, prose)]
    return np.column_stack([np.log1p(counts)[kind], *(mean[kind] for mean in means)])
