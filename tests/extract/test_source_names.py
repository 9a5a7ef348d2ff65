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
