"""The command line: options checked, rooms called, data on stdout, the rest on stderr.

Exit codes: 0 done; 1 done, but some inputs failed (or a ledger does not hold); 2 the
command cannot be carried out as given; 3 nothing could be read; 70 an error in sayso;
130 after Ctrl-C; 141 when the reader of stdout has gone.

click, rather than what builds on it: everything here is imported before the first
word of ``--help`` appears, and heavier rooms only when a command needs them.
"""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from sayso import __version__, cli_ledger, console, usage
from sayso.options import reading, showing, stories_option
from sayso.outcome import (
    BROKEN_PIPE,
    BUG,
    DONE,
    INTERRUPTED,
    NOT_POSSIBLE,
    NOTHING_READ,
    SOME_FAILED,
    finish,
    notice,
)

if TYPE_CHECKING:
    from sayso.pipeline import Run
    from sayso.read import ReadOptions

__all__ = [
    "BROKEN_PIPE",
    "BUG",
    "DONE",
    "INTERRUPTED",
    "NOTHING_READ",
    "NOT_POSSIBLE",
    "SOME_FAILED",
    "cli",
    "main",
]


class _Commands(click.Group):
    """Commands that end quietly when whoever reads their output has gone (``sayso ... | head``)."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            console.abandon_stdout()
            raise click.exceptions.Exit(BROKEN_PIPE) from None
        return code


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    try:
        code = cli.main(args=args, prog_name="sayso", standalone_mode=False, auto_envvar_prefix="SAYSO")
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        code = INTERRUPTED
    except Exception as error:
        # The last resort: a sentence, and an exit code that means nothing else.
        logging.getLogger("sayso").info("the run ended here", exc_info=True)
        what = " ".join(f"{type(error).__name__}: {error}".split())
        click.echo(
            f"sayso: an error in sayso ended the run ({what}); --verbose shows where, report it", err=True
        )
        code = BUG
    sys.exit(code or DONE)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sayso", message="%(prog)s %(version)s")
def cli() -> None:
    """Who says so? What reports of a story say, and on whose authority.

    Every option can be given in the environment: --format of compare is
    SAYSO_COMPARE_FORMAT.
    """


@cli.command()
@reading
@click.option(
    "--ledger",
    "ledger_file",
    envvar="SAYSO_COMPARE_LEDGER",
    type=click.Path(dir_okay=False),
    help="Write everything to this file; a ledger of other pages is not replaced.",
)
@showing("COMPARE")
@stories_option("COMPARE", default="one")
def compare(
    *,
    pages: tuple[str, ...],
    published: tuple[str, ...],
    attribution: str,
    workers: int | None,
    quiet: bool,
    verbose: bool,
    options: ReadOptions,
    ledger_file: str | None,
    html_file: str | None,
    form: str,
    stories: str,
    full: bool,
) -> int:
    """Line up what pages of one story say, side by side.

    A PAGE is a text or HTML file, a folder of them, or - for standard input. What a
    page does not say of itself may stand beside it: page.html.json with title,
    outlet, published, authors, language, url.
    """
    from sayso import pipeline  # noqa: PLC0415 - the rooms are loaded when they are needed

    dates = usage.check_inputs(pages, published, quiet=quiet, verbose=verbose)
    usage.check_outputs(pages, ledger_file, html_file)
    with console.Progress(quiet=quiet) as progress:
        run = pipeline.compare(
            pages,
            published=dates,
            attribution=attribution,
            stories=stories,
            workers=workers,
            progress=progress.show,
            keep_captures=ledger_file is not None,
            reading=options,
        )
    if run.ledger.documents:
        if ledger_file:
            _write_ledger(ledger_file, run)
            notice(f"the ledger is in {ledger_file}", quiet=quiet)
        if html_file:
            usage.write_report(html_file, run.ledger)
            notice(f"the report is in {html_file}", quiet=quiet)
    if run.ledger.documents or form == "json":
        console.print_ledger(run.ledger, form, full=full)
    return finish(run.ledger.failed, read=len(run.ledger.documents))


@cli.command()
@reading
@click.option(
    "--format",
    "form",
    envvar="SAYSO_EXTRACT_FORMAT",
    type=click.Choice(["terminal", "json", "jsonl", "dropped"]),
    default="terminal",
    show_default=True,
    help="A table of counts, all rows as one JSON or one a page, or what was left out, and why.",
)
def extract(
    *,
    pages: tuple[str, ...],
    published: tuple[str, ...],
    attribution: str,
    workers: int | None,
    quiet: bool,
    verbose: bool,
    options: ReadOptions,
    form: str,
) -> int:
    """Count what each page says, or give all of it as JSON, without comparing pages.

    The JSON is that of compare, without claims; it is written while pages are read.
    """
    from sayso import pipeline  # noqa: PLC0415 - the rooms are loaded when they are needed
    from sayso.model import Failure  # noqa: PLC0415 - as above

    dates = usage.check_inputs(pages, published, quiet=quiet, verbose=verbose)
    read, failed = 0, []
    with console.Progress(quiet=quiet) as progress, console.extraction_writer(form) as writer:
        for result in pipeline.extract(
            pages, published=dates, attribution=attribution, workers=workers, reading=options
        ):
            if isinstance(result, Failure):
                failed.append(result)
                writer.fail(result)
            else:
                read += 1
                writer.add(result)
            progress.show("reading", read + len(failed))
    return finish(failed, read=read)


for _command in cli_ledger.COMMANDS:
    cli.add_command(_command)


@cli.command()
def schema() -> int:
    """Print the JSON Schema of the JSON that compare and extract give."""
    from sayso.export import schema as json_schema  # noqa: PLC0415 - the rooms are loaded when needed

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return DONE


def _write_ledger(path: str, run: Run) -> None:
    from sayso.ledger import LedgerError, write_ledger  # noqa: PLC0415 - DuckDB only for those who keep one

    try:
        write_ledger(path, run.ledger, run.captures, run.extractions)
    except LedgerError as error:
        raise usage.ImpossibleError(str(error)) from error
