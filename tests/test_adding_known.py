"""Adding what is there already: a file has one name, and what is said otherwise of it is told."""

from __future__ import annotations

import json
import os
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from sayso import adding, read_ledger
from sayso.adding_known import spellings
from sayso.ledger.load import open_ledger, read_captures
from sayso.read import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN = "Alles ruhig am Hafen von Norhaven, sagte der Kapitän am Montag. Report {}.\n"
"""A page of a language that is read for numbers alone, so that adding it is quick."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(FOREIGN.format(n))
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        for n in range(3, 6):
            archive.writestr(f"{n}.txt", FOREIGN.format(n))
    return tmp_path


def add(*names: str, published: dict[str, str] | None = None) -> tuple[adding.Step, list[str]]:
    told: list[str] = []
    step = adding.add(
        "x.ledger",
        names,
        published=published,
        attribution="rules",
        workers=1,
        reading=ReadOptions(told=told.append),
    )
    return step, told


def names() -> list[str]:
    return [document.name for document in read_ledger("x.ledger").documents]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("0.txt", "{folder}/0.txt"),
        ("{folder}/0.txt", "0.txt"),
        ("0.txt", "./0.txt"),
        ("./0.txt", "0.txt"),
        ("pages.zip", "{folder}/pages.zip"),
        ("{folder}/pages.zip", "./pages.zip"),
    ],
)
def test_a_file_goes_by_one_name_however_its_path_is_written(folder: Path, first: str, then: str) -> None:
    first, then = first.format(folder=folder), then.format(folder=folder)
    step, told = add(first)
    assert (step.skipped, told) == (0, [])
    before = names()
    again, told = add(then)
    assert (again.documents, again.skipped) == (0, step.documents)
    assert names() == before
    assert told == [f"{then}: the ledger has this file as {first}, and it goes by that name"]


def test_a_changed_file_is_a_version_of_itself_however_its_path_is_written(folder: Path) -> None:
    add("0.txt", "1.txt")
    for n in range(2):
        (folder / f"{n}.txt").write_text(FOREIGN.format(f"{n}, changed"))
    step, told = add(f"{folder}/0.txt", f"{folder}/1.txt", f"{folder}/2.txt")
    assert step.documents == 3
    assert names() == ["0.txt", "1.txt", "0.txt", "1.txt", f"{folder}/2.txt"]
    assert told == [
        f"{folder}/0.txt: the ledger has this file as 0.txt, and it goes by that name",
        "1 more file is in the ledger with its path written otherwise, and goes by that name",
    ]


def test_files_of_one_content_are_two_files(folder: Path) -> None:
    (folder / "copy.txt").write_text(FOREIGN.format(0))
    add("0.txt")
    step, told = add("copy.txt")
    assert (step.documents, told) == (1, [])


def test_addresses_and_standard_input_are_written_in_one_way() -> None:
    for name in ("-", "stdin", "https://post.example/1"):
        assert spellings(name) == (name,)
    assert os.path.abspath("a/b") in spellings("a/../a/b")  # noqa: PTH100 - as the code does


def test_what_is_said_otherwise_of_a_page_that_is_there_is_told(folder: Path) -> None:
    add("0.txt", "1.txt", published={"0.txt": "2022-03-03"})
    (folder / "0.txt.json").write_text(json.dumps({"outlet": "The Gazette"}))
    step, told = add("0.txt", "1.txt", published={"0.txt": "2022-03-04"})
    assert (step.documents, step.skipped) == (0, 2)
    (sentence,) = told
    assert sentence == (
        "0.txt: it is in the ledger already, and what is said of it now was not taken over: "
        "outlet The Gazette (nothing was said when it was added), "
        "published 2022-03-04 (2022-03-03 when it was added); "
        "add it to a new ledger to have it so"
    )
    with closing(open_ledger("x.ledger")) as connection:
        assert [one.supplied for one in read_captures(connection)] == [{"published": "2022-03-03"}, {}]


def test_what_is_said_as_before_or_no_longer_is_not_worth_telling(folder: Path) -> None:
    add(str(folder / "0.txt"), published={"0": "2022-03-03"})
    for dates in ({"0": "2022-03-03"}, {"0": "20220303"}, {}):
        assert add(str(folder / "0.txt"), published=dates)[1] == []


def test_of_many_the_first_are_told_and_the_rest_counted(folder: Path) -> None:
    rows = [{"id": n, "text": FOREIGN.format(n), "title": "A"} for n in range(30)]
    (folder / "t.jsonl").write_text("\n".join(map(json.dumps, rows)))
    add("t.jsonl")
    (folder / "t.jsonl").write_text("\n".join(json.dumps(row | {"title": "B"}) for row in rows))
    step, told = add("t.jsonl")
    assert (step.documents, step.skipped) == (0, 30)
    assert len(told) == 21
    assert told[0].startswith("t.jsonl!/0: it is in the ledger already")
    assert told[-1] == (
        "10 more inputs are in the ledger already, and what is said of them now was not taken over"
    )


def test_a_row_that_comes_in_above_adds_that_row_alone(folder: Path) -> None:
    rows = [FOREIGN.format(n).strip() for n in range(4)]
    (folder / "t.csv").write_text("\n".join(["text", *map(json.dumps, rows)]))
    assert add("t.csv")[0].documents == 4
    (folder / "t.csv").write_text(
        "\n".join(["text", json.dumps(FOREIGN.format(9).strip()), *map(json.dumps, rows)])
    )
    step, told = add("t.csv")
    assert (step.documents, step.skipped, told) == (1, 4, [])
