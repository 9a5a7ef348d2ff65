"""Verifying holds every row against its capture, and names the rows that were tampered with."""

from __future__ import annotations

import dataclasses
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb
import pytest

import small_ledger
from sayso.ledger import LedgerError, Verification, verify_ledger, write_ledger
from sayso.ledger.verify import CLASSES

if TYPE_CHECKING:
    from pathlib import Path

    from sayso import model


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.ledger"
    write_ledger(path, small_ledger.ledger(), small_ledger.captures())
    return path


def tamper(path: Path, *statements: str) -> Verification:
    """Change a ledger behind its back, then verify it."""
    with closing(duckdb.connect(str(path))) as connection:
        for statement in statements:
            connection.execute(statement)
    return verify_ledger(path, small_ledger.read)


def found(verification: Verification) -> list[tuple[str, str, str]]:
    return [(one.table, one.row, one.problem) for one in verification.mismatches]


def test_a_ledger_as_written_holds(ledger_file: Path) -> None:
    verification = verify_ledger(ledger_file, small_ledger.read)
    assert verification.ok
    assert list(verification.checked) == list(CLASSES)
    assert all(verification.checked.values()), "no class may be empty, or this test shows nothing of it"


def test_bytes_that_changed_are_named_by_their_hash(ledger_file: Path) -> None:
    data = small_ledger.COAST.replace("190", "910").encode()
    with closing(duckdb.connect(str(ledger_file))) as connection:
        connection.execute(
            "UPDATE contents SET data = ? WHERE sha256 = ?",
            [zlib.compress(data), small_ledger.captures()[1].sha256],
        )
    verification = verify_ledger(ledger_file, small_ledger.read)
    assert verification.failed == "contents"
    [(table, row, problem)] = found(verification)
    assert (table, row) == ("contents", small_ledger.captures()[1].sha256)
    assert "SHA-256" in problem


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (zlib.compress(bytes(50_000_000)), "holds more than"),
        (zlib.compress(small_ledger.HARBOUR.encode())[:-6], "cannot be decompressed"),
        (b"no zlib", "cannot be decompressed"),
        (zlib.compress(b"short"), "holds 5 bytes where"),
    ],
    ids=["bomb", "cut off", "another format", "shorter"],
)
def test_bytes_that_cannot_be_unpacked_are_named(ledger_file: Path, data: bytes, problem: str) -> None:
    with closing(duckdb.connect(str(ledger_file))) as connection:
        sha256 = small_ledger.captures()[0].sha256
        connection.execute("UPDATE contents SET data = ? WHERE sha256 = ?", [data, sha256])
    verification = verify_ledger(ledger_file, small_ledger.read)
    assert verification.failed == "contents"
    assert problem in verification.mismatches[0].problem


