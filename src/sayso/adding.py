"""Adding pages to a ledger: streamed, a batch at a time, and never the same page twice.

Nothing is remembered but the ledger. A run that was stopped, or killed, is gone on with
by running it again: inputs are streamed anew, and what the ledger has under the same
name, with the same bytes, is passed over before it is read for text. A name with
other bytes is a new document: the next version of the page.
"""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from sayso.adding_amount import Amount
from sayso.adding_known import Known
from sayso.model import Capture, Extraction, Failure
from sayso.pipeline import check_options, open_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from sayso.engine import Outcome
    from sayso.ledger.append import Added, Adder
    from sayso.read.options import ReadOptions

BATCH_PAGES = 200
"""Pages stored together, at most."""

BATCH_BYTES = 8_000_000
"""Bytes of captures at which a batch is stored early: it bounds the memory."""

BATCH_SECONDS = 15.0
"""Seconds after which what is done is stored, so that whoever kills the run loses no more work."""

WINDOW = 500
"""Inputs that the ledger is asked for with one question."""

WINDOW_BYTES = 4_000_000
"""Bytes of captures at which it is asked early."""

WINDOW_SECONDS = 1.0
"""Seconds at which it is asked early: pages that come slowly are not held up."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come: what is in the ledger, on the disk.

    ``documents`` were added, ``skipped`` inputs were there already, ``failures`` could not
    be read; ``bytes`` of the files named have been gone through, ``of`` so many where that is
    known (not of standard input and addresses). ``left`` is how many seconds that should
    still take, as fast as it went once there was something new. ``failed`` are the failures
    since the last step.
    """

    documents: int = 0
    skipped: int = 0
    failures: int = 0
    seconds: float = 0.0
    bytes: int = 0
    of: int | None = None
    left: float | None = None
    failed: tuple[Failure, ...] = ()

    @property
    def rate(self) -> float:
        """Documents added a second."""
        return self.documents / self.seconds if self.seconds else 0.0


def _never() -> bool:
    return False


def _unseen(_step: Step) -> None:
    """Show nothing."""


def untold(_sentence: str) -> None:
    """Tell nothing."""


def add(  # noqa: PLR0913 - the options of the public function, all by keyword
    path: Path | str,
    names: Iterable[str],
    *,
    published: Mapping[str, str] | None = None,
    attribution: str = "tagger",
    workers: int | None = None,
    stdin: BinaryIO | None = None,
    reading: ReadOptions | None = None,
    progress: Callable[[Step], None] = _unseen,
    stop: Callable[[], bool] = _never,
) -> Step:
    """Add what *names* stand for to the ledger at *path*, which is made where there is none.

    Args:
        path: a ledger file.
        names: as in :func:`sayso.pipeline.extract`, and ``published``, ``attribution``,
            ``workers`` and ``stdin`` as well.
        published: see there.
        attribution: see there.
        workers: see there.
        stdin: see there.
        reading: how inputs are read. Of addresses that the ledger knows, servers are asked whether they
            have changed, unless it says how else to know.
        progress: called with how far the run has come whenever something is stored or passed over.
        stop: asked after each page; once it says so, what is done is stored and the run ends.

    Returns:
        how far the run came.

    Raises:
        ValueError: *attribution* is unknown, or *workers* is less than 1.
        sayso.ledger.LedgerError: the file is no ledger, cannot be written, or is open elsewhere.
    """
    from sayso.ledger.append import Adder  # noqa: PLC0415 - DuckDB only for those who keep ledgers

    check_options(attribution, workers)
    names = [os.fspath(name) for name in names]
    with Adder(path) as ledger:
        amount = Amount(names)
        options = replace(_asking(ledger, reading), opened=amount.watch)
        items = open_inputs(names, published=published, stdin=stdin, reading=options)
        return add_items(
            ledger,
            items,
            amount=amount,
            attribution=attribution,
            workers=workers,
            progress=progress,
            stop=stop,
            told=options.told,
        )


def _asking(ledger: Adder, reading: ReadOptions | None) -> ReadOptions:
    """Return *reading* with what servers gave with the pages that *ledger* holds."""
    from sayso.read.fetch import Validators  # noqa: PLC0415 - loaded when there is something to read
    from sayso.read.options import ReadOptions, nothing_known  # noqa: PLC0415 - as above

    reading = reading or ReadOptions()
    if reading.known is not nothing_known:
        return reading
    return replace(reading, known=lambda address: Validators.of(ledger.headers_of(address)))


