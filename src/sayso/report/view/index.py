"""A ledger made easy to ask: by id, by place, with a label of its own for every report."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.report.safe import inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model import Claim, Document, Ledger, Source, Statement

UNNAMED_KINDS = frozenset({"unnamed"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the report's label, the span, and the anchor in the HTML page."""

    report: str
    document: str
    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """One source of a chain as shown: ``name`` is who it is, ``printed`` the page's own words for it."""

    name: str
    kind: str
    named: bool
    printed: str | None = None


def source_link(source: Source) -> Link:
    """Return how *source* is shown: its name, or its printed words when it has none."""
    printed = inline(source.text) if source.text else None
    named = source.name is not None and source.kind not in UNNAMED_KINDS
    name = inline(source.name) if source.name else printed or "an unnamed source"
    return Link(name, source.kind, named, printed)


def chain_words(report: str, chain: Iterable[Link], arrow: str = "←") -> str:
    """Return a chain as words, nearest first: "Harbour Post ← Meridian Wire ← an unnamed source"."""
    return f" {arrow} ".join((report, *(link.name for link in chain)))


def statement_anchor(statement_id: str) -> str:
    """Return the anchor of a statement in the page texts."""
    return f"s-{statement_id}"


def claim_anchor(claim_id: str) -> str:
    """Return the anchor of a claim."""
    return f"c-{claim_id}"


def document_anchor(document_id: str) -> str:
    """Return the anchor of a page."""
    return f"p-{document_id}"


def word_anchor(document_id: str, start: int) -> str:
    """Return the anchor of a naming in a page's text."""
    return f"w-{document_id}-{start}"


class Index:
    """Lookups into one ledger.

    A report is one document; its ``label`` is its outlet's name, with the file's
    name added where one outlet has several reports.
    """

    def __init__(self, ledger: Ledger, labels: Mapping[str, str] | None = None) -> None:
        """Index *ledger*; nothing is computed beyond dictionaries. *labels* are those of a larger ledger."""
        self.ledger = ledger
        self.documents = {document.id: document for document in ledger.documents}
        self.order = {document.id: place for place, document in enumerate(ledger.documents)}
        self.statements = {statement.id: statement for statement in ledger.statements}
        self.labels = _labels(ledger.documents) if labels is None else labels
        self.of_document: dict[str, list[Statement]] = defaultdict(list)
        for statement in ledger.statements:
            self.of_document[statement.document].append(statement)
        self.claims_of: dict[str, list[Claim]] = defaultdict(list)
        for claim in ledger.claims:
            for statement_id in claim.statements:
                self.claims_of[statement_id].append(claim)

    def label(self, document_id: str) -> str:
        """Return the label of the report that is this document."""
        return self.labels[document_id]

    def place(self, statement: Statement) -> Place:
        """Return where *statement* stands."""
        label = self.label(statement.document)
        anchor = statement_anchor(statement.id)
        return Place(label, statement.document, statement.start, statement.end, anchor)

    def chain(self, statement: Statement) -> tuple[Link, ...]:
        """Return the chain of *statement* as shown, nearest source first."""
        return tuple(source_link(source) for source in statement.chain)

    def reports(self, statement_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the documents that these statements stand in, in the ledger's order."""
        found = {self.statements[statement_id].document for statement_id in statement_ids}
        return tuple(sorted(found, key=self.order.__getitem__))

    def shared(self, claim: Claim) -> bool:
        """Tell whether *claim* stands in more than one report."""
        return len(self.reports(claim.statements)) > 1


def _labels(documents: Iterable[Document]) -> dict[str, str]:
    """Return a distinct label for each document: the outlet, then the file, then a number."""
    documents = tuple(documents)
    shown = {document.id: inline(document.display) for document in documents}
    for addition in (_file_name, None):
        count = Counter(shown.values())
        seen: Counter[str] = Counter()
        for document in documents:
            label = shown[document.id]
            if count[label] > 1:
                seen[label] += 1
                extra = addition(document) if addition else f"no. {seen[label]}"
                shown[document.id] = label if extra == label else f"{label} ({extra})"
    return shown


def _file_name(document: Document) -> str:
    """Return the last part of the document's path or URL."""
    return inline(document.name.rstrip("/").rsplit("/", 1)[-1])
