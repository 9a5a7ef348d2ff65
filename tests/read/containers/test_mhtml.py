"""Pages saved as one file: which part is the page, what is known of it, and what damage costs."""

from __future__ import annotations

import base64
import io
import quopri
import time
import tracemalloc
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from archives import PAGE, Pipe
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Failure
from sayso.read import open_captures, read_document, source_spans
from sayso.read.containers.budget import Budget
from sayso.read.containers.members import Member
from sayso.read.containers.mhtml import open_mhtml
from sayso.read.formats import format_of

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = (
    "From: <Saved by Blink>\r\n"
    "Snapshot-Content-Location: https://post.example/ferry?a=1\r\n"
    "Subject: =?utf-8?Q?Ferry=20sinks?=\r\n"
    "Date: Thu, 3 Mar 2022 10:15:00 +0100\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/related;\r\n"
    '\ttype="text/html";\r\n'
    '\tboundary="----MultipartBoundary--abc----"\r\n\r\n\r\n'
)
LIMIT = "------MultipartBoundary--abc----"


def part(body: bytes, encoding: str = "quoted-printable", **headers: str) -> bytes:
    said = {"Content-Type": "text/html", "Content-Transfer-Encoding": encoding}
    said |= {key.replace("_", "-"): value for key, value in headers.items()}
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(
        body
    )
    lines = "".join(f"{key}: {value}\r\n" for key, value in said.items() if value)
    return lines.encode() + b"\r\n" + packed.replace(b"\n", b"\r\n") + b"\r\n"


def saved(*parts: bytes, head: str = BROWSER, limit: str = LIMIT, end: bytes = b"--\r\n") -> bytes:
    mark = limit.encode() + b"\r\n"
    return head.encode() + b"".join(mark + one for one in parts) + mark[:-2] + end


PICTURE = part(
    b"\x89PNG" * 50, "base64", Content_Type="image/png", Content_Location="https://post.example/a.png"
)
FRAME = part(b"<p>An advertisement.</p>", Content_Location="cid:frame-1@mhtml.blink")
WHOLE = saved(part(PAGE, Content_Location="https://post.example/ferry"), FRAME, PICTURE)


def read(data: bytes, name: str = "dir/saved.mhtml", budget: Budget | None = None) -> list[Failure | Member]:
    return list(open_mhtml(io.BytesIO(data), name, budget or Budget()))


def only(data: bytes) -> Member:
    (member,) = read(data)
    assert isinstance(member, Member), member
    return member


def only_problem(data: bytes) -> str:
    (failure,) = read(data)
    assert isinstance(failure, Failure), failure
    assert len(failure.problem.splitlines()) == 1
    assert failure.problem.startswith(f"{failure.name}: ")
    return failure.problem


def test_the_page_comes_with_its_address_and_when_it_was_saved() -> None:
    page = only(WHOLE)
    assert page.name == "dir/saved.mhtml!/saved.html"
    assert page.data.split() == PAGE.split()
    assert page.address == "https://post.example/ferry"
    assert page.captured == datetime(2022, 3, 3, 9, 15, tzinfo=UTC)
    assert page.headers == {"content-type": "text/html"}
    assert page.supplied == {}


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit", "binary", ""])
def test_the_page_may_be_encoded_in_any_way(encoding: str) -> None:
    text = "<p>Die Fähre sank am Freitag, sagte die Bürgermeisterin. 1 = 1</p>".encode()
    assert only(saved(part(text, encoding), PICTURE)).data.strip() == text


def test_lines_of_styles_that_look_like_limits_are_none() -> None:
    style = b"<style>\n" + b"--wp--preset--color: red;\n" * 20_000 + b"</style><p>It sank.</p>"
    assert only(saved(part(style, "8bit"))).data.endswith(b"<p>It sank.</p>")


def test_the_root_that_the_file_names_is_the_page() -> None:
    head = BROWSER.replace('type="text/html"', 'start="<root@a>"')
    page = only(saved(FRAME, part(PAGE, Content_ID="<root@a>"), head=head))
    assert page.data.split() == PAGE.split()
    without = only(saved(part(PAGE), FRAME, head=head))
    assert without.data.split() == PAGE.split()


def test_a_page_within_two_ways_of_showing_it_is_found() -> None:
    inner = saved(
        part(b"It sank.", Content_Type="text/plain"),
        part(PAGE),
        head='Content-Type: multipart/alternative; boundary="inner"\r\n\r\n',
        limit="--inner",
    )
    assert only(saved(inner, PICTURE)).data.split() == PAGE.split()


@pytest.mark.parametrize(
    ("location", "whole", "address"),
    [
        ("https://post.example/b", "https://post.example/ferry", "https://post.example/b"),
        ("/b", "https://post.example/ferry", "https://post.example/b"),
        ("", "https://post.example/ferry", "https://post.example/ferry"),
        ("https://post.example/\r\n\tlong", "", "https://post.example/long"),
        ("file:///C:/Users/ann/page.htm", "", None),
        ("cid:frame@mhtml.blink", "", None),
        ("", "", None),
    ],
)
def test_the_address_is_where_the_page_was_on_the_web(location: str, whole: str, address: str | None) -> None:
    head = BROWSER.replace("https://post.example/ferry?a=1", whole)
    assert only(saved(part(PAGE, Content_Location=location), head=head)).address == address


@pytest.mark.parametrize(
    "said", ["", "yesterday", "Thu, 99 Mar 2022", "Thu, 3 Mar 20222222222 10:00:00 +0000"]
)
def test_a_date_that_is_none_says_nothing(said: str) -> None:
    head = BROWSER.replace("Thu, 3 Mar 2022 10:15:00 +0100", said)
    assert only(saved(part(PAGE), head=head)).captured is None


