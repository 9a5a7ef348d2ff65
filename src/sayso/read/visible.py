"""The visible text of a page as blocks in reading order, each with where it stood.

What a browser would not show (scripts, styles, hidden elements, fallbacks for
browsers without scripts) is left out; everything else is in some block, kept or
dropped later. Block-level elements as in the HTML standard's rendering section.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.elements import Elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from sayso.model import BlockRole
    from sayso.read.elements import Place

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
UNSEEN = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
"""Characters that are left out of the text."""

_UNSEEN = re.compile(f"[{UNSEEN}]+")
_SENTENCE_END = re.compile(r"[.!?:…\u3002\uff01\uff1f][\"'”’»)]?\s*$")
_LINE, _CELL = -1, -2
"""Instead of a text node's number: a line break, the end of a table's cell."""


class Shown(NamedTuple):
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


def shown_blocks(root: Element) -> list[Shown]:
    """Return the visible text below *root* as blocks, in reading order."""
    return visible_text(root).blocks


def visible_text(root: Element) -> Visible:
    """Return the visible text below *root* as blocks, in reading order, with the nodes they are made of."""
    from lxml import etree  # noqa: PLC0415 - text pages do without it

    writer = _Writer()
    add, close = writer.add, writer.close
    elements = Elements()
    enter = elements.enter
    places = [elements.outermost]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            left = places.pop()
            if tag in _BLOCK_TAGS:
                close()
            elif tag in _CELLS:
                writer.part(_CELL, left)
            if tail := element.tail:
                add(tail, places[-1])
            continue
        place = None if tag in _INVISIBLE else enter(element, tag, places[-1])
        if place is None:
            places.append(places[-1])
            writer.pass_over(element.itertext())
            walk.skip_subtree()
            continue
        places.append(place)
        if tag in _BLOCK_TAGS:
            close()
        elif tag == "br":
            writer.part(_LINE, place)
        if text := element.text:
            add(text, place)
    close()
    return Visible(writer.blocks, writer.nodes)


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
        """Add a text node; white space that nothing stands before belongs to no block."""
        nodes = self.nodes
        if self._place is None and not text.isspace():
            self._place = place
        if self._place is not None:
            self._pieces.append(len(nodes))
        if place.setting.in_link:
            self._linked += len(text)
        nodes.append(text)

    def part(self, mark: int, place: Place) -> None:
        self._pieces.append(mark)
        self._parted = True
        self._linked += place.setting.in_link

    def pass_over(self, texts: Iterable[str]) -> None:
        self.nodes.extend(texts)

    def close(self) -> None:
        place = self._place
        if place is not None:
            self._write(place)
            self._place = None
        elif not self._pieces and not self._linked:
            return
        self._pieces, self._linked, self._parted = [], 0, False

    def _write(self, place: Place) -> None:
        nodes, pieces = self.nodes, self._pieces
        text = nodes[pieces[0]] if len(pieces) == 1 else _joined(nodes, pieces)
        if not text.isascii():
            text = _UNSEEN.sub("", text)
        share = min(1.0, self._linked / max(1, len(text.strip()))) if self._linked else 0.0
        setting = place.setting
        known = (setting.tag, setting.role, setting.region, setting.sure, share, place)
        if self._parted:
            for paragraph, used in _paragraphs(nodes, pieces):
                self.blocks.append(Shown(paragraph, *known, tuple(used)))
        elif words := text.split():
            self.blocks.append(Shown(" ".join(words), *known, tuple(pieces)))


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
