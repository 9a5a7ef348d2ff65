"""How to fetch: limits and manners, and the parts of the world that fetching touches."""

from __future__ import annotations

import datetime as dt
import re
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso import __version__

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence

    from httpcore2 import NetworkStream

USER_AGENT = f"sayso/{__version__} (reads pages that its user names; obeys robots.txt for sayso)"
"""Who asks, and what a site can do about it. There is no public home page yet that it could name."""

_PRINTABLE = re.compile(r"[\x20-\x7e]{1,500}")
_TOKEN = re.compile(r"[a-z_-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Limits and manners of fetching. Times are in seconds, sizes in bytes.

    Attributes:
        user_agent: what the ``User-Agent`` header says. Its first word is the name that rules
            in a robots.txt are looked up for.
        allow_private: whether machines of private networks, and this one, may be asked too.
        ignore_robots: whether to fetch what a robots.txt forbids: for a site of one's own.
        delay: the least time between two requests to one host.
        connect_timeout: for making a connection, TLS included.
        read_timeout: for the server to send anything more.
        total_timeout: for one answer from the first to the last byte, however slowly it comes.
        largest: bytes of one answer, packed or unpacked.
        redirects: how often an address may lead to another.
        retries: how often an address is asked again that did not answer, or asked to wait.
        back_off: how long to wait before the first retry; twice as long before each further one.
        longest_wait: how long a site may make us wait (Retry-After, Crawl-delay).
        hosts_at_once: how many hosts are asked side by side, each by one connection.
        ahead: how many addresses beyond the next one in order may be fetched already.

    Raises:
        ValueError: a limit is negative or zero where that makes no sense, or the user
            agent is no line of plain ASCII that begins with a name.
    """

    user_agent: str = USER_AGENT
    allow_private: bool = False
    ignore_robots: bool = False
    delay: float = 1.0
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    largest: int = 20_000_000
    redirects: int = 5
    retries: int = 3
    back_off: float = 1.0
    longest_wait: float = 60.0
    hosts_at_once: int = 8
    ahead: int = 32

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if not _PRINTABLE.fullmatch(self.user_agent) or not _TOKEN.match(self.user_agent):
            message = "the user agent must be one line of plain ASCII that begins with a name"
            raise ValueError(message)
        least = dict.fromkeys(("delay", "redirects", "retries", "back_off", "longest_wait"), 0.0)
        least |= dict.fromkeys(("largest", "hosts_at_once", "ahead"), 1.0)
        least |= dict.fromkeys(("connect_timeout", "read_timeout", "total_timeout"), 0.001)
        for name, low in least.items():
            if not low <= getattr(self, name) < float("inf"):
                message = f"{name} must be {low:g} or more, and finite"
                raise ValueError(message)

    @property
    def robot(self) -> str:
        """The product token of the user agent: what a robots.txt calls it (RFC 9309, 2.2.1)."""
        match = _TOKEN.match(self.user_agent)
        return match[0] if match else self.user_agent


def look_up(host: str, port: int) -> list[str]:
    """Return the IP addresses of *host*, in the order in which the system would try them.

    Raises:
        OSError: the host is not known, or nobody can be asked.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def system_trust() -> ssl.SSLContext:
    """Return a TLS context that trusts whom this system trusts (or ``SSL_CERT_FILE`` names)."""
    import httpcore2  # noqa: PLC0415 - loaded when something is fetched

    return httpcore2.default_ssl_context()


def open_tcp(machine: str, port: int, timeout: float) -> NetworkStream:
    """Connect to *machine*, an IP address."""
    import httpcore2  # noqa: PLC0415 - loaded when something is fetched

    return httpcore2.SyncBackend().connect_tcp(machine, port, timeout)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that fetching has of the world outside: names, connections, trust, clocks and sleep.

    ``sleep`` is ``None`` for waiting that ends at once when the run is given up.
    """

    look_up: Callable[[str, int], Sequence[str]] = look_up
    connect: Callable[[str, int, float], NetworkStream] = open_tcp
    trust: Callable[[], ssl.SSLContext] = system_trust
    now: Callable[[], dt.datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] | None = None
