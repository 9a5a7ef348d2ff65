"""Quotation marks: which stretches of a paragraph are quoted.

Opening and closing marks are paired within one paragraph. A quotation that is
opened and not closed runs to the paragraph's end: that is how a quotation of
several paragraphs is set (Chicago Manual of Style, 13.32). A straight mark opens
after a space, a bracket or a dash and closes otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model import Span

PAIRS = {"“": ("”", '"'), "„": ("“", "”"), "«": ("»",), "‹": ("›",), "``": ("''",)}
SHORTEST_SINGLE = 3
"""Code points from a single opening mark to its partner; less is an elision ('n')."""

_MARK = re.compile(r"``|''|[\"“”„«»‘’‹›']")
_BEFORE_OPENING = frozenset(' \t\n\r\u00a0\u2009\u202f([{-–—/:"“')


def find_quotes(text: str) -> list[Span]:
    """Return the outermost quoted stretches of a paragraph, marks included, in order.

    Single marks count only when they pair around more than a contraction: an
    opening one stands after a space and its partner before one.
    """
    spans: list[Span] = []
    opened: tuple[int, tuple[str, ...]] | None = None
    for start, mark in _marks(text):
        end = start + len(mark)
        if opened is None:
            closers = _closers(text, start, mark)
            if closers:
                opened = (start, closers)
        elif mark in opened[1] and _closes(text, start, mark):
            spans.append((opened[0], end))
            opened = None
    if opened is not None and opened[1][0] not in ("’", "'"):
        spans.append((opened[0], len(text.rstrip())))
    return spans


def _marks(text: str) -> Iterator[tuple[int, str]]:
    for match in _MARK.finditer(text):
        yield match.start(), match.group()


def _closers(text: str, start: int, mark: str) -> tuple[str, ...]:
    """Return what may close a quotation that *mark* opens; empty when it opens none."""
    opens = start == 0 or text[start - 1] in _BEFORE_OPENING
    if mark in ('"', "''"):
        return (mark,) if opens else ()
    if mark in ("'", "‘", "’"):
        closer = "'" if mark == "'" else "’"
        return (closer,) if opens and _single_partner(text, start, closer) else ()
    return PAIRS.get(mark, ())


def _single_partner(text: str, start: int, closer: str) -> bool:
    """Say whether a single mark has a partner before the next opening one."""
    for match in re.finditer(re.escape(closer), text[start + 1 :]):
        at = start + 1 + match.start()
        if _closes(text, at, closer):
            return at - start > SHORTEST_SINGLE
        if text[at - 1] in _BEFORE_OPENING:
            return False
    return False


def _closes(text: str, start: int, mark: str) -> bool:
    """Say whether the mark at *start* can close: no letter follows a single one."""
    end = start + len(mark)
    if mark in ("'", "’"):
        after_word = text[start - 1] not in _BEFORE_OPENING
        return after_word and (end == len(text) or not text[end].isalnum())
    return True
