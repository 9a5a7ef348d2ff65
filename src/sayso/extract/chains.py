"""Chains: through whom a statement reached the page, nearest first.

"Mainichi quoted an unnamed source as saying ..." is *Mainichi <- an unnamed
source*; "A said that B had said ..." is *A <- B*; "X told Reuters ..." is
*Reuters <- X*; "according to A, citing B" is *A <- B*. An unnamed source that was
introduced through someone keeps that way when it speaks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.quotes import find_quotes
from sayso.extract.referents import Referent
from sayso.extract.resolve import Resolver
from sayso.extract.sources import describe, spoken_for
from sayso.extract.sources_words import SPEAKERS, source_words
from sayso.model import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.attribution import Attribution
    from sayso.extract.parse import Passage
    from sayso.model import Document, Span

QUOTING = frozenset({"object+as", "object", "object+predicate", "object+to"})
"""Constructions in which the thing quoted is itself a source ("quoted Y as saying")."""

RELAYING = frozenset({"tell", "speak", "talk", "give", "say", "write"})


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
    """Return attributions with their chains, in order; those that only pass one on stand beside it."""
    resolver = Resolver(passages)
    links = [_own_links(resolver, passages, attribution) for attribution in attributions]
    built: list[Attributed] = []
    citing = [_citing_span(passages[attribution.passage], attribution) for attribution in attributions]
    passing = {i for i, a in enumerate(attributions) if any(_passes_on(a, b) for b in attributions)}
    passing |= {i for i, a in enumerate(attributions) if a.cue and any(_holds(c, a.cue) for c in citing)}
    for i, attribution in enumerate(attributions):
        if i in passing:
            continue
        outer = [links[k] for k in _around(attributions, i)]
        chain = _distinct([link for links_of_one in [*outer, links[i]] for link in links_of_one])
        _remember_way(chain)
        chain = _with_known_way(chain)
        passed_by = tuple(
            attributions[k] for k in sorted(passing) if _passes_on(attributions[k], attribution)
        )
        sources = tuple(_to_source(link, document.text) for link in chain)
        built.append(Attributed(attribution, sources, passed_by, citing[i]))
    return _without_repeats(built)


def _own_links(resolver: Resolver, passages: Sequence[Passage], attribution: Attribution) -> list[_Link]:
    """Return the links that the attribution's own sentence names, nearest first."""
    if attribution.source is None:
        return []
    passage = passages[attribution.passage]
    phrase = _outside_quotes(_phrase(passage, attribution.source))
    if phrase is None:
        return _carried_link(resolver, passages, attribution.source)
    if phrase.root.lower_ in SPEAKERS:
        return [_Link(Referent("person", None), attribution.source)]
    referent = resolver.resolve(attribution.passage, phrase, attribution.lemma, attribution.content)
    own = [_Link(referent, attribution.source)]
    holder = spoken_for(phrase)
    if holder is not None and describe(phrase).name is None:
        spoken = resolver.resolve(attribution.passage, holder)
        own = [_Link(Referent("organisation", spoken.name), attribution.source)]
    relay = _relay(resolver, passage, attribution)
    cited = _cited(resolver, passage, attribution)
    return [*relay, *own, *cited]


def _carried_link(resolver: Resolver, passages: Sequence[Passage], source: Span) -> list[_Link]:
    """Return the speaker of a quotation that goes on from an earlier paragraph."""
    for number, passage in enumerate(passages):
        phrase = _phrase(passage, source)
        if phrase is not None:
            return [_Link(resolver.resolve(number, phrase), None)]
    return []


def _phrase(passage: Passage, span: Span) -> TokenSpan | None:
    return (
        passage.parse.char_span(span[0] - passage.start, span[1] - passage.start, alignment_mode="expand")
        if passage.start <= span[0] < passage.end
        else None
    )


def _outside_quotes(phrase: TokenSpan | None) -> TokenSpan | None:
    """Return the part of a printed source that stands before or after a quotation that it runs into."""
    if phrase is None:
        return None
    first, last = phrase.start_char, phrase.end_char
    for start, end in find_quotes(phrase.doc.text):
        if start <= first < end < last:
            outside = [token.i for token in phrase if token.idx >= end and not token.is_punct]
        elif first < start < last < end:
            outside = [token.i for token in phrase if token.idx < start]
        else:
            continue
        return phrase.doc[outside[0] : outside[-1] + 1] if outside else phrase
    return phrase


