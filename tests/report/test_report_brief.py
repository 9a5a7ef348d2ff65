"""The brief report holds what a hurried reader needs, fits on a few screens, and counts the rest."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from large import large_ledger
from rich.console import Console

from sayso.model import Failure, Ledger
from sayso.report import to_terminal
from sayso.report.terminal_brief import WHOLE
from sayso.report.view import build_view

if TYPE_CHECKING:
    from sayso.report.view import ReportView


def brief(ledger: Ledger, width: int = 100) -> str:
    stream = io.StringIO()
    to_terminal(ledger, Console(file=stream, width=width))
    return stream.getvalue()


def flat(text: str) -> str:
    """Return words without the line ends they were broken at."""
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_console_and_none_is_cut_off(ledger: Ledger, width: int) -> None:
    lines = brief(ledger, width).splitlines()
    assert max(map(len, lines)) <= width
    assert not [line for line in lines if "…" in line or line != line.rstrip()]


def test_it_begins_with_the_summary_and_what_went_wrong(ledger: Ledger, view: ReportView) -> None:
    text = flat(brief(ledger))
    assert text.startswith(f"{view.title} {view.summary.words} ! pages/locked.pdf could not be read: This is")


def test_what_disagrees_is_shown_with_its_versions_and_the_rest_in_a_line(
    ledger: Ledger, view: ReportView
) -> None:
    text = flat(brief(ledger, 200))
    for claim in view.claims:
        assert f"“{claim.gist}”" in text
        assert claim.id in text
    for claim in view.disagreeing:
        assert all(re.sub(r"\*", "", version.words) in text.replace("*", "") for version in claim.versions)
        assert all(
            relation.because in text
            for relation in claim.relations
            if relation.kind in {"conflicts", "differs"}
        )


def test_every_look_alike_is_told_of_once(ledger: Ledger) -> None:
    text = flat(brief(ledger, 200))
    assert [text.count(pair.because) for pair in ledger.lookalikes] == [1] * len(ledger.lookalikes)


@pytest.mark.parametrize("width", [80, 120])
def test_a_story_of_fifty_pages_is_no_longer_than_a_few_screens(width: int) -> None:
    ledger = large_ledger()
    text = brief(ledger, width)
    assert len(text.splitlines()) < 250
    assert text.count(WHOLE.split(",")[0]) > 3


def test_what_is_left_out_is_counted() -> None:
    ledger = large_ledger()
    view, text = build_view(ledger), flat(brief(ledger))
    shown = {claim.id for claim in view.claims if claim.id in text}
    more = re.search(r"(\S+) more claims?(?: and (\S+) unsure match(?:es)?)?: --full", text)
    assert more
    left = sum(int(number.replace(",", "")) for number in more.groups() if number)
    assert len(shown) + left == len(view.claims)
    pages = brief(ledger, 400).partition("PAGES\n")[2].splitlines()
    assert pages[-1] == f"{len(view.pages) - len(pages[1:-1])} more pages: {WHOLE}"


def test_a_failure_names_its_input_once(ledger: Ledger) -> None:
    failed = Failure("a/empty.txt", "a/empty.txt: it is empty; give a page with text in it")
    text = flat(brief(replace(ledger, failed=(failed,))))
    assert "! a/empty.txt could not be read: it is empty; give a page with text in it" in text
    assert text.count("a/empty.txt") == 1


def test_no_page_gives_its_headline_to_the_whole_report(ledger: Ledger, view: ReportView) -> None:
    """Which headline stands over a report must not hang on the alphabet, nor on who was first."""
    assert view.title == "5 reports side by side, 14 May 2031 to 15 May 2031"
    assert build_view(replace(ledger, documents=ledger.documents[::-1])).title == view.title
    undated = tuple(replace(page, published=None) for page in ledger.documents)
    assert build_view(replace(ledger, documents=undated)).title == "5 reports side by side"


def test_a_single_page_keeps_its_own_headline(ledger: Ledger) -> None:
    page = ledger.documents[0]
    assert build_view(Ledger((page,), ())).title == page.title
