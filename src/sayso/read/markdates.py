"""When a page says it was published and last changed, by its markup, the best evidence first.

Only fields that mean the page are read: schema.org's in JSON-LD and microdata, Open Graph
and Dublin Core, ``time`` elements at the headline. A copyright line, an address, or a
date anywhere else is never taken.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.model import Published
from sayso.read.stamps import read_stamp, sureness

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.read.heads import Head, Mark
    from sayso.read.jsonld import Article

UPLOADED = 0.75
"""How sure the day on which a page's video was uploaded is the day of the page."""

UNPLACED = 0.8
"""How sure the one ``time`` of an article is that does not stand at its headline."""

_BEST, _GOOD, _FAIR = 0.97, 0.9, 0.85
_RESET = 0.7
_ELSEWHERE = 0.65
"""How sure a date is that does not stand with the headline, and is the only one of its kind."""

_PUBLISHED = (
    *("article:published_time", "article:published", "og:article:published_time", "datepublished"),
    *("dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_online_date"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article_date_original"),
)
"""Meta tags that mean the day of publication, as their publishers define them."""

_DATES = ("dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "citation_date", "pubdate", "date")
"""Meta tags that mostly hold it, and on some sites the day of the last change."""

_MODIFIED = (
    *("article:modified_time", "article:modified", "og:article:modified_time", "datemodified"),
    *("dc.date.modified", "dcterms.modified", "og:updated_time", "last-modified", "lastmod", "revised"),
)
_SOME_PUBLISHED = re.compile(
    r"publi(?:sh|cation|shed)?[\W_]?(?:time|date|on)|pub[\W_]?date|date[\W_]?publi|release[\W_]?date"
)
_SOME_MODIFIED = re.compile(r"(?:modifi(?:ed|cation)|updated?|changed)[\W_]?(?:time|date|at|on)$")
_TIME_PUBLISHED = re.compile(r"\b(?:datepublished|dt-published|published|entry-date|post-date|pubdate)\b")
_TIME_MODIFIED = re.compile(r"\b(?:datemodified|dt-updated|updated|modified|last-updated)\b")


def published_by(head: Head, article: Article) -> tuple[Published, ...]:
    """Return what the markup says of the day of publication, the surest first."""
    found = [
        *_linked(article.published, "datePublished", 0.98 if article.kind != "WebPage" else 0.95),
        *_linked(article.uploaded, "uploadDate", UPLOADED),
        *_meta(head.metas, _PUBLISHED, _BEST),
        *_own_meta(head.metas),
        *_meta(head.metas, _DATES, _FAIR),
        *_marked(head.marks, _TIME_PUBLISHED, "datepublished"),
        *_bare_times(head.marks),
    ]
    return tuple(sorted(found, key=lambda one: -one.confidence))


def modified_by(head: Head, article: Article) -> tuple[Published, ...]:
    """Return what the markup says of the day of the last change, the surest first."""
    found = [
        *_linked(article.modified, "dateModified", 0.98),
        *_meta(head.metas, _MODIFIED, _BEST),
        *_other_meta(head.metas, _SOME_MODIFIED, _GOOD),
        *_marked(head.marks, _TIME_MODIFIED, "datemodified"),
    ]
    return tuple(sorted(found, key=lambda one: -one.confidence))


def _linked(value: str | None, name: str, sure: float) -> Iterator[Published]:
    if value and (iso := read_stamp(value)):
        yield _said(iso, f"JSON-LD {name}", sure)


def _meta(metas: Mapping[str, str], names: Sequence[str], sure: float) -> Iterator[Published]:
    for name in names:
        if name in metas and (iso := read_stamp(metas[name])):
            yield _said(iso, f"meta tag {name}", sure)


def _other_meta(metas: Mapping[str, str], meaning: re.Pattern[str], sure: float) -> Iterator[Published]:
    """Read meta tags by names of the site's own ("zdf:publicationDate")."""
    for name, value in metas.items():
        known = name in _PUBLISHED or name in _MODIFIED
        if not known and meaning.search(name) and (iso := read_stamp(value)):
            yield _said(iso, f"meta tag {name}", sure)


def _own_meta(metas: Mapping[str, str]) -> Iterator[Published]:
    """Read meta tags of the site's own for the day of publication.

    One that holds the very time of the last change is set whenever the page is.
    """
    changed = {one.value for one in _other_meta(metas, _SOME_MODIFIED, _GOOD)}
    for one in _other_meta(metas, _SOME_PUBLISHED, 0.88):
        yield replace(one, confidence=_RESET) if one.value in changed and "T" in one.value else one


def _marked(marks: Sequence[Mark], meaning: re.Pattern[str], itemprop: str) -> Iterator[Published]:
    """Read the first element with the headline whose itemprop or class says what its date is.

    Where none stands there, microdata is read that gives the whole page one date.
    """
    read = [
        (mark, iso)
        for mark in marks
        if meaning.search(mark.kind) and (iso := read_stamp(mark.value) or read_stamp(mark.text))
    ]
    ours = [(mark, iso) for mark, iso in read if mark.place != "elsewhere"]
    if ours:
        mark, iso = min(ours, key=lambda one: one[0].place != "headline")
        how = f"microdata {itemprop}" if itemprop in mark.kind else f"{mark.tag} element"
        yield _said(iso, how, 0.95 if mark.place == "headline" else _GOOD)
    elif len({iso[:10] for mark, iso in read if itemprop in mark.kind}) == 1:
        iso = next(iso for mark, iso in read if itemprop in mark.kind)
        yield _said(iso, f"microdata {itemprop}", _ELSEWHERE)


def _bare_times(marks: Sequence[Mark]) -> Iterator[Published]:
    """Read the first ``time`` element at the headline that does not say it is of the last change.

    Where none stands there, the only day that such elements of the article give is read.
    """
    times = [
        (mark.place, iso)
        for mark in marks
        if mark.tag == "time"
        and not _TIME_MODIFIED.search(mark.kind)
        and (iso := read_stamp(mark.value) or read_stamp(mark.text))
    ]
    at_headline = [iso for place, iso in times if place == "headline"]
    in_article = [iso for place, iso in times if place == "article"]
    if at_headline:
        yield _said(at_headline[0], "time element", 0.88)
    elif len({iso[:10] for iso in in_article}) == 1:
        yield _said(in_article[0], "time element", UNPLACED)


def _said(iso: str, how: str, sure: float) -> Published:
    return Published(iso, how, round(sure * sureness(iso), 2))
