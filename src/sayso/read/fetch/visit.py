"""One address from first to last: robots asked, redirects followed, the page told apart."""

from __future__ import annotations

import functools
import threading
from typing import TYPE_CHECKING

from sayso.read.fetch import pages, robots
from sayso.read.fetch.addresses import Address
from sayso.read.fetch.connect import check_host
from sayso.read.fetch.hosts import Host
from sayso.read.fetch.problems import Problem
from sayso.read.fetch.records import Fetched, Unchanged, Validators, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.model import Capture
    from sayso.read.fetch.exchange import Answer
    from sayso.read.fetch.options import FetchOptions, World

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_UNCHANGED = 304

_MOST_OPEN = 64
"""Connections that are kept open; a run may ask thousands of hosts, and systems set limits."""


class _Site:
    """The rules of one origin, asked for once; who comes meanwhile waits."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rules: robots.Rules | None = None
        self.until = float("-inf")


class Visits:
    """All hosts of a run with their connections and their rules. Safe to use from many threads."""

    def __init__(
        self,
        options: FetchOptions,
        world: World,
        known: Callable[[str], Validators | None],
        sleep: Callable[[float], None],
    ) -> None:
        self._options = options
        self._world = world
        self._known = known
        self._sleep = sleep
        self._trust = functools.cache(world.trust)
        self._hosts: dict[str, Host] = {}
        self._open: dict[str, Host] = {}
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()
        self._asking_known = threading.Lock()

    def visit(self, wanted: Wanted, name: str, address: Address) -> Capture | Fetched | Unchanged:
        """Fetch *address* and return what it holds under *name*.

        Raises:
            Problem: it cannot be had.
        """
        seen = [address]
        while True:
            try:
                found = self._step(wanted, name, seen[-1])
            except Problem as problem:
                if len(seen) > 1:
                    raise problem.after_redirect(seen[-1].url) from problem
                raise
            if not isinstance(found, Address):
                return found
            self._check_redirect(seen, found)
            seen.append(found)

    def close(self) -> None:
        """Close all connections."""
        for host in self._hosts.values():
            host.close()

    def abort(self) -> None:
        """End all requests that other threads wait for."""
        with self._lock:
            hosts = list(self._hosts.values())
        for host in hosts:
            host.abort()

    def _step(self, wanted: Wanted, name: str, address: Address) -> Capture | Fetched | Unchanged | Address:
        """Ask for *address* once: return what it holds, or where it leads."""
        options = self._options
        check_host(address.host, allow_private=options.allow_private)
        delay = options.delay
        if not options.ignore_robots:
            rules = self._rules(address)
            rules.check(address)
            delay = max(delay, min(rules.delay, options.longest_wait))
        with self._asking_known:
            validators = self._known(address.url)
        answer = self._host(address).ask(
            address, validators, wants_body=pages.wants_page, delay=delay, largest=options.largest
        )
        if answer.status == _UNCHANGED and validators:
            return Unchanged(name, address.url, answer.received, answer.headers)
        if answer.status in _REDIRECTS and answer.headers.get("location"):
            return _destination(address, answer)
        return pages.page_of(wanted, name, address, answer)

    def _check_redirect(self, seen: list[Address], to: Address) -> None:
        again = "open it in a browser, save the page and give that file"
        if to in seen:
            raise Problem(what="its redirects lead in a circle", remedy=again)
        if len(seen) > self._options.redirects:
            raise Problem(what=f"it redirects more than {self._options.redirects} times", remedy=again)
        if seen[-1].scheme == "https" and to.scheme == "http":
            raise Problem(
                what=f"it redirects from a secure connection to an insecure one ({to.url})",
                remedy="give that address itself if you trust the way to it",
            )

    def _host(self, address: Address) -> Host:
        """Return the host of *address*; of those not asked for longest the connections are closed."""
        with self._lock:
            host = self._hosts.get(address.host)
            if host is None:
                host = self._hosts[address.host] = Host(self._options, self._world, self._trust, self._sleep)
            self._open.pop(address.host, None)
            self._open[address.host] = host
            idle = self._open.pop(next(iter(self._open))) if len(self._open) > _MOST_OPEN else None
        if idle is not None:
            idle.close_idle()
        return host

    def _rules(self, address: Address) -> robots.Rules:
        with self._lock:
            site = self._sites.setdefault(address.origin, _Site())
        # While the rules are asked for, no host's turn is held, so that two sites whose
        # robots.txt lead to each other cannot wait for each other.
        with site.lock:
            if site.rules is None or self._world.monotonic() > site.until:
                site.rules = robots.find_rules(address, self._options.robot, self._ask_rules)
                site.until = self._world.monotonic() + robots.VALID_FOR
            return site.rules

    def _ask_rules(self, address: Address) -> Answer:
        check_host(address.host, allow_private=self._options.allow_private)
        return self._host(address).ask(
            address, wants_body=robots.wants_rules, delay=0.0, largest=robots.LARGEST, cut=True
        )


def _destination(address: Address, answer: Answer) -> Address:
    """Return where *answer* leads; many servers write the address in UTF-8 without escapes."""
    location = answer.headers["location"].encode("latin-1")
    try:
        return address.joined(location.decode())
    except UnicodeDecodeError:
        return address.joined(location.decode("latin-1"))
    except Problem as problem:
        raise Problem(
            what=f"it redirects to an address that cannot be asked: {problem.what}",
            remedy="open it in a browser, save the page and give that file",
        ) from problem
