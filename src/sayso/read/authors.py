"""Who wrote a page, by its markup: names of people as printed, without labels and the site's own name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.read.heads import letters_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sayso.read.heads import Head, Mark
    from sayso.read.jsonld import Article

MOST_AUTHORS = 20
LONGEST_NAME, MOST_WORDS = 60, 6

_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_LABELS = re.compile(
    r"(?:written by|written_by|verfasst von|geschrieben von|von|escrito por|écrit par|scritto da|escrito by"
    r"|geschreven door|napisane przez|autor|author|автор|написано)",
    re.IGNORECASE,
)
"""What Twitter's card tags call the author in the languages of the blogs that write them."""

_BY = re.compile(
    r"^(?:(?:view all posts|posts|alle beiträge|zeige alle beiträge|artikel|ver todas las entradas"
    r"|voir tous les articles|vedi tutti gli articoli|written|posted|published|story"
    r"|words|text|reporting|verfasst|geschrieben|veröffentlicht|publicado|escrito|écrit|scritto|publié) )?"
    r"(?:by|von|par|por|di|da|door|de|autor(?:in|en)?|authors?|autore|auteur|автор|od|przez)(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:;|,|/|\||\n|\s&\s|\s(?:and|und|et|y|e|en|i|и|та|oraz)\s)\s*")
_NO_NAME = re.compile(
    r"(?:https?:)?//|www\.|@|\d{2}|[<>{}=:]|^(?:admin(?:istrator)?|null|none|undefined)$", re.IGNORECASE
)
_LINK = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)
_LINKED = re.compile(r"\(?(?:https?://|www\.)\S*", re.IGNORECASE)
_ONE_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_PARTICLES = frozenset({"da", "di", "de"})
_AUTHOR_CLASS = re.compile(
    r"(?:^|\s)(?:(?:[\w-]+[-_])?(?:authors?|autor(?:e|es|in)?|auteurs?)(?:[-_]{1,2}(?:name|link|url|info--name|names))?|authorname"
    r"|byline(?:[-_]{1,2}(?:name|author|names))?|p-author|c-byline__author)(?=\s|$)"
)


def authors_by(head: Head, article: Article, site: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names of the authors that the markup gives, as printed; JSON-LD goes before meta tags.

    Args:
        head: what the page's elements say.
        article: what its JSON-LD says.
        site: the site's names, which are no author's where the page names one.
    """
    own = {letters_of(name) for name in site}
    ours = [mark for mark in head.marks if mark.place != "elsewhere"]
    named = [mark for mark in head.marks if "author" in mark.kind.split()[:1] or _is_rel(mark)]
    sources: tuple[Iterable[str], ...] = (
        article.authors,
        _by_metas(head.metas, own),
        _by_card(head.metas),
        _by_marks([mark for mark in named if mark in ours]),
        _by_marks([mark for mark in ours if _AUTHOR_CLASS.search(mark.kind)]),
        _by_marks(named) if len({letters_of(mark.text) for mark in named}) == 1 else (),
    )
    institution: tuple[str, ...] = ()
    for source in sources:
        names: dict[str, str] = {}
        for name in filter(None, map(_name, source)):
            names.setdefault(letters_of(name), name)
        people = [name for letters, name in names.items() if letters not in own]
        if people:
            return tuple(people[:MOST_AUTHORS])
        institution = institution or tuple(names.values())
    return institution


def _by_metas(metas: Mapping[str, str], own: AbstractSet[str]) -> Iterator[str]:
    """Yield the names in meta tags; where the site's *own* is among them, the rest is its address."""
    for key in _METAS:
        value = metas.get(key, "")
        family, _, given = value.partition(", ")
        if key.startswith("dc") and _ONE_WORD.fullmatch(family) and _ONE_WORD.fullmatch(given):
            yield f"{given} {family}"  # a catalogue's order of names
        else:
            names = _split(value)
            yield from names if own.isdisjoint(map(letters_of, names)) else names[:1]


def _by_card(metas: Mapping[str, str]) -> Iterator[str]:
    for number in ("1", "2"):
        if _LABELS.fullmatch(metas.get(f"twitter:label{number}", "")):
            yield from _split(metas.get(f"twitter:data{number}", ""))


def _by_marks(marks: Iterable[Mark]) -> Iterator[str]:
    """Yield the names in the first of *marks* that has any, and in those like it that follow."""
    kind = None
    for mark in marks:
        if kind is not None and mark.kind != kind:
            continue
        names = [name for name in _split(mark.text) if _name(name)]
        if names:
            kind = mark.kind
            yield from names


def _is_rel(mark: Mark) -> bool:
    return mark.tag == "a" and "author" in mark.kind.split()


def _split(text: str) -> list[str]:
    too_long = len(text) > MOST_AUTHORS * LONGEST_NAME
    return [] if too_long or _LINK.match(text) else _BETWEEN.split(_LINKED.sub("", text))


def _name(text: str) -> str | None:
    """Return *text* as a name without its label, ``None`` when it cannot be one."""
    printed = " ".join(text[: 4 * LONGEST_NAME].split())
    label = _BY.match(printed)
    if label and label.group().strip().lower() in _PARTICLES and " " not in printed[label.end() :]:
        label = None  # "Di Maio"
    name = printed[label.end() if label else 0 :].strip(" .,:|–—-·•")
    if not 1 < len(name) <= LONGEST_NAME or len(name.split()) > MOST_WORDS or _NO_NAME.search(name):
        return None
    return name if name[0].isalpha() else None
