"""Tar archives of pages: read as a folder is, from front to end, and none of it written to disk."""

from __future__ import annotations

import io
from collections import Counter, OrderedDict
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sayso.model import Failure
from sayso.read.containers.budget import CHUNK, TooLargeError
from sayso.read.containers.members import MOST_NAMES, Member, Places, place
from sayso.read.containers.summary import JSON, no_page_in, read_of
from sayso.read.containers.tar_headers import TarStream
from sayso.read.containers.zips_members import (
    is_passed_over,
    is_sidecar,
    may_be_read,
    reads_as_page,
    sidecars_in,
)
from sayso.read.errors import ReadError
from sayso.read.kinds import HEAD, PAGE_SUFFIXES
from sayso.read.supplied import LARGEST_SIDECAR, is_data, said_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.containers.budget import Budget, Readable
    from sayso.read.containers.tar_headers import Entry

_MOST_JSON = 16_000_000
"""Bytes of JSON that may wait for their pages, some for each file's name and place."""

_MOST_HELD = 32_000_000
"""Bytes of pages that may wait for their sidecars: archives list files as the system found them."""

_COST = 512
"""Bytes that a waiting file costs, however small it is: a header, and what Python needs for it."""


def open_tar(source: Readable, name: str, budget: Budget) -> Iterator[Failure | Member]:
    """Yield the pages and containers in the tar archive *source*, in its order; it need not be seekable.

    What a zip archive passes over is passed over, and links and devices with it. A sidecar is found
    wherever it stands before its page, or after it within some 32 MB of pages; those that come later are
    counted in a note. Of an archive that is cut off comes what is whole, and a failure.
    """
    before = Counter(budget.tally.passed_over)
    files = _Files(source, name, budget)
    failed = False
    try:
        yield from files.found()
    except ReadError as error:
        failed = True
        yield from files.waiting()
        yield Failure(name, error.sentence)
    files.conclude()
    passed_over = budget.tally.passed_over - before
    if files.met:
        budget.tally.notes.extend(read_of(name, files.met, passed_over))
    elif not failed:
        yield Failure(name, no_page_in(name, passed_over))


