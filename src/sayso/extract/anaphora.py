"""What a pronoun can stand for, and how salient its candidates are.

Salience follows centering theory (Grosz, Joshi and Weinstein, 1995): what is recent,
a subject, or has just spoken is taken up before the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.sources_words import GENDERED, NEUTER, PLURAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as TokenSpan

    from sayso.extract.referents import Referent, Seen
    from sayso.model import Span

FARTHEST = 6
"""Sentences that a pronoun looks back, at most."""

SPEAKER_BONUS = 0.8
TRAILING_BONUS = 0.6
SAME_SENTENCE_BONUS = 0.5
UNNAMED_COST = 1.0
INSIDE_COST = 1.0
OTHER_KIND = 3.0
QUOTED_COST = 2.0
"""Salience in sentences: what having just spoken is worth, and what a poor fit costs."""

NEAR_DEPENDENTS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod"})


def agrees(referent: Referent, pronoun: str) -> bool:
    """Say whether a pronoun can stand for a referent, by gender and number."""
    if pronoun in GENDERED:
        individual = referent.kind in ("person", "unnamed") and not referent.plural
        return individual and referent.gender in (None, GENDERED[pronoun])
    if pronoun in NEUTER:
        return referent.kind in ("organisation", "outlet", "document", "post") and not referent.plural
    if pronoun in PLURAL:
        return referent.plural or referent.kind in ("organisation", "group", "outlet")
    return referent.kind in ("person", "group", "organisation", "unnamed", "outlet")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun in its place: its sentence and document offset, who spoke last before it.

    ``content`` is what it is the source of, where it is one.
    """

    word: str
    sentence: int
    position: int
    speaker: Referent | None
    content: Sequence[Span] = ()

    @property
    def trails(self) -> bool:
        """Whether it stands after what it says ("..., he said"), where news goes on with who spoke last."""
        return bool(self.content) and self.content[0][0] < self.position


def most_salient(seen: Sequence[Seen], pronoun: Pronoun) -> tuple[float, Referent | None]:
    """Return the referent that a pronoun most likely stands for, with its salience.

    Who is named in what the pronoun says is not its speaker ("Alder is great, he said").
    """
    best, chosen = (-float(FARTHEST) - OTHER_KIND, -1), None
    for place in reversed(seen):
        if pronoun.sentence - place.sentence > FARTHEST:
            break
        if any(start <= place.position < end for start, end in pronoun.content):
            continue
        if agrees(place.referent, pronoun.word):
            rank = (_salience(place, pronoun), place.position)
            if chosen is None or rank > best:
                best, chosen = rank, place.referent
    return best[0], chosen


def _salience(place: Seen, pronoun: Pronoun) -> float:
    score = float(place.sentence - pronoun.sentence) + place.weight
    if pronoun.speaker is place.referent:
        score += SPEAKER_BONUS + TRAILING_BONUS * pronoun.trails
    if place.sentence == pronoun.sentence and place.weight:
        score += SAME_SENTENCE_BONUS
    if place.quoted:
        score -= QUOTED_COST
    if pronoun.word in PLURAL and not place.referent.plural:
        score -= OTHER_KIND
    if pronoun.word in GENDERED and place.referent.kind == "unnamed":
        score -= UNNAMED_COST if pronoun.content else UNNAMED_COST + INSIDE_COST
    if place.referent.kind in ("document", "post"):
        score -= UNNAMED_COST
    return score


def pair_before(seen: Sequence[Seen], sentence: int, most: int) -> tuple[Referent, Referent] | None:
    """Return the latest two named people, a subject among them, that stand in one sentence together."""
    for number in range(sentence, sentence - most - 1, -1):
        people: list[Referent] = []
        subject = False
        for place in seen:
            referent = place.referent
            if place.sentence == number and not place.quoted and referent.kind == "person" and referent.name:
                subject |= place.weight > 0
                if referent not in people:
                    people.append(referent)
        if len(people) == 2 and subject:
            return people[0], people[1]
    return None


def antecedent(phrase: TokenSpan) -> TokenSpan | None:
    """Return the noun phrase that a relative pronoun stands for, without what hangs on it."""
    token = phrase.root
    while token.dep_ not in ("relcl", "acl") and token.head != token:
        token = token.head
    noun = token.head
    if token.dep_ not in ("relcl", "acl") or noun.i >= phrase.start or noun.pos_ == "PRON":
        return None
    start = min([noun.i, *(t.left_edge.i for t in noun.lefts if t.dep_ in NEAR_DEPENDENTS)])
    end = max(noun.i + 1, min(phrase.start, noun.right_edge.i + 1))
    while end > noun.i + 1 and phrase.doc[end - 1].is_punct:
        end -= 1
    return phrase.doc[start:end]
