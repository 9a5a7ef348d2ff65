"""Attribution: who is found to say what, by either method."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import attributed, extracted

from sayso.extract import ATTRIBUTION_METHODS
from sayso.extract.attribution import attributor


def said(text: str, method: str = "tagger") -> list[tuple[str | None, str | None, str]]:
    """Return (source as printed, cue, content) of each attributed statement."""
    rows = []
    for statement in attributed(text, method=method):
        source = statement.chain[-1].text if statement.chain else None
        parts = [text[start:end] for start, end in statement.parts]
        rows.append((source, statement.cue.text if statement.cue else None, " ... ".join(parts)))
    return rows


@pytest.mark.parametrize("method", ATTRIBUTION_METHODS)
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said that the bridge is closed.", "The mayor", "said", "that the bridge is closed"),
        ("The bridge is closed, the mayor said.", "the mayor", "said", "The bridge is closed"),
        ("“The bridge is closed,” said the mayor.", "the mayor", "said", "“The bridge is closed,”"),
        (
            "According to the mayor, the bridge will stay closed until spring.",
            "the mayor",
            "According to",
            "the bridge will stay closed until spring",
        ),
        (
            "As the Herald reported, the bridge was closed on Monday.",
            "the Herald",
            "reported",
            "the bridge was closed on Monday",
        ),
        (
            "Reported by the Herald, 70 engineers volunteered to repair the bridge.",
            "the Herald",
            "Reported",
            "70 engineers volunteered to repair the bridge",
        ),
        (
            "The bridge, the mayor said, is closed for ever.",
            "the mayor",
            "said",
            "The bridge ... is closed for ever",
        ),
        (
            "The mayor urged residents to leave the city.",
            "The mayor",
            "urged",
            "residents to leave the city",
        ),
    ],
)
def test_constructions(method: str, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in said(text, method)


def test_a_quotation_in_two_pieces_is_one_content() -> None:
    text = "“The bridge is closed,” the mayor said. “It will stay closed for a year.”"
    assert said(text) == [
        ("the mayor", "said", "“The bridge is closed,” ... “It will stay closed for a year.”"),
    ]


def test_a_quotation_goes_on_in_the_next_paragraph_without_a_cue() -> None:
    text = "“The bridge is closed for all of us,” the mayor said.\n“It will stay closed for a whole year.”"
    last = attributed(text)[-1]
    assert last.text == "“It will stay closed for a whole year.”"
    assert last.cue is None
    assert last.quotation == "direct"
    assert last.chain


def test_one_who_goes_on_speaking_keeps_the_word() -> None:
    text = "The mayor warned that the bridge is unsafe, adding that it would be closed on Friday."
    contents = {content: source for source, _, content in said(text)}
    assert contents == {
        "that the bridge is unsafe": "The mayor",
        "that it would be closed on Friday": "The mayor",
    }


def test_another_speaker_ends_what_the_first_one_says() -> None:
    text = "Truss said that she would support the men who went, but Wallace argued that they should stay."
    contents = {content: source for source, _, content in said(text)}
    assert contents["that they should stay"] == "Wallace"
    assert contents["that she would support the men who went"] == "Truss"


@pytest.mark.parametrize(
    "text",
    [
        "The volunteers defend the town against the invaders.",
        "Nobody in the ministry has confirmed it.",
        "The company offered a new bridge.",
        "The bridge was expected on Monday.",
    ],
)
def test_by_the_rules_a_deed_is_nobodys_statement(text: str) -> None:
    assert said(text, "rules") == []


def test_an_introduced_quotation_has_its_speaker_whatever_the_verb() -> None:
    text = (
        "The general met reporters on Monday. The army, he underlined, “will strive to keep the bridge open”."
    )
    assert ("he", "underlined") in [(source, cue) for source, cue, _ in said(text)]


def test_a_headline_in_title_case_is_read_as_a_sentence() -> None:
    text = (
        "200 Engineers Are Going to Repair the Old Bridge, Marlowe Claims\n"
        "Engineers from the coast are going to repair the old bridge, Marlowe told the council in a letter "
        "on Monday, after months in which the crossing stood empty and traders lost much of what they earn "
        "in a year, with no end in sight for the people who live on either side of the river."
    )
    first = attributed(text)[0]
    assert first.text == "200 Engineers Are Going to Repair the Old Bridge"
    assert [source.text for source in first.chain] == ["Marlowe"]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“The bridge is closed for good,” he said.", "direct"),
        ("He said that the bridge is closed for good.", "indirect"),
        ("He said that the bridge “is closed for good”.", "mixed"),
    ],
)
def test_quotation(text: str, quotation: str) -> None:
    assert [statement.quotation for statement in attributed(text)] == [quotation]


@pytest.mark.parametrize(
    ("text", "cue_class", "stance"),
    [
        ("The general claimed that the town had fallen.", "speech", "doubting"),
        ("The general stressed that the town had fallen.", "speech", "asserting"),
        ("The general admitted that the town had fallen.", "speech", "factive"),
        ("The general denied that the town had fallen.", "speech", "denying"),
        ("The general believed that the town had fallen.", "thought", "neutral"),
        ("The report shows that the town had fallen.", "document", "factive"),
    ],
)
def test_cue_class_and_stance(text: str, cue_class: str, stance: str) -> None:
    (statement,) = attributed(text)
    assert statement.cue is not None
    assert (statement.cue.cue_class, statement.cue.stance) == (cue_class, stance)


def test_what_is_denied_is_negated() -> None:
    denied, said_plainly = attributed(
        "The general denied that the town had fallen.\nThe mayor said that the town had fallen."
    )
    assert denied.negated
    assert not said_plainly.negated


def test_an_unknown_method_is_refused_with_a_sentence() -> None:
    with pytest.raises(
        ValueError, match="There is no attribution method 'guess'; the methods are: tagger, rules"
    ):
        attributor("guess")


NEWS = st.sampled_from(
    [
        "He",
        "said",
        "that",
        "“",
        "”",
        '"',
        "the",
        "town",
        "fell",
        ",",
        ".",
        "according",
        "to",
        "Reuters",
        "\n",
        "—",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NEWS, min_size=1, max_size=25))
def test_offsets_select_the_printed_words_whatever_the_text(words: list[str]) -> None:
    text = " ".join(words)
    extraction = extracted(text)
    for statement in extraction.statements:
        assert statement.text == text[statement.start : statement.end]
        assert statement.parts[0][0] == statement.start
        assert statement.parts[-1][1] == statement.end
        for source in statement.chain:
            if source.start is not None:
                assert source.text == text[source.start : source.end]
        if statement.cue:
            assert statement.cue.text == text[statement.cue.start : statement.cue.end]
