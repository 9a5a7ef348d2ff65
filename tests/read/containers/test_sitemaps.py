"""Sitemaps: what they list, and what news sitemaps say of each page."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Failure
from sayso.read import ReadError
from sayso.read.containers.budget import Budget
from sayso.read.containers.sitemaps import Listed, links_of, listed_in, open_sitemap

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PLAIN = f"""<?xml version="1.0" encoding="UTF-8"?><urlset {SPACE}>
<url><loc>https://h.example/a</loc><lastmod>2022-03-03</lastmod></url>
<url><loc> https://h.example/b?x=1&amp;y=2 </loc></url><url><loc>/relative</loc></url></urlset>"""
NEWS = f"""<urlset {SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://h.example/a</loc>
<news:news><news:publication><news:name>The Herald</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2022-03-03T10:15:00Z</news:publication_date>
<news:title>Harbour closed</news:title></news:news></url></urlset>"""
INDEX = f"<sitemapindex {SPACE}><sitemap><loc>https://h.example/1.xml.gz</loc></sitemap></sitemapindex>"
FEED = "<rss><channel><link>https://h.example/</link><item><title>T</title><link>/a</link></item></channel></rss>"


def listed(data: bytes | str, budget: Budget | None = None) -> list[Listed | Failure]:
    raw = data.encode() if isinstance(data, str) else data
    return list(listed_in(io.BytesIO(raw), "s.xml", budget or Budget()))


def links(data: bytes | str) -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    return list(links_of(io.BytesIO(raw), "s.xml", Budget()))


def test_a_sitemap_lists_absolute_addresses() -> None:
    assert links(PLAIN) == ["https://h.example/a", "https://h.example/b?x=1&y=2"]
    assert links(gzip.compress(PLAIN.encode())) == links(PLAIN)
    assert links(PLAIN.encode("utf-16")) == links(PLAIN)
    assert links("https://h.example/a\nhttps://h.example/b\r\n\nno address\n") == [
        "https://h.example/a",
        "https://h.example/b",
    ]


def test_the_last_change_is_not_taken_for_the_publication() -> None:
    first = listed(PLAIN)[0]
    assert isinstance(first, Listed)
    assert first.supplied == {"url": "https://h.example/a"}


def test_a_news_sitemap_says_what_it_knows_of_the_page() -> None:
    (found,) = listed(NEWS)
    assert found == Listed(
        "https://h.example/a",
        {
            "title": "Harbour closed",
            "outlet": "The Herald",
            "published": "2022-03-03T10:15:00+00:00",
            "language": "en",
            "url": "https://h.example/a",
        },
    )


def test_an_index_lists_further_sitemaps() -> None:
    assert listed(INDEX) == [Listed("https://h.example/1.xml.gz", {}, is_list=True)]


def test_a_feed_lists_the_addresses_of_its_entries() -> None:
    (found,) = listed(FEED)
    assert isinstance(found, Listed)
    assert found.address == "https://h.example/a"
    assert found.supplied["title"] == "T"


def test_a_sitemap_given_as_a_page_says_what_it_is() -> None:
    (failure,) = open_sitemap(io.BytesIO(PLAIN.encode()), "s.xml", Budget())
    assert (
        failure.problem
        == "s.xml: it is a sitemap with the addresses of 2 pages and no text; --follow fetches what it lists"
    )
    (failure,) = open_sitemap(io.BytesIO(INDEX.encode()), "s.xml", Budget())
    assert "the address of 1 further sitemap and" in failure.problem


def test_a_cut_sitemap_gives_what_stands_before_the_cut_and_says_so() -> None:
    cut = PLAIN[: PLAIN.index("/relative") - 8]
    with pytest.raises(ReadError, match="not well-formed"):
        links(cut)
    found = listed(cut)
    assert [item.address for item in found if isinstance(item, Listed)][:2] == links(PLAIN)
    packed = gzip.compress(PLAIN.encode() * 3)
    assert any(isinstance(item, Failure) and "damaged" in item.problem for item in listed(packed[:-30]))


@pytest.mark.parametrize(
    "data", [b"", b"<html/>", b"\x1f\x8b", b"\x1f\x8b\x08\x00" + b"\xff" * 50, b"{}", b"words"]
)
def test_what_is_no_list_is_a_failure(data: bytes) -> None:
    (failure,) = listed(data)
    assert isinstance(failure, Failure)
    assert failure.problem.startswith("s.xml: ")


def test_a_gzip_bomb_stops_at_the_budget() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 20_000_000)
    (failure,) = listed(bomb, Budget(total=1_000_000))
    assert isinstance(failure, Failure)
    assert "decompression bomb" in failure.problem


def test_entities_are_refused() -> None:
    (failure,) = listed(
        f'<!DOCTYPE u [<!ENTITY x "y">]><urlset {SPACE}><url><loc>https://h.example/&x;</loc></url></urlset>'
    )
    assert isinstance(failure, Failure)
    assert "entities" in failure.problem


@given(st.sampled_from([PLAIN, NEWS, INDEX, FEED]), st.integers(0, 500), st.binary(max_size=5))
def test_damaged_lists_give_only_addresses_and_sentences(valid: str, at: int, put: bytes) -> None:
    data = valid.encode()
    for item in listed(data[:at] + put + data[at + 2 :]):
        assert (
            item.address.startswith("http")
            if isinstance(item, Listed)
            else item.problem.startswith("s.xml: ")
        )
