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
