"""A row of a table as a page: its text as a capture, and what its other cells say of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import math
import re
from typing import TYPE_CHECKING

from sayso.model import Capture, Failure
from sayso.read.containers.budget import TooLargeError
from sayso.read.containers.columns import find_columns, plain_name
from sayso.read.containers.faults import Faults
from sayso.read.containers.members import place
from sayso.read.containers.said import LONGEST_FIELD, absolute, one_line, supplied
from sayso.read.containers.textstream import as_bytes
from sayso.read.errors import ReadError
from sayso.read.kinds import media_type
from sayso.read.stamps import read_stamp
from sayso.read.supplied import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.read.containers.budget import Budget

LONGEST_ID = 100
"""Characters of a row's id that may name its place; a longer one does not name anything."""

LONGEST_ADDRESS = 300
"""Characters of an address that may."""

MOST_IDS = 500_000
"""Rows whose names are remembered, so that no two have one; later rows go by what they say."""

MOST_FIELDS = 2000
"""Different fields of JSON objects that are looked at for text."""

_NO_TEXT = "have no text and were left out"
_RAGGED = "have more or fewer cells than the header"
_BROKEN = "cannot be read and were left out"
_TOO_LARGE = "are larger than a page may be and were left out"

_DIGITS = 16
"""Hexadecimal digits that name a row by what it says: two of ten million rows share them by no chance."""

_COUNT = re.compile(r"(\d{10}|\d{13})(?:\.\d+)?")
"""Seconds or milliseconds since 1970; programs that know no whole numbers write a fraction."""

_ZONELESS = re.compile(r"[^T]+T[\d:.]+")
_RENDERED = "rendered"
_TAG = re.compile(r"<[^<>]*>")
_BETWEEN_NAMES = re.compile(r"\s*[;|]\s*|['\"]\s*,\s*['\"]")


class Rows:
    """The rows of one table, taken one after the other, to captures and failures."""

    def __init__(self, name: str, budget: Budget, given: Mapping[str, str]) -> None:
        self._name, self._budget, self._given = name, budget, given
        self._faults = Faults(name)
        self._number = 0
        self._waiting = 0
        self._ids: dict[bytes, int] = {}
        self._header: dict[str, None] = {}
        self._columns: dict[str, str] = {}
        self._counted: set[tuple[str, str]] = set()

    def broken(self, problem: str) -> Iterator[Failure]:
        """Yield that the next row cannot be read because of *problem*."""
        self._number += 1
        yield from self._faults.tell(_BROKEN, self._numbered(), f"{problem}; the row was left out")

    def page(
        self, cells: Mapping[str, object], ragged: tuple[int, int] | None = None
    ) -> Iterator[Capture | Failure]:
        """Yield the capture of the next row, and what is wrong with it.

        Args:
            cells: its cells by column.
            ragged: how many cells it has and how many the header, where these differ.

        Raises:
            SpentError: the table is over the budget.
        """
        self._number += 1
        self._budget.count(self._name)
        if not self._learn(cells):
            self._waiting += 1
            return
        where, called = self._place(cells)
        if ragged:
            sentence = f"the row has {ragged[0]} of {ragged[1]} cells; check that it was read right"
            yield from self._faults.tell(_RAGGED, where, sentence)
        data, column = self._text(cells)
        if not data.strip(b"\x00 \t\r\n\v\f"):
            sentence = f"the row has no text in the column {column!r}; it was left out"
            yield from self._faults.tell(_NO_TEXT, where, sentence)
            return
        try:
            self._budget.check(where, len(data))
        except TooLargeError as error:
            yield from self._faults.tell(_TOO_LARGE, where, error.sentence.removeprefix(f"{where}: "))
            return
        yield self._capture(cells, called, data, html=column == self._columns.get("html"))

    def rest(self, fault: str | None = None) -> Iterator[Failure]:
        """Yield the sentence *fault* that ended the table, if one did, and then what was not told singly.

        Where no column of text was found in any row, that is told of the whole table.
        """
        if fault is not None:
            yield Failure(self._name, fault)
        elif not self._number:
            yield Failure(self._name, f"{self._name}: it has no rows; give a table with a page in each row")
        if self._header and not self._columns:
            try:
                find_columns(self._name, list(self._header), self._given)
            except ReadError as error:
                yield Failure(self._name, error.sentence)
        elif self._waiting:
            number = "1 row" if self._waiting == 1 else f"{self._waiting:,} rows"
            yield Failure(self._name, f"{self._name}: {number} at its beginning {_NO_TEXT}")
        yield from self._faults.rest("row")

    def _learn(self, cells: Mapping[str, object]) -> bool:
        """Find out which column is what; objects of JSON need not all have the fields of the first."""
        new = [column for column in cells if column not in self._header]
        if new and len(self._header) < MOST_FIELDS:
            self._header.update(dict.fromkeys(new))
            try:
                self._columns = find_columns(self._name, list(self._header), self._given)
            except ReadError:
                return False
        return bool(self._columns)

    def _numbered(self) -> str:
        return place(self._name, str(self._number))

    def _place(self, cells: Mapping[str, object]) -> tuple[str, str | None]:
        """Return what a sentence calls the row (its id, else its number), and its id if that is its own."""
        column = self._columns.get("id")
        called = _plain(cells.get(column)) if column else None
        if not called or len(called) > LONGEST_ID:
            return self._numbered(), None
        if self._before(called):
            return place(self._name, f"row {self._number}"), None
        return place(self._name, called), called

    def _before(self, called: str) -> int:
        """Return how many rows before were *called* so, and count this one; -1 where that is not known."""
        key = hashlib.sha256(as_bytes(called)).digest()[:8]
        count = self._ids.get(key, 0)
        if count or len(self._ids) < MOST_IDS:
            self._ids[key] = count + 1
            return count
        return -1

    def _own_name(self, called: str | None, data: bytes, said: Mapping[str, str]) -> str:
        """Return the name of a page that is *called* so by its id, if by any.

        Else its address names it, or else what it says: the number would be another's when a row
        comes in above it.
        """
        address = said.get("url", "")
        if called is None and 0 < len(address) <= LONGEST_ADDRESS and not self._before(address):
            called = address
        if called is not None:
            return place(self._name, called)
        what = hashlib.sha256(data)
        for role in ("url", "outlet"):
            what.update(as_bytes(f"\0{said.get(role, '')}"))
        called = what.hexdigest()[:_DIGITS]
        before = self._before(called)
        return place(self._name, f"{called} ({before + 1})" if before > 0 else called)

    def _text(self, cells: Mapping[str, object]) -> tuple[bytes, str]:
        """Return the bytes of the row's page, of its markup rather than of its text, and their column."""
        chosen = [column for role in ("html", "text") if (column := self._columns.get(role))]
        for column in chosen:
            if (data := _page_bytes(cells.get(column))).strip():
                return data, column
        return b"", chosen[-1]

    def _capture(
        self, cells: Mapping[str, object], called: str | None, data: bytes, *, html: bool
    ) -> Capture:
        say = {role: cells.get(column) for role, column in self._columns.items()}
        date = _plain(say.get("published"))
        published = self._date(date) if date else None
        said = supplied(
            title=_title(say.get("title"), self._columns.get("title", "")),
            outlet=_plain(say.get("outlet")),
            published=published,
            authors=_names(say.get("authors")),
            spoken=_plain(say.get("language")),
            url=absolute(_plain(say.get("url"))),
        )
        name = self._own_name(called, data, said)
        if date and published is None:
            said[NOTE] = f"Its date {date[:40]!r} cannot be read for certain; write it as YYYY-MM-DD."
        return Capture(
            sha256=hashlib.sha256(data).hexdigest(),
            name=name,
            data=data,
            media_type=media_type(data, ".html" if html else ""),
            supplied=said,
            address=said.get("url"),
        )

    def _date(self, said: str) -> str | None:
        """Return the date that a cell says, in ISO 8601; that it was a count of seconds is told once.

        WordPress writes the hour twice without a zone, of which ``date_gmt`` says one by its name.
        """
        counted = _COUNT.fullmatch(said)
        found = read_stamp(counted[1] if counted else said)
        column = self._columns.get("published", "")
        if counted and found:
            unit = "seconds" if len(counted[1]) == len("1646302500") else "milliseconds"
            note = f"{self._name}: numbers in the column {column!r} were read as {unit} since 1970"
            if (unit, column) not in self._counted:
                self._counted.add((unit, column))
                self._budget.tally.notes.append(f"{note}, {said} as {found}")
        if found and _ZONELESS.fullmatch(found) and plain_name(column).endswith("gmt"):
            return f"{found}+00:00"
        return found


