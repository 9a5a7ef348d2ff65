"""Bytes of any length as lines, piece by piece: mailboxes and saved pages are laid out by lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.read.containers.budget import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.containers.budget import Budget, Readable


def byte_lines(source: Readable, name: str, budget: Budget) -> Iterator[bytes]:
    """Yield the lines of *source* with their ends; one that is longer than a chunk comes in pieces.

    Raises:
        SpentError: the input *name* is over the budget.
        OSError, EOFError, ValueError: what *source* raises where it is damaged.
    """
    rest = b""
    while chunk := source.read(CHUNK):
        budget.arrive(name, len(chunk))
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        yield from (line + b"\n" for line in lines)
        if len(rest) > CHUNK:
            yield rest
            rest = b""
    if rest:
        yield rest
