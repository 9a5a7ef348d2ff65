"""sayso add and sayso link as a user meets them: run as a program, stopped, resumed, and looked into."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from sayso import adding, pipeline, read_ledger, verify_ledger, write_ledger
from sayso.adding_amount import Amount
from sayso.console_adding import duration, sentence
from sayso.ledger.load import open_ledger, read_captures
from sayso.model import Capture, Failure
from sayso.outcome import tell

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "volunteers"
FOREIGN = "Alles ruhig am Hafen von Norhaven, sagte der Kapitän am Montag. Report {}.\n"
"""A page of a language that is read for numbers alone, so that adding it is quick."""


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "sayso", *map(str, arguments)]


def sayso(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The examples compared into a ledger at once, and added in two runs and linked."""
    folder = tmp_path_factory.mktemp("both")
    once, grown = folder / "once.ledger", folder / "grown.ledger"
    pages = [str(page) for page in sorted(EXAMPLES.iterdir()) if page.suffix in {".html", ".txt"}][:3]
    run = pipeline.compare(pages, attribution="rules", workers=1, keep_captures=True)
    write_ledger(once, run.ledger, run.captures, run.extractions)
    adding.add(grown, pages[:1], attribution="rules", workers=1)
    adding.add(grown, pages, attribution="rules", workers=1)
    pipeline.link(grown)
    return once, grown


def test_adding_and_linking_gives_what_comparing_gives(both: tuple[Path, Path]) -> None:
    once, grown = map(read_ledger, both)
    assert once.claims
    assert once == grown
    tables = []
    for path in both:
        assert verify_ledger(path).ok
        with closing(open_ledger(path)) as connection:
            captures = [dataclasses.replace(one, captured=None) for one in read_captures(connection)]
            rows = {
                table: sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)  # noqa: S608 - three names
                for table in ("labels", "names", "sources", "contents")
            }
            tables.append((captures, rows))
    assert tables[0] == tables[1]
    assert tables[0][1]["labels"]
    assert tables[0][1]["names"]


def test_a_ledger_to_which_a_page_was_added_says_that_its_claims_are_out_of_date(
    both: tuple[Path, Path], tmp_path: Path
) -> None:
    ledger = Path(shutil.copy(both[0], tmp_path / "x.ledger"))
    claim = read_ledger(ledger).claims[0].id
    assert "out of date" not in sayso("explain", ledger, claim).stderr
    page = tmp_path / "new.txt"
    page.write_text(FOREIGN.format(1))
    done = sayso("add", ledger, page)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0].startswith(f"sayso: 1 document added to {ledger} in ")
    assert "its claims are out of date" in sayso("explain", ledger, claim).stderr


def test_progress_as_json_lines_tells_of_batches_and_failures(tmp_path: Path) -> None:
    page, ledger = tmp_path / "a.txt", tmp_path / "x.ledger"
    page.write_text(FOREIGN.format(1))
    gone = tmp_path / "gone.txt"
    done = sayso("add", ledger, page, gone, "--progress", "jsonl")
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"failed": str(gone), "problem": f"{gone}: there is no such file; check the name"} in lines
    last = lines[-1]
    assert list(last) == ["documents", "skipped", "failures", "seconds", "rate", "bytes", "of"]
    assert (last["documents"], last["skipped"], last["failures"]) == (1, 0, 1)
    assert last["bytes"] == last["of"] == page.stat().st_size
    again = sayso("add", ledger, page, gone, "--progress", "jsonl")
    last = json.loads(again.stderr.splitlines()[-1])
    assert (again.returncode, last["documents"], last["skipped"], last["failures"]) == (0, 0, 2, 0)


@pytest.mark.parametrize(
    ("pages", "code", "said"),
    [
        (["gone.txt"], 3, "0 documents added to"),
        (["x.ledger"], 2, "x.ledger is the ledger, and cannot be added to itself"),
    ],
)
def test_what_cannot_be_added_is_told(tmp_path: Path, pages: list[str], code: int, said: str) -> None:
    done = sayso("add", tmp_path / "x.ledger", *(tmp_path / page for page in pages))
    assert done.returncode == code
    assert said in done.stderr


