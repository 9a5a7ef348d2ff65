"""A document as runs of normalised words outside quotations: what copies are sought in."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.extract.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Block, Document

GRAM = 5
"""Words of a fingerprint."""

WINDOW = 4
"""Neighbouring fingerprints of which the least is kept: every shared run of eight words leaves one."""

LONGEST_TERM = 4
"""Words in quote marks up to which they are a term or scare quotes, and not somebody's speech."""

_WORD = re.compile(r"\w+")
_SILENT = frozenset({"title", "heading", "caption", "furniture"})


@dataclass(frozen=True, slots=True)
class Word:
    """A normalised word with its document offsets.

    ``block`` counts the passages of the document; ``plain`` words are written without a
    capital, as names and sentences' first words are not.
    """

    key: str
    start: int
    end: int
    block: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Fingerprinted:
    """A document ready to be compared.

    ``words`` are those outside quotations, ``grams`` maps the index of each run of
    :data:`GRAM` words to its hash (no run crosses a quotation or a paragraph's end),
    ``prints`` are the winnowed hashes, ``sizes`` the number of words of each block.
    """

    document: str
    words: tuple[Word, ...]
    grams: dict[int, int]
    prints: frozenset[int]
    sizes: tuple[int, ...]


def fingerprint(document: Document) -> Fingerprinted:
    """Read the words of the kept paragraphs, lists and tables and fingerprint their 5-grams."""
    words: list[Word] = []
    grams: dict[int, int] = {}
    prints: set[int] = set()
    sizes: list[int] = []
    for block in document.blocks:
        if not block.kept or block.role in _SILENT:
            continue
        before = len(words)
        for run in _runs(document, block, len(sizes)):
            hashes = [_hash(run[i : i + GRAM]) for i in range(len(run) - GRAM + 1)]
            grams.update(enumerate(hashes, len(words)))
            prints.update(winnow(hashes))
            words += run
        sizes.append(len(words) - before)
    return Fingerprinted(document.id, tuple(words), grams, frozenset(prints), tuple(sizes))


def _runs(document: Document, block: Block, number: int) -> Iterator[list[Word]]:
    """Yield the words of a block between its quotations."""
    text = document.text[block.start : block.end]
    speech = [(a, b) for a, b in find_quotes(text) if len(_WORD.findall(text[a:b])) > LONGEST_TERM]
    edges = [0, *(edge for span in speech for edge in span), len(text)]
    for index, (start, end) in enumerate(pairwise(edges)):
        if index % 2 == 0:
            yield [_word(match, block.start, number) for match in _WORD.finditer(text, start, end)]


def _word(match: re.Match[str], offset: int, number: int) -> Word:
    text = match.group()
    return Word(text.casefold(), offset + match.start(), offset + match.end(), number, not text[0].isupper())


def _hash(words: Sequence[Word]) -> int:
    return zlib.crc32(" ".join(word.key for word in words).encode("utf-8", "surrogatepass"))


def winnow(hashes: Sequence[int]) -> set[int]:
    """Return the least hash of every window of :data:`WINDOW` neighbours (all, when there are fewer).

    After Schleimer, Wilkerson and Aiken, *Winnowing: local algorithms for document
    fingerprinting* (SIGMOD 2003): any two texts that share ``WINDOW + GRAM - 1``
    words in a row share a fingerprint.
    """
    windows = max(1, len(hashes) - WINDOW + 1) if hashes else 0
    return {min(hashes[i : i + WINDOW]) for i in range(windows)}
