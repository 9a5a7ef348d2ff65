"""One row, one referent: the uses of a concept's words, parted by what they are said of.

Two officials are both "the official", and a story may tell of two deals. Each use is
taken as its words and its sentence make it mean (:mod:`sayso.link.encoder`); uses are
joined while their groups are alike on average. A concept that the story keeps coming
back to, and whose words take sides, is one thing to its outlets unless the uses are
quite unlike; words in passing, and plain synonyms, are held together only when alike.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.encoder import encode
from sayso.link.slots_sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sayso.link.encoder import Encoded
    from sayso.link.wording_uses import Use

    Matrix = NDArray[np.float32]

ALIKE, LOOSE = 0.45, 0.28
"""Mean likeness of two groups of uses from which they are one referent's; the looser where it is central."""

CENTRAL = 8
"""Uses in outlets' own words from which a concept is what the story is about."""

OFTEN = 60
"""Words of a short story to one such use, at most, from which it is so too."""

BESIDE = 4
"""Word pieces on each side of a use that are read with it."""

PLACES = 4
"""Decimals kept of a likeness, so that two machines part alike."""

MOST = 400
"""Uses of one concept that are compared; a story with more keeps the rest with the first."""


def part(uses: Sequence[Use], texts: Mapping[str, str], *, sided: bool) -> list[list[Use]]:
    """Part the uses of a concept by referent, those of the most used one first.

    *texts* are the documents' texts by id; *sided* says that the concept's words are
    more than plain synonyms.
    """
    if len(uses) < 2:
        return [list(uses)]
    own = sum(use.speaker is None for use in uses)
    central = own >= CENTRAL or own * OFTEN >= sum(len(text.split()) for text in texts.values())
    least = LOOSE if sided and central else ALIKE
    groups = _join(_likeness(uses[:MOST], texts), least)
    found = [[uses[k] for k in group] for group in groups]
    found[0] += uses[MOST:]
    return found


def _likeness(uses: Sequence[Use], texts: Mapping[str, str]) -> Matrix:
    """Return how alike the uses are: their words, what stands beside them, and their sentences."""
    sentences = {document: Sentences(texts[document]) for document in {use.document for use in uses}}
    spans = [sentences[use.document].around(use.start, use.end) for use in uses]
    hosts = [texts[use.document][start:end] for use, (start, end) in zip(uses, spans, strict=True)]
    encoded = encode(hosts)
    rows = [
        _vector(encoded[host], use.start - start, use.end - start)
        for use, host, (start, _) in zip(uses, hosts, spans, strict=True)
    ]
    matrix = np.array(rows, np.float32)
    return np.round(matrix @ matrix.T, PLACES)


def _vector(sentence: Encoded, start: int, end: int) -> Matrix:
    """Return the vector of a use, of length 1."""
    at = [k for k, (a, b) in enumerate(sentence.offsets) if a < end and b > start]
    whole = sentence.vectors
    own, beside = (whole[at], whole[max(0, at[0] - BESIDE) : at[-1] + 1 + BESIDE]) if at else (whole, whole)
    means = [_unit(rows.mean(axis=0)) for rows in (own, beside, whole)]
    return _unit(np.concatenate(means))


def _unit(row: Matrix) -> Matrix:
    return np.asarray(row / max(float(np.linalg.norm(row)), 1e-9), np.float32)


def _join(likeness: Matrix, least: float) -> list[list[int]]:
    """Join indices by average linkage down to *least*; the largest group comes first."""
    groups = [[k] for k in range(len(likeness))]
    total = likeness.astype(np.float64)
    np.fill_diagonal(total, -np.inf)
    size = np.ones(len(likeness))
    while True:
        mean = total / np.outer(size, size)
        i, j = sorted(divmod(int(mean.argmax()), len(size)))
        if mean[i, j] < least:
            break
        total[i] += total[j]
        total[:, i] = total[i]
        total[j] = total[:, j] = -np.inf
        total[i, i] = -np.inf
        groups[i] += groups[j]
        size[i] += size[j]
        groups[j] = []
    return sorted((sorted(group) for group in groups if group), key=lambda group: (-len(group), group))


def titles(groups: Sequence[Sequence[Use]], title: str) -> list[str]:
    """Return a title for each referent of a concept: the concept's own, the others with a word of theirs."""
    found: dict[str, int] = defaultdict(int)
    named = []
    for at, group in enumerate(groups):
        terms = [use.term for use in group if use.speaker is None] or [use.term for use in group]
        common = max(sorted(set(terms)), key=terms.count)
        name = title if at == 0 else f"{title} (“{common}”)"
        found[name] += 1
        named.append(name if found[name] == 1 else f"{name} {found[name]}")
    return named
