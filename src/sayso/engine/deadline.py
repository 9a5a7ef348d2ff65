"""A limit on the time that one page may take, so that none that was made to stall a run does.

It interrupts Python code between two instructions, by the interval timer of POSIX; where
there is none (Windows), or outside of a process' main thread, there is no limit.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class OverdueError(BaseException):
    """The time is up. No ``Exception``, so that nothing on the way takes it for a fault of its own."""


@contextlib.contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise :class:`OverdueError` in what is done inside once it has taken *seconds* of real time."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _overdue)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _overdue(_number: int, _frame: FrameType | None) -> None:
    raise OverdueError
