"""How a page names things: phrases and event words, at what distance, in whose words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.labels import find_labels
from sayso.extract.parse import parse_documents
from sayso.model import Block, Document, Label, Source, Statement


def page(text: str) -> Document:
    """Return a document of one paragraph a line."""
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), kept=True))
        start += len(line) + 1
    return Document("d", "d.txt", "0" * 64, text, tuple(blocks))


def labels(text: str, *statements: Statement) -> list[Label]:
    """Return the labels of a page."""
    ((_, passages),) = parse_documents([page(text)])
    return find_labels(passages, statements)


def label(text: str, words: str, *statements: Statement) -> Label:
    """Return the label of a page that has these words."""
    found = [each for each in labels(text, *statements) if each.words == words]
    assert found, [each.words for each in labels(text, *statements)]
    return found[0]


def said(text: str, words: str, name: str | None) -> Statement:
    """Return the statement that *words* make on the word of *name*."""
    start = text.index(words)
    span = (start, start + len(words))
    chain = (Source(0, 1, text[0], name, "person"),)
    return Statement("s", "d", *span, words, (span,), "attributed", chain=chain)


def test_a_phrase_loses_its_determiner_and_its_numbers_and_keeps_its_adjectives() -> None:
    text = "Some 16,000 foreign mercenaries crossed the old stone bridge."
    assert label(text, "foreign mercenaries").head == "mercenary"
    assert text[slice(*_span(label(text, "old stone bridge")))] == "old stone bridge"


def _span(found: Label) -> tuple[int, int]:
    return found.start, found.end


def test_capitals_stay_on_names_and_leave_the_start_of_a_sentence() -> None:
    text = "Foreign fighters met President Ada Fir. Rebels left."
    assert {each.words for each in labels(text)} >= {"foreign fighters", "President Ada Fir", "rebels"}


def test_verbs_that_name_an_event_are_labels_and_light_ones_are_not() -> None:
    found = {
        each.words: each.head for each in labels("The army invades the island and takes its time to do so.")
    }
    assert found["invades"] == "invade"
    assert "takes" not in found
    assert "do" not in found


def test_a_name_that_possesses_stays_and_another_possessor_is_a_label_of_its_own() -> None:
    text = "Kiev's forces ignored the Ukrainian president's remarks."
    words = [each.words for each in labels(text)]
    assert "Kiev's forces" in words
    assert "Ukrainian president" in words
    assert "remarks" in words


@pytest.mark.parametrize(
    "text",
    [
        "They joined the so-called liberation on Monday.",
        "He spoke of the alleged liberation on Monday.",
        "It followed what he described as a liberation.",
        "It followed what the two ministers have called the liberation.",
        "They refused to use the word liberation.",
    ],
)
def test_a_word_held_at_arms_length_is_distanced(text: str) -> None:
    assert label(text, "liberation").distanced


@pytest.mark.parametrize(
    "text",
    [
        "They joined the liberation on Monday.",
        "He called for the liberation.",
        "What happened after the liberation is unknown.",
    ],
)
def test_a_word_used_plainly_is_not_distanced(text: str) -> None:
    found = label(text, "liberation")
    assert not found.distanced
    assert not found.quoted


def test_scare_quotes_are_seen_and_a_quoted_sentence_is_none() -> None:
    assert label("They joined the “peace mission” in spring.", "peace mission").quoted
    assert label('They joined the "peace mission" in spring.', "peace mission").quoted
    text = "She said: “We have sent the whole peace mission home for good.”"
    assert not label(text, "whole peace mission").quoted


def test_quoted_words_are_the_sources_and_a_paraphrase_is_the_outlets() -> None:
    text = "Ada Fir said “the first brave volunteers are here today” and that the mercenaries would fight."
    quote = said(text, "the first brave volunteers are here today", "Ada Fir")
    paraphrase = said(text, "that the mercenaries would fight", "Ada Fir")
    assert label(text, "brave volunteers", quote, paraphrase).speaker == "Ada Fir"
    assert label(text, "mercenaries", quote, paraphrase).speaker is None


def test_a_source_without_a_name_is_a_speaker_all_the_same() -> None:
    text = "One said “the whole invasion was a terrible mistake” on Monday."
    assert (
        label(text, "whole invasion", said(text, "the whole invasion was a terrible mistake", None)).speaker
        == "O"
    )


def test_dates_amounts_and_pronouns_are_no_labels() -> None:
    found = {each.words for each in labels("On Monday the storm cost them 20 percent of the harvest.")}
    assert found == {"storm", "cost", "harvest"}


@settings(deadline=None)
@given(st.text(alphabet="ab “”\"'’.-,\n☂é", max_size=60))
def test_labels_lie_in_the_text_in_order(text: str) -> None:
    found = labels(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)
