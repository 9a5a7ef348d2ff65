"""Descriptions and titles: whom they take up, and when they are left open."""

from __future__ import annotations

import pytest
from small_pages import attributed


def last_name(text: str) -> str | None:
    """Return who the last source of the page is."""
    statement = attributed(text)[-1]
    return statement.chain[-1].name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Elmstead Post reported that the bridge fell. The newspaper said two people died.",
            "Elmstead Post",
        ),
        (
            "Elmstead State Police closed the road on Monday. State police said two people died.",
            "Elmstead State Police",
        ),
        (
            "The Rev. Larry Elm led the prayers on Sunday. The pastor said services would be held.",
            "Larry Elm",
        ),
        (
            "John Alder spoke on Monday.\nThe real estate mogul said that the hotel would open in June.",
            "John Alder",
        ),
        (
            'John Alder spoke. "We will rebuild," Alder told reporters. "It takes time," the man said.',
            "John Alder",
        ),
        (
            "The suit says that the firm lied to its clients. The lawsuit says that it knew of the fraud.",
            "The suit",
        ),
        (
            "Republican front-runner John Alder met Anna Elm.\nThe Republican front-runner said he won.",
            "John Alder",
        ),
    ],
)
def test_a_description_takes_up_who_was_named(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        # two who fit alike
        "President John Alder met President Peter Fir on Monday. The president said that the road was open.",
        # two people, and an epithet that nobody bears
        "John Alder met Peter Fir on Monday.\nThe mogul said that the hotel would open in June.",
        # of the other party
        "The Democratic front-runner Anna Elm spoke on Monday.\nThe Republican front-runner said he won.",
    ],
)
def test_what_fits_two_or_nobody_is_left_open(text: str) -> None:
    assert last_name(text) is None


def test_two_newspapers_leave_the_newspaper_open() -> None:
    text = (
        "The Elmstead Post reported that the bridge fell. The Elmstead Herald said that it stood.\n"
        "The newspaper said that two people died."
    )
    assert last_name(text) not in ("Elmstead Post", "Elmstead Herald")


def test_officials_are_a_kind_and_not_one_person() -> None:
    names = [
        s.chain[-1].name
        for s in attributed("Officials said that the road was open. Anna Elm said it was not.")
    ]
    assert names == ["Officials", "Anna Elm"]