@pytest.mark.parametrize(
    ("change", "table", "row", "problem"),
    [
        ("UPDATE documents SET capture = 'x' WHERE position = 1", "documents", None, "not in captures"),
        ("DELETE FROM captures WHERE position = 0", "supplied", "0 outlet", "not in captures"),
        ("UPDATE statements SET document = 'gone' WHERE id = 's3'", "statements", "s3", "names gone"),
        (
            "UPDATE figures SET statement = 'gone' WHERE text = '200'",
            "figures",
            "gone #0",
            "not in statements",
        ),
        (
            "UPDATE claim_statements SET statement = 'gone' WHERE position = 1",
            "claim_statements",
            "claim #1",
            "gone",
        ),
        ("UPDATE relations SET b = 's3'", "relations", "claim #0", "not in claim_statements"),
        (
            "UPDATE origin_statements SET statement = 's3' WHERE origin = 1",
            "origin_statements",
            "claim #1.0",
            "s3",
        ),
        ("UPDATE claims SET story = 'gone'", "claims", "claim", "names gone"),
        ("UPDATE lookalikes SET a = 'gone'", "lookalikes", "#0", "names gone"),
        (
            "DELETE FROM story_documents WHERE position = 1",
            "claim_statements",
            "claim #1",
            "outside the story",
        ),
        (
            "DELETE FROM wording_words WHERE position = 0",
            "wording_places",
            "#0.0.0.0",
            "not in wording_words",
        ),
        ("UPDATE cue_statements SET statement = 'gone'", "cue_statements", "#0.0", "names gone"),
    ],
)
def test_a_reference_to_nothing_is_named(
    ledger_file: Path, change: str, table: str, row: str | None, problem: str
) -> None:
    verification = tamper(ledger_file, change)
    assert verification.failed == "references"
    assert (table, row) in [(t, r if row else None) for t, r, _ in found(verification)]
    assert any(problem in one.problem for one in verification.mismatches)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE documents SET text = replace(text, 'mayor', 'major') WHERE position = 0", "at character 64"),
        ("UPDATE blocks SET kept = true WHERE NOT kept", "at block 2"),
        ('UPDATE blocks SET "end" = "end" - 1 WHERE position = 0', "at block 0"),
        ("DELETE FROM blocks WHERE position = 1", "at block 1"),
        ("UPDATE documents SET published = '2020-01-01' WHERE position = 0", "its published is"),
        ("UPDATE documents SET outlet = 'Nobody' WHERE position = 0", "its outlet is 'Nobody'"),
        ("UPDATE problems SET problem = 'none'", "its problems is"),
    ],
)
def test_a_document_that_its_capture_does_not_give_is_named(
    ledger_file: Path, change: str, problem: str
) -> None:
    verification = tamper(ledger_file, change)
    assert verification.failed == "documents"
    assert verification.mismatches[0].row == small_ledger.ledger().documents[0].id
    assert problem in verification.mismatches[0].problem


def test_a_capture_that_can_no_longer_be_read_is_a_mismatch(ledger_file: Path) -> None:
    def fail(capture: model.Capture) -> model.Document:
        message = f"{capture.name}: reading is broken"
        raise ValueError(message)

    verification = verify_ledger(ledger_file, fail)
    assert verification.failed == "documents"
    assert "reading is broken" in verification.mismatches[0].problem


@pytest.mark.parametrize(
    ("change", "table", "row", "problem"),
    [
        ("UPDATE statements SET text = 'x' WHERE id = 's2'", "statements", "s2", 'is "x", and'),
        ("UPDATE statements SET start = start + 1 WHERE id = 's3'", "statements", "s3", "reads"),
        ("UPDATE statements SET cue_text = 'said' WHERE id = 's2'", "statements", "s2", 'reads "claimed"'),
        ("UPDATE statements SET cue_end = 9999 WHERE id = 's2'", "statements", "s2", "of a text of"),
        ("UPDATE statements SET cue_end = NULL WHERE id = 's2'", "statements", "s2", "half a span"),
        (
            "UPDATE sources SET text = 'an expert' WHERE statement = 's2'",
            "sources",
            "s2 #0",
            "an official",
        ),
        ("UPDATE figures SET text = '400' WHERE statement = 's3'", "figures", "s3 #0", 'reads "200"'),
        ("UPDATE figures SET start = -1 WHERE statement = 's3'", "figures", "s3 #0", "of a text of"),
        ("UPDATE moments SET text = '4 May'", "moments", "s1 #0", 'reads "3 May"'),
        ('UPDATE parts SET "end" = "end" - 1 WHERE statement = \'s2\'', "parts", "s2 #0", "reads"),
        ("UPDATE relations SET a_text = 'x'", "relations", "claim #0", 'reads "About 200"'),
        ("UPDATE relations SET b_start = b_start - 1", "relations", "claim #0", "reads"),
        ("UPDATE lookalikes SET b_text = 'x'", "lookalikes", "#0", 'reads "200 cars"'),
        ("UPDATE wording_places SET text = 'the ship'", "wording_places", "#0.0.0.0", 'reads "the ferry"'),
    ],
)
def test_a_span_that_does_not_select_its_words_is_named(
    ledger_file: Path, change: str, table: str, row: str, problem: str
) -> None:
    verification = tamper(ledger_file, change)
    assert verification.failed == "spans"
    assert (table, row) in [(t, r) for t, r, _ in found(verification)]
    assert any(problem in one.problem for one in verification.mismatches)


