"""Tables as pages: whichever form, whichever names of columns, however damaged."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Capture, Failure
from sayso.read import read_document
from sayso.read.containers.budget import Budget
from sayso.read.containers.columns import column_problems
from sayso.read.containers.tables import open_parquet, open_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

TEXT = "The harbour was closed on Monday, the port authority said.\n\nIt gave no reason."
ROW = {
    "id": "a-1",
    "headline": "Harbour closed",
    "body": TEXT,
    "link": "https://herald.example/a",
    "pub_date": "2022-03-03T10:15:00Z",
    "publisher": "The Herald",
    "byline": "Ann Lee; Bo Oak",
    "lang": "en-GB",
}
SAID = {
    "title": "Harbour closed",
    "outlet": "The Herald",
    "published": "2022-03-03T10:15:00+00:00",
    "authors": "Ann Lee; Bo Oak",
    "language": "en",
    "url": "https://herald.example/a",
}


def read(data: bytes | str, budget: Budget | None = None, **columns: str) -> list[Capture | Failure]:
    raw = data.encode() if isinstance(data, str) else data
    return list(open_table(io.BytesIO(raw), "t.csv", budget or Budget(), columns))


def captures(found: Sequence[Capture | Failure]) -> list[Capture]:
    assert [item for item in found if isinstance(item, Failure)] == []
    return [item for item in found if isinstance(item, Capture)]


def problems(found: Sequence[Capture | Failure]) -> list[str]:
    sentences = [item.problem for item in found if isinstance(item, Failure)]
    for item in found:
        if isinstance(item, Failure):
            assert item.problem.startswith(f"{item.name}: ")
            assert "\n" not in item.problem
    return sentences


def as_csv(rows: Sequence[Mapping[str, object]], delimiter: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def written(path: Path, query: str) -> Path:
    with duckdb.connect(":memory:") as connection:
        literal = str(path).replace("'", "''")
        connection.execute(f"COPY ({query}) TO '{literal}' (FORMAT parquet)")
    return path


FORMS = {
    "comma": as_csv([ROW]),
    "tab": as_csv([ROW], "\t"),
    "semicolon and LF": as_csv([ROW], ";", "\n"),
    "bar": as_csv([ROW], "|"),
    "byte order mark": "\N{ZERO WIDTH NO-BREAK SPACE}" + as_csv([ROW]),
    "JSON Lines": json.dumps(ROW) + "\n",
    "JSON Lines, empty lines between": "\n" + json.dumps(ROW) + "\n\n\n",
    "JSON array": json.dumps([ROW]),
    "JSON array, printed over lines": json.dumps([ROW], indent=2),
    "JSON object with a list": json.dumps({"status": "ok", "articles": [ROW]}, indent=1),
    "one JSON object": json.dumps(ROW, indent=1),
}


def test_an_answer_without_pages_is_told_as_what_it_is() -> None:
    error = {"code": "rest_no_route", "message": "No route was found.\x1b", "data": {"status": 404}}
    (problem,) = problems(read(json.dumps(error)))
    assert problem == (
        "t.csv: it is an error that a site answered with, and no page (No route was found.\ufffd); "
        "ask it otherwise"
    )
    assert problems(read("[]")) == [
        "t.csv: it is an empty list, so there is no page in it; give one with a page in each row"
    ]
    assert captures(read(json.dumps({"code": "A", "message": TEXT})))[0].data == TEXT.encode()


def test_the_hour_that_says_its_zone_is_the_date() -> None:
    post = {"date": "2022-03-03T10:15:00", "date_gmt": "2022-03-03T15:15:00", "text": TEXT}
    (row,) = captures(read(json.dumps([post])))
    assert row.supplied["published"] == "2022-03-03T15:15:00+00:00"


def test_a_number_without_end_names_its_row_as_it_is_printed() -> None:
    (row, other) = captures(read('[{"id": Infinity, "text": "It sank."}, {"id": NaN, "text": "It sank."}]'))
    assert row.name == "t.csv!/Infinity"
    assert "nan" not in other.name.lower()


def test_a_header_that_repeats_itself_costs_no_more_than_its_length() -> None:
    started = time.process_time()
    assert problems(read(",".join(["text"] * 20_000) + "\nx\n")) == [
        "t.csv: it has more than 2,000 columns; keep those of text, address and date"
    ]
    (row,) = captures(read(",".join(["text"] * 2000) + "\n" + ",".join(["It sank."] * 2000)))
    assert row.data == b"It sank."
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("text,body,text", ["text", "body", "text 2"]),
        ("text,text 2,text", ["text", "text 2", "text 3"]),
        ("text 2,text,text", ["text 2", "text", "text 3"]),
        ("text,,column 2", ["text", "column 2", "column 2 2"]),
    ],
)
def test_columns_of_one_name_are_told_apart(header: str, names: list[str]) -> None:
    (failure,) = problems(read(f"{header}\na,b,c\n", text="none"))
    assert failure.endswith(f"its columns are {', '.join(names)}")


@pytest.mark.parametrize("form", FORMS)
def test_a_row_is_a_page_with_what_its_other_cells_say_of_it(form: str) -> None:
    (page,) = captures(read(FORMS[form]))
    assert page.name == "t.csv!/a-1"
    assert page.data.decode() == TEXT
    assert page.media_type == "text/plain"
    assert dict(page.supplied) == SAID
    assert page.address == "https://herald.example/a"


def test_tables_in_utf_16_are_read_too() -> None:
    (page,) = captures(read(as_csv([ROW | {"body": "Łódź: " + TEXT}]).encode("utf-16")))
    assert page.data.decode() == "Łódź: " + TEXT


def test_a_row_becomes_a_document() -> None:
    (page,) = captures(read(FORMS["comma"]))
    document = read_document(page)
    assert document.title == "Harbour closed"
    assert document.published is not None
    assert document.published.value == "2022-03-03T10:15:00+00:00"
    assert "gave no reason" in document.text


def names(data: bytes | str) -> list[str]:
    return [page.name.removeprefix("t.csv!/") for page in captures(read(data))]


def test_rows_go_by_their_ids_else_their_addresses_and_else_what_they_say() -> None:
    assert names("id,text\n7,one\n../x,three\n") == ["7", "%2E%2E/x"]
    assert names("url,text\nhttps://a.example/1,one\n") == ["https://a.example/1"]
    one, two = names("text\none\ntwo\n")
    assert len({one, two}) == 2
    assert all(len(name) == 16 for name in (one, two))


def test_a_row_that_comes_in_above_changes_the_name_of_none() -> None:
    for header, rows in (
        ("text", ["one", "two", "three"]),
        ("text,url", ["one,https://a.example/1", "two,", "three,x"]),
        ("text,outlet", ["one,Herald", "one,Gazette", "two,Gazette"]),
    ):
        before = names("\n".join([header, *rows]))
        assert len(set(before)) == len(before)
        assert names("\n".join([header, "new" + "," * header.count(","), *rows]))[1:] == before


def test_no_two_rows_have_one_name() -> None:
    first, second = names("id,text\n7,one\n7,two\n")
    assert first == "7"
    assert len(second) == 16
    first, second, third = names("text\none\none\none\n")
    assert (second, third) == (f"{first} (2)", f"{first} (3)")
    first, second = names("url,text\nhttps://a.example/1,one\nhttps://a.example/1,two\n")
    assert first == "https://a.example/1"
    assert len(second) == 16


def test_many_rows_that_are_the_same_take_no_longer_than_others() -> None:
    started = time.process_time()
    assert len(set(names("text\n" + "one\n" * 20_000))) == 20_000
    assert time.process_time() - started < 4


# -- shapes that are well known ------------------------------------------------------


WORDPRESS = {
    "id": 71,
    "date": "2022-03-03T10:15:00",
    "guid": {"rendered": "https://herald.example/?p=71"},
    "link": "https://herald.example/harbour",
    "title": {"rendered": "Harbour &#8216;closed&#8217; on <em>Monday</em>"},
    "content": {
        "rendered": "<p>The harbour was closed on Monday, the mayor said.</p>\n"
        "<p>It reopened on Friday, the port authority said.</p>",
        "protected": False,
    },
    "excerpt": {"rendered": "<p>The harbour&hellip;</p>"},
    "author": 12,
    "_embedded": {"author": [{"id": 12, "name": "Ann Lee"}]},
}


def test_what_wordpress_answers_with_is_read_as_it_is() -> None:
    (page,) = captures(read(json.dumps([WORDPRESS])))
    assert page.data.decode() == WORDPRESS["content"]["rendered"]  # type: ignore[index]
    assert page.media_type == "text/html"
    assert page.supplied == {
        "title": "Harbour \N{LEFT SINGLE QUOTATION MARK}closed\N{RIGHT SINGLE QUOTATION MARK} on Monday",
        "published": "2022-03-03T10:15:00",
        "authors": "Ann Lee",
        "url": "https://herald.example/harbour",
    }
    (single,) = captures(read(json.dumps(WORDPRESS | {"_links": {"self": [{"href": "https://a.example"}]}})))
    assert single == page
    (alone,) = captures(read(json.dumps({key: one for key, one in WORDPRESS.items() if key != "_embedded"})))
    assert "authors" not in alone.supplied


@pytest.mark.parametrize("column", ["text", "was said"])
def test_an_answer_with_a_message_is_no_page(column: str) -> None:
    answer = {"message": "success", "data": {"hits": [{column: "One."}, {column: "Two."}]}}
    assert [page.data for page in captures(read(json.dumps(answer), text=column))] == [b"One.", b"Two."]


def test_a_field_of_an_object_can_be_named(tmp_path: Path) -> None:
    row = {"page": {"body": {"de": "Der Hafen war zu."}}, "text": "Not this."}
    (page,) = captures(read(json.dumps([row]), text="page.body.de"))
    assert page.data.decode() == "Der Hafen war zu."
    path = written(tmp_path / "a.parquet", "SELECT {'body': {'de': 'Der Hafen war zu.'}} AS page")
    (page,) = captures(list(open_parquet(path, "t", Budget(), {"text": "page.body.de"})))
    assert page.data.decode() == "Der Hafen war zu."
    (problem,) = problems(list(open_parquet(path, "t", Budget(), {"text": "page.nothing"})))
    assert "it has no column 'page.nothing'" in problem


def test_objects_of_endless_fields_are_looked_at_within_limits() -> None:
    many = {f"f{n}": {f"g{m}": {"h": 1} for m in range(30)} for n in range(1000)}
    (page,) = captures(read(json.dumps([{"text": "One."} | many])))
    assert page.data == b"One."


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "\N{ZERO WIDTH NO-BREAK SPACE}sep=;"])
def test_the_line_by_which_excel_tells_the_separator_is_no_header(first: str) -> None:
    (page,) = captures(read(f"{first}\r\ntext;url\r\nOne, two, three.;https://a.example/1\r\n"))
    assert (page.data, page.address) == (b"One, two, three.", "https://a.example/1")
    (tabbed,) = captures(read("sep=\t\ntitle\ttext\nA\tOne.\n"))
    assert tabbed.data == b"One."


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        (1646302500, "seconds"),
        (1646302500.5, "seconds"),
        ("1646302500", "seconds"),
        ("1646302500.0", "seconds"),
        (1646302500000, "milliseconds"),
        ("1646302500123", "milliseconds"),
    ],
)
def test_counts_of_seconds_are_dates_and_that_is_told_once(cell: object, unit: str) -> None:
    budget = Budget()
    row = json.dumps({"text": "One.", "timestamp": cell})
    found = captures(read(f"{row}\n{row}\n", budget))
    assert [page.supplied["published"] for page in found] == ["2022-03-03T10:15:00+00:00"] * 2
    (note,) = budget.tally.notes
    assert f"t.csv: numbers in the column 'timestamp' were read as {unit} since 1970, " in note


@pytest.mark.parametrize("cell", [7, 16463025, "99999999999", "1646302500 s", 0, -1646302500])
def test_other_numbers_are_no_dates(cell: object) -> None:
    budget = Budget()
    (page,) = captures(read(json.dumps([{"text": "One.", "timestamp": cell}]), budget))
    assert "published" not in page.supplied
    assert budget.tally.notes == []


def test_markup_is_a_web_page_and_goes_before_text() -> None:
    page = "<html><body><p>The harbour was closed.</p></body></html>"
    first, second = captures(read(as_csv([{"html": page, "text": "x"}, {"html": "", "text": "Only text."}])))
    assert (first.media_type, first.data.decode()) == ("text/html", page)
    assert (second.media_type, second.data) == ("text/plain", b"Only text.")


def test_the_user_says_which_column_is_what_and_wins() -> None:
    table = "text,notes,when\nnot this,The page's text.,2022-03-03\n"
    (page,) = captures(read(table, text="notes", published="when"))
    assert page.data == b"The page's text."
    assert page.supplied["published"] == "2022-03-03"


def test_a_table_without_a_known_column_of_text_is_one_failure_that_says_what_to_do() -> None:
    (problem,) = problems(read("name,price\nfish,3\nbread,2\n"))
    assert "--column text=NAME" in problem
    assert "name, price" in problem
    (problem,) = problems(read('{"name": "fish"}\n{"price": 3}\n'))
    assert "name, price" in problem
    (problem,) = problems(read(FORMS["comma"], text="boddy"))
    assert "'boddy'" in problem
    assert column_problems({"text": "a"}) == []
    assert "txet" in column_problems({"txet": "a"})[0]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"[]", b"{}", b"[1, 2]", b"null", b"\xff\xfe", b"text\n"])
def test_what_holds_no_page_gives_none_and_says_so(data: bytes) -> None:
    assert problems(read(data)) != []


def test_rows_without_text_are_told_singly_and_then_counted() -> None:
    found = read("id,text\n" + "".join(f"{n},\n" for n in range(60)) + "x,Words.\n")
    sentences = problems(found)
    assert len(sentences) == 21
    assert "t.csv!/0: the row has no text in the column 'text'" in sentences[0]
    assert sentences[-1] == "t.csv: 40 more rows have no text and were left out"
    assert [item.name for item in found if isinstance(item, Capture)] == ["t.csv!/x"]


def test_ragged_rows_are_read_and_said() -> None:
    found = read("text,url\nOne.,https://a.example/\nTwo.\nThree.,https://c.example/,more\n")
    assert [item.data for item in found if isinstance(item, Capture)] == [b"One.", b"Two.", b"Three."]
    assert [problem.split(";")[0] for problem in problems(found)] == [
        "t.csv!/2: the row has 1 of 2 cells",
        "t.csv!/3: the row has 3 of 2 cells",
    ]


def test_bytes_of_a_cell_stay_as_they_are() -> None:
    cell = b"\xe2\x82\xac 5 in \xc3\xbcber caf\xc3\xa9s \xe2\x80\x93 \xc3 burned \x00 down."
    (page,) = captures(read(b"text,title\n" + cell + b",caf\xe9\n"))
    assert page.data == cell
    assert page.supplied["title"] == "caf\N{REPLACEMENT CHARACTER}"
    (page,) = captures(read(b'{"text": "odd \\ud83d \\udcff half"}'))
    assert b"odd" in page.data


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2022-03-03 10:15:00 UTC", "2022-03-03T10:15:00+00:00"),
        ("Thu, 03 Mar 2022 10:15:00 -0500", "2022-03-03T10:15:00-05:00"),
        ("March 3, 2022", "2022-03-03"),
        (1646302500, "2022-03-03T10:15:00+00:00"),
        (1646302500000.0, "2022-03-03T10:15:00+00:00"),
        ("", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_dates_are_read_as_tables_write_them(printed: object, value: str | None) -> None:
    (page,) = captures(read(json.dumps({"text": "Words.", "date": printed})))
    assert page.supplied.get("published") == value


def test_a_date_with_two_readings_is_left_out_and_said() -> None:
    found = read("text,date\nWords.,03/04/2022\n")
    (page,) = captures(found)
    assert "'03/04/2022'" in page.supplied["note"]
    assert "published" not in page.supplied


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ann Lee", "Ann Lee"),
        ("Ann Lee, Bo Oak", "Ann Lee; Bo Oak"),
        ("Lee, Ann", "Lee, Ann"),
        ("['Ann Lee', 'Bo Oak']", "Ann Lee; Bo Oak"),
        ("Ann Lee | Bo Oak", "Ann Lee; Bo Oak"),
    ],
)
def test_authors_are_told_apart(cell: str, names: str) -> None:
    (page,) = captures(read(json.dumps({"text": "Words.", "authors": cell})))
    assert page.supplied["authors"] == names


def test_objects_in_json_may_nest_and_differ() -> None:
    rows = [
        {"title": "No text yet"},
        {"content": "One.", "source": {"name": "The Herald"}, "authors": [{"name": "Ann Lee"}, "Bo Oak"]},
        {"content": None},
        {"content": ["First paragraph.", "Second."], "publishedAt": 1646302500},
        "a string",
    ]
    found = read("\n".join(map(json.dumps, rows)))
    first, second = [item for item in found if isinstance(item, Capture)]
    assert first.supplied == {"outlet": "The Herald", "authors": "Ann Lee; Bo Oak"}
    assert second.data == b"First paragraph.\nSecond."
    assert second.supplied == {"published": "2022-03-03T10:15:00+00:00"}
    assert len(problems(found)) == 3


def test_a_broken_line_of_json_lines_does_not_stop_the_others() -> None:
    found = read('{"text": "One."}\n{"text": "Tw\n{"text": "Three."}\n')
    assert [item.data for item in found if isinstance(item, Capture)] == [b"One.", b"Three."]
    assert problems(found) == ["t.csv!/2: the line is not valid JSON; the row was left out"]


def test_a_broken_array_gives_what_stands_before_the_fault() -> None:
    found = read('[{"text": "One."}, {"text": "Two."}, {"text: ]')
    assert [item.data for item in found if isinstance(item, Capture)] == [b"One.", b"Two."]
    assert "not valid JSON from here on" in problems(found)[0]


@pytest.mark.parametrize("bomb", ["[" * 100_000, '{"text":' * 50_000, '[{"a":' + "[" * 100_000])
def test_deeply_nested_json_is_refused(bomb: str) -> None:
    assert len(problems(read(bomb))) == 1


def test_an_open_quotation_mark_is_said_and_does_not_swallow_memory() -> None:
    data = 'text\n"' + "word word\n" * 30_000
    found = read(data, Budget(largest_member=100_000))
    assert any("quotation mark is not closed" in problem for problem in problems(found))


def test_cells_and_tables_over_the_budget_are_failures() -> None:
    found = read('{"text": "' + "a" * 3000 + '"}\n{"text": "Words."}\n', Budget(largest_member=1000))
    assert "larger" in problems(found)[0] or "more than 1,000 bytes" in problems(found)[0]
    assert [item.data for item in found if isinstance(item, Capture)] == [b"Words."]
    assert "more than 2 members" in problems(read("text\na\nb\nc\n", Budget(members=2)))[0]
    assert "more than 10 bytes" in problems(read("text\na\nb\nc\nd\ne\n", Budget(total=10)))[0]


def test_a_large_table_is_never_held_whole() -> None:
    class Endless(io.BytesIO):
        given = 0

        def read(self, size: int | None = -1) -> bytes:
            self.given += 1
            return (b"text,url\n" if self.given == 1 else b"Some words of a page.,https://a.example/\n" * 40)[
                :size
            ]

    source = Endless()
    found = open_table(source, "t.csv", Budget())
    for _ in range(2000):
        assert isinstance(next(found), Capture)
    assert source.given < 400


def test_parquet_is_read_with_its_types(tmp_path: Path) -> None:
    path = written(
        tmp_path / "it's a [1]*.parquet",
        "SELECT 5 AS id, 'Words of a page.' AS text, TIMESTAMPTZ '2022-03-03 10:15:00+00' AS published, "
        "['Ann Lee', 'Bo Oak'] AS authors, {'name': 'The Herald'} AS source "
        "UNION ALL SELECT 6, NULL, NULL, NULL, NULL",
    )
    found = list(open_parquet(path, "t.parquet", Budget()))
    (page,) = [item for item in found if isinstance(item, Capture)]
    assert page.name == "t.parquet!/5"
    assert page.data == b"Words of a page."
    assert page.supplied["authors"] == "Ann Lee; Bo Oak"
    assert page.supplied["published"] == "2022-03-03T10:15:00+00:00"
    assert "t.parquet!/6: the row has no text" in problems(found)[0]
    assert "pytz" not in sys.modules or page is not None


def test_damaged_parquet_and_parquet_without_text_are_failures(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", "SELECT 1 AS n, 2 AS m")
    assert "its columns are n, m" in problems(list(open_parquet(path, "a.parquet", Budget())))[0]
    path.write_bytes(b"PAR1" + b"\x00" * 100 + b"PAR1")
    assert "cannot be read as Parquet" in problems(list(open_parquet(path, "a.parquet", Budget())))[0]
    assert problems(list(open_parquet(tmp_path / "none.parquet", "none", Budget())))


def test_reading_parquet_opens_no_other_file(tmp_path: Path) -> None:
    written(tmp_path / "a1.parquet", "SELECT 'Secret words.' AS text")
    star = tmp_path / "a*.parquet"
    assert problems(list(open_parquet(star, "a*.parquet", Budget())))
    link = "https://example.com/a.parquet"
    assert problems(list(open_parquet(type(star)(link), link, Budget())))


VALID = [form.encode() for form in FORMS.values()]


@given(st.sampled_from(VALID), st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=6)), max_size=4))
def test_damaged_tables_give_only_pages_and_sentences(valid: bytes, cuts: list[tuple[int, bytes]]) -> None:
    data = valid
    for at, put in cuts:
        data = data[:at] + put + data[at + len(put) // 2 :]
    found = read(data)
    problems(found)
    assert all(isinstance(item, Capture | Failure) for item in found)
    called = [item.name for item in found if isinstance(item, Capture)]
    assert len(called) == len(set(called))
