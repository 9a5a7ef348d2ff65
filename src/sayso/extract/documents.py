"""The steps of extraction, wired together: parse, attribute, resolve, measure, state, label."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.attribution import Attributor, attributor
from sayso.extract.chains import build_chains
from sayso.extract.figures import date_figures, find_figures
from sayso.extract.labels import find_labels
from sayso.extract.measured import MEASURED, measure
from sayso.extract.moments import find_moments
from sayso.extract.parse import Passage, parse_documents
from sayso.extract.repairs import repair
from sayso.extract.statements import build_statements
from sayso.model import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.model import Document

LANGUAGES = frozenset({"en"})
"""Languages whose statements can be extracted (ISO 639-1)."""


def extract(documents: Iterable[Document], attribution: str) -> Iterator[Extraction]:
    """Yield the extraction of each document, in order."""
    attribute = attributor(attribution)
    waiting: deque[Document] = deque()

    def readable() -> Iterator[Document]:
        for document in documents:
            waiting.append(document)
            yield document if _is_readable(document) else replace(document, blocks=())

    for _, passages in parse_documents(readable()):
        document = waiting.popleft()
        if _is_readable(document):
            yield _extract_one(document, passages, attribute)
        elif document.language in MEASURED:
            yield measure(document, document.language)
        else:
            yield Extraction(_with_problem(document), ())


def _is_readable(document: Document) -> bool:
    return document.language is None or document.language in LANGUAGES


def _with_problem(document: Document) -> Document:
    problem = (
        f"No statements were taken from {document.name}: its language is {document.language!r}, "
        "of which sayso reads nothing yet."
    )
    return replace(document, problems=(*document.problems, problem))


def _extract_one(document: Document, passages: list[Passage], attribute: Attributor) -> Extraction:
    moments = find_moments(passages, document)
    figures = date_figures(find_figures(passages, document), moments, passages)
    chains = build_chains(document, passages, repair(passages, attribute(passages)))
    statements = build_statements(document, passages, chains, figures, moments)
    labels = find_labels(passages, statements)
    return Extraction(document, tuple(statements), tuple(labels))
