"""What is read as a number, and as which: no parse is needed for any of this."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.numbers import find_numbers
from sayso.extract.numbers_digits import Separators
from sayso.extract.numbers_lexicon import load_lexicon, load_vague

POINT = Separators(",", ".", sure=True)
COMMA = Separators(".", ",", sure=True)


def read(text: str) -> list[tuple[str, float | None, float | None]]:
    return [(text[n.start : n.end], n.low, n.high) for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("16,000 foreigners came", "16,000", 16000, 16000),
        ("1.5 million homes", "1.5 million", 1_500_000, 1_500_000),
        ("a loan of $2.5bn", "$2.5bn", 2_500_000_000, 2_500_000_000),
        ("it cost US$5 million", "US$5 million", 5_000_000, 5_000_000),
        ("a 35 percent tariff", "35 percent", 35, 35),
        ("two hundred and five thousand men", "two hundred and five thousand", 205_000, 205_000),
        ("one million two hundred thousand", "one million two hundred thousand", 1_200_000, 1_200_000),
        ("twenty-one ships", "twenty-one", 21, 21),
        ("a dozen ships", "a dozen", 12, 12),
        ("half a million people", "half a million", 500_000, 500_000),
        ("about a quarter-of-a-million", "about a quarter-of-a-million", 250_000, 250_000),
        ("one billion and a half million", "one billion and a half million", 1_000_500_000, 1_000_500_000),
        ("five and three quarters million", "five and three quarters million", 5_750_000, 5_750_000),
        ("they own 3/4", "3/4", 0.75, 0.75),
        ("it grew 0.3 pp", "0.3 pp", 0.3, 0.3),
        ("at -5 °C", "-5", -5, -5),
        ("a quarter million people", "a quarter million", 250_000, 250_000),
        ("the next three and a half decades", "three and a half", 3.5, 3.5),
        ("it took 5 1/2 hours", "5 1/2", 5.5, 5.5),
        ("it took 2½ hours", "2½", 2.5, 2.5),
        ("12,34,567 voters", "12,34,567", 1_234_567, 1_234_567),
        ("5 crore rupees", "5 crore rupees", 50_000_000, 50_000_000),
        ("five point two percent", "five point two percent", 5.2, 5.2),
        ("37 cents of it", "37 cents", 0.37, 0.37),
        ("temperatures of -5 degrees", "-5", -5, -5),
        ("16 000 soldiers", "16 000", 16000, 16000),
        ("16'000 Franken", "16'000", 16000, 16000),
        ("5m people", "5m", 5_000_000, 5_000_000),
    ],
)
def test_a_number_says_what_it_says(text: str, printed: str, low: float, high: float) -> None:
    assert read(text) == [(printed, low, high)]


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("two-thirds of voters", "two-thirds", 2 / 3, 2 / 3),
        ("nearly half of them", "nearly half", 0.5, 0.5),
        ("a third of voters", "a third", 1 / 3, 1 / 3),
        ("one in five children", "one in five", 0.2, 0.2),
        ("three out of every four", "three out of every four", 0.75, 0.75),
        ("less than half of 1 percent", "less than half of 1 percent", None, 0.5),
    ],
)
def test_shares(text: str, printed: str, low: float | None, high: float | None) -> None:
    [(span, got_low, got_high)] = read(text)
    assert span == printed
    assert got_low == (low if low is None else pytest.approx(low))
    assert got_high == (high if high is None else pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("more than 150 people", "more than 150", 150, None),
        ("at least six committees", "at least six", 6, None),
        ("well over 100 cars", "well over 100", 100, None),
        ("50 or more", "50 or more", 50, None),
        ("a 50-plus crowd", "50-plus", 50, None),
        ("up to 50 men", "up to 50", None, 50),
        ("fewer than 30%", "fewer than 30%", None, 30),
        ("no more than ten", "no more than ten", None, 10),
        ("as many as 220 people", "as many as 220", None, 220),
        ("at least a decade", "at least a", 1, None),
        ("between 2,000 and 3,000 people", "between 2,000 and 3,000", 2000, 3000),
        ("5-7 percent", "5-7 percent", 5, 7),
        ("150 to 200 people", "150 to 200", 150, 200),
        ("five or six men", "five or six", 5, 6),
        ("$5 to $10 million", "$5 to $10 million", 5_000_000, 10_000_000),
        ("500,000 to 1 million people", "500,000 to 1 million", 500_000, 1_000_000),
    ],
)
def test_bounds_and_ranges_stay_open_where_the_words_are(
    text: str, printed: str, low: float | None, high: float | None
) -> None:
    assert read(text) == [(printed, low, high)]


@pytest.mark.parametrize("words", ["about", "around", "nearly", "some", "roughly", "almost"])
def test_an_approximate_number_keeps_its_value(words: str) -> None:
    [number] = find_numbers(f"{words} 70 volunteers")
    assert (number.low, number.high, number.approximate) == (70, 70, True)


def test_a_change_tells_two_numbers_and_no_range() -> None:
    assert [n.low for n in find_numbers("It rose from 5 to 10 percent.")] == [5, 10]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("hundreds of migrants", 200, 999),
        ("several hundred guests", 300, 999),
        ("dozens were hurt", 24, 99),
        ("scores of people", 40, 99),
        ("thousands of people", 2000, 9999),
        ("tens of thousands of people", 20_000, 99_999),
        ("hundreds of thousands of people", 200_000, 999_999),
        ("billions of dollars", 2_000_000_000, 9_999_999_999),
        ("a multi-million dollar suit", 2_000_000, 9_999_999),
        ("a multimillion-dollar suit", 2_000_000, 9_999_999),
    ],
)
def test_vague_numbers_follow_the_preset(text: str, low: float, high: float) -> None:
    [number] = find_numbers(text)
    assert (number.low, number.high) == (low, high)


def test_a_user_may_say_what_vague_numbers_mean(tmp_path_factory: pytest.TempPathFactory) -> None:
    preset = tmp_path_factory.mktemp("preset") / "vague.toml"
    preset.write_text("[vague]\ndozens = [30, 60]\n[several]\n[few]\n", encoding="utf-8")
    [number] = find_numbers("dozens of people", vague=load_vague(preset))
    assert (number.low, number.high) == (30, 60)


def test_a_preset_that_is_none_says_what_is_wrong(tmp_path_factory: pytest.TempPathFactory) -> None:
    preset = tmp_path_factory.mktemp("preset") / "vague.toml"
    preset.write_text("[vague]\ndozens = [60, 30]\n[several]\n[few]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"vague\.toml.*60 is more than 30"):
        load_vague(preset)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("16.000 foreigners and 16,000 mercenaries", [16000, 16000]),
        ("The run of 16.000 metres", [16]),
        ("It grew by 1.500 percent", [1.5]),
        ("worth 1.500 million", [1_500_000]),
        ("a price of €16.000", [16000]),
        ("a litre at $1.139", [1.139]),
        ("1.234.567 people over 16.000 metres, 2.345,6 in all", [1_234_567, 16000, 2345.6]),
        ("0.500 of it", [0.5]),
    ],
)
def test_16_000_is_sixteen_or_sixteen_thousand_by_evidence_and_sense(text: str, values: list[float]) -> None:
    assert [n.low if n.low is not None else n.high for n in find_numbers(text)] == values


def test_one_list_of_two_numbers_does_not_overturn_the_custom() -> None:
    assert [n.low for n in find_numbers("Items 1,2 weigh 16,000 tonnes")][-1] == 16000


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from([POINT, COMMA]))
def test_a_formatted_number_is_read_back(whole: int, cents: int, style: Separators) -> None:
    grouped = f"{whole:,}".replace(",", style.thousands) + f"{style.decimal}{cents:02d}"
    [number] = find_numbers(f"It was {grouped} in all", separators=style)
    assert number.low == pytest.approx(whole + cents / 100, rel=1e-12)


@given(st.integers(0, 10**12), st.sampled_from([",", ".", "\u00a0", "\u202f", "'", "\u2019", " "]))
def test_whole_things_are_read_back_in_any_convention(whole: int, sign: str) -> None:
    [number] = find_numbers(f"There were {f'{whole:,}'.replace(',', sign)} people.")
    assert (number.low, number.high) == (whole, whole)


@given(st.integers(1, 999_999))
def test_the_document_shows_its_own_convention(whole: int) -> None:
    text = f"In all 1.234.567,5 tonnes; the other {f'{whole:,}'.replace(',', '.')} tonnes."
    assert [n.low for n in find_numbers(text)][1] == whole


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]


def spell(number: int) -> str:
    """Spell a number in English words, as a writer would."""
    teens = [*ONES, "sixteen", "seventeen", "eighteen", "nineteen"]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number < 20:
        return teens[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{teens[number % 10]}" if number % 10 else "")
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            head, rest = divmod(number, scale)
            link = " and " if scale == 100 else " "
            return f"{spell(head)} {name}" + (link + spell(rest) if rest else "")
    raise AssertionError(number)


@given(st.integers(1, 10**12 - 1))
def test_a_spelled_number_is_read_back(number: int) -> None:
    [found] = find_numbers(spell(number))
    assert found.low == number


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(sorted(load_lexicon().openers)), max_size=40).map(" ".join)
)
def test_numbers_stand_in_order_and_never_overlap(text: str) -> None:
    numbers = find_numbers(text)
    assert all(0 <= n.start < n.end <= len(text) for n in numbers)
    assert all(a.end <= b.start for a, b in itertools.pairwise(numbers))
    assert all(n.low is None or n.high is None or n.low <= n.high or n.range_of for n in numbers)


def test_time_grows_with_the_text_and_nothing_else() -> None:
    pieces = [
        "1",
        ",",
        ".",
        " ",
        "-",
        "one",
        "hundred",
        "and",
        "half",
        "$",
        "%",
        "of",
        "more than",
        "1/2",
        "\u00bd",
        "a",
    ]
    for step in range(1, len(pieces)):
        text = "".join(pieces[k * step % len(pieces)] * (1 + k * step % 37) for k in range(600))
        began = time.process_time()
        find_numbers(text)
        assert time.process_time() - began < 1.0
