"""The report on the terminal in brief: what disagrees, what looks alike, what most reports share.

It fits on a few screens whatever the story's size: of every part the rows that a hurried
reader needs, and how many others there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.report.phrases import STANCES, counted, listed, percent, times
from sayso.report.terminal_figures import print_group
from sayso.report.terminal_printer import STANDING_STYLES
from sayso.report.view.index import chain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from sayso.report.terminal_printer import Printer
    from sayso.report.view import ReportView
    from sayso.report.view.claims import ClaimView, Version
    from sayso.report.view.figures import FigureGroup
    from sayso.report.view.lookalikes import Partner
    from sayso.report.view.readings import Sayer
    from sayso.report.view.sources import SourceView

WHOLE = "--full, or --html FILE"
"""Where the rows are that a brief report leaves out."""

_NOTICES = 12
_DRAWN, _SAYERS, _SHARED_FIGURES = 4, 3, 4
_DISAGREEING, _VERSIONS, _SHARED_CLAIMS, _ALIKES = 4, 6, 8, 4
_SOURCES, _REFERENTS, _NAMINGS, _PAGES = 7, 3, 5, 20
_REVISIONS, _CHANGES = 4, 3


def print_brief(printer: Printer, view: ReportView) -> None:
    """Print the report in brief."""
    printer.top(view.title, view.summary.words, view.notices[:_NOTICES])
    _more(printer, (len(view.notices) - _NOTICES, "more thing to know first", "more things to know first"))
    told = _figures(printer, view)
    _claims(printer, view, told)
    _alikes(printer, view, told)
    _alone(printer, view)
    _sources(printer, view.sources)
    _wording(printer, view)
    _revisions(printer, view)
    _pages(printer, view)


def _more(printer: Printer, *rest: tuple[int, str, str]) -> None:
    """Print how much is left out, if anything: numbers, each with its noun and the noun's plural."""
    told = [counted(number, noun, plural) for number, noun, plural in rest if number > 0]
    if told:
        printer.tell(f"{listed(told)}: {WHOLE}", "dim")


def _revisions(printer: Printer, view: ReportView) -> None:
    """Print which pages changed, those that say nothing of it first, and what of them did."""
    if not view.revisions:
        return
    printer.heading("Versions")
    ordered = sorted(view.revisions, key=lambda revision: not revision.silent)
    for revision in ordered[:_REVISIONS]:
        printer.tell(f"{revision.after}, before: {revision.before}", "bold")
        silent = "Changed silently. " if revision.silent else ""
        printer.tell(silent + revision.told, indent=2)
        for change in revision.changes[:_CHANGES]:
            printer.tell(change.told, indent=4)
    left = sum(max(0, len(revision.changes) - _CHANGES) for revision in ordered[:_REVISIONS])
    _more(
        printer,
        (left, "more change", "more changes"),
        (len(ordered) - _REVISIONS, "more page in versions", "more pages in versions"),
    )


# -- figures ------------------------------------------------------------------------


def _figures(printer: Printer, view: ReportView) -> set[str]:
    """Print the figures that disagree or look alike, then the most shared; return the reasons given."""
    if not view.figures and not view.other_figures:
        return set()
    printer.heading("Figures")
    drawn = _drawn(view.figures)
    for group in drawn:
        print_group(printer, group, _SAYERS)
    rest = sorted(
        (group for group in view.figures if group not in drawn), key=lambda group: -len(group.reports)
    )
    for group in rest[:_SHARED_FIGURES]:
        printer.item(*_figure_line(printer, group))
    _more(
        printer,
        (len(rest) - _SHARED_FIGURES, "more figure in several versions", "more figures in several versions"),
        (len(view.other_figures), "figure in one report only", "figures in one report only"),
    )
    return {reason for group in drawn for reason in (*group.reasons, *group.alike)}


