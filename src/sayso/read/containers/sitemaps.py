"""Sitemaps (sitemaps.org 0.9) and news sitemaps: addresses, and what they say of each page; no text."""

from __future__ import annotations

import gzip
import zlib
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from sayso.model import Failure
from sayso.read.containers.feeds import entries_of
from sayso.read.containers.peeked import Peeked
from sayso.read.containers.said import absolute, supplied
from sayso.read.containers.xmlstream import XmlStream, local_name
from sayso.read.errors import ReadError
from sayso.read.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from sayso.read.containers.budget import Budget, Readable

ROOTS = frozenset({"urlset", "sitemapindex"})
_ENTRIES = frozenset({"url", "sitemap"})
_GZIP = b"\x1f\x8b"
_DAMAGED = (OSError, EOFError, zlib.error)


class Listed(NamedTuple):
    """One address that a feed or sitemap lists.

    ``supplied`` is what it says of the page there (``title``, ``published``, ``outlet``,
    ``language``, ``authors``, ``url``); ``is_list`` is set where the address is that of a further sitemap.
    """

    address: str
    supplied: Mapping[str, str]
    is_list: bool = False


def open_sitemap(source: Readable, name: str, budget: Budget) -> Iterator[Failure]:
    """Yield one failure that says what the sitemap *source* lists: it holds no page itself."""
    pages = lists = 0
    for found in listed_in(source, name, budget):
        if isinstance(found, Failure):
            yield found
        elif found.is_list:
            lists += 1
        else:
            pages += 1
    ones, what = (lists, "further sitemap") if lists and not pages else (pages, "page")
    what = f"the address of 1 {what}" if ones == 1 else f"the addresses of {ones:,} {what}s"
    yield Failure(name, f"{name}: it is a sitemap with {what} and no text; --follow fetches what it lists")


def links_of(source: Readable, name: str, budget: Budget, address: str | None = None) -> Iterator[str]:
    """Yield the addresses that the feed or sitemap *source* lists, further sitemaps included.

    Raises:
        ReadError: it is neither, or is damaged: then after the last address that can be read.
    """
    fault = None
    last = None
    for found in listed_in(source, name, budget, address):
        if isinstance(found, Failure):
            fault = found.problem
        elif found.address != last:
            last = found.address
            yield last
    if fault is not None:
        raise ReadError(fault)


def listed_in(
    source: Readable, name: str, budget: Budget, address: str | None = None
) -> Iterator[Listed | Failure]:
    """Yield what the feed (RSS, Atom, JSON Feed) or sitemap (XML or text, maybe gzipped) *source* lists.

    Args:
        source: its bytes, of any length; it need not be seekable.
        name: what it is called in failures.
        budget: what may come out.
        address: where it was had from, to which the links of a feed may be relative.
    """
    try:
        peeked = Peeked(source)
        if peeked.head.startswith(_GZIP):
            peeked = Peeked(gzip.GzipFile(fileobj=cast("IO[bytes]", peeked)))  # which only reads
        head = peeked.head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if _is_text(head):
            yield from _lines(peeked, name, budget)
        elif is_sitemap(head):
            yield from _addresses(peeked, name, budget)
        else:
            for entry in entries_of(peeked, name, budget, address):
                budget.count(name)
                if entry.address:
                    yield Listed(entry.address, entry.supplied)
    except ReadError as error:
        yield Failure(name, error.sentence)
    except _DAMAGED as error:
        yield Failure(name, f"{name}: it is damaged ({' '.join(str(error).split())[:120]}); fetch it again")


def is_sitemap(head: bytes) -> bool:
    """Return whether XML that begins with *head* is a sitemap or an index of sitemaps."""
    plain = head.replace(b"\x00", b"")
    return any(f"<{root}".encode() in plain or f":{root}".encode() in plain for root in ROOTS)


def _is_text(head: bytes) -> bool:
    """Return whether it is a sitemap of the simple form: addresses, one to a line."""
    return head[:8].lower().startswith((b"http://", b"https://"))


def _lines(source: Readable, name: str, budget: Budget) -> Iterator[Listed]:
    rest = b""
    while chunk := source.read(1 << 16):
        budget.arrive(name, len(chunk))
        *lines, rest = (rest + chunk)[-(1 << 17) :].split(b"\n")
        yield from _of_lines(lines, name, budget)
    yield from _of_lines([rest], name, budget)


def _of_lines(lines: list[bytes], name: str, budget: Budget) -> Iterator[Listed]:
    for line in lines:
        if address := absolute(line.decode("utf-8", "replace")):
            budget.count(name)
            yield Listed(address, {"url": address})


def _addresses(source: Readable, name: str, budget: Budget) -> Iterator[Listed]:
    stream = XmlStream(source, name, budget)
    for element, is_entry in stream.elements(_ENTRIES):
        if not is_entry:
            continue
        budget.count(name)
        said = {local_name(child): _text(child) for child in element.iterdescendants() if _text(child)}
        address = absolute(said.get("loc"))
        if address is None:
            continue
        if local_name(element) == "sitemap":
            yield Listed(address, {}, is_list=True)
        else:
            yield Listed(address, _said(said, address))
    if stream.fault is not None:
        raise ReadError(stream.fault)


def _said(said: Mapping[str, str], address: str) -> Mapping[str, str]:
    """Return what a news sitemap says of the page; the last change of a plain one is no publication date."""
    return supplied(
        title=said.get("title") if "publication_date" in said or "publication" in said else None,
        outlet=said.get("name"),
        published=read_stamp(said.get("publication_date", "")),
        spoken=said.get("language"),
        url=address,
    )


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()
