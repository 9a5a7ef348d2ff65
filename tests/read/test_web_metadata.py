"""What web pages say of themselves, however oddly: times, authors, outlets, titles and addresses."""

from __future__ import annotations

import datetime as dt
import json
import time
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Document, Published
from sayso.read import heads
from sayso.read.addresses import clean_address
from sayso.read.dates import month_first
from sayso.read.documents import make_document
from sayso.read.jsonld import article_of
from sayso.read.language import language_of
from sayso.read.published import choose
from sayso.read.stamps import read_stamp
from sayso.read.tree import parse

PARAGRAPHS = (
    "The harbour of Westhaven was closed on Monday after a fire on a cargo ship, the port authority said.",
    "About 40 crew members were taken to hospital, three of them with burns, according to the fire service.",
    "The ship had come from the north with timber and machine parts, and was to leave again on Tuesday.",
)
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEADLINE = "<h1>Fire Closes Harbour of Westhaven</h1>"
CAPTURED = dt.datetime(2022, 3, 5, 12, tzinfo=dt.UTC)


def page(body: str, head: str = "", language: str = "en", **capture: object) -> Document:
    html = f"<!DOCTYPE html><html lang={language}><head>{head}</head><body>{body}</body></html>"
    return make_document(Capture("0" * 64, "page.html", html.encode(), "text/html", **capture))  # type: ignore[arg-type]


def dated(body: str, head: str = "", language: str = "en") -> tuple[str, str] | None:
    found = page(body, head, language).published
    return None if found is None else (found.value, found.how)


def linked(*nodes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes[0] if len(nodes) == 1 else nodes)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


# -- dates that machines write ----------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-03-03T10:15:00+02:00", "2022-03-03T10:15:00+02:00"),
        ("2022-03-03T10:15:00.123-0300", "2022-03-03T10:15:00-03:00"),
        ("2022-03-03 10:15:00+0200", "2022-03-03T10:15:00+02:00"),
        ("2022-03-03 10:15", "2022-03-03T10:15:00"),
        ("2022-03-03T10:15:06:684Z", "2022-03-03T10:15:06+00:00"),
        ("20220303", "2022-03-03"),
        ("1646302500", "2022-03-03T10:15:00+00:00"),
        ("1646302500000", "2022-03-03T10:15:00+00:00"),
        ("Thu, 03 Mar 2022 10:15:00 GMT", "2022-03-03T10:15:00+00:00"),
        ("Thu Mar 03 2022 10:15:00 GMT+0100 (CET)", "2022-03-03T10:15:00+01:00"),
        ("March 3, 2022 at 2:05 p.m.", "2022-03-03T14:05:00"),
        ("3 marca 2022", "2022-03-03"),
    ],
)
def test_dates_of_fields_are_read_in_the_forms_that_sites_write(value: str, expected: str) -> None:
    assert read_stamp(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        *("", "0", "0000-00-00", "2022-02-30", "2022", "2022-03", "1970-01-01T00:00:00Z", "0001-01-01"),
        *("9999-12-31", "03/04/2022", "2022-13-45T99:99:99Z", "Thu, 03 Mar 99999 10:15:00 GMT"),
        *("{{ date }}", "x" * 10**6),
    ],
)
def test_what_is_no_day_or_could_be_two_is_not_read(value: str) -> None:
    assert read_stamp(value) is None


@settings(max_examples=50)
@given(
    st.one_of(st.text(max_size=60), st.from_regex(r"[12]\d{3}-?\d\d-?\d\d([T ]\d\d:\d\d(:\d\d)?)?[ -~]{0,6}"))
)
def test_whatever_is_read_is_a_date_of_the_calendar(value: str) -> None:
    found = read_stamp(value)
    assert found is None or dt.datetime.fromisoformat(found).isoformat().startswith(found[:10])


