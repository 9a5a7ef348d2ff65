"""One request and its answer, within the limits of time and size."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpcore2

from sayso.read.fetch.coding import ACCEPTED, too_large, undo
from sayso.read.fetch.connect import CheckedBackend
from sayso.read.fetch.problems import Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from sayso.read.fetch.addresses import Address
    from sayso.read.fetch.options import FetchOptions, World
    from sayso.read.fetch.records import Validators

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5"

_NOT_KEPT = frozenset({"set-cookie", "set-cookie2"})
"""Headers that are about who asked, not about the page."""

_AGAIN = "try again later"

_SHORT = 65_536
"""Bytes of a body for which it would not pay to make the connection anew."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: ``data`` is unpacked, and empty where the body was not wanted."""

    status: int
    headers: Mapping[str, str]
    data: bytes
    received: dt.datetime

    @property
    def media_type(self) -> str:
        """The media type as the server says it, without its parameters, in lower case."""
        return media_type_of(self.headers)


def media_type_of(headers: Mapping[str, str]) -> str:
    """Return the media type that *headers* name, ``""`` where they do not."""
    return headers.get("content-type", "").split(";", 1)[0].split(",", 1)[0].strip().lower()


class Line:
    """The one connection to one host. It is used by one thread at a time.

    Ports and schemes of a host share it: where another is asked, the connection is made anew.
    """

    def __init__(self, options: FetchOptions, world: World, trust: Callable[[], ssl.SSLContext]) -> None:
        self._options = options
        self._world = world
        self._trust = trust
        self._trusting = False
        self._backend = CheckedBackend(options, world)
        self._pool = self._new_pool(None)

    def ask(
        self,
        address: Address,
        validators: Validators | None = None,
        *,
        wants_body: Callable[[int, Mapping[str, str]], bool],
        largest: int,
        cut: bool = False,
    ) -> Answer:
        """Ask for *address* and return what is answered; nothing is followed and nothing repeated.

        A body of more than *largest* bytes is a problem, or with *cut* is cut off there.

        Raises:
            Problem: there is no answer, or it breaks a limit.
        """
        self._backend.deadline.restart()
        try:
            response = self._pool_for(address.scheme).handle_request(self._request(address, validators))
            try:
                headers = _headers(response.headers)
                data = b""
                if wants_body(response.status, headers):
                    data = _body(response, headers, largest, cut=cut)
                else:
                    _pass_over(response, headers)
                return Answer(response.status, headers, data, self._world.now())
            finally:
                response.close()
        except _NETWORK_ERRORS as error:
            raise _problem_of(error, address) from error

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()

    def abort(self) -> None:
        """End the request that another thread waits for."""
        self._backend.abort()

    def _pool_for(self, scheme: str) -> httpcore2.ConnectionPool:
        """Return the pool of the one connection; whom to trust is found out when it first matters."""
        if scheme == "https" and not self._trusting:
            self._pool.close()
            self._pool, self._trusting = self._new_pool(self._trust()), True
        return self._pool

    def _new_pool(self, trust: ssl.SSLContext | None) -> httpcore2.ConnectionPool:
        return httpcore2.ConnectionPool(
            ssl_context=trust, max_connections=1, network_backend=self._backend, keepalive_expiry=30.0
        )

    def _request(self, address: Address, validators: Validators | None) -> httpcore2.Request:
        options = self._options
        headers = [
            ("Host", address.authority),
            ("User-Agent", options.user_agent),
            ("Accept", ACCEPT),
            ("Accept-Encoding", ACCEPTED),
        ]
        if validators and validators.etag:
            headers.append(("If-None-Match", validators.etag))
        if validators and validators.last_modified:
            headers.append(("If-Modified-Since", validators.last_modified))
        return httpcore2.Request(
            "GET",
            httpcore2.URL(
                scheme=address.scheme.encode(),
                host=address.host.encode(),
                port=address.port,
                target=address.target.encode(),
            ),
            headers=[(name.encode(), value.encode("latin-1", "replace")) for name, value in headers],
            extensions={
                "timeout": {
                    "connect": options.connect_timeout,
                    "read": options.read_timeout,
                    "write": options.read_timeout,
                    "pool": options.total_timeout,
                }
            },
        )


def _pass_over(response: httpcore2.Response, headers: Mapping[str, str]) -> None:
    """Read a short body that nobody wants, so that the connection can be used for the next request."""
    length = headers.get("content-length", "")
    if length.isdecimal() and len(length) <= len(str(_SHORT)) and int(length) <= _SHORT:
        for _ in response.iter_stream():
            pass


_NETWORK_ERRORS = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
    OSError,
)


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers with their names in lower case, those of one name joined (RFC 9110, 5.3)."""
    joined: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("latin-1").lower()
        if key not in _NOT_KEPT:
            said = value.decode("latin-1")
            joined[key] = f"{joined[key]}, {said}" if key in joined else said
    return joined


def _body(response: httpcore2.Response, headers: Mapping[str, str], largest: int, *, cut: bool) -> bytes:
    length = headers.get("content-length", "")
    if not cut and length.isdecimal() and int(length[:20]) > largest:
        raise too_large(largest)
    return undo(headers.get("content-encoding", ""), response.iter_stream(), largest, cut=cut)


def _problem_of(error: Exception, address: Address) -> Problem:
    """Say in a sentence what the network's *error* means."""
    host = address.host
    # httpcore keeps what the system said as the first argument, and drops it as the cause.
    inner = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
    if isinstance(inner, ssl.SSLError) and isinstance(error, httpcore2.ConnectError):
        return _tls_problem(inner, host)
    if isinstance(error, httpcore2.TimeoutException):
        connecting = isinstance(error, httpcore2.ConnectTimeout)
        return Problem(what=f"{host} did not answer in time", remedy=_AGAIN, retry=True, site=connecting)
    if isinstance(inner, ConnectionRefusedError):
        return Problem(
            what=f"{host} refuses connections on port {address.port}", remedy="check the address", site=True
        )
    if isinstance(error, httpcore2.ConnectError):
        reason = getattr(inner, "strerror", None) or "no machine of it can be reached"
        cut = isinstance(inner, ConnectionResetError)
        return Problem(what=f"{host} cannot be connected to ({reason})", remedy=_AGAIN, retry=cut, site=True)
    if isinstance(error, httpcore2.ProtocolError) and not _broke_off(error):
        return Problem(
            what=f"{host} does not answer as HTTP asks ({_short(error)})", remedy="check the address"
        )
    return Problem(what="the answer broke off before its end", remedy=_AGAIN, retry=True)


def _tls_problem(error: ssl.SSLError, host: str) -> Problem:
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = error.verify_message or "its certificate is not valid"
        return Problem(
            what=f"{host} cannot prove that it is {host} ({reason})",
            remedy="open it in a browser to see why, or save the page and give that file",
            site=True,
        )
    reason = (error.reason or "no agreement").replace("_", " ").lower()
    return Problem(
        what=f"no secure connection to {host} could be made ({reason})", remedy="check the address", site=True
    )


def _broke_off(error: Exception) -> bool:
    """Return whether the server closed the connection too early, which may pass."""
    text = str(error).lower()
    return "disconnected" in text or "without sending complete" in text or "incomplete" in text


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
