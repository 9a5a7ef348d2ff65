"""Look-alikes: two statements with one figure that a hurried reader would join and must not.

The same number is no evidence that two statements speak of the same thing: 70
volunteers from one country are not 70 from another. The figures of one value in a
story are sorted by fact (:mod:`sayso.link.lookalikes_facts`). Two facts look alike when
they count the same sort of thing in statements on one subject. Each two are named
once, where something shows that they are two (another people, period, place, currency,
role), with that reason: that statements seem unlike is none, for one fact may be told
in unlike words.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.lookalikes_facts import equal_figures, face, facts, meetings
from sayso.link.lookalikes_reasons import explain, two_currencies
from sayso.link.quantities import noun_likeness
from sayso.link.words import WORD
from sayso.model import LookAlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.link.lookalikes_facts import Fact, Meeting, Meetings
    from sayso.link.pairs import Likeness
    from sayso.link.quantities import Quantity
    from sayso.model import Claim, Document, Extraction, Figure

LEAST_CONFIDENCE = 0.5
"""Look-alikes below this are not named."""

LEAST_NOUN = 0.5
"""Likeness of the counted nouns from which two equal figures may be taken for one another."""

OTHER_CURRENCY = 0.8
"""Likeness of the same number of two currencies: of one fact they would be two numbers."""

OCCASIONS = frozenset({"time", "times"})
"""Nouns of how often: what is counted is said by the verb."""

LEAST_NEAR = 0.25
"""Cosine of two statements from which they are on one subject, so that a reader may join them."""

TWO_FACTS, BY_ODDS, BY_DIGIT = 0.5, -0.6, -1.6
"""Log-odds that equal figures of like things are of two facts, where nothing shows it.

At even odds that their statements are of one; what each log-odds of that adds, and what
each digit that tells the number from others adds: 46 comes twice in a story by chance more
seldom than 2. Set by hand: ``training/claims/lookalikes.py`` says why.
"""

MOST_DIGITS = 3
"""Digits of a number that are counted."""

SMALL = 10
"""Numbers below this are in every story: their digit says nothing."""

LEAST_CHANCE = 0.1
"""Probabilities are taken as this at least, and at most one less this, where odds are formed: what is
less likely of one fact is no likelier to be mistaken for one."""


NEARNESS_STEPS = 4
"""Steps of nearness that count; within one the fuller statement is named, not the headline over it."""


@dataclass(frozen=True, slots=True)
class Traps:
    """Look-alikes of a story, surest first, and the pairs of statements (by index) they keep apart."""

    found: tuple[LookAlike, ...]
    apart: frozenset[tuple[int, int]]


def find_lookalikes(likeness: Likeness, extractions: Sequence[Extraction]) -> Traps:
    """Return the look-alikes among all statements of a story."""
    documents = {x.document.id: x.document for x in extractions}
    found: list[LookAlike] = []
    apart: set[tuple[int, int]] = set()
    for mentions in equal_figures(likeness):
        met = meetings(mentions, likeness)
        for first, second in itertools.combinations(facts(mentions, met), 2):
            between = [*_between(first, second, met)]
            alike = _most_alike(between, likeness)
            confidence = _confidence(between, alike) if alike else 0.0
            if alike and confidence >= LEAST_CONFIDENCE:
                found.append(_name(alike, confidence, documents, likeness.field.weights))
                apart |= _statements(first, second)
    surest = sorted(found, key=lambda x: (-x.confidence, x.a, x.b))
    return Traps(tuple(surest), frozenset(apart))


def one_a_trap(found: Sequence[LookAlike], claims: Sequence[Claim]) -> tuple[LookAlike, ...]:
    """Keep one look-alike, the surest, for each two claims: their members share it."""
    home: dict[str, str] = {}
    for claim in claims:
        for statement in claim.statements:
            home.setdefault(statement, claim.id)
    together = {frozenset(pair) for claim in claims for pair in itertools.combinations(claim.statements, 2)}
    kept: dict[frozenset[str], LookAlike] = {}
    for one in found:
        if frozenset((one.a, one.b)) not in together:
            kept.setdefault(frozenset((home.get(one.a, one.a), home.get(one.b, one.b))), one)
    return tuple(kept.values())


def _between(first: Fact, second: Fact, met: Meetings) -> Iterator[Meeting]:
    """Yield the meetings of two facts in two documents."""
    for a, b in itertools.product(first, second):
        meeting = met.get((a, b)) or met.get((b, a))
        if meeting and a.document != b.document:
            yield meeting


def _most_alike(between: Sequence[Meeting], likeness: Likeness) -> Meeting | None:
    """Return the meeting that shows most that the two are two, of those a reader may take for one fact."""
    best: Meeting | None = None
    most = (0.0, 0.0, 0, 0.0)
    for meeting in between:
        near = float(likeness.field.cosine[meeting.a[0], meeting.b[0]])
        noun = thing_likeness(meeting.a[1], meeting.b[1])
        length = min(len(quantity.slots.words) for _, quantity in (meeting.a, meeting.b))
        rank = (meeting.difference.strength, round(NEARNESS_STEPS * near * noun), length, near)
        alike = noun >= LEAST_NOUN and near >= LEAST_NEAR and meeting.difference.shown
        if alike and (best is None or rank > most):
            best, most = meeting, rank
    return best


def thing_likeness(a: Quantity, b: Quantity) -> float:
    """Return 0-1: how like what two equal figures count is to a hurried reader."""
    figures = (a.figure, b.figure)
    if any(
        figure.kind == "count" and not _word(quantity.noun)
        for figure, quantity in zip(figures, (a, b), strict=True)
    ):
        return 0.0
    if two_currencies(a, b):
        return OTHER_CURRENCY
    return noun_likeness(a, b)


def _word(noun: str) -> bool:
    """Tell whether a counted noun is a thing's: no piece of a word ("10 p. m."), and not "times"."""
    return len(noun) > 1 and noun not in OCCASIONS and WORD.fullmatch(noun) is not None


