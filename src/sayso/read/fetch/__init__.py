"""Pages from the web, fetched politely and safely. Nothing else in sayso opens a connection.

* :func:`fetch` asks for addresses and gives captures, in the order of the addresses.
* :class:`FetchOptions` holds its limits and manners, :class:`Wanted` an address with what was
  said of it, :class:`Validators` what a server gave to ask whether a page has changed.
* :class:`Fetched` is what is no page by itself (a feed, an archive), :class:`Unchanged` a
  page that is as it was.
* :func:`is_address` tells an address from a file's name.

How it behaves, and why, is told in ``docs/fetching.md``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.read.fetch.options import USER_AGENT, FetchOptions, World
from sayso.read.fetch.records import Fetched, Unchanged, Validators, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from sayso.model import Capture, Failure

__all__ = [
    "USER_AGENT",
    "FetchOptions",
    "Fetched",
    "Unchanged",
    "Validators",
    "Wanted",
    "World",
    "fetch",
    "is_address",
]

_ADDRESS = re.compile(
    r"\s*(?:[a-z][a-z0-9+.-]*://|www\.[^/\s]+\.[a-z]|(?:data|javascript|mailto|about|blob):)", re.IGNORECASE
)
_DEFAULTS = FetchOptions()


def is_address(name: str) -> bool:
    """Return whether *name* is an address rather than a file's name, be it one that is fetched or not."""
    return _ADDRESS.match(name) is not None


def _nothing_known(_address: str) -> None:
    return None


def fetch(
    addresses: Iterable[str | Wanted],
    options: FetchOptions = _DEFAULTS,
    known: Callable[[str], Validators | None] = _nothing_known,
    *,
    world: World | None = None,
) -> Generator[Capture | Fetched | Unchanged | Failure, None, None]:
    """Fetch *addresses* and yield what each holds, in their order; what cannot be had is a failure.

    Args:
        addresses: http and https addresses; an address given twice is fetched once. They are
            taken as they are needed, so that there may be any number of them.
        options: limits and manners.
        known: the validators of the page last had from an address, ``None`` where there is none.
            It is asked with the address as :attr:`Capture.address` has it, by one thread at a
            time, and not always by the caller's.
        world: names, connections, trust and clocks, other than the system's.

    Yields:
        a capture for a page (HTML, plain text, PDF, e-mail), with its address after redirects,
        the time, and the answer's headers; :class:`Fetched` for what may hold pages;
        :class:`Unchanged` for a page that has not changed; a failure with its sentence.
    """
    from sayso.read.fetch.fetching import fetch_all  # noqa: PLC0415 - nothing is loaded until it is needed

    return fetch_all(addresses, options, known, world or World())