# -- when a page was published --------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Published on March 3, 2022", "en-US"),
        ("By Jane Doe | 3 March 2022", "en"),
        ("Von Erika Muster, 03.03.2022", "de"),
        ("Kultur, 3.3.22", "de"),
        ("jeudi 3 mars 2022, par Attente", "fr"),
        ("Por Ana Pérez - 3 de marzo de 2022 a las 10:15", "es"),
        ("3 mar 2022 alle 10:15", "it"),
        ("Opublikowano: 3 marca 2022 r.", "pl"),
        ("Опубликовано 3 марта 2022", "ru"),
        ("Опубліковано: 3 березня 2022", "uk"),
        ("Geplaatst op 3 mrt 2022 om 10:15", "nl"),
        ("Publicado em 3 de março de 2022 às 10h15", "pt"),
        ("03/03/2022", "fr"),
    ],
)
def test_a_printed_date_at_the_headline_is_the_page_s(line: str, language: str) -> None:
    found = page(f"<main>{HEADLINE}<div>{line}</div>{ARTICLE}</main>", language=language)
    assert found.published is not None
    assert found.published.value[:10] == "2022-03-03"
    assert found.published.span is not None


@pytest.mark.parametrize(
    ("language", "day", "sure"),
    [
        ("en-US", "2022-04-03", True),
        ("en-GB", "2022-03-04", True),
        ("it", "2022-03-04", True),
        ("en", "2022-03-04", False),
    ],
)
def test_where_a_page_is_from_tells_days_from_months(language: str, day: str, *, sure: bool) -> None:
    found = page(f"<main>{HEADLINE}<div>04/03/2022</div>{ARTICLE}</main>", language=language).published
    assert found is not None
    assert found.value == day
    assert (found.confidence > 0.7) is sure


def test_the_month_comes_first_in_the_united_states_only() -> None:
    assert (month_first("en-us"), month_first("de"), month_first("en"), month_first(None)) == (
        True,
        False,
        None,
        None,
    )


NOT_THE_DATE = {
    "a copyright line": "<footer>© 2022 The Ostrand Review, 3 March 2022 edition layout</footer>",
    "a comment of the markup": "<!-- cached on 2022-03-03 10:15:00 --><p>$Id: 2022-03-03 $</p>",
    "a sentence": "<p>The last fire there was on 3 March 2022, they said, and it took a day.</p>",
    "another article": "<article><h3>Storm</h3><time datetime=2022-03-03>3 March</time></article>",
    "other articles": "<div class=related>"
    + "".join(
        f"<div><a href=x>Storm {day}</a><time datetime=2022-03-0{day}>{day} March 2022</time></div>"
        for day in (1, 2, 3)
    )
    + "</div>",
    "an image's address": "<img src=/uploads/2022/03/03/fire.jpg>",
    "a heading with a day": "<h2>Concert on 3 March 2022 moved to the old hall</h2><p>It was.</p>",
    "comments": "<div class=comments><p>Ann, 3 March 2022</p><p>I do not believe a word of it.</p></div>",
}


@pytest.mark.parametrize("other", NOT_THE_DATE.values(), ids=NOT_THE_DATE.keys())
def test_dates_of_other_things_are_never_taken(other: str) -> None:
    assert (
        dated(
            f"<main>{HEADLINE}{ARTICLE}</main>{other}",
            "<link rel=canonical href=https://a.example/2022/03/03/x>",
        )
        is None
    )


def test_the_day_in_the_masthead_is_the_reader_s() -> None:
    masthead = "<header><p>Saturday, 5 March 2022</p><ul><li>A<li>B<li>C<li>D<li>E<li>F</ul></header>"
    body = f"{masthead}<main>{HEADLINE}<p>3 March 2022</p>{ARTICLE}</main>"
    assert dated(body) == ("2022-03-03", "date line")
    assert dated(f"{masthead}<main>{HEADLINE}{ARTICLE}</main>") is None


