"""Publication dates that a user gave by name, for inputs and for what lies inside of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from sayso.model import INSIDE, Capture, Failure
from sayso.read.formats import format_of
from sayso.read.inputs import Input, find_inputs
from sayso.read.kinds import HEAD
from sayso.read.supplied import date_problem, iso_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class GivenDates:
    """The dates of *published*, by the names of the inputs that *names* stand for.

    ``problems`` has ``(name, sentence)`` for a date that is none, and for a name that fits no
    input or several. Where an input may hold others, a name that fits none waits for what is in it.
    """

    def __init__(self, names: list[str], published: Mapping[str, str]) -> None:
        self.problems: list[tuple[str, str]] = []
        self._dates: dict[str, str] = {}
        self._waiting: dict[str, str] = {}
        self._used: set[str] = set()
        if published:
            self._sort_out(names, published)

    def beside(self, name: str, supplied: Mapping[str, str]) -> dict[str, str]:
        """Return *supplied* with the date given for the input *name*, if one was."""
        return {**supplied, "published": self._dates[name]} if name in self._dates else dict(supplied)

    def inside(self, found: Capture | Failure) -> Capture | Failure:
        """Return *found* with the date that was given for it as something inside of an input, if one was."""
        if not self._waiting or isinstance(found, Failure) or INSIDE not in found.name:
            return found
        called = PurePath(found.name.rsplit(INSIDE, 1)[1])
        key = next(
            (one for one in (found.name, str(called), called.name, called.stem) if one in self._waiting), None
        )
        if key is None:
            return found
        self._used.add(key)
        return replace(found, supplied={**found.supplied, "published": self._waiting[key]})

    def unused(self) -> Iterator[tuple[str, str]]:
        """Yield ``problems``, and those of the names that nothing inside of the inputs had."""
        yield from self.problems
        yield from ((key, _fit_problem(key, [])) for key in self._waiting if key not in self._used)

    def _sort_out(self, names: list[str], published: Mapping[str, str]) -> None:
        inputs = [item for item in find_inputs(names) if isinstance(item, Input)]
        ways = _ways_to_name([item.name for item in inputs])
        exactness: dict[str, int] = {}
        for key, value in published.items():
            way, fits = next(((n, way[key]) for n, way in enumerate(ways) if key in way), (len(ways), []))
            date = iso_date(value)
            if date is None:
                self.problems.append((key, date_problem(key, value)))
            if not fits and date is not None and any(map(_may_hold_pages, inputs)):
                self._waiting[key] = date
            elif len(fits) != 1:
                self.problems.append((key, _fit_problem(key, fits)))
            elif date is not None and way < exactness.get(fits[0], len(ways)):
                self._dates[fits[0]], exactness[fits[0]] = date, way


def _may_hold_pages(found: Input) -> bool:
    if found.path is None:
        return True
    try:
        with found.path.open("rb") as file:
            kind = format_of(file.read(HEAD), found.path.suffix.lower())
    except (OSError, ValueError):
        return False
    return kind not in {None, "pdf"}


def _ways_to_name(inputs: Iterable[str]) -> tuple[dict[str, list[str]], ...]:
    """Return the inputs by what ``--published`` may call them: as given, path, file name, stem."""
    ways: tuple[dict[str, list[str]], ...] = ({}, {}, {}, {})
    for name in inputs:
        path = PurePath(name)
        for way, called in zip(ways, (name, str(path), path.name, path.stem), strict=True):
            way.setdefault(called, []).append(name)
    return ways


def _fit_problem(key: str, fits: list[str]) -> str:
    if not fits:
        return f"{key}: a publication date was given for it, but no input has this name; correct the name"
    others = f" and {len(fits) - 2} more" if len(fits) > 2 else ""
    return f"{key}: {fits[0]} and {fits[1]}{others} have this name; give each its own date by its path"
