"""Which blocks of a page are its main text, by trafilatura's extraction aligned back to them.

Trafilatura (Barbaresi, ACL 2021) gives text without saying where it stood; a
block is main text when its words are found, in order, in what it gave.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ELEMENTS = 60_000
"""Elements of a page that trafilatura is given; its time grows faster than they do."""

SHARE_FOUND = 0.65
"""Share of a long block's word triples that must be in the extraction."""

_SHORT = 6
_WORD = re.compile(r"\w+")


def main_text(source: bytes, elements: int) -> str:
    """Return the main text of a page as trafilatura extracts it, ``""`` when it finds none.

    Args:
        source: the page in UTF-8, as :func:`sayso.read.tree.parse` cleaned it.
        elements: how many elements it has.
    """
    if elements > MOST_ELEMENTS:
        return ""
    from lxml import etree  # noqa: PLC0415 - text pages do without it
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - as above
    from trafilatura import extract  # noqa: PLC0415 - most of a second that text pages do without

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        root = document_fromstring(source, parser=parser)
        found = extract(root, include_comments=False, include_tables=True, output_format="txt")
    except (etree.LxmlError, RecursionError, LookupError, ValueError, TypeError, AttributeError):
        return ""  # its heuristics were not made for this page; ours decide instead
    return found or ""


def align(blocks: Sequence[str], extracted: str) -> list[bool]:
    """Return for each of *blocks* whether it is part of the *extracted* text.

    Short blocks must be a line of it (or make up one with their neighbours); of
    long ones :data:`SHARE_FOUND` of the word triples must occur in it.
    """
    lines = [_words(line) for line in extracted.split("\n")]
    whole = {" ".join(words) for words in lines if words}
    triples = {triple for words in lines for triple in _triples(words)}
    joined = " " + " ".join(word for words in lines for word in words) + " "
    found: list[bool] = []
    for block in blocks:
        words = _words(block)
        if not words:
            found.append(False)
        elif len(words) < _SHORT:
            text = " ".join(words)
            found.append(text in whole or (len(words) >= 3 and f" {text} " in joined))
        else:
            mine = _triples(words)
            hits = sum(1 for triple in mine if triple in triples)
            found.append(hits >= SHARE_FOUND * len(mine))
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _triples(words: Sequence[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))
