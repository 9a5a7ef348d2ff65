"""Where a web page's blocks stand on it: each character's span in the decoded page, or ``None``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.alignment import Alignment, Printed
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

_WORD = re.compile(rf"[^\s{UNSEEN}]+")


class Word(NamedTuple):
    """Characters of a block's text without white space, and the spans of the page that print them."""

    start: int
    end: int
    printed: list[Span] | None


class Places:
    """The places of the blocks of one page."""

    def __init__(self, tree: Tree, visible: Visible) -> None:
        self._nodes = visible.nodes
        self._alignment = Alignment(visible.nodes, Printed(tree.page, tree.runs))

    def origin(self, block: Shown) -> Span | None:
        """Return the span of the page from the first to one past the last character of *block*.

        ``None`` where the place of one of its characters is not known.
        """
        if not self._alignment.whole and any(word.printed is None for word in self.words(block)):
            return None
        first = next(place for number in block.nodes if (place := self._first(number)))
        last = next(place for number in reversed(block.nodes) if (place := self._last(number)))
        return first[0], last[1]

    def _first(self, number: int) -> Span | None:
        """Return where the page prints the first visible character of a text node."""
        node = self._nodes[number]
        rest = node.lstrip()
        if rest[:1] in UNSEEN:
            rest = rest.lstrip(_BESIDE)
        return self._alignment.place(number, len(node) - len(rest)) if rest else None

    def _last(self, number: int) -> Span | None:
        """Return where the page prints the last visible character of a text node."""
        rest = self._nodes[number].rstrip()
        if rest[-1:] in UNSEEN:
            rest = rest.rstrip(_BESIDE)
        return self._alignment.place(number, len(rest) - 1) if rest else None

    def words(self, block: Shown) -> Iterator[Word]:
        """Yield the words of *block* in order, parted also where one text node ends and another goes on."""
        position = 0
        for number in block.nodes:
            for word in _WORD.finditer(self._nodes[number]):
                while block.text[position].isspace():
                    position += 1
                end = position + len(word[0])
                yield Word(position, end, self._alignment.places(number, word.start(), word[0]))
                position = end


def problems_of(origins: Sequence[Span | None]) -> tuple[str, ...]:
    """Return the sentence for a page some of whose blocks have no place, if it is one."""
    lost = sum(origin is None for origin in origins)
    if not lost:
        return ()
    blocks = "1 block" if lost == 1 else f"{lost} blocks"
    return (f"Where {blocks} of the text stood on the page could not be told; its markup is broken there.",)
