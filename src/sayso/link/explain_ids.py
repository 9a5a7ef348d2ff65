"""Ids as a reader gives them: whole or by their first characters, of one row or of two statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.model import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model import Claim, Ledger, Origin

Kind = Literal["claim", "statement", "origin", "page", "story"]
MOST_NAMED = 5
"""Ids that a sentence on what was not found lists."""

LEAST_ALIKE = 2
"""First characters that an id must share with what was given to be suggested."""


class UnknownIdError(ValueError):
    """What was given is no id of the ledger, or that of several rows; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be explained: one row, or the pair of two statements."""

    kind: Kind | Literal["pair"]
    ids: tuple[str, ...]


def origin_id(claim: Claim, origin: Origin) -> str:
    """Return the id of an origin: it is that of its statements in its claim, and survives a rerun."""
    return identity("origin", claim.id, *sorted(origin.statements))


def find_target(ledger: Ledger, given: Sequence[str]) -> Target:
    """Return what *given* (ids, or two ids in one word) means in *ledger*.

    Raises:
        UnknownIdError: it means nothing, several rows, or what has nothing to explain.
    """
    kinds = _kinds(ledger)
    words = [word for one in given for word in one.split()]
    found = tuple(_whole(word, kinds) for word in words)
    if len(found) == 1 and kinds[found[0]] not in {"page", "story"}:
        return Target(kinds[found[0]], found)
    if len(found) == 1:
        message = (
            f"{found[0]} is the id of a {kinds[found[0]]}; give that of a claim, a statement or an origin"
        )
        raise UnknownIdError(message)
    if len(found) != 2 or len(set(found)) != 2:
        message = f"{len(words)} ids are too many or too few; give one, or those of two different statements"
        raise UnknownIdError(message)
    for one in found:
        if kinds[one] != "statement":
            message = f"{one} is the id of a {kinds[one]}; two ids must be those of two statements"
            raise UnknownIdError(message)
    return Target("pair", found)


def _kinds(ledger: Ledger) -> dict[str, Kind]:
    """Return every id of a ledger with what it is the id of."""
    kinds: dict[str, Kind] = {story.id: "story" for story in ledger.stories}
    kinds |= dict.fromkeys((document.id for document in ledger.documents), "page")
    kinds |= {origin_id(claim, one): "origin" for claim in ledger.claims for one in claim.origins}
    kinds |= dict.fromkeys((statement.id for statement in ledger.statements), "statement")
    kinds |= dict.fromkeys((claim.id for claim in ledger.claims), "claim")
    return kinds


def _whole(word: str, kinds: Mapping[str, Kind]) -> str:
    """Return the id that *word* is, or the only one that starts so."""
    if word in kinds:
        return word
    found = sorted(key for key in kinds if key.startswith(word.lower()))
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{word} is the start of {len(found)} ids ({_listed(found, kinds)}); give more of it"
        raise UnknownIdError(message)
    near = _near(word.lower(), kinds)
    hint = f"; near it: {_listed(near, kinds)}" if near else ""
    message = f"no claim, statement or origin has the id {word}{hint}"
    raise UnknownIdError(message)


def _near(word: str, kinds: Iterable[str]) -> list[str]:
    """Return the ids that share the most first characters with *word*."""
    for length in range(len(word) - 1, LEAST_ALIKE - 1, -1):
        found = sorted(key for key in kinds if key.startswith(word[:length]))
        if found:
            return found
    return []


def _listed(keys: Sequence[str], kinds: Mapping[str, Kind]) -> str:
    more = f" and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""
    return ", ".join(f"{kinds[key]} {key}" for key in keys[:MOST_NAMED]) + more
