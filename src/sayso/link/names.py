"""One person, organisation or outlet, one name across the documents of a story.

Each document has resolved its own part-names already; here the documents' names
meet (:func:`sayso.names.cluster_names`). What is printed and where is untouched.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.names import NameMention, cluster_names, sort_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Extraction, Label, Source, SourceKind, Statement

    _Key = tuple[str, SourceKind, str]
    _Names = Mapping[_Key, tuple[str, SourceKind]]


def unify_names(extractions: Sequence[Extraction]) -> list[Extraction]:
    """Return the extractions of one story with one name for each source and speaker.

    Only ``Source.name``, ``Source.kind`` (to the one most mentions of the name have) and
    ``Label.speaker`` change. The result does not depend on the order of the documents.
    """
    counts: Counter[_Key] = Counter()
    for extraction in extractions:
        counts.update(_named(extraction))
    mentions = {key: NameMention(key[0], key[1], key[2], count) for key, count in counts.items()}
    clusters = cluster_names(list(mentions.values()))
    kinds = _kinds(counts, {key: clusters[mention] for key, mention in mentions.items()})
    names = {key: (clusters[mention], kinds[clusters[mention]]) for key, mention in mentions.items()}
    return [_renamed(extraction, names) for extraction in extractions]


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


def _renamed(extraction: Extraction, names: _Names) -> Extraction:
    document = extraction.document.id
    speakers = {name: new for (name, _, place), (new, _) in sorted(names.items()) if place == document}
    return replace(
        extraction,
        statements=tuple(_statement(statement, names) for statement in extraction.statements),
        labels=tuple(_label(label, speakers) for label in extraction.labels),
    )


def _statement(statement: Statement, names: _Names) -> Statement:
    chain = tuple(_source(source, statement.document, names) for source in statement.chain)
    return statement if chain == statement.chain else replace(statement, chain=chain)


def _source(source: Source, document: str, names: _Names) -> Source:
    found = names.get((source.name or "", source.kind, document))
    if found is None or found == (source.name, source.kind):
        return source
    return replace(source, name=found[0], kind=found[1])


def _label(label: Label, speakers: Mapping[str, str]) -> Label:
    speaker = speakers.get(label.speaker or "", label.speaker)
    return label if speaker == label.speaker else replace(label, speaker=speaker)
