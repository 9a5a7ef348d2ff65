"""Extractions made by hand for the tests of claims; all outlets, people and events are invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import (
    Block,
    Cue,
    Document,
    Extraction,
    Figure,
    Moment,
    Source,
    Statement,
    identity,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import CueStance, FigureKind

Count = tuple[str, float | None, float | None, str]
"""Printed words, low, high and counted noun."""

Time = tuple[str, str, str | None, str | None]
"""Printed words, TIMEX3 value, first and last day."""


@dataclass(frozen=True)
class Told:
    """One statement of a page: its words, who says so, and the figures and times in it."""

    words: str
    by: Sequence[str] = ()
    counts: Sequence[Count] = ()
    times: Sequence[Time] = ()
    kind: FigureKind = "count"
    when: str | None = None
    stance: CueStance = "neutral"
    negated: bool = False


def told(outlet: str, *lines: Told | str) -> Extraction:
    """Return a page of one statement a line."""
    rows = [Told(line) if isinstance(line, str) else line for line in lines]
    text = "\n".join(row.words for row in rows)
    document = identity("document", outlet)
    statements, blocks, start = [], [], 0
    for row in rows:
        blocks.append(Block(start, start + len(row.words), kept=True))
        statements.append(_statement(document, row, start))
        start += len(row.words) + 1
    page = Document(document, f"{outlet}.txt", "0" * 64, text, tuple(blocks), outlet=outlet)
    return Extraction(page, tuple(statements))


def _statement(document: str, row: Told, start: int) -> Statement:
    end = start + len(row.words)
    figures, moments = [], []
    for words, low, high, unit in row.counts:
        at = start + row.words.index(words)
        approximate = words.split()[0] in {"about", "around", "nearly", "some"}
        span = (at, at + len(words))
        figures.append(Figure(*span, words, low, high, approximate, row.kind, unit, unit, row.when))
    for words, value, begin, last in row.times:
        at = start + row.words.index(words)
        moments.append(Moment(at, at + len(words), words, "DATE", value, begin, last))
    return Statement(
        id=identity("statement", document, start),
        document=document,
        start=start,
        end=end,
        text=row.words,
        parts=((start, end),),
        voice="attributed" if row.by else "outlet",
        cue=Cue(start, start, "denied", "speech", "deny", row.stance) if row.stance == "denying" else None,
        chain=tuple(Source(None, None, None, name, "person") for name in row.by),
        figures=tuple(figures),
        moments=tuple(moments),
        negated=row.negated,
    )


HARBOUR = (
    told(
        "Alder Post",
        Told(
            "About 200 dockers walked out of the Tarn harbour on Monday over unpaid overtime.",
            counts=[("About 200", 200, 200, "dockers")],
        ),
        Told("the company owes its crews three months of overtime pay", by=["Ada Fir"]),
        "The mayor of Tarn visited the picket line and brought coffee.",
        "Rain is expected in the north of the county for the rest of the week.",
    ),
    told(
        "Birch News",
        Told(
            "Around 200 dockers at Tarn harbour walked out on Monday, angry over unpaid overtime.",
            counts=[("Around 200", 200, 200, "dockers")],
        ),
        Told("crews are owed three months of overtime pay by the company", by=["Ada Fir"]),
        "Ferries to the islands ran as usual.",
        "A bakery in the old town won the national bread prize.",
    ),
    told(
        "Cedar Wire",
        Told(
            "More than 350 dockers have walked out of Tarn harbour over unpaid overtime, the union said.",
            counts=[("More than 350", 350, None, "dockers")],
        ),
        "The share price of the harbour company fell by noon.",
        "A new school opens in the valley in spring.",
    ),
)
"""Three reports of one walkout: two agree on how many took part, the third does not."""
