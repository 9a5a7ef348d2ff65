"""Clauses of a statement: who or what a clause speaks of, as far as its words show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.link.words import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.link.slots import Slots, Word

CLAUSE_EDGE = re.compile(
    r"[,;:.!?\u2026\u2013\u2014\"\u201c\u201d()]|\b(?:but|because|when|while|whereas|although|though|if|as|since|that)\b",
    re.IGNORECASE,
)
"""What parts a clause from the one before; "and" may join two subjects."""

SENTENCE_EDGE = re.compile(r"[;:.!?\u2026\"\u201c\u201d]\s")
"""What no subject reaches across."""

VERBAL = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will"}
    | {"would", "all", "both", "also"}
)
"""What may stand alone between a comma and a verb whose subject comes before the comma."""

SUPPOSED = frozenset({"would", "could", "might", "should"})
"""Words before "not have" by which a thing is only thought of: "would not have left if ..."."""


def subject_of(slots: Slots, word: Word) -> frozenset[str]:
    """Return the stems of who or what the clause before *word* speaks of.

    The names next before it, with those joined to them by "and"; without a name, the
    first word that carries meaning. Empty where the clause has none ("he has not"). Where
    a comma parts the subject from its verb ("the stars, including Ada Fir, are all ..."),
    all names before it in the sentence.
    """
    start = slots.statement.start
    before = slots.statement.text[: word.start - start]
    edge = max((match.end() for match in CLAUSE_EDGE.finditer(before)), default=0) + start
    clause = [w for w in slots.words if edge <= w.start < word.start]
    named = [w for w in clause if w.stem in slots.names]
    if not named and clause and all(w.lower in VERBAL | lexicon("negation") for w in clause):
        first = max((match.end() for match in SENTENCE_EDGE.finditer(before)), default=0) + start
        return frozenset(w.stem for w in slots.words if first <= w.start < edge and w.stem in slots.names)
    if not named:
        return frozenset([w.stem for w in clause if w.stem in slots.meaning][:1])
    group = [named[-1]]
    for one in reversed(named[:-1]):
        between = slots.statement.text[one.end - start : group[-1].start - start]
        if between.strip() not in {"", "and", "or", "&"}:
            break
        group.append(one)
    return frozenset(w.stem for w in group)


def supposed(words: Sequence[Word], at: int) -> bool:
    """Tell whether the negator at *at* denies what is only thought of: "would not have left"."""
    before, after = words[max(0, at - 1) : at], words[at + 1 : at + 2]
    return any(w.lower in SUPPOSED for w in before) and any(w.lower == "have" for w in after)
