"""Steps that stand in for reading and extracting, which a worker process can import by name."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from sayso import model
from sayso.engine.work import Outcome, work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.engine.work import Item


def captures(number: int, size: int = 10) -> list[model.Capture]:
    """Return captures of pages of *size* bytes, the last bytes of each its number."""
    texts = [f"{'x' * size}{n:04}".encode() for n in range(number)]
    return [
        model.Capture(hashlib.sha256(text).hexdigest(), f"{n}.txt", text, "text/plain")
        for n, text in enumerate(texts)
    ]


def echo(batch: Sequence[Item], attribution: str) -> list[Outcome]:
    """Answer with what came, and which process answers."""
    return [Outcome(model.Failure(item.name, f"{attribution} {len(batch)} {os.getpid()}")) for item in batch]


def die_at_3(batch: Sequence[Item], attribution: str) -> list[Outcome]:
    """End the process, as the system does when memory runs out, at the page 3.txt."""
    if any(item.name == "3.txt" for item in batch):
        os._exit(9)
    return echo(batch, attribution)


def words_known(batch: Sequence[Item], attribution: str) -> list[Outcome]:
    """Work on pages as they are worked on, and answer how many strings the parser knows afterwards."""
    from sayso.extract.parse import pipeline  # noqa: PLC0415 - spaCy is for the worker that parses

    work(batch, attribution)
    return [Outcome(model.Failure(item.name, f"{len(pipeline().vocab.strings)}")) for item in batch]


def news(number: int) -> list[model.Capture]:
    """Return captures of *number* pages, each with fifty words that no other has."""
    pages = []
    for n in range(number):
        own = f"{chr(97 + n % 26)}{chr(97 + n // 26)}"
        words = " ".join(f"{own}{chr(97 + k % 26)}qv{'ae'[k // 26]}lk" for k in range(50))
        text = f"Ferry sinks\n\nThe mayor of Norhaven said that the ferry {words} sank on Friday.\n".encode()
        known = {"language": "en"}
        pages.append(
            model.Capture(hashlib.sha256(text).hexdigest(), f"{n}.txt", text, "text/plain", supplied=known)
        )
    return pages
