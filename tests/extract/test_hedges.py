"""Which statements are said with reserve, and which words are hedges in some places only."""

from __future__ import annotations

import pytest

from sayso.extract.hedges import is_hedged, names_a_holder, seems
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
        "He looks to be a perfect captain for the harbour crew.",
        "The bridge looks unsafe.",
        "The mayor and her team seemed to shift their attention.",
        "The town appears to have been left by its people.",
        "It looks like they will lose.",
        "It looks as if the ferry has sunk.",
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
        "The firm is looking to expand.",
        "The mayor looked at the bridge.",
        "She appeared before the judge on Monday.",
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


@pytest.mark.parametrize(
    ("sentence", "verb", "held"),
    [
        ("It seemed to the crew that the ferry was sinking.", "seemed", True),
        ("The ferry seemed to be sinking.", "seemed", False),
        ("The ferry appeared calm.", "appeared", False),
    ],
)
def test_to_whom_it_seems(sentence: str, verb: str, *, held: bool) -> None:
    (head,) = (token for token in pipeline()(sentence) if token.text == verb)
    assert seems(head)
    assert names_a_holder(head) is held
