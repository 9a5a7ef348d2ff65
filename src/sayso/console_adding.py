"""How far adding to a ledger is, on stderr: a bar for people, JSON lines for programs; and Ctrl-C."""

from __future__ import annotations

import json
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any, Self

from sayso import outcome

if TYPE_CHECKING:
    from types import FrameType, TracebackType

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from sayso.adding import Step


class Shown:
    """Shows nothing but what could not be read, a sentence each."""

    def __enter__(self) -> Self:
        """Start showing."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what was shown."""

    def show(self, step: Step) -> None:
        """Show how far the run is."""
        for failure in step.failed:
            outcome.name(failure)


class _Lines(Shown):
    """A JSON object a batch, and one for each input that could not be read."""

    def show(self, step: Step) -> None:
        for failure in step.failed:
            self._write({"failed": failure.name, "problem": failure.problem})
        self._write(
            {
                "documents": step.documents,
                "skipped": step.skipped,
                "failures": step.failures,
                "seconds": round(step.seconds, 3),
                "rate": round(step.rate, 3),
                "bytes": step.bytes,
                "of": step.of,
            }
        )

    def _write(self, row: dict[str, Any]) -> None:
        sys.stderr.write(json.dumps(row) + "\n")
        sys.stderr.flush()


class _Bar(Shown):
    """A bar as long as the files are read, with documents, rate, failures and the time left."""

    def __init__(self) -> None:
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        from rich.console import Console  # noqa: PLC0415 - slower to import than the whole command line
        from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 - as above

        self._bar = Progress(
            *(BarColumn(), TextColumn("{task.description}")), console=Console(stderr=True), transient=True
        )
        self._task = self._bar.add_task("reading", total=None)
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, step: Step) -> None:
        if self._bar is None or self._task is None:
            return
        for failure in step.failed:
            self._bar.console.print(
                f"sayso: {failure.problem}", markup=False, highlight=False, soft_wrap=True
            )
        self._bar.update(self._task, total=step.of, completed=step.bytes, description=sentence(step))


def adding_progress(form: str, *, quiet: bool) -> Shown:
    """Return what shows how far adding is, as ``bar``, ``jsonl`` or ``none``, or ``auto`` to choose."""
    if form == "jsonl":
        return _Lines()
    if not quiet and (form == "bar" or (form == "auto" and sys.stderr.isatty())):
        return _Bar()
    return Shown()


def sentence(step: Step) -> str:
    """Return how far a run is, in words: documents, rate, failures and the time left."""
    told = [f"{step.documents:,} document{'' if step.documents == 1 else 's'}", f"{step.rate:.1f}/s"]
    if step.skipped:
        told.append(f"{step.skipped:,} there already")
    if step.failures:
        told.append(f"{step.failures:,} failed")
    if step.left is not None:
        told.append(f"{duration(step.left)} left")
    return ", ".join(told)


def duration(seconds: float) -> str:
    """Return a length of time as people say it: 8 s, 12 min, 3 h 20 min."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"


class Interruption:
    """Takes the first Ctrl-C for a wish to stop at the next good place; the second stops at once."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._before: Any = None

    def __enter__(self) -> Self:
        """Begin to listen, where that is possible: only a program's main thread gets signals."""
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave Ctrl-C to who had it."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def asked(self) -> bool:
        """Return whether somebody pressed Ctrl-C."""
        return self._asked.is_set()

    def _hear(self, _signal: int, _frame: FrameType | None) -> None:
        if self._asked.is_set():
            raise KeyboardInterrupt
        self._asked.set()
