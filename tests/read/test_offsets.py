"""Offsets into the page: every character of a document leads to the characters and bytes that print it."""

from __future__ import annotations

import codecs
import json
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Document
from sayso.read import ReadError, read_document
from sayso.read.decoding import decode
from sayso.read.places import Places, origins_of
from sayso.read.sourcemap import SourceMap, source_map, source_spans
from sayso.read.tree import parse
from sayso.read.visible import visible_text

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "The harbour was closed on Monday, the port authority said."


def capture_of(page: str | bytes, media_type: str = "text/html") -> Capture:
    return Capture("0" * 64, "page.html", page if isinstance(page, bytes) else page.encode(), media_type)


def visible(page: str) -> str:
    return "\n".join(block.text for block in visible_text(parse(page, "page.html").root).blocks)


def mapped(page: str | bytes) -> tuple[Document, SourceMap]:
    """Return all visible text of a page as a document, with its map: no judgement of what is an article."""
    capture = capture_of(page)
    text = visible(decode(capture.data, html=True).text)
    document = Document("id", "page.html", capture.sha256, text, ())
    return document, source_map(capture, document)


def printed(page: str, words: str) -> list[str]:
    """Return the stretches of the page that print *words*."""
    document, places = mapped(page)
    start = document.text.index(words)
    return [places.page[span.start : span.end] for span in places.spans(start, start + len(words))]


def sources(places: SourceMap, text: str) -> dict[int, tuple[int, int]]:
    """Return the place of each character that is not white space, where it has one."""
    found = {n: places.spans(n, n + 1) for n, character in enumerate(text) if not character.isspace()}
    return {n: (spans[0].start, spans[0].end) for n, spans in found.items() if len(spans) == 1}


def assert_caused(page: str, *, all_known: bool = True) -> None:
    """Overwrite the source of each character with a mark of its own, read again, and find it in its place."""
    document, places = mapped(page)
    text = document.text
    found = sources(places, text)
    if all_known:
        assert len(found) == sum(not character.isspace() for character in text)
    pieces, copied, wanted = [], 0, list(text)
    for n, (start, end) in found.items():
        if start >= copied:  # one reference may print two characters
            pieces += [places.page[copied:start], chr(0xF0000 + n)]
            copied, wanted[n] = end, chr(0xF0000 + n)
        else:
            wanted[n] = ""
    again = visible("".join([*pieces, places.page[copied:]]))
    assert "".join(again.split()) == "".join("".join(wanted).split())


