"""Any ledger that the model allows, for properties: arbitrary words, numbers and shapes.

Only ids are distinct and every document has its capture, which a ledger file asks for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, get_args

from hypothesis import strategies as st

from sayso import model

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MAYBE = st.none() | TEXT
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
CONFIDENCE = st.floats(0, 1)
OFFSET = st.integers(0, 2**31 - 1)
SPAN = st.tuples(OFFSET, OFFSET)
MAYBE_SPAN = st.none() | SPAN


def _one_of(literal: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


def _some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


BLOCKS = st.builds(model.Block, OFFSET, OFFSET, st.booleans(), MAYBE, _one_of(model.BlockRole), MAYBE_SPAN)
PUBLISHED = st.builds(model.Published, TEXT, TEXT, CONFIDENCE, MAYBE_SPAN)
PRINTED = st.builds(model.Source, OFFSET, OFFSET, TEXT, MAYBE, _one_of(model.SourceKind))
INFERRED = st.builds(model.Source, st.none(), st.none(), st.none(), MAYBE, _one_of(model.SourceKind))
CUES = st.builds(model.Cue, OFFSET, OFFSET, TEXT, _one_of(model.CueClass), TEXT, _one_of(model.CueStance))
FIGURES = st.builds(
    model.Figure,
    *(OFFSET, OFFSET, TEXT, NUMBER, NUMBER, st.booleans(), _one_of(model.FigureKind), MAYBE, MAYBE, MAYBE),
)
MOMENTS = st.builds(model.Moment, OFFSET, OFFSET, TEXT, _one_of(model.MomentType), MAYBE, MAYBE, MAYBE)
WHEN = st.none() | st.datetimes(timezones=st.just(dt.UTC))


@st.composite
def captures_and_documents(
    draw: Callable[[st.SearchStrategy[Any]], Any],
) -> tuple[tuple[model.Capture, ...], tuple[model.Document, ...]]:
    """Give a few captures, contents repeated or not, each with its document."""
    captures, documents = [], []
    for n in range(draw(st.integers(0, 3))):
        data = draw(st.binary(max_size=4) | st.just(b"the same"))
        sha256 = hashlib.sha256(data).hexdigest()
        capture = model.Capture(
            *(sha256, f"{n}{draw(TEXT)}", data, draw(TEXT), draw(WHEN)),
            supplied=draw(st.dictionaries(TEXT, TEXT, max_size=2)),
            address=draw(MAYBE),
            headers=draw(st.dictionaries(TEXT, TEXT, max_size=2)),
        )
        captures.append(capture)
        documents.append(
            model.Document(
                *(f"d{n}", capture.name, sha256, draw(TEXT), draw(_some(BLOCKS)), draw(MAYBE), draw(MAYBE)),
                *(draw(MAYBE_SPAN), draw(_some(TEXT)), draw(st.none() | PUBLISHED), draw(MAYBE), draw(MAYBE)),
                *(draw(TEXT), draw(_some(TEXT)), draw(MAYBE), draw(st.none() | PUBLISHED)),
                captured=draw(MAYBE),
            )
        )
    return tuple(captures), tuple(documents)


def _statements(number: int) -> st.SearchStrategy[model.Statement]:
    return st.builds(
        model.Statement,
        *(st.just(f"s{number}"), TEXT, OFFSET, OFFSET, TEXT, _some(SPAN), _one_of(model.Voice)),
        *(st.none() | _one_of(model.Quotation), st.none() | CUES, _some(PRINTED | INFERRED)),
        *(_some(FIGURES), _some(MOMENTS), st.booleans(), st.booleans()),
    )


def _claims(number: int) -> st.SearchStrategy[model.Claim]:
    relations = st.builds(
        model.Relation,
        *(TEXT, TEXT, _one_of(model.RelationKind), CONFIDENCE, TEXT, MAYBE_SPAN, MAYBE_SPAN),
    )
    return st.builds(
        model.Claim,
        *(st.just(f"c{number}"), TEXT, TEXT, _some(TEXT), CONFIDENCE),
        *(_some(st.builds(model.Origin, TEXT, _some(TEXT), TEXT)), _some(relations)),
    )


WORDS = st.builds(model.Words, TEXT, OFFSET, _some(st.tuples(TEXT, OFFSET, OFFSET)))


@st.composite
def ledgers(
    draw: Callable[[st.SearchStrategy[Any]], Any],
) -> tuple[model.Ledger, tuple[model.Capture, ...]]:
    """Give a ledger and its captures."""
    captures, documents = draw(captures_and_documents())
    count = st.integers(0, 2)
    ledger = model.Ledger(
        documents=documents,
        statements=tuple(draw(_statements(n)) for n in range(draw(count))),
        stories=tuple(model.Story(f"y{n}", draw(_some(TEXT))) for n in range(draw(count))),
        claims=tuple(draw(_claims(n)) for n in range(draw(count))),
        lookalikes=draw(
            _some(st.builds(model.LookAlike, TEXT, TEXT, CONFIDENCE, TEXT, MAYBE_SPAN, MAYBE_SPAN))
        ),
        wording=draw(_some(st.builds(model.Wording, TEXT, st.dictionaries(TEXT, _some(WORDS), max_size=2)))),
        cues=draw(
            _some(
                st.builds(
                    model.CueUse,
                    *(
                        TEXT,
                        TEXT,
                        _one_of(model.CueClass),
                        TEXT,
                        OFFSET,
                        _one_of(model.CueStance),
                        _some(TEXT),
                    ),
                )
            )
        ),
        failed=draw(_some(st.builds(model.Failure, TEXT, TEXT))),
    )
    return ledger, captures
