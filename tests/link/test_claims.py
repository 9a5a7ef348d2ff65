"""Which statements are put together as one claim, and which are not."""

from __future__ import annotations

import itertools
from dataclasses import replace

from told_pages import HARBOUR, Told, told

from sayso.link.claims import align
from sayso.model import Claim, Extraction, Statement, Story

STORY = Story("story", ())


def claims_of(*pages: Extraction) -> list[list[str]]:
    """Return the words of the statements of each claim."""
    words = {statement.id: statement.text for page in pages for statement in page.statements}
    return [[words[key] for key in claim.statements] for claim in align(pages, STORY).claims]


def claim_with(words: str, *pages: Extraction) -> set[str]:
    """Return the statements that stand in a claim with the one that holds *words*."""
    together = [claim for claim in claims_of(*pages) if any(words in one for one in claim)]
    return {one for claim in together for one in claim}


def test_versions_of_one_fact_are_one_claim_whatever_their_words_and_figures() -> None:
    walkout = claim_with("About 200 dockers", *HARBOUR)
    assert {one.split(" dockers")[0] for one in walkout} == {"About 200", "Around 200", "More than 350"}


def test_what_one_person_said_in_two_reports_is_one_claim() -> None:
    assert "crews are owed three months of overtime pay by the company" in claim_with(
        "the company owes its crews three months", *HARBOUR
    )


def test_statements_that_only_share_the_story_are_no_claim() -> None:
    assert claim_with("bakery", *HARBOUR) == set()
    assert claim_with("Rain is expected", *HARBOUR) == set()


def test_the_same_words_in_two_outlets_are_surely_one_claim() -> None:
    quote = "“We shall stay on the pier until the last hour is paid,” the steward told the crowd."
    first, second = told("Alder Post", quote, "Snow fell."), told("Birch News", quote, "Trams ran.")
    (claim,) = align((first, second), STORY).claims
    assert claim.confidence > 0.99
    assert claim.gist == quote


def test_a_content_is_never_claimed_the_same_as_the_sentence_it_stands_in() -> None:
    whole = "Ada Fir said the company owes its crews three months of overtime pay."
    page = told("Alder Post", whole, "The mayor of Tarn visited the picket line.")
    inner = whole.removeprefix("Ada Fir said ").removesuffix(".")
    start = whole.index(inner)
    content = Statement(
        "content",
        page.document.id,
        start,
        start + len(inner),
        inner,
        ((start, start + len(inner)),),
        "attributed",
    )
    nested = replace(page, statements=(*page.statements, content))
    other = told("Birch News", Told("the company owes crews three months of overtime pay", by=["Ada Fir"]))
    claims = align((nested, other), STORY).claims
    assert claims
    for claim in claims:
        assert not {"content", page.statements[0].id} <= set(claim.statements)


def test_a_claim_lists_each_statement_once_and_has_two_or_more() -> None:
    for claim in align(HARBOUR, STORY).claims:
        assert len(claim.statements) == len(set(claim.statements)) >= 2


def test_the_gist_is_the_words_of_a_member() -> None:
    words = {statement.id: statement.text for page in HARBOUR for statement in page.statements}
    for claim in align(HARBOUR, STORY).claims:
        assert claim.gist in {words[key] for key in claim.statements}


def test_claims_come_surest_and_most_reported_first() -> None:
    documents = {statement.id: page.document.id for page in HARBOUR for statement in page.statements}

    def expected(claim: Claim) -> float:
        return claim.confidence * len({documents[key] for key in claim.statements})

    order = [expected(claim) for claim in align(HARBOUR, STORY).claims]
    assert all(a >= b - 1e-6 for a, b in itertools.pairwise(order))


def test_far_apart_figures_of_one_sort_part_statements_that_only_share_a_topic() -> None:
    some = Told(
        "Some 70 nurses from Tarn joined the relief convoy to the coast.",
        counts=[("Some 70", 70, 70, "nurses")],
    )
    many = Told(
        "Since spring 16,000 people from all over the country joined a relief convoy.",
        counts=[("16,000", 16000, 16000, "people")],
    )
    assert claims_of(told("Alder Post", some, "Snow fell."), told("Birch News", many, "Trams ran.")) == []
