"""Web pages: visible text in blocks, main text told from furniture, hostile markup survived."""

from __future__ import annotations

import contextlib
import gc
import json
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Document
from sayso.read import ReadError, read_document

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = (
    "The harbour of Westhaven was closed on Monday after a fire on a cargo ship, the port authority said.",
    "About 40 crew members were taken to hospital, three of them with burns, according to the fire service.",
    "The ship had come from the north with timber and machine parts, and was to leave again on Tuesday.",
)
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def document(html: str | bytes, name: str = "page.html") -> Document:
    data = html if isinstance(html, bytes) else html.encode()
    return read_document(Capture("0" * 64, name, data, "text/html"))


def page(body: str, head: str = "") -> Document:
    return document(f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>")


def texts(found: Document) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks]


def kept(found: Document) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.kept]


def reason_of(found: Document, words: str) -> str | None:
    return next(block.reason for block in found.blocks if words in found.text[block.start : block.end])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Fish &amp; chips &mdash; &#163;5</p>", ["Fish & chips — £5"]),
        ("<p>  white\n  space\t is&nbsp;one </p>", ["white space is one"]),
        ("<p>one <b>bold</b>, <a href=x>link</a></p>tail", ["one bold, link", "tail"]),
        ("<p>A line.<br>Another line</p>", ["A line.", "Another line"]),
        ("<p>A sentence that is<br>broken by hand</p>", ["A sentence that is broken by hand"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<table><tr><td>a</td><td>1</td></tr><tr><th>b</th></tr></table>", ["a\t1", "b"]),
        ("<div>outer <p>inner</p> after</div>", ["outer", "inner", "after"]),
        ("<p>so\u00adft hy\u200bphen</p>", ["soft hyphen"]),
        ("<script>var x = '<p>no</p>';</script><style>p{}</style><p>yes</p>", ["yes"]),
        ("<p hidden>no</p><p style='display: none'>no</p><p class='sr-only x'>no</p><p>yes</p>", ["yes"]),
        ("<template><p>no</p></template><noscript>no</noscript><textarea>no</textarea>yes", ["yes"]),
        ("before<span hidden>no</span> after", ["before after"]),
    ],
)
def test_the_text_is_what_a_reader_sees(html: str, expected: list[str]) -> None:
    assert texts(page(html)) == expected


def test_all_visible_text_is_in_some_block_and_blocks_are_joined_by_line_ends() -> None:
    found = page(f"<nav><a href=/>Home</a></nav><article>{ARTICLE}</article><footer>Imprint</footer>")
    assert found.text == "\n".join(["Home", *PARAGRAPHS, "Imprint"])
    assert texts(found) == ["Home", *PARAGRAPHS, "Imprint"]
    assert kept(found) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        ("<nav><a href=/>Sections of the site</a></nav>", "navigation"),
        ("<footer><p>Who we are and what we do, in one sentence for all.</p></footer>", "footer"),
        (
            "<div id=onetrust-consent-sdk>We value your privacy and want you to know it.</div>",
            "cookie notice",
        ),
        (
            "<div class=comments-area><p>I do not believe a word of what is written here.</p></div>",
            "comments",
        ),
        ("<div class=related-posts><a href=x>Storm hits the coast of the north</a></div>", "related links"),
        ("<div class=newsletter-signup>All news in one letter</div>", "share or subscribe"),
    ],
)
def test_furniture_is_dropped_with_a_reason(element: str, reason: str) -> None:
    found = page(f"<article><h1>Fire Closes Harbour</h1>{ARTICLE}</article>{element}")
    dropped = [block for block in found.blocks if not block.kept]
    assert [block.reason for block in dropped] == [reason]
    assert kept(found) == ["Fire Closes Harbour", *PARAGRAPHS]


def test_captions_and_calls_inside_the_article_are_dropped_and_named() -> None:
    inside = "<figure><img src=x><figcaption>A ship burns in the harbour</figcaption></figure>"
    found = page(f"<article><h1>Fire</h1>{inside}{ARTICLE}<p>Subscribe to our newsletter</p></article>")
    assert reason_of(found, "A ship burns") == "caption"
    assert reason_of(found, "newsletter") == "share or subscribe"
    assert next(block.role for block in found.blocks if block.reason == "caption") == "caption"


def test_the_headline_is_kept_and_pointed_at_wherever_it_stands() -> None:
    head = "<title>Fire Closes Harbour | The Fictional Courier</title>"
    found = page(
        f"<header><h1>The Fictional Courier</h1></header><h2>Fire Closes Harbour</h2>{ARTICLE}", head
    )
    assert found.title == "Fire Closes Harbour"
    assert found.title_span is not None
    assert found.text[slice(*found.title_span)] == "Fire Closes Harbour"
    assert next(block.role for block in found.blocks if block.kept) == "title"


def test_a_standfirst_between_headline_and_article_is_kept() -> None:
    lead = "A fire on a cargo ship has closed the harbour, and nobody knows when it will open again."
    found = page(f"<main><h1>Fire</h1><div><div>{lead}</div></div><article>{ARTICLE}</article></main>")
    assert lead in kept(found)


