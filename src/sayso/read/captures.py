"""Captures: bytes as they were read, each once, with what the user said of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from sayso.model import Capture, Failure
from sayso.read.errors import ReadError
from sayso.read.inputs import Input, find_inputs
from sayso.read.kinds import binary_kind, media_type
from sayso.read.supplied import date_problem, is_output, iso_date, read_sidecar, sidecars_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LARGEST_PAGE = 20_000_000
"""Bytes of one page that are read; the longest articles are a hundredth of it."""

_NOTHING_SAID: Mapping[str, str] = {}


def open_captures(
    names: Iterable[str], *, published: Mapping[str, str] = _NOTHING_SAID, stdin: BinaryIO | None = None
) -> Iterator[Capture | Failure]:
    """Read what *names* stand for, one at a time; what cannot be read is a failure, and the rest goes on.

    Args:
        names: files, folders (walked, sorted) and ``-`` for standard input. A file
            given twice is read once.
        published: publication dates by name: as given, the file's name, or its stem,
            the more exact first. They win over a sidecar's and over what the page says.
        stdin: read for ``-`` instead of standard input.

    Yields:
        captures in the order of *names*, with failures at their places. A name in
        *published* that fits no input, or several, and a date that is none, come last as failures.
    """
    names = list(names)
    dates, problems = _dates_of(names, published)
    for found in find_inputs(names):
        if isinstance(found, Failure):
            yield found
            continue
        supplied: dict[str, str] = {}
        if found.path is not None:
            supplied, failures = _sidecar_of(found.path)
            yield from failures
        if found.name in dates:
            supplied["published"] = dates[found.name]
        try:
            yield _open(found, supplied, stdin)
        except ReadError as error:
            yield Failure(found.name, error.sentence)
    yield from (Failure(name, problem) for name, problem in problems)


def usage_problems(names: Iterable[str], published: Mapping[str, str]) -> list[str]:
    """Return one sentence for each date that is none and each name that fits no input, or several.

    Nothing is read but the folders' listings, so that a command can refuse early.
    """
    return [problem for _, problem in _dates_of(list(names), published)[1]]


def _dates_of(names: list[str], published: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the dates by the inputs' names, and ``(name, problem)`` of what is unusable."""
    if not published:
        return {}, []
    ways = _ways_to_name([item.name for item in find_inputs(names) if isinstance(item, Input)])
    dates: dict[str, str] = {}
    exactness: dict[str, int] = {}
    problems: list[tuple[str, str]] = []
    for key, value in published.items():
        way, fits = next(((n, way[key]) for n, way in enumerate(ways) if key in way), (len(ways), []))
        date = iso_date(value)
        if date is None:
            problems.append((key, date_problem(key, value)))
        if len(fits) != 1:
            problems.append((key, _fit_problem(key, fits)))
        elif date is not None and way < exactness.get(fits[0], len(ways)):
            dates[fits[0]], exactness[fits[0]] = date, way
    return dates, problems


def _ways_to_name(inputs: list[str]) -> tuple[dict[str, list[str]], ...]:
    """Return the inputs by what ``--published`` may call them: as given, path, file name, stem."""
    ways: tuple[dict[str, list[str]], ...] = ({}, {}, {}, {})
    for name in inputs:
        path = PurePath(name)
        for way, called in zip(ways, (name, str(path), path.name, path.stem), strict=True):
            way.setdefault(called, []).append(name)
    return ways


def _fit_problem(key: str, fits: list[str]) -> str:
    if not fits:
        return f"{key}: a publication date was given for it, but no input has this name; correct the name"
    others = f" and {len(fits) - 2} more" if len(fits) > 2 else ""
    return f"{key}: {fits[0]} and {fits[1]}{others} have this name; give each its own date by its path"


def _sidecar_of(page: Path) -> tuple[dict[str, str], list[Failure]]:
    """Return what the sidecars of *page* say (``page.html.json`` wins), and what is wrong with them."""
    said: dict[str, str] = {}
    failures: list[Failure] = []
    for sidecar in reversed(sidecars_of(page)):
        if sidecar == page or not sidecar.is_file() or is_output(sidecar):
            continue
        try:
            fields, problems = read_sidecar(sidecar)
        except ReadError as error:
            fields, problems = {}, (error.sentence,)
        said.update(fields)
        failures.extend(Failure(str(sidecar), problem) for problem in problems)
    return said, failures


def _open(found: Input, supplied: Mapping[str, str], stdin: BinaryIO | None) -> Capture:
    name = "standard input" if found.path is None else found.name
    data = _read_stdin(stdin) if found.path is None else _read_file(found.name, found.path)
    if len(data) > LARGEST_PAGE:
        raise ReadError(_too_large(name))
    if not data.strip(b"\x00 \t\r\n\v\f"):
        message = f"{name}: it is empty; give a page with text in it"
        raise ReadError(message)
    if kind := binary_kind(data):
        what, remedy = kind
        message = f"{name}: it is {what}, not a web page or plain text; {remedy}"
        raise ReadError(message)
    suffix = "" if found.path is None else found.path.suffix.lower()
    if suffix in {".json", ".jsonl"} and _is_json(data):
        message = f"{name}: it is JSON, not a web page or plain text; give the page that it describes"
        raise ReadError(message)
    return Capture(
        sha256=hashlib.sha256(data).hexdigest(),
        name=found.name,
        data=data,
        media_type=media_type(data, suffix),
        captured=dt.datetime.now(dt.UTC).replace(microsecond=0),
        supplied=dict(supplied),
    )


def _read_file(name: str, path: Path) -> bytes:
    """Return the bytes of *path*, at most one more than are allowed."""
    try:
        if not path.is_file():
            problem = "it is not a file" if path.exists() else "there is no such file"
            message = f"{name}: {problem}; check the name"
            raise ReadError(message)
        if path.stat().st_size > LARGEST_PAGE:
            raise ReadError(_too_large(name))
        with path.open("rb") as file:
            return file.read(LARGEST_PAGE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{name}: it cannot be read ({reason}); check its name and permissions"
        raise ReadError(message) from error


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    try:
        return (stdin or sys.stdin.buffer).read(LARGEST_PAGE + 1)
    except (OSError, ValueError) as error:
        message = f"standard input: it cannot be read ({error}); pipe a page into it"
        raise ReadError(message) from error


def _too_large(name: str) -> str:
    return (
        f"{name}: it is larger than {LARGEST_PAGE // 1_000_000} MB, which no article is; "
        "give the page of one article, or split the file"
    )


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data.split(b"\n", 1)[0] if data.count(b"\n") > 1 and data[:1] == b"{" else data)
    except (ValueError, RecursionError):
        try:
            json.loads(data)
        except (ValueError, RecursionError):
            return False
    return True
