"""What joins statements into one origin, what only might, and what never does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from linked_pages import cue, page, source, statement

from sayso.link.copies import find_copies
from sayso.link.origins import find_origins, recount
from sayso.link.origins_speakers import named_speaker
from sayso.model import Claim, Relation

if TYPE_CHECKING:
    from sayso.model import Document, Origin, Statement

Pair = tuple["Document", "Statement"]


def traced(*pairs: Pair, others: tuple[Pair, ...] = (), relations: tuple[Relation, ...] = ()) -> Claim:
    """Return the claim that the statements of *pairs* make, with its origins; *others* are not in it."""
    documents = {document.id: document for document, _ in (*pairs, *others)}
    statements = {said.id: said for _, said in (*pairs, *others)}
    claim = Claim("c", "s", "gist", tuple(said.id for _, said in pairs), 1.0, relations=relations)
    copies = find_copies(list(documents.values()))
    return replace(claim, origins=find_origins(claim, statements, documents, copies))


def names(claim: Claim) -> list[tuple[str, bool]]:
    """Return the claim's origins: their names, and whether these are names."""
    return [(origin.name, origin.named) for origin in claim.origins]


def bases(origin: Origin) -> list[str]:
    """Return by what the statements of an origin were joined."""
    return [merge.basis for merge in origin.merges if merge.certain]


FIRED = page("Boss fires Bo Oak in a tweet.\nMr. Oak was fired by the boss in a tweet, Ada Fir said.")
TOLD = page("Ada Fir said the boss fired Mr. Oak in a tweet.", "Birch News")
HEADLINE = statement(FIRED, "Boss fires Bo Oak in a tweet.")
BODY = statement(FIRED, "Mr. Oak was fired by the boss in a tweet", [source(FIRED, "Ada Fir", "Ada Fir")])
OTHER = statement(TOLD, "the boss fired Mr. Oak in a tweet", [source(TOLD, "Ada Fir", "Ada Fir")])


def test_a_headline_comes_from_whom_the_body_attributes_the_same_to() -> None:
    claim = traced((FIRED, HEADLINE), (FIRED, BODY), (TOLD, OTHER))
    assert names(claim) == [("Ada Fir", True)]
    (merge,) = [each for each in claim.origins[0].merges if each.basis == "page"]
    assert (merge.a, merge.b) == (HEADLINE.id, BODY.id)
    assert merge.b_span == (BODY.start, BODY.end)
    assert "Alder Post attributes the same on its page" in merge.because


def test_the_body_need_not_stand_in_the_claim() -> None:
    claim = traced((FIRED, HEADLINE), (TOLD, OTHER), others=((FIRED, BODY),))
    assert names(claim) == [("Ada Fir", True)]
    assert bases(claim.origins[0]) == ["page"]


def test_a_page_that_names_two_sources_shows_neither_and_the_origin_stays_open() -> None:
    text = f"{FIRED.text} The boss fired Mr. Oak in a tweet, Bo Elm said."
    two = page(text)
    again = statement(two, "The boss fired Mr. Oak in a tweet", [source(two, "Bo Elm", "Bo Elm")])
    body = statement(two, BODY.text, [source(two, "Ada Fir", "Ada Fir")])
    headline = statement(two, HEADLINE.text)
    claim = traced((two, headline), (two, body), (two, again))
    assert names(claim) == [("Alder Post", False), ("Ada Fir", True), ("Bo Elm", True)]
    possible = claim.origins[0].merges
    assert {(merge.certain, merge.b) for merge in possible} == {(False, body.id), (False, again.id)}


def test_other_numbers_and_named_disagreements_are_not_the_same_fact() -> None:
    text = page(
        "About 300 people marched in Tarn.\nAbout 200 people marched in Tarn, police chief Ada Fir said."
    )
    own = statement(text, "About 300 people marched in Tarn")
    said = statement(text, "About 200 people marched in Tarn", [source(text, "Ada Fir", "Ada Fir")])
    assert len(traced((text, own), (text, said)).origins) == 2
    differs = Relation(HEADLINE.id, BODY.id, "differs", 0.9, "They differ.")
    assert len(traced((FIRED, HEADLINE), (FIRED, BODY), relations=(differs,)).origins) == 2


