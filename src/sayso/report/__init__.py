"""A ledger for a reader: terminal, Markdown, self-contained HTML.

All three show one :class:`sayso.report.view.ReportView`, so that they cannot
disagree. Nothing heavy (rich, jinja2) is imported before a report is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.link.explain_facts import Explanation
    from sayso.model import Document, Ledger

__all__ = [
    "dropped_to_text",
    "explanation_to_terminal",
    "to_html",
    "to_markdown",
    "to_terminal",
    "versions_to_terminal",
]


def to_terminal(ledger: Ledger, console: Console, *, full: bool = False) -> None:
    """Print the report of *ledger* on *console*, as wide as the console is.

    In brief, of every part what a hurried reader needs and how much else there is; or in *full*.

    On a terminal what differs is set bold and underlined; elsewhere (a pipe, a
    file) it stands between asterisks, so that nothing hangs on colour or style.
    """
    from sayso.report.terminal import print_report  # noqa: PLC0415 - rich only when a report is asked for
    from sayso.report.view import build_view  # noqa: PLC0415 - keeps the import of the room cheap

    print_report(build_view(ledger), console, full=full)


def to_markdown(ledger: Ledger) -> str:
    """Return the report of *ledger* as GitHub-flavoured Markdown (tables), ending in a newline."""
    from sayso.report.markdown import write_markdown  # noqa: PLC0415 - keeps the import of the room cheap
    from sayso.report.view import build_view  # noqa: PLC0415 - as above

    return write_markdown(build_view(ledger))


def to_html(ledger: Ledger) -> str:
    """Return the report of *ledger* as one HTML page that needs no script and no other resource."""
    from sayso.report.html import write_html  # noqa: PLC0415 - jinja2 only when a page is asked for
    from sayso.report.view import build_view  # noqa: PLC0415 - keeps the import of the room cheap

    return write_html(build_view(ledger))


def versions_to_terminal(ledger: Ledger, console: Console) -> None:
    """Print what changed between versions of the pages of *ledger* on *console*, and nothing else."""
    from sayso.report.terminal import print_versions  # noqa: PLC0415 - rich only when it is asked for
    from sayso.report.view import Index, revision_views  # noqa: PLC0415 - keeps the room's import cheap

    print_versions(revision_views(Index(ledger)), console)


def dropped_to_text(document: Document) -> str:
    """Return what was left out of *document*: a line for each block, with its reason and its words."""
    from sayso.report.dropped import dropped_text  # noqa: PLC0415 - keeps the room's import cheap

    return dropped_text([document])


def explanation_to_terminal(facts: Explanation, console: Console) -> None:
    """Print why a row of a ledger is as it is on *console*."""
    from sayso.report.explain import print_explanation  # noqa: PLC0415 - rich only when it is asked for

    print_explanation(facts, console)
