"""From printed lines to paragraphs: which lines go on, which head or foot the pages, which is the title."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.read.pdflines import Line

EDGE = 0.12
"""Part of a page's height at its top and bottom in which headers and footers stand."""

SAME_SIZE = 0.12
"""Part by which letters of one paragraph may differ in size."""

WIDER = 1.35
"""How many times the usual distance between lines parts two paragraphs."""

SHORT = 0.7
"""Part of the longest line's characters below which a line that ends a sentence ends its paragraph."""

LOOKED_AT = 60
"""Characters at the end of a line that tell how it ends."""

MOST_TOGETHER = 300
"""Lines of one paragraph."""

MOST_WORDS = 40
"""Words of a title."""

_PAGE_NUMBER = re.compile(
    r"(?:(?:page|seite|p\.|pag\.|página|pagina|strona|стр\.)\s?)?[-–—|\s]{0,4}\d{1,4}"
    r"(?:\s?(?:/|of|von|de|di|sur|z|из)\s?\d{1,4})?[-–—|\s]{0,4}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"(?:[•◦▪●■\uf0b7*]|[-–—])\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,})[-\u2010]$")
_SOFT_BREAK = "\N{SOFT HYPHEN}"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Paragraph(NamedTuple):
    """Lines that belong together, as one text; ``reason`` is why it is none of the article's."""

    text: str
    size: float
    page: int
    reason: str | None = None


def paragraphs(lines: Sequence[Line], heights: Sequence[float]) -> list[Paragraph]:
    """Return the paragraphs that *lines* make up on pages of such *heights* (points), in their order.

    Headers, footers and page numbers are paragraphs of their own with a reason, after the paragraph
    that they interrupt.
    """
    reasons = _edges(lines, heights)
    text = [line for line, reason in zip(lines, reasons, strict=True) if reason is None]
    look = _Look(text)
    found: list[Paragraph] = []
    current: list[Line] = []
    waiting: list[Paragraph] = []
    for line, reason in zip(lines, reasons, strict=True):
        if reason is not None:
            waiting.append(Paragraph(line.text, line.size, line.page, reason))
            continue
        if current and look.parts(current, line):
            found += [look.joined(current), *waiting]
            current, waiting = [], []
        current.append(line)
    if current:
        found.append(look.joined(current))
    return found + waiting


def find_headline(found: Sequence[Paragraph], metadata: str | None) -> int | None:
    """Return which paragraph is the title: the one that the *metadata* names, or the largest of page one."""
    kept = [index for index, one in enumerate(found) if one.reason is None]
    if metadata:
        wanted = _plain(metadata)
        named = [index for index in kept[:30] if len(wanted) >= 8 and _plain(found[index].text) == wanted]
        if named:
            return named[0]
    body: Counter[float] = Counter()
    for index in kept:
        body[round(found[index].size, 1)] += len(found[index].text)
    if not body:
        return None
    usual = body.most_common(1)[0][0]
    first = [
        index for index in kept[:15] if found[index].page == 0 and 2 <= len(found[index].text.split()) <= 40
    ]
    large = [index for index in first if found[index].size >= (1 + SAME_SIZE) * usual]
    return max(large, key=lambda index: (round(found[index].size, 1), -index), default=None)


def _edges(lines: Sequence[Line], heights: Sequence[float]) -> list[str | None]:
    """Return which lines are page numbers, or headers and footers: what stands on several pages' edges."""
    places = [_edge(line, heights) for line in lines]
    pages: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for line, edge in zip(lines, places, strict=True):
        if edge:
            pages[edge, *_alike(line)].add(line.page)
    reasons: list[str | None] = []
    for line, edge in zip(lines, places, strict=True):
        if edge and _PAGE_NUMBER.fullmatch(line.text):
            reasons.append("page number")
        elif edge and len(pages[edge, *_alike(line)]) > 1:
            reasons.append(f"page {edge}")
        else:
            reasons.append(None)
    return reasons


