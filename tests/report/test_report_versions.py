"""What a reader sees of a page that was captured twice: what became of what, and whether it says so."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console
from sample import Clerk, document

from sayso.model import Ledger, Statement
from sayso.report import to_html, to_markdown, to_terminal

EARLY, LATE = "About 16,000 people fled <b>the town</b>.", "About 6,000 people fled <b>the town</b>."


def version(name: str, text: str, figure: str, day: int) -> tuple[Ledger, Statement]:
    page = replace(
        document(name, text, "Gazette"),
        address="https://gazette.example/a?b=1&c=<i>",
        captured=f"2024-03-0{day}T12:00:00+00:00",
    )
    clerk = Clerk(page)
    count = float(figure.split()[1].replace(",", ""))
    statement = clerk.say(text, figures=(clerk.figure(figure, count, count, unit="people"),))
    return Ledger((page,), (statement,)), statement


@pytest.fixture(scope="module", name="ledger")
def captured_twice() -> Ledger:
    early, _ = version("one.html", EARLY, "About 16,000", 1)
    late, _ = version("two.html", LATE, "About 6,000", 2)
    return Ledger(late.documents + early.documents, late.statements + early.statements)


def shown(ledger: Ledger, *, full: bool) -> str:
    out = io.StringIO()
    to_terminal(ledger, Console(file=out, width=200), full=full)
    return out.getvalue()


@pytest.mark.parametrize("full", [False, True])
def test_the_terminal_says_what_became_of_a_figure_and_that_the_page_does_not(
    ledger: Ledger, *, full: bool
) -> None:
    told = shown(ledger, full=full)
    assert "Gazette (two.html), 2024-03-02 12:00, before: Gazette (one.html), 2024-03-01 12:00" in told
    assert "Changed silently. 1 statement changed; the page says nothing of it." in told
    assert "“About 16,000” became “About 6,000”" in told


def test_two_versions_are_one_report(ledger: Ledger) -> None:
    assert "1 report by 1 known outlet" in shown(ledger, full=False)


def test_markdown_sets_both_versions_side_by_side(ledger: Ledger) -> None:
    row = next(line for line in to_markdown(ledger).splitlines() if "became" in line and line.startswith("|"))
    assert row.count(" | ") == 2
    assert "**About 16,000** people" in row
    assert "**About 6,000** people" in row
    assert "<b>" not in row.replace("\\<b\\>", "")


def test_the_page_links_both_versions_to_their_places_and_escapes_them(ledger: Ledger) -> None:
    page = to_html(ledger)
    part = page[page.index('id="versions"') : page.index('id="pages"')]
    for statement in ledger.statements:
        assert f'href="#s-{statement.id}"' in part
        assert f'id="s-{statement.id}"' in page
    assert "<mark>About 6,000</mark>" in part
    assert "<b>" not in part
    assert "<i>" not in part


def test_a_report_of_pages_captured_once_has_no_such_part() -> None:
    once, _ = version("one.html", EARLY, "About 16,000", 1)
    assert "VERSIONS" not in shown(once, full=True)
    assert "## Versions" not in to_markdown(once)
    assert 'id="versions"' not in to_html(once)