def test_a_page_saved_without_its_pictures_is_one_part() -> None:
    head = "MIME-Version: 1.0\r\nContent-Location: https://post.example/1\r\n"
    page = only(head.encode() + part(PAGE))
    assert (page.data.split(), page.address) == (PAGE.split(), "https://post.example/1")


def test_a_page_that_is_cut_off_is_read_and_its_document_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cut.mht"
    path.write_bytes(saved(part(PAGE))[: -len(LIMIT) - 60])
    (capture,) = open_captures([str(path)])
    assert isinstance(capture, Capture)
    assert any("cut off" in problem for problem in read_document(capture).problems)


def test_pictures_alone_are_no_page() -> None:
    assert "(MHTML) holds no HTML and no text" in only_problem(saved(PICTURE))
    assert "(MHTML) holds no HTML and no text" in only_problem(BROWSER.encode())
    assert "(MHTML) holds no HTML and no text" in only_problem(b"")


def test_a_plain_text_is_the_page_where_there_is_no_other() -> None:
    assert only(saved(PICTURE, part(b"It sank.", Content_Type="text/plain"))).name.endswith("!/saved.txt")


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (WHOLE, "", "mhtml"),
        (WHOLE, ".html", "mhtml"),
        (b"\r\n" + WHOLE, "", "mhtml"),
        (WHOLE.replace(b"<Saved by Blink>", b'"Saved by Windows Internet Explorer 11"'), "", "mhtml"),
        (b"MIME-Version: 1.0\r\n" + part(PAGE), ".mht", "mhtml"),
        (b"To: b@c.example\r\n" + WHOLE, "", "mail"),
        (b"Message-ID: <1@c.example>\r\n" + WHOLE, ".eml", "mail"),
        (PAGE, ".mhtml", None),
    ],
)
def test_it_is_told_from_mail_by_not_having_been_sent(data: bytes, suffix: str, kind: str | None) -> None:
    assert format_of(data[:8192], suffix) == kind


def test_every_character_stands_where_it_is_said_to(tmp_path: Path) -> None:
    path = tmp_path / "saved.mhtml"
    path.write_bytes(WHOLE)
    (capture,) = open_captures([str(path)])
    assert isinstance(capture, Capture)
    document = read_document(capture)
    block = next(block for block in document.blocks if block.kept)
    [span, *_] = source_spans(capture, document, block.start, block.end)
    assert capture.data[span.first_byte : span.end_byte].decode() in document.text


def test_a_folder_and_an_archive_give_their_saved_pages(tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_bytes(WHOLE)
    (tmp_path / "b.mhtml").write_bytes(WHOLE)
    found = [one.name.removeprefix(f"{tmp_path}/") for one in open_captures([str(tmp_path)])]
    assert found == ["a.mht!/a.html", "b.mhtml!/b.html"]


def test_what_is_wrong_is_said_as_it_is() -> None:
    for head in (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
        "Content-Type: multipart/related; boundary*=unicode_escape''%5Cud800\r\n\r\n",
    ):
        assert "(it names no boundary)" in only_problem(saved(part(PAGE), head=head))
    garbage = saved(part(b"!!!! this is no base64 at all", "8bit").replace(b"8bit", b"base64"))
    assert "its base64 cannot be undone" in only_problem(garbage)


def test_empty_lines_before_headers_are_passed_over() -> None:
    assert only(saved(b"\r\n" * 600 + part(PAGE))).data == PAGE


def test_nothing_in_an_address_turns_a_line_around() -> None:
    location = "https://post.example/\x1b[31mx\u202e"
    assert (
        only(saved(part(PAGE, Content_Location=location))).address == "https://post.example/%1B[31mx%E2%80%AE"
    )


# -- what is made to hurt -------------------------------------------------------


HOSTILE = {
    "endless headers": b"A: b\r\n" * 50_000,
    "one endless header": b"Content-Type: multipart/related; boundary=" + b"a;" * 3_000_000,
    "endless header that goes on": b"A: b\r\n" + b" c\r\n" * 50_000,
    "endless parts": BROWSER.encode() + (LIMIT.encode() + b"\r\nA: b\r\n\r\n") * 20_000,
    "endless nesting": b"".join(
        b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(20_000)
    ),
    "a page larger than any": saved(part(b"<p>" + b"a" * 40_000_000, "8bit")),
    "pictures larger than any": saved(part(b"a" * 40_000_000, "8bit", Content_Type="image/png"), part(PAGE)),
    "a type without end": b"Content-Type: multipart/related; " + b"a=b;" * 900 + b" boundary=b\r\n\r\n",
    "types without end": BROWSER.encode()
    + (LIMIT.encode() + b"\r\nContent-Type: multipart/x; " + b"a=b;" * 900 + b"\r\n\r\n") * 1000,
    "base64 of nothing": saved(part(b"", "base64") + b"=" * 100_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_soon_and_holds_little(name: str) -> None:
    tracemalloc.start()
    started = time.process_time()
    found = read(HOSTILE[name])
    seconds, peak = time.process_time() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 6
    assert peak < 120_000_000
    assert len(found) == 1
    assert all(len(one.problem.splitlines()) == 1 for one in found if isinstance(one, Failure))


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_is_done_to_a_saved_page_it_is_read_or_told(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        end = at + data.draw(st.integers(0, 40))
        content[at:end] = data.draw(st.binary(max_size=30) | st.just(bytes(content[at:end]) * 2))
    size = data.draw(st.sampled_from([1, 7, 1 << 16]))
    (found,) = open_mhtml(Pipe(bytes(content), size), "a.mht", Budget())
    assert found.name.startswith("a.mht")
    assert found.problem.isprintable() if isinstance(found, Failure) else found.data
