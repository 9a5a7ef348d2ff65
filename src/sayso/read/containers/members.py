"""What is found inside a container, and what its place is called."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.model import INSIDE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LONGEST_NAME = 400
"""Characters of a place's name that are shown; what archives may name with 65,535 is cut in the middle."""

MOST_NAMES = 500_000
"""Names in one container that are remembered, so that no two files in it go by one."""

_BLANK = "Zs"
"""The category of blanks: a name's no-break space is shown as a space, which nobody can tell from it."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file found inside a container, whose kind is still to be found out.

    ``name`` is its place (``outer.zip!/dir/a.html``), safe to show; the other fields are
    those of :class:`~sayso.model.Capture`, for the capture that is made of it.
    """

    name: str
    data: bytes
    captured: datetime | None = None
    supplied: Mapping[str, str] = field(default_factory=dict)
    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Places:
    """The places of files in one container: the second of a name gets a number before its suffix."""

    def __init__(self, container: str) -> None:
        self._container = container
        self._called: dict[str, int] = {}

    def of(self, inside: str) -> str:
        """Return the place of the next file, which is called *inside*.

        >>> places = Places("pages.tar")
        >>> places.of("a.html"), places.of("./a.html")
        ('pages.tar!/a.html', 'pages.tar!/a (2).html')
        """
        called = place(self._container, inside)
        stem, dot, suffix = called.rpartition(".")
        if not dot or "/" in suffix:
            stem, suffix = called, ""
        while called in self._called:
            count = self._called[called] = self._called[called] + 1
            called = f"{stem} ({count}){dot if suffix else ''}{suffix}"
        if len(self._called) < MOST_NAMES:
            self._called[called] = 1
        return called


def place(container: str, inside: str) -> str:
    """Return the name of what is called *inside* in *container*.

    >>> place("pages.zip", "dir/a.html")
    'pages.zip!/dir/a.html'
    """
    return f"{container}{INSIDE}{safe_name(inside)}"


def safe_name(name: str) -> str:
    r"""Return a member's *name* as it can be shown: one line, no way out of its container, not endless.

    Characters that nobody sees or that turn the line around become U+FFFD, ``\`` becomes ``/``, leading
    slashes go, and what means something in a path or a place (``..``, ``!/``) is percent-encoded.

    >>> safe_name("../../etc/passwd")
    '%2E%2E/%2E%2E/etc/passwd'
    """
    # The cut comes first: a name may be far longer than what is shown of it.
    if len(name) > LONGEST_NAME:
        half = LONGEST_NAME // 2
        name = f"{name[:half]}\N{HORIZONTAL ELLIPSIS}{name[-half:]}"
    shown = name if name.isprintable() else "".join(map(_seen, name))
    parts = shown.replace("\\", "/").lstrip("/").split("/")
    safe = "/".join("%2E%2E" if part == ".." else part for part in parts if part != ".")
    return safe.replace(INSIDE, "%21/") or "unnamed"


def _seen(char: str) -> str:
    if char.isprintable():
        return char
    return " " if unicodedata.category(char) == _BLANK else "\N{REPLACEMENT CHARACTER}"
