"""Quotations that no cue claims: given to whom the text has introduced, or to nobody."""

from __future__ import annotations

import pytest
from small_pages import attributed


def uncued(text: str) -> list[tuple[str | None, str]]:
    """Return (name of the speaker, words) of what is attributed without a cue."""
    return [(s.chain[-1].name if s.chain else None, s.text) for s in attributed(text) if s.cue is None]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            'Alice Brand was furious. "It is a disgrace that nobody came."',
            "Alice Brand",
            '"It is a disgrace that nobody came."',
        ),
        (
            "The mayor shook her head. “Nobody told us that it was coming.”",
            None,
            "“Nobody told us that it was coming.”",
        ),
        (
            "Alice Brand was blunt: “We are going to leave the town.”",
            "Alice Brand",
            "“We are going to leave the town.”",
        ),
        (
            "Alice Brand said that the bridge would close.\n“It is a disgrace that nobody came to see it.”",
            "Alice Brand",
            "“It is a disgrace that nobody came to see it.”",
        ),
        (
            "Alice Brand was blunt on Monday:\n“We are going to leave the town.”",
            "Alice Brand",
            "“We are going to leave the town.”",
        ),
    ],
)
def test_a_quotation_is_of_whom_the_sentence_before_introduces(
    text: str, name: str | None, words: str
) -> None:
    said = [(s.chain[-1].name, s.text) for s in attributed(text) if s.quotation == "direct"]
    assert said == [(name, words)]


def test_a_quotation_of_several_paragraphs_is_of_one_speaker() -> None:
    text = (
        "“The river rose all night and nobody came,” Alice Brand said. “We carried what we could.\n"
        "“There was no light in the whole street.\n"
        "“In the morning the bridge was gone.”\n"
        "The town has two bridges."
    )
    assert uncued(text) == [
        ("Alice Brand", "“There was no light in the whole street."),
        ("Alice Brand", "“In the morning the bridge was gone.”"),
    ]


def test_a_quotation_of_several_paragraphs_may_be_claimed_where_it_closes() -> None:
    text = (
        "“The river rose all night and nobody came.\n"
        "“There was no light in the whole street.\n"
        "“In the morning the bridge was gone,” Alice Brand said."
    )
    assert ("Alice Brand", "“There was no light in the whole street.") in uncued(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge fell on Monday. “It was not built to stand for ever.”",
        "Alice Brand met Carl Dorn on Monday. “It is a disgrace that nobody came.”",
        "Alice Brand wrote “The Bridge at Dawn” and two other books.",
        "Alice Brand left the hall. The crowd sang “We Shall Overcome” once more.",
        "Alice Brand said that it fell, Carl Dorn said that it stood.\n“It is a disgrace that nobody came.”",
        "Alice Brand opened the door. “No entry.”",
        "“It is a disgrace that nobody came to see it.”",
    ],
)
def test_what_two_could_have_said_or_nobody_said_is_left_alone(text: str) -> None:
    assert uncued(text) == []


def test_a_speaker_of_another_paragraph_is_named_but_not_printed_again() -> None:
    text = "Alice Brand said that the bridge would close.\n“It is a disgrace that nobody came to see it.”"
    last = attributed(text)[-1]
    assert (last.chain[-1].name, last.chain[-1].start) == ("Alice Brand", None)


def test_a_colon_at_the_end_of_a_paragraph_hands_over_to_the_next() -> None:
    text = (
        "Bank apologises\n"
        "The mayor of Kestrel, Alice Brand, resigned. Norda said: “We are sorry about it.”\n"
        "In a letter to its shareholders the bank said:\n"
        "“The company has cooperated fully. We do not recognise the picture painted in court.”\n"
        "The town has two bridges."
    )
    assert [words for name, words in uncued(text) if name != "Norda" or "cooperated" in words] == [
        "“The company has cooperated fully. We do not recognise the picture painted in court.”"
    ]


def test_a_paper_that_reports_owns_the_paragraphs_that_it_hands_over_to() -> None:
    text = (
        "The Kestrel Times reports:\n"
        "“Alice Brand told the board that ‘we are late’ and left. The board meets again on Monday.”\n"
        "“It is the third meeting this year.”"
    )
    assert [name for name, _ in uncued(text)] == ["Kestrel Times", "Kestrel Times"]


def test_a_paragraph_of_quotation_goes_on_with_who_spoke_until_the_page_speaks() -> None:
    text = (
        "“The river rose all night and nobody came,” said Alice Brand.\n"
        "“We carried what we could to the school.”\n"
        "The school is on a hill.\n"
        "“Nobody spoke to us at all that night.”"
    )
    assert uncued(text) == [("Alice Brand", "“We carried what we could to the school.”")]
