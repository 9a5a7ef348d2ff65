"""Packed web archives: the pages that their list names, out of the WARC files inside."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from archives import PAGE, Pipe, answer, captures, each_packed, problems, record, zipped

from sayso.read.containers.budget import Budget
from sayso.read.containers.members import Member
from sayso.read.containers.wacz import open_wacz
from sayso.read.containers.warc import page_key
from sayso.read.containers.zips import open_zip

if TYPE_CHECKING:
    from sayso.model import Capture, Failure

RECORDS = [record(answer(), identity=name) for name in ("a", "b", "frame")]
DESCRIPTION = {"datapackage.json": b'{"profile": "data-package", "wacz_version": "1.1.1"}'}
WARC = {"archive/data.warc.gz": each_packed(RECORDS)}


def listing(*pages: dict[str, str]) -> bytes:
    lines = [{"format": "json-pages-1.0", "id": "pages"}, *pages]
    return b"\n".join(json.dumps(line).encode() for line in lines)


def read(files: dict[str, bytes], budget: Budget | None = None) -> list[Capture | Failure | Member]:
    return list(open_wacz(io.BytesIO(zipped(files)), "crawl.wacz", budget or Budget()))


def test_pages_are_those_that_are_listed_with_their_titles() -> None:
    budget = Budget()
    pages = listing({"url": "https://example.org/a#top", "title": "Harbour  closed\n"})
    extra = listing({"url": "https://example.org/b", "title": "https://example.org/b"})
    found = read({**DESCRIPTION, "pages/pages.jsonl": pages, "pages/extraPages.jsonl": extra, **WARC}, budget)
    assert [(one.name, one.supplied) for one in captures(found)] == [
        ("crawl.wacz!/archive/data.warc.gz!/a", {"title": "Harbour closed"}),
        ("crawl.wacz!/archive/data.warc.gz!/b", {}),
    ]
    assert captures(found)[0].data == PAGE
    assert captures(found)[0].address == "https://example.org/a"
    assert budget.tally.passed_over == {"pages that the archive does not list": 1}


@pytest.mark.parametrize(
    "listed", [{}, {"pages/pages.jsonl": b""}, {"pages/pages.jsonl": b"{}\n[1]\nno json\n"}]
)
def test_without_a_list_every_page_is_one(listed: dict[str, bytes]) -> None:
    assert len(captures(read({**DESCRIPTION, **listed, **WARC}))) == 3


def test_a_zip_that_is_one_is_read_as_one_and_a_zip_that_is_none_as_a_zip() -> None:
    data = zipped({**WARC, **DESCRIPTION})
    assert len(captures(open_zip(io.BytesIO(data), "crawl.zip", Budget()))) == 3
    assert len(captures(open_wacz(Pipe(data), "-", Budget()))) == 3  # type: ignore[arg-type]
    (member,) = read({"archive/data.warc.gz": b"x"})
    assert isinstance(member, Member)


def test_every_archive_in_it_is_read_and_damage_costs_what_is_damaged() -> None:
    damaged = bytearray(WARC["archive/data.warc.gz"])
    damaged[len(each_packed(RECORDS[:1])) + 60] ^= 0x55
    found = read({**DESCRIPTION, "archive/1.warc.gz": bytes(damaged), "archive/2.warc": b"".join(RECORDS)})
    assert len(captures(found)) == 5
    assert len(problems(found)) == 1
    assert problems(found)[0].startswith("crawl.wacz!/archive/1.warc.gz: a record is damaged")


def test_one_that_is_cut_off_gives_the_records_that_are_whole() -> None:
    data = zipped({**DESCRIPTION, **WARC}, 0)
    cut = data.index(each_packed(RECORDS[2:])) + 100
    found = list(open_wacz(io.BytesIO(data[:cut]), "crawl.wacz", Budget()))
    assert [one.name.rpartition("/")[2] for one in captures(found)] == ["a", "b"]
    assert any("the zip archive is cut off" in problem for problem in problems(found))


def test_one_without_pages_says_what_it_holds() -> None:
    moved = each_packed([record(answer(b"", "301 Moved"))])
    (problem,) = problems(read({**DESCRIPTION, "archive/data.warc.gz": moved}))
    assert problem.startswith("crawl.wacz: the archive holds no web page (redirects: 1); ")


def test_a_list_too_large_is_told_and_every_page_is_one() -> None:
    pages = listing(*({"url": f"https://example.org/{number}"} for number in range(500)))
    found = read({**DESCRIPTION, "pages/pages.jsonl": pages, **WARC}, Budget(largest_member=10_000))
    assert len(captures(found)) == 3
    assert "pages.jsonl: it unpacks to more than 10,000 bytes" in problems(found)[0]


def test_a_listed_page_is_found_under_https_and_with_a_slash_too() -> None:
    assert page_key("http://harbour.example/b#top") == page_key("https://harbour.example/b/")
    assert page_key("http://harbour.example/b") != page_key("http://harbour.example/c")
