"""Addresses as inputs: pages fetched, feeds and archives opened, what feeds and sitemaps list followed."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from sayso.model import Failure
from sayso.read.containers.budget import Budget
from sayso.read.fetch import Fetched, Unchanged, Wanted, fetch
from sayso.read.openers import Source, open_source
from sayso.read.options import MOST_FOLLOWED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.model import Capture
    from sayso.read.containers.sitemaps import Listed
    from sayso.read.options import ReadOptions

DEEPEST = 3
"""Lists in lists that are followed: a sitemap of sitemaps of sitemaps."""


def open_addresses(
    addresses: Iterable[Wanted], options: ReadOptions, depth: int = DEEPEST
) -> Iterator[Capture | Failure]:
    """Yield the pages at *addresses*, in their order; those that are as they were known are passed over."""
    for found in fetch(addresses, options.fetch, options.known):
        if isinstance(found, Fetched):
            yield from _opened(found, options, depth)
        elif not isinstance(found, Unchanged):
            yield found


def follow_list(source: Source, options: ReadOptions, depth: int = DEEPEST) -> Iterator[Capture | Failure]:
    """Yield the pages that a feed or sitemap lists, fetched, at most :data:`MOST_FOLLOWED` of them."""
    from sayso.read.containers.sitemaps import listed_in  # noqa: PLC0415 - lxml is for those who follow

    if depth <= 0:
        yield Failure(source.name, f"{source.name}: lists are nested too deeply here; give one further down")
        return
    listed = listed_in(source.stream, source.name, Budget(), source.address)
    failures: list[Failure] = []
    wanted = _wanted(listed, source, failures)
    yield from open_addresses(islice(wanted, MOST_FOLLOWED), options, depth - 1)
    yield from failures
    if next(wanted, None) is not None:
        message = f"{source.name}: it lists more than {MOST_FOLLOWED:,} pages, and no more were fetched"
        yield Failure(source.name, f"{message}; give the lists that it is made of, one by one")


def _wanted(listed: Iterable[Listed | Failure], source: Source, failures: list[Failure]) -> Iterator[Wanted]:
    for one in listed:
        if isinstance(one, Failure):
            failures.append(one)
        else:
            yield Wanted(one.address, supplied={**source.supplied, **one.supplied})


def _opened(found: Fetched, options: ReadOptions, depth: int) -> Iterator[Capture | Failure]:
    source = Source(
        io.BytesIO(found.data),
        found.name,
        found.suffix,
        supplied=found.supplied,
        captured=found.captured,
        address=found.address,
        headers=found.headers,
    )
    yield from open_source(source, replace(Budget(), depth=depth), options)
