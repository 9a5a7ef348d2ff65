"""What is asked, and what is kept of the answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from local_site import ARTICLE, capture, everything_here, fetched, leads_to, problem, reply

from sayso import __version__
from sayso.model import Capture, Failure
from sayso.read.fetch import Fetched, Unchanged, Validators, Wanted, World
from sayso.read.fetch.pages import page_type

if TYPE_CHECKING:
    from local_site import Site

FEED = b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>News</title></channel></rss>'


def test_a_page_is_kept_with_its_address_time_and_headers(site: Site) -> None:
    site.replies["/old"] = leads_to("/new?id=1#top")
    site.replies["/new?id=1"] = reply(etag='"v1"', via="first", set_cookie="id=42", Via="second")
    moment = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    world = World(look_up=everything_here, now=lambda: moment)
    got = capture(site.url("/old"), world=world)
    assert got.name == site.url("/old")
    assert got.address == site.url("/new?id=1")
    assert got.data == ARTICLE
    assert len(got.sha256) == 64
    assert got.media_type == "text/html"
    assert got.captured == moment
    assert got.headers["etag"] == '"v1"'
    assert got.headers["via"] == "first, second"
    assert "set-cookie" not in got.headers


def test_the_time_is_aware_and_now(site: Site) -> None:
    site.replies["/"] = reply()
    got = capture(site.url(), world=World()).captured
    assert got is not None
    assert abs(dt.datetime.now(dt.UTC) - got) < dt.timedelta(minutes=1)


def test_what_was_said_of_the_page_goes_with_it(site: Site) -> None:
    site.replies["/1"] = reply()
    wanted = Wanted(site.url("/1"), name="feed.xml!/1", supplied={"title": "Harbour"})
    got = capture(wanted)
    assert got.name == "feed.xml!/1"
    assert got.address == site.url("/1")
    assert got.supplied == {"title": "Harbour"}


def test_the_request_tells_who_asks_and_nothing_of_the_user(site: Site) -> None:
    site.replies["/a"] = reply(set_cookie="id=42")
    site.replies["/b"] = leads_to("/c")
    site.replies["/c"] = reply(ARTICLE + b" ")
    fetched(site.url("/a"), site.url("/b"), site.url("/c#part"))
    assert [request.path for request in site.requests] == ["/robots.txt", "/a", "/b", "/c", "/c"]
    for request in site.requests:
        assert set(request.headers) == {"host", "user-agent", "accept", "accept-encoding"}
        assert request.headers["host"] == f"127.0.0.1:{site.port}"
        assert request.headers["user-agent"].startswith(f"sayso/{__version__} ")


def test_the_user_agent_can_be_given(site: Site) -> None:
    site.replies["/"] = reply()
    capture(site.url(), user_agent="Desk/2 (mail@desk.example)")
    assert {request.headers["user-agent"] for request in site.requests} == {"Desk/2 (mail@desk.example)"}


def test_a_host_of_another_script_is_asked_for_in_ascii(site: Site) -> None:
    site.replies["/%C3%A9"] = reply()
    given = site.url("/é", host="bücher.example")
    got = capture(given)
    assert got.name == given
    assert got.address == site.url("/%C3%A9", host="xn--bcher-kva.example")
    assert site.requests[0].headers["host"] == f"xn--bcher-kva.example:{site.port}"


def test_a_redirect_written_in_utf_8_is_followed(site: Site) -> None:
    site.replies["/"] = leads_to("/zürich")
    site.replies["/z%C3%BCrich"] = reply()
    assert capture(site.url()).address == site.url("/z%C3%BCrich")


def test_an_address_given_twice_is_fetched_once(site: Site) -> None:
    site.replies["/"] = reply()
    assert len(fetched(site.url(), site.url("/#part"), site.url().upper().replace("HTTP", "http"))) == 1
    assert site.paths() == ["/"]


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, "name and password (status 401)"),
        (403, "does not let sayso have it (status 403)"),
        (404, "no such page (status 404)"),
        (410, "taken down (status 410)"),
        (418, "does not give the page (status 418)"),
        (300, "does not give the page (status 300)"),
        (304, "does not give the page (status 304)"),
        (429, "asked too often (status 429)"),
        (451, "legal reasons (status 451)"),
        (500, "has a fault (status 500)"),
        (503, "has a fault (status 503)"),
    ],
)
def test_an_error_is_a_failure_with_its_status(site: Site, status: int, why: str) -> None:
    site.replies["/"] = reply(b"<html><body>Sorry</body></html>", status)
    assert why in problem(site.url())


def test_a_page_that_is_not_there_after_a_redirect_is_told_with_where_that_led(site: Site) -> None:
    site.replies["/"] = leads_to("/gone")
    site.replies["/gone"] = reply(b"", 410)
    assert f"it redirects to {site.url('/gone')}, and the page was taken down" in problem(site.url())


@pytest.mark.parametrize("body", [b"", b" \r\n\x00"])
def test_an_empty_answer_is_a_failure(site: Site, body: bytes) -> None:
    site.replies["/"] = reply(body)
    assert "the answer is empty" in problem(site.url())


def test_no_content_is_a_failure(site: Site) -> None:
    site.replies["/"] = b"HTTP/1.1 204 No Content\r\n\r\n"
    assert "the answer is empty" in problem(site.url())


@pytest.mark.parametrize(
    ("kind", "what"),
    [("image/png", "an image"), ("video/mp4", "a video"), ("text/css; charset=x", "a style sheet")],
)
def test_what_is_no_page_is_not_even_read(site: Site, kind: str, what: str) -> None:
    site.replies["/"] = (
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\nContent-Type: %s\r\n\r\n" % kind.encode()
    )
    assert f"it is {what}, not a page" in problem(site.url())


def test_a_feed_is_handed_on_for_what_it_holds(site: Site) -> None:
    site.replies["/feed"] = reply(FEED, kind="application/rss+xml; charset=utf-8")
    (result,) = fetched(Wanted(site.url("/feed"), supplied={"outlet": "News"}))
    assert isinstance(result, Fetched)
    assert result.name == result.address == site.url("/feed")
    assert result.media_type == "application/rss+xml"
    assert result.data == FEED
    assert result.supplied == {"outlet": "News"}


def test_what_turns_out_to_be_a_page_becomes_a_capture() -> None:
    moment = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    held = Fetched(
        "n", b"Hello.", "text/x", moment, "https://news.example/a.TXT?b=c.d", {"age": "1"}, {"title": "T"}
    )
    got = held.as_capture("text/plain")
    assert isinstance(got, Capture)
    assert (got.name, got.data, got.media_type, got.captured) == ("n", b"Hello.", "text/plain", moment)
    assert (got.address, got.headers, got.supplied) == (held.address, {"age": "1"}, {"title": "T"})
    assert held.suffix == ".txt"


ZIP, GZIP, WARC, PDF = b"PK\x03\x04xxxx", b"\x1f\x8b\x08xxx", b"WARC/1.0\r\n", b"%PDF-1.7\n%\xe2\xe3"
TEXT = b"Plain words of a report, said the author.\n"


@pytest.mark.parametrize(
    ("data", "said", "suffix", "kind"),
    [
        (ARTICLE, "text/html", "", "text/html"),
        (ARTICLE, "application/xhtml+xml", "", "text/html"),
        (ARTICLE, "", "", "text/html"),
        (ARTICLE, "text/plain", "", "text/html"),
        (ARTICLE, "application/octet-stream", ".bin", "text/html"),
        (ARTICLE, "text/html", ".pdf", "text/html"),
        (TEXT, "text/plain", "", "text/plain"),
        (TEXT, "text/plain", ".txt", "text/plain"),
        (TEXT, "", ".txt", "text/plain"),
        (TEXT, "text/html", "", "text/plain"),
        (PDF, "application/pdf", "", "application/pdf"),
        (PDF, "application/octet-stream", "", "application/pdf"),
        (b"\n\n" + PDF, "text/html", "", "application/pdf"),
        (b"From: a@b.example\n\nHello", "message/rfc822", ".eml", "message/rfc822"),
        (b"<!DOCTYPE html><title>%PDF-</title>", "text/html", "", "text/html"),
        (b"junk" + PDF, "application/pdf", "", "application/pdf"),
        (TEXT, "", "", None),
        (TEXT, "text/plain", ".csv", None),
        (TEXT, "text/csv", "", None),
        (TEXT, "application/octet-stream", ".dat", None),
        (b'{"a": 1}', "application/json", "", None),
        (FEED, "text/html", "", None),
        (FEED, "text/xml", "", None),
        (b"\xef\xbb\xbf" + FEED, "text/plain", "", None),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "text/html", "", None),
        (b"<?xml version='1.0'?><!-- made by x --><urlset></urlset>", "text/html", "", None),
        (ZIP, "text/html", ".html", None),
        (GZIP, "application/octet-stream", ".gz", None),
        (WARC, "text/plain", "", None),
    ],
)
def test_pages_are_told_from_what_holds_pages(data: bytes, said: str, suffix: str, kind: str | None) -> None:
    assert page_type(data, said, suffix) == kind


def test_a_page_that_has_not_changed_is_said_to_be_as_it_was(site: Site) -> None:
    site.replies["/"] = leads_to("/a")
    site.replies["/a"] = b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
    known = {site.url("/a"): Validators('"v1"', "Sun, 01 Mar 2026 12:00:00 GMT")}
    (result,) = fetched(site.url(), known=known)
    assert isinstance(result, Unchanged)
    assert (result.name, result.address) == (site.url(), site.url("/a"))
    assert result.headers == {"etag": '"v1"'}
    first, last = (request.headers for request in site.requests[1:])
    assert "if-none-match" not in first
    assert last["if-none-match"] == '"v1"'
    assert last["if-modified-since"] == "Sun, 01 Mar 2026 12:00:00 GMT"


def test_a_page_that_has_changed_is_had_anew(site: Site) -> None:
    site.replies["/a"] = reply(etag='"v2"')
    assert capture(site.url("/a"), known={site.url("/a"): Validators(etag='"v1"')}).headers["etag"] == '"v2"'


@pytest.mark.parametrize(
    ("headers", "validators"),
    [
        ({"etag": '"a"'}, Validators(etag='"a"')),
        ({"last-modified": "x", "etag": "y"}, Validators("y", "x")),
        ({"etag": "", "age": "1"}, None),
    ],
)
def test_validators_are_those_of_the_headers(headers: dict[str, str], validators: Validators | None) -> None:
    assert Validators.of(headers) == validators


def test_validators_from_elsewhere_cannot_add_headers(site: Site) -> None:
    site.replies["/a"] = reply()
    (result,) = fetched(site.url("/a"), known={site.url("/a"): Validators(etag='"a"\r\nCookie: id=42')})
    assert isinstance(result, Failure)
    assert all("cookie" not in request.headers for request in site.requests)


def test_one_bad_address_does_not_stop_the_others(site: Site) -> None:
    site.replies["/1"], site.replies["/3"] = reply(), reply(ARTICLE * 2)
    results = fetched(site.url("/1"), "ftp://x.example/", site.url("/2"), "", site.url("/3"))
    assert [type(result) for result in results] == [Capture, Failure, Failure, Failure, Capture]
