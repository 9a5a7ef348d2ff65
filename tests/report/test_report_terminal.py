"""The terminal report says everything at any width, with or without colour, whatever a page holds."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from sayso.model import Ledger, Wording, Words
from sayso.report import to_terminal
from sayso.report.view import build_view

if TYPE_CHECKING:
    from sayso.report.view import ReportView


def printed(
    ledger: Ledger, width: int = 80, *, encoding: str = "utf-8", force_terminal: bool | None = None
) -> str:
    """Return the whole report as it goes to a stream of this encoding."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    to_terminal(ledger, Console(file=stream, width=width, force_terminal=force_terminal), full=True)
    stream.seek(0)
    return stream.read()


def flat(text: str) -> str:
    """Return words without the line ends and columns they stand in."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_console_and_no_word_is_lost(
    ledger: Ledger, view: ReportView, width: int
) -> None:
    text = printed(ledger, width)
    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text
    letters = set(flat(text))
    for group in view.figures:
        for row in group.rows:
            assert all(set(flat(sayer.printed)) <= letters for sayer in row.sayers)
    for claim in view.claims:
        for relation in claim.relations:
            assert flat(f"{relation.words}. {relation.because}") in flat(text)


def test_wide_rows_stand_in_one_line(ledger: Ledger) -> None:
    text = printed(ledger, 160)
    assert re.search(r"from 12 .*Valley Courier ← regional police: “At least 12” people who died", text)
    assert re.search(
        r"Harbour Post ← Kestrel Power \(stressed\) +the gates were opened \"strictly \*by the book\*\"", text
    )


def test_in_a_pipe_what_differs_stands_between_asterisks_without_any_escape(ledger: Ledger) -> None:
    text = printed(ledger)
    assert "\x1b" not in text
    assert "the number of dead at *15*" in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_on_a_terminal_without_colour_what_differs_is_bold_and_underlined(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    text = printed(ledger, force_terminal=True)
    assert "\x1b[1;4m15\x1b[0m" in text
    assert not re.search(r"\x1b\[[\d;]*3\d[;m]", text)


def test_a_page_cannot_steer_the_terminal(ledger: Ledger) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2Jgone [bold]not markup[/bold] \u202eesrever \x9b31m :smile:"
    page = replace(ledger.documents[0], title=hostile, outlet=hostile)
    text = printed(replace(ledger, documents=(page, *ledger.documents[1:])), 200)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold]not markup[/bold]" in text
    assert ":smile:" in text


def test_a_console_that_cannot_show_arrows_gets_plain_ones(ledger: Ledger) -> None:
    page = replace(ledger.documents[0], title="Плотина")
    text = printed(replace(ledger, documents=(page, *ledger.documents[1:])), 120, encoding="ascii")
    assert "Harbour Post <- Kestrel Power" in text
    assert "\\u041f" in text


def test_an_empty_ledger_is_said_in_a_sentence() -> None:
    assert printed(Ledger((), ())).startswith("Reports compared\n0 reports quote")


def test_a_word_at_a_distance_has_its_quotation_marks_in_pairs(ledger: Ledger) -> None:
    """The note behind the words is no part of them, and the marks around them are not doubled."""
    words = Words("“rioters” (at a distance)", 1, ledger.wording[0].outlets["Harbour Post"][0].places)
    wording = Wording("people on the bridge", {"Harbour Post": (words,)})
    text = printed(replace(ledger, wording=(wording,)), 120)
    assert re.search(r"Harbour Post +“rioters” \(at a distance\)$", text, re.MULTILINE)


def test_words_that_differ_beside_a_figure_stand_between_one_pair_of_asterisks(ledger: Ledger) -> None:
    assert not re.search(r"\*\*|\* \*", printed(ledger, 200))


def test_on_a_terminal_that_is_too_low_the_summary_stands_again_at_the_end(ledger: Ledger) -> None:
    def shown(height: int) -> list[str]:
        stream = io.StringIO()
        console = Console(file=stream, width=400, height=height, force_terminal=True, color_system=None)
        to_terminal(ledger, console)
        return [re.sub(r"\x1b\[[\d;]*m", "", line).rstrip() for line in stream.getvalue().splitlines()]

    summary = build_view(ledger).summary.words
    assert shown(30)[-1] == summary
    assert shown(30).count(summary) == 2
    assert shown(1000).count(summary) == 1
    assert printed(ledger, 400).splitlines().count(summary) == 1
