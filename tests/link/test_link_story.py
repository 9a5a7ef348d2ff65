"""All of linking: extractions of one story in, a ledger out."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from told_pages import HARBOUR, told

from sayso.link import link_story
from sayso.model import Failure, Ledger

if TYPE_CHECKING:
    from pathlib import Path


def found(ledger: Ledger) -> tuple[object, ...]:
    """Return what was found, without the order in which documents were given."""
    return (
        {story.id for story in ledger.stories},
        ledger.claims,
        ledger.lookalikes,
        ledger.wording,
        ledger.cues,
    )


def test_nothing_in_is_nothing_out_but_the_failures() -> None:
    failure = Failure("lost.txt", "The file lost.txt does not exist; check the path.")
    ledger = link_story([], [failure])
    assert ledger == Ledger((), (), failed=(failure,))


def test_a_page_alone_or_without_statements_makes_a_story_without_claims() -> None:
    (story,) = link_story([told("Alder Post", "Snow fell in the valley.")]).stories
    assert len(story.documents) == 1
    empty = replace(HARBOUR[0], statements=())
    assert link_story([empty]).claims == ()


def test_documents_and_statements_stay_in_the_order_given() -> None:
    ledger = link_story(HARBOUR[::-1])
    assert [document.outlet for document in ledger.documents] == ["Cedar Wire", "Birch News", "Alder Post"]
    assert ledger.stories[0].documents == tuple(document.id for document in ledger.documents)
    assert [s.document for s in ledger.statements] == sorted(
        (s.document for s in ledger.statements), key=list(ledger.stories[0].documents).index
    )


def test_the_order_of_documents_changes_nothing_that_is_found() -> None:
    first = found(link_story(HARBOUR))
    for order in itertools.permutations(HARBOUR):
        assert found(link_story(order)) == first


def test_a_page_given_twice_counts_once() -> None:
    assert link_story([*HARBOUR, HARBOUR[0]]) == link_story(HARBOUR)


def test_origins_share_out_the_statements_of_every_claim() -> None:
    ledger = link_story(HARBOUR)
    assert ledger.claims
    for claim in ledger.claims:
        shared = [statement for origin in claim.origins for statement in origin.statements]
        assert sorted(shared) == sorted(claim.statements)


@pytest.fixture(scope="module")
def seeds(shared_data: Path) -> Ledger:
    """Return the ledger of the two real pages that sayso was first made for."""
    from sayso.extract import extract_documents  # noqa: PLC0415 - only where the data is at hand
    from sayso.model import Capture  # noqa: PLC0415 - see above
    from sayso.read import open_captures, read_document  # noqa: PLC0415 - see above

    names = [str(path) for path in sorted((shared_data / "seeds").glob("*.txt"))]
    captures = [capture for capture in open_captures(names) if isinstance(capture, Capture)]
    return link_story(list(extract_documents([read_document(capture) for capture in captures])))


def words(ledger: Ledger, *parts: str) -> set[str]:
    """Return the ids of the statements that hold all of *parts*, in whatever capitals."""
    return {s.id for s in ledger.statements if all(part.lower() in s.text.lower() for part in parts)}


def test_real_pages_the_japanese_volunteers_are_one_claim(seeds: Ledger) -> None:
    ids = words(seeds, "70 volunteers from Japan")
    assert len(ids) == 2
    assert any(ids <= set(claim.statements) for claim in seeds.claims)


@pytest.mark.parametrize(
    ("first", "second", "because"),
    [
        ("16,000 foreign mercenaries", "16.000 foreigners", ("16,000", "2014", "Zelensky", "Firstpost")),
        ("70 volunteers from Japan", "70 Belgians", ("70", "Japan", "Belgium", "Mainichi", "DeMorgen")),
    ],
)
def test_real_pages_look_alikes_are_named_and_kept_apart(
    seeds: Ledger, first: str, second: str, because: tuple[str, ...]
) -> None:
    one, other = words(seeds, first), words(seeds, second)
    assert one
    assert other
    for claim in seeds.claims:
        assert not (one & set(claim.statements) and other & set(claim.statements))
    reasons = [x.because for x in seeds.lookalikes if {x.a, x.b} & one and {x.a, x.b} & other]
    assert any(all(word in reason for word in because) for reason in reasons)
