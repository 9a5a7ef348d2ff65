"""The cast of a document: everyone and everything it names, each under one name.

Names are joined by :mod:`sayso.names`; here they are gathered from the parse, the
tagger's slips are outvoted by the rest of the document, and a family name alone goes
to the person whom the document introduced by it first: news calls relatives who
come later by their full names (AP Stylebook, "names").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.mentions import Mention, apposed, apposed_kinds, mentions_of, pronoun_genders
from sayso.extract.referents import Referent
from sayso.names import NameMention, cluster_names, country_of
from sayso.names.lexicon import lexicon
from sayso.names.people import PersonName, parse_person
from sayso.names.same_people import part_rank
from sayso.names.spelling import fold, near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as TokenSpan

    from sayso.extract.parse import Passage
    from sayso.extract.sources import Description
    from sayso.model import SourceKind

SURE_VOTES = 5
"""What a title or a given name counts for against the tagger's labels."""

MOST_BEFORE = 3
"""Times that a family name may stand alone before the full name that introduces it (headline, summary)."""

FAMILY_RANK = 3
"""What :func:`part_rank` gives a family name, at least."""

COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir"})


class Cast:
    """Those whom a document names; ``mentions`` are the places, in reading order."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        found = list(mentions_of(passages))
        self._surnames = _surnames(found)
        self.mentions = [replace(m, description=self.as_person(m.description)) for m in found]
        self._genders = pronoun_genders(self.mentions)
        self._names = self._join()
        self._by_words = self._usual_names()
        kinds = self._kinds()
        self._referents = {name: Referent(kinds[name], name) for name in kinds}
        for mention in self.mentions:
            referent = self.named(mention.description)
            for noun in apposed(mention.phrase):
                referent.nouns.add(fold(noun.lemma_))
                words = (
                    fold(token.lemma_) for token in noun.subtree if token.i <= noun.i and not token.is_stop
                )
                referent.modifiers |= {country_of(word) or word for word in words}

    @property
    def referents(self) -> list[Referent]:
        """All referents with a name of their own."""
        return list(self._referents.values())

    def as_person(self, description: Description) -> Description:
        """Take a bare surname for a person where the document names someone who bears it."""
        name = description.name or description.head.text
        keys = parse_person(name).keys
        bare = len(keys) == 1 and name[:1].isupper() and self._bears(keys[0])
        own = description.name is not None or len(description.words.split()) == 1
        if bare and own and description.kind in ("organisation", "outlet", "group", "person", "unnamed"):
            return replace(description, kind="person", name=description.name or name, plural=False)
        return description

    def is_family(self, phrase: TokenSpan) -> bool:
        """Say whether a phrase is nothing but the family name of a person whom the document names."""
        keys = parse_person(phrase.text).keys
        return len(keys) == 1 and keys[0] in self._surnames

    def _bears(self, key: str) -> bool:
        return key in self._surnames or any(near(key, surname) for surname in self._surnames)

    def named(self, description: Description) -> Referent:
        """Return the referent of a name, a new one for a name not met before."""
        name = self._name_of(description)
        referent = self._referents.setdefault(name, Referent(description.kind, name))
        referent.learn(description)
        if description.kind == "outlet" and referent.kind != "person":
            referent.kind = "outlet"
        if referent.kind == "person" and referent.gender is None:
            referent.gender = parse_person(description.words).gender or parse_person(name).gender
            referent.leaning = referent.leaning or self._genders.get(name)
        return referent

    def country(self, name: str) -> Referent:
        """Return the referent of a country's name."""
        return self._referents.get(name) or Referent("organisation", name)

    def _mention(self, description: Description) -> NameMention:
        """Return a name as :mod:`sayso.names` takes it, with the gender that title or pronouns tell."""
        name, gender = description.name or "", None
        if description.kind == "person":
            gender = parse_person(description.words).gender or self._genders.get(name)
        return NameMention(name, description.kind, gender=gender)

    def _name_of(self, description: Description) -> str:
        mention = self._mention(description)
        if mention not in self._names:
            if mention.printed in self._by_words:
                self._names[mention] = self._by_words[mention.printed]
            else:
                name = cluster_names([*self._names, mention])[mention]
                self._names[mention] = self._homes.of(mention, name) or name
        return self._names[mention]

    def _join(self) -> dict[NameMention, str]:
        """Give every name of the document its fullest form."""
        mentions = [self._mention(m.description) for m in self.mentions]
        names = cluster_names(mentions)
        pairs = [(m.description, names[named]) for m, named in zip(self.mentions, mentions, strict=True)]
        self._homes = _Homes(pairs)
        return {mention: self._homes.of(mention, name) or name for mention, name in names.items()}

    def _usual_names(self) -> dict[str, str]:
        """Return the name that each printed form has most often, whatever kind it was taken for."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for mention in self.mentions:
            named = self._mention(mention.description)
            votes[named.printed][self._names[named]] += 1
        return {printed: counts.most_common(1)[0][0] for printed, counts in votes.items()}

    def _kinds(self) -> dict[str, SourceKind]:
        """Return the kind of each name: a person's title or given name tells, else most mentions do."""
        votes: dict[str, Counter[SourceKind]] = defaultdict(Counter)
        for mention in self.mentions:
            name = self._names[self._mention(mention.description)]
            sure = mention.description.kind == "person" and _known_person(mention.description)
            votes[name][mention.description.kind] += SURE_VOTES if sure else 1
            votes[name].update(dict.fromkeys(apposed_kinds(mention.phrase), 2 * SURE_VOTES))
        return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


