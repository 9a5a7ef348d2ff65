"""What a printed source is: its head, its name if it bears one, its kind.

This module looks at the noun phrase alone; whom a pronoun or a description means is
:mod:`sayso.extract.resolve`'s question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.parse import entity_at
from sayso.extract.sources_names import (
    FEWEST_CAPITALS,
    head_of,
    is_institution,
    is_possessive,
    name_in,
    role_noun,
    within,
    without_postnominals,
)
from sayso.extract.sources_words import (
    INDEFINITE,
    INDEFINITE_PRONOUNS,
    PARTITIVES,
    PRONOUNS,
    SPOKESPEOPLE,
    impersonal_kinds,
    source_words,
)
from sayso.names import country_of
from sayso.names.lexicon import lexicon as name_lexicon
from sayso.names.people import parse_person
from sayso.names.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.model import SourceKind

KIND_OF_LABEL: dict[str, SourceKind] = {
    "NORP": "group",
    "ORG": "organisation",
    "GPE": "organisation",
    "FAC": "organisation",
    "LOC": "organisation",
    "LAW": "document",
    "WORK_OF_ART": "document",
}
LONGEST_NAME = 9
"""Words by which a nameless source is called, at most."""
DETERMINING = frozenset({"det", "poss", "nummod"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})


@dataclass(frozen=True, slots=True)
class Description:
    """A source as its words describe it.

    ``noun`` is the lemma of the common noun that heads or qualifies it ("president",
    "newspaper"), ``modifiers`` the folded words around it, countries by their name, of
    which ``proper`` are parts of names ("cia"); ``name`` the name it bears, ``kind``
    what it is as far as the words tell. ``end`` is the token before which the phrase ends.
    """

    words: str
    head: Token
    noun: str | None
    name: str | None
    kind: SourceKind
    modifiers: frozenset[str]
    proper: frozenset[str]
    definite: bool
    plural: bool
    end: int | None = None

    @property
    def pronoun(self) -> str | None:
        """The pronoun that the source is, lower case; ``None`` for nouns and names."""
        return self.head.lower_ if self.head.lower_ in PRONOUNS and self.name is None else None

    @property
    def takes_up(self) -> bool:
        """Whether it means someone who is known by now ("the minister")."""
        return self.definite and self.noun is not None


def describe(span: TokenSpan, cue_lemma: str = "") -> Description:
    """Return what the words of a printed source tell of it; *cue_lemma* is what it does."""
    end = span.end
    span = without_postnominals(span)
    head = head_of(span)
    named = name_in(span)
    whole = _portioned(head)
    noun = fold(whole.lemma_) if whole is not None else role_noun(span, head)
    name = " ".join(named.text.split()) if named is not None else None
    determiners = {child.lower_ for child in head.children if child.dep_ in ("det", "nummod", "amod")}
    possessed = any(child.dep_ == "poss" for child in head.children)
    definite = bool(determiners & {"the", "this", "that", "these", "those", "both"}) or possessed
    plural = whole is not None or head.tag_ in ("NNS", "NNPS") or head.lower_ in ("they", "people")
    kind = _kind(span, named, noun, cue_lemma, plural=plural)
    if kind == "person" and name:
        name = parse_person(name).text or name
    modifiers = list(_modifiers(span, named))
    return Description(
        words=span.text,
        head=head,
        noun=noun,
        name=_without_article(name) if name else None,
        kind=kind,
        modifiers=frozenset(word for word, _ in modifiers),
        proper=frozenset(word for word, proper in modifiers if proper and not country_of(word)),
        definite=definite and (not determiners & INDEFINITE or determiners >= {"the", "two"}),
        plural=plural,
        end=end,
    )


def _portioned(head: Token) -> Token | None:
    """Return the noun of which the head names a portion: "a group of *protesters*"."""
    if head.lemma_.lower() not in PARTITIVES:
        return None
    objects = (g for c in head.rights if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    return next((noun for noun in objects if noun.tag_ == "NNS"), None)


def _modifiers(span: TokenSpan, named: TokenSpan | None) -> Iterator[tuple[str, bool]]:
    """Yield the words around a noun with whether they are parts of names; clauses are left out."""
    inside = range(named.start, named.end) if named is not None else range(0)
    clauses = {t.i for token in span if token.dep_ in CLAUSES and token != span.root for t in token.subtree}
    for token in span:
        if token.i not in inside and token.i not in clauses and not token.is_punct and not token.is_stop:
            titled = fold(token.text).strip(".") in name_lexicon().titles
            yield (
                country_of(token.text) or fold(token.lemma_),
                token.pos_ == "PROPN" and not titled and token.ent_type_ not in ("DATE", "TIME"),
            )


def _kind(
    span: TokenSpan, named: TokenSpan | None, noun: str | None, cue_lemma: str, *, plural: bool
) -> SourceKind:
    if named is not None:
        return _kind_of_named(named, noun, cue_lemma)
    return _kind_of_nameless(span, noun, plural=plural)


def _kind_of_nameless(span: TokenSpan, noun: str | None, *, plural: bool) -> SourceKind:
    words = source_words()
    if span.root.lower_ in ("those", "somebody", "someone"):
        return "unnamed"
    crowd = span.root.lower_ in INDEFINITE_PRONOUNS or (plural and noun in PARTITIVES)
    crowd = crowd or (noun is None and span.root.pos_ == "NUM")
    if noun is None or crowd:
        return "group" if plural or crowd else "person"
    if noun in words.plural_reports and (plural or any(t.lower_ == "media" for t in span)):
        return "outlet" if span.root.lower_ == "media" and len(span) > 1 else "unnamed"
    withheld = any(token.lower_ in words.withheld for token in span)
    if not withheld and noun in impersonal_kinds():
        return impersonal_kinds()[noun]
    if plural and noun in words.groups and not withheld:
        return "group"
    children = list(span.root.children)
    indefinite = any(c.lower_ in INDEFINITE for c in children) or not any(
        c.dep_ in DETERMINING for c in children
    )
    personal = noun in words.people | name_lexicon().titles | SPOKESPEOPLE
    unnamed = noun in words.unnamed or indefinite or withheld or not (plural or personal)
    return "unnamed" if unnamed else "group" if plural else "person"


def _kind_of_named(named: TokenSpan, noun: str | None, cue_lemma: str) -> SourceKind:
    words = source_words()
    folded = [fold(token.text).strip(".") for token in named if token.is_alpha or "." in token.text]
    label = named.root.ent_type_ or named[0].ent_type_
    if named.root.tag_ in ("NNS", "NNPS") and noun is None and len(folded) == 1:
        label = "NORP"
    outlet = folded and (folded[-1] in words.outlet_names or words.outlet_parts & set(folded))
    if noun in words.outlet_nouns or outlet:
        return "outlet"
    movement = len(folded) >= FEWEST_CAPITALS and label != "PERSON"
    of_people = movement and named.root.tag_ in ("NNS", "NNPS") and noun == fold(named.root.lemma_)
    if not of_people and _is_person(named, noun):
        return "person"
    if cue_lemma in words.outlet_cues and label not in ("PERSON", "NORP"):
        return "outlet"
    if noun in words.documents:
        return "document"
    a_thing = len(folded) == 1 and any(child.lower_ == "the" for child in named.root.children)
    default: SourceKind = "organisation" if movement or a_thing else "person"
    return "organisation" if is_institution(named.text) else KIND_OF_LABEL.get(label, default)


def _is_person(named: TokenSpan, noun: str | None) -> bool:
    """Say whether a title or a given name shows that a name is a person's."""
    titled = noun is not None and (noun in name_lexicon().titles or noun in SPOKESPEOPLE)
    if is_possessive(named.text):
        return False
    keys = parse_person(named.text).keys
    return titled or (len(keys) > 1 and keys[0] in name_lexicon().given)


