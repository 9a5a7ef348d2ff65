"""The command line as a user meets it: run as a program, on pages good and bad."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import jsonschema
import pytest

import small_ledger
from sayso import cli, model, read_ledger, schema, to_json, write_ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "volunteers"

PAGE = """Ferry sinks off Norhaven

NORHAVEN, 4 May 2024. About 200 people were on board when the ferry went down,
Mayor Ada Example said on Friday.

The coast guard, which sent three boats and a helicopter, said that 150 passengers had been brought ashore by
the evening. "We are still looking for survivors", a spokesman told reporters at the harbour.
"""


def sayso(
    *arguments: object, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line and return its output as text."""
    done = subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, arguments)],
        check=False,
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


# -- the main job ----------------------------------------------------------------


class Compared:
    """One run of the main job on the examples, with everything that it can write."""

    def __init__(self, folder: Path) -> None:
        self.ledger = folder / "volunteers.ledger"
        self.html = folder / "volunteers.html"
        self.done = sayso(
            *("compare", "examples/volunteers", "--format", "json"),
            *("--ledger", self.ledger, "--html", self.html),
            cwd=EXAMPLES.parent.parent,
        )


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    return Compared(tmp_path_factory.mktemp("compared"))


def test_compare_gives_valid_json_a_ledger_and_a_page(compared: Compared) -> None:
    assert compared.done.returncode == 0, compared.done.stderr
    found = json.loads(compared.done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    assert len(found["documents"]) == 6
    assert found["statements"]
    assert found["claims"]
    assert found["failed"] == []
    assert to_json(read_ledger(compared.ledger)) == found, "the ledger holds what was printed"
    assert compared.html.read_text("utf-8").lower().startswith("<!doctype html>")
    assert compared.done.stderr.splitlines() == [
        f"sayso: the ledger is in {compared.ledger}",
        f"sayso: the report is in {compared.html}",
    ]


def test_every_printed_span_selects_its_words(compared: Compared) -> None:
    found = json.loads(compared.done.stdout)
    texts = {document["id"]: document["text"] for document in found["documents"]}
    for statement in found["statements"]:
        text = texts[statement["document"]]
        cue = [statement["cue"]] if statement["cue"] else []
        printed = [link for link in statement["chain"] if link["start"] is not None]
        for row in [statement, *cue, *printed, *statement["figures"], *statement["moments"]]:
            assert text[row["start"] : row["end"]] == row["text"]


def test_the_ledger_of_a_run_holds(compared: Compared) -> None:
    done = sayso("verify", compared.ledger)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        *("schema", "contents", "references", "documents", "spans", "sources", "nesting", "origins", "rows")
    ]


def test_two_workers_in_another_run_give_the_same_bytes(compared: Compared) -> None:
    again = sayso(
        *("compare", "examples/volunteers", "--workers", 2), cwd=EXAMPLES.parent.parent,
        env={"SAYSO_COMPARE_FORMAT": "json", "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"},
    )  # fmt: skip
    assert again.returncode == 0, again.stderr
    assert again.stdout == compared.done.stdout
    assert again.stderr == ""


# -- bad input --------------------------------------------------------------------


def test_a_mixture_of_good_and_bad_inputs(tmp_path: Path) -> None:
    """Bad pages are named on stderr and in the data, in a sentence each; the good ones go on."""
    (tmp_path / "good.txt").write_text(PAGE, "utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (tmp_path / "folder").mkdir()
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).touch()
    bad = ["empty.txt", "picture.txt", "folder", "missing.html", os.fsdecode(b"caf\xe9.txt")]
    inputs = ["good.txt", *bad, "-"]
    done = sayso(
        "extract", *inputs, "--format", "json", "--published", "good=2024-05-04", cwd=tmp_path,
        stdin=PAGE.replace("200", "300").encode("utf-16"),
    )  # fmt: skip
    assert done.returncode == 1
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    assert [document["name"] for document in found["documents"]] == ["good.txt", "-"]
    assert found["documents"][0]["published"] == "2024-05-04"
    assert {figure["low"] for one in found["statements"] for figure in one["figures"]} >= {150, 200, 300}
    assert found["claims"] == []
    assert [failure["name"] for failure in found["failed"]] == [*bad[:-1], r"caf\udce9.txt"]
    assert done.stderr.splitlines() == [f"sayso: {failure['problem']}" for failure in found["failed"]]


@pytest.mark.parametrize("command", ["compare", "extract"])
def test_nothing_that_can_be_read_is_exit_code_3(tmp_path: Path, command: str) -> None:
    (tmp_path / "empty.txt").touch()
    done = sayso(command, "empty.txt", "missing.txt", "--format", "json", cwd=tmp_path)
    assert done.returncode == 3
    assert len(json.loads(done.stdout)["failed"]) == 2
    assert done.stderr.splitlines()[-1] == "sayso: nothing could be read"
    assert "Traceback" not in done.stderr


