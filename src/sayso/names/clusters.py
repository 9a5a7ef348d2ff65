"""Mentions of names -> one name for each person and organisation."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.names.lexicon import country_of, lexicon
from sayso.names.mentions import NameMention, Unit, sort_of, sorts_of, units_of
from sayso.names.organisations import (
    OrganisationName,
    may_shorten,
    parse_organisation,
    same_organisation,
)
from sayso.names.people import PersonName, is_formal, parse_person
from sayso.names.same_people import part_rank, same_person, spelt_in
from sayso.names.spelling import start_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model import SourceKind

DOMINANCE = 5
"""How many times oftener than its rivals a name must be met to own a part-name that fits them all."""

_LATIN_END = 0x250
"""The first code point after the Latin Extended-B block."""


class _Cluster:
    """Names held to be one; ``people`` and ``organisations`` are the different ones among them."""

    def __init__(self, unit: Unit) -> None:
        self.units: list[Unit] = []
        self.people: list[PersonName] = []
        self.organisations: list[OrganisationName] = []
        self.documents: set[str] = set()
        self.starts: set[str] = set()
        self.count = 0
        self.add(unit)

    def add(self, unit: Unit) -> None:
        self.units.append(unit)
        self.documents.add(unit.document)
        self.count += unit.count
        if isinstance(unit.name, OrganisationName):
            if unit.name not in self.organisations:
                self.organisations.append(unit.name)
        elif unit.name not in self.people:
            self.people.append(unit.name)
            self.starts.update(map(start_of, unit.name.keys))

    @property
    def titles(self) -> set[str | None]:
        return {name.title for name in self.people}


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
    if "person" not in sorts or sorts == {"person", "organisation"}:
        return False
    one, other = sorted((parse_person(a), parse_person(b)), key=lambda name: len(name.keys))
    if is_formal(other) and one.suffix is None and len(one.keys) < len(other.keys):
        other = replace(other, suffix=None)
    return same_person(one, other)


def cluster_names(mentions: Sequence[NameMention]) -> dict[NameMention, str]:
    """Give every mention the name of its person or organisation: the fullest printed form.

    Full names join first; a part-name ("Truss", "the Post") joins the only one it
    fits, looked for in its own document before the others, and otherwise keeps its
    printed form. Two full names join only when nothing in them differs but spelling,
    so people who share a family name stay apart. Equal mentions count as often as
    they are given; their order does not matter.
    """
    counts: Counter[NameMention] = Counter()
    for mention in mentions:
        counts[mention] += mention.count
    names = {mention: mention.printed for mention in mentions}
    sorts = sorts_of(names)
    for sort in ("person", "organisation"):
        units = units_of({mention: counts[mention] for mention in names if sorts[mention] == sort}, sort)
        for cluster in _join(units):
            canonical = _canonical(cluster)
            names.update({mention: canonical for unit in cluster.units for mention in unit.mentions})
    return names


def _join(units: Iterable[Unit]) -> list[_Cluster]:
    """Give every name its cluster; names that fit several wait until all others have theirs."""
    clusters: list[_Cluster] = []
    waiting: list[Unit] = []
    for unit in units:
        fitting = _fitting(unit, clusters)
        if len(fitting) > 1:
            waiting.append(unit)
        elif fitting:
            fitting[0].add(unit)
        else:
            clusters.append(_Cluster(unit))
    homes = [(unit, _dominant(_fitting(unit, clusters))) for unit in waiting]
    for unit, home in homes:
        if home is None:
            clusters.append(_Cluster(unit))
        else:
            home.add(unit)
    return clusters


def _fitting(unit: Unit, clusters: list[_Cluster]) -> list[_Cluster]:
    """Return the clusters that a name fits best, those of its own document before others."""
    ranked = [(rank, cluster) for cluster in clusters if (rank := _rank(unit, cluster))]
    here = [(rank, cluster) for rank, cluster in ranked if unit.document in cluster.documents]
    found = here or ranked
    best = max((rank for rank, _ in found), default=0)
    fitting = [cluster for rank, cluster in found if rank == best]
    if len(fitting) > 1 and isinstance(unit.name, PersonName):
        part = unit.name
        fitting = [one for one in fitting if any(spelt_in(part, name) for name in one.people)] or fitting
        titled = [cluster for cluster in fitting if part.title in cluster.titles] if part.title else []
        return titled or fitting
    return fitting


def _dominant(clusters: list[_Cluster]) -> _Cluster | None:
    """Return the one that is named far more often than all the others together, if any is."""
    first, *others = sorted(clusters, key=lambda cluster: -cluster.count)
    return first if first.count >= DOMINANCE * sum(cluster.count for cluster in others) else None


def _rank(unit: Unit, cluster: _Cluster) -> int:
    """Return how well a name fits a cluster: 0 not, the rest in the order of preference."""
    if isinstance(unit.name, OrganisationName):
        return _organisation_rank(unit.name, cluster.organisations)
    if cluster.starts.isdisjoint(map(start_of, unit.name.keys)):
        return 0
    return _person_rank(unit.name, cluster.people)


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
    """Return the printed form that stands for a cluster, in Latin letters if there is one.

    An organisation's is the fullest, then the most frequent. A person's is the most
    frequent with two words and more, unless a fuller one puts given names before it:
    what follows a family name is more often a slip than a name.
    """
    counts: Counter[str] = Counter()
    names: dict[str, PersonName | OrganisationName] = {}
    length: dict[str, int] = {}
    for unit in cluster.units:
        text = unit.name.text
        counts[text] += unit.count
        names[text], length[text] = unit.name, unit.length
    fullest = sorted(
        counts, key=lambda text: (not _latin(text), -length[text], -counts[text], len(text), text)
    )
    people = [text for text in fullest if isinstance(names[text], PersonName) and length[text] > 1]
    if not people:
        return next((text for text in fullest if country_of(text) == text), fullest[0])
    people = _without_epithets(people, {_keys(names[text]) for text in people}, names)
    usual = min(people, key=lambda text: (not _latin(text), -counts[text], length[text], len(text), text))
    keys = _keys(names[usual])
    fuller = (
        text for text in people if length[text] > length[usual] and _keys(names[text])[-len(keys) :] == keys
    )
    return next((text for text in fuller if _latin(text) or not _latin(usual)), usual)


def _without_epithets(
    people: list[str], known: set[tuple[str, ...]], names: Mapping[str, PersonName | OrganisationName]
) -> list[str]:
    """Leave out the forms that put a word which is no given name before a name known without it.

    "Crooked Hillary Clinton" is one side's words for *Hillary Clinton*: it must not become
    the name that every page's statements bear.
    """
    given = lexicon().given

    def plain(text: str) -> bool:
        first, *rest = _keys(names[text])
        an_epithet = len(first) > 1 and first not in given and rest[0] in given
        return not (an_epithet and tuple(rest) in known)

    return [text for text in people if plain(text)]


def _keys(name: PersonName | OrganisationName) -> tuple[str, ...]:
    return name.keys if isinstance(name, PersonName) else name.words


def _latin(text: str) -> bool:
    return all(ord(letter) < _LATIN_END or not letter.isalpha() for letter in text)
