"""sayso revisions: what changed between captures of one page; extract --format dropped: what was left out."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<html><head><title>Thousands flee Norhaven</title></head>
<body><nav><a href="/">Home</a></nav><article><h1>Thousands flee Norhaven</h1>
<p>About {count} people fled the town of Norhaven on Friday, the mayor, Ada Fir, said.</p>
<p>The harbour was closed at noon after the storm, and no ferry has left since then.</p>{note}
</article></body></html>"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def record(number: int, day: int, page: str) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Date: 2024-03-{day:02}T12:00:00Z\r\nWARC-Target-URI: https://gazette.example/ferry\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


@pytest.fixture(scope="module", name="ledger")
def captured_three_times(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Add three captures of one page, the latest first, and return the ledger."""
    folder = tmp_path_factory.mktemp("versions")
    note = "<p>Correction: an earlier version of this article gave another number of people.</p>"
    pages = [
        PAGE.format(count=count, note=said)
        for count, said in (("16,000", ""), ("6,000", ""), ("5,000", note))
    ]
    crawl = folder / "crawl.warc.gz"
    crawl.write_bytes(b"".join(record(n, n + 1, page) for n, page in reversed(list(enumerate(pages)))))
    assert (
        run("add", str(folder / "l.duckdb"), str(crawl), "--attribution", "rules", "--quiet").exit_code == 0
    )
    return folder / "l.duckdb"


def test_each_version_is_told_from_the_next_in_the_order_of_their_capture(ledger: Path) -> None:
    found = json.loads(run("revisions", str(ledger), "--format", "json").stdout)["revisions"]
    assert [(one["order"], one["silent"]) for one in found] == [("captured", True), ("captured", False)]


def test_a_reader_sees_what_became_of_the_figure_and_the_notice(ledger: Path) -> None:
    told = " ".join(run("revisions", str(ledger)).stdout.split())
    assert "Changed silently." in told
    assert "“About 16,000” became “About 6,000”" in told
    assert "“About 6,000” became “About 5,000”" in told
    assert "the page says “Correction: an earlier version" in told


def test_adding_the_same_capture_again_makes_no_version(ledger: Path) -> None:
    crawl = str(ledger.with_name("crawl.warc.gz"))
    again = run("add", str(ledger), crawl, "--attribution", "rules")
    assert "0 documents added" in again.stderr
    assert "3 there already" in again.stderr
    assert run("verify", str(ledger)).exit_code == 0


def test_a_ledger_of_pages_captured_once_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(count="16,000", note=""))
    ledger = str(tmp_path / "l.duckdb")
    run("add", ledger, str(tmp_path / "a.html"), "--attribution", "rules", "--quiet")
    assert "No page has two versions" in run("revisions", ledger).stdout


def test_what_was_left_out_of_a_page_is_shown_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(count="16,000", note=""))
    told = run("extract", str(tmp_path / "a.html"), "--format", "dropped", "--attribution", "rules").stdout
    assert "  navigation\tHome" in told.splitlines()
    assert "people fled" not in told
