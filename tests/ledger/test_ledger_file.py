"""A ledger file gives back what was put in, appears whole or not at all, and replaces only its like."""

from __future__ import annotations

import dataclasses
import tempfile
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings

import small_ledger
from any_ledger import ledgers
from sayso import model
from sayso.ledger import LedgerError, read_captures, read_ledger, write_ledger
from sayso.ledger.load import open_ledger


def stored_captures(path: Path) -> tuple[model.Capture, ...]:
    with closing(open_ledger(path)) as connection:
        return tuple(read_captures(connection))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_a_ledger_comes_back_exactly_as_it_was(
    made: tuple[model.Ledger, tuple[model.Capture, ...]],
) -> None:
    ledger, captures = made
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.ledger"
        write_ledger(path, ledger, captures)
        assert read_ledger(path) == ledger
        assert stored_captures(path) == captures


def test_the_small_ledger_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "ferry.ledger"
    write_ledger(path, small_ledger.ledger(), small_ledger.captures())
    assert read_ledger(path) == small_ledger.ledger()
    assert stored_captures(path) == small_ledger.captures()


def test_content_that_came_twice_is_stored_once(tmp_path: Path) -> None:
    first, second = small_ledger.captures()
    again = dataclasses.replace(first, name="copy of harbour.txt")
    path = tmp_path / "ferry.ledger"
    write_ledger(path, small_ledger.ledger(), (first, second, again))
    assert stored_captures(path) == (first, second, again)
    with closing(open_ledger(path)) as connection:
        assert connection.execute("SELECT count(*) FROM contents").fetchone() == (2,)


def test_captures_are_compressed(tmp_path: Path) -> None:
    page = small_ledger.capture_of("long.txt", "All quiet at the port. " * 10_000, "Harbour Post")
    write_ledger(tmp_path / "x.ledger", model.Ledger((), ()), [page])
    with closing(open_ledger(tmp_path / "x.ledger")) as connection:
        stored = connection.execute("SELECT size, octet_length(data) FROM contents").fetchone()
    assert stored is not None
    assert stored[0] == len(page.data)
    assert stored[1] < len(page.data) / 50


def test_spans_are_selected_by_plain_sql(tmp_path: Path) -> None:
    path = tmp_path / "ferry.ledger"
    write_ledger(path, small_ledger.ledger(), small_ledger.captures())
    with closing(open_ledger(path)) as connection:
        rows = connection.execute(
            "SELECT f.text, substring(d.text, f.start + 1, f.end - f.start), f.low FROM figures f "
            "JOIN statements s ON s.id = f.statement JOIN documents d ON d.id = s.document "
            "ORDER BY f.low, length(f.text)"
        ).fetchall()
    assert rows == [
        ("At least 190", "At least 190", 190.0),
        ("200", "200", 200.0),
        ("About 200", "About 200", 200.0),
    ]


def test_tables_and_columns_say_what_they_hold(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    write_ledger(path, model.Ledger((), ()), [])
    with closing(open_ledger(path)) as connection:
        silent = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
    assert silent == []


def test_a_ledger_replaces_a_ledger_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    write_ledger(path, model.Ledger((), ()), [])
    write_ledger(path, small_ledger.ledger(), small_ledger.captures())
    assert read_ledger(path) == small_ledger.ledger()
    assert [one.name for one in tmp_path.iterdir()] == ["x.ledger"]


def a_text(path: Path) -> None:
    path.write_text("my notes")


def an_empty_file(path: Path) -> None:
    path.touch()


def another_database(path: Path) -> None:
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")


@pytest.mark.parametrize("make", [a_text, an_empty_file, another_database])
def test_what_is_no_ledger_is_left_as_it_is(tmp_path: Path, make: object) -> None:
    path = tmp_path / "precious"
    assert callable(make)
    make(path)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="precious: there is a file that is not a sayso ledger"):
        write_ledger(path, small_ledger.ledger(), small_ledger.captures())
    assert path.read_bytes() == before
    with pytest.raises(LedgerError, match="precious"):
        read_ledger(path)


def test_a_write_that_fails_leaves_the_old_ledger(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    write_ledger(path, small_ledger.ledger(), small_ledger.captures())
    with pytest.raises(LedgerError, match=r"coast\.txt: its capture was not kept"):
        write_ledger(path, small_ledger.ledger(), small_ledger.captures()[:1])
    assert read_ledger(path) == small_ledger.ledger()
    assert [one.name for one in tmp_path.iterdir()] == ["x.ledger"]


def test_two_rows_of_one_id_are_refused(tmp_path: Path) -> None:
    ledger = small_ledger.ledger()
    doubled = dataclasses.replace(ledger, statements=ledger.statements * 2)
    with pytest.raises(LedgerError, match="two rows of the ledger have one id"):
        write_ledger(tmp_path / "x.ledger", doubled, small_ledger.captures())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no folder"):
        write_ledger(tmp_path / "none" / "x.ledger", model.Ledger((), ()), [])


def test_a_ledger_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no such ledger"):
        read_ledger(tmp_path / "none.ledger")


def test_a_ledger_of_a_later_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    write_ledger(path, model.Ledger((), ()), [])
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
    with pytest.raises(LedgerError, match="format 99, and this version reads format 1"):
        read_ledger(path)


def test_many_rows_are_written_fast(tmp_path: Path) -> None:
    """Bound parameters took a millisecond a row: 20,000 rows would take 20 s and not one."""
    ledger = small_ledger.ledger()
    first = ledger.statements[0]
    many = tuple(dataclasses.replace(first, id=f"s{n}") for n in range(4_000))
    started = time.process_time()
    write_ledger(tmp_path / "x.ledger", model.Ledger(ledger.documents, many), small_ledger.captures())
    assert time.process_time() - started < 5
    assert read_ledger(tmp_path / "x.ledger").statements == many
