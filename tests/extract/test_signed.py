"""Quotations that a name after a dash signs."""

from __future__ import annotations

import pytest
from small_pages import attributed


def signed(text: str) -> list[tuple[str | None, str]]:
    """Return (who, what) of the attributed statements of a text whose lines are paragraphs."""
    return [(s.chain[-1].name, text[s.start : s.end]) for s in attributed(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We want our bridge back before the winter.” — Alice Brand", "Alice Brand"),
        ("“We want our bridge back before the winter.”― Alice Brand.", "Alice Brand"),
        (
            '"We want our bridge back before the winter." - Alice van der Brand, teacher',
            "Alice van der Brand",
        ),
        (
            "“We want our bridge back before the winter.”\n— Alice Brand, a teacher in the old town",
            "Alice Brand",
        ),
    ],
)
def test_a_quotation_is_of_the_name_that_signs_it(text: str, name: str) -> None:
    ((who, words),) = signed(text)
    assert who == name
    assert words.strip('“”"') == "We want our bridge back before the winter."


@pytest.mark.parametrize(
    "text",
    [
        "“We want our bridge back before the winter.” — and that was all.",
        "“Bridge Back” — Alice Brand",
        "The letters were many — Alice Brand",
        "“We want our bridge back before the winter.” — Monday",
    ],
)
def test_a_dash_alone_signs_nothing(text: str) -> None:
    assert signed(text) == []
