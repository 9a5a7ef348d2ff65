"""An axis holds all its values, in order, with ticks that can be read."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sayso.report.terminal_axis import draw_row, draw_ticks
from sayso.report.view.axis import axis_for
from sayso.report.view.readings import Reading

values = st.lists(st.one_of(st.integers(0, 10**12), st.floats(0.01, 1e6)), min_size=1, max_size=8)


@given(values)
def test_values_keep_their_order_within_the_axis(numbers: list[float]) -> None:
    axis = axis_for(numbers)
    places = [axis.at(value) for value in sorted(numbers)]
    assert all(0 < place < 1 for place in places)
    assert places == sorted(places)


@given(values)
def test_ticks_are_few_within_and_in_order(numbers: list[float]) -> None:
    ticks = axis_for(numbers).ticks
    assert len(ticks) <= 6
    assert all(0 <= tick.at <= 1 for tick in ticks)
    assert all(before.at < after.at for before, after in itertools.pairwise(ticks))


def test_a_wide_span_is_shown_on_a_logarithmic_axis() -> None:
    axis = axis_for([3, 40_000])
    assert axis.logarithmic
    assert [tick.words for tick in axis.ticks] == ["10", "100", "1,000", "10,000"]


def test_values_below_zero_stay_on_a_linear_axis() -> None:
    axis = axis_for([-5, 2000])
    assert not axis.logarithmic
    assert axis.at(-5) < axis.at(2000)


def test_one_value_lies_in_the_middle() -> None:
    assert axis_for([16_000]).at(16_000) == 0.5
    assert axis_for([0]).at(0) == 0.5


def reading(left: float, right: float, **known: bool) -> Reading:
    """A row between two places on the axis."""
    fields = {"open_left": False, "open_right": False, "approximate": False, "alike": False} | known
    return Reading("", left, right, sayers=(), **fields)


def test_rows_are_drawn_as_what_they_are() -> None:
    drawn = [
        draw_row(reading(0.5, 0.5), 9),
        draw_row(reading(0.5, 0.5, approximate=True), 9),
        draw_row(reading(0.5, 0.5, alike=True), 9),
        draw_row(reading(0.25, 0.75), 9),
        draw_row(reading(0.25, 1, open_right=True), 9),
        draw_row(reading(0, 0.75, open_left=True), 9),
        draw_row(reading(0, 0.75, open_left=True), 9, ascii_only=True),
    ]
    assert drawn == [
        "····●····",
        "····○····",
        "····◇····",
        "··┝━━━┥··",
        "··┝━━━━━▶",
        "◀━━━━━┥··",
        "<=====]..",
    ]


@given(values, st.integers(16, 60))
def test_tick_labels_fit_and_do_not_touch(numbers: list[float], width: int) -> None:
    axis = axis_for(numbers)
    line = draw_ticks(axis, width)
    assert len(line) <= width
    assert set(line.split()) <= {part for tick in axis.ticks for part in tick.words.split()}
