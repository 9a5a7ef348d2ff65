"""What the figures of bench/linking.py mean, shown on a few words."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from linking_copies import contained, edited, jaccard, page_of, paged, passages
from linking_scores import as_reading, cluster_row, disagreement_row, judged, pair_row, row
from linking_stories import linkage

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "The harbour closed on Monday after a storm had torn the northern pier from its pillars and thrown two "
    "boats on the road behind it. Fishermen said that nothing like it had been seen in all the years since "
    "the winter of the great flood."
)


def test_an_unedited_passage_is_contained_and_another_is_not() -> None:
    rng = random.Random(0)  # noqa: S311 - edits, not secrets
    assert edited(TEXT, 0.0, rng, ["other"], turned=False) == TEXT
    turned = edited(TEXT, 0.0, rng, ["other"], turned=True)
    assert turned.startswith("Fishermen")
    assert contained(TEXT, turned) == 1.0
    assert contained(TEXT, "A council of another town has met to speak of the price of bread.") == 0.0
    assert contained(TEXT, edited(TEXT, 1.0, rng, ["other"], turned=False)) == 0.0


def test_a_passage_ends_with_a_sentence_and_pages_are_as_near_as_their_nearest_passages() -> None:
    assert passages(f"{TEXT} {TEXT}") == [TEXT, TEXT]
    assert jaccard([TEXT], [TEXT]).tolist() == [[1.0]]
    other = "A council of another town has met to speak of the price of bread."
    assert paged(jaccard, [[other, TEXT], [other]], [[TEXT], [other, "Nothing."]]).tolist() == [
        [1, 1],
        [0, 1],
    ]


def test_the_blocks_of_a_page_are_its_paragraphs() -> None:
    page = page_of("one", ["First.", "Second one."])
    assert [page.text[b.start : b.end] for b in page.blocks] == ["First.", "Second one."]


@pytest.mark.parametrize(("average", "last"), [(True, 0.3), (False, 0.5)])
def test_linkage_takes_the_mean_or_the_nearest(average: bool, last: float) -> None:  # noqa: FBT001 - a table
    near = np.array([[1.0, 0.9, 0.5], [0.9, 1.0, 0.1], [0.5, 0.1, 1.0]])
    merges = linkage(near, average=average)
    assert merges[0] == (0.9, 0, 1)
    assert merges[1][0] == pytest.approx(last)
    assert merges[1][1:] == (0, 2)


def member(document: str, start: int) -> dict[str, Any]:
    """Return a member of ten characters."""
    return {"doc": document, "span": [start, start + 10]}


def reading(relation: str, *members: dict[str, Any]) -> dict[str, Any]:
    """Return gold of one claim whose first two members stand in *relation*."""
    pairs = [{"a": 0, "b": 1, "relation": relation}]
    claim = {"claim": "C1", "members": list(members), "pairs": pairs}
    return {"figures": [], "lookalikes": [], "claims": [claim]}


def test_a_second_reading_is_scored_like_a_system(shared_data: Path) -> None:
    if not (shared_data.parent / "bench").is_dir():
        pytest.skip("the scorer does not lie beside the data")
    first = reading("differs", member("a", 0), member("b", 0), member("c", 0))
    same = judged([(first, as_reading(first))])
    assert pair_row(same) == cluster_row(same) == disagreement_row(same) == (1, 1, 1)
    other = reading("same", member("a", 3), member("b", 0), member("d", 0))
    told = judged([(first, as_reading(other))])
    assert pair_row(told) == pytest.approx(row(1 / 3, 1 / 3))
    assert disagreement_row(told) == (0, 0, 0)
