"""Web archives: what is a page, what its bytes are, and what damage costs."""

from __future__ import annotations

import gzip
import io
import random
import sys
import time
import tracemalloc
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import brotli
import pytest
from archives import PAGE, Pipe, answer, captures, each_packed, members, problems, record, sha1
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Failure
from sayso.read.containers.budget import Budget
from sayso.read.containers.gzips import Gunzipped, open_gzip
from sayso.read.containers.warc import open_warc

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable


def read(data: bytes, budget: Budget | None = None) -> list[Capture | Failure]:
    return list(open_warc(io.BytesIO(data), "crawl.warc.gz", budget or Budget()))


def only(data: bytes) -> Capture:
    (capture,) = read(data)
    assert isinstance(capture, Capture), capture
    return capture


def only_problem(data: bytes) -> str:
    (failure,) = read(data)
    assert isinstance(failure, Failure), failure
    assert "\n" not in failure.problem
    assert failure.problem.startswith(failure.name)
    return failure.problem


def passed_over(data: bytes) -> dict[str, int]:
    budget = Budget()
    assert len(read(record(answer()) + data, budget)) == 1
    return dict(budget.tally.passed_over)


# -- what a page is -----------------------------------------------------------


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_page_comes_with_its_address_its_moment_and_its_headers(version: str) -> None:
    message = answer(server="nginx", set_cookie="who=you", content_language="de")
    capture = only(record(message, identity="8c2f", version=version, WARC_Target_URI="https://a.org/x?y=1#z"))
    assert capture.name == "crawl.warc.gz!/8c2f"
    assert capture.data == PAGE
    assert capture.media_type == "text/html"
    assert capture.address == "https://a.org/x?y=1#z"
    assert capture.captured == datetime(2022, 3, 3, 10, 15, tzinfo=UTC)
    assert capture.headers == {
        "content-type": "text/html; charset=utf-8",
        "server": "nginx",
        "content-language": "de",
    }


@pytest.mark.parametrize(
    "pack",
    [bytes, gzip.compress, lambda data: each_packed([data[:300], data[300:]])],
    ids=["plain", "gzipped as a whole", "gzipped in stretches"],
)
def test_archives_may_be_packed_in_any_way_and_come_through_a_pipe(pack: Callable[[bytes], bytes]) -> None:
    data = pack(record(answer(), identity="a") + record(answer(), identity="b"))
    for size in (1, 7, 1 << 16):
        found = captures(open_warc(Pipe(data, size), "-", Budget()))
        assert [capture.name for capture in found] == ["-!/a", "-!/b"]


def test_a_record_a_gzip_member_is_what_the_standard_recommends() -> None:
    data = each_packed(record(answer(), identity=str(number)) for number in range(50))
    assert [capture.name for capture in captures(read(data))] == [f"crawl.warc.gz!/{n}" for n in range(50)]


@pytest.mark.parametrize(
    ("content_type", "body", "media_type"),
    [
        ("text/html", PAGE, "text/html"),
        ("application/xhtml+xml", PAGE, "text/html"),
        ("TEXT/HTML;charset=x", PAGE, "text/html"),
        ("", PAGE, "text/html"),
        ("text/plain", b"The harbour was closed.", "text/plain"),
        ("application/pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "application/pdf"),
        ("text/html", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "application/pdf"),
    ],
)
def test_pages_are_told_by_their_type_and_their_bytes(
    content_type: str, body: bytes, media_type: str
) -> None:
    assert only(record(answer(body, content_type=content_type))).media_type == media_type


def test_a_resource_is_a_page_without_an_answer() -> None:
    capture = only(record(PAGE, kind="resource", Content_Type="text/html; charset=koi8-r"))
    assert capture.data == PAGE
    assert capture.headers == {"content-type": "text/html; charset=koi8-r"}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (record(answer(b"", "301 Moved", location="/b")), "redirects"),
        (record(answer(PAGE, "404 Not Found")), "error pages"),
        (record(answer(PAGE, "503 Busy")), "error pages"),
        (record(answer(b"\x89PNG\r\n", content_type="image/png")), "images, scripts and other files"),
        (
            record(answer(b"\x89PNG\r\n\x1a\n\0\0", content_type="text/html")),
            "images, scripts and other files",
        ),
        (record(answer(b"{}", content_type="application/json")), "images, scripts and other files"),
        (record(answer(b" \n")), "empty pages"),
        (record(b"", kind="revisit"), "unchanged copies"),
        (record(b"log", kind="resource", WARC_Target_URI="metadata://wget/log"), "a crawler's notes"),
        (
            record(
                answer(b"User-agent: *", content_type="text/plain"), WARC_Target_URI="http://a.org/robots.txt"
            ),
            "robots.txt files",
        ),
    ],
)
def test_what_is_no_page_is_passed_over_and_counted(data: bytes, what: str) -> None:
    assert passed_over(data) == {what: 1}


