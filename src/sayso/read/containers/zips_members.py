"""Which files of an archive are worth reading, and what others in it say of them: as in a folder."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sayso.read.formats import SUFFIXES
from sayso.read.kinds import HEAD, PAGE_SUFFIXES, TEXT_SUFFIXES, binary_kind, looks_like_html

if TYPE_CHECKING:
    from collections.abc import Collection

_OFFICE_SUFFIXES = frozenset({".doc", ".docx", ".odt", ".rtf", ".epub"})
"""What someone may take for a page: told of where it is found, not passed over."""

_READ = PAGE_SUFFIXES | TEXT_SUFFIXES | _OFFICE_SUFFIXES | SUFFIXES.keys()

_NEVER_READ = frozenset(
    {".json", ".csv", ".tsv", ".xml", ".css", ".js", ".mjs", ".map", ".log", ".toml", ".yaml", ".yml", ".ini"}
    | {".cfg", ".py", ".sh", ".svg", ".ann", ".bib", ".lock", ".sql", ".tex", ".png", ".jpg", ".jpeg", ".gif"}
    | {".webp", ".avif", ".ico", ".bmp", ".tif", ".tiff", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3"}
    | {".mp4", ".m4a", ".mov", ".avi", ".webm", ".ogg", ".wav", ".exe", ".dll", ".so", ".pyc", ".db"}
)

_LONGEST_PATH = 4096
"""Characters; no system has files with longer names, and looking at all their parents would take long."""

_FILES = "_files"
"""Ends the folder that a browser saves beside a page, with what belongs to it."""


def is_passed_over(name: str, names: Collection[str]) -> bool:
    """Return whether the file *name*, one of *names*, belongs to others: hidden, a system's, saved along."""
    parts = name.replace("\\", "/").split("/")
    if any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in parts):
        return True
    for depth, part in enumerate(parts[:-1] if len(name) <= _LONGEST_PATH else ()):
        stem = part.removesuffix(_FILES)
        before = "/".join([*parts[:depth], stem])
        if stem != part and any(before + suffix in names for suffix in PAGE_SUFFIXES):
            return True
    return is_sidecar(name, names)


def is_sidecar(name: str, names: Collection[str]) -> bool:
    """Return whether *name* only accompanies a page: ``a.html.json`` or ``a.json`` beside ``a.html``."""
    stem = _without_json(name)
    return stem is not None and (
        stem in names or any(stem + suffix in names for suffix in PAGE_SUFFIXES | TEXT_SUFFIXES)
    )


def sidecars_in(name: str, names: Collection[str]) -> tuple[str, ...]:
    """Return the sidecars of the page *name* that are among *names*, the one that wins last."""
    path = PurePosixPath(name)
    stem = name.removesuffix(path.suffix) if path.suffix else name
    candidates = dict.fromkeys((f"{stem}.json", f"{name}.json"))
    return tuple(one for one in candidates if one in names and one != name)


def is_exact(sidecar: str, names: Collection[str]) -> bool:
    """Return whether *sidecar* bears the whole name of a page, ``a.html.json``, and so is one for certain."""
    return _without_json(sidecar) in names


def _without_json(name: str) -> str | None:
    return name[: -len(".json")] if name.lower().endswith(".json") else None


def may_be_read(name: str) -> bool | None:
    """Return whether a file is read by its *name* alone; ``None`` where its first bytes must tell."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _READ:
        return True
    return False if suffix in _NEVER_READ else None


def reads_as_page(name: str, data: bytes) -> bool:
    """Return whether a file of an unknown kind is a page by its first bytes, or text without a suffix."""
    head = data[:HEAD]
    plain = not PurePosixPath(name).suffix and bool(head) and binary_kind(head) is None
    return looks_like_html(head) or plain
