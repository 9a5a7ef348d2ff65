"""Whom a document means: names, descriptions and pronouns -> referents.

Referents are gathered from the names of the document (one person, one name, by
:mod:`sayso.names`) and from the sources that bear none. A description ("the
Ukrainian president", "the source", "the ministry") means the latest referent that
was described so; a pronoun the most salient referent before it that fits, where
subjects and speakers count more, as in centering theory (Grosz, Joshi and
Weinstein, 1995). What nothing fits stays without a name.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.extract.sources import Description, describe
from sayso.extract.subjects import SUBJECTS
from sayso.names import NameMention, cluster_names, country_of
from sayso.names.lexicon import lexicon
from sayso.names.people import parse_person
from sayso.names.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as TokenSpan

    from sayso.extract.parse import Passage
    from sayso.model import SourceKind

GENDERED = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
PLURAL = frozenset({"they", "their", "them"})
NEUTER = frozenset({"it", "its"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
FARTHEST = 6
"""Sentences that a pronoun looks back, at most."""

LONGEST_NAME = 9
"""Words by which a nameless source is called, at most."""

SUBJECT_BONUS = 1.6
SPEAKER_BONUS = 0.8
UNNAMED_COST = 1.0
OTHER_KIND = 3.0
"""Salience in sentences: what being a subject or a speaker is worth, and what a poor fit costs."""


@dataclass(slots=True)
class Referent:
    """Someone or something a document speaks of, with all it was called."""

    kind: SourceKind
    name: str | None
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False
    via: tuple[Referent, ...] = ()
    """Through whom the document has its words, nearest first."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """One place where a referent stands."""

    sentence: int
    position: int
    referent: Referent
    subject: bool


def _position(seen: _Seen) -> int:
    return seen.position


class Resolver:
    """The referents of one document, met in reading order."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._sentences = _number_sentences(passages)
        self._seen: list[_Seen] = []
        self._speakers: list[tuple[int, Referent]] = []
        self._named: dict[str, Referent] = {}
        self._surnames: set[str] = set()
        self._canonical = self._cluster()
        self._meet_titles()

    def _mentions(self) -> Iterator[tuple[int, TokenSpan, Description]]:
        for number, passage in enumerate(self._passages):
            for entity in passage.parse.ents:
                if entity.label_ in ("PERSON", "ORG", "GPE"):
                    phrase = passage.parse[_phrase_start(entity) : entity.end]
                    yield number, phrase, describe(phrase)

    def _cluster(self) -> dict[NameMention, str]:
        """Merge the document's names, then put every place where one stands on the timeline."""
        found = list(self._mentions())
        self._surnames = {
            parse_person(d.name).keys[-1]
            for _, _, d in found
            if d.name and d.kind == "person" and _known_person(d)
        }
        found = [(number, phrase, self._as_person(d)) for number, phrase, d in found]
        mentions = {(number, phrase.start): _name_mention(d) for number, phrase, d in found if d.name}
        names = cluster_names(list(mentions.values()))
        for number, phrase, description in found:
            if description.name:
                name = names[mentions[number, phrase.start]]
                self._see(number, phrase, self._referent(name, description))
        return names

    def _as_person(self, description: Description) -> Description:
        """Take a bare surname for a person where the document names someone who bears it."""
        keys = parse_person(description.name or "").keys
        surname = len(keys) == 1 and keys[0] in self._surnames
        if surname and description.kind in ("organisation", "outlet", "group"):
            return replace(description, kind="person")
        return description

    def _meet_titles(self) -> None:
        """Put the places where someone goes by a title alone ("the president") on the timeline."""
        titles = lexicon().titles
        for number, passage in enumerate(self._passages):
            for token in passage.parse:
                if token.pos_ == "NOUN" and not token.ent_type_ and token.lemma_.lower() in titles:
                    phrase = passage.parse[token.left_edge.i : token.i + 1]
                    description = describe(phrase)
                    if description.definite and not description.name:
                        referent = self._of_description(description, passage.start + phrase.start_char)
                        self._see(number, phrase, referent)

    def _referent(self, name: str, description: Description) -> Referent:
        referent = self._named.setdefault(name, Referent(description.kind, name))
        if description.noun:
            referent.nouns.add(description.noun)
        referent.modifiers |= description.modifiers
        if description.kind == "person" and referent.kind == "organisation":
            referent.kind = "person"
        if referent.kind == "person" and referent.gender is None:
            referent.gender = parse_person(description.words).gender or parse_person(name).gender
        return referent

    def _see(self, number: int, phrase: TokenSpan, referent: Referent) -> None:
        head = phrase.root
        subject = head.dep_ in SUBJECTS or (head.dep_ == "poss" and head.head.dep_ in SUBJECTS)
        sentence = self._sentences[number, phrase.sent.start]
        position = self._passages[number].start + phrase.start_char
        insort(self._seen, _Seen(sentence, position, referent, subject), key=_position)

    def resolve(self, number: int, phrase: TokenSpan, cue_lemma: str = "") -> Referent:
        """Return whom a source of passage *number* names; sources must come in reading order."""
        description = self._as_person(describe(phrase, cue_lemma))
        sentence = self._sentences[number, phrase.sent.start]
        position = self._passages[number].start + phrase.start_char
        if description.pronoun:
            referent = self._of_pronoun(description, number, phrase, sentence, position)
        elif description.name:
            referent = self._of_name(description)
        else:
            referent = self._of_description(description, position)
        self._see(number, phrase, referent)
        self._speakers.append((sentence, referent))
        return referent

    def _of_name(self, description: Description) -> Referent:
        mention = _name_mention(description)
        if mention not in self._canonical:
            self._canonical[mention] = cluster_names([*self._canonical, mention])[mention]
        canonical = self._canonical[mention]
        known = self._named.get(canonical)
        if known is not None and description.kind == "outlet":
            known.kind = "outlet"
        return self._referent(canonical, description)

    def _of_description(self, description: Description, position: int) -> Referent:
        """Return the latest referent that was described so; a new one when there is none."""
        if description.definite and description.noun:
            for seen in reversed(self._before(position)):
                if _fits(seen.referent, description):
                    return seen.referent
        bare = description.kind in ("unnamed", "group", "document", "post", "organisation")
        return Referent(
            description.kind,
            _short(description) if bare else None,
            {description.noun} if description.noun else set(),
            set(description.modifiers),
            plural=description.plural,
        )

    def _before(self, position: int) -> list[_Seen]:
        return self._seen[: bisect_left(self._seen, position, key=_position)]

    def _of_pronoun(
        self, description: Description, number: int, phrase: TokenSpan, sentence: int, position: int
    ) -> Referent:
        pronoun = description.pronoun or ""
        if pronoun in RELATIVE:
            antecedent = _antecedent(phrase)
            if antecedent is not None:
                return self.resolve(number, antecedent)
        best: tuple[float, int] | None = None
        chosen: Referent | None = None
        for seen in self._before(position):
            if sentence - seen.sentence <= FARTHEST and _agrees(seen.referent, pronoun):
                rank = (self._salience(seen, pronoun, sentence), seen.position)
                if best is None or rank > best:
                    best, chosen = rank, seen.referent
        if chosen is None:
            return Referent("group" if pronoun in PLURAL else "person", None, plural=pronoun in PLURAL)
        if pronoun in GENDERED and chosen.gender is None:
            chosen.gender = GENDERED[pronoun]
        return chosen

    def _salience(self, seen: _Seen, pronoun: str, sentence: int) -> float:
        score = float(seen.sentence - sentence)
        if seen.subject:
            score += SUBJECT_BONUS
        if self._speakers and self._speakers[-1][1] is seen.referent:
            score += SPEAKER_BONUS
        if pronoun in PLURAL and not seen.referent.plural:
            score -= OTHER_KIND
        if pronoun in GENDERED and seen.referent.kind == "unnamed":
            score -= UNNAMED_COST
        return score


