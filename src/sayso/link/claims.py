"""Claims: statements of one story that speak of the same fact, versions side by side.

Built bottom-up: slots of every statement, probability of every pair worth a look,
look-alikes kept apart, groups by average linkage, relations within each group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.grouping import group
from sayso.link.lookalikes import find_lookalikes, one_a_trap
from sayso.link.pairs import pair_model, score_pairs
from sayso.link.quantities import clash, same_value
from sayso.link.relations import relate_members
from sayso.link.slots import read_slots
from sayso.model import Claim, identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sayso.link.grouping import Thresholds
    from sayso.link.pairs import Likeness, PairModel
    from sayso.link.slots import Slots
    from sayso.model import Extraction, LookAlike, Story

NEAR_CENTRE = 0.1
"""Statements this close to the most central one compete to be the gist; the shortest wins."""

SAME_WORD = 0.9
"""Probability of one fact where one named source gives one telling figure."""

TELLING = 20
"""Least value of a figure that tells facts apart; smaller ones recur by chance."""

DOUBTFUL = 0.75
"""Probability of one fact below which figures that are far apart part two statements."""

LEAST_ALONE = 0.5
"""Confidence of a claim that one document only makes, below which it tells a reader nothing."""

GIST_WORDS = 5
"""Fewest content words of a gist, where a claim has one as long."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Claims and look-alikes of one story: both come from one comparison of its statements."""

    claims: tuple[Claim, ...]
    lookalikes: tuple[LookAlike, ...]


def align(extractions: Sequence[Extraction], story: Story, model: PairModel | None = None) -> Alignment:
    """Return the claims of a story, surest and most reported first, and its look-alikes.

    A claim has two or more statements; a statement alone is none. A statement may
    stand in up to two claims. Origins are left to :mod:`sayso.link.origins`.
    *model* is the one that ships with sayso, unless another is being measured.
    """
    slots = read_slots(extractions)
    if len(slots) < 2:
        return Alignment((), ())
    model = model or pair_model()
    return align_pairs(score_pairs(slots, model), extractions, story, model.thresholds)


def align_pairs(
    likeness: Likeness, extractions: Sequence[Extraction], story: Story, thresholds: Thresholds
) -> Alignment:
    """Return the claims and look-alikes of a story whose pairs have their probabilities."""
    slots = likeness.slots
    traps = find_lookalikes(likeness, extractions)
    allowed = likeness.field.allowed.copy()
    for i, j in [*traps.apart, *_clashes(likeness)]:
        allowed[i, j] = allowed[j, i] = False
    probability = np.where(allowed, likeness.probability, 0.0)
    for i, j in _same_word(slots, allowed):
        probability[i, j] = probability[j, i] = max(probability[i, j], SAME_WORD)
    fitting = thresholds.for_size(len(slots))
    groups = [_trim(each, slots, probability) for each in group(probability, allowed, fitting)]
    claims = [
        _claim([slots[k] for k in members], probability[np.ix_(members, members)], story)
        for members in _distinct(groups, likeness.field.allowed, probability)
    ]
    claims.sort(key=lambda claim: (-_weight(claim, slots), claim.id))
    return Alignment(tuple(claims), one_a_trap(traps.found, claims))


def _same_word(slots: Sequence[Slots], allowed: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield the pairs in which one named source gives one telling figure, whatever it is called.

    "16,000 volunteers" and "16,000 mercenaries" on one president's word are one number
    in two outlets' wording; look-alikes were parted before.
    """
    for i, j in np.argwhere(np.triu(allowed, 1)):
        a, b = slots[i].statement, slots[j].statement
        if not (a.chain and b.chain and a.chain[-1].name and a.chain[-1].name == b.chain[-1].name):
            continue
        if a.chain[-1].kind == "unnamed" or a.negated != b.negated:
            continue
        if any(same_value(x, y) and (x.low or 0) >= TELLING for x in a.figures for y in b.figures):
            yield int(i), int(j)


def _clashes(likeness: Likeness) -> Iterator[tuple[int, int]]:
    """Yield the doubtful pairs whose figures count one sort of thing and are far apart."""
    first, second = np.nonzero(np.triu((likeness.probability > 0) & (likeness.probability < DOUBTFUL), 1))
    counted = np.array([bool(one.figures) for one in likeness.slots])
    for i, j in zip(first.tolist(), second.tolist(), strict=True):
        if counted[i] and counted[j] and clash(likeness.slots[i], likeness.slots[j]):
            yield i, j


def find_claims(extractions: Sequence[Extraction], story: Story) -> list[Claim]:
    """Return the claims of a story (see :func:`align`)."""
    return list(align(extractions, story).claims)


def _weight(claim: Claim, slots: Sequence[Slots]) -> float:
    """Return how many documents a claim may be expected to stand in rightly."""
    return round(claim.confidence * _documents(claim, slots), 6)


def _documents(claim: Claim, slots: Sequence[Slots]) -> int:
    members = set(claim.statements)
    return len({one.statement.document for one in slots if one.statement.id in members})


def _distinct(
    groups: list[list[int]], apart: NDArray[np.bool_], probability: NDArray[np.float64]
) -> list[list[int]]:
    """Leave out groups that another one tells: every member is, holds or stands in a member of it.

    A sentence and the content inside it are two statements, and would make one claim twice.
    """

    def expected(members: list[int]) -> float:
        return round(float(probability[np.ix_(members, members)].sum()), 6)

    kept: list[list[int]] = []
    for members in sorted((each for each in groups if each), key=lambda each: (-expected(each), each)):
        if not any((~apart[np.ix_(members, other)]).any(axis=1).all() for other in kept):
            kept.append(members)
    return kept


def _trim(members: list[int], slots: Sequence[Slots], probability: NDArray[np.float64]) -> list[int]:
    """Drop the least central statements of a group in one document until it is sure, or nothing is left."""
    kept = list(members)
    while len({slots[k].statement.document for k in kept}) == 1:
        if len(kept) < 2:
            return []
        centrality = probability[np.ix_(kept, kept)].sum(axis=1) / (len(kept) - 1)
        if centrality.mean() >= LEAST_ALONE:
            break
        kept.pop(int(centrality.argmin()))
    return kept


def _claim(members: list[Slots], probability: NDArray[np.float64], story: Story) -> Claim:
    size = len(members)
    centrality = probability.sum(axis=1) / (size - 1)
    ids = tuple(one.statement.id for one in members)
    return Claim(
        id=identity("claim", story.id, *sorted(ids)),
        story=story.id,
        gist=_gist(members, centrality),
        statements=ids,
        confidence=round(float(centrality.mean()), 4),
        relations=relate_members(members, probability),
    )


def _gist(members: list[Slots], centrality: NDArray[np.float64]) -> str:
    """Return the words of the most central member; of several as central, of the shortest."""
    near = [k for k in range(len(members)) if centrality[k] >= centrality.max() - NEAR_CENTRE]
    full = [k for k in near if len(members[k].meaning) >= GIST_WORDS] or near
    best = min(full, key=lambda k: (len(members[k].words), -centrality[k], members[k].text))
    return members[best].text.removeprefix("that ")
