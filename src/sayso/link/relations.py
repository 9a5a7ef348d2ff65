"""How two versions of one claim stand to each other: same, narrower, differs or conflicts.

Labels are given in the order of what can be shown in the words: one denies what the
other says; figures of the same thing do not meet; dates do not meet; one name stands
where the other has another one; one speaks of a plan and the other of a deed. What
shows nothing of this is *narrower* when the words of one are nearly contained in the
other's, which adds to them; else *same*: surely so in the same words, and with low
confidence where no difference was found. Doubt is never a disagreement.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from sayso.link.contrasts import Finding, figures, periods, swapped
from sayso.link.contrasts_denials import denial
from sayso.link.contrasts_plans import plan_or_deed
from sayso.link.words import lexicon
from sayso.model import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sayso.link.slots import Slots, Word

SAME_SHARE = 0.75
"""Share of the longer statement's content words that the other must have for *same*."""

CONTAINED_SHARE = 0.8
"""Share of the shorter statement's content words that the longer must have for *narrower*."""

DISAGREE = frozenset({"differs", "conflicts"})

LEAST_LIKENESS = 0.5
"""Probability of one fact below which nothing but a figure is called a disagreement."""

MOST_DETAILS = 4
"""Details that a reason lists."""

CHECKS = (denial, figures, periods, swapped, plan_or_deed)


def relate_members(members: Sequence[Slots], probability: NDArray[np.float64]) -> tuple[Relation, ...]:
    """Return the relations of a claim's members.

    All pairs across documents are related, and of the pairs within one document those
    that disagree. *probability* is that of one fact, pair by pair; it scales the
    confidence of a relation.
    """
    relations = []
    for (i, a), (j, b) in itertools.combinations(enumerate(members), 2):
        finding = relate(a, b, float(probability[i, j]))
        if a.statement.document == b.statement.document and finding.relation not in DISAGREE:
            continue
        relations.append(
            Relation(
                a=a.statement.id,
                b=b.statement.id,
                relation=finding.relation,
                confidence=round(finding.confidence * (0.5 + 0.5 * float(probability[i, j])), 4),
                because=finding.because,
                a_span=finding.a_span,
                b_span=finding.b_span,
            )
        )
    return tuple(relations)


def relate(a: Slots, b: Slots, probability: float = 1.0) -> Finding:
    """Return how *b* stands to *a*, by the first thing that shows it."""
    for check in CHECKS:
        found = check(a, b)
        if found and (found.relation not in DISAGREE or check is figures or probability >= LEAST_LIKENESS):
            return found
    return _agreement(a, b)


def _agreement(a: Slots, b: Slots) -> Finding:
    """Return *same* or *narrower*, with the details that one of the two, or each, has alone."""
    more, less = _details(a, b), _details(b, a)
    spans = (_extent(a, b), _extent(b, a))
    if a.negated != b.negated:
        return Finding("same", 0.2, "One of the two is negated; no sure difference was found.", *spans)
    if len(a.meaning & b.meaning) >= SAME_SHARE * max(len(a.meaning), len(b.meaning)):
        exactly = "in the same words." if not more and not less else "in nearly the same words."
        return Finding("same", 0.8, f"Both say the same {exactly}", *spans)
    if _contained(b, a):
        return Finding("narrower", 0.6, _adds("first", "second", more, less), *spans)
    if _contained(a, b):
        return Finding("narrower", 0.6, _adds("second", "first", less, more), *spans)
    own = [f"the {which} {_listed(words)}" for which, words in (("first", more), ("second", less)) if words]
    because = f"No difference was found; each adds words of its own: {', '.join(own)}."
    return Finding("same", 0.3, because, *spans)


def _contained(a: Slots, b: Slots) -> bool:
    """Tell whether *b* has nearly all content words of *a*, and all its names and numbers."""
    alone = a.meaning - b.meaning
    exact = any(stem in a.names or stem.startswith("#") for stem in alone)
    return bool(a.meaning) and not exact and len(alone) <= (1 - CONTAINED_SHARE) * len(a.meaning)


def _adds(fuller: str, other: str, more: Sequence[str], less: Sequence[str]) -> str:
    """Return the sentence on one statement that contains the other and adds to it."""
    nearly = "nearly " if less else ""
    return f"The {fuller} says {nearly}all that the {other} says and adds: {_listed(more)}."


def _listed(details: Sequence[str]) -> str:
    return ", ".join(f"“{detail}”" for detail in details[:MOST_DETAILS])


def _details(a: Slots, b: Slots) -> list[str]:
    """Return the runs of words, as printed, that carry meaning in *a* and have no like in *b*."""
    stop, start = lexicon("stop"), a.statement.start
    runs: list[list[Word]] = []
    last = -2
    for at, word in enumerate(a.words):
        if word.lower in stop or word.stem in b.meaning:
            continue
        if at == last + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
        last = at
    return [a.statement.text[run[0].start - start : run[-1].end - start] for run in runs]


def _extent(a: Slots, b: Slots) -> tuple[int, int] | None:
    """Return the stretch of *a* from its first to its last word in common with *b*."""
    common = [word for word in a.words if word.stem in b.meaning and word.stem in a.meaning]
    return (common[0].start, common[-1].end) if common else None
