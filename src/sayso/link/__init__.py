"""Extractions of one story -> names, copies, claims, relations, look-alikes, origins, wording."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.model import Ledger, Story, identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Extraction, Failure

__all__ = ["link_documents", "link_story"]


def link_story(extractions: Sequence[Extraction], failed: Sequence[Failure] = ()) -> Ledger:
    """Return the ledger of one story out of the extractions of all its documents.

    Claims, relations, look-alikes, origins, wording and cues do not depend on the
    order of *extractions*; documents and statements are listed in that order, a
    document that is given twice once. Of several versions of one page the last is linked.
    """
    from sayso.link.claims import align  # noqa: PLC0415 - numpy is for those who link
    from sayso.link.copies import find_copies  # noqa: PLC0415 - see above
    from sayso.link.cues import count_cues  # noqa: PLC0415 - see above
    from sayso.link.names import unify_names  # noqa: PLC0415 - see above
    from sayso.link.origins import OriginFinder  # noqa: PLC0415 - see above
    from sayso.link.versions import superseded  # noqa: PLC0415 - see above
    from sayso.link.wording import compare_wording  # noqa: PLC0415 - see above

    if not extractions:
        return Ledger((), (), failed=tuple(failed))
    named = unify_names(list({x.document.id: x for x in extractions}.values()))
    earlier = superseded([x.document for x in named])
    ordered = sorted(
        (x for x in named if x.document.id not in earlier), key=lambda x: (x.document.id, x.document.name)
    )
    story = Story(
        id=identity("story", *(x.document.id for x in ordered)),
        documents=tuple(x.document.id for x in named),
    )
    statements = {statement.id: statement for x in named for statement in x.statements}
    documents = {x.document.id: x.document for x in named}
    copies = find_copies([x.document for x in ordered])
    alignment = align(ordered, story)
    finder = OriginFinder(statements, documents, copies)
    claims = tuple(replace(claim, origins=finder.of(claim)) for claim in alignment.claims)
    return Ledger(
        documents=tuple(x.document for x in named),
        statements=tuple(statement for x in named for statement in x.statements),
        stories=(story,),
        claims=claims,
        lookalikes=alignment.lookalikes,
        wording=compare_wording(ordered, claims),
        cues=count_cues(ordered),
        failed=tuple(failed),
    )


def link_documents(extractions: Sequence[Extraction], failed: Sequence[Failure] = ()) -> Ledger:
    """Return the ledger of documents of any number of stories, grouped first and linked story by story.

    Documents of one story give what :func:`link_story` gives.
    """
    from sayso.link.by_story import link_grouped  # noqa: PLC0415 - see above

    return link_grouped(extractions, failed, link_story)
