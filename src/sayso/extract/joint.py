"""Sources that speak together: "A and B", "A of X; B of Y; and C" -> the phrase of each."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from sayso.extract.parse import entity_at
from sayso.extract.sources_names import TIMES
from sayso.names import country_of, fold
from sayso.names.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

MARKS = frozenset({",", ";", "and", "or", "&", "both"})
PLACES = frozenset({"GPE", "LOC"})


def conjuncts(head: Token) -> list[Token]:
    """Return the heads that are coordinated with *head*, itself first.

    Parsers read the members of a list of people as appositions of each other, so two
    people in apposition count as coordinated, too.
    """
    found = [head]
    for token in found:
        found += [c for c in token.rights if c.dep_ == "conj" or _both_people(token, c)]
    return found


def _both_people(token: Token, child: Token) -> bool:
    return child.dep_ == "appos" and token.ent_type_ == child.ent_type_ == "PERSON"


def joint_phrases(span: TokenSpan) -> list[TokenSpan]:
    """Return the noun phrases of those who speak together; the phrase alone when one speaks."""
    heads = [token for token in conjuncts(span.root) if span.start <= token.i < span.end]
    heads = [token for token in sorted(heads, key=lambda token: token.i) if token.ent_type_ not in TIMES]
    people = [head for head in heads if head.ent_type_ == "PERSON"]
    heads = list(_one_an_entity(people if len(people) > 1 else heads))
    if len(heads) < 2:
        return [span]
    starts = [
        span.start,
        *(_start(span, before, head) for before, head in itertools.pairwise(heads)),
    ]
    phrases = []
    for start, end in zip(starts, [*starts[1:], span.end], strict=True):
        first, last = start, end
        while first < last - 1 and span.doc[first].lower_ in MARKS:
            first += 1
        while last > first + 1 and (span.doc[last - 1].lower_ in MARKS):
            last -= 1
        phrases.append(span.doc[first:last])
    return phrases


def titled_after(span: TokenSpan) -> list[TokenSpan]:
    """Return "A" and "mayor B" of "A and mayor B", where the parser took A for a part of B's title.

    Whether A is anybody's name is left to ask ("Science and Health Secretary B" is one person).
    """
    doc, person = span.doc, entity_at(span.root)
    if person is None or person.label_ != "PERSON" or not span.start < person.start < person.end <= span.end:
        return []
    for joint in doc[span.start + 1 : person.start]:
        title, first = doc[joint.i + 1 : person.start], doc[span.start : joint.i]
        named = all(token.text[:1].isupper() and token.is_alpha for token in first)
        if joint.dep_ == "cc" and named and any(fold(t.text).strip(".") in lexicon().titles for t in title):
            return [first, doc[joint.i + 1 : span.end]]
    return []


def _one_an_entity(heads: list[Token]) -> Iterator[Token]:
    """Yield the heads that stand in names of their own ("Johnson and Johnson" is one name)."""
    ends: set[int] = set()
    for head in heads:
        entity = entity_at(head)
        if entity is None or entity.start not in ends:
            yield head
        if entity is not None:
            ends.add(entity.start)


def _start(span: TokenSpan, before: Token, head: Token) -> int:
    """Return where the phrase of *head* starts: after the mark that parts it from the one before."""
    marks = [t.i for t in span.doc[before.i + 1 : head.i] if t.lower_ in MARKS]
    return max([m for m in marks if m < head.i and m >= _left(head) - 1] or [min(_left(head), head.i)])


def _left(head: Token) -> int:
    return min([head.i, *(t.left_edge.i for t in head.lefts if t.dep_ not in ("cc", "punct"))])


def joint_countries(span: TokenSpan) -> list[str]:
    """Return the countries that share their last word in print ("North and South Korea"), else nothing."""
    words = [token.text for token in span if token.lower_ not in ("the", "both") and not token.is_punct]
    if len(words) != 4 or words[1] != "and":
        return []
    names = [f"{words[0]} {words[3]}", f"{words[2]} {words[3]}"]
    return names if all(country_of(name) for name in names) else []
