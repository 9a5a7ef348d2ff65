"""What a printed source is: its head, its name if it bears one, its kind.

This module looks at the noun phrase alone; whom a pronoun or a description means is
:mod:`sayso.extract.resolve`'s question.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.names import country_of
from sayso.names.lexicon import lexicon as name_lexicon
from sayso.names.organisations import looks_like_organisation
from sayso.names.people import parse_person
from sayso.names.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.model import SourceKind

PRONOUNS = frozenset(
    {"he", "she", "they", "it", "who", "which", "that", "his", "her", "their", "its", "him", "them"}
)
SPEAKERS = frozenset({"i", "we", "you", "me", "us", "one", "my", "our"})
"""Pronouns that outside of quotation marks mean the writer or the reader."""

INDEFINITE_PRONOUNS = frozenset(
    {"some", "others", "many", "most", "few", "both", "all", "everyone", "everybody"}
)
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "two", "three", "several", "many", "other"})
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW"})
KIND_OF_LABEL: dict[str, SourceKind] = {
    "NORP": "group",
    "ORG": "organisation",
    "GPE": "organisation",
    "FAC": "organisation",
    "LOC": "organisation",
    "LAW": "document",
    "WORK_OF_ART": "document",
}
SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative"})


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The word lists of ``data/sources.en.toml``."""

    unnamed: frozenset[str]
    withheld: frozenset[str]
    groups: frozenset[str]
    documents: frozenset[str]
    posts: frozenset[str]
    outlet_nouns: frozenset[str]
    outlet_names: frozenset[str]
    organisations: frozenset[str]
    outlet_cues: frozenset[str]
    plural_reports: frozenset[str]


@functools.cache
def source_words() -> SourceWords:
    """Return the word lists, read once in a process."""
    raw = tomllib.loads(files("sayso.extract").joinpath("data", "sources.en.toml").read_text("utf-8"))
    return SourceWords(**{key: frozenset(value.split()) for key, value in raw.items()})


@dataclass(frozen=True, slots=True)
class Description:
    """A source as its words describe it.

    ``noun`` is the lemma of the common noun that heads or qualifies it ("president",
    "newspaper"), ``modifiers`` the folded words around it, countries by their name;
    ``name`` the name it bears, ``kind`` what it is as far as the words tell.
    """

    words: str
    head: Token
    noun: str | None
    name: str | None
    kind: SourceKind
    modifiers: frozenset[str]
    definite: bool
    plural: bool

    @property
    def pronoun(self) -> str | None:
        """The pronoun that the source is, lower case; ``None`` for nouns and names."""
        return self.head.lower_ if self.head.lower_ in PRONOUNS and self.name is None else None


def describe(span: TokenSpan, cue_lemma: str = "") -> Description:
    """Return what the words of a printed source tell of it; *cue_lemma* is what it does."""
    head = span.root
    named = _named_by(span, head)
    noun = _role_noun(span, head)
    name = " ".join(named.text.split()) if named is not None else None
    determiners = {child.lower_ for child in head.children if child.dep_ in ("det", "nummod", "amod")}
    possessed = any(child.dep_ == "poss" for child in head.children)
    definite = bool(determiners & {"the", "this", "that", "these", "those"}) or possessed
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in ("they", "people")
    kind = _kind(span, named, noun, cue_lemma, plural=plural)
    if kind == "person" and name:
        name = parse_person(name).text or name
    return Description(
        words=span.text,
        head=head,
        noun=noun,
        name=_without_article(name) if name else None,
        kind=kind,
        modifiers=_modifiers(span, named),
        definite=definite and not determiners & INDEFINITE,
        plural=plural,
    )


def _named_by(span: TokenSpan, head: Token) -> TokenSpan | None:
    """Return the name that the phrase bears: at its head, in apposition, or before it.

    A name that merely qualifies ("the Pentagon's spokesman") is not its own.
    """
    doc = span.doc
    own = [head, *(child for child in head.children if child.dep_ in ("appos", "compound", "flat"))]
    own += [grandchild for child in own[1:] for grandchild in child.children if child.dep_ == "appos"]
    own = [token for token in own if span.start <= token.i < span.end]
    for token in sorted(own, key=lambda token: _name_rank(token, head)):
        if token.ent_type_ in NAME_LABELS and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB"):
            entity = next(ent for ent in doc.ents if ent.start <= token.i < ent.end)
            if token == head or token.dep_ == "appos" or entity.end == head.i + 1 or head.pos_ == "PROPN":
                return _within(entity, span)
    if head.pos_ == "PROPN" and head.ent_type_ not in ("DATE", "TIME"):
        start = head.i
        while start > span.start and doc[start - 1].pos_ == "PROPN":
            start -= 1
        return doc[start : head.i + 1]
    trailing = doc[span.end - 1]
    if trailing.pos_ == "PROPN" and trailing.dep_ not in ("pobj", "poss") and head.pos_ == "NOUN":
        start = trailing.i
        while start - 1 > head.i and doc[start - 1].pos_ == "PROPN":
            start -= 1
        beside = start == head.i + 1 or doc[start - 1].text == ","
        if beside and trailing.ent_type_ not in ("DATE", "TIME"):
            return doc[start : trailing.i + 1]
    return None


