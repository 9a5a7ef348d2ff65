"""Passages that two documents share: wire text, agency copy, lifted paragraphs.

Winnowed fingerprints of word 5-grams (Schleimer, Wilkerson and Aiken, SIGMOD 2003)
find the pairs of documents that share text. Their shared 5-grams are then laid side
by side, paragraph against paragraph, and scored by containment of the shorter
(Broder, *On the resemblance and containment of documents*, 1997), so that one wire
paragraph in a long article is found. Words inside quotations do not count: two
outlets that quote one speech have not copied each other's reporting.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.link.copies_words import GRAM, Fingerprinted, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Document, Span

LEAST_CONTAINMENT = 0.4
"""Share of the shorter passage's words that must stand in both, in runs of five and more."""

LEAST_WORDS = 15
"""Shared words below which a paragraph is no copy: plain facts in plain words run to a dozen."""

LEAST_PLAIN = 8
"""Shared words without a capital: a row of names and titles is nobody's text."""

TWINS = 0.5
LEAST_TWINS = 40
"""Containment of whole documents, and shared words, from which a shared paragraph of any length is a copy."""

LEAST_WORDS_INSIDE = 20
"""The same for a run inside two longer paragraphs, where nothing says where the passage ends."""

GAP = 15
"""Words that differ in a row, after which a run inside longer paragraphs has ended."""

MOST_DOCUMENTS = 100
"""Documents that may hold a fingerprint before it is taken for furniture and proposes no pairs."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage that documents *a* and *b* (ids) share.

    The spans run from the first shared word to the last. ``words`` is the number of
    *a*'s words there that stand in both, ``containment`` (0-1) their share of the shorter of
    the two passages, ``whole`` that of all shared words of the two documents in the
    shorter document, quotations left out.
    """

    a: str
    a_span: Span
    b: str
    b_span: Span
    containment: float
    words: int
    whole: float


@dataclass(frozen=True, slots=True)
class _Match:
    """A 5-gram that two documents share: the index of its first word in each."""

    a: int
    b: int


def find_copies(documents: Sequence[Document]) -> list[Copy]:
    """Return the passages that any two documents share, in the order of the documents and of the text."""
    prints = [fingerprint(document) for document in documents]
    copies: list[Copy] = []
    for i, j in _pairs(prints):
        copies += compare(prints[i], prints[j])
    return copies


def _pairs(prints: Sequence[Fingerprinted]) -> list[tuple[int, int]]:
    """Return the pairs of documents (indexes) that share a fingerprint which is not everywhere."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, document in enumerate(prints):
        for value in document.prints:
            holders[value].append(index)
    pairs: set[tuple[int, int]] = set()
    for found in holders.values():
        if 1 < len(found) <= MOST_DOCUMENTS:
            pairs.update(combinations(found, 2))
    return sorted(pairs)


def compare(a: Fingerprinted, b: Fingerprinted) -> list[Copy]:
    """Return the passages that two documents share, in the order of their paragraphs."""
    matches = _matches(a, b)
    shared = min(len(_covered(m.a for m in matches)), len(_covered(m.b for m in matches)))
    whole = shared / max(1, min(len(a.words), len(b.words)))
    least = GRAM if whole >= TWINS and shared >= LEAST_TWINS else LEAST_WORDS
    groups: dict[tuple[int, int], list[_Match]] = defaultdict(list)
    for match in matches:
        groups[a.words[match.a].block, b.words[match.b].block].append(match)
    copies: list[Copy] = []
    for (block_a, block_b), found in sorted(groups.items()):
        size = min(a.sizes[block_a], b.sizes[block_b])
        copy = _copy(a, b, found, size, whole, least=least)
        copies += [copy] if copy else _inside(a, b, found, whole)
    return copies


def _matches(a: Fingerprinted, b: Fingerprinted) -> list[_Match]:
    """Pair each 5-gram of *a* with its like in *b*: the next one there if it follows on, else the first."""
    places: dict[int, list[int]] = defaultdict(list)
    for index, value in b.grams.items():
        places[value].append(index)
    matches: list[_Match] = []
    for index, value in a.grams.items():
        found = places.get(value)
        if found:
            follows = matches[-1].b + 1 if matches and matches[-1].a == index - 1 else -1
            matches.append(_Match(index, follows if follows in found else found[0]))
    return matches


def _inside(a: Fingerprinted, b: Fingerprinted, matches: Sequence[_Match], whole: float) -> list[Copy]:
    """Return the dense runs inside two paragraphs that are not copies as a whole."""
    runs: list[list[_Match]] = []
    for match in matches:
        if runs and match.a - runs[-1][-1].a <= GAP + GRAM:
            runs[-1].append(match)
        else:
            runs.append([match])
    copies: list[Copy] = []
    for run in runs:
        size = min(
            max(m.a for m in run) - min(m.a for m in run), max(m.b for m in run) - min(m.b for m in run)
        )
        copy = _copy(a, b, run, size + GRAM, whole, least=LEAST_WORDS_INSIDE)
        if copy:
            copies.append(copy)
    return copies


def _copy(  # noqa: PLR0913 - two documents, what they share and three measures of it
    a: Fingerprinted,
    b: Fingerprinted,
    matches: Sequence[_Match],
    size: int,
    whole: float,
    *,
    least: int,
) -> Copy | None:
    """Return the passage that *matches* show, if it is one.

    *size* is the shorter passage's number of words, *least* that of shared words.
    """
    in_a, in_b = _covered(m.a for m in matches), _covered(m.b for m in matches)
    shared = min(len(in_a), len(in_b))
    plain = sum(a.words[index].plain for index in in_a)
    if shared < least or (least > GRAM and plain < LEAST_PLAIN) or shared / size < LEAST_CONTAINMENT:
        return None
    return Copy(
        a.document,
        (a.words[min(in_a)].start, a.words[max(in_a)].end),
        b.document,
        (b.words[min(in_b)].start, b.words[max(in_b)].end),
        round(min(1.0, shared / size), 3),
        shared,
        round(whole, 3),
    )


def _covered(starts: Iterable[int]) -> set[int]:
    """Return the indexes of the words that lie in a shared 5-gram."""
    return {index for start in starts for index in range(start, start + GRAM)}
