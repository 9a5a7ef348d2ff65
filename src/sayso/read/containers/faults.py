"""Failures of the same kind in one input: the first are told singly, the rest is counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.model import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

TOLD = 20
"""Failures of one kind that are told singly."""


class Faults:
    """Tells the failures of the input *name*, and sums up at the end those that were too many to tell."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._counts: Counter[str] = Counter()

    def tell(self, kind: str, where: str, sentence: str) -> Iterator[Failure]:
        """Yield the failure at the place *where*, while not too many of its *kind* have been told.

        *kind* ends the sentence "N more rows ...": "have no text and were left out".
        """
        self._counts[kind] += 1
        if self._counts[kind] <= TOLD:
            yield Failure(where, f"{where}: {sentence}")

    def rest(self, what: str) -> Iterator[Failure]:
        """Yield one sentence for each kind of which more were met than told; *what* is "row" or "entry"."""
        for kind, count in self._counts.items():
            if count > TOLD:
                more = count - TOLD
                number = f"1 more {what}" if more == 1 else f"{more:,} more {_plural(what)}"
                yield Failure(self._name, f"{self._name}: {number} {kind}")


def _plural(what: str) -> str:
    return f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
