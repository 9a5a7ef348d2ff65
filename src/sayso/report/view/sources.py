"""Sources before a reader: who is quoted, by whom, through whom, how often, with which cue verbs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.report.phrases import CUE_CLASSES, STANCES, times
from sayso.report.safe import inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model import CueUse, Statement
    from sayso.report.view.index import Index, Link, Place

SourceKey = tuple[str, ...]
"""A named source by its name; an unnamed one by document, the chain it comes through, and its words."""


@dataclass(frozen=True, slots=True)
class CueCount:
    """A cue word that an outlet gives a source, how often, and what kind of word it is."""

    words: str
    outlet: str
    count: int
    cue_class: str
    stance: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue word as given to one source by all outlets together."""

    words: str
    count: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as shown.

    ``by`` counts statements per report, ``through`` per chain of sources between the
    report and this one; ``cues`` come most frequent first; ``places`` are its statements.
    """

    name: str
    kind: str
    named: bool
    by: tuple[tuple[str, int], ...]
    through: tuple[tuple[str, int], ...]
    cues: tuple[CueCount, ...]
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        """In how many statements it is quoted."""
        return len(self.places)

    @property
    def places_by(self) -> tuple[tuple[str, tuple[Place, ...]], ...]:
        """Its statements by report, the report with most of them first."""
        return tuple(
            (report, tuple(place for place in self.places if place.report == report)) for report, _ in self.by
        )

    def verbs(self, stance: str) -> tuple[Verb, ...]:
        """Return its cue words of one stance, most frequent first, each with the outlets that use it."""
        uses: dict[str, list[CueCount]] = {}
        for cue in self.cues:
            if cue.stance == stance:
                uses.setdefault(cue.words.casefold(), []).append(cue)
        joined = [
            Verb(words, sum(cue.count for cue in cues), tuple(dict.fromkeys(cue.outlet for cue in cues)))
            for words, cues in uses.items()
        ]
        return tuple(sorted(joined, key=lambda verb: (-verb.count, verb.words)))

    def verbs_told(self, stance: str) -> str:
        """Return its verbs of one stance as words, with who uses them where several reports quote it."""
        told = []
        for verb in self.verbs(stance):
            outlets = f" ({', '.join(verb.outlets)})" if len(self.by) > 1 else ""
            told.append(f"{verb.words}{times(verb.count)}{outlets}")
        return ", ".join(told)


@dataclass(slots=True)
class _Tally:
    """A source while it is counted."""

    name: str
    named: bool
    kinds: Counter[str] = field(default_factory=Counter)
    by: Counter[str] = field(default_factory=Counter)
    through: Counter[str] = field(default_factory=Counter)
    places: list[Place] = field(default_factory=list)
    cues: list[CueCount] = field(default_factory=list)


def source_views(index: Index) -> tuple[SourceView, ...]:
    """Return all sources, most quoted first; equal counts in alphabetical order."""
    tallies = _count_statements(index)
    for use in index.ledger.cues:
        for key, places in _uses(index, use, tallies).items():
            tally = tallies.setdefault(key, _Tally(inline(use.source), named=True))
            count = len(places) or use.count
            cue_class = CUE_CLASSES[use.cue_class]
            cue = CueCount(inline(use.words), inline(use.outlet), count, cue_class, use.stance, places)
            tally.cues.append(cue)
    views = [_view(tally) for tally in tallies.values()]
    return tuple(sorted(views, key=lambda view: (-view.count, view.name.casefold(), view.by)))


def stances_in_use(sources: Iterable[SourceView]) -> tuple[str, ...]:
    """Return the stances that the cues of *sources* have, in the fixed order of the report."""
    used = {cue.stance for source in sources for cue in source.cues}
    return tuple(stance for stance in STANCES if stance in used)


def _count_statements(index: Index) -> dict[SourceKey, _Tally]:
    """Return a tally for each source of each statement's chain."""
    tallies: dict[SourceKey, _Tally] = {}
    for statement in index.ledger.statements:
        chain = index.chain(statement)
        for depth, link in enumerate(chain):
            key = _key(statement, chain, depth)
            tally = tallies.setdefault(key, _Tally(link.name, link.named))
            place = index.place(statement)
            tally.kinds[link.kind] += 1
            tally.by[place.report] += 1
            if depth:
                tally.through[" ← ".join(nearer.name for nearer in chain[:depth])] += 1
            tally.places.append(place)
    return tallies


def _key(statement: Statement, chain: tuple[Link, ...], depth: int) -> SourceKey:
    """Return what makes the source at this depth one source.

    An unnamed source is one only within a document and behind the same sources: "an
    official" of two reports need not be one person.
    """
    link = chain[depth]
    if link.named:
        return ("named", link.name)
    nearer = tuple(source.name for source in chain[:depth])
    return ("unnamed", statement.document, *nearer, link.name.casefold())


def _uses(
    index: Index, use: CueUse, tallies: Mapping[SourceKey, _Tally]
) -> Mapping[SourceKey, tuple[Place, ...]]:
    """Return the sources that a cue use belongs to, with its places for each.

    The source is the one of the statement's chain that the use names; the name may go on
    with how the source was reached ("an engineer, via Meridian Wire"). A use without
    statements belongs to the source of its name.
    """
    name = inline(use.source)
    found: dict[SourceKey, tuple[Place, ...]] = {}
    for statement in (index.statements[statement_id] for statement_id in use.statements):
        chain = index.chain(statement)
        depths = [n for n, link in enumerate(chain) if name == link.name or name.startswith(f"{link.name}, ")]
        key = _key(statement, chain, depths[-1]) if depths else _key_of_name(name, tallies)
        found[key] = (*found.get(key, ()), index.place(statement))
    return found or {_key_of_name(name, tallies): ()}


def _key_of_name(name: str, tallies: Mapping[SourceKey, _Tally]) -> SourceKey:
    """Return the source of this name, an unnamed one only if no named one has it."""
    named: SourceKey = ("named", name)
    if named in tallies:
        return named
    return next((key for key, tally in tallies.items() if tally.name == name), named)


def _view(tally: _Tally) -> SourceView:
    """Return a finished tally as shown."""
    return SourceView(
        name=tally.name,
        kind=tally.kinds.most_common(1)[0][0] if tally.kinds else "",
        named=tally.named,
        by=tuple(tally.by.most_common()),
        through=tuple(tally.through.most_common()),
        cues=tuple(sorted(tally.cues, key=lambda cue: (-cue.count, cue.words, cue.outlet))),
        places=tuple(tally.places),
    )
