"""How each outlet names the same referent, side by side.

What counts as one referent comes from three sources: a lexicon of contested concepts
(``data/concepts.toml``), whose uses in a story are parted by what they are said of,
statements joined into one claim, whose phrases stand for each other, and the names of
people and places themselves. After
the word choice analysis of Hamborg, Zhukova and Gipp (JCDL 2019), without its
learned part, so that every row can be explained. Nothing is called biased.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from math import log2, sqrt
from typing import TYPE_CHECKING

from sayso.link.wording_aligned import aligned
from sayso.link.wording_concepts import choose, concepts, readings
from sayso.link.wording_names import person_rows, spelling_rows
from sayso.link.wording_referents import part, titles
from sayso.link.wording_uses import Use, use_of, words_of
from sayso.model import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Claim, Extraction, Words

NAMES = 0.6
"""How much a difference in names counts beside a difference in words for things."""

ALIGNED = 0.5
"""What a row gains when a claim shows that its words name one thing."""

MARKED = 0.5
"""What a row gains when words of it stand at a distance or in scare quotes."""

LEAST_DIFFERENCE = 1.05
"""Difference between two outlets from which a row is shown: one word against one is not enough."""

MOST_ROWS = 40

_Rows = dict[str, list[Use]]


def compare_wording(extractions: Sequence[Extraction], claims: Sequence[Claim]) -> tuple[Wording, ...]:
    """Return the referents that outlets name differently, or one outlet in several ways.

    Outlets stand by ``Document.display``, each with its words most frequent first and
    those it only quotes last. Rows with most difference come first,
    :data:`MOST_ROWS` at most.
    """
    rows, weights = _concept_rows(extractions)
    joined = _add_aligned(rows, extractions, claims)
    people = person_rows(extractions)
    names = {**people, **spelling_rows(extractions, people)}
    weights |= dict.fromkeys(names, NAMES)
    rows |= names
    scores = {
        referent: weights.get(referent, 1.0) * _interest(uses) + ALIGNED * (referent in joined)
        for referent, uses in rows.items()
        if referent in joined or _tells(uses)
    }
    shown = sorted(scores, key=lambda referent: (-scores[referent], referent))
    return tuple(Wording(referent, _side_by_side(rows[referent])) for referent in shown[:MOST_ROWS])


def _concept_rows(extractions: Sequence[Extraction]) -> tuple[_Rows, dict[str, float]]:
    """Return the uses of each concept of the lexicon by the row's title, and the rows' weights."""
    labels = [(extraction, label) for extraction in extractions for label in extraction.labels]
    options = {index: found for index, (_, label) in enumerate(labels) if (found := readings(label))}
    chosen = choose(options, {index: labels[index][0].document.id for index in options})
    rows: _Rows = defaultdict(list)
    weights: dict[str, float] = {}
    for index, reading in chosen.items():
        use, concept = use_of(*labels[index], reading.term), concepts()[reading.concept]
        if concept.by_country and not (use.country or reading.sure):
            continue
        referent = concept.title + (f": {use.country}" if concept.by_country and use.country else "")
        rows[referent].append(use)
        weights[referent] = concept.weight
    return _parted(rows, weights, {each.document.id: each.document.text for each in extractions})


def _parted(rows: _Rows, weights: dict[str, float], texts: dict[str, str]) -> tuple[_Rows, dict[str, float]]:
    """Part the rows that could be shown by what their words are said of."""
    found: _Rows = {}
    weighed: dict[str, float] = {}
    for title, uses in rows.items():
        shown = _tells(uses)
        groups = part(uses, texts, sided=weights[title] >= 1) if shown else [uses]
        named = titles(groups, title)
        found |= dict(zip(named, groups, strict=True))
        weighed |= dict.fromkeys(named, weights[title])
    return found, weighed


def _add_aligned(rows: _Rows, extractions: Sequence[Extraction], claims: Sequence[Claim]) -> set[str]:
    """Add the words that claims show to name a row's referent, or a new one; return those referents."""
    row_of = {use.head: referent for referent, found in rows.items() for use in found}
    by_document = {each.document.id: [use_of(each, label) for label in each.labels] for each in extractions}
    uses = [use for found in by_document.values() for use in found]
    statements = {each.id: each for extraction in extractions for each in extraction.statements}
    joined: set[str] = set()
    for a, b in aligned(claims, statements, by_document):
        known, other = (a, b) if a.head in row_of else (b, a)
        referent = row_of.get(known.head)
        if other.head in row_of:
            joined |= {row_of[other.head]} if referent == row_of[other.head] else set()
            continue
        if referent is None:
            referent = " / ".join(sorted((a.words, b.words)))
            row_of[known.head] = referent
            rows[referent] = [use for use in uses if use.head == known.head]
        row_of[other.head] = referent
        rows[referent] += [use for use in uses if use.head == other.head]
        joined.add(referent)
    return joined


def _own(uses: Sequence[Use]) -> list[Counter[str]]:
    """Return how often each outlet makes each choice of word, sources' own words left out."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for use in uses:
        if use.speaker is None:
            counts[use.outlet][use.sense] += 1
    return [counts[outlet] for outlet in sorted(counts)]


def _tells(uses: Sequence[Use]) -> bool:
    """Say whether a row is worth showing: two outlets differ on more than a word each, or one stands off."""
    counts = _own(uses)
    marked = any(use.marked for use in uses) and len({use.sense for use in uses}) > 1
    return marked or any(_difference(a, b) >= LEAST_DIFFERENCE for a, b in combinations(counts, 2))


def _interest(uses: Sequence[Use]) -> float:
    """Return how much a row shows, for the order of rows.

    The mean difference between two outlets, the logarithm of all uses by a quarter, and
    a half where words are held at a distance.
    """
    pairs = [_difference(a, b) for a, b in combinations(_own(uses), 2)]
    mean = sum(pairs) / len(pairs) if pairs else 0.0
    return mean + log2(len(uses)) / 4 + MARKED * any(use.marked for use in uses)


def _difference(a: Counter[str], b: Counter[str]) -> float:
    """Return how far two outlets' choices of words differ, and on how many uses.

    The distance of their distributions (total variation, 0-1) times the logarithm of
    the geometric mean of their uses plus one: one word against one other gives 1,
    three against three 2.
    """
    distance = sum(abs(a[term] / a.total() - b[term] / b.total()) for term in {*a, *b}) / 2
    return distance * log2(1 + sqrt(a.total() * b.total()))


def _side_by_side(uses: Sequence[Use]) -> dict[str, tuple[Words, ...]]:
    by_outlet: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        by_outlet[use.outlet].append(use)
    return {outlet: words_of(found) for outlet, found in sorted(by_outlet.items())}
