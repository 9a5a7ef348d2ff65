"""Could the confidence of look-alikes be fitted? What the gold says of it.

    python training/claims/lookalikes.py ../shared/data

Rows are pairs of facts of the gold (or one fact and itself) that sayso would have to
decide on: equal figures of like nouns, on one subject, in two documents whose
statements are not more probably of one fact. A pair of facts is one row however often
it is told: the mean log-odds of its statements, and the digits of the number. Stories
are left out one by one. Over 23 stories there are 22 rows, 12 of two facts, and a fitted
rule names 12 rows of stories left out, 6 of them rightly: the gold does not suffice,
least of all for what *shows* a difference (peoples, periods, roles), of which
it has hardly any. The weights of :mod:`sayso.link.lookalikes` and of
:mod:`sayso.link.lookalikes_reasons` are therefore set by hand.
"""

from __future__ import annotations

import itertools
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from gold import page_name, read_own_stories, read_stories
from logistic import fit

from sayso.link.lookalikes import LEAST_NEAR, LEAST_NOUN, digits, odds, thing_likeness
from sayso.link.lookalikes_facts import equal_figures, meetings
from sayso.link.pairs import score_pairs
from sayso.link.slots import read_slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gold import GoldStory

    from sayso.link.lookalikes_facts import Meeting
    from sayso.link.pairs import Likeness
    from sayso.link.quantities import Quantity

PENALTY = 0.3
EVEN = 0.5


@dataclass(frozen=True)
class Row:
    """A pair of facts that one story gives equal figures: its two features, and whether it is two facts."""

    story: str
    odds: float
    digits: float
    two: bool


def rows_of(story: GoldStory, likeness: Likeness) -> Iterator[Row]:
    """Yield a row for each pair of facts of a story that is to be decided on."""
    found: dict[tuple[str, str], list[Meeting]] = {}
    names = {x.document.id: page_name(x) for x in story.extractions}
    for mentions in equal_figures(likeness):
        for (a, b), meeting in meetings(mentions, likeness).items():
            facts = [fact_of(each[1], story, names) for each in (meeting.a, meeting.b)]
            if a.document != b.document and all(facts) and in_doubt(meeting, likeness):
                found.setdefault((min(facts), max(facts)), []).append(meeting)
    for (first, second), met in found.items():
        mean = float(np.mean([odds(each.probability) for each in met]))
        yield Row(story.name, mean, max(digits(each.a[1].figure) for each in met), first != second)


def in_doubt(meeting: Meeting, likeness: Likeness) -> bool:
    """Tell whether two figures could be named, if they are of two facts, and nothing shows it yet."""
    near = likeness.field.cosine[meeting.a[0], meeting.b[0]]
    like = thing_likeness(meeting.a[1], meeting.b[1])
    return bool(like >= LEAST_NOUN and near >= LEAST_NEAR and meeting.probability < EVEN) and not (
        meeting.difference.sure
    )


def fact_of(quantity: Quantity, story: GoldStory, names: dict[str, str]) -> str:
    """Return the id of the gold fact that a figure is of, empty where gold does not know it."""
    figure, page = quantity.figure, names[quantity.slots.statement.document]
    for known in story.gold["figures"]:
        start, end = known.get("number_span") or known["span"]
        if known["doc"] == page and start < figure.end and figure.start < end:
            return str(known["fact"])
    return ""


def weights(rows: Sequence[Row]) -> tuple[float, float, float]:
    """Return intercept, weight of the log-odds and weight of a digit."""
    values = np.array([(row.odds, row.digits) for row in rows], np.float32)
    fitted = fit(values, np.array([row.two for row in rows]), PENALTY)
    slopes = fitted.weight / fitted.scale
    return float(fitted.intercept - fitted.mean @ slopes), float(slopes[0]), float(slopes[1])


def report(rows: Sequence[Row]) -> None:
    """Print what rows of stories left out are taken for."""
    said: list[tuple[float, bool]] = []
    for story in sorted({row.story for row in rows}):
        base, by_odds, by_digit = weights([row for row in rows if row.story != story])
        mine = [row for row in rows if row.story == story]
        said += [(base + by_odds * row.odds + by_digit * row.digits, row.two) for row in mine]
    named = [two for score, two in said if score >= 0]
    print(f"{len(rows)} pairs of facts, {sum(row.two for row in rows)} of them two")
    print(f"left out: named {len(named)}, of them two facts {sum(named)}")


def main(data: Path) -> None:
    """Fit and report."""
    stories = itertools.chain(read_stories(data / "stories"), read_own_stories(data / "ecbplus"))
    rows = [row for story in stories for row in rows_of(story, score_pairs(read_slots(story.extractions)))]
    report(rows)
    names = ("two facts", "by log-odds", "by digit")
    print(dict(zip(names, (round(x, 3) for x in weights(rows)), strict=True)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
