"""Sources and chains: who is meant, and through whom a statement came."""

from __future__ import annotations

import pytest
from small_pages import attributed, chain_names


def sources(text: str) -> list[list[str | None]]:
    return [chain_names(statement) for statement in attributed(text)]


def kinds(text: str) -> list[str]:
    return [statement.chain[-1].kind for statement in attributed(text)]


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Foreign Secretary Liz Truss", "Liz Truss", "person"),
        ("The minister of foreign affairs of Ukraine, Dmytro Kuleba,", "Dmytro Kuleba", "person"),
        ("Russia's Defence Ministry", "Russia's Defence Ministry", "organisation"),
        ("The Washington Post", "Washington Post", "outlet"),
        ("The Japanese newspaper Mainichi", "Mainichi", "outlet"),
        ("An unnamed source", "An unnamed source", "unnamed"),
        ("A senior official", "A senior official", "unnamed"),
        ("A report", "A report", "document"),
        ("Critics", "Critics", "group"),
        ("A spokesman for the Pentagon", "Pentagon", "organisation"),
    ],
)
def test_name_and_kind_of_a_printed_source(source: str, name: str, kind: str) -> None:
    (statement,) = attributed(f"{source} said that the town had fallen to the rebels.")
    (found,) = statement.chain
    assert (found.name, found.kind) == (name, kind)


def test_a_pronoun_means_the_subject_before_it() -> None:
    text = (
        "President Vladimir Putin ordered a special operation on Thursday.\n"
        "He said that the operation would be short."
    )
    assert sources(text)[-1] == ["Vladimir Putin"]


def test_a_pronoun_takes_the_gender_of_a_title() -> None:
    text = "Mr. Alder met Mrs. Brand in the town hall on Monday.\nShe said that the talks had failed."
    (name,) = sources(text)[-1]
    assert name is not None
    assert "Brand" in name


def test_a_title_means_the_one_who_bears_it() -> None:
    text = (
        "Ukrainian President Volodymyr Zelensky met Russian President Vladimir Putin in Minsk.\n"
        "The Ukrainian president said that the talks had failed."
    )
    assert sources(text)[-1] == ["Volodymyr Zelensky"]


def test_one_person_has_one_name_in_a_document() -> None:
    text = "Foreign Secretary Liz Truss said that she would go.\nTruss said that others should stay.\n"
    assert sources(text) == [["Liz Truss"], ["Liz Truss"]]


def test_a_description_that_nothing_explains_stays_without_a_name() -> None:
    assert sources("The chairman said that the bank would close its doors.") == [[None]]


def test_a_newspaper_that_quotes_an_unnamed_source() -> None:
    text = (
        "The daily Mainichi quoted an unnamed source as saying that 70 volunteers would leave.\n"
        "The source said that most of them had served before."
    )
    assert sources(text) == [["Mainichi", "an unnamed source"], ["Mainichi", "an unnamed source"]]
    assert attributed(text)[1].chain[0].start is None, "the newspaper is not printed a second time"


def test_a_statement_inside_a_statement_has_both_in_its_chain() -> None:
    text = "The mayor said that the police had told reporters that the bridge was closed."
    assert ["mayor", "police"] in [[(s.text or "").split()[-1] for s in st.chain] for st in attributed(text)]


def test_what_was_told_to_an_agency_came_through_it() -> None:
    text = "Defence Minister Hanna Maliar told Reuters that thousands of people had come forward."
    assert sources(text) == [["Reuters", "Hanna Maliar"]]


def test_reporters_at_large_are_no_link() -> None:
    text = "Defence Minister Hanna Maliar told reporters that thousands of people had come forward."
    assert sources(text) == [["Hanna Maliar"]]


def last_name(text: str) -> str | None:
    return sources(text)[-1][-1]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Alice Brand and Carl Dorn", "Alice Brand and Carl Dorn"),
        ("Senators Alice Brand, R-Va., Carl Dorn, D-N.Y., and Ruth Ebel, D-Mass.,", None),
        ("Alice Brand, the mayor of Bremen,", "Alice Brand"),
        ("North and South Korea", "North Korea and South Korea"),
        ("The Nordlicht newspaper", "Nordlicht"),
        ("President Moon Jae-in", "Moon Jae-in"),
        ("A lawyer for the firm, Carl Dorn,", "Carl Dorn"),
        ("A group of protesters", "A group of protesters"),
        ("Mr. Dorn's comments", "Dorn"),
    ],
)
def test_whom_a_printed_source_names(source: str, name: str | None) -> None:
    found = last_name(f"{source} said that the town had fallen to the rebels.")
    assert found == (name or "Alice Brand, Carl Dorn and Ruth Ebel")


