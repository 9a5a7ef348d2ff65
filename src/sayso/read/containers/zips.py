"""Zip archives of pages: read as a folder is, each file in memory and none written to disk."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING, BinaryIO

from sayso.model import Capture, Failure
from sayso.read.containers.budget import SpentError
from sayso.read.containers.members import Member, Places, place
from sayso.read.containers.summary import JSON, no_page_in, read_of
from sayso.read.containers.unpacked import read_packed
from sayso.read.containers.wacz import captures_of_wacz, is_wacz
from sayso.read.containers.zips_index import Entry, Index, size_of
from sayso.read.containers.zips_members import (
    is_exact,
    is_passed_over,
    is_sidecar,
    may_be_read,
    reads_as_page,
    sidecars_in,
)
from sayso.read.errors import ReadError
from sayso.read.kinds import HEAD
from sayso.read.supplied import LARGEST_SIDECAR, is_data, said_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.containers.budget import Budget

LARGEST_PIPED = 200_000_000
"""Bytes of an archive that comes through a pipe: it is held in memory, as its list stands at its end."""


def open_zip(source: BinaryIO, name: str, budget: Budget) -> Iterator[Capture | Failure | Member]:
    """Yield the pages and containers in the zip archive *source*, in the order of its list.

    What a folder passes over is passed over here: hidden files, ``__MACOSX``, images, what was saved along
    with a page; sidecars (``a.html.json``) become what is ``supplied`` with their page. An archive
    of web archives (WACZ) gives its pages. Of an archive that is cut off comes what is whole, and a failure.
    A *source* that is not seekable is read into memory first.
    """
    try:
        whole = seekable(source, name)
        narrow = budget.within(size_of(whole))
        index = Index(whole, name, narrow)
        if is_wacz(index):
            yield from captures_of_wacz(index, name, narrow)
        else:
            yield from _Files(index, name, narrow).found()
        if index.problem:
            yield Failure(name, index.problem)
    except ReadError as error:
        yield Failure(name, error.sentence)


def seekable(source: BinaryIO, name: str) -> BinaryIO:
    """Return *source*, or what it gives where it cannot be read twice.

    Raises:
        ReadError: that does not fit into memory, or cannot be read.
    """
    if source.seekable():
        return source
    kept = io.BytesIO()
    while piece := read_packed(source, name):
        kept.write(piece)
        if kept.tell() > LARGEST_PIPED:
            message = (
                f"{name}: an archive of more than {LARGEST_PIPED:,} bytes cannot be piped; give its file"
            )
            raise ReadError(message)
    kept.seek(0)
    return kept


class _Files:
    """The files of one archive that are worth reading."""

    def __init__(self, index: Index, name: str, budget: Budget) -> None:
        self._index, self._name, self._budget = index, name, budget
        self._by_name = {entry.name: entry for entry in index.entries}
        self._places = Places(name)

    def found(self) -> Iterator[Failure | Member]:
        before = Counter(self._budget.tally.passed_over)
        pages = others = 0
        for entry in self._index.entries:
            self._budget.count(self._name)
            if is_passed_over(entry.name, self._by_name):
                if not is_sidecar(entry.name, self._by_name):
                    self._pass_over("hidden files and files saved along with a page")
                continue
            for one in self._read(entry):
                pages, others = pages + isinstance(one, Member), others + isinstance(one, Failure)
                yield one
        passed_over = self._budget.tally.passed_over - before
        if pages or others:
            self._budget.tally.notes.extend(read_of(self._name, pages, passed_over))
        elif not self._index.problem:
            yield Failure(self._name, no_page_in(self._name, passed_over))

    def _pass_over(self, what: str) -> None:
        self._budget.tally.passed_over[what] += 1

    def _read(self, entry: Entry) -> Iterator[Failure | Member]:
        """Yield the member that *entry* is, if it is a page, and what is wrong with its sidecars."""
        called = self._places.of(entry.name)
        try:
            if not self._is_wanted(entry, called):
                is_json = entry.name.lower().endswith(".json")
                self._pass_over(JSON if is_json else "images, scripts and other files")
                return
            data = self._index.read(entry, called)
        except SpentError:
            raise
        except ReadError as error:
            yield Failure(called, error.sentence)
            return
        said: dict[str, str] = {}
        for sidecar in sidecars_in(entry.name, self._by_name):
            fields, problems = self._sidecar(self._by_name[sidecar])
            said.update(fields)
            yield from (Failure(place(self._name, sidecar), problem) for problem in problems)
        yield Member(called, data, supplied=said)

    def _is_wanted(self, entry: Entry, called: str) -> bool:
        wanted = may_be_read(entry.name)
        if wanted is None:
            return reads_as_page(entry.name, self._index.head(entry, called, HEAD))
        return wanted

    def _sidecar(self, entry: Entry) -> tuple[dict[str, str], tuple[str, ...]]:
        """Return what a sidecar says, and a sentence for each part that is unusable."""
        called = place(self._name, entry.name)
        try:
            data = self._index.head(entry, called, LARGEST_SIDECAR + 1)
            self._budget.spend(self._name, len(data))
        except SpentError:
            raise
        except ReadError as error:
            return {}, (error.sentence,)
        if not is_exact(entry.name, self._by_name) and is_data(data):
            return {}, ()
        return said_in(data, called)
