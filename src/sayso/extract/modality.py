"""What becomes of a content between its own words and its cue: negated, denied, said with reserve.

Negation is read by :mod:`sayso.extract.negation`, reserve by :mod:`sayso.extract.hedges`.
A cue adds its own: one of denial denies, one of thought holds back; and one that is
negated takes back what it would have given (Saurí and Pustejovsky, "FactBank", 2009):
"does not believe that" denies, as the negation of such verbs is heard in their clause
(neg-raising: Horn 1978), while "did not say that" only does not assert.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.hedges import is_hedged
from sayso.extract.negation import cue_is_negated, is_negated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.extract.lexicon import CueKind

__all__ = ["is_denied", "is_hedged", "is_negated", "is_reserved"]


def is_denied(kind: CueKind, cue: Sequence[Token]) -> bool:
    """Say whether a source denies what its cue introduces; no *cue* is printed where it is empty."""
    taken_back = bool(cue) and cue_is_negated(cue)
    if kind.stance == "denying":
        return not taken_back
    return taken_back and kind.cue_class == "thought" and kind.stance == "neutral"


def is_reserved(kind: CueKind, cue: Sequence[Token], *, clausal: bool) -> bool:
    """Say whether a source does not stand by what its cue introduces: it thinks so, or did not say so.

    What is thought of is no reserve where it is not a clause (*clausal*): who prefers a plan does so.
    """
    if kind.stance in ("factive", "asserting"):
        return False
    thinks = kind.cue_class == "thought" and clausal
    return thinks or (bool(cue) and kind.cue_class in ("speech", "document") and cue_is_negated(cue))
