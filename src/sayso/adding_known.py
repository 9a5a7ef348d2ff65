"""What a ledger that is added to has already: under which name, and with what said of it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.model import INSIDE, Capture, Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sayso.ledger.append import Adder

MOST_TOLD = 20
"""Inputs of which it is told singly that something else is said of them now."""

_MOST_REMEMBERED = 10_000
"""Files whose name in the ledger is remembered, so that those of one archive are asked for once."""

_NOTE = "note"
"""What reading itself remarks on an input, which is nobody's word on it."""


class Known:
    """Tells of inputs whether *ledger* has them.

    A file goes by one name, however its path is written: that by which the ledger has it. What is
    said otherwise of an input that is there changes nothing; *told* is told so.
    """

    def __init__(self, ledger: Adder, told: Callable[[str], object]) -> None:
        self._ledger, self._told = ledger, told
        self._spelling: dict[str, str] = {}
        self._respelled: dict[str, str] = {}
        self._otherwise = 0

    def sorted_out(self, window: Sequence[Capture | Failure]) -> Iterator[tuple[Capture | Failure, bool]]:
        """Yield the inputs of *window* under the names they go by, with whether the ledger has them."""
        items = list(window)
        there = self._ledger.stored(items)
        self._learn(item for item, has in zip(items, there, strict=True) if not has)
        renamed = [n for n, has in enumerate(there) if not has and self._rename(items, n)]
        for n, has in zip(renamed, self._ledger.stored([items[n] for n in renamed]), strict=True):
            there[n] = has
        self._compare([item for item, has in zip(items, there, strict=True) if has])
        yield from zip(items, there, strict=True)

    def conclude(self) -> None:
        """Tell what is worth knowing of the whole run."""
        if self._otherwise > MOST_TOLD:
            more = self._otherwise - MOST_TOLD
            inputs, them = ("1 more input is", "it") if more == 1 else (f"{more:,} more inputs are", "them")
            self._told(f"{inputs} in the ledger already, and what is said of {them} now was not taken over")
        if self._respelled:
            given, name = next(iter(self._respelled.items()))
            self._told(f"{given}: the ledger has this file as {name}, and it goes by that name")
            others = len(self._respelled) - 1
            if others == 1:
                self._told(
                    "1 more file is in the ledger with its path written otherwise, and goes by that name"
                )
            elif others:
                files = f"{others:,} more files are in the ledger with their paths written otherwise"
                self._told(f"{files}, and go by those names")

    def _learn(self, items: Iterator[Capture | Failure]) -> None:
        """Find out by which names the ledger has the files that *items* lie in."""
        if len(self._spelling) > _MOST_REMEMBERED:
            self._spelling.clear()
        new = {_file(item) for item in items if isinstance(item, Capture)} - self._spelling.keys()
        forms = {file: spellings(file) for file in new}
        there = self._ledger.files_among([form for some in forms.values() for form in some])
        for file, some in forms.items():
            self._spelling[file] = next((form for form in some if form in there), file)

    def _rename(self, items: list[Capture | Failure], n: int) -> bool:
        """Give the input at *n* the name that its file has in the ledger; ``False`` where it has it."""
        item = items[n]
        if not isinstance(item, Capture):
            return False
        file = _file(item)
        name = self._spelling[file]
        if name == file:
            return False
        if len(self._respelled) < _MOST_REMEMBERED:
            self._respelled[file] = name
        items[n] = replace(item, name=name + item.name.removeprefix(file))
        return True

    def _compare(self, items: Sequence[Capture | Failure]) -> None:
        """Tell of *items*, which the ledger has, what is said of them now and not there."""
        spoken_of = [item for item in items if isinstance(item, Capture) and item.supplied]
        for item, said in zip(spoken_of, self._ledger.said_of(spoken_of), strict=True):
            new = {
                key: value for key, value in item.supplied.items() if key != _NOTE and said.get(key) != value
            }
            if not new:
                continue
            self._otherwise += 1
            if self._otherwise <= MOST_TOLD:
                what = ", ".join(
                    f"{key} {_short(new[key])} ({_then(said.get(key))} when it was added)" for key in new
                )
                sentence = "it is in the ledger already, and what is said of it now was not taken over"
                self._told(f"{item.name}: {sentence}: {what}; add it to a new ledger to have it so")


def spellings(file: str) -> tuple[str, ...]:
    """Return how the path *file* may be written from here, as it is given first; addresses have one way.

    >>> spellings("pages/./a.html")[:2]
    ('pages/./a.html', 'pages/a.html')
    """
    if "://" in file or file in {"-", "stdin"}:
        return (file,)
    try:
        near, far = os.path.relpath(file), os.path.abspath(file)  # noqa: PTH100 - links are not followed
    except (OSError, ValueError):
        return (file,)
    forms = dict.fromkeys((file, os.path.normpath(file), near, f".{os.sep}{near}", far))
    return tuple(form.encode("utf-8", "backslashreplace").decode() for form in forms)


def _file(item: Capture) -> str:
    return item.name.partition(INSIDE)[0]


def _then(value: str | None) -> str:
    # What the page itself says is another matter, and may well be there.
    return "nothing was said" if value is None else _short(value)


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= 80 else line[:79] + "\N{HORIZONTAL ELLIPSIS}"
