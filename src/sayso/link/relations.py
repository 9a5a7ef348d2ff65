"""How two versions of one claim stand to each other: same, narrower, differs or conflicts.

A disagreement must be shown in the words: figures of one thing that do not meet, times of
one deed, what one denies and the other says, another name in the same place, one utterance
given to two speakers, opposite positions. How surely each such contrast is one, a small
trained model says (:mod:`sayso.link.disagreement`); what it gives little is none, and doubt
is never a disagreement. What shows nothing of this is *narrower* as soon as one adds or
drops detail, and *same* only where the two are equivalent.
"""

from __future__ import annotations

import difflib
import itertools
from typing import TYPE_CHECKING

from sayso.link.agreement import agreement_numbers
from sayso.link.contrasts import Finding
from sayso.link.contrasts_figures import figures_apart
from sayso.link.contrasts_plans import plan_or_deed
from sayso.link.contrasts_view import lay_beside, view
from sayso.link.disagreement import chance, disagreement, relation_model
from sayso.link.words import lexicon
from sayso.model import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sayso.link.contrasts_view import Beside
    from sayso.link.slots import Slots, Word
    from sayso.model import RelationKind

SAME_SHARE = 0.75
"""Share of the longer statement's content words from which two are the same in nearly the same words."""

CONTAINED_SHARE = 0.8
"""Share of the shorter statement's content words from which the longer contains it."""

DISAGREE = frozenset({"differs", "conflicts"})

TURNS = "against"
"""A preposition that turns round what its statement says, and is no word that carries meaning."""

SAME_WORDS = 0.8
"""How surely two statements of the same words say the same, at least."""

LEAST_SAME = 0.4
"""Chance of *same* from which two versions that show no difference are not called narrower."""

MOST_DETAILS = 4
"""Details that a reason lists."""


def relate_members(members: Sequence[Slots], probability: NDArray[np.float64]) -> tuple[Relation, ...]:
    """Return the relations of a claim's members.

    All pairs across documents are related, and of the pairs within one document those
    that disagree. *probability* is that of one fact, pair by pair; it scales the
    confidence of a relation, and a doubtful pair disagrees in nothing.
    """
    relations = []
    views = [view(member) for member in members]
    for (i, a), (j, b) in itertools.combinations(enumerate(members), 2):
        finding = relate_beside(lay_beside(views[i], views[j]), float(probability[i, j]))
        if a.statement.document == b.statement.document and finding.relation not in DISAGREE:
            continue
        relations.append(
            Relation(
                a=a.statement.id,
                b=b.statement.id,
                relation=finding.relation,
                confidence=_sure(finding, float(probability[i, j])),
                because=finding.because,
                a_span=finding.a_span,
                b_span=finding.b_span,
            )
        )
    return tuple(relations)


def _sure(finding: Finding, probability: float) -> float:
    """Return how surely a relation holds: what is of two facts disagrees in none."""
    share = probability if finding.relation in DISAGREE else 0.5 + 0.5 * probability
    return round(finding.confidence * share, 4)


def relate(a: Slots, b: Slots, probability: float = 1.0) -> Finding:
    """Return how *b* stands to *a*, by what shows it most surely."""
    return relate_beside(lay_beside(view(a), view(b)), probability)


def relate_beside(beside: Beside, probability: float = 1.0) -> Finding:
    """Return how the second of two statements laid beside each other stands to the first."""
    found = disagreement(beside, relation_model(), probability)
    return found or plan_or_deed(beside.a.slots, beside.b.slots) or _agreement(beside)


def _agreement(beside: Beside) -> Finding:
    """Return *same* or *narrower*, with the details that one of the two, or each, has alone."""
    a, b = beside.a.slots, beside.b.slots
    more, less = _details(a, b), _details(b, a)
    spans = (_extent(a, b), _extent(b, a))
    if a.negated != b.negated:
        because = "One of the two is negated; no sure difference was found."
        return Finding("same" if not more or not less else "narrower", 0.2, because, *spans)
    same = chance(relation_model().same, agreement_numbers(beside))
    if figures_apart(a, b):
        because = "Each gives figures that the other has not, and they were not found to be of one thing: "
        return Finding("narrower", round(1 - same, 4), f"{because}{_listed(more)}; {_listed(less)}.", *spans)
    relation, sure, because = _without_difference(a, b, same, (more, less))
    return Finding(relation, sure, because, *spans)


def _without_difference(
    a: Slots, b: Slots, same: float, details: tuple[Sequence[str], Sequence[str]]
) -> tuple[RelationKind, float, str]:
    """Return the label, how sure it is and why, of two statements that differ in detail at most."""
    more, less = details
    sure = round(1 - same, 4)
    if (TURNS in _lower(a)) != (TURNS in _lower(b)):
        return "narrower", sure, f"Alike but for “{TURNS}”, which one of the two has alone."
    if not more and not less:
        return "same", max(same, SAME_WORDS), "Both say the same in the same words."
    if len(more) == len(less) == 1 and _in_one_place(a, b):
        return "narrower", sure, f"Alike but for {_listed(more)} in the first, {_listed(less)} in the second."
    nearly, fuller = _nearly(a, b, same), _contained(b, a)
    if not nearly and (fuller or _contained(a, b)):
        return (
            "narrower",
            sure,
            _adds(*(("first", "second", more, less) if fuller else ("second", "first", less, more))),
        )
    own = _owned(more, less)
    if same >= LEAST_SAME:
        found = "Both say the same in nearly the same words" if nearly else "No difference was found"
        return "same", same, f"{found}; in words of its own, {own}."
    return "narrower", sure, f"No difference was found; each adds words of its own: {own}."


def _lower(slots: Slots) -> frozenset[str]:
    return frozenset(word.lower for word in slots.words)


def _nearly(a: Slots, b: Slots, same: float) -> bool:
    """Tell whether two statements likely say the same and share most of their words."""
    shared = len(a.meaning & b.meaning)
    return same >= LEAST_SAME and shared >= SAME_SHARE * max(len(a.meaning), len(b.meaning))


def _owned(more: Sequence[str], less: Sequence[str]) -> str:
    """Return the words that each of two statements has alone."""
    return ", ".join(
        f"the {which} {_listed(words)}" for which, words in (("first", more), ("second", less)) if words
    )


def _in_one_place(a: Slots, b: Slots) -> bool:
    """Tell whether what each of two statements has alone stands in the same place of the same words."""
    mine, yours = ([w.stem for w in each.words if w.stem in each.meaning] for each in (a, b))
    codes = difflib.SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes()
    return [tag for tag, *_ in codes if tag != "equal"] == ["replace"]


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
