"""A ledger grows by whole batches, knows what it holds, and holds whatever comes next."""

from __future__ import annotations

import dataclasses
import random
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb
import pytest
from added_pages import added, capture, read
from hypothesis import given
from hypothesis import strategies as st

import small_ledger
from sayso import model
from sayso.ledger import LedgerError, digests, read_captures, read_ledger, verify_ledger, write_ledger
from sayso.ledger.append import Added, Adder
from sayso.ledger.load import open_ledger, read_extractions
from sayso.ledger.relink import relink, standing
from sayso.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def add(path: Path, *batches: Sequence[Added]) -> list[model.Failure]:
    with Adder(path) as ledger:
        return [failure for batch in batches for failure in ledger.add(batch)]


def names(path: Path) -> list[str]:
    return [document.name for document in read_ledger(path).documents]


def test_what_was_added_in_batches_is_there_in_order_and_holds(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    pages = [added(n) for n in range(7)]
    assert add(path, pages[:3], pages[3:4]) == []
    assert add(path, pages[4:]) == []
    with closing(open_ledger(path)) as connection:
        assert read_extractions(connection) == [page.result for page in pages]
        assert tuple(read_captures(connection)) == tuple(page.capture for page in pages)
    assert verify_ledger(path, read).mismatches == ()
    assert [one.name for one in tmp_path.iterdir()] == ["x.ledger"]


def test_digests_and_seal_are_those_of_a_ledger_written_at_once(tmp_path: Path) -> None:
    pages = [added(n) for n in range(5)]
    add(tmp_path / "grown.ledger", pages[:2], pages[2:])
    extractions = [page.result for page in pages if isinstance(page.result, model.Extraction)]
    ledger = model.Ledger(
        tuple(one.document for one in extractions), tuple(s for one in extractions for s in one.statements)
    )
    write_ledger(
        tmp_path / "written.ledger", ledger, [page.capture for page in pages if page.capture], extractions
    )
    found = []
    for name in ("grown", "written"):
        with closing(open_ledger(tmp_path / f"{name}.ledger")) as connection:
            found.append((sorted(digests.written(connection)), digests.seal(connection)))
    assert found[0] == found[1]


def test_what_is_stored_is_known_by_its_bytes_and_its_name(tmp_path: Path) -> None:
    failure = model.Failure("b.pdf", "b.pdf: it is locked")
    with Adder(tmp_path / "x.ledger") as ledger:
        ledger.add([added(1), Added(None, failure)])
        other_name = dataclasses.replace(capture(1), name="copy.txt")
        other_bytes = dataclasses.replace(capture(2), name=capture(1).name)
        other_problem = dataclasses.replace(failure, problem="b.pdf: it is empty")
        items: list[model.Capture | model.Failure] = [
            capture(1),
            capture(2),
            other_name,
            other_bytes,
            failure,
            other_problem,
        ]
        assert ledger.stored(items) == [True, False, False, False, True, False]
        assert ledger.stored([]) == []


def test_the_headers_of_an_address_are_those_it_was_last_had_with(tmp_path: Path) -> None:
    first, second = (
        Added(dataclasses.replace(page.capture, address="https://desk.example/a"), page.result)
        for page in (added(1), added(2))
        if page.capture
    )
    with Adder(tmp_path / "x.ledger") as ledger:
        assert ledger.headers_of("https://desk.example/a") == {}
        ledger.add([first])
        assert ledger.headers_of("https://desk.example/a") == {"etag": '"1"'}
        ledger.add([second])
        assert ledger.headers_of("https://desk.example/a") == {"etag": '"2"'}
        assert ledger.headers_of("https://desk.example/b") == {}


def test_a_name_with_other_bytes_is_a_new_document(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    add(path, [added(1)], [added(1, text="Not so quiet at the port.")])
    assert names(path) == [capture(1).name] * 2
    assert verify_ledger(path, read).ok


def test_content_that_came_twice_is_stored_once(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    again = dataclasses.replace(capture(1), name="copy.txt")
    failed = model.Failure("copy.txt", "copy.txt: it says nothing")
    twice = dataclasses.replace(again, name="copy of copy.txt")
    assert add(path, [added(1), Added(again, failed)], [Added(twice, failed)]) == [failed, failed]
    with closing(open_ledger(path)) as connection:
        assert connection.execute("SELECT count(*) FROM contents").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM failures").fetchone() == (1,)
        assert [one.name for one in read_captures(connection)] == [capture(1).name, again.name, twice.name]
    assert verify_ledger(path, read).ok


def test_what_no_ledger_can_hold_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    half = added(2)
    assert isinstance(half.result, model.Extraction)
    document = dataclasses.replace(half.result.document, outlet="half a \ud83d")
    spoilt = Added(half.capture, dataclasses.replace(half.result, document=document))
    [failure] = add(path, [added(1), spoilt, added(3)])
    assert failure.name == capture(2).name
    assert failure.problem.startswith(f"{failure.name}: it cannot be kept in a ledger (")
    assert names(path) == [capture(1).name, capture(3).name]
    assert read_ledger(path).failed == (failure,)
    assert verify_ledger(path, read).ok
    with Adder(path) as ledger:
        assert ledger.stored([capture(2)]) == [True], "it is not tried again and again"


def test_the_largest_pages_that_are_read_can_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    noise = random.Random(1).randbytes(9_000_000).hex()  # noqa: S311 - what does not compress
    assert add(path, [added(n, text=noise) for n in range(2)]) == []
    assert names(path) == [capture(n).name for n in range(2)]


def test_an_id_that_is_taken_makes_a_failure_of_the_page_that_comes_later(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    first, second = added(1), added(2)
    assert isinstance(first.result, model.Extraction)
    assert isinstance(second.result, model.Extraction)
    taken = dataclasses.replace(second.result.statements[0], id=first.result.statements[0].id)
    clash = Added(second.capture, dataclasses.replace(second.result, statements=(taken,)))
    for batches in ([[first, clash]], [[first], [clash]]):
        [failure] = add(path, *batches)
        assert failure.name == capture(2).name
        assert "is the id of another" in failure.problem
        assert names(path) == [capture(1).name]
        assert verify_ledger(path, read).ok
        path.unlink()


def test_a_batch_that_cannot_be_written_leaves_those_before(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    with Adder(path) as ledger:
        ledger.add([added(1)])
        ledger._connection.execute("DROP TABLE failures")  # noqa: SLF001 - as damage does
        with pytest.raises(LedgerError, match=r"x\.ledger: the ledger cannot be written"):
            ledger.add([added(2), Added(None, model.Failure("a", "a: b"))])
    with closing(duckdb.connect(str(path))) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)


# -- claims ------------------------------------------------------------------------


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.ledger"
    write_ledger(path, small_ledger.ledger(), small_ledger.captures(), small_ledger.extractions())
    return path


def test_adding_a_page_marks_claims_as_out_of_date(linked: Path) -> None:
    assert standing(linked) == "linked"
    add(linked, [Added(None, model.Failure("b.pdf", "b.pdf: it is locked"))])
    assert standing(linked) == "linked"
    add(linked, [added(1)], [added(2)])
    assert standing(linked) == "out of date"
    assert read_ledger(linked).claims == small_ledger.ledger().claims
    assert verify_ledger(linked, small_read).ok


def small_read(page: model.Capture) -> model.Document:
    return read(page) if page.name.startswith("made") else small_ledger.read(page)


def test_linking_replaces_what_was_linked_and_nothing_else(linked: Path) -> None:
    add(linked, [added(1)])
    given: list[model.Extraction] = []

    def link(extractions: Sequence[model.Extraction], failed: Sequence[model.Failure]) -> model.Ledger:
        given.extend(extractions)
        assert list(failed) == list(small_ledger.ledger().failed)
        made = small_ledger.ledger()
        return dataclasses.replace(
            made,
            documents=tuple(one.document for one in extractions),
            statements=(*made.statements, *extractions[-1].statements),
            lookalikes=(),
        )

    again = relink(linked, link)
    page = added(1).result
    assert given == [*small_ledger.extractions(), page], "as the pages say it, each by itself"
    assert standing(linked) == "linked"
    assert read_ledger(linked) == again
    assert verify_ledger(linked, small_read).ok
    assert relink(linked, link) == again, "again from the same"


def test_a_ledger_without_labels_cannot_be_linked_again(tmp_path: Path) -> None:
    path = tmp_path / "ferry.ledger"
    write_ledger(path, small_ledger.ledger(), small_ledger.captures())
    with pytest.raises(LedgerError, match="without what linking needs"):
        relink(path, lambda _extractions, _failed: model.Ledger((), ()))


# -- who may write -----------------------------------------------------------------


def test_nobody_else_can_open_a_ledger_that_is_added_to(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    with Adder(path) as ledger:
        ledger.add([added(1)])
        with pytest.raises(LedgerError, match="another program is writing to it; wait"):
            open_ledger(path)


def test_a_ledger_with_other_tables_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    add(path, [added(1)])
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key = 'schema'")
    with pytest.raises(LedgerError, match="another version of sayso wrote it"):
        add(path, [added(2)])


def test_what_is_no_ledger_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes")
    with pytest.raises(LedgerError, match=r"notes\.txt: cannot be opened as a ledger"):
        add(path, [added(1)])
    assert path.read_text() == "my notes"


def test_a_log_that_a_killed_program_left_is_not_taken_for_that_of_a_new_ledger(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    log = tmp_path / "x.ledger.wal"
    adder = Adder(path)
    adder.add([added(1)])
    left_file, left_log = path.read_bytes(), log.read_bytes()
    adder.__exit__(None, None, None)
    path.write_bytes(left_file)
    log.write_bytes(left_log)
    assert names(path) == [capture(1).name], "what the log holds is there"
    write_ledger(path, small_ledger.ledger(), small_ledger.captures())
    assert read_ledger(path) == small_ledger.ledger()
    assert not log.exists()


# -- the seal ----------------------------------------------------------------------

DIGESTS = st.tuples(
    st.sampled_from(list(tables())), st.text(max_size=4), st.integers(0, 9), st.text(max_size=4)
)


@given(st.lists(DIGESTS, max_size=6), st.lists(DIGESTS, max_size=6), st.randoms(use_true_random=False))
def test_a_seal_does_not_depend_on_order_and_goes_back_as_it_came(
    some: list[digests.Digest], others: list[digests.Digest], draw: random.Random
) -> None:
    whole, parts = digests.Seal(), digests.Seal()
    whole.add([*some, *others])
    shuffled = [*some, *others]
    draw.shuffle(shuffled)
    for one in shuffled:
        parts.add([one])
    assert parts.text == whole.text
    parts = digests.Seal(parts.text)
    parts.take_out(others)
    alone = digests.Seal()
    alone.add(some)
    assert parts.text == alone.text
    assert (whole.text == alone.text) == (not others)
