"""Chains: through whom a statement reached the page, nearest first.

"Mainichi quoted an unnamed source as saying ..." is *Mainichi <- an unnamed
source*; "A said that B had said ..." is *A <- B*; "X told Reuters ..." is
*Reuters <- X*; "according to A, citing B" is *A <- B*. An unnamed source that was
introduced through someone keeps that way when it speaks again.

Chains are read off the parse around each attribution (:mod:`sayso.extract.relays`,
:mod:`sayso.extract.citations`) and off attributions inside others, whatever method
found them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.citations import cited, citing, rendered
from sayso.extract.framing import Framing, framings, phrase_of
from sayso.extract.nesting import around, contains, passes_on, passing
from sayso.extract.parse import text_of
from sayso.extract.quotes import find_quotes
from sayso.extract.referents import Referent
from sayso.extract.relays import before_way, called_outlet, outlet_of, relays
from sayso.extract.resolve import Resolver
from sayso.extract.sources import describe, spoken_for
from sayso.extract.sources_words import SPEAKERS
from sayso.extract.transcripts_labels import read_label
from sayso.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Span as TokenSpan

    from sayso.extract.attribution import Attribution
    from sayso.extract.parse import Passage
    from sayso.model import Document, Span


@dataclass(frozen=True, slots=True)
class _Link:
    """One link: a referent with the words that name it here, if any do."""

    referent: Referent
    span: Span | None


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution with its chain, and what else of its sentence only serves to attribute.

    ``passing`` are the attributions around it that hand it on ("Mainichi quoted ...");
    ``citing`` is the phrase that cites for it ("quoting a source it did not name").
    """

    attribution: Attribution
    chain: tuple[Source, ...]
    passing: tuple[Attribution, ...] = ()
    citing: Span | None = None


def build_chains(
    document: Document, passages: Sequence[Passage], attributions: Sequence[Attribution]
) -> list[Attributed]:
    """Return attributions with their chains, in order; those that only pass one on stand beside it.

    *attributions* must be in reading order.
    """
    builder = _Builder(document, passages, attributions)
    return _without_repeats(
        [builder.attributed(i) for i in range(len(attributions)) if i not in builder.passing]
    )


class _Builder:
    """The chains of one document's attributions."""

    def __init__(self, document: Document, passages: Sequence[Passage], rows: Sequence[Attribution]) -> None:
        self._document = document
        self._passages = passages
        self._rows = rows
        self._resolver = Resolver(passages)
        self._framings = framings(passages, rows)
        self._met: dict[Span, Referent] = {}
        self._citing = [self._citing_span(i) for i in range(len(rows))]
        self._links = [self._own_links(i) for i in range(len(rows))]
        self._around = around(rows)
        self._handing = [i for i, row in enumerate(rows) if passing(row)]
        self.passing = {i for i in self._handing if any(passes_on(rows[i], b) for b in rows)}
        self.passing |= {
            i for i, a in enumerate(rows) if a.cue and any(_holds(c, a.cue) for c in self._citing if c)
        }

    def attributed(self, number: int) -> Attributed:
        """Return one attribution with its chain."""
        row = self._rows[number]
        numbers = [*self._around[number], number]
        links = [link for k in numbers for link in self._links_within(k)]
        chain = _distinct(links, self._document.outlet)
        _remember_way(chain)
        chain = _with_known_way(chain)
        passed_by = tuple(self._rows[k] for k in self._handing if passes_on(self._rows[k], row))
        sources = tuple(_to_source(link, self._document.text) for link in chain)
        return Attributed(row, sources, passed_by, self._citing[number])

    def _links_within(self, number: int) -> list[_Link]:
        """Return a row's own links; "I" inside of what somebody says is whoever says it."""
        own = self._links[number]
        inside = self._is_first_person(self._rows[number]) and self._around[number]
        return own[:-1] if inside else own

    # -- the links of one sentence ---------------------------------------------

    def _own_links(self, number: int) -> list[_Link]:
        """Return the links that the attribution's own sentence names, nearest first."""
        row, frame = self._rows[number], self._framings[number]
        quoting = rendered(frame) if frame is not None else None
        if frame is not None and quoting is not None and any(quoting):
            found = [self._quoting_link(row, frame, phrase) for phrase in quoting if phrase is not None]
            quoter = [] if quoting[0] is not None else self._relays(number)
            return [*quoter, *found]
        if row.source is None:
            return []
        own = self._own(row, frame)
        if frame is None:
            return own
        extra = cited(frame)
        return [*self._relays(number), *own, *([self._link(row.passage, extra)] if extra is not None else [])]

    def _quoting_link(self, row: Attribution, frame: Framing, phrase: TokenSpan) -> _Link:
        """Return the link of who quotes or is quoted, as the row prints it where it does."""
        own = self._own(row, frame) if row.source and phrase.root.i in frame.source else []
        return own[0] if own else self._link(row.passage, phrase, row)

    def _relays(self, number: int) -> list[_Link]:
        """Return the outlets that handed it on; who goes on speaking still speaks to the same."""
        row, frame = self._rows[number], self._framings[number]
        if frame is None:
            return []
        found = relays(frame)
        if not found and frame.verb.dep_ == "conj":
            before = self._spoken_before(row, frame)
            found = relays(before) if before is not None else []
        links = [self._link(row.passage, phrase) for phrase in found]
        for link, phrase in zip(links, found, strict=True):
            plain = link.referent.kind in ("unnamed", "organisation", "group")
            if called_outlet(phrase.root) is not None or (plain and outlet_of(phrase.root) is not None):
                link.referent.kind = "outlet"
        return links

    def _spoken_before(self, row: Attribution, frame: Framing) -> Framing | None:
        """Return the cue that another one is coordinated with, if their source is one."""
        for other in self._framings:
            same = other is not None and other.row.source == row.source and other.passage is frame.passage
            if same and other is not None and frame.verb.head == other.verb:
                return other
        return None

    def _own(self, row: Attribution, frame: Framing | None) -> list[_Link]:
        """Return the link of the source as printed, without what tells the way of its words."""
        if row.source is None:
            return []
        phrase = _outside_quotes(phrase_of(self._passages[row.passage], row.source))
        if phrase is None or row.frame == "transcript":
            return self._carried(row)
        if phrase.root.lower_ in SPEAKERS:
            return [_Link(Referent("person", None), row.source)]
        bare = before_way(frame, phrase) if frame is not None else phrase
        printed = row.source if bare is phrase else self._passages[row.passage].span(bare)
        referent = self._resolve(row.passage, bare, row)
        if bare is not phrase and referent.name and referent.name.startswith(bare.text):
            referent.name = bare.text
        return [_Link(referent, printed)]

    def _link(self, number: int, phrase: TokenSpan, row: Attribution | None = None) -> _Link:
        passage = self._passages[number]
        return _Link(self._resolve(number, phrase, row), passage.span(phrase))

    def _resolve(self, number: int, phrase: TokenSpan, row: Attribution | None = None) -> Referent:
        span = self._passages[number].span(phrase)
        if span not in self._met:
            lemma, content = (row.lemma, row.content) if row is not None else ("", ())
            referent = self._resolver.resolve(number, phrase, lemma, content)
            holder = spoken_for(phrase)
            if row is not None and holder is not None and describe(phrase).name is None:
                referent = Referent("organisation", self._resolver.resolve(number, holder).name)
            self._met[span] = referent
        return self._met[span]

    def _carried(self, row: Attribution) -> list[_Link]:
        """Return the speaker of a turn, or of a quotation whose source another paragraph prints."""
        for number, passage in enumerate(self._passages):
            phrase = phrase_of(passage, row.source) if row.source else None
            if phrase is None:
                continue
            printed = row.source if row.frame in ("transcript", "introduced") else None
            label = read_label(passage.text, frozenset({phrase.text}))
            if label is None or label.end != phrase.end_char:
                return [_Link(self._resolve(number, phrase), printed)]
            if label.kind == "role":
                return [_Link(self._resolve(number, phrase), printed)]
            return [_Link(self._resolver.label(phrase), printed)]
        return []

    def _is_first_person(self, row: Attribution) -> bool:
        phrase = phrase_of(self._passages[row.passage], row.source) if row.source else None
        return phrase is not None and phrase.root.lower_ in SPEAKERS

    def _citing_span(self, number: int) -> Span | None:
        frame = self._framings[number]
        participle = citing(frame) if frame is not None else None
        if frame is None or participle is None:
            return None
        first, last = participle.left_edge.i, participle.right_edge.i
        while last > participle.i and last in frame.content:
            last -= 1
        return frame.passage.span(frame.passage.parse[first : last + 1])


