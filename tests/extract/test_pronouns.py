"""Pronouns: whom "he", "she" and "who" mean, and when that is left open."""

from __future__ import annotations

from small_pages import attributed, chain_names


def speakers(text: str) -> list[str | None]:
    """Return the name of the first source of each attributed statement."""
    return [chain_names(statement)[0] for statement in attributed(text)]


def test_a_known_gender_outweighs_the_subject() -> None:
    text = "Toma Vesk criticised Angela Horn. She said the charge was false. He said it was true."
    assert speakers(text)[-2:] == ["Angela Horn", "Toma Vesk"]


def test_a_pronoun_within_what_is_said_tells_nothing_of_who_says_it() -> None:
    text = (
        "Oru Kasif led a march on Tuesday.\n"
        "Kasif said the marchers wanted to tell the minister that she is in danger.\n"
        "He said that the march would go on."
    )
    assert speakers(text)[-1] == "Oru Kasif"


def test_later_pronouns_overrule_earlier_ones() -> None:
    text = (
        "Ori Vant chairs the board. He said that rates would rise. Later that week the plan failed.\n"
        "Ori Vant spoke again on Friday. She said that rates would fall."
    )
    assert speakers(text) == ["Ori Vant", "Ori Vant"]


def test_two_who_fit_alike_leave_a_pronoun_open() -> None:
    text = "The hall was full as talks between Anna Moss and Lena Tide ended.\nShe said that it was over."
    assert speakers(text)[-1] is None


def test_someone_far_behind_others_leaves_a_pronoun_open() -> None:
    text = (
        "Angela Horn resigned on Friday.\nThe council met Tolo Dane on Saturday. The hall was full.\n"
        "The river rose. Houses were lost.\nShe said that the dam was safe."
    )
    assert speakers(text)[-1] is None


def test_someone_far_whom_nobody_follows_is_still_meant() -> None:
    text = (
        "Angela Horn resigned on Friday. The hall was full.\nThe river rose. Houses were lost.\n"
        "She said that the dam was safe."
    )
    assert speakers(text)[-1] == "Angela Horn"


def test_who_stands_for_people_not_for_the_place_beside_it() -> None:
    text = "Dozens slept in a school basement, who said they had no water."
    assert speakers(text) == ["Dozens"]


def test_who_stands_for_the_person_nearest_to_it() -> None:
    text = "Rian Olsen met his wife in a basement, who said that the basement was cold."
    (name,) = speakers(text)
    assert name is None or "wife" in name


def test_a_speaker_whom_pronouns_have_told_of_goes_on_before_whom_he_speaks_of() -> None:
    text = (
        "Oru Kasif led a march on Tuesday.\nHe said that the march would go on.\n"
        "Kasif said that Donald Alder is a bigot. But he said that the party still has a chance."
    )
    assert speakers(text)[-1] == "Oru Kasif"
