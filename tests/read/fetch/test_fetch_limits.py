"""Limits hold whatever a server does: of size, of time, of how often it leads elsewhere."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING, Any

import httpcore2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from local_site import ARTICLE, Clock, capture, everything_here, fetched, leads_to, problem, reply

from sayso.model import Failure
from sayso.read.fetch import FetchOptions, World
from sayso.read.fetch.coding import undo
from sayso.read.fetch.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from local_site import Reply, Request, Site

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
REAL_TIME = World(look_up=everything_here)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def test_what_says_that_it_is_too_large_is_not_read(site: Site) -> None:
    site.replies["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n"
    assert "larger than 20 MB" in problem(site.url())


def test_what_goes_on_for_ever_is_cut_off(site: Site) -> None:
    sent = 0

    def endless(_request: Request) -> Iterator[bytes]:
        nonlocal sent
        yield CHUNKED
        while True:
            sent += 10_000
            yield chunk(b"x" * 10_000)

    site.replies["/"] = endless
    assert "larger than 50000 bytes" in problem(site.url(), largest=50_000)
    assert sent < 20_000_000


def test_a_page_as_large_as_allowed_is_read(site: Site) -> None:
    site.replies["/"] = reply(ARTICLE)
    assert capture(site.url(), largest=len(ARTICLE)).data == ARTICLE
    assert "larger than" in problem(site.url(), largest=len(ARTICLE) - 1)


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP"])
def test_packed_pages_are_unpacked(site: Site, coding: str) -> None:
    site.replies["/"] = reply(gzip.compress(ARTICLE), content_encoding=coding)
    got = capture(site.url())
    assert got.data == ARTICLE
    assert got.headers["content-encoding"] == coding


@pytest.mark.parametrize("times", [1, 2])
def test_a_bomb_is_unpacked_no_further_than_allowed(site: Site, times: int) -> None:
    bomb = gzip.compress(bytes(30_000_000))
    for _ in range(times - 1):
        bomb = gzip.compress(bomb)
    site.replies["/"] = reply(bomb, content_encoding=", ".join(["gzip"] * times))
    assert ("larger than 20 MB" if times == 1 else "not asked for") in problem(site.url())


def test_a_bomb_takes_no_more_memory_than_its_limit() -> None:
    bomb = gzip.compress(bytes(20_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(Problem):
            undo("gzip", [bomb], 100_000)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_what_unpacks_to_nothing_does_not_go_on_for_ever_either(site: Site) -> None:
    def endless(_request: Request) -> Iterator[bytes]:
        yield CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")
        while True:
            yield chunk(gzip.compress(b"") * 500)

    site.replies["/"] = endless
    assert "larger than" in problem(site.url(), largest=100_000)


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, br", "\x1b[31m"])
def test_a_coding_that_was_not_asked_for_is_said(site: Site, coding: str) -> None:
    site.replies["/"] = reply(ARTICLE, content_encoding=coding)
    said = problem(site.url())
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (gzip.compress(ARTICLE)[:-9], "broke off"),
        (gzip.compress(ARTICLE)[:1], "broke off"),
        (ARTICLE, "damaged"),
        (gzip.compress(ARTICLE)[:12] + bytes(30), "damaged"),
    ],
)
def test_damaged_content_is_a_failure(site: Site, body: bytes, why: str) -> None:
    site.replies["/"] = reply(body, content_encoding="gzip")
    assert why in problem(site.url())


@given(st.binary(max_size=300), st.integers(1, 40), st.sampled_from(["gzip", "deflate", "raw", "members"]))
def test_content_is_the_same_however_it_is_packed_and_cut(data: bytes, size: int, way: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(data) + b"\x00\x00",
        "deflate": zlib.compress(data),
        "raw": raw.compress(data) + raw.flush(),
        "members": gzip.compress(data[:9]) + gzip.compress(data[9:]),
    }[way]
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    coding = "gzip" if way in {"gzip", "members"} else "deflate"
    # Raw deflate that looks framed is read as framed, as everywhere.
    if way != "raw" or (packed[0] & 15 != 8 or (packed[0] * 256 + packed[1]) % 31):
        assert undo(coding, chunks, 1000) == data


@given(st.lists(st.binary(max_size=50), max_size=5), st.sampled_from(["gzip", "deflate", "", "identity"]))
def test_any_bytes_unpack_within_the_limit_or_are_a_problem(chunks: list[bytes], coding: str) -> None:
    try:
        assert len(undo(coding, chunks, 60)) <= 60
    except Problem:
        return


def test_a_page_that_breaks_off_is_a_failure(site: Site) -> None:
    def short(_request: Request) -> Iterator[bytes]:
        yield reply(ARTICLE)[:-10]
        raise ConnectionAbortedError

    site.replies["/"] = short
    assert "broke off" in problem(site.url())


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\n" + b"X-Flood: %s\r\n" % (b"x" * 1000) * 500,
        b"HTTP/1.1 200 " + b"x" * 500_000,
        b"ICY 200 OK\r\n\r\n",
        b"<html>not http at all</html>\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\n bad: fold\r\nX\x00Y: 1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
)
def test_what_is_no_http_is_a_failure(site: Site, head: bytes) -> None:
    def hang_up(_request: Request) -> Iterator[bytes]:
        yield head
        raise ConnectionAbortedError

    site.replies["/"] = hang_up
    assert any(part in problem(site.url()) for part in ("does not answer as HTTP asks", "broke off"))


def drip(head: bytes, piece: bytes) -> Reply:
    """Return a reply that never ends and never stops, a little every few milliseconds."""

    def dripping(_request: Request) -> Iterator[bytes]:
        yield head
        for _ in range(1000):
            time.sleep(0.01)
            yield piece

    return dripping


@pytest.mark.parametrize(
    "reply_",
    [
        drip(CHUNKED, chunk(b"x")),
        drip(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
        drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x"),
    ],
    ids=["chunks", "headers", "early hints", "body"],
)
def test_what_trickles_is_given_up_in_time(site: Site, reply_: Reply) -> None:
    site.replies["/"] = reply_
    begun = time.monotonic()
    said = problem(site.url(), world=REAL_TIME, total_timeout=0.3, read_timeout=0.2, retries=3)
    assert "not complete after 0.3 seconds" in said
    assert time.monotonic() - begun < 1.5
    assert site.paths() == ["/"]


def test_a_server_that_says_nothing_is_given_up(site: Site) -> None:
    def silent(_request: Request) -> bytes:
        time.sleep(0.5)
        return b""

    site.replies["/"] = silent
    assert "did not answer in time" in problem(site.url(), world=REAL_TIME, read_timeout=0.1)


def test_silence_outlasts_the_time_of_the_whole_answer_no_more_than_trickling(site: Site) -> None:
    def silent(_request: Request) -> bytes:
        time.sleep(1.5)
        return b""

    site.replies["/"] = silent
    begun = time.monotonic()
    said = problem(site.url(), world=REAL_TIME, total_timeout=0.2, read_timeout=5.0)
    assert "not complete after 0.2 seconds" in said
    assert time.monotonic() - begun < 1.2


def test_redirects_are_followed_so_far_and_no_further(site: Site) -> None:
    for step in range(6):
        site.replies[f"/{step}"] = leads_to(f"/{step + 1}", 301 + step % 2)
    site.replies["/6"] = reply()
    assert capture(site.url("/1")).address == site.url("/6")
    assert "redirects more than 5 times" in problem(site.url("/0"))


@pytest.mark.parametrize("back", ["/a", "/b", "/b#other"])
def test_redirects_in_a_circle_are_seen(site: Site, back: str) -> None:
    site.replies["/a"] = leads_to("/b")
    site.replies["/b"] = leads_to(back)
    assert "circle" in problem(site.url("/a"))


def test_a_redirect_without_a_goal_is_a_failure(site: Site) -> None:
    site.replies["/"] = reply(b"", 302)
    assert "status 302" in problem(site.url())


@pytest.mark.parametrize(
    "wrong",
    [
        {"delay": -1},
        {"delay": float("nan")},
        {"total_timeout": 0},
        {"largest": 0},
        {"hosts_at_once": 0},
        {"longest_wait": float("inf")},
        {"user_agent": "Desk/1\r\nCookie: id=42"},
        {"user_agent": ""},
        {"user_agent": "Ünïcode"},
        {"user_agent": "7 of 9"},
    ],
)
def test_options_that_cannot_be_meant_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must be"):
        FetchOptions(**wrong)


ANY_ANSWER = st.lists(
    st.binary(max_size=80)
    | st.sampled_from(
        [
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 301 Moved\r\n",
            b"Location: //\xff:1/\r\n",
            b"Location: http://news.example/\xc3\xa9\r\n",
            b"Content-Type: text/html\r\n",
            b"Content-Encoding: gzip\r\n",
            b"Transfer-Encoding: chunked\r\n",
            b"Content-Length: 7\r\n",
            b"Retry-After: 99999999999\r\n",
            b"\r\n",
            chunk(ARTICLE),
            gzip.compress(ARTICLE),
        ]
    ),
    max_size=9,
)


@settings(max_examples=40)  # each starts threads and ends them
@given(st.lists(ANY_ANSWER, min_size=1, max_size=8))
def test_whatever_is_answered_gives_a_page_or_a_sentence(given_answers: list[list[bytes]]) -> None:
    left = iter(given_answers)
    clock = Clock()
    world = World(
        look_up=lambda _host, _port: ["93.184.216.34"],
        connect=lambda _machine, _port, _timeout: httpcore2.MockStream(list(next(left, []))),
        sleep=clock.sleep,
        monotonic=clock.monotonic,
    )
    (result,) = fetched("http://news.example/a", world=world, allow_private=False, retries=1, hosts_at_once=1)
    if isinstance(result, Failure):
        assert "error in sayso" not in result.problem
    else:
        assert result.address
