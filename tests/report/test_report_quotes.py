"""Quoted words keep every word, and marks fall exactly on theirs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sample import Clerk, document

from sayso.report.safe import inline
from sayso.report.view.quotes import Marked, Role, cut, plain, statement_pieces

Case = tuple[str, tuple[int, int], list[Marked]]
ROLES: list[Role] = ["conflict", "differ", "exact", "figure", "frame"]


@st.composite
def marked_texts(draw: st.DrawFn) -> Case:
    """A text, a span of it, and marks anywhere."""
    text = draw(st.text(alphabet="ab 1\n\t", max_size=40))
    place = st.integers(0, len(text))
    start, end = sorted((draw(place), draw(place)))
    marks = draw(st.lists(st.tuples(place, place, st.sampled_from(ROLES)), max_size=6))
    return text, (start, end), marks


@given(marked_texts())
def test_pieces_join_to_the_words_of_the_span(
    case: Case,
) -> None:
    text, span, marks = case
    assert plain(cut(text, span, marks)) == inline(text[slice(*span)])


def test_a_mark_falls_on_its_words_only() -> None:
    text = "At least 12  people\ndied"
    pieces = cut(text, (0, len(text)), [(9, 11, "differ"), (0, 11, "figure")])
    assert [(piece.text, sorted(piece.roles)) for piece in pieces] == [
        ("At least ", ["figure"]),
        ("12", ["differ", "figure"]),
        (" people died", []),
    ]


def test_marks_beyond_the_span_are_clipped() -> None:
    assert [piece.disagrees for piece in cut("one two three", (4, 7), [(0, 13, "conflict")])] == [True]


def test_the_frame_between_the_parts_of_a_quotation_is_set_apart() -> None:
    clerk = Clerk(document("page", '"We saw," said Dehn, "nothing."', None))
    pieces = statement_pieces(clerk.page, clerk.say("We saw,", "nothing."))
    assert [(piece.text, "frame" in piece.roles) for piece in pieces] == [
        ("We saw,", False),
        ('" said Dehn, "', True),
        ("nothing.", False),
    ]