def test_a_page_without_a_main_text_is_judged_by_its_lines() -> None:
    found = page("<div>Short news of the day.</div><button>Share</button>")
    assert kept(found) == ["Short news of the day."]


# -- what the markup says ---------------------------------------------------------


def linked_data(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_linked_data_gives_title_outlet_authors_and_date() -> None:
    head = linked_data(
        headline="Fire Closes Harbour",
        publisher={"@type": "Organization", "name": "The Fictional Courier"},
        author=[{"name": "Jane Doe"}, {"name": "John Roe"}],
        datePublished="2021-05-04T10:15:00+02:00",
    )
    found = page(ARTICLE, head)
    assert (found.title, found.outlet) == ("Fire Closes Harbour", "The Fictional Courier")
    assert found.authors == ("Jane Doe", "John Roe")
    assert found.published is not None
    assert (found.published.value, found.published.how) == (
        "2021-05-04T10:15:00+02:00",
        "JSON-LD datePublished",
    )
    assert found.problems == ()


@pytest.mark.parametrize(
    ("head", "value"),
    [
        (
            '<meta property="article:published_time" content="2021-05-04T10:15:00Z">',
            "2021-05-04T10:15:00+00:00",
        ),
        ('<meta name="DC.date.issued" content="2021-05-04">', "2021-05-04"),
        ('<meta itemprop="datePublished" content="2021-05-04 10:15:00">', "2021-05-04T10:15:00"),
    ],
)
def test_meta_tags_give_the_date(head: str, value: str) -> None:
    published = page(ARTICLE, head).published
    assert published is not None
    assert published.value == value


def test_a_time_element_or_a_printed_line_gives_the_date() -> None:
    by_element = page(f"<article><time datetime='2021-05-04'>Tuesday</time>{ARTICLE}</article>").published
    by_line = page(f"<article><h1>Fire</h1><p>Published: 4 May 2021</p>{ARTICLE}</article>").published
    assert by_element is not None
    assert by_line is not None
    assert by_element.value[:10] == by_line.value[:10] == "2021-05-04"


def test_a_date_in_a_sentence_of_the_article_is_not_the_date_of_the_page() -> None:
    found = page(
        f"<article><h1>Fire</h1>{ARTICLE}<p>The last fire was on May 4, 2011, they said.</p></article>"
    )
    assert found.published is None
    assert "No publication date was found" in found.problems[-1]


def test_the_outlet_is_the_site_name_or_the_host_never_the_file() -> None:
    named = page(ARTICLE, '<meta property="og:site_name" content="The Fictional Courier">')
    hosted = page(ARTICLE, '<link rel=canonical href="https://www.courier.example/fire">')
    assert (named.outlet, hosted.outlet) == ("The Fictional Courier", "courier.example")
    assert page(ARTICLE).outlet is None


def test_what_the_user_supplies_wins() -> None:
    supplied = {"title": "T", "outlet": "O", "authors": "A; B", "published": "2020-01-02", "language": "de"}
    capture = Capture("0" * 64, "p.html", f"<p>{ARTICLE}".encode(), "text/html", supplied=supplied)
    found = read_document(capture)
    assert (found.title, found.outlet, found.authors, found.language) == ("T", "O", ("A", "B"), "de")
    assert found.published is not None
    assert (found.published.value, found.published.confidence) == ("2020-01-02", 1.0)


# -- hostile pages ------------------------------------------------------------------

HOSTILE = {
    "nested deeper than any parser goes": ARTICLE + "<div>" * 50_000 + "deep" + "</div>" * 50_000,
    "nested as deep as the parser goes": "<div>" * 1_500 + ARTICLE,
    "one attribute of a million characters": f'<div class="{"a" * 1_000_000}">x</div>{ARTICLE}',
    "a hundred thousand attributes": "<div "
    + " ".join(f"a{i}=1" for i in range(100_000))
    + ">x</div>"
    + ARTICLE,
    "a million entities": "<p>" + "&amp;" * 1_000_000 + "</p>" + ARTICLE,
    "entities inside entities": '<!DOCTYPE x [<!ENTITY a "b&a;">]><p>&a;</p>' + ARTICLE,
    "unclosed scripts": ARTICLE + "<script>" * 100_000,
    "unclosed quotes": ARTICLE + '<a "' * 100_000,
    "unclosed comments": ARTICLE + "<!--" * 100_000,
    "brackets": ARTICLE + "<" * 500_000,
    "nested linked data": f'<script type="application/ld+json">{"[" * 100_000}</script>{ARTICLE}',
    "a hundred thousand line breaks": ARTICLE + "word<br>" * 100_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_is_read_in_bounded_time(html: str) -> None:
    before = time.process_time()
    assert set(PARAGRAPHS) <= set(kept(page(html)))
    assert time.process_time() - before < 5


def test_nesting_that_hides_text_is_told() -> None:
    found = page(HOSTILE["nested deeper than any parser goes"])
    assert any("nests more than" in problem for problem in found.problems)


@pytest.mark.parametrize(
    "bomb",
    ["<div>" * 100_000, "<p>" + "<b><i><font>" * 30_000, "<table><tr><td>" * 20_000, "<div><span>" * 9_000],
    ids=["blocks", "inline", "tables", "mixed"],
)
def test_an_article_deeper_than_the_parser_follows_is_read_and_told(bomb: str) -> None:
    before = time.process_time()
    found = page(bomb + ARTICLE)
    assert set(PARAGRAPHS) <= set(kept(found))
    assert any("nests more than 2048" in problem for problem in found.problems)
    assert time.process_time() - before < 5


MASTHEADS = {
    "header": "<header><div>The Ostrand Review</div><nav><a>Politics</a></nav></header>",
    "logo": "<div class=site-logo>The Ostrand Review</div>",
    "first line": "<div><a href=/>The Ostrand Review</a></div>",
}


@pytest.mark.parametrize("masthead", MASTHEADS.values(), ids=MASTHEADS.keys())
@pytest.mark.parametrize(
    "title", ["Fire at Harbour – The Ostrand Review", "Fire | Politics | The Ostrand Review"]
)
def test_a_name_in_window_title_and_masthead_is_the_outlet(masthead: str, title: str) -> None:
    assert page(masthead + ARTICLE, f"<title>{title}</title>").outlet == "The Ostrand Review"


def test_a_section_in_window_title_and_navigation_is_no_outlet() -> None:
    menu = "<header>Welcome<nav><a>Politics</a> <a>Sport</a></nav></header>"
    assert page(menu + "<h1>Fire</h1>" + ARTICLE, "<title>Fire – Politics</title>").outlet is None


@pytest.mark.parametrize(
    "html", ["<html></html>", "<p> </p>", "<script>x()</script>", "<!-- -->", "<img src=x>"]
)
def test_a_page_without_text_is_refused_in_a_sentence(html: str) -> None:
    with pytest.raises(ReadError, match=r"^page\.html: "):
        document(html)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=nav>",
        "</div>",
        "<br>",
        "<td>",
        "<li>",
        "<a href=x>",
        "</a>",
        "<script>",
        "<b",
        "&amp;",
        "&#x0;",
        "&#xD800;",
        "<!--",
        "-->",
        "<article>",
        '"',
        "Some words of an article, they said.",
        "\x00",
        "\ud7ff",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(TAGS, st.text(max_size=20)), max_size=30))
