"""Plurals, lists, dates and quantities as a reader expects them."""

from __future__ import annotations

import pytest

from sayso.model import Moment
from sayso.report.phrases import between, counted, day, listed, number, percent, times, when, with_unit


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports"), (1200, "1,200 reports")]
)
def test_counted(count: int, words: str) -> None:
    assert counted(count, "report") == words


def test_counted_with_a_plural_of_its_own() -> None:
    assert counted(3, "pair of shoes", "pairs of shoes") == "3 pairs of shoes"


@pytest.mark.parametrize(
    ("words", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")]
)
def test_listed(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-03-02", "2 March 2022"),
        ("2022-03-02T10:15Z", "2 March 2022, 10:15Z"),
        ("2022", "2022"),
        ("2022-W09", "2022-W09"),
        ("2022-02-31", "2022-02-31"),
    ],
)
def test_day(value: str, words: str) -> None:
    assert day(value) == words


@pytest.mark.parametrize(
    ("value", "begin", "end", "words"),
    [
        ("2022-03-02", "2022-03-02", "2022-03-02", "2 March 2022"),
        ("2022-03-02TEV", "2022-03-02", "2022-03-02", "2 March 2022"),
        ("2022-03-02T10:15", "2022-03-02", "2022-03-02", "2 March 2022, 10:15"),
        ("2022-W09", "2022-02-28", "2022-03-06", "28 February 2022 to 6 March 2022"),
        ("2014", "2014-01-01", None, "from 1 January 2014"),
        ("PRESENT_REF", "2022-03-03", "2022-03-03", None),
        (None, None, None, None),
    ],
)
def test_when(value: str | None, begin: str | None, end: str | None, words: str | None) -> None:
    assert when(Moment(0, 4, "then", "DATE", value, begin, end)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (16000, "16,000"),
        (0.5, "0.5"),
        (-3, "-3"),
        (2_500_000, "2.5 million"),
        (1_234_567, "1,234,567"),
        (3e9, "3 billion"),
        (1 / 3, "0.3333"),
    ],
)
def test_number(value: float, words: str) -> None:
    assert number(value) == words


def test_millions_that_are_not_round_lose_no_digit() -> None:
    assert number(16_000_001) == "16,000,001"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 12, "12"),
        (150, None, "from 150"),
        (None, 50, "up to 50"),
        (200, 999, "200 to 999"),
        (None, None, "no number"),
        (None, 0, "up to 0"),
    ],
)
def test_between(low: float | None, high: float | None, words: str) -> None:
    assert between(low, high) == words


def test_approximate_numbers_say_so() -> None:
    assert between(70, 70, approximate=True) == "about 70"


def test_units_stand_where_a_number_alone_would_mislead() -> None:
    assert with_unit("45", "percent", "%") == "45%"
    assert with_unit("2.5 million", "money", "USD") == "2.5 million USD"
    assert with_unit("70", "count", "volunteers") == "70"


@pytest.mark.parametrize(("share", "words"), [(0.996, "99%"), (1.0, "100%"), (0.5, "50%"), (0.0, "0%")])
def test_percent_is_never_rounded_up_to_certainty(share: float, words: str) -> None:
    assert percent(share) == words


def test_times() -> None:
    assert [times(1), times(2)] == ["", " ×2"]
