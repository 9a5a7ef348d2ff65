"""Mentions of names -> one name for each person and organisation."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sayso.names.organisations import (
    OrganisationName,
    looks_like_organisation,
    may_shorten,
    parse_organisation,
    same_organisation,
)
from sayso.names.people import PersonName, parse_person, part_rank, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import SourceKind

NameSort = Literal["person", "organisation"]
DOMINANCE = 5
"""How many times oftener than its rivals a name must be met to own a part-name that fits them all."""

_LATIN_END = 0x250
"""The first code point after the Latin Extended-B block."""

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
    posts have no name and are left as they are.
    """

    printed: str
    kind: SourceKind | None = None
    document: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class _Unit:
    """All mentions of one name in one document."""

    name: PersonName | OrganisationName
    document: str
    mentions: tuple[NameMention, ...]

    @property
    def count(self) -> int:
        return sum(mention.count for mention in self.mentions)

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


@dataclass(slots=True)
class _Cluster:
    """Names held to be one."""

    units: list[_Unit] = field(default_factory=list)

    @property
    def documents(self) -> set[str]:
        return {unit.document for unit in self.units}

    @property
    def count(self) -> int:
        return sum(unit.count for unit in self.units)

    @property
    def titles(self) -> set[str | None]:
        return {unit.name.title for unit in self.units if isinstance(unit.name, PersonName)}


def sort_of(mention: NameMention) -> NameSort | None:
    """Return whether a mention is judged as a person's or an organisation's name, ``None`` for neither."""
    if mention.kind is not None:
        return _SORTS.get(mention.kind)
    return "organisation" if looks_like_organisation(mention.printed) else "person"


def same_name(a: str, b: str, kind: SourceKind | None = None) -> bool:
    """Return whether two printed names may be one person's or one organisation's.

    A part-name fits every full name that holds it; which of several is meant only
    :func:`cluster_names` can say, from all names of a document or a story.
    """
    sorts = {sort_of(NameMention(name, kind)) for name in (a, b)}
    if "organisation" in sorts:
        left, right = parse_organisation(a), parse_organisation(b)
        if same_organisation(left, right) or may_shorten(left, right) or may_shorten(right, left):
            return True
    return (
        "person" in sorts
        and sorts != {"person", "organisation"}
        and same_person(parse_person(a), parse_person(b))
    )


def cluster_names(mentions: Sequence[NameMention]) -> dict[NameMention, str]:
    """Give every mention the name of its person or organisation: the fullest printed form.

    Full names join first; a part-name ("Truss", "the Post") joins the only one it
    fits, looked for in its own document before the others, and otherwise keeps its
    printed form. Two full names join only when nothing in them differs but spelling,
    so people who share a family name stay apart. The order of the mentions does not
    matter.
    """
    names = {mention: mention.printed for mention in mentions}
    sorts = _sorts(names)
    for sort in ("person", "organisation"):
        units = _units([mention for mention in names if sorts[mention] == sort], sort)
        for cluster in _join(units):
            canonical = _canonical(cluster)
            names.update({mention: canonical for unit in cluster.units for mention in unit.mentions})
    return names


def _sorts(mentions: Iterable[NameMention]) -> dict[NameMention, NameSort | None]:
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


def _units(mentions: Iterable[NameMention], sort: NameSort) -> list[_Unit]:
    """Return the mentions by name and document, the fullest and most frequent first."""
    groups: dict[tuple[PersonName | OrganisationName, str], list[NameMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.printed, m.document, m.kind or "", m.count)):
        person = parse_person(mention.printed)
        name = person if sort == "person" else parse_organisation(mention.printed)
        if name.text and (sort == "organisation" or person.keys):
            groups[name, mention.document].append(mention)
    units = [_Unit(name, document, tuple(found)) for (name, document), found in groups.items()]
    return sorted(
        units, key=lambda unit: (-unit.size, -unit.length, -unit.count, unit.name.text, unit.document)
    )


def _join(units: Iterable[_Unit]) -> list[_Cluster]:
    """Give every name its cluster; names that fit several wait until all others have theirs."""
    clusters: list[_Cluster] = []
    waiting: list[_Unit] = []
    for unit in units:
        fitting = _fitting(unit, clusters)
        if len(fitting) > 1:
            waiting.append(unit)
        elif fitting:
            fitting[0].units.append(unit)
        else:
            clusters.append(_Cluster([unit]))
    homes = [(unit, _dominant(_fitting(unit, clusters))) for unit in waiting]
    for unit, home in homes:
        if home is None:
            clusters.append(_Cluster([unit]))
        else:
            home.units.append(unit)
    return clusters


def _fitting(unit: _Unit, clusters: list[_Cluster]) -> list[_Cluster]:
    """Return the clusters that a name fits best, those of its own document before others."""
    ranked = [(rank, cluster) for cluster in clusters if (rank := _rank(unit, cluster))]
    here = [(rank, cluster) for rank, cluster in ranked if unit.document in cluster.documents]
    found = here or ranked
    best = max((rank for rank, _ in found), default=0)
    fitting = [cluster for rank, cluster in found if rank == best]
    if len(fitting) > 1 and isinstance(unit.name, PersonName) and unit.name.title:
        return [cluster for cluster in fitting if unit.name.title in cluster.titles] or fitting
    return fitting


def _dominant(clusters: list[_Cluster]) -> _Cluster | None:
    """Return the one that is named far more often than all the others together, if any is."""
    first, *others = sorted(clusters, key=lambda cluster: -cluster.count)
    return first if first.count >= DOMINANCE * sum(cluster.count for cluster in others) else None


def _rank(unit: _Unit, cluster: _Cluster) -> int:
    """Return how well a name fits a cluster: 0 not, the rest in the order of preference."""
    if isinstance(unit.name, PersonName):
        names = [other.name for other in cluster.units if isinstance(other.name, PersonName)]
        return _person_rank(unit.name, names)
    found = [other.name for other in cluster.units if isinstance(other.name, OrganisationName)]
    return _organisation_rank(unit.name, found)


def _person_rank(name: PersonName, others: list[PersonName]) -> int:
    full = [other for other in others if other.full]
    if name.full:
        return 5 if full and all(same_person(name, other) for other in full) else 0
    if full:
        rank = max(part_rank(name, other) for other in full)
        return 1 + rank if rank else 0
    return int(all(same_person(name, other) for other in others))


def _organisation_rank(name: OrganisationName, others: list[OrganisationName]) -> int:
    if any(name.bag == other.bag for other in others):
        return 3
    if any(same_organisation(name, other) for other in others):
        return 2
    return int(any(may_shorten(name, other) or may_shorten(other, name) for other in others))


def _canonical(cluster: _Cluster) -> str:
    """Return the fullest printed form, the most frequent of several, in Latin letters if there is one."""
    counts: Counter[str] = Counter()
    length: dict[str, int] = {}
    for unit in cluster.units:
        text = unit.name.text
        counts[text] += unit.count
        length[text] = unit.length
    return min(counts, key=lambda text: (not _latin(text), -length[text], -counts[text], len(text), text))


def _latin(text: str) -> bool:
    return all(ord(letter) < _LATIN_END or not letter.isalpha() for letter in text)