def test_what_is_no_ledger_is_refused_and_left(tmp_path: Path) -> None:
    notes, page = tmp_path / "notes", tmp_path / "a.txt"
    notes.write_text("my notes")
    page.write_text(FOREIGN.format(1))
    for done in (sayso("add", notes, page), sayso("link", notes)):
        assert done.returncode == 2
        assert "notes: cannot be opened as a ledger" in done.stderr
    assert notes.read_text() == "my notes"


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    ledger, pages = tmp_path / "x.ledger", tmp_path / "pages"
    pages.mkdir()
    for n in range(600):
        (pages / f"{n:03}.txt").write_text(FOREIGN.format(n))
    options = ("--workers", "1", "--progress", "jsonl", "--attribution", "rules")
    process = subprocess.Popen(
        command("add", ledger, pages, *options), stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert process.stderr is not None
    first = json.loads(process.stderr.readline())
    assert first["documents"] > 0
    process.send_signal(signal.SIGINT)
    rest = process.communicate()[1]
    assert process.returncode == 130, rest
    stopped = len(read_ledger(ledger).documents)
    assert 0 < stopped < 600
    done = sayso("add", ledger, pages, *options)
    assert json.loads(done.stderr.splitlines()[-1])["skipped"] == stopped
    documents = read_ledger(ledger).documents
    assert [Path(one.name).name for one in documents] == [f"{n:03}.txt" for n in range(600)]


def test_what_was_passed_over_in_an_archive_is_told_and_is_no_failure(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "pages.tar.gz", "w:gz") as archive:
        for name, data in (("a.txt", FOREIGN.format(1).encode()), ("b.png", b"x")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    said = "1 page was read, and what is none was passed over (images, scripts and other files: 1)"
    pages, rules = tmp_path / "pages.tar.gz", ("--attribution", "rules")
    done = sayso("add", tmp_path / "x.ledger", pages, *rules)
    assert done.returncode == 0
    assert f"sayso: {pages}: {said}" in done.stderr.splitlines()
    again = sayso("add", tmp_path / "x.ledger", pages, *rules, "--progress", "jsonl")
    objects = [json.loads(line) for line in again.stderr.splitlines()]
    assert {"note": f"{pages}: {said}"} in objects
    assert objects[-1]["skipped"] == 1
    assert sayso("add", tmp_path / "x.ledger", pages, *rules, "--quiet").stderr == ""
    quiet = sayso("add", tmp_path / "x.ledger", pages, *rules, "--quiet", "--progress", "jsonl")
    assert "note" not in quiet.stderr


def test_of_many_notes_the_first_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    tell([f"a{n}.zip: something" for n in range(25)], quiet=False)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "sayso: 5 more notes of this kind are not shown"


# -- what is shown ------------------------------------------------------------------


def test_how_far_a_run_is_in_words() -> None:
    step = adding.Step(documents=1_200, skipped=30, failures=2, seconds=60, left=7_300)
    assert sentence(step) == "1,200 documents, 20.0/s, 30 there already, 2 failed, 2 h 2 min left"
    assert sentence(adding.Step(documents=1)) == "1 document, 0.0/s"
    assert [duration(seconds) for seconds in (8, 720, 12_000)] == ["8 s", "12 min", "3 h 20 min"]


def test_how_much_is_done_is_counted_in_bytes_of_the_files_named(tmp_path: Path) -> None:
    first, archive = tmp_path / "a.txt", tmp_path / "b.warc"
    first.write_bytes(b"x" * 100)
    archive.write_bytes(b"y" * 1_000)
    amount = Amount([str(first), str(archive)])
    assert amount.total == 1_100
    inside = [Capture("", f"{archive}!/{n}", b"z" * 9_000, "text/plain") for n in range(3)]
    assert amount.after(Capture("", str(first), b"x" * 100, "text/plain")) == 100
    with archive.open("rb") as file:
        amount.watch(file)
        file.read(400)
        assert amount.after(inside[0]) == 500
        file.read()
        assert amount.after(inside[1]) == 1_100
    assert amount.after(Failure("gone.txt", "gone.txt: there is no such file")) == 1_100
    assert Amount(["-"]).total is None
