"""On the two real pages of the seeds, contested words must come side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.extract import extract_documents
from sayso.link.cues import count_cues
from sayso.link.names import unify_names
from sayso.link.wording import compare_wording
from sayso.model import Capture, Wording
from sayso.read import open_captures, read_document

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.model import Extraction

SPUTNIK = "Sputnik International"


@pytest.fixture(scope="module")
def extractions(shared_data: Path) -> list[Extraction]:
    """Return what the two pages say, one name for each source."""
    paths = sorted(str(path) for path in (shared_data / "seeds").glob("*.txt"))
    captures = [each for each in open_captures(paths) if isinstance(each, Capture)]
    return unify_names(list(extract_documents(read_document(capture) for capture in captures)))


def printed(row: Wording) -> dict[str, str]:
    """Return every outlet's words of a row as one text."""
    return {outlet: "; ".join(each.words for each in words) for outlet, words in row.outlets.items()}


def test_mercenaries_volunteers_and_foreign_fighters_are_one_row(extractions: list[Extraction]) -> None:
    rows = [printed(row) for row in compare_wording(extractions, [])]
    (row,) = [row for row in rows if "mercenaries" in row.get(SPUTNIK, "")]
    (other,) = [words for outlet, words in row.items() if outlet != SPUTNIK]
    assert "volunteers" in row[SPUTNIK]
    assert "foreign fighters" in other


def test_special_operation_and_invades_are_one_row_and_the_quoted_invasion_shows_its_distance(
    extractions: list[Extraction],
) -> None:
    rows = [printed(row) for row in compare_wording(extractions, [])]
    (row,) = [row for row in rows if "special operation" in row.get(SPUTNIK, "")]
    (other,) = [words for outlet, words in row.items() if outlet != SPUTNIK]
    assert "invades" in other
    assert "invasion" in other
    assert "“Russian invasion” (at a distance)" in row[SPUTNIK]


def test_one_side_claims_and_the_other_stresses(extractions: list[Extraction]) -> None:
    found = {(use.source, use.words): use.stance for use in count_cues(extractions) if use.outlet == SPUTNIK}
    assert found["Volodymyr Zelensky", "claimed"] == "doubting"
    assert found["Volodymyr Zelensky", "argued"] != "asserting"
    assert found["Vladimir Putin", "underscored"] == "asserting"
    assert ("Russian Defence Ministry", "stressed") in found
    assert next(use.source for use in count_cues(extractions)) == "Volodymyr Zelensky"


def test_two_spellings_of_one_president_are_one_person(extractions: list[Extraction]) -> None:
    people = {s.name for x in extractions for said in x.statements for s in said.chain if s.name}
    assert len([name for name in people if "Zelensk" in name]) == 1
