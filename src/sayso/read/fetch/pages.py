"""What an answer holds: a page, something that holds pages, or nothing that can be read.

The server's media type is believed only as far as the first bytes allow: feeds are sent as
HTML, pages as plain text, PDFs as bytes without a type.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sayso.read.fetch.exchange import Answer, media_type_of
from sayso.read.fetch.problems import Problem
from sayso.read.fetch.records import Fetched, PageType
from sayso.read.kinds import PAGE_SUFFIXES, TEXT_SUFFIXES, media_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model import Capture
    from sayso.read.fetch.addresses import Address
    from sayso.read.fetch.records import Wanted

_NO_PAGES = (
    ("image/", "an image"),
    ("video/", "a video"),
    ("audio/", "a sound recording"),
    ("font/", "a font"),
    ("model/", "a model"),
    ("text/css", "a style sheet"),
    ("text/javascript", "a program"),
    ("application/javascript", "a program"),
    ("application/wasm", "a program"),
)

_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:<\?xml[^>]{0,500}\?>\s{0,1000})?(?:<[?!][^>]{0,2000}>\s{0,1000}){0,10}"
    rb"<(?:[a-z0-9]{1,20}:)?(?:rss|feed|rdf|urlset|sitemapindex)\b",
    re.IGNORECASE,
)
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"WARC/", b"PAR1")
_PDF = b"%PDF-"
_PDF_HEAD = 1024

_WEB = frozenset({"text/html", "application/xhtml+xml"})
_UNSAID = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream", "unknown/unknown"})
_TEXT = TEXT_SUFFIXES | {""}

_STATUS = {
    401: ("it asks for a name and password", "save the page in a browser and give that file"),
    402: ("it is only for those who pay", "save the page in a browser and give that file"),
    403: ("the site does not let sayso have it", "save the page in a browser and give that file"),
    404: ("there is no such page", "check the address, or look for the page in a web archive"),
    410: ("the page was taken down", "look for it in a web archive"),
    429: ("the site was asked too often", "try again later"),
    451: ("it is withheld for legal reasons", "look for it in a web archive"),
}


def wants_page(status: int, headers: Mapping[str, str]) -> bool:
    """Return whether the body of an answer with *status* and *headers* may hold something to read."""
    return 200 <= status < 300 and _no_page(media_type_of(headers)) is None


def check_status(answer: Answer) -> None:
    """Check that *answer* is a page that was had.

    Raises:
        Problem: it is an error, or nothing.
    """
    status = answer.status
    if 200 <= status < 300:
        return
    if status in _STATUS:
        what, remedy = _STATUS[status]
    elif status >= 500:
        what, remedy = "the site has a fault", "try again later"
    else:
        what, remedy = "the site does not give the page", "open it in a browser and check the address"
    raise Problem(what=f"{what} (status {status})", remedy=remedy)


def page_of(wanted: Wanted, name: str, address: Address, answer: Answer) -> Capture | Fetched:
    """Return what *answer* holds, had from *address*, under *name*.

    Raises:
        Problem: it is nothing, or nothing that can be read.
    """
    check_status(answer)
    if what := _no_page(answer.media_type):
        raise Problem(
            what=f"it is {what}, not a page",
            remedy="give the address of the page that shows it, or a transcript",
        )
    if not answer.data.strip(b"\x00 \t\r\n\v\f"):
        raise Problem(
            what="the answer is empty", remedy="open it in a browser, save the page and give that file"
        )
    fetched = Fetched(
        name=name,
        data=answer.data,
        media_type=answer.media_type,
        captured=answer.received,
        address=address.url,
        headers=answer.headers,
        supplied=wanted.supplied,
    )
    kind = page_type(answer.data, answer.media_type, _suffix(address))
    return fetched if kind is None else fetched.as_capture(kind)


def page_type(data: bytes, said: str, suffix: str) -> PageType | None:
    """Return as what *data* is to be captured, ``None`` where it is no page but may hold some.

    Args:
        data: the unpacked content.
        said: the media type that the server gives it, ``""`` for none.
        suffix: the ending of the address's file, with its dot.
    """
    if data.lstrip().startswith(_PDF) or (said == "application/pdf" and _PDF in data[:_PDF_HEAD]):
        return "application/pdf"
    if said == "message/rfc822":
        return "message/rfc822"
    if data.startswith(_PACKED) or _FEED.match(data):
        return None
    if said in _WEB:
        return media_type(data, ".html")
    if said in _UNSAID and suffix in PAGE_SUFFIXES | _TEXT:
        return _page_of_text(data, said, suffix)
    kind = media_type(data, "")
    return kind if kind == "text/html" and said in _UNSAID else None


def _page_of_text(data: bytes, said: str, suffix: str) -> PageType | None:
    kind = media_type(data, suffix)
    named_text = said == "text/plain" or suffix in TEXT_SUFFIXES
    return kind if kind == "text/html" or named_text else None


def _suffix(address: Address) -> str:
    return PurePosixPath(unquote(address.target.split("?", 1)[0])).suffix.lower()


def _no_page(said: str) -> str | None:
    return next((what for start, what in _NO_PAGES if said.startswith(start)), None)