def test_a_list_of_entries_has_no_date_of_its_own() -> None:
    entries = "".join(
        f"<h2>Entry {day}</h2><p>Posted on {day} March 2022 by Ann Lee</p>{ARTICLE * 2}" for day in (5, 4, 3)
    )
    assert dated(f"<h1>Our Blog of the Harbour</h1>{entries}") is None
    assert dated("<h1>Our Blog of the Harbour</h1>" + entries[: len(entries) // 3]) is not None


def test_json_ld_of_many_articles_dates_the_one_with_the_page_s_title() -> None:
    nodes = [
        {"@type": "NewsArticle", "headline": f"Storm Number {day}", "datePublished": f"2022-03-0{day}"}
        for day in (1, 2)
    ]
    ours = {
        "@type": "NewsArticle",
        "headline": "Fire Closes Harbour of Westhaven",
        "datePublished": "2022-03-03",
    }
    title = "<title>Fire Closes Harbour of Westhaven</title>"
    assert dated(HEADLINE + ARTICLE, title + linked(*nodes, ours)) == ("2022-03-03", "JSON-LD datePublished")
    assert dated(HEADLINE + ARTICLE, title + linked(*nodes)) is None


def test_times_and_zones_are_kept_and_taken_from_where_they_are() -> None:
    whole = page(ARTICLE, meta("article:published_time", "2022-03-03T10:15:00+02:00")).published
    assert whole == Published("2022-03-03T10:15:00+02:00", "meta tag article:published_time", 0.97)
    head = meta("datePublished", "2022-03-03") + meta("dc.date", "2022-03-03T08:15:00Z")
    assert dated(ARTICLE, head) == ("2022-03-03T08:15:00+00:00", "meta tag dc.date")


def test_the_site_s_own_day_goes_before_that_of_greenwich() -> None:
    utc, local = (
        Published("2022-03-04T05:30:59+00:00", "a", 0.98),
        Published("2022-03-03T23:30:59", "b", 0.95),
    )
    chosen = choose([utc, local])
    assert chosen == Published("2022-03-03T23:30:59-06:00", "a", 0.98)
    unrelated = Published("2022-03-03T23:31:00", "b", 0.95)
    assert choose([utc, unrelated]) == utc


def test_what_lies_after_the_capture_has_not_happened() -> None:
    head = meta("article:published_time", "2032-03-03T10:15:00Z") + meta("dc.date", "2022-03-03")
    found = page(HEADLINE + ARTICLE, head, captured=CAPTURED).published
    assert found is not None
    assert found.value == "2022-03-03"
    assert page(ARTICLE, meta("date", "2022-03-07"), captured=CAPTURED).published is None
    assert page(ARTICLE, meta("date", "2022-03-06"), captured=CAPTURED).published is not None  # a zone ahead


def test_a_first_of_january_at_midnight_is_a_placeholder_unless_printed() -> None:
    head = meta("article:published_time", "2022-01-01T00:00:00Z")
    doubted = page(f"<main>{HEADLINE}{ARTICLE}</main>", head)
    assert doubted.published is not None
    assert doubted.published.confidence < 0.7
    assert any("is uncertain" in problem for problem in doubted.problems)
    printed = page(f"<main>{HEADLINE}<p>1 January 2022</p>{ARTICLE}</main>", head).published
    assert printed is not None
    assert printed.confidence >= 0.9


def test_fields_that_contradict_each_other_are_doubted() -> None:
    head = meta("article:published_time", "2022-01-15") + meta("datePublished", "2022-03-03")
    found = page(ARTICLE, head)
    assert found.published is not None
    assert found.published.confidence < 0.8
    assert any("is uncertain" in problem for problem in found.problems)


def test_the_last_change_is_told_from_the_publication() -> None:
    head = linked(
        {
            "@type": "NewsArticle",
            "datePublished": "2022-03-03T10:15:00Z",
            "dateModified": "2022-03-04T08:00:00Z",
        }
    )
    found = page(HEADLINE + ARTICLE, head)
    assert found.published is not None
    assert found.modified == Published("2022-03-04T08:00:00+00:00", "JSON-LD dateModified", 0.98)
    body = f"<main>{HEADLINE}<p>Published: 3 March 2022</p><p>Updated: 4 March 2022</p>{ARTICLE}</main>"
    printed = page(body)
    assert printed.published is not None
    assert printed.modified is not None
    assert (printed.published.value, printed.modified.value) == ("2022-03-03", "2022-03-04")
    assert page(ARTICLE).modified is None


def test_a_site_s_own_field_that_is_set_at_every_change_is_doubted() -> None:
    head = meta("site:publicationDate", "2022-03-03T10:15:00Z") + meta(
        "site:modificationDate", "2022-03-03T10:15:00Z"
    )
    found = page(ARTICLE, head).published
    assert found is not None
    assert found.confidence < 0.8
    alone = page(ARTICLE, meta("site:publicationDate", "2022-03-03T10:15:00Z")).published
    assert alone is not None
    assert alone.confidence > 0.8


def test_time_elements_count_where_they_stand_with_the_headline() -> None:
    changed = "<time class=updated datetime=2022-03-04>4 March</time>"
    ours = f"<p>{changed}<time datetime=2022-03-03>3 March</time></p>"
    teaser = "<article><h3>Storm</h3><time class=published datetime=2022-03-01>1 March</time></article>"
    assert dated(f"{teaser}<article>{HEADLINE}{ours}{ARTICLE}</article>{teaser}") == (
        "2022-03-03",
        "time element",
    )
    assert dated(f"<main>{HEADLINE}{ARTICLE}</main>{teaser}") is None


# -- JSON-LD ----------------------------------------------------------------------------------


def test_json_ld_that_points_to_its_own_nodes_is_followed() -> None:
    graph = {
        "@graph": [
            {
                "@type": "Article",
                "author": {"@id": "#ann"},
                "publisher": {"@id": "#paper"},
                "headline": "Fire",
            },
            {"@type": ["Person"], "@id": "#ann", "name": "Ann Lee"},
            {"@type": "Organization", "@id": "#paper", "name": "The Ostrand Review"},
        ]
    }
    found = page(ARTICLE, linked(graph))
    assert (found.authors, found.outlet) == (("Ann Lee",), "The Ostrand Review")


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "datePublished": "2022-03-03"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2022-03-03"}\n//]]>',
        '{"@type": "NewsArticle", "datePublished": "2022-03-03",}',
        '{"@type": "NewsArticle", "headline": "A "quoted" word", "datePublished": "2022-03-03"}',
        '{"@type": "NewsArticle", "articleBody": "a\nb", "datePublished": "2022-03-03"};',
        '[[[{"@type": ["Thing", "NewsArticle"], "datePublished": ["2022-03-03"]}]]]',
    ],
)
def test_json_ld_with_usual_faults_is_read(script: str) -> None:
    assert article_of([script]).published == "2022-03-03"


