"""The address of a page in one form, so that captures of one page are known for versions of it.

Syntax-based normalisation of RFC 3986 (section 6.2.2) as far as it never changes what a
server gives: case of scheme and host, the default port, an empty path. What only counts
or follows readers is dropped too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 2000
"""Characters of an address that is believed."""

_PORTS = {"http": 80, "https": 443}
_COUNTING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh"
    r"|li_fat_id|mc_[ce]id|_hs(?:enc|mi)|__twitter_impression|_openstat|vero_(?:id|conv)|oly_(?:anon|enc)_id"
    r"|at_(?:medium|campaign|custom\d|link_\w+|bbc_\w+|ptr_\w+)|ns_(?:source|mchannel|campaign|linkname|fee)"
    r"|wt_(?:mc|zmc)|wt\.(?:mc|zmc|nav)|mtm_\w+|pk_(?:campaign|kwd|source|medium)|xtor|smid|smtyp)",
    re.IGNORECASE,
)
"""Query parameters that tell where a reader came from; a page does not depend on them."""

_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)", re.IGNORECASE)
_HOST = re.compile(r"[^\W_](?:[\w-]{0,62}\.)+[^\W\d_][\w-]{1,62}\.?")


def clean_address(address: str) -> str | None:
    """Return the http(s) *address* in one form, ``None`` when it is none.

    Without fragment and counting parameters, scheme and host in lower case; a page of the
    Wayback Machine has the address that it was archived from. Without a scheme ("//host/")
    it is https.

    >>> clean_address("HTTPS://News.Example:443/a?id=7&utm_source=x#top")
    'https://news.example/a?id=7'
    """
    address = _ARCHIVED.sub("", address.strip()[: LONGEST + 1], count=1)
    if len(address) > LONGEST or re.search(r"[\s<>\"]", address):
        return None
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    named = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not _COUNTING.fullmatch(pair.partition("=")[0])
    )
    path = _SESSION.sub("", parts.path)
    return SplitResult(parts.scheme, named, path or "/", query, "").geturl()


def is_home(address: str) -> bool:
    """Return whether *address* is that of a whole site, not of a page in it."""
    parts = urlsplit(address)
    return parts.path.strip("/").casefold() in {"", "index.html", "index.php", "home"} and not parts.query


def page_address(said: Iterable[str | None]) -> str | None:
    """Return the first of the addresses that a page has *said* are its own and that can be.

    A site's home is not believed, since some sites give it on every page, nor a host without a domain.
    """
    for address in said:
        clean = clean_address(address) if address else None
        if clean is not None and _HOST.fullmatch(urlsplit(clean).hostname or "") and not is_home(clean):
            return clean
    return None
