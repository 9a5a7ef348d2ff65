"""A ledger taken apart into rows, one generator a table, in the columns' order of ``tables.toml``.

Spans whose words the model does not hold (parts, relations, places of wording) are
stored with the words that stand there, so that verifying can compare them.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from sayso import __version__
from sayso.ledger.schema import FORMAT, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.model import (
        Capture,
        Claim,
        Document,
        Failure,
        Label,
        Ledger,
        LookAlike,
        Merge,
        Published,
        Relation,
        Span,
        Statement,
        Wording,
    )

Value = str | int | float | bool | bytes | None
Row = tuple[Value, ...]
Rows = dict[str, list[Row]]

_FROM_THE_START: Mapping[str, int] = {}

COMPRESSION = "zlib"
"""In every Python and every other language; pages shrink to a quarter. Zstandard would be a
dependency until Python 3.14, for a gain that the ledger's text column outweighs."""


def meta_rows(*, linked: bool, labels: bool) -> Iterator[Row]:
    """Yield what wrote the file, whether what it holds is linked, and whether it holds labels."""
    yield "sayso", __version__
    yield "format", str(FORMAT)
    yield "schema", fingerprint()
    yield "linked", "yes" if linked else "no"
    yield "labels", "yes" if labels else "no"


def content_row(capture: Capture) -> Row:
    """Return a capture's bytes, compressed."""
    return capture.sha256, len(capture.data), COMPRESSION, zlib.compress(capture.data)


def capture_rows(position: int, capture: Capture) -> Rows:
    """Return where and when a capture came from, and what was said of it."""
    when = capture.captured.isoformat() if capture.captured else None
    return {
        "captures": [(position, capture.sha256, capture.name, capture.media_type, when, capture.address)],
        "supplied": [(position, n, key, value) for n, (key, value) in enumerate(capture.supplied.items())],
        "headers": [(position, n, key, value) for n, (key, value) in enumerate(capture.headers.items())],
    }


def document_rows(position: int, document: Document) -> Rows:
    """Return the rows of one document and of what hangs on it."""
    published, modified = document.published, document.modified
    return {
        "documents": [
            (
                *(position, document.id, document.name, document.capture, document.text),
                *(document.outlet, document.title, *_ends(document.title_span)),
                *(*_time(published), *_ends(published.span if published else None)),
                *(document.language, document.wire, document.encoding, document.address),
                *(*_time(modified), *_ends(modified.span if modified else None), document.captured),
            )
        ],
        "authors": [(document.id, n, name) for n, name in enumerate(document.authors)],
        "problems": [(document.id, n, problem) for n, problem in enumerate(document.problems)],
        "blocks": [
            (document.id, n, b.start, b.end, b.kept, b.reason, b.role, *_ends(b.origin))
            for n, b in enumerate(document.blocks)
        ],
    }


def _time(found: Published | None) -> tuple[Value, Value, Value]:
    return (found.value, found.how, found.confidence) if found else (None, None, None)


def statement_rows(position: int, statement: Statement, text: str) -> Rows:
    """Return the rows of one statement; *text* is its document's text."""
    s, cue = statement, statement.cue
    cue_row = (cue.start, cue.end, cue.text, cue.cue_class, cue.lemma, cue.stance) if cue else (None,) * 6
    return {
        "statements": [
            (
                *(position, s.id, s.document, s.start, s.end, s.text, s.voice, s.quotation),
                *(*cue_row, s.negated, s.hedged),
            )
        ],
        "parts": [(s.id, n, start, end, text[start:end]) for n, (start, end) in enumerate(s.parts)],
        "sources": [(s.id, n, c.start, c.end, c.text, c.name, c.kind) for n, c in enumerate(s.chain)],
        "figures": [
            (
                *(s.id, n, f.start, f.end, f.text, f.low, f.high),
                *(f.approximate, f.kind, f.unit, f.of, f.when, f.place, f.role, f.reason),
            )
            for n, f in enumerate(s.figures)
        ],
        "moments": [
            (s.id, n, m.start, m.end, m.text, m.type, m.value, m.begin, m.end_date)
            for n, m in enumerate(s.moments)
        ],
    }


def claim_rows(position: int, claim: Claim, texts: dict[str, str]) -> Rows:
    """Return the rows of one claim; *texts* has the document's text of each statement, by its id."""
    return {
        "claims": [(position, claim.id, claim.story, claim.gist, claim.confidence)],
        "claim_statements": [(claim.id, n, statement) for n, statement in enumerate(claim.statements)],
        "origins": [
            (claim.id, n, origin.name, origin.because, origin.named) for n, origin in enumerate(claim.origins)
        ],
        "origin_statements": [
            (claim.id, n, k, statement)
            for n, origin in enumerate(claim.origins)
            for k, statement in enumerate(origin.statements)
        ],
        "merges": [
            (claim.id, n, k, merge.basis, merge.certain, *_joined(merge, texts))
            for n, origin in enumerate(claim.origins)
            for k, merge in enumerate(origin.merges)
        ],
        "relations": [
            (claim.id, n, relation.relation, *_pair(relation, texts))
            for n, relation in enumerate(claim.relations)
        ],
    }


