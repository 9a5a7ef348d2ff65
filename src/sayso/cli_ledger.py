"""The commands on ledger files: add, link, verify, explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso import console, console_adding, usage
from sayso.options import reading, showing, stories_option
from sayso.outcome import DONE, INTERRUPTED, NOTHING_READ, SOME_FAILED, notice

if TYPE_CHECKING:
    from sayso.adding import Step
    from sayso.read import ReadOptions

LEDGER = click.argument("ledger", type=click.Path(dir_okay=False))
PROGRESS = click.option(
    "--progress",
    "shown",
    envvar="SAYSO_ADD_PROGRESS",
    type=click.Choice(["auto", "bar", "jsonl", "none"]),
    default="auto",
    show_default=True,
    help="On stderr: a bar (auto: where that is a terminal), or a JSON object for each batch.",
)


@click.command()
@LEDGER
@reading
@PROGRESS
def add(  # noqa: PLR0913 - a command has as many parameters as its options
    *,
    ledger: str,
    pages: tuple[str, ...],
    published: tuple[str, ...],
    attribution: str,
    workers: int | None,
    quiet: bool,
    verbose: bool,
    options: ReadOptions,
    shown: str,
) -> int:
    """Add pages to a ledger file, which is made where there is none.

    What is in the ledger already, under the same name and with the same bytes, is passed
    over: a run that was stopped is gone on with by giving the same command again. What
    the pages say together is found by sayso link.
    """
    from sayso import adding  # noqa: PLC0415 - the rooms are loaded when they are needed
    from sayso.ledger import LedgerError  # noqa: PLC0415 - as above

    dates = usage.check_inputs(pages, published, quiet=quiet, verbose=verbose)
    _check_apart(ledger, pages)
    try:
        with (
            console_adding.adding_progress(shown, quiet=quiet) as progress,
            console_adding.Interruption() as interruption,
        ):
            step = adding.add(
                ledger,
                pages,
                published=dates,
                attribution=attribution,
                workers=workers,
                reading=options,
                progress=progress.show,
                stop=interruption.asked,
            )
    except LedgerError as error:
        raise usage.ImpossibleError(str(error)) from error
    return _conclude(ledger, step, stopped=interruption.asked(), quiet=quiet or shown == "jsonl")


def _check_apart(ledger: str, pages: tuple[str, ...]) -> None:
    """Refuse a ledger that is one of the pages to be added to it."""
    if any(Path(page).resolve() == Path(ledger).resolve() for page in pages if page != "-"):
        message = (
            f"{ledger} is the ledger, and cannot be added to itself; name the ledger first, then the pages"
        )
        raise click.UsageError(message)


def _conclude(ledger: str, step: Step, *, stopped: bool, quiet: bool) -> int:
    """Say what a run added, and return the exit code."""
    told = [f"{_documents(step.documents)} added to {ledger} in {console_adding.duration(step.seconds)}"]
    if step.skipped:
        told.append(f"{step.skipped:,} there already")
    if step.failures:
        told.append(f"{step.failures:,} could not be read")
    notice(", ".join(told), quiet=quiet)
    if stopped:
        notice("stopped; the same command goes on from there", quiet=quiet)
        return INTERRUPTED
    if step.documents:
        notice(f"what they say together is found by: sayso link {ledger}", quiet=quiet)
    if step.failures:
        return SOME_FAILED if step.documents or step.skipped else NOTHING_READ
    return DONE


def _documents(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}"


@click.command()
@LEDGER
@stories_option("LINK", default="auto")
@click.option("--quiet", "-q", is_flag=True, help="No notices on stderr.")
def link(*, ledger: str, stories: str, quiet: bool) -> int:
    """Find what the pages in a ledger file say together: stories, claims, origins, wording.

    It takes the place of what was found before; what each page says by itself stays.
    """
    from sayso import pipeline  # noqa: PLC0415 - the rooms are loaded when they are needed
    from sayso.ledger import LedgerError  # noqa: PLC0415 - as above

    try:
        found = pipeline.link(ledger, stories)
    except LedgerError as error:
        raise usage.ImpossibleError(str(error)) from error
    count, claims = len(found.stories), len(found.claims)
    notice(
        f"{_documents(len(found.documents))} in {count:,} stor{'y' if count == 1 else 'ies'}, "
        f"{claims:,} claim{'' if claims == 1 else 's'}; they are in {ledger}",
        quiet=quiet,
    )
    return DONE


@click.command()
@LEDGER
@click.option("--quiet", "-q", is_flag=True, help="Only what does not hold.")
def verify(*, ledger: str, quiet: bool) -> int:
    """Replay every row of a ledger file against the captures and digests stored in it.

    Stops at the first class of mismatches, names the rows, and exits with 1.
    """
    from sayso.ledger import LedgerError, verify_ledger  # noqa: PLC0415 - the rooms are loaded when needed

    try:
        found = verify_ledger(ledger)
    except LedgerError as error:
        raise usage.ImpossibleError(str(error)) from error
    if not quiet:
        for name, count in found.checked.items():
            click.echo(f"{name}: {'does not hold' if name == found.failed else f'{count} checked'}")
    for mismatch in found.mismatches:
        click.echo(f"{mismatch.table} {mismatch.row}: {mismatch.problem}")
    return DONE if found.ok else SOME_FAILED


@click.command()
@LEDGER
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--format",
    "form",
    envvar="SAYSO_EXPLAIN_FORMAT",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="For reading, or everything as JSON.",
)
def explain(*, ledger: str, ids: tuple[str, ...], form: str) -> int:
    """Why statements are one claim, why this relation, why this many origins.

    An ID is that of a claim, a statement or an origin, or its first characters; two IDs are
    those of the statements of a relation or a look-alike. All numbers are computed again
    from the ledger; exits with 1 where they are stored otherwise.
    """
    from sayso import pipeline  # noqa: PLC0415 - the rooms are loaded when they are needed
    from sayso.ledger import LedgerError  # noqa: PLC0415 - as above
    from sayso.link.explain_ids import UnknownIdError  # noqa: PLC0415 - as above

    try:
        _warn_out_of_date(ledger)
        facts = pipeline.explain(ledger, ids)
    except LedgerError as error:
        raise usage.ImpossibleError(str(error)) from error
    except UnknownIdError as error:
        message = f"{ledger}: {error}"
        raise usage.ImpossibleError(message) from error
    console.print_explanation(facts, form)
    return SOME_FAILED if facts.differences else DONE


@click.command()
@LEDGER
@showing("REPORT")
@click.option("--quiet", "-q", is_flag=True, help="No notices on stderr.")
def report(*, ledger: str, html_file: str | None, form: str, full: bool, quiet: bool) -> int:
    """Show what a ledger file holds, as compare shows what it found."""
    from sayso.ledger import LedgerError, read_ledger  # noqa: PLC0415 - the rooms are loaded when needed

    usage.check_outputs((ledger,), None, html_file)
    try:
        _warn_out_of_date(ledger)
        found = read_ledger(ledger)
    except LedgerError as error:
        raise usage.ImpossibleError(str(error)) from error
    if html_file:
        usage.write_report(html_file, found)
        notice(f"the report is in {html_file}", quiet=quiet)
    console.print_ledger(found, form, full=full)
    return DONE


@click.command()
@LEDGER
@click.option(
    "--format",
    "form",
    envvar="SAYSO_REVISIONS_FORMAT",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="For reading, or as JSON: the pages that have several versions, and what changed.",
)
def revisions(*, ledger: str, form: str) -> int:
    """What changed between versions of a page: figures, statements, who is said to say so.

    Versions are pages that were captured at one address. Whether the page says that it was
    changed is told as well.
    """
    from sayso import pipeline  # noqa: PLC0415 - the rooms are loaded when they are needed
    from sayso.ledger import LedgerError  # noqa: PLC0415 - as above

    try:
        found = pipeline.versions(ledger)
    except LedgerError as error:
        raise usage.ImpossibleError(str(error)) from error
    console.print_versions(found, form)
    return DONE


def _warn_out_of_date(ledger: str) -> None:
    """Say where the claims in a ledger are not those of all its documents."""
    from sayso.ledger.relink import standing  # noqa: PLC0415 - the rooms are loaded when they are needed

    if (how := standing(ledger)) != "linked":
        why = (
            "nothing in it was linked yet"
            if how == "never"
            else "its claims are out of date: pages were added"
        )
        notice(f"{ledger}: {why}; run: sayso link {ledger}", quiet=False)


COMMANDS = (add, link, report, verify, explain, revisions)
