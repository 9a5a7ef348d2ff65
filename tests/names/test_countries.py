"""Which country a word names or describes: names, peoples, their plurals and compounds, other languages."""

from __future__ import annotations

import pytest

from sayso.names import NameMention, cluster_names, country_of


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Belgium", "Belgium"),
        ("Belgians", "Belgium"),
        ("Angolans", "Angola"),
        ("Iraqis", "Iraq"),
        ("South Koreans", "South Korea"),
        ("New Zealanders", "New Zealand"),
        ("Frenchwoman", "France"),
        ("Dutchmen", "Netherlands"),
        ("Belgian-born", "Belgium"),
        ("American-made", "United States"),
        ("Belgien", "Belgium"),
        ("Bélgica", "Belgium"),
        ("Royaume-Uni", "Britain"),
        ("Bahamas", "Bahamas"),
        ("U.S.", "United States"),
    ],
)
def test_a_people_and_its_country_are_one(words: str, country: str) -> None:
    assert country_of(words) == country


@pytest.mark.parametrize(
    "words",
    ["us", "Jordans", "Chads", "woman", "human", "chili", "cuba libre", "grenadian", "Reunion", "Jersey"],
)
def test_what_only_looks_like_a_country_is_none(words: str) -> None:
    assert country_of(words) is None


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["Russia's Defence Ministry", "Russian Ministry of Defense", "Russian MoD"], 1),
        (["Russian MoD", "Ukrainian Ministry of Defence"], 2),
        (["NATO", "Nato", "North Atlantic Treaty Organization"], 1),
        (["Chinese Foreign Ministry", "China's Ministry of Foreign Affairs"], 1),
        (["Belgian government", "Belgium"], 2),
    ],
)
def test_institutions_meet_over_nationality_and_acronym(names: list[str], count: int) -> None:
    mentions = [NameMention(name, "organisation", str(at)) for at, name in enumerate(names)]
    assert len(set(cluster_names(mentions).values())) == count


def test_a_country_goes_by_its_own_name() -> None:
    mentions = [NameMention(name, "organisation", name) for name in ("the Belgians", "Belgians", "Belgium")]
    assert set(cluster_names(mentions).values()) == {"Belgium"}


def test_a_title_in_another_language_is_no_name() -> None:
    mentions = [NameMention(name, "person", name) for name in ("Angela Merkel", "Frau Merkel", "Merkel")]
    assert set(cluster_names(mentions).values()) == {"Angela Merkel"}