# -- what prints what -------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "words", "stretches"),
    [
        ("<p>Fish &amp; chips</p>", "Fish & chips", ["Fish &amp; chips"]),
        ("<p>a&amp;amp;b</p>", "&amp;", ["&amp;amp;"]),
        ("<p>&notit; x &hellipy AT&T &foo;</p>", "¬it; x", ["&notit; x"]),
        ("<p>AT&T &foo;</p>", "AT&T &foo;", ["AT&T &foo;"]),
        ("<p>&#128;5, &#8217;&#x2019;</p>", "€5, ’’", ["&#128;5, &#8217;&#x2019;"]),
        ("<p>&#0;&#xD800;&#9999999999;</p>", "���", ["&#0;&#xD800;&#9999999999;"]),
        ("<p>&NotEqualTilde;</p>", "\u0338", ["&NotEqualTilde;"]),
        ("<p>one <b>bold</b>, <a href='x>y'>link</a></p>", "one bold, link", ["one ", "bold", ", ", "link"]),
        ("<p>a<!-- x --!>b<!-->c</p>", "abc", ["a", "b", "c"]),
        ("<p>so&shy;ft hy\u200bphen</p>", "soft hyphen", ["so", "ft hy", "phen"]),
        ("<p>white \r\n\t space&nbsp;&nbsp;is</p>", "white space is", ["white \r\n\t space&nbsp;&nbsp;is"]),
        ("<p>before <span hidden>no</span> after", "before after", ["before ", " after"]),
        ("<p>a<script>if (a<b) '</p>'</script>b<style>p{}</style>c", "abc", ["a", "b", "c"]),
        ("<p>a<script><!-- <script> x </script> --></script>b", "ab", ["a", "b"]),
        ("<p>a<textarea>&amp;<b></textarea>b<noscript>c</noscript>d", "abd", ["a", "b", "d"]),
        ("<p>a<svg><title>&lt;</title></svg>b<iframe><p>&</iframe>c", "abc", ["a", "b", "c"]),
        ("<xmp>a &amp; <b></xmp>", "a &amp; <b>", ["a &amp; <b>"]),
        ("x<plaintext>a</p>&lt;", "a</p>&lt;", ["a</p>&lt;"]),
        ("<p>1 < 2 <3 </ x>and</>so</p>", "1 < 2 <3 andso", ["1 < 2 <3 ", "and", "so"]),
        ("<p>a<![CDATA[x]]>b<?php x ?>c</p>", "abc", ["a", "b", "c"]),
        ("<p>A \U0001f6a2 sank 𝒔𝒐", "\U0001f6a2 sank 𝒔", ["\U0001f6a2 sank 𝒔"]),
        ("<p>a\x01b\x1fc</p>", "a b c", ["a\x01b\x1fc"]),
        ("<p>one line<br>is two</p>", "one line is two", ["one line", "is two"]),
        ("<tr><td>a</td><td>1</td></tr>", "a\t1", ["a", "1"]),
        ("<p>one</p></body></html><p>two</p>", "one\ntwo", ["one", "two"]),
        ("\ufeff<?xml version='1.0' encoding='x'?><!doctype html><p>one", "one", ["one"]),
    ],
)
def test_text_leads_to_what_prints_it(page: str, words: str, stretches: list[str]) -> None:
    assert printed(page, words) == stretches
    assert_caused(page)


def test_a_block_starts_at_its_first_character_on_the_page_and_ends_behind_its_last() -> None:
    page = f"<h1> A &amp; <i>B</i> </h1>\r\n<nav>Home</nav><p>{SENTENCE} “So”&nbsp;<b>&copy;</b></p>"
    document = read_document(capture_of(page))
    origins = [page[slice(*block.origin)] for block in document.blocks if block.origin]
    assert origins == ["A &amp; <i>B", "Home", f"{SENTENCE} “So”&nbsp;<b>&copy;"]


def test_a_statement_across_inline_tags_is_some_stretches_with_their_bytes() -> None:
    page = f"<p>Ä {SENTENCE[:11]}<em>{SENTENCE[11:]}</em></p>"
    capture = capture_of(page)
    document = read_document(capture)
    start = document.text.index("The")
    spans = source_spans(capture, document, start, start + len(SENTENCE))
    assert [page[span.start : span.end] for span in spans] == [SENTENCE[:11], SENTENCE[11:]]
    pieces = [capture.data[span.first_byte : span.end_byte].decode() for span in spans]
    assert pieces == [SENTENCE[:11], SENTENCE[11:]]


def test_plain_text_is_its_own_source() -> None:
    text = f"\ufeff{SENTENCE}\r\n\r\nÄ second & line.\n"
    capture = capture_of(text, "text/plain")
    document = read_document(capture)
    start = document.text.index("second")
    [span] = source_spans(capture, document, start, start + 8)
    assert text[span.start : span.end] == "second &"
    assert capture.data[span.first_byte : span.end_byte] == b"second &"


def test_other_captures_and_other_documents_are_refused_in_a_sentence() -> None:
    capture = capture_of(f"<p>{SENTENCE}")
    document, places = mapped(f"<p>{SENTENCE} More.")
    with pytest.raises(ReadError, match="not that of the document"):
        source_map(capture, document)
    with pytest.raises(ReadError, match="application/pdf"):
        source_map(capture_of(b"%PDF", "application/pdf"), document)
    with pytest.raises(ValueError, match="does not lie in"):
        places.spans(0, len(document.text) + 1)


