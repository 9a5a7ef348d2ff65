"""The places where a document names someone or something, and what stands beside them.

The parse's entities are completed where a hyphen or a title shows that the tagger
cut or missed a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.sources import Description, describe
from sayso.extract.sources_names import PLACES, whole_entity
from sayso.extract.sources_words import GENDERED, source_words
from sayso.names.lexicon import lexicon
from sayso.names.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.parse import Passage
    from sayso.model import SourceKind

CAST_LABELS = frozenset({"PERSON", "ORG", "GPE"})
FEW_PLACES = 3
"""Places of a name up to which one pronoun is enough to tell its gender."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of a name: its passage, its phrase with title, and what the phrase tells."""

    passage: int
    phrase: TokenSpan
    description: Description


def pronoun_genders(mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the gender that the pronouns after a name tell, where no other person comes between."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        name = mention.description.name
        if name and mention.description.kind == "person":
            votes[name].update(_next_gender(mention.phrase))
    told = {name: counts.most_common(1)[0] for name, counts in votes.items() if counts}
    places = Counter(mention.description.name for mention in mentions)
    return {
        name: gender
        for name, (gender, count) in told.items()
        if 2 * count > votes[name].total() and (count > 1 or places[name] <= FEW_PLACES)
    }


def _next_gender(phrase: TokenSpan) -> list[str]:
    for token in phrase.doc[phrase.end : phrase.sent.end]:
        if token.ent_type_ == "PERSON" or token.is_quote:
            return []
        if token.lower_ in GENDERED:
            return [GENDERED[token.lower_]]
    return []


def mentions_of(passages: Sequence[Passage]) -> Iterator[Mention]:
    """Yield the places of names, in reading order of their passages."""
    for number, passage in enumerate(passages):
        for entity in passage.parse.ents:
            if entity.label_ in CAST_LABELS:
                whole = whole_entity(entity)
                phrase = passage.parse[_phrase_start(whole) : whole.end]
                description = describe(phrase)
                if description.name and not description.name.islower():
                    yield Mention(number, phrase, description)
        yield from _titled_names(number, passage)


def _titled_names(number: int, passage: Passage) -> Iterator[Mention]:
    """Yield the names that the tagger missed although a title stands before them."""
    doc = passage.parse
    for title in doc:
        if not title.text[:1].isupper():
            continue
        noun = fold(title.text).strip(".")
        start = end = title.i + 1
        while end < len(doc) and doc[end].pos_ == "PROPN" and fold(doc[end].text) not in lexicon().titles:
            end += 1
        known = start < len(doc) and doc[start].ent_type_ in CAST_LABELS
        if noun in lexicon().titles and end - start > 1 and not known:
            name = whole_entity(doc[start:end])
            phrase = doc[title.i : name.end]
            description = replace(describe(phrase), name=name.text, kind="person", noun=noun, plural=False)
            yield Mention(number, phrase, description)


def _phrase_start(entity: TokenSpan) -> int:
    """Return where the noun phrase of a name starts, its title and adjectives included."""
    head = entity.root
    left = [t.left_edge.i for t in head.lefts if t.dep_ in ("compound", "amod", "nmod", "poss", "det")]
    return min([entity.start, *left])


def apposed(phrase: TokenSpan) -> Iterator[Token]:
    """Yield the common nouns that stand beside a name: "A, the director of B", "the director, A"."""
    head: Token = phrase.root
    yield from (c for c in head.rights if c.dep_ == "appos" and c.pos_ == "NOUN")
    if head.dep_ == "appos":
        noun = head.head
        if head.ent_type_ in PLACES and noun.ent_type_ in PLACES:
            return  # "the chief in Kodiak, Alaska"
        if noun.dep_ == "pobj" and noun.pos_ == "PROPN":
            noun = noun.head.head
        if noun.pos_ == "NOUN":
            yield noun


def apposed_kinds(phrase: TokenSpan) -> set[SourceKind]:
    """Return the kinds that the nouns beside a name tell: "a newspaper, A", "the manager, B"."""
    kinds: set[SourceKind] = set()
    for noun in (fold(token.lemma_) for token in apposed(phrase)):
        if noun in lexicon().titles:
            kinds.add("person")
        elif noun in source_words().outlet_nouns | source_words().organisations:
            kinds.add("outlet" if noun in source_words().outlet_nouns else "organisation")
    return kinds if len(kinds) == 1 else set()
