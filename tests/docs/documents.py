"""The documents, and the commands and examples they show."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])

PROMPT = "$ "
CONTINUATION = "> "
ANYTHING = "..."
"""In an expected output: any text, over lines too."""

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```\s*$", re.DOTALL | re.MULTILINE)


class Fence(NamedTuple):
    """One fenced block of a document: its language, text and first line's number."""

    language: str
    text: str
    line: int


@dataclass
class Command:
    """A command after a prompt, and the output that is shown below it (``""``: none is shown)."""

    line: str
    output: str = ""
    shows_code: bool = field(default=False)


def fences(document: Path, language: str) -> Iterator[Fence]:
    """Yield the fenced blocks of *document* in *language*, in order."""
    text = document.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        if found[1] == language:
            yield Fence(found[1], found[2], text.count("\n", 0, found.start(2)) + 1)


def commands(session: str) -> list[Command]:
    """Return the commands of a console session; ``echo $?`` marks the one before it instead of running.

    A command may go on over lines that end in a backslash, with or without a ``>`` prompt.
    """
    found: list[Command] = []
    open_line = False
    for line in session.splitlines():
        if open_line:
            found[-1].line += "\n" + line.removeprefix(CONTINUATION)
        elif line.startswith(PROMPT):
            found.append(Command(line.removeprefix(PROMPT)))
        elif found:
            found[-1].output += line + "\n"
            continue
        else:
            message = f"a console block starts with output instead of a prompt: {line!r}"
            raise ValueError(message)
        open_line = found[-1].line.endswith("\\")
    for before, after in itertools.pairwise(found):
        before.shows_code = after.line == "echo $?"
    return found


def agrees(expected: str, printed: str) -> bool:
    """Tell whether *printed* is *expected*, where ``...`` stands for anything.

    Any white space equals any other, so that a sentence may wrap elsewhere.
    """
    pieces = [" ".join(piece.split()) for piece in expected.split(ANYTHING)]
    rest = " ".join(printed.split())
    if len(pieces) == 1:
        return rest == pieces[0]
    first, *between, last = pieces
    if not (rest.startswith(first) and rest.endswith(last)) or len(rest) < len(first) + len(last):
        return False
    rest = rest[len(first) : len(rest) - len(last)]
    for piece in between:
        _, found, rest = rest.partition(piece) if piece else ("", "-", rest)
        if not found:
            return False
    return True
