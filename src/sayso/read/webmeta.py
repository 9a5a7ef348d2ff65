"""What a page's markup says of it: titles, outlet, authors, times, language, address.

Read from JSON-LD (schema.org Article), Open Graph, Dublin Core and other meta tags,
microdata and ``time`` elements. What they do not say is not guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from sayso.read.addresses import page_address
from sayso.read.authors import authors_by
from sayso.read.heads import clean, letters_of, read_head
from sayso.read.jsonld import Article, article_of
from sayso.read.markdates import modified_by, published_by
from sayso.read.outlets import looks_like_outlet

if TYPE_CHECKING:
    from collections.abc import Collection

    from sayso.model import Published
    from sayso.read.heads import Head
    from sayso.read.tree import Tree

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline", "title")
_OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "apple-mobile-web-app-title",
)
_SEPARATORS = re.compile(
    r"\s+(?:[|•·»›–—-]|::)\s+|(?<=[\u3040-\u9fff\uac00-\ud7af\uff01\uff1f])\s?[-_|\uff5c—]+\s?(?=[\u3040-\u9fff\uac00-\ud7af])"
)
"""What parts a headline from the site's name; between Chinese, Japanese and Korean signs without spaces."""
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|@")
_TWO_PARTS = frozenset(["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gouv"])
_COMPANY = re.compile(
    r"[\s,]+(?:gmbh|ag|kg|ltd|limited|inc|llc|plc|s\.a|s\.l|s\.p\.a|b\.v|sp\. z o\.o)\.?"
    r"(?:\s?&\s?co\.?(?:\s?kg)?)?$",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    {"start", "startseite", "home", "homepage", "website", "blog", "index", "accueil", "inicio"}
)
_SITE = re.compile(r"[\w-]{2,40}\.[a-z]{2,10}", re.IGNORECASE)
_TELLING = 20
"""Letters of a title that nothing else on the page begins with."""


class WebMetadata(NamedTuple):
    """What the markup says; ``titles``, ``published`` and ``modified`` are candidates, the best first.

    ``locale`` is the language with its region, as far as the page says ("en-gb").
    """

    titles: tuple[str, ...]
    outlet: str | None
    authors: tuple[str, ...]
    published: tuple[Published, ...]
    modified: tuple[Published, ...]
    language: str | None
    locale: str | None
    address: str | None


def read_metadata(tree: Tree, url: str | None, mastheads: Collection[str] = ()) -> WebMetadata:
    """Return what the markup of the page *tree* says of it.

    Args:
        tree: the page.
        url: where it is from, if known.
        mastheads: texts that stand where a page prints its site's name.
    """
    head = read_head(tree.root)
    article = article_of(head.scripts, head.metas.get("og:title") or head.window)
    address = page_address((head.canonical, head.metas.get("og:url"), *article.addresses))
    site = url or address or head.canonical or head.metas.get("og:url")
    outlet = _outlet(head, article, site, mastheads)
    locale = head.language or head.metas.get("og:locale") or head.metas.get("dc.language") or ""
    language = re.match(r"[a-z]{2}(?![a-z])", locale.lower())
    return WebMetadata(
        titles=_titles(head, article, outlet),
        outlet=outlet,
        authors=authors_by(head, article, [outlet or "", _host(site) or "", article.publisher or ""]),
        published=published_by(head, article),
        modified=modified_by(head, article),
        language=language[0] if language else None,
        locale=locale.lower().replace("_", "-")[:10] if language else None,
        address=address,
    )


def _titles(head: Head, article: Article, outlet: str | None) -> tuple[str, ...]:
    window = head.window
    titles = [article.headline, *(head.metas.get(name) for name in _TITLES)]
    if window:
        parts = [part for part in _SEPARATORS.split(window) if part.casefold() != (outlet or "").casefold()]
        titles += [window, *parts[:1], *sorted(parts, key=len, reverse=True)[:1]]
    cleaned = [_without_outlet(clean(title), outlet) for title in titles if title]
    return tuple(dict.fromkeys(title for title in cleaned if title))


def _without_outlet(title: str, outlet: str | None) -> str:
    """Return *title* without the site's name at its end or beginning."""
    parts = _SEPARATORS.split(title)
    if not outlet or len(parts) < 2:
        return title
    if letters_of(parts[-1]) == letters_of(outlet):
        return title[: title.rfind(parts[-1])].rstrip(" |\uff5c_•·»›–—-:")
    if letters_of(parts[0]) == letters_of(outlet):
        return title[len(parts[0]) :].lstrip(" |•·»›–—-:")
    return title


def shortest_form(printed: str, titles: Collection[str]) -> str:
    """Return the headline that *printed* holds, by the page's own *titles*.

    Some pages print a kicker, a date or a second line inside the heading.
    """
    whole = letters_of(printed)
    if whole in map(letters_of, titles):
        return printed
    for title in titles:
        own = letters_of(title)
        if len(own) >= _TELLING and own != whole and (whole.startswith(own) or whole.endswith(own)):
            return title
    return printed


def _outlet(head: Head, article: Article, address: str | None, mastheads: Collection[str]) -> str | None:
    window = head.window
    title = letters_of(head.metas.get("og:title") or _SEPARATORS.split(window)[0])
    named = (head.metas.get("og:site_name"), article.publisher, *map(head.metas.get, _OUTLETS[1:]))
    for name in (_COMPANY.sub("", one) for one in named if one):
        if 1 < len(name) <= 80 and not _ADDRESS.match(name) and not _repeats(name, title, window):
            return name
    printed = _by_masthead(window, mastheads)
    host = _host(address)
    parts = _SEPARATORS.split(window)
    if host is None:
        return printed or next((part for part in parts[:0:-1] if _SITE.fullmatch(part)), None)
    bare = letters_of(host.split(".")[0])
    for part in (*parts[:0:-1], parts[0]):
        if len(parts) > 1 and 0 < len(part) <= 50 and letters_of(part) in {bare, letters_of(host)}:
            return part
    return printed or host


def _repeats(name: str, title: str, window: str) -> bool:
    """Return whether the *name* of a site is the headline, or "Home": systems fill the field with it."""
    own = letters_of(name)
    if own in _NO_NAMES:
        return True
    return len(own) >= _TELLING and (own == letters_of(window) or (title != "" and own.startswith(title)))


def _by_masthead(window: str, mastheads: Collection[str]) -> str | None:
    """Return the part of the window's title that the page also prints as its site's name."""
    parts: list[str] = _SEPARATORS.split(window)
    printed = {letters_of(text) for text in mastheads}
    names = parts[:0:-1]
    if names and looks_like_outlet(parts[0]):
        names.append(parts[0])
    for part in names:
        if 1 < len(part) <= 50 and letters_of(part) in printed:
            return part
    return None


def _host(address: str | None) -> str | None:
    """Return the site of *address*: its host without "www." and the like."""
    try:
        host = urlsplit(address).hostname if address else None
    except ValueError:
        return None
    if not host or "." not in host or host.rpartition(".")[2].isdigit():  # a machine's number is no name
        return None
    labels = str(host).split(".")
    keep = 3 if len(labels) > 2 and labels[-2] in _TWO_PARTS else 2
    return ".".join(labels[1:] if labels[0] in {"www", "m", "amp", "mobile"} else labels[-max(keep, 3) :])
