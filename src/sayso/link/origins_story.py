"""A story's statements as origins are sought in them: by page, by name, by content words."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.link.words import WORD, lexicon, stem
from sayso.names import NameMention, cluster_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.link.copies import Copy
    from sayso.model import Document, Source, Statement

NAMELESS = frozenset({"unnamed", "group"})
"""Kinds of source that are no one in particular."""


class TracedStory:
    """The statements, documents and copies of one story, with the lookups that tracing needs."""

    def __init__(
        self,
        statements: Mapping[str, Statement],
        documents: Mapping[str, Document],
        copies: Sequence[Copy] = (),
    ) -> None:
        """Index the story; names are clustered and words read at their first use."""
        self.statements = statements
        self.documents = documents
        self.copies = copies
        self._content: dict[str, frozenset[str]] = {}

    @cached_property
    def of_document(self) -> Mapping[str, Sequence[Statement]]:
        """The statements of each document in the order of its text."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements.values():
            found[statement.document].append(statement)
        for rows in found.values():
            rows.sort(key=lambda each: (each.start, each.end, each.id))
        return found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """One form for each outlet, wire service and named source.

        What stands for an unknown outlet is a file's name, and files of like names are not
        one outlet: they are left out.
        """
        mentions = [
            NameMention(name, "outlet")
            for document in self.documents.values()
            for name in (document.outlet, document.wire)
            if name
        ]
        mentions += [
            NameMention(source.name, "person" if source.kind == "person" else "outlet")
            for statement in self.statements.values()
            for source in statement.chain
            if source.name and source.kind not in NAMELESS
        ]
        return {mention.printed: name for mention, name in cluster_names(mentions).items()}

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """The names of all sources and outlets of the story that can speak, in order: not of documents."""
        outlets = {document.outlet for document in self.documents.values() if document.outlet}
        sources = {
            source.name
            for statement in self.statements.values()
            for source in statement.chain
            if source.name and source.kind in {"person", "organisation", "outlet"}
        }
        return tuple(sorted({self.names[name] for name in outlets | sources}))

    def name_of(self, source: Source) -> str:
        """Return the form that stands for a named source in the whole story."""
        name = source.name or ""
        return self.names.get(name, name)

    def content(self, statement: Statement) -> frozenset[str]:
        """Return the stems of a statement's own words that carry meaning; figures by their digits."""
        if statement.id not in self._content:
            self._content[statement.id] = stems(own_words(statement))
        return self._content[statement.id]

    def plain(self, statement: Statement) -> frozenset[str]:
        """Return the stems of :meth:`content` that are written without a capital, as names are not."""
        words = own_words(statement).split()
        return stems(" ".join(word for word in words if not word.lstrip("\"'\u2018\u201c(")[:1].isupper()))


def own_words(statement: Statement) -> str:
    """Return a statement's words without a frame between its pieces."""
    return " ".join(statement.text[a - statement.start : b - statement.start] for a, b in statement.parts)


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of *text* that carry meaning."""
    words = (match.group().lower() for match in WORD.finditer(text))
    return frozenset(
        stem(word)
        for word in words
        if word not in lexicon("stop") and (len(word.rstrip(".")) > 1 or word.isdigit())
    )
