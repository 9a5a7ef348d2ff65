"""The name that a noun phrase bears: at its head, in apposition, or before a noun that only classes it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from sayso.extract.parse import entity_at
from sayso.extract.sources_words import common_nouns, source_words
from sayso.names import country_of, fold
from sayso.names.lexicon import lexicon
from sayso.names.organisations import looks_like_organisation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW"})
TIMES = frozenset({"DATE", "TIME"})
PLACES = frozenset({"GPE", "LOC"})
FEWEST_CAPITALS = 3
"""Words that a phrase must have for its capitals alone to make it a name."""


def noun_phrase(span: TokenSpan) -> TokenSpan:
    """Return the first noun phrase of a span that a verb heads ("Alder, who added ..."), else the span.

    A name that the span cuts at its hyphen is completed.
    """
    span = span.doc[span.start : _past_hyphen(span.doc, span.end, span.sent.end)]
    if span.root.pos_ not in ("VERB", "AUX") or _capitalised(span) is not None:
        return span
    for token in span:
        if token.pos_ in ("PROPN", "NOUN", "PRON") and token.dep_ not in ("compound", "poss"):
            start = max(span.start, token.left_edge.i)
            return span.doc[start : token.i + 1]
    return span


def head_of(span: TokenSpan) -> Token:
    """Return the word that heads a phrase, never what a hyphen binds to a name ("Moon Jae-in")."""
    root: Token = span.root
    if root.i - 2 < span.start or not root.is_lower or root.ent_type_ or _before_hyphen(root) is None:
        return root
    return span.doc[span.start : root.i - 1].root if root.nbor(-2).ent_type_ == "PERSON" else root


def _before_hyphen(token: Token) -> Token | None:
    """Return the word that a hyphen binds to the one before it."""
    if token.i < 2 or token.nbor(-1).text != "-" or token.nbor(-1).whitespace_ or token.nbor(-2).whitespace_:
        return None
    return token.nbor(-2)


def _lemma_of(noun: Token) -> str:
    """Return a noun's folded lemma, of a compound that is an epithet the whole ("front-runner")."""
    before = _before_hyphen(noun)
    lemma = fold(noun.lemma_)
    whole = f"{fold(before.text)}-{lemma}" if before is not None else lemma
    return whole if whole in source_words().epithets else lemma


def name_in(span: TokenSpan) -> TokenSpan | None:
    """Return the name that the phrase bears, without its article.

    A name that merely qualifies ("the Pentagon's spokesman") is not its own; one that
    stands before a noun for an outlet is ("the Munhwa Ilbo newspaper").
    """
    head = head_of(span)
    leading = _leading_person(span)
    if leading is not None:
        return leading
    titled = _capitalised(span)
    if titled is not None:
        return titled
    if _is_one_of(head, head):
        return None
    found = _entity_name(span, head) or _proper_head(span, head) or _trailing_name(span, head)
    if found is not None and (_is_fragment(found, head) or is_office(found)):
        found = None
    return found or _classed_name(span, head)


def is_office(found: TokenSpan) -> bool:
    """Say whether capitals only make an office of words, and no name ("the *Prime Minister*")."""
    words = [fold(token.text).strip(".") for token in found if not token.is_punct]
    office = lexicon().titles | lexicon().portfolios
    return len(words) > 1 and words[-1] in lexicon().titles and all(word in office for word in words)


def _is_fragment(found: TokenSpan, head: Token) -> bool:
    """Say whether a lone word is but a part of what a body is called ("the *Suden* interior ministry")."""
    if len(found) > 1 or head.text[:1].isupper() or fold(head.lemma_) not in source_words().organisations:
        return False
    qualified = any(child.dep_ in ("compound", "amod", "poss", "nmod") for child in head.lefts)
    return qualified and (found[0] == head or head.i - found[0].i > 1)


def _capitalised(span: TokenSpan) -> TokenSpan | None:
    """Return a phrase of which every word bears a capital, as names of movements do ("Save Our Rivers").

    Only in running text, and where neither people, countries nor titles are among the words.
    """
    start = span.start + (span[0].lower_ in ("the", "a", "an"))
    phrase = span.doc[start : span.end]
    words = [token for token in phrase if token.is_alpha]
    if len(words) < FEWEST_CAPITALS or len(words) < len(phrase) or not all(t.is_title for t in words):
        return None
    lists = lexicon()
    taken = any(
        token.ent_type_ in ("PERSON", "GPE", "NORP", *TIMES)
        or country_of(token.text)
        or fold(token.text) in lists.titles | lists.portfolios
        for token in words
    )
    known = any(entity is not None and len(entity) > 1 for entity in map(entity_at, span))
    rest = [token for token in span.sent if token.is_alpha and not span.start <= token.i < span.end]
    running = 2 * sum(token.is_lower for token in rest) > len(rest)
    return phrase if running and not taken and not known else None