class _Homes:
    """Whose family name a part-name is that fits several people of a document."""

    def __init__(self, named: Sequence[tuple[Description, str]]) -> None:
        self._first: dict[str, int] = {}
        self._alone: dict[str, list[int]] = defaultdict(list)
        self._titles: dict[str, set[str]] = defaultdict(set)
        self._genders: dict[str, str] = {}
        for at, (description, name) in enumerate(named):
            person = parse_person(description.words)
            if parse_person(description.name or "").full:
                self._first.setdefault(name, at)
            else:
                self._alone[name].append(at)
            if person.title and person.title not in COURTESY:
                self._titles[name].add(person.title)
            if person.gender and not person.full:
                self._genders[name] = person.gender

    def of(self, mention: NameMention, alone: str) -> str | None:
        """Return the full name that a part-name left *alone* stands for, ``None`` for all others."""
        part = parse_person(mention.printed)
        if mention.kind != "person" or part.full or not part.keys or alone in self._first:
            return None
        part = replace(part, gender=part.gender or mention.gender or self._genders.get(alone))
        fitting = [name for name in self._first if self._may_be(part, alone, name)]
        return min(fitting, key=self._rank, default=None)

    def _may_be(self, part: PersonName, alone: str, name: str) -> bool:
        whole = parse_person(name)
        early = sum(at < self._first[name] for at in self._alone[alone])
        ours, theirs = self._titles[alone], self._titles[name]
        known = bool(ours & theirs) or (part.gender is not None and part.gender == whole.gender)
        introduced = known if ours else early <= MOST_BEFORE
        return introduced and part_rank(part, whole) >= FAMILY_RANK

    def _rank(self, name: str) -> tuple[bool, int]:
        """Rank fathers before sons, then whom the document names first."""
        return parse_person(name).suffix is not None, self._first[name]


def _surnames(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(
        family_key(parse_person(m.description.name or ""))
        for m in mentions
        if m.description.kind == "person" and _known_person(m.description)
    )


def family_key(name: PersonName) -> str:
    """Return the sound key of the family name."""
    return name.keys[0] if name.family_first else name.keys[-1]


def _known_person(description: Description) -> bool:
    """Say whether a title or a given name shows that a person is named."""
    keys = parse_person(description.name or "").keys
    return len(keys) > 1 or (len(keys) == 1 and description.noun in lexicon().titles)
