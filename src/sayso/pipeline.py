"""The rooms wired together: names of pages in, a ledger or extractions out.

Nothing here touches the terminal; the command line and other programs call the same
functions.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sayso.extract import ATTRIBUTION_METHODS
from sayso.model import Capture, Extraction, Failure, Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from sayso.engine import Outcome
    from sayso.link.explain_facts import Explanation
    from sayso.read.options import ReadOptions

    Stage = Literal["reading", "linking"]
    Progress = Callable[[Stage, int], None]

STORIES = ("one", "auto")
"""How pages are taken: all for one story, or grouped first."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run gave: the ledger, and what it was made from, as a ledger file wants it.

    ``captures`` and ``extractions`` (what each page says by itself) are empty when they were
    not kept.
    """

    ledger: Ledger
    captures: tuple[Capture, ...] = ()
    extractions: tuple[Extraction, ...] = ()


def extract(  # noqa: PLR0913 - the options of the public function, all by keyword
    names: Iterable[str],
    *,
    published: Mapping[str, str] | None = None,
    attribution: str = "tagger",
    workers: int | None = None,
    stdin: BinaryIO | None = None,
    keep: list[Capture] | None = None,
    reading: ReadOptions | None = None,
) -> Iterator[Extraction | Failure]:
    """Yield what each page says, in order, while later pages are still unread.

    Args:
        names: files, folders, addresses (which are fetched) and ``-`` (standard input).
        published: publication dates by name, for pages that do not say when they came out.
        attribution: how attributions are found, one of :data:`sayso.extract.ATTRIBUTION_METHODS`.
        workers: processes; by default one where the pages are few, else one a core.
            The outcome does not depend on it.
        stdin: what ``-`` reads instead of standard input.
        keep: a list that takes the captures as they are read.
        reading: how tables are read and addresses fetched.

    Yields:
        an extraction for each page, a failure for each input that could not be read;
        one page's failure never stops the others. A page that was there before, under
        the same name and with the same content, is passed over.

    Raises:
        ValueError: *attribution* is unknown, or *workers* is less than 1.
    """
    from sayso.engine import map_captures  # noqa: PLC0415 - the pool's modules cost the command line 20 ms

    check_options(attribution, workers)
    items = open_inputs(names, published=published, stdin=stdin, reading=reading)
    return _extract(map_captures(_kept(items, keep), attribution=attribution, workers=workers))


def check_options(attribution: str, workers: int | None) -> None:
    """Refuse options that mean nothing.

    Raises:
        ValueError: *attribution* is unknown, or *workers* is less than 1.
    """
    if attribution not in ATTRIBUTION_METHODS:
        message = f"attribution {attribution!r} is unknown; choose one of: {', '.join(ATTRIBUTION_METHODS)}"
        raise ValueError(message)
    if workers is not None and workers < 1:
        message = f"{workers} workers cannot do anything; give 1 or more"
        raise ValueError(message)


def open_inputs(
    names: Iterable[str],
    *,
    published: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    reading: ReadOptions | None = None,
) -> Iterator[Capture | Failure]:
    """Yield what *names* stand for, as :func:`sayso.read.open_captures`, under names that can be written."""
    from sayso.read import open_captures  # noqa: PLC0415 - loaded when there is something to read

    given = [os.fspath(name) for name in names]
    return map(_printable, open_captures(given, published=published or {}, stdin=stdin, options=reading))


def compare(  # noqa: PLR0913 - the options of the public function, all by keyword
    names: Iterable[str],
    *,
    published: Mapping[str, str] | None = None,
    attribution: str = "tagger",
    stories: str = "one",
    workers: int | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    keep_captures: bool = False,
    reading: ReadOptions | None = None,
) -> Run:
    """Compare the pages of one story, or of several.

    Args:
        names: files, folders, addresses (which are fetched) and ``-`` (standard input).
        published: publication dates by name, for pages that do not say when they came out.
        attribution: how attributions are found, one of :data:`sayso.extract.ATTRIBUTION_METHODS`.
        stories: ``one`` takes all pages for one story, ``auto`` groups them into stories first.
        workers: as in :func:`extract`.
        progress: called with the stage and the number of pages done.
        stdin: what ``-`` reads instead of standard input.
        keep_captures: keep the bytes of the pages, which a ledger file needs.
        reading: how tables are read and addresses fetched.

    Raises:
        ValueError: *attribution* or *stories* is unknown, or *workers* is less than 1.
    """
    linked = _linker(stories)
    captures: list[Capture] | None = [] if keep_captures else None
    extractions: list[Extraction] = []
    failed: list[Failure] = []
    for result in extract(
        names,
        published=published,
        attribution=attribution,
        workers=workers,
        stdin=stdin,
        keep=captures,
        reading=reading,
    ):
        if isinstance(result, Failure):
            failed.append(result)
        else:
            extractions.append(result)
        if progress:
            progress("reading", len(extractions) + len(failed))
    if progress:
        progress("linking", len(extractions))
    ledger = linked(extractions, failed)
    return Run(ledger, tuple(captures), tuple(extractions)) if captures is not None else Run(ledger)


def link(path: Path | str, stories: str = "one") -> Ledger:
    """Link what the ledger at *path* holds, store it there, and return the ledger as it is then.

    Args:
        path: a ledger file.
        stories: as in :func:`compare`.

    Raises:
        ValueError: *stories* is unknown.
        sayso.ledger.LedgerError: the file is no ledger, or cannot be written.
    """
    from sayso.ledger.relink import relink  # noqa: PLC0415 - DuckDB only for those who keep ledgers

    return relink(path, _linker(stories))


def _linker(stories: str) -> Callable[[Sequence[Extraction], Sequence[Failure]], Ledger]:
    from sayso.link import link_documents, link_story  # noqa: PLC0415 - when there is something to link

    if stories not in STORIES:
        message = f"stories {stories!r} is unknown; choose one of: {', '.join(STORIES)}"
        raise ValueError(message)
    return link_documents if stories == "auto" else link_story


def versions(path: Path | str) -> Ledger:
    """Return the pages of the ledger at *path* that it has in several versions, and what they say.

    Raises:
        sayso.ledger.LedgerError: the file cannot be read as a ledger.
    """
    from contextlib import closing  # noqa: PLC0415 - as below

    from sayso.ledger.load import read_versions  # noqa: PLC0415 - DuckDB only for those who keep ledgers
    from sayso.ledger.opening import open_ledger  # noqa: PLC0415 - as above

    with closing(open_ledger(path)) as connection:
        return read_versions(connection)


def explain(path: Path | str, ids: Sequence[str]) -> Explanation:
    """Explain a row of the ledger at *path*, everything computed again from what it stores.

    Args:
        path: a ledger file.
        ids: the id of a claim, a statement or an origin, or the two of the statements of a
            relation or look-alike; the first characters of an id will do.

    Raises:
        sayso.ledger.LedgerError: the file cannot be read as a ledger.
        sayso.link.explain_ids.UnknownIdError: *ids* mean no row of it, or several.
    """
    from sayso.ledger import read_ledger  # noqa: PLC0415 - DuckDB only for those who keep ledgers
    from sayso.link.explain import explain as explain_row  # noqa: PLC0415 - loaded when there is a row

    return explain_row(read_ledger(path), ids)


def _extract(outcomes: Iterator[Outcome]) -> Iterator[Extraction | Failure]:
    seen: set[str] = set()
    for outcome in outcomes:
        if outcome.trace:
            _log.info("%s", outcome.trace.rstrip())
        if isinstance(outcome.result, Extraction):
            if outcome.result.document.id in seen:
                continue
            seen.add(outcome.result.document.id)
        yield outcome.result


def _kept(items: Iterable[Capture | Failure], keep: list[Capture] | None) -> Iterator[Capture | Failure]:
    for item in items:
        if keep is not None and isinstance(item, Capture):
            keep.append(item)
        yield item


def _printable(item: Capture | Failure) -> Capture | Failure:
    r"""Give an input whose file name is not valid Unicode a name that can be written (``caf\udce9``)."""
    name = _written(item.name)
    if name == item.name:
        return item
    if isinstance(item, Failure):
        return Failure(name, _written(item.problem))
    return replace(item, name=name)


def _written(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