def test_an_archive_of_texts_gives_its_texts() -> None:
    text = "Die Fähre sank am Freitag vor Norhaven.".encode()
    texts = record(text, kind="conversion", identity="t", Content_Type="text/plain")
    capture = only(record(b"software: x", kind="warcinfo") + texts)
    assert (capture.name, capture.data, capture.media_type) == ("crawl.warc.gz!/t", text, "text/plain")
    assert capture.address is not None
    assert capture.captured is not None
    assert passed_over(texts) == {"converted copies": 1}


def test_what_was_passed_over_is_told_once_an_archive() -> None:
    budget = Budget()
    data = record(answer()) + record(answer(b"", "302 Found")) * 2 + record(answer(PAGE, "404 Not Found"))
    assert len(read(data, budget)) == 1
    assert budget.tally.notes == [
        "crawl.warc.gz: 1 page was read, and what is none was passed over (redirects: 2, error pages: 1)"
    ]
    whole = Budget()
    read(record(answer()), whole)
    assert whole.tally.notes == []


def test_requests_and_notes_on_the_crawl_are_not_worth_counting() -> None:
    about = record(b"software: x", kind="warcinfo") + record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
    assert passed_over(about + record(b"a: b", kind="metadata")) == {}


def test_an_archive_without_pages_says_what_it_holds() -> None:
    data = record(answer(b"", "302 Found")) * 2 + record(b"", kind="revisit")
    assert only_problem(data).startswith(
        "crawl.warc.gz: the archive holds no web page (redirects: 2, unchanged copies: 1); "
    )
    assert only_problem(b"").startswith("crawl.warc.gz: the archive holds no web page; ")


# -- what its bytes are -------------------------------------------------------


def chunked(body: bytes, size: int = 40) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def bare_deflate(body: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(body) + deflate.flush()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), {"transfer_encoding": "chunked"}),
        (PAGE, {"transfer_encoding": "chunked"}),
        (chunked(PAGE)[:-5], {"transfer_encoding": "chunked"}),
        (gzip.compress(PAGE), {"content_encoding": "gzip"}),
        (gzip.compress(PAGE), {"content_encoding": "x-gzip"}),
        (PAGE, {"content_encoding": "gzip"}),
        (zlib.compress(PAGE), {"content_encoding": "deflate"}),
        (bare_deflate(PAGE), {"content_encoding": "deflate"}),
        (brotli.compress(PAGE), {"content_encoding": "br"}),
        (PAGE, {"content_encoding": "br"}),
        (PAGE, {"content_encoding": "zstd"}),
        (zstd.compress(PAGE[:50]) + zstd.compress(PAGE[50:]), {"content_encoding": "zstd"}),
        (zstd.compress(gzip.compress(PAGE)), {"content_encoding": "gzip, zstd"}),
        (brotli.compress(gzip.compress(PAGE)), {"content_encoding": "gzip, br"}),
        (chunked(gzip.compress(PAGE)), {"content_encoding": "gzip", "transfer_encoding": "chunked"}),
    ],
)
def test_chunks_and_encodings_are_undone_where_the_bytes_have_them(
    body: bytes, headers: dict[str, str]
) -> None:
    assert only(record(answer(body, **headers))).data == PAGE


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(PAGE)[:-9], "gzip"),
        (gzip.compress(PAGE)[:-8] + b"\0" * 8, "gzip"),
        (brotli.compress(PAGE)[:-4], "br"),
        (zstd.compress(PAGE)[:-4], "zstd"),
        (b"\x28\xb5\x2f\xfd\0\0", "zstd"),
        (PAGE, "gzip, gzip, gzip, gzip"),
    ],
)
def test_a_content_that_cannot_be_unpacked_is_a_failure_of_that_record(body: bytes, encoding: str) -> None:
    found = read(record(answer(body, content_encoding=encoding), identity="bad") + record(answer()))
    assert [type(one) for one in found] == [Failure, Capture]
    assert found[0].name == "crawl.warc.gz!/bad"


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_a_content_of_many_empty_parts_costs_no_more_than_its_length(encoding: str) -> None:
    pack = gzip.compress if encoding == "gzip" else zstd.compress
    assert (
        only(record(answer(pack(PAGE[:9]) + pack(b"") + pack(PAGE[9:]), content_encoding=encoding))).data
        == PAGE
    )
    started = time.process_time()
    body = pack(b"") * 400_000 + pack(PAGE)
    assert "its content is damaged" in only_problem(record(answer(body, content_encoding=encoding)))
    assert time.process_time() - started < 3


