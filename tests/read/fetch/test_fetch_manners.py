"""Sites are asked as they wish: by their rules, one request at a time, with patience."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from local_site import (
    ARTICLE,
    MISSING,
    Clock,
    capture,
    everything_here,
    fetched,
    leads_to,
    problem,
    reply,
    served,
)

from sayso.model import Capture, Failure
from sayso.read.fetch import FetchOptions, World
from sayso.read.fetch.addresses import parse_address
from sayso.read.fetch.hosts import retry_after
from sayso.read.fetch.problems import Problem
from sayso.read.fetch.robots import parse_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from local_site import Request, Site

NOT_NOW = reply(b"", 503)


def rules(text: str) -> bytes:
    return reply(text.encode(), kind="text/plain")


# -- robots.txt ---------------------------------------------------------------


def test_what_robots_are_asked_not_to_fetch_is_not_fetched(site: Site) -> None:
    site.replies |= {
        "/robots.txt": rules("User-agent: *\nDisallow: /private"),
        "/private/a": reply(),
        "/b": reply(),
    }
    refused, got = fetched(site.url("/private/a"), site.url("/b"))
    assert isinstance(refused, Failure)
    assert "robots.txt of 127.0.0.1 asks robots not to fetch it" in refused.problem
    assert isinstance(got, Capture)
    assert site.paths() == ["/b"]


def test_a_redirect_leads_to_nothing_that_robots_may_not_fetch(site: Site) -> None:
    site.replies |= {"/robots.txt": rules("User-agent: *\nDisallow: /private"), "/a": leads_to("/private")}
    assert "asks robots not to fetch it" in problem(site.url("/a"))
    assert site.paths() == ["/a"]


def test_rules_are_asked_for_once_an_origin(site: Site) -> None:
    site.replies |= {"/a": reply(), "/b": reply()}
    hosts = ("one.example", "two.example")
    fetched(*(site.url(path, host) for host in hosts for path in ("/a", "/b")))
    assert [request.path for request in site.requests].count("/robots.txt") == 2


def test_rules_hold_for_a_day(site: Site) -> None:
    site.replies |= {"/a": reply(), "/b": reply(ARTICLE * 2), "/c": reply(ARTICLE * 3)}
    addresses = [site.url(path) for path in ("/a", "/b", "/c")]
    fetched(*addresses, clock=Clock(), delay=20 * 3600.0)
    assert [request.path for request in site.requests] == ["/robots.txt", "/a", "/b", "/c"]
    site.requests.clear()
    fetched(*addresses, clock=Clock(), delay=25 * 3600.0)
    assert [request.path for request in site.requests] == ["/robots.txt", "/a", "/b", "/robots.txt", "/c"]


def test_a_site_of_ones_own_can_be_fetched_all_the_same(site: Site) -> None:
    site.replies |= {"/robots.txt": rules("User-agent: *\nDisallow: /"), "/a": reply()}
    assert capture(site.url("/a"), ignore_robots=True).data == ARTICLE
    assert [request.path for request in site.requests] == ["/a"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_rules_everything_may_be_fetched(site: Site, status: int) -> None:
    site.replies |= {"/robots.txt": reply(b"User-agent: *\nDisallow: /", status), "/a": reply()}
    assert capture(site.url("/a")).data == ARTICLE


@pytest.mark.parametrize("status", [429, 500, 503])
def test_without_an_answer_on_rules_nothing_may(site: Site, status: int) -> None:
    site.replies |= {"/robots.txt": reply(b"", status), "/a": reply()}
    said = problem(site.url("/a"))
    assert f"what 127.0.0.1 allows robots to fetch could not be asked, as the answer is {status}" in said
    assert site.paths() == []


def test_rules_are_asked_for_again_when_the_site_is_busy(site: Site) -> None:
    site.replies |= {"/robots.txt": [NOT_NOW, NOT_NOW, rules("User-agent: *\nAllow: /")], "/a": reply()}
    assert capture(site.url("/a"), retries=2).data == ARTICLE


def test_rules_may_lie_elsewhere(site: Site) -> None:
    site.replies |= {
        "/robots.txt": leads_to("/rules", 301),
        "/rules": rules("User-agent: *\nDisallow: /a"),
        "/a": reply(),
    }
    assert "asks robots not to fetch it" in problem(site.url("/a"))


def test_rules_that_lead_round_and_round_are_none(site: Site) -> None:
    site.replies |= {"/robots.txt": leads_to("/robots.txt"), "/a": reply()}
    assert capture(site.url("/a")).data == ARTICLE
    assert len(site.requests) == 7


def test_two_sites_whose_rules_lie_at_each_other_do_not_wait_for_each_other(site: Site) -> None:
    def across(request: Request) -> bytes:
        other = "two" if request.headers["host"].startswith("one") else "one"
        time.sleep(0.05)
        return leads_to(site.url("/robots.txt", f"{other}.example"))

    site.replies |= {"/robots.txt": across, "/a": reply()}
    addresses = [site.url("/a", f"{host}.example") for host in ("one", "two")]
    assert all(isinstance(result, Capture) for result in fetched(*addresses))


def test_of_endless_rules_the_beginning_counts(site: Site) -> None:
    body = b"User-agent: *\nDisallow: /a\n" + b"# more\n" * 100_000 + b"Disallow: /b\n"
    site.replies |= {"/robots.txt": reply(body), "/a": reply(), "/b": reply(ARTICLE * 2)}
    first, second = fetched(site.url("/a"), site.url("/b"))
    assert isinstance(first, Failure)
    assert isinstance(second, Capture)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: sayso\nAllow: /", "/a", True),
        ("User-agent: SAYSO\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nDisallow: /\nUser-agent: *\nAllow: /", "/a", True),
        ("user agent : Sayso # us\nDisallow: /", "/a", False),
        ("User-agent:\nDisallow: /", "/a", False),
        ("User-agent: sayso*\nDisallow: /", "/a", False),
        ("User-agent: other\nUser-agent: sayso\nDisallow: /", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\r\nDisallow: /a # but why\r\n", "/a", False),
        ("User-agent: *\nDisallow: /é", "/%C3%A9", False),
        ("User-agent: *\nDisallow: /a", "/b/../a", False),
        ("Disallow: /", "/a", True),
        ("<!DOCTYPE html><html><body>Not found</body></html>", "/a", True),
        ("User-agent: *\n" + "Disallow: /" + "*a" * 5000 + "$", "/" + "a" * 4000, True),
    ],
)
def test_rules_are_read_as_the_rfc_says(text: str, path: str, *, allowed: bool) -> None:
    read = parse_rules(text.encode(), "sayso")
    address = parse_address(f"https://news.example{path}")
    if allowed:
        read.check(address)
    else:
        with pytest.raises(Problem):
            read.check(address)


@pytest.mark.parametrize(
    "junk", [b"\x00" * 5000, b"\xff\xfe\xfd" * 999, bytes(range(256)) * 9, b":" * 99_999]
)
def test_rules_that_are_junk_are_none(junk: bytes) -> None:
    parse_rules(junk, "sayso").check(parse_address("https://news.example/a"))


def test_rules_for_thousands_of_robots_are_no_burden() -> None:
    names = "".join(
        f"User-agent: r{number:x}\nUser-agent: s{'*' * (number % 20)}\n" for number in range(4000)
    )
    ours = "User-agent: sayso\n"
    rules_ = "".join(f"Disallow: /{number:x}\n" for number in range(15_000))
    begun = time.monotonic()
    read = parse_rules(f"{names}{ours}{rules_}".encode(), "sayso")
    read.check(parse_address("https://news.example/z"))
    with pytest.raises(Problem):
        read.check(parse_address("https://news.example/abc"))
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("agent", "name"),
    [("sayso/1 (x)", "sayso"), ("Desk-Bot/2.0", "Desk-Bot"), ("Mozilla/5.0 (compatible; x)", "Mozilla")],
)
def test_rules_are_looked_up_by_the_first_word_of_the_user_agent(agent: str, name: str) -> None:
    assert FetchOptions(user_agent=agent).robot == name


# -- patience -----------------------------------------------------------------


def test_between_two_pages_of_a_host_there_is_time(site: Site) -> None:
    site.replies |= {"/a": reply(), "/b": leads_to("/c"), "/c": reply(ARTICLE * 2)}
    clock = Clock()
    fetched(site.url("/a"), site.url("/b"), clock=clock, delay=1.0)
    assert clock.slept == [1.0, 1.0]


def test_hosts_do_not_wait_for_each_other(site: Site) -> None:
    site.replies["/a"] = reply()
    clock = Clock()
    fetched(*(site.url("/a", f"{name}.example") for name in ("one", "two", "three")), clock=clock, delay=1.0)
    assert clock.slept == []


@pytest.mark.parametrize(
    ("asked", "waited"), [("5", 5.0), ("0.5", 1.0), ("9999", 60.0), ("nan", 1.0), ("-3", 1.0)]
)
def test_a_site_may_ask_for_more_time_up_to_a_limit(site: Site, asked: str, waited: float) -> None:
    site.replies |= {
        "/robots.txt": rules(f"User-agent: *\nCrawl-delay: {asked}"),
        "/a": reply(),
        "/b": reply(ARTICLE * 2),
    }
    clock = Clock()
    fetched(site.url("/a"), site.url("/b"), clock=clock, delay=1.0)
    assert clock.slept == [waited]


@pytest.mark.parametrize("status", [408, 429, 502, 503, 504])
def test_a_busy_site_is_asked_again_ever_more_slowly(site: Site, status: int) -> None:
    busy = reply(b"", status)
    site.replies["/a"] = [busy, busy, reply()]
    clock = Clock()
    assert capture(site.url("/a"), clock=clock, retries=3, back_off=1.0).data == ARTICLE
    assert clock.slept == [1.0, 2.0]
    assert site.paths() == ["/a"] * 3


def test_patience_ends(site: Site) -> None:
    site.replies["/a"] = NOT_NOW
    clock = Clock()
    assert "status 503" in problem(site.url("/a"), clock=clock, retries=3, back_off=1.0)
    assert clock.slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [400, 403, 404, 500, 501])
def test_what_will_not_pass_is_not_asked_again(site: Site, status: int) -> None:
    site.replies["/a"] = reply(b"", status)
    problem(site.url("/a"), retries=3)
    assert site.paths() == ["/a"]


def test_what_broke_off_or_was_late_is_asked_again(site: Site) -> None:
    def short(_request: Request) -> Iterator[bytes]:
        yield reply(ARTICLE)[:-10]
        raise ConnectionAbortedError

    def late(_request: Request) -> bytes:
        time.sleep(0.3)
        return b""

    site.replies["/a"] = [short, late, reply()]
    world = World(look_up=everything_here)
    assert capture(site.url("/a"), world=world, retries=2, read_timeout=0.15).data == ARTICLE


@pytest.mark.parametrize(
    ("said", "waited"),
    [("7", 7.0), ("0", 1.0), ("soon", 1.0), ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0), ("-5", 1.0)],
)
def test_a_site_says_when_to_come_back(site: Site, said: str, waited: float) -> None:
    site.replies["/a"] = [reply(b"", 429, retry_after=said), reply()]
    clock = Clock()
    moment = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    world = World(look_up=everything_here, sleep=clock.sleep, monotonic=clock.monotonic, now=lambda: moment)
    assert capture(site.url("/a"), world=world, retries=1, back_off=1.0).data == ARTICLE
    assert clock.slept == [waited]


def test_a_site_that_asks_for_too_much_patience_is_left_alone(site: Site) -> None:
    site.replies |= {"/a": reply(b"", 429, retry_after="3600"), "/b": reply()}
    clock = Clock()
    results = fetched(site.url("/a"), site.url("/b"), clock=clock, retries=3, delay=1.0)
    assert all(isinstance(one, Failure) and "asks to wait 3600 seconds" in one.problem for one in results)
    assert site.paths() == ["/a"]
    assert clock.slept == []


@pytest.mark.parametrize(
    "value", ["", "x", "1e9", "½", "٣", "Sun, 99 Mar 2026", "Sun, 01 Mar 2020 12:00:00 GMT"]
)
def test_what_says_nothing_of_when_to_come_back_is_no_wish(value: str) -> None:
    assert retry_after(value, dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)) == 0.0


def test_an_absurd_wish_is_a_number_all_the_same() -> None:
    assert retry_after("9" * 400, dt.datetime(2026, 3, 1, tzinfo=dt.UTC)) > 1e11


# -- one connection -----------------------------------------------------------


def test_a_host_is_asked_by_one_connection_one_page_at_a_time(site: Site) -> None:
    def slow(_request: Request) -> bytes:
        time.sleep(0.02)
        return reply()

    addresses = [site.url(f"/{number}") for number in range(8)]
    site.replies |= {f"/{number}": slow for number in range(8)}
    assert all(isinstance(result, Capture) for result in fetched(*addresses))
    assert site.connections == 1
    assert max(site.busiest.values()) == 1


def test_other_ports_of_a_host_share_its_connection(site: Site) -> None:
    with served() as other:
        site.replies |= {"/1": reply(), "/2": reply()}
        other.replies |= {"/1": reply()}
        addresses = [site.url("/1"), other.url("/1"), site.url("/2")]
        results = fetched(*addresses, ignore_robots=True)
    assert all(isinstance(result, Capture) for result in results)
    assert (site.connections, other.connections) == (2, 1)


def test_redirects_of_others_to_a_host_wait_for_their_turn(site: Site) -> None:
    def slow(_request: Request) -> bytes:
        time.sleep(0.02)
        return reply()

    site.replies |= {
        "/": leads_to(site.url("/target", "one.example")),
        "/target": slow,
        "/robots.txt": MISSING,
    }
    addresses = [site.url("/", f"{name}.example") for name in "abcdef"] + [site.url("/target", "one.example")]
    assert all(isinstance(result, Capture) for result in fetched(*addresses))
    assert site.busiest[f"one.example:{site.port}"] == 1
