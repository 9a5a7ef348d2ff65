"""Mentions become names: parts find their whole, and no two people become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.names import NameMention, cluster_names, same_name
from sayso.names.people import parse_person

if TYPE_CHECKING:
    from sayso.model import SourceKind


def names(*printed: str, kind: SourceKind = "person") -> dict[str, str]:
    """Return what each printed name of one document becomes."""
    found = cluster_names([NameMention(words, kind) for words in printed])
    return {mention.printed: name for mention, name in found.items()}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Foreign Secretary Liz Truss", "Liz Truss"),
        ("British defense secretary, Ben Wallace", "Ben Wallace"),
        ("Ben Wallace, the British defence secretary", "Ben Wallace"),
        ("The minister of foreign affairs of Ukraine, Dmytro Kuleba", "Dmytro Kuleba"),
        ("Russian Defence Ministry spokesman Igor Konashenkov", "Igor Konashenkov"),
        ("the head of the Russian delegation and presidential aide Vladimir Medinsky", "Vladimir Medinsky"),
        ("Secretary of State Antony Blinken", "Antony Blinken"),
        ("a Canadian comedian, Anthony Walker", "Anthony Walker"),
        ("Ukraine’s Deputy Minister of Defense, Hanna Maliar", "Hanna Maliar"),
        ("Bashar al-Assad", "Bashar al-Assad"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Donald Trump Jr.", "Donald Trump Jr."),
        ("Zelensky’s", "Zelensky"),
        ("the Ukrainian president", ""),
    ],
)
def test_a_title_is_no_part_of_a_name(printed: str, name: str) -> None:
    assert parse_person(printed).text == name


def test_a_part_name_takes_the_full_name_of_its_document() -> None:
    assert set(names("Truss", "Liz Truss", "Foreign Secretary Liz Truss").values()) == {"Liz Truss"}


def test_spellings_and_alphabets_of_one_person_meet_in_the_most_frequent_latin_form() -> None:
    mentions = [
        NameMention("Volodymyr Zelensky", "person", "a", 2),
        NameMention("Volodymyr Zelenskyy", "person", "b"),
        NameMention("Vladimir Zelenskiy", "person", "c"),
        NameMention("Владимир Зеленский", "person", "d", 9),
        NameMention("Zelenskyy", "person", "b", 5),
    ]
    assert set(cluster_names(mentions).values()) == {"Volodymyr Zelensky"}


def test_people_who_share_a_family_name_stay_apart() -> None:
    found = names("Donald Trump", "Melania Trump", "Trump", "Eric Trump")
    assert found == {word: word for word in found}, "a bare family name of three people is nobody's"


def test_wife_and_husband_with_gendered_surnames_stay_apart() -> None:
    found = names("Volodymyr Zelensky", "Olena Zelenska", "Zelensky", "Zelenska")
    assert found["Zelensky"] == "Volodymyr Zelensky"
    assert found["Zelenska"] == "Olena Zelenska"


def test_an_honorific_or_a_title_tells_whom_a_family_name_means() -> None:
    found = names("President Donald Trump", "Melania Trump", "Mrs. Trump", "President Trump")
    assert found["Mrs. Trump"] == "Melania Trump"
    assert found["President Trump"] == "Donald Trump"


def test_a_honorific_once_tells_who_the_bare_name_is_on_that_page() -> None:
    mentions = [
        NameMention("Melania Trump", "person", "a"),
        NameMention("Trump", "person", "a", 9, gender="m"),
        NameMention("Donald Trump", "person", "b"),
    ]
    assert cluster_names(mentions)[mentions[1]] == "Donald Trump"


def test_initials_that_differ_are_two_people_and_a_name_that_fits_both_is_neither() -> None:
    found = names("George W. Bush", "George H.W. Bush", "George Bush", "Jeb Bush")
    assert len(set(found.values())) == 4


def test_father_and_son_stay_apart() -> None:
    assert len(set(names("Donald Trump", "Donald Trump Jr.").values())) == 2


def test_the_own_document_goes_before_the_others() -> None:
    mentions = [
        NameMention("Boris Johnson", "person", "a"),
        NameMention("Johnson", "person", "a"),
        NameMention("Ron Johnson", "person", "b"),
        NameMention("Johnson", "person", "b"),
        NameMention("Johnson", "person", "c"),
    ]
    found = cluster_names(mentions)
    assert found[mentions[1]] == "Boris Johnson"
    assert found[mentions[3]] == "Ron Johnson"
    assert found[mentions[4]] == "Johnson", "a third document's Johnson may be either"


def test_given_names_in_short_and_in_other_languages_are_one() -> None:
    assert same_name("Joe Biden", "Joseph R. Biden")
    assert same_name("Oleksandr Lukashenko", "Alexander Lukashenko")
    assert same_name("Kim Jong-un", "Kim Jong Un")
    assert same_name("Muammar Gaddafi", "Moammar Qaddafi")
    assert not same_name("Joe Biden", "Hunter Biden")
    assert not same_name("Julian Castro", "Joaquin Castro")
    assert not same_name("Mario Rossi", "Maria Rossi")


def test_a_slip_after_the_family_name_does_not_become_the_name() -> None:
    assert set(names("James Comey", "James Comey Memos", "Comey").values()) == {"James Comey"}


def test_a_fuller_name_with_more_before_it_stands_for_the_shorter() -> None:
    assert set(names("Peña Nieto", "Enrique Peña Nieto").values()) == {"Enrique Peña Nieto"}


@pytest.mark.parametrize(
    ("epithet", "name"),
    [
        ("Crooked Hillary Clinton", "Hillary Clinton"),
        ("Sleepy Joe Biden", "Joe Biden"),
        ("Lyin' Ted Cruz", "Ted Cruz"),
    ],
)
def test_what_a_rival_calls_someone_is_not_the_name(epithet: str, name: str) -> None:
    assert set(names(epithet, epithet + "’s", name).values()) == {name}


def test_a_first_given_name_is_no_epithet() -> None:
    assert set(names("Mary Jane Smith", "Jane Smith").values()) == {"Mary Jane Smith"}


def test_an_acronym_means_the_one_name_it_abbreviates() -> None:
    found = names("CIA", "C.I.A.", "the Central Intelligence Agency", kind="organisation")
    assert set(found.values()) == {"Central Intelligence Agency"}


def test_word_order_nationality_and_spelling_do_not_make_another_ministry() -> None:
    found = names(
        "Russia's Defence Ministry",
        "the Russian Ministry of Defense",
        "the Defence Ministry",
        kind="organisation",
    )
    assert len(set(found.values())) == 1


def test_a_ministry_without_a_country_is_left_alone_where_two_countries_have_one() -> None:
    found = names(
        "the Russian Defence Ministry",
        "Ukraine's Defence Ministry",
        "the Defence Ministry",
        kind="organisation",
    )
    assert len(set(found.values())) == 3


def test_a_masthead_stands_for_the_paper_unless_two_papers_end_in_it() -> None:
    one = names("The Washington Post", "Washington Post", "the Post", kind="outlet")
    assert len(set(one.values())) == 1
    two = names("The New York Times", "the Financial Times", "the Times", kind="outlet")
    assert len(set(two.values())) == 3


def test_a_part_of_a_longer_name_is_not_the_same_organisation() -> None:
    found = names(
        "United Nations",
        "United Nations High Commissioner for Refugees",
        "White House",
        "the House",
        kind="organisation",
    )
    assert len(set(found.values())) == 4


def test_a_tagger_that_takes_a_person_for_an_organisation_is_mended() -> None:
    mentions = [NameMention("Volodymyr Zelenskyy", "person"), NameMention("Zelenskyy", "organisation")]
    assert set(cluster_names(mentions).values()) == {"Volodymyr Zelenskyy"}


def test_sources_without_a_name_are_left_as_they_are() -> None:
    found = names("an unnamed source", "a source", kind="unnamed")
    assert found == {"an unnamed source": "an unnamed source", "a source": "a source"}


POOL = [
    *(
        NameMention(name, "person", place)
        for name in ("Ann Lee", "Lee", "Bob Lee", "A. Lee", "Lea", "Ann Leigh")
        for place in "ab"
    ),
    *(
        NameMention(name, "outlet", place)
        for name in ("The Alder Post", "the Post", "AP", "Birch Post")
        for place in "ab"
    ),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(POOL), max_size=12), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_every_mention_has_a_name(
    mentions: list[NameMention], random: object
) -> None:
    shuffled = list(mentions)
    getattr(random, "shuffle")(shuffled)  # noqa: B009 - hypothesis types its randoms as objects
    assert cluster_names(mentions) == cluster_names(shuffled)
    assert set(cluster_names(mentions)) == set(mentions)


@settings(deadline=None)
@given(st.lists(st.sampled_from(POOL), max_size=12))
def test_two_full_names_that_differ_are_never_one(mentions: list[NameMention]) -> None:
    found = cluster_names(mentions)
    anns = {name for mention, name in found.items() if mention.printed == "Ann Lee"}
    bobs = {name for mention, name in found.items() if mention.printed == "Bob Lee"}
    assert not anns & bobs


@pytest.mark.parametrize(
    ("part", "whole"),
    [("De Blasio", "Bill de Blasio"), ("Le Pen", "Marine Le Pen"), ("bin Salman", "Mohammed bin Salman")],
)
def test_the_particle_belongs_to_the_family_name(part: str, whole: str) -> None:
    assert set(names(part, whole).values()) == {whole}


@pytest.mark.parametrize("printed", ["Kim Jong Un", "Moon Jae-in", "Lee Hsien Loong"])
def test_some_names_put_the_family_first(printed: str) -> None:
    assert parse_person(printed).family_first


@pytest.mark.parametrize("printed", ["Kim Kardashian", "Lee Harvey Oswald", "Liz Truss"])
def test_most_names_put_the_family_last(printed: str) -> None:
    assert not parse_person(printed).family_first


def test_a_family_name_that_stands_first_tells_no_gender() -> None:
    assert parse_person("Kim Jong Un").gender is None


def test_of_two_families_that_sound_alike_the_one_spelt_so_is_meant() -> None:
    found = names("Youn", "Yoon Young-chan", "Youn Kun-young")
    assert found["Youn"] == "Youn Kun-young"
