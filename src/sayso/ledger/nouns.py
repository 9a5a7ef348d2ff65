"""Rows of a ledger file put together into the nouns of :mod:`sayso.model` that one row holds."""

from __future__ import annotations

from typing import Any

from sayso import model

Values = tuple[Any, ...]
"""One row as DuckDB gives it; the model's constructors give every value its type."""


def span(start: int | None, end: int | None) -> model.Span | None:
    """Return a span, or nothing where its ends are null."""
    return None if start is None or end is None else (start, end)


def published(row: Values) -> model.Published | None:
    """Return when a page came out or was changed."""
    value, how, confidence, start, end = row
    return None if value is None else model.Published(value, how, confidence, span(start, end))


def block(row: Values) -> model.Block:
    """Return a block."""
    start, end, kept, reason, role, origin_start, origin_end = row
    return model.Block(start, end, kept, reason, role, span(origin_start, origin_end))


def relation(row: Values) -> model.Relation:
    """Return a relation."""
    relation, a, b, confidence, because, a_start, a_end, _, b_start, b_end, _ = row
    return model.Relation(
        *(a, b, relation, confidence, because), a_span=span(a_start, a_end), b_span=span(b_start, b_end)
    )


def merge(row: Values) -> model.Merge:
    """Return a merge."""
    basis, certain, a, b, because, a_start, a_end, _, b_start, b_end, _ = row
    return model.Merge(
        *(a, b, basis, because), a_span=span(a_start, a_end), b_span=span(b_start, b_end), certain=certain
    )


def lookalike(row: Values) -> model.LookAlike:
    """Return a look-alike."""
    _, a, b, confidence, because, a_start, a_end, _, b_start, b_end, _ = row
    return model.LookAlike(
        *(a, b, confidence, because), a_span=span(a_start, a_end), b_span=span(b_start, b_end)
    )


def source(row: Values, name: Values | None) -> model.Source:
    """Return a source, as linking names it where it names it otherwise."""
    start, end, text, resolved, kind = row
    return model.Source(start, end, text, *(name or (resolved, kind)))
