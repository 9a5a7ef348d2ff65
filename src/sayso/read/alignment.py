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

import numpy as np

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

TOGETHER = 64
"""Text nodes that are compared at once; where they differ, a quarter of them, and so on."""

_WORD = re.compile(r"\S+")
_Words = list[tuple[int, int]]
"""Where the words of a text node start in it, and where in the printed text."""


class Printed:
    """A page's text between its tags, references replaced, and where each character is printed."""

    def __init__(self, page: str, runs: Sequence[Run]) -> None:
        parts = [page[start:end] for start, end, _ in runs]
        places = [start for start, _, _ in runs]
        self._references: dict[int, int] = {}  # by their number among the parts, how long each is on the page
        referring = [index for index, part in enumerate(parts) if "&" in part and not runs[index][2]]
        if referring:
            parts, places = self._replaced(page, runs, parts, referring)
        self.text = "".join(parts)
        self._places = places
        self._starts = list(accumulate(map(len, parts), initial=0))

    def _replaced(
        self, page: str, runs: Sequence[Run], texts: Sequence[str], referring: Iterable[int]
    ) -> tuple[list[str], list[int]]:
        """Return the parts of the text and their places, with references in the runs *referring* replaced."""
        parts: list[str] = []
        places: list[int] = []
        done = 0
        for index in referring:
            parts += texts[done:index]
            places += [start for start, _, _ in runs[done:index]]
            start, end, _ = runs[index]
            for opened, closed, value in references(page, start, end):
                parts += (page[start:opened], value)
                self._references[len(places) + 1] = closed - opened
                places += (start, opened)
                start = closed
            parts.append(page[start:end])
            places.append(start)
            done = index + 1
        parts += texts[done:]
        places += [start for start, _, _ in runs[done:]]
        return parts, places

    def place(self, at: int) -> Span:
        """Return the span of the page that prints one character."""
        index = bisect_right(self._starts, at) - 1
        place = self._places[index]
        if width := self._references.get(index):
            return place, place + width
        place += at - self._starts[index]
        return place, place + 1

    def stretches(self, firsts: Sequence[int], lasts: Sequence[int]) -> list[Span]:
        """Return the spans of the page from each of the characters *firsts* to the one in *lasts*."""
        starts, places = np.array(self._starts[:-1]), np.array(self._places)
        widths = np.zeros(len(places), dtype=np.int64)
        widths[list(self._references)] = list(self._references.values())
        first, last = (np.array(each, dtype=np.int64) for each in (firsts, lasts))
        at, to = (np.searchsorted(starts, each, "right") - 1 for each in (first, last))
        begin = places[at] + np.where(widths[at] > 0, 0, first - starts[at])
        end = places[to] + np.where(widths[to] > 0, widths[to], last - starts[to] + 1)
        return list(zip(begin.tolist(), end.tolist(), strict=True))

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

    def stretches(self, ends: Sequence[tuple[int, int, int, int]]) -> list[Span]:
        """Return the spans of the page from one character to another, each by its node and its offset.

        All must be known: see ``whole``.
        """
        found = self._found
        firsts, lasts = [], []
        for node, offset, last, until in ends:
            at, to = found[node], found[last]
            firsts.append(at + offset if isinstance(at, int) else self._known(node, offset))
            lasts.append(to + until if isinstance(to, int) else self._known(last, until))
        return self._printed.stretches(firsts, lasts)

    def _known(self, node: int, offset: int) -> int:
        at = self._place(node, offset)
        if at is None:
            message = f"character {offset} of text node {node} was not found on the page"
            raise ValueError(message)
        return at

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
        found, nodes = self._found, self._nodes
        position = searches = 0
        while (index := len(found)) < len(nodes):
            if alike := self._alike(index, position):
                position = alike
                continue
            node = nodes[index]
            words, after = self._forward(node, position)
            if words is not None:
                found.append(words)
                position = after
                continue
            anchor, position, searches = self._anchor(index, position, searches)
            found += [None if node.split() else [] for node in nodes[index:anchor]]
            if anchor < len(nodes):
                self._go_back(anchor, position)

    def _alike(self, index: int, position: int) -> int | None:
        """Find the nodes from *index* on that go on at *position*; return where they end, if they do."""
        step = TOGETHER
        while step:
            some = self._nodes[index : index + step]
            together = "".join(some)
            end = position + len(together)
            if self._printed.text[position:end] == together:
                self._found += accumulate(map(len, some[:-1]), initial=position)
                return end
            step //= 4
        return None

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