def _drawn(groups: Sequence[FigureGroup]) -> list[FigureGroup]:
    """Return the quantities to draw: those that disagree, and look-alikes that no other drawing tells of."""
    drawn: list[FigureGroup] = []
    shown: set[Sayer] = set()
    told: set[str] = set()
    for group in groups:
        strangers = {sayer for row in group.rows if row.alike for sayer in row.sayers}
        news = not strangers <= shown and told.isdisjoint(group.alike)
        if len(drawn) < _DRAWN and (group.disagrees or news):
            drawn.append(group)
            told.update(group.alike)
            shown.update(sayer for row in group.rows for sayer in row.sayers)
    return drawn


def _figure_line(printer: Printer, group: FigureGroup) -> tuple[Text, ...]:
    """Return a quantity in one line: its readings, of what, in how many reports."""
    readings = " / ".join(row.words for row in group.rows if not row.alike or not group.claim)
    of = f"{readings}{':' if group.title == group.gist else ''} {group.heading}"
    look = ", with a look-alike" if group.alike else ""
    return (
        printer.words(of),
        printer.words(f"  {group.spread_words}", STANDING_STYLES[group.spread]),
        printer.words(f"  {counted(len(group.reports), 'report')}{look}", "dim"),
    )


# -- claims -------------------------------------------------------------------------


def _claims(printer: Printer, view: ReportView, told: set[str]) -> None:
    """Print the claims on which reports disagree, then those that most reports share."""
    if not view.claims and not view.singles:
        return
    printer.heading("Claims")
    if not view.claims:
        printer.tell("No claim stands in more than one report.")
        return
    disagreeing = sorted(view.disagreeing, key=lambda claim: not claim.sure)[:_DISAGREEING]
    for claim in disagreeing:
        _disagreement(printer, claim, told)
    rest = [claim for claim in view.sure if claim not in disagreeing]
    rest.sort(key=lambda claim: (-len(claim.reports), -claim.confidence))
    if rest:
        printer.tell("Most reported", "bold")
    for claim in rest[:_SHARED_CLAIMS]:
        _claim_line(printer, claim)
    unsure = sum(claim not in disagreeing for claim in view.unsure)
    _more(
        printer,
        (len(rest) - _SHARED_CLAIMS, "more claim", "more claims"),
        (unsure, "unsure match", "unsure matches"),
    )


def _disagreement(printer: Printer, claim: ClaimView, told: set[str]) -> None:
    """Print a claim with its versions, what differs and is not *told* yet, and where they come from."""
    printer.tell(f"“{claim.gist}”", "bold")
    printer.say(printer.verdict(claim), indent=2)
    printer.versions(claim.versions[:_VERSIONS])
    _more(printer, (len(claim.versions) - _VERSIONS, "more version", "more versions"))
    for relation in claim.relations:
        if relation.kind in {"conflicts", "differs"} and relation.sentence not in told:
            printer.tell(relation.sentence, indent=2)
    if claim.origins:
        origins = "Origin" if len(claim.origins) == 1 else "Origins"
        printer.tell(f"{origins}: {'; '.join(claim.origin_names)}", "dim", indent=2)
    printer.blank()


def _claim_line(printer: Printer, claim: ClaimView) -> None:
    """Print a claim in a line or two; a single origin is named, since all of it hangs on that one."""
    origin = claim.origin_names[0] if len(claim.origins) == 1 else ""
    printer.item(printer.words(f"“{claim.gist}” "), printer.verdict(claim, origin))


def _alikes(printer: Printer, view: ReportView, told: set[str]) -> None:
    """Print the look-alikes of which no figure above has told."""
    pairs = [
        (alike.one, partner)
        for alike in view.alikes
        for partner in alike.partners
        if partner.because not in told
    ]
    if not pairs:
        return
    printer.heading("Look-alikes")
    for one, partner in pairs[:_ALIKES]:
        _alike(printer, one, partner)
    _more(printer, (len(pairs) - _ALIKES, "more look-alike", "more look-alikes"))


def _alike(printer: Printer, one: Version, partner: Partner) -> None:
    """Print two statements that look alike, and why they are not one."""
    both = " / ".join(f"“{side.words}” ({_who(side)})" for side in (one, partner.version))
    printer.item(
        printer.words(f"{both} "),
        printer.words(f"{percent(partner.confidence)} sure not the same: {partner.because}", "dim"),
    )


