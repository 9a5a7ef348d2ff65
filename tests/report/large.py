"""A ledger as large as a busy week: many pages, thousands of statements, drawn by a fixed seed."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.model import (
    Block,
    Claim,
    CueUse,
    Document,
    Figure,
    Ledger,
    Origin,
    Relation,
    Source,
    Statement,
    identity,
)

if TYPE_CHECKING:
    from sayso.model import Cue

PAGES, PER_PAGE, PER_CLAIM = 50, 60, 6


def large_ledger() -> Ledger:
    """Return a ledger of 50 pages and 3000 statements, half of them in claims of six reports."""
    rng = random.Random(7)  # noqa: S311 - a fixed seed gives one ledger, nothing is kept secret
    documents, statements = [], []
    for page in range(PAGES):
        document, said = _page(page, rng)
        documents.append(document)
        statements += said
    claims = []
    for number in range(len(statements) // (2 * PER_CLAIM)):
        members = [
            statements[(number + page * PER_PAGE * 8 + page) % len(statements)] for page in range(PER_CLAIM)
        ]
        claims.append(_claim(number, members))
    cues = tuple(
        CueUse(f"Source {n}", f"Outlet {n % PAGES}", "speech", "said", 1, "neutral", ()) for n in range(200)
    )
    return Ledger(tuple(documents), tuple(statements), claims=tuple(claims), cues=cues)


def _page(page: int, rng: random.Random) -> tuple[Document, list[Statement]]:
    """Return a page and its statements, a sentence each."""
    identifier = identity("page", page)
    text, blocks, said = "", [], []
    for number in range(PER_PAGE):
        value = rng.randint(2, 900)
        sentence = (
            f"Officials of district {number} said that {value} houses were damaged by the water that night."
        )
        start = len(text)
        text += sentence + "\n\n"
        blocks.append(Block(start, start + len(sentence), kept=True))
        digits = start + sentence.index(str(value), len("Officials of district 00"))
        figure = Figure(digits, digits + len(str(value)), str(value), value, value, False, "count", "houses")  # noqa: FBT003 - the field's place
        begin = start + sentence.index("that ") + 5
        name = f"Source {rng.randint(0, 400)}"
        source = Source(start, start + 9, "Officials", name, "group")
        span = (begin, start + len(sentence) - 1)
        cue: Cue | None = None
        said.append(
            Statement(
                identity(page, number),
                identifier,
                *span,
                text[slice(*span)],
                (span,),
                "attributed",
                "indirect",
                cue,
                (source,),
                (figure,),
            )
        )
    return Document(
        identifier, f"page{page}.txt", "0" * 64, text, tuple(blocks), f"Outlet {page}", f"Flood {page}"
    ), said


def _claim(number: int, members: list[Statement]) -> Claim:
    """Return a claim of these statements in which each differs from the next."""
    relations = tuple(
        Relation(
            a.id,
            b.id,
            "differs",
            0.8,
            f"{a.figures[0].text} against {b.figures[0].text}.",
            (a.figures[0].start, a.figures[0].end),
            (b.figures[0].start, b.figures[0].end),
        )
        for a, b in pairwise(members)
    )
    ids = tuple(member.id for member in members)
    origins = (Origin("officials", ids, "All chains end there."),)
    return Claim(
        identity("claim", number), "story", members[0].text, ids, 0.5 + number / 1000, origins, relations
    )