def test_nothing_read_leaves_the_old_ledger_and_report(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    write_ledger(path, small_ledger.ledger(), small_ledger.captures())
    names = [capture.name for capture in small_ledger.captures()]
    done = sayso("compare", *names, "--ledger", path, "--html", "x.html", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert read_ledger(path) == small_ledger.ledger()
    assert not (tmp_path / "x.html").exists()


# -- what is refused ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["compare"], "Missing argument 'PAGE...'"),
        (["compare", "a.txt", "--quiet", "--verbose"], "--quiet and --verbose contradict each other"),
        (["extract", "-", "-"], "- (standard input) is given twice"),
        (["compare", "a.txt", "--published", "a.txt"], "give a page's name, an equals sign and a date"),
        (["compare", "a.txt", "--published", "a.txt=yesterday"], "yesterday"),
        (["compare", "a.txt", "--published", "b.txt=2024-05-04"], "b.txt"),
        (
            ["compare", "a.txt", "notes.txt", "./sub/a.txt", "--published", "a=2024-05-04"],
            "a: a.txt and ./sub/a.txt have this name; give each its own date by its path",
        ),
        (
            ["compare", "a.txt", "--published", "a=2024-05-04", "--published", "a=2024-05-05"],
            "gives two dates for a",
        ),
        (["compare", "a.txt", "--html", "a.txt"], "--html a.txt would overwrite a page"),
        (["compare", ".", "--html", "report.html"], "would lie among the pages"),
        (["compare", "a.txt", "--ledger", "x", "--html", "./x"], "--ledger and --html both name x"),
        (["compare", "a.txt", "--html", "none/x.html"], "there is no folder"),
        (["compare", "a.txt", "--ledger", "notes.txt"], "not a sayso ledger, and it is left as it is"),
        (["compare", "a.txt", "--format", "pdf"], "'pdf' is not one of"),
        (["extract", "a.txt", "--workers", "0"], "0 is not in the range"),
        (["extract", "a.txt", "--attribution", "guess"], "'guess' is not"),
        (["verify", "gone.ledger"], "there is no such ledger"),
        (["verify", "notes.txt"], "cannot be opened as a ledger"),
        (["judge", "a.txt"], "No such command 'judge'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "notes.txt").write_text("my notes")
    if "./sub/a.txt" in arguments:
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "a.txt").write_text(PAGE + "More.\n")
    done = sayso(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert sentence in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert (tmp_path / "notes.txt").read_text() == "my notes"


# -- verify and schema --------------------------------------------------------------


def test_verify_names_the_row_that_was_tampered_with(tmp_path: Path) -> None:
    path, sha256 = tmp_path / "x.ledger", small_ledger.captures()[0].sha256
    write_ledger(path, model.Ledger((), ()), small_ledger.captures())
    assert sayso("verify", path).returncode == 0
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute(
            "UPDATE contents SET size = size + 1 WHERE sha256 = ?", [small_ledger.captures()[0].sha256]
        )
    done = sayso("verify", path, "--quiet")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"contents {sha256}: holds ")
    assert len(done.stdout.splitlines()) == 1


def test_schema_prints_the_schema() -> None:
    done = sayso("schema")
    assert done.returncode == 0
    assert json.loads(done.stdout) == schema()


def test_an_error_in_sayso_is_a_sentence_and_an_exit_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        message = "no such\nkey"
        raise KeyError(message)

    monkeypatch.setattr("sayso.export.schema", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main(["schema"])
    assert ended.value.code == 70
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("sayso: an error in sayso ended the run (KeyError: ")
    assert len(shown.err.splitlines()) == 1


# -- streams and signals --------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["schema"],
        ["compare", "good.txt", "--quiet"],
        ["compare", "good.txt", "--quiet", "--full"],
        ["compare", "good.txt", "--quiet", "--format", "md"],
        ["extract", "good.txt", "--quiet"],
        ["extract", "good.txt", "--quiet", "--format", "jsonl"],
    ],
    ids=" ".join,
)
def test_a_reader_that_has_gone_is_no_error(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PAGE, "utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "sayso", *arguments],
            check=False,
            cwd=tmp_path,
            stdout=pipe,
            stderr=subprocess.PIPE,
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_report_is_brief_unless_asked_for_in_full(compared: Compared) -> None:
    """What the brief one counts as left out, the full one shows."""
    root, env = EXAMPLES.parent.parent, {"COLUMNS": "100"}
    brief = sayso("compare", "examples/volunteers", cwd=root, env=env)
    full = sayso("compare", "examples/volunteers", "--full", cwd=root, env=env)
    claims = [claim["id"] for claim in json.loads(compared.done.stdout)["claims"]]
    assert len(brief.stdout.splitlines()) <= 160
    assert "--full, or --html FILE" in brief.stdout
    assert "--full" not in full.stdout
    assert sum(claim in full.stdout for claim in claims) > sum(claim in brief.stdout for claim in claims) > 0


LISTENING = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from sayso.cli import main; main(sys.argv[1:])"
)
"""Sayso as a terminal starts it: what runs in the background may inherit that Ctrl-C is ignored."""


def test_ctrl_c_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LISTENING, "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        process.stdin.write(b"x" * 500_000)  # more than a pipe holds: returns when sayso reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert process.returncode == 130
    assert (out, err.strip()) == (b"", b"")


def on_a_terminal(*arguments: object, env: Mapping[str, str]) -> str:
    """Run the command line with a terminal for its output and return all that it shows there."""
    control, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "sayso", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm-256color", **env},
    ):
        os.close(terminal)
        shown = b""
        while True:
            try:
                chunk = os.read(control, 4096)
            except OSError:  # Linux says so when the last writer has closed
                break
            if not chunk:
                break
            shown += chunk
    os.close(control)
    return shown.decode()


COLOUR = re.compile(r"\x1b\[[0-9;]*\b(3[0-7]|38|4[0-7]|48|9[0-7])\b[0-9;]*m")


def test_no_color_means_none_and_progress_shows_only_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PAGE, "utf-8")
    shown = on_a_terminal("compare", tmp_path / "good.txt", env={"NO_COLOR": "1"})
    assert "Ferry sinks off Norhaven" in shown
    assert "reading" in shown
    assert not COLOUR.search(shown)
