"""One page may not stall a run: the time it takes is limited, whatever it does with it."""

from __future__ import annotations

import contextlib
import hashlib
import signal
import time
from typing import TYPE_CHECKING

import pytest

from sayso.engine import work as module
from sayso.engine.deadline import OverdueError, deadline
from sayso.engine.work import work
from sayso.model import Capture, Extraction, Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Document

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no interval timer")


def spin() -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(Exception):
            sum(range(1000))


def test_what_takes_too_long_is_ended_even_where_everything_is_caught() -> None:
    began = time.monotonic()
    with pytest.raises(OverdueError), deadline(0.05):
        spin()
    assert time.monotonic() - began < 5


def test_what_is_in_time_is_left_alone_and_the_timer_is_put_back() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with deadline(0.2):
        pass
    time.sleep(0.3)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_page_that_takes_too_long_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(documents: Sequence[Document], *, attribution: str) -> Iterator[Extraction]:  # noqa: ARG001 - its signature
        for document in documents:
            if "slow" in document.name:
                spin()
            yield Extraction(document, ())

    monkeypatch.setattr("sayso.extract.extract_documents", extract)
    text = b"The ferry sank off Norhaven on Friday."
    names = ("quick.txt", "slow.txt", "other.txt")
    pages = [Capture(hashlib.sha256(text).hexdigest(), name, text, "text/plain") for name in names]
    work(pages[:1], "rules")  # what is loaded once is loaded here
    monkeypatch.setattr(module, "LONGEST", 0.5)
    found = [one.result for one in work(pages, "rules")]
    assert [type(one) for one in found] == [Extraction, Failure, Extraction]
    assert isinstance(found[1], Failure)
    assert found[1].problem.startswith("slow.txt: it was left out because it took more than")
