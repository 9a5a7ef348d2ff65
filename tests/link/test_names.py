"""One person, one name across the documents of a story; what is printed stays."""

from __future__ import annotations

from dataclasses import replace

from linked_pages import page, source, statement

from sayso.link.names import unify_names
from sayso.model import Extraction, Label

ONE = page("President Ada Kowalsky said taxes will fall. Kowalsky left early.", "Alder Post")
TWO = page("Ada Kowalskyy, the president, said that taxes would fall.", "Birch News")
BARE = page("Kowalsky spoke of taxes.", "Cedar Daily")


def _named(words: str, name: str, document: object = ONE) -> Extraction:
    assert document in (ONE, TWO, BARE)
    where = ONE if document is ONE else TWO if document is TWO else BARE
    said = statement(where, "taxes", [source(where, words, name)])
    return Extraction(where, (said,), (Label(0, 4, "taxes", "tax", speaker=name),))


def test_spellings_meet_in_one_name_and_printed_words_stay() -> None:
    before = [_named("Ada Kowalsky", "Ada Kowalsky"), _named("Ada Kowalskyy", "Ada Kowalskyy", TWO)]
    after = unify_names([*before, before[0]])
    sources = [extraction.statements[0].chain[0] for extraction in after]
    assert {each.name for each in sources} == {"Ada Kowalsky"}
    assert sources[1].text == "Ada Kowalskyy"
    assert (sources[1].start, sources[1].end) == (0, 13)
    assert after[1].labels[0].speaker == "Ada Kowalsky"
    assert after[0].statements[0].id == before[0].statements[0].id


def test_a_part_name_of_one_page_takes_the_full_name_of_another() -> None:
    after = unify_names([_named("Kowalsky", "Kowalsky", BARE), _named("Ada Kowalsky", "Ada Kowalsky")])
    assert after[0].statements[0].chain[0].name == "Ada Kowalsky"


def test_two_people_of_one_family_leave_a_bare_name_alone() -> None:
    other = replace(TWO, id="two", text="Jan Kowalsky said taxes rise.")
    jan = Extraction(other, (statement(other, "taxes", [source(other, "Jan Kowalsky", "Jan Kowalsky")]),))
    after = unify_names([_named("Kowalsky", "Kowalsky", BARE), _named("Ada Kowalsky", "Ada Kowalsky"), jan])
    assert [each.statements[0].chain[0].name for each in after] == [
        "Kowalsky",
        "Ada Kowalsky",
        "Jan Kowalsky",
    ]


def test_a_quoted_outlet_is_the_page_of_that_outlet() -> None:
    quoting = page("The Alder Post reports a strike.", "Birch News")
    quoted = statement(quoting, "a strike", [source(quoting, "The Alder Post", "The Alder Post", "outlet")])
    after = unify_names([Extraction(quoting, (quoted,)), Extraction(ONE, ())])
    assert after[0].statements[0].chain[0].name == "Alder Post"


def test_the_kind_that_most_mentions_have_is_the_kind_of_the_name() -> None:
    slip = Extraction(
        BARE, (statement(BARE, "taxes", [source(BARE, "Kowalsky", "Kowalsky", "organisation")]),)
    )
    after = unify_names(
        [slip, _named("Ada Kowalsky", "Ada Kowalsky"), _named("Ada Kowalskyy", "Ada Kowalskyy", TWO)]
    )
    assert after[0].statements[0].chain[0].kind == "person"


def test_sources_without_a_name_and_pages_without_sources_pass_unchanged() -> None:
    unnamed = Extraction(ONE, (statement(ONE, "taxes", [source(ONE, None, None, "unnamed")]),))
    assert unify_names([unnamed, Extraction(TWO, ())]) == [unnamed, Extraction(TWO, ())]
    assert unify_names([]) == []


def test_a_source_that_one_page_cannot_name_takes_the_name_that_another_knows() -> None:
    lost = Extraction(BARE, (statement(BARE, "taxes", [source(BARE, "Kowalsky", None)]),))
    known = [_named("Ada Kowalsky", "Ada Kowalsky"), _named("Kowalsky", "Kowalsky")]
    assert unify_names([lost, *known])[0].statements[0].chain[0].name == "Ada Kowalsky"
    nobody = Extraction(BARE, (statement(BARE, "taxes", [source(BARE, "spoke", None)]),))
    assert unify_names([nobody, *known])[0] == nobody


def test_a_page_that_goes_on_with_he_does_not_mean_the_woman_it_names_once() -> None:
    text = "Anna Kowalsky waved. Kowalsky said taxes will fall. He left, and he smiled."
    bare = replace(BARE, text=text)
    anna = statement(bare, "waved", [source(bare, "Anna Kowalsky", "Anna Kowalsky")])
    his = [
        statement(bare, words, [source(bare, printed, "Kowalsky")])
        for words, printed in (("taxes", "Kowalsky"), ("left", "He"), ("smiled", "he"))
    ]
    full = _named("Ada Kowalskyy", "Jan Kowalsky", TWO)
    after = unify_names([Extraction(bare, (anna, *his)), full])
    names = [each.chain[0].name for each in after[0].statements]
    assert names == ["Anna Kowalsky", *["Jan Kowalsky"] * 3]


def test_people_named_together_bear_the_names_they_bear_alone() -> None:
    both = statement(BARE, "spoke of taxes", [source(BARE, "Kowalsky", "Kowalsky and Bo Oak", "group")])
    alone = statement(BARE, "taxes", [source(BARE, "Kowalsky", "Kowalsky")])
    after = unify_names([Extraction(BARE, (both, alone)), _named("Ada Kowalsky", "Ada Kowalsky")])
    assert after[0].statements[0].chain[0].name == "Ada Kowalsky and Bo Oak"


def test_the_order_of_the_pages_does_not_matter() -> None:
    pages = [
        _named("Ada Kowalsky", "Ada Kowalsky"),
        _named("Ada Kowalskyy", "Ada Kowalskyy", TWO),
        _named("Kowalsky", "Kowalsky", BARE),
    ]
    assert list(reversed(unify_names(pages))) == unify_names(list(reversed(pages)))
