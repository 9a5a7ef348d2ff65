"""A web site on this machine whose every byte a test writes, and a clock that only tests move."""

from __future__ import annotations

import contextlib
import io
import socket
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import pytest

from sayso.model import Capture, Failure
from sayso.read.fetch import FetchOptions, World, fetch

if TYPE_CHECKING:
    import ssl

    from sayso.read.fetch import Fetched, Unchanged, Validators, Wanted

ARTICLE = b"<!DOCTYPE html><html><body><p>The harbour was closed on Monday.</p></body></html>"


class Request(NamedTuple):
    """What a client asked for, by which of its connections."""

    path: str
    headers: dict[str, str]
    connection: int


Reply = bytes | Callable[[Request], bytes | Iterable[bytes]]


def reply(body: bytes = ARTICLE, status: int = 200, kind: str = "text/html", **headers: str) -> bytes:
    """Return a whole HTTP answer; ``retry_after="3"`` is the header ``retry-after: 3``."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}"]
    if kind:
        lines.append(f"Content-Type: {kind}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


def leads_to(location: str, status: int = 302) -> bytes:
    return reply(b"", status, location=location)


MISSING = reply(b"not here", 404)
TLS_HANDSHAKE = b"\x16"


class Site:
    """A server: what it answers by path, and what it was asked.

    A list of replies is used up from the front, its last one stays. ``busy`` is how many
    requests it has had in hand at once, by host.
    """

    def __init__(self, port: int, tls: ssl.SSLContext | None) -> None:
        self.port = port
        self.tls = tls
        self.replies: dict[str, Reply | list[Reply]] = {}
        self.requests: list[Request] = []
        self.connections = 0
        self.open = 0
        self.most_open = 0
        self.busy: dict[str, int] = {}
        self.busiest: dict[str, int] = {}
        self.lock = threading.Lock()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Return the address of *path* here, under the name *host*."""
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Return what was asked for, apart from rules for robots."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def answer(self, request: Request) -> Iterable[bytes]:
        """Return what *request* is answered, in pieces."""
        with self.lock:
            self.requests.append(request)
            found = self.replies.get(request.path, MISSING)
            if isinstance(found, list):
                found = found.pop(0) if len(found) > 1 else found[0]
        said = found if isinstance(found, bytes) else found(request)
        return [said] if isinstance(said, bytes) else said

    @contextlib.contextmanager
    def at_work(self, host: str) -> Iterator[None]:
        """Count a request to *host* as being in hand."""
        with self.lock:
            self.busy[host] = self.busy.get(host, 0) + 1
            self.busiest[host] = max(self.busy[host], self.busiest.get(host, 0))
        try:
            yield
        finally:
            with self.lock:
                self.busy[host] -= 1


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    site: Site


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def setup(self) -> None:
        if self.server.site.tls is not None:
            self.request = self.server.site.tls.wrap_socket(self.request, server_side=True)
        self.request.settimeout(10)
        super().setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()
        with self.server.site.lock:
            self.server.site.open -= 1

    def handle(self) -> None:
        site = self.server.site
        with site.lock:
            site.connections += 1
            number = site.connections
            site.open += 1
            site.most_open = max(site.most_open, site.open)
        while request := self._request(number):
            host = request.headers.get("host", "")
            with site.at_work(host):
                for piece in site.answer(request):
                    self.wfile.write(piece)

    def _request(self, number: int) -> Request | None:
        # What begins like this is TLS, and real servers answer it so where they expect none.
        if isinstance(self.rfile, io.BufferedReader) and self.rfile.peek(1)[:1] == TLS_HANDSHAKE:
            self.wfile.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return None
        lines: list[str] = []
        while (line := self.rfile.readline().decode("latin-1")) not in {"", "\r\n"}:
            lines.append(line.rstrip("\r\n"))
        if not lines:
            return None
        headers = dict(line.split(": ", 1) for line in lines[1:])
        lowered = {name.lower(): value for name, value in headers.items()}
        return Request(lines[0].split(" ")[1], lowered, number)


class _Silent(_Server):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are what many tests are about."""


@contextlib.contextmanager
def served(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a site for as long as the context lasts."""
    with _Silent(("127.0.0.1", 0), _Handler) as server:
        server.site = Site(server.server_address[1], tls)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.site
        finally:
            server.shutdown()
            thread.join()


class Clock:
    """A clock that goes only when somebody sleeps; ``slept`` holds for how long, each time."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Return the time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Move the clock on by *seconds*."""
        self.slept.append(round(seconds, 6))
        self.time += seconds


def everything_here(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 - the signature of look-ups
    """Look up any name of ``.example`` on this machine."""
    if host.endswith(".example"):
        return ["127.0.0.1"]
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def answers(names: Mapping[str, Sequence[str]]) -> Callable[[str, int], Sequence[str]]:
    """Return a look-up that knows *names* and no others."""

    def look_up(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 - the signature of look-ups
        if host not in names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return names[host]

    return look_up


def never(*_: object) -> NoReturn:
    """Stand for what must not be called."""
    pytest.fail("the network was used")


def fetched(
    *addresses: str | Wanted,
    clock: Clock | None = None,
    known: Mapping[str, Validators] | None = None,
    world: World | None = None,
    **options: Any,  # noqa: ANN401 - the options are of several types
) -> list[Capture | Fetched | Unchanged | Failure]:
    """Fetch *addresses* on this machine without any waiting, unless the options say otherwise."""
    settings = {"allow_private": True, "delay": 0.0, "back_off": 0.0, "retries": 0} | options
    if world is None:
        clock = clock or Clock()
        world = World(look_up=everything_here, sleep=clock.sleep, monotonic=clock.monotonic)
    return list(fetch(addresses, FetchOptions(**settings), (known or {}).get, world=world))


def capture(*addresses: str | Wanted, **options: Any) -> Capture:  # noqa: ANN401 - as above
    """Return the one page that is had."""
    (result,) = fetched(*addresses, **options)
    assert isinstance(result, Capture), result
    return result


def problem(*addresses: str | Wanted, **options: Any) -> str:  # noqa: ANN401 - as above
    """Return the one sentence that says why nothing could be had."""
    (result,) = fetched(*addresses, **options)
    assert isinstance(result, Failure), result
    assert result.problem.startswith(f"{result.name}: ")
    assert "\n" not in result.problem
    assert "; " in result.problem
    return result.problem
