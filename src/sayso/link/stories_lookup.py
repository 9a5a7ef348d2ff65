"""Which documents are worth comparing: those that share weighty terms.

An inverted index over the weightiest terms of each document. Both what a term proposes and
what a document is compared with are capped, the latest documents going before
older ones, so that looking one up costs the same however many there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.link.stories_weights import Weighed

MOST_CANDIDATES = 60
"""Documents that one is compared with: those that share most of its weighty terms."""

MOST_HOLDERS = 200
"""Latest documents that a term proposes."""


class Lookup:
    """The documents in memory, by number, and which hold each weighty term."""

    def __init__(self) -> None:
        self._held: dict[int, Weighed] = {}
        self._holders: dict[str, dict[int, None]] = defaultdict(dict)

    def __len__(self) -> int:
        """Return how many documents are held."""
        return len(self._held)

    def __getitem__(self, number: int) -> Weighed:
        """Return a document by its number."""
        return self._held[number]

    def document(self, number: int) -> str:
        """Return the id of a document."""
        return self._held[number].card.document

    def add(self, number: int, one: Weighed) -> None:
        """Hold a document."""
        self._held[number] = one
        for key in one.keys:
            self._holders[key][number] = None

    def drop(self, number: int) -> None:
        """Forget a document."""
        for key in self._held.pop(number).keys:
            holders = self._holders[key]
            del holders[number]
            if not holders:
                del self._holders[key]

    def candidates(self, one: Weighed) -> Iterator[tuple[int, Weighed]]:
        """Yield the documents that share most of the weight of *one*'s terms, the best first."""
        shared: Counter[int] = Counter()
        for key in one.keys:
            for number in islice(reversed(self._holders.get(key, {})), MOST_HOLDERS):
                shared[number] += 1
        ranked = sorted(shared, key=lambda number: (-shared[number], -number))
        for number in ranked[:MOST_CANDIDATES]:
            yield number, self._held[number]
