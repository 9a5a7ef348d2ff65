"""The report on a terminal or in a pipe: in brief, or whole; in lines of the console's width.

Nothing hangs on colour: on a terminal, words that differ are bold and underlined; in a pipe
they stand between asterisks. No line is cut off: what does not fit goes on in the next
one. Of rows the brief report leaves out many, and counts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.report.terminal_brief import print_brief
from sayso.report.terminal_full import print_full, print_revisions
from sayso.report.terminal_printer import Printer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from sayso.report.view import ReportView
    from sayso.report.view.revisions import RevisionView


def print_report(view: ReportView, console: Console, *, full: bool = False) -> None:
    """Print *view* on *console*.

    What goes to a pipe has no white space at the ends of lines. On a terminal that a report
    does not fit in, the summary stands once more at the end, where it is seen first.
    """
    printer = Printer(console)
    with console.capture() as captured:
        (print_full if full else print_brief)(printer, view)
    text = captured.get()
    if not console.is_terminal:
        text = _trimmed(text)
    elif text.count("\n") >= console.height:
        with console.capture() as captured:
            printer.blank()
            printer.tell(view.summary.words)
        text += captured.get()
    console.file.write(text)


def print_versions(revisions: Sequence[RevisionView], console: Console) -> None:
    """Print what changed between versions of pages on *console*."""
    printer = Printer(console)
    with console.capture() as captured:
        if revisions:
            print_revisions(printer, revisions)
        else:
            printer.tell("No page has two versions that say different things.")
    text = captured.get()
    console.file.write(text if console.is_terminal else _trimmed(text))


def _trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