def lookalike_row(position: int, pair: LookAlike, texts: dict[str, str]) -> Row:
    """Return the row of one look-alike; *texts* as in :func:`claim_rows`."""
    return (position, *_pair(pair, texts))


def wording_rows(position: int, wording: Wording, texts: dict[str, str]) -> Rows:
    """Return the rows of one referent; *texts* has each document's text, by its id."""
    rows: Rows = {
        "wording": [(position, wording.referent)],
        "wording_outlets": [],
        "wording_words": [],
        "wording_places": [],
    }
    for n, (outlet, ways) in enumerate(wording.outlets.items()):
        rows["wording_outlets"].append((position, n, outlet))
        for k, words in enumerate(ways):
            rows["wording_words"].append((position, n, k, words.words, words.count))
            rows["wording_places"] += [
                (position, n, k, place, document, start, end, _printed(texts.get(document), (start, end)))
                for place, (document, start, end) in enumerate(words.places)
            ]
    return rows


def label_rows(document: str, labels: Sequence[Label]) -> list[Row]:
    """Return the rows of a document's labels."""
    return [
        (document, n, x.start, x.end, x.words, x.head, x.quoted, x.distanced, x.speaker)
        for n, x in enumerate(labels)
    ]


def name_rows(linked: Statement, alone: Statement) -> list[Row]:
    """Return who the sources of a statement are after linking, where that is not who they were before."""
    return [
        (linked.id, n, now.name, now.kind)
        for n, (now, was) in enumerate(zip(linked.chain, alone.chain, strict=True))
        if (now.name, now.kind) != (was.name, was.kind)
    ]


def extracted_rows(
    documents: Sequence[Document],
    statements: Iterable[Statement],
    failed: Sequence[Failure],
    starts: Mapping[str, int] = _FROM_THE_START,
) -> Iterator[tuple[str, Sequence[Row]]]:
    """Yield ``(table, rows)`` of what each page says by itself; *starts* has positions to go on from."""
    texts = {document.id: document.text for document in documents}
    for n, document in enumerate(documents, starts.get("documents", 0)):
        yield from document_rows(n, document).items()
    for n, statement in enumerate(statements, starts.get("statements", 0)):
        yield from statement_rows(n, statement, texts.get(statement.document, "")).items()
    for n, failure in enumerate(failed, starts.get("failures", 0)):
        yield "failures", [(n, failure.name, failure.problem)]


def linked_rows(ledger: Ledger, alone: Mapping[str, Statement]) -> Iterator[tuple[str, Sequence[Row]]]:
    """Yield ``(table, rows)`` of what linking found; *alone* has the statements by id as they were before."""
    texts = {document.id: document.text for document in ledger.documents}
    by_statement = {s.id: texts.get(s.document, "") for s in ledger.statements}
    for statement in ledger.statements:
        yield "names", name_rows(statement, alone.get(statement.id, statement))
    for n, story in enumerate(ledger.stories):
        yield "stories", [(n, story.id)]
        yield "story_documents", [(story.id, k, document) for k, document in enumerate(story.documents)]
    for n, claim in enumerate(ledger.claims):
        yield from claim_rows(n, claim, by_statement).items()
    for n, pair in enumerate(ledger.lookalikes):
        yield "lookalikes", [lookalike_row(n, pair, by_statement)]
    for n, wording in enumerate(ledger.wording):
        yield from wording_rows(n, wording, texts).items()
    for n, use in enumerate(ledger.cues):
        yield "cues", [(n, use.source, use.outlet, use.cue_class, use.words, use.count, use.stance)]
        yield "cue_statements", [(n, k, statement) for k, statement in enumerate(use.statements)]


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return span or (None, None)


def _printed(text: str | None, span: Span | None) -> str | None:
    return text[span[0] : span[1]] if text is not None and span else None


def _pair(pair: Relation | LookAlike, texts: dict[str, str]) -> Row:
    return (pair.a, pair.b, pair.confidence, pair.because, *_shown(pair, texts))


def _joined(merge: Merge, texts: dict[str, str]) -> Row:
    return (merge.a, merge.b, merge.because, *_shown(merge, texts))


def _shown(pair: Relation | LookAlike | Merge, texts: dict[str, str]) -> Row:
    """Return the spans of both statements with the words that stand there."""
    a, b = texts.get(pair.a), texts.get(pair.b)
    return (
        *(*_ends(pair.a_span), _printed(a, pair.a_span)),
        *(*_ends(pair.b_span), _printed(b, pair.b_span)),
    )
