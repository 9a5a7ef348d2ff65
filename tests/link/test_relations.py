"""How two versions of a claim stand to each other, and the sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from told_pages import HARBOUR, Told, told

from sayso.link.claims import align
from sayso.link.relations import relate
from sayso.link.slots import read_slots
from sayso.model import Story

if TYPE_CHECKING:
    from sayso.link.contrasts import Finding


def between(first: Told | str, second: Told | str) -> Finding:
    """Return how the second statement stands to the first, each of its own outlet."""
    filler = "Later the harbour of Tarn in Freedonia was quiet."
    pages = (told("Alder Post", first, filler), told("Birch News", second, filler))
    slots = {one.statement.document: one for one in reversed(read_slots(pages))}
    return relate(slots[pages[0].document.id], slots[pages[1].document.id])


def dockers(words: str, low: float | None, high: float | None, when: str | None = None) -> Told:
    """Return a statement that counts the dockers of a walkout."""
    return Told(
        f"{words} dockers walked out of Tarn harbour.", counts=[(words, low, high, "dockers")], when=when
    )


def test_nearly_the_same_words_are_the_same() -> None:
    found = between("The ferry sank off Tarn at dawn.", "At dawn the ferry sank off Tarn.")
    assert found.relation == "same"


def test_more_detail_is_narrower_and_is_named() -> None:
    found = between("The ferry sank.", "The ferry sank off the southern pier with two lorries on board.")
    assert found.relation == "narrower"
    assert "The second says more" in found.because
    assert "southern pier" in found.because


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (dockers("about 70", 70, 70), dockers("70", 70, 70)),
        (dockers("about 70", 70, 70), dockers("72", 72, 72)),
        (dockers("more than 150", 150, None), dockers("200", 200, 200)),
        (dockers("hundreds of", 200, 999), dockers("300", 300, 300)),
    ],
)
def test_figures_that_meet_are_no_disagreement(first: Told, second: Told) -> None:
    assert between(first, second).relation in {"same", "narrower"}


def test_figures_that_do_not_meet_differ_and_the_reason_shows_both() -> None:
    found = between(dockers("about 200", 200, 200), dockers("more than 350", 350, None))
    assert found.relation == "differs"
    assert "about 200" in found.because
    assert "more than 350" in found.because
    assert found.a_span == (0, len("about 200"))


def test_exact_figures_for_the_same_day_conflict_and_for_another_day_may_be_an_update() -> None:
    day = dockers("120", 120, 120, when="2031-03-02")
    assert between(day, dockers("95", 95, 95, when="2031-03-02")).relation == "conflicts"
    later = between(day, dockers("95", 95, 95, when="2031-03-05"))
    assert later.relation == "differs"
    assert "update" in later.because


def test_figures_of_different_things_do_not_make_a_disagreement() -> None:
    boats = Told("The crew of 12 boats walked out of Tarn harbour.", counts=[("12", 12, 12, "boats")])
    assert between(dockers("about 200", 200, 200), boats).relation in {"same", "narrower"}


def test_a_source_that_denies_conflicts_with_one_that_says_so() -> None:
    said = Told("the company owes its crews overtime pay", by=["Ada Fir"])
    denied = Told("the company owes its crews overtime pay", by=["Bo Elm"], stance="denying", negated=True)
    found = between(said, denied)
    assert found.relation == "conflicts"
    assert "second denies" in found.because


def test_a_negated_clause_conflicts_with_the_plain_one_and_not_only_denies_nothing() -> None:
    plain = "The minister signed the harbour contract in May."
    assert between(plain, "The minister has not signed the harbour contract.").relation == "conflicts"
    assert between(plain, "The minister not only signed the harbour contract in May.").relation != "conflicts"


def test_times_that_share_no_day_differ() -> None:
    march: tuple[str, str, str, str] = ("2 March", "2031-03-02", "2031-03-02", "2031-03-02")
    april: tuple[str, str, str, str] = ("9 April", "2031-04-09", "2031-04-09", "2031-04-09")
    found = between(
        Told("The ferry sank on 2 March.", times=[march]), Told("The ferry sank on 9 April.", times=[april])
    )
    assert found.relation == "differs"
    assert "2 March" in found.because


def test_another_country_in_the_same_place_differs_but_its_adjective_does_not() -> None:
    first = "The ship with the medical aid left for a port in Norway on its second trip."
    other = "The ship with the medical aid left for a port in Iceland on its second trip."
    assert between(first, other).relation == "differs"
    one, same = (
        "The crew of the Norwegian ship left the harbour.",
        "The crew of Norway's ship left the harbour.",
    )
    assert between(one, same).relation != "differs"


def test_a_plan_against_a_deed_is_narrower_and_says_so() -> None:
    found = between("Tarn may close its harbour in spring.", "Tarn closed its harbour in spring.")
    assert found.relation == "narrower"


def test_relations_of_a_claim_name_its_members_and_spans_lie_in_their_documents() -> None:
    for claim in align(HARBOUR, Story("story", ())).claims:
        spans = {s.id: (s.start, s.end) for page in HARBOUR for s in page.statements}
        for relation in claim.relations:
            assert {relation.a, relation.b} <= set(claim.statements)
            assert relation.because.endswith((".", "?"))
            assert 0 <= relation.confidence <= 1
            for key, span in ((relation.a, relation.a_span), (relation.b, relation.b_span)):
                if span:
                    start, end = spans[key]
                    assert start <= span[0] < span[1] <= end


def test_all_pairs_across_documents_are_related() -> None:
    documents = {s.id: page.document.id for page in HARBOUR for s in page.statements}
    for claim in align(HARBOUR, Story("story", ())).claims:
        related = {frozenset((r.a, r.b)) for r in claim.relations}
        for a in claim.statements:
            for b in claim.statements:
                if documents[a] != documents[b]:
                    assert frozenset((a, b)) in related
