"""The report in one sentence of numbers, and what a reader must know before trusting it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.report.phrases import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Ledger
    from sayso.report.view.claims import ClaimView
    from sayso.report.view.pages import PageView
    from sayso.report.view.sources import SourceView


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the summary; ``href`` leads to what they count, if the report shows it."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of the summary sentence, each of things the report shows below it."""

    reports: int
    outlets: int
    statements: int
    named: int
    unnamed: int
    shared: int
    agree: int
    differ: int
    conflict: int
    unlabelled: int
    unsure: int
    lookalikes: int
    failed: int

    @property
    def sentences(self) -> tuple[tuple[Part, ...], ...]:
        """The summary in words, as short as it can be said; each number leads to what it counts."""
        return (self._who(), self._claims(), self._lookalikes())

    @property
    def words(self) -> str:
        """The summary as plain text."""
        return " ".join("".join(part.words for part in sentence) for sentence in self.sentences)

    def _who(self) -> tuple[Part, ...]:
        """Return the sentence on reports, outlets and sources."""
        quote = "quotes" if self.reports == 1 else "quote"
        sources = f"{self.named:,} named and {counted(self.unnamed, 'unnamed source')}"
        by = f" by {counted(self.outlets, 'known outlet')}" if self.outlets else ""
        return (
            Part(counted(self.reports, "report"), "#pages"),
            Part(f"{by} {quote} "),
            Part(sources, "#sources" if self.named + self.unnamed else ""),
            Part("."),
        )

    def _claims(self) -> tuple[Part, ...]:
        """Return the sentence on claims in more than one report."""
        if not self.shared:
            return (Part("No claim stands in more than one report."),)
        states = (
            (self.differ, "differs", "differ"),
            (self.conflict, "conflicts", "conflict"),
            (self.unlabelled, "is not labelled", "are not labelled"),
        )
        told = [f"{number:,} {one if number == 1 else more}" for number, one, more in states if number]
        if self.agree:
            told.append(f"in {self.agree:,} no disagreement was found")
        stand = " stands" if self.shared == 1 else " stand"
        return (
            Part(counted(self.shared, "claim"), "#claims"),
            Part(f"{stand} in more than one report: {listed(told)}."),
            *self._unsure(),
        )

    def _unsure(self) -> tuple[Part, ...]:
        """Return the sentence on claims that are less likely one claim than not."""
        if not self.unsure:
            return ()
        told = "is an unsure match" if self.unsure == 1 else "are unsure matches"
        return (Part(" "), Part(f"{self.unsure:,} of them", "#unsure"), Part(f" {told}."))

    def _lookalikes(self) -> tuple[Part, ...]:
        """Return the sentence on look-alikes."""
        if not self.lookalikes:
            return (Part("No look-alikes were found."),)
        pairs = counted(self.lookalikes, "pair of statements", "pairs of statements")
        verbs = "looks alike and is" if self.lookalikes == 1 else "look alike and are"
        return (Part(pairs, "#lookalikes"), Part(f" {verbs} not the same."))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know first: a report or input, and one sentence on what is wrong with it."""

    about: str
    words: str
    failed: bool


def summarise(ledger: Ledger, shared: Sequence[ClaimView], sources: Iterable[SourceView]) -> Summary:
    """Count what the report shows."""
    sources = tuple(sources)
    states = Counter(claim.standing for claim in shared)
    return Summary(
        reports=len(ledger.documents),
        outlets=len({document.outlet for document in ledger.documents if document.outlet}),
        statements=len(ledger.statements),
        named=sum(source.named for source in sources),
        unnamed=sum(not source.named for source in sources),
        shared=len(shared),
        agree=states["agree"],
        differ=states["differ"],
        conflict=states["conflict"],
        unlabelled=states["unlabelled"],
        unsure=sum(not claim.sure for claim in shared),
        lookalikes=len(ledger.lookalikes),
        failed=len(ledger.failed),
    )


def notices(failed: Iterable[tuple[str, str]], pages: Iterable[PageView]) -> tuple[Notice, ...]:
    """Return what could not be read, then what is wrong with what could.

    The sentence of a failure begins with the input's name, for whoever sees nothing else
    of it; here the name stands before it already.
    """
    found = [Notice(name, problem.removeprefix(f"{name}: "), failed=True) for name, problem in failed]
    found += [Notice(page.label, problem, failed=False) for page in pages for problem in page.problems]
    return tuple(found)
