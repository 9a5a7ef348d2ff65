"""Whom a document means: names, descriptions and pronouns -> referents.

Referents are those the document names (:mod:`sayso.extract.cast`) and the sources
that bear no name. A description ("the Ukrainian president", "the source", "the
ministry") means the latest referent that was described so; a pronoun the most
salient one before it that fits (:mod:`sayso.extract.anaphora`). Those who speak
together are one group of members. What nothing fits stays without a name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.anaphora import Pronoun, antecedent, candidates, gather_gender, is_open, pair_before
from sayso.extract.cast import Cast
from sayso.extract.descriptions import (
    announced,
    country_half,
    described,
    is_ambiguous,
    only_body,
    outlet_before,
    part_of_name,
    spoke_on,
    untitled,
    varied,
)
from sayso.extract.joint import conjuncts, joint_countries, joint_phrases, titled_after
from sayso.extract.referents import Referent, Timeline
from sayso.extract.sources import Description, describe, is_owned, owner_of, said_by, short_name
from sayso.extract.sources_names import noun_phrase
from sayso.extract.sources_words import (
    PLURAL,
    PRONOUNS,
    RELATIVE,
    impersonal_kinds,
    source_words,
)
from sayso.extract.subjects import SUBJECTS
from sayso.names.lexicon import lexicon
from sayso.names.people import parse_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as TokenSpan

    from sayso.extract.parse import Passage
    from sayso.model import SourceKind, Span

PAIR_REACH = 2
"""Sentences that "they" or "the two leaders" look back for two people, at most."""

LEAD = 1
"""The last passage that may speak of a body before it names it: title and lead do."""

PAIR_SALIENCE = -2.0


class Resolver:
    """The referents of one document, met in reading order."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._timeline = Timeline(passages)
        self._speakers: list[tuple[int, Referent]] = []
        self._cast = Cast(passages)
        self._groups: dict[tuple[int, ...], Referent] = {}
        self._pronouns: dict[int, Referent] = {}
        self._content: Sequence[Span] = ()
        self._meet_cast()
        self._meet_nouns()
        self._waiting = self._free_pronouns()

    def resolve(
        self, number: int, phrase: TokenSpan, cue_lemma: str = "", content: Sequence[Span] = ()
    ) -> Referent:
        """Return whom a source of passage *number* names; sources must come in reading order.

        *cue_lemma* is what the source does, *content* what it says, in document offsets.
        """
        self._content = content
        phrase = noun_phrase(phrase)
        position = self._timeline.position(number, phrase)
        self._advance(position)
        referent = self._of_phrase(number, phrase, cue_lemma)
        self._timeline.see(number, phrase, referent, quoted=False)
        self._speakers.append((position, referent))
        return referent

    def label(self, phrase: TokenSpan) -> Referent:
        """Return the person whom the label of a turn names ("SMITH:", "Mayor Brand:"), in any letters."""
        printed = phrase.text.title() if phrase.text.isupper() else phrase.text
        name = parse_person(printed).text or printed
        told = replace(describe(phrase), words=printed, name=name, kind="person", plural=False)
        return self._cast.named(told)

    # -- what stands where ----------------------------------------------------

    def _meet_cast(self) -> None:
        """Put every place of a name on the timeline, and every group of people named together."""
        heads: dict[tuple[int, int], Referent] = {}
        for mention in self._cast.mentions:
            referent = self._cast.named(mention.description)
            heads[mention.passage, mention.phrase.root.i] = referent
            self._timeline.see(mention.passage, mention.phrase, referent)
        for mention in self._cast.mentions:
            head = mention.phrase.root
            members = [heads.get((mention.passage, token.i)) for token in conjuncts(head)]
            people = [member for member in members if member and member.kind == "person"]
            if len(people) > 1 and head.dep_ != "conj":
                self._timeline.see(mention.passage, mention.phrase, self._group(people))

    def _meet_nouns(self) -> None:
        """Put descriptions that can be taken up on the timeline: titles, and subjects of a known sort."""
        titles, words = lexicon().titles, source_words()
        sorts = impersonal_kinds().keys() | words.unnamed | words.groups
        for number, passage in enumerate(self._passages):
            for token in passage.parse:
                if token.pos_ != "NOUN" or token.ent_type_:
                    continue
                noun = token.lemma_.lower()
                titled = noun in titles
                if titled or (noun in sorts and token.dep_ in SUBJECTS):
                    self._meet_noun(number, passage.parse[token.left_edge.i : token.i + 1], titled=titled)

    def _meet_noun(self, number: int, phrase: TokenSpan, *, titled: bool) -> None:
        description = describe(phrase)
        single_title = titled and not description.plural
        if not description.name and (description.definite or not single_title):
            position = self._timeline.position(number, phrase)
            referent = self._of_description(description, number, phrase, position)
            self._timeline.see(number, phrase, referent)

    def _free_pronouns(self) -> list[tuple[int, int, TokenSpan]]:
        """Return the pronouns outside of quotation marks that are subjects, the last first."""
        found = []
        for number, passage in enumerate(self._passages):
            for token in passage.parse:
                if token.lower_ in ("he", "she", "they") and token.dep_ in SUBJECTS:
                    phrase = passage.parse[token.i : token.i + 1]
                    if not self._timeline.quoted(number, phrase):
                        found.append((self._timeline.position(number, phrase), number, phrase))
        return found[::-1]

    def _advance(self, position: int) -> None:
        """Resolve the pronouns before *position*, so that who is spoken of stays in mind."""
        while self._waiting and self._waiting[-1][0] < position:
            at, number, phrase = self._waiting.pop()
            if at not in self._pronouns:
                referent = self._of_pronoun(phrase.root.lower_, number, phrase)
                if referent.name:
                    self._timeline.see(number, phrase, referent, quoted=False)

    # -- who is meant ---------------------------------------------------------

    def _of_phrase(self, number: int, phrase: TokenSpan, cue_lemma: str) -> Referent:
        countries = joint_countries(phrase)
        if countries:
            return self._group([self._cast.country(name) for name in countries])
        owner = said_by(phrase)
        if owner is not None:
            return self._of_phrase(number, owner, cue_lemma)
        parts = titled_after(phrase)
        parts = parts if parts and self._cast.is_family(parts[0]) else joint_phrases(phrase)
        if len(parts) > 1:
            described_parts = [self._cast.as_person(describe(part)) for part in parts]
            if any(d.name for d in described_parts):
                own = [part for part in parts if not is_owned(part)] or parts
                return self._group([self._of_one(number, part, cue_lemma) for part in own])
        return self._of_one(number, phrase, cue_lemma)

    def _of_one(self, number: int, phrase: TokenSpan, cue_lemma: str) -> Referent:
        description = self._cast.as_person(describe(phrase, cue_lemma))
        position = self._timeline.position(number, phrase)
        if description.pronoun:
            return self._of_pronoun(description.pronoun, number, phrase)
        if description.name:
            return country_half(self._cast.referents, description) or self._cast.named(description)
        return self._of_description(description, number, phrase, position)

    def _group(self, members: Sequence[Referent]) -> Referent:
        """Return the one group of these members; they are called "A, B and C"."""
        each = [m for member in members for m in (member.members or (member,))]
        flat = list({m.name or id(m): m for m in reversed(each)}.values())[::-1]
        if len(flat) == 1:
            return flat[0]
        key = tuple(sorted(id(member) for member in flat))
        if key not in self._groups:
            names = [member.name for member in flat if member.name]
            name = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]])) or None
            self._groups[key] = Referent("group", name, plural=True, members=tuple(flat))
        return self._groups[key]

    def _of_description(
        self, description: Description, number: int, phrase: TokenSpan, position: int
    ) -> Referent:
        """Return the latest referent that was described so; a new one when there is none."""
        known = self._known(description, number, phrase, position) if description.takes_up else None
        if known is None and (number == 0 or self._passages[number].block.role in ("title", "heading")):
            known = announced(self._cast.referents, description)
        known = known or part_of_name(self._cast.referents, description)
        if known is not None:
            return known
        name, kind = self._owned_name(number, phrase) or short_name(description), description.kind
        if kind == "person" and owner_of(phrase) is not None:
            kind = "unnamed"
        bare = kind in ("unnamed", "group", "document", "post", "organisation", "outlet")
        referent = Referent(kind, name if bare else None, plural=description.plural)
        referent.learn(description)
        return referent

    def _known(
        self, description: Description, number: int, phrase: TokenSpan, position: int
    ) -> Referent | None:
        before = self._timeline.before(position)
        sentence = self._timeline.sentence(number, phrase)
        two = any(token.lower_ in ("two", "both") for token in phrase.root.children)
        pair = pair_before(before, sentence, PAIR_REACH) if two and description.kind == "group" else None
        if pair is not None:
            return self._group(pair)
        if is_ambiguous(before, description, self._speaker(position)):
            return Referent("person", None)
        found = described(before, description)
        if found is not None or description.plural:
            return found
        if description.kind == "person":
            return self._by_another_word(description, number, phrase, position)
        outlet = outlet_before(before, description, sentence)
        if outlet is not None:
            return outlet
        announces = number <= LEAD or self._passages[number].block.role in ("title", "heading")
        return only_body(before, self._cast.referents if announces else (), description)

    def _by_another_word(
        self, description: Description, number: int, phrase: TokenSpan, position: int
    ) -> Referent | None:
        """Return the person whom a title or an epithet that nobody bears may mean."""
        if owner_of(phrase):
            return None
        before, sentence = self._timeline.before(position), self._timeline.sentence(number, phrase)
        found = untitled(before, description, sentence) or varied(before, description, sentence)
        trails = bool(self._content) and self._content[0][0] < position
        if found is not None or not trails:
            return found
        return spoke_on(
            before, description, sentence, self._speaker(position, since=self._passages[number].start)
        )

    def _speaker(self, position: int, since: int = 0) -> Referent | None:
        """Return who spoke last before a document offset, and not before *since*."""
        return next((r for at, r in reversed(self._speakers) if since <= at < position), None)

    def _owned_name(self, number: int, phrase: TokenSpan) -> str | None:
        """Return the name of what a pronoun owns: "whose office" -> "Robert Alder's office"."""
        owner = owner_of(phrase)
        if owner is None or owner.lower_ not in PRONOUNS:
            return None
        found = self._of_pronoun(owner.lower_, number, phrase.doc[owner.i : owner.i + 1])
        rest = phrase.doc[owner.i + 1 : phrase.root.i + 1].text
        return f"{found.name}'s {rest}" if found.name else None

    def _of_pronoun(self, pronoun: str, number: int, phrase: TokenSpan) -> Referent:
        position = self._timeline.position(number, phrase)
        if position in self._pronouns:
            return self._pronouns[position]
        relative = pronoun in RELATIVE
        noun = antecedent(phrase) if relative else None
        if noun is not None and noun.root.lower_ != pronoun:
            found: Referent | None = self._of_phrase(number, noun, "")
        elif pronoun in ("that", "which"):
            found = Referent("document", None)
        else:
            found = self._salient("who" if relative else pronoun, number, phrase)
        self._pronouns[position] = found or _nobody(pronoun)
        return self._pronouns[position]

    def _salient(self, pronoun: str, number: int, phrase: TokenSpan) -> Referent | None:
        position = self._timeline.position(number, phrase)
        sentence = self._timeline.sentence(number, phrase)
        before, speaker = self._timeline.before(position), self._speaker(position)
        asked = Pronoun(pronoun, sentence, position, speaker, self._content, self._passages[number].start)
        found = candidates(before, asked)
        chosen = found[0].place.referent if found and not is_open(found, asked) else None
        weak = chosen is None or not chosen.plural or found[0].salience < PAIR_SALIENCE
        if pronoun in PLURAL and weak:
            pair = pair_before(before, sentence, PAIR_REACH)
            if pair is not None:
                return self._group(pair)
        if chosen is not None:
            gather_gender(found, asked, phrase.root)
        return chosen


def _nobody(pronoun: str) -> Referent:
    kind: SourceKind = "group" if pronoun in PLURAL else "person"
    return Referent(kind, None, plural=pronoun in PLURAL)
