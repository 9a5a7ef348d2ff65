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
UNSEEN = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
"""Characters that are left out of the text."""

_UNSEEN = re.compile(f"[{UNSEEN}]+")
_SENTENCE_END = re.compile(r"[.!?:…\u3002\uff01\uff1f][\"'”’»)]?\s*$")
_LINE, _CELL = -1, -2
"""Instead of a text node's number: a line break, the end of a table's cell."""

_BLOCK, _HIDDEN, _GAP = 1, 2, 0
_AT_START = dict.fromkeys(_BLOCK_TAGS, _BLOCK) | dict.fromkeys(_INVISIBLE, _HIDDEN) | {"br": _LINE}
_AT_END = dict.fromkeys(_BLOCK_TAGS, _BLOCK) | dict.fromkeys(("td", "th"), _CELL)
"""What the two ends of elements do to the text around them; 0 is nothing."""

_Mark = tuple[int, int, int]
"""Where the text nodes of a block are parted: the first after the mark, the first to go on with, and
:data:`_LINE`, :data:`_CELL`, or :data:`_GAP` where those between the two are not shown."""


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
    nodes: Sequence[int] = ()


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

    writer, elements = _Writer(), Elements()
    nodes, enter = writer.nodes, elements.enter
    place, outside = elements.outermost, [elements.outermost]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            outside.append(place)
            kind, text = _AT_START.get(tag := element.tag, 0), element.text
            if text is None and kind == 0 and not len(element):
                continue  # no text is in it: what it makes of text need not be known
            inside = None if kind == _HIDDEN else enter(element, tag, place)
            if inside is None:
                writer.pass_over(element.itertext())
                walk.skip_subtree()
                continue
            place = inside
        else:
            kind = _AT_END.get(element.tag, 0)
            place, text = outside.pop(), element.tail
        if kind:
            writer.part(kind, place)
        if text:
            if writer.place is None and not text.isspace():
                writer.place, writer.first = place, len(nodes)
            if place.setting.in_link:
                writer.linked += len(text)
            nodes.append(text)
    writer.part(_BLOCK, place)
    return Visible(writer.blocks, nodes)


class _Writer:
    """Gathers the text of the block at hand and writes it out when the block ends.

    ``place`` is where its text begins, ``None`` before it does, with the text node ``first``;
    ``linked`` counts its characters in links.
    """

    __slots__ = ("_marks", "blocks", "first", "linked", "nodes", "place")

    def __init__(self) -> None:
        self.blocks: list[Shown] = []
        self.nodes: list[str] = []
        self.place: Place | None = None
        self.first = 0
        self.linked = 0
        self._marks: list[_Mark] = []

    def part(self, kind: int, place: Place) -> None:
        """End the block, or its line or cell in *place*; what nothing stood before belongs to no block."""
        if kind != _BLOCK:
            self._marks.append((len(self.nodes), len(self.nodes), kind))
            self.linked += place.setting.in_link
            return
        if self.place is not None:
            self._write(self.place)
            self.place = None
        if self._marks:
            self._marks = []
        self.linked = 0

    def pass_over(self, texts: Iterable[str]) -> None:
        """Add text nodes that are not shown."""
        begin = len(self.nodes)
        self.nodes.extend(texts)
        if self.place is not None:
            self._marks.append((begin, len(self.nodes), _GAP))

    def _write(self, place: Place) -> None:
        if self._marks:
            pieces: Sequence[int] = self._pieces()
            text = _joined(self.nodes, pieces)
        else:
            pieces = range(self.first, len(self.nodes))
            text = _seen("".join(self.nodes[self.first :]))
        share = min(1.0, self.linked / max(1, len(text.strip()))) if self.linked else 0.0
        setting = place.setting
        tag, role, region, sure = setting.tag, setting.role, setting.region, setting.sure
        if self._marks and any(kind != _GAP for _, _, kind in self._marks):
            for paragraph, used in _paragraphs(self.nodes, pieces):
                self.blocks.append(Shown(paragraph, tag, role, region, sure, share, place, used))
        elif words := text.split():
            self.blocks.append(Shown(" ".join(words), tag, role, region, sure, share, place, pieces))

    def _pieces(self) -> Sequence[int]:
        """Return the block's text nodes by number, with the marks between them."""
        first = self.first
        pieces: list[int] = []
        for begin, after, kind in self._marks:
            pieces += range(first, begin)
            if kind != _GAP:
                pieces.append(kind)
            first = max(first, after)
        return (*pieces, *range(first, len(self.nodes)))


def _joined(nodes: Sequence[str], pieces: Sequence[int]) -> str:
    """Return the text of the *pieces*, with spaces for the marks."""
    return _seen("".join([nodes[piece] if piece >= 0 else " " for piece in pieces]))


def _seen(text: str) -> str:
    """Return *text* without :data:`UNSEEN` characters; four searches are sooner than one for any of them."""
    if text.isascii() or not any([char in text for char in UNSEEN]):  # noqa: C419 - sooner than a generator
        return text
    return _UNSEEN.sub("", text)


def _paragraphs(nodes: Sequence[str], pieces: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Part at line breaks, but not where the next line goes on in lower case; cells are parted by tabs.

    Yields:
        the text of each paragraph with the nodes it is made of.
    """
    lines: list[str] = []
    used: list[int] = []
    for line in _parts(pieces, _LINE):
        cells = [" ".join(_joined(nodes, cell).split()) for cell in _parts(line, _CELL)]
        text = "\t".join(filter(None, cells))
        if lines and not (text and text[0].islower() and not _SENTENCE_END.search(lines[-1][-4:])):
            yield " ".join(lines), used
            lines, used = [], []
        if text:
            lines.append(text)
            used += [piece for piece in line if piece >= 0]
    if lines:
        yield " ".join(lines), used


def _parts(pieces: Sequence[int], mark: int) -> Iterator[Sequence[int]]:
    """Yield the *pieces* between the marks, as ``str.split`` would."""
    start = 0
    for _ in range(pieces.count(mark)):
        end = pieces.index(mark, start)
        yield pieces[start:end]
        start = end + 1
    yield pieces[start:]
