"""What sources are called: whole names, of the right kind, and nothing but the name."""

from __future__ import annotations

import pytest
from small_pages import attributed, chain_names

WHOLE = [
    ("Tavria's defence ministry", "Tavria's defence ministry", "organisation"),
    ("The Suden interior ministry", "The Suden interior ministry", "organisation"),
    ("Black Kites Gather", "Black Kites Gather", "organisation"),
    ("Nurses Without Walls", "Nurses Without Walls", "organisation"),
    ("Save Our Rivers", "Save Our Rivers", "organisation"),
    ("Ostbank", "Ostbank", "organisation"),
    ("Twitter", "Twitter", "organisation"),
    ("The drone strike", "The drone strike", "unnamed"),
    ("The minister", None, "person"),
    ("The town", "The town", "organisation"),
    ("The charges", "The charges", "document"),
    ("The inquiry", "The inquiry", "document"),
    ("The photo", "The photo", "document"),
    ("Nine in 10", "Nine in 10", "group"),
    ("Prosecutor Helen Oduya KC", "Helen Oduya", "person"),
    ("Martin Brand OBE", "Martin Brand", "person"),
    ("Dr Nora Vale, PhD,", "Nora Vale", "person"),
    ("Sir Paul Trent MP", "Paul Trent", "person"),
    ("Analysts and the Norland Bank", "Analysts and Norland Bank", "group"),
    ("The Associated Press and Associated Press", "Associated Press", "outlet"),
]


@pytest.mark.parametrize(("source", "name", "kind"), WHOLE)
def test_the_whole_name_and_its_kind(source: str, name: str | None, kind: str) -> None:
    (statement,) = attributed(f"{source} said that the bridge over the river was not safe.")
    (found,) = statement.chain
    assert (found.name, found.kind) == (name, kind)


def test_a_name_never_runs_into_what_is_said() -> None:
    (statement,) = attributed("Satellite images reviewed by the Herald show smoke rising from the port.")
    assert all("smoke" not in (source.name or "") for source in statement.chain)
    assert "by" not in (statement.chain[-1].name or "").split()


def test_a_shop_with_an_owner_in_its_name_is_no_man() -> None:
    text = "Prices rose at Sam's Corner on Monday.\nHe said that the price of milk would fall."
    (statement,) = attributed(text)
    assert chain_names(statement) == [None]


def test_a_description_in_the_text_looks_back_only() -> None:
    text = (
        "A plant closed on Monday.\nIts gates were shut at noon.\n"
        "The company said that the plant was safe.\n"
        "Brightwell Company opened another plant. Brightwell Company said that it hired ten people."
    )
    assert chain_names(attributed(text)[0]) == ["The company"]


def test_a_lead_may_announce_who_is_named_later() -> None:
    text = (
        "A plant closed on Monday.\nThe company said that the plant was safe.\n"
        "Brightwell Company said that it hired ten people."
    )
    assert chain_names(attributed(text)[0]) == ["Brightwell Company"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Msgr. Hugh Alder", "Hugh Alder"),
        ("Monsignor Hugh Alder", "Hugh Alder"),
        ("Capt. Hugh Alder", "Hugh Alder"),
        ("Const. Tim Fanning", "Tim Fanning"),
        ("Court Clerk Dan Fallon", "Dan Fallon"),
        ("Representative Elijah Cummings, the top Democrat on the committee,", "Elijah Cummings"),
        ("Kay Morley, 41, from Poplar Bluff, Mo., who saw it,", "Kay Morley"),
        ("Science and Technology Minister Ada Brandt", "Ada Brandt"),
        ("The police chief in Kodiak, Alaska,", None),
        ("The Prime Minister", None),
        ("The Texas Democrat", None),
        ("The Republican", None),
    ],
)
def test_titles_places_and_parties_are_no_names(source: str, name: str | None) -> None:
    (statement,) = attributed(f"{source} said that the bridge over the river was not safe.")
    assert chain_names(statement) == [name]


def test_a_lone_family_name_before_a_titled_relative_is_one_of_two() -> None:
    text = "Martin Fir spoke on Monday.\nFir and first lady Helen Fir said that they were safe."
    assert chain_names(attributed(text)[-1]) == ["Martin Fir and Helen Fir"]


def test_who_is_of_a_party_is_left_open_between_two() -> None:
    text = "Mayor Ada Brandt met Sen. Bo Elm on Monday.\nThe Democrat said that it was a shame."
    assert chain_names(attributed(text)[-1]) == [None]


def test_she_is_no_paper() -> None:
    text = "Her birth certificate spelled the name so.\nShe said that she had changed it."
    assert chain_names(attributed(text)[-1]) == [None]


def test_a_ship_is_nobody_who_bears_a_title() -> None:
    text = "The Gibe was about 150 miles from Aden.\nThe navy spokesperson said that marines boarded it."
    assert chain_names(attributed(text)[-1]) == [None]
