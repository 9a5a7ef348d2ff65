"""Options that several commands share."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

from sayso.extract import ATTRIBUTION_METHODS
from sayso.outcome import tell, tell_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sayso.read import ReadOptions

    Command = Callable[..., int]

READING_OPTIONS = (
    click.argument("pages", nargs=-1, required=True, metavar="PAGE..."),
    click.option(
        "--published",
        multiple=True,
        metavar="NAME=DATE",
        help="When a page came out, if it does not say: its name and an ISO 8601 date. Repeatable.",
    ),
    click.option(
        "--attribution",
        type=click.Choice(ATTRIBUTION_METHODS),
        default="tagger",
        show_default=True,
        help="Which method finds who says what.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes read pages; by default one for few pages, else one a core.",
    ),
    click.option("--quiet", "-q", is_flag=True, help="No progress and no notices on stderr."),
    click.option("--verbose", "-v", is_flag=True, help="On stderr, where in sayso an error arose."),
)


_MANNER_OPTIONS = (
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="ROLE=NAME",
        help="Which column of a table holds the text, html, url, title, published, ... Repeatable.",
    ),
    click.option("--follow", is_flag=True, help="Fetch the pages that feeds and sitemaps list."),
    click.option("--user-agent", metavar="TEXT", help="Who asks, when pages are fetched."),
    click.option(
        "--delay", type=float, metavar="SECONDS", help="Between two requests to one host; 1 by default."
    ),
    click.option("--fetch-timeout", type=float, metavar="SECONDS", help="For one answer; 60 by default."),
    click.option("--allow-private", is_flag=True, help="Fetch from this machine and private networks too."),
    click.option(
        "--ignore-robots", is_flag=True, help="Fetch what a robots.txt forbids: from a site of your own."
    ),
)
"""How tables are read and addresses fetched; they reach a command as one ``options``."""


def reading(command: Callable[..., int]) -> Callable[..., int]:
    """Add to *command* the options that all commands that read pages have in common.

    Those on tables and fetching are put together: the command takes them as ``options``,
    a :class:`~sayso.read.ReadOptions`.
    """

    @functools.wraps(command)
    def gathered(
        *,
        columns: tuple[str, ...],
        follow: bool,
        user_agent: str | None,
        delay: float | None,
        fetch_timeout: float | None,
        **rest: Any,  # noqa: ANN401 - whatever the command takes
    ) -> int:
        manners = {
            "user_agent": user_agent,
            "delay": delay,
            "total_timeout": fetch_timeout,
            "allow_private": rest.pop("allow_private"),
            "ignore_robots": rest.pop("ignore_robots"),
        }
        told: list[str] = []
        as_objects = rest.get("shown") == "jsonl" and not rest["quiet"]
        teller = tell_object if as_objects else told.append
        code = command(options=_read_options(columns, manners, follow=follow, told=teller), **rest)
        tell(told, quiet=rest["quiet"])
        return code

    wrapped: Callable[..., int] = gathered
    for option in reversed((*READING_OPTIONS, *_MANNER_OPTIONS)):
        wrapped = option(wrapped)
    return wrapped


def _read_options(
    columns: Iterable[str], manners: Mapping[str, Any], *, follow: bool, told: Callable[[str], object]
) -> ReadOptions:
    from sayso.read import ReadOptions  # noqa: PLC0415 - the rooms are loaded when they are needed
    from sayso.read.containers.columns import column_problems  # noqa: PLC0415 - as above
    from sayso.read.fetch import FetchOptions  # noqa: PLC0415 - as above

    given: dict[str, str] = {}
    for one in columns:
        role, equals, name = one.partition("=")
        if not (role and equals and name):
            message = f"--column {one}: give a role, an equals sign and a column's name, as in text=body"
            raise click.UsageError(message)
        given[role] = name
    for problem in column_problems(given):
        raise click.UsageError(problem)
    try:
        fetch = FetchOptions(**{key: value for key, value in manners.items() if value is not None})
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    return ReadOptions(columns=given, follow=follow, fetch=fetch, told=told)


def showing(command: str) -> Callable[[Command], Command]:
    """Return what adds to a command the options of a report; *command* is its name in the environment."""

    def added(function: Command) -> Command:
        for option in reversed(
            (
                click.option(
                    "--html",
                    "html_file",
                    envvar=f"SAYSO_{command}_HTML",
                    type=click.Path(dir_okay=False),
                    help="Write the report to this file.",
                ),
                click.option(
                    "--format",
                    "form",
                    envvar=f"SAYSO_{command}_FORMAT",
                    type=click.Choice(["terminal", "json", "md", "html"]),
                    default="terminal",
                    help="What goes to stdout.",
                    show_default=True,
                ),
                click.option(
                    "--full",
                    is_flag=True,
                    help="On the terminal, every row; by default those that matter most, the rest counted.",
                ),
            )
        ):
            function = option(function)
        return function

    return added


def stories_option(command: str, default: str) -> Callable[[Command], Command]:
    """Return the option of whether pages are grouped; *command* is its name in the environment."""
    return click.option(
        "--stories",
        envvar=f"SAYSO_{command}_STORIES",
        type=click.Choice(["one", "auto"]),
        default=default,
        show_default=True,
        help="All pages are of one story, or are grouped into stories first.",
    )
