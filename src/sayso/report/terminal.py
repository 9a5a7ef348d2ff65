"""The report on a terminal or in a pipe: the same rows as the page, in lines of the console's width.

Nothing hangs on colour: on a terminal, words that differ are bold and underlined; in a pipe
they stand between asterisks. Nothing is cut off: what does not fit goes on in the next line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.report.phrases import STANCES, counted, listed, percent
from sayso.report.terminal_axis import draw_row, draw_ticks
from sayso.report.view.index import chain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, RenderableType

    from sayso.report.view import ReportView
    from sayso.report.view.claims import ClaimView, Version
    from sayso.report.view.figures import FigureGroup
    from sayso.report.view.lookalikes import AlikeView
    from sayso.report.view.quotes import Piece
    from sayso.report.view.readings import Sayer
    from sayso.report.view.sources import SourceView

_PLAIN = str.maketrans({"←": "<-", "“": '"', "”": '"', "–": "-", "·": "-", "×": "x", "’": "'", "‘": "'"})
_STANDING_STYLES = {
    "conflict": "bold magenta",
    "differ": "bold yellow",
    "agree": "cyan",
    "same": "cyan",
    "overlap": "cyan",
    "alike": "bold blue",
    "unlabelled": "dim",
}
_AXIS_SHARE = 0.3
_NARROWEST_AXIS, _FEW = 16, 2


def print_report(view: ReportView, console: Console) -> None:
    """Print *view* on *console*; what goes to a pipe has no white space at the ends of lines."""
    if console.is_terminal:
        _print_parts(view, console)
        return
    with console.capture() as captured:
        _print_parts(view, console)
    for line in captured.get().splitlines():
        console.out(line.rstrip(), highlight=False)


def _print_parts(view: ReportView, console: Console) -> None:
    """Print the report's parts in their order."""
    printer = _Printer(console)
    printer.top(view)
    printer.figures(view)
    printer.claims(view)
    printer.sources(view.sources)
    printer.wording(view)
    printer.pages(view)


