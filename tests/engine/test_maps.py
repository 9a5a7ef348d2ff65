"""The map over pages: in order, in one process or several, and past pages that fail."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TYPE_CHECKING

import made_pages as pages
import pytest

from sayso import model
from sayso.engine import Outcome, map_captures, maps, work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.engine.work import Item


def names(outcomes: Iterable[Outcome]) -> list[str]:
    return [one.result.name for one in outcomes if isinstance(one.result, model.Failure)]


def answered(outcomes: Iterable[Outcome]) -> list[list[str]]:
    """Return what each answer of :func:`pages.echo` holds: attribution, size of its batch, process."""
    return [one.result.problem.split() for one in outcomes if isinstance(one.result, model.Failure)]


def test_few_pages_stay_in_this_process() -> None:
    answers = answered(map_captures(pages.captures(20), step=pages.echo))
    assert {pid for *_, pid in answers} == {str(os.getpid())}
    assert [int(size) for _, size, _ in answers] == [16] * 16 + [4] * 4


def test_no_pages_give_nothing() -> None:
    assert list(map_captures([], step=pages.echo)) == []
    assert list(map_captures([], workers=3, step=pages.echo)) == []


def test_several_workers_give_the_same_in_the_same_order() -> None:
    items: list[Item] = [*pages.captures(9), model.Failure("gone", "gone: there is no such file")]
    outcomes = list(map_captures(items, workers=3, step=pages.echo))
    assert names(outcomes) == [item.name for item in items]
    assert [size for _, size, _ in answered(outcomes)] == ["4"] * 8 + ["2"] * 2, "a share for each worker"
    assert str(os.getpid()) not in {pid for *_, pid in answered(outcomes)}


def test_many_pages_go_to_a_pool_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "cores", lambda: 2)
    many = pages.captures(40, size=30_000)
    outcomes = list(map_captures(many, step=pages.echo))
    assert names(outcomes) == [item.name for item in many]
    assert str(os.getpid()) not in {pid for *_, pid in answered(outcomes)}


def test_inputs_are_drawn_as_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of a million pages must not be in memory at once."""
    monkeypatch.setattr(maps, "POOL_WEIGHT", 1_000)
    drawn = 0

    def counted() -> Iterator[Item]:
        nonlocal drawn
        for item in pages.captures(2_000):
            drawn += 1
            yield item

    outcomes = map_captures(counted(), workers=2, step=pages.echo)
    next(outcomes)
    assert drawn < 500
    assert isinstance(outcomes, Generator)
    outcomes.close()


def test_a_page_that_ends_its_process_fails_alone() -> None:
    outcomes = list(map_captures(pages.captures(6), workers=2, step=pages.die_at_3))
    assert names(outcomes) == [f"{n}.txt" for n in range(6)]
    problems = [one.result.problem for one in outcomes if isinstance(one.result, model.Failure)]
    assert problems[3] == "3.txt: it was left out because its process died, most likely for want of memory"
    assert all(problem.startswith("tagger") for n, problem in enumerate(problems) if n != 3)


# -- the work on one batch -----------------------------------------------------


def document(capture: model.Capture) -> model.Document:
    return model.Document(capture.name, capture.name, capture.sha256, capture.data.decode(), ())


def patched(monkeypatch: pytest.MonkeyPatch, *, unreadable: str = "", unextractable: str = "") -> None:
    """Let one page fail to be read, and one to be extracted; the others give extractions."""

    def read(capture: model.Capture) -> model.Document:
        if capture.name == unreadable:
            message = "a bug"
            raise KeyError(message)
        return document(capture)

    def extract(documents: Sequence[model.Document], attribution: str) -> Iterator[model.Extraction]:
        assert attribution == "rules"
        for one in documents:
            if one.name == unextractable:
                message = "another\nbug"
                raise RecursionError(message)
            yield model.Extraction(one, ())

    monkeypatch.setattr("sayso.read.read_document", read)
    monkeypatch.setattr("sayso.extract.extract_documents", extract)


def test_a_batch_gives_an_extraction_for_each_page(monkeypatch: pytest.MonkeyPatch) -> None:
    patched(monkeypatch)
    items = pages.captures(3)
    found = work.work(items, "rules")
    assert [one.result for one in found] == [model.Extraction(document(item), ()) for item in items]


@pytest.mark.parametrize(
    ("where", "error"),
    [("unreadable", "KeyError: 'a bug'"), ("unextractable", "RecursionError: another bug")],
)
def test_one_page_fails_in_one_sentence_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, where: str, error: str
) -> None:
    patched(monkeypatch, **{where: "1.txt"})
    first, failed, last = work.work(pages.captures(3), "rules")
    assert isinstance(first.result, model.Extraction)
    assert isinstance(last.result, model.Extraction)
    assert failed.result == model.Failure(
        "1.txt",
        f"1.txt: it was left out because of an error in sayso ({error}); --verbose shows where, report it",
    )
    assert failed.trace
    assert "Traceback" in failed.trace


def test_an_input_that_cannot_be_read_keeps_its_own_sentence() -> None:
    noise = model.Capture("0" * 64, "noise.txt", b"", "text/plain")
    failure = model.Failure("gone", "gone: there is no such file")
    found = work.work([failure, noise], "rules")
    assert found[0] == Outcome(failure)
    assert isinstance(found[1].result, model.Failure)
    assert found[1].trace is None, "bad input is not an error of sayso"
    assert found[1].result.problem.startswith("noise.txt: ")
