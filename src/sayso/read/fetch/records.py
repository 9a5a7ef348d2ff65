"""What is asked for and what comes back: the records of fetching."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from sayso.model import Capture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

PageType = Literal["text/plain", "text/html", "application/pdf", "message/rfc822"]
"""The media types that a capture may have."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to fetch, with what whoever named it said of the page.

    ``name`` is what the page is known by, the address where it is ``None`` (a feed's entry
    has a name of its own); ``supplied`` is as in :class:`~sayso.model.Capture`.
    """

    address: str
    name: str | None = None
    supplied: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with a page to ask later whether it has changed (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Validators | None:
        """Return those that *headers* of an earlier answer hold (lower-case names), if any."""
        etag, modified = headers.get("etag"), headers.get("last-modified")
        return cls(etag, modified) if etag or modified else None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page that is as it was when its validators were given (304): there is nothing to read.

    ``address`` is the one that was known, after redirects; ``captured`` is when it was asked.
    """

    name: str
    address: str
    captured: datetime
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fetched:
    """Bytes that were had from an address and are no page by themselves: a feed, a sitemap, an archive.

    ``media_type`` is what the server calls them (lower case, without parameters, ``""``
    where it does not say); it may be wrong. The other fields are those of a capture.
    """

    name: str
    data: bytes
    media_type: str
    captured: datetime
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    supplied: Mapping[str, str] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """The ending of the file that the address names, in lower case with its dot, or ``""``."""
        return PurePosixPath(unquote(urlsplit(self.address).path)).suffix.lower()

    def as_capture(self, media_type: PageType) -> Capture:
        """Return them as a capture, for what turned out to be a page after all."""
        return Capture(
            sha256=hashlib.sha256(self.data).hexdigest(),
            name=self.name,
            data=self.data,
            media_type=media_type,
            captured=self.captured,
            supplied=dict(self.supplied),
            address=self.address,
            headers=dict(self.headers),
        )
