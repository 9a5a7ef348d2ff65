"""Claims before a reader: versions side by side, what differs, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.report.phrases import QUOTATIONS, RELATIONS, STANCES, STANDINGS, counted, listed, percent, when
from sayso.report.safe import inline, unquoted
from sayso.report.view.index import Link, Place, claim_anchor
from sayso.report.view.quotes import Marked, Piece, Role, plain, statement_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Claim, Cue, Origin, Relation, RelationKind, Statement
    from sayso.report.view.index import Index

Standing = Literal["conflict", "differ", "agree", "unlabelled"]
_STANDING: dict[RelationKind, Standing] = {
    "conflicts": "conflict",
    "differs": "differ",
    "narrower": "agree",
    "same": "agree",
}
_ROLE: dict[RelationKind, Role] = {"conflicts": "conflict", "differs": "differ", "narrower": "exact"}
EVEN_ODDS = 0.5
_PAIRS_NAMED = 2
_STRENGTH: dict[RelationKind, int] = {"conflicts": 0, "differs": 1, "narrower": 2, "same": 3}


@dataclass(frozen=True, slots=True)
class CueView:
    """A cue as shown: its words, its class and what it does to the content."""

    words: str
    stance: str
    stance_words: str


@dataclass(frozen=True, slots=True)
class Version:
    """One way a claim is worded: its words, whose they are, and every place they stand.

    ``places`` has more than one entry when reports share the words to the letter.
    ``notes`` are short remarks: how the words are given, negation, hedges, resolved dates.
    """

    pieces: tuple[Piece, ...]
    places: tuple[Place, ...]
    chain: tuple[Link, ...]
    cue: CueView | None
    notes: tuple[str, ...]
    statement: str

    @property
    def words(self) -> str:
        """The version's words without marks."""
        return plain(self.pieces)

    @property
    def reports(self) -> tuple[str, ...]:
        """The labels of the reports it stands in, each once."""
        return tuple(dict.fromkeys(place.report for place in self.places))


@dataclass(frozen=True, slots=True)
class RelationView:
    """How versions stand to each other and why; ``pairs`` are the reports compared."""

    kind: RelationKind
    because: str
    confidence: float
    pairs: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """Which reports stand so to each other: "Harbour Post and Valley Courier differ"."""
        told = [f"{a} and {b}" if a != b else f"Two statements of {a}" for a, b in self.pairs]
        if len(told) > _PAIRS_NAMED:
            reports = dict.fromkeys(report for pair in self.pairs for report in pair)
            told = [f"{len(told):,} pairs among {listed(tuple(reports))}"]
        return RELATIONS[self.kind].format("; ".join(told))

    @property
    def sentence(self) -> str:
        """Which reports stand so to each other, and why."""
        return f"{self.words}. {self.because}"


