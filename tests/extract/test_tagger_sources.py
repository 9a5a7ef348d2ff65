"""Tagged sources and cues, as far as their phrases go: "[source ...]" is what the network tagged."""

from __future__ import annotations

import pytest
from small_pages import attributed as extracted
from test_tagger import attributed


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("[SR Republicans in] Oslo [Q said] [CL that the plan was bad] .", "Republicans in Oslo"),
        ("[SR A memo from] late January [Q said] [CL that the plan was bad] .", "A memo"),
        ("[SR Mayor Ada] Brandt [Q said] [CL that the bridge was closed] .", "Mayor Ada Brandt"),
        ("[SR Mayor Ada Brandt (R] -Elm) [Q said] [CL that it was closed] .", "Mayor Ada Brandt (R -Elm)"),
        ("Acme (NYSE : [SR ACM)] [Q said] [CL that it would sell the plant] .", "Acme (NYSE : ACM)"),
        ("According to [SR reports Tuesday] , [CL it was closed] .", "reports"),
    ],
)
def test_a_source_goes_as_far_as_its_phrase(sentence: str, source: str) -> None:
    marked = sentence.replace("According to", "[Q According to]")
    assert [row[0] for row in attributed(marked)] == [source]


def test_what_somebody_does_is_nobody_who_speaks() -> None:
    rows = attributed(
        "When [SR Mr. Fir announced the end of the talks] , the minister [Q said] [CL it was late] ."
    )
    assert [row[0] for row in rows] == ["the minister"]


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("[SR The mayor] [Q made clear] [CL that the bridge is closed] .", "made clear"),
        ("[SR The mayor] [Q made no mention of] [CL the bridge] .", "made no mention of"),
        ("[SR The mayor] [Q doubled down on] [CL the comments that he made] .", "doubled down on"),
        ("[SR The mayor] [Q told reporters] [CL that the bridge is closed] .", "told"),
    ],
)
def test_a_cue_has_the_words_that_make_its_sense_and_not_the_hearer(sentence: str, cue: str) -> None:
    assert [row[1] for row in attributed(sentence)] == [cue]


def test_of_whom_others_speak_in_the_passive_tells_nothing() -> None:
    ((source, _, content, _),) = attributed("[SR The man] was [Q described] [CL as a good mayor] .")
    assert source == ""
    assert content == ("The man", "as a good mayor")


def test_who_speaks_in_the_passive_stays() -> None:
    rows = attributed("[CL The plan] was [Q denounced] by [SL the mayor] .")
    assert [row[0] for row in rows] == ["the mayor"]


@pytest.mark.parametrize(
    "sentence", ["[CL Crews] were [Q called] to the bridge .", "[SR It] [Q imposed] [CL a tax] ."]
)
def test_what_was_done_was_not_said(sentence: str) -> None:
    assert attributed(sentence) == []


def test_a_content_has_the_verb_of_the_clause_that_it_begins() -> None:
    rows = attributed("[SR Mr. Fir] [Q welcomed] [CL what the mayor] said on Monday .")
    assert [row[2] for row in rows] == [("what the mayor said",)]


def test_a_content_has_what_its_verb_is_about() -> None:
    rows = attributed("They saw what [SR officials] [Q said] [CL was the first bridge of its kind] .")
    assert [row[2] for row in rows] == [("what", "was the first bridge of its kind")]


def test_who_is_anybody_is_left_open() -> None:
    statements = extracted(
        "Ada Brandt, the mayor, spoke at noon. It was a shock for everyone who assumed that she had left."
    )
    names = [source.name for statement in statements for source in statement.chain]
    assert "Ada Brandt" not in names
