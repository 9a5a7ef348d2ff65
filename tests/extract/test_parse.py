"""The parse: block by block, datelines left out, headlines in plain case, offsets the document's."""

from __future__ import annotations

import pytest
from small_pages import parsed


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON (AP) — ",
        "KYIV, March 3 (Reuters) - ",
        "WEST PALM BEACH, Fla. — ",
        "(Reuters) - ",
        "BRUSSELS – ",
    ],
)
def test_a_dateline_is_left_out(dateline: str) -> None:
    (passage,) = parsed(f"{dateline}The talks failed on Monday.")
    assert passage.parse.text == "The talks failed on Monday."
    assert passage.start == len(dateline)


@pytest.mark.parametrize(
    "text", ["NATO said that the talks failed.", "The talks – which failed – were long."]
)
def test_an_opening_in_capitals_is_no_dateline(text: str) -> None:
    (passage,) = parsed(text)
    assert passage.start == 0


def test_token_offsets_are_those_of_the_document() -> None:
    text = "A headline\n\n  The talks failed.\n"
    for passage in parsed(text):
        for token in passage.parse:
            start, end = passage.span(token)
            assert text[start:end].lower() == token.text.lower()
