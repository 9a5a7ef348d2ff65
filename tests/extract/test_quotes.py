"""Quotation marks: paired within a paragraph, whatever they look like."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.quotes import find_quotes


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we will go" and left.', ['"we will go"']),
        ("He said “we will go” and left.", ["“we will go”"]),
        ("Il dit « nous irons » et partit.", ["« nous irons »"]),
        ("Er sagte „wir gehen“ und ging.", ["„wir gehen“"]),
        ("''We will go,'' he said.", ["''We will go,''"]),
        ("The so-called ‘special operation’ goes on.", ["‘special operation’"]),
        ("It's the president's word, they're sure.", []),
        ("“We go. We stay,” he said. “And we win.”", ["“We go. We stay,”", "“And we win.”"]),
    ],
)
def test_marks_pair(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_left_open_runs_to_the_end_of_the_paragraph() -> None:
    assert quoted("“The war goes on, and we shall see. ") == ["“The war goes on, and we shall see."]


@given(st.text(alphabet="ab .,'\"“”„«»‘’`\n", max_size=60))
def test_quotes_are_ordered_stretches_of_the_text(text: str) -> None:
    spans = find_quotes(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
