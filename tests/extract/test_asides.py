"""What a relative clause says on another's word ends with the clause."""

from __future__ import annotations

import pytest
from small_pages import attributed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Alice Brand said that the plan, which critics call reckless, would be dropped.",
            [
                (["Alice Brand"], "that the plan, which critics call reckless, would be dropped"),
                (["Alice Brand", "critics"], "reckless"),
            ],
        ),
        (
            "Alice Brand said the bridge, which Carl Dorn says is unsafe, would be closed on Monday.",
            [
                (["Alice Brand"], "the bridge, which Carl Dorn says is unsafe, would be closed on Monday"),
                (["Alice Brand", "Carl Dorn"], "which Carl Dorn says is unsafe"),
            ],
        ),
        (
            "Alice Brand said the bridge would be closed by Carl Dorn, who says it is unsafe.",
            [
                (["Alice Brand"], "the bridge would be closed by Carl Dorn"),
                (["Carl Dorn"], "it is unsafe"),
            ],
        ),
    ],
)
def test_what_stands_beside_a_relative_clause_is_the_outer_speakers(
    text: str, expected: list[tuple[list[str], str]]
) -> None:
    said = [([source.name or source.text for source in s.chain], s.text) for s in attributed(text)]
    assert said == expected