def _without_article(name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in ("a", "an", "the") else name


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
        entity = entity_at(token)
        if entity is not None and entity.label_ in ("ORG", "GPE", "FAC", "NORP"):
            return within(entity, span)
    return None


def said_by(span: TokenSpan) -> TokenSpan | None:
    """Return whose words a phrase like "Mr. Alder's comments" or "a statement from B" names, if it does."""
    head = span.root
    if head.lemma_.lower() not in source_words().sayings:
        return None
    owners = [child for child in head.children if child.dep_ == "poss"]
    owners += [g for c in head.children if c.lower_ in ("from", "by") for g in c.children if g.dep_ == "pobj"]
    for owner in owners:
        start, end = max(span.start, owner.left_edge.i), min(span.end, owner.right_edge.i + 1)
        if end > start and span.doc[end - 1].tag_ == "POS":
            end -= 1
        if owner.pos_ in ("PROPN", "PRON") and start <= owner.i < end:
            return span.doc[start:end]
    return None


def owner_of(phrase: TokenSpan) -> Token | None:
    """Return the word for whoever owns what the phrase names ("*his* office")."""
    return next((c for c in phrase.root.children if c.dep_ == "poss" and c.i >= phrase.start), None)


def is_owned(phrase: TokenSpan) -> bool:
    """Say whether a phrase is what someone owns ("his office"), who then speaks for it, too."""
    owner = owner_of(phrase)
    return owner is not None and owner.lower_ in PRONOUNS


def short_name(description: Description) -> str:
    """Return the words of a nameless source without the clauses that hang on it."""
    head = description.head
    end = description.end or head.doc[-1].i + 1
    words = [token for token in head.subtree if token.i <= head.i]
    for child in head.rights:
        hanging = [token for token in child.subtree if token.i < end]
        whole = bool(hanging) and hanging[-1].pos_ not in ("ADP", "DET", "CCONJ")
        named_on = child.dep_ in ("prep", "acl", "amod", "cc", "conj")
        if named_on and whole and len(words) + len(hanging) <= LONGEST_NAME:
            words += hanging
        else:
            break
    return "".join(token.text_with_ws for token in words).strip(" ,;").lstrip('"“( ')