@pytest.mark.parametrize("size", [1, 1023, 1024, 65_535, 65_537, 300_000])
@pytest.mark.parametrize("encoding", ["gzip", "zstd", "deflate"])
def test_a_content_of_any_size_is_unpacked_to_its_end(size: int, encoding: str) -> None:
    packers: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "zstd": zstd.compress,
        "deflate": zlib.compress,
    }
    pack = packers[encoding]
    noise = random.Random(size).randbytes(size).hex().encode()  # noqa: S311 - only hard to pack
    for page in (PAGE + b"x" * size, PAGE + noise):
        assert only(record(answer(pack(page), content_encoding=encoding))).data == page


def test_digests_that_fit_are_no_news_and_one_that_does_not_is_a_failure() -> None:
    body = chunked(gzip.compress(PAGE))
    message = answer(body, content_encoding="gzip", transfer_encoding="chunked")
    for payload in (body, gzip.compress(PAGE), PAGE):
        assert only(record(message, WARC_Payload_Digest=sha1(payload))).data == PAGE
    assert only(record(message, WARC_Block_Digest=sha1(message), WARC_Payload_Digest=sha1(b"?"))).data == PAGE
    assert only(record(message, WARC_Payload_Digest="blake3:0011")).data == PAGE
    for name in ("WARC_Payload_Digest", "WARC_Block_Digest"):
        assert "its content is not what its digest says" in only_problem(
            record(message, **{name: sha1(b"?")})
        )


def test_a_payload_cut_short_on_purpose_need_not_fit_its_digest() -> None:
    assert (
        only(record(answer(), WARC_Payload_Digest=sha1(b"all of it"), WARC_Truncated="length")).data == PAGE
    )


# -- what damage costs --------------------------------------------------------

RECORDS = [record(answer(PAGE + b"<!-- %d -->" % number), identity=f"n{number}") for number in range(8)]


def identities(found: list[Capture | Failure]) -> list[str]:
    return [capture.name.rpartition("/n")[2] for capture in captures(found)]


@pytest.mark.parametrize("at", [12, 60, -6])
def test_a_damaged_gzip_member_costs_its_record_only(at: int) -> None:
    packed = [bytearray(each_packed([one])) for one in RECORDS]
    packed[3][at] ^= 0x55
    found = read(b"".join(packed))
    assert identities(found) == list("0124567")
    assert len(problems(found)) == 1


def test_a_record_cut_off_in_its_member_costs_itself_only() -> None:
    found = read(each_packed([*RECORDS[:3], RECORDS[3][:350], *RECORDS[4:]]))
    assert identities(found) == list("0124567")
    assert "shorter than it says" in problems(found)[0]


