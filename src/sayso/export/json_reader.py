"""The JSON of a ledger read back, as far as it says what a ledger holds.

The JSON is for other programs and leaves out what they have no use for (how a date
was found, authors, where a relation's words stand); a ledger file holds everything.
"""

from __future__ import annotations

from typing import Any

from sayso import model
from sayso.export.json_rows import FORMAT

Json = dict[str, Any]


def from_json(data: Json) -> model.Ledger:
    """Return the ledger that *data* describes; ``to_json`` of it gives *data* again.

    Raises:
        ValueError: *data* is not version 1 of the JSON.
    """
    if data.get("format") != FORMAT:
        message = f"this is not version {FORMAT} of the JSON of a ledger (format: {data.get('format')!r})"
        raise ValueError(message)
    return model.Ledger(
        documents=tuple(_document(row) for row in data["documents"]),
        statements=tuple(_statement(row) for row in data["statements"]),
        stories=tuple(model.Story(row["id"], tuple(row["documents"])) for row in data["stories"]),
        claims=tuple(_claim(row) for row in data["claims"]),
        lookalikes=tuple(model.LookAlike(**row) for row in data["lookalikes"]),
        wording=tuple(_wording(row) for row in data["wording"]),
        cues=tuple(
            model.CueUse(row["source"], row["outlet"], row["class"], row["words"], row["count"])
            for row in data["cues"]
        ),
        failed=tuple(model.Failure(**row) for row in data["failed"]),
    )


def _document(row: Json) -> model.Document:
    return model.Document(
        *(row["id"], row["name"], row["capture"], row["text"]),
        blocks=tuple(_block(block) for block in row["blocks"]),
        outlet=row["outlet"],
        title=row["title"],
        published=_published(row["published"]),
        language=row["language"],
        problems=tuple(row["problems"]),
        address=row.get("address"),
        modified=_published(row.get("modified")),
        captured=row.get("captured"),
    )


def _block(row: Json) -> model.Block:
    origin = row.get("origin")
    return model.Block(
        *(row["start"], row["end"], row["kept"], row["reason"]),
        origin=None if origin is None else (origin[0], origin[1]),
    )


def _published(value: str | None) -> model.Published | None:
    return None if value is None else model.Published(value, "the JSON of a ledger", 1.0)


def _statement(row: Json) -> model.Statement:
    cue = row["cue"]
    return model.Statement(
        *(row["id"], row["document"], row["start"], row["end"], row["text"]),
        parts=tuple((start, end) for start, end in row["parts"]),
        voice=row["voice"],
        quotation=row["quotation"],
        cue=None if cue is None else model.Cue(cue["start"], cue["end"], cue["text"], cue["class"]),
        chain=tuple(model.Source(**source) for source in row["chain"]),
        figures=tuple(model.Figure(**figure) for figure in row["figures"]),
        moments=tuple(_moment(moment) for moment in row["moments"]),
        negated=row["negated"],
        hedged=row["hedged"],
    )


def _moment(row: Json) -> model.Moment:
    return model.Moment(
        *(row["start"], row["end"], row["text"], row["type"], row["value"], row["from"], row["to"])
    )


def _claim(row: Json) -> model.Claim:
    return model.Claim(
        *(row["id"], row["story"], row["gist"], tuple(row["statements"]), row["confidence"]),
        origins=tuple(
            model.Origin(
                *(origin["name"], tuple(origin["statements"]), origin["because"], origin["named"]),
                merges=tuple(model.Merge(**merge) for merge in origin["merges"]),
            )
            for origin in row["origins"]
        ),
        relations=tuple(model.Relation(**relation) for relation in row["relations"]),
    )


def _wording(row: Json) -> model.Wording:
    return model.Wording(
        row["referent"],
        {
            outlet: tuple(model.Words(way["words"], way["count"]) for way in ways)
            for outlet, ways in row["outlets"].items()
        },
    )