@dataclass(frozen=True, slots=True)
class OriginView:
    """One origin of a claim with its evidence and the places that trace back to it.

    ``perhaps`` says what makes another origin possible and is not counted; ``named`` tells
    whether the origin is somebody or something with a name.
    """

    name: str
    because: str
    places: tuple[Place, ...]
    named: bool = False
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as shown."""

    id: str
    anchor: str
    gist: str
    confidence: float
    standing: Standing
    standing_words: str
    reports: tuple[str, ...]
    versions: tuple[Version, ...]
    relations: tuple[RelationView, ...]
    origins: tuple[OriginView, ...]

    @property
    def sure(self) -> bool:
        """Whether its statements are more likely one claim than not."""
        return self.confidence >= EVEN_ODDS

    @property
    def confidence_words(self) -> str:
        """How sure it is that its statements are one claim, in percent."""
        return percent(self.confidence)

    @property
    def origin_names(self) -> tuple[str, ...]:
        """The names of its origins."""
        return tuple(origin.name for origin in self.origins)

    @property
    def spread(self) -> str:
        """How wide the claim stands: "3 reports, at most 2 origins"."""
        reports = counted(len(self.reports), "report")
        return f"{reports}, {self.origin_count}" if self.origins else reports

    @property
    def origin_count(self) -> str:
        """How many origins it has: "2 origins", or "at most 2 origins" where one of them has no name.

        Reports that give no source, and sources without a name, may share one.
        """
        bound = "at most " if len(self.origins) > 1 and not all(one.named for one in self.origins) else ""
        return bound + counted(len(self.origins), "origin")


def standing(claim: Claim) -> Standing:
    """Return how the versions of *claim* stand to each other: its strongest disagreement counts."""
    kinds = {relation.relation for relation in claim.relations}
    if not kinds:
        return "unlabelled"
    return _STANDING[min(kinds, key=_STRENGTH.__getitem__)]


def claim_views(index: Index) -> tuple[tuple[ClaimView, ...], tuple[ClaimView, ...]]:
    """Return the claims that stand in more than one report, and those repeated within one; surest first.

    Claims of a single statement are left to the list of statements in one report.
    """
    shown = [claim_view(index, claim) for claim in index.ledger.claims if len(claim.statements) > 1]
    shown.sort(key=lambda claim: (-claim.confidence, -len(claim.reports), claim.gist, claim.id))
    shared = tuple(claim for claim in shown if len(claim.reports) > 1)
    return shared, tuple(claim for claim in shown if len(claim.reports) == 1)


def claim_view(index: Index, claim: Claim) -> ClaimView:
    """Return *claim* as shown."""
    state = standing(claim)
    return ClaimView(
        id=claim.id,
        anchor=claim_anchor(claim.id),
        gist=unquoted(claim.gist),
        confidence=claim.confidence,
        standing=state,
        standing_words=STANDINGS[state],
        reports=tuple(index.label(document) for document in index.reports(claim.statements)),
        versions=_versions(index, claim),
        relations=relation_views(index, claim.relations),
        origins=tuple(_origin_view(index, origin) for origin in claim.origins),
    )


def _origin_view(index: Index, origin: Origin) -> OriginView:
    return OriginView(
        name=inline(origin.name),
        because=inline(origin.because),
        places=_places(index, origin.statements),
        named=origin.named,
        perhaps=tuple(dict.fromkeys(inline(merge.because) for merge in origin.merges if not merge.certain)),
    )


def cue_view(cue: Cue) -> CueView:
    """Return *cue* as shown."""
    return CueView(inline(cue.text), cue.stance, STANCES[cue.stance])


def version(index: Index, statement: Statement, marked: Iterable[Marked] = ()) -> Version:
    """Return *statement* as one version, with the *marked* spans set apart in its words."""
    document = index.documents[statement.document]
    return Version(
        pieces=statement_pieces(document, statement, marked),
        places=(index.place(statement),),
        chain=index.chain(statement),
        cue=cue_view(statement.cue) if statement.cue else None,
        notes=tuple(_notes(statement)),
        statement=statement.id,
    )


def _versions(index: Index, claim: Claim) -> tuple[Version, ...]:
    """Return the claim's versions in the ledger's order, equal wordings of one chain joined."""
    marks: dict[str, list[Marked]] = {}
    for relation in claim.relations:
        role = _ROLE.get(relation.relation)
        for statement_id, span in ((relation.a, relation.a_span), (relation.b, relation.b_span)):
            if role and span:
                marks.setdefault(statement_id, []).append((*span, role))
    statements = [index.statements[statement_id] for statement_id in dict.fromkeys(claim.statements)]
    statements.sort(key=lambda statement: (index.order[statement.document], statement.start))
    joined: dict[tuple[object, ...], Version] = {}
    for statement in statements:
        made = version(index, statement, marks.get(statement.id, ()))
        key = (made.words.casefold(), tuple(link.name for link in made.chain), statement.negated)
        known = joined.get(key)
        joined[key] = made if known is None else _merged(known, made)
    return tuple(joined.values())


def _merged(known: Version, other: Version) -> Version:
    """Return *known* with the places of *other*, whose words are the same; the fuller marks win."""
    pieces = max(known.pieces, other.pieces, key=len)
    places = (*known.places, *other.places)
    return Version(pieces, places, known.chain, known.cue, known.notes, known.statement)


def _notes(statement: Statement) -> Iterable[str]:
    """Yield the short remarks a reader needs beside the words of *statement*."""
    if statement.quotation:
        yield QUOTATIONS[statement.quotation]
    if statement.negated:
        yield "negated or denied"
    if statement.hedged:
        yield "hedged"
    for moment in statement.moments:
        resolved = when(moment) if moment.type in {"DATE", "TIME"} else None
        printed = inline(moment.text)
        if resolved and printed.casefold() not in {resolved.casefold(), (moment.value or "").casefold()}:
            yield f"“{printed}” is {resolved}"


def relation_views(index: Index, relations: Sequence[Relation]) -> tuple[RelationView, ...]:
    """Return relations as shown: equal reasons joined, disagreement first, then the surest."""
    joined: dict[tuple[RelationKind, str], list[Relation]] = {}
    for relation in relations:
        joined.setdefault((relation.relation, inline(relation.because)), []).append(relation)
    views = [
        RelationView(
            kind=kind,
            because=because,
            confidence=max(relation.confidence for relation in group),
            pairs=tuple(dict.fromkeys(_pair(index, relation) for relation in group)),
        )
        for (kind, because), group in joined.items()
    ]
    return tuple(sorted(views, key=lambda view: (_STRENGTH[view.kind], -view.confidence)))


def _pair(index: Index, relation: Relation) -> tuple[str, str]:
    """Return the labels of the two reports that *relation* compares."""
    a, b = (index.label(index.statements[statement].document) for statement in (relation.a, relation.b))
    return a, b


def _places(index: Index, statement_ids: Iterable[str]) -> tuple[Place, ...]:
    """Return where these statements stand."""
    return tuple(index.place(index.statements[statement_id]) for statement_id in statement_ids)
