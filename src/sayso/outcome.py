"""How a command ends: its exit code, and what it says on stderr of what went wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Failure

DONE, SOME_FAILED, NOT_POSSIBLE, NOTHING_READ = 0, 1, 2, 3
BUG, INTERRUPTED, BROKEN_PIPE = 70, 130, 141

MOST_TOLD = 20
"""Notes that are told singly: of a folder of archives each has one."""


def finish(failed: Iterable[Failure], *, read: int) -> int:
    """Name what failed on stderr and return the exit code."""
    code = DONE if read else NOTHING_READ
    for failure in failed:
        name(failure)
        code = code or SOME_FAILED
    if not read:
        click.echo("sayso: nothing could be read", err=True)
    return code


def name(failure: Failure) -> None:
    """Say on stderr what is wrong with an input."""
    click.echo(f"sayso: {failure.problem}", err=True)


def notice(sentence: str, *, quiet: bool) -> None:
    """Say something on stderr, unless it is to be quiet."""
    if not quiet:
        click.echo(f"sayso: {sentence}", err=True)


def tell(sentences: Sequence[str], *, quiet: bool) -> None:
    """Say on stderr what is worth knowing of the inputs and no failure, unless it is to be quiet.

    The first :data:`MOST_TOLD` are told, the rest counted.
    """
    for sentence in sentences[:MOST_TOLD]:
        notice(sentence, quiet=quiet)
    if more := len(sentences) - min(len(sentences), MOST_TOLD):
        notice(f"{more:,} more notes of this kind are not shown", quiet=quiet)


def tell_object(sentence: str) -> None:
    """Say on stderr what is worth knowing of the inputs to a program that reads objects there."""
    click.echo(json.dumps({"note": sentence}), err=True)
