"""Documents in languages that are not parsed: sentences with their figures and times.

Who says what is not read there, and a problem says so. What numbers and dates state
can still be lined up with reports in other languages.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.figures import find_figures
from sayso.extract.moments import find_moments
from sayso.extract.parse import DATELINE, LONGEST_BLOCK, Passage
from sayso.model import Extraction, Statement, identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from sayso.model import Document, Figure, Moment

MEASURED = {
    "nl": "Dutch",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
}
"""Languages (ISO 639-1) whose numbers and times are read without a parse."""


@functools.cache
def sentence_splitter(language: str) -> Language:
    """Return what cuts a language's text into words and sentences, loaded once; nothing is downloaded."""
    import spacy  # noqa: PLC0415 - only documents in other languages need it here

    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    return nlp


def plain_passages(document: Document, language: str) -> list[Passage]:
    """Return the kept blocks of a document with words and sentences, and no parse."""
    nlp, passages = sentence_splitter(language), []
    for block in document.blocks:
        if not block.kept:
            continue
        text = document.text[block.start : min(block.end, block.start + LONGEST_BLOCK)]
        dateline = DATELINE.match(text)
        start = dateline.end() if dateline else 0
        passages.append(Passage(block, block.start + start, nlp(text[start:])))
    return passages


def measure(document: Document, language: str) -> Extraction:
    """Extract a document's sentences that hold a figure or a time, all in the outlet's own voice."""
    passages = plain_passages(document, language)
    moments = find_moments(passages, document, language=language)
    figures = find_figures(passages, document, moments, language=language)
    problem = (
        f"{document.name} is in {MEASURED[language]}: its figures and times were read, but not who says "
        "what, nor what is denied or doubted."
    )
    told = replace(document, problems=(*document.problems, problem))
    return Extraction(told, tuple(_statements(document, passages, figures, moments)))


def _statements(
    document: Document, passages: Sequence[Passage], figures: Sequence[Figure], moments: Sequence[Moment]
) -> Iterator[Statement]:
    for passage in passages:
        for sentence in passage.parse.sents:
            printed = sentence.text.rstrip()
            start = passage.start + sentence.start_char + len(printed) - len(printed.lstrip())
            end = passage.start + sentence.start_char + len(printed)
            held = tuple(f for f in figures if start <= f.start and f.end <= end)
            times = tuple(m for m in moments if start <= m.start and m.end <= end)
            if held or times:
                yield Statement(
                    id=identity("statement", document.id, start, end, "outlet"),
                    document=document.id,
                    start=start,
                    end=end,
                    text=document.text[start:end],
                    parts=((start, end),),
                    voice="outlet",
                    figures=held,
                    moments=times,
                )