def test_those_who_speak_together_are_one_group() -> None:
    text = "Alice Brand and Carl Dorn said that the bridge was safe.\nThey said that it would open soon."
    assert sources(text) == [["Alice Brand and Carl Dorn"]] * 2
    assert kinds(text) == ["group", "group"]


def test_they_are_the_two_people_of_the_sentence_before() -> None:
    text = "Chancellor Alice Brand met President Carl Dorn in Bonn.\nThey said that the talks had gone well."
    assert last_name(text) == "Alice Brand and Carl Dorn"


def test_the_two_leaders_are_the_two_who_met() -> None:
    text = "Chancellor Alice Brand met President Carl Dorn.\nThe two leaders said that the talks went well."
    assert last_name(text) == "Alice Brand and Carl Dorn"


def test_a_family_name_is_of_whom_the_page_introduced_by_it_first() -> None:
    text = (
        "President Emil Dorn arrived with his wife, Brigitte Dorn, on Monday.\n"
        "Dorn said that the visit was a success.\n"
        "Brigitte Dorn said that she liked the town."
    )
    assert sources(text) == [["Emil Dorn"], ["Brigitte Dorn"]]


def test_a_wife_named_in_full_does_not_take_a_president_s_name() -> None:
    text = (
        "On Monday, President Dorn said that he would stay. Laura Dorn said that she would, too.\n"
        "Dorn said that he was glad. She said that all was well."
    )
    assert [names[-1] for names in sources(text)] == ["Dorn", "Laura Dorn", "Dorn", "Laura Dorn"]


def test_a_korean_family_name_comes_first_and_tells_no_gender() -> None:
    text = "The leader, Kim Jong Un, spoke. Kim said that the tests were over.\nHe said that he was glad."
    assert {names[-1] for names in sources(text)} == {"Kim Jong Un"}


def test_a_trailing_pronoun_goes_on_with_who_spoke_last() -> None:
    text = (
        "Mr. Kudrow said that he expected Mr. Alder to ask for it. He was wary of the pact, "
        "which Mr. Brand left in his first week.\n"
        '"We are at the very beginning of this," he said.'
    )
    assert last_name(text) == "Kudrow"


def test_who_is_addressed_in_a_quotation_does_not_speak_it() -> None:
    text = 'Prime Minister Carl Dorn praised Mr. Alder on Monday.\n"Donald," he said, "you did it well."'
    assert last_name(text) == "Carl Dorn"


@pytest.mark.parametrize(
    ("introduced", "description", "name"),
    [
        ("CIA Director Mike Alder went to Bonn.", "The CIA chief", "Mike Alder"),
        ("Rep. Mike Alder went to Bonn.", "The congressman", "Mike Alder"),
        ("Russian President Iwan Brand met President Alder.", "The president", "Alder"),
        ("FBI Director Carl Dorn met CIA Director Mike Alder.", "The FBI director", "Carl Dorn"),
        ("Reporters met Mike Alder, the governor of Ohio.", "The governor", "Mike Alder"),
    ],
)
def test_a_description_takes_up_who_bears_the_title(introduced: str, description: str, name: str) -> None:
    assert last_name(f"{introduced}\n{description} said that the visit had been a success.") == name


def test_what_a_pronoun_owns_is_named_by_its_owner() -> None:
    text = "Mayor Carl Dorn left on Monday.\nHis office said that he would be back soon."
    assert last_name(text) == "Carl Dorn's office"


def test_a_headline_s_title_is_explained_by_the_text() -> None:
    text = "Mayor says the bridge is safe\nThe mayor of Bonn, Carl Dorn, said that the bridge was safe.\n"
    assert {names[-1] for names in sources(text)} == {"Carl Dorn"}


def test_a_source_that_runs_into_a_quotation_is_read_outside_of_it() -> None:
    text = '"It was Alice Brand who paid for the bridge," Carl Dorn, the mayor, wrote.'
    assert last_name(text) == "Carl Dorn"


def test_the_day_after_a_source_is_no_part_of_it() -> None:
    text = "The director met the minister in secret, according to media reports Tuesday."
    assert sources(text) == [["media reports"]]