def _who(version: Version) -> str:
    """Return in which reports a version stands, and on whose word."""
    return chain_words(listed(version.reports), version.chain)


def _alone(printer: Printer, view: ReportView) -> None:
    """Print how much stands in one report only."""
    if view.singles:
        by_report = "; ".join(f"{single.report} {len(single.versions):,}" for single in view.singles)
        statements = counted(view.single_count, "statement")
        verb = "stands" if view.single_count == 1 else "stand"
        printer.blank()
        printer.tell(f"{statements} {verb} in one report only ({by_report}): {WHOLE}", "dim")


# -- sources, wording, pages -----------------------------------------------------------


def _sources(printer: Printer, sources: Sequence[SourceView]) -> None:
    """Print the sources whose verbs tell them apart, then the most quoted: how often, with which verbs."""
    if not sources:
        return
    printer.heading("Sources")
    table = printer.table(("Source", 3), ("Quoted", 3), ("With the verbs", 6))
    coloured = [source for source in sources if any(cue.stance != "neutral" for cue in source.cues)]
    shown = [*coloured, *(source for source in sources if source not in coloured)][:_SOURCES]
    for source in shown:
        table.add_row(
            printer.source(source), printer.words(_quoted_by(source)), printer.words(_verbs(source))
        )
    printer.say(table)
    left = [source for source in sources if source not in shown]
    unnamed = sum(not source.named for source in left)
    _more(
        printer,
        (len(left) - unnamed, "more named source", "more named sources"),
        (unnamed, "more unnamed source", "more unnamed sources"),
    )


def _quoted_by(source: SourceView) -> str:
    """Return how often a source is quoted, by how many reports or by which one, and through whom."""
    often = {1: "once", 2: "twice"}.get(source.count, f"{source.count:,} times")
    reports = source.by[0][0] if len(source.by) == 1 else counted(len(source.by), "report")
    through = listed([name for name, _ in source.through])
    return f"{often} in {reports}" + (f", through {through}" if through else "")


def _verbs(source: SourceView) -> str:
    """Return a source's cue verbs by stance; where they are not neutral, with who uses them."""
    told = []
    for stance, name in STANCES.items():
        by_outlets: dict[tuple[str, ...], list[str]] = {}
        for verb in source.verbs(stance):
            who = () if stance == "neutral" or len(source.by) == 1 else verb.outlets
            by_outlets.setdefault(who, []).append(f"{verb.words}{times(verb.count)}")
        words = ", ".join(
            ", ".join(verbs) + (f" ({listed(outlets)})" if outlets else "")
            for outlets, verbs in by_outlets.items()
        )
        told += [f"{name}: {words}"] if words else []
    return "; ".join(told)


def _wording(printer: Printer, view: ReportView) -> None:
    """Print what each outlet calls the same thing, for the things that are named most differently."""
    if not view.wording.rows:
        return
    printer.heading("Wording")
    table = printer.table(("About", 1), ("Called", 3))
    for row in view.wording.rows[:_REFERENTS]:
        told = []
        for outlet, namings in row.outlets.items():
            left = len(namings) - _NAMINGS
            words = [naming.told for naming in namings[: _NAMINGS + (left == 1)]]
            told.append(f"{outlet}: {', '.join(words)}" + (f" and {left} more" if left > 1 else ""))
        table.add_row(printer.words(row.referent, "bold"), printer.words("; ".join(told)))
    printer.say(table)
    left = len(view.wording.rows) - _REFERENTS
    _more(
        printer,
        (left, "more thing that reports name differently", "more things that reports name differently"),
    )


def _pages(printer: Printer, view: ReportView) -> None:
    """Print the pages in a line each."""
    if not view.pages:
        return
    printer.heading("Pages")
    for page in view.pages[:_PAGES]:
        title = f": {page.title}" if page.title else ""
        day = page.published.partition(",")[0] or "no date"
        known = "; ".join((day, counted(page.attributed + page.own, "statement")))
        printer.say(printer.words(f"{page.label}{title}").append_text(printer.words(f"  {known}", "dim")))
    _more(printer, (len(view.pages) - _PAGES, "more page", "more pages"))
