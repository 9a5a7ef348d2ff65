"""Hosts are asked side by side, and what comes back is in order."""

from __future__ import annotations

import threading
import time
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from local_site import ARTICLE, Clock, everything_here, reply

from sayso.model import Capture, Failure
from sayso.read.fetch import Fetched, Fetcher, FetchOptions, World, fetch
from sayso.read.fetch.order import Lines, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from local_site import Request, Site

    from sayso.read.fetch import Validators

HERE = FetchOptions(allow_private=True, delay=0.0, retries=0, ignore_robots=True)


def here() -> World:
    clock = Clock()
    return World(look_up=everything_here, sleep=clock.sleep, monotonic=clock.monotonic)


def test_results_come_in_the_order_of_the_addresses(site: Site) -> None:
    def slowly_at_first(request: Request) -> bytes:
        time.sleep(0.05 if request.path == "/0" else 0.0)
        return reply(request.path.encode(), kind="text/plain")

    site.replies = {f"/{number}": slowly_at_first for number in range(12)}
    addresses = [site.url(f"/{number}", f"{number % 4}.example") for number in range(12)]
    results = list(fetch(addresses, HERE, world=here()))
    assert [result.name for result in results] == addresses
    assert all(isinstance(result, Capture) for result in results)


def test_hosts_are_asked_side_by_side(site: Site) -> None:
    meeting = threading.Barrier(3, timeout=5)

    def together(_request: Request) -> bytes:
        meeting.wait()
        return reply()

    site.replies["/"] = together
    addresses = [site.url("/", f"{name}.example") for name in ("one", "two", "three")]
    assert all(isinstance(result, Capture) for result in fetch(addresses, HERE, world=here()))


def test_no_more_hosts_than_allowed_are_asked_at_once(site: Site) -> None:
    at_work, most = 0, 0
    lock = threading.Lock()

    def counted(_request: Request) -> bytes:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        time.sleep(0.01)
        with lock:
            at_work -= 1
        return reply()

    site.replies["/"] = counted
    options = FetchOptions(allow_private=True, delay=0.0, ignore_robots=True, hosts_at_once=2)
    list(fetch([site.url("/", f"{name}.example") for name in "abcdef"], options, world=here()))
    assert most == 2


def test_addresses_without_end_are_taken_as_they_are_needed(site: Site) -> None:
    taken = count()

    def addresses() -> Iterator[str]:
        while True:
            yield site.url(f"/{next(taken)}")

    results = fetch(addresses(), HERE, world=here())
    for _ in range(3):
        assert isinstance(next(results), Failure)
    results.close()
    assert next(taken) <= HERE.ahead + 6


def test_nothing_happens_before_the_first_result_is_asked_for(site: Site) -> None:
    fetch([site.url()], HERE, world=here())
    assert site.connections == 0


def test_a_run_that_is_given_up_ends_at_once(site: Site) -> None:
    def never_done(_request: Request) -> bytes:
        time.sleep(1.5)
        return b""

    site.replies = {"/slow": never_done, "/": reply(), "/busy": reply(b"", 503, retry_after="50")}
    options = FetchOptions(allow_private=True, ignore_robots=True)
    world = World(look_up=everything_here)
    addresses = [site.url("/"), site.url("/slow", "one.example"), site.url("/busy", "two.example")]
    results = fetch(addresses, options, world=world)
    assert isinstance(next(results), Capture)
    time.sleep(0.1)
    begun = time.monotonic()
    results.close()
    assert time.monotonic() - begun < 1.0


def test_an_error_of_our_own_is_a_failure_of_one_address(site: Site) -> None:
    def known(url: str) -> Validators | None:
        if url.endswith("/1"):
            message = "the ledger is gone"
            raise RuntimeError(message)
        return None

    site.replies = {f"/{number}": reply(ARTICLE * number) for number in (1, 2)}
    first, second = fetch([site.url("/1"), site.url("/2")], HERE, known, world=here())
    assert isinstance(first, Failure)
    assert "RuntimeError: the ledger is gone" in first.problem
    assert isinstance(second, Capture)


def test_what_is_known_is_asked_by_one_thread_at_a_time(site: Site) -> None:
    asking = threading.Lock()

    def known(_url: str) -> Validators | None:
        assert asking.acquire(blocking=False)
        time.sleep(0.005)
        asking.release()
        return None

    site.replies["/"] = reply()
    addresses = [site.url("/", f"{name}.example") for name in "abcdef"]
    assert all(isinstance(result, Capture) for result in fetch(addresses, HERE, known, world=here()))


def test_lists_of_addresses_that_belong_together_share_turns_rules_and_connections(site: Site) -> None:
    site.replies = {
        "/feed": reply(b"<rss></rss>", kind="text/xml"),
        "/1": reply(),
        "/robots.txt": reply(b"User-agent: *\nAllow: /", kind="text/plain"),
    }
    clock = Clock()
    world = World(look_up=everything_here, sleep=clock.sleep, monotonic=clock.monotonic)
    got: list[str] = []
    with Fetcher(FetchOptions(allow_private=True, delay=1.0), world=world) as fetcher:
        for result in fetcher.fetch([site.url("/feed")]):
            got.append(result.name)
            if isinstance(result, Fetched):
                got += [page.name for page in fetcher.fetch([site.url("/1"), site.url("/feed")])]
    assert got == [site.url("/feed"), site.url("/1"), site.url("/feed")]
    assert [request.path for request in site.requests].count("/robots.txt") == 1
    assert site.connections == 1
    assert clock.slept == [1.0, 1.0]
    with pytest.raises(RuntimeError, match="closed"):
        next(fetcher.fetch([site.url("/3")]))


def test_connections_of_many_hosts_are_not_all_kept_open(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.read.fetch import visit  # noqa: PLC0415 - only this test changes it

    monkeypatch.setattr(visit, "_MOST_OPEN", 2)
    site.replies["/"] = reply()
    addresses = [site.url("/", f"{number}.example") for number in range(12)]
    options = FetchOptions(allow_private=True, delay=0.0, ignore_robots=True, hosts_at_once=1)
    assert all(isinstance(result, Capture) for result in fetch(addresses, options, world=here()))
    assert site.connections == 12
    assert site.most_open <= 6


@settings(max_examples=40)  # each starts threads and ends them
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 99)), max_size=30),
    st.integers(1, 4),
    st.integers(1, 9),
)
def test_work_in_lines_keeps_every_order(items: list[tuple[str, int]], threads: int, ahead: int) -> None:
    done: list[tuple[str, int]] = []

    def work(item: tuple[str, int]) -> tuple[str, int]:
        done.append(item)
        return item

    lines = Lines(work, threads)
    try:
        results = [*in_order(lines, [(item[0], item) for item in items], ahead)]
    finally:
        lines.close()
    assert results == items
    for key in "abc":
        assert [item for item in done if item[0] == key] == [item for item in items if item[0] == key]


def test_an_error_in_work_is_raised_where_its_result_is_taken() -> None:
    def work(item: int) -> float:
        return 1 / item

    lines = Lines(work, 2)
    try:
        results = in_order(lines, [("a", 1), ("a", 0), ("a", 2)], 9)
        assert next(results) == 1.0
        with pytest.raises(ZeroDivisionError):
            next(results)
    finally:
        lines.close()
