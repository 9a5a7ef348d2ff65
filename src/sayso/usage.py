"""What the command line refuses before any work is done, each in one sentence."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model import Ledger


class ImpossibleError(click.ClickException):
    """A command that cannot be carried out, with the sentence that says why."""

    exit_code = click.UsageError.exit_code


def check_inputs(
    pages: tuple[str, ...], published: Iterable[str], *, quiet: bool, verbose: bool
) -> Mapping[str, str]:
    """Refuse what contradicts itself, set up logs, and return the dates by name."""
    if quiet and verbose:
        message = "--quiet and --verbose contradict each other; give one of them"
        raise click.UsageError(message)
    if pages.count("-") > 1:
        message = "- (standard input) is given twice and can be read once; save one page to a file"
        raise click.UsageError(message)
    _set_up_logs(verbose=verbose)
    return _dates(pages, published)


def _set_up_logs(*, verbose: bool) -> None:
    """Send what sayso logs to stderr, and what libraries log only under --verbose."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    ours = logging.getLogger("sayso")
    ours.handlers[:] = [handler]
    ours.setLevel(logging.INFO if verbose else logging.WARNING)
    ours.propagate = False
    logging.getLogger().addHandler(handler if verbose else logging.NullHandler())


def _dates(pages: tuple[str, ...], published: Iterable[str]) -> Mapping[str, str]:
    from sayso.read import usage_problems  # noqa: PLC0415 - the rooms are loaded when they are needed

    dates: dict[str, str] = {}
    for given in published:
        name, equals, date = given.rpartition("=")
        if not (name and equals and date):
            message = (
                f"--published {given}: give a page's name, an equals sign and a date, as in a.txt=2022-03-03"
            )
            raise click.UsageError(message)
        if dates.setdefault(name, date) != date:
            message = f"--published gives two dates for {name}: {dates[name]} and {date}; give one of them"
            raise click.UsageError(message)
    for problem in usage_problems(pages, dates):
        message = f"--published {problem}"
        raise click.UsageError(message)
    return dates


def check_outputs(pages: tuple[str, ...], ledger_file: str | None, html_file: str | None) -> None:
    """Refuse, before any work, what cannot be written in the end."""
    outputs = {"--ledger": ledger_file, "--html": html_file}
    paths = {option: Path(name).resolve() for option, name in outputs.items() if name}
    if len(set(paths.values())) < len(paths):
        message = f"--ledger and --html both name {ledger_file}; give two files"
        raise click.UsageError(message)
    inputs = {Path(page).resolve() for page in pages if page != "-"}
    for option, path in paths.items():
        if path in inputs:
            message = (
                f"{option} {outputs[option]} would overwrite a page that is to be read; name another file"
            )
            raise click.UsageError(message)
        if any(folder.is_dir() and folder in path.parents for folder in inputs):
            message = (
                f"{option} {outputs[option]} would lie among the pages, and be read as one the next time; "
                "name a file in another folder"
            )
            raise click.UsageError(message)
        if not path.parent.is_dir():
            message = f"{option} {outputs[option]}: there is no folder {path.parent}; make it first"
            raise click.UsageError(message)
    if ledger_file:
        from sayso.ledger import LedgerError, check_target  # noqa: PLC0415 - DuckDB only for those who keep one

        try:
            check_target(ledger_file)
            _check_replaced(ledger_file, pages)
        except LedgerError as error:
            raise ImpossibleError(str(error)) from error


def _check_replaced(ledger_file: str, pages: tuple[str, ...]) -> None:
    """Refuse to replace a ledger that holds pages which are not read again: it was grown, or is another's."""
    if not Path(ledger_file).exists():
        return
    from sayso.ledger.load import input_names  # noqa: PLC0415 - DuckDB only for those who keep one
    from sayso.read.inputs import (  # noqa: PLC0415 - loaded when there is something to read
        STDIN,
        STDIN_INSIDE,
        Input,
        find_inputs,
    )

    given = {one.name for one in find_inputs(pages) if isinstance(one, Input)}
    if STDIN in given:
        given.add(STDIN_INSIDE)
    others = [name for name in input_names(ledger_file) if name not in given]
    if others:
        more = f" and {len(others) - 1:,} more" if len(others) > 1 else ""
        message = (
            f"{ledger_file}: it holds pages that are not among these and would be lost ({others[0]}{more}); "
            "name another file, or add these to it with sayso add"
        )
        raise ImpossibleError(message)


def write_report(path: str, ledger: Ledger) -> None:
    """Write the report of *ledger* as an HTML page to *path*, or say why that is not possible."""
    from sayso import console  # noqa: PLC0415 - it is loaded with the commands
    from sayso.report import to_html  # noqa: PLC0415 - only when a page is asked for

    try:
        console.write_file(path, to_html(ledger))
    except OSError as error:
        message = f"{path}: the report cannot be written ({error.strerror or error})"
        raise ImpossibleError(message) from error
