"""How many independent origins a claim has, and the evidence that joins two statements into one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from linked_pages import page, source, statement

from sayso.link.copies import find_copies
from sayso.link.origins import find_origins
from sayso.model import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Document, Origin, Statement


def origins(pairs: Sequence[tuple[Document, Statement]]) -> tuple[Origin, ...]:
    """Return the origins of the claim that these statements make."""
    documents = {document.id: document for document, _ in pairs}
    statements = {said.id: said for _, said in pairs}
    claim = Claim("c", "s", "gist", tuple(statements), 1.0)
    return find_origins(claim, statements, documents, find_copies(list(documents.values())))


def test_two_outlets_that_carry_one_persons_words_are_one_origin() -> None:
    one, two = (
        page("Ada Fir said it rained.", "Alder Post"),
        page("It rained, Fir told reporters.", "Birch News"),
    )
    first = statement(one, "it rained", [source(one, "Ada Fir", "Ada Fir")])
    second = statement(two, "It rained", [source(two, "Fir", "Ada Fir")])
    (origin,) = origins([(one, first), (two, second)])
    assert origin.name == "Ada Fir"
    assert origin.statements == (first.id, second.id)
    assert "Alder Post ← Ada Fir" in origin.because
    assert "Birch News ← Ada Fir" in origin.because


def test_the_end_of_the_chain_counts_and_not_the_outlet_in_between() -> None:
    one, two = (
        page("Elm Times quoted Ada Fir: it rained.", "Alder Post"),
        page("Ada Fir said it rained.", "Birch News"),
    )
    chain = [source(one, "Elm Times", "Elm Times", "outlet"), source(one, "Ada Fir", "Ada Fir")]
    both = [
        (one, statement(one, "it rained", chain)),
        (two, statement(two, "it rained", [source(two, "Ada Fir", "Ada Fir")])),
    ]
    (origin,) = origins(both)
    assert "Alder Post ← Elm Times ← Ada Fir" in origin.because


def test_unnamed_sources_are_one_only_where_one_outlet_passes_them_on() -> None:
    one, two = (
        page("Elm Times quoted a source: it rained.", "Alder Post"),
        page("A source told Elm Times it rained.", "Birch News"),
    )
    other = page("An official said it rained.", "Cedar Daily")
    times = [source(one, "Elm Times", "Elm Times", "outlet"), source(one, "a source", None, "unnamed")]
    again = [source(two, "Elm Times", "Elm Times", "outlet"), source(two, "A source", None, "unnamed")]
    own = [source(other, "An official", None, "unnamed")]
    found = origins(
        [
            (one, statement(one, "it rained", times)),
            (two, statement(two, "it rained", again)),
            (other, statement(other, "it rained", own)),
        ]
    )
    assert [(origin.name, len(origin.statements)) for origin in found] == [
        ("a source, via Elm Times", 2),
        ("An official, via Cedar Daily", 1),
    ]


def test_own_voices_are_as_many_origins_as_outlets() -> None:
    one, two = page("It rained a lot.", "Alder Post"), page("There was much rain.", "Birch News")
    found = origins([(one, statement(one, "It rained a lot")), (two, statement(two, "There was much rain"))])
    assert [origin.name for origin in found] == ["Alder Post", "Birch News"]
    assert found[0].because == "Alder Post says so in its own voice and gives no source."


def test_files_of_like_names_and_unknown_outlets_are_no_one_outlet() -> None:
    said = page("A source said it rained.")
    pages = [
        replace(said, id=name, name=name, outlet=None)
        for name in ("0_R.txt", "0_RR.txt", "a/p.txt", "b/p.txt")
    ]
    own = [(each, replace(statement(each, "it rained"), id=each.name)) for each in pages]
    nameless = source(said, "A source", None, "unnamed")
    heard = [(each, replace(words, chain=(nameless,))) for each, words in own]
    assert [origin.name for origin in origins(own)] == ["0_R.txt", "0_RR.txt", "p.txt", "p.txt"]
    assert [origin.name for origin in origins(heard)[:2]] == [
        "A source, via 0_R.txt",
        "A source, via 0_RR.txt",
    ]


def test_a_report_that_names_an_outlet_meets_that_outlets_own_page() -> None:
    one, two = (
        page("It rained a lot.", "The Alder Post"),
        page("Alder Post reports that it rained.", "Birch News"),
    )
    quoting = statement(two, "it rained", [source(two, "Alder Post", "Alder Post", "outlet")])
    assert len(origins([(one, statement(one, "It rained a lot")), (two, quoting)])) == 1


def test_a_wire_credit_joins_the_pages_that_carry_it() -> None:
    one, two = (
        page("It rained a lot.", "Alder Post", wire="Kestrel"),
        page("Much rain fell.", "Birch News", wire="Kestrel"),
    )
    (origin,) = origins([(one, statement(one, "It rained a lot")), (two, statement(two, "Much rain fell"))])
    assert origin.name == "Kestrel"
    assert "Alder Post credits Kestrel" in origin.because


SHARED = (
    "The river rose four metres in a single night and carried away the wooden bridge at the old mill, "
    "leaving the western half of the village without any road to the town."
)


def test_copied_text_is_the_origin_of_the_page_that_came_first() -> None:
    late = page(f"{SHARED}\nMore follows.", "Alder Post", published="2024-05-02")
    early = page(f"Floods.\n{SHARED}", "Birch News", published="2024-05-01")
    (origin,) = origins([(late, statement(late, SHARED)), (early, statement(early, SHARED))])
    assert origin.name == "Birch News"
    assert "Alder Post carries the same text as Birch News" in origin.because


def test_a_copy_never_makes_one_witness_of_two_named_people() -> None:
    one, two = (
        page(f"{SHARED} Ada Fir said so.", "Alder Post"),
        page(f"{SHARED} Bo Oak said so.", "Birch News"),
    )
    found = origins(
        [
            (one, statement(one, SHARED, [source(one, "Ada Fir", "Ada Fir")])),
            (two, statement(two, SHARED, [source(two, "Bo Oak", "Bo Oak")])),
        ]
    )
    assert {origin.name for origin in found} == {"Ada Fir", "Bo Oak"}


def test_an_own_voice_copy_belongs_to_the_source_that_the_other_page_names() -> None:
    one, two = page(f"{SHARED} Ada Fir said so.", "Alder Post"), page(SHARED, "Birch News")
    named = statement(one, SHARED, [source(one, "Ada Fir", "Ada Fir")])
    (origin,) = origins([(one, named), (two, statement(two, SHARED))])
    assert origin.name == "Ada Fir"


PAGES = [page(f"It rained, wrote number {number}.", f"Outlet {number % 4}") for number in range(8)]
NAMES = st.sampled_from([None, "Ada Fir", "Bo Oak", "an official"])


@settings(deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=8))
def test_every_statement_has_exactly_one_origin_and_most_come_first(names: list[str | None]) -> None:
    pairs = []
    for document, name in zip(PAGES, names, strict=False):
        kind = "unnamed" if name == "an official" else "person"
        chain = [source(document, None, name, kind)] if name else []  # type: ignore[arg-type] # two literals
        pairs.append((document, statement(document, "It rained", chain)))
    found = origins(pairs)
    members = [key for origin in found for key in origin.statements]
    assert sorted(members) == sorted(said.id for _, said in pairs)
    sizes = [len(origin.statements) for origin in found]
    assert sizes == sorted(sizes, reverse=True)
    assert all(origin.because.endswith(".") for origin in found)
