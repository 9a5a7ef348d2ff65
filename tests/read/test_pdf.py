"""PDFs as pages: paragraphs from lines, headers and page numbers dropped, hostile files refused."""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read import ReadError, pdflines
from sayso.read.pdf import read_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.pdf import PdfPage

Drawn = tuple[float, float, float, str]
"""Where a line begins (points), its size, and its text."""

TOP, LEFT, BODY = 700.0, 70.0, 11.0


def literal(text: str) -> bytes:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(" + escaped.encode("cp1252") + b")"


def drawing(lines: Sequence[Drawn]) -> bytes:
    return b"\n".join(
        b"BT /F1 %g Tf 1 0 0 1 %g %g Tm %s Tj ET" % (size, x, y, literal(text)) for x, y, size, text in lines
    )


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return the PDF of *objects*, the first of which is the catalogue."""
    data = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return data + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def pdf(
    *pages: Sequence[Drawn] | bytes, info: bytes = b"", more: bytes = b"", resources: bytes = b""
) -> bytes:
    """Return a PDF of *pages*: drawn lines, or the bytes of a content stream and *more* of its dictionary."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = b" ".join(b"%d 0 R" % (5 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595 842] >>" % (kids, len(pages)),
        font,
        b"<< %s >>" % info,
    ]
    for index, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> %s >> >>"
            % (6 + 2 * index, resources)
        )
        objects.append(stream(page if isinstance(page, bytes) else drawing(page), more))
    return assembled(objects, b"/Info 4 0 R")


def set_as(text: str, *, left: float = LEFT) -> list[Drawn]:
    """Return the lines of *text* set below one another; empty ones leave a gap."""
    lines = enumerate(text.split("\n"))
    return [(left, TOP - 14 * index, BODY, line) for index, line in lines if line.strip()]


def texts(page: PdfPage, *, kept: bool = True) -> list[str]:
    return [page.page.text[block.start : block.end] for block in page.page.blocks if block.kept is kept]


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_pdf(data, "r.pdf")
    assert caught.value.sentence.startswith("r.pdf: ")
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


RELEASE = """The harbour of Port Aldine was closed on Monday after a
tanker ran aground near the breakwater, the port authority
said. Around 200 tonnes of fuel oil leaked into the water.

"We expect the clean-up to take three weeks," Ann Lee told
reporters. The company said that the crew was safe."""
TITLE = (LEFT, 740.0, 20.0, "Harbour closed after tanker runs aground")


def test_lines_become_paragraphs_and_the_largest_is_the_title() -> None:
    page = read_pdf(pdf([TITLE, *set_as(RELEASE)]), "r.pdf")
    assert texts(page) == [
        "Harbour closed after tanker runs aground",
        RELEASE.split("\n\n", maxsplit=1)[0].replace("\n", " "),
        RELEASE.split("\n\n")[1].replace("\n", " "),
    ]
    assert page.page.title is not None
    assert page.page.text[slice(*page.page.title)] == "Harbour closed after tanker runs aground"
    assert page.language == "en"
    assert page.problems == ()


def test_blocks_cover_the_text_in_order() -> None:
    page = read_pdf(pdf([TITLE, *set_as(RELEASE), (280, 30, 8, "Page 1 of 1")]), "r.pdf").page
    assert "\n".join(page.text[block.start : block.end] for block in page.blocks) == page.text
    assert all(block.origin is None for block in page.blocks)


