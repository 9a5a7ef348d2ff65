"""A quantity on the terminal: its readings on one axis, who gives each, and what looks like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from sayso.report.phrases import counted
from sayso.report.terminal_axis import draw_row, draw_ticks
from sayso.report.terminal_printer import STANDING_STYLES
from sayso.report.view.index import chain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.report.terminal_printer import Printer
    from sayso.report.view.figures import FigureGroup
    from sayso.report.view.readings import Sayer

_AXIS_SHARE = 0.3
_NARROWEST_AXIS, _FEW = 16, 2


def print_group(printer: Printer, group: FigureGroup, most: int | None = None) -> None:
    """Print one quantity; of those who give a reading, *most* at most, and how many more there are."""
    head = printer.words(group.heading, "bold")
    head.append_text(printer.words(f"  {group.spread_words}", STANDING_STYLES[group.spread]))
    head.append_text(printer.words(f"  {counted(len(group.reports), 'report')}", "dim"))
    printer.say(head)
    if group.gist and group.gist != group.title:
        printer.tell(f"“{group.gist}”", "dim", indent=2)
    printer.say(_drawn(printer, group, most), indent=2)
    for reason in group.reasons:
        printer.tell(reason, indent=2)
    for reason in group.alike[:_FEW]:
        printer.tell(f"Look-alike: {reason}", indent=2)
    if len(group.alike) > _FEW:
        more = counted(len(group.alike) - _FEW, "more reason")
        printer.tell(f"{more} below, under Look-alikes", indent=2)
    printer.blank()


def sayer_words(sayer: Sayer) -> str:
    """Return who gives a figure, in one line."""
    counted_words = f" {sayer.counted}" if sayer.counted else ""
    when = f" ({sayer.when})" if sayer.when else ""
    return f"{chain_words(sayer.place.report, sayer.chain)}: “{sayer.printed}”{counted_words}{when}"


def _drawn(printer: Printer, group: FigureGroup, most: int | None) -> Table:
    """Return a row for each reading, and the axis's ticks below."""
    width = max(_NARROWEST_AXIS, int(printer.console.width * _AXIS_SHARE))
    ascii_only = printer.encoding is not None
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(overflow="fold", max_width=20)
    table.add_column(width=width, no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for row in group.rows:
        first = printer.words(row.words + (" (look-alike)" if row.alike else ""))
        drawn = printer.words(draw_row(row, width, ascii_only=ascii_only))
        told = [printer.words(words) for words in _told(row.sayers, most)]
        table.add_row(first, drawn, Text("\n").join(told))
    table.add_row("", printer.words(draw_ticks(group.axis, width), "dim"), "")
    return table


def _told(sayers: Sequence[Sayer], most: int | None) -> list[str]:
    """Return those who give a reading, in a line each; of many the first *most*."""
    lines = list(dict.fromkeys(map(sayer_words, sayers)))
    if most is None or len(lines) <= most + 1:
        return lines
    return [*lines[:most], f"and {len(lines) - most:,} more"]
