"""What a report shows, computed once from a ledger for all its forms.

The view holds counts, orders, groups and words, all of them made safe to show; the
terminal, Markdown and HTML reports only lay it out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.link.versions import superseded
from sayso.report.phrases import counted, day, listed
from sayso.report.safe import inline
from sayso.report.view.claims import ClaimView, Version, claim_views, version
from sayso.report.view.figures import FigureGroup, OtherFigure, figure_views
from sayso.report.view.index import Index
from sayso.report.view.lookalikes import AlikeView, alike_pairs, alike_views
from sayso.report.view.pages import PageView, page_views
from sayso.report.view.revisions import RevisionView, revision_views
from sayso.report.view.sources import SourceView, source_views
from sayso.report.view.summary import Notice, Summary, notices, summarise
from sayso.report.view.wording import WordingTable, wording_table

if TYPE_CHECKING:
    from sayso.model import Ledger

__all__ = ["Index", "ReportView", "Single", "build_view", "revision_views"]


@dataclass(frozen=True, slots=True)
class Single:
    """The statements of one report that no other report shares."""

    report: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything a report shows, in the order it is shown."""

    title: str
    summary: Summary
    notices: tuple[Notice, ...]
    figures: tuple[FigureGroup, ...]
    other_figures: tuple[OtherFigure, ...]
    claims: tuple[ClaimView, ...]
    repeated: tuple[ClaimView, ...]
    alikes: tuple[AlikeView, ...]
    singles: tuple[Single, ...]
    sources: tuple[SourceView, ...]
    wording: WordingTable
    revisions: tuple[RevisionView, ...]
    pages: tuple[PageView, ...]

    @property
    def disagreeing(self) -> tuple[ClaimView, ...]:
        """The shared claims whose versions conflict, then those whose versions differ."""
        first = sorted(self.claims, key=lambda claim: claim.standing != "conflict")
        return tuple(claim for claim in first if claim.standing in {"conflict", "differ"})

    @property
    def sure(self) -> tuple[ClaimView, ...]:
        """The shared claims that are more likely one claim than not."""
        return tuple(claim for claim in self.claims if claim.sure)

    @property
    def unsure(self) -> tuple[ClaimView, ...]:
        """The shared claims that are less likely one claim than not."""
        return tuple(claim for claim in self.claims if not claim.sure)

    @property
    def single_count(self) -> int:
        """How many statements stand in one report only."""
        return sum(len(single.versions) for single in self.singles)


def build_view(ledger: Ledger) -> ReportView:
    """Return what a report of *ledger* shows.

    Raises:
        KeyError: The ledger names a document or statement that it does not hold.
    """
    everything = Index(ledger)
    ledger = _last_versions(ledger)
    index = Index(ledger, everything.labels)
    shared, repeated = claim_views(index)
    figures, others = figure_views(index, alike_pairs(index))
    sources = source_views(index)
    pages = page_views(everything)
    revised = revision_views(everything)
    failed = [(inline(failure.name), inline(failure.problem)) for failure in ledger.failed]
    return ReportView(
        title=_title(ledger, pages),
        summary=summarise(ledger, shared, sources),
        notices=(*_changed(revised), *notices(failed, pages)),
        figures=figures,
        other_figures=others,
        claims=shared,
        repeated=repeated,
        alikes=alike_views(index),
        singles=_singles(index),
        sources=sources,
        wording=wording_table(index),
        revisions=revised,
        pages=pages,
    )


def _last_versions(ledger: Ledger) -> Ledger:
    """Return *ledger* without earlier versions of its pages, which are no reports of their own."""
    earlier = superseded(ledger.documents)
    if not earlier:
        return ledger
    return replace(
        ledger,
        documents=tuple(one for one in ledger.documents if one.id not in earlier),
        statements=tuple(one for one in ledger.statements if one.document not in earlier),
    )


def _changed(revisions: tuple[RevisionView, ...]) -> tuple[Notice, ...]:
    """Return what to know first of pages that are there in several versions: figures, if any changed."""
    return tuple(Notice(one.after, _changed_words(one), failed=False) for one in revisions)


def _changed_words(one: RevisionView) -> str:
    what = one.changes[0].told if one.changes else "a notice was added"
    how = "It was changed silently" if one.silent else "It was changed"
    return f"It is there in another version too ({one.before}), which is no report of its own. {how}: {what}."


def _title(ledger: Ledger, pages: tuple[PageView, ...]) -> str:
    """Return the report's title: how many reports, and from which days.

    No page's headline stands over the others: the first, the earliest and the most
    shared one would each give one side's words for the story ("volunteers",
    "mercenaries") to the whole report. All headlines stand beside each other, with
    their pages. A single page keeps its own.
    """
    if len(pages) == 1 and pages[0].title:
        return pages[0].title
    if not ledger.documents:
        return "Reports compared"
    days = sorted({page.published.value[:10] for page in ledger.documents if page.published})
    told = (
        f", {listed([inline(day(one)) for one in dict.fromkeys((days[0], days[-1]))], 'to')}" if days else ""
    )
    return f"{counted(len(ledger.documents), 'report')} side by side{told}"


def _singles(index: Index) -> tuple[Single, ...]:
    """Return the statements that no claim joins with another report, by report."""
    shared = {
        statement for claim in index.ledger.claims if index.shared(claim) for statement in claim.statements
    }
    found = []
    for document in index.ledger.documents:
        alone = [statement for statement in index.of_document[document.id] if statement.id not in shared]
        if alone:
            versions = tuple(version(index, statement) for statement in alone)
            found.append(Single(index.label(document.id), versions))
    return tuple(found)
