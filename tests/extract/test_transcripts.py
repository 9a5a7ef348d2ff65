"""Turns: what interviews, transcripts, releases and posts set under a name, and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_pages import attributed, own_voice

from sayso.extract.transcripts_labels import read_label


def turns(text: str) -> list[tuple[str | None, str]]:
    """Return (speaker, words) of what is attributed without a cue."""
    return [(s.chain[-1].name if s.chain else None, s.text) for s in attributed(text) if s.cue is None]


def test_a_transcript_in_capitals() -> None:
    text = (
        "The committee heard two engineers on Monday, Alice Brand and Carl Dorn.\n"
        "BRAND: I think that the bridge is unsafe.\n"
        "DORN: It was safe last year.\n"
        "BRAND: Not any more, as you know."
    )
    assert turns(text) == [
        ("Alice Brand", "I think that the bridge is unsafe."),
        ("Carl Dorn", "It was safe last year."),
        ("Alice Brand", "Not any more, as you know."),
    ]


def test_a_transcript_whose_turns_are_quoted() -> None:
    text = (
        "The two met on the air.\n"
        "“BRAND: Will you be there, if I may ask?\n"
        "“DORN: I will be there tomorrow night.\n"
        "“BRAND: We will see you there.”"
    )
    assert [name for name, _ in turns(text)] == ["Brand", "Dorn", "Brand"]


def test_questions_stay_the_page_s_and_answers_are_of_whom_it_interviews() -> None:
    text = (
        "An interview with Alice Brand, the mayor\n"
        "Q: Did you see the bridge?\n"
        "A: I saw it on Monday, and it was closed.\n"
        "Q: Who closed it?\n"
        "A: The police closed it."
    )
    assert turns(text) == [
        ("Alice Brand", "I saw it on Monday, and it was closed."),
        ("Alice Brand", "The police closed it."),
    ]


def test_where_no_interview_is_announced_the_page_answers_itself() -> None:
    text = (
        "Q&A: what happens next?\n"
        "Q: How long will the trial last?\n"
        "A: The court has set aside five weeks.\n"
        "Q: Who pays for the bridge?\n"
        "A: The ministry says that it will pay for it. Your taxes will not rise.\n"
        "FAQ: the bridge says goodbye"
    )
    said = [(s.chain[0].name, s.text) for s in attributed(text) if s.cue is None or s.cue.text == ":"]
    assert said == []
    assert [s.cue.text for s in attributed(text) if s.cue and "pay for it" in s.text] == ["says"]
    assert "A: The court has set aside five weeks." in own_voice(text)


def test_a_turn_is_one_row_and_in_a_transcript_every_label_counts() -> None:
    text = (
        "An extract from the court transcript:\n"
        "MS ODUNA: Did you read the email on the fourth of May?\n"
        "MR DORN: I receive three hundred emails a day.\n"
        "MS ODUNA: That was not my question.\n"
        "MR DORN: I do not remember reading it. My secretary said it had been dealt with.\n"
        "THE JUDGE: Mr Dorn, please answer yes or no.\n"
        "MR DORN: No."
    )
    assert [(s.cue and s.cue.text, s.text) for s in attributed(text)] == [
        (None, "Did you read the email on the fourth of May?"),
        (None, "I receive three hundred emails a day."),
        (None, "That was not my question."),
        (None, "I do not remember reading it. My secretary said it had been dealt with."),
        ("said", "it had been dealt with"),
        (None, "Mr Dorn, please answer yes or no."),
        (None, "No."),
    ]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "The bridge fell on Monday.\nAlice Brand (mayor): “Nobody told us that it was coming.”",
            "Alice Brand",
            "“Nobody told us that it was coming.”",
        ),
        (
            "The bridge fell on Monday.\nMayor Alice Brand: We knew that the bridge was unsafe.",
            "Alice Brand",
            "We knew that the bridge was unsafe.",
        ),
        (
            "The bridge fell on Monday.\nStatement from Alice Brand: The bridge is safe for all of us.",
            "Alice Brand",
            "The bridge is safe for all of us.",
        ),
        (
            "The bridge fell on Monday.\nAlice Brand’s full statement:\nThe bridge is safe for all of us.",
            "Alice Brand",
            "The bridge is safe for all of us.",
        ),
        (
            "The bridge fell.\nThe bridge is gone. https://t.co/abc — Alice Brand (@abrand) March 3, 2022",
            "Alice Brand",
            "The bridge is gone.",
        ),
        (
            "The bridge fell on Monday.\nThe bridge is gone.\n— Alice Brand (@abrand) March 3, 2022",
            "Alice Brand",
            "The bridge is gone.",
        ),
    ],
)
def test_releases_reactions_and_posts(text: str, name: str, words: str) -> None:
    assert turns(text) == [(name, words)]


def test_a_headline_s_name_is_borne_out_by_the_article() -> None:
    body = "\nAlice Brand said on Monday that the bridge would stay closed until spring."
    assert turns("Alice Brand: Bridge stays closed until spring" + body) == [
        ("Alice Brand", "Bridge stays closed until spring")
    ]
    assert turns("Alice Brand: A life on two rivers" + body) == []
    assert turns("Alice Brand: Why the bridge stays closed until spring" + body) == []


def test_a_turn_goes_on_over_paragraphs() -> None:
    text = (
        "BRAND: I think that the bridge is unsafe.\n"
        "We have told you so for years.\n"
        "DORN: I know that you have.\n"
        "BRAND: You never came."
    )
    assert ("Brand", "We have told you so for years.") in turns(text)


@pytest.mark.parametrize(
    "text",
    [
        "Note: We have changed this.\nUPDATE: We have more.\nWATCH: What you need to know.\nNote: See you.",
        "Photo: Alice Brand\nCredit: Carl Dorn",
        "Serves: 4 people\nPrep: 20 minutes\nMethod: Mix the flour with your hands.",
        "10:30: Doors open\n11:00: Alice Brand speaks",
        "Bonn: The bridge fell on Monday.\nGermany: Police closed a bridge.",
        "Rating: 7/10\nDirector: Carl Dorn\nStarring: Alice Brand, Emil Kudrow",
        "Alice Brand: 7 – Made two good saves.\nCarl Dorn: 5 – Was quiet.\nEmil Kudrow: 6 – Ran a lot.",
        "The Kestrel Line: How a river town lost its bridges",
        "Chapter 3: The bridge\nPart 2: We leave",
        "Correction: An earlier version of this story said that we were in Bonn.",
        "Editor’s note: We have removed a name.",
        "The result: nobody came.\nThe reason: we were late.",
    ],
)
def test_a_colon_alone_speaks_for_nobody(text: str) -> None:
    assert turns("The town has two bridges.\n" + text) == []


@pytest.mark.parametrize(
    ("text", "end", "kind"),
    [
        ("SMITH: I agree.", 5, "capitals"),
        ("SEN. SMITH: I agree.", 10, "person"),
        ("Q: Why?", 1, "letter"),
        ("Alice Brand, mayor of Bonn: We knew.", 11, "person"),
        ("REPORTER: Why?", 8, "letter"),
        ("THE PRESIDENT: I agree.", 13, "role"),
    ],
)
def test_labels(text: str, end: int, kind: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.end, label.kind) == (end, kind)


@given(st.text(max_size=80))
def test_a_label_lies_inside_the_text(text: str) -> None:
    label = read_label(text)
    if label is not None:
        assert 0 <= label.start < label.end < label.rest <= len(text)
