"""Quotation marks: paired within a paragraph, whatever they look like."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.quotations import fit_to_quotes
from sayso.extract.quotes import find_quotes, left_open


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we will go" and left.', ['"we will go"']),
        ("He said “we will go” and left.", ["“we will go”"]),
        ("Il dit « nous irons » et partit.", ["« nous irons »"]),
        ("Er sagte „wir gehen“ und ging.", ["„wir gehen“"]),
        ("''We will go,'' he said.", ["''We will go,''"]),
        ("``We will go,'' he said.", ["``We will go,''"]),
        ("Er sagte »wir gehen« und ging.", ["»wir gehen«"]),
        ("Hän sanoi ”me menemme” ja lähti.", ["”me menemme”"]),
        ("Er sagte ‚wir gehen‘ und ging.", ["‚wir gehen‘"]),
        ("Il dit ‹nous irons› et partit.", ["‹nous irons›"]),
        ("Powiedział „idziemy” i wyszedł.", ["„idziemy”"]),
        ("He said 「we will go」 and left.", ["「we will go」"]),
        ("“We go. We stay,” he said. “And we win.”", ["“We go. We stay,”", "“And we win.”"]),
    ],
)
def test_marks_of_every_kind_pair(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The so-called ‘special operation’ goes on.", ["‘special operation’"]),
        ("It's the president's word, they're sure.", []),
        ("It’s the boys’ coats and the girls’ hats.", []),
        ("‘The boys’ coats are gone,’ he said.", ["‘The boys’ coats are gone,’"]),
        ("‘It’s not right that we can’t go,’ he said.", ["‘It’s not right that we can’t go,’"]),
        ("In the '90s they sang 'til dawn, rock 'n' roll.", []),
        ("'We won't go,' she said. 'It's late.'", ["'We won't go,'", "'It's late.'"]),
        ("‘He called it “a mess” on Monday,’ she said.", ["‘He called it “a mess” on Monday,’"]),
        ('The 6\'2" guard and a 12" long pipe.', []),
    ],
)
def test_apostrophes_are_no_quotation_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“She told me ‘go home’ twice,” he said.", ["“She told me ‘go home’ twice,”"]),
        ("“She told me “go home” twice,” he said.", ["“She told me “go home” twice,”"]),
        ('"She told me "go home" twice," he said.', ['"She told me "go home" twice,"']),
    ],
)
def test_of_nested_quotations_the_outermost_counts(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go tomorrow, he said. “And we stay.”", ["“We go tomorrow,", "“And we stay.”"]),
        ('"We go tomorrow, she said.', ['"We go tomorrow,']),
        ('The "foreign legion of the north marched on. It rained.', []),
        ('He called it "an amorphous position to have.', ['"an amorphous position to have.']),
        ('"He is safe, "she said. "We go," they said.', ['"He is safe, "', '"We go,"']),
        ('"He is safe, \'\' she said. " We go. "', ["\"He is safe, ''", '" We go. "']),
        ("We go tomorrow,” he said.", []),
        ("“We go tomorrow,“ he said.", ["“We go tomorrow,“"]),
        ('He said “we go" and left.', ['“we go"']),
    ],
)
def test_a_missing_or_wrong_mark_spoils_no_other(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text", ["“The war goes on, and we shall see. ", "He said: “The war goes on.", '"The war goes on.']
)
def test_a_quotation_left_open_runs_to_the_end_of_the_paragraph(text: str) -> None:
    (span,) = find_quotes(text)
    assert span[1] == len(text.rstrip())
    assert left_open(text)


@pytest.mark.parametrize("text", ["“The war goes on.”", "The war goes on.", "“The war goes on, he said."])
def test_a_quotation_that_is_closed_is_not_left_open(text: str) -> None:
    assert not left_open(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— We leave tomorrow, — she said. — At dawn.", ["We leave tomorrow,", "At dawn."]),
        ("– Who is there? – asked the guard.", ["Who is there?"]),
        ("— Alice Brand, Bonn", []),
        ("– Two eggs", []),
        ("The town — a port, — he knew, was lost.", []),
    ],
)
def test_dashes_set_speech_apart_only_where_they_part_a_frame_off(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


MARKS = st.text(alphabet="ab .,'\"“”„«»‘’`—-5\n", max_size=60)


@given(MARKS)
def test_quotes_are_ordered_stretches_of_the_text(text: str) -> None:
    spans = find_quotes(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@given(
    st.sampled_from(["“”", "„“", "«»", '""', "‘’", "''", "»«"]),
    st.lists(st.sampled_from(["we", "go", "it’s", "don't", "home", "now"]), min_size=2, max_size=8),
    st.lists(st.sampled_from(["he", "knew", "who", "left", "town"]), max_size=5),
)
def test_what_is_set_between_a_pair_is_found_whole(pair: str, inside: list[str], outside: list[str]) -> None:
    speech = pair[0] + " ".join(inside) + "," + pair[1]
    text = " ".join([speech, *outside]) + "."
    assert quoted(text) == [speech]


@given(MARKS)
def test_a_text_without_marks_and_dashes_has_no_quotes(text: str) -> None:
    assert find_quotes("".join(c for c in text if c.isalnum() or c in " .,")) == []


@pytest.mark.parametrize(
    ("text", "around", "content"),
    [
        ('Brand said: "The bridge is bad and worse every day." It is thought that it fell.', "said", '."'),
        ('Brand said: "The bridge is bad and worse every day." "It will fall."', "said", 'fall."'),
        ('"The bridge is bad and worse every day." It will fall, said Brand.', "said", "fall"),
        ('Brand said that the "bridge is bad and worse every day" and would fall.', "said", "fall"),
    ],
)
def test_what_follows_a_quoted_sentence_is_the_page_s_unless_it_is_tied_to_the_cue(
    text: str, around: str, content: str
) -> None:
    cue = text.index(around), text.index(around) + len(around)
    tagged = (cue[1] + 2, len(text) - 1) if cue[0] < len(text) // 2 else (0, cue[0])
    (span,) = fit_to_quotes([tagged], find_quotes(text), [cue], text)
    assert text[slice(*span)].endswith(content)
