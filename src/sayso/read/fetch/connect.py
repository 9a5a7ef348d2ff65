"""Connections that are checked and timed: the machine judged is the machine connected to.

A name is looked up once for each connection, every answer is judged, and the connection is
made to an answer that passed. Nothing looks the name up again in between, so that a name
server that changes its answers (DNS rebinding) gains nothing. Proxies are never used: a
proxy would look names up by itself, beyond any check.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from typing import TYPE_CHECKING, Any

import httpcore2

from sayso.read.fetch.problems import Problem
from sayso.read.fetch.refusals import Refused, refused_machine, refused_name

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Sequence

    from sayso.read.fetch.options import FetchOptions, World

MOST_TRIED = 4
"""Machines of one name that are tried one after the other."""

_TEMPORARY = frozenset({socket.EAI_AGAIN})


class Deadline:
    """The moment by which an answer must be complete, however slowly it trickles in."""

    def __init__(self, world: World, total: float) -> None:
        self._world = world
        self._total = total
        self._at = float("inf")

    def restart(self) -> None:
        """Begin to count anew, for a new request."""
        self._at = self._world.monotonic() + self._total

    def cap(self, timeout: float | None) -> float:
        """Return *timeout*, or what is left of the time when that is less.

        Raises:
            Problem: nothing is left.
        """
        left = self._at - self._world.monotonic()
        if left <= 0:
            raise Problem(
                what=f"the answer was not complete after {self._total:g} seconds",
                remedy="try again later, or save the page and give that file",
            )
        return left if timeout is None else min(timeout, left)


class TimedStream(httpcore2.NetworkStream):
    """A connection on which no single step outlasts the deadline of the whole answer."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, at most *max_bytes*."""
        wait = self._deadline.cap(timeout)
        try:
            return self._inner.read(max_bytes, wait)
        except httpcore2.TimeoutException:
            self._deadline.cap(timeout)  # where the whole took too long, that is what is told
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send *buffer*."""
        self._inner.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Go on in TLS; the certificate must be that of *server_hostname*."""
        try:
            limit = self._deadline.cap(timeout)
        except Problem:
            self.close()
            raise
        self._inner = self._inner.start_tls(ssl_context, server_hostname, limit)
        return self

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own signature
        """Return what the connection knows of itself."""
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore2.NetworkBackend):
    """Makes the connections of one host, to machines that may be asked and to no other."""

    def __init__(self, options: FetchOptions, world: World) -> None:
        self._options = options
        self._world = world
        self._last: TimedStream | None = None
        self.deadline = Deadline(world, options.total_timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - httpcore's own signature
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002 - the same
    ) -> httpcore2.NetworkStream:
        """Connect to a machine of *host* that may be asked.

        Raises:
            Problem: there is none, or none can be reached.
        """
        failed: Exception | None = None
        for machine in self._machines(host, port)[:MOST_TRIED]:
            limit = self.deadline.cap(timeout)
            try:
                inner = self._world.connect(machine, port, limit)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
                continue
            self._last = TimedStream(inner, self.deadline)
            return self._last
        raise failed or httpcore2.ConnectError(host)

    def abort(self) -> None:
        """End a wait for the network that another thread is in."""
        sock = self._last.get_extra_info("socket") if self._last else None
        if sock is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def _machines(self, host: str, port: int) -> list[str]:
        """Return the machines of *host* that may be asked.

        Those of its answers that may not are passed over, and where none is left that is the problem.
        """
        check_host(host, allow_private=self._options.allow_private)
        answers = [host] if _literal(host) else self._looked_up(host, port)
        fit: list[str] = []
        refused: Refused | None = None
        for answer in answers:
            machine = _literal(answer)
            why = Refused("no IP address", always=True) if machine is None else refused_machine(machine)
            if why is None or (self._options.allow_private and not why.always):
                fit.append(answer)
            else:
                refused = refused or why
        if fit:
            return fit
        if refused:
            raise _may_not_be_asked(host, refused)
        raise _unknown(host)

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        try:
            return self._world.look_up(host, port)
        except (OSError, UnicodeError) as error:
            if isinstance(error, socket.gaierror) and error.errno in _TEMPORARY:
                raise Problem(
                    what=f"the name {host} could not be looked up",
                    remedy="check the connection to the internet, and try again",
                    retry=True,
                    site=True,
                ) from error
            raise _unknown(host) from error


def check_host(host: str, *, allow_private: bool) -> None:
    """Check *host*, a name or an IP address, before anything is looked up.

    Raises:
        Problem: it is one that may not be asked.
    """
    machine = _literal(host)
    refused = refused_name(host) if machine is None else refused_machine(machine)
    if refused and (refused.always or not allow_private):
        raise _may_not_be_asked(host, refused)


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _may_not_be_asked(host: str, refused: Refused) -> Problem:
    remedy = (
        "give the address of a page on the public internet"
        if refused.always
        else "--allow-private lets sayso ask it"
    )
    return Problem(what=f"{host} is {refused.what}, which is not asked", remedy=remedy, site=True)


def _unknown(host: str) -> Problem:
    return Problem(what=f"there is no host {host}", remedy="check the address", site=True)
