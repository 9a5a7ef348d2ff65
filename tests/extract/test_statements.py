"""Statements: what is attributed, and what the outlet says itself."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import attributed, extracted, own_voice, page

from sayso.extract import extract_documents
from sayso.extract.parse import pipeline
from sayso.extract.sentences import sentences
from sayso.model import Capture
from sayso.read import open_captures, read_document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sayso.model import Statement


def test_a_sentence_without_a_source_is_the_outlets_own() -> None:
    assert own_voice("The bridge collapsed on Monday. Nobody was hurt.") == [
        "The bridge collapsed on Monday.",
        "Nobody was hurt.",
    ]


def test_the_frame_of_an_attribution_says_nothing_by_itself() -> None:
    assert own_voice("The mayor said that the bridge is closed.") == []


def test_what_stands_beside_an_attribution_is_the_outlets_own() -> None:
    text = "The bridge collapsed on Monday and the mayor said that it would be rebuilt."
    (own,) = own_voice(text)
    assert own == "The bridge collapsed on Monday"


def test_a_wish_stands_inside_the_sentence_of_the_outlet() -> None:
    text = "The mayor vowed to rebuild the bridge."
    assert own_voice(text) == [text]
    assert [statement.text for statement in attributed(text)] == ["to rebuild the bridge"]


@pytest.mark.parametrize(
    "text",
    [
        "Ramil Orsk, a freelance photographer, said the bridge would close.",
        "One of them, who posts as Grey Wolf, alleged that the crew had been drunk.",
        "In a letter sent to the papers on Monday, the mayor said that the bridge was closed.",
    ],
)
def test_what_is_left_of_a_frame_states_nothing(text: str) -> None:
    assert attributed(text)
    assert not [own for own in own_voice(text) if own.endswith(("said", "alleged", "Monday"))]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Four agencies reported last year that the bridge was unsafe.", "Four"),
        ("In a letter sent to 20 papers on Monday, the mayor said that the bridge was closed.", "20"),
        ("The mayor asked the crew on two occasions whether the bridge was safe.", "two"),
    ],
)
def test_a_figure_in_a_frame_is_stated_all_the_same(text: str, figure: str) -> None:
    assert figure in [f.text for statement in extracted(text).statements for f in statement.figures]


def test_a_quotation_takes_its_words_out_of_the_outlets_voice() -> None:
    text = '"Let me take this opportunity to thank everyone who worked so hard" for the harbour, Orsk said.'
    assert own_voice(text) == []
    assert own_voice('The chief executive called the report "deeply upsetting for our staff".') == []


def test_a_frame_before_a_quotation_of_the_next_paragraph_states_nothing() -> None:
    quoted = '\n"The firm has cooperated fully. We do not recognise the picture painted in court."'
    assert own_voice("In a press release issued before markets opened, Orlo Foods said:" + quoted) == []
    text = "Shares fell by the afternoon, and Orlo Foods said:"
    assert own_voice(text + quoted) == ["Shares fell by the afternoon"]


def test_who_only_says_so_beside_a_quotation_states_nothing() -> None:
    assert own_voice('He replied, she said, with these words: "Not in writing, please."') == []


def test_a_clause_beside_a_quotation_stays_the_outlets() -> None:
    text = 'As they made their way down Mill Street, the marchers chanted "Close the bridge now."'
    assert own_voice(text) == ["they made their way down Mill Street"]


def test_a_sentence_goes_on_after_an_abbreviation() -> None:
    text = "Ana Pell was struck as she walked home at 200 W. Harbour Blvd. on Wednesday night. She is well."
    assert own_voice(text) == [text.removesuffix(" She is well."), "She is well."]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["She", "left.", "Sgt.", "Pell", "No.", "5", "fell", "Mill", "St.", "at", "night?", "we", "Gen."]
        ),
        max_size=20,
    )
)
def test_each_token_stands_in_one_sentence(words: list[str]) -> None:
    parse = pipeline()(" ".join(words))
    assert [token.i for sentence in sentences(parse) for token in sentence] == [token.i for token in parse]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The order came from Brig. Gen. Marek Sol of the army.", 1),
        ("The firm, Orlo Inc. of Leeford, closed. Sgt. Pell left.", 2),
        ("He lives on Mill St. Police came on Monday.", 2),
        ("we left. they came. it was cold.", 3),
        ("The bridge fell... and it rained.", 1),
    ],
)
def test_sentences_are_cut_at_no_abbreviation(text: str, count: int) -> None:
    assert len(sentences(pipeline()(text))) <= count


def test_when_it_was_said_is_kept_with_what_was_said() -> None:
    (statement,) = attributed("On Wednesday, the mayor said that the bridge was closed.", "2022-03-03")
    assert [moment.value for moment in statement.moments] == ["2022-03-02"]


def test_no_character_is_said_twice_in_the_outlets_own_voice() -> None:
    text = (
        "The bridge fell, police said, and two boats sank, but the mayor denied that anyone had been warned."
    )
    spans = sorted((s.start, s.end) for s in extracted(text).statements if s.voice == "outlet")
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def overlaps(statements: Sequence[Statement]) -> list[tuple[str, str]]:
    """Return the pairs of statements that share characters though neither stands inside the other."""
    placed = [(s, {i for start, end in s.parts for i in range(start, end)}) for s in statements]
    return [
        (one.text, other.text)
        for (one, letters), (other, others) in itertools.combinations(placed, 2)
        if letters & others
        and (one.voice == other.voice == "outlet" or not (letters < others or others < letters))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor’s praise for the general rankled critics, who said that the town had fallen.",
        "Critics were wary of men who said that the general might be better than the mayor.",
        "The general seemed to become angry when the mayor said that the town had fallen.",
        "“The town needs quiet,” said Alice Brand, the mayor. “The general needs a victory.”",
        "The town fell, the general said, according to the Guardian, citing two officials.",
        "The general would not comment on an order that the mayor said was unlawful.",
        "Alice Brand said that Carl Dorn had denied that the town fell, and that the general knew it.",
    ],
)
def test_statements_are_apart_or_one_inside_the_other(text: str) -> None:
    assert overlaps(extracted(text).statements) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "the mayor said",
                "that",
                "the town fell",
                "“",
                "”",
                ",",
                ".",
                "according to police",
                "denied",
                "and",
                "quoted him as saying",
                "who",
                "praised",
                "the raid",
                ":",
                "told Reuters",
                "\n",
                "Alice Brand",
            ]
        ),
        min_size=2,
        max_size=18,
    )
)
@settings(max_examples=40)
def test_statements_are_apart_or_one_inside_the_other_whatever_the_text(words: list[str]) -> None:
    assert overlaps(extracted(" ".join(words)).statements) == []


@pytest.mark.parametrize("folder", ["seeds", "stories/0", "stories/3", "polnear/train/text"])
def test_statements_of_real_pages_are_apart_or_one_inside_the_other(shared_data: Path, folder: str) -> None:
    files = sorted(str(path) for path in (shared_data / folder).glob("*.txt"))[
        :: 1 if folder == "seeds" else 3
    ][:3]
    assert files
    documents = [read_document(one) for one in open_captures(files) if isinstance(one, Capture)]
    for extraction in extract_documents(documents):
        assert overlaps(extraction.statements) == []


def test_hedges_and_negation() -> None:
    hedged, negated, plain = extracted(
        "The bridge may have been mined.\nThe bridge was not mined.\nThe bridge was mined in May."
    ).statements
    assert (hedged.hedged, hedged.negated) == (True, False)
    assert (negated.hedged, negated.negated) == (False, True)
    assert (plain.hedged, plain.negated) == (False, False)


def test_ids_survive_a_rerun_and_are_unique() -> None:
    text = "The mayor said the bridge is closed. The bridge is closed. The bridge is closed."
    first, again = extracted(text), extracted(text)
    ids = [statement.id for statement in first.statements]
    assert ids == [statement.id for statement in again.statements]
    assert len(ids) == len(set(ids))


def test_a_page_in_another_language_says_why_nothing_was_taken() -> None:
    document = replace(page("Мэр заявил, что мост закрыт."), language="ru")
    (extraction,) = extract_documents([document])
    assert extraction.statements == ()
    assert extraction.document.blocks == document.blocks
    assert "language is 'ru'" in extraction.document.problems[-1]
