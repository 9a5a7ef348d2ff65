"""What a page's markup says of it: title, outlet, authors, publication time, language.

Read from JSON-LD (schema.org Article), Open Graph, Dublin Core and other meta
tags, ``time`` elements and, where those are silent, by htmldate (Barbaresi, JOSS 2020).
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from sayso.model import Published
from sayso.read.jsonld import Article, article_of
from sayso.read.outlets import looks_like_outlet
from sayso.read.supplied import iso_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lxml.etree import _Element as Element

    from sayso.read.tree import Tree

_DATES = (
    *(
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
    ),
    *(
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
    ),
    *(
        "publication_date",
        "publishdate",
        "publish-date",
        "pubdate",
        "date",
        "article_date_original",
        "citation_date",
    ),
    *("citation_publication_date", "og:published_time", "last-modified-original", "article.published"),
)
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline", "title")
_OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "apple-mobile-web-app-title",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_SEPARATORS = re.compile(r"\s+(?:[|•·»–—-]|::)\s+")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|@")
_BY = re.compile(r"^(?:by|von|par|por|di)\s+", re.IGNORECASE)
_TWO_PARTS = frozenset(["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gouv"])


class WebMetadata(NamedTuple):
    """What the markup says; ``titles`` are candidates, the best first."""

    titles: tuple[str, ...]
    outlet: str | None
    authors: tuple[str, ...]
    published: Published | None
    language: str | None


def read_metadata(tree: Tree, url: str | None, mastheads: Collection[str] = ()) -> WebMetadata:
    """Return what the markup of the page *tree* says of it.

    Args:
        tree: the page.
        url: where it is from, if known.
        mastheads: texts that stand where a page prints its site's name.
    """
    root = tree.root
    metas = _metas(root)
    article = article_of(
        _text(script) for script in root.iter("script") if "ld+json" in (script.get("type") or "")
    )
    address = url or _canonical(root) or metas.get("og:url")
    window = _clean(_text(next(root.iter("title"), None)))
    outlet = _outlet(metas, article, window, address) or _by_masthead(window, mastheads)
    return WebMetadata(
        titles=_titles(metas, article, window, outlet),
        outlet=outlet,
        authors=_authors(metas, article),
        published=_published(tree, metas, article, address),
        language=_language(root, metas),
    )


def _metas(root: Element) -> dict[str, str]:
    """Return the page's meta tags by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = _clean(meta.get("content") or "")
        if name and content:
            found.setdefault(name.lower()[:100], content[:1000])
    return found


def _titles(metas: Mapping[str, str], article: Article, window: str, outlet: str | None) -> tuple[str, ...]:
    titles = [article.headline, *(metas.get(name) for name in _TITLES)]
    if window:
        parts = [part for part in _SEPARATORS.split(window) if part.casefold() != (outlet or "").casefold()]
        titles += [window, *parts[:1], *sorted(parts, key=len, reverse=True)[:1]]
    cleaned = [_without_outlet(_clean(title), outlet) for title in titles if title]
    return tuple(dict.fromkeys(title for title in cleaned if title))


def _without_outlet(title: str, outlet: str | None) -> str:
    parts = _SEPARATORS.split(title)
    if outlet and len(parts) > 1 and parts[-1].casefold() == outlet.casefold():
        return title[: title.rfind(parts[-1])].rstrip(" |•·»–—-:")
    return title


def _outlet(metas: Mapping[str, str], article: Article, window: str, address: str | None) -> str | None:
    for name in (metas.get("og:site_name"), article.publisher, *(metas.get(name) for name in _OUTLETS[1:])):
        if name and 1 < len(name) <= 80 and not _ADDRESS.match(name):
            return name
    host = _host(address)
    if host is None:
        return None
    parts = _SEPARATORS.split(window)
    bare = _letters(host.split(".")[0])
    for part in (*parts[:0:-1], parts[0]):
        if len(parts) > 1 and 0 < len(part) <= 50 and _letters(part) in {bare, _letters(host)}:
            return part
    return host


def _by_masthead(window: str, mastheads: Collection[str]) -> str | None:
    """Return the part of the window's title that the page also prints as its site's name."""
    parts: list[str] = _SEPARATORS.split(window)
    printed = {_letters(text) for text in mastheads}
    names = parts[:0:-1]
    if names and looks_like_outlet(parts[0]):
        names.append(parts[0])
    for part in names:
        if 1 < len(part) <= 50 and _letters(part) in printed:
            return part
    return None


def _host(address: str | None) -> str | None:
    """Return the site of *address*: its host without "www." and the like."""
    try:
        host = urlsplit(address).hostname if address else None
    except ValueError:
        return None
    if not host or "." not in host:
        return None
    labels = str(host).split(".")
    keep = 3 if len(labels) > 2 and labels[-2] in _TWO_PARTS else 2
    return ".".join(labels[1:] if labels[0] in {"www", "m", "amp", "mobile"} else labels[-max(keep, 3) :])


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _authors(metas: Mapping[str, str], article: Article) -> tuple[str, ...]:
    names: Iterable[str] = article.authors or tuple(
        name
        for key in _AUTHORS
        if key in metas
        for name in re.split(r"\s*(?:;|,| and | und | & )\s*", metas[key])
    )
    cleaned = (_BY.sub("", _clean(name)) for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if 2 < len(name) <= 60 and not _ADDRESS.search(name)))


def _published(
    tree: Tree, metas: Mapping[str, str], article: Article, address: str | None
) -> Published | None:
    if article.published and (iso := _iso(article.published)):
        return Published(iso, "JSON-LD datePublished", 0.98)
    for name in _DATES:
        if name in metas and (iso := _iso(metas[name])):
            return Published(iso, f"meta tag {name}", 0.97 if "publish" in name else 0.9)
    return _by_time_element(tree.root) or _by_htmldate(tree.source, address)


def _by_time_element(root: Element) -> Published | None:
    for time in root.iter("time"):
        marked = "pubdate" in time.attrib or "datepublished" in (time.get("itemprop") or "").lower()
        inside = any(parent.tag in {"article", "main", "header"} for parent in time.iterancestors())
        if (marked or inside) and (iso := _iso(time.get("datetime") or "")):
            return Published(iso, "time element", 0.95 if marked else 0.85)
    return None


def _by_htmldate(source: bytes, address: str | None) -> Published | None:
    from htmldate import find_date  # noqa: PLC0415 - only pages that do not say their date need it
    from lxml import etree  # noqa: PLC0415 - text pages do without it
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - as above

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        root = document_fromstring(source, parser=HTMLParser(encoding="utf-8", collect_ids=False))
        found = find_date(root, original_date=True, extensive_search=False, url=address)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None  # its heuristics were not made for this page
    return Published(str(found), "found in the page's markup by htmldate", 0.7) if found else None


def _iso(value: str) -> str | None:
    value = value.strip()
    return iso_date(value) or iso_date(value.replace(" ", "T", 1)) or iso_date(value[:10])


def _language(root: Element, metas: Mapping[str, str]) -> str | None:
    value = root.get("lang") or metas.get("og:locale") or metas.get("dc.language") or ""
    match = re.match(r"[a-z]{2}(?![a-z])", value.lower())
    return match[0] if match else None


def _canonical(root: Element) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (address := link.get("href")):
            return str(address)
    return None


def _text(element: Element | None) -> str:
    return "" if element is None else "".join(map(str, element.itertext()))


def _clean(text: str) -> str:
    return " ".join(text.split())
