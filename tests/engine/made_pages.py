"""Steps that stand in for reading and extracting, which a worker process can import by name."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from sayso import model
from sayso.engine.work import Outcome

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
