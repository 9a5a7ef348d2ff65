"""The visible text of a page as blocks in reading order, each with where it stood.

What a browser would not show (scripts, styles, hidden elements, fallbacks for
browsers without scripts) is left out; everything else is in some block, kept or
dropped later. Block-level elements as in the HTML standard's rendering section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.regions import region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from sayso.model import BlockRole

_BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body button caption center col colgroup dd details dialog dir "
        "div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr "
        "html legend li main menu nav ol optgroup option p pre search section select summary table tbody "
        "tfoot thead tr ul",
    )
)
_INVISIBLE = frozenset(
    re.findall(
        r"\w+",
        "head script style noscript template iframe object embed applet svg canvas audio video map "
        "datalist noembed noframes param source track base link meta title textarea rp",
    )
)
_CELLS = frozenset({"td", "th"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_READER_ONLY = frozenset({"sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "hidden"})
UNSEEN = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
"""Characters that are left out of the text."""

_UNSEEN = re.compile(f"[{UNSEEN}]+")
_SENTENCE_END = re.compile(r"[.!?:…\u3002\uff01\uff1f][\"'”’»)]?\s*$")
_LINE, _CELL = -1, -2
"""Instead of a text node's number: a line break, the end of a table's cell."""

_PLAIN = frozenset({"b", "big", "br", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"})
"""Elements inside of lines that say nothing of their text, unless they have names or a role."""

_ROLES: dict[str, BlockRole] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("td", "th", "tr"), "table"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("p", "blockquote", "pre"), "paragraph"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One block of visible text: its white space collapsed, and what is known of its place.

    ``region`` is the reason it would be dropped for, by the nearest element that
    tells ("navigation"), ``sure`` when that element is nothing but that;
    ``links`` is the share of its characters that stand in links; ``place`` is
    the element that its text begins in; ``nodes`` are the numbers of the text nodes
    (:attr:`Visible.nodes`) that it is made of, all of their characters but white space
    and :data:`UNSEEN` ones, in order.
    """

    text: str
    tag: str
    role: BlockRole
    region: str | None
    sure: bool
    links: float
    place: Place
    nodes: tuple[int, ...] = ()


class Visible(NamedTuple):
    """The visible text in blocks, and the text nodes of the whole page, hidden ones too, in its order."""

    blocks: list[Shown]
    nodes: list[str]


@dataclass(slots=True, eq=False)
class Place:
    """An element and what those around it make of it; ``parent`` is ``None`` for the page's root.

    ``element`` is its own tag, ``names`` its id and classes; ``tag`` is that of the
    nearest element that gives text a role.
    """

    parent: Place | None
    element: str
    names: str
    tag: str
    role: BlockRole
    region: str | None
    sure: bool
    in_link: bool
    in_article: bool


_ROOT = Place(None, "", "", "body", "paragraph", None, sure=False, in_link=False, in_article=False)


def shown_blocks(root: Element) -> list[Shown]:
    """Return the visible text below *root* as blocks, in reading order."""
    return visible_text(root).blocks


def visible_text(root: Element) -> Visible:
    """Return the visible text below *root* as blocks, in reading order, with the nodes they are made of."""
    from lxml import etree  # noqa: PLC0415 - text pages do without it

    writer = _Writer()
    places = [_ROOT]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            left = places.pop()
            if tag in _BLOCK_TAGS:
                writer.close()
            elif tag in _CELLS:
                writer.part(_CELL, left)
            if tail := element.tail:
                writer.add(tail, places[-1])
            continue
        place = None if tag in _INVISIBLE else _enter(element, tag, places[-1])
        if place is None:
            places.append(places[-1])
            writer.pass_over(element.itertext())
            walk.skip_subtree()
            continue
        places.append(place)
        if tag in _BLOCK_TAGS:
            writer.close()
        elif tag == "br":
            writer.part(_LINE, place)
        if text := element.text:
            writer.add(text, place)
    writer.close()
    return Visible(writer.blocks, writer.nodes)


