"""Which statements are said with reserve, and which words are hedges in some places only."""

from __future__ import annotations

import pytest

from sayso.extract.hedges import is_hedged
from sayso.extract.parse import pipeline


@pytest.mark.parametrize(
    "sentence",
    [
        "The army may have attacked the town.",
        "The talks might resume.",
        "The plane could crash.",
        "They could not have known.",
        "They must have fled.",
        "The talks will likely fail.",
        "He is likely to leave.",
        "The deal is unlikely.",
        "Perhaps they left.",
        "The army reportedly left.",
        "He allegedly killed two people.",
        "The alleged attack killed two.",
        "The suspected militants fled.",
        "He appears to have left.",
        "It seems that he left.",
        "He is believed to have left.",
        "He is said to have left.",
        "It is thought that he left.",
        "The evidence suggests that he left.",
        "It is unclear who left.",
        "There is a possibility that he left.",
    ],
)
def test_hedged(sentence: str) -> None:
    assert is_hedged(pipeline()(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The army attacked the town.",
        "The army attacked in May.",
        "Theresa May left.",
        "The might of the army is great.",
        "The suspects left.",
        "The suspect appeared in court.",
        "They will leave as soon as possible.",
        "They must leave.",
        "Rescuers could not reach the village.",
        "The man, who may be armed, fled.",
        "He thought about it.",
        "He expected the army.",
        "The chance was missed.",
    ],
)
def test_not_hedged(sentence: str) -> None:
    assert not is_hedged(pipeline()(sentence))