def _edge(line: Line, heights: Sequence[float]) -> str | None:
    height = heights[line.page]
    if height <= 0:
        return None
    return "header" if line.y > (1 - EDGE) * height else "footer" if line.y < EDGE * height else None


def _alike(line: Line) -> tuple[str, int]:
    """Return what is the same in a header on every page; the title that it repeats is set larger."""
    return _DIGITS.sub("#", line.text.casefold()), round(line.size)


class _Look:
    """How the text of a PDF is set: the distances of its lines, their lengths, its words."""

    def __init__(self, lines: Sequence[Line]) -> None:
        distances: dict[int, list[float]] = defaultdict(list)
        self._longest: Counter[int] = Counter()
        for before, line in pairwise(lines):
            distance = before.y - line.y
            same = before.page == line.page and _same_size(before, line)
            if same and 0 < distance < 4 * line.size:
                distances[round(line.size)].append(distance)
        for line in lines:
            size = round(line.size)
            self._longest[size] = max(self._longest[size], len(line.text))
        # Most lines stand in paragraphs, but in lists of short ones the gaps between may be the more.
        self._usual = {size: sorted(those)[len(those) // 4] for size, those in distances.items()}
        self._words = frozenset(_whole_words(lines))

    def parts(self, current: Sequence[Line], line: Line) -> bool:
        """Return whether *line* begins a new paragraph after the lines of *current*."""
        last = current[-1]
        if not _same_size(last, line) or _BULLET.match(line.text) or len(current) >= MOST_TOGETHER:
            return True
        ended = bool(_SENTENCE_END.search(last.text[-LOOKED_AT:]))
        distance = last.y - line.y
        if last.page != line.page or distance <= 0:  # the next page or column
            return ended or not line.text[:1].islower()
        size = round(line.size)
        if distance > WIDER * self._usual.get(size, 1.3 * line.size):
            return True
        indented = line.x - min(one.x for one in current) > 0.8 * line.size and abs(last.x - line.x) > 1
        short = len(last.text) < SHORT * self._longest[size]
        return ended and (short or (indented and not _BULLET.match(current[0].text)))

    def joined(self, lines: Sequence[Line]) -> Paragraph:
        """Return *lines* as one paragraph, words that a line's end broke made whole."""
        text = lines[0].text
        for line in lines[1:]:
            text = self._join(text, line.text)
        return Paragraph(text, lines[0].size, lines[0].page)

    def _join(self, text: str, line: str) -> str:
        if text.endswith(_SOFT_BREAK):
            return text[:-1] + line
        broken = _BROKEN_WORD.search(text[-LOOKED_AT:])
        rest = _WORD.match(line)
        if broken is None or rest is None:
            return f"{text}{'' if text.endswith(('-', '–', '—')) and rest is None else ' '}{line}"
        if not line[0].islower():  # "Franco-" and "German": a hyphen that is printed anyway
            return text + line
        return text[:-1] + line if self._is_one_word(broken[1], rest.group()) else text + line

    def _is_one_word(self, first: str, rest: str) -> bool:
        """Return whether the hyphen between *first* and *rest* only breaks the line, by the other words."""
        first, rest = first.casefold(), rest.casefold()
        if first + rest in self._words:
            return True
        if f"{first}-{rest}" in self._words:
            return False
        return not (first in self._words and rest in self._words)


def _whole_words(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the words of *lines* in small letters, without those that the end of a line breaks."""
    broken = False
    for line in lines:
        words = [word.casefold() for word in _WORD.findall(line.text)]
        begins = 1 if broken else 0
        broken = bool(_BROKEN_WORD.search(line.text[-LOOKED_AT:])) or line.text.endswith(_SOFT_BREAK)
        yield from words[begins : len(words) - 1 if broken else len(words)]


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= SAME_SIZE * max(one.size, other.size)


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