def test_paragraphs_without_gaps_are_told_by_short_lines_and_by_indents() -> None:
    short = (
        "The harbour was closed on Monday after a ship ran aground,\nthe authority said.\nThe owner said so."
    )
    assert texts(read_pdf(pdf(set_as(short)), "r.pdf"))[1:] == ["The owner said so."]
    first = set_as(
        "The harbour was closed on Monday, after a ship ran aground.\nThe crew was safe, its owner said."
    )
    indented = [
        *first,
        (LEFT + 15, TOP - 28, BODY, "Lee said that an investigation of it began."),
        (LEFT, TOP - 42, BODY, "It goes on."),
    ]
    assert (
        texts(read_pdf(pdf(indented), "r.pdf"))[-1]
        == "Lee said that an investigation of it began. It goes on."
    )


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("An investi-\ngation began at once in the port of the city.", "An investigation began"),
        ("A clean-up began. They said that the clean-\nup goes on for weeks.", "the clean-up goes on"),
        ("The state owned it; owned ships are state-\nowned ships of the state.", "state-owned ships"),
        ("The Franco-\nGerman talks began in the port of the city.", "The Franco-German talks"),
        ("An investi\xad\ngation began at once in the port of the city.", "An investigation began"),
        ("The count rose to 10-\n15 ships in the port of the city.", "10-15 ships"),
    ],
)
def test_words_broken_at_a_line_end_are_mended_with_care(lines: str, text: str) -> None:
    assert text in read_pdf(pdf(set_as(lines)), "r.pdf").page.text


def test_headers_footers_and_page_numbers_are_dropped_and_paragraphs_go_on_over_pages() -> None:
    def edges(number: int) -> list[Drawn]:
        return [
            (60, 815, 8, "Port Authority of Aldine"),
            (60, 30, 8, "Harbour Street 1, Port Aldine"),
            (280, 30 - 12, 8, f"Page {number} of 2"),
        ]

    first = [*edges(1), *set_as("The harbour was closed on Monday after a\ntanker ran aground near the")]
    second = [*edges(2), *set_as("pier, the authority said.")]
    whole = "The harbour was closed on Monday after a tanker ran aground near the pier, the authority said."
    page = read_pdf(pdf(first, second), "r.pdf")
    assert texts(page) == [whole]
    reasons = [(block.reason, block.role) for block in page.page.blocks if not block.kept]
    assert sorted({reason for reason, _ in reasons if reason}) == [
        "page footer",
        "page header",
        "page number",
    ]
    assert len(reasons) == 6
    assert {role for _, role in reasons} == {"furniture"}


def test_a_title_that_is_repeated_as_a_header_is_still_the_title() -> None:
    title = (LEFT, 800.0, 20.0, "Harbour closed after a tanker runs aground")
    again = (LEFT, 800.0, 8.0, "Harbour closed after a tanker runs aground")
    page = read_pdf(
        pdf([title, *set_as(RELEASE)], [again, *set_as(RELEASE)], [again, *set_as(RELEASE)]), "r.pdf"
    )
    assert page.page.blocks[0].role == "title"


def test_columns_are_read_one_after_the_other() -> None:
    left = set_as("The harbour was closed on\nMonday after a tanker ran", left=60)
    right = set_as("aground near the pier,\nthe authority said.", left=310)
    whole = "The harbour was closed on Monday after a tanker ran aground near the pier, the authority said."
    assert texts(read_pdf(pdf([*left, *right]), "r.pdf")) == [whole]


def test_lists_keep_their_points_apart() -> None:
    points = "The owner said in its statement:\n• the ship is insured\n• the crew is safe and\nwell on land"
    assert texts(read_pdf(pdf(set_as(points)), "r.pdf"))[1:] == [
        "• the ship is insured",
        "• the crew is safe and well on land",
    ]


def test_scaled_and_shifted_text_is_measured_as_it_is_seen() -> None:
    content = (
        b"q 2 0 0 2 70 700 cm BT /F1 5.5 Tf 1 0 0 1 0 0 Tm (The harbour was closed after a ship ran) Tj "
    )
    content += b"0 -7 Td (aground near the port, the owner said.) Tj ET Q"
    assert texts(read_pdf(pdf(content), "r.pdf")) == [
        "The harbour was closed after a ship ran aground near the port, the owner said."
    ]


