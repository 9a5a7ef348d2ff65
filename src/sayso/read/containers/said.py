"""What a feed, a table or a message says of a page, as the ``supplied`` of a capture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from sayso.read.supplied import AUTHOR_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_FIELD = 2000
"""Characters of a title, a name or an address that are kept; more is not one."""

LONGEST_ADDRESS = 2000
"""Characters of an address; browsers take little more."""

_NOT_IN_ADDRESSES = re.compile(r"[\s<>\"\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].{0,30})?")


def one_line(text: str | None) -> str | None:
    """Return *text* as one line without white space around it, ``None`` where nothing is left of it."""
    if text is None:
        return None
    line = _SPACES.sub(" ", _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text[: 2 * LONGEST_FIELD])).strip()
    return line[:LONGEST_FIELD].rstrip() or None


def language(text: str | None) -> str | None:
    """Return the language of a tag (BCP 47), "en" of "en-GB"; ``None`` where it is none."""
    match = _LANGUAGE.fullmatch((text or "").strip())
    return match[1].lower() if match else None


def absolute(link: str | None, *bases: str | None) -> str | None:
    """Return the address that *link* means on a page at the first of *bases* that makes it one.

    ``None`` where it is no address of the web (RFC 3986): a script, a mail address, a broken one.
    """
    link = (link or "").strip()
    if not link or len(link) > LONGEST_ADDRESS:
        return None
    for base in ("", *(base for base in bases if base)):
        try:
            joined = urljoin(base, link)
            parts = urlsplit(joined)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.netloc and not _NOT_IN_ADDRESSES.search(joined):
            return shown_address(joined)
    return None


def shown_address(address: str) -> str:
    r"""Return *address* with what nobody sees, or what turns a line around, percent-encoded (RFC 3986).

    >>> shown_address("http://a.example/\x1bé")
    'http://a.example/%1Bé'
    """
    if address.isprintable():
        return address
    return "".join(one if one.isprintable() else quote(one, errors="replace") for one in address)


def supplied(  # noqa: PLR0913 - a parameter for each field of the contract
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    authors: Iterable[str | None] = (),
    spoken: str | None = None,
    url: str | None = None,
) -> dict[str, str]:
    """Return what is said of a page by field, without what is empty; ``published`` is ISO 8601 already."""
    names = [name.replace(";", ",") for name in map(one_line, authors) if name]
    fields = {
        "title": one_line(title),
        "outlet": one_line(outlet),
        "published": published,
        "authors": AUTHOR_SEPARATOR.join(dict.fromkeys(names)) or None,
        "language": language(spoken),
        "url": one_line(url),
    }
    return {field: value for field, value in fields.items() if value}
