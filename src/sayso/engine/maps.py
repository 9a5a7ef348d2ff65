"""The map over captures: few in this process, many in a pool of them, always in order."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

from sayso.engine.pool import map_pooled
from sayso.engine.work import Item, Outcome, work
from sayso.model import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.engine.pool import Step

BATCH_PAGES = 16
"""Pages worked on together: the parser gains nothing from more."""

BATCH_WEIGHT = 120_000
"""Bytes of text at which a batch closes early, some three seconds of work."""

POOL_WEIGHT = 480_000
"""Bytes of text from which a pool pays: a new process loads its models for about three seconds,
and one process reads about 40,000 bytes of text a second."""

MARKUP_SHARE = 8
"""A web page's bytes are about eight times those of its text."""


def map_captures(
    items: Iterable[Item], *, attribution: str = "tagger", workers: int | None = None, step: Step = work
) -> Iterator[Outcome]:
    """Yield what became of each input, in the order of *items*, which are drawn as they are needed.

    The outcome does not depend on *workers*. Call it under ``if __name__ == "__main__"``
    in a script that may use several processes: each of them imports the script.

    Args:
        items: captures, and failures that are passed on at their places.
        attribution: how attributions are found.
        workers: processes; 1 = this one. By default this one where the inputs are
            few, else one a core.
        step: the work on one batch; a function that another process can import.
    """
    drawn, rest = _draw(iter(items), POOL_WEIGHT)
    if rest is None:
        count = min(workers or 1, len(drawn))
        batches: Iterable[list[Item]] = _shares(drawn, count)
    else:
        count = workers or cores()
        batches = _batches(chain(drawn, rest))
    if count <= 1:
        for batch in batches:
            yield from step(batch, attribution)
    else:
        yield from map_pooled(batches, step, attribution, count)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _weight(item: Item) -> int:
    """Return about how many bytes of text an input has."""
    if isinstance(item, Failure):
        return 0
    return len(item.data) // (MARKUP_SHARE if item.media_type == "text/html" else 1)


def _draw(items: Iterator[Item], weight: int) -> tuple[list[Item], Iterator[Item] | None]:
    """Draw inputs until they weigh *weight*; return them and the rest, ``None`` if there is none."""
    drawn: list[Item] = []
    for item in items:
        drawn.append(item)
        weight -= _weight(item)
        if weight <= 0:
            return drawn, items
    return drawn, None


def _shares(items: Sequence[Item], count: int) -> Iterator[list[Item]]:
    """Split a few inputs into batches, one at least for each of *count* workers."""
    size = min(BATCH_PAGES, -(-len(items) // max(count, 1)))
    for start in range(0, len(items), max(size, 1)):
        yield list(items[start : start + size])


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Gather inputs into batches of at most :data:`BATCH_PAGES` and about :data:`BATCH_WEIGHT`."""
    batch: list[Item] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += _weight(item)
        if len(batch) >= BATCH_PAGES or weight >= BATCH_WEIGHT:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch
