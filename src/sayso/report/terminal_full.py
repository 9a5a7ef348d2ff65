"""The whole report on the terminal: everything the page shows but the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.report.phrases import STANCES, counted, percent
from sayso.report.terminal_figures import print_group
from sayso.report.view.quotes import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.report.terminal_printer import Printer
    from sayso.report.view import ReportView
    from sayso.report.view.claims import ClaimView
    from sayso.report.view.lookalikes import AlikeView
    from sayso.report.view.revisions import RevisionView
    from sayso.report.view.sources import SourceView


def print_full(printer: Printer, view: ReportView) -> None:
    """Print all parts of the report, whole."""
    printer.top(view.title, view.summary.words, view.notices)
    _figures(printer, view)
    _claims(printer, view)
    _sources(printer, view.sources)
    _wording(printer, view)
    print_revisions(printer, view.revisions)
    _pages(printer, view)


def _figures(printer: Printer, view: ReportView) -> None:
    """Print the quantities with their axes, and the figures that stand alone."""
    if not view.figures and not view.other_figures:
        return
    printer.heading("Figures")
    for group in view.figures:
        print_group(printer, group)
    if view.other_figures:
        printer.tell(f"{counted(len(view.other_figures), 'figure')} in one report only:", "dim")
        told = (
            f"“{other.sayer.printed}” {other.sayer.counted or ''}".strip() for other in view.other_figures
        )
        printer.tell("; ".join(told), indent=2)


def _claims(printer: Printer, view: ReportView) -> None:
    """Print shared claims, look-alikes, and how much stands in one report only."""
    if not view.claims and not view.singles:
        return
    printer.heading("Claims")
    if not view.claims:
        printer.tell("No claim stands in more than one report.")
        printer.blank()
    for claim in view.sure:
        _claim(printer, claim)
    if view.unsure:
        printer.tell("Unsure matches: less likely one claim than not", "bold")
    for claim in view.unsure:
        _claim(printer, claim)
    if view.alikes:
        printer.tell("Look-alikes: statements of different things", "bold")
    for alike in view.alikes:
        _alike(printer, alike)
    for claim in view.repeated:
        printer.tell(f"Twice or more in {claim.reports[0]}: “{claim.gist}” · {claim.id}", "dim")
    for single in view.singles:
        printer.tell(f"Only in {single.report}: {counted(len(single.versions), 'statement')}", "dim")


def _claim(printer: Printer, claim: ClaimView) -> None:
    """Print one claim with its versions side by side."""
    printer.tell(f"“{claim.gist}”", "bold")
    printer.say(printer.verdict(claim), indent=2)
    printer.versions(claim.versions)
    for relation in claim.relations:
        printer.tell(relation.sentence, indent=2)
    for origin in claim.origins:
        printer.tell(f"Origin: {origin.name}. {origin.because}", "dim", indent=2)
        for possible in origin.perhaps:
            printer.tell(f"Not counted: {possible}.", "dim", indent=4)
    printer.blank()


def _alike(printer: Printer, alike: AlikeView) -> None:
    """Print a statement and those that look like it."""
    printer.versions((alike.one,))
    for partner in alike.partners:
        printer.versions((partner.version,))
        printer.tell(f"Not the same ({percent(partner.confidence)} sure): {partner.because}", indent=4)
    printer.blank()


def _sources(printer: Printer, sources: Sequence[SourceView]) -> None:
    """Print who is quoted, by whom, through whom and with which verbs."""
    if not sources:
        return
    printer.heading("Sources")
    table = printer.table(("Source", 1), ("Quoted by", 1), ("With the verbs", 1))
    for source in sources:
        by = "; ".join(f"{report} {count}" for report, count in source.by)
        through = "; ".join(name for name, _ in source.through)
        by += f", through {through}" if through else ""
        verbs = ((words, source.verbs_told(stance)) for stance, words in STANCES.items())
        told = "; ".join(f"{words}: {verb}" for words, verb in verbs if verb)
        table.add_row(printer.source(source), printer.words(by), printer.words(told))
    printer.say(table)


def _wording(printer: Printer, view: ReportView) -> None:
    """Print what each outlet calls the same thing."""
    if not view.wording.rows:
        return
    printer.heading("Wording")
    table = printer.table(("About", 1), ("Outlet", 1), ("Calls it", 1))
    for row in view.wording.rows:
        for number, (outlet, namings) in enumerate(row.outlets.items()):
            first = printer.words("" if number else row.referent, "bold")
            told = ", ".join(naming.told for naming in namings)
            table.add_row(first, printer.words(outlet), printer.words(told))
    printer.say(table)


def print_revisions(printer: Printer, revisions: Sequence[RevisionView]) -> None:
    """Print what changed between versions of a page."""
    if not revisions:
        return
    printer.heading("Versions")
    for revision in revisions:
        printer.tell(f"{revision.after}, before: {revision.before}", "bold")
        silent = "Changed silently. " if revision.silent else ""
        printer.tell(silent + revision.told, indent=2)
        for change in revision.changes:
            printer.tell(change.told, "bold", indent=2)
            for name, side in (("before", change.before), ("after", change.after)):
                if side:
                    who = f" ({side.who})" if side.who else ""
                    printer.tell(f"{name}{who}: “{plain(side.pieces)}”", indent=4)
        printer.blank()


def _pages(printer: Printer, view: ReportView) -> None:
    """Print what is known of each page."""
    printer.heading("Pages")
    for page in view.pages:
        printer.tell(page.label + (f": {page.title}" if page.title else ""), "bold")
        published = f"{page.published} ({page.published_how})" if page.published else "no date found"
        printer.tell(f"Published: {published}. {page.spread}. Read from {page.name}", "dim", indent=2)
