"""Packed web archives (WACZ 1.1.1): a zip of WARC files with a list of the pages that were visited."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, BinaryIO

from sayso.model import Capture, Failure
from sayso.read.containers.members import place
from sayso.read.containers.summary import read_of
from sayso.read.containers.warc import captures_in, no_page, page_key
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.containers.budget import Budget
    from sayso.read.containers.members import Member
    from sayso.read.containers.zips_index import Entry, Index

_ARCHIVES = "archive/"
_WARCS = (".warc", ".warc.gz")
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_DESCRIPTION = "datapackage.json"

_LONGEST_TITLE = 500
_LONGEST_LINE = 1_000_000
"""Bytes; lists may hold the text of a page along with its address."""


def open_wacz(source: BinaryIO, name: str, budget: Budget) -> Iterator[Capture | Failure | Member]:
    """Yield the pages in the WACZ file *source*, as :func:`~sayso.read.containers.zips.open_zip` does.

    The WARC files in it are streamed. Pages are the addresses that ``pages/pages.jsonl`` and
    ``pages/extraPages.jsonl`` list, with the titles they give; where neither is there, every page is one.
    """
    # The two kinds are told apart by what they list: a WACZ file may be called .zip, and a zip .wacz.
    from sayso.read.containers.zips import open_zip  # noqa: PLC0415 - zips opens WACZ files in turn

    return open_zip(source, name, budget)


def is_wacz(index: Index) -> bool:
    """Return whether the zip archive lists what a WACZ file does."""
    names = {entry.name for entry in index.entries}
    described = _DESCRIPTION in names or any(listed in names for listed in _LISTS)
    return described and any(_is_warc(entry) for entry in index.entries)


def captures_of_wacz(index: Index, name: str, budget: Budget) -> Iterator[Capture | Failure]:
    """Yield the pages of the WARC files that *index* lists.

    Raises:
        SpentError: the archive is over the budget.
    """
    before = Counter(budget.tally.passed_over)
    pages = others = 0
    titles, problems = _titles(index, name, budget)
    yield from (Failure(name, problem) for problem in problems)
    for entry in filter(_is_warc, index.entries):
        called = place(name, entry.name)
        try:
            stream = index.open(entry, called)
        except ReadError as error:
            yield Failure(called, error.sentence)
            continue
        for found in captures_in(stream, called, budget, titles):
            pages, others = pages + isinstance(found, Capture), others + isinstance(found, Failure)
            yield found
    passed_over = budget.tally.passed_over - before
    if pages or others:
        budget.tally.notes.extend(read_of(name, pages, passed_over))
    elif not problems:
        yield Failure(name, no_page(name, passed_over))


def _is_warc(entry: Entry) -> bool:
    return entry.name.startswith(_ARCHIVES) and entry.name.lower().endswith(_WARCS)


def _titles(index: Index, name: str, budget: Budget) -> tuple[dict[str, str] | None, list[str]]:
    """Return the titles of the pages that the archive lists, by address, and what is wrong with the lists.

    ``None`` where it lists no page: then every page is one.
    """
    titles: dict[str, str] = {}
    problems: list[str] = []
    for entry in index.entries:
        if entry.name not in _LISTS:
            continue
        try:
            listed = index.read(entry, place(name, entry.name))
        except ReadError as error:
            problems.append(error.sentence)
            continue
        budget.check_spent(name)
        for line in listed.splitlines():
            titles.update(_page(line))
    return titles if titles and not problems else None, problems


def _page(line: bytes) -> dict[str, str]:
    """Return the title of a page by its address, as one line of the list tells it."""
    if len(line) > _LONGEST_LINE:
        return {}
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    address = said.get("url") if isinstance(said, dict) else None
    if not isinstance(address, str):
        return {}
    title = said.get("title")
    return {page_key(address): _one_line(title) if isinstance(title, str) else ""}


def _one_line(title: str) -> str:
    """Return a title as one line; a page without one is listed by its address, which is none."""
    words = " ".join(title[:_LONGEST_TITLE].split())
    return "" if "://" in words else words
