"""From names on a command line to the files to read: folders walked, each file once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Failure
from sayso.read.fetch import is_address
from sayso.read.formats import SUFFIXES
from sayso.read.kinds import HEAD, PAGE_SUFFIXES, TEXT_SUFFIXES, binary_kind, looks_like_html
from sayso.read.supplied import is_sidecar_of, sidecars_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"

STDIN_INSIDE = "stdin"
"""What standard input is called in the places of what lies in it: ``stdin!/a.html``."""

_DOCUMENT_SUFFIXES = frozenset({".doc", ".docx", ".odt", ".rtf", ".epub"})
"""What someone may take for a page: listed as a failure when found in a folder, not skipped."""

_SAVED_SUFFIXES = frozenset({".mhtml", ".mht", ".pdf", ".eml"})
"""Pages of other kinds, of which a sidecar may say something."""

_NEVER_PAGES = frozenset(
    {".json", ".csv", ".tsv", ".xml", ".css", ".js", ".mjs", ".map", ".log", ".toml", ".yaml"}
    | {".yml", ".ini", ".cfg", ".py", ".sh", ".svg", ".ann", ".bib", ".lock", ".sql", ".tex"}
)


class Input(NamedTuple):
    """One input under the name it is known by; ``path`` is ``None`` for standard input and for addresses."""

    name: str
    path: Path | None
    of_web: bool = False


def find_inputs(names: Iterable[str]) -> Iterator[Input | Failure]:
    """Yield the files that *names* stand for, each once, in the order given; folders sorted.

    A folder gives its pages and texts; hidden files, sidecars and what a browser
    saved along with a page (``page_files/``) are passed over.
    """
    seen: set[str] = set()
    for found in _all_inputs(names):
        if isinstance(found, Input):
            key = found.name if found.path is None else _real_path(found.path)
            if key in seen:
                continue
            seen.add(key)
        yield found


def _all_inputs(names: Iterable[str]) -> Iterator[Input | Failure]:
    for name in names:
        if name == STDIN:
            yield Input(STDIN, None)
            continue
        try:
            path = Path(name)
            if is_address(name) and not path.exists():
                yield Input(name, None, of_web=True)
            elif path.is_dir():
                yield from _pages_in(path)
            elif not _is_sidecar(path):
                yield Input(name, path)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            yield Failure(name, f"{name!r} is not a usable file name ({reason}); correct it")


def _real_path(path: Path) -> str:
    """Return where *path* leads, or its own name where no system can say."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def _is_sidecar(path: Path) -> bool:
    """Return whether *path* only accompanies a page, as in ``sayso compare pages/*``."""
    if path.suffix.lower() != ".json":
        return False
    pages = map(path.with_suffix, ("", *sorted(PAGE_SUFFIXES | TEXT_SUFFIXES | _SAVED_SUFFIXES)))
    return any(page.is_file() and path in sidecars_of(page) and is_sidecar_of(path, page) for page in pages)


def _pages_in(folder: Path) -> Iterator[Input | Failure]:
    count = 0
    unreadable: list[OSError] = []
    visited: set[str] = set()
    for where, folders, files in os.walk(folder, followlinks=True, onerror=unreadable.append):
        real = os.path.realpath(where)
        if real in visited:
            folders.clear()
            continue
        visited.add(real)
        folders[:] = sorted(name for name in folders if not _passed_over(where, name, files))
        for name in sorted(files):
            path = Path(where, name)
            if not name.startswith(".") and _is_page(path):
                count += 1
                yield Input(str(path), path)
    for error in unreadable:
        yield Failure(
            str(error.filename),
            f"{error.filename}: the folder cannot be read ({error.strerror}); check its permissions",
        )
    if count == 0 and not unreadable:
        yield Failure(str(folder), f"{folder}: the folder holds no page; put .txt or .html files in it")


def _passed_over(where: str, name: str, files: list[str]) -> bool:
    if name.startswith("."):
        return True
    stem = name.removesuffix("_files")
    saved_with_page = stem != name and any(stem + suffix in files for suffix in PAGE_SUFFIXES)
    return saved_with_page or not os.access(Path(where, name), os.F_OK)


def _is_page(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix in PAGE_SUFFIXES | TEXT_SUFFIXES | _DOCUMENT_SUFFIXES | SUFFIXES.keys():
        return True
    if suffix in _NEVER_PAGES or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return suffix == ""
    return looks_like_html(head) or (suffix == "" and bool(head) and binary_kind(head) is None)
