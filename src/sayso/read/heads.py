"""The elements of a page that speak of it: meta tags, links, microdata, time elements, bylines' marks.

Meta tags as in HTML, Open Graph (``property``), Dublin Core and schema.org's microdata
(``itemprop``); authors also by ``rel=author`` and the class names of microformats
(hCard, hAtom) that blogs still carry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element

MOST_ELEMENTS = 400
"""Elements of one kind that are looked at: those that speak of the page come first."""

MOST_WALKED = 200_000
"""Elements of a page that are looked at at all: tens of times what articles have."""

_LONGEST_NAME, _LONGEST_VALUE, _LONGEST_TEXT, _LONGEST_SHORT = 100, 1000, 200, 300

NEAR_BEFORE, NEAR_AFTER = 40, 60
"""Elements before and after a headline that stand so close to it that they speak of the same article."""

_NAMING = re.compile(r"[Aa]uthor|[Aa]utor|[Aa]uteur|byline")
"""Its words have "ut" or are "byline", which is asked first."""

_HEADINGS = ("h1", "h2", "h3")
_SPEAKING = frozenset({"time", "a", "abbr"})
_NOT_SHOWN = frozenset({"meta", "link"})
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


@dataclass(slots=True)
class _Found:
    """The elements of a page in its order, and those of them that may speak of it, by what they are."""

    elements: list[Element]
    metas: list[Element] = field(default_factory=list)
    links: list[Element] = field(default_factory=list)
    titles: list[Element] = field(default_factory=list)
    scripts: list[Element] = field(default_factory=list)
    headings: list[Element] = field(default_factory=list)
    speaking: list[Element] = field(default_factory=list)


def read_head(root: Element) -> Head:
    """Return the elements below *root* that speak of the page."""
    found = _find(root)
    metas = _metas(found.metas)
    window = clean(_text(next(iter(found.titles), None)))
    return Head(
        metas=metas,
        canonical=_canonical(found.links),
        window=window[:_LONGEST_VALUE],
        scripts=tuple(_text(script) for script in found.scripts if "ld+json" in (script.get("type") or "")),
        marks=_marks(found, (metas.get("og:title", ""), window)),
        language=root.get("lang") or root.get("xml:lang") or "",
    )


def _find(root: Element) -> _Found:
    """Walk the page once; most elements say nothing of it and are asked for two attributes."""
    found = _Found(list(islice(root.iter("*"), MOST_WALKED)))
    by_tag = {"meta": found.metas, "link": found.links, "title": found.titles, "script": found.scripts}
    by_tag |= dict.fromkeys(_HEADINGS, found.headings)
    speaking = found.speaking
    for element in found.elements:
        tag, get = element.tag, element.get
        if tag in by_tag:
            by_tag[tag].append(element)
        classes = get("class") or ""
        naming = ("ut" in classes or "byline" in classes) and _NAMING.search(classes)
        if naming or get("itemprop"):
            if tag not in _NOT_SHOWN:
                speaking.append(element)
        elif tag in _SPEAKING and _speaks(element, tag):
            speaking.append(element)
    del speaking[MOST_ELEMENTS:]
    return found


def clean(text: str) -> str:
    """Return *text* with its white space collapsed."""
    return " ".join(text.split())


def _marks(found: _Found, titles: Iterable[str]) -> tuple[Mark, ...]:
    headline = _headline(found.headings, titles) if found.speaking else None
    if headline is None:
        return tuple(_mark(element, _place_by_elements(element)) for element in found.speaking)
    around = set(headline.iterancestors())
    near = _near(found.elements, headline, around)
    return tuple(_mark(element, _place(element, around, near)) for element in found.speaking)


def _near(elements: Sequence[Element], headline: Element, around: set[Element]) -> set[Element]:
    """Return what stands so close to *headline* that it speaks of the same article, or in it."""
    at = elements.index(headline)
    end = at + sum(1 for _ in headline.iter("*"))
    before = (element for element in reversed(elements[:at]) if element not in around)
    return {*islice(before, NEAR_BEFORE), *elements[at + 1 : end + NEAR_AFTER]}


def _speaks(element: Element, tag: str) -> bool:
    """Return whether an element that no class and no itemprop tells of can speak of the page."""
    if tag == "a":
        return "author" in (element.get("rel") or "")
    return tag == "time" or bool(element.get("title"))


def _metas(metas: Iterable[Element]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in metas:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = clean((meta.get("content") or "")[:_LONGEST_VALUE])
        if name and content:
            found.setdefault(name.lower()[:_LONGEST_NAME], content)
    return found


def _canonical(links: Iterable[Element]) -> str | None:
    for link in links:
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


def _headline(headings: Sequence[Element], titles: Iterable[str]) -> Element | None:
    """Return the heading that has most of one of *titles*, else the only main one."""
    wanted = [letters for title in titles if len(letters := letters_of(title)) >= _TELLING]
    found: list[tuple[int, str, Element]] = []
    for heading in headings[:MOST_ELEMENTS]:
        own = letters_of(_short_text(heading))
        same = [min(len(own), len(title)) for title in wanted if own in title or title in own]
        if same and max(same) >= _TELLING:
            found.append((-max(same), str(heading.tag), heading))
    if found:
        return min(found, key=lambda one: one[:2])[2]
    mains = [heading for heading in headings if heading.tag == "h1"]
    return mains[0] if len(mains) == 1 else None


def letters_of(text: str) -> str:
    """Return the letters and digits of *text* in one case, to compare names and titles by."""
    return "".join(filter(str.isalnum, text.casefold()))


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
