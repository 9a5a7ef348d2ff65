"""Ask a public reader of numbers or times, in an interpreter that has it, what it finds."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Document

SCRIPT = Path(__file__).resolve().parent / "quantities_peers.py"
NOT_INSTALLED = 3
Found = tuple[int, int, float | None, float | None, str | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one peer found: its version, CPU seconds, and by document id its finds."""

    version: str
    seconds: float
    found: dict[str, list[Found]]


def ask(name: str, documents: Iterable[Document], python: str) -> Answer | None:
    """Run the reader *name* over documents with the interpreter *python*; ``None``: not installed.

    Raises:
        RuntimeError: the reader ended with an error.
    """
    texts = {d.id: {"text": d.text, "published": d.published and d.published.value[:10]} for d in documents}
    done = subprocess.run(  # noqa: S603 - the interpreter is named by whoever runs the bench
        [python, str(SCRIPT), name], input=json.dumps(texts), capture_output=True, text=True, check=False
    )
    if done.returncode == NOT_INSTALLED:
        return None
    if done.returncode:
        message = f"{name} failed: {done.stderr.strip().splitlines()[-1:]}"
        raise RuntimeError(message)
    answer: dict[str, Any] = json.loads(done.stdout)
    found = {key: [tuple(item) for item in items] for key, items in answer["found"].items()}
    return Answer(answer["version"], answer["seconds"], found)
