"""A pool of processes that keeps order, bounds memory, and outlives a process that dies.

Processes are spawned, not forked: a fork copies locks that other threads hold, and
is not there on every system.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from sayso.engine.work import Item, Outcome
from sayso.model import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    Step = Callable[[Sequence[Item], str], list[Outcome]]

AHEAD = 2
"""Batches handed out for each worker: one in work, one waiting, so that no worker idles."""


def map_pooled(
    batches: Iterable[list[Item]], step: Step, attribution: str, workers: int
) -> Iterator[Outcome]:
    """Yield the outcomes of *batches*, in order, from *workers* processes.

    At most ``AHEAD * workers`` batches are held. When a process dies (the system may
    end one for its memory), the batches in flight are worked through again one page at
    a time, and the page that ends its process again becomes a failure.
    """
    pool = _Pool(workers)
    flying: deque[tuple[list[Item], Future[list[Outcome]]]] = deque()
    try:
        for batch in batches:
            flying.append((batch, pool.submit(step, batch, attribution)))
            if len(flying) >= AHEAD * workers:
                yield from _land(pool, flying, step, attribution)
        while flying:
            yield from _land(pool, flying, step, attribution)
        pool.close()
    finally:
        pool.kill()


def _land(
    pool: _Pool, flying: deque[tuple[list[Item], Future[list[Outcome]]]], step: Step, attribution: str
) -> Iterator[Outcome]:
    """Yield the outcomes of the batch that was handed out first, or of all where a process died."""
    batch, future = flying.popleft()
    try:
        yield from future.result()
    except BrokenProcessPool:
        broken = [batch, *(one for one, _ in flying)]
        flying.clear()
        pool.kill()
        for item in (item for one in broken for item in one):
            yield from _alone(item, step, attribution)


def _alone(item: Item, step: Step, attribution: str) -> list[Outcome]:
    """Return the outcome of one page worked through in a process of its own, which may die of it.

    A process and a pipe, no pool: the pipe ends with the process, whatever ends it.
    """
    spawning = multiprocessing.get_context("spawn")
    ours, theirs = spawning.Pipe(duplex=False)
    process = spawning.Process(target=_send, args=(theirs, step, item, attribution), daemon=True)
    with _uninterrupted():
        process.start()
    theirs.close()
    try:
        answer = ours.recv()
    except EOFError:
        problem = f"{item.name}: it was left out because its process died, most likely for want of memory"
        return [Outcome(Failure(item.name, problem))]
    else:
        if isinstance(answer, BaseException):
            raise answer
        outcomes: list[Outcome] = answer
        return outcomes
    finally:
        ours.close()
        process.kill()
        process.join()


def _send(connection: Connection, step: Step, item: Item, attribution: str) -> None:
    """Work through one page in this process and send what became of it, or the error it raised."""
    _settle()
    try:
        connection.send(step([item], attribution))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again where it is waited for
        connection.send(error)


class _Pool:
    """Processes that start at the first batch and can be started again after they died."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None
        self._others: set[BaseProcess] = set()

    def submit(self, step: Step, batch: list[Item], attribution: str) -> Future[list[Outcome]]:
        if self._executor is not None:
            try:
                return self._executor.submit(step, batch, attribution)
            except BrokenProcessPool as error:
                return _failed(error)
        self._executor = ProcessPoolExecutor(
            self._workers, multiprocessing.get_context("spawn"), initializer=_settle
        )
        self._others = set(multiprocessing.active_children())
        with _uninterrupted():
            return self._executor.submit(step, batch, attribution)

    def close(self) -> None:
        """Let the processes end."""
        if self._executor is not None:
            self._executor.shutdown()
            self._executor = None

    def kill(self) -> None:
        """End the processes now, if any are left.

        All that were started since the pool was: one that the executor starts while it breaks is
        in none of its lists any more, and would be waited for at exit for ever.
        """
        if self._executor is None:
            return
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            if process not in self._others:
                process.kill()
        self._executor = None


def _failed(error: BaseException) -> Future[list[Outcome]]:
    future: Future[list[Outcome]] = Future()
    future.set_exception(error)
    return future


def _settle() -> None:
    """Make a worker one core's worth: linear algebra must not start a thread for each core in each."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries warn of is no user's concern


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that leave Ctrl-C to this one: they inherit that it is ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
