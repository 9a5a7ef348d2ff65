"""The work on one batch of pages: read, extract, and never let one page stop the others.

A batch is worked on in whatever process holds it; what it needs is loaded there, at
the first batch.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.engine.deadline import OverdueError, deadline
from sayso.model import Capture, Document, Extraction, Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 120.0
"""Seconds that one page may take to be read, and to be taken apart; an article takes a tenth of one."""

Item = Capture | Failure
"""One input: what was read of it, or why it could not be."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input, and the traceback of an error that was not the input's."""

    result: Extraction | Failure
    trace: str | None = None


def work(batch: Sequence[Item], attribution: str) -> list[Outcome]:
    """Return what became of each input of *batch*, in their order."""
    read = [_read(item) for item in batch]
    documents = [one for one in read if isinstance(one, Document)]
    extracted = iter(_extract_all(documents, attribution))
    return [next(extracted) if isinstance(one, Document) else one for one in read]


def unexpected(name: str, error: BaseException) -> Failure:
    """Return the failure of a page whose work ended in an error that nobody foresaw."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return Failure(
        name,
        f"{name}: it was left out because of an error in sayso ({what}); --verbose shows where, report it",
    )


def overdue(name: str) -> Failure:
    """Return the failure of a page that took too long."""
    return Failure(
        name,
        f"{name}: it was left out because it took more than {LONGEST:.0f} seconds, as no article does; "
        "give the part of it that is the article",
    )


def _read(item: Item) -> Document | Outcome:
    from sayso.read import ReadError, read_document  # noqa: PLC0415 - loaded in the process that works

    if isinstance(item, Failure):
        return Outcome(item)
    try:
        with deadline(LONGEST):
            return read_document(item)
    except OverdueError:
        return Outcome(overdue(item.name))
    except ReadError as error:
        return Outcome(Failure(item.name, error.sentence))
    except Exception as error:  # noqa: BLE001 - one page must not stop the run
        return Outcome(unexpected(item.name, error), traceback.format_exc())


def _extract_all(documents: list[Document], attribution: str) -> list[Outcome]:
    """Extract *documents* together, which is fastest, or one by one where one of them fails."""
    if not documents:
        return []
    from sayso.extract import extract_documents  # noqa: PLC0415 - loaded in the process that works
    from sayso.extract.forgetting import forgetting  # noqa: PLC0415 - as above

    try:
        with deadline(LONGEST), forgetting():
            found = [Outcome(one) for one in extract_documents(documents, attribution=attribution)]
    except OverdueError:
        if len(documents) == 1:
            return [Outcome(overdue(documents[0].name))]
        return [one for document in documents for one in _extract_all([document], attribution)]
    except Exception as error:  # noqa: BLE001 - one page must not stop the run
        if len(documents) == 1:
            return [Outcome(unexpected(documents[0].name, error), traceback.format_exc())]
        return [one for document in documents for one in _extract_all([document], attribution)]
    if len(found) != len(documents):
        message = f"{len(documents)} documents gave {len(found)} extractions"
        raise RuntimeError(message)
    return found