def test_metadata_is_read_where_it_says_something() -> None:
    info = b"/Title (Harbour closed) /Author (Ann Lee) /CreationDate (D:20220303101500+01'00')"
    page = read_pdf(pdf(set_as(RELEASE), info=info), "r.pdf")
    assert (page.title, page.authors) == ("Harbour closed", ("Ann Lee",))
    assert page.published is not None
    assert (page.published.value, page.published.confidence) == ("2022-03-03T10:15:00+01:00", 0.5)
    info = b"/Title (Microsoft Word - release_final2.docx) /Author (alee) /CreationDate (soon)"
    page = read_pdf(pdf(set_as(RELEASE), info=info), "r.pdf")
    assert (page.title, page.authors, page.published) == (None, (), None)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Port Authority of Aldine - Press release", "Port Authority of Aldine"),
        ("MEDIENMITTEILUNG | Stadt Aldine", "Stadt Aldine"),
        ("MERIDIAN LINES – NEWS", "MERIDIAN LINES"),
        ("Press release 12/2022", None),
        ("The minister made a press release: it said nothing.", None),
    ],
)
def test_who_issued_it_stands_beside_the_words_press_release(head: str, outlet: str | None) -> None:
    assert read_pdf(pdf([(LEFT, 815, 9, head), TITLE, *set_as(RELEASE)]), "r.pdf").outlet == outlet


def test_pages_that_are_pictures_hold_no_text_and_it_is_said_what_to_do() -> None:
    sentence = refused(pdf(b"q 500 0 0 800 0 0 cm Q", b"", b""))
    assert "holds no text, only pictures" in sentence
    assert "OCR" in sentence


def test_a_locked_pdf_is_said_to_be_locked() -> None:
    data = pdf(set_as(RELEASE)).replace(
        b"/Info 4 0 R",
        b"/Info 4 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 "
        b"/O <%s> /U <%s> >>" % (b"00" * 32, b"11" * 32),
    )
    assert "encrypted" in refused(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7\n%%EOF",
        b"no pdf at all",
        b"%PDF-1.7\nxref\n0 9999999\ntrailer<<>>\nstartxref\n9\n%%EOF",
    ],
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    refused(data)


def test_a_damaged_page_is_told_and_the_others_are_read() -> None:
    data = pdf(set_as(RELEASE), b"\x00" * 50, more=b"")
    broken = data.replace(b"<< /Length 50  >>", b"<< /Length 50 /Filter /FlateDecode >>")
    page = read_pdf(broken, "r.pdf")
    assert any("Ann Lee told reporters" in text for text in texts(page))


def test_a_stream_that_unpacks_without_end_is_not_unpacked() -> None:
    bomb = zlib.compress(b"BT ET " * 10_000_000)
    began = time.monotonic()
    assert "none of the PDF's pages can be read" in refused(pdf(bomb, more=b"/Filter /FlateDecode"))
    assert time.monotonic() - began < 5


def test_forms_that_draw_themselves_end() -> None:
    itself = b"/Resources << /XObject << /X 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 2 0 R 3 0 R] /Count 3 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9] " + itself + b" >>",
        stream(b"/X Do " * 200),
        stream(
            b"/X Do " * 200,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
        ),
    ]
    began = time.monotonic()
    refused(assembled(objects))
    assert time.monotonic() - began < 10


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdflines, "LONGEST_TIME", -1.0)
    assert "takes longer" in refused(pdf(set_as(RELEASE)))


def test_only_so_many_pages_are_read_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdflines, "MOST_PAGES", 2)
    page = read_pdf(pdf(*[set_as(f"Sentence number {n} of the report, he said.") for n in range(5)]), "r.pdf")
    assert page.problems == ("Only the first 2 of its 5 pages were read.",)
    assert "number 1" in page.page.text
    assert "number 2" not in page.page.text


WHOLE = pdf([TITLE, *set_as(RELEASE)], set_as(RELEASE), info=b"/Title (Harbour)")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE)), st.binary(max_size=4), st.integers(0, 8)),
        min_size=1,
        max_size=6,
    )
)
def test_damaged_pdfs_give_a_page_or_a_sentence(cuts: list[tuple[int, bytes, int]]) -> None:
    data = WHOLE
    for at, put, gone in cuts:
        data = data[:at] + put + data[at + gone :]
    try:
        page = read_pdf(data, "r.pdf").page
    except ReadError:
        refused(data)
    else:
        assert "\n".join(page.text[block.start : block.end] for block in page.blocks) == page.text
