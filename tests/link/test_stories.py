"""Pages of one event are one story; two events of one kind stay two."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_pages import page

from sayso.link.stories import StoryStream, group_documents, stream_stories
from sayso.link.stories_cards import make_card
from sayso.link.stories_model import story_model
from sayso.link.stories_weights import Frequencies

if TYPE_CHECKING:
    from sayso.model import Document

STRIKE = (
    page(
        "Dockers in Tarn walked out on Monday over unpaid overtime.\n"
        "Some 200 dockers left the harbour at noon, said Ada Fir of the dockers' union in Tarn. "
        "The port of Tarn handles 40 ships a week, and its owner Kestrel Lines declined to comment.",
        "Alder Post",
        published="2024-05-06",
    ),
    page(
        "Tarn harbour stands still as dockers strike.\n"
        "Union leader Ada Fir said the dockers of Tarn had waited three months for overtime pay. "
        "Kestrel Lines, which runs the harbour, has not paid some 200 dockers, she said on Monday.",
        "Birch News",
        published="2024-05-06",
    ),
    page(
        "Kestrel Lines to meet dockers after walkout in Tarn.\n"
        "After Monday's walkout of 200 dockers at Tarn harbour it invited Ada Fir to talks on overtime.",
        "Cedar Wire",
        published="2024-05-07",
    ),
)
OTHER_STRIKE = (
    page(
        "Dockers in Olmo walked out on Friday over a pay cut.\n"
        "Some 900 dockers left the harbour at dawn, said Bo Oak of the dockers' union in Olmo. "
        "The port of Olmo belongs to Sable Freight, which declined to comment.",
        "Alder Post",
        published="2024-05-10",
    ),
    page(
        "Olmo port blocked by dockers.\n"
        "Sable Freight cut wages, said union leader Bo Oak, and 900 dockers in Olmo walked out on Friday.",
        "Birch News",
        published="2024-05-10",
    ),
    page(
        "Sable Freight and dockers talk in Olmo.\n"
        "Bo Oak met Sable Freight after the walkout of 900 dockers at the port of Olmo on Friday.",
        "Cedar Wire",
        published="2024-05-11",
    ),
)
ALL = (*STRIKE, *OTHER_STRIKE)


def stories(documents: list[Document]) -> set[frozenset[str]]:
    """Return what is grouped with what."""
    return {frozenset(story.documents) for story in group_documents(documents)}


WANTED = {frozenset(x.id for x in STRIKE), frozenset(x.id for x in OTHER_STRIKE)}


def test_two_strikes_in_two_ports_are_two_stories() -> None:
    assert stories(list(ALL)) == WANTED


@settings(max_examples=20)
@given(st.permutations(ALL))
def test_the_order_of_pages_changes_nothing(pages: list[Document]) -> None:
    assert stories(pages) == WANTED


def test_stories_and_their_pages_come_in_the_order_given() -> None:
    first, second = group_documents([OTHER_STRIKE[1], *STRIKE, OTHER_STRIKE[0]])
    assert first.documents == (OTHER_STRIKE[1].id, OTHER_STRIKE[0].id)
    assert second.documents == tuple(each.id for each in STRIKE)


@pytest.mark.parametrize("pages", [(), (STRIKE[0],), (STRIKE[0], STRIKE[0])])
def test_few_pages(pages: tuple[Document, ...]) -> None:
    assert [story.documents for story in group_documents(pages)] == [(x.id,) for x in pages[:1]]


def test_a_page_without_words_is_a_story_of_its_own() -> None:
    assert len(group_documents([*STRIKE, page("", "Nothing")])) == 2


def test_pages_that_come_one_by_one_end_in_the_same_stories() -> None:
    for order in itertools.islice(itertools.permutations(ALL), 0, 720, 60):
        stream = StoryStream()
        for each in order:
            assert stream.add(each) == []
        assert stream.story_of(STRIKE[0].id) == stream.story_of(STRIKE[2].id)
        assert stream.story_of(STRIKE[0].id) != stream.story_of(OTHER_STRIKE[0].id)
        assert {frozenset(story.documents) for story in stream.close()} == WANTED


def test_a_page_given_twice_is_held_once() -> None:
    stream = StoryStream()
    stream.add(STRIKE[0])
    stream.add(STRIKE[0])
    assert [story.documents for story in stream.close()] == [(STRIKE[0].id,)]
    assert stream.story_of("never given") is None


def test_a_story_is_finished_when_nothing_came_for_long() -> None:
    stream = StoryStream(window=5)
    for each in STRIKE:
        stream.add(each)
    late = replace(OTHER_STRIKE[0], published=replace(STRIKE[0].published, value="2024-07-01"))  # type: ignore[type-var]
    (finished,) = stream.add(late)
    assert set(finished.documents) == {each.id for each in STRIKE}
    assert stream.story_of(STRIKE[0].id) is None


def test_what_is_held_is_bounded_and_nothing_is_lost() -> None:
    words = ["".join(letters) for letters in itertools.product("bdfg", "aeio", "lmnr", "tz")]
    pages = [page(f"{a} {b}{a} {a}{b} {b}.", a) for a, b in zip(words[:50], words[50:100], strict=True)]
    stream = StoryStream(most_held=10)
    finished = [story for each in pages for story in stream.add(each)]
    assert len(finished) == 40
    ids = [document for story in (*finished, *stream.close()) for document in story.documents]
    assert sorted(ids) == sorted(each.id for each in pages)
    streamed = [x for story in stream_stories(iter(pages), most_held=8) for x in story.documents]
    assert sorted(streamed) == sorted(ids)


def test_time_between_pages_counts_against_one_story() -> None:
    frequencies = Frequencies()
    one, two = (frequencies.weigh(make_card(each)) for each in (STRIKE[0], OTHER_STRIKE[0]))
    model = story_model()
    start = one.card.day or 0
    odds = [
        model.pair_log_odds(one, replace(two, card=replace(two.card, day=start + days)))
        for days in (0, 2, 10, 60)
    ]
    assert odds[0] == odds[1] > odds[2] > odds[3]


def test_a_card_reads_names_numbers_and_days_off_the_text() -> None:
    card = make_card(STRIKE[0])
    assert {"fir", "kestrel", "tarn"} <= card.names
    assert "monday" not in card.names
    assert {"200", "40"} <= card.numbers
    assert card.weekdays == {"monday"}
    assert card.day is not None
    assert make_card(page("In 2019 and 2023.", published="soon")).year == 2023


def test_every_weight_points_where_it_should() -> None:
    """Contrasts and other days speak against one story, everything shared for it."""
    model = story_model()
    *shared, weekdays, years = (weight for _, _, weight in model.pair.rows)
    assert min(shared) > 0 > max(weekdays, years)
    mean, best, *contrasts, centre, _ = (weight for _, _, weight in model.groups.rows)
    assert min(mean, best, centre) > 0 > sum(contrasts)
