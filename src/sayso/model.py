"""The nouns of sayso: what a page, a statement, a figure, a claim *is*.

Every room of the house builds on these records and none of them does anything:
they are frozen, compare by value, hold no reference to a file or a model, and
pickle cheaply, so that documents can be mapped over in many processes.

Offsets are Unicode code points into :attr:`Document.text`, half-open
``[start, end)``. Identities are short hashes of content and place
(:func:`identity`), so that a permalink survives a rerun.

The split of an attribution into source, cue and content follows PARC3 (Pareti,
2016) and PolNeAR (Newell, Margolin and Ruths, LREC 2018); moments follow TIMEX3
(ISO 24617-1); a claim and its versions follow ``Claim`` and ``appearance`` of
schema.org.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

BlockRole = Literal["title", "heading", "paragraph", "list", "table", "caption", "furniture"]
SourceKind = Literal["person", "organisation", "outlet", "document", "post", "group", "unnamed"]
CueClass = Literal["speech", "thought", "intention", "document", "perception"]
CueStance = Literal["neutral", "asserting", "doubting", "denying", "factive"]
Voice = Literal["attributed", "outlet"]
Quotation = Literal["direct", "indirect", "mixed"]
FigureKind = Literal["count", "money", "percent", "measure", "duration", "age", "ratio", "score"]
FigureRole = Literal["change", "part", "further", "total"]
MomentType = Literal["DATE", "TIME", "DURATION", "SET"]
MergeBasis = Literal[
    "source", "outlet", "wire", "sentence", "page", "chain", "institution", "copy", "quotation", "paragraph"
]
RelationKind = Literal["same", "narrower", "differs", "conflicts"]
ChangeKind = Literal["added", "removed", "changed"]
VersionOrder = Literal["captured", "modified", "published", "added", "unknown"]

Span = tuple[int, int]
"""``[start, end)`` in code points of a document's text."""

INSIDE = "!/"
"""Stands in a name between a container and the place in it: ``pages.zip!/a.html``."""

ID_LENGTH = 12


def identity(*parts: object) -> str:
    """Return a short, stable id for what *parts* name (12 hex digits of SHA-256).

    The same parts give the same id on every machine and in every run; 48 bits
    keep collisions below one in a million for 20,000 rows of one kind in a story.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


# -- read ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were read, with where and when they came from.

    ``sha256`` (64 hex digits) is the content's address; ``name`` is the path or
    URL as given, with the place inside it for what an archive, a feed or a table holds
    (``pages.zip!/a.html``); ``media_type`` is ``text/plain``, ``text/html``,
    ``application/pdf`` or ``message/rfc822``; ``captured`` is when the bytes were read or
    fetched; ``supplied`` holds what the user, or the feed or table that the page
    came in, said of it (``title``, ``outlet``, ``published``, ``authors``, ``language``,
    ``url``), as strings; ``address`` is the URL that the bytes were had from, with the
    ``headers`` it answered with (lower-case names), where that is known.
    """

    sha256: str
    name: str
    data: bytes
    media_type: str
    captured: datetime | None = None
    supplied: Mapping[str, str] = field(default_factory=dict)
    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text, kept for reading or dropped with a reason.

    ``reason`` is ``None`` for kept blocks, else a short phrase ("navigation",
    "comment form"). ``origin`` is the block's span in the *decoded capture*
    (code points), ``None`` where the text was not copied from one stretch of it.
    """

    start: int
    end: int
    kept: bool
    reason: str | None = None
    role: BlockRole = "paragraph"
    origin: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When a page says it came out: ISO 8601 ``value`` ("2022-03-03" or with time and zone).

    ``how`` is a phrase for the reader ("photo credit line", "article:published_time");
    ``confidence`` is 0-1; ``span`` points into the text when it was read there.
    """

    value: str
    how: str
    confidence: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One page of one outlet: canonical text made from a capture.

    ``blocks`` cover every character of ``text`` that is not white space between
    blocks, in order and without overlap. ``problems`` are sentences for the reader
    ("no publication date was found, ..."). ``address`` is the page's URL as far as it is
    known: documents of one address are versions of one page. ``modified`` is when the
    page says it was last changed; ``captured`` is the ISO 8601 time at which it was had
    from its address, ``None`` for a file of which nobody knows.
    """

    id: str
    name: str
    capture: str
    text: str
    blocks: tuple[Block, ...]
    outlet: str | None = None
    title: str | None = None
    title_span: Span | None = None
    authors: tuple[str, ...] = ()
    published: Published | None = None
    language: str | None = None
    wire: str | None = None
    encoding: str = "utf-8"
    problems: tuple[str, ...] = ()
    address: str | None = None
    modified: Published | None = None
    captured: str | None = None

    @property
    def display(self) -> str:
        """The outlet's name, or the file's own name when the outlet is unknown."""
        if self.name == "-" and not self.outlet:
            return "standard input"
        return self.outlet or self.name.rstrip("/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, and one clear sentence that says why."""

    name: str
    problem: str