HOSTILE_SCRIPTS = {
    "nested lists": "[" * 100_000,
    "nested objects": "{" * 100_000,
    "spaces": " " * 1_000_000,
    "quotation marks": '"' * 1_000_000,
    "authors in each other": '{"@type": "Article", "author": ' + "[" * 50_000,
    "many lists": "[" + "[1]," * 200_000 + "1]",
    "an endless date": '{"@type": "NewsArticle", "datePublished": ' + '"' * 500_000,
    "commas": "," * 1_000_000,
    "zeros": "\x00" * 9,
    "many people": json.dumps({"@graph": [[{"@type": "Person", "@id": str(i)}] * 50 for i in range(2000)]}),
}


@pytest.mark.parametrize("script", HOSTILE_SCRIPTS.values(), ids=HOSTILE_SCRIPTS.keys())
def test_hostile_json_ld_is_passed_over_in_bounded_time(script: str) -> None:
    before = time.process_time()
    assert article_of([script]).published is None
    assert time.process_time() - before < 2


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["@type", "@id", "name", "author", "headline", "@graph", "datePublished", "url"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_gives_an_article_of_strings(content: object) -> None:
    found = article_of([json.dumps(content)], "Fire")
    assert all(isinstance(name, str) for name in (*found.authors, *found.addresses))


def test_an_agency_among_the_authors_is_the_wire() -> None:
    assert page(HEADLINE + ARTICLE, meta("author", "AFP")).wire == "AFP"
    assert page(HEADLINE + ARTICLE, meta("author", "Ann Lee")).wire is None


# -- who wrote it and where ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "byline", "authors"),
    [
        (meta("author", "Ann Lee and Bo Wu"), "", ("Ann Lee", "Bo Wu")),
        (meta("author", "von Erika Muster"), "", ("Erika Muster",)),
        (meta("DC.creator", "Lee, Ann"), "", ("Ann Lee",)),
        (meta("twitter:label1", "Verfasst von") + meta("twitter:data1", "Ann Lee"), "", ("Ann Lee",)),
        (meta("twitter:label1", "Lesezeit") + meta("twitter:data1", "3 Minuten"), "", ()),
        ("", "<a rel=author href=/ann>Ann Lee</a>", ("Ann Lee",)),
        ("", "<span itemprop=author><span itemprop=name>Ann Lee</span></span>", ("Ann Lee",)),
        ("", "<div class=article__author>Por Ana Pérez</div>", ("Ana Pérez",)),
        ("", "<div class=byline>By <a href=x>Ann Lee</a></div>", ("Ann Lee",)),
        (meta("author", "https://facebook.com/ann"), "<a rel=author href=/ann>Ann Lee</a>", ("Ann Lee",)),
        (meta("author", "The Ostrand Review, Westhaven, Ostrand"), "", ("The Ostrand Review",)),
        (meta("author", "The Ostrand Review"), "<a rel=author href=/ann>Ann Lee</a>", ("Ann Lee",)),
        (meta("author", "Di Maio"), "", ("Di Maio",)),
        (meta("author", "admin"), "", ()),
        (meta("author", "Ann Lee - https://ann.example"), "", ("Ann Lee",)),
        (meta("author", "x" * 900), "", ()),
    ],
)
def test_authors_are_people_where_the_page_names_any(
    head: str, byline: str, authors: tuple[str, ...]
) -> None:
    site = meta("og:site_name", "The Ostrand Review")
    assert page(f"<article>{HEADLINE}{byline}{ARTICLE}</article>", site + head).authors == authors


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (meta("og:site_name", "The Ostrand Review"), "The Ostrand Review"),
        (meta("og:site_name", "Home") + meta("application-name", "Ostrand Review"), "Ostrand Review"),
        (linked({"@type": "NewsArticle", "publisher": {"name": "Ostrand Media GmbH"}}), "Ostrand Media"),
        ("<title>Fire Closes Harbour of Westhaven | Ostrand.example - News</title>", "Ostrand.example"),
        (
            meta("application-name", "Fire Closes Harbour of Westhaven")
            + meta("og:title", "Fire Closes Harbour of Westhaven")
            + "<link rel=canonical href=https://www.ostrand.example/fire>",
            "ostrand.example",
        ),
    ],
)
def test_the_outlet_is_a_name_and_never_the_headline(head: str, outlet: str) -> None:
    assert page(HEADLINE + ARTICLE, head).outlet == outlet


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("Fire Closes Harbour – The Ostrand Review", "Fire Closes Harbour"),
        ("The Ostrand Review: Fire | The Ostrand Review", "The Ostrand Review: Fire"),
        ("港口大火关闭！-新华网", "港口大火关闭！"),
        ("Fire-proof Harbour", "Fire-proof Harbour"),
    ],
)
def test_the_title_goes_without_the_site_s_name(window: str, title: str) -> None:
    site = "新华网" if "新华网" in window else "The Ostrand Review"
    assert page(ARTICLE, f"<title>{window}</title>{meta('og:site_name', site)}").title == title


