"""What a hostile page writes is shown, and cannot do anything."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.report.safe import inline, visible


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_every_character_gives_one_and_none_can_steer_a_screen(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")  # lone surrogates would raise
    steering = [char for char in shown if unicodedata.category(char) == "Cc" and char not in "\n\t"]
    assert steering == []
    assert not any(unicodedata.bidirectional(char) in {"LRO", "RLO", "LRE", "RLE", "PDF"} for char in shown)


@given(st.text())
def test_inline_is_one_line_without_double_spaces(text: str) -> None:
    shown = inline(text)
    assert "\n" not in shown
    assert "  " not in shown
    assert shown == shown.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “words”, шестнадцать, 👩‍🚒", "plain – “words”, шестнадцать, 👩‍🚒"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("12\u202e51 dead", "12\ufffd51 dead"),
        ("a\x00b", "a␀b"),
        ("one\u2028two\r\nthree", "one\ntwo \nthree"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