def _title(cell: object, column: str) -> str | None:
    """Return a title; one that was made for a page is without its tags and references."""
    if isinstance(cell, dict) and isinstance(cell.get(_RENDERED), str):
        cell, column = cell[_RENDERED], _RENDERED
    if isinstance(cell, str) and column.endswith(_RENDERED):
        return one_line(html.unescape(_TAG.sub("", cell[:LONGEST_FIELD])))
    return _plain(cell)


def _page_bytes(cell: object) -> bytes:
    if isinstance(cell, bytes):
        return cell
    if isinstance(cell, str):
        return as_bytes(cell)
    if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
        return as_bytes("\n".join(cell))
    return (
        _page_bytes(cell[_RENDERED])
        if isinstance(cell, dict) and isinstance(cell.get(_RENDERED), str)
        else b""
    )


def _plain(cell: object) -> str | None:
    """Return *cell* as one line, ``None`` where it holds nothing or several things."""
    if isinstance(cell, str):
        return one_line(cell)
    if isinstance(cell, bytes):
        return one_line(cell.decode("utf-8", "replace"))
    if isinstance(cell, dict):  # a structure of Parquet, {"name": "The Herald"}
        return _plain(cell.get("name")) if isinstance(cell.get("name"), str) else None
    if isinstance(cell, dt.date):  # which a moment is, too
        return cell.isoformat()
    if isinstance(cell, float):
        return _fraction(cell)
    return str(cell)[:LONGEST_ID] if isinstance(cell, int) and not isinstance(cell, bool) else None


def _fraction(cell: float) -> str | None:
    """Return a number as JSON's readers print it; what is no number is a cell left empty."""
    if not math.isfinite(cell):
        return None if math.isnan(cell) else "Infinity" if cell > 0 else "-Infinity"
    return f"{cell:.0f}" if cell.is_integer() else str(cell)


def _names(cell: object) -> Sequence[str | None]:
    """Return the names of persons in *cell*: a list, or names with semicolons, bars or commas between."""
    if isinstance(cell, list):
        return [_plain(one) for one in cell[:100]]
    text = _plain(cell) or ""
    if text.startswith("[") and text.endswith("]"):  # a list as Python or JSON print it
        return [name.strip("'\" ") for name in _BETWEEN_NAMES.split(text[1:-1])]
    parts = _BETWEEN_NAMES.split(text)
    commas = text.split(",")
    if len(parts) == 1 and all(len(part.split()) > 1 for part in commas):  # "Lee, Ann" is one person
        parts = commas
    return [part.strip() for part in parts if not part.strip().isdigit()]  # the number of an account
