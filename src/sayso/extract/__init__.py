"""One document -> statements, sources, figures, moments and labels. A pure function.

Nothing here keeps state between documents but the models, which are loaded once in
a process, at the first document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.model import Document, Extraction

__all__ = ["ATTRIBUTION_METHODS", "extract_documents"]

ATTRIBUTION_METHODS = ("tagger", "rules")
"""The names that ``attribution`` may take: a trained network, or dependency rules with a learned lexicon."""


def extract_documents(documents: Iterable[Document], attribution: str = "tagger") -> Iterator[Extraction]:
    """Yield what each document says, in order; documents stream through in batches.

    A document in a language that cannot be read yet comes back without statements
    and with a problem that says so.

    Raises:
        ValueError: *attribution* is not one of :data:`ATTRIBUTION_METHODS`.
    """
    from sayso.extract.documents import extract  # noqa: PLC0415 - spaCy takes seconds to import

    yield from extract(documents, attribution)
