"""Zip archives: read as folders are, within a budget, and as far as they are whole."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from archives import PAGE, Pipe, members, problems, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Failure
from sayso.read.containers.budget import Budget
from sayso.read.containers.gzips import open_gzip
from sayso.read.containers.members import Member
from sayso.read.containers.zips import open_zip
from sayso.read.containers.zips_members import sidecars_in

if TYPE_CHECKING:
    from collections.abc import Mapping

BIG = Budget(total=10**12)


def read(data: bytes, budget: Budget | None = None) -> list[Capture | Failure | Member]:
    return list(open_zip(io.BytesIO(data), "pages.zip", budget or Budget()))


def names(files: Mapping[str, bytes]) -> list[str]:
    return [member.name.removeprefix("pages.zip!/") for member in members(read(zipped(files)))]


def only_problem(data: bytes, budget: Budget | None = None) -> str:
    (failure,) = read(data, budget)
    assert isinstance(failure, Failure), failure
    assert "\n" not in failure.problem
    assert failure.problem.startswith(failure.name)
    return failure.problem


# -- what is read -------------------------------------------------------------


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_pages_come_in_their_order_as_they_are(method: int) -> None:
    data = zipped({"b.html": PAGE, "dir/": b"", "dir/a.html": PAGE * 2}, method)
    assert read(data) == [Member("pages.zip!/b.html", PAGE), Member("pages.zip!/dir/a.html", PAGE * 2)]


def test_an_archive_may_come_through_a_pipe() -> None:
    assert members(open_zip(Pipe(zipped({"a.html": PAGE}), 11), "-", Budget())) == [Member("-!/a.html", PAGE)]  # type: ignore[arg-type]


def test_what_a_folder_passes_over_is_passed_over_and_counted() -> None:
    budget = Budget()
    files = {
        "a.html": PAGE,
        "a_files/frame.html": PAGE,
        "saved_files/b.html": PAGE,
        "__MACOSX/._a.html": b"\0",
        ".git/c.html": PAGE,
        ".hidden.html": PAGE,
        "logo.png": b"\x89PNG\r\n",
        "data.json": b"{}",
        "index.php": PAGE,
        "README": b"Words of a text without a suffix.",
        "core": b"\x7fELF\0\0\0",
        "notes.weird": b"Some words.",
    }
    found = read(zipped(files), budget)
    inside = [one.name.removeprefix("pages.zip!/") for one in found]
    assert inside == ["a.html", "saved_files/b.html", "index.php", "README"]
    assert budget.tally.passed_over == {
        "hidden files and files saved along with a page": 4,
        "images, scripts and other files": 3,
        "JSON files of no page": 1,
    }


def test_containers_and_documents_are_given_for_the_caller_to_tell() -> None:
    inside = [
        "inner.zip",
        "crawl.warc.gz",
        "mail.eml",
        "box.mbox",
        "release.pdf",
        "rows.jsonl",
        "report.docx",
    ]
    assert names(dict.fromkeys(inside, b"x")) == inside


def test_a_sidecar_is_what_is_supplied_with_its_page() -> None:
    files = {
        "a.html": PAGE,
        "a.json": b'{"outlet": "The Gazette", "title": "Old"}',
        "a.html.json": b'{"title": "New", "authors": ["A B", "C D"], "published": "2022-03-03"}',
        "b.txt": b"Words.",
        "b.json": b"",
    }
    first, second = members(read(zipped(files)))
    assert first.supplied == {
        "outlet": "The Gazette",
        "title": "New",
        "authors": "A B; C D",
        "published": "2022-03-03",
    }
    assert second.supplied == {}


@pytest.mark.parametrize(
    ("sidecar", "what"),
    [
        (b"{", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[]", "not a JSON object"),
        (b" " + b"1" * 1_000_001, "larger than 1 MB"),
        (b'{"published": "yesterday"}', "is not a date"),
    ],
)
def test_a_sidecar_that_says_nothing_usable_is_a_failure_and_its_page_is_read(
    sidecar: bytes, what: str
) -> None:
    failure, page = read(zipped({"a.html": PAGE, "a.html.json": sidecar}))
    assert isinstance(failure, Failure)
    assert failure.problem.startswith("pages.zip!/a.html.json: ")
    assert what in failure.problem
    assert page == Member("pages.zip!/a.html", PAGE)


def test_a_file_of_the_same_stem_that_is_data_of_its_own_is_no_sidecar() -> None:
    (page,) = members(read(zipped({"a.html": PAGE, "a.json": b'[{"text": "Not of this page."}]'})))
    assert page == Member("pages.zip!/a.html", PAGE)


def test_a_page_is_no_sidecar_of_itself() -> None:
    assert sidecars_in("a.json", {"a.json"}) == ()


def test_names_are_read_as_they_were_meant() -> None:
    utf8_unmarked = zipped({"h?fen.html": PAGE}).replace(
        b"h?fen", "h\N{LATIN SMALL LETTER O WITH DIAERESIS}"[:2].encode() + b"fe"
    )
    assert [one.name for one in read(utf8_unmarked)] == ["pages.zip!/höfe.html"]
    old = zipped({"h?fen.html": PAGE}).replace(b"h?fen", "höfen".encode("cp437"))
    assert [one.name for one in read(old)] == ["pages.zip!/höfen.html"]


def test_a_file_without_a_name_is_read_as_any_other() -> None:
    (member,) = members(read(zipped({"": PAGE})))
    assert member.name == "pages.zip!/unnamed"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_of_one_name_are_all_read_and_told_apart() -> None:
    found = read(
        zipped(
            [
                ("a.html", PAGE),
                ("a.html", PAGE * 2),
                ("../a.html", PAGE),
                ("/a.html", PAGE),
                ("a (2).html", PAGE),
                ("b", b"Words."),
                ("b", b"Words."),
            ]
        )
    )
    inside = [one.name.removeprefix("pages.zip!/") for one in found]
    assert inside == ["a.html", "a (2).html", "%2E%2E/a.html", "a (3).html", "a (2) (2).html", "b", "b (2)"]


# -- what cannot be read ------------------------------------------------------


@pytest.mark.parametrize("files", [{}, {"dir/": b""}, {"logo.png": b"\x89PNG"}])
def test_an_archive_without_pages_is_a_failure(files: dict[str, bytes]) -> None:
    held = " (images, scripts and other files: 1)" if "logo.png" in files else ""
    assert only_problem(zipped(files)) == (
        f"pages.zip: the archive holds no page{held}; put .txt or .html files in it"
    )


def test_a_table_of_pages_in_an_archive_is_told_of() -> None:
    assert only_problem(zipped({"posts.json": b"[]"})) == (
        "pages.zip: the archive holds no page (JSON files of no page: 1); "
        "give a table of pages as a file of its own"
    )


def patched(data: bytes, at_local: int, at_central: int, value: int) -> bytes:
    """Return *data* with a 16-bit field of the first file's two headers set."""
    changed = bytearray(data)
    struct.pack_into("<H", changed, at_local, value)
    struct.pack_into("<H", changed, changed.index(b"PK\x01\x02") + at_central, value)
    return bytes(changed)


