"""Addresses in, pages out: in the order given, hosts side by side, nothing raised for one bad address."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, NamedTuple, Self

from sayso.model import Capture, Failure
from sayso.read.fetch.addresses import Address, parse_address, without_credentials
from sayso.read.fetch.options import FetchOptions, World
from sayso.read.fetch.order import Lines, in_order
from sayso.read.fetch.problems import Problem
from sayso.read.fetch.records import Fetched, Unchanged, Validators, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from types import TracebackType

    from sayso.read.fetch.visit import Visits

Result = Capture | Fetched | Unchanged | Failure

_DEFAULTS = FetchOptions()


class _Task(NamedTuple):
    wanted: Wanted
    name: str
    address: Address


def _nothing_known(_address: str) -> Validators | None:
    return None


class Fetcher:
    """Fetches addresses for as long as its context lasts.

    What is found out of a host (its turn, its rules, its connection) holds for all calls of
    :meth:`fetch`, also for one that is made while another is going on: for the pages of a
    feed that was itself fetched. Nothing is started, or even loaded, before the first result is asked for.

    Args:
        options: limits and manners.
        known: the validators of the page last had from an address, ``None`` where there is none.
            It is asked with the address as :attr:`Capture.address` has it, by one thread at a
            time, and not always by the caller's.
        world: names, connections, trust and clocks, other than the system's.
    """

    def __init__(
        self,
        options: FetchOptions = _DEFAULTS,
        known: Callable[[str], Validators | None] = _nothing_known,
        *,
        world: World | None = None,
    ) -> None:
        self._options = options
        self._known = known
        self._world = world or World()
        self._closed = threading.Event()
        self._visits: Visits | None = None
        self._lines: Lines[_Task, Result] | None = None

    def __enter__(self) -> Self:
        """Begin; there is nothing to do yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, and give up what is still going on."""
        self.close()

    def fetch(self, addresses: Iterable[str | Wanted]) -> Generator[Result, None, None]:
        """Yield what each of *addresses* holds, in their order; what cannot be had is a failure.

        An address given twice is fetched once; one of another call is fetched again, as which
        of the two came first would be chance. Addresses are taken as they are needed, so that
        there may be any number of them.

        Raises:
            RuntimeError: the fetcher is closed.
        """
        yield from in_order(self._started(), _tasks(addresses), self._options.ahead)

    def close(self) -> None:
        """Give up what is still going on, and close all connections."""
        self._closed.set()
        if self._visits is not None and self._lines is not None:
            self._visits.abort()
            self._lines.close()
            self._visits.close()

    def _started(self) -> Lines[_Task, Result]:
        if self._closed.is_set():
            message = "the fetcher is closed"
            raise RuntimeError(message)
        if self._lines is None:
            from sayso.read.fetch.visit import Visits  # noqa: PLC0415 - it loads the network

            visits = self._visits = Visits(self._options, self._world, self._known, self._sleep)
            self._lines = Lines(lambda task: _visited(visits, task), self._options.hosts_at_once)
        return self._lines

    def _sleep(self, seconds: float) -> None:
        if self._world.sleep is not None:
            self._world.sleep(seconds)
        else:
            self._closed.wait(seconds)
        if self._closed.is_set():
            raise Problem(what="the run was given up", remedy="start it again")


def fetch(
    addresses: Iterable[str | Wanted],
    options: FetchOptions = _DEFAULTS,
    known: Callable[[str], Validators | None] = _nothing_known,
    *,
    world: World | None = None,
) -> Generator[Result, None, None]:
    """Fetch *addresses* by a :class:`Fetcher` of their own, and yield what each holds, in their order.

    Yields:
        a capture for a page (HTML, plain text, PDF, e-mail), with its address after redirects,
        the time, and the answer's headers; :class:`Fetched` for what may hold pages;
        :class:`Unchanged` for a page that has not changed; a failure with its sentence.
    """
    with Fetcher(options, known, world=world) as fetcher:
        yield from fetcher.fetch(addresses)


def _tasks(addresses: Iterable[str | Wanted]) -> Iterator[tuple[str, _Task] | Result]:
    """Yield the addresses with their hosts, each once, and those that cannot be asked as failures."""
    seen: set[str] = set()
    for given in addresses:
        wanted = Wanted(given) if isinstance(given, str) else given
        name = without_credentials(wanted.address) if wanted.name is None else wanted.name
        try:
            address = parse_address(wanted.address)
        except Problem as problem:
            yield Failure(name, problem.sentence(name))
            continue
        if address.url not in seen:
            seen.add(address.url)
            yield address.host, _Task(wanted, name, address)


def _visited(visits: Visits, task: _Task) -> Result:
    name = task.name
    try:
        return visits.visit(task.wanted, name, task.address)
    except Problem as problem:
        return Failure(name, problem.sentence(name))
    except Exception as error:
        # One address must not stop the run, whatever a server found to upset us with.
        logging.getLogger("sayso").info("%s could not be fetched", name, exc_info=True)
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return Failure(
            name,
            f"{name}: it was left out because of an error in sayso ({what}); --verbose shows it, report it",
        )
