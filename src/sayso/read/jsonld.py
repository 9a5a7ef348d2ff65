"""The article that a page's JSON-LD describes (schema.org ``Article`` and its kinds)."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Node = Mapping[str, object]

_ARTICLE = re.compile(
    r"(?:Article|Posting|Report|Review|Recipe|PodcastEpisode|HowTo|CreativeWork|VideoObject|WebPage)$"
)
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")
_LATER = ("WebPage", "VideoObject")
"""Kinds that an article goes before, the likelier one first."""

_MOST_NODES = 2000
_MOST_NAMES = 20
_LONGEST = 2_000_000
_LONGEST_VALUE = 1000
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_OPENINGS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
_CLOSINGS = (";", "-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_TAG = re.compile(r"<[^<>]{0,500}>")
_SALVAGED = re.compile(
    r'"(headline|datePublished|dateModified)"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){1,500}?)"', re.DOTALL
)
_SALVAGEABLE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"(\w{0,40}(?:Article|Posting|Report))"')


class Article(NamedTuple):
    """What JSON-LD says of the article; everything may be absent.

    ``kind`` is the schema.org type that the date of publication was read from.
    ``uploaded`` is when a video that is on the page was.
    """

    headline: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    uploaded: str | None = None
    kind: str = ""
    addresses: tuple[str, ...] = ()


def article_of(scripts: Iterable[str], title: str = "") -> Article:
    """Return the article that the JSON-LD *scripts* of a page describe; broken ones are passed over.

    Of several articles it is the one with the page's *title*; when none has it, and
    they are of different days, the page is a list and has no date of its own.
    """
    nodes = [node for script in scripts for node in _nodes(_load(script))]
    known = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    found = [node for node in nodes if any(map(_ARTICLE.search, _types(node)))]
    found.sort(key=lambda node: (_rank(node), not _has_title(node, title)))
    dated = next((node for node in found if _rank(node) < len(_LATER) and node.get("datePublished")), None)
    if dated is not None and not _has_title(dated, title) and _are_many(found):
        dated = None
    return Article(
        headline=next(_strings(found, "headline"), None),
        publisher=next((name for node in found for name in _names(node.get("publisher"), known)), None),
        authors=next((names for node in found if (names := tuple(_names(node.get("author"), known)))), ()),
        published=next(_strings([dated] if dated else [], "datePublished"), None),
        modified=next(_strings([dated] if dated else found, "dateModified"), None),
        uploaded=next(_strings(found, "uploadDate"), None),
        kind=next(iter(_types(dated)), "") if dated else "",
        addresses=tuple(_addresses(found)),
    )


def _load(script: str) -> object:
    if len(script) > _LONGEST:
        return None
    bare = _CONTROLS.sub(" ", script).strip()
    for opening, closing in zip_longest(_OPENINGS, _CLOSINGS, fillvalue=""):
        bare = bare.removeprefix(opening).removesuffix(closing).strip()
    for text in (bare, _TRAILING_COMMA.sub("", bare)):
        try:
            content: object = json.loads(text)
        except (ValueError, RecursionError):
            continue
        return content
    return _salvage(bare)


def _salvage(script: str) -> object:
    """Return the first fields of an article in *script*, which is not JSON: a quotation mark too many."""
    kind = _SALVAGEABLE.search(script)
    if kind is None:
        return None
    fields: dict[str, object] = {"@type": kind[1]}
    for match in _SALVAGED.finditer(script):
        fields.setdefault(match[1], match[2])
    return fields


def _nodes(content: object) -> Iterator[Node]:
    """Yield the objects in *content*, outer ones first."""
    waiting, seen = deque([content]), 0
    while waiting and seen < _MOST_NODES:
        item = waiting.popleft()
        seen += 1
        if isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in _INNER if key in item)
        elif isinstance(item, list):
            waiting.extend(item[: max(0, _MOST_NODES - len(waiting))])


def _types(node: Node) -> list[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [item for item in kinds[:_MOST_NAMES] if isinstance(item, str)]


def _rank(node: Node) -> int:
    """Return 0 for articles, more for what is less surely the article that the page shows."""
    return max((_LATER.index(kind) + 1 for kind in _types(node) if kind in _LATER), default=0)


def _has_title(node: Node, title: str) -> bool:
    own = next(_strings([node], "headline"), None) or next(_strings([node], "name"), "")
    one, other = _letters(html.unescape(own)), _letters(title)
    return bool(one and other) and (one in other or other in one)


def _are_many(found: Sequence[Node]) -> bool:
    """Return whether *found* holds articles with different headlines of different days."""
    articles = [node for node in found if _rank(node) == 0]
    days = {value[:10] for value in _strings(articles, "datePublished")}
    return len(days) > 1 and len(set(_strings(articles, "headline"))) > 1


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _strings(nodes: Iterable[Node], key: str) -> Iterator[str]:
    for node in nodes:
        value = node.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and value.strip():
            yield " ".join(value[:_LONGEST_VALUE].split())


def _addresses(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        for value in (node.get("url"), node.get("mainEntityOfPage")):
            address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(address, str):
                yield address.strip()


def _names(value: object, known: Mapping[str, Node]) -> Iterator[str]:
    """Yield the names that a publisher or author field gives.

    It holds text, an object's name, the id of an object elsewhere on the page, or a list of those.
    """
    for item in value[:_MOST_NAMES] if isinstance(value, list) else [value]:
        identifier = item.get("@id") if isinstance(item, dict) else item
        if (not isinstance(item, dict) or "name" not in item) and isinstance(identifier, str):
            item = known.get(identifier, item)  # noqa: PLW2901 - the object that is meant
        name = item.get("name") if isinstance(item, dict) else item
        for one in name[:_MOST_NAMES] if isinstance(name, list) else [name]:
            if isinstance(one, str) and (plain := _plain(one)):
                yield plain


def _plain(text: str) -> str:
    """Return *text* without the tags and character references that some sites leave in it."""
    return " ".join(html.unescape(_TAG.sub(" ", html.unescape(text[:_LONGEST_VALUE]))).split())
