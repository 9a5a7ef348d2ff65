"""`sayso explain` as a user meets it, on a ledger of the examples."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from sayso import read_ledger

ROOT = Path(__file__).resolve().parent.parent


def sayso(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line and return its output as text."""
    return subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, arguments)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
    )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explained") / "volunteers.ledger"
    done = sayso("compare", "examples/volunteers", "--ledger", path, "--quiet")
    assert done.returncode == 0, done.stderr
    return path


def test_every_kind_of_row_is_explained_and_is_as_it_is_stored(ledger: Path) -> None:
    stored = read_ledger(ledger)
    claim = stored.claims[0]
    alike = stored.lookalikes[0]
    for kind, ids in (
        ("claim", [claim.id]),
        ("statement", [claim.statements[0]]),
        ("pair", [claim.relations[0].a, claim.relations[0].b]),
        ("pair", [alike.a, alike.b]),
    ):
        done = sayso("explain", ledger, *ids, "--format", "json")
        assert (done.returncode, done.stderr) == (0, "")
        found = json.loads(done.stdout)
        assert (found["kind"], found["differences"]) == (kind, [])
        for origin in found["origins"]:
            again = sayso("explain", ledger, origin["id"][:11])
            assert again.returncode == 0
            assert again.stdout.startswith(f"Origin {origin['id']}\n")


def test_a_value_that_was_changed_is_told_and_the_exit_code_is_1(ledger: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.ledger"
    changed.write_bytes(ledger.read_bytes())
    claim = read_ledger(ledger).claims[0]
    with closing(duckdb.connect(str(changed))) as connection:
        connection.execute("UPDATE claims SET confidence = 0.5 WHERE id = ?", [claim.id])
    done = sayso("explain", changed, claim.id)
    assert done.returncode == 1
    assert f"! Claim {claim.id} is stored with confidence 0.5000, and found again with" in done.stdout


def test_what_cannot_be_explained_is_one_sentence_and_exit_code_2(ledger: Path, tmp_path: Path) -> None:
    done = sayso("explain", ledger, "nothing")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Error: {ledger}: no claim, statement or origin has the id nothing\n"
    done = sayso("explain", tmp_path / "none.ledger", "a1")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Error: {tmp_path / 'none.ledger'}: there is no such ledger\n"
