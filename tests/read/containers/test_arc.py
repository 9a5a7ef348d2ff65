"""ARC files, the Internet Archive's form before WARC: the same pages, the same telling of what is none."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from archives import PAGE, Pipe, answer, each_packed
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Failure
from sayso.read import open_captures
from sayso.read.containers.budget import Budget
from sayso.read.containers.warc import open_arc

if TYPE_CHECKING:
    from pathlib import Path

DATE = "20070313120000"


def entry(content: bytes, address: str = "http://post.example/1", version: int = 1) -> bytes:
    more = "" if version == 1 else " 200 - - 0 a.arc"
    return f"{address} 10.0.0.1 {DATE} text/html{more} {len(content)}\n".encode() + content + b"\n"


def file_entry(version: int = 1) -> bytes:
    return entry(b"%d 0 Archive\nURL IP-address Archive-date\n" % version, "filedesc://a.arc", version)


def read(data: bytes, budget: Budget | None = None, size: int = 1 << 16) -> list[Capture | Failure]:
    return list(open_arc(Pipe(data, size), "a.arc", budget or Budget()))


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("size", [1, 1 << 16])
def test_a_page_comes_with_its_address_and_its_moment(version: int, size: int) -> None:
    (page,) = read(file_entry(version) + entry(answer(), version=version), size=size)
    assert isinstance(page, Capture)
    assert page.name == f"a.arc!/{DATE}/http://post.example/1"
    assert (page.data, page.address) == (PAGE, "http://post.example/1")
    assert page.captured == datetime(2007, 3, 13, 12, tzinfo=UTC)
    assert page.headers["content-type"].startswith("text/html")


def test_what_is_no_page_is_passed_over_and_told() -> None:
    budget = Budget()
    data = file_entry() + entry(answer()) + entry(answer(b"", "302 Found"), "http://post.example/a b")
    data += entry(b"10.0.0.1", "dns:post.example") + entry(answer(PAGE, "404 Not Found"))
    assert len(read(data, budget)) == 1
    (note,) = budget.tally.notes
    assert note == (
        "a.arc: 1 page was read, and what is none was passed over "
        "(a crawler's notes: 1, error pages: 1, redirects: 1)"
    )


def test_nothing_in_an_address_turns_a_line_around() -> None:
    (page,) = read(file_entry() + entry(answer(), "http://post.example/\x1b\u202e"))
    assert isinstance(page, Capture)
    assert page.address == "http://post.example/%1B%E2%80%AE"


def test_two_pages_of_one_moment_have_two_names() -> None:
    assert len({page.name for page in read(file_entry() + entry(answer()) * 2)}) == 2


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: each_packed([data[:99], data[99:]])])
def test_it_may_be_packed(pack: type[bytes], tmp_path: Path) -> None:
    path = tmp_path / "crawl.arc.gz"
    path.write_bytes(pack(file_entry() + entry(answer())))
    (page,) = open_captures([str(path)])
    assert page.name == f"{path}!/{DATE}/http://post.example/1"


@pytest.mark.parametrize(
    ("end", "what"),
    [
        (b"no record\n", "no record starts here"),
        (entry(answer())[:-40], "it is cut off"),
        (b"http://a.example/ 1.1.1.1 20070313120000 text/html 99999999999999\nabc", "it is cut off"),
        (b"http://a.example/ " * 100_000, "no record starts here"),
    ],
)
def test_what_stands_before_damage_is_read(end: bytes, what: str) -> None:
    page, failure = read(file_entry() + entry(answer()) + end)
    assert isinstance(page, Capture)
    assert isinstance(failure, Failure)
    assert what in failure.problem


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_whatever_is_done_to_it_it_is_read_or_told(data: st.DataObject) -> None:
    content = bytearray(file_entry() + entry(answer()) + entry(answer(), "http://post.example/2"))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=20))
    found = list(open_arc(io.BytesIO(bytes(content)), "a.arc", Budget()))
    assert found
    assert all(one.problem.isprintable() for one in found if isinstance(one, Failure))
