"""Clauses of a statement: who or what a clause speaks of, as far as its words show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.link.slots import Slots, Word

CLAUSE_EDGE = re.compile(
    r"[,;:.!?\u2026\u2013\u2014\"\u201c\u201d()]|\b(?:but|because|when|while|whereas|although|though|if|as|since|that)\b",
    re.IGNORECASE,
)
"""What parts a clause from the one before; "and" may join two subjects."""


def subject_of(slots: Slots, word: Word) -> frozenset[str]:
    """Return the stems of who or what the clause before *word* speaks of.

    The names next before it, with those joined to them by "and"; without a name, the
    first word that carries meaning. Empty where the clause has none ("he has not").
    """
    start = slots.statement.start
    before = slots.statement.text[: word.start - start]
    edge = max((match.end() for match in CLAUSE_EDGE.finditer(before)), default=0) + start
    clause = [w for w in slots.words if edge <= w.start < word.start]
    named = [w for w in clause if w.stem in slots.names]
    if not named:
        return frozenset([w.stem for w in clause if w.stem in slots.meaning][:1])
    group = [named[-1]]
    for one in reversed(named[:-1]):
        between = slots.statement.text[one.end - start : group[-1].start - start]
        if between.strip() not in {"", "and", "or", "&"}:
            break
        group.append(one)
    return frozenset(w.stem for w in group)
