"""A web page as the texts that scrapers make of it, each line with where it stood.

Scrapers lose the markup in different ways: a line for every block, for every text node, for every
source line of the text content, or the blocks of one part of the page. All start here from one
walk over the tree, so that what a block is (article or not) is known of every line made of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element as Element

BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br button caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu "
        "nav ol optgroup option p pre search section select summary table tbody td tfoot th thead tr ul ",
    )
)
"""Elements that begin and end a line, after the HTML standard's rendering section."""

INVISIBLE = frozenset(
    re.findall(
        r"\w+",
        "head script style noscript template iframe object embed applet svg canvas audio video map datalist "
        "noembed noframes title textarea rp ",
    )
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
READER_ONLY = frozenset({"sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "hidden"})

ALWAYS_INVISIBLE = frozenset({"head", "script", "style", "template", "iframe", "object", "svg", "textarea"})
"""What even scrapers that show hidden elements leave out."""

MARKED = {"li": "* ", "h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}
"""What renderers to Markdown put before a line."""


class Node(NamedTuple):
    """A text node: its text, which block it is in, that block's tag, and where it stands."""

    text: str
    block: int
    tag: str
    hidden: bool
    caption: bool
    inside: frozenset[int]


class Line(NamedTuple):
    """A line of a rendering and the block that most of it comes from."""

    text: str
    block: int


class _Place(NamedTuple):
    tag: str = "body"
    hidden: bool = False
    caption: bool = False
    inside: frozenset[int] = frozenset()


@dataclass
class _Walk:
    nodes: list[Node]
    block: int = 0
    elements: int = 0

    def add(self, text: str | None, place: _Place) -> None:
        if text:
            self.nodes.append(Node(text, self.block, *place))


def text_nodes(root: Element) -> list[Node]:
    """Return the text nodes of the page in reading order; blocks are numbered from 0.

    ``inside`` holds numbers of the larger elements around a node (see :func:`part_of`).
    """
    walk = _Walk([])
    _enter(root, walk, _Place())
    return walk.nodes


def _enter(element: Element, walk: _Walk, place: _Place) -> None:
    name = str(element.tag)
    if name in ALWAYS_INVISIBLE:
        return
    is_block = name in BLOCK_TAGS
    walk.block += is_block
    inside = place.inside
    if name in {"div", "article", "main", "section", "td"}:
        walk.elements += 1
        inside |= {walk.elements}
    place = _Place(
        name if is_block and name not in {"div", "br"} else place.tag,
        place.hidden or name in INVISIBLE or _is_hidden(element),
        place.caption or name == "figcaption",
        inside,
    )
    walk.add(element.text, place)
    for child in element:
        _enter(child, walk, place)
        walk.add(child.tail, place)
    walk.block += is_block


def _is_hidden(element: Element) -> bool:
    return (
        "hidden" in element.attrib
        or HIDDEN_STYLE.search(element.get("style", "")) is not None
        or not READER_ONLY.isdisjoint(element.get("class", "").split())
    )


def blocks(nodes: Sequence[Node]) -> list[Line]:
    """Return a line for every visible block."""
    return list(_joined(node for node in nodes if not node.hidden))


def marked(nodes: Sequence[Node]) -> list[Line]:
    """Return a line for every visible block, lists and headings with their Markdown signs."""
    tags = {node.block: node.tag for node in reversed(nodes) if node.text.strip()}
    return [Line(MARKED.get(tags.get(line.block, ""), "") + line.text, line.block) for line in blocks(nodes)]


def with_hidden(nodes: Sequence[Node]) -> list[Line]:
    """Return a line for every block, shown or not: scrapers without a browser do not know."""
    return list(_joined(nodes))


def pieces(nodes: Sequence[Node]) -> list[Line]:
    """Return a line for every text node, as BeautifulSoup's text with a separator has them."""
    shown = (Line(" ".join(node.text.split()), node.block) for node in nodes if not node.hidden)
    return [line for line in shown if line.text]


def text_content(nodes: Sequence[Node]) -> list[Line]:
    """Return the source lines of the text content: blocks without white space between stick together."""
    lines: list[Line] = []
    text: list[str] = []
    share: Counter[int] = Counter()
    for node in nodes:
        first, *others = node.text.split("\n")
        for index, piece in enumerate([first, *others]):
            if index:
                lines += _closed(text, share)
                text, share = [], Counter()
            text.append(piece)
            share[node.block] += len(piece.strip())
    return lines + _closed(text, share)


def part_of(nodes: Sequence[Node], article: set[int]) -> list[Line]:
    """Return the blocks of the smallest element that holds nearly all of the blocks *article*."""
    sizes: Counter[int] = Counter()
    held: Counter[int] = Counter()
    total = 0
    for node in nodes:
        size = len(node.text.strip())
        total += size if node.block in article else 0
        for element in node.inside:
            sizes[element] += size
            held[element] += size if node.block in article else 0
    enough = [element for element, size in held.items() if size >= 0.9 * total]
    if not total or not enough:
        return []
    smallest = min(enough, key=lambda element: (sizes[element], -held[element]))
    return blocks([node for node in nodes if smallest in node.inside])


RENDERINGS: dict[str, Callable[[Sequence[Node]], list[Line]]] = {
    "blocks": blocks,
    "with hidden": with_hidden,
    "marked": marked,
    "pieces": pieces,
    "text content": text_content,
}


def _joined(nodes: Iterator[Node] | Sequence[Node]) -> Iterator[Line]:
    text: list[str] = []
    block = -1
    for node in nodes:
        if node.block != block:
            yield from _closed(text, Counter({block: 1}))
            text, block = [], node.block
        text.append(node.text)
    yield from _closed(text, Counter({block: 1}))


def _closed(text: Sequence[str], share: Counter[int]) -> list[Line]:
    line = " ".join("".join(text).split())
    if not line:
        return []
    return [Line(line, max(share, key=lambda block: (share[block], -block)))]
