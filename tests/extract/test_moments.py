"""Times as a reader of the day understood them."""

from __future__ import annotations

import datetime as dt
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.moments import find_moments
from sayso.extract.moments_calendar import easter, holiday
from sayso.extract.moments_grammar import find_expressions
from sayso.extract.moments_lexicon import load_time_lexicon
from sayso.extract.numbers import Reading
from sayso.extract.numbers_digits import Separators
from sayso.extract.numbers_lexicon import load_lexicon, load_vague
from sayso.extract.numbers_tokens import tokenize
from sayso.extract.parse import parse_documents
from sayso.model import Block, Document, Moment, Published

THURSDAY = "2022-03-03"


def moments(text: str, published: str | None = THURSDAY) -> list[Moment]:
    seen = Published(published, "test", 1.0) if published else None
    page = Document("d", "d.txt", "", text, (Block(0, len(text), kept=True),), published=seen)
    [(doc, passages)] = parse_documents([page])
    return find_moments(passages, doc)


@pytest.mark.parametrize(
    ("text", "printed", "kind", "value", "begin", "end"),
    [
        ("They met on Wednesday.", "Wednesday", "DATE", "2022-03-02", "2022-03-02", "2022-03-02"),
        ("They met on Thursday.", "Thursday", "DATE", "2022-03-03", "2022-03-03", "2022-03-03"),
        ("A round is expected later on Thursday.", "later on Thursday", "DATE", THURSDAY, THURSDAY, THURSDAY),
        ("They will meet on Tuesday.", "Tuesday", "DATE", "2022-03-08", "2022-03-08", "2022-03-08"),
        (
            "They are expected to meet on Tuesday.",
            "Tuesday",
            "DATE",
            "2022-03-08",
            "2022-03-08",
            "2022-03-08",
        ),
        ("He has until Tuesday.", "Tuesday", "DATE", "2022-03-08", None, "2022-03-08"),
        ("They met last Thursday.", "last Thursday", "DATE", "2022-02-24", "2022-02-24", "2022-02-24"),
        ("On 24 February he ordered it.", "24 February", "DATE", "2022-02-24", "2022-02-24", "2022-02-24"),
        ("On Feb. 24, 2021, he left.", "Feb. 24, 2021", "DATE", "2021-02-24", "2021-02-24", "2021-02-24"),
        ("He left in December.", "December", "DATE", "2021-12", "2021-12-01", "2021-12-31"),
        ("He left last November.", "last November", "DATE", "2021-11", "2021-11-01", "2021-11-30"),
        ("It began in 2014.", "2014", "DATE", "2014", "2014-01-01", "2014-12-31"),
        ("It has gone on since 2014.", "2014", "DATE", "2014", "2014-01-01", None),
        (
            "Earlier in the week they met.",
            "Earlier in the week",
            "DATE",
            "2022-W09",
            "2022-02-28",
            "2022-03-06",
        ),
        ("They met last month.", "last month", "DATE", "2022-02", "2022-02-01", "2022-02-28"),
        ("They met yesterday.", "yesterday", "DATE", "2022-03-02", "2022-03-02", "2022-03-02"),
        ("They met two days ago.", "two days ago", "DATE", "2022-03-01", "2022-03-01", "2022-03-01"),
        ("They met three weeks ago.", "three weeks ago", "DATE", "2022-W06", "2022-02-07", "2022-02-13"),
        ("They met this spring.", "this spring", "DATE", "2022-SP", "2022-03-01", "2022-05-31"),
        ("They met last summer.", "last summer", "DATE", "2021-SU", "2021-06-01", "2021-08-31"),
        ("It was the 1990s.", "the 1990s", "DATE", "199X", "1990-01-01", "1999-12-31"),
        ("He fought in the 1950-53 war.", "1950-53", "DATE", "1950/1953", "1950-01-01", "1953-12-31"),
        (
            "It fell in the first half of 2021.",
            "the first half of 2021",
            "DATE",
            "2021-H1",
            "2021-01-01",
            "2021-06-30",
        ),
        (
            "Sales fell in the third quarter of 2021.",
            "the third quarter of 2021",
            "DATE",
            "2021-Q3",
            "2021-07-01",
            "2021-09-30",
        ),
        ("They met at Christmas.", "Christmas", "DATE", "2021-12-25", "2021-12-25", "2021-12-25"),
        (
            "They met at 10:30 on Wednesday.",
            "10:30 on Wednesday",
            "TIME",
            "2022-03-02T10:30",
            "2022-03-02",
            "2022-03-02",
        ),
        (
            "They met on Wednesday night.",
            "Wednesday night",
            "TIME",
            "2022-03-02TNI",
            "2022-03-02",
            "2022-03-02",
        ),
        ("It lasted eight years.", "eight years", "DURATION", "P8Y", None, None),
        ("It took 5 1/2 hours.", "5 1/2 hours", "DURATION", "PT5H30M", None, None),
        ("It lasted more than six decades.", "more than six decades", "DURATION", "P60Y", None, None),
        ("They fought for years.", "years", "DURATION", "PXY", None, None),
        ("They meet every week.", "every week", "SET", "P1W", None, None),
        ("The page is of 03.03.2022 indeed.", "03.03.2022", "DATE", THURSDAY, THURSDAY, THURSDAY),
        ("The page is of 2022-03-02 indeed.", "2022-03-02", "DATE", "2022-03-02", "2022-03-02", "2022-03-02"),
    ],
)
def test_a_time_lies_where_the_text_puts_it(
    text: str, printed: str, kind: str, value: str, *, begin: str | None, end: str | None
) -> None:
    [moment] = moments(text)
    assert (moment.text, moment.type, moment.value) == (printed, kind, value)
    assert (moment.begin, moment.end_date) == (begin, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Wednesday.", None),
        ("On 24 February he ordered it.", None),
        ("They met last week.", None),
        ("It began in 2014.", "2014"),
        ("On 24 February 2022 he ordered it.", "2022-02-24"),
        ("It lasted eight years.", "P8Y"),
    ],
)
def test_without_a_publication_date_nothing_is_guessed(text: str, value: str | None) -> None:
    [moment] = moments(text, published=None)
    assert moment.value == value
    if value is None:
        assert moment.begin is None
        assert moment.end_date is None