def _enter(element: Element, tag: str, parent: Place) -> Place | None:
    """Return the place that *element* is, ``None`` for one that is not shown."""
    names = aria = ""
    if given := element.keys():
        if _is_hidden(element, given):
            return None
        if "class" in given or "id" in given:
            names = f"{element.get('id') or ''} {element.get('class') or ''}"
        if "role" in given:
            aria = element.get("role") or ""
    if not names and not aria and tag in _PLAIN:
        return parent
    region, sure = region_of(tag, names, aria, in_article=parent.in_article)
    if region is None or (parent.sure and not sure):
        region, sure = parent.region, parent.sure
    role = _ROLES.get(tag)
    return Place(
        parent,
        tag,
        names,
        parent.tag if role is None else tag,
        parent.role if role is None or (role == "paragraph" and parent.role == "list") else role,
        region,
        sure,
        parent.in_link or tag == "a",
        parent.in_article or tag in {"article", "main"},
    )


def _is_hidden(element: Element, given: Sequence[str | bytes]) -> bool:
    """Return whether an element with the attributes *given* is hidden from a reader."""
    if "hidden" in given and element.get("hidden") != "until-found":
        return True
    if "style" in given and _HIDDEN_STYLE.search((element.get("style") or "")[:1000]):
        return True
    return "class" in given and not _READER_ONLY.isdisjoint((element.get("class") or "")[:1000].split())


class _Writer:
    """Gathers the text of the block at hand and writes it out when the block ends."""

    def __init__(self) -> None:
        self.blocks: list[Shown] = []
        self.nodes: list[str] = []
        self._pieces: list[int] = []
        self._place: Place | None = None
        self._linked = 0
        self._parted = False

    def add(self, text: str, place: Place) -> None:
        self._pieces.append(len(self.nodes))
        self.nodes.append(text)
        if self._place is None and not text.isspace():
            self._place = place
        if place.in_link:
            self._linked += len(text)

    def part(self, mark: int, place: Place) -> None:
        self._pieces.append(mark)
        self._parted = True
        self._linked += place.in_link

    def pass_over(self, texts: Iterable[str]) -> None:
        self.nodes.extend(texts)

    def close(self) -> None:
        place = self._place
        if place is None and not self._pieces:
            return
        if place is not None:
            text = _joined(self.nodes, self._pieces)
            share = min(1.0, self._linked / max(1, len(text.strip())))
            known = (place.tag, place.role, place.region, place.sure, share, place)
            if self._parted:
                for paragraph, pieces in _paragraphs(self.nodes, self._pieces):
                    self.blocks.append(Shown(paragraph, *known, nodes=tuple(pieces)))
            elif words := text.split():
                self.blocks.append(Shown(" ".join(words), *known, nodes=tuple(self._pieces)))
        self._pieces, self._place, self._linked, self._parted = [], None, 0, False


def _joined(nodes: Sequence[str], pieces: Iterable[int]) -> str:
    text = "".join([nodes[piece] if piece >= 0 else " " for piece in pieces])
    return text if text.isascii() else _UNSEEN.sub("", text)


def _paragraphs(nodes: Sequence[str], pieces: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Part at line breaks, but not where the next line goes on in lower case; cells are parted by tabs.

    Yields:
        the text of each paragraph with the nodes it is made of.
    """
    lines: list[str] = []
    used: list[int] = []
    for line in _parts(pieces, _LINE):
        cells = [" ".join(_joined(nodes, cell).split()) for cell in _parts(line, _CELL)]
        text = "\t".join(cell for cell in cells if cell)
        if lines and not (text and text[0].islower() and not _SENTENCE_END.search(lines[-1][-4:])):
            yield " ".join(lines), used
            lines, used = [], []
        if text:
            lines.append(text)
            used += [piece for piece in line if piece >= 0]
    if lines:
        yield " ".join(lines), used


def _parts(pieces: Sequence[int], mark: int) -> Iterator[list[int]]:
    """Yield the *pieces* between the marks, as ``str.split`` would."""
    part: list[int] = []
    for piece in pieces:
        if piece == mark:
            yield part
            part = []
        else:
            part.append(piece)
    yield part