def _known_person(description: Description) -> bool:
    """Say whether a title or a given name shows that a person is named."""
    keys = parse_person(description.name or "").keys
    return len(keys) > 1 or (len(keys) == 1 and description.noun in lexicon().titles)


def _name_mention(description: Description) -> NameMention:
    gender = parse_person(description.words).gender if description.kind == "person" else None
    return NameMention(description.name or "", description.kind, gender=gender)


def _short(description: Description) -> str:
    """Return the words of a nameless source without the clauses that hang on it."""
    head = description.head
    words = [token for token in head.subtree if token.i <= head.i]
    for child in head.rights:
        if child.dep_ in ("prep", "acl", "amod") and len(words) + len(list(child.subtree)) <= LONGEST_NAME:
            words += list(child.subtree)
        else:
            break
    return "".join(token.text_with_ws for token in words).strip()


def _number_sentences(passages: Sequence[Passage]) -> dict[tuple[int, int], int]:
    numbers: dict[tuple[int, int], int] = {}
    for index, passage in enumerate(passages):
        for sentence in passage.parse.sents:
            numbers[index, sentence.start] = len(numbers)
    return numbers


def _phrase_start(entity: TokenSpan) -> int:
    """Return where the noun phrase of a name starts, its title and adjectives included."""
    head = entity.root
    left = [t.left_edge.i for t in head.lefts if t.dep_ in ("compound", "amod", "nmod", "poss", "det")]
    return min([entity.start, *left])


def _antecedent(phrase: TokenSpan) -> TokenSpan | None:
    """Return the noun phrase that a relative pronoun stands for."""
    token = phrase.root
    while token.dep_ not in ("relcl", "acl") and token.head != token:
        token = token.head
    if token.dep_ not in ("relcl", "acl"):
        return None
    noun = token.head
    if noun.i >= phrase.start or noun.pos_ == "PRON":
        return None
    return phrase.doc[noun.left_edge.i : max(noun.i + 1, min(phrase.start, noun.right_edge.i + 1))]


def _agrees(referent: Referent, pronoun: str) -> bool:
    """Say whether a pronoun can stand for a referent, by gender and number."""
    if pronoun in GENDERED:
        individual = referent.kind in ("person", "unnamed") and not referent.plural
        return individual and referent.gender in (None, GENDERED[pronoun])
    if pronoun in NEUTER:
        return referent.kind in ("organisation", "outlet", "document", "post")
    if pronoun in PLURAL:
        return referent.kind != "document" and (referent.plural or referent.kind != "person")
    return referent.kind in ("person", "group", "organisation", "unnamed")


def _fits(referent: Referent, description: Description) -> bool:
    """Say whether a referent may be called so: the noun was used of it, no country differs."""
    noun = description.noun or ""
    in_name = referent.kind != "person" and noun in {fold(word) for word in (referent.name or "").split()}
    same_sort = noun in referent.nouns or in_name
    if not same_sort or description.plural != referent.plural:
        return False
    theirs = {m for m in referent.modifiers if country_of(m)}
    asked = {m for m in description.modifiers if country_of(m)}
    return not asked or not theirs or bool(asked & theirs)
