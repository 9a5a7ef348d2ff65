"""Figures of the same value that are of different facts: kept apart, and said to be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from told_pages import HARBOUR, Told, told

from sayso.link.claims import align
from sayso.link.lookalikes import find_lookalikes
from sayso.link.pairs import score_pairs
from sayso.link.quantities import same_value
from sayso.link.slots import read_slots
from sayso.model import Figure, Story, identity

if TYPE_CHECKING:
    from sayso.link.claims import Alignment
    from sayso.link.pairs import Likeness
    from sayso.model import Extraction

STORY = Story("story", ())
SINCE_2014 = ("2014", "2014", "2014-01-01", None)


def aligned(first: Told, second: Told, *rest: Extraction) -> Alignment:
    """Return what two pages make that say one thing each, among others."""
    one = told("Alder Post", first, "Snow fell in the valley.")
    two = told("Birch News", second, "Trams ran late on Sunday.")
    return align((one, two, *rest), STORY)


def aligned_pages(first: Told, second: Told) -> tuple[Extraction, Extraction]:
    """Return two pages that say one thing each, among others."""
    return told("Alder Post", first, "Snow fell in the valley."), told(
        "Birch News", second, "Trams ran late."
    )


def unlike(pages: tuple[Extraction, ...], probability: float = 0.2) -> Likeness:
    """Return what is found out of pages' statements, each two of one fact by *probability*."""
    likeness = score_pairs(read_slots(pages))
    return replace(likeness, probability=np.full_like(likeness.probability, probability))


def together(alignment: Alignment) -> bool:
    """Tell whether a claim holds the first statements of two pages that :func:`aligned` compared."""
    told_first = {
        identity("statement", identity("document", outlet), 0) for outlet in ("Alder Post", "Birch News")
    }
    return any(told_first <= set(claim.statements) for claim in alignment.claims)


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


def test_more_of_a_thing_is_not_as_many_of_it_and_the_reason_says_so() -> None:
    killed = Told("nine miners died in the Tarn pit on Monday", counts=[("nine", 9, 9, "miners")])
    further = Told("nine more miners were found alive in the Tarn pit", counts=[("nine", 9, 9, "miners")])
    one, two = aligned_pages(killed, further)
    risen = replace(two.statements[0], figures=(replace(two.statements[0].figures[0], role="further"),))
    likeness = unlike((one, replace(two, statements=(risen, *two.statements[1:]))))
    (found,) = find_lookalikes(likeness, (one, two)).found
    assert "how many more" in found.because


def test_two_sums_of_one_number_in_two_currencies_are_told_apart_by_them() -> None:
    euros = Told(
        "the thieves took jewels worth 2 million euros",
        counts=[("2 million euros", 2e6, 2e6, "EUR")],
        kind="money",
    )
    dollars = Told(
        "the thieves took a necklace worth $2 million", counts=[("$2 million", 2e6, 2e6, "USD")], kind="money"
    )
    pages = aligned_pages(euros, dollars)
    (found,) = find_lookalikes(unlike(pages), pages).found
    assert "EUR" in found.because
    assert "USD" in found.because


def test_a_number_that_names_a_kind_is_no_look_alike() -> None:
    one = Told("the patch is for 64-bit versions of the browser", counts=[("64", 64, 64, "bit")])
    two = Told("the 64-bit versions of the program crash", counts=[("64", 64, 64, "bit")])
    pages = aligned_pages(one, two)
    assert not find_lookalikes(unlike(pages), pages).found


def test_a_number_seldom_given_by_chance_is_taken_for_one_fact() -> None:
    pages = (*aligned_pages(NORWEGIANS, Told("70 from Norway came", counts=[("70", 70, 70, "volunteers")])),)
    likeness = unlike(pages, 0.2)
    assert find_lookalikes(likeness, pages).found == ()


def test_figures_that_two_units_give_of_one_measure_are_of_one_value() -> None:
    miles = Figure(
        0, 17, "13 nautical miles", 13, 13, approximate=False, kind="measure", unit="nautical miles"
    )
    kilometres = replace(miles, text="24 km", low=24, high=24, unit="km")
    assert same_value(miles, kilometres)
    assert not same_value(miles, replace(kilometres, low=30, high=30))
    assert same_value(kilometres, replace(kilometres, text="24 kilometers", unit="kilometers"))
    assert not same_value(kilometres, replace(kilometres, text="24 tonnes", unit="tonnes"))


def test_a_month_that_one_alone_names_shows_two_facts() -> None:
    now = Told("a gunman killed three people at a factory in Tarn", counts=[("three", 3, 3, "people")])
    before = Told(
        "in February a gunman killed three people at a college",
        counts=[("three", 3, 3, "people")],
        times=[("February", "2014-02", "2014-02-01", "2014-02-28")],
    )
    pages = aligned_pages(now, before)
    (found,) = find_lookalikes(unlike(pages), pages).found
    assert "only the second is for the time “February”" in found.because


def test_statements_that_are_merely_unlike_show_nothing() -> None:
    one = Told("police arrested three people in Tarn", counts=[("three", 3, 3, "people")])
    two = Told("three people were held by police in Tarn", counts=[("three", 3, 3, "people")])
    pages = aligned_pages(one, two)
    assert not find_lookalikes(unlike(pages), pages).found


def test_which_ones_are_counted_shows_two_facts() -> None:
    one = Told("three people charged with fraud sue the party", counts=[("three", 3, 3, "people")])
    two = Told("three people robbed of their savings sue the party", counts=[("three", 3, 3, "people")])
    pages = tuple(
        replace(page, statements=(replace(said, figures=(replace(said.figures[0], of=of),)), *rest))
        for page, of in zip(
            aligned_pages(one, two),
            ("people charged with fraud", "people robbed of their savings"),
            strict=True,
        )
        for said, *rest in [page.statements]
    )
    (found,) = find_lookalikes(unlike(pages), pages).found
    assert "“people charged with fraud”" in found.because