def moved(table: str, words: str, statement: str = "s2") -> str:
    """Return SQL that moves a row to other words of its document, so that only its place is wrong."""
    start = small_ledger.COAST.index(words)
    return (
        f"UPDATE {table} SET start = {start}, \"end\" = {start + len(words)}, text = '{words}' "  # noqa: S608 - test's own
        f"WHERE statement = '{statement}'"
    )


@pytest.mark.parametrize(
    ("change", "table", "row", "problem"),
    [
        (moved("figures", "200"), "figures", "s2 #0", "outside its statement"),
        (moved("parts", "an official"), "parts", "s2 #0", "outside its statement"),
        (moved("parts", "At least 190 people"), "statements", "s2", "and its parts"),
        (
            "UPDATE parts SET position = 1 - position WHERE statement = 's1'",
            *("parts", "s1 #1", "before the part it follows"),
        ),
    ],
)
def test_a_row_outside_its_statement_is_named(
    ledger_file: Path, change: str, table: str, row: str, problem: str
) -> None:
    verification = tamper(ledger_file, change)
    assert verification.failed == "nesting"
    assert (table, row) in [(t, r) for t, r, _ in found(verification)]
    assert any(problem in one.problem for one in verification.mismatches)


@pytest.mark.parametrize(
    ("change", "origins"),
    [
        ("DELETE FROM origin_statements WHERE origin = 1", "0 origins"),
        ("INSERT INTO origin_statements VALUES ('claim', 0, 1, 's2')", "2 origins"),
    ],
)
def test_a_statement_without_one_origin_is_named(ledger_file: Path, change: str, origins: str) -> None:
    verification = tamper(ledger_file, change)
    assert verification.failed == "origins"
    assert found(verification) == [
        (
            "claim_statements",
            "claim #1",
            f"statement s2 traces back to {origins} of its claim, and should to one",
        )
    ]


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("DROP TABLE moments", "moments"),
        ("ALTER TABLE figures ADD COLUMN note VARCHAR", "figures"),
        ("UPDATE meta SET value = 'x' WHERE key = 'schema'", "meta"),
    ],
)
def test_other_tables_than_the_formats_are_named(ledger_file: Path, change: str, table: str) -> None:
    verification = tamper(ledger_file, change)
    assert verification.failed == "schema"
    assert [one.table for one in verification.mismatches] == [table]


def test_only_the_first_class_that_fails_is_reported(ledger_file: Path) -> None:
    verification = tamper(
        ledger_file, "UPDATE figures SET text = 'x'", "DELETE FROM origin_statements WHERE origin = 1"
    )
    assert verification.failed == "spans"
    assert {one.table for one in verification.mismatches} == {"figures"}
    assert "origins" not in verification.checked


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("my notes")
    with pytest.raises(LedgerError, match="cannot be opened as a ledger"):
        verify_ledger(tmp_path / "notes", small_ledger.read)


def test_offsets_count_code_points_beyond_the_first_plane(tmp_path: Path) -> None:
    ledger = small_ledger.ledger()
    ship = small_ledger.COAST.index("🚢")
    place = dataclasses.replace(
        ledger.wording[0].outlets["Coast Daily"][0],
        places=((ledger.documents[1].id, ship, ship + 1),),
    )
    wording = dataclasses.replace(ledger.wording[0], outlets={"Coast Daily": (place,)})
    path = tmp_path / "x.ledger"
    write_ledger(path, dataclasses.replace(ledger, wording=(wording,)), small_ledger.captures())
    with closing(duckdb.connect(str(path))) as connection:
        assert connection.execute("SELECT text FROM wording_places").fetchall() == [("🚢",)]
    assert verify_ledger(path, small_ledger.read).ok
