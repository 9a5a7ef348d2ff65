"""The elements of a page that speak of it: meta tags, links, microdata, time elements, bylines' marks.

Meta tags as in HTML, Open Graph (``property``), Dublin Core and schema.org's microdata
(``itemprop``); authors also by ``rel=author`` and the class names of microformats
(hCard, hAtom) that blogs still carry.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element as Element

MOST_ELEMENTS = 400
"""Elements of one kind that are looked at: those that speak of the page come first."""

_LONGEST_NAME, _LONGEST_VALUE, _LONGEST_TEXT, _LONGEST_SHORT = 100, 1000, 200, 300

_NEAR = "following::*[position() <= 60] | preceding::*[position() <= 40] | .//*"
"""What stands so close to a headline that it speaks of the same article."""

_NAMING = re.compile(r"[Aa]uthor|[Aa]utor|[Aa]uteur|byline")
_HEADINGS = ("h1", "h2", "h3")
_TELLING = 8
_ELSEWHERE = re.compile(r"comment|related|recommend|teaser|sidebar|widget|latest|popular|more-")

Place = Literal["headline", "article", "elsewhere"]
"""Where a mark stands: at the headline, in the same ``article``, or at something else on the page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that speaks of the page or of something on it, with its attributes and short text.

    ``kind`` is its itemprop, rel and classes in lower case, ``value`` its datetime, content or title.
    """

    tag: str
    kind: str
    value: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's elements say: ``metas`` by lower-case name, the first of each; links; marks in order."""

    metas: dict[str, str] = field(default_factory=dict)
    canonical: str | None = None
    window: str = ""
    scripts: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    language: str = ""


def read_head(root: Element) -> Head:
    """Return the elements below *root* that speak of the page."""
    metas = _metas(root)
    window = clean(_text(next(root.iter("title"), None)))
    return Head(
        metas=metas,
        canonical=_canonical(root),
        window=window[:_LONGEST_VALUE],
        scripts=tuple(
            _text(script) for script in root.iter("script") if "ld+json" in (script.get("type") or "")
        ),
        marks=_marks(root, (metas.get("og:title", ""), window)),
        language=root.get("lang") or root.get("xml:lang") or "",
    )


def clean(text: str) -> str:
    """Return *text* with its white space collapsed."""
    return " ".join(text.split())


@functools.cache
def _path(path: str) -> Callable[[Element], list[Element]]:
    from lxml import etree  # noqa: PLC0415 - text pages do without it

    return etree.XPath(path)  # type: ignore[return-value] # it selects elements only


def _marks(root: Element, titles: Iterable[str]) -> tuple[Mark, ...]:
    speaking = list(islice((element for element in root.iter() if _speaks(element)), MOST_ELEMENTS))
    headline = _headline(root, titles) if speaking else None
    if headline is None:
        return tuple(_mark(element, _place_by_elements(element)) for element in speaking)
    near, around = set(_path(_NEAR)(headline)), set(headline.iterancestors())
    return tuple(_mark(element, _place(element, around, near)) for element in speaking)


def _speaks(element: Element) -> bool:
    """Return whether *element* can speak of the page: by its name, its class, its rel or its itemprop."""
    given, tag = element.keys(), element.tag
    if ("class" in given and _names_somebody(element.get("class") or "")) or (
        "itemprop" in given and element.get("itemprop")
    ):
        return tag not in {"meta", "link"}
    return (
        tag == "time"
        or (tag == "a" and "rel" in given and "author" in (element.get("rel") or ""))
        or (tag == "abbr" and bool(element.get("title")))
    )


@functools.lru_cache(maxsize=4096)
def _names_somebody(classes: str) -> bool:
    return _NAMING.search(classes) is not None


def _metas(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = clean((meta.get("content") or "")[:_LONGEST_VALUE])
        if name and content:
            found.setdefault(name.lower()[:_LONGEST_NAME], content)
    return found


def _canonical(root: Element) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (address := link.get("href")):
            return str(address)
    return None


def _mark(element: Element, place: Place) -> Mark:
    kind = " ".join(filter(None, (element.get("itemprop"), element.get("rel"), element.get("class"))))
    value = element.get("datetime") or element.get("content") or element.get("title") or ""
    return Mark(
        tag=str(element.tag),
        kind=kind.lower()[:_LONGEST_TEXT],
        value=value[:_LONGEST_TEXT],
        text=_short_text(element),
        place=place,
    )


def _place_by_elements(element: Element) -> Place:
    """Return where *element* stands on a page without a headline that can be told."""
    inside = any(parent.tag in {"article", "main"} for parent in element.iterancestors())
    return "article" if inside else "elsewhere"


def _place(element: Element, around: set[Element], near: set[Element]) -> Place:
    """Return where *element* stands, by the elements around it that are not *around* the headline."""
    at_foot = False
    for parent in element.iterancestors():
        if parent in around:
            in_article = any(one.tag == "article" for one in (parent, *parent.iterancestors()))
            near_it = element in near and not at_foot
            return "headline" if near_it else "article" if in_article else "elsewhere"
        at_foot = at_foot or parent.tag == "footer"
        names = f"{parent.get('class') or ''} {parent.get('id') or ''}".lower()
        if parent.tag in {"article", "aside", "nav"} or _ELSEWHERE.search(names[:_LONGEST_TEXT]):
            return "elsewhere"
    return "elsewhere"


def _headline(root: Element, titles: Iterable[str]) -> Element | None:
    """Return the heading that has most of one of *titles*, else the only main one."""
    wanted = [letters for title in titles if len(letters := letters_of(title)) >= _TELLING]
    found: list[tuple[int, str, Element]] = []
    for heading in islice(root.iter(*_HEADINGS), MOST_ELEMENTS):
        own = letters_of(_short_text(heading))
        same = [min(len(own), len(title)) for title in wanted if own in title or title in own]
        if same and max(same) >= _TELLING:
            found.append((-max(same), str(heading.tag), heading))
    if found:
        return min(found, key=lambda one: one[:2])[2]
    mains = list(islice(root.iter("h1"), 2))
    return mains[0] if len(mains) == 1 else None


def letters_of(text: str) -> str:
    """Return the letters and digits of *text* in one case, to compare names and titles by."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _short_text(element: Element) -> str:
    """Return the element's text, empty when it is longer than a name, a date or a headline can be."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(piece.strip())
        if length > _LONGEST_SHORT or len(pieces) > _LONGEST_SHORT:
            return ""
    return clean(" ".join(pieces))


def _text(element: Element | None) -> str:
    return "" if element is None else "".join(map(str, element.itertext()))
