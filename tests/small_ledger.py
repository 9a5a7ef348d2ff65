"""A small, whole ledger: two pages, a claim they share, a figure that looks alike, and all that hangs on it.

Made by hand, so that what is tested is how ledgers are kept, not how they are found.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib

from sayso import model

HARBOUR = (
    "Ferry sinks off Norhaven\n\n“About 200 people were aboard”, the mayor said on 3 May.\nShare this page"
)
COAST = (
    "Coast guard counts\n\nAt least 190 people were on the ferry, an official claimed; 200 cars were not 🚢"
)


def read(capture: model.Capture) -> model.Document:
    """Make a document of a capture as plainly as can be: a block a line."""
    text = capture.data.decode()
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            kept = not line.startswith("Share")
            blocks.append(model.Block(start, start + len(line), kept, None if kept else "share buttons"))
        start += len(line) + 1
    return model.Document(
        id=model.identity("document", capture.name, capture.sha256),
        name=capture.name,
        capture=capture.sha256,
        text=text,
        blocks=tuple(blocks),
        outlet=capture.supplied.get("outlet"),
        title=text.split("\n", 1)[0],
        title_span=(0, text.index("\n")),
        published=model.Published("2024-05-04", "supplied", 1.0, None),
        language="en",
        problems=("no author was found",),
    )


def capture_of(name: str, text: str, outlet: str) -> model.Capture:
    """Capture a page of text."""
    data = text.encode()
    when = dt.datetime(2024, 5, 5, 12, tzinfo=dt.UTC)
    return model.Capture(
        *(hashlib.sha256(data).hexdigest(), name, data, "text/plain", when, {"outlet": outlet}),
        address=f"https://{name}.example/",
        headers={"etag": f'"{name}"'},
    )


def _at(text: str, words: str) -> tuple[int, int, str]:
    start = text.index(words)
    return start, start + len(words), words


def captures() -> tuple[model.Capture, ...]:
    """Return the captures of the two pages."""
    return (
        capture_of("harbour.txt", HARBOUR, "Harbour Post"),
        capture_of("coast.txt", COAST, "Coast Daily"),
    )


def _harbour_statement(document: model.Document) -> model.Statement:
    start, end, text = _at(HARBOUR, "“About 200 people were aboard”, the mayor said on 3 May")
    quoted = _at(HARBOUR, "About 200 people were aboard")
    return model.Statement(
        *("s1", document.id, start, end, text),
        parts=((start, quoted[1] + 1), (HARBOUR.index("on 3 May"), end)),
        voice="attributed",
        quotation="mixed",
        cue=model.Cue(*_at(HARBOUR, "said"), "speech", "say", "neutral"),
        chain=(model.Source(*_at(HARBOUR, "the mayor"), "Ada Example", "person"),),
        figures=(
            model.Figure(
                *(*_at(HARBOUR, "About 200"), 200.0, 200.0, True, "count"),
                unit="people",
                of="people aboard",
                when="2024-05-03",
            ),
        ),
        moments=(model.Moment(*_at(HARBOUR, "3 May"), "DATE", "2024-05-03", "2024-05-03", "2024-05-03"),),
    )


def _coast_statements(document: model.Document) -> tuple[model.Statement, ...]:
    people = _at(COAST, "At least 190 people were on the ferry")
    cars = _at(COAST, "200 cars were not 🚢")
    official = model.Source(*_at(COAST, "an official"), None, "unnamed")
    return (
        model.Statement(
            *("s2", document.id, *people),
            parts=(people[:2],),
            voice="attributed",
            quotation="indirect",
            cue=model.Cue(*_at(COAST, "claimed"), "speech", "claim", "doubting"),
            chain=(official, model.Source(None, None, None, "port log", "document")),
            figures=(
                model.Figure(
                    *_at(COAST, "At least 190"), 190.0, None, approximate=False, kind="count", unit="people"
                ),
            ),
        ),
        model.Statement(
            *("s3", document.id, *cars),
            parts=(cars[:2],),
            voice="outlet",
            figures=(
                model.Figure(*_at(COAST, "200"), 200.0, 200.0, approximate=False, kind="count", unit="cars"),
            ),
            negated=True,
        ),
    )


def extractions() -> tuple[model.Extraction, ...]:
    """Return what the two pages say before they are linked: the first does not know its mayor's name."""
    harbour, coast = (read(capture) for capture in captures())
    said = _harbour_statement(harbour)
    (mayor,) = said.chain
    alone = dataclasses.replace(said, chain=(dataclasses.replace(mayor, name=None, kind="unnamed"),))
    label = model.Label(*_at(COAST, "the ferry")[:2], "ferry", "ferry", quoted=False, speaker="port log")
    return (
        model.Extraction(harbour, (alone,)),
        model.Extraction(coast, _coast_statements(coast), (label,)),
    )


def ledger() -> model.Ledger:
    """Return the ledger of the two pages."""
    harbour, coast = (read(capture) for capture in captures())
    story = model.Story("story", (harbour.id, coast.id))
    first, second, cars = _harbour_statement(harbour), *_coast_statements(coast)
    differs = model.Relation(
        *("s1", "s2", "differs", 0.75, "about 200 against at least 190"),
        a_span=_at(HARBOUR, "About 200")[:2],
        b_span=_at(COAST, "At least 190")[:2],
    )
    perhaps = model.Merge(
        *("s2", "s1", "paragraph", "perhaps from the mayor"),
        a_span=_at(COAST, "an official")[:2],
        b_span=_at(HARBOUR, "the mayor")[:2],
        certain=False,
    )
    claim = model.Claim(
        *("claim", story.id, "About 200 people were aboard", ("s1", "s2"), 0.9),
        origins=(
            model.Origin("Ada Example", ("s1",), "the chain ends there", named=True),
            model.Origin("port log", ("s2",), "the chain ends there", merges=(perhaps,)),
        ),
        relations=(differs,),
    )
    place = (coast.id, *_at(COAST, "the ferry")[:2])
    return model.Ledger(
        documents=(harbour, coast),
        statements=(first, second, cars),
        stories=(story,),
        claims=(claim,),
        lookalikes=(
            model.LookAlike("s1", "s3", 0.8, "people against cars", b_span=_at(COAST, "200 cars")[:2]),
        ),
        wording=(
            model.Wording(
                "ferry",
                {
                    "Coast Daily": (model.Words("ferry", 1, (place,)), model.Words("ship", 0)),
                    "Harbour Post": (),
                },
            ),
        ),
        cues=(
            model.CueUse("unnamed", "Coast Daily", "speech", "claim", 1, "doubting", ("s2",)),
            model.CueUse("Ada Example", "Harbour Post", "speech", "say", 1),
        ),
        failed=(model.Failure("gone.html", "gone.html: there is no such file; check the name"),),
    )
