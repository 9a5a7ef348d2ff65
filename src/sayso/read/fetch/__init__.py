"""Pages from the web, fetched politely and safely. Nothing else in sayso opens a connection.

* :func:`fetch` asks for addresses and gives captures, in the order of the addresses;
  :class:`Fetcher` does so for several lists of addresses that belong to one run.
* :class:`FetchOptions` holds its limits and manners, :class:`Wanted` an address with what was
  said of it, :class:`Validators` what a server gave to ask whether a page has changed.
* :class:`Fetched` is what is no page by itself (a feed, an archive), :class:`Unchanged` a
  page that is as it was.
* :func:`is_address` tells an address from a file's name.

How it behaves, and why, is told in ``docs/fetching.md``.
"""

from __future__ import annotations

from sayso.read.fetch.addresses import is_address
from sayso.read.fetch.fetching import Fetcher, fetch
from sayso.read.fetch.options import USER_AGENT, FetchOptions, World
from sayso.read.fetch.records import Fetched, Unchanged, Validators, Wanted

__all__ = [
    "USER_AGENT",
    "FetchOptions",
    "Fetched",
    "Fetcher",
    "Unchanged",
    "Validators",
    "Wanted",
    "World",
    "fetch",
    "is_address",
]
