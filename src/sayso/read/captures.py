"""Captures: bytes as they were read, each once, with what the user said of them."""

from __future__ import annotations

import io
import sys
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from sayso.model import Failure
from sayso.read.containers.budget import Budget
from sayso.read.fetch import Wanted
from sayso.read.givendates import GivenDates
from sayso.read.inputs import STDIN, STDIN_INSIDE, Input, find_inputs
from sayso.read.openers import Source, open_source
from sayso.read.options import ReadOptions
from sayso.read.supplied import is_output, is_sidecar_of, read_sidecar, sidecars_of
from sayso.read.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sayso.model import Capture

_NOTHING_SAID: Mapping[str, str] = {}


def open_captures(
    names: Iterable[str],
    *,
    published: Mapping[str, str] = _NOTHING_SAID,
    stdin: BinaryIO | None = None,
    options: ReadOptions | None = None,
) -> Iterator[Capture | Failure]:
    """Read what *names* stand for, one at a time; what cannot be read is a failure, and the rest goes on.

    Args:
        names: files, folders (walked, sorted), addresses (fetched) and ``-`` for standard
            input. Archives, feeds, tables and mail are opened. What is given twice is read once.
        published: publication dates by name: as given, the file's name, or its stem,
            the more exact first; of what lies in a container its place (``a.zip!/b.html``), or the
            end of that. They win over a sidecar's and over what the page says.
        stdin: read for ``-`` instead of standard input.
        options: how tables are read, and how addresses are fetched.

    Yields:
        captures in the order of *names*, with failures at their places. A name in
        *published* that fits no input, or several, and a date that is none, come last as failures.
    """
    names = list(names)
    dates = GivenDates(names, published)
    with Web(options or ReadOptions()) as web:
        for of_web, group in groupby(find_inputs(names), key=_is_of_web):
            if of_web:
                inputs = (one for one in group if isinstance(one, Input))
                wanted = (Wanted(one.name, supplied=dates.beside(one.name, {})) for one in inputs)
                yield from map(dates.inside, web.open(wanted))
                continue
            for found in group:
                if isinstance(found, Failure):
                    yield found
                    continue
                supplied: dict[str, str] = {}
                if found.path is not None:
                    supplied, failures = _sidecar_of(found.path)
                    yield from failures
                opened = _opened(found, dates.beside(found.name, supplied), stdin, web)
                yield from map(dates.inside, opened)
    yield from (Failure(name, problem) for name, problem in dates.unused())


def _is_of_web(found: Input | Failure) -> bool:
    return isinstance(found, Input) and found.of_web


def usage_problems(names: Iterable[str], published: Mapping[str, str]) -> list[str]:
    """Return one sentence for each date that is none and each name that fits no input, or several.

    Little is read but the folders' listings, so that a command can refuse early: whether a name
    fits something inside an archive or a table shows later.
    """
    return [problem for _, problem in GivenDates(list(names), published).problems]


def _sidecar_of(page: Path) -> tuple[dict[str, str], list[Failure]]:
    """Return what the sidecars of *page* say (``page.html.json`` wins), and what is wrong with them."""
    said: dict[str, str] = {}
    failures: list[Failure] = []
    for sidecar in reversed(sidecars_of(page)):
        if not is_sidecar_of(sidecar, page) or is_output(sidecar):
            continue
        fields, problems = read_sidecar(sidecar)
        said.update(fields)
        failures.extend(Failure(str(sidecar), problem) for problem in problems)
    return said, failures


def _opened(
    found: Input, supplied: Mapping[str, str], stdin: BinaryIO | None, web: Web
) -> Iterator[Capture | Failure]:
    """Yield the pages in a file or in standard input."""
    if found.path is None:
        stream = stdin or sys.stdin.buffer
        budget, stream = _budget_of(stream)
        yield from map(_of_stdin, open_source(Source(stream, STDIN, supplied=supplied), budget, web))
        return
    try:
        if not found.path.is_file():
            problem = "it is not a file" if found.path.exists() else "there is no such file"
            yield Failure(found.name, f"{found.name}: {problem}; check the name")
            return
        with found.path.open("rb") as file:
            web.options.opened(file)
            suffix = found.path.suffix.lower()
            budget = Budget().within(found.path.stat().st_size)
            yield from open_source(Source(file, found.name, suffix, found.path, supplied), budget, web)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problem = f"{found.name}: it cannot be read ({reason}); check its name and permissions"
        yield Failure(found.name, problem)


def _of_stdin(found: Capture | Failure) -> Capture | Failure:
    """Return *found* with standard input as a whole called as everywhere else."""
    if not isinstance(found, Failure):
        return found
    inside, sentence = f"{STDIN_INSIDE}: ", found.problem
    if sentence.startswith(inside):
        sentence = "standard input: " + sentence.removeprefix(inside)
    return Failure(STDIN if found.name == STDIN_INSIDE else found.name, sentence)


def _budget_of(stdin: BinaryIO) -> tuple[Budget, BinaryIO]:
    """Return the budget for standard input, by its size where it is a file, and what to read it from."""
    try:
        at = stdin.tell()
        size = stdin.seek(0, io.SEEK_END) - at
        stdin.seek(at)
    except (OSError, ValueError):
        return Budget().piped(stdin)
    return Budget().within(size), stdin
