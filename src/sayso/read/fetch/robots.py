"""What a site asks of robots (RFC 9309): its robots.txt, fetched once and obeyed.

The rules themselves are read by Protego, which takes the longest match as the RFC says.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sayso.read.fetch.addresses import Address
from sayso.read.fetch.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from sayso.read.fetch.exchange import Answer

LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read; the RFC asks for no less."""

VALID_FOR = 24 * 3600.0
"""Seconds for which it holds; the RFC asks for no more."""

REDIRECTS = 5

_AGENT = re.compile(r"\s*user[- ]?agent\b[\s:]*(.*)", re.IGNORECASE)
_ANOTHER = "0"
"""Stands for every other robot: no name of ours has a digit in it."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TOO_MANY = 429


class Rules(Protocol):
    """What a site allows to one robot."""

    @property
    def delay(self) -> float:
        """Seconds that the site asks to leave between two requests (``Crawl-delay``)."""

    def check(self, address: Address) -> None:
        """Check that *address* may be fetched.

        Raises:
            Problem: it may not.
        """


@dataclass(frozen=True, slots=True)
class Free:
    """A site without a robots.txt: everything may be fetched."""

    delay: float = 0.0

    def check(self, address: Address) -> None:
        """Check nothing."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A site that could not be asked what it allows: nothing may be fetched, for the reason given."""

    problem: Problem
    delay: float = 0.0

    def check(self, address: Address) -> None:  # noqa: ARG002 - it holds for all addresses
        """Raise the problem."""
        raise self.problem.anew()


@dataclass(frozen=True, slots=True)
class Written:
    """The rules of a robots.txt for one robot, with the delay that it asks for."""

    parsed: Protego
    robot: str
    delay: float = 0.0

    def check(self, address: Address) -> None:
        """Check *address* against the rules."""
        if not self.parsed.can_fetch(address.url, self.robot):
            raise Problem(
                what=f"the robots.txt of {address.host} asks robots not to fetch it",
                remedy="save the page and give that file (for a site of your own there is --ignore-robots)",
            )


def find_rules(site: Address, robot: str, ask: Callable[[Address], Answer]) -> Rules:
    """Return the rules that the site of *site* has for *robot*, asked for by *ask*.

    As the RFC says: where there is no robots.txt (4xx, or too many redirects), everything is
    allowed; where it cannot be had (5xx, no answer), nothing is. "Too many requests" is no
    word on the file, and counts as the latter.
    """
    address = Address(site.scheme, site.host, site.port, "/robots.txt")
    for _ in range(REDIRECTS + 1):
        try:
            answer = ask(address)
            if answer.status in _REDIRECTS and "location" in answer.headers:
                address = address.joined(answer.headers["location"])
                continue
        except Problem as problem:
            own = problem.site and address.host == site.host
            return Closed(problem if own else _unreachable(site, problem.what))
        return _rules_of(answer, site, robot)
    return Free()


def wants_rules(status: int, headers: object) -> bool:  # noqa: ARG001 - the signature of those who decide
    """Return whether the body of an answer with *status* is worth reading."""
    return 200 <= status < 300


def _rules_of(answer: Answer, site: Address, robot: str) -> Rules:
    if 200 <= answer.status < 300:
        return parse_rules(answer.data, robot)
    if answer.status >= 500 or answer.status == _TOO_MANY:
        return Closed(_unreachable(site, f"the answer is {answer.status}"))
    return Free()


def parse_rules(data: bytes, robot: str) -> Written:
    """Return the rules in *data*, a robots.txt, for *robot*; lines that are none are passed over."""
    from protego import Protego  # noqa: PLC0415 - loaded when something is fetched

    text = data[:LARGEST].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\x00", "")
    parsed = Protego.parse("\n".join(_for_us(line, robot.lower()) for line in text.splitlines()))
    delay = parsed.crawl_delay(robot) or 0.0
    return Written(parsed, robot, delay if math.isfinite(delay) and delay > 0 else 0.0)


def _for_us(line: str, robot: str) -> str:
    """Return *line*, with the name of a robot that is not *robot* made one and the same.

    Rules are kept for each robot that a group names: thousands of names above thousands of
    rules would fill any memory.
    """
    found = _AGENT.match(line)
    if found is None:
        return line
    name = found[1].partition("#")[0].strip().lower().replace("*", "")
    return f"User-agent: {(name if name in robot else _ANOTHER) or '*'}"


def _unreachable(site: Address, why: str) -> Problem:
    return Problem(
        what=f"what {site.host} allows robots to fetch could not be asked, as {why}",
        remedy="try again later, or save the page and give that file",
    )
