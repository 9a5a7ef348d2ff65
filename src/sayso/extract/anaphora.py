"""What a pronoun can stand for, and how salient its candidates are.

Salience follows centering theory (Grosz, Joshi and Weinstein, 1995): what is recent,
a subject, or has just spoken is taken up before the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.sources_words import (
    GENDERED,
    NEUTER,
    PARTITIVES,
    PLURAL,
    SPOKESPEOPLE,
    impersonal_kinds,
    source_words,
)
from sayso.names.lexicon import lexicon
from sayso.names.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.referents import Referent, Seen
    from sayso.model import Span

FARTHEST = 6
"""Sentences that a pronoun looks back, at most."""

NEAR = 2
"""Sentences that a pronoun looks back past others whom it may mean, at most, into another paragraph."""

LEAST_MARGIN = 0.25
"""Salience by which one candidate must lead the next to be chosen."""

GENDER_BONUS = 2.7
"""Salience of someone whose title or given name tells the gender asked for, in sentences."""

LEANING_BONUS = 1.5
"""Salience that a gender gathered from earlier pronouns gives, or costs where it is the other."""

SPEAKER_BONUS = 0.8
TRAILING_BONUS = 0.6
SAME_SENTENCE_BONUS = 0.5
UNNAMED_COST = 1.0
INSIDE_COST = 1.0
OTHER_KIND = 3.0
QUOTED_COST = 2.0
"""Salience in sentences: what having just spoken is worth, and what a poor fit costs."""

SUBORDINATE = frozenset({"ccomp", "xcomp", "relcl", "acl"})
PERSONAL_RELATIVE = frozenset({"who", "whom"})
ANYBODY = frozenset(f"{who}{body}" for who in ("any", "every", "some") for body in ("one", "body")) | {
    "those",
    "others",
    "many",
    "some",
    "all",
    "few",
    "most",
}
"""Pronouns for people whom nothing before them names."""

PLACING = frozenset({"in", "at", "on", "inside", "outside", "near", "into", "under"})
QUALIFYING = frozenset({"compound", "poss", "nmod", "nummod"})
NEAR_DEPENDENTS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod"})


def agrees(referent: Referent, pronoun: str) -> bool:
    """Say whether a pronoun can stand for a referent, by gender and number."""
    if pronoun in GENDERED:
        individual = _is_somebody(referent) and not referent.plural
        return individual and referent.gender in (None, GENDERED[pronoun])
    if pronoun in NEUTER:
        return referent.kind in ("organisation", "outlet", "document", "post") and not referent.plural
    if pronoun in PLURAL:
        return referent.plural or referent.kind in ("organisation", "group", "outlet")
    return referent.kind in ("person", "group", "organisation", "unnamed", "outlet")


def _is_somebody(referent: Referent) -> bool:
    """Say whether "he" or "she" may be a referent: a person, or one called by a noun for people."""
    if referent.kind != "unnamed" or not referent.nouns:
        return referent.kind in ("person", "unnamed")
    return bool(
        referent.nouns & (source_words().people | SPOKESPEOPLE | lexicon().titles | lexicon().callings)
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone whom a pronoun may stand for, at one place."""

    salience: float
    place: Seen

    @property
    def rank(self) -> tuple[float, int]:
        """What it is sorted by: the later of two equally salient places comes first."""
        return self.salience, self.place.position


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun in its place: its sentence and document offset, who spoke last before it.

    ``content`` is what it is the source of, where it is one; ``paragraph`` is the
    document offset at which its passage starts.
    """

    word: str
    sentence: int
    position: int
    speaker: Referent | None
    content: Sequence[Span] = ()
    paragraph: int = 0

    @property
    def trails(self) -> bool:
        """Whether it stands after what it says ("..., he said"), where news goes on with who spoke last."""
        return bool(self.content) and self.content[0][0] < self.position


def candidates(seen: Sequence[Seen], pronoun: Pronoun) -> list[Candidate]:
    """Return those whom a pronoun may stand for, each at the most salient of its places, the best first.

    Who is named in what the pronoun says is not its speaker ("Alder is great, he said").
    """
    found: dict[int, Candidate] = {}
    for place in reversed(seen):
        if pronoun.sentence - place.sentence > FARTHEST:
            break
        if any(start <= place.position < end for start, end in pronoun.content):
            continue
        if agrees(place.referent, pronoun.word):
            one = Candidate(_salience(place, pronoun), place)
            known = found.get(id(place.referent))
            if known is None or one.rank > known.rank:
                found[id(place.referent)] = one
    return sorted(found.values(), key=lambda one: one.rank, reverse=True)


def is_open(found: Sequence[Candidate], pronoun: Pronoun) -> bool:
    """Say whether nothing parts the best candidates of "he" or "she", or the best one is too far.

    Far is someone of another paragraph, with others between who may be meant as well.
    """
    if pronoun.word not in GENDERED or len(found) < 2:
        return False
    best, *others = found
    if best.salience - others[0].salience < LEAST_MARGIN:
        return True
    place = best.place
    far = pronoun.sentence - place.sentence > NEAR and place.position < pronoun.paragraph
    return far and any(other.place.position > place.position for other in others)


def gather_gender(found: Sequence[Candidate], pronoun: Pronoun, head: Token) -> None:
    """Let the chosen person's gender lean to the pronoun's, the latest evidence over the earlier.

    Not where someone of that gender is in reach, who may be meant instead, and not from a
    pronoun within what is said or in a relative clause, where others than the topic are meant.
    """
    asked = GENDERED.get(pronoun.word)
    chosen, *others = (one.place.referent for one in found)
    rivals = any(other.gender == asked for other in others)
    if asked and chosen.gender is None and not rivals and not _is_subordinate(head):
        chosen.leaning = asked


def _is_subordinate(head: Token) -> bool:
    return head.dep_ in SUBORDINATE or any(token.dep_ in SUBORDINATE for token in head.ancestors)


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
    asked = GENDERED.get(pronoun.word)
    speaks_on = pronoun.speaker is place.referent and place.referent.leaning == asked
    if asked and (place.referent.gender == asked or speaks_on):
        score += GENDER_BONUS
    elif asked and place.referent.leaning:
        score += LEANING_BONUS if place.referent.leaning == asked else -LEANING_BONUS
    if asked and place.referent.kind == "unnamed":
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
    """Return the noun phrase that a relative pronoun stands for, without what hangs on it.

    "Who" stands for people: where the clause hangs on a thing, the nearest person before it is meant.
    """
    token = phrase.root
    while token.dep_ not in ("relcl", "acl") and token.head != token:
        token = token.head
    noun = token.head
    if token.dep_ not in ("relcl", "acl") or noun.i >= phrase.start:
        return None
    if noun.pos_ == "PRON":
        return phrase.doc[noun.i : noun.i + 1] if noun.lower_ in ANYBODY else None
    if phrase.root.lower_ in PERSONAL_RELATIVE and not _is_personal(noun):
        person = next((t for t in _nouns_before(noun) if _is_personal(t)), None)
        if person is None and _is_thing(noun):
            return None
        noun = person or noun
    start = min([noun.i, *(t.left_edge.i for t in noun.lefts if t.dep_ in NEAR_DEPENDENTS)])
    end = max(noun.i + 1, min(phrase.start, noun.right_edge.i + 1))
    while end > noun.i + 1 and phrase.doc[end - 1].is_punct:
        end -= 1
    return phrase.doc[start:end]


def _nouns_before(noun: Token) -> Iterator[Token]:
    """Yield the heads of noun phrases before a noun in its sentence, the nearest first."""
    for token in reversed(noun.doc[noun.sent.start : noun.i]):
        if token.pos_ in ("NOUN", "PROPN", "NUM") and token.dep_ not in QUALIFYING:
            yield token


def _is_personal(noun: Token) -> bool:
    """Say whether a noun is known to be for people."""
    words, lemma = source_words(), fold(noun.lemma_)
    listed = words.people | lexicon().titles | PARTITIVES
    return noun.ent_type_ in ("PERSON", "NORP") or (noun.ent_type_ in ("", "CARDINAL") and lemma in listed)


def _is_thing(noun: Token) -> bool:
    """Say whether a noun is a time, a writing, or where something happens."""
    thing = impersonal_kinds().get(fold(noun.lemma_)) in ("document", "post")
    place = noun.dep_ == "pobj" and noun.head.lower_ in PLACING and noun.pos_ == "NOUN"
    return thing or place or noun.ent_type_ in ("DATE", "TIME", "FAC", "LOC", "GPE", "MONEY")
