"""One person, organisation or outlet, one name across the documents of a story.

Each document has resolved its own part-names already; here the documents' names
meet (:func:`sayso.names.cluster_names`). What is printed and where is untouched.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.names import NameMention, cluster_names, fold, sort_of, title_gender

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Extraction, Label, Source, SourceKind, Statement

    _Key = tuple[str, SourceKind, str]
    _Names = Mapping[_Key, tuple[str, SourceKind]]
    _Known = Mapping[str, tuple[str, SourceKind]]

PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m"} | {
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
"""What the pronouns of the third person tell of whom they stand for."""

SURE_GENDER = 4
"""How many times oftener than the other gender a page must use one for a name to bear it."""


def unify_names(extractions: Sequence[Extraction]) -> list[Extraction]:
    """Return the extractions of one story with one name for each source and speaker.

    A source that its page could not name takes the name of a page that could, when the
    printed words are the same. Only ``Source.name``, ``Source.kind`` (to the one most
    mentions of the name have) and ``Label.speaker`` change. The result does not depend on
    the order of the documents.
    """
    counts: Counter[_Key] = Counter()
    for extraction in extractions:
        counts.update(_named(extraction))
    genders = _genders(extractions)
    mentions = {
        key: NameMention(key[0], key[1], key[2], count, genders.get(key)) for key, count in counts.items()
    }
    clusters = cluster_names(list(mentions.values()))
    kinds = _kinds(counts, {key: clusters[mention] for key, mention in mentions.items()})
    names = {key: (clusters[mention], kinds[clusters[mention]]) for key, mention in mentions.items()}
    known = _known(names)
    return [_renamed(extraction, names, known) for extraction in extractions]


def _genders(extractions: Sequence[Extraction]) -> dict[_Key, str]:
    """Return the gender that each page gives to a name by the pronouns and titles printed for it.

    A page that writes "Kowalsky" and goes on with "he" does not mean the Anna Kowalsky whom it
    names once. A single slip among many pronouns does not count.
    """
    votes: dict[_Key, Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        for statement in extraction.statements:
            for source in statement.chain:
                told = _gender(source.text or "") if source.name else None
                if told:
                    votes[source.name or "", source.kind, extraction.document.id][told] += 1
    return {
        key: gender
        for key, found in votes.items()
        for gender, count in found.items()
        if count >= SURE_GENDER * (found.total() - count)
    }


def _gender(printed: str) -> str | None:
    """Return the gender of a pronoun or of the title in a printed name, if it has one."""
    return PRONOUNS.get(printed.casefold()) or title_gender(printed)


def _known(names: _Names) -> dict[str, tuple[str, SourceKind]]:
    """Return whom each printed name means wherever it stands, if it means one only."""
    meanings: dict[str, set[tuple[str, SourceKind]]] = defaultdict(set)
    for (printed, _, _), meaning in names.items():
        meanings[fold(printed)].add(meaning)
    return {printed: min(found) for printed, found in meanings.items() if len(found) == 1}


def _kinds(counts: Mapping[_Key, int], names: Mapping[_Key, str]) -> dict[str, SourceKind]:
    """Return the kind that most mentions of each name have."""
    votes: dict[str, Counter[SourceKind]] = defaultdict(Counter)
    for key, name in names.items():
        votes[name][key[1]] += counts[key]
    return {name: _kind(name, found) for name, found in votes.items()}


def _kind(name: str, votes: Counter[SourceKind]) -> SourceKind:
    """Return the most frequent kind; what bears a given name is no organisation but a person."""
    kind = min(votes, key=lambda each: (-votes[each], each))
    return "person" if kind == "organisation" and sort_of(NameMention(name, kind)) == "person" else kind


def _named(extraction: Extraction) -> list[_Key]:
    """Return every name of a document's sources; its outlet too, so that others may mean it."""
    document = extraction.document
    found = [
        (source.name, source.kind, document.id)
        for statement in extraction.statements
        for source in statement.chain
        if source.name
    ]
    return [*found, (document.outlet, "outlet", document.id)] if document.outlet else found


def _renamed(extraction: Extraction, names: _Names, known: _Known) -> Extraction:
    document = extraction.document.id
    speakers = {name: new for (name, _, place), (new, _) in sorted(names.items()) if place == document}
    return replace(
        extraction,
        statements=tuple(_statement(statement, names, known) for statement in extraction.statements),
        labels=tuple(_label(label, speakers) for label in extraction.labels),
    )


def _statement(statement: Statement, names: _Names, known: _Known) -> Statement:
    chain = tuple(_source(source, statement.document, names, known) for source in statement.chain)
    return statement if chain == statement.chain else replace(statement, chain=chain)


def _source(source: Source, document: str, names: _Names, known: _Known) -> Source:
    """Rename a source; one without a name takes that of another page when it is printed the same."""
    found = names.get((source.name or "", source.kind, document))
    if source.name is None and source.text and source.kind not in ("unnamed", "group"):
        found = known.get(fold(source.text))
    if source.kind == "group" and source.name:
        return replace(source, name=_members(source.name, document, names))
    if found is None or found == (source.name, source.kind):
        return source
    return replace(source, name=found[0], kind=found[1])


def _members(together: str, document: str, names: _Names) -> str:
    """Return people who are named together ("Fir and Bo Oak") each by the name that stands for them."""
    parts = re.split(r"(,\s+and\s+|,\s+|\s+and\s+)", together)
    if len(parts) == 1:
        return together
    new = (names.get((part, "person", document), (part, "person"))[0] for part in parts)
    return "".join(new)


def _label(label: Label, speakers: Mapping[str, str]) -> Label:
    speaker = speakers.get(label.speaker or "", label.speaker)
    return label if speaker == label.speaker else replace(label, speaker=speaker)
