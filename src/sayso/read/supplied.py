"""What a user says of a page beside it: a sidecar ``PAGE.json`` and ``--published NAME=DATE``."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIELDS = ("title", "outlet", "published", "authors", "language", "url")
"""What a sidecar may say; ``authors`` may be a list or names joined by ``;``."""

NOTE = "note"
"""Key under which a feed or table leaves a sentence on what it could not say of a page; none of a user's."""

_STDOUT = 1
"""The file descriptor of standard output."""

LARGEST_SIDECAR = 1_000_000
"""Bytes; a sidecar is a handful of lines."""

AUTHOR_SEPARATOR = "; "

_OF_PAGES = frozenset({"text", "html", "content", "content_html", "content_text", "body", "url", "link"})
"""Fields of the objects in a list of pages."""

_ISO = re.compile(r"\d{4}-?(?:\d\d-?\d\d|W\d\d-?\d|\d{3})(?:[T ]\d\d.*)?")


def iso_date(value: str) -> str | None:
    """Return *value* as an ISO 8601 date or date and time, ``None`` if it is neither.

    >>> iso_date("2022-03-03T10:15Z")
    '2022-03-03T10:15:00+00:00'
    """
    value = value.strip()
    if not _ISO.fullmatch(value):
        return None
    try:
        if len(value) <= len("2022-W09-4"):
            return dt.date.fromisoformat(value).isoformat()
        return dt.datetime.fromisoformat(value).isoformat()
    except ValueError:
        return None


def date_problem(name: str, value: str) -> str:
    """Return the sentence for a date that is not one."""
    return (
        f"{name}: the publication date {value!r} is not a date; "
        "write it as YYYY-MM-DD, with THH:MM and a zone if you like"
    )


def sidecars_of(page: Path) -> tuple[Path, ...]:
    """Return where the sidecar of *page* may lie: ``page.html.json``, then ``page.json``."""
    return tuple(dict.fromkeys((page.with_name(page.name + ".json"), page.with_suffix(".json"))))


def is_output(sidecar: Path) -> bool:
    """Say whether *sidecar* is where output goes and says nothing: empty, or what standard output writes to.

    The shell creates ``page.json`` for ``sayso extract page.txt > page.json`` before any page is read.
    """
    try:
        status = sidecar.stat()
        return status.st_size == 0 or os.path.samestat(status, os.fstat(_STDOUT))
    except OSError:
        return False


def is_sidecar_of(sidecar: Path, page: Path) -> bool:
    """Return whether *sidecar*, one of :func:`sidecars_of` *page*, says something of it by what it holds.

    ``page.html.json`` does. ``page.json`` may be data of its own (:func:`is_data`).
    """
    if sidecar == page or not sidecar.is_file():
        return False
    if sidecar.name == page.name + ".json":
        return True
    try:
        with sidecar.open("rb") as file:
            return not is_data(file.read(LARGEST_SIDECAR + 1))
    except OSError:
        return True  # which is told when it is read


def is_data(content: bytes) -> bool:
    """Return whether the JSON *content* is data of its own rather than a sidecar.

    It is where it is sound, holds something, and nothing that a sidecar may say; where it holds
    a list of pages; and where it is larger than sidecars are. What is broken is none: somebody
    meant to say something.
    """
    if len(content) > LARGEST_SIDECAR:
        return True
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return _is_lines(content)
    if not isinstance(said, dict):
        return True
    return bool(said) and (
        not any(key in said for key in FIELDS) or any(map(_is_list_of_pages, said.values()))
    )


def _is_lines(content: bytes) -> bool:
    """Return whether *content* is JSON Lines: its first line is an object, and more follow."""
    first, _, rest = content.lstrip().partition(b"\n")
    try:
        return isinstance(json.loads(first), dict) and bool(rest.strip())
    except (ValueError, RecursionError):
        return False


def _is_list_of_pages(value: object) -> bool:
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return False
    return not _OF_PAGES.isdisjoint(value[0])


def read_sidecar(sidecar: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what *sidecar* says, as strings by field, and a sentence for each part that is unusable."""
    try:
        with sidecar.open("rb") as file:
            return said_in(file.read(LARGEST_SIDECAR + 1), str(sidecar))
    except OSError as error:
        reason = error.strerror or error
        return {}, (f"{sidecar}: the sidecar cannot be read ({reason}); check its permissions",)


def said_in(data: bytes, sidecar: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what the bytes *data* of a sidecar of that name say, and a sentence for each unusable part."""
    if not data.strip():
        return {}, ()
    if len(data) > LARGEST_SIDECAR:
        return {}, (f"{sidecar}: the sidecar is larger than 1 MB; it should hold a few fields only",)
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        return {}, (f"{sidecar}: the sidecar is not valid JSON ({_short(error)}); correct or remove it",)
    if not isinstance(content, dict):
        problem = f'{sidecar}: the sidecar is not a JSON object; write it as {{"outlet": "...", ...}}'
        return {}, (problem,)
    return _fields(sidecar, content)


def _fields(sidecar: str, content: Mapping[object, object]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what the *content* of the sidecar of this name says, and a sentence for each unusable part."""
    found: dict[str, str] = {}
    problems: list[str] = []
    for key in FIELDS:
        value = content.get(key)
        if value is None:
            continue
        if key == "authors" and isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = AUTHOR_SEPARATOR.join(value)
        if not isinstance(value, str):
            problems.append(f'{sidecar}: "{key}" is not text; the sidecar\'s other fields are used')
        elif key == "published" and iso_date(value) is None:
            problems.append(date_problem(sidecar, value))
        elif value.strip():
            found[key] = value.strip()
    return found, tuple(problems)


def _short(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:120]