def add_items(  # noqa: PLR0913 - as above
    ledger: Adder,
    items: Iterable[Capture | Failure],
    *,
    amount: Amount | None = None,
    attribution: str = "tagger",
    workers: int | None = None,
    progress: Callable[[Step], None] = _unseen,
    stop: Callable[[], bool] = _never,
    told: Callable[[str], object] = untold,
) -> Step:
    """Add *items* to an open ledger, as :func:`add` does.

    *amount* tells how much of the inputs is done; *told* is told what is worth knowing and no failure.
    """
    from sayso.engine import map_captures  # noqa: PLC0415 - the pool's modules cost the command line 20 ms

    run = _Run(ledger, amount or Amount(()), progress, told)
    outcomes = map_captures(run.unstored(items, stop), attribution=attribution, workers=workers)
    with closing(cast("Generator[Outcome]", outcomes)):
        for outcome in outcomes:
            run.take(outcome)
            if stop():
                break
    run.store(last=not stop())
    return run.step


class _Run:
    """One run: inputs on their way through extraction, and what is done and not yet stored."""

    def __init__(
        self, ledger: Adder, amount: Amount, progress: Callable[[Step], None], told: Callable[[str], object]
    ) -> None:
        self._ledger = ledger
        self._known = Known(ledger, told)
        self._amount = amount
        self._progress = progress
        self._begun = self._stored = time.monotonic()
        self._flying: deque[tuple[Capture | Failure, int]] = deque()
        self._waiting: set[tuple[str, str]] = set()
        self._done: list[Added] = []
        self._weight = 0
        self._reached = 0
        self._new_from: tuple[float, int] | None = None
        self.step = Step(of=amount.total)

    def unstored(
        self, items: Iterable[Capture | Failure], stop: Callable[[], bool]
    ) -> Iterator[Capture | Failure]:
        """Yield the inputs that the ledger does not have, until *stop* says so."""
        for window in _windows(items):
            if stop():
                return
            skipped = 0
            for given, (item, there) in zip(window, self._known.sorted_out(window), strict=True):
                reached = self._amount.after(given)
                if there or _key(item) in self._waiting:
                    skipped += 1
                    if not self._flying and not self._done:
                        self._reached = reached
                    continue
                self._new_from = self._new_from or (time.monotonic(), reached)
                self._waiting.add(_key(item))
                self._flying.append((item, reached))
                yield item
            if skipped:
                self.step = replace(self.step, skipped=self.step.skipped + skipped)
                self._show(())
        self._known.conclude()

    def take(self, outcome: Outcome) -> None:
        """Take what became of the input that has been on its way longest; store when that is enough."""
        item, self._reached = self._flying.popleft()
        if outcome.trace:
            _log.info("%s", outcome.trace.rstrip())
        capture = item if isinstance(item, Capture) else None
        self._done.append(_added(capture, outcome.result))
        self._weight += len(capture.data) if capture else 0
        if (
            len(self._done) >= BATCH_PAGES
            or self._weight >= BATCH_BYTES
            or time.monotonic() - self._stored >= BATCH_SECONDS
        ):
            self.store()

    def store(self, *, last: bool = False) -> None:
        """Store what is done, the *last* of it or not."""
        self._reached = self.step.of if last and self.step.of else self._reached
        failed = tuple(self._ledger.add(self._done)) if self._done else ()
        new = sum(isinstance(one.result, Extraction) for one in self._done)
        lost = len(failed) - (len(self._done) - new)
        self._waiting.difference_update(_key(one.capture or one.result) for one in self._done)
        self._done, self._weight, self._stored = [], 0, time.monotonic()
        self.step = replace(
            self.step,
            documents=self.step.documents + new - lost,
            failures=self.step.failures + len(failed),
        )
        self._show(failed)

    def _show(self, failed: tuple[Failure, ...]) -> None:
        now = time.monotonic()
        left = None
        if self.step.of and self._new_from and self._reached > self._new_from[1]:
            pace = (now - self._new_from[0]) / (self._reached - self._new_from[1])
            left = pace * max(self.step.of - self._reached, 0)
        self.step = replace(self.step, seconds=now - self._begun, bytes=self._reached, left=left)
        self._progress(replace(self.step, failed=failed))


def _added(capture: Capture | None, result: Extraction | Failure) -> Added:
    from sayso.ledger.append import Added  # noqa: PLC0415 - DuckDB only for those who keep ledgers

    return Added(capture, result)


def _key(item: Capture | Extraction | Failure) -> tuple[str, str]:
    """Return what makes an input the same as another: its bytes, or what is wrong with it, and its name."""
    if isinstance(item, Capture):
        return item.sha256, item.name
    if isinstance(item, Failure):
        return item.name, item.problem
    return item.document.capture, item.document.name


def _windows(items: Iterable[Capture | Failure]) -> Iterator[list[Capture | Failure]]:
    """Gather inputs for one question to the ledger."""
    window: list[Capture | Failure] = []
    weight, begun = 0, time.monotonic()
    for item in items:
        window.append(item)
        weight += len(item.data) if isinstance(item, Capture) else 0
        if len(window) >= WINDOW or weight >= WINDOW_BYTES or time.monotonic() - begun >= WINDOW_SECONDS:
            yield window
            window, weight, begun = [], 0, time.monotonic()
    if window:
        yield window
