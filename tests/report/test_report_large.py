"""Fifty pages and three thousand statements are a report within seconds."""

from __future__ import annotations

import io
import time

from large import PAGES, PER_PAGE, large_ledger
from markup import read_markup
from rich.console import Console

from sayso.report import to_html, to_markdown, to_terminal

SECONDS = 3.0


def test_a_large_ledger_is_a_page_in_less_than_three_seconds() -> None:
    ledger = large_ledger()
    assert len(ledger.statements) == PAGES * PER_PAGE == 3000
    started = time.process_time()
    page = to_html(ledger)
    assert time.process_time() - started < SECONDS
    tree = read_markup(page)
    anchors = {node.attributes.get("id") for node in tree.find("mark")}
    assert {f"s-{said.id}" for said in ledger.statements} <= anchors


def test_a_large_ledger_is_markdown_and_terminal_text_as_fast() -> None:
    ledger = large_ledger()
    started = time.process_time()
    to_markdown(ledger)
    to_terminal(ledger, Console(file=io.StringIO(), width=100))
    assert time.process_time() - started < 2 * SECONDS
