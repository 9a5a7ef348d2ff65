"""Whom a description can mean: "the Ukrainian president", "the newspaper", "the candidate".

A description takes up who was described so. One that nobody was given yet (an epithet)
takes up the person spoken of, where only one is; where two fit alike, none is chosen.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sayso.extract.referents import OTHER_SUBJECT
from sayso.extract.sources_words import INDEFINITE, source_words
from sayso.names import country_of
from sayso.names.lexicon import lexicon
from sayso.names.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.extract.referents import Referent, Seen
    from sayso.extract.sources import Description

FARTHEST_TITLE = 3
"""Sentences that a title looks back for someone who was given none, at most."""

FARTHEST_EPITHET = 2
"""Sentences that an epithet looks back for the one person it can mean, at most."""

FARTHEST_OUTLET = 6
"""Sentences that "the newspaper" looks back for the one that was named, at most."""

COMPASS = frozenset({"north", "south", "east", "west"})
VAGUE_TITLES = frozenset({"chief", "head", "boss", "leader", "official"})
"""General titles that need a word more in common than that they may stand for another title."""


REMEMBERED = 4096
"""Words of which it is kept whether they tell of a country: each description asks it of all before it."""


def described(seen: Sequence[Seen], description: Description) -> Referent | None:
    """Return the latest referent that was described so.

    A title without a country ("the president") is that of the one whose country the
    document does not tell, before that of a foreigner.
    """
    found = _described(seen, description)
    return found[0].referent if found else None


def _described(seen: Sequence[Seen], description: Description) -> list[Seen]:
    """Return the places of those who were described so, the latest first."""
    fitting = {
        key: fits(referent, description)
        for key, referent in {id(place.referent): place.referent for place in seen}.items()
    }
    found = [place for place in reversed(seen) if fitting[id(place.referent)]]
    foreign = _countries(description.modifiers)
    at_home = [place for place in found if not _countries(place.referent.modifiers)]
    return at_home if at_home and not foreign and not description.plural else found


def is_ambiguous(seen: Sequence[Seen], description: Description, speaker: Referent | None) -> bool:
    """Say whether the latest sentence with someone so described has two such people, and nothing parts them.

    Who has just spoken goes on speaking.
    """
    if description.kind != "person" or description.plural:
        return False
    found = _described(seen, description)
    rivals = {id(place.referent): place.referent for place in found if place.sentence == found[0].sentence}
    named = [referent for referent in rivals.values() if referent.name and not referent.plural]
    return len(named) > 1 and not any(referent is speaker for referent in named)


def fits(referent: Referent, description: Description) -> bool:
    """Say whether a referent may be called so: its nouns and modifiers do not speak against it."""
    if description.plural != referent.plural:
        return False
    if referent.members:
        return _all_fit(referent, description)
    return _same_sort(referent, description) and _same_place(referent, description)


def _same_sort(referent: Referent, description: Description) -> bool:
    noun = description.noun or ""
    in_name = referent.kind in ("organisation", "outlet", "document", "post") and noun in {
        fold(word) for word in (referent.name or "").split()
    }
    if noun in referent.nouns or in_name:
        return True
    covered = source_words().covers.get(noun, frozenset()) & referent.nouns
    asked = description.modifiers - {noun}
    if noun in VAGUE_TITLES and asked and not asked & referent.modifiers:
        return False
    return bool(covered) and referent.kind in ("person", "organisation", "outlet", "document", "post")


def _same_place(referent: Referent, description: Description) -> bool:
    theirs, asked = _countries(referent.modifiers), _countries(description.modifiers)
    if asked and theirs and not asked & theirs:
        return False
    if _opposed(referent, description):
        return False
    if referent.kind == "person":
        return not description.proper or not referent.proper or bool(description.proper & referent.proper)
    named = referent.proper | {fold(word) for word in (referent.name or "").split()}
    return description.proper <= named


def _opposed(referent: Referent, description: Description) -> bool:
    """Say whether a referent is known to be of another party than the description tells."""
    asked, theirs = _factions(description.modifiers), _factions(referent.modifiers | referent.nouns)
    return bool(asked and theirs and not asked & theirs)


def _factions(words: frozenset[str] | set[str]) -> set[str]:
    sides = source_words().factions
    return {sides[word] for word in words if word in sides}


def _all_fit(group: Referent, description: Description) -> bool:
    noun = description.noun or ""
    wanted = {noun, *source_words().covers.get(noun, frozenset())}
    return bool(wanted - {""}) and all(member.nouns & wanted for member in group.members)


def _countries(modifiers: frozenset[str] | set[str]) -> set[str]:
    return {country for word in modifiers if (country := _country(word))}


@functools.lru_cache(REMEMBERED)
def _country(word: str) -> str | None:
    return country_of(word)


def untitled(seen: Sequence[Seen], description: Description, sentence: int) -> Referent | None:
    """Return the last person who spoke or acted and was given no title, for a title that nobody bears."""
    titles = lexicon().titles
    if (description.noun or "") not in titles:
        return None
    for place in reversed(seen):
        if sentence - place.sentence > FARTHEST_TITLE:
            return None
        referent = place.referent
        bare = referent.kind == "person" and referent.name and not referent.nouns & titles
        if bare and place.weight > 0 and not place.quoted:
            return referent
    return None


def varied(seen: Sequence[Seen], description: Description, sentence: int) -> Referent | None:
    """Return whom an epithet calls by another word: the only person that these sentences are about."""
    if description.noun not in source_words().epithets:
        return None
    people = _people_before(seen, description, sentence, least=0)
    return people[0] if len(people) == 1 else None


def spoke_on(
    seen: Sequence[Seen], description: Description, sentence: int, speaker: Referent | None
) -> Referent | None:
    """Return who has just spoken, for a description behind a further quotation in the same paragraph.

    A paragraph quotes one person (AP Stylebook, "quotations in the news"), unless it names another.
    """
    people = _people_before(seen, description, sentence, least=OTHER_SUBJECT)
    return speaker if speaker is not None and people == [speaker] else None


def _people_before(
    seen: Sequence[Seen], description: Description, sentence: int, *, least: float
) -> list[Referent]:
    """Return the people of the sentences before who may be so called, the latest first."""
    found: list[Referent] = []
    told = _gender(description)
    for place in reversed(seen):
        if sentence - place.sentence > FARTHEST_EPITHET:
            break
        one = place.referent
        person = one.kind == "person" and one.name and place.weight >= least and not place.quoted
        clashes = told is not None and one.gender is not None and told != one.gender
        if person and not clashes and _same_place(one, description) and one not in found:
            found.append(one)
    return found


def _gender(description: Description) -> str | None:
    noun = description.noun or ""
    return lexicon().title_gender.get(noun) or {"woman": "f", "girl": "f", "man": "m", "boy": "m"}.get(noun)


def outlet_before(seen: Sequence[Seen], description: Description, sentence: int) -> Referent | None:
    """Return the only news organisation that was named of late, for "the newspaper" and the like."""
    if description.kind != "outlet" or description.modifiers - {description.noun}:
        return None
    outlets: list[Referent] = []
    for place in seen:
        one = place.referent
        near = sentence - place.sentence <= FARTHEST_OUTLET
        if near and one.kind == "outlet" and one.name and not one.name.islower() and one not in outlets:
            outlets.append(one)
    return outlets[0] if len(outlets) == 1 else None


def only_body(
    seen: Sequence[Seen], announced_later: Sequence[Referent], description: Description
) -> Referent | None:
    """Return the only body so called that was named before, or is named after a title or lead."""
    known = [*{id(place.referent): place.referent for place in seen}.values(), *announced_later]
    fitting = {id(r): r for r in known if r.name and r.kind != "person" and fits(r, description)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def announced(referents: Sequence[Referent], description: Description) -> Referent | None:
    """Return the only person whom a headline can mean by a title ("North Korean Leader Says ...")."""
    if description.plural or description.noun not in lexicon().titles:
        return None
    if any(token.lower_ in INDEFINITE for token in description.head.children):
        return None
    fitting = [one for one in referents if one.kind == "person" and fits(one, description)]
    return fitting[0] if len(fitting) == 1 else None


def part_of_name(referents: Sequence[Referent], description: Description) -> Referent | None:
    """Return the only body whose name ends in these words ("State police": Elmstead State Police)."""
    words = fold(description.words).removeprefix("the ").split()
    if description.kind != "organisation" or len(words) < 2:
        return None
    bodies = (one for one in referents if one.kind == "organisation" and one.name)
    found = [one for one in bodies if fold(one.name or "").split()[-len(words) :] == words]
    return found[0] if len(found) == 1 else None


def country_half(referents: Sequence[Referent], description: Description) -> Referent | None:
    """Return the country that "the North" is short for where the document names one such."""
    word = (description.name or "").removeprefix("the ")
    if word.lower() not in COMPASS:
        return None
    named = [one for one in referents if one.name and one.name.startswith(word + " ")]
    found = [one for one in named if country_of(one.name or "")]
    return found[0] if len(found) == 1 else None