def test_any_markup_gives_ordered_blocks_over_all_text_or_a_sentence(pieces: list[str]) -> None:
    try:
        found = document("".join(pieces).encode("utf-8", "ignore"))
    except ReadError as error:
        assert error.sentence.startswith("page.html: ")  # noqa: PT017 - either outcome is right
        return
    position = 0
    for block in found.blocks:
        assert position <= block.start < block.end <= len(found.text)
        assert found.text[position : block.start].strip() == ""
        assert (block.reason is None) == block.kept
        position = block.end
    assert found.text[position:].strip() == ""
    assert found == document("".join(pieces).encode("utf-8", "ignore"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["text/html", "text/plain"]))
def test_any_bytes_give_a_document_or_a_sentence(data: bytes, media_type: str) -> None:
    try:
        found = read_document(Capture("0" * 64, "page", data, media_type))
    except ReadError as error:
        assert error.sentence.startswith("page: ")  # noqa: PT017 - either outcome is right
    else:
        assert all(0 <= block.start < block.end <= len(found.text) for block in found.blocks)


def test_main_texts_of_real_pages_are_found_as_well_as_the_best_library_does(shared_data: Path) -> None:
    """On every fifth page of its own evaluation set: strings that must and must not be in the text."""
    cases = list(json.loads((shared_data / "pages" / "evaldata.json").read_text("utf-8")).values())[::5]
    right = wrong = missed = 0
    for case in cases:
        text = "\n".join(kept(document((shared_data / "pages" / case["file"]).read_bytes())))
        right += sum(wanted in text for wanted in case["with"])
        missed += sum(wanted not in text for wanted in case["with"])
        wrong += sum(unwanted in text for unwanted in case["without"])
    assert 2 * right / (2 * right + wrong + missed) > 0.93


def test_outlet_and_date_under_the_headline_are_read_and_dropped() -> None:
    found = page("<h1>Fire Closes Harbour</h1><p>Ostrand Review • 03.03.2022</p>" + ARTICLE)
    assert (found.outlet, found.published and found.published.value) == ("Ostrand Review", "2022-03-03")
    assert reason_of(found, "Ostrand Review") == "date line"


@pytest.mark.parametrize("html", [ARTICLE, ""])
@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_of_cycles_is_left_as_it_was(html: str, collects: bool) -> None:  # noqa: FBT001 - a case
    (gc.enable if collects else gc.disable)()
    try:
        with contextlib.suppress(ReadError):
            page(html)
        assert gc.isenabled() == collects
    finally:
        gc.enable()