# -- extract ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Who a statement is attributed to: the printed words and who they resolve to.

    ``name`` is ``None`` when the printed words do not say who it is and the
    document does not either. ``start``, ``end`` and ``text`` are ``None`` together
    when nothing is printed (a chain's inferred link).
    """

    start: int | None
    end: int | None
    text: str | None
    name: str | None
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Cue:
    """The word or words that attribute: "said", "according to", "in the words of".

    ``lemma`` is the lexicon's form; ``stance`` is what the word does to the
    content (doubting: *claimed*; asserting: *stressed*; factive: *admitted*).
    """

    start: int
    end: int
    text: str
    cue_class: CueClass
    lemma: str = ""
    stance: CueStance = "neutral"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in words or digits. ``low``/``high`` are ``None`` where open.

    The span covers the number words with their modifier ("about 200", "more than
    150", "$2.5bn"). ``unit`` is the counted noun (lower case, as printed), an ISO
    4217 code for money, "%" for percentages, or a unit of measure. ``of`` is the
    phrase that says what is counted; ``when`` the ISO date or interval it holds for,
    ``place`` where, as printed. ``role`` says how it stands to others: "rose by nine" is
    a change, "including 53" a part, "another 15" further, "a total of 32" a total;
    ``None`` is a number that stands for itself. ``reason`` says why a numeral that could
    be read in two ways ("16.000") was read as it was; ``None`` where there is one way.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    approximate: bool
    kind: FigureKind
    unit: str | None = None
    of: str | None = None
    when: str | None = None
    place: str | None = None
    role: FigureRole | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression (TIMEX3): ``value`` is normalised ("2022-03-02", "P8Y", "2014").

    ``begin`` and ``end_date`` are inclusive ISO dates, ``None`` = open or unresolved.
    ``value`` is ``None`` when it can't be resolved without a publication date.
    """

    start: int
    end: int
    text: str
    type: MomentType
    value: str | None
    begin: str | None
    end_date: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of a document that says something.

    ``parts`` are the pieces of a content that is interrupted ("...", he said,
    "..."); ``start``/``end`` span them all and ``text`` is the document's text from
    start to end, frame included. ``chain`` lists sources nearest first and is empty
    in the outlet's own voice. ``negated`` also covers a content the source denies.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    parts: tuple[Span, ...]
    voice: Voice
    quotation: Quotation | None = None
    cue: Cue | None = None
    chain: tuple[Source, ...] = ()
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    negated: bool = False
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """How a document names something: one noun phrase or event word, for wording.

    ``words`` is the phrase without determiner, lower case unless a name
    ("foreign mercenaries"); ``head`` its head lemma; ``quoted`` when it stands in
    scare quotes; ``distanced`` when a phrase such as "what he described as"
    introduces it; ``speaker`` is the resolved name of the source whose words these
    are, ``None`` in the outlet's own voice.
    """

    start: int
    end: int
    words: str
    head: str
    quoted: bool = False
    distanced: bool = False
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says: the result of the map over documents."""

    document: Document
    statements: tuple[Statement, ...]
    labels: tuple[Label, ...] = ()


# -- link ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Story:
    """Documents about one event. Claims never cross stories."""

    id: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How statement *b* stands to statement *a* of the same claim, and why.

    ``because`` is one sentence; ``a_span`` and ``b_span`` point at the words that
    show it, each in its own document.
    """

    a: str
    b: str
    relation: RelationKind
    confidence: float
    because: str
    a_span: Span | None = None
    b_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Why statement *a* of a claim traces back to where statement *b* does.

    ``basis`` is the kind of evidence: the same ``source`` at the end of both chains,
    the own voice of one ``outlet``, a ``wire`` credit, the ``sentence`` itself naming
    who says so, the same fact attributed on the ``page``, a ``chain`` through which one
    source has it from the other, an ``institution`` and who speaks for it, a ``copy``,
    one ``quotation``, or going on in the ``paragraph`` of an attribution. ``because``
    says it in words, ``a_span`` and ``b_span`` point at them, each in its own document.
    A merge that is not ``certain`` is only possible: it is shown and not counted, and
    its *b* may be a statement outside the claim.
    """

    a: str
    b: str
    basis: MergeBasis
    because: str
    a_span: Span | None = None
    b_span: Span | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Origin:
    """Where some of a claim's statements trace back to, with the evidence.

    ``named`` tells whether that is somebody or something with a name: a source at the
    end of a chain, or a wire service. Where it is not (an outlet that gives no source, a
    source without a name), nobody can tell whether it depends on another origin.
    The certain ``merges`` are as many as it takes to join the statements: without one
    of them, the origin falls in two.
    """

    name: str
    statements: tuple[str, ...]
    because: str
    named: bool = False
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements of one story that speak of the same fact: versions side by side."""

    id: str
    story: str
    gist: str
    statements: tuple[str, ...]
    confidence: float
    origins: tuple[Origin, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Two statements that a hurried reader would join and must not, and why."""

    a: str
    b: str
    confidence: float
    because: str
    a_span: Span | None = None
    b_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that one version of a page has and the next has not, or says otherwise.

    ``before`` and ``after`` are ids of statements, one of them ``None`` where the statement was
    added or removed. ``figures`` are the spans of figures that are not the same, in the
    text of the one version and of the other, ``None`` where there is none; ``source``
    says whether it is attributed to somebody else.
    """

    kind: ChangeKind
    before: str | None
    after: str | None
    figures: tuple[tuple[Span | None, Span | None], ...] = ()
    source: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """Two versions of the page at one address, each the next of the other, and what changed.

    ``before`` and ``after`` are ids of documents; ``order`` is what told which came first
    (``added``: the same file, put into a ledger again); ``notice`` is where the later version says
    that it was corrected, a span of its text.
    """

    address: str
    before: str
    after: str
    order: VersionOrder
    changes: tuple[Change, ...]
    notice: Span | None = None
    modified: bool = False

    @property
    def silent(self) -> bool:
        """Whether something changed and the later version, if one is known to be, says nothing of it."""
        said = self.notice is not None or self.modified or self.order == "unknown"
        return bool(self.changes) and not said


@dataclass(frozen=True, slots=True)
class Words:
    """One way of naming, how often, and where: ``(document id, start, end)`` each."""

    words: str
    count: int
    places: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """What each outlet calls the same referent, most frequent first."""

    referent: str
    outlets: Mapping[str, tuple[Words, ...]]


@dataclass(frozen=True, slots=True)
class CueUse:
    """How often an outlet gives a source one cue ("claimed"), with the cue's class.

    ``statements`` are the ids of the statements it introduces.
    """

    source: str
    outlet: str
    cue_class: CueClass
    words: str
    count: int
    stance: CueStance = "neutral"
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything sayso found in one run, in memory."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    lookalikes: tuple[LookAlike, ...] = ()
    wording: tuple[Wording, ...] = ()
    cues: tuple[CueUse, ...] = ()
    failed: tuple[Failure, ...] = ()
