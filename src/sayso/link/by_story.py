"""Pages of more than one story: grouped first, each story linked by itself, one ledger of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.link.stories import group_documents
from sayso.model import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sayso.model import CueUse, Extraction, Failure


def link_grouped(
    extractions: Sequence[Extraction],
    failed: Sequence[Failure],
    link_one: Callable[[Sequence[Extraction]], Ledger],
) -> Ledger:
    """Group the documents of *extractions* into stories and link each with *link_one*.

    Claims, look-alikes, wording and names never cross stories; how often an outlet gives a
    source a cue is counted over all. Documents and statements stay in the order given.
    """
    given = {extraction.document.id: extraction for extraction in extractions}
    stories = group_documents([extraction.document for extraction in given.values()])
    ledgers = [link_one([given[document] for document in story.documents]) for story in stories]
    place = {document: at for at, document in enumerate(given)}
    documents = [document for ledger in ledgers for document in ledger.documents]
    statements = [statement for ledger in ledgers for statement in ledger.statements]
    return Ledger(
        documents=tuple(sorted(documents, key=lambda document: place[document.id])),
        statements=tuple(sorted(statements, key=lambda statement: place[statement.document])),
        stories=tuple(story for ledger in ledgers for story in ledger.stories),
        claims=tuple(claim for ledger in ledgers for claim in ledger.claims),
        lookalikes=tuple(pair for ledger in ledgers for pair in ledger.lookalikes),
        wording=tuple(row for ledger in ledgers for row in ledger.wording),
        cues=_add_up(use for ledger in ledgers for use in ledger.cues),
        failed=tuple(failed),
    )


def _add_up(uses: Iterable[CueUse]) -> tuple[CueUse, ...]:
    """Return one row for each source, outlet and cue, counted over all stories."""
    rows: dict[tuple[str, str, str, str, str], CueUse] = {}
    for use in uses:
        key = (use.source, use.outlet, use.cue_class, use.words, use.stance)
        known = rows.get(key)
        rows[key] = (
            replace(known, count=known.count + use.count, statements=known.statements + use.statements)
            if known
            else use
        )
    return tuple(rows.values())
