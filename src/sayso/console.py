"""What the command line shows: progress on stderr, ledgers and tables on stdout, files."""

from __future__ import annotations

import os
import secrets
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.console import Console
    from rich.status import Status
    from rich.table import Table

    from sayso.link.explain_facts import Explanation
    from sayso.model import Extraction, Failure, Ledger


class Progress:
    """How far a run is, on stderr while that is a terminal; nothing elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self._status: Status | None = None
        self._shown = not quiet and sys.stderr.isatty()

    def __enter__(self) -> Self:
        """Start showing."""
        if self._shown:
            from rich.console import Console  # noqa: PLC0415 - slower to import than the whole command line

            self._status = Console(stderr=True).status("reading")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what was shown."""
        if self._status:
            self._status.stop()

    def show(self, stage: str, pages: int) -> None:
        """Show that *stage* has come to *pages* pages."""
        if self._status:
            self._status.update(f"{stage}: {pages} page{'' if pages == 1 else 's'}")


def stdout_console() -> Console:
    """Return what prints on stdout with rich.

    rich ends the program with code 1 when the reader of stdout has gone; here that stays an
    error, which the command line gives its own code.
    """
    from rich.console import Console  # noqa: PLC0415 - slower to import than the whole command line

    class Honest(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Honest(highlight=False)


def print_ledger(ledger: Ledger, form: str, *, full: bool = False) -> None:
    """Print *ledger* on stdout as ``terminal`` (in brief or in *full*), ``json``, ``md`` or ``html``."""
    if form == "terminal":
        from sayso.report import to_terminal  # noqa: PLC0415 - each form loads what it needs

        _replace_unprintable()
        to_terminal(ledger, stdout_console(), full=full)
        return
    _speak_utf8()
    if form == "json":
        from sayso.export import write_json  # noqa: PLC0415 - each form loads what it needs

        write_json(ledger, sys.stdout)
        return
    from sayso.report import to_html, to_markdown  # noqa: PLC0415 - each form loads what it needs

    sys.stdout.write(to_markdown(ledger) if form == "md" else to_html(ledger))


def print_versions(ledger: Ledger, form: str) -> None:
    """Print what changed between versions of the pages of *ledger*."""
    if form == "terminal":
        from sayso.report import versions_to_terminal  # noqa: PLC0415 - each form loads what it needs

        _replace_unprintable()
        versions_to_terminal(ledger, stdout_console())
        return
    from sayso.export import write_json  # noqa: PLC0415 - each form loads what it needs

    _speak_utf8()
    write_json(ledger, sys.stdout)


def print_explanation(facts: Explanation, form: str) -> None:
    """Print why a row of a ledger is as it is, on stdout, as ``terminal`` or ``json``."""
    if form == "terminal":
        from sayso.report import explanation_to_terminal  # noqa: PLC0415 - each form loads what it needs

        _replace_unprintable()
        explanation_to_terminal(facts, stdout_console())
        return
    import json  # noqa: PLC0415 - each form loads what it needs

    from sayso.export import explanation_json  # noqa: PLC0415 - as above

    _speak_utf8()
    json.dump(explanation_json(facts), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


def write_file(path: str, text: str) -> None:
    """Write *text* to *path*, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    target = Path(path)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        beside.write_text(text, "utf-8", "backslashreplace", newline="\n")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


class Writer(Protocol):
    """Takes what pages say as it comes."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is left to write, unless an error ended the run."""

    def add(self, extraction: Extraction) -> None:
        """Add what one page says."""

    def fail(self, failure: Failure) -> None:
        """Add an input that could not be read."""


def extraction_writer(form: str) -> Writer:
    """Return what writes extractions on stdout as ``terminal``, ``json``, ``jsonl`` or ``dropped``."""
    if form == "terminal":
        _replace_unprintable()
        return _TableWriter()
    _speak_utf8()
    if form == "jsonl":
        return _LineWriter()
    if form == "dropped":
        return _DroppedWriter()
    from sayso.export import JsonStream  # noqa: PLC0415 - each form loads what it needs

    return JsonStream(sys.stdout)


class _LineWriter:
    """One JSON of a ledger a page, each on its line, as soon as the page is read."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()

    def add(self, extraction: Extraction) -> None:
        from sayso.model import Ledger  # noqa: PLC0415 - the rooms are loaded when they are needed

        self._write(Ledger((extraction.document,), extraction.statements))

    def fail(self, failure: Failure) -> None:
        from sayso.model import Ledger  # noqa: PLC0415 - the rooms are loaded when they are needed

        self._write(Ledger((), (), failed=(failure,)))

    def _write(self, ledger: Ledger) -> None:
        from sayso.export import line_json  # noqa: PLC0415 - each form loads what it needs

        sys.stdout.write(line_json(ledger))


class _DroppedWriter:
    """What was left out of each page, with the reason, as soon as the page is read."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()

    def add(self, extraction: Extraction) -> None:
        from sayso.report import dropped_to_text  # noqa: PLC0415 - each form loads what it needs

        sys.stdout.write(dropped_to_text(extraction.document))

    def fail(self, failure: Failure) -> None:
        """Failures are named on stderr, at the end."""


class _TableWriter:
    """A table of pages with what was found in each, in numbers."""

    COLUMNS = ("statements", "attributed", "sources", "figures", "moments")

    def __init__(self) -> None:
        from rich.table import Table  # noqa: PLC0415 - slower to import than the whole command line

        self._table: Table = Table("page", "published", box=None, pad_edge=False)
        for name in self.COLUMNS:
            self._table.add_column(name, justify="right")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._table.row_count:
            stdout_console().print(self._table)

    def add(self, extraction: Extraction) -> None:
        from rich.text import Text  # noqa: PLC0415 - slower to import than the whole command line

        document, said = extraction.document, extraction.statements
        published = document.published.value[:10] if document.published else "unknown"
        names = {link.name for statement in said for link in statement.chain if link.name}
        counts = (
            len(said),
            sum(statement.voice == "attributed" for statement in said),
            len(names),
            sum(len(statement.figures) for statement in said),
            sum(len(statement.moments) for statement in said),
        )
        from sayso.model import INSIDE  # noqa: PLC0415 - the rooms are loaded when they are needed

        _, _, place = document.name.rpartition(INSIDE)
        shown = f"{document.display} ({place})" if place and INSIDE in document.name else document.display
        self._table.add_row(Text(shown), published, *map(str, counts))

    def fail(self, failure: Failure) -> None:
        """Failures are named on stderr, at the end."""


def abandon_stdout() -> None:
    """Give up stdout after its reader has gone, so that nothing complains at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _speak_utf8() -> None:
    """Write data as UTF-8 whatever the locale is."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _replace_unprintable() -> None:
    """Write what the terminal's encoding cannot say as ``?`` rather than fail."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
