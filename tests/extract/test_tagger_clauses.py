"""Tagged contents and the clauses around them, and deeds that are nobody's words.

"[SR ...] [Q ...] [CL ...]" is what the network tagged: a source and a content whose cue is on
their right (R) or left (L), and the cue.
"""

from __future__ import annotations

import pytest
from small_pages import attributed as extracted
from test_tagger import attributed


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "The two men, who [SR prosecutors] [Q claimed] [CL were guilty of the crime] , were freed .",
            ("who", "were guilty of the crime"),
        ),
        (
            "The plan, which [SR the minister] [Q said] [CL would save lives] , was dropped .",
            ("which", "would save lives"),
        ),
        (
            "The treaty includes [CR a condition] [SR diplomats] [Q said] [CL must be met by June] .",
            ("a condition", "must be met by June"),
        ),
        ("He met a man [SR she] [Q said] [CL had threatened him] .", ("a man", "had threatened him")),
    ],
)
def test_what_a_relative_clause_says_has_its_subject(sentence: str, content: tuple[str, ...]) -> None:
    assert [row[2] for row in attributed(sentence)] == [content]


def test_around_a_relative_clause_the_page_speaks() -> None:
    (statement,) = extracted("The two men, who prosecutors claimed were guilty, were freed on Monday.")
    assert "freed" not in statement.text


def test_nobody_says_himself() -> None:
    ((source, _, content, _),) = attributed("[CR Officials] [Q estimated] [CL that the fire was out] .")
    assert source == "Officials"
    assert content == ("that the fire was out",)


def test_of_whom_something_is_reported_has_not_said_it() -> None:
    assert attributed("[CR The Larks] [Q are reportedly] [CL at eight years and $160 million] .") == []


def test_who_asked_not_to_be_named_is_not_what_was_said() -> None:
    rows = attributed(
        "[CR The bridge was closed] , [Q said] [SL an official] [CL who asked not to be named] ."
    )
    assert [row[2] for row in rows] == [("The bridge was closed",)]


def test_a_content_does_not_stop_at_a_pronoun_that_leads_on() -> None:
    rows = attributed("[SR The firm] [Q announced] [CL that it had restored services, which] was late .")
    assert [row[2] for row in rows] == [("that it had restored services",)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Laws [Q known as] [SL the Fir Acts] were passed by [CR a parliament] .",
        "[SR He] was [Q convicted of] [CL the murder of a deputy] .",
        "[SR The boxer] [Q used his great jab] [CL to stay out of harm's way] .",
        "[SR Man] [Q charged] [CL with killing mother and sister] .",
        "[SR The jury] [Q heard] [CL the call] .",
    ],
)
def test_deeds_and_names_are_nobodys_words(sentence: str) -> None:
    assert [row for row in attributed(sentence) if row[0]] == []


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("[SR The mayor] [Q made no mention of] [CL the bridge] .", "the bridge"),
        ("[SR The mayor] [Q had doubts about] [CL the bridge] .", "the bridge"),
        ("[SR The mayor] [Q was livid about] [CL the bridge] .", "the bridge"),
    ],
)
def test_what_is_done_in_words_or_thoughts_stays(sentence: str, content: str) -> None:
    assert [row[2][-1] for row in attributed(sentence)] == [content]


def test_a_source_does_not_stop_at_its_article() -> None:
    rows = attributed("[SR A] convicted robber laughed after [Q hearing] [CL that he was free] .")
    assert [row[0] for row in rows] == ["A convicted robber"]


def test_a_quotation_keeps_its_closing_mark() -> None:
    said = extracted('Fir said the church, which he described as "just a church," is 30 years old.')
    assert 'as "just a church,"' in [statement.text for statement in said]
