"""What a batch taught the parser's vocabulary is forgotten with it, in processes that do nothing else.

spaCy keeps every word that it has ever met, so that a process which reads a million pages
holds every misspelling of them. Inside its memory zone new words are freed at the end. Two threads
that parse at once would free each other's words, so it is done in worker processes alone,
which have one.
"""

from __future__ import annotations

import multiprocessing
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def forgetting() -> Iterator[None]:
    """Free what is parsed inside when it is left, if this is a worker process: no parse may outlive it."""
    if multiprocessing.parent_process() is None:
        yield
        return
    from sayso.extract.parse import pipeline  # noqa: PLC0415 - two seconds that only workers should pay

    with pipeline().memory_zone():
        yield
