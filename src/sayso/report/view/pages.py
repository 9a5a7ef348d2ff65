"""Pages before a reader: each text whole, its statements marked, clutter on demand with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import Block
from sayso.report.phrases import counted, day, percent
from sayso.report.safe import inline
from sayso.report.view.index import claim_anchor, document_anchor, statement_anchor, word_anchor
from sayso.report.view.marking import Mark, Token, mark_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.model import BlockRole, Document, Published, Statement
    from sayso.report.view.index import Index

_SURE = 0.9


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A block of the article: its role and its marked words."""

    role: BlockRole
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class DroppedBlocks:
    """Neighbouring blocks that were left out: why, and what they say."""

    reasons: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """One report as shown: what is known of it, what is missing, and its text."""

    anchor: str
    label: str
    name: str
    title: str
    outlet: str
    authors: tuple[str, ...]
    published: str
    published_how: str
    wire: str
    language: str
    problems: tuple[str, ...]
    attributed: int
    own: int
    shared: int
    blocks: tuple[KeptBlock | DroppedBlocks, ...]

    @property
    def spread(self) -> str:
        """What the page holds, in numbers."""
        statements = counted(self.attributed + self.own, "statement")
        return f"{statements}, {self.attributed:,} of them attributed, {self.shared:,} also in other reports"


def page_views(index: Index) -> tuple[PageView, ...]:
    """Return every document as shown, in the ledger's order."""
    namings: dict[str, dict[str, Mark]] = {}
    for wording in index.ledger.wording:
        for words in (used for group in wording.outlets.values() for used in group):
            for document, start, end in words.places:
                anchor = word_anchor(document, start)
                namings.setdefault(document, {}).setdefault(anchor, Mark(start, end, "naming", anchor))
    return tuple(_page(index, document, namings.get(document.id, {})) for document in index.ledger.documents)


def _page(index: Index, document: Document, namings: Mapping[str, Mark]) -> PageView:
    """Return one document as shown."""
    statements = index.of_document[document.id]
    marks = [mark for statement in statements for mark in _marks(index, statement)]
    figures = {(figure.start, figure.end) for statement in statements for figure in statement.figures}
    marks += [Mark(start, end, "figure") for start, end in sorted(figures)]
    marks += namings.values()
    published, how = _published(document.published)
    return PageView(
        anchor=document_anchor(document.id),
        label=index.label(document.id),
        name=inline(document.name),
        title=inline(document.title or ""),
        outlet=inline(document.outlet or ""),
        authors=tuple(inline(author) for author in document.authors),
        published=published,
        published_how=how,
        wire=inline(document.wire or ""),
        language=inline(document.language or ""),
        problems=tuple(inline(problem) for problem in document.problems),
        attributed=sum(statement.voice == "attributed" for statement in statements),
        own=sum(statement.voice == "outlet" for statement in statements),
        shared=sum(any(map(index.shared, index.claims_of[statement.id])) for statement in statements),
        blocks=tuple(_blocks(document, marks)),
    )


def _published(published: Published | None) -> tuple[str, str]:
    """Return when a page came out and how that was found; empty when it is not known."""
    if published is None:
        return "", ""
    how = inline(published.how)
    doubt = "" if published.confidence >= _SURE else f", {percent(published.confidence)} sure"
    return inline(day(published.value)), f"{how}{doubt}"


def _marks(index: Index, statement: Statement) -> Iterator[Mark]:
    """Yield a mark for each part of *statement*."""
    parts = sorted(statement.parts) or [(statement.start, statement.end)]
    who = " ← ".join(link.name for link in index.chain(statement))
    shared = [claim for claim in index.claims_of[statement.id] if index.shared(claim)]
    surest = max(shared, key=lambda claim: claim.confidence, default=None)
    reports = len(index.reports(surest.statements)) if surest else 0
    for place, (start, end) in enumerate(parts):
        last = place == len(parts) - 1
        yield Mark(
            start,
            end,
            "attributed" if statement.voice == "attributed" else "own",
            anchor=statement_anchor(statement.id) if place == 0 else "",
            who=who if last else "",
            leads=claim_anchor(surest.id) if surest and last else "",
            leads_words=counted(reports, "report") if surest and last else "",
        )


def _blocks(document: Document, marks: Sequence[Mark]) -> Iterator[KeptBlock | DroppedBlocks]:
    """Yield the page's blocks, neighbouring dropped ones together."""
    dropped: list[Block] = []
    for block in _covering(document):
        if not block.kept:
            dropped.append(block)
            continue
        if dropped:
            yield _dropped(document, dropped)
            dropped = []
        yield KeptBlock(block.role, tuple(mark_up(document.text, block.start, block.end, marks)))
    if dropped:
        yield _dropped(document, dropped)


def _covering(document: Document) -> Iterator[Block]:
    """Yield the document's blocks, and the text between them, if there is any, as paragraphs.

    A document whose blocks do not cover it is still shown whole.
    """
    reached = 0
    for block in sorted(document.blocks, key=lambda block: block.start):
        if document.text[reached : block.start].strip():
            yield Block(reached, block.start, kept=True)
        yield block
        reached = max(reached, block.end)
    if document.text[reached:].strip():
        yield Block(reached, len(document.text), kept=True)


def _dropped(document: Document, blocks: Iterable[Block]) -> DroppedBlocks:
    """Return dropped neighbours as one."""
    blocks = tuple(blocks)
    reasons = dict.fromkeys(inline(block.reason or "no reason given") for block in blocks)
    return DroppedBlocks(
        tuple(reasons), tuple(inline(document.text[block.start : block.end]) for block in blocks)
    )
