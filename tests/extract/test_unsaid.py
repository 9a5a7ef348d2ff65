"""What nobody has said is nobody's statement; stances are their holders'."""

from __future__ import annotations

import pytest
from small_pages import attributed, own_voice


@pytest.mark.parametrize(
    "text",
    [
        "No witness has so far claimed to have seen Dorn open the message.",
        "Nobody claimed responsibility for the attack.",
        "None of the officials said that the bridge was unsafe.",
        "Neither side has claimed that the talks failed.",
        "The ministry has neither confirmed nor denied the report.",
        "The ministry did not say how many were used.",
        "The ministry did not confirm that the bridge had closed.",
        "Nobody said that Carl Dorn had denied the theft.",
        "No one believes that the bridge is safe.",
    ],
)
def test_a_silence_is_told_by_the_page(text: str) -> None:
    assert (attributed(text), own_voice(text)) == ([], [text])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Alice Brand denied that the bridge had closed.", "denied"),
        ("Alice Brand did not deny that the bridge had closed.", "did not deny"),
        ("Alice Brand did not believe that the bridge had closed.", "did not believe"),
        ("Alice Brand refused to say whether the bridge had closed.", "refused to say"),
        ("Nobody but Alice Brand said that the bridge was unsafe.", "said"),
        ("No 10 said on Monday that the talks had failed.", "said"),
        ("Alice Brand not only said that the bridge was unsafe, she closed it.", "said"),
    ],
)
def test_a_stance_is_its_holder_s(text: str, cue: str) -> None:
    assert [s.cue and s.cue.text for s in attributed(text)] == [cue]


def test_a_silence_that_somebody_tells_of_is_in_what_he_says() -> None:
    (said,) = attributed("Alice Brand said that no official had claimed that the bridge was unsafe.")
    assert said.chain[-1].name == "Alice Brand"