def test_a_sentence_that_says_who_says_so_is_that_sources() -> None:
    one = page("Foreign Minister Ada Fir has confirmed the talks.")
    two = page("Fir said there were talks.", "Birch News")
    said = statement(two, "there were talks", [source(two, "Fir", "Ada Fir")])
    claim = traced((one, statement(one, "Foreign Minister Ada Fir has confirmed the talks.")), (two, said))
    assert names(claim) == [("Ada Fir", True)]
    assert "“Foreign Minister Ada Fir has confirmed”" in claim.origins[0].because


def test_a_sentence_that_holds_what_it_attributes_is_that_sources() -> None:
    one = page("The boss denounced the raid on the harbour of Tarn.")
    thing = replace(
        statement(one, "the raid on the harbour of Tarn", [source(one, "The boss", "Bo Oak")]),
        cue=cue(one, "denounced", "denounce"),
    )
    claim = traced((one, statement(one, one.text)), others=((one, thing),))
    assert names(claim) == [("Bo Oak", True)]


KNOWN = ("Ada Fir", "Bo Oak", "Russian Defence Ministry", "Alder Post")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("President Ada Fir said on Monday that it rained.", "Ada Fir"),
        ("The foreign minister, Ada Fir, invited everybody.", "Ada Fir"),
        ("It rained, the Defence Ministry in Moscow emphasised, all night.", "Russian Defence Ministry"),
        ("Seventy have gone, the Alder Post reports.", "Alder Post"),
        ("After Ada Fir announced it, everybody went.", None),
        ("Ada Fir advisers said it rained.", None),
        ("Ada Fir was told that it rained.", None),
        ("Ada Fir left, and it rained.", None),
        ("Cy Yew said it rained.", None),
    ],
)
def test_only_the_subject_of_a_verb_of_speech_says_so(text: str, who: str | None) -> None:
    found = named_speaker(text, KNOWN)
    assert (found[0] if found else None) == who


SPEECH = "we will never leave the harbour to them"


def test_one_utterance_on_two_pages_was_said_once_by_whoever_is_named() -> None:
    one = page(f'A senior official said: "{SPEECH}".')
    two = page(f'Ada Fir told reporters that "{SPEECH}".', "Birch News")
    first = statement(one, f'"{SPEECH}"', [source(one, "A senior official", None, "unnamed")])
    second = statement(two, f'"{SPEECH}"', [source(two, "Ada Fir", "Ada Fir")])
    claim = traced((one, first), (two, second))
    assert names(claim) == [("Ada Fir", True)]
    (merge,) = claim.origins[0].merges
    assert merge.basis == "quotation"
    assert merge.a_span is not None
    assert one.text[slice(*merge.a_span)] == SPEECH


def test_two_people_who_are_given_the_same_words_stay_two() -> None:
    one, two = page(f'Bo Oak said: "{SPEECH}".'), page(f'Ada Fir said: "{SPEECH}".', "Birch News")
    first = statement(one, f'"{SPEECH}"', [source(one, "Bo Oak", "Bo Oak")])
    second = statement(two, f'"{SPEECH}"', [source(two, "Ada Fir", "Ada Fir")])
    assert len(traced((one, first), (two, second)).origins) == 2


def test_a_spokesman_is_his_institution_where_a_page_says_that_he_is() -> None:
    one = page("It rained, said Ministry of Rain spokesman Bo Oak.")
    two = page("The Ministry of Rain said it rained.", "Birch News")
    three = page("It rained, said Bo Oak, who works at the Ministry of Rain.", "Cedar Daily")
    by_oak = statement(one, "It rained", [source(one, "Bo Oak", "Bo Oak")])
    house = source(two, "The Ministry of Rain", "Ministry of Rain", "organisation")
    by_house = statement(two, "it rained", [house])
    claim = traced((one, by_oak), (two, by_house))
    assert len(claim.origins) == 1
    assert bases(claim.origins[0]) == ["institution"]
    assert "Ministry of Rain spokesman Bo Oak" in claim.origins[0].because
    works = statement(three, "It rained", [source(three, "Bo Oak", "Bo Oak")])
    assert len(traced((three, works), (two, by_house)).origins) == 2


def test_an_unnamed_spokesman_is_the_institution_that_the_words_for_him_name() -> None:
    one = page("A spokesman for the Ministry of Rain said it rained.")
    two = page("The Ministry of Rain said it rained.", "Birch News")
    words = "A spokesman for the Ministry of Rain"
    unnamed = statement(one, "it rained", [source(one, words, None, "unnamed")])
    house = source(two, "The Ministry of Rain", "Ministry of Rain", "organisation")
    assert len(traced((one, unnamed), (two, statement(two, "it rained", [house]))).origins) == 1