# -- encodings ----------------------------------------------------------------------

MANY = "Ünder “quotes” — Ω и 漢字 \U0001f6a2 &amp; end"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", MANY),
        ("utf-8-sig", MANY),
        ("utf-16", MANY),
        ("utf-16-le", MANY),
        ("utf-16-be", MANY),
        ("utf-32", MANY),
        ("windows-1252", "Ünder “quotes” — so"),
        ("koi8-r", "Министр заявил вчера"),
        ("shift_jis", "東京で ｱｲｳ 発表した"),
        ("gb18030", MANY),
        ("euc-kr", "서울에서 말했다"),
        ("big5", "臺北市政府說"),
        ("iso-2022-jp", "東京 abc 発表"),
    ],
)
def test_bytes_are_found_in_every_encoding(encoding: str, text: str) -> None:
    page = f"<meta charset={encoding}>{' ' * 3000}<p>{text}</p><p>{SENTENCE}</p>"
    data = page.encode(encoding)
    document, places = mapped(data)
    start = document.text.index(SENTENCE)
    [span] = places.spans(start, start + len(SENTENCE))
    mark = {"utf-16": codecs.BOM_UTF16_LE, "utf-32": codecs.BOM_UTF32_LE}.get(encoding, b"")
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    assert data[span.first_byte : span.end_byte] == SENTENCE.encode(plain)
    for n, (begin, end) in sources(places, document.text).items():
        [one] = places.spans(n, n + 1)
        assert (mark + data[one.first_byte : one.end_byte]).decode(encoding)[-1:] == places.page[end - 1] or (
            encoding == "iso-2022-jp"  # its bytes mean nothing without those before
        )
        assert begin < end


@given(
    st.lists(
        st.one_of(st.binary(min_size=1, max_size=4), st.sampled_from(["é".encode(), b"a", "🚢".encode()]))
    ),
    st.sampled_from(["utf-8", "utf-16", "cp1252", "cp932", "gb18030", "euc_jp"]),
)
@settings(max_examples=150, deadline=None)
def test_bytes_of_broken_text_are_those_that_were_replaced(pieces: list[bytes], encoding: str) -> None:
    from sayso.read.bytespans import byte_spans  # noqa: PLC0415 - only this test looks inside

    data = (codecs.BOM_UTF16_LE if encoding == "utf-16" else b"") + b"".join(pieces)
    text = data.decode(encoding, "replace")
    span_of = byte_spans(data, text, encoding)
    spans = [span_of(n, n + 1) for n in range(len(text))]
    assert all(start < end for start, end in spans)
    assert all(b[0] >= a[1] or a == b for a, b in pairwise(spans))
    for (start, end), character in zip(spans, text, strict=True):
        assert (
            character in data[start:end].decode(encoding.replace("16", "16-le"), "replace") or end - start > 1
        )


# -- properties ------------------------------------------------------------------------

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Z", "Cn", "Co"), exclude_characters="<&"), min_size=1
)
REFERENCES = st.sampled_from(["&amp;", "&lt", "&#8217;", "&#x41", "&eacute;", "&#150;", "&notin;", "&copy"])
SILENT = st.sampled_from(
    ["<b>", "</b>", "<i class='>'>", "</i>", "<!-- <p> -->", '<a title="&amp;">', "</a>", "<span>", "<?x?>"]
)
UNSHOWN = st.sampled_from(
    ["<script>a<b</script>", "<span hidden>no</span>", "<style>x</style>", "<noscript>no</noscript>"]
)
BREAKS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<br>", "<li>", "<td>", "<h1>", "</table>", "\r\n", " "]
)


