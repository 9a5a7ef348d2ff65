"""Tar archives of pages: read as a folder is, from front to end, and none of it written to disk."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

from sayso.model import Failure
from sayso.read.containers.budget import CHUNK, TooLargeError
from sayso.read.containers.members import MOST_NAMES, Member, Places, place
from sayso.read.containers.summary import read_of
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

_MOST_WAITING = 4_000_000
"""Bytes of JSON that may wait for their pages, which follow them as a rule."""


def open_tar(source: Readable, name: str, budget: Budget) -> Iterator[Failure | Member]:
    """Yield the pages and containers in the tar archive *source*, in its order; it need not be seekable.

    What a zip archive passes over is passed over, and links and devices with it. A sidecar is found
    where it stands directly before or after its page, as programs write them. Of an archive that is
    cut off comes what is whole, and a failure.
    """
    before = Counter(budget.tally.passed_over)
    files = _Files(source, name, budget)
    try:
        yield from files.found()
    except ReadError as error:
        yield from files.waiting()
        yield Failure(name, error.sentence)
    else:
        if not files.met:
            yield Failure(name, f"{name}: the archive holds no page; put .txt or .html files in it")
    if files.met:
        budget.tally.notes.extend(read_of(name, files.met, budget.tally.passed_over - before))


class _Files:
    """The files of one archive that are worth reading; ``met`` counts them.

    A page waits for the next file, which may be its sidecar.
    """

    def __init__(self, source: Readable, name: str, budget: Budget) -> None:
        self._stream = TarStream(source, name, budget)
        self._budget, self._name, self._places = budget, name, Places(name)
        self._pages: set[str] = set()
        self._said: dict[str, bytes] = {}
        self._held: tuple[str, Member] | None = None
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
                yield from self._page(inside)
        yield from self.waiting()

    def waiting(self) -> Iterator[Failure | Member]:
        """Yield the page that waits, with what its sidecars say, and what is wrong with these."""
        if self._held is None:
            return
        (inside, member), self._held = self._held, None
        said: dict[str, str] = {}
        for sidecar in sidecars_in(inside, self._said):
            data = self._said.pop(sidecar)
            if sidecar != f"{inside}.json" and is_data(data):
                continue
            fields, problems = said_in(data, place(self._name, sidecar))
            said.update(fields)
            yield from (Failure(place(self._name, sidecar), problem) for problem in problems)
        yield Member(member.name, member.data, supplied=said)

    def _page(self, inside: str) -> Iterator[Failure | Member]:
        """Hold the page *inside*, if it is one, and yield the one before."""
        wanted = may_be_read(inside)
        if wanted is False:
            self._pass_over("images, scripts and other files")
            return
        called = self._places.of(inside)
        head = self._stream.read(HEAD)
        if wanted is None and not reads_as_page(inside, head):
            self._pass_over("images, scripts and other files")
            return
        yield from self.waiting()
        self.met += 1
        try:
            self._held = inside, Member(called, self._rest(called, head))
        except TooLargeError as error:
            yield Failure(called, error.sentence)
        if len(self._pages) < MOST_NAMES and inside.lower().endswith(tuple(PAGE_SUFFIXES)):
            self._pages.add(inside)

    def _pass_over(self, what: str) -> None:
        self._budget.tally.passed_over[what] += 1

    def _keep(self, sidecar: str, called: str) -> None:
        """Keep what may be said of the page before or of a later one; of much, the oldest goes."""
        self._said[sidecar] = self._rest(called)
        while sum(map(len, self._said.values())) > _MOST_WAITING:
            del self._said[next(iter(self._said))]

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
