"""How much each term of a card weighs: rare terms much, common ones little (tf-idf).

How rare a term is, is counted over the documents at hand on top of a background of
news, so that three pages can be grouped as well as three thousand.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.link.stories_cards import Card

Row = dict[str, float]
"""Terms with their weights, of length 1 as a vector."""

KEYS = 20
"""Terms of a document, the weightiest, by which others of its story are looked up."""


MOST_TERMS = 300_000
"""Terms that are counted at a time."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A card with its terms weighed: unit rows over all terms, the lead, names and numbers."""

    card: Card
    terms: Row
    lead: Row
    names: Row
    numbers: Row
    keys: tuple[str, ...]


class Frequencies:
    """In how many documents each term stands: a background, and the documents met so far."""

    def __init__(self, background: Mapping[str, int] | None = None, total: int = 0) -> None:
        self.background = (background, total) if background is not None else _background()
        self._met: Counter[str] = Counter()
        self._documents = 0

    def count(self, card: Card) -> None:
        """Add a document; of very many terms, those that one document alone had are forgotten."""
        self._met.update(card.terms.keys())
        self._documents += 1
        if len(self._met) > MOST_TERMS:
            self._met = Counter({term: n for term, n in self._met.items() if n > 1})

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term, in nats."""
        counts, total = self.background
        standing = counts.get(term, 0) + self._met[term]
        return max(0.0, math.log((total + self._documents + 1) / (standing + 0.5)))

    def weigh(self, card: Card) -> Weighed:
        """Return the card with weighed rows."""
        rarity = {term: self.rarity(term) for term in card.terms}
        terms = {term: (1 + math.log(n)) * rarity[term] for term, n in card.terms.items()}
        lead = {term: (1 + math.log(n)) * rarity[term] for term, n in card.lead.items()}
        keys = sorted(terms, key=lambda term: (-terms[term] - lead.get(term, 0.0), term))[:KEYS]
        return Weighed(
            card,
            _unit(terms),
            _unit(lead),
            _unit({term: terms[term] for term in sorted(card.names)}),
            _unit({number: rarity[number] for number in sorted(card.numbers)}),
            tuple(keys),
        )


def _unit(row: Row) -> Row:
    length = math.sqrt(sum(value * value for value in row.values()))
    return {term: value / length for term, value in row.items()} if length else {}


def dot(a: Row, b: Row) -> float:
    """Return the inner product of two rows: their cosine, where both have length 1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b[term] for term, value in a.items() if term in b)


def count_documents(cards: Iterable[Card]) -> Counter[str]:
    """Return in how many of *cards* each term stands."""
    counts: Counter[str] = Counter()
    for card in cards:
        counts.update(card.terms.keys())
    return counts


@functools.cache
def _background() -> tuple[dict[str, int], int]:
    """Return the background that ships with sayso, and over how many documents it was counted."""
    text = resources.files("sayso.link").joinpath("data/story_terms.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    counts = {term: int(count) for term, count in rows}
    return counts, counts.pop("(documents)")