def _outside_quotes(phrase: TokenSpan | None) -> TokenSpan | None:
    """Return the part of a printed source that stands before or after a quotation that it runs into."""
    if phrase is None:
        return None
    first, last = phrase.start_char, phrase.end_char
    for start, end in find_quotes(text_of(phrase.doc)):
        if start <= first < end < last:
            outside = [token.i for token in phrase if token.idx >= end and not token.is_punct]
        elif first < start < last < end:
            outside = [token.i for token in phrase if token.idx < start]
        else:
            continue
        return phrase.doc[outside[0] : outside[-1] + 1] if outside else phrase
    return phrase


def _holds(outer: Span | None, inner: Span) -> bool:
    return outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _distinct(chain: Iterable[_Link], outlet: str | None) -> list[_Link]:
    """Drop links that repeat one before them ("he said he had said") or name the page's own outlet."""
    kept: list[_Link] = []
    for link in chain:
        name = link.referent.name
        again = any(link.referent is o.referent or (name and name == o.referent.name) for o in kept)
        own = bool(name) and bool(outlet) and _bare(name or "") == _bare(outlet or "")
        if not again and not own:
            kept.append(link)
    return kept


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def _remember_way(chain: list[_Link]) -> None:
    last = chain[-1].referent if chain else None
    if last is not None and last.kind == "unnamed" and len(chain) > 1 and not last.via:
        last.via = tuple(link.referent for link in chain[:-1])


def _with_known_way(chain: list[_Link]) -> list[_Link]:
    """Give an unnamed source that speaks alone the way it was introduced by."""
    if len(chain) == 1 and chain[0].referent.via:
        return [*(_Link(referent, None) for referent in chain[0].referent.via), *chain]
    return chain


def _to_source(link: _Link, text: str) -> Source:
    start, end = link.span or (None, None)
    return Source(start, end, text[start:end] if link.span else None, link.referent.name, link.referent.kind)


def _without_repeats(rows: list[Attributed]) -> list[Attributed]:
    """Fold a cue without a source ("it is estimated that") into the attribution that it stands in."""
    return [
        row
        for row in rows
        if row.attribution.source is not None
        or row.chain
        or not any(contains(outer.attribution, row.attribution.cue) for outer in rows if outer is not row)
    ]
