"""A plain text as blocks: its lines, unchanged, kept or dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Block
from sayso.read.article import judge
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from sayso.model import Span

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

MOST_LINES = 100_000
"""Lines, or blocks of a web page, that are judged: hundreds of times what articles have."""

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


class Page(NamedTuple):
    """Text with its blocks; ``title`` is the span of the headline, where there is one."""

    text: str
    blocks: tuple[Block, ...]
    title: Span | None


def read_text(text: str, name: str) -> Page:
    """Return *text* itself with one block for each of its lines that is not white space.

    A byte order mark, which counts as a character of the file, is a dropped block of its own.

    Raises:
        ReadError: it has more lines than :data:`MOST_LINES`.
    """
    blocks: list[Block] = []
    offset = 0
    if text.startswith(BYTE_ORDER_MARK):
        offset = 1
        blocks.append(Block(0, 1, kept=False, reason="byte order mark", role="furniture", origin=(0, 1)))
    spans = [span for match in _LINE.finditer(text, offset) if (span := _stripped(match))]
    if len(spans) > MOST_LINES:
        raise ReadError(too_many_lines(name))
    verdicts, title = judge([text[start:end] for start, end in spans])
    for (start, end), (reason, role) in zip(spans, verdicts, strict=True):
        blocks.append(Block(start, end, reason is None, reason, role, origin=(start, end)))
    return Page(text, tuple(blocks), None if title is None else spans[title])


def too_many_lines(name: str) -> str:
    """Return the sentence for a page with more lines than an article can have."""
    return (
        f"{name}: it has more than {MOST_LINES:,} lines of text, which no article has; "
        "give the page of one article, or split the file"
    )


def _stripped(match: re.Match[str]) -> Span | None:
    line = match.group()
    start = match.start() + len(line) - len(line.lstrip())
    end = match.start() + len(line.rstrip())
    return (start, end) if start < end else None
