"""Words, rows and headings on one console, as wide and as rich as the console is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.report.phrases import listed
from sayso.report.view.index import chain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, RenderableType

    from sayso.report.view.claims import ClaimView, Version
    from sayso.report.view.quotes import Piece
    from sayso.report.view.sources import SourceView
    from sayso.report.view.summary import Notice

_PLAIN = str.maketrans({"←": "<-", "“": '"', "”": '"', "–": "-", "·": "-", "×": "x", "’": "'", "‘": "'"})
STANDING_STYLES = {
    "conflict": "bold magenta",
    "differ": "bold yellow",
    "agree": "cyan",
    "same": "cyan",
    "overlap": "cyan",
    "apart": "dim",
    "alike": "bold blue",
    "unlabelled": "dim",
}
"""How the standing of versions and figures is set off, where there is colour."""


def neighbours(pieces: Iterable[Piece]) -> Iterator[tuple[Piece | None, Piece, Piece | None]]:
    """Yield each piece with the one before and the one after it."""
    row = [None, *pieces, None]
    for before, piece, after in zip(row, row[1:], row[2:], strict=False):
        if piece is not None:
            yield before, piece, after


class Printer:
    """Prints the pieces of a report on one console."""

    def __init__(self, console: Console) -> None:
        """Learn what *console* can show."""
        self.console = console
        self.styled = console.is_terminal
        encoding = (console.encoding or "utf-8").lower()
        self.encoding = None if encoding.startswith("utf") else encoding

    # -- words ----------------------------------------------------------------

    def words(self, text: str, style: str = "") -> Text:
        """Return *text* as the console can encode it."""
        if self.encoding:
            plain = text.translate(_PLAIN)
            text = plain.encode(self.encoding, "backslashreplace").decode(self.encoding)
        return Text(text, style, overflow="fold")

    def pieces(self, pieces: Iterable[Piece]) -> Text:
        """Return the words of a version with what differs set apart."""
        text = self.words("")
        for before, piece, after in neighbours(pieces):
            if piece.disagrees:
                style = "bold underline" + (" magenta" if "conflict" in piece.roles else " yellow")
                left = "*" if not (self.styled or (before and before.disagrees)) else ""
                right = "*" if not (self.styled or (after and after.disagrees)) else ""
                text.append_text(self.words(f"{left}{piece.text}{right}", style))
            elif "frame" in piece.roles:
                text.append_text(self.words(piece.text, "dim"))
            else:
                text.append_text(self.words(piece.text, "bold" if "figure" in piece.roles else ""))
        return text

    # -- lines ----------------------------------------------------------------

    def say(self, *parts: RenderableType, indent: int = 0) -> None:
        """Print *parts* as one line or more, set in by *indent*."""
        for part in parts:
            self.console.print(Padding(part, (0, 0, 0, indent)), highlight=False, markup=False)

    def tell(self, text: str, style: str = "", indent: int = 0) -> None:
        """Print *text* as one line or more, set in by *indent*."""
        self.say(self.words(text, style), indent=indent)

    def blank(self) -> None:
        """Print an empty line."""
        self.console.print()

    def heading(self, title: str) -> None:
        """Print a section's title, underlined with a rule of its own length."""
        self.blank()
        self.tell(title.upper(), "bold")
        self.tell(("-" if self.encoding else "─") * len(title), "dim")

    def item(self, *parts: Text) -> None:
        """Print an entry of a list: its first line at the margin, the others set in."""
        grid = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
        grid.add_column(width=1)
        grid.add_column(overflow="fold")
        grid.add_row(self.words("-" if self.encoding else "·", "dim"), Text().join(parts))
        self.say(grid)

    def top(self, title: str, summary: str, notices: Iterable[Notice]) -> None:
        """Print the title, the summary and what to know first."""
        self.tell(title, "bold")
        self.tell(summary)
        for notice in notices:
            state = " could not be read" if notice.failed else ""
            self.tell(f"! {notice.about}{state}: {notice.words}", "yellow")

    # -- rows -----------------------------------------------------------------

    def table(self, *columns: tuple[str, int]) -> Table:
        """Return an open table with folding columns, each a title and its share of the width."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True, header_style="dim")
        for title, share in columns:
            table.add_column(title, overflow="fold", ratio=share)
        return table

    def verdict(self, claim: ClaimView, origin: str = "") -> Text:
        """Return how a claim stands, in how many reports, from how many origins, how sure, and its id."""
        line = self.words(claim.standing_words, STANDING_STYLES[claim.standing])
        spread = claim.spread + (f" ({origin})" if origin else "")
        rest = f" · {spread} · {claim.confidence_words} sure · {claim.id}"
        return line.append_text(self.words(rest, "dim"))

    def versions(self, versions: Sequence[Version]) -> None:
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

    def source(self, source: SourceView) -> Text:
        """Return a source's name with its kind."""
        name = self.words(source.name, "bold" if source.named else "italic")
        return name.append_text(self.words(f" ({source.kind})", "dim")) if source.kind else name