def _cue_head(passage: Passage, attribution: Attribution) -> Token | None:
    phrase = _phrase(passage, attribution.cue) if attribution.cue else None
    return phrase.root if phrase is not None else None


def _relay(resolver: Resolver, passage: Passage, attribution: Attribution) -> list[_Link]:
    """Return the outlet that was spoken to: "told Reuters", "said in an interview with CNN"."""
    head = _cue_head(passage, attribution)
    if head is None or head.lemma_.lower() not in RELAYING:
        return []
    for token in head.subtree:
        told = token.dep_ in ("dobj", "dative") and token.head == head
        interviewed = token.dep_ == "pobj" and _leads_to(token, head)
        if (told or interviewed) and token.ent_type_ in ("ORG", "PERSON", "GPE", "PRODUCT"):
            entity = next(ent for ent in passage.parse.ents if ent.start <= token.i < ent.end)
            start, end = passage.span(entity)
            inside = any(a <= start < b for a, b in attribution.content)
            if not inside and describe(entity).kind == "outlet":
                return [_Link(resolver.resolve(attribution.passage, entity), (start, end))]
    return []


def _leads_to(token: Token, head: Token) -> bool:
    """Say whether a prepositional object belongs to *head* by "to", or by an interview."""
    preposition = token.head
    if preposition.head == head:
        return preposition.lower_ in ("to", "on")
    interview = preposition.head
    return interview.lemma_.lower() in ("interview", "conversation", "statement", "call", "remark") and any(
        ancestor == head for ancestor in interview.ancestors
    )


def _citing(passage: Passage, attribution: Attribution) -> Token | None:
    """Return the participle by which the source cites another: "citing B", "quoting an official"."""
    head = _cue_head(passage, attribution)
    if head is None:
        return None
    clause = head.head if attribution.frame == "according" else head
    for child in clause.children:
        if child.dep_ == "advcl" and child.lemma_.lower() in ("cite", "quote") and child.tag_ == "VBG":
            return child
    return None


def _cited(resolver: Resolver, passage: Passage, attribution: Attribution) -> list[_Link]:
    """Return whom the source cites for it: "according to A, citing B", "A reported, quoting B"."""
    participle = _citing(passage, attribution)
    for cited in participle.children if participle is not None else ():
        if cited.dep_ == "dobj":
            phrase = passage.parse[cited.left_edge.i : cited.i + 1]
            return [_Link(resolver.resolve(attribution.passage, phrase), passage.span(phrase))]
    return []


def _citing_span(passage: Passage, attribution: Attribution) -> Span | None:
    participle = _citing(passage, attribution)
    if participle is None:
        return None
    return passage.span(passage.parse[participle.left_edge.i : participle.right_edge.i + 1])


def _holds(outer: Span | None, inner: Span) -> bool:
    return outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _contains(outer: Attribution, span: Span | None) -> bool:
    return span is not None and any(start <= span[0] and span[1] <= end for start, end in outer.content)


def _passes_on(outer: Attribution, inner: Attribution) -> bool:
    """Say whether *outer* only hands on *inner* ("quoted Y as saying")."""
    if outer is inner or outer.lemma not in source_words().outlet_cues or outer.frame not in QUOTING:
        return False
    if not _contains(outer, inner.source):
        return False
    return _contains(outer, inner.content[0]) or outer.content == (inner.source,)


def _around(attributions: Sequence[Attribution], index: int) -> list[int]:
    """Return the attributions whose content this one stands in, outermost first."""
    inner = attributions[index]
    mark = inner.cue or inner.source
    found = [
        k
        for k, outer in enumerate(attributions)
        if k != index and outer.passage == inner.passage and _contains(outer, mark)
    ]
    return sorted(found, key=lambda k: -sum(end - start for start, end in attributions[k].content))


def _distinct(chain: list[_Link]) -> list[_Link]:
    """Drop a link that repeats the one before it ("he said he had said")."""
    kept: list[_Link] = []
    for link in chain:
        if not any(link.referent is other.referent for other in kept):
            kept.append(link)
    return kept


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
        or not any(_contains(outer.attribution, row.attribution.cue) for outer in rows if outer is not row)
    ]