@given(st.lists(st.one_of(WORDS, REFERENCES, SILENT, UNSHOWN, BREAKS), max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_character_of_a_page_made_of_pieces_is_where_its_mark_shows(pieces: list[str]) -> None:
    assert_caused("<p>x" + "".join(pieces))


MARKUP = """
< > & ' " = / ! - -- <! </ <p <script> </script> <title> <textarea <xmp> </xmp> <plaintext> </html> </body>
<head> <table> <svg> ]]> <![CDATA[ a amp; p; &# &#x &am <frameset> <template> <select> <noscript> <style
<iframe/> é <script/ <!-- --> \xad xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
"""
HOSTILE_PIECES = st.sampled_from([*MARKUP.split(), "<a b='", "b c", "\x00", "\r", " "])


@given(st.lists(st.one_of(HOSTILE_PIECES, st.text(max_size=5)), max_size=30))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["</html>", "a", "</html>", "b"])
@example(["<script src=x/>", "a", "</script>", "b"])
def test_any_markup_is_traced_or_said_not_to_be(pieces: list[str]) -> None:
    page = "x" + "".join(pieces).encode("utf-8", "ignore").decode()
    try:
        document, places = mapped(page)
    except ReadError:
        return
    text = document.text
    for n, character in enumerate(text):
        spans = places.spans(n, n + 1)
        assert (
            character.isspace()
            or character in places.printed(spans)
            or page.count("<xmp")
            or page.count("<pl")
        )
    assert sources(places, text).keys() >= {n for n, char in enumerate(text) if not char.isspace()}


@given(st.lists(st.one_of(HOSTILE_PIECES, st.sampled_from(["\n ", "&#32;", "&nbsp;", "</p>"])), max_size=30))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([" ", "a ", "<p>", "\n ", "b", " ", "<i>", " ", "</i>", "</p>", "c</html", " "])
def test_blocks_start_where_their_first_characters_do_with_less_looked_at(pieces: list[str]) -> None:
    try:
        tree = parse("<body>x" + "".join(pieces), "page.html")
    except ReadError:
        return
    shown = visible_text(tree.root)
    assert origins_of(tree, shown) == Places(tree, shown).origins(shown.blocks)


# -- hostile and real pages ------------------------------------------------------------

HOSTILE = {
    "ten thousand nested tags": "<div>" * 10_000 + f"<p>{SENTENCE}" + "</div>" * 10_000,
    "a giant attribute": f"<p title='{'x' * 1_000_000}'>{SENTENCE}",
    "thousands of attributes": f"<p {' '.join(f'a{n}=1' for n in range(5_000))}>{SENTENCE}",
    "null bytes": "\x00" * 100_000 + f"<p>{SENTENCE}",
    "an unclosed quote behind": f'<p>{SENTENCE}<a b="' + "<p>x" * 50_000,
    "endless brackets": f"<p>{SENTENCE} " + "<" * 200_000,
    "many references": "<p>" + "&amp;" * 100_000 + f"<p>{SENTENCE}",
    "unclosed comments": f"<p>{SENTENCE}" + "<!--" * 100_000,
    "unclosed scripts": f"<p>{SENTENCE}" + "<script>" * 100_000,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_is_traced_in_bounded_time(page: str) -> None:
    before = time.process_time()
    assert printed(page, SENTENCE) == [SENTENCE]
    assert time.process_time() - before < 3


@pytest.mark.parametrize(
    "piece", ["<p>&amp; x", "<a b='c'>y</a>", "<", "<!-- -->z ", "<script>s</script>w<br>"]
)
def test_time_is_linear_in_the_length_of_the_page(piece: str) -> None:
    def seconds(times: int) -> float:
        before = time.process_time()
        mapped(piece * times)
        return time.process_time() - before

    seconds(10)
    assert seconds(16_000) < 24 * seconds(2_000) + 0.1  # three times what is linear: the clock is coarse


def test_real_pages_are_traced_whole(shared_data: Path) -> None:
    """On every tenth of the real pages, character by character; bench/pages_offsets.py takes them all."""
    files = sorted(
        case["file"] for case in json.loads((shared_data / "pages" / "evaldata.json").read_text()).values()
    )
    for file in files[::10]:
        data = (shared_data / "pages" / file).read_bytes()
        text = decode(data, html=True).text
        if len(text) < 150_000:
            assert_caused(text)
