"""The text of a parsed page laid beside the page itself: every character's place, or none.

The parser keeps no positions. Its text is the page's text between tags in the same
order, with references replaced and some white space left out; so the two are walked
together, and every character but white space must be the one that stands there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from sayso.read.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Span
    from sayso.read.tokens import Run

ANCHOR = 24
"""Characters from which a text node that occurs once on either side shows how the two go on."""

MOST_SEARCHES = 60
"""Times that the page is searched for where the tree goes on, before the rest is given up."""

LONGEST_ANCHOR = 200
"""Characters of it that are looked for."""

_WORD = re.compile(r"\S+")
_Words = list[tuple[int, int]]
"""Where the words of a text node start in it, and where in the printed text."""


class Printed:
    """A page's text between its tags, references replaced, and where each character is printed."""

    def __init__(self, page: str, runs: Iterable[Run]) -> None:
        parts: list[str] = []
        places: list[int] = []
        self._references: dict[int, int] = {}  # by their number among the parts, how long each is on the page
        for start, end, raw in runs:
            part = page[start:end]
            if "&" in part and not raw:
                for opened, closed, value in references(page, start, end):
                    parts += (page[start:opened], value)
                    self._references[len(places) + 1] = closed - opened
                    places += (start, opened)
                    start = closed  # noqa: PLW2901 - what is left of the run
                part = page[start:end]
            parts.append(part)
            places.append(start)
        self.text = "".join(parts)
        self._places = places
        self._starts = list(accumulate(map(len, parts), initial=0))

    def place(self, at: int) -> Span:
        """Return the span of the page that prints one character."""
        index = bisect_right(self._starts, at) - 1
        place = self._places[index]
        if width := self._references.get(index):
            return place, place + width
        place += at - self._starts[index]
        return place, place + 1

    def places(self, start: int, end: int) -> list[Span]:
        """Return the spans of the page that print the characters from *start* to *end*, in order."""
        found: list[Span] = []
        index = bisect_right(self._starts, start) - 1
        while start < end:
            stop = min(end, self._starts[index + 1])
            if stop > start:
                place = self._places[index]
                if width := self._references.get(index):
                    found.append((place, place + width))
                else:
                    offset = place - self._starts[index]
                    found.append((start + offset, stop + offset))
            start, index = stop, index + 1
        return found


class Alignment:
    """Where the text nodes of a tree stand on its page.

    ``whole`` tells whether every character of them but white space was found there.
    """

    def __init__(self, nodes: Sequence[str], printed: Printed) -> None:
        self._nodes = nodes
        self._printed = printed
        self._found: list[int | _Words | None] = []
        self._walk()
        self.whole = None not in self._found

    def place(self, node: int, offset: int) -> Span | None:
        """Return the span of the page that prints the character of a node at *offset*, if it is known."""
        at = self._place(node, offset)
        return None if at is None else self._printed.place(at)

    def places(self, node: int, offset: int, text: str) -> list[Span] | None:
        """Return the spans of the page that print *text*, which stands in a text node at *offset*.

        ``None`` where that is not known of one of its characters.
        """
        at = self._place(node, offset)
        if at is None or not self._printed.text.startswith(text, at):
            return None
        return self._printed.places(at, at + len(text))

    def _place(self, node: int, offset: int) -> int | None:
        """Return where in the printed text the character of a node at *offset* is."""
        found = self._found[node]
        if found is None or isinstance(found, int):
            return None if found is None else found + offset
        index = bisect_right(found, offset, key=itemgetter(0)) - 1
        return None if index < 0 else found[index][1] + offset - found[index][0]

    def _walk(self) -> None:
        """Find node after node; where one does not go on, look for the next that tells how."""
        found, nodes, text = self._found, self._nodes, self._printed.text
        position = searches = 0
        while (index := len(found)) < len(nodes):
            node = nodes[index]
            end = position + len(node)
            if text[position:end] == node:  # five times as fast as startswith where one of them is ASCII
                found.append(position)
                position = end
                continue
            words, after = self._forward(node, position)
            if words is not None:
                found.append(words)
                position = after
                continue
            anchor, position, searches = self._anchor(index, position, searches)
            found += [None if node.split() else [] for node in nodes[index:anchor]]
            if anchor < len(nodes):
                self._go_back(anchor, position)

    def _forward(self, node: str, position: int) -> tuple[_Words | None, int]:
        """Return where the words of *node* stand from *position* on, whatever white space is between."""
        text = self._printed.text
        words: _Words = []
        begins = node.lstrip()
        while text[position : position + 1].isspace():
            position += 1
        if text[position : position + len(begins)] == begins:
            return [(len(node) - len(begins), position)] if begins else [], position + len(begins)
        for word in _WORD.finditer(node):
            while text[position : position + 1].isspace():
                position += 1
            if not text.startswith(word[0], position):
                return None, position
            words.append((word.start(), position))
            position += len(word[0])
        return words, position

    def _backward(self, node: str, position: int) -> tuple[_Words | None, int]:
        """Return where the words of *node* stand before *position*, whatever white space is between."""
        text = self._printed.text
        words: _Words = []
        for word in reversed(list(_WORD.finditer(node))):
            while position and text[position - 1].isspace():
                position -= 1
            if not text.endswith(word[0], 0, position):
                return None, position
            position -= len(word[0])
            words.append((word.start(), position))
        return words[::-1], position

    def _anchor(self, index: int, position: int, searches: int) -> tuple[int, int, int]:
        """Return the next node that occurs once in what is left of either side, and where it is printed."""
        text, tree = self._printed.text, "".join(self._nodes[index:])
        for anchor in range(index, len(self._nodes)):
            words = self._nodes[anchor].lstrip()[:LONGEST_ANCHOR].rstrip()
            if len(words) < ANCHOR or (anchor == index and text.startswith(words, position)):
                continue  # too short to tell, or begins here and was found to go on differently
            searches += 1
            if searches > MOST_SEARCHES:
                break
            at = text.find(words, position)
            if at >= 0 and text.find(words, at + 1) < 0 and tree.find(words, tree.find(words) + 1) < 0:
                return anchor, at, searches
        return len(self._nodes), len(text), searches

    def _go_back(self, anchor: int, position: int) -> None:
        """Find the nodes before the *anchor*, and unlearn those found elsewhere before."""
        for index in range(anchor - 1, -1, -1):
            words, position = self._backward(self._nodes[index], position)
            if words is None:
                return
            if self._found[index] is None:
                self._found[index] = words
            elif any(self._place(index, offset) != at for offset, at in words):
                self._found[index] = None
            elif words:
                return
