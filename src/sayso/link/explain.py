"""Why statements are one claim, why this relation, why this many origins: recomputed from a ledger.

Nothing is taken on trust: the story is linked again from the statements and texts that
the ledger stores, every number shown is the recomputed one or stands beside it, and what
comes out otherwise than it is stored is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.link.claims import align
from sayso.link.copies import find_copies
from sayso.link.explain_check import claim_differences, lookalike_differences
from sayso.link.explain_facts import (
    ClaimFacts,
    Explanation,
    MergeFacts,
    OriginFacts,
    RelationFacts,
    StatementFacts,
)
from sayso.link.explain_ids import find_target, origin_id
from sayso.link.explain_pairs import PairExplainer
from sayso.link.origins import OriginFinder
from sayso.link.origins_traces import base_trace, printed
from sayso.model import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.model import Claim, Ledger, LookAlike, Merge, Origin, Relation, Span, Statement


def explain(ledger: Ledger, given: Sequence[str]) -> Explanation:
    """Explain a row of *ledger*: a claim, a statement, an origin, or two statements.

    *given* is one id, or the ids of the two statements of a relation or look-alike; the first
    characters of an id will do where no other id starts so.

    Raises:
        UnknownIdError: *given* means no row of the ledger, or several.
    """
    target = find_target(ledger, given)
    first = target.ids[0]
    if target.kind == "claim":
        claim = next(claim for claim in ledger.claims if claim.id == first)
        return _Story(ledger, _documents(ledger, claim.statements)).claim(claim)
    if target.kind == "origin":
        found = next((c, o) for c in ledger.claims for o in c.origins if origin_id(c, o) == first)
        return _Story(ledger, _documents(ledger, found[1].statements)).origin(*found)
    story = _Story(ledger, _documents(ledger, target.ids))
    return story.statement(first) if target.kind == "statement" else story.pair(*target.ids)


def _documents(ledger: Ledger, statements: Iterable[str]) -> tuple[str, ...]:
    """Return the documents of the story that these statements belong to, or their own where there is none."""
    wanted = set(statements)
    own = {each.document for each in ledger.statements if each.id in wanted}
    for story in ledger.stories:
        if own <= set(story.documents):
            return story.documents
    return tuple(sorted(own))


class _Story:
    """One story of a ledger, linked again."""

    def __init__(self, ledger: Ledger, documents: Sequence[str]) -> None:
        wanted = set(documents)
        self.documents = {each.id: each for each in ledger.documents if each.id in wanted}
        self.statements = {each.id: each for each in ledger.statements if each.document in wanted}
        self.claims = [each for each in ledger.claims if set(each.statements) <= self.statements.keys()]
        self.lookalikes = [each for each in ledger.lookalikes if {each.a, each.b} <= self.statements.keys()]
        ordered = sorted(self.documents.values(), key=lambda each: (each.id, each.name))
        extractions = [
            Extraction(each, tuple(x for x in self.statements.values() if x.document == each.id))
            for each in ordered
        ]
        self.pairs = PairExplainer(extractions)
        self.finder = OriginFinder(self.statements, self.documents, find_copies(ordered))
        story = next((each for each in ledger.stories if wanted <= set(each.documents)), None)
        again = align(extractions, story) if story else None
        self.again = {each.id: each for each in again.claims} if again else {}
        self.traps = {frozenset((each.a, each.b)): each for each in again.lookalikes} if again else {}

    # -- kinds ----------------------------------------------------------------

    def claim(self, claim: Claim) -> Explanation:
        return Explanation(
            *("claim", (claim.id,)),
            claims=(self._claim(claim),),
            statements=tuple(self._statement(key) for key in claim.statements),
            pairs=tuple(self.pairs.pairs(claim.statements)),
            relations=tuple(self._relation(each, claim) for each in claim.relations),
            origins=tuple(self._origin(each, claim) for each in claim.origins),
            differences=tuple(self._differences([claim])),
        )

    def origin(self, claim: Claim, origin: Origin) -> Explanation:
        return Explanation(
            *("origin", (origin_id(claim, origin),)),
            claims=(self._claim(claim),),
            statements=tuple(self._statement(key) for key in origin.statements),
            pairs=(),
            relations=(),
            origins=(self._origin(origin, claim),),
            differences=tuple(self._differences([claim])),
        )

    def statement(self, key: str) -> Explanation:
        claims = [each for each in self.claims if key in each.statements]
        alike = [each for each in self.lookalikes if key in {each.a, each.b}]
        related = [(each, c) for c in claims for each in c.relations if key in {each.a, each.b}]
        return Explanation(
            *("statement", (key,)),
            claims=tuple(self._claim(each) for each in claims),
            statements=(self._statement(key),),
            pairs=(),
            relations=(
                *(self._relation(each, claim) for each, claim in related),
                *(self._relation(each) for each in alike),
            ),
            origins=tuple(self._origin(o, c) for c in claims for o in c.origins if key in o.statements),
            differences=tuple(self._differences(claims, alike)),
        )

    def pair(self, a: str, b: str) -> Explanation:
        both = {a, b}
        claims = [each for each in self.claims if both <= set(each.statements)]
        alike = [each for each in self.lookalikes if {each.a, each.b} == both]
        related = [(each, c) for c in claims for each in c.relations if {each.a, each.b} == both]
        return Explanation(
            *("pair", (a, b)),
            claims=tuple(self._claim(each) for each in claims),
            statements=(self._statement(a), self._statement(b)),
            pairs=tuple(self.pairs.pairs((a, b))),
            relations=(
                *(self._relation(each, claim) for each, claim in related),
                *(self._relation(each) for each in alike),
            ),
            origins=tuple(self._origin(o, c) for c in claims for o in c.origins if both & set(o.statements)),
            differences=tuple(self._differences(claims, alike)),
        )

    # -- rows -----------------------------------------------------------------

    def _statement(self, key: str) -> StatementFacts:
        said = self.statements[key]
        document = self.documents[said.document]
        return StatementFacts(
            *(said.id, document.id, document.display, said.start, said.end, said.text),
            chain=tuple(printed(source) for source in said.chain),
            cue=said.cue.text if said.cue else None,
            leads=base_trace(said, self.finder.story).because,
            slots=self.pairs.slots(key),
        )

    def _claim(self, claim: Claim) -> ClaimFacts:
        again = self.again.get(claim.id)
        return ClaimFacts(
            *(claim.id, claim.gist, claim.statements, claim.confidence),
            recomputed=again.confidence if again else None,
            mean=round(self.pairs.mean(claim.statements), 4),
        )

    def _relation(self, pair: Relation | LookAlike, claim: Claim | None = None) -> RelationFacts:
        return RelationFacts(
            *(claim.id if claim else None, pair.a, pair.b),
            relation=getattr(pair, "relation", "look-alike"),
            confidence=pair.confidence,
            because=pair.because,
            a_words=self._words(pair.a, pair.a_span),
            b_words=self._words(pair.b, pair.b_span),
        )

    def _origin(self, origin: Origin, claim: Claim) -> OriginFacts:
        return OriginFacts(
            *(origin_id(claim, origin), claim.id, origin.name, origin.named, origin.because),
            statements=origin.statements,
            merges=tuple(self._merge(each) for each in origin.merges),
        )

    def _merge(self, merge: Merge) -> MergeFacts:
        return MergeFacts(
            *(merge.a, merge.b, merge.basis, merge.certain, merge.because),
            a_words=self._words(merge.a, merge.a_span),
            b_words=self._words(merge.b, merge.b_span),
        )

    def _words(self, key: str, span: Span | None) -> str | None:
        if span is None:
            return None
        said: Statement = self.statements[key]
        return " ".join(self.documents[said.document].text[span[0] : span[1]].split())

    # -- stored and recomputed ------------------------------------------------

    def _differences(self, claims: Sequence[Claim], alike: Sequence[LookAlike] = ()) -> Iterator[str]:
        for claim in claims:
            yield from claim_differences(claim, self.again.get(claim.id), self.finder.of(claim))
        for one in alike:
            yield from lookalike_differences(one, self.traps.get(frozenset((one.a, one.b))))
