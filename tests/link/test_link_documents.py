"""Pages of several stories: each linked by itself, all in one ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from told_pages import HARBOUR, told

from sayso.ledger import read_ledger, write_ledger
from sayso.link import link_documents, link_story
from sayso.model import Capture, Failure, Ledger

if TYPE_CHECKING:
    from pathlib import Path

SNOW = (
    told(
        "Dune Daily",
        "Snow closed the Brenn pass on Thursday and 60 lorries were stuck near Brenn overnight.",
        "Rangers of the Brenn valley expect the pass to stay closed until Sunday.",
    ),
    told(
        "Elm Times",
        "Some 60 lorries were stuck on the Brenn pass after heavy snow on Thursday.",
        "The Brenn pass may open again on Sunday, rangers of the valley said.",
    ),
)


def test_claims_never_cross_stories() -> None:
    ledger = link_documents([HARBOUR[0], SNOW[0], *HARBOUR[1:], SNOW[1]])
    assert len(ledger.stories) == 2
    home = {document: story.id for story in ledger.stories for document in story.documents}
    assert sorted(home) == sorted(document.id for document in ledger.documents)
    place = {statement.id: home[statement.document] for statement in ledger.statements}
    for claim in ledger.claims:
        assert {place[statement] for statement in claim.statements} == {claim.story}


def test_each_story_reads_as_if_it_were_alone() -> None:
    ledger = link_documents([*HARBOUR, *SNOW])
    alone = [link_story(HARBOUR), link_story(SNOW)]
    assert ledger.claims == tuple(claim for each in alone for claim in each.claims)
    assert ledger.lookalikes == tuple(pair for each in alone for pair in each.lookalikes)


def test_pages_of_one_story_are_linked_as_one() -> None:
    assert link_documents(HARBOUR) == link_story(HARBOUR)


def test_documents_stay_in_the_order_given_and_failures_are_kept() -> None:
    mixed = [SNOW[0], HARBOUR[0], SNOW[1], HARBOUR[1]]
    failure = Failure("lost.txt", "The file lost.txt does not exist; check the path.")
    ledger = link_documents(mixed, [failure])
    assert [document.id for document in ledger.documents] == [each.document.id for each in mixed]
    assert ledger.failed == (failure,)
    assert link_documents([], [failure]) == Ledger((), (), failed=(failure,))


def test_a_ledger_of_several_stories_is_written_and_read_back(tmp_path: Path) -> None:
    ledger = link_documents([*HARBOUR, *SNOW])
    captures = [Capture(x.capture, x.name, b"", "text/plain") for x in ledger.documents]
    write_ledger(tmp_path / "two.sayso", ledger, captures)
    assert read_ledger(tmp_path / "two.sayso") == ledger
