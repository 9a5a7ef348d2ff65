"""The entries of RSS 0.9x, 1.0 and 2.0 and of Atom (RFC 4287) feeds.

Elements are known by what they are called and whose they are: ``title`` of no namespace, of RSS or of
Atom is a title, ``media:title`` is a picture's.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from sayso.read.containers.entries import Entry, first
from sayso.read.containers.said import absolute
from sayso.read.containers.xmlstream import XmlStream, local_name
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from sayso.read.containers.budget import Budget, Readable

_PREFIXES = {
    "": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",  # Atom 0.3
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
ROOTS = frozenset({"rss", "rdf", "feed"})
_ENTRIES = frozenset({"item", "entry"})
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MAIL = re.compile(r"\s*\S+@\S+\s*\(([^()]{2,100})\)\s*|\s*([^<>]{2,100}?)\s*<[^<>]*@[^<>]*>\s*")
_WHOLE = ("content:encoded", "content", "xhtml:body", "fulltext")
_SUMMARY = ("description", "summary", "dc:description")
_DATES = ("pubdate", "published", "dc:date", "issued", "dc:created", "dc:issued", "updated", "modified")


def xml_entries(source: Readable, name: str, budget: Budget, address: str | None) -> Iterator[Entry]:
    """Yield the entries of the feed *source*, in its order; *address* is where it was had from.

    Raises:
        ReadError: it is no feed, cannot be read on, or was damaged: then after its last entry.
    """
    stream = XmlStream(source, name, budget)
    feed: dict[str, str] = {}
    for element, is_entry in stream.elements(_ENTRIES):
        if stream.root not in ROOTS:
            break
        if is_entry:
            yield _entry(element, feed, address)
        else:
            _learn(element, feed, address)
    if stream.root not in ROOTS and (stream.root or stream.fault is None):
        message = f"{name}: it is XML but not a feed; give RSS, Atom or JSON Feed, or the page itself"
        raise ReadError(message)
    if stream.fault is not None:
        raise ReadError(stream.fault)


def _learn(element: etree._Element, feed: dict[str, str], address: str | None) -> None:
    """Keep what the feed says of itself: outlet, language, address, author."""
    parent = element.getparent()
    above = "" if parent is None else local_name(parent)
    key, text = _key(element), _text(element)
    if above in {"image", "textinput", "item", "entry"}:
        return
    if key in {"title", "dc:language", "language"}:
        feed.setdefault(key.removeprefix("dc:"), text)
    elif key == "link" and element.get("rel", "alternate") == "alternate":
        link = absolute(element.get("href") or text, element.base, address)
        if link:
            feed.setdefault("link", link)
    elif key == "name" and above == "author":
        feed.setdefault("author", text)


def _entry(element: etree._Element, feed: dict[str, str], address: str | None) -> Entry:
    found: dict[str, list[etree._Element]] = {}
    for child in element:
        found.setdefault(_key(child), []).append(child)
    whole = first([_markup(child) for key in _WHOLE for child in found.get(key, ())])
    summary = first([_markup(child) for key in _SUMMARY for child in found.get(key, ())])
    # Some feeds give a title in the content and the text in the description.
    is_whole = whole is not None and len(whole) >= len(summary or "") // 2
    return Entry(
        id=first(_texts(found, "guid", "id"))
        or element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"),
        address=_link(found, feed, address),
        title=_title(found),
        text=(whole if is_whole else summary) or "",
        whole=is_whole,
        published=first(_texts(found, *_DATES)),
        authors=_authors(found, feed),
        outlet=first([*_sources(found), *_texts(found, "dc:publisher"), feed.get("title")]),
        language=first(
            [element.get(f"{_XML}lang"), *_texts(found, "dc:language", "language"), feed.get("language")]
        ),
    )


def _link(found: dict[str, list[etree._Element]], feed: dict[str, str], address: str | None) -> str | None:
    links = found.get("link", [])
    targets = [
        absolute(link.get("href") or _text(link), link.base, feed.get("link"), address)
        for link in sorted(links, key=lambda link: link.get("type", "text/html") != "text/html")
        if link.get("rel", "alternate") == "alternate"
    ]
    guids = [
        absolute(_text(guid)) for guid in found.get("guid", ()) if guid.get("isPermaLink", "true") == "true"
    ]
    ids = [absolute(text) for text in _texts(found, "id")]
    return first([*targets, *guids, *ids])


def _title(found: dict[str, list[etree._Element]]) -> str | None:
    titles = [_markup(title) for title in (*found.get("title", ()), *found.get("dc:title", ()))]
    title = first(titles)
    return None if title is None else unescape(re.sub(r"</?[A-Za-z][^<>]{0,200}>", "", title))


def _authors(found: dict[str, list[etree._Element]], feed: dict[str, str]) -> tuple[str, ...]:
    names = [
        first([_text(child) for child in author if local_name(child) == "name"]) or _text(author)
        for author in (*found.get("dc:creator", ()), *found.get("author", ()))
    ]
    told = [match[1] or match[2] if (match := _MAIL.fullmatch(name)) else name for name in names]
    return tuple(name for name in told if name and "@" not in name) or tuple(
        filter(None, [feed.get("author")])
    )


def _sources(found: dict[str, list[etree._Element]]) -> list[str | None]:
    """Return where an entry of a collected feed says it is from (RSS: text, Atom: a title)."""
    return [
        first([_text(child) for child in source if local_name(child) == "title"])
        or (_text(source) if len(source) == 0 else None)
        for source in found.get("source", ())
    ]


def _key(element: etree._Element) -> str:
    """Return the element's name as RSS and Atom have it, with a prefix for known others; "" for unknown."""
    space = str(element.tag).rpartition("}")[0].removeprefix("{").lower()
    return f"{prefix}{local_name(element)}" if (prefix := _PREFIXES.get(space)) is not None else ""


def _texts(found: dict[str, list[etree._Element]], *keys: str) -> list[str | None]:
    return [_text(child) for key in keys for child in found.get(key, ())]


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext()).strip()


def _markup(element: etree._Element) -> str:
    """Return what *element* holds: its text, which in feeds is escaped HTML, or its children as HTML."""
    if element.get("type", "").startswith(("image/", "audio/", "video/")) or element.get("mode") == "base64":
        return ""
    if element.get("type") in {"text", "text/plain"}:
        return _text(element)
    if len(element) == 0:
        return (element.text or "").strip()
    return _children(element)


def _children(element: etree._Element) -> str:
    """Return the children of *element* as HTML: XHTML in Atom, markup that was not escaped in RSS."""
    from lxml import etree  # noqa: PLC0415 - loaded with the feed

    for inner in element.iter(etree.Element):
        inner.tag = local_name(inner)
    etree.cleanup_namespaces(element)
    parts = [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return f"{escape(element.text or '', quote=False)}{''.join(parts)}".strip()
