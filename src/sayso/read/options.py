"""What a user may say of how inputs are read, beside the inputs themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from sayso.read.fetch import FetchOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sayso.read.fetch import Validators

MOST_FOLLOWED = 10_000
"""Addresses that are fetched because one feed or sitemap lists them."""


def unwatched(_file: BinaryIO) -> None:
    """Let a file be opened without asking how far it is read."""


def untold(_sentence: str) -> None:
    """Let what was passed over be passed over without a word."""


def nothing_known(_address: str) -> Validators | None:
    """Know no address: whatever is asked for is fetched."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read.

    Attributes:
        columns: which column of a table holds what, by role (``{"text": "body"}``).
        follow: whether the pages that feeds and sitemaps list are fetched.
        fetch: limits and manners of fetching.
        known: what a server gave with the page last had from an address, to ask whether it
            has changed; what has not is passed over.
        opened: told of every file that is opened, so that its position says how far it is read.
        told: told, in a sentence each, what is worth knowing and no failure: what was passed over in
            an archive, how dates were read.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    follow: bool = False
    fetch: FetchOptions = field(default_factory=FetchOptions)
    known: Callable[[str], Validators | None] = nothing_known
    opened: Callable[[BinaryIO], object] = unwatched
    told: Callable[[str], object] = untold