def without_postnominals(span: TokenSpan) -> TokenSpan:
    """Return a phrase without the letters that honours and offices put behind a name ("Ada Fir, KC")."""
    end, letters = span.end, lexicon().postnominals
    while end - span.start > 2 and (
        span.doc[end - 1].text == "," or fold(span.doc[end - 1].text).replace(".", "") in letters
    ):
        end -= 1
    cut = span.doc[span.start : end]
    capital = end < span.end and not any(token.is_lower for token in span.doc[end : span.end])
    return cut if capital and cut[-1].pos_ == "PROPN" else span


def _leading_person(span: TokenSpan) -> TokenSpan | None:
    """Return the person whose name, or title and name, is all that stands before the first comma."""
    doc = span.doc
    comma = next((token.i for token in span if token.text == ","), span.end)
    person = entity_at(doc[comma - 1]) if comma > span.start else None
    if person is None or person.label_ != "PERSON" or person.start < span.start or person.end != comma:
        return None
    before = doc[span.start : person.start]
    plain = all(token.pos_ in ("PROPN", "NOUN", "ADJ", "DET") for token in before)
    return person if plain and (len(person) > 1 or comma < span.end) else None


def _entity_name(span: TokenSpan, head: Token) -> TokenSpan | None:
    own = [head, *(child for child in head.children if child.dep_ in ("appos", "compound", "flat"))]
    own += [grandchild for child in own[1:] for grandchild in child.children if child.dep_ == "appos"]
    own = [token for token in own if span.start <= token.i < span.end]
    for token in sorted(own, key=lambda token: _rank(token, head)):
        if _is_one_of(token, head):
            continue
        if token.ent_type_ in NAME_LABELS and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB"):
            entity = entity_at(token)
            if entity is None:
                continue
            if token == head or token.dep_ == "appos" or entity.end == head.i + 1 or head.pos_ == "PROPN":
                return within(entity, span)
    return None


def _is_one_of(token: Token, head: Token) -> bool:
    """Say whether a word tells what somebody is, or is from, and no name ("a chief, *Ohio*")."""
    if token.ent_type_ in PLACES and token.dep_ == "appos":
        return fold(token.head.lemma_) in lexicon().titles
    if token.ent_type_ != "NORP" or token.tag_ in ("NNS", "NNPS"):
        return False
    determined = any(child.dep_ == "det" for child in token.children)
    return token.dep_ == "appos" or (token == head and determined and fold(token.text) in lexicon().titles)


def _rank(token: Token, head: Token) -> tuple[bool, bool, int]:
    """Rank the words that may carry the phrase's name: people first, then head and apposition."""
    return token.ent_type_ != "PERSON", token.dep_ != "appos" and token != head, token.i


def _proper_head(span: TokenSpan, head: Token) -> TokenSpan | None:
    if head.pos_ != "PROPN" or head.ent_type_ in TIMES or _is_common(head):
        return None
    start = head.i
    while start > span.start and span.doc[start - 1].pos_ == "PROPN":
        start -= 1
    return span.doc[start : head.i + 1]


def _is_common(token: Token) -> bool:
    """Say whether a capitalised word is a noun for people or bodies, as in headlines ("Lawmaker urges")."""
    folded = fold(token.lemma_)
    before = [child for child in token.children if child.dep_ in ("compound", "flat")]
    alone = not before or is_office(token.doc[before[0].i : token.i + 1])
    return alone and not token.ent_type_ and (folded in lexicon().titles or folded in common_nouns())


