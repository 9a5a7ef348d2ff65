"""Tar archives, and files packed one by one: what comes out, and what a damaged or hostile one costs."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import tarfile
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from archives import PAGE, Pipe, answer, each_packed, record
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Failure
from sayso.read import ReadOptions, open_captures
from sayso.read.containers.budget import Budget
from sayso.read.containers.members import Member
from sayso.read.containers.packed import Unpacking
from sayso.read.containers.tars import open_tar
from sayso.read.errors import ReadError
from sayso.read.formats import format_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def tarred(files: dict[str, bytes] | list[tuple[str, bytes]], form: int = tarfile.GNU_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in files.items() if isinstance(files, dict) else files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def read(data: bytes, budget: Budget | None = None, size: int = 1 << 16) -> list[Failure | Member]:
    return list(open_tar(Pipe(data, size), "pages.tar", budget or Budget()))


def members(data: bytes) -> list[Member]:
    found = read(data)
    assert all(isinstance(one, Member) for one in found), found
    return [one for one in found if isinstance(one, Member)]


def problems(found: list[Failure | Member] | list[Capture | Failure]) -> list[str]:
    failures = [one for one in found if isinstance(one, Failure)]
    for failure in failures:
        called = failure.problem.partition(": ")[0]
        assert failure.name.startswith(called) or called == "standard input"
        assert failure.problem.isprintable()
    return [failure.problem for failure in failures]


# -- what comes out -------------------------------------------------------------


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("size", [1, 511, 1 << 16])
def test_pages_come_in_the_order_of_the_archive_whatever_wrote_it(form: int, size: int) -> None:
    names = ["b.html", "dir/a.txt", "x" * 90 + "/" + "y" * 90 + ".html", "Fähre.html"]
    found = read(tarred(dict.fromkeys(names, PAGE), form), size=size)
    assert [one.name for one in found] == [f"pages.tar!/{name}" for name in names]
    assert all(isinstance(one, Member) and one.data == PAGE for one in found)


def test_long_names_are_read_as_gnu_and_pax_write_them() -> None:
    name = "a/" * 120 + "page.html"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        (page,) = members(tarred({name: PAGE}, form))
        assert page.name == f"pages.tar!/{name}"


def test_what_a_folder_passes_over_is_passed_over_and_counted() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in (
            ("page.html", PAGE),
            ("page_files/frame.html", PAGE),
            (".b.html", PAGE),
            ("a.png", b"x"),
        ):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE)
        for kind in kinds:
            info = tarfile.TarInfo("link.html")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    budget = Budget()
    (page,) = read(out.getvalue(), budget)
    assert page.name == "pages.tar!/page.html"
    assert dict(budget.tally.passed_over) == {
        "hidden files and files saved along with a page": 2,
        "images, scripts and other files": 1,
        "links": 2,
        "devices": 2,
    }
    (note,) = budget.tally.notes
    assert note == (
        "pages.tar: 1 page was read, and what is none was passed over (devices: 2, "
        "hidden files and files saved along with a page: 2, links: 2, images, scripts and other files: 1)"
    )


def test_a_sidecar_says_what_it_says_before_or_after_its_page() -> None:
    said = json.dumps({"outlet": "The Gazette"}).encode()
    for names in (["a.html", "a.html.json"], ["a.html.json", "a.html"], ["a.html", "a.json", "b.html"]):
        page = members(tarred({name: said if name.endswith(".json") else PAGE for name in names}))[0]
        assert page.supplied == {"outlet": "The Gazette"}
    assert members(tarred({"a.html": PAGE, "a.json": b'[{"text": "x"}]'}))[0].supplied == {}
    failure, broken = read(tarred({"a.html": PAGE, "a.html.json": b"{"}))
    assert isinstance(failure, Failure)
    assert failure.problem.startswith("pages.tar!/a.html.json: the sidecar is not valid JSON")
    assert broken == Member("pages.tar!/a.html", PAGE)


def sidecar(number: int) -> bytes:
    return json.dumps({"outlet": f"Outlet {number}"}).encode()


@given(st.permutations([f"{n}.{suffix}" for n in range(6) for suffix in ("html", "html.json")]))
@settings(max_examples=40, deadline=None)
def test_a_sidecar_is_found_wherever_the_system_put_it(names: list[str]) -> None:
    files = {name: sidecar(int(name[0])) if name.endswith("json") else PAGE for name in names}
    pages = members(tarred(files))
    assert [page.name.rpartition("/")[2] for page in pages] == [name for name in names if name.endswith("l")]
    for page in pages:
        assert page.supplied == {"outlet": f"Outlet {page.name.rpartition('/')[2][0]}"}


def test_two_pages_of_one_name_have_a_sidecar_each() -> None:
    files = [
        (name, sidecar(n) if "json" in name else PAGE) for n in (1, 2) for name in ("a.html", "a.html.json")
    ]
    assert [page.supplied["outlet"] for page in members(tarred(files))] == ["Outlet 1", "Outlet 2"]


def test_a_sidecar_that_comes_too_late_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.read.containers.tars._MOST_HELD", 3000)
    names = [f"{n}.html" for n in range(9)]
    budget = Budget()
    files = dict.fromkeys(names, PAGE) | {f"{name}.json": sidecar(1) for name in names}
    pages = read(tarred(files), budget)
    lost = sum(not page.supplied for page in pages if isinstance(page, Member))
    assert 0 < lost < 9
    (note,) = budget.tally.notes
    assert note == (
        f"pages.tar: {lost} sidecars stood too far from their pages and went unread; "
        "unpack the archive and give the folder"
    )
    monkeypatch.setattr("sayso.read.containers.tars._MOST_JSON", 3000)
    budget = Budget()
    pages = read(tarred({f"{name}.json": sidecar(1) for name in names} | dict.fromkeys(names, PAGE)), budget)
    lost = sum(not page.supplied for page in pages if isinstance(page, Member))
    assert 0 < lost < 9
    assert budget.tally.notes[0].startswith(f"pages.tar: {lost} sidecars stood too far")


def test_joined_archives_are_read_to_the_last(tmp_path: Path) -> None:
    first, second = tarred({"a.html": PAGE}), tarred({"b.html": PAGE})
    assert [page.name for page in members(first + second)] == ["pages.tar!/a.html", "pages.tar!/b.html"]
    told: list[str] = []
    (page,) = opened(tmp_path / "a.tar", first + b"stray", told)
    assert isinstance(page, Capture)
    assert told == [
        f"{tmp_path}/a.tar: what follows the end of the archive was passed over (from byte 10,240 on)"
    ]


def test_no_name_leads_out_and_each_is_one() -> None:
    names = ["../../etc/passwd.html", "/abs.html", "a.html", "./a.html"]
    assert [one.name for one in members(tarred([(name, PAGE) for name in names]))] == [
        "pages.tar!/%2E%2E/%2E%2E/etc/passwd.html",
        "pages.tar!/abs.html",
        "pages.tar!/a.html",
        "pages.tar!/a (2).html",
    ]


def test_an_archive_without_pages_is_a_failure() -> None:
    (problem,) = problems(read(tarred({"a.png": b"x"})))
    assert problem == (
        "pages.tar: the archive holds no page (images, scripts and other files: 1); "
        "put .txt or .html files in it"
    )
    (problem,) = problems(read(tarred({"posts.json": b"[]"})))
    assert problem == (
        "pages.tar: the archive holds no page (JSON files of no page: 1); "
        "give a table of pages as a file of its own"
    )


# -- packed files -----------------------------------------------------------------


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd.compress,
}


def opened(path: Path, data: bytes, told: list[str] | None = None) -> list[Capture | Failure]:
    path.write_bytes(data)
    options = ReadOptions(told=(told if told is not None else []).append)
    return list(open_captures([str(path)], options=options))


@pytest.mark.parametrize("suffix", PACKINGS)
def test_a_packed_archive_goes_by_its_own_name(suffix: str, tmp_path: Path) -> None:
    told: list[str] = []
    data = PACKINGS[suffix](tarred({"a.html": PAGE, "b.png": b"x", "c.zip": b"PK\x05\x06" + bytes(18)}))
    page, inner = opened(tmp_path / f"pages.tar.{suffix}", data, told)
    assert (page.name, inner.name) == tuple(
        f"{tmp_path}/pages.tar.{suffix}!/{x}" for x in ("a.html", "c.zip")
    )
    assert isinstance(page, Capture)
    assert page.data == PAGE
    (note,) = told
    assert note == (
        f"{tmp_path}/pages.tar.{suffix}: 2 pages were read, and what is none was passed over "
        "(images, scripts and other files: 1)"
    )


@pytest.mark.parametrize("suffix", PACKINGS)
def test_a_page_or_a_table_may_be_packed_by_itself(suffix: str, tmp_path: Path) -> None:
    (page,) = opened(tmp_path / f"a.html.{suffix}", PACKINGS[suffix](PAGE))
    assert isinstance(page, Capture)
    assert (page.name, page.data) == (f"{tmp_path}/a.html.{suffix}!/a.html", PAGE)
    (row,) = opened(tmp_path / f"t.csv.{suffix}", PACKINGS[suffix](b"text\nIt sank on Friday.\n"))
    assert isinstance(row, Capture)
    assert row.name.startswith(f"{tmp_path}/t.csv.{suffix}!/t.csv!/")


@pytest.mark.parametrize("suffix", ["bz2", "xz", "zst"])
def test_a_web_archive_may_be_packed_in_any_way(suffix: str, tmp_path: Path) -> None:
    data = record(answer(), identity="a") + record(answer(), identity="b")
    for packed in (PACKINGS[suffix](data), PACKINGS[suffix](data[:700]) + PACKINGS[suffix](data[700:])):
        found = opened(tmp_path / f"crawl.warc.{suffix}", packed)
        assert [one.name for one in found] == [f"{tmp_path}/crawl.warc.{suffix}!/{x}" for x in "ab"]
        assert all(isinstance(one, Capture) and one.data == PAGE for one in found)


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_may_carry_the_dictionary_of_its_records(packed: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    records = [record(answer(), identity=str(n)) for n in range(20)]
    made = zstd.train_dict(records * 20, 4000)
    content = zstd.compress(made.dict_content) if packed else made.dict_content
    frame = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
    data = frame + b"".join(zstd.compress(one, zstd_dict=made) for one in records)
    found = opened(tmp_path / "crawl.warc.zst", data)
    assert [one.name.rpartition("/")[2] for one in found] == [str(n) for n in range(20)]
    assert all(isinstance(one, Capture) and one.data == PAGE for one in found)
    (failure,) = opened(tmp_path / "cut.warc.zst", data[: len(frame) - 3])
    assert isinstance(failure, Failure)
    assert "its dictionary is cut off" in failure.problem


def test_a_tar_archive_of_web_archives_gives_their_pages(tmp_path: Path) -> None:
    inner = each_packed([record(answer(), identity="1")])
    (page,) = opened(tmp_path / "crawls.tgz", gzip.compress(tarred({"a.warc.gz": inner})))
    assert page.name == f"{tmp_path}/crawls.tgz!/a.warc.gz!/1"


@pytest.mark.parametrize("suffix", ["bz2", "xz", "zst"])
def test_what_follows_the_end_of_a_packed_file_is_passed_over_and_told(suffix: str, tmp_path: Path) -> None:
    told: list[str] = []
    packed = PACKINGS[suffix](PAGE[:20]) + PACKINGS[suffix](PAGE[20:]) + bytes(9) + b"stray bytes"
    (page,) = opened(tmp_path / f"a.html.{suffix}", packed, told)
    assert isinstance(page, Capture)
    assert page.data == PAGE
    (note,) = told
    assert "what follows the end of its" in note


@pytest.mark.parametrize("suffix", PACKINGS)
def test_what_is_unpacked_counts_once(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.read.containers.budget.FREE", 3_000_000)
    data = PACKINGS[suffix](tarred([(f"{n}.txt", b"It sank. " * 100_000) for n in range(3)]))  # 2.7 MB
    assert len(data) < 10_000
    assert not problems(opened(tmp_path / f"a.tar.{suffix}", data))
    monkeypatch.setattr("sayso.read.containers.budget.FREE", 2_000_000)
    assert "it unpacks to more than" in problems(opened(tmp_path / f"a.tar.{suffix}", data))[0]


# -- damage -------------------------------------------------------------------------


@pytest.mark.parametrize("cut", [100, 700, 1400, 2000])
def test_of_an_archive_that_is_cut_off_comes_what_is_whole(cut: int) -> None:
    data = tarred([(f"{n}.html", PAGE) for n in range(9)])
    found = read(data[:-10240][: len(data) - 10240 - cut] if len(data) > 10240 else data[: 9 * 1024 - cut])
    *pages, failure = found
    assert isinstance(failure, Failure)
    assert "is damaged at byte" in failure.problem
    assert all(isinstance(page, Member) and page.data == PAGE for page in pages)


@pytest.mark.parametrize("blocks", range(1, 8))
def test_an_archive_that_is_cut_between_two_blocks_is_told_of(blocks: int) -> None:
    *pages, failure = read(tarred([(f"{n}.html", PAGE) for n in range(4)])[: 512 * blocks])
    assert len(pages) == blocks // 2
    assert isinstance(failure, Failure)
    assert "it is cut off" in failure.problem or "it ends without its end mark" in failure.problem


@pytest.mark.parametrize("suffix", PACKINGS)
def test_a_packed_file_that_is_cut_off_or_changed_is_a_failure(suffix: str, tmp_path: Path) -> None:
    packed = PACKINGS[suffix](PAGE * 50)
    (failure,) = problems(opened(tmp_path / f"a.html.{suffix}", packed[:-6]))
    assert "is damaged (" in failure


def test_memory_that_a_file_wants_has_an_end() -> None:
    window = zstd.CompressionParameter.window_log
    compressor = zstd.ZstdCompressor(options={window: 30})
    packed = compressor.compress(b"a" * 1000, compressor.FLUSH_BLOCK) + compressor.flush()
    with pytest.raises(ReadError, match="cannot be unpacked"):
        Unpacking(io.BytesIO(packed), "a.zst", Budget(), "zstd").read()


ZEROS = bytes(30_000_000)


def header(name: bytes, size: bytes, kind: bytes) -> bytes:
    block = bytearray(tarfile.TarInfo(name.decode()).tobuf(tarfile.GNU_FORMAT))
    block[124:136], block[156:157], block[148:156] = size, kind, b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


HUGE = b"\x80\x00\x00\x00\x00\x00\x7f\xff\xff\xff\xff\xff"
HOSTILE = {
    "bomb in tar in gzip": gzip.compress(tarred([(f"{n}.html", ZEROS) for n in range(8)])),
    "bomb in bzip2": bz2.compress(ZEROS * 4),
    "bomb in xz": lzma.compress(ZEROS * 4),
    "bomb in zstd": zstd.compress(ZEROS * 4),
    "bomb of bombs": zstd.compress(zstd.compress(zstd.compress(ZEROS * 8))),
    "a name without end": gzip.compress(header(b"a", b"77777777777\0", b"L") + ZEROS),
    "a pax header without end": gzip.compress(header(b"a", b"77777777777\0", b"x") + ZEROS),
    "pax headers of many records": header(b"a", b"00003720000\0", b"x") + b"5 a=\n" * 200_000 + bytes(512),
    "nothing but headers": header(b"a", b"00000000000\0", b"x") * 50_000,
    "more than there is": header(b"a.html", HUGE, b"0") + PAGE,
    "links without end": header(b"a.html", HUGE, b"2") * 10_000,
    "a list of holes without end": header(b"a", b"00000000000\0", b"S")[:482] + b"\1" * 200_000,
    "tar in tar in tar": tarred({"a.tar": tarred({"b.tar": tarred({"c.tar": tarred({"d.tar": PAGE})})})}),
    "JSON without end": gzip.compress(tarred([(f"{n}.json", b"") for n in range(30_000)]), 1),
    "empty files of bzip2": bz2.compress(b"") * 500_000,
    "empty files of zstd": zstd.compress(b"") * 500_000,
    "empty files of gzip": gzip.compress(b"") * 500_000,
    "dictionary of a lie": b"\x5d\x2a\x4d\x18\xff\xff\xff\xff" + bytes(100),
    "dictionary that is a bomb": b"\x5d\x2a\x4d\x18"
    + len(zstd.compress(ZEROS)).to_bytes(4, "little")
    + zstd.compress(ZEROS),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_ends_soon_and_holds_little(name: str, tmp_path: Path) -> None:
    tracemalloc.start()
    started = time.process_time()
    found = opened(tmp_path / "input", HOSTILE[name])
    seconds, peak = time.process_time() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 6
    assert peak < 150_000_000
    assert found
    problems(found)


def test_a_head_that_only_looks_like_an_archive_is_none() -> None:
    assert format_of(b"BZh is what begins a bzip2 file.", ".txt") is None
    assert format_of(PAGE * 20, ".html") is None
    assert format_of(bytes(1024), ".tar") is None


SEEDS = {
    "tar": tarred({"a.html": PAGE, "a.html.json": b'{"outlet": "B"}', "x" * 120 + ".txt": b"It sank."}),
    "pax": tarred({"é" * 90 + ".html": PAGE, "b.txt": b"It sank."}, tarfile.PAX_FORMAT),
    "bz2": bz2.compress(PAGE),
    "xz": lzma.compress(PAGE),
    "zst": zstd.compress(PAGE),
    "tar.zst": zstd.compress(tarred({"a.html": PAGE})),
}


@given(st.sampled_from(sorted(SEEDS)), st.data())
@settings(max_examples=100, deadline=None)
def test_whatever_is_done_to_an_archive_it_is_read_or_told(kind: str, data: st.DataObject) -> None:
    content = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, min(len(content), 2000)))
        end = at + data.draw(st.integers(0, 40))
        content[at:end] = data.draw(st.binary(max_size=30) | st.just(bytes(content[at:end]) * 2))
    found = list(open_captures(["-"], stdin=io.BytesIO(bytes(content))))
    assert found
    problems(found)