@pytest.mark.parametrize(
    ("at_local", "at_central", "value", "what"),
    [(6, 8, 1, "it is encrypted; unpack it"), (8, 10, 99, "method 99"), (8, 10, 14, "method 14")],
)
def test_what_cannot_be_unpacked_is_a_failure_and_the_rest_is_read(
    at_local: int, at_central: int, value: int, what: str
) -> None:
    failure, page = read(patched(zipped({"a.html": PAGE, "b.html": PAGE}), at_local, at_central, value))
    assert isinstance(failure, Failure)
    assert failure.problem.startswith("pages.zip!/a.html: ")
    assert what in failure.problem
    assert page.name == "pages.zip!/b.html"


def test_a_damaged_file_costs_itself_only() -> None:
    data = bytearray(zipped({"a.html": PAGE, "b.html": PAGE}, zipfile.ZIP_STORED))
    data[data.index(PAGE) + 5] ^= 1
    failure, page = read(bytes(data))
    assert isinstance(failure, Failure)
    assert "pages.zip!/a.html: it is damaged in its archive (Bad CRC-32" in failure.problem
    assert page.name == "pages.zip!/b.html"


def streamed(files: dict[str, bytes]) -> bytes:
    """Return a zip archive as it is written into a pipe: sizes follow the files."""

    class Sink(io.RawIOBase):
        def __init__(self) -> None:
            super().__init__()
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object, /) -> int:
            piece = bytes(data)  # type: ignore[call-overload]
            self.data += piece
            return len(piece)

    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return sink.data


@pytest.mark.parametrize("pack", [zipped, streamed])
def test_of_an_archive_that_is_cut_off_comes_what_is_whole_and_a_failure(pack: type) -> None:
    files = {"a.html": PAGE, "b.html": PAGE * 2, "c.html": PAGE * 3}
    data = pack(files)
    for cut in (data.index(b"PK\x01\x02"), len(data) - 5):
        found = read(data[:cut])
        assert [(one.name, one.data) for one in members(found)] == [
            (f"pages.zip!/{name}", content) for name, content in files.items()
        ]
        (problem,) = problems(found)
        assert problem.startswith("pages.zip: the zip archive is cut off or damaged")
    found = read(data[: data.index(b"c.html") + 20])
    assert [one.name for one in members(found)] == ["pages.zip!/a.html", "pages.zip!/b.html"]
    assert problems(found)


# -- bombs --------------------------------------------------------------------


