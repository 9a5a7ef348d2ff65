"""Every input is opened by what it is: archives, feeds and tables give their pages, whatever their names."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from sayso.model import Capture, Failure
from sayso.read import ReadOptions, open_captures
from sayso.read.formats import format_of

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"<html><body><p>The ferry sank off Norhaven on Friday, the mayor said.</p></body></html>"
RSS = (
    b'<?xml version="1.0"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel>'
    b"<title>Harbour Post</title><item><title>Ferry sinks</title><link>https://post.example/1</link>"
    b"<c:encoded>&lt;p&gt;The ferry sank.&lt;/p&gt;</c:encoded></item></channel></rss>"
)
SITEMAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/1</loc></url></urlset>'
MAIL = b"Received: from a\r\nFrom: press@port.example\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\n\r\nIt sank."
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-03-01T12:00:00Z\r\n"
    b"WARC-Target-URI: https://post.example/1\r\nContent-Type: application/http;msgtype=response\r\n"
)


def warc(body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return WARC + b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(block), block)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


def opened(path: Path, data: bytes, options: ReadOptions | None = None) -> list[Capture | Failure]:
    path.write_bytes(data)
    return list(open_captures([str(path)], options=options))


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        (zipped(a_html=PAGE), "", "zip"),
        (zipped(a_html=PAGE), ".wacz", "wacz"),
        (gzip.compress(PAGE), ".txt", "gzip"),
        (warc(PAGE), "", "warc"),
        (b"PAR1\x15\x04", "", "parquet"),
        (b"%PDF-1.7\n", "", "pdf"),
        (RSS, ".xml", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "", "feed"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by x -->\n<rdf:RDF xmlns='x'>", "", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', ".json", "feed"),
        (SITEMAP, "", "sitemap"),
        (b'{"text": "a"}\n{"text": "b"}\n', "", "table"),
        (b'[{"text": "a"}]', ".json", "table"),
        (b"text;url\na;b\n", ".csv", "table"),
        (b"From ann@port.example Fri Mar  1 12:00:00 2024\nSubject: a\n\nIt sank.\n", "", "mbox"),
        (MAIL, "", "mail"),
    ],
)
def test_a_container_is_told_by_its_first_bytes(head: bytes, suffix: str, kind: str) -> None:
    assert format_of(head, suffix) == kind


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (PAGE, ".html"),
        (b"<!doctype html><html><body>an rss feed</body></html>", ""),
        (b"From the harbour came a cry.\nSubject: a ferry: it sank.\n\nText.", ".txt"),
        (b"Date: 3 March 2024\nBy: Ann Lee\nTitle: Ferry sinks\n\nText of the article.", ".txt"),
        (b"{curly} words begin this page.\n", ".txt"),
        (b"text,url\na,b\n", ".txt"),
        (zipped(word_document=b"").replace(b"word.", b"word/"), ".docx"),
        (b"", ""),
    ],
)
def test_a_page_is_none(head: bytes, suffix: str) -> None:
    assert format_of(head, suffix) is None


def test_pages_come_out_of_archives_in_archives_with_their_places(tmp_path: Path) -> None:
    inner = zipped(b_html=PAGE, c_warc=warc(PAGE))
    found = opened(tmp_path / "outer.zip", zipped(a_html=PAGE, inner_zip=inner))
    assert [one.name.removeprefix(f"{tmp_path}/") for one in found] == [
        "outer.zip!/a.html",
        "outer.zip!/inner.zip!/b.html",
        "outer.zip!/inner.zip!/c.warc!/1",
    ]
    assert all(isinstance(one, Capture) and one.data == PAGE for one in found)
    assert isinstance(found[2], Capture)
    assert found[2].address == "https://post.example/1"


class Pipe(io.BytesIO):
    """Bytes that come once."""

    def seekable(self) -> bool:
        """Say that they do."""
        return False

    def seek(self, *_: int) -> int:
        """Refuse to go back."""
        raise OSError


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
@pytest.mark.parametrize(
    ("data", "name"),
    [
        (warc(PAGE), "stdin!/1"),
        (gzip.compress(warc(PAGE)), "stdin!/1"),
        (bz2.compress(warc(PAGE)), "stdin!/1"),
        (zipped(a_html=PAGE), "stdin!/a.html"),
        (gzip.compress(PAGE), "stdin!/stdin"),
        (gzip.compress(zipped(a_html=PAGE)), "stdin!/stdin!/a.html"),
        (PAGE, "-"),
    ],
)
def test_what_comes_through_a_pipe_is_opened_and_called_so(
    stream: type[io.BytesIO], data: bytes, name: str
) -> None:
    (capture,) = open_captures(["-"], stdin=stream(data))
    assert isinstance(capture, Capture)
    assert (capture.data, capture.name) == (PAGE, name)


def test_a_date_can_be_given_for_what_is_in_standard_input() -> None:
    (capture,) = open_captures(
        ["-"], stdin=Pipe(zipped(a_html=PAGE)), published={"stdin!/a.html": "2022-03-03"}
    )
    assert isinstance(capture, Capture)
    assert capture.supplied == {"published": "2022-03-03"}


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
def test_a_bomb_in_standard_input_stops_where_one_in_a_file_does(
    stream: type[io.BytesIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.read.containers.budget.FREE", 50_000_000)
    row = json.dumps({"text": "a" * 10_000_000}).encode() + b"\n"
    bomb = gzip.compress(row * 12, 1)
    *pages, failure = open_captures(["-"], stdin=stream(bomb))
    assert isinstance(failure, Failure)
    assert "it unpacks to more than" in failure.problem
    assert not failure.problem.startswith("stdin: ")
    assert 0 < len(pages) < 12


def test_a_table_through_a_pipe_may_be_longer_than_a_bomb() -> None:
    row = json.dumps({"text": "a" * 9_000_000}).encode() + b"\n"
    found = open_captures(["-"], stdin=Pipe(row * 13))
    assert all(isinstance(one, Capture) for one in found)


def test_containers_that_are_nested_too_deeply_end_in_a_sentence_and_pages_beside_them_are_read(
    tmp_path: Path,
) -> None:
    data = zipped(deep_html=PAGE)
    for _ in range(6):
        data = zipped(page_html=PAGE, more_zip=data)
    found = opened(tmp_path / "nest.zip", data)
    assert sum(isinstance(one, Capture) for one in found) == 3
    (failure,) = (one for one in found if isinstance(one, Failure))
    assert "nested too deeply" in failure.problem


def test_what_is_supplied_with_a_container_is_said_of_every_page_that_does_not_say_better(
    tmp_path: Path,
) -> None:
    (tmp_path / "feed.xml.json").write_text(json.dumps({"outlet": "Own Name", "title": "not this"}))
    (capture,) = opened(tmp_path / "feed.xml", RSS)
    assert isinstance(capture, Capture)
    assert capture.supplied["title"] == "Ferry sinks"


def test_columns_of_a_table_may_be_named(tmp_path: Path) -> None:
    table = b'{"words": "The ferry sank, the mayor said.", "where": "https://post.example/1"}\n' * 2
    options = ReadOptions(columns={"text": "words", "url": "where"})
    found = opened(tmp_path / "pages.jsonl", table, options)
    assert [type(one) for one in found] == [Capture, Capture]
    assert [one.address for one in found if isinstance(one, Capture)] == ["https://post.example/1"] * 2


def test_a_damaged_container_does_not_stop_the_next_input(tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(zipped(a_html=PAGE)[:-30])
    (tmp_path / "whole.html").write_bytes(PAGE)
    *_, last = open_captures([str(tmp_path)])
    assert isinstance(last, Capture)
    assert last.name.endswith("whole.html")


@pytest.mark.parametrize("called", ["{}!/dir/a.html", "dir/a.html", "a.html", "a"])
def test_a_page_inside_of_an_archive_may_be_dated_by_its_place_or_the_end_of_it(
    tmp_path: Path, called: str
) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("dir/a.html", PAGE)
        archive.writestr("b.html", PAGE)
    dated, other = open_captures([str(path)], published={called.format(path): "2024-03-01"})
    assert isinstance(dated, Capture)
    assert isinstance(other, Capture)
    assert dated.supplied["published"] == "2024-03-01"
    assert "published" not in other.supplied


def test_a_date_for_nothing_in_an_archive_is_told_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    path.write_bytes(zipped(a_html=PAGE))
    *_, failure = open_captures([str(path)], published={"gone.html": "2024-03-01"})
    assert isinstance(failure, Failure)
    assert "no input has this name" in failure.problem


def test_an_archive_of_pages_is_none_of_an_office_program_whatever_its_pages_say(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("keyword/flood.html", PAGE + b'<a href="https://x.example/password/reset">')
    (found,) = open_captures([str(path)])
    assert isinstance(found, Capture)


@pytest.mark.parametrize(
    "data",
    [
        {"title": "Ferry", "text": "The ferry sank, the mayor said.", "authors": ["Ann Lee", "Bo Wu"]},
        {"status": "ok", "response": {"docs": [{"text": "The ferry sank, the mayor said."}]}},
        {"articles": [{"text": "The ferry sank, the mayor said.", "tags": [{"a": 1}]}]},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_one_json_object_is_a_row_or_wraps_the_rows(
    tmp_path: Path, data: dict[str, object], indent: int | None
) -> None:
    (found,) = opened(tmp_path / "a.json", json.dumps(data, indent=indent).encode())
    assert isinstance(found, Capture)
    assert found.data == b"The ferry sank, the mayor said."
