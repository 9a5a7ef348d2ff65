"""Sentences of no end: read in pieces, all of them, in time that grows as the text does."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import attributed, parsed

from sayso.extract.parse import pipeline
from sayso.extract.parse_cuts import LONGEST_SENTENCE, SHORTEST_PIECE, shortened

BAITS = {
    "frames": "he said, she added, they claimed {}, ",
    "clauses": "the man who said that ",
    "quotations": "Ann Lee said that the minister claimed “we will go” and told reporters that {} left , ",
}
"""What makes attributions hang on each other when it is repeated without a full stop."""


def bait(name: str, words: int) -> str:
    """Return one sentence of at least so many words."""
    unit = BAITS[name]
    return "".join(unit.format(number) for number in range(words // len(unit.split()) + 1))


def seconds(text: str, method: str) -> float:
    """Return the processor time that attributing takes."""
    began = time.process_time()
    attributed(text, method=method)
    return time.process_time() - began


@pytest.mark.parametrize(("name", "method"), [*((name, "rules") for name in BAITS), ("clauses", "tagger")])
def test_a_sentence_four_times_as_long_takes_no_ten_times_as_long(name: str, method: str) -> None:
    short, long = (bait(name, words) for words in (200, 800))
    seconds("He said so.", method)  # models are loaded
    assert seconds(long, method) < 10 * seconds(short, method) + 0.1


@pytest.mark.parametrize("separator", [" ", ", ", "\n", " | "])
def test_no_sentence_is_longer_than_may_be_and_no_word_is_lost(separator: str) -> None:
    words = ["the", "man", "who", "said", "that"] * 200
    (passage,) = parsed(separator.join(words).replace("\n", " \t"))
    lengths = [len(sentence) for sentence in passage.parse.sents]
    assert max(lengths) <= LONGEST_SENTENCE
    assert [token.text for token in passage.parse if token.is_alpha] == words


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(["said", "Ann", ",", ";", "that", "“", "”", "7", "."]), max_size=700))
def test_what_is_cut_keeps_its_text(words: list[str]) -> None:
    text = " ".join(words)
    parse = shortened(pipeline(), pipeline()(text))
    assert parse.text == text
    assert all(len(sentence) <= LONGEST_SENTENCE for sentence in parse.sents)


def test_a_long_sentence_is_cut_where_a_mark_parts_it() -> None:
    text = ", ".join(f"the town of Elm {number}" for number in range(200))
    (passage,) = parsed(text)
    pieces = list(passage.parse.sents)
    assert len(pieces) > 1
    assert all(piece[-1].text == "," for piece in pieces[:-1])
    assert all(len(piece) > SHORTEST_PIECE for piece in pieces[:-1])


def test_a_sentence_of_prose_is_left_as_it_was_parsed() -> None:
    parse = pipeline()("The mayor said that the bridge, which is old, would be closed. " * 30)
    assert shortened(pipeline(), parse) is parse


def test_what_stands_after_a_long_sentence_is_still_attributed() -> None:
    text = bait("clauses", 600).strip() + ". “The bridge is closed,” said Ada Fir."
    last = attributed(text)[-1]
    assert last.chain[-1].name == "Ada Fir"
    assert last.text == "“The bridge is closed,”"
