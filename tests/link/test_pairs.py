"""The pair model and the grouping it feeds."""

from __future__ import annotations

import json
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_pages import HARBOUR

from sayso.link.grouping import Thresholds, group
from sayso.link.pairs import load_model, score_pairs
from sayso.link.slots import read_slots
from sayso.link.slots_sentences import Sentences

THRESHOLDS = Thresholds(join=0.4, floor=0.1, again=0.5, merge=0.4)


@st.composite
def stories(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Return a symmetric matrix of probabilities and which pairs are allowed."""
    size = draw(st.integers(2, 9))
    chance = st.sampled_from([0.0, 0.05, 0.2, 0.45, 0.6, 0.9, 0.999])
    probability = np.zeros((size, size))
    allowed = ~np.eye(size, dtype=bool)
    for i in range(size):
        for j in range(i):
            probability[i, j] = probability[j, i] = draw(chance)
            allowed[i, j] = allowed[j, i] = draw(st.sampled_from([True, True, True, False]))
    return np.where(allowed, probability, 0.0), allowed


@given(stories())
def test_no_group_holds_a_forbidden_or_weak_pair_or_a_statement_twice(
    story: tuple[np.ndarray, np.ndarray],
) -> None:
    probability, allowed = story
    groups = group(probability, allowed, THRESHOLDS)
    for members in groups:
        assert len(members) == len(set(members)) >= 2
        for at, i in enumerate(members):
            for j in members[at + 1 :]:
                assert allowed[i, j]
                assert probability[i, j] >= THRESHOLDS.floor
    assert groups == sorted(groups)
    assert not any(set(a) < set(b) for a in groups for b in groups)


def test_a_weak_link_does_not_chain_two_facts() -> None:
    probability = np.full((4, 4), 0.02)
    probability[0, 1] = probability[1, 0] = probability[2, 3] = probability[3, 2] = 0.95
    probability[1, 2] = probability[2, 1] = 0.45
    assert group(probability, ~np.eye(4, dtype=bool), THRESHOLDS) == [[0, 1], [2, 3]]


def test_a_sentence_of_two_facts_may_stand_in_two_groups() -> None:
    probability = np.zeros((3, 3))
    probability[0, 1] = probability[1, 0] = probability[1, 2] = probability[2, 1] = 0.9
    assert group(probability, ~np.eye(3, dtype=bool), THRESHOLDS) == [[0, 1], [1, 2]]


def test_probabilities_are_symmetric_and_versions_score_above_the_rest() -> None:
    slots = read_slots(HARBOUR)
    likeness = score_pairs(slots)
    assert np.allclose(likeness.probability, likeness.probability.T)
    assert likeness.probability.min() >= 0
    assert likeness.probability.max() < 1
    words = [one.text.split(" dockers")[0] for one in slots]
    about, around = words.index("About 200"), words.index("Around 200")
    assert likeness.probability[about, around] == likeness.probability[about].max()


def test_the_shipped_model_fits_the_features_and_another_is_refused() -> None:
    text = resources.files("sayso.link").joinpath("data/pair_model.json").read_text(encoding="utf-8")
    other = json.loads(text)
    rows = other["first"]["features"]
    other["first"]["features"] = {f"old {name}": row for name, row in rows.items()}
    with pytest.raises(ValueError, match="trained on other features"):
        score_pairs(read_slots(HARBOUR), load_model(json.dumps(other)))


@pytest.mark.parametrize(
    ("text", "inside", "sentence"),
    [
        (
            "It rained. Mr. A. Fir of the U.S. fleet left. Snow fell.",
            "fleet",
            "Mr. A. Fir of the U.S. fleet left.",
        ),
        ("“We stay.” He left! Was it so? Yes.", "He", "He left!"),
        ("A line without an end\nAnother line", "line without", "A line without an end"),
    ],
)
def test_the_sentence_around_a_word_ends_at_marks_and_not_at_abbreviations(
    text: str, inside: str, sentence: str
) -> None:
    start = text.index(inside)
    a, b = Sentences(text).around(start, start + len(inside))
    assert text[a:b].strip() == sentence


@given(st.text(alphabet="aB. \n!?”'1", max_size=60), st.data())
def test_the_sentence_around_a_span_holds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = Sentences(text).around(start, end)
    assert 0 <= a <= start <= end <= b <= len(text)
