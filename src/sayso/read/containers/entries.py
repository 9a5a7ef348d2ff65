"""One entry of a feed: what it says of a page, and the page's text or a summary of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import Capture
from sayso.read.containers.said import supplied
from sayso.read.containers.textstream import as_bytes
from sayso.read.kinds import has_tags
from sayso.read.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH_WORDS = 200
"""Words from which a description is taken for the whole text; teasers have 20 to 80."""

_REFERENCE = re.compile(rb"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MORE = re.compile(
    r"(?:\[\s?(?:…|\.\.\.|&#8230;|&hellip;)\s?\]|\b(?:continue reading|read (?:more|on|the (?:rest|full))"
    r"|weiterlesen|lire la suite|leer más|leggi tutto|читать (?:далее|дальше)|czytaj (?:dalej|więcej))\b)"
    r"[^<>]{0,80}(?:<[^<>]{0,200}>[^<>]{0,80}){0,6}\Z",
    re.IGNORECASE,
)
_END = 1500
"""Characters at the end of a text that are looked at for "continue reading"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed gives of one page.

    ``text`` is what there is of it to read; ``whole`` whether the feed gives it as the page's
    content rather than as a summary or description; ``address`` is absolute.
    """

    id: str | None = None
    address: str | None = None
    title: str | None = None
    text: str = ""
    whole: bool = False
    published: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None

    @property
    def is_summary(self) -> bool:
        """Whether the text is a teaser: called a summary and short, or ending in "continue reading"."""
        if _MORE.search(self.text[-_END:].rstrip()):
            return True
        return not self.whole and len(self.text.split()) < ENOUGH_WORDS

    @property
    def supplied(self) -> dict[str, str]:
        """What the feed says of the page, by the fields of a capture."""
        return supplied(
            title=self.title,
            outlet=self.outlet,
            published=None if self.published is None else read_stamp(self.published),
            authors=self.authors,
            spoken=self.language,
            url=self.address,
        )

    def capture(self, name: str) -> Capture:
        """Return the entry's text as the capture *name*."""
        data = as_bytes(self.text)
        return Capture(
            sha256=hashlib.sha256(data).hexdigest(),
            name=name,
            data=data,
            media_type="text/html" if has_tags(data) or _REFERENCE.search(data) else "text/plain",
            supplied=self.supplied,
            address=self.address,
        )


def first(values: Sequence[str | None]) -> str | None:
    """Return the first of *values* that says something."""
    return next((value for value in values if value and value.strip()), None)
