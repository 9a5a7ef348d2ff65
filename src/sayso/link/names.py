"""One person, organisation or outlet, one name across the documents of a story.

Each document has resolved its own part-names already; here the documents' names
meet (:func:`sayso.names.cluster_names`). What is printed and where is untouched.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.names import NameMention, cluster_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Extraction, Label, Source, SourceKind, Statement

_Key = tuple[str, "SourceKind", str]


def unify_names(extractions: Sequence[Extraction]) -> list[Extraction]:
    """Return the extractions of one story with one name for each source and speaker.

    Only ``Source.name`` and ``Label.speaker`` change. The result does not depend
    on the order of the documents.
    """
    counts: Counter[_Key] = Counter()
    for extraction in extractions:
        counts.update(_named(extraction))
    mentions = {key: NameMention(key[0], key[1], key[2], count) for key, count in counts.items()}
    clusters = cluster_names(list(mentions.values()))
    names = {key: clusters[mention] for key, mention in mentions.items()}
    return [_renamed(extraction, names) for extraction in extractions]


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


def _renamed(extraction: Extraction, names: Mapping[_Key, str]) -> Extraction:
    document = extraction.document.id
    speakers = {name: new for (name, _, place), new in sorted(names.items()) if place == document}
    return replace(
        extraction,
        statements=tuple(_statement(statement, names) for statement in extraction.statements),
        labels=tuple(_label(label, speakers) for label in extraction.labels),
    )


def _statement(statement: Statement, names: Mapping[_Key, str]) -> Statement:
    chain = tuple(_source(source, statement.document, names) for source in statement.chain)
    return statement if chain == statement.chain else replace(statement, chain=chain)


def _source(source: Source, document: str, names: Mapping[_Key, str]) -> Source:
    name = names.get((source.name or "", source.kind, document), source.name)
    return source if name == source.name else replace(source, name=name)


def _label(label: Label, speakers: Mapping[str, str]) -> Label:
    speaker = speakers.get(label.speaker or "", label.speaker)
    return label if speaker == label.speaker else replace(label, speaker=speaker)
