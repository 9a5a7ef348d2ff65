"""Groups of documents, grown by joining the two that most probably report one event.

Agglomerative clustering over a sparse graph: documents are nodes, edges the pairs
that were worth a look. What two groups have in common is kept as sums over the pairs
between them, so that joining is a matter of adding up, and the same structure serves
documents given at once and documents that arrive one by one.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.link.stories_model import LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sayso.link.stories_model import StoryModel
    from sayso.link.stories_weights import Frequencies, Weighed

LEAST_MEAN = -4.0
"""Mean log odds of the pairs between two groups, below which they are never joined."""


@dataclass(slots=True)
class Group:
    """Documents taken for one story, and in how many of them each term stands.

    ``terms`` counts everywhere, ``lead`` in leads, ``lead_names`` names in leads,
    ``numbers`` numerals, ``dates`` weekdays and latest years. ``last`` is the latest day of publication.
    """

    key: int
    members: list[int]
    terms: Counter[str]
    lead: Counter[str]
    lead_names: Counter[str]
    numbers: Counter[str]
    dates: Counter[str]
    rarity: Frequencies
    last: int | None = None
    _centre: dict[str, float] | None = field(default=None)

    @property
    def size(self) -> int:
        """How many documents it has."""
        return len(self.members)

    def centre(self) -> dict[str, float]:
        """Return the mean row of its documents, of length 1, by terms that a fifth of them have."""
        if self._centre is None:
            least = self.size / 5
            row = {t: n / self.size * self.rarity.rarity(t) for t, n in self.terms.items() if n >= least}
            length = math.sqrt(sum(value * value for value in row.values())) or 1.0
            self._centre = {term: value / length for term, value in row.items()}
        return self._centre

    def cosine(self, other: Group) -> float:
        """Return the cosine of the two mean rows."""
        a, b = self.centre(), other.centre()
        if len(b) < len(a):
            a, b = b, a
        return sum(value * b[term] for term, value in a.items() if term in b)

    def absorb(self, other: Group) -> None:
        """Take over the documents of another group."""
        self.members += other.members
        for own, others in (
            (self.terms, other.terms),
            (self.lead, other.lead),
            (self.lead_names, other.lead_names),
            (self.numbers, other.numbers),
            (self.dates, other.dates),
        ):
            own.update(others)
        days = [day for day in (self.last, other.last) if day is not None]
        self.last = max(days) if days else None
        self._centre = None


def single(key: int, one: Weighed, rarity: Frequencies) -> Group:
    """Return a group of one document."""
    card = one.card
    return Group(
        key,
        [key],
        Counter(dict.fromkeys(card.terms, 1)),
        Counter(dict.fromkeys(card.lead, 1)),
        Counter(term for term in card.lead if term in card.names),
        Counter(card.numbers),
        Counter([*card.weekdays, *([str(card.year)] if card.year else [])]),
        rarity,
        card.day,
    )


@dataclass(slots=True)
class _Link:
    """The pairs between two groups that were looked at: how many, their log odds' sum and the best."""

    count: int
    total: float
    best: float

    def mean(self, pairs: int) -> float:
        """Return the mean over all *pairs*; those not looked at share nothing and count as such."""
        return (self.total - LIMIT * (pairs - self.count)) / pairs

    def add(self, other: _Link) -> None:
        self.count += other.count
        self.total += other.total
        self.best = max(self.best, other.best)


class Groups:
    """All groups, and what lies between them."""

    def __init__(self, model: StoryModel) -> None:
        self.model = model
        self.groups: dict[int, Group] = {}
        self.home: dict[int, int] = {}
        """The key of the group that each document is in."""

        self._odds: dict[int, dict[int, float]] = {}
        self._links: dict[int, dict[int, _Link]] = {}
        self._heap: list[tuple[float, int, int, int, int]] = []

    def add(self, group: Group, odds: Mapping[int, float]) -> None:
        """Add a group of one document, with its log odds with other documents by their numbers."""
        key = group.key
        self.groups[key] = group
        self.home[key] = key
        self._odds[key] = dict(odds)
        links = self._links[key] = {}
        for other, value in odds.items():
            self._odds[other][key] = value
            home = self.home[other]
            if home in links:
                links[home].add(_Link(1, value, value))
            else:
                links[home] = self._links[home][key] = _Link(1, value, value)

    def drop(self, key: int) -> Group:
        """Forget a group, its documents and all that links to them."""
        for other in self._links.pop(key):
            del self._links[other][key]
        group = self.groups.pop(key)
        for member in group.members:
            del self.home[member]
            for other in self._odds.pop(member):
                del self._odds[other][member]
        return group

    def near(self, key: int, least: float) -> list[int]:
        """Return the groups of which a document has log odds of *least* with the group's likest."""
        return [other for other, link in self._links[key].items() if link.best >= least]

    def dissolve(self, key: int, single_of: Callable[[int], Group]) -> list[int]:
        """Make each document of a group a group of its own again; return their keys."""
        members = sorted(self.groups[key].members)
        odds = {member: dict(self._odds[member]) for member in members}
        self.drop(key)
        for member in members:
            known = {other: value for other, value in odds[member].items() if other in self.home}
            self.add(single_of(member), known)
        return members

    def settle(self, touched: Iterable[int]) -> None:
        """Join groups, the surest first, beginning with those *touched*."""
        for key in touched:
            self._propose(key)
        while self._heap:
            _, a, b, size_a, size_b = heapq.heappop(self._heap)
            one, two = self.groups.get(a), self.groups.get(b)
            if one and two and (one.size, two.size) == (size_a, size_b):
                self._join(one, two)
                self._propose(a)

    def _propose(self, key: int) -> None:
        """Queue the joins of a group that are sure enough."""
        one = self.groups[key]
        for other, link in self._links[key].items():
            two = self.groups[other]
            mean = link.mean(one.size * two.size)
            if mean > LEAST_MEAN:
                odds = self.model.group_log_odds(one, two, mean, link.best)
                if odds >= self.model.threshold:
                    a, b = (one, two) if one.key < two.key else (two, one)
                    heapq.heappush(self._heap, (-round(odds, 6), a.key, b.key, a.size, b.size))

    def _join(self, one: Group, two: Group) -> None:
        links, others = self._links[one.key], self._links.pop(two.key)
        links.pop(two.key, None)
        for key, link in others.items():
            if key == one.key:
                continue
            del self._links[key][two.key]
            if key in links:
                links[key].add(link)
            else:
                links[key] = self._links[key][one.key] = link
        self.home.update(dict.fromkeys(two.members, one.key))
        one.absorb(two)
        del self.groups[two.key]
