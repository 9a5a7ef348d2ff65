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
_OF_BRANCH = [4, 1, 2, 3]
"""Of a branch the words count instead of the blocks."""

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
    """The elements that blocks stand in, in the order of the page: outer ones first.

    What is known of an element follows from what is known of the one around it and from its
    setting. A page repeats both, so that it is found out once: a *state* is a row of ``facts``.
    """

    def __init__(self) -> None:
        self.number: dict[Place, int] = {}
        self.parent: list[int] = []
        self.first: list[int] = []
        self.state: list[int] = []
        self.facts: list[Facts] = [_NOTHING]
        self._inner: list[dict[Setting, int]] = [{}]
        self._states: dict[tuple[Facts, str | None], int] = {(_NOTHING, None): 0}
        self._regions: list[str | None] = [None]

    def add(self, place: Place, block: int) -> int:
        """Return the number of *place*, numbering it and what it stands in if they are new."""
        number = self.number
        new: list[Place] = []
        above: Place | None = place
        parent, state = -1, 0
        while above is not None:
            if (known := number.get(above)) is not None:
                parent, state = known, self.state[known]
                break
            new.append(above)
            above = above.parent
        for one in reversed(new):
            setting = one.setting
            inside = self._inner[state].get(setting)
            state = self._enter(state, setting) if inside is None else inside
            self.parent.append(parent)
            self.first.append(block)
            self.state.append(state)
            parent = number[one] = len(number)
        return parent

    def _enter(self, around: int, setting: Setting) -> int:
        """Return the state of an element of *setting* in one of the state *around*."""
        bits, depth, good, good_near, bad, bad_near = self.facts[around]
        if setting.names and is_content(setting.names):
            good, good_near = good + 1, 0
        elif good_near < FAR:
            good_near += 1
        if setting.region is not None and setting.region != self._regions[around]:
            bad, bad_near = bad + 1, 0
        elif bad_near < FAR:
            bad_near += 1
        facts = (bits | _BIT.get(setting.element, 0), depth + 1, good, good_near, bad, bad_near)
        state = self._states.setdefault((facts, setting.region), len(self.facts))
        if state == len(self.facts):
            self.facts.append(facts)
            self._regions.append(setting.region)
            self._inner.append({})
        self._inner[around][setting] = state
        return state


def surroundings_of(shown: Sequence[Shown], words: Matrix, prose: Matrix, links: Matrix) -> Surroundings:
    """Return what the places of *shown* say, given each block's words, whether it is prose, and links."""
    elements = _Elements()
    add = elements.add
    numbers = [add(block.place, index) for index, block in enumerate(shown)]
    at = np.array(numbers)
    sums = _sums(elements, numbers, words, prose, links)
    total = max(1.0, float(words @ prose))
    up, to_main, branch = _climb(elements.parent, sums, total)
    containers = [np.where(sums[at, 0] > 1, at, up[at])]
    for _ in range(LEVELS - 1):
        containers.append(up[containers[-1]])
    names = np.array(elements.facts)[np.array(elements.state)[at]]
    reasons = np.array([-1 if block.region is None else _REASON.get(block.region, -1) for block in shown])
    kind = np.array(_kinds(shown))
    density = _densities(sums, total)
    values = [
        (names[:, :1] >> np.arange(len(_INSIDE))) & 1,
        reasons[:, None] == np.arange(len(_REASONS)),
        np.array([block.sure for block in shown])[:, None],
        names[:, 1:],
        *(density[container, :-1] for container in containers),
        np.minimum(6, to_main[containers[0]])[:, None],
        (to_main[at] == 0)[:, None],
        density[branch[at]][:, _OF_BRANCH],
        _of_kinds(kind, words, prose, links),
    ]
    return Surroundings(np.hstack(values).astype(np.float64, copy=False), kind, containers[0])


def _sums(elements: _Elements, at: Sequence[int], words: Matrix, prose: Matrix, links: Matrix) -> Matrix:
    """Return for each element the blocks, words, words of prose and linked words in it.

    The blocks in an element follow each other, so that its sums are differences.
    """
    parents = elements.parent
    blocks = [0] * len(parents)
    for number in at:
        blocks[number] += 1
    for number in range(len(parents) - 1, 0, -1):
        blocks[parents[number]] += blocks[number]
    running = np.zeros((len(at) + 1, 4))
    columns = np.column_stack([np.ones(len(at)), words, words * prose, words * links])
    np.cumsum(columns, axis=0, out=running[1:])
    first = np.array(elements.first)
    sums: Matrix = running[first + np.array(blocks)] - running[first]
    return sums


def _climb(parents: Sequence[int], sums: Matrix, total: float) -> tuple[Indices, Indices, Indices]:
    """Return of each element how it lies to the main part, the element with most of the prose.

    Returns:
        the next element around it with more blocks, how many such steps lead to the
        main part, and the outermost element that holds it but not the main part.
    """
    blocks, outside = sums[:, 0].tolist(), (sums[:, 2] < MOST * total).tolist()
    up, steps, branch = [0] * len(parents), [0] * len(parents), list(range(len(parents)))
    for number in range(1, len(parents)):
        parent = parents[number]
        higher = up[number] = parent if blocks[parent] > blocks[number] else up[parent]
        if outside[number]:
            steps[number] = steps[higher] + 1
            if outside[parent]:
                branch[number] = branch[parent]
    return np.array(up), np.array(steps), np.array(branch)


def _densities(sums: Matrix, total: float) -> Matrix:
    """Return for each element what containers and branches are told by (:data:`_LEVEL`), and its words."""
    words = np.maximum(1.0, sums[:, 1])
    columns = [np.log1p(sums[:, 0]), sums[:, 2] / words, sums[:, 3] / words, sums[:, 2] / total]
    return np.column_stack([*columns, np.log1p(sums[:, 1])])


def _kinds(shown: Sequence[Shown]) -> list[int]:
    """Return a number for each block: that of the template that its markup comes from."""
    found: list[int] = []
    kinds: dict[tuple[object, ...], int] = {}
    by_settings: dict[tuple[Setting | None, Setting | None, Setting | None], int] = {}
    for block in shown:
        place = block.place
        parent = place.parent
        above = None if parent is None else parent.parent
        settings = (
            place.setting,
            None if parent is None else parent.setting,
            None if above is None else above.setting,
        )
        kind = by_settings.get(settings)
        if kind is None:
            kind = by_settings[settings] = kinds.setdefault(_kind(*settings), len(kinds))
        found.append(kind)
    return found


def _kind(own: Setting, around: Setting | None, above: Setting | None) -> tuple[object, ...]:
    """Return what blocks of one template have in common: their element and the two around it."""
    if around is None:
        return (own.element,)
    return (own.tag, own.names, around.element, around.names, "" if above is None else above.element)


def _of_kinds(kind: Indices, words: Matrix, prose: Matrix, links: Matrix) -> Matrix:
    counts = np.bincount(kind).astype(np.float64)
    means = [np.bincount(kind, weights=values) / counts for values in (np.log1p(words), links, prose)]
    return np.column_stack([np.log1p(counts)[kind], *(mean[kind] for mean in means)])
