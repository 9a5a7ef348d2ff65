"""Who copied whom is said where the pages say it, and left unknown where they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from linked_pages import page

from sayso.link.copies_direction import direction

TEXT = "The river rose four metres in a single night and carried away the wooden bridge at the old mill."


def test_a_page_that_credits_the_others_outlet_as_its_wire_has_the_text_from_it() -> None:
    agency, paper = page(TEXT, "Kestrel News Agency"), page(TEXT, "Alder Post", wire="Kestrel News Agency")
    for found in (direction(agency, paper), direction(paper, agency)):
        assert (found.giver, found.taker, found.basis) == (agency.id, paper.id, "wire")
        assert found.because == "Alder Post credits Kestrel News Agency on its page"


def test_two_pages_that_credit_one_agency_have_nothing_from_each_other() -> None:
    one = page(TEXT, "Alder Post", wire="Kestrel", published="2024-05-01")
    two = page(TEXT, "Birch News", wire="Kestrel", published="2024-05-03")
    found = direction(one, two)
    assert (found.giver, found.taker, found.wire) == (None, None, "Kestrel")
    assert "neither has it from the other" in found.because


def test_a_page_without_a_credit_may_have_the_text_from_the_agency_or_from_the_other_page() -> None:
    found = direction(page(TEXT, "Alder Post", wire="Kestrel"), page(TEXT, "Birch News"))
    assert (found.giver, found.wire) == (None, "Kestrel")
    assert "unknown whether" in found.because


def test_a_page_that_names_the_other_has_the_text_from_it_whatever_the_times() -> None:
    one = page(TEXT, "Alder Post", published="2024-05-02")
    two = page(f"{TEXT} The Alder Post first reported this.", "Birch News", published="2024-05-01")
    found = direction(one, two)
    assert (found.giver, found.taker, found.basis) == (one.id, two.id, "credit")
    assert found.span is not None
    assert two.text[slice(*found.span)] == "Alder Post"


def test_pages_that_name_each_other_say_nothing_by_that() -> None:
    one = page(f"{TEXT} Birch News has more.", "Alder Post")
    two = page(f"{TEXT} Alder Post has more.", "Birch News")
    assert direction(one, two).basis is None


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ("2024-05-01", "2024-05-02", True),
        ("2024-05-01T22:00:00", "2024-05-02", True),
        ("2024-05-01T23:30:00-05:00", "2024-05-02T05:00:00+00:00", True),
        ("2024-05-02T01:00:00+09:00", "2024-05-01T18:00:00+00:00", True),
        ("2024-05-01", "2024-05-01", False),
        ("2024-05-01T08:00:00", "2024-05-01T09:00:00+00:00", False),
        ("some time in May", "2024-05-01", False),
    ],
)
def test_the_page_that_came_out_first_is_the_giver_where_times_tell(
    first: str,
    second: str,
    known: bool,  # noqa: FBT001 - a column of the table
) -> None:
    one, two = page(TEXT, "Alder Post", published=first), page(TEXT, "Birch News", published=second)
    found = direction(one, two)
    assert (found.giver, found.taker) == ((one.id, two.id) if known else (None, None))
    back = direction(two, one)
    assert (back.giver, back.taker, back.basis) == (found.giver, found.taker, found.basis)
    assert (first in found.because) == (second in found.because)


def test_without_times_it_is_unknown_and_says_which_page_has_none() -> None:
    one, two = page(TEXT, "Alder Post", published="2024-05-01"), page(TEXT, "Birch News")
    assert direction(one, two).because == "unknown: only Alder Post says when it came out"
    neither = direction(replace(one, published=None), two)
    assert neither.because == "unknown: neither page says when it came out"
