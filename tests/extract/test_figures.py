"""Which numbers are figures, and what each one counts."""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.figures import find_figures
from sayso.extract.moments import find_moments
from sayso.extract.parse import parse_documents
from sayso.model import Block, Document, Figure, Published

if TYPE_CHECKING:
    from pathlib import Path


def document(text: str, published: str | None = None) -> Document:
    """Return a document of one kept block a line."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(start, start + len(line.rstrip("\r\n")), kept=True))
        start += len(line)
    seen = Published(published, "test", 1.0) if published else None
    return Document("d", "d.txt", "", text, tuple(blocks), published=seen)


def figures(text: str, published: str | None = None) -> list[Figure]:
    [(doc, passages)] = parse_documents([document(text, published)])
    return find_figures(passages, doc, find_moments(passages, doc))


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "printed", "kind", "unit"),
    [
        ("He said 16,000 foreign mercenaries are going to fight.", "16,000", "count", "mercenaries"),
        ("About 200 migrants from Central America waited.", "About 200", "count", "migrants"),
        ("The party filed a $750,000 settlement claim.", "$750,000", "money", "USD"),
        ("His approval rating is less than 30%.", "less than 30%", "percent", "%"),
        ("The subject was abused for eight years.", "eight years", "duration", "years"),
        ("The two-day summit ended.", "two-day", "duration", "days"),
        ("They filed a 66-page complaint.", "66-page", "count", "page"),
        ("The road is 12 kilometres long.", "12 kilometres", "measure", "kilometres"),
        ("An 18-year-old was arrested.", "18-year-old", "age", "years"),
        ("Anna Smith, 45, was arrested.", "45", "age", "years"),
        ("They held Anna Smith, 45 and Ben Smith.", "45", "age", "years"),
        ("It is given to children from 3 years of age.", "3 years of age", "age", "years"),
        ("The minister, who is 70, resigned.", "70", "age", "years"),
        ("Support came from people under 30.", "under 30", "age", "years"),
        ("They have met six times.", "six", "count", "times"),
        ("Profits rose 16-fold.", "16-fold", "ratio", "fold"),
        ("The 3,000-strong force withdrew.", "3,000-strong", "count", "force"),
        ("Two-thirds of voters agreed.", "Two-thirds", "ratio", "voters"),
        ("Hundreds of migrants waited.", "Hundreds", "count", "migrants"),
        ("The clashes left 24 dead.", "24", "count", "dead"),
    ],
)
def test_kind_and_unit(text: str, printed: str, kind: str, unit: str) -> None:
    figure = only(text)
    assert (figure.text, figure.kind, figure.unit) == (printed, kind, unit)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("About 70 volunteers from Japan are ready to fight.", "volunteers from Japan"),
        (
            "They include 50 former servicemen from the Self-Defence Forces.",
            "former servicemen from the Self-Defence Forces",
        ),
        ("Thousands of people had come forward.", "people"),
        ("They sued for $1 million in damages.", "damages"),
        ("Trump held two days of meetings.", "meetings"),
        ("About 35 percent of Mexican jobs depend on it.", "Mexican jobs"),
        ("The 200-strong unit left.", "unit"),
    ],
)
def test_what_is_counted(text: str, counted: str) -> None:
    assert only(text).of == counted


@pytest.mark.parametrize(
    "text",
    [
        "The crisis began in 2014 and the war on 24 February 2022.",
        "The 2016 elections were fair.",
        "They met at 10:30 a.m. on Friday.",
        "This is the third summit and the 21st visit.",
        "The G7 met over Article 5 of the treaty.",
        "A Boeing 737 crashed.",
        "She called 911 and left.",
        "He lives at 10 Downing Street.",
        "Resolution 1325 was passed.",
        "Pupils in the top five wore COVID-19 masks.",
        "It was one of the worst days, and no one noticed.",
        "The two leaders met on the sidelines.",
        "Our two nations are friends.",
        "They had a one-on-one dinner.",
        "In one memo, he described the dinner.",
        "1. Never write a list",
        "Call +44 20 7946 0958 or write to news24@example.org.",
        "The Fair Sentencing Act of 2010, which he wrote, passed.",
        "They flew in F-16 jets with a 5G phone.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("No casualties were reported.", [0]),
        ("No one was injured.", [0]),
        ("None of the hostages were freed.", [0]),
        ("None of them came.", []),
        ("One person was killed.", [1]),
        ("It came one day after the visit.", [1]),
        ("At least one of these memos leaked.", [1]),
        ("All three agencies agreed.", [3]),
        ("The Senate voted 52-48 to confirm.", [52, 48]),
        ("More than 2000 people came in 2012.", [2000]),
    ],
)
def test_small_and_zero_counts(text: str, values: list[float]) -> None:
    assert [figure.low for figure in figures(text)] == values


def test_a_figure_holds_when_its_own_clause_says() -> None:
    found = figures("On Wednesday the ministry said that 70 soldiers had died since March.", "2022-05-05")
    assert [(figure.low, figure.when) for figure in found] == [(70, "2022-03/..")]


def test_offsets_are_the_documents() -> None:
    text = "\ufeffTitle\n\n  Some 50 men \u2014 and \U0001f600 16.000 foreigners \u2014 left.\n"
    found = figures(text)
    assert [figure.low for figure in found] == [50, 16000]
    assert all(text[figure.start : figure.end] == figure.text for figure in found)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "about",
                "70",
                "men",
                "16.000",
                "$5",
                "million",
                "%",
                "one",
                "-",
                "the",
                "of",
                "dead",
                "\n",
                "(",
                ")",
                "2014",
                "½",
                "two-day",
                ".",
            ]
        ),
        max_size=30,
    )
)
def test_figures_always_select_the_printed_words(words: list[str]) -> None:
    text = " ".join(words)
    found = figures(text)
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_without_moments_a_figure_has_no_time() -> None:
    [(doc, passages)] = parse_documents([document("In 2019 the army had 200,000 troops.")])
    assert [figure.when for figure in find_figures(passages, doc)] == [None]


def test_the_seed_pages_read_as_a_person_reads_them(shared_data: Path) -> None:
    read: list[tuple[float | None, float | None, str | None]] = []
    for path in sorted((shared_data / "seeds").glob("*.txt")):
        page = document(path.read_text(encoding="utf-8"))
        page = dataclasses.replace(page, published=Published("2022-03-03", "test", 1.0))
        [(doc, passages)] = parse_documents([page])
        read += [(f.low, f.high, f.unit) for f in find_figures(passages, doc)]
    assert (16000, 16000, "mercenaries") in read
    assert (16000, 16000, "foreigners") in read
    assert (70, 70, "volunteers") in read
    assert (70, 70, "belgians") in read
    assert (50, 50, "servicemen") in read
    assert (2000, 9999, "people") in read
    assert (8, 8, "years") in read


@pytest.mark.parametrize(
    ("text", "printed", "unit", "of"),
    [
        (
            "About 70 volunteers are ready, and 50 of them once served.",
            "50",
            "volunteers",
            "volunteers",
        ),
        ("Some volunteers came, 70 of whom were Belgians.", "70", "volunteers", "volunteers"),
        ("Fifty of them once served in the army.", "Fifty", None, None),
        ("Officials met the volunteers, and 50 of them left.", "50", None, None),
        ("About 4,000 of those have left.", "About 4,000", None, None),
        ("Of the migrants at the border, 50 of those who came were children.", "50", None, "those who came"),
        ("In the 3 weeks since, 20 of them have left.", "20", None, None),
        ("The bombs killed 30 of them.", "30", "people", "people"),
    ],
)
def test_a_pronoun_is_no_answer_to_what_is_counted(
    text: str, printed: str, unit: str | None, of: str | None
) -> None:
    """What it stands for is, where the sentence leaves no choice; else it stays open."""
    [figure] = [figure for figure in figures(text) if figure.text == printed]
    assert (figure.unit, figure.of) == (unit, of)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The figure of 16,000 could not be verified.", None),
        ("The total reached 500.", None),
        ("He gave a figure of $3 million.", None),
        ("The number of dead is 15.", "dead"),
        ("The death toll rose to 50.", "death toll"),
    ],
)
def test_a_noun_that_only_says_there_is_a_number_is_none_either(text: str, of: str | None) -> None:
    assert only(text).of == of


@pytest.mark.parametrize(
    ("text", "printed", "unit", "of"),
    [
        ("In Deraa 22 people were killed, another 15 elsewhere.", "15", "people", "people"),
        ("They shot 63 protesters, including 53 in Hama.", "53", "protesters", "protesters"),
        ("Some 12 people were killed and 30 others injured.", "30", "people", "people"),
        ("Another 12 were hurt.", "12", "people", "people"),
        ("Officials confirmed 11 cases: seven in California and two in Texas.", "two", "cases", "cases"),
        ("She won 11 seats, and he won 12 in May.", "12", None, None),
        ("Five of these people tested negative, and two were declassified.", "two", "people", "people"),
        (
            "Of them, 50 were former servicemen from the coast guard.",
            "50",
            "servicemen",
            "former servicemen from the coast guard",
        ),
        ("The number of confirmed cases rose by nine, to 27.", "27", "cases", "confirmed cases"),
        (
            "Two patients fell ill, bringing the total number of confirmed cases to 15.",
            "15",
            "cases",
            "confirmed cases",
        ),
        (
            "Of the 288 candidates for the 125 seats, more than half are women.",
            "more than half",
            "women",
            "women",
        ),
        ("Thousands marched in the capital.", "Thousands", "people", "people"),
        ("He met 30 pastors and church leaders.", "30", "pastors", "pastors and church leaders"),
        ("Voters elected him twice.", "twice", "times", None),
        ("The champion won all five.", "five", None, None),
    ],
)
def test_what_was_said_before_is_what_is_counted(
    text: str, printed: str, unit: str | None, of: str | None
) -> None:
    [figure] = [figure for figure in figures(text) if figure.text == printed]
    assert (figure.unit, figure.of) == (unit, of)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The number of cases rose by nine, to 27.", ["change", None]),
        ("The toll rose by 12 to 112.", ["change", None]),
        ("Oil fell $2 to $98 a barrel.", ["change", None]),
        ("Sales are up 5% this year.", ["change"]),
        ("It was an increase of 200 cases.", ["change"]),
        ("There were three increases.", [None]),
        ("The 24 of the 32 villagers who stayed left.", ["part", None]),
        ("They killed 63 protesters, including 53 in Hama.", [None, "part"]),
        ("They killed 22 people and wounded another 15.", [None, "further"]),
        ("A total of 32 cases were found.", ["total"]),
        ("Nurses saw 32 cases in all.", ["total"]),
        ("She leads in all 13 states.", [None]),
        ("The club gave up $3 million.", [None]),
        ("The party raised $3 million.", [None]),
    ],
)
def test_how_a_figure_stands_to_others(text: str, roles: list[str | None]) -> None:
    assert [figure.role for figure in figures(text)] == roles


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Aleppo, 40 civilians died.", ["Aleppo"]),
        ("Troops killed 63 protesters, including 53 in Hama.", [None, "Hama"]),
        ("One in five children in Yemen is starving.", ["Yemen"]),
        ("The general said 40 men died.", [None]),
        ("The senator from Vermont won 58 seats.", [None]),
        ("Police killed 22 people in Deraa and another 15 elsewhere.", ["Deraa", None]),
    ],
)
def test_where_a_figure_holds(text: str, places: list[str | None]) -> None:
    assert [figure.place for figure in figures(text)] == places


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("The Senate voted 52 to 48 to confirm her.", [52, 48], "votes"),
        ("The bill passed 217-213.", [217, 213], "votes"),
        ("The visitors won the match 2-1.", [2, 1], None),
        ("She was well ahead (47 to 25).", [47, 25], None),
        ("The bill failed by a vote of 48 to 52.", [48, 52], "votes"),
        ("The Wildcats (15-17) are at home on Saturday.", [15, 17], None),
    ],
)
def test_tallies_and_scores_are_two_figures(text: str, values: list[float], unit: str | None) -> None:
    found = figures(text)
    assert [(figure.kind, figure.low, figure.unit) for figure in found] == [
        ("score", v, unit) for v in values
    ]


@pytest.mark.parametrize(
    ("name", "text", "currency"),
    [
        ("https://news.example.com.au/a", "The road will cost $5 million.", "AUD"),
        ("https://news.example.com.au/a", "The road will cost US$5 million.", "USD"),
        ("https://news.example.com.au/a", "It costs A$9 at home. It will cost $5 million.", "USD"),
        ("https://news.example.com/a", "The road will cost $5 million.", "USD"),
        ("page.txt", "Pakistani rupees fell. The road will cost 5 million rupees.", "PKR"),
        ("page.txt", "The road will cost £5 million. Nobody took Egyptian pounds.", "GBP"),
    ],
)
def test_whose_money_it_is_the_page_tells(name: str, text: str, currency: str) -> None:
    page = dataclasses.replace(document(text), name=name)
    [(doc, passages)] = parse_documents([page])
    assert [figure.unit for figure in find_figures(passages, doc) if figure.low == 5e6] == [currency]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("They lost 5 to 10 soldiers.", (5, 10)),
        ("More than 100 but fewer than 200 people came.", (100, 200)),
        ("The law covers people older than 65.", (65, None)),
        ("Shares of <5% are not shown.", (None, 5)),
    ],
)
def test_two_numbers_may_be_one_range(text: str, ends: tuple[float | None, float | None]) -> None:
    figure = only(text)
    assert (figure.low, figure.high) == ends


def test_a_figure_keeps_why_its_numeral_was_read_so() -> None:
    grouped, plain = figures("About 16.000 foreigners came with 20 buses.")
    assert (grouped.low, grouped.reason) == (16000, '"." groups thousands: things are counted whole')
    assert plain.reason is None


def test_points_of_polls_are_percentage_points() -> None:
    [points, shares] = figures(
        "The polls agree. In the polls she leads by six points.\nShares lost 190 points."
    )
    assert (points.kind, points.unit, points.text) == ("percent", "percentage points", "six points")
    assert (shares.kind, shares.unit) == ("count", "points")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Rights groups say up to 300 people have died.", (None, 300)),
        ("Officials report at least 27 wounded.", (27, None)),
        ("They talked about two plans.", (2, 2)),
        ("The news site has Home > 12 photos.", (12, 12)),
    ],
)
def test_a_bound_after_a_verb_of_saying_is_one(text: str, ends: tuple[float | None, float | None]) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.approximate) == (*ends, False)


def test_a_time_beside_one_figure_is_not_the_others() -> None:
    found = figures("Kenya recorded 250 cases, up from 180 last week.", "2022-03-03")
    assert [(figure.low, figure.when) for figure in found] == [(250, None), (180, "2022-02-21/2022-02-27")]


@pytest.mark.parametrize(
    "text",
    [
        "It became almost a second home to him.",
        "Ask NHS 24 on 08454 24 24 24.",
        "It was her twenty-first birthday.",
        "Her line is 222-555-0100.",
    ],
)
def test_ordinals_and_telephone_numbers_are_no_figures(text: str) -> None:
    assert figures(text) == []