def _name_rank(token: Token, head: Token) -> tuple[bool, bool, int]:
    """Rank the words that may carry the phrase's name: people first, then head and apposition."""
    return token.ent_type_ != "PERSON", token.dep_ != "appos" and token != head, token.i


def _within(entity: TokenSpan, span: TokenSpan) -> TokenSpan:
    doc = span.doc
    start, end = max(entity.start, span.start), min(entity.end, span.end)
    while end < span.end and doc[end].pos_ == "PROPN" and entity.label_ == "PERSON":
        end += 1
    while (
        end + 1 < span.end and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
    ):
        end += 2
    if entity.label_ == "ORG" and start - 2 >= span.start and doc[start - 1].tag_ == "POS":
        start -= 2
    while start < end - 1 and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    if doc[end - 1].tag_ == "POS" and end - 1 > start:
        end -= 1
    return doc[start:end]


def _role_noun(span: TokenSpan, head: Token) -> str | None:
    """Return the common noun of the phrase: its head, or the title that stands before a name."""
    titles = name_lexicon().titles
    if head.pos_ == "NOUN":
        return head.lemma_.lower()
    for token in sorted((t for t in span if t.i < head.i), key=lambda t: -t.i):
        folded = fold(token.text).strip(".")
        if token.dep_ in ("compound", "nmod", "amod", "poss", "nsubj") and (
            folded in titles or (token.pos_ == "NOUN" and token.dep_ == "compound")
        ):
            return folded
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            return child.lemma_.lower()
    return None


def _modifiers(span: TokenSpan, named: TokenSpan | None) -> frozenset[str]:
    inside = range(named.start, named.end) if named is not None else range(0)
    found: set[str] = set()
    for token in span:
        if token.i in inside or token.is_punct or token.is_stop:
            continue
        found.add(country_of(token.text) or fold(token.lemma_))
    return frozenset(found)


def _kind(
    span: TokenSpan, named: TokenSpan | None, noun: str | None, cue_lemma: str, *, plural: bool
) -> SourceKind:
    words = source_words()
    if named is not None:
        return _kind_of_named(named, noun, cue_lemma)
    if noun is None:
        return "group" if plural or span.root.lower_ in INDEFINITE_PRONOUNS else "person"
    if noun in words.plural_reports and (plural or any(t.lower_ == "media" for t in span)):
        return "unnamed"
    withheld = any(token.lower_ in words.withheld for token in span)
    if not withheld and noun in _impersonal():
        return _impersonal()[noun]
    if plural and noun in words.groups and not withheld:
        return "group"
    indefinite = any(child.lower_ in INDEFINITE for child in span.root.children)
    unnamed = noun in words.unnamed or indefinite or withheld
    return "unnamed" if unnamed else "group" if plural else "person"


@functools.cache
def _impersonal() -> dict[str, SourceKind]:
    """Return the kind that a common noun for something other than people names."""
    words = source_words()
    kinds: dict[str, SourceKind] = {}
    kinds.update(dict.fromkeys(words.organisations, "organisation"))
    kinds.update(dict.fromkeys(words.documents, "document"))
    kinds.update(dict.fromkeys(words.posts, "post"))
    kinds.update(dict.fromkeys(words.outlet_nouns, "outlet"))
    return kinds


def _kind_of_named(named: TokenSpan, noun: str | None, cue_lemma: str) -> SourceKind:
    words = source_words()
    folded = [fold(token.text).strip(".") for token in named if token.is_alpha or "." in token.text]
    label = named.root.ent_type_ or named[0].ent_type_
    if named.root.tag_ in ("NNS", "NNPS") and noun is None and len(folded) == 1:
        label = "NORP"
    if noun in words.outlet_nouns or (folded and folded[-1] in words.outlet_names):
        return "outlet"
    if _is_person(named, noun):
        return "person"
    if cue_lemma in words.outlet_cues and label not in ("PERSON", "NORP"):
        return "outlet"
    if noun in words.documents:
        return "document"
    return "organisation" if looks_like_organisation(named.text) else KIND_OF_LABEL.get(label, "person")


def _is_person(named: TokenSpan, noun: str | None) -> bool:
    """Say whether a title or a given name shows that a name is a person's."""
    titled = noun is not None and (noun in name_lexicon().titles or noun in SPOKESPEOPLE)
    keys = parse_person(named.text).keys
    return titled or (len(keys) > 1 and keys[0] in name_lexicon().given)


def _without_article(name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in ("a", "an") else name


def spoken_for(span: TokenSpan) -> TokenSpan | None:
    """Return the organisation that an unnamed spokesperson speaks for, ``None`` for others."""
    head = span.root
    if head.lemma_.lower() not in SPOKESPEOPLE:
        return None
    holders: Iterable[Token] = [
        *(child for child in head.children if child.dep_ in ("compound", "poss", "nmod")),
        *(g for c in head.children if c.lower_ in ("for", "of", "from", "at") for g in c.children),
    ]
    for token in holders:
        for entity in span.doc.ents:
            if entity.start <= token.i < entity.end and entity.label_ in ("ORG", "GPE", "FAC", "NORP"):
                return _within(entity, span)
    return None
