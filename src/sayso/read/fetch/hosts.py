"""One host at a time: whose turn it is, how long to wait before, and when to ask again."""

from __future__ import annotations

import email.utils
import threading
from typing import TYPE_CHECKING

from sayso.read.fetch.exchange import Answer, Line
from sayso.read.fetch.problems import Problem

if TYPE_CHECKING:
    import datetime as dt
    import ssl
    from collections.abc import Callable, Mapping

    from sayso.read.fetch.addresses import Address
    from sayso.read.fetch.options import FetchOptions, World
    from sayso.read.fetch.records import Validators

_ASK_AGAIN = frozenset({408, 429, 502, 503, 504})
"""Answers that mean "not now" (RFC 9110 and 6585)."""


class Host:
    """A host and its one connection: requests come one after the other, with time between them.

    Args:
        options: limits and manners.
        world: clocks and connections.
        trust: gives the TLS context that says whose certificates are believed.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        options: FetchOptions,
        world: World,
        trust: Callable[[], ssl.SSLContext],
        sleep: Callable[[float], None],
    ) -> None:
        self._options = options
        self._world = world
        self._sleep = sleep
        self._line = Line(options, world, trust)
        self._turn = threading.Lock()
        self._not_before = float("-inf")
        self._closed: tuple[float, Problem] | None = None

    def ask(  # noqa: PLR0913 - what is asked, and the manners of asking it
        self,
        address: Address,
        validators: Validators | None = None,
        *,
        wants_body: Callable[[int, Mapping[str, str]], bool],
        delay: float,
        largest: int,
        cut: bool = False,
    ) -> Answer:
        """Ask for *address*, again and again as the options allow where the answer is "not now".

        No request to the host begins within *delay* seconds of the end of this one.

        Raises:
            Problem: there is no answer, it breaks a limit, or asks for more patience than there is.
        """
        attempt = 0
        while True:
            last = attempt >= self._options.retries
            with self._turn:
                self._check_open()
                self._wait()
                try:
                    answer = self._line.ask(
                        address, validators, wants_body=wants_body, largest=largest, cut=cut
                    )
                    if last or answer.status not in _ASK_AGAIN:
                        self._rest(delay)
                        return answer
                    self._rest(max(self._pause(attempt), delay, self._asked_for(answer)))
                except Problem as problem:
                    self._rest(max(self._pause(attempt), delay) if problem.retry and not last else delay)
                    if last or not problem.retry:
                        raise
            attempt += 1

    def close(self) -> None:
        """Close the connection."""
        self._line.close()

    def close_idle(self) -> None:
        """Close the connection unless it is in use; the next request makes it anew."""
        if self._turn.acquire(blocking=False):
            try:
                self._line.close()
            finally:
                self._turn.release()

    def abort(self) -> None:
        """End the request that another thread waits for."""
        self._line.abort()

    def _check_open(self) -> None:
        """Check that the site has not asked for more patience than there is, for all of its pages."""
        if self._closed and self._world.monotonic() < self._closed[0]:
            raise self._closed[1].anew()

    def _wait(self) -> None:
        wait = self._not_before - self._world.monotonic()
        if wait > 0:
            self._sleep(wait)

    def _rest(self, seconds: float) -> None:
        """Let the host rest for *seconds* from now on."""
        self._not_before = max(self._not_before, self._world.monotonic() + seconds)

    def _pause(self, attempt: int) -> float:
        return min(self._options.back_off * 2.0**attempt, self._options.longest_wait)

    def _asked_for(self, answer: Answer) -> float:
        """Return how many seconds *answer* asks to wait (``Retry-After``, RFC 9110, 10.2.3).

        Raises:
            Problem: longer than the options allow.
        """
        seconds = retry_after(answer.headers.get("retry-after", ""), answer.received)
        if seconds > self._options.longest_wait:
            problem = Problem(
                what=f"the site asks to wait {seconds:.0f} seconds (status {answer.status})",
                remedy="try again then",
            )
            self._closed = (self._world.monotonic() + seconds, problem)
            raise problem
        return seconds


def retry_after(value: str, now: dt.datetime) -> float:
    """Return the seconds from *now* that a ``Retry-After`` of *value* asks for; 0 where it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        date = email.utils.parsedate_to_datetime(value)
        return max(0.0, (date - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
