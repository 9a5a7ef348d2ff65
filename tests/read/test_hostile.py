"""Input that was made to hurt: it ends in a document or in one sentence, soon, and in bounded memory."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import time
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from sayso.model import Capture, Document, Failure
from sayso.read import ReadError, open_captures, read_document

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 6.0
"""CPU seconds that no page of these may take; the slowest takes a tenth on a machine of its own."""

MEGABYTES = 160
"""What Python may hold while one is read."""

ARTICLE = "<p>The ferry sank off Norhaven on Friday, and 16,000 people fled, the mayor said.</p>"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue().rstrip(b"\0") + bytes(1024)


def read_all(name: str, data: bytes, folder: Path) -> list[Document | Failure]:
    """Read *data* as a file called *name*, as far as it goes."""
    path = folder / name
    path.write_bytes(data)
    found: list[Document | Failure] = []
    for one in open_captures([str(path)]):
        if isinstance(one, Failure):
            found.append(one)
            continue
        try:
            found.append(read_document(one))
        except ReadError as error:
            found.append(Failure(one.name, error.sentence))
    return found


def sound(found: list[Document | Failure], path: str) -> None:
    """Check that whatever came of an input is a document or one line that names it."""
    assert found
    for one in found:
        assert one.name.startswith(path)
        if isinstance(one, Failure):
            assert len(one.problem.splitlines()) == 1, one.problem
            assert one.problem.isprintable(), one.problem
            assert len(one.problem) < 2000
        else:
            for block in one.blocks:
                assert one.text[block.start : block.end].strip()


PAGES = {
    "ten thousand nested tags": "<div>" * 10_000 + ARTICLE,
    "a hundred thousand nested tags of text": "<b>a" * 100_000 + ARTICLE,
    "giant attribute": f'<p title="{"a" * 4_000_000}">' + ARTICLE,
    "a hundred thousand attributes": "<p " + " ".join(f"a{n}=b" for n in range(100_000)) + ">" + ARTICLE,
    "endless quote": '<p title="' + "<p>a" * 300_000,
    "endless comment": ARTICLE + "<!--" + "- " * 1_000_000,
    "endless script": ARTICLE + "<script>" + "</scrip" * 300_000,
    "endless open brackets": ARTICLE + "<" * 1_000_000,
    "endless ampersands": ARTICLE + "&" * 1_000_000,
    "endless spaces": ARTICLE + "<p>a" + " " * 3_000_000 + "b",
    "endless digits": ARTICLE + "<p>" + "1" * 500_000 + "." + "1," * 200_000,
    "endless date": ARTICLE + "<p>" + "1 January " * 100_000,
    "endless capitals": ARTICLE + "<p>By " + "A" * 500_000 + " and " * 50_000,
    "endless dashes": ARTICLE + "<p>" + "- " * 500_000 + "|" * 300_000,
    "a hundred thousand paragraphs of one letter": ARTICLE + "<p>a" * 30_000,
    "endless JSON-LD": f'<script type="application/ld+json">{"[" * 500_000}</script>' + ARTICLE,
    "JSON-LD of one number": f'<script type="application/ld+json">{"9" * 500_000}</script>' + ARTICLE,
    "endless entity": ARTICLE + "<p>&#" + "9" * 1_000_000 + ";",
    "endless meta": f'<meta property="og:title" content="{"a - " * 300_000}">' + ARTICLE,
    "right-to-left overrides": ARTICLE + "<p>\u202e" * 20_000 + "\u2066abc",
    "null bytes": ARTICLE.replace(" ", "\x00 ") * 2_000,
    "doctype with entities": '<!DOCTYPE html [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]>&a;' + ARTICLE,
    "half of a surrogate pair": ARTICLE + "<p>&#xD800;&#xDFFF; &#x110000;",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_a_hostile_page_ends_soon(name: str, suffix: str, tmp_path: Path) -> None:
    started = time.process_time()
    found = read_all("page" + suffix, PAGES[name].encode("utf-8", "surrogatepass"), tmp_path)
    assert time.process_time() - started < SECONDS
    sound(found, str(tmp_path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "shift_jis", "windows-1251"])
def test_bytes_that_no_encoding_has_are_read_and_told(encoding: str, tmp_path: Path) -> None:
    page = f'<meta charset="{encoding}">{ARTICLE}'.encode()
    (found,) = read_all("page.html", page + b"\xff\xfe\x80\xc3(\xf5\x80<p>" * 200, tmp_path)
    sound([found], str(tmp_path))


ZEROS = b"\x00" * 30_000_000
FILES = {
    "zip bomb": zipped({f"{n}.html": ZEROS for n in range(12)}),
    "gzip bomb": gzip.compress(ZEROS * 3),
    "gzip in gzip in gzip": gzip.compress(gzip.compress(gzip.compress(gzip.compress(ZEROS)))),
    "paths that lead out": zipped(
        {"../../etc/passwd": b"root", "/abs.html": ARTICLE.encode(), "a/../b.txt": b"b c"}
    ),
    "names that turn the line around": zipped({"\u202elmth.exe\x1b[2J.html": ARTICLE.encode()}),
    "billion laughs": b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "&a%d;&a%d;&a%d;">' % (n, n - 1, n - 1, n - 1) for n in range(1, 30))
    + b"]><rss><channel><item><title>&a29;</title></item></channel></rss>",
    "entity from a file": b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b"<rss><channel><item><title>&a;</title><description>&a;</description></item></channel></rss>",
    "feed of endless depth": b"<rss><channel><item>" + b"<a>" * 200_000,
    "JSON of endless depth": b'[{"text": ' + b"[" * 500_000,
    "one endless JSON line": b'{"text": "' + b"a" * 30_000_000,
    "CSV of one endless cell": b'text\n"' + b"a," * 12_000_000,
    "PDF of nothing but objects": b"%PDF-1.7\n"
    + b"1 0 obj<</A 1 0 R>>endobj\n" * 10_000
    + b"trailer<</Root 1 0 R>>",
    "mail of endless headers": b"Received: a\r\nFrom: b@c.example\r\nMIME-Version: 1.0\r\n"
    + b"X-A: b\r\n" * 60_000,
    "mail of endless parts": b"Received: a\r\nFrom: b@c.example\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
    + b"--x\r\nContent-Type: text/plain\r\n\r\na\r\n"
    * 60_000,
    "WARC that promises too much": b"WARC/1.0\r\nWARC-Type: response\r\n"
    b"Content-Length: 99999999999999\r\n\r\nHTTP/1.1 200",
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_container_ends_soon_and_holds_little(name: str, tmp_path: Path) -> None:
    tracemalloc.start()
    started = time.process_time()
    found = read_all("input", FILES[name], tmp_path)
    seconds = time.process_time() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 3 * SECONDS  # tracing memory takes twice the time
    assert peak < MEGABYTES * 1_000_000
    sound(found, str(tmp_path))
    assert not any("root:" in one.text for one in found if isinstance(one, Document))


SEEDS = {
    ".html": f"<html><head><title>Ferry</title></head><body><h1>A</h1>{ARTICLE * 3}</body></html>".encode(),
    ".txt": b"Ferry sinks\n\nThe ferry sank off Norhaven on Friday, the mayor said.\nShare this page\n",
    ".zip": zipped({"a.html": ARTICLE.encode(), "b.txt": b"The ferry sank on Friday."}),
    ".gz": gzip.compress(ARTICLE.encode()),
    ".xml": b"<rss><channel><title>A</title><item><title>B</title>"
    b"<description>C d e.</description></item></channel></rss>",
    ".jsonl": b'{"text": "The ferry sank.", "url": "https://a.example/1"}\n{"text": "It sank."}\n',
    ".csv": b'title,text\nFerry,"The ferry sank, the mayor said."\n',
    ".eml": b"From: a@b.example\r\nSubject: A\r\nDate: Fri, 1 Mar 2024 12:00:00 +0000\r\n\r\nIt sank.\r\n",
    ".mhtml": b"From: <Saved by Blink>\r\nDate: Fri, 1 Mar 2024 12:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
    b"Content-Location: https://a.example/1\r\n\r\n" + ARTICLE.encode() + b"\r\n--x--\r\n",
    ".tar": tarred({"a.html": ARTICLE.encode(), "b.txt": b"The ferry sank on Friday."}),
    ".xz": lzma.compress(ARTICLE.encode()),
    ".pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}


@given(st.sampled_from(sorted(SEEDS)), st.data())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_to_an_input_it_is_read_or_told(
    tmp_path: Path, suffix: str, data: st.DataObject
) -> None:
    """Bytes are changed, cut out, doubled and added, and the file may be called something else."""
    content = bytearray(SEEDS[suffix])
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(content)))
        end = at + data.draw(st.integers(0, 40))
        content[at:end] = data.draw(st.binary(max_size=30) | st.just(bytes(content[at:end]) * 2))
    called = data.draw(st.sampled_from(sorted(SEEDS)) | st.just(suffix))
    sound(read_all("input" + called, bytes(content), tmp_path), str(tmp_path))


def test_captures_are_the_bytes_as_they_were(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(SEEDS[".html"])
    (capture,) = open_captures([str(page)])
    assert isinstance(capture, Capture)
    assert capture.data == SEEDS[".html"]
