"""Where a web page's blocks stand on it: each character's span in the decoded page, or ``None``."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.alignment import Alignment, Printed
from sayso.read.tokens import BLANK, tokens
from sayso.read.tree import start_of
from sayso.read.visible import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Span
    from sayso.read.tree import Tree
    from sayso.read.visible import Shown, Visible

_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_BESIDE = _SPACES + UNSEEN
"""White space, as ``str.split`` knows it, and what is left out of the text."""

_PART = re.compile(rf"\s+|[^\s{UNSEEN}]+")


_end_of = attrgetter("end")


class Part(NamedTuple):
    """Characters of a block's text that are words without white space, or one space.

    ``copied`` are the stretches of text nodes that they come from, as ``(node, offset, text)``: one
    for words, any number for a space, none where the reader put it between two lines.
    """

    start: int
    end: int
    copied: tuple[tuple[int, int, str], ...]


def origins_of(tree: Tree, visible: Visible) -> list[Span | None]:
    """Return where each block of a page stands, as :meth:`Places.origins` does."""
    places = Places(tree, visible, blank=False)
    return (places if places.whole else Places(tree, visible)).origins(visible.blocks)


class Places:
    """The places of the blocks of one page."""

    def __init__(self, tree: Tree, visible: Visible, *, blank: bool = True) -> None:
        """Lay the text nodes beside the page.

        Without *blank*, the white space that they begin with is left out, which is most of it:
        enough to tell origins by, and told sooner.
        """
        self._nodes = visible.nodes if blank else [node.lstrip(BLANK) for node in visible.nodes]
        runs = tokens(tree.page, start_of(tree.page)).runs if blank else tree.runs
        self._alignment = Alignment(self._nodes, Printed(tree.page, runs))
        self.whole = self._alignment.whole

    def origins(self, blocks: Sequence[Shown]) -> list[Span | None]:
        """Return the span of the page from the first to one past the last character of each block.

        ``None`` where the place of one of its characters is not known.
        """
        known = blocks if self.whole else [block for block in blocks if self._is_known(block)]
        spans = iter(self._alignment.stretches([self._ends(block) for block in known]))
        if known is blocks:
            return list(spans)
        places = {id(block): span for block, span in zip(known, spans, strict=True)}
        return [places.get(id(block)) for block in blocks]

    def origin(self, block: Shown) -> Span | None:
        """Return what :meth:`origins` does, of one block."""
        return self.origins([block])[0]

    def _is_known(self, block: Shown) -> bool:
        return self.spans(list(self.parts(block)), 0, len(block.text)) is not None

    def _ends(self, block: Shown) -> tuple[int, int, int, int]:
        """Return the text nodes of a block's first and last character, each with its offset there."""
        nodes, texts = block.nodes, self._nodes
        for first in nodes:
            if (node := texts[first]) and (rest := _lstripped(node)):
                offset = len(node) - len(rest)
                break
        for last in reversed(nodes):
            if (node := texts[last]) and (rest := _rstripped(node)):
                return first, offset, last, len(rest) - 1
        message = "a block without a character"
        raise ValueError(message)

    def parts(self, block: Shown) -> Iterator[Part]:
        """Yield the parts of the text of *block*, in order; they cover it."""
        position = 0
        space: list[tuple[int, int, str]] = []
        for number in block.nodes:
            for found in _PART.finditer(self._nodes[number]):
                copied = (number, found.start(), found[0])
                if found[0].isspace():
                    space.append(copied)
                    continue
                if block.text[position].isspace():
                    yield Part(position, position + 1, tuple(space))
                    position += 1
                yield Part(position, position + len(found[0]), (copied,))
                position += len(found[0])
                space.clear()

    def spans(self, parts: Sequence[Part], start: int, end: int) -> list[Span] | None:
        """Return the spans of the page that print a block's text from *start* to *end*, in order.

        Spans that touch are one. ``None`` where the place of a character is not known; white
        space that reading put there has none.
        """
        found: list[Span] = []
        for part in parts[bisect_right(parts, start, key=_end_of) :]:
            if part.start >= end:
                break
            for number, offset, text in part.copied:
                low, high = 0, len(text)
                if not (space := text.isspace()):
                    low, high = max(start - part.start, 0), min(end - part.start, high)
                printed = self._alignment.places(number, offset + low, text[low:high])
                if printed is None and not space:
                    return None
                for span in printed or ():
                    _join(found, span)
        return found


def _lstripped(text: str) -> str:
    """Return *text* from its first visible character on."""
    rest = text.lstrip()
    return rest.lstrip(_BESIDE) if rest[:1] in UNSEEN else rest  # also where nothing is left


def _rstripped(text: str) -> str:
    """Return *text* up to its last visible character."""
    rest = text.rstrip()
    return rest.rstrip(_BESIDE) if rest[-1:] in UNSEEN else rest


def _join(spans: list[Span], span: Span) -> None:
    """Add *span* to those before it; one that is there already, or not behind them, adds nothing."""
    if not spans or span[0] > spans[-1][1]:
        spans.append(span)
    elif span[0] == spans[-1][1]:
        spans[-1] = (spans[-1][0], span[1])


def problems_of(origins: Sequence[Span | None]) -> tuple[str, ...]:
    """Return the sentence for a page some of whose blocks have no place, if it is one."""
    lost = sum(origin is None for origin in origins)
    if not lost:
        return ()
    blocks = "1 block" if lost == 1 else f"{lost} blocks"
    return (f"Where {blocks} of the text stood on the page could not be told; its markup is broken there.",)
