"""Word pieces: the longest that a vocabulary has, at exact places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.tagger_pieces import LONGEST, WordPieces

VOCABULARY = ("[UNK]", "un", "##aff", "##able", "the", "cafe", "##s", "16", ".", "000", "km", "中", "“", "$")
PIECES = WordPieces(VOCABULARY)


def spelt(text: str) -> list[tuple[str, str]]:
    """Return each piece with the letters of *text* that it stands for."""
    read = PIECES(text)
    return [
        (VOCABULARY[number], text[start:end])
        for number, (start, end) in zip(read.ids, read.offsets, strict=True)
    ]


def test_a_word_is_spelt_with_the_longest_pieces_from_its_start() -> None:
    assert spelt("The unaffable") == [("the", "The"), ("un", "un"), ("##aff", "aff"), ("##able", "able")]


def test_marks_and_ideographs_are_words_of_their_own() -> None:
    assert spelt("16.000 “$中km") == [
        *(("16", "16"), (".", "."), ("000", "000")),
        *(("“", "“"), ("$", "$"), ("中", "中"), ("km", "km")),
    ]


@pytest.mark.parametrize("text", ["CAFÉS", "CAFE\u0301S", "ca\u00adfés", "\u200bcafés\x00"])
def test_case_accents_and_invisible_characters_make_no_difference(text: str) -> None:
    assert [piece for piece, _ in spelt(text)] == ["cafe", "##s"]
    assert PIECES(text).offsets[-1] == (text.lower().index("s"), text.lower().index("s") + 1)


def test_a_word_that_cannot_be_spelt_or_is_too_long_is_unknown_as_a_whole() -> None:
    assert spelt("the xyz") == [("the", "the"), ("[UNK]", "xyz")]
    assert spelt("s" * (LONGEST + 1)) == [("[UNK]", "s" * (LONGEST + 1))]


@given(st.text(max_size=80))
def test_pieces_are_in_order_apart_and_cover_every_letter_and_digit(text: str) -> None:
    read = PIECES(text)
    edges = [edge for span in read.offsets for edge in span]
    assert all(start < end for start, end in read.offsets)
    assert edges == sorted(edges)
    covered = {i for start, end in read.offsets for i in range(start, end)}
    assert all(i in covered for i, letter in enumerate(text) if letter.isalnum())