class _Files:
    """The files of one archive that are worth reading; ``met`` counts them.

    Pages wait for files that may be their sidecars.
    """

    def __init__(self, source: Readable, name: str, budget: Budget) -> None:
        self._stream = TarStream(source, name, budget)
        self._budget, self._name, self._places = budget, name, Places(name)
        self._pages: set[str] = set()
        self._said: OrderedDict[str, bytes] = OrderedDict()
        self._said_size = 0
        self._held: OrderedDict[str, Member | Failure] = OrderedDict()
        self._held_size = 0
        self._gone: set[str] = set()  # what the sidecars of pages may be called that wait no more
        self._dropped: set[str] = set()  # JSON that waits no more
        self._late = 0
        self.met = 0

    def found(self) -> Iterator[Failure | Member]:
        for entry in self._stream.entries():
            self._budget.count(self._name)
            inside = "/".join(part for part in entry.name.split("/") if part not in {"", "."})
            if entry.passed_over is not None:
                if entry.passed_over:
                    self._pass_over(entry.passed_over)
            elif _may_be_sidecar(entry, inside):
                self._keep(inside, place(self._name, inside))
            elif is_passed_over(inside, self._pages) and not is_sidecar(inside, self._pages):
                self._pass_over("hidden files and files saved along with a page")
            else:
                if inside in self._held:
                    yield from self.waiting()  # so that each of two pages of one name has its own sidecar
                self._hold(inside)
                while self._held_size > _MOST_HELD:
                    yield from self._next()
        yield from self.waiting()

    def waiting(self) -> Iterator[Failure | Member]:
        """Yield the pages that wait, with what their sidecars say, and what is wrong with these."""
        while self._held:
            yield from self._next()

    def conclude(self) -> None:
        """Count the JSON that went with no page, and tell of that which came too late."""
        for _ in self._said:
            self._pass_over(JSON)
        if self._late:
            one = self._late == 1
            came = "1 sidecar stood too far from its page" if one else f"{self._late:,} sidecars"
            note = f"{self._name}: {came}{'' if one else ' stood too far from their pages'} and went unread"
            self._budget.tally.notes.append(f"{note}; unpack the archive and give the folder")

    def _next(self) -> Iterator[Failure | Member]:
        """Yield the page that has waited longest."""
        inside, member = self._held.popitem(last=False)
        self._held_size -= _size(inside, member)
        if len(self._gone) < MOST_NAMES:
            self._gone.update(_sidecars_of(inside))
        said: dict[str, str] = {}
        for sidecar in sidecars_in(inside, self._said):
            data = self._taken(sidecar)
            if sidecar != f"{inside}.json" and is_data(data):
                self._pass_over(JSON)
                continue
            fields, problems = said_in(data, place(self._name, sidecar))
            said.update(fields)
            yield from (Failure(place(self._name, sidecar), problem) for problem in problems)
        yield replace(member, supplied=said) if isinstance(member, Member) else member

    def _hold(self, inside: str) -> None:
        """Hold the page *inside*, if it is one."""
        wanted = may_be_read(inside)
        if wanted is False:
            self._pass_over(JSON if inside.lower().endswith(".json") else "images, scripts and other files")
            return
        called = self._places.of(inside)
        head = self._stream.read(HEAD)
        if wanted is None and not reads_as_page(inside, head):
            self._pass_over("images, scripts and other files")
            return
        self.met += 1
        self._late += len(sidecars_in(inside, self._dropped))
        held: Member | Failure
        try:
            held = Member(called, self._rest(called, head))
        except TooLargeError as error:
            held = Failure(called, error.sentence)
        self._held[inside] = held
        self._gone.difference_update(_sidecars_of(inside))
        self._held_size += _size(inside, held)
        if len(self._pages) < MOST_NAMES and inside.lower().endswith(tuple(PAGE_SUFFIXES)):
            self._pages.add(inside)

    def _pass_over(self, what: str) -> None:
        self._budget.tally.passed_over[what] += 1

    def _keep(self, sidecar: str, called: str) -> None:
        """Keep what may be said of a page that waits or of a later one; of much, the oldest goes."""
        data = self._rest(called)
        if sidecar in self._gone:
            self._late += not is_data(data)
            return
        if sidecar in self._said:
            self._taken(sidecar)
        self._said[sidecar] = data
        self._said_size += _COST + len(sidecar) + len(data)
        while self._said_size > _MOST_JSON:
            oldest = next(iter(self._said))
            self._taken(oldest)
            self._pass_over(JSON)
            if len(self._dropped) < MOST_NAMES:
                self._dropped.add(oldest)

    def _taken(self, sidecar: str) -> bytes:
        """Return the JSON *sidecar*, which waits no more."""
        data = self._said.pop(sidecar)
        self._said_size -= _COST + len(sidecar) + len(data)
        return data

    def _rest(self, called: str, head: bytes = b"") -> bytes:
        """Return what follows *head* in the file that is read.

        Raises:
            TooLargeError: it is more than a page may be.
            ReadError: the archive is cut off there, or over the budget.
        """
        kept = io.BytesIO(head)
        kept.seek(len(head))
        while piece := self._stream.read(CHUNK):
            self._budget.check(called, kept.tell() + len(piece))
            kept.write(piece)
        return kept.getvalue()


def _may_be_sidecar(entry: Entry, inside: str) -> bool:
    return inside.lower().endswith(".json") and entry.size <= LARGEST_SIDECAR


def _sidecars_of(page: str) -> tuple[str, str]:
    """Return what the sidecars of *page* may be called."""
    stem = page.removesuffix(PurePosixPath(page).suffix)
    return f"{page}.json", f"{stem}.json"


def _size(inside: str, held: Member | Failure) -> int:
    return _COST + len(inside) + (len(held.data) if isinstance(held, Member) else 0)
