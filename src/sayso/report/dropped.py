"""What was left out of pages, as plain text: every dropped block with its reason, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.report.safe import inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.model import Document


def dropped_text(documents: Iterable[Document]) -> str:
    """Return a list of the dropped blocks of each document, a block a line, ``""`` for no document.

    A line has the reason, a tab and the block's words on one line, made safe to show (see
    :mod:`sayso.report.safe`); a heading before them gives the document's name and their number.
    """
    return "".join(f"{line}\n" for document in documents for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    dropped = [block for block in document.blocks if not block.kept]
    what = (
        "nothing was left out" if not dropped else f"{len(dropped)} of {len(document.blocks)} blocks left out"
    )
    yield f"{inline(document.name)}: {what}"
    for block in dropped:
        words = inline(document.text[block.start : block.end])
        yield f"  {inline(block.reason or 'no reason given')}\t{words}"
