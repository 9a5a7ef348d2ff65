"""Addresses in, pages out: in the order given, hosts side by side, nothing raised for one bad address."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Capture, Failure
from sayso.read.fetch.addresses import Address, parse_address, without_credentials
from sayso.read.fetch.order import Lines, in_order
from sayso.read.fetch.problems import Problem
from sayso.read.fetch.records import Fetched, Unchanged, Validators, Wanted
from sayso.read.fetch.visit import Visits

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from sayso.read.fetch.options import FetchOptions, World

Result = Capture | Fetched | Unchanged | Failure


class _Task(NamedTuple):
    wanted: Wanted
    name: str
    address: Address


def fetch_all(
    addresses: Iterable[str | Wanted],
    options: FetchOptions,
    known: Callable[[str], Validators | None],
    world: World,
) -> Generator[Result, None, None]:
    """Yield what becomes of each of *addresses*; see :func:`sayso.read.fetch.fetch`."""
    given_up = threading.Event()

    def sleep(seconds: float) -> None:
        if world.sleep is not None:
            world.sleep(seconds)
        else:
            given_up.wait(seconds)
        if given_up.is_set():
            raise Problem(what="the run was given up", remedy="start it again")

    visits = Visits(options, world, known, sleep)

    def work(task: _Task) -> Result:
        return _visited(visits, task)

    lines: Lines[_Task, Result] = Lines(work, options.hosts_at_once)
    finished = False
    try:
        yield from in_order(lines, _tasks(addresses), options.ahead)
        finished = True
    finally:
        if not finished:
            given_up.set()
            visits.abort()
        lines.close()
        visits.close()


def _tasks(addresses: Iterable[str | Wanted]) -> Iterator[tuple[str, _Task] | Result]:
    """Yield the addresses in lines by host, each once, and those that cannot be asked as failures."""
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