def test_who_is_passed_on_by_an_agency_is_no_second_witness_beside_the_agency() -> None:
    one = page("It rained, Kestrel reported, citing Ada Fir.")
    two = page("It rained, Kestrel reported.", "Birch News")
    three = page("Ada Fir told this paper that it rained.", "Cedar Daily")
    agency = source(one, "Kestrel", "Kestrel", "outlet")
    through = statement(one, "It rained", [agency, source(one, "Ada Fir", "Ada Fir")])
    short = statement(two, "It rained", [source(two, "Kestrel", "Kestrel", "outlet")])
    claim = traced((one, through), (two, short))
    assert names(claim) == [("Ada Fir", True)]
    assert bases(claim.origins[0]) == ["chain"]
    direct = statement(three, "it rained", [source(three, "Ada Fir", "Ada Fir")])
    assert len(traced((one, through), (two, short), (three, direct)).origins) == 2


@pytest.mark.parametrize("words", ["Report", "a joint statement", "The lawsuit"])
def test_common_words_for_a_document_are_no_name_that_two_pages_share(words: str) -> None:
    pages = [page(f"{words}: it rained. {n}", f"Outlet {n}") for n in range(2)]
    said = [statement(each, "it rained", [source(each, words, words, "document")]) for each in pages]
    claim = traced(*zip(pages, said, strict=True))
    assert [named for _, named in names(claim)] == [False, False]


@pytest.mark.parametrize("words", ["Ms. Fir's closely kept memos", "a statement from Ada Fir", "Fir memos"])
def test_a_document_that_bears_its_authors_name_leads_to_the_author(words: str) -> None:
    one, two = page(f"It rained, say {words}."), page("It rained, Ada Fir said.", "Birch News")
    paper = statement(one, "It rained", [source(one, words, words, "document")])
    author = statement(two, "It rained", [source(two, "Ada Fir", "Ada Fir")])
    assert names(traced((one, paper), (two, author))) == [("Ada Fir", True)]


def test_people_named_together_are_a_name_and_their_kind_is_none() -> None:
    pages = [page(f"It rained, they said. {n}", f"Outlet {n}") for n in range(2)]
    for together, count in (("Ada Fir and Bo Oak", 1), ("Democrats and Republicans", 2)):
        said = [statement(each, "It rained", [source(each, "they", together, "group")]) for each in pages]
        assert len(traced(*zip(pages, said, strict=True)).origins) == count


def test_a_paragraph_that_goes_on_after_an_attribution_only_might_be_its_sources() -> None:
    one = page("It rained, Ada Fir said. The roads are under water.")
    before = statement(one, "It rained", [source(one, "Ada Fir", "Ada Fir")])
    after = statement(one, "The roads are under water.")
    claim = traced((one, after), others=((one, before),))
    assert names(claim) == [("Alder Post", False)]
    (merge,) = claim.origins[0].merges
    assert (merge.certain, merge.basis, merge.b) == (False, "paragraph", before.id)
    assert merge.because.startswith("perhaps from Ada Fir")


def test_a_merge_can_be_undone_and_the_rest_is_counted_again() -> None:
    claim = traced((FIRED, HEADLINE), (FIRED, BODY), (TOLD, OTHER))
    assert recount(claim) == [claim.origins[0].statements]
    assert recount(claim, {(HEADLINE.id, BODY.id)}) == [(BODY.id, OTHER.id), (HEADLINE.id,)]
    assert len(claim.origins[0].merges) == len(claim.statements) - 1


def test_pages_of_one_text_that_attribute_a_sentence_otherwise_have_two_sources_for_it() -> None:
    shared = (
        "The river rose four metres in a single night and carried away the wooden bridge at the old mill, "
        "leaving the western half of the village without any road to the town, and nobody knew for how long."
    )
    one = page(f"{shared}\nOfficials spoke of ten dead.", published="2024-05-02")
    two = page(f"{shared}\nReports spoke of three dead.", "Birch News", published="2024-05-01")
    ten = statement(one, "ten dead", [source(one, "Officials", None, "unnamed")])
    three = statement(two, "three dead", [source(two, "Reports", None, "unnamed")])
    assert len(traced((one, ten), (two, three)).origins) == 2
    own = statement(one, "Officials spoke of ten dead.")
    assert len(traced((one, own), (two, three)).origins) == 1
