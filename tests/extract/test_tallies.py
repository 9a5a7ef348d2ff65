"""Figures that somebody gives by counting."""

from __future__ import annotations

import pytest
from small_pages import attributed

from sayso.extract import ATTRIBUTION_METHODS


@pytest.mark.parametrize("method", ATTRIBUTION_METHODS)
@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Mayor Lena Hrytsak put the number of wounded at 27.",
            "Lena Hrytsak",
            "the number of wounded at 27",
        ),
        (
            "The Velmara Documentation Group has documented 412 civilian deaths since March.",
            "Velmara Documentation Group",
            "412 civilian deaths",
        ),
    ],
)
def test_who_counts_is_the_source_of_the_figure(method: str, text: str, source: str, content: str) -> None:
    (statement,) = attributed(text, method=method)
    assert statement.chain[-1].name == source
    assert content in statement.text
    assert statement.figures


@pytest.mark.parametrize(
    "text",
    [
        "The mayor put the flowers at the bridge.",
        "The crew put the fire out at 9.",
        "The museum has 412 paintings.",
    ],
)
def test_a_verb_of_putting_counts_nothing_by_itself(text: str) -> None:
    assert attributed(text, method="rules") == []