def _confidence(between: Sequence[Meeting], alike: Meeting) -> float:
    """Return the probability that two groups of equal figures are of two facts."""
    mean = sum(odds(meeting.probability) for meeting in between) / len(between)
    telling = 0 if alike.difference.sure else digits(alike.a[1].figure)
    score = TWO_FACTS + BY_ODDS * mean + BY_DIGIT * telling + alike.difference.strength
    return round(1 / (1 + math.exp(-score)), 4)


def odds(probability: float) -> float:
    """Return the log-odds of a probability, kept from the extremes."""
    chance = min(max(probability, LEAST_CHANCE), 1 - LEAST_CHANCE)
    return math.log(chance / (1 - chance))


def digits(figure: Figure) -> int:
    """Return how many digits of a figure's number tell it from others: none of a small or a vague one."""
    number = face(figure)
    if len(number) > 1 or abs(number[0]) < SMALL:
        return 0
    return min(MOST_DIGITS, len(f"{abs(number[0]):.0f}".strip("0")))


def _statements(first: Fact, second: Fact) -> set[tuple[int, int]]:
    """Return the pairs of statements of which each is of one of the facts alone."""
    mine = {at for mention in first for at in mention.statements}
    yours = {at for mention in second for at in mention.statements}
    return {(min(i, j), max(i, j)) for i in mine - yours for j in yours - mine}


def _name(
    alike: Meeting, confidence: float, documents: Mapping[str, Document], weights: Mapping[str, float]
) -> LookAlike:
    (_, a), (_, b) = alike.a, alike.b
    return LookAlike(
        a=a.slots.statement.id,
        b=b.slots.statement.id,
        confidence=confidence,
        because=explain(a, b, alike.difference, documents, weights),
        a_span=(a.figure.start, a.figure.end),
        b_span=(b.figure.start, b.figure.end),
    )
