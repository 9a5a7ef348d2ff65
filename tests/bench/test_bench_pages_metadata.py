"""The bench of pages' metadata: how it judges, and what holds on the pages that the rules were made on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages_metadata import Said, by_sayso, outcome, read_gold

if TYPE_CHECKING:
    from pathlib import Path

GOLD = {
    "published": ["2022-03-03T10:15:00Z"],
    "outlet": ["The Review"],
    "authors": ["Ann Lee"],
    "also": ["Review"],
}


@pytest.mark.parametrize(
    ("field", "said", "gold", "expected"),
    [
        ("published", Said(published="2022-03-03"), GOLD, "right"),
        ("published", Said(published="2022-03-04"), GOLD, "wrong"),
        ("published", Said(published="2022-03-04"), {}, "invented"),
        ("published", Said(), GOLD, "missed"),
        ("published", Said(), {}, "silent"),
        ("outlet", Said(outlet="the review"), GOLD, "right"),
        ("authors", Said(authors=("Ann Lee", "Review")), GOLD, "right"),
        ("authors", Said(authors=("Ann Lee", "Bo Wu")), GOLD, "wrong"),
        ("authors", Said(authors=("Review",)), GOLD, "right"),
        ("authors", Said(authors=("Bo Wu",)), {}, "invented"),
    ],
)
def test_what_is_said_is_judged_by_what_the_page_says(
    field: str, said: Said, gold: dict[str, list[str]], expected: str
) -> None:
    assert outcome(field, said, gold) == expected


def test_dates_of_real_pages_are_right_and_none_is_invented(shared_data: Path) -> None:
    """On every eighth of the pages that were looked at while the rules were made."""
    golds = dict([*read_gold("shown", shared_data / "pages").items()][::8])
    outcomes = [
        outcome("published", by_sayso((shared_data / "pages" / file).read_bytes(), file), gold)
        for file, gold in golds.items()
    ]
    assert len(outcomes) == 5
    assert set(outcomes) <= {"right", "silent"}
