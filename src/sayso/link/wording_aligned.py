"""Words that stand for each other because statements of one claim use them in the same place."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from sayso.link.quantities import SAME_SORT, meaning_likeness
from sayso.link.wording_concepts import generic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.link.wording_uses import Use
    from sayso.model import Claim, Figure, Statement

REACH = 2
"""Code points between a figure and the phrase it counts."""


def aligned(
    claims: Sequence[Claim],
    statements: Mapping[str, Statement],
    uses: Mapping[str, Sequence[Use]],
) -> Iterator[tuple[Use, Use]]:
    """Yield pairs of uses, of different outlets and heads, that name one thing in a claim.

    Two uses do when the same figure counts them, or when the same modifiers (no
    country) stand before nouns of like meaning (a secret trip, a secret visit; no nuclear
    test and nuclear weapon), in two statements that were joined into one claim.
    *uses* are those of nouns, by document.
    """
    for claim in claims:
        members = [statements[key] for key in claim.statements if key in statements]
        for left, right in combinations(members, 2):
            if left.document != right.document:
                yield from _pairs(left, _within(left, uses), right, _within(right, uses))


def _within(statement: Statement, uses: Mapping[str, Sequence[Use]]) -> list[Use]:
    found = uses.get(statement.document, ())
    return [use for use in found if statement.start <= use.start and use.end <= statement.end]


def _pairs(
    left: Statement, ours: list[Use], right: Statement, theirs: list[Use]
) -> Iterator[tuple[Use, Use]]:
    for a, b in product(ours, theirs):
        if a.outlet == b.outlet or a.head == b.head or a.country != b.country or {a.head, b.head} & generic():
            continue
        same_modifiers = a.modifiers == b.modifiers and a.modifiers
        if (same_modifiers and meaning_likeness(a.head, b.head) >= SAME_SORT) or _same_figure(
            _figure(left, a), _figure(right, b)
        ):
            yield a, b


def _figure(statement: Statement, use: Use) -> Figure | None:
    """Return the figure that counts a phrase: the one that ends where the phrase starts."""
    for figure in statement.figures:
        if figure.kind == "count" and 0 <= use.start - figure.end <= REACH:
            return figure
    return None


def _same_figure(a: Figure | None, b: Figure | None) -> bool:
    return a is not None and b is not None and (a.low, a.high) == (b.low, b.high)