class _Printer:
    """Prints the parts of a report on one console."""

    def __init__(self, console: Console) -> None:
        """Learn what *console* can show."""
        self.console = console
        self.styled = console.is_terminal
        encoding = (console.encoding or "utf-8").lower()
        self.encoding = None if encoding.startswith("utf") else encoding
        self.axis_width = max(_NARROWEST_AXIS, int(console.width * _AXIS_SHARE))

    # -- words ----------------------------------------------------------------

    def words(self, text: str, style: str = "") -> Text:
        """Return *text* as the console can encode it."""
        if self.encoding:
            plain = text.translate(_PLAIN)
            text = plain.encode(self.encoding, "backslashreplace").decode(self.encoding)
        return Text(text, style, overflow="fold")

    def say(self, *parts: RenderableType, indent: int = 0) -> None:
        """Print *parts* as one line or more, set in by *indent*."""
        for part in parts:
            self.console.print(Padding(part, (0, 0, 0, indent)), highlight=False, markup=False)

    def blank(self) -> None:
        """Print an empty line."""
        self.console.print()

    def heading(self, title: str) -> None:
        """Print a section's title, underlined with a rule of its own length."""
        self.blank()
        self.say(
            self.words(title.upper(), "bold"), self.words(("-" if self.encoding else "─") * len(title), "dim")
        )

    def pieces(self, pieces: Iterable[Piece]) -> Text:
        """Return the words of a version with what differs set apart."""
        text = self.words("")
        for piece in pieces:
            if piece.disagrees:
                style = "bold underline" + (" magenta" if "conflict" in piece.roles else " yellow")
                inner = piece.text if self.styled else f"*{piece.text}*"
                text.append_text(self.words(inner, style))
            elif "frame" in piece.roles:
                text.append_text(self.words(piece.text, "dim"))
            else:
                text.append_text(self.words(piece.text, "bold" if "figure" in piece.roles else ""))
        return text

    # -- sections -------------------------------------------------------------

    def top(self, view: ReportView) -> None:
        """Print the title, the summary and what to know first."""
        self.say(self.words(view.title, "bold"), self.words(view.summary.words))
        for notice in view.notices:
            state = " could not be read" if notice.failed else ""
            self.say(self.words(f"! {notice.about}{state}: {notice.words}", "yellow"))

    def figures(self, view: ReportView) -> None:
        """Print the quantities with their axes, and how many figures stand alone."""
        if not view.figures and not view.other_figures:
            return
        self.heading("Figures")
        for group in view.figures:
            self._group(group)
        if view.other_figures:
            self.say(self.words(f"{counted(len(view.other_figures), 'figure')} in one report only:", "dim"))
            told = (
                f"“{other.sayer.printed}” {other.sayer.counted or ''}".strip() for other in view.other_figures
            )
            self.say(self.words("; ".join(told)), indent=2)

    def _group(self, group: FigureGroup) -> None:
        """Print one quantity."""
        head = self.words(group.title, "bold")
        head.append_text(self.words(f"  {group.spread_words}", _STANDING_STYLES[group.spread]))
        head.append_text(self.words(f"  {counted(len(group.reports), 'report')}", "dim"))
        self.say(head)
        if group.gist:
            self.say(self.words(f"“{group.gist}”", "dim"), indent=2)
        table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(overflow="fold", max_width=20)
        table.add_column(width=self.axis_width, no_wrap=True)
        table.add_column(overflow="fold", ratio=1)
        for row in group.rows:
            first = self.words(row.words + (" (look-alike)" if row.alike else ""))
            drawn = draw_row(row, self.axis_width, ascii_only=self.encoding is not None)
            sayers = [self.words(self._sayer(sayer)) for sayer in row.sayers]
            table.add_row(first, self.words(drawn), Text("\n").join(sayers))
        table.add_row("", self.words(draw_ticks(group.axis, self.axis_width), "dim"), "")
        self.say(table, indent=2)
        for reason in group.reasons:
            self.say(self.words(reason), indent=2)
        for reason in group.alike[:_FEW]:
            self.say(self.words(f"Look-alike: {reason}"), indent=2)
        if len(group.alike) > _FEW:
            more = counted(len(group.alike) - _FEW, "more reason")
            self.say(self.words(f"{more} below, under Look-alikes"), indent=2)
        self.blank()

    def _sayer(self, sayer: Sayer) -> str:
        """Return who gives a figure, in one line."""
        counted_words = f" {sayer.counted}" if sayer.counted else ""
        when = f" ({sayer.when})" if sayer.when else ""
        return f"{chain_words(sayer.place.report, sayer.chain)}: “{sayer.printed}”{counted_words}{when}"

    def claims(self, view: ReportView) -> None:
        """Print shared claims, look-alikes, and how much stands in one report only."""
        if not view.claims and not view.singles:
            return
        self.heading("Claims")
        if not view.claims:
            self.say(self.words("No claim stands in more than one report."))
            self.blank()
        for claim in view.sure:
            self._claim(claim)
        if view.unsure:
            self.say(self.words("Unsure matches: less likely one claim than not", "bold"))
        for claim in view.unsure:
            self._claim(claim)
        if view.alikes:
            self.say(self.words("Look-alikes: statements of different things", "bold"))
        for alike in view.alikes:
            self._alike(alike)
        for claim in view.repeated:
            told = f"Twice or more in {claim.reports[0]}: “{claim.gist}” · {claim.id}"
            self.say(self.words(told, "dim"))
        for single in view.singles:
            self.say(
                self.words(f"Only in {single.report}: {counted(len(single.versions), 'statement')}", "dim")
            )

    def _alike(self, alike: AlikeView) -> None:
        """Print a statement and those that look like it."""
        self._versions((alike.one,))
        for partner in alike.partners:
            self._versions((partner.version,))
            why = f"Not the same ({percent(partner.confidence)} sure): {partner.because}"
            self.say(self.words(why), indent=4)
        self.blank()

    def _claim(self, claim: ClaimView) -> None:
        """Print one claim with its versions side by side."""
        self.say(self.words(f"“{claim.gist}”", "bold"))
        line = self.words(claim.standing_words, _STANDING_STYLES[claim.standing])
        line.append_text(
            self.words(f" · {claim.spread} · {percent(claim.confidence)} sure · {claim.id}", "dim")
        )
        self.say(line, indent=2)
        self._versions(claim.versions)
        for relation in claim.relations:
            self.say(self.words(f"{relation.words}. {relation.because}"), indent=2)
        for origin in claim.origins:
            self.say(self.words(f"Origin: {origin.name}. {origin.because}", "dim"), indent=2)
        self.blank()

    def _versions(self, versions: Sequence[Version]) -> None:
        """Print versions as rows: who says it, and in which words."""
        table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False, expand=True)
        table.add_column(overflow="fold", ratio=2)
        table.add_column(overflow="fold", ratio=3)
        for version in versions:
            cue = f" ({version.cue.words})" if version.cue else ""
            own = "" if version.chain else ", in its own words"
            who = chain_words(listed(version.reports), version.chain) + own + cue
            words = self.pieces(version.pieces)
            if version.notes:
                words.append_text(self.words(f"  [{'; '.join(version.notes)}]", "dim"))
            table.add_row(self.words(who), words)
        self.say(table, indent=2)

    def sources(self, sources: Sequence[SourceView]) -> None:
        """Print who is quoted, by whom, through whom and with which verbs."""
        if not sources:
            return
        self.heading("Sources")
        table = self._table("Source", "Quoted by", "With the verbs")
        for source in sources:
            name = self.words(source.name, "bold" if source.named else "italic")
            if source.kind:
                name.append_text(self.words(f" ({source.kind})", "dim"))
            by = "; ".join(f"{report} {count}" for report, count in source.by)
            through = "; ".join(name for name, _ in source.through)
            table.add_row(
                name, self.words(by + (f", through {through}" if through else "")), self._verbs(source)
            )
        self.say(table)

    def _verbs(self, source: SourceView) -> Text:
        """Return the cue verbs of a source, grouped by what they do to the content."""
        told = ((words, source.verbs_told(stance)) for stance, words in STANCES.items())
        return self.words("; ".join(f"{words}: {verbs}" for words, verbs in told if verbs))

    def wording(self, view: ReportView) -> None:
        """Print what each outlet calls the same thing."""
        if not view.wording.rows:
            return
        self.heading("Wording")
        table = self._table("About", "Outlet", "Calls it")
        for row in view.wording.rows:
            for number, (outlet, namings) in enumerate(row.outlets.items()):
                first = self.words("" if number else row.referent, "bold")
                table.add_row(
                    first, self.words(outlet), self.words(", ".join(naming.told for naming in namings))
                )
        self.say(table)

    def pages(self, view: ReportView) -> None:
        """Print what is known of each page."""
        self.heading("Pages")
        for page in view.pages:
            self.say(self.words(page.label + (f": {page.title}" if page.title else ""), "bold"))
            published = f"{page.published} ({page.published_how})" if page.published else "no date found"
            self.say(
                self.words(f"Published: {published}. {page.spread}. Read from {page.name}", "dim"), indent=2
            )

    def _table(self, *columns: str) -> Table:
        """Return an open table with folding columns."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True, header_style="dim")
        for column in columns:
            table.add_column(column, overflow="fold", ratio=1)
        return table
