"""Mentions of names: what sort each is, and which of them cannot but go together."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sayso.names.lexicon import lexicon
from sayso.names.organisations import OrganisationName, looks_like_organisation, parse_organisation
from sayso.names.people import PersonName, is_formal, parse_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model import SourceKind

NameSort = Literal["person", "organisation"]
_SORTS: dict[str, NameSort] = {
    "person": "person",
    "organisation": "organisation",
    "outlet": "organisation",
    "document": "organisation",
}


@dataclass(frozen=True, slots=True)
class NameMention:
    """A printed name: what kind it names, in which document, how often.

    ``kind`` may be ``None`` where nobody knows yet; unnamed sources, groups and
    posts have no name and are left as they are. ``gender`` ("f", "m") may be told
    where the text does and ``printed`` does not (a title that was cut off).
    """

    printed: str
    kind: SourceKind | None = None
    document: str = ""
    count: int = 1
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """All mentions of one name in one document."""

    name: PersonName | OrganisationName
    document: str
    mentions: tuple[NameMention, ...]
    count: int

    @property
    def size(self) -> int:
        """Words, initials and all; an acronym counts as none."""
        if isinstance(self.name, PersonName):
            return len(self.name.keys)
        return 0 if self.name.acronym else len(self.name.words)

    @property
    def length(self) -> int:
        """Words that are no initials; the more, the fuller the name."""
        if isinstance(self.name, PersonName):
            return sum(len(key) > 1 for key in self.name.keys)
        return self.size


def sort_of(mention: NameMention) -> NameSort | None:
    """Return whether a mention is judged as a person's or an organisation's name, ``None`` for neither."""
    if mention.kind is not None and not (
        mention.kind == "organisation" and _bears_given_name(mention.printed)
    ):
        return _SORTS.get(mention.kind)
    return "organisation" if looks_like_organisation(mention.printed) else "person"


def _bears_given_name(printed: str) -> bool:
    """Say whether a name is a usual given name with one or two words more, whatever a tagger took it for."""
    keys = parse_person(printed).keys
    return 1 < len(keys) < 4 and keys[0] in lexicon().given and "&" not in printed


def sorts_of(mentions: Iterable[NameMention]) -> dict[NameMention, NameSort | None]:
    """Judge every mention as a person's or an organisation's name, taggers' slips mended.

    A single word that is the family name of a person named in full is that person's,
    and a word that names an organisation elsewhere does so everywhere.
    """
    sorts = {mention: sort_of(mention) for mention in mentions}
    people = [parse_person(mention.printed) for mention, sort in sorts.items() if sort == "person"]
    families = {person.keys[-1] for person in people if person.full}
    runs = {parse_organisation(m.printed).run for m, sort in sorts.items() if sort == "organisation"}
    for mention, sort in sorts.items():
        person = parse_person(mention.printed)
        if sort is None or len(person.keys) != 1 or looks_like_organisation(mention.printed):
            continue
        if person.keys[0] in families:
            sorts[mention] = "person"
        elif parse_organisation(mention.printed).run in runs:
            sorts[mention] = "organisation"
    return sorts


def units_of(counts: Mapping[NameMention, int], sort: NameSort) -> list[Unit]:
    """Return the mentions by name and document, the fullest and most frequent first."""
    groups: dict[tuple[PersonName | OrganisationName, str], list[NameMention]] = defaultdict(list)
    genders = _genders(counts)
    formal = _formal(counts)
    for mention in sorted(
        counts, key=lambda m: (m.printed, m.document, m.kind or "", m.count, m.gender or "")
    ):
        person = parse_person(mention.printed)
        if len(person.keys) == 1 and person.gender is None:
            usual = None if person.title else genders.get((person.keys[0], mention.document))
            person = replace(person, gender=mention.gender or usual)
        if (person.keys, person.suffix) in formal:
            person = replace(person, suffix=None)
        name = person if sort == "person" else parse_organisation(mention.printed)
        if name.text and (sort == "organisation" or person.keys):
            groups[name, mention.document].append(mention)
    units = [
        Unit(name, document, tuple(found), sum(counts[mention] for mention in found))
        for (name, document), found in groups.items()
    ]
    return sorted(
        units, key=lambda unit: (-unit.size, -unit.length, -unit.count, unit.name.text, unit.document)
    )


def _formal(counts: Mapping[NameMention, int]) -> set[tuple[tuple[str, ...], str | None]]:
    """Return the names whose suffix is only a part of their fullest form, and tells no son from his father.

    It does where the same name is met without it, or with it and no initial ("Donald Trump
    Jr."), or where a page has the shorter plain name oftener than this one.
    """
    people = {mention: parse_person(mention.printed) for mention in counts}
    met = {(person.keys, person.suffix) for person in people.values()}
    often: Counter[tuple[tuple[str, ...], str | None, str]] = Counter()
    for mention, person in people.items():
        often[person.keys, person.suffix, mention.document] += counts[mention]
    found = set()
    for person in {person for person in people.values() if is_formal(person)}:
        short = (person.keys[0], person.keys[-1])
        outnumbered = any(
            often[short, None, document] > often[person.keys, person.suffix, document] > 0
            for _, _, document in list(often)
        )
        if not outnumbered and not met & {(person.keys, None), (short, person.suffix)}:
            found.add((person.keys, person.suffix))
    return found


def _genders(mentions: Iterable[NameMention]) -> dict[tuple[str, str], str]:
    """Return the gender of the part-names of each document that are met with one gender only.

    "Mr. Trump" once tells who "Trump" is elsewhere on the page, as a house style that
    gives honorifics gives them to all.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        person = parse_person(mention.printed)
        gender = mention.gender or person.gender
        if len(person.keys) == 1 and gender:
            found[person.keys[0], mention.document].add(gender)
    return {key: min(genders) for key, genders in found.items() if len(genders) == 1}
