"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.extract import ATTRIBUTION_METHODS

if TYPE_CHECKING:
    from collections.abc import Callable

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


def reading(command: Callable[..., int]) -> Callable[..., int]:
    """Add to *command* the options that all commands that read pages have in common."""
    for option in reversed(READING_OPTIONS):
        command = option(command)
    return command
