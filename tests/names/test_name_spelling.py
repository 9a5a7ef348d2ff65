"""Spellings of one name share a key; names of different people do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.names import fold, sound_key
from sayso.names.spelling import edit_distance, near


@pytest.mark.parametrize(
    "spellings",
    [
        ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskij", "Зеленский", "Зеленський"),
        ("Kyiv", "Kiev"),
        ("Yeltsin", "Jeltsin", "Ельцин"),
        ("Sergey", "Sergei"),
        ("Lavrov", "Lawrow", "Лавров"),
        ("Shoygu", "Shoigu", "Шойгу"),
        ("Kharkiv", "Харків"),
        ("Peña", "Pena"),
        ("Erdoğan", "Erdogan"),
        ("Müller", "Muller"),
        ("Khamenei", "Hamenei"),
        ("O’Neill", "O'Neill"),
    ],
)
def test_spellings_of_one_name_share_their_key(spellings: tuple[str, ...]) -> None:
    assert len({sound_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenska"),
        ("Navalny", "Navalnaya"),
        ("Putin", "Poutine"),
        ("Johnson", "Johnston"),
        ("Clinton", "Clifton"),
        ("Morton", "Martin"),
        ("Kuleba", "Kolomoisky"),
    ],
)
def test_names_of_different_people_keep_different_keys(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_a_slip_of_a_letter_is_near_and_a_change_of_gender_is_not() -> None:
    assert near(sound_key("Konashenkov"), sound_key("Konashenkof"))
    assert not near(sound_key("Zelensky"), sound_key("Zelenska"))
    assert not near("lee", "lea"), "short names differ by a letter too often"
    assert not near(sound_key("Miller"), sound_key("Siller")), "another first sound is another name"


@settings(deadline=None)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text("abcdeiyz", max_size=8), st.text("abcdeiyz", max_size=8))
def test_edit_distance_is_symmetric_and_zero_only_for_equals(a: str, b: str) -> None:
    assert edit_distance(a, b, most=20) == edit_distance(b, a, most=20)
    assert (edit_distance(a, b, most=20) == 0) == (a == b)
    assert edit_distance(a, b, most=20) <= max(len(a), len(b))


@settings(deadline=None)
@given(st.text("abcdeiyz", max_size=8), st.text("abcdeiyz", max_size=8), st.integers(0, 3))
def test_a_limit_cuts_the_distance_and_never_changes_it(a: str, b: str, most: int) -> None:
    assert edit_distance(a, b, most) == min(edit_distance(a, b, most=20), most + 1)