def test_a_kicker_or_a_date_inside_the_heading_is_not_part_of_the_title() -> None:
    head = meta("og:title", "Fire Closes Harbour of Westhaven")
    found = page(f"<h1><span>3 March 2022</span> Fire Closes Harbour of Westhaven</h1>{ARTICLE}", head)
    assert found.title == "Fire Closes Harbour of Westhaven"
    assert found.title_span is not None
    assert found.text[slice(*found.title_span)] == "3 March 2022 Fire Closes Harbour of Westhaven"


# -- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("HTTPS://News.Example:443/Fire?id=7&utm_source=x&fbclid=y#top", "https://news.example/Fire?id=7"),
        ("http://news.example", "http://news.example/"),
        ("//news.example/fire", "https://news.example/fire"),
        ("https://user:secret@news.example:8443/fire?gclid=1", "https://news.example:8443/fire"),
        ("https://web.archive.org/web/20220303101500/http://news.example/fire", "http://news.example/fire"),
        ("https://news.example/?p=31228", "https://news.example/?p=31228"),
        ("https://news.example/fire.html;jsessionid=AB12.x_cid390?a=1", "https://news.example/fire.html?a=1"),
        ("/fire", None),
        ("javascript:alert(1)", None),
        ("ftp://news.example/fire", None),
        ("https://[::1", None),
        ("https://news.example:99999/", None),
        ("https://news.example/a b", None),
        ("https://news.example/" + "a" * 5000, None),
    ],
)
def test_addresses_get_one_form_or_none(address: str, clean: str | None) -> None:
    assert clean_address(address) == clean


