"""Whether a stretch of text is hedged or negated.

Hedges are looked up (``data/hedges.en.txt``); negation is read off the parse: a
"not" or "no" at the stretch's main verb or its arguments, or a cue that denies.
"""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

NEGATIVE_WORDS = frozenset({"no", "none", "nobody", "nothing", "never", "neither", "nor", "without"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj"})


@functools.cache
def _hedges() -> frozenset[str]:
    text = files("sayso.extract").joinpath("data", "hedges.en.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def is_hedged(tokens: Sequence[Token]) -> bool:
    """Say whether a hedge stands in *tokens* (the month May is none)."""
    return any(token.lower_ in _hedges() and token.ent_type_ != "DATE" for token in tokens)


def is_negated(tokens: Sequence[Token]) -> bool:
    """Say whether the main verb of *tokens*, or an argument of it, is negated."""
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head == token]
    verbs = [token for token in heads if token.pos_ in ("VERB", "AUX")] or heads
    return any(_negates(child) for verb in verbs for child in verb.children if child.i in inside)


def _negates(child: Token) -> bool:
    if child.dep_ == "neg" or (
        child.lower_ in NEGATIVE_WORDS and child.dep_ in ("det", "advmod", *ARGUMENTS)
    ):
        return True
    return child.dep_ in ARGUMENTS and any(
        grandchild.dep_ == "det" and grandchild.lower_ in NEGATIVE_WORDS for grandchild in child.children
    )