def test_one_file_of_zeros_is_a_failure_in_little_memory() -> None:
    data = zipped([("big.html", b"\0" * 60_000_000), ("a.html", PAGE)])
    tracemalloc.start()
    failure, page = read(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert failure.problem.startswith("pages.zip!/big.html: it unpacks to more than 20,000,000 bytes")
    assert page.name == "pages.zip!/a.html"
    assert peak < 45_000_000


@pytest.fixture
def little_free(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let small archives unpack to 10 MB only, so that bombs need not be large."""
    free = 10_000_000
    monkeypatch.setattr("sayso.read.containers.budget.FREE", free)
    return free


def test_many_files_of_zeros_stop_at_the_ratio(little_free: int) -> None:
    data = zipped({f"{number}.html": b"\0" * 900_000 for number in range(20)})
    found = read(data)
    assert len(members(found)) == little_free // 900_000
    (problem,) = problems(found)
    assert problem.startswith("pages.zip: it unpacks to more than 10,000,000 bytes, as a decompression bomb")


def overlapping(count: int) -> bytes:
    """Return an archive whose list names one file *count* times, as bombs do."""
    whole = zipped({"a.html": b"\0" * 1_000_000})
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    listed = whole[start:end] * count
    return (
        whole[:start]
        + listed
        + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(listed), start, 0)
    )


def test_files_that_lie_in_each_other_are_not_read_at_all() -> None:
    assert "its files lie in each other" in only_problem(overlapping(5000))


def test_a_list_too_long_for_memory_is_not_read() -> None:
    budget = Budget(largest_member=1000)
    data = zipped({f"{number:05}.html": b"x" for number in range(50)})
    assert "its list of files is larger than 1,000 bytes" in only_problem(data, budget)


@pytest.mark.usefixtures("little_free")
def test_a_bomb_without_a_list_stops_too() -> None:
    data = streamed({"a.html": b"\0" * 15_000_000})
    assert "unpacks to more than 10,000,000 bytes" in only_problem(data[: data.index(b"PK\x01\x02")])


def test_more_files_than_the_budget_allows_are_not_read() -> None:
    found = read(zipped({f"{number}.html": PAGE for number in range(9)}), Budget(members=5))
    assert len(members(found)) == 5
    assert problems(found) == ["pages.zip: it holds more than 5 members; split it and give the parts"]


def unpack_all(found: object, budget: Budget, kinds: dict[bytes, object]) -> tuple[int, list[str]]:
    """Open what is found inside again and again, as the caller does; return how deep that went."""
    deepest, said = 0, []
    for one in found:  # type: ignore[attr-defined]
        if isinstance(one, Failure):
            said.append(one.problem)
            continue
        opener = next((opener for start, opener in kinds.items() if one.data.startswith(start)), None)
        if opener is None:
            continue
        if budget.depth <= 1:
            said.append("too deep")
            continue
        inner = budget.deeper(one.name)
        depth, more = unpack_all(opener(io.BytesIO(one.data), one.name, inner), inner, kinds)  # type: ignore[operator]
        deepest, said = max(deepest, depth + 1), said + more
    return deepest, said


def test_a_gzip_file_that_holds_itself_ends() -> None:
    quine = PAGE
    for _ in range(30):
        quine = zlib.compress(quine, wbits=31)
    budget = Budget()
    depth, said = unpack_all(open_gzip(io.BytesIO(quine), "r.gz", budget), budget, {b"\x1f\x8b": open_gzip})
    assert (depth, said) == (2, ["too deep"])


@pytest.mark.usefixtures("little_free")
def test_archives_of_archives_share_one_budget() -> None:
    inner = zipped({"a.html": b"\0" * 1_500_000})
    middle = zipped({f"{number}.zip": inner for number in range(10)}, zipfile.ZIP_STORED)
    outer = zipped({f"{number}.zip": middle for number in range(10)}, zipfile.ZIP_STORED)
    budget = Budget().within(len(outer))
    _, said = unpack_all(open_zip(io.BytesIO(outer), "outer.zip", budget), budget, {b"PK": open_zip})
    assert budget.tally.unpacked < 2 * budget.total
    assert any("unpacks to more than" in problem for problem in said)


# -- any bytes ----------------------------------------------------------------

SOUND = [
    zipped({"a.html": PAGE, "a.html.json": b'{"title": "T"}', "b.txt": b"Words."}),
    streamed({"a.html": PAGE, "b.html": PAGE * 2}),
    zipped({"a.html": PAGE, "c.html": PAGE}, zipfile.ZIP_BZIP2),
]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_change_of_bytes_raises(data: st.DataObject) -> None:
    changed = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.integers(0, 255))
    started = time.process_time()
    for one in read(bytes(changed[: data.draw(st.integers(1, len(changed)))])):
        assert isinstance(one, Failure | Member)
        assert isinstance(one, Member) or "\n" not in one.problem
    assert time.process_time() - started < 2


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18]))
def test_any_bytes_give_failures(tail: bytes, start: bytes) -> None:
    assert any(isinstance(one, Failure) for one in read(start + tail))