@pytest.mark.parametrize(
    "text",
    [
        "More than 2000 people came.",
        "He may march in the sun.",
        "She is 45 years old.",
        "On 31 February nothing happened.",
        "They won 3:2 at home.",
        "A woman in her 20s left.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert moments(text) == []


def test_a_later_time_counts_from_the_one_before() -> None:
    first, second = moments("On March 5, 2016 he spoke. Two days later he spoke again.")
    assert (first.value, second.value) == ("2016-03-05", "2016-03-07")


def test_a_relation_to_an_event_is_a_duration() -> None:
    [moment] = moments("It happened two days before the vote.")
    assert (moment.text, moment.type, moment.value) == ("two days", "DURATION", "P2D")


def test_the_document_shows_whether_days_or_months_come_first() -> None:
    assert [m.value for m in moments("On 25/12/2021 and 3/4/2021.")] == ["2021-12-25", "2021-04-03"]
    assert [m.value for m in moments("On 12/25/2021 and 3/4/2021.")] == ["2021-12-25", "2021-03-04"]


def test_a_weekday_settles_the_year() -> None:
    [moment] = moments("Published Monday, Oct. 26 indeed", published="1998-10-25")
    assert moment.value == "1998-10-26"


@pytest.mark.parametrize(("year", "date"), [(1999, "1999-04-04"), (2000, "2000-04-23"), (2024, "2024-03-31")])
def test_easter(year: int, date: str) -> None:
    assert easter(year).isoformat() == date


def test_thanksgiving_is_a_fourth_thursday() -> None:
    assert holiday("11+4:4", 1999) == dt.date(1999, 11, 25)


@settings(max_examples=60, deadline=None)
@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2090, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_a_formatted_date_is_read_back(date: dt.date, style: str) -> None:
    [moment] = moments(f"It was signed on {date.strftime(style)} there.")
    assert moment.value == date.isoformat()


@settings(max_examples=40, deadline=None)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_never_more_than_a_week_away(published: dt.date, weekday: int) -> None:
    name = dt.date(2024, 1, 1 + weekday).strftime("%A")
    [moment] = moments(f"They met on {name}.", published=published.isoformat())
    found = dt.date.fromisoformat(str(moment.value))
    assert found.weekday() == weekday
    assert 0 <= (published - found).days < 7


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "on",
                "24",
                "February",
                "2022",
                "Monday",
                "last",
                "week",
                "two",
                "days",
                "ago",
                "the",
                "1990",
                "s",
                "'",
                "-",
                ":",
                "10",
                "a.m.",
                ",",
                "every",
                "since",
                "\n",
            ]
        ),
        max_size=30,
    )
)
def test_moments_always_select_the_printed_words(words: list[str]) -> None:
    text = " ".join(words)
    found = moments(text)
    assert all(text[moment.start : moment.end] == moment.text for moment in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_time_grows_with_the_text_and_nothing_else() -> None:
    text = (
        "the first half of the last week of early March 3 , 3 - 3 to 10 : 30 a . m . on Monday two days "
        * 2000
    )
    lexicon = load_time_lexicon()
    began = time.process_time()
    find_expressions(Reading(tokenize(text), load_lexicon(), load_vague(), Separators(",", ".")), lexicon)
    assert time.process_time() - began < 5.0


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("He ordered it on 24 February.", ["24 February"]),
        ("He ordered it on 24 Feb. and left.", ["24 Feb."]),
        ("He ordered it on 24 Feb. 2022 and left.", ["24 Feb. 2022"]),
        ("It ended in January. 2022 was quieter.", ["January", "2022"]),
        ("It ended in Jan. 2022.", ["Jan. 2022"]),
    ],
)
def test_a_full_stop_belongs_to_an_abbreviation_and_to_nothing_else(text: str, printed: list[str]) -> None:
    assert [moment.text for moment in moments(text)] == printed


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They will sit down for a second round of talks.", []),
        ("They met for a second time.", []),
        ("He wants another second chance.", []),
        ("He paused for a second.", ["PT1S"]),
        ("Within a second it was over.", ["PT1S"]),
        ("It lasted 10 seconds.", ["PT10S"]),
    ],
)
def test_the_second_of_several_is_no_second(text: str, values: list[str]) -> None:
    assert [moment.value for moment in moments(text)] == values
