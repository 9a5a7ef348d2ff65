"""Through whom a source spoke: the outlet that heard it, or that handed its words on.

"X told Reuters", "in an interview with CNN", "in a letter seen by the Guardian",
"remarks carried by TASS", "X was quoted by Kyodo as saying", "..., X said, according to
the Herald". Only news organisations hand words on so: who tells a court or posts on a
network of their own is not passed on by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.chains_words import chain_words
from sayso.extract.citations import can_speak
from sayso.extract.parse import entity_at
from sayso.extract.sources import describe
from sayso.extract.sources_words import source_words
from sayso.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.framing import Framing

NAMED = frozenset({"ORG", "PERSON", "GPE", "PRODUCT", "WORK_OF_ART", "FAC", "NORP", "LOC"})
JOINED = frozenset({"compound", "poss", "appos", "nmod"})
ADVERBIAL = frozenset({"advcl", "acl", "dep", "conj", "prep", "pcomp", "ccomp", "xcomp", "amod", "ROOT"})
REPORTERS = frozenset(
    {"reporter", "journalist", "correspondent", "host", "anchor", "presenter", "interviewer"}
)


def relays(framing: Framing) -> list[TokenSpan]:
    """Return the outlets through which a source's words came, nearest to the page first."""
    found: dict[int, TokenSpan] = {}
    for token in framing.words:
        if token.i in framing.cue or token.is_punct or token.is_space:
            continue
        if _by_according(token, framing):
            phrase = framing.phrase(token)
            if can_speak(phrase):
                found.setdefault(phrase.start, phrase)
        elif _hands_on(token, framing):
            outlet = outlet_of(token)
            if outlet is not None and not _is_source(outlet, framing):
                found.setdefault(outlet.start, outlet)
    return sorted(found.values(), key=lambda outlet: -abs(outlet.start - framing.verb.i))


def _is_source(outlet: TokenSpan, framing: Framing) -> bool:
    """Say whether an outlet is the source itself and not merely named in its description."""
    if outlet.root.i not in framing.source:
        return False
    source = framing.passage.parse[min(framing.source) : max(framing.source) + 1].root
    names = [source, *(child for child in source.lefts if child.dep_ in JOINED)]
    return any(name == outlet.root for name in names)


def _hands_on(token: Token, framing: Framing) -> bool:
    """Say whether a noun stands where the one who hands on stands."""
    head = token.head
    if token.dep_ in ("dobj", "dative", "iobj") and head.i in framing.cue:
        return head.lemma_.lower() == "tell"
    return token.dep_ == "pobj" and _by_preposition(head, framing)


def _by_according(token: Token, framing: Framing) -> bool:
    """Say whether a noun follows an "according to" that is not the cue: it vouches for who speaks."""
    preposition = token.head
    according = preposition.head
    if token.dep_ != "pobj" or according.lower_ != "according" or according.i in framing.cue:
        return False
    return not any(above.dep_ in ("relcl", "acl") and above.i in framing.content for above in token.ancestors)


def _by_preposition(preposition: Token, framing: Framing) -> bool:
    word, governor = preposition.lower_, preposition.head
    lemma = governor.lemma_.lower()
    words = chain_words()
    if governor.i in framing.cue:
        return (governor.pos_ == "VERB" and governor.lower_ != "according" and word in ("to", "on")) or (
            word in ("in", "for") and lemma == "write"
        )
    if word == "by" or preposition.dep_ == "agent":
        return governor.tag_ == "VBN" and lemma in words.passed_by and _is_handed(governor, framing)
    if governor.pos_ in ("VERB", "AUX") and governor.i not in framing.cue:
        passed = (
            (word in ("in", "on") and lemma in words.passed_in)
            or (word == "to" and lemma in words.passed_to)
            or (word == "with" and lemma in words.passed_with)
        )
        if passed and governor.tag_ == "VBN":
            return _is_handed(governor, framing)
        return (
            governor.tag_ == "VBG" and lemma in words.speaking and word in ("to", "on", "in", "with", "for")
        )
    if governor.pos_ in ("NOUN", "PROPN") and lemma in words.exchanges:
        return word in ("with", "to", "on", "for", "in", "by") and governor.i not in framing.source
    return False


def _is_handed(participle: Token, framing: Framing) -> bool:
    """Say whether a participle tells of the words' way: it hangs on the source, the cue, or a paper."""
    if participle.dep_ == "relcl" and participle.head.i not in framing.source:
        return False
    head = participle.head
    if head.pos_ in ("NOUN", "PROPN", "PRON"):
        noun = head.lemma_.lower()
        lists = source_words()
        papers = lists.documents | lists.posts | lists.sayings | chain_words().exchanges
        return head.i in framing.source or noun in papers
    return participle.dep_ in ADVERBIAL