@given(
    st.one_of(
        st.text(max_size=80), st.from_regex(r"https?://[a-z.:@\[\]0-9]{1,20}(/[^\s]{0,20})?", fullmatch=True)
    )
)
def test_an_address_in_its_form_stays_as_it_is(address: str) -> None:
    clean = clean_address(address)
    assert clean is None or (clean_address(clean) == clean and urlsplit(clean).scheme in {"http", "https"})


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href=https://news.example/fire?utm_medium=x>", "https://news.example/fire"),
        (
            "<link rel=canonical href=/fire>" + meta("og:url", "https://news.example/fire"),
            "https://news.example/fire",
        ),
        ("<link rel=canonical href=https://news.example/>", None),
        (
            linked({"@type": "Article", "mainEntityOfPage": {"@id": "https://news.example/fire"}}),
            "https://news.example/fire",
        ),
        (linked({"@type": "Article", "url": "http://localhost/fire"}), None),
        ("", None),
    ],
)
def test_the_address_is_what_the_page_says_of_itself(head: str, address: str | None) -> None:
    assert page(HEADLINE + ARTICLE, head).address == address


def test_where_the_page_was_had_from_goes_before_what_it_says() -> None:
    head = "<link rel=canonical href=https://news.example/canonical>"
    fetched = page(
        ARTICLE, head, address="https://news.example/fetched#x", supplied={"url": "https://news.example/s"}
    )
    assert fetched.address == "https://news.example/fetched"
    assert (
        page(ARTICLE, head, supplied={"url": "https://news.example/s?utm_source=y"}).address
        == "https://news.example/s"
    )
    named = make_document(Capture("0" * 64, "https://News.example/n", ARTICLE.encode(), "text/html"))
    assert named.address == "https://news.example/n"


def test_when_a_page_was_had_is_kept_where_its_address_is() -> None:
    fetched = page(ARTICLE, address="https://news.example/fire", captured=CAPTURED)
    assert fetched.captured == "2022-03-05T12:00:00+00:00"
    assert page(ARTICLE, captured=CAPTURED).captured is None


# -- hostile pages ---------------------------------------------------------------------------------

HOSTILE = {
    "endless fields": meta("article:published_time", "2" * 1_000_000) + meta("author", "a " * 500_000),
    "many fields": "".join(meta(f"site{i}:publishedDate", "2022") for i in range(20_000)),
    "many times": "<p>" + "<time datetime=2022-03-03>x</time>" * 20_000,
    "many items": "<p>" + "<span itemprop=datePublished content=x>y</span>" * 20_000,
    "nested items": "<div class=author>" * 500 + "<time>x</time>" * 500,
    "many headings": "<h1>Fire Closes Harbour</h1>" * 5_000,
    "many date lines": "<h1>Fire Closes Harbour</h1>" + "<p>Published: 03/04/2022</p>" * 5_000,
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_fields_are_read_in_bounded_time(markup: str) -> None:
    before = time.process_time()
    found = page(markup + ARTICLE)
    assert found.published is None or found.published.value.startswith("2022-0")
    assert time.process_time() - before < 4


GERMAN = (
    "Was ist eine Innovation? Am 14. Juni hielt der Gründer eine viel beachtete Rede vor den Absolventen. "
    * 4
)
ENGLISH = "You have to trust in something, because it will give you the confidence to follow your heart. " * 9


def test_a_page_is_in_the_language_that_it_declares_and_begins_in() -> None:
    assert language_of(GERMAN + ENGLISH) == "en"
    assert language_of(GERMAN + ENGLISH, "de") == "de"


def test_a_page_that_does_not_begin_in_its_declared_language_is_in_that_of_its_text() -> None:
    assert language_of(ENGLISH, "de") == "en"
    assert language_of("Short.", "de") is None


def test_what_stands_near_a_headline_is_told_by_the_order_of_the_page() -> None:
    far = "".join(f"<p>{number}</p>" for number in range(heads.NEAR_AFTER))
    kinds = {
        f"<i>x</i>{HEADLINE}<time datetime='2022-03-01'></time>{far}": "headline",
        f"{HEADLINE}{far}<time datetime='2022-03-01'></time>": "elsewhere",
        f"<time datetime='2022-03-01'></time>{HEADLINE}{far}": "headline",
    }
    for body, place in kinds.items():
        root = parse(f"<html><body>{body}</body></html>", "page.html").root
        assert [mark.place for mark in heads.read_head(root).marks] == [place]
