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
    filler = "Later that evening the harbour of Tarn in Freedonia was quiet again."
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
    assert "The second says all that the first says and adds" in found.because
    assert "southern pier" in found.because


def test_where_each_adds_to_the_other_the_details_of_both_are_named() -> None:
    found = between(
        "The ferry sank off the southern pier with two lorries on board.",
        "The ferry sank while its captain was asleep.",
    )
    assert found.relation == "narrower"
    assert "No difference was found" in found.because
    assert "southern pier" in found.because
    assert "captain" in found.because


def test_what_leaves_out_a_name_or_a_number_of_the_other_does_not_contain_it() -> None:
    first = "In Freedonia four crews of the northern ferry line stopped work over unpaid wages."
    other = "Crews of the northern ferry line stopped work over unpaid wages, and shops closed."
    assert "says" not in between(first, other).because


def test_a_negated_version_conflicts() -> None:
    found = between("He signed the harbour contract.", "He did not sign the harbour contract.")
    assert found.relation == "conflicts"
    assert "not sign" in found.because


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


@pytest.mark.parametrize(
    "other",
    [
        "Tarn was charged with fraud in May, while Freedonia and Ulm pleaded guilty in court.",
        "Freedonia pleaded guilty in court to the charge of fraud.",
    ],
)
def test_what_one_denies_of_itself_and_another_does_is_no_conflict(other: str) -> None:
    names = "Later that evening everything was quiet again around Tarn, Freedonia and Ulm."
    pages = (
        told("Alder Post", "Tarn has pleaded not guilty in court to the charge of fraud.", names),
        told("Birch News", other, names),
    )
    slots = {one.statement.document: one for one in reversed(read_slots(pages))}
    first, second = (slots[page.document.id] for page in pages)
    assert relate(first, second).relation != "conflicts"


def test_the_same_name_that_pleads_and_does_not_plead_conflicts() -> None:
    first, other = (
        "Tarn has pleaded not guilty to the charge of fraud.",
        "Tarn pleaded guilty to the fraud charge.",
    )
    assert between(first, other).relation == "conflicts"


def test_who_denies_having_done_it_does_not_deny_that_another_did() -> None:
    denied = Told("selling the harbour to Freedonia", by=["Ada Fir"], stance="denying", negated=True)
    assert between(denied, "Bo Elm sold the harbour to Freedonia.").relation != "conflicts"


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


DEED = "Tarn closed its harbour in spring."


@pytest.mark.parametrize(
    "planned",
    [
        "Tarn may close its harbour in spring.",
        "Tarn plans to close its harbour in spring.",
        "Tarn is expected to close its harbour in spring.",
        "Tarn will probably close its harbour in spring.",
    ],
)
def test_a_plan_stands_with_the_verb_that_both_have(planned: str) -> None:
    found = between(planned, DEED)
    assert found.relation == "narrower"
    assert "planned or possible" in found.because
    assert "planned or possible" in between(DEED, planned).because


@pytest.mark.parametrize(
    "other",
    [
        "Amid planning for a summit, Tarn closed its harbour in spring.",
        "Tarn closed its harbour in spring before the planned summit.",
        "Tarn closed its harbour in spring, as the plans said.",
        "Tarn closed its harbour in May, and others may follow.",
        "Tarn will close its harbour in spring.",
        "Freedonia may close its harbour in spring.",
        "Tarn may not close its harbour in spring.",
    ],
)
def test_a_word_of_planning_elsewhere_makes_no_plan(other: str) -> None:
    assert "planned or possible" not in between(DEED, other).because


def people(words: str, value: float, unit: str) -> Told:
    """Return a statement that begins with a number of people."""
    return Told(words, counts=[(f"{value:g}", value, value, unit)])


JAPANESE = people("70 Japanese nationals were ready to enlist.", 70, "nationals")


def test_people_of_one_country_under_two_nouns_are_one_count() -> None:
    volunteers = people("50 volunteers from Japan were ready to enlist.", 50, "volunteers")
    assert between(JAPANESE, volunteers).relation == "differs"


@pytest.mark.parametrize(
    "other",
    [
        people("50 of the Japanese nationals were ready to enlist.", 50, "nationals"),
        people("50 volunteers from Belgium were ready to enlist.", 50, "volunteers"),
    ],
)
def test_a_part_and_people_of_another_country_are_no_figures_of_the_same(other: Told) -> None:
    assert "The figures differ" not in between(JAPANESE, other).because


def test_two_trades_of_one_country_are_two_counts() -> None:
    soldiers = people("50 Japanese soldiers were there.", 50, "soldiers")
    doctors = people("70 Japanese doctors were there.", 70, "doctors")
    assert between(soldiers, doctors).relation not in {"differs", "conflicts"}


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
