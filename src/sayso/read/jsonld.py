"""The article that a page's JSON-LD describes (schema.org ``Article`` and its kinds)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|VideoObject)$|^(?:NewsArticle|WebPage)$")
_MOST_NODES = 2000
_LONGEST = 2_000_000
_CONTROLS = re.compile(r"[\x00-\x1f]+")


class Article(NamedTuple):
    """What JSON-LD says of the article; everything may be absent."""

    headline: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


def article_of(scripts: Iterable[str]) -> Article:
    """Return the article that the JSON-LD *scripts* of a page describe; broken ones are passed over."""
    found = [node for script in scripts for node in _nodes(_load(script)) if _is_article(node)]
    found.sort(key=lambda node: "WebPage" in _types(node) or "VideoObject" in _types(node))
    return Article(
        headline=next(_strings(found, "headline"), None),
        publisher=next((name for node in found for name in _names(node.get("publisher"))), None),
        authors=next((names for node in found if (names := tuple(_names(node.get("author"))))), ()),
        published=next(_strings(found, "datePublished"), None),
    )


def _load(script: str) -> object:
    if len(script) > _LONGEST:
        return None
    try:
        content: object = json.loads(_CONTROLS.sub(" ", script).strip().removesuffix(";"))
    except (ValueError, RecursionError):
        return None
    return content


def _nodes(content: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects in *content*, outer ones first."""
    waiting, seen = [content], 0
    while waiting and seen < _MOST_NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            waiting += [
                value for key, value in item.items() if key in {"@graph", "mainEntity", "mainEntityOfPage"}
            ]
        elif isinstance(item, list):
            waiting += item


def _types(node: Mapping[str, object]) -> list[str]:
    kind = node.get("@type")
    return (
        [kind]
        if isinstance(kind, str)
        else [item for item in kind if isinstance(item, str)]
        if isinstance(kind, list)
        else []
    )


def _is_article(node: Mapping[str, object]) -> bool:
    return any(_ARTICLE.search(kind) for kind in _types(node))


def _strings(nodes: Iterable[Mapping[str, object]], key: str) -> Iterator[str]:
    for node in nodes:
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            yield " ".join(value.split())


def _names(value: object) -> Iterator[str]:
    """Yield the names that a publisher or author field gives: text, an object's name, or a list of those."""
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        for one in name if isinstance(name, list) else [name]:
            if isinstance(one, str) and one.strip():
                yield " ".join(one.split())
