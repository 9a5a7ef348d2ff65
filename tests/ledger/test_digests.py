"""No value of a ledger can be changed, and no row added or taken out, without verifying telling."""

from __future__ import annotations

import dataclasses
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

import small_ledger
from sayso.ledger import Verification, digests, verify_ledger, write_ledger
from sayso.ledger.schema import Table, tables

if TYPE_CHECKING:
    from sayso import model


AUTHORS = ("Idris Vanterpool",)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "ferry.ledger"
    ledger = small_ledger.ledger()
    signed = dataclasses.replace(ledger.documents[0], authors=AUTHORS)
    ledger = dataclasses.replace(ledger, documents=(signed, *ledger.documents[1:]))
    write_ledger(path, ledger, small_ledger.captures(), small_ledger.extractions())
    return path


@pytest.fixture
def ledger_file(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(written, tmp_path / written.name))


def read(capture: model.Capture) -> model.Document:
    """Read the small ledger's pages, the first of which has an author, so that every table has a row."""
    document: model.Document = small_ledger.read(capture)
    first = capture.sha256 == small_ledger.captures()[0].sha256
    return dataclasses.replace(document, authors=AUTHORS if first else ())


def tamper(path: Path, *statements: str) -> Verification:
    """Change a ledger behind its back, then verify it."""
    with closing(duckdb.connect(str(path))) as connection:
        for statement in statements:
            connection.execute(statement)
    return verify_ledger(path, read)


def found(verification: Verification) -> list[tuple[str, str, str]]:
    return [(one.table, one.row, one.problem) for one in verification.mismatches]


OTHER = {
    "VARCHAR": "coalesce(\"{0}\", '') || 'x'",
    "INTEGER": 'coalesce("{0}", 0) + 1',
    "BIGINT": 'coalesce("{0}", 0) + 1',
    "DOUBLE": 'coalesce("{0}", 0) + 0.001',
    "BOOLEAN": 'NOT coalesce("{0}", false)',
}
"""For a column of each type, another value than it holds."""


def one_row(table: Table) -> str:
    """Return SQL for one row of *table*, which must have one for the test to show anything."""
    rows = " WHERE \"key\" = 'schema'" if table.name == "meta" else ""
    return f'(SELECT rowid FROM "{table.name}"{rows} ORDER BY rowid LIMIT 1)'  # noqa: S608 - declared names


@pytest.mark.parametrize(
    "table", [one for one in tables().values() if one.name != digests.TABLE], ids=lambda one: one.name
)
def test_no_value_can_be_changed_without_another_digest(ledger_file: Path, table: Table) -> None:
    with closing(duckdb.connect(str(ledger_file))) as connection:
        written = list(digests.digests(connection))
        for column in table.columns:
            if column.type == "BLOB":
                continue  # it is held against its own SHA-256
            connection.execute("BEGIN")
            changed = connection.execute(
                f'UPDATE "{table.name}" SET "{column.name}" = {OTHER[column.type].format(column.name)} '  # noqa: S608 - declared names
                f"WHERE rowid = {one_row(table)}"
            ).fetchone()
            assert changed == (1,)
            names = {name for name, _, _ in digests.differences(written, digests.digests(connection))}
            assert names == {table.name}, column.name
            connection.execute("ROLLBACK")


@pytest.mark.parametrize("table", tables().values(), ids=lambda one: one.name)
def test_no_row_can_be_emptied_taken_out_or_doubled_unseen(ledger_file: Path, table: Table) -> None:
    name, row = table.name, one_row(table)
    empty = ", ".join(f'"{column.name}" = NULL' for column in table.columns if column.name != table.key)
    changes = [
        f'UPDATE "{name}" SET {empty} WHERE rowid = {row}',  # noqa: S608 - declared names
        f'DELETE FROM "{name}" WHERE rowid = {row}',  # noqa: S608 - declared names
    ]
    if table.key is None:
        changes.append(f'INSERT INTO "{name}" SELECT * FROM "{name}" WHERE rowid = {row}')  # noqa: S608 - declared names
    for change in changes:
        changed = ledger_file.with_name("changed.ledger")
        shutil.copy(ledger_file, changed)
        verification = tamper(changed, change)
        assert not verification.ok, change
        assert all(isinstance(text, str) for one in found(verification) for text in one)


@pytest.mark.parametrize(
    ("change", "table", "owner"),
    [
        ("UPDATE figures SET low = low + 1 WHERE statement = 's2'", "figures", "s2"),
        ("UPDATE figures SET \"when\" = '2020' WHERE statement = 's2'", "figures", "s2"),
        ("UPDATE sources SET name = 'the mayor' WHERE statement = 's2'", "sources", "s2"),
        ("UPDATE statements SET negated = NOT negated WHERE id = 's2'", "statements", "s2"),
        ("UPDATE statements SET voice = 'outlet' WHERE id = 's2'", "statements", "s2"),
        ("UPDATE moments SET value = '2020-05-03'", "moments", "s1"),
        ("UPDATE relations SET relation = 'same', because = ''", "relations", "claim"),
        ("UPDATE claims SET confidence = 0.5", "claims", "claim"),
        ("UPDATE origins SET because = '' WHERE position = 0", "origins", "claim"),
        ("UPDATE cues SET count = 9 WHERE position = 0", "cues", "0"),
        ("UPDATE wording SET referent = 'x' WHERE position = 0", "wording", "0"),
    ],
)
def test_a_value_that_no_page_shows_is_named_by_what_it_hangs_on(
    ledger_file: Path, change: str, table: str, owner: str
) -> None:
    verification = tamper(ledger_file, change)
    assert verification.failed == "rows"
    [(where, row, problem)] = found(verification)
    assert (where, row) == (table, owner)
    assert problem.startswith("holds other values than were written")


def test_the_ledger_as_written_holds(ledger_file: Path) -> None:
    assert tamper(ledger_file).ok


def test_rows_taken_out_are_counted(ledger_file: Path) -> None:
    verification = tamper(ledger_file, "DELETE FROM figures WHERE statement = 's2'", "DELETE FROM lookalikes")
    assert verification.failed == "rows"
    assert found(verification) == [
        ("figures", "s2", "has 0 rows where 1 was written"),
        ("lookalikes", "0", "has 0 rows where 1 was written"),
    ]


def test_a_row_and_its_digest_taken_out_together_break_the_seal(ledger_file: Path) -> None:
    verification = tamper(
        ledger_file,
        "DELETE FROM figures WHERE statement = 's2'",
        "DELETE FROM digests WHERE \"table\" = 'figures' AND owner = 's2'",
    )
    assert verification.failed == "rows"
    assert found(verification) == [("digests", "(table)", "is not as it was written")]


def test_a_time_of_reading_that_is_none_is_named(ledger_file: Path) -> None:
    verification = tamper(ledger_file, "UPDATE captures SET captured = 'yesterday' WHERE position = 0")
    assert verification.failed == "contents"
    [(table, row, problem)] = found(verification)
    assert (table, row) == ("captures", small_ledger.captures()[0].name)
    assert "'yesterday', which is not an ISO 8601 time" in problem
