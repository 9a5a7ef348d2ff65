"""Which statements are negated: scope over coordination, implicatives, and what only looks like a negator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.extract.negation import cue_is_negated, is_negated
from sayso.extract.parse import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Token


def words(sentence: str) -> list[Token]:
    return list(pipeline()(sentence))


def clause_of(sentence: str, verb: str) -> list[Token]:
    """Return the words that hang on *verb*: the statement that a stretch starting there makes."""
    head = next(token for token in words(sentence) if token.text == verb)
    return list(head.subtree)


@pytest.mark.parametrize(
    "sentence",
    [
        "The army did not attack or kill civilians.",
        "The army has not attacked, killed or robbed anyone.",
        "The army never attacked.",
        "Nor did he attack.",
        "At no time did they attack.",
        "He is no longer president.",
        "No one was hurt.",
        "No soldier attacked or killed them.",
        "None of the soldiers were killed.",
        "Neither the army nor the police attacked the town.",
        "He neither attacked nor killed.",
        "Not all of them left.",
        "There is no evidence of an attack.",
        "The two sides reached no agreement.",
        "They found nothing.",
        "The town was without power.",
        "He failed to attack or kill.",
        "He refused to leave.",
        "They refrained from attacking.",
        "It is not true that the army attacked.",
        "It is false that he left.",
        "It wasn't the army that attacked.",
    ],
)
def test_negated(sentence: str) -> None:
    assert is_negated(words(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The army not only attacked but killed.",
        "Not only did they attack, they killed.",
        "The city lost not just its port but its airport.",
        "There is no doubt that he left.",
        "No matter what happens, they will stay.",
        "No fewer than 20 people died.",
        "No more than 20 people died.",
        "They did not leave until Friday.",
        "They found nothing but rubble.",
        "He left without paying.",
        "He left because he was not paid.",
        "The man, who was not armed, was shot.",
        "They attacked the town that did not surrender.",
        "He attacked the base, not the town.",
        "It is a question of whether or not to leave.",
        "He did not fail to attack.",
        "It is not false that he left.",
    ],
)
def test_not_negated(sentence: str) -> None:
    assert not is_negated(words(sentence))


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The firm has cooperated fully with the inquiry. We do not recognise the picture.", False),
        ("We do not recognise the picture. The firm has cooperated fully with the inquiry.", False),
        ("We did not fire. We have never fired on the town.", True),
        ("The rebels did not flee but fought.", False),
        ("The army did not attack, and it did not shell the town.", True),
        ("The army did not attack, and its guns shelled the town.", False),
        ("No comment.", True),
        ("When they did not pay, we left.", False),
        ("Although it rained, they did not leave.", True),
    ],
)
def test_a_stretch_is_negated_as_a_whole_or_not_at_all(text: str, *, negated: bool) -> None:
    assert is_negated(words(text)) is negated


@pytest.mark.parametrize(
    ("sentence", "verb", "reached"),
    [
        ("The army did not attack or kill civilians.", "kill", True),
        ("The army has not attacked, killed or robbed anyone.", "robbed", True),
        ("No soldier attacked or killed them.", "killed", True),
        ("He failed to pay or apologise.", "apologise", True),
        ("He attacked and did not kill.", "kill", True),
        ("He did not come and went home.", "went", False),
        ("He refused to leave and was killed.", "killed", False),
        ("The army did not attack but killed civilians.", "killed", False),
        ("He did not attack, and his men killed civilians.", "killed", False),
    ],
)
def test_a_negator_reaches_what_shares_its_auxiliary_or_its_subject(
    sentence: str, verb: str, *, reached: bool
) -> None:
    assert is_negated(clause_of(sentence, verb)) is reached


@pytest.mark.parametrize(
    ("sentence", "cue", "taken_back"),
    [
        ("The minister did not say that they left.", "say", True),
        ("The minister refused to say that they left.", "say", True),
        ("Nobody said that they left.", "said", True),
        ("They saw no evidence that he left.", "evidence", True),
        ("The minister said that they did not leave.", "said", False),
        ("The minister said that they left and did not return.", "said", False),
        ("The minister did not fail to say that they left.", "say", False),
    ],
)
def test_a_cue_is_taken_back_by_its_own_negation_only(sentence: str, cue: str, *, taken_back: bool) -> None:
    assert cue_is_negated([token for token in words(sentence) if token.text == cue]) is taken_back
