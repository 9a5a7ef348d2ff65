"""A program that is killed while it adds loses no more than a batch, and goes on where it was."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import added_pages

from sayso import model
from sayso.adding import add_items
from sayso.ledger import read_ledger, verify_ledger
from sayso.ledger.append import Adder
from sayso.ledger.load import open_ledger

PAGES = 600
BATCH = 5
KILLS = 3

PROGRAM = """
import sys
sys.path[:0] = sys.argv[2:4]
import added_pages
from sayso.ledger.append import Adder

with Adder(sys.argv[1]) as ledger:
    for start in range(0, {pages}, {batch}):
        pages = [added_pages.added(n) for n in range(start, start + {batch})]
        there = ledger.stored([page.capture for page in pages])
        assert there in ([True] * {batch}, [False] * {batch}), "half a batch"
        if not there[0]:
            ledger.add(pages)
            print(start, flush=True)
"""


def start(path: Path) -> subprocess.Popen[str]:
    """Start a program that adds what the ledger does not have, in small batches."""
    here = Path(added_pages.__file__).parent
    program = PROGRAM.format(pages=PAGES, batch=BATCH)
    command = [sys.executable, "-c", program, str(path), str(here), str(here.parent)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))


def test_killed_three_times_and_resumed_every_page_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    draw = random.Random(6)  # noqa: S311 - moments, not secrets
    counts = [0]
    for _ in range(KILLS):
        program = start(path)
        assert program.stdout is not None
        assert program.stdout.readline(), "it adds something before it is killed"
        time.sleep(draw.random() / 3)
        program.kill()
        program.communicate()
        with closing(open_ledger(path)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM documents").fetchone() or (0,)
        assert count % BATCH == 0
        assert count > counts[-1]
        assert verify_ledger(path, added_pages.read).ok
        counts.append(count)
    assert counts[-1] < PAGES, "there was something left to do"
    program = start(path)
    program.communicate()
    assert program.returncode == 0
    documents = read_ledger(path).documents
    assert [one.name for one in documents] == [added_pages.capture(n).name for n in range(PAGES)]
    assert verify_ledger(path, added_pages.read).ok


def test_a_run_that_is_stopped_goes_on_without_repeating_or_losing_a_page(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    failure = model.Failure("b.pdf", "b.pdf: it is locked")
    # A language that sayso does not read: every page is a document of which nothing is extracted.
    pages = [added_pages.capture(n) for n in range(40)]
    items = [model.Capture(x.sha256, x.name, x.data, x.media_type, None, {"language": "xx"}) for x in pages]
    given: list[model.Capture | model.Failure] = [*items[:20], failure, *items[20:], items[0], failure]
    asked = iter(range(1_000))
    with Adder(path) as ledger:
        first = add_items(ledger, given, attribution="rules", stop=lambda: next(asked) > 25)
    assert 0 < first.documents < len(items)
    with Adder(path) as ledger:
        second = add_items(ledger, given, attribution="rules")
        third = add_items(ledger, given, attribution="rules")
    assert first.documents + second.documents == len(items)
    assert first.failures + second.failures == 1
    assert (third.documents, third.failures, third.skipped) == (0, 0, len(given))
    assert [one.name for one in read_ledger(path).documents] == [one.name for one in items]
    assert read_ledger(path).failed == (failure,)
    assert verify_ledger(path).ok
