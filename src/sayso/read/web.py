"""Addresses as inputs: pages fetched, feeds and archives opened, what feeds and sitemaps list followed."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Self

from sayso.model import Failure
from sayso.read.containers.budget import Budget
from sayso.read.fetch import Fetched, Fetcher, Unchanged, Wanted
from sayso.read.formats import SUFFIXES
from sayso.read.openers import Source, open_source
from sayso.read.options import MOST_FOLLOWED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from sayso.model import Capture
    from sayso.read.containers.sitemaps import Listed
    from sayso.read.options import ReadOptions

_TABLES = {"text/csv": ".csv", "text/tab-separated-values": ".tsv", "application/json": ".json"}
"""Endings by what a server calls a table, which no first bytes tell."""

DEEPEST = 3
"""Lists in lists that are followed: a sitemap of sitemaps of sitemaps."""


class Web:
    """The web as far as one run of reading needs it; nothing is connected to before a page is asked for."""

    def __init__(self, options: ReadOptions) -> None:
        """Read as *options* say."""
        self.options = options
        self._fetcher = Fetcher(options.fetch, options.known)

    def __enter__(self) -> Self:
        """Begin; there is nothing to do yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give up what is still being fetched."""
        self._fetcher.close()

    def open(self, addresses: Iterable[Wanted], depth: int = DEEPEST) -> Iterator[Capture | Failure]:
        """Yield the pages at *addresses*, in their order; those that have not changed are passed over."""
        for found in self._fetcher.fetch(addresses):
            if isinstance(found, Fetched):
                yield from self._opened(found, depth)
            elif not isinstance(found, Unchanged):
                yield found

    def follow(self, source: Source, depth: int = DEEPEST) -> Iterator[Capture | Failure]:
        """Yield the pages that a feed or sitemap lists, fetched, at most :data:`MOST_FOLLOWED` of them."""
        from sayso.read.containers.sitemaps import listed_in  # noqa: PLC0415 - lxml is for those who follow

        name = source.called
        if depth <= 0:
            yield Failure(source.name, f"{name}: lists are nested too deeply here; give one further down")
            return
        failures: list[Failure] = []
        wanted = _wanted(listed_in(source.stream, name, Budget(), source.address), source, failures)
        yield from self.open(islice(wanted, MOST_FOLLOWED), depth - 1)
        yield from failures
        if next(wanted, None) is not None:
            message = f"{name}: it lists more than {MOST_FOLLOWED:,} pages, and no more were fetched"
            yield Failure(source.name, f"{message}; give the lists that it is made of, one by one")

    def _opened(self, found: Fetched, depth: int) -> Iterator[Capture | Failure]:
        source = Source(
            io.BytesIO(found.data),
            found.name,
            found.suffix if found.suffix in SUFFIXES else _TABLES.get(found.media_type, found.suffix),
            supplied=found.supplied,
            captured=found.captured,
            address=found.address,
            headers=found.headers,
        )
        budget = replace(Budget().within(len(found.data)), depth=max(1, depth))
        if depth <= 0:
            yield Failure(
                found.name, f"{found.name}: lists are nested too deeply here; give this one by itself"
            )
        else:
            yield from open_source(source, budget, self)


def _wanted(listed: Iterable[Listed | Failure], source: Source, failures: list[Failure]) -> Iterator[Wanted]:
    for one in listed:
        if isinstance(one, Failure):
            failures.append(one)
        else:
            yield Wanted(one.address, supplied={**source.supplied, **one.supplied})
