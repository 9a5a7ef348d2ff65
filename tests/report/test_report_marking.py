"""Marks in a page's text nest properly whatever their spans are, and change no word of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.report.view.marking import Close, Mark, Open, Text, mark_up

WORDS = "police said that 12 people died, the mayor said"
spans = st.tuples(st.integers(0, len(WORDS)), st.integers(0, len(WORDS)))


@given(st.lists(spans, max_size=12), spans)
def test_marks_nest_and_the_words_stay(ends: list[tuple[int, int]], block: tuple[int, int]) -> None:
    start, end = sorted(block)
    marks = [Mark(min(span), max(span), "attributed", anchor=str(n)) for n, span in enumerate(ends)]
    stack: list[Mark] = []
    at = start
    covered: dict[str, str] = {}
    for token in mark_up(WORDS, start, end, marks):
        match token:
            case Text(text):
                assert text
                assert WORDS[at : at + len(text)] == text
                for mark in stack:
                    covered[mark.anchor] = covered.get(mark.anchor, "") + text
                at += len(text)
            case Open(mark):
                stack.append(mark)
            case Close(mark):
                assert stack.pop() is mark
    assert stack == []
    assert at == end
    for mark in marks:
        assert covered.get(mark.anchor, "") == WORDS[max(start, mark.start) : min(end, mark.end)]


@given(st.lists(spans.filter(lambda span: span[0] != span[1]), max_size=8))
def test_every_mark_ends_for_good_exactly_once_in_its_text(ends: list[tuple[int, int]]) -> None:
    marks = [Mark(min(span), max(span), "own", anchor=str(n)) for n, span in enumerate(ends)]
    marks = [mark for mark in marks if WORDS[mark.end - 1] != " "]
    finals = [
        token.mark.anchor
        for token in mark_up(WORDS, 0, len(WORDS), marks)
        if isinstance(token, Close) and token.final
    ]
    assert sorted(finals) == sorted(mark.anchor for mark in marks)


def test_a_figure_inside_a_quotation_inside_a_statement() -> None:
    marks = [Mark(17, 19, "figure"), Mark(17, 31, "attributed", "inner"), Mark(0, 31, "attributed", "outer")]
    told = ""
    for token in mark_up(WORDS, 0, 31, marks):
        match token:
            case Text(text):
                told += text
            case Open(mark):
                told += f"<{mark.anchor or 'b'}>"
            case Close():
                told += "</>"
    assert told == "<outer>police said that <inner><b>12</> people died</></>"