def _trailing_name(span: TokenSpan, head: Token) -> TokenSpan | None:
    """Return the name that ends the phrase beside its noun ("the newspaper Mainichi")."""
    doc = span.doc
    end = span.end - 1 if span.doc[span.end - 1].is_punct and len(span) > 1 else span.end
    trailing = doc[end - 1]
    if trailing.pos_ != "PROPN" or trailing.dep_ in ("pobj", "poss") or head.pos_ != "NOUN":
        return None
    start = trailing.i
    while start - 1 > head.i and doc[start - 1].pos_ == "PROPN":
        start -= 1
    placed = doc[start - 1].text == "," and trailing.ent_type_ in PLACES
    beside = start == head.i + 1 or (doc[start - 1].text == "," and not placed)
    return doc[start : trailing.i + 1] if beside and trailing.ent_type_ not in TIMES else None


def _classed_name(span: TokenSpan, head: Token) -> TokenSpan | None:
    """Return the name before a noun that says what it is: "the Munhwa Ilbo newspaper"."""
    if head.lemma_.lower() not in source_words().outlet_nouns or head.lower_ == "media":
        return None
    compounds = [child for child in head.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    if not compounds or compounds[-1].i != head.i - 1 or compounds[0].left_edge.i < span.start:
        return None
    found = span.doc[compounds[0].left_edge.i : head.i]
    return None if found.root.ent_type_ in {"GPE", "NORP", *TIMES} else found


def within(entity: TokenSpan, span: TokenSpan) -> TokenSpan:
    """Return an entity as far as it lies in the phrase, cut or completed where the tagger slipped."""
    doc = span.doc
    start, end = max(entity.start, span.start), min(entity.end, span.end)
    while end < span.end and doc[end].pos_ == "PROPN" and entity.label_ == "PERSON":
        end += 1
    end = _past_hyphen(doc, end, span.end)
    if entity.label_ == "ORG" and start - 2 >= span.start and doc[start - 1].tag_ == "POS":
        start -= 2
    while start < end - 1 and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    if doc[end - 1].tag_ == "POS" and end - 1 > start:
        end -= 1
    return doc[start : _before_repetition(doc, start, end)]


def _before_repetition(doc: Doc, start: int, end: int) -> int:
    """Return where a name ends that is printed once more behind "and", as feeds do."""
    joint = next((i for i in range(start + 1, end - 1) if doc[i].lower_ in ("and", "&")), end)
    again = joint + 1 + (joint + 1 < end and doc[joint + 1].lower_ == "the")
    return joint if joint < end and doc[start:joint].text == doc[again:end].text else end


def whole_entity(entity: TokenSpan) -> TokenSpan:
    """Return an entity with what a hyphen binds to its end ("Moon Jae" -> "Moon Jae-in")."""
    return entity.doc[entity.start : _past_hyphen(entity.doc, entity.end, entity.sent.end)]


def _past_hyphen(doc: Doc, end: int, limit: int) -> int:
    while end + 1 < limit and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        end += 2
    return end


def role_noun(span: TokenSpan, head: Token) -> str | None:
    """Return the common noun of the phrase: its head, or the title that stands before a name."""
    titles = lexicon().titles
    small = head.pos_ == "PROPN" and head.is_lower and fold(head.lemma_) in common_nouns()
    if head.pos_ == "NOUN" or small or _is_common(head) or _is_one_of(head, head):
        return _lemma_of(head)
    for token in sorted((t for t in span if t.i < head.i), key=lambda t: -t.i):
        folded = fold(token.text).strip(".")
        if token.dep_ in ("compound", "nmod", "amod", "poss", "nsubj") and (
            folded in titles or (token.pos_ == "NOUN" and token.dep_ == "compound")
        ):
            return _lemma_of(token) if token.pos_ == "NOUN" else folded
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            return child.lemma_.lower()
    return None


def is_camel(word: str) -> bool:
    """Say whether a word has a capital inside as brands have, and Scots and Irish names have not."""
    inner = any(a.islower() and b.isupper() for a, b in itertools.pairwise(word))
    return inner and not word.startswith(("Mc", "Mac", "De", "Di", "Da", "Du", "La", "Le", "Van", "Fitz"))


def is_possessive(name: str) -> bool:
    """Say whether an owner stands within a name, as in names of shops ("Ada's Corner")."""
    return re.search(r"\w['’]s? \w", name) is not None


def is_institution(name: str) -> bool:
    """Say whether a name reads as that of a body rather than of a person."""
    lone = " " not in name
    words = source_words()
    ending = lone and (name.lower().endswith(words.firm_endings) or name.lower() in words.platforms)
    return looks_like_organisation(name) or (lone and is_camel(name)) or ending or is_possessive(name)