def test_a_header_cut_off_never_gets_the_content_of_the_next_record() -> None:
    found = read(each_packed([*RECORDS[:3], RECORDS[3][:100], *RECORDS[4:]]))
    assert identities(found) == list("0124567")
    assert len(problems(found)) == 1


@pytest.mark.parametrize("length", ["10", "100000", "9" * 17, "", "-1", "ten"])
def test_a_wrong_length_costs_its_record_only(length: str) -> None:
    wrong = record(answer(), identity="n3", Content_Length=length)
    for data in (
        b"".join([*RECORDS[:3], wrong, *RECORDS[4:]]),
        each_packed([*RECORDS[:3], wrong, *RECORDS[4:]]),
    ):
        found = read(data)
        assert identities(found) == list("0124567")
        assert len(problems(found)) == 1


@pytest.mark.parametrize("pack", [b"".join, each_packed], ids=["plain", "packed"])
def test_bytes_between_records_cost_nothing_but_a_failure(pack: Callable[[list[bytes]], bytes]) -> None:
    found = read(pack(RECORDS[:4]) + b"stray bytes" * 30 + pack(RECORDS[4:]))
    assert identities(found) == list("01234567")
    assert len(problems(found)) == 1


@pytest.mark.parametrize("pack", [b"".join, each_packed], ids=["plain", "packed"])
def test_of_an_archive_that_is_cut_off_comes_what_is_whole_and_one_failure(
    pack: Callable[[list[bytes]], bytes],
) -> None:
    found = read(pack(RECORDS[:5]) + pack(RECORDS[5:6])[:-30])
    assert identities(found) == list("01234")
    assert len(problems(found)) == 1
    assert "cut off" in problems(found)[0]


def test_records_that_all_claim_the_rest_of_the_file_take_no_more_than_linear_time() -> None:
    data = b"".join(record(b"", Content_Length="9999999", identity=str(number)) for number in range(3000))
    started = time.process_time()
    assert len(problems(read(data))) <= 3000
    assert time.process_time() - started < 3


PACKED = each_packed(RECORDS)
CHANGES = st.lists(
    st.tuples(st.integers(0, 2500), st.integers(0, 3) | st.integers(0, 200), st.binary(max_size=4)),
    max_size=4,
)
"""Where bytes are taken out, how many, and what is put there instead."""


def changed(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, count, instead in changes:
        data = data[:at] + instead + data[at + count :]
    return data


@settings(max_examples=50, deadline=None)
@given(st.sampled_from([b"".join(RECORDS), gzip.compress(b"".join(RECORDS))]), CHANGES, st.integers(0, 3000))
def test_no_change_of_bytes_raises(whole: bytes, changes: list[tuple[int, int, bytes]], end: int) -> None:
    for one in read(changed(whole, changes)[:end]):
        assert isinstance(one, Capture | Failure)
        assert isinstance(one, Capture) or "\n" not in one.problem


@settings(max_examples=50, deadline=None)
@given(CHANGES, st.integers(0, 3000))
def test_no_damage_to_packed_records_gives_a_page_that_was_not_there(
    changes: list[tuple[int, int, bytes]], end: int
) -> None:
    sound = {(one.name, one.data) for one in captures(read(PACKED))}
    found = read(changed(PACKED, changes)[:end])
    assert {(one.name, one.data) for one in captures(found)} <= sound
    assert problems(found) or len(captures(found)) == end_of(end)


def end_of(end: int) -> int:
    """Return how many whole records the first *end* bytes hold."""
    return sum(len(each_packed(RECORDS[: number + 1])) <= end for number in range(len(RECORDS)))


def test_an_archive_of_nothing_but_damage_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.read.containers.warc_records.MOST_DAMAGED", 50)
    said = problems(read(b"WARC/1.0\r\n\r\n" * 1000))
    assert len(said) == 51
    assert said[-1].startswith("crawl.warc.gz: more than 50 of its records are damaged; ")


def test_a_file_of_nothing_but_beginnings_ends_at_the_budget() -> None:
    started = time.process_time()
    said = problems(read(b"\x1f\x8b\x08\0" * 300_000, Budget(total=100_000_000)))
    assert "unpacks to more than 100,000,000 bytes" in said[-1]
    assert time.process_time() - started < 2


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0"]))
@example(b"\r\n\r\n", b"WARC/1.0\r\n")
def test_any_bytes_give_failures(tail: bytes, start: bytes) -> None:
    found = [*read(start + tail), *open_gzip(io.BytesIO(start + tail), "a.gz", Budget())]
    assert found
    assert all(not isinstance(one, Capture) for one in found)


# -- bombs and memory ---------------------------------------------------------


def test_a_bomb_stops_at_the_budget_whether_the_archive_or_the_page_is_one() -> None:
    zeros = gzip.compress(b"\0" * 30_000_000, 9)
    small = Budget(largest_member=1_000_000, total=3_000_000)
    inside = record(answer(zeros, content_encoding="gzip"), identity="bomb")
    found = read(inside + record(answer()), small)
    assert [type(one) for one in found] == [Failure, Capture]
    assert "crawl.warc.gz!/bomb: it unpacks to more than 1,000,000 bytes" in problems(found)[0]
    noise, spent = problems(read(zeros, Budget(total=3_000_000)))
    assert "no record starts here" in noise
    assert "unpacks to more than 3,000,000 bytes" in spent


def test_a_large_record_is_passed_over_in_little_memory() -> None:
    large = record(answer(b"<p>" + b"x" * 30_000_000), identity="large")
    video = record(answer(b"\0" * 30_000_000, content_type="video/mp4"))
    data = each_packed([large, video, record(answer())])
    del large, video
    budget = Budget(largest_member=5_000_000)
    tracemalloc.start()
    found = read(data, budget)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(one) for one in found] == [Failure, Capture]
    assert budget.tally.passed_over == {"images, scripts and other files": 1}
    assert peak < 3_000_000


