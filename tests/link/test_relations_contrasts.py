"""Contrasts of two statements: what is called a disagreement, and what is only another detail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_relations import between
from told_pages import Told, told

from sayso.link.contrasts_times import times
from sayso.link.disagreement import relation_model
from sayso.link.relations import DISAGREE, relate
from sayso.link.slots import read_slots
from sayso.model import Figure, Source, Statement, identity


def fall(words: str, value: float, unit: str) -> Told:
    """Return a statement of how far a climber fell."""
    return Told(
        f"The climber fell {words} from the ridge.", counts=[(words, value, value, unit)], kind="measure"
    )


def sentence(words: str, value: float, unit: str, rest: str = "for fraud") -> Told:
    """Return a statement of how long somebody was in prison."""
    return Told(
        f"Bo Elm served {words} in prison {rest}.", counts=[(words, value, value, unit)], kind="duration"
    )


def test_measures_meet_in_one_unit() -> None:
    assert between(fall("200 metres", 200, "metres"), fall("656 feet", 656, "feet")).relation not in DISAGREE
    apart = between(fall("200 metres", 200, "metres"), fall("200 feet", 200, "feet"))
    assert apart.relation == "differs"
    assert "200 metres" in apart.because
    assert "200 feet" in apart.because


def test_durations_of_one_thing_differ_and_a_distance_in_time_is_no_duration() -> None:
    first = sentence("four months", 4, "months")
    assert between(first, sentence("four years", 4, "years")).relation == "differs"
    ago = Told("Bo Elm left prison four years ago.", counts=[("four years", 4, 4, "years")], kind="duration")
    assert between(first, ago).relation not in DISAGREE


def test_money_in_two_currencies_is_not_compared() -> None:
    dollars = Told(
        "Thieves took rings worth $3 million.", counts=[("$3 million", 3e6, 3e6, "USD")], kind="money"
    )
    euros = Told(
        "Thieves took rings worth €2 million.", counts=[("€2 million", 2e6, 2e6, "EUR")], kind="money"
    )
    more = Told(
        "Thieves took rings worth $5 million.", counts=[("$5 million", 5e6, 5e6, "USD")], kind="money"
    )
    assert between(dollars, euros).relation not in DISAGREE
    assert between(dollars, more).relation == "differs"


def test_figures_that_the_other_has_too_contrast_with_nothing() -> None:
    both = Told(
        "The ship was 13 miles away when it heard the call 150 miles off Tarn.",
        counts=[("13 miles", 13, 13, "miles"), ("150 miles", 150, 150, "miles")],
        kind="measure",
    )
    one = Told(
        "The ship heard the call 150 miles off Tarn.",
        counts=[("150 miles", 150, 150, "miles")],
        kind="measure",
    )
    assert between(both, one).relation not in DISAGREE


def test_a_total_and_its_parts_do_not_differ() -> None:
    parts = Told(
        "The navy caught 12 pirates at sea and 11 pirates on land.",
        counts=[("12", 12, 12, "pirates"), ("11", 11, 11, "pirates")],
    )
    total = Told("The navy caught 23 pirates.", counts=[("23", 23, 23, "pirates")])
    assert between(parts, total).relation not in DISAGREE


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (
            ("Ten people were killed in Tarn.", "Ten", 10, "people"),
            ("50 people were injured in Tarn.", "50", 50, "people"),
        ),
        (
            ("Five women were in the church.", "Five", 5, "women"),
            ("Two children were in the church.", "Two", 2, "children"),
        ),
        (
            ("Three other climbers were saved.", "Three", 3, "climbers"),
            ("Four climbers were saved.", "Four", 4, "climbers"),
        ),
    ],
)
def test_who_meets_another_fate_is_of_another_sort_or_comes_on_top_is_another_count(
    first: tuple[str, str, float, str], other: tuple[str, str, float, str]
) -> None:
    one, two = (
        Told(words, counts=[(said, value, value, unit)]) for words, said, value, unit in (first, other)
    )
    assert between(one, two).relation not in DISAGREE


def test_the_age_of_one_person_differs_and_of_two_people_does_not() -> None:
    tarn = Told("Police arrested Tarn, 27, at his house.", counts=[("27", 27, 27, "years")], kind="age")
    older = Told("Police arrested Tarn, 29, at his house.", counts=[("29", 29, 29, "years")], kind="age")
    other = Told("Police arrested Freedonia, 29, at his house.", counts=[("29", 29, 29, "years")], kind="age")
    assert between(tarn, older).relation == "differs"
    assert between(tarn, other).relation not in DISAGREE


def test_times_of_one_deed_differ_and_of_two_do_not() -> None:
    first = "The ferry sank off the pier on Friday."
    assert between(first, "The ferry sank off the pier on Saturday.").relation == "differs"
    assert between(first, "Its captain was arrested on Saturday.").relation not in DISAGREE
    early = "The ferry left the pier at 4 p.m. for the islands."
    assert between(early, "The ferry left the pier at 4:05 p.m. for the islands.").relation not in DISAGREE
    assert between(early, "The ferry left the pier at 6:30 p.m. for the islands.").relation == "differs"


@pytest.mark.parametrize(
    ("words", "minutes"), [("4 p.m.", 960), ("4.30am", 270), ("16:05", 965), ("noon", 720)]
)
def test_times_of_day_are_read_as_minutes(words: str, minutes: int) -> None:
    found = times(read_slots((told("Alder Post", f"The ferry left at {words} for the islands."),))[0])
    assert [each.value for each in found if each.grain == "clock"] == [minutes]


def test_opposite_directions_exclude_each_other() -> None:
    first = "The island lies south of the capital and has a port."
    found = between(first, "The island lies north of the capital and has a port.")
    assert found.relation == "differs"
    assert "south" in found.because
    assert "north" in found.because


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("The court in Tarn convicted Bo Elm of fraud.", "The court in Tarn acquitted Bo Elm of fraud."),
        ("The climber was found alive on the ridge.", "The climber was found dead on the ridge."),
        ("Ada Fir voted for the harbour tax.", "Ada Fir voted against the harbour tax."),
        ("Prices in Tarn rose in spring.", "Prices in Tarn fell in spring."),
        ("Freedonia withdrew from the treaty.", "Freedonia remained in the treaty."),
    ],
)
def test_words_that_exclude_each_other_differ(first: str, other: str) -> None:
    assert between(first, other).relation == "differs"


def test_two_people_may_take_two_sides() -> None:
    found = between("Ada Fir voted for the harbour tax.", "Bo Elm voted against the harbour tax.")
    assert found.relation not in DISAGREE


def test_one_other_word_in_the_same_place_is_named_and_not_called_the_same() -> None:
    found = between(
        "Mayor Ada Fir opened the new bridge of Tarn on the river.",
        "Mayor Berta Lind opened the new bridge of Tarn on the river.",
    )
    assert found.relation == "narrower"
    assert "Ada Fir" in found.because
    assert "Berta Lind" in found.because


@pytest.mark.parametrize(
    "other",
    [
        "No contract between the two towns has been signed since the war.",
        "The minister did not sign the contract until the evening.",
        "The minister could sign the contract.",
    ],
)
def test_what_is_so_at_another_time_or_only_may_be_is_not_denied(other: str) -> None:
    assert between("The minister signed the contract of the two towns.", other).relation != "conflicts"


def test_one_is_for_what_the_other_is_against() -> None:
    found = between(
        "Freedonia supports the plan for a new harbour tax.",
        "Tarn opposes the plan for a harbour tax on boats.",
    )
    assert found.relation == "differs"
    assert "positions" in found.because
    other = between("Freedonia supports the plan for a new harbour tax.", "Tarn opposes the school reform.")
    assert other.relation not in DISAGREE


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (("12 dead in the market of Tarn.", "12", "dead"), ("The blast killed 14 people.", "14", "people")),
        (
            ("The death toll from the blast in Tarn is 12.", "12", ""),
            ("The death toll from the blast in Tarn has risen to 14.", "14", ""),
        ),
        (
            ("40 civilians were wounded in the blast in Tarn.", "40", "civilians"),
            ("The blast in Tarn left 12 people injured.", "12", "people"),
        ),
    ],
)
def test_who_met_one_fate_is_one_count_whatever_noun_counts_them(
    first: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    one, two = (
        Told(words, counts=[(said, float(said), float(said), unit)]) for words, said, unit in (first, other)
    )
    assert between(one, two).relation == "differs"


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (
            ("The blast killed 12 civilians in Tarn.", "12", "civilians"),
            ("The blast killed seven soldiers in Tarn.", "seven", "soldiers"),
        ),
        (
            ("Nine people died in the Tarn fire.", "Nine", "people"),
            ("Four women died in the Tarn fire.", "Four", "women"),
        ),
        (
            ("240 homes were destroyed in Tarn.", "240", "homes"),
            ("95 homes were damaged in Tarn.", "95", "homes"),
        ),
        (
            ("Five police officers were hurt in Tarn.", "Five", "officers"),
            ("90 protesters were hurt in Tarn.", "90", "protesters"),
        ),
    ],
)
def test_two_groups_of_one_fate_and_two_fates_are_two_counts(
    first: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    values = {"Nine": 9, "Four": 4, "Five": 5, "seven": 7}
    one, two = (
        Told(words, counts=[(said, value := values.get(said) or float(said), value, unit)])
        for words, said, unit in (first, other)
    )
    assert between(one, two).relation not in DISAGREE


def test_a_total_of_the_dead_is_their_count_and_a_mean_is_not() -> None:
    first = Told("A total of 12 people were killed in Tarn.", counts=[("12", 12, 12, "people")])
    other = Told("19 people were killed in Tarn.", counts=[("19", 19, 19, "people")])
    mean = Told("19 people were killed in Tarn each year.", counts=[("19", 19, 19, "people")])
    assert between(first, other).relation == "differs"
    assert between(first, mean).relation not in DISAGREE


def test_what_another_source_says_in_the_same_sentence_does_not_meet() -> None:
    page = "The mayor says 30 people died in Tarn, but the union says 150 people died in Tarn."
    both = told("Alder Post", page)
    document = both.document
    said = [
        Statement(
            identity("s", at),
            document.id,
            at,
            at + len(words),
            words,
            ((at, at + len(words)),),
            "attributed",
            chain=(Source(None, None, None, who, "person"),),
            figures=(
                Figure(
                    at,
                    at + len(number),
                    number,
                    float(number),
                    float(number),
                    approximate=False,
                    kind="count",
                    unit="people",
                ),
            ),
        )
        for who, number, words in (
            ("Ada Fir", "30", "30 people died in Tarn"),
            ("the union", "150", "150 people died in Tarn"),
        )
        for at in (page.index(words),)
    ]
    slots = read_slots([replace(both, statements=tuple(said))])
    assert relate(slots[0], slots[1]).relation == "differs"


def test_the_age_of_a_person_is_not_that_of_the_town() -> None:
    ada = Told(
        "Police named Ada Fir, 32, of Tarn, as a victim.", counts=[("32", 32, 32, "years")], kind="age"
    )
    berta = Told(
        "Police named Berta Lind, 19, of Tarn, as a victim.", counts=[("19", 19, 19, "years")], kind="age"
    )
    assert between(ada, berta).relation not in DISAGREE


@pytest.mark.parametrize(("one", "other"), [("March", "February"), ("May", "June")])
def test_figures_of_two_months_are_of_two_things(one: str, other: str) -> None:
    first, second = (
        Told(f"Prices in Tarn rose {said} in {month}.", counts=[(said, value, value, "%")], kind="percent")
        for said, value, month in (("5.4 percent", 5.4, one), ("6.1 percent", 6.1, other))
    )
    assert between(first, second).relation not in DISAGREE


@pytest.mark.parametrize("risen", ["has risen to 14", "rose again on Monday to 14", "was 14 as of dawn"])
def test_a_figure_that_may_update_the_other_is_told_to(risen: str) -> None:
    first = Told("The death toll in Tarn is 12.", counts=[("12", 12, 12, "")])
    found = between(first, Told(f"The death toll in Tarn {risen}.", counts=[("14", 14, 14, "")]))
    assert found.relation == "differs"
    assert "one may update the other" in found.because
    plain = Told("The death toll in Tarn is 14.", counts=[("14", 14, 14, "")])
    assert "update" not in between(first, plain).because


def test_figures_of_two_countries_are_of_two_things() -> None:
    def cases(words: str, value: float) -> Told:
        return Told(words, counts=[(f"{value:.0f}", value, value, "cases")])

    first = cases("The number of confirmed cases in schools of the US rose to 28 cases.", 28)
    assert (
        between(
            first, cases("In the UK, the number of confirmed cases in schools rose to 27 cases.", 27)
        ).relation
        not in DISAGREE
    )
    again = cases("In the US, the number of confirmed cases in schools rose to 27 cases.", 27)
    assert between(first, again).relation == "differs"


def test_a_day_told_in_the_same_words_is_no_other_day() -> None:
    first, other = (
        Told("Freedonia recalls its envoy the next day.", times=[("the next day", day, day, day)])
        for day in ("2012-02-08", "2012-03-09")
    )
    assert between(first, other).relation == "same"


def test_the_month_of_may_is_no_modal() -> None:
    first, other = (
        Told(f"Prices rose by {said} in May in Tarn.", counts=[(said, value, value, "%")], kind="percent")
        for said, value in (("5.4 percent", 5.4), ("6.1 percent", 6.1))
    )
    assert between(first, other).relation == "differs"


def test_figures_that_are_left_over_are_not_called_the_same() -> None:
    first = Told("The ferry of Tarn had 12 lamps on board.", counts=[("12", 12, 12, "lamps")])
    other = Told("The ferry of Tarn had 90 goats on board.", counts=[("90", 90, 90, "goats")])
    found = between(first, other)
    assert found.relation == "narrower"
    assert "not found to be of one thing" in found.because


def score(words: str, *halves: int) -> Told:
    """Return a statement of how a game ended or how a team stands."""
    return Told(words, counts=[(str(half), float(half), float(half), "") for half in halves], kind="score")


def test_a_score_differs_from_another_score_of_one_game_alone() -> None:
    won = score("Tarn won 3-1 at Norhaven.", 3, 1)
    assert between(won, score("Tarn won 3-2 at Norhaven.", 3, 2)).relation == "differs"
    assert between(won, score("Tarn (11-4) won at Norhaven.", 11, 4)).relation not in DISAGREE


@pytest.mark.parametrize(
    "words", ["The alarm came at 3 : 3{} a. m. on Tuesday.", "Tarn (2{} - 7) won the cup."]
)
def test_halves_of_a_clock_or_a_score_that_a_page_sets_apart_are_no_figures(words: str) -> None:
    first, other = (
        Told(words.format(digit), counts=[(f"{ten}{digit}", ten * 10 + digit, ten * 10 + digit, "")])
        for ten, digit in ((2 + (":" in words), 3), (2 + (":" in words), 0))
    )
    assert between(first, other).relation not in DISAGREE


def test_a_page_does_not_contradict_itself_unless_two_sources_do() -> None:
    few, many = fall("200 feet", 200, "feet"), fall("900 feet", 900, "feet")
    assert between(few, many).relation == "differs"
    page = told("Alder Post", few, many, "Later that evening the harbour of Tarn in Freedonia was quiet.")
    slots = read_slots([page])
    assert relate(slots[0], slots[1]).relation not in DISAGREE
    both = told("Alder Post", replace(few, by=["Ada Fir"]), replace(many, by=["the coast guard"]))
    slots = read_slots([both])
    assert relate(slots[0], slots[1]).relation == "differs"


def test_what_would_not_have_been_is_no_denial() -> None:
    placed = "The team placed Bo Elm on the reserve list."
    supposed = "The team would not have placed Bo Elm on the reserve list if it had won."
    assert between(placed, "The team has not placed Bo Elm on the reserve list.").relation == "conflicts"
    assert between(placed, supposed).relation not in DISAGREE


def test_a_comma_does_not_part_a_subject_from_its_verb() -> None:
    stars = "The stars of the film, including Ada Fir, are all signed for the sequel."
    assert between(stars, "Bo Elm is not signed for the sequel.").relation not in DISAGREE
    assert between(stars, "Ada Fir is not signed for the sequel.").relation == "conflicts"


def test_where_only_detail_is_missing_there_is_no_disagreement() -> None:
    full = Told("On Friday about 200 dockers left Tarn harbour.", counts=[("about 200", 200, 200, "dockers")])
    found = between(full, "Dockers left Tarn harbour.")
    assert found.relation == "narrower"


def test_the_model_that_ships_knows_every_kind_of_contrast() -> None:
    model = relation_model()
    assert set(model.weights) == {"figure"}
    assert {"negation", "time", "contrary", "speaker", "position", "denial", "swapped"} <= set(model.shares)
    assert all(0 <= share <= 1 for share in model.shares.values())
