"""What an explanation holds: the rows it is about, and the numbers behind them, ready to be shown.

Everything is plain text and numbers, so that every form of output says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sayso.model import MergeBasis, RelationKind

ExplainedKind = Literal["claim", "statement", "pair", "origin"]
PairBasis = Literal["model", "same words", "not compared", "never one claim"]


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """What a statement speaks of, slot by slot, as printed: what pairs are compared on."""

    sources: tuple[str, ...]
    names: tuple[str, ...]
    figures: tuple[str, ...]
    moments: tuple[str, ...]
    quoted: tuple[str, ...]
    words: tuple[str, ...]
    negated: bool
    hedged: bool


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """A statement: where it stands, its words, its chain, and where it leads by itself."""

    id: str
    document: str
    report: str
    start: int
    end: int
    text: str
    chain: tuple[str, ...]
    cue: str | None
    leads: str
    slots: SlotFacts


@dataclass(frozen=True, slots=True)
class FeatureFacts:
    """One feature of a pair: its value, and what it adds to the log-odds of one fact."""

    name: str
    value: float
    contribution: float


@dataclass(frozen=True, slots=True)
class PairFacts:
    """How probably two statements tell one fact, and what makes it so.

    ``features`` are all features of the pair, those that weigh most first; ``intercept``
    is what the model adds to them. ``accounted`` tells whether they give ``probability``
    when they are added up.
    """

    a: str
    b: str
    probability: float
    basis: PairBasis
    shared: tuple[str, ...]
    features: tuple[FeatureFacts, ...]
    intercept: float
    accounted: bool


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim: how many statements it has, how sure it is, and what that is made of.

    ``recomputed`` is the confidence found again, ``None`` where the claim is not; ``mean``
    that of the probabilities of its pairs, before rules beside the model.
    """

    id: str
    gist: str
    statements: tuple[str, ...]
    confidence: float
    recomputed: float | None
    mean: float


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """A relation of two statements of a claim, or their look-alike (``claim`` is then ``None``)."""

    claim: str | None
    a: str
    b: str
    relation: RelationKind | Literal["look-alike"]
    confidence: float
    because: str
    a_words: str | None
    b_words: str | None


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """What joins two statements of an origin, with the words that show it."""

    a: str
    b: str
    basis: MergeBasis
    certain: bool
    because: str
    a_words: str | None
    b_words: str | None


@dataclass(frozen=True, slots=True)
class OriginFacts:
    """One origin of a claim."""

    id: str
    claim: str
    name: str
    named: bool
    because: str
    statements: tuple[str, ...]
    merges: tuple[MergeFacts, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a row of a ledger is as it is.

    Of a claim ``pairs`` are all pairs of its statements, of a pair that one. ``differences``
    are sentences on what recomputing gives and what is stored, where they are not the same.
    """

    kind: ExplainedKind
    ids: tuple[str, ...]
    claims: tuple[ClaimFacts, ...]
    statements: tuple[StatementFacts, ...]
    pairs: tuple[PairFacts, ...]
    relations: tuple[RelationFacts, ...]
    origins: tuple[OriginFacts, ...]
    differences: tuple[str, ...]
