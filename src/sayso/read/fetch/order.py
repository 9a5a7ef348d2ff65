"""Work side by side, results in order: a line for each host, a few lines served at once."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

_LAST_WAIT = 2.0
"""Seconds to wait for the threads when a run is given up; they end with the process in any case."""


class Lines(Generic[Item, Result]):
    """Items in lines by key. Those of one key are done one after the other, in their order.

    Args:
        work: what to do with an item; what it raises is raised where the result is taken.
        threads: how many items are worked on at once.
    """

    def __init__(self, work: Callable[[Item], Result], threads: int) -> None:
        self._work = work
        self._lines: dict[str, deque[tuple[Item, Future[Result]]]] = {}
        self._ready: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        # Daemons: after Ctrl-C nobody should wait for a server that does not answer.
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def add(self, key: str, item: Item) -> Future[Result]:
        """Put *item* at the end of the line of *key*."""
        future: Future[Result] = Future()
        with self._lock:
            if key in self._lines:
                self._lines[key].append((item, future))
            else:
                self._lines[key] = deque([(item, future)])
                self._ready.put(key)
        return future

    def close(self) -> None:
        """Drop what has not been begun, and wait a little for the rest."""
        with self._lock:
            for line in self._lines.values():
                line.clear()
        for _ in self._threads:
            self._ready.put(None)
        until = time.monotonic() + _LAST_WAIT
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _serve(self) -> None:
        while (key := self._ready.get()) is not None:
            with self._lock:
                line = self._lines[key]
                task = line.popleft() if line else None
            if task is not None:
                item, future = task
                try:
                    future.set_result(self._work(item))
                except BaseException as error:  # noqa: BLE001 - it is raised where the result is waited for
                    future.set_exception(error)
            with self._lock:
                if line:
                    self._ready.put(key)
                else:
                    del self._lines[key]


def in_order(
    lines: Lines[Item, Result], items: Iterable[tuple[str, Item] | Result], ahead: int
) -> Iterator[Result]:
    """Yield what becomes of *items* in their order, working at most *ahead* items in advance.

    An item is ``(key, item)``; what is no such pair is a result already.
    """
    waiting: deque[Future[Result]] = deque()
    for entry in items:
        if isinstance(entry, tuple):
            waiting.append(lines.add(*entry))
        else:
            done: Future[Result] = Future()
            done.set_result(entry)
            waiting.append(done)
        while waiting and (len(waiting) >= ahead or waiting[0].done()):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
