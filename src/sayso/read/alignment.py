"""The text of a parsed page laid beside the page itself: every character's place, or none.

The parser keeps no positions. Its text is the page's text between tags in the same
order, with references replaced and some white space left out; so the two are walked
together, and every character but white space must be the one that stands there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
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
_Piece = tuple[int, int | None]
"""Where a stretch starts in the tree's text, and where in the printed text, if that is known."""


class Printed:
    """A page's text between its tags, references replaced, and where each character is printed."""

    def __init__(self, page: str, runs: Iterable[Run]) -> None:
        self.text = ""
        self._starts: list[int] = []
        self._places: list[int] = []
        self._widths: list[int] = []
        starts, places, widths = self._starts, self._places, self._widths
        parts: list[str] = []
        length = 0
        for position, end, raw in runs:
            if not raw and page.find("&", position, end) >= 0:
                for opened, closed, value in references(page, position, end):
                    starts += (length, length + opened - position)
                    places += (position, opened)
                    widths += (0, closed - opened)
                    parts += (page[position:opened], value)
                    length += opened - position + len(value)
                    position = closed  # noqa: PLW2901 - what is left of the run
            starts.append(length)
            places.append(position)
            widths.append(0)
            parts.append(page[position:end])
            length += end - position
        self.text = "".join(parts)

    def places(self, start: int, end: int) -> list[Span]:
        """Return the spans of the page that print the characters from *start* to *end*, in order."""
        found: list[Span] = []
        index = bisect_right(self._starts, start) - 1
        while start < end:
            begins, place, width = self._starts[index], self._places[index], self._widths[index]
            index += 1
            stop = min(end, self._starts[index]) if index < len(self._starts) else end
            if stop > start:
                span = (place, place + width) if width else (place + start - begins, place + stop - begins)
                found.append(span)
            start = stop
        return found


class Alignment:
    """Where the text of a tree, all its nodes joined, stands on its page.

    ``whole`` tells whether every character of it but white space was found there.
    """

    def __init__(self, nodes: Sequence[str], printed: Printed) -> None:
        self._nodes = nodes
        self._printed = printed
        self._starts = list(accumulate(map(len, nodes), initial=0))
        self._found: list[list[_Piece]] = []
        self._walk()
        pieces = [piece for found in self._found for piece in found]
        self._from = [start for start, _ in pieces]
        self._at = [at for _, at in pieces]
        self.whole = None not in self._at

    def places(self, start: int, text: str) -> list[Span] | None:
        """Return the spans of the page that print *text*, which the tree has from *start* on.

        ``None`` where that is not known of one of its characters.
        """
        index = bisect_right(self._from, start) - 1
        at = self._at[index] if index >= 0 else None
        if at is None:
            return None
        at += start - self._from[index]
        return self._printed.places(at, at + len(text)) if self._printed.text.startswith(text, at) else None

    def _walk(self) -> None:
        """Find node after node; where one does not go on, look for the next that tells how."""
        found, nodes, starts = self._found, self._nodes, self._starts
        text = self._printed.text
        position = searches = 0
        while (index := len(found)) < len(nodes):
            node = nodes[index]
            if text.startswith(node, position):
                found.append([(starts[index], position)])
                position += len(node)
                continue
            pieces, after = self._forward(index, position)
            if pieces is not None:
                found.append(pieces)
                position = after
                continue
            anchor, position, searches = self._anchor(index, position, searches)
            found += [[(starts[lost], None)] for lost in range(index, anchor)]
            self._go_back(anchor, position)

    def _forward(self, index: int, position: int) -> tuple[list[_Piece] | None, int]:
        """Return where a node's words stand from *position* on, whatever white space is between."""
        text, start = self._printed.text, self._starts[index]
        pieces: list[_Piece] = []
        for word in _WORD.finditer(self._nodes[index]):
            while text[position : position + 1].isspace():
                position += 1
            if not text.startswith(word[0], position):
                return None, position
            pieces.append((start + word.start(), position))
            position += len(word[0])
        return pieces, position

    def _backward(self, index: int, position: int) -> tuple[list[_Piece] | None, int]:
        """Return where a node's words stand before *position*, whatever white space is between."""
        text, start = self._printed.text, self._starts[index]
        pieces: list[_Piece] = []
        for word in reversed(list(_WORD.finditer(self._nodes[index]))):
            while position and text[position - 1].isspace():
                position -= 1
            if not text.endswith(word[0], 0, position):
                return None, position
            position -= len(word[0])
            pieces.append((start + word.start(), position))
        return pieces[::-1], position

    def _anchor(self, index: int, position: int, searches: int) -> tuple[int, int, int]:
        """Return the next node that occurs once in what is left of either side, and where it is printed."""
        text, tree = self._printed.text, "".join(self._nodes[index:])
        for anchor in range(index, len(self._nodes)):
            words = self._nodes[anchor].lstrip()[:LONGEST_ANCHOR].rstrip()
            if len(words) < ANCHOR:
                continue
            searches += 1
            if searches > MOST_SEARCHES:
                break
            at = text.find(words, position)
            if at >= 0 and text.find(words, at + 1) < 0 and tree.find(words, tree.find(words) + 1) < 0:
                return anchor, at, searches
        return len(self._nodes), len(text), searches

    def _go_back(self, anchor: int, position: int) -> None:
        """Find the nodes before the *anchor*, and unlearn those found elsewhere before."""
        if anchor == len(self._nodes):
            return
        for index in range(anchor - 1, -1, -1):
            pieces, position = self._backward(index, position)
            if pieces is None:
                return
            known = self._found[index]
            if not pieces:
                self._found[index] = []
            elif known[0][1] is None:
                self._found[index] = pieces
            elif known != pieces and self._forward_of(known, pieces) != pieces:
                self._found[index] = [(self._starts[index], None)]
            else:
                return

    @staticmethod
    def _forward_of(known: list[_Piece], pieces: list[_Piece]) -> list[_Piece]:
        """Return where *known* has the stretches that *pieces* begin with."""
        starts = [start for start, _ in known]
        at = [known[bisect_right(starts, start) - 1] for start, _ in pieces]
        return [
            (start, None if place is None else place + start - known_start)
            for (start, _), (known_start, place) in zip(pieces, at, strict=True)
        ]