def before_way(framing: Framing, source: TokenSpan) -> TokenSpan:
    """Return a printed source without the participle that tells its way ("a letter *seen by Reuters*")."""
    for token in source:
        hands_on = any(
            token in [*outlet.root.ancestors] and outlet.root.i < source.end
            for outlet in relays(framing)
            if outlet.start > token.i
        )
        quotes = token.tag_ == "VBG" and token.lemma_.lower() in chain_words().quoting
        if token.i > source.root.i and ((token.tag_ == "VBN" and hands_on) or quotes):
            end = token.left_edge.i
            while end > source.root.i + 1 and source.doc[end - 1].is_punct:
                end -= 1
            return source.doc[source.start : end]
    return source


def outlet_of(token: Token) -> TokenSpan | None:
    """Return the news organisation that a noun names or belongs to, ``None`` for all else.

    "Reuters", "CNN's Jake Tapper", "a Fox News host", "the newspaper", "state television".
    """
    doc = token.doc
    paper = called_outlet(token)
    if paper is not None:
        return paper
    for word in _name_words(token):
        entity = entity_at(word)
        if entity is None or entity.label_ not in NAMED or _is_platform(entity.text):
            continue
        whole = _whole_name(entity)
        if describe(whole).kind == "outlet" or _is_media(token):
            return whole
    if token.pos_ in ("NOUN", "PROPN") and _is_media(token) and not _is_platform(token.text):
        end = token.i + 1
        while (
            end < token.sent.end and doc[end].pos_ == "PROPN" and doc[end].ent_type_ not in ("DATE", "TIME")
        ):
            end += 1
        return doc[_left(token) : end]
    if token.pos_ == "PROPN" and not token.ent_type_:
        name = doc[_left(token) : token.i + 1]
        return name if describe(name).kind == "outlet" and not _is_platform(name.text) else None
    return None


def called_outlet(token: Token) -> TokenSpan | None:
    """Return the name that a noun for a news organisation announces: "the weekly *Die Brücke*"."""
    if token.pos_ != "PROPN" and not token.ent_type_:
        return None
    doc, first, end = token.doc, token.i, token.i + 1
    while first > token.sent.start and _is_capital(doc[first - 1]):
        first -= 1
    while end < token.sent.end and doc[end].pos_ == "PROPN" and _is_capital(doc[end]):
        end += 1
    before = doc[first - 1] if first > token.sent.start else None
    if before is None or before.text not in source_words().outlet_nouns or not _is_capital(doc[first]):
        return None
    name = doc[first:end]
    return None if _is_platform(name.text) else name


def _is_capital(word: Token) -> bool:
    return word.text[:1].isupper() and word.ent_type_ not in ("DATE", "TIME")


def _name_words(token: Token) -> list[Token]:
    """Return a noun and the words before and beside it that may name whom it works for."""
    found = [token]
    for word in found:
        found += [child for child in word.children if child.dep_ in JOINED]
    return found


def _whole_name(entity: TokenSpan) -> TokenSpan:
    """Return a name without its article and possessive mark, and without nouns that the tagger took in."""
    start, end = entity.start, entity.end
    while end > start + 1 and entity.doc[end - 1].tag_ in ("POS", "DT", "NN", "NNS"):
        end -= 1
    while start < end - 1 and entity.doc[start].lower_ in ("the", "a", "an"):
        start += 1
    return entity.doc[start:end]


def _is_platform(name: str) -> bool:
    return fold(name).strip("'s ") in chain_words().platforms


def _is_media(token: Token) -> bool:
    """Say whether a noun names a kind of news organisation: "the newspaper", "a news agency", "state TV"."""
    noun = token.lemma_.lower()
    before = {
        word.lower_ for word in token.lefts if word.dep_ in ("compound", "amod", "nmod", "poss", "nummod")
    }
    if noun in ("media", "medium", "press"):
        return bool(before) and token.lower_ != "medium" and not before & {"social", "assembled", "gathered"}
    if noun in REPORTERS:
        return False
    words = chain_words()
    if noun in source_words().outlet_nouns - {
        "paper",
        "blog",
        "wire",
        "portal",
        "outlet",
        "network",
        "channel",
        "station",
    }:
        return True
    if noun in words.media_heads:
        return bool(before & words.media_marks) or noun in ("broadcaster", "television")
    return noun in ("paper", "outlet", "channel", "station", "network") and any(
        child.lower_ in ("the", "this") for child in token.lefts
    )


def _left(token: Token) -> int:
    return min([token.i, *(t.left_edge.i for t in token.lefts if t.dep_ not in ("cc", "punct", "relcl"))])
