"""Figures of the same value that are of different facts: kept apart, and said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from told_pages import HARBOUR, Told, told

from sayso.link.claims import align
from sayso.model import Story

if TYPE_CHECKING:
    from sayso.link.claims import Alignment
    from sayso.model import Extraction

STORY = Story("story", ())
SINCE_2014 = ("2014", "2014", "2014-01-01", None)


def aligned(first: Told, second: Told, *rest: Extraction) -> Alignment:
    """Return what two pages make that say one thing each, among others."""
    one = told("Alder Post", first, "Snow fell in the valley.")
    two = told("Birch News", second, "Trams ran late on Sunday.")
    return align((one, two, *rest), STORY)


def together(alignment: Alignment) -> bool:
    """Tell whether any claim was made."""
    return bool(alignment.claims)


NORWEGIANS = Told(
    "about 70 volunteers from Norway are set to join the relief convoy",
    by=["Mira Ash"],
    counts=[("about 70", 70, 70, "volunteers")],
)
BELGIANS = Told(
    "70 Belgians volunteered to join the relief convoy, with more to follow",
    by=["Delta Blad"],
    counts=[("70", 70, 70, "belgians")],
)


def test_the_same_number_of_two_peoples_is_a_look_alike_that_names_both_and_their_sources() -> None:
    alignment = aligned(NORWEGIANS, BELGIANS)
    assert not together(alignment)
    (found,) = alignment.lookalikes
    for word in ("70", "Norway", "Belgium", "Mira Ash", "Delta Blad"):
        assert word in found.because
    assert found.confidence >= 0.5


def test_the_same_number_for_another_period_is_a_look_alike_that_names_the_period() -> None:
    now = Told(
        "16,000 foreign fighters are going to join the brigade",
        by=["Bo Elm"],
        counts=[("16,000", 16000, 16000, "fighters")],
    )
    before = Told(
        "since 2014 about 16,000 foreigners have joined the brigade",
        by=["Delta Blad"],
        counts=[("16,000", 16000, 16000, "foreigners")],
        times=[SINCE_2014],
        when="2014/..",
    )
    alignment = aligned(now, before)
    assert not together(alignment)
    (found,) = alignment.lookalikes
    assert "since 2014" in found.because


def test_versions_of_one_figure_are_no_look_alike() -> None:
    again = Told(
        "some 70 volunteers from Norway were ready to join the relief convoy",
        counts=[("some 70", 70, 70, "volunteers")],
    )
    alignment = aligned(NORWEGIANS, again)
    assert together(alignment)
    assert not alignment.lookalikes


def test_small_numbers_durations_and_other_things_are_no_look_alikes() -> None:
    two_cars = Told("Two cars were towed from the market square.", counts=[("Two", 2, 2, "cars")])
    two_dogs = Told("The farmer keeps two dogs and a goat.", counts=[("two", 2, 2, "dogs")])
    assert not aligned(two_cars, two_dogs).lookalikes
    trial = Told("The trial took eight years.", counts=[("eight", 8, 8, "years")], kind="duration")
    war = Told("The war lasted eight years.", counts=[("eight", 8, 8, "years")], kind="duration")
    assert not aligned(trial, war).lookalikes
    ships = Told("The port took in 400 ships last year.", counts=[("400", 400, 400, "ships")])
    pupils = Told("The school has 400 pupils.", counts=[("400", 400, 400, "pupils")])
    assert not aligned(ships, pupils).lookalikes


def test_a_trap_is_named_once_however_often_it_is_told() -> None:
    third = told(
        "Cedar Wire",
        Told(
            "some 70 volunteers from Norway were ready to join the relief convoy",
            counts=[("some 70", 70, 70, "volunteers")],
        ),
    )
    alignment = aligned(NORWEGIANS, BELGIANS, third)
    assert len(alignment.lookalikes) == 1


def test_no_look_alike_stands_in_one_claim() -> None:
    alignment = align((*HARBOUR, told("Delta Blad", BELGIANS), told("Elm Daily", NORWEGIANS)), STORY)
    for one in alignment.lookalikes:
        assert not any({one.a, one.b} <= set(claim.statements) for claim in alignment.claims)
