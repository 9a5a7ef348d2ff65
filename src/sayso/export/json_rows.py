"""Version 1 of the JSON of a ledger, as plain dictionaries and lists.

The keys and their order are a contract: ``docs/ledger-format.md`` says what each
means, and ``ledger.schema.json`` what each may hold.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sayso import __version__
from sayso.export.json_revisions import revisions_json

if TYPE_CHECKING:
    from sayso.model import (
        Claim,
        Cue,
        CueUse,
        Document,
        Failure,
        Figure,
        Ledger,
        LookAlike,
        Moment,
        Origin,
        Relation,
        Source,
        Statement,
        Story,
        Wording,
    )

FORMAT = 1
"""The version of the JSON."""

Json = dict[str, Any]
"""One JSON object; its values are what :mod:`json` writes without help."""


def to_json(ledger: Ledger) -> Json:
    """Return the JSON of *ledger*, version 1: the same ledger gives the same JSON."""
    return {
        **head(),
        "documents": [document_json(document) for document in ledger.documents],
        "statements": [statement_json(statement) for statement in ledger.statements],
        "stories": [story_json(story) for story in ledger.stories],
        "claims": [claim_json(claim) for claim in ledger.claims],
        "lookalikes": [lookalike_json(pair) for pair in ledger.lookalikes],
        "wording": [wording_json(wording) for wording in ledger.wording],
        "cues": [cue_use_json(use) for use in ledger.cues],
        "revisions": revisions_json(ledger),
        "failed": [failure_json(failure) for failure in ledger.failed],
    }


def head() -> Json:
    """Return what stands before the rows: who wrote them, in which version."""
    return {"sayso": __version__, "format": FORMAT}


def document_json(document: Document) -> Json:
    """Return the JSON of a document."""
    return {
        "id": document.id,
        "name": document.name,
        "capture": document.capture,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published.value if document.published else None,
        "modified": document.modified.value if document.modified else None,
        "captured": document.captured,
        "address": document.address,
        "language": document.language,
        "text": document.text,
        "blocks": [
            {
                "start": block.start,
                "end": block.end,
                "kept": block.kept,
                "reason": block.reason,
                "origin": None if block.origin is None else list(block.origin),
            }
            for block in document.blocks
        ],
        "problems": list(document.problems),
    }


def statement_json(statement: Statement) -> Json:
    """Return the JSON of a statement."""
    return {
        "id": statement.id,
        "document": statement.document,
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "parts": [[start, end] for start, end in statement.parts],
        "voice": statement.voice,
        "quotation": statement.quotation,
        "cue": _cue(statement.cue),
        "chain": [_source(source) for source in statement.chain],
        "figures": [_figure(figure) for figure in statement.figures],
        "moments": [_moment(moment) for moment in statement.moments],
        "negated": statement.negated,
        "hedged": statement.hedged,
    }


def story_json(story: Story) -> Json:
    """Return the JSON of a story."""
    return {"id": story.id, "documents": list(story.documents)}


def claim_json(claim: Claim) -> Json:
    """Return the JSON of a claim."""
    return {
        "id": claim.id,
        "story": claim.story,
        "gist": claim.gist,
        "statements": list(claim.statements),
        "confidence": claim.confidence,
        "origins": [_origin(origin) for origin in claim.origins],
        "relations": [_relation(relation) for relation in claim.relations],
    }


def lookalike_json(pair: LookAlike) -> Json:
    """Return the JSON of a look-alike."""
    return {"a": pair.a, "b": pair.b, "confidence": pair.confidence, "because": pair.because}


def wording_json(wording: Wording) -> Json:
    """Return the JSON of what outlets call one referent."""
    return {
        "referent": wording.referent,
        "outlets": {
            outlet: [{"words": words.words, "count": words.count} for words in ways]
            for outlet, ways in wording.outlets.items()
        },
    }


def cue_use_json(use: CueUse) -> Json:
    """Return the JSON of how often an outlet gives a source one cue."""
    return {
        "source": use.source,
        "outlet": use.outlet,
        "class": use.cue_class,
        "words": use.words,
        "count": use.count,
    }


def failure_json(failure: Failure) -> Json:
    """Return the JSON of an input that could not be read."""
    return {"name": failure.name, "problem": failure.problem}


def _cue(cue: Cue | None) -> Json | None:
    if cue is None:
        return None
    return {"start": cue.start, "end": cue.end, "text": cue.text, "class": cue.cue_class}


def _source(source: Source) -> Json:
    return {
        "start": source.start,
        "end": source.end,
        "text": source.text,
        "name": source.name,
        "kind": source.kind,
    }


def _figure(figure: Figure) -> Json:
    return {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "low": _number(figure.low),
        "high": _number(figure.high),
        "approximate": figure.approximate,
        "kind": figure.kind,
        "unit": figure.unit,
        "of": figure.of,
        "when": figure.when,
        "place": figure.place,
        "role": figure.role,
        "reason": figure.reason,
    }


def _moment(moment: Moment) -> Json:
    return {
        "start": moment.start,
        "end": moment.end,
        "text": moment.text,
        "type": moment.type,
        "value": moment.value,
        "from": moment.begin,
        "to": moment.end_date,
    }


def _origin(origin: Origin) -> Json:
    return {
        "name": origin.name,
        "statements": list(origin.statements),
        "because": origin.because,
        "named": origin.named,
        "merges": [
            {
                "a": merge.a,
                "b": merge.b,
                "basis": merge.basis,
                "certain": merge.certain,
                "because": merge.because,
            }
            for merge in origin.merges
        ],
    }


def _relation(relation: Relation) -> Json:
    return {
        "a": relation.a,
        "b": relation.b,
        "relation": relation.relation,
        "confidence": relation.confidence,
        "because": relation.because,
    }


def _number(value: float | None) -> float | int | None:
    """Return whole numbers as integers (16000, not 16000.0), and a bound that is not finite as open."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else value