def test_memory_does_not_grow_with_the_archive() -> None:
    rng = random.Random(6)  # noqa: S311 - pages, not secrets
    one = each_packed([record(answer(b"<p>" + rng.randbytes(20_000).hex().encode()))])
    peaks = []
    for count in (20, 200):
        tracemalloc.start()
        assert sum(1 for _ in open_warc(io.BytesIO(one * count), "a", Budget())) == count
        peaks.append(tracemalloc.get_traced_memory()[1] - len(one) * count)
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 100_000


# -- gzip files ---------------------------------------------------------------


def test_a_gzipped_page_is_a_member_called_as_the_page() -> None:
    (member,) = members(open_gzip(Pipe(gzip.compress(PAGE), 5), "pages/a.html.gz", Budget()))
    assert (member.name, member.data) == ("pages/a.html.gz!/a.html", PAGE)


def test_a_gzipped_archive_is_read_as_an_archive() -> None:
    (capture,) = captures(open_gzip(io.BytesIO(each_packed(RECORDS[:1])), "a.gz", Budget()))
    assert capture.name == "a.gz!/n0"


@pytest.mark.parametrize(
    "data", [gzip.compress(PAGE)[:-3], gzip.compress(PAGE)[:40], gzip.compress(PAGE) + b"?"]
)
def test_half_a_gzip_file_is_a_failure(data: bytes) -> None:
    (problem,) = problems(open_gzip(io.BytesIO(data), "a.html.gz", Budget()))
    assert problem.startswith("a.html.gz: the gzip file is damaged (")


def test_a_page_packed_too_large_is_a_failure_in_little_memory() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, 9)
    tracemalloc.start()
    (problem,) = problems(open_gzip(io.BytesIO(bomb), "a.gz", Budget(largest_member=1_000_000)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "a.gz!/a: it unpacks to more than 1,000,000 bytes" in problem
    assert peak < 4_000_000


@given(st.binary(max_size=2000), st.integers(1, 500))
def test_a_large_table_can_be_streamed_out_of_its_packing(data: bytes, size: int) -> None:
    with Gunzipped(io.BytesIO(gzip.compress(data)), "a.csv.gz", Budget()) as stream:
        assert b"".join(iter(lambda: stream.read(size), b"")) == data
