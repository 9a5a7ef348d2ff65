"""A strict reader of the report's HTML: it builds a tree, and refuses what a browser would have to repair."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
PHRASING_ONLY = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "span",
        "a",
        "b",
        "q",
        "mark",
        "small",
        "strong",
        "bdi",
        "dfn",
        "code",
        "summary",
    ]
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "section",
        "article",
        "nav",
        "main",
        "header",
        "footer",
        "details",
        "blockquote",
        "h1",
        "h2",
        "h3",
    ]
)


@dataclass
class Node:
    """An element with its attributes, its parent and what is in it."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def find(self, *tags: str) -> list[Node]:
        """Return the elements of these kinds below."""
        return [node for node in self.walk() if node.tag in tags]

    def classed(self, name: str) -> list[Node]:
        """Return the elements below that have this class."""
        return [node for node in self.walk() if name in node.attributes.get("class", "").split()]

    def text_without(self, name: str) -> str:
        """All words in it but those of elements that have this class."""
        return "".join(
            child if isinstance(child, str) else child.text_without(name)
            for child in self.children
            if isinstance(child, str) or name not in child.attributes.get("class", "").split()
        )

    @property
    def text(self) -> str:
        """All words in it, as they stand."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def ancestors(self) -> Iterator[Node]:
        """Yield the elements it is in, nearest first."""
        node = self.parent
        while node:
            yield node
            node = node.parent


class _Reader(HTMLParser):
    """Builds the tree and checks that every element is closed in its turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#root", {})
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute of <{tag}> is given twice"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        if tag in BLOCKS:
            around = [outer.tag for outer in (self.at, *self.at.ancestors()) if outer.tag in PHRASING_ONLY]
            assert not around, f"<{tag}> stands in <{around[0]}>"
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read_markup(page: str) -> Node:
    """Return the tree of *page*, all of it closed and nested as HTML asks."""
    assert page.startswith("<!doctype html>")
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag}> is never closed"
    return reader.root
