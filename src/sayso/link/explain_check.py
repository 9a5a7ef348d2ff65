"""What is stored of claims and look-alikes held against what linking their story again gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Claim, LookAlike, Origin, Relation

TOLERANCE = 1e-4
"""How far two numbers may be apart that are rounded to four decimals, and be called equal."""


def claim_differences(claim: Claim, again: Claim | None, origins: Sequence[Origin]) -> Iterator[str]:
    """Yield a sentence on each thing in which a claim is stored otherwise than it is found *again*.

    *origins* are those found again for the claim's stored statements.
    """
    name = f"Claim {claim.id}"
    if again is None:
        yield f"{name} is stored, and linking its story again does not give it."
    else:
        if _apart(claim.confidence, again.confidence):
            yield f"{name} is stored with confidence {_four(claim)}, and found again with {_four(again)}."
        yield from _relation_differences(claim.relations, again.relations)
    if tuple(origins) != claim.origins:
        yield (
            f"{name} is stored with {_told(claim.origins)}, and tracing it again gives {_told(origins)}, "
            "or other evidence for them."
        )


def lookalike_differences(pair: LookAlike, again: LookAlike | None) -> Iterator[str]:
    """Yield a sentence where a look-alike is stored otherwise than it is found *again*."""
    name = f"The look-alike {pair.a} {pair.b}"
    if again is None:
        yield f"{name} is stored, and not found again."
    elif _apart(pair.confidence, again.confidence) or pair.because != again.because:
        yield f"{name} is stored with {_four(pair)}, and found again with {_four(again)}: {again.because}"


def _relation_differences(stored: Sequence[Relation], again: Sequence[Relation]) -> Iterator[str]:
    found = {(each.a, each.b): each for each in again}
    for one in stored:
        name = f"The relation {one.a} {one.b} is stored as {one.relation}"
        other = found.pop((one.a, one.b), None)
        if other is None:
            yield f"{name}, and not found again."
        elif (other.relation, other.because) != (one.relation, one.because):
            yield f"{name} ({one.because}), and found again as {other.relation} ({other.because})"
        elif _apart(one.confidence, other.confidence):
            yield f"{name} with confidence {_four(one)}, and found again with {_four(other)}."
    for one in found.values():
        yield f"The relation {one.a} {one.b} is not stored, and found again as {one.relation}."


def _apart(one: float, other: float) -> bool:
    return abs(one - other) > TOLERANCE


def _four(row: Claim | Relation | LookAlike) -> str:
    return f"{row.confidence:.4f}"


def _told(origins: Sequence[Origin]) -> str:
    names = ", ".join(origin.name for origin in origins) or "none"
    return f"{len(origins)} origin{'' if len(origins) == 1 else 's'} ({names})"
