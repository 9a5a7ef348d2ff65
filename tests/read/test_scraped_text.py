"""Scraped texts of sites that no list of words knows: what the line model learned holds elsewhere too."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Document
from sayso.read import read_document
from sayso.read.article import judge
from sayso.read.article_rules import judge_by_rules
from sayso.read.line_context import names, rows_of
from sayso.read.line_model import load, scores
from sayso.read.line_shapes import GROUPS, SHAPE

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = (
    "The ferry that links Ostrand with the mainland will not run before Friday, the harbour master said.",
    "Engineers found cracks in two of the four shafts when the ship was in dock for its yearly inspection.",
    '"We could have sailed, but I would not have put my own family on board," said captain Mira Holt.',
    "The island's only supermarket has food for about a week, the mayor said, and asked all not to hoard.",
    "A smaller boat takes passengers without cars from the old pier twice a day, at eight and at four.",
    "Last winter the ferry was out of service for eleven days after it hit a rock near the lighthouse.",
)
TITLE = "Ostrand Ferry Stays in Harbour Until Friday"
UNKNOWN_MENU = ("Etusivu", "Uutiset", "Urheilu", "Talous", "Kulttuuri", "Mielipide", "Sää", "Kirjaudu")
UNKNOWN_END = (
    "Luetuimmat",
    "Hallitus esittää uutta veroa",
    "Jokerit voitti taas kotonaan",
    "Näin säästät sähkölaskussa",
    "Kuningas avasi uuden sairaalan",
    "Tilaa uutiskirje",
    "Yhteystiedot",
    "Palaute",
)


def read(text: str) -> Document:
    return read_document(Capture("0" * 64, "page.txt", text.encode("utf-8", "replace"), "text/plain"))


def kept(found: Document) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.kept]


def dropped(found: Document) -> dict[str, str | None]:
    return {found.text[block.start : block.end]: block.reason for block in found.blocks if not block.kept}


def test_furniture_in_a_language_of_no_list_is_dropped_and_the_article_stays() -> None:
    page = [*UNKNOWN_MENU, "2 131", "Menu", TITLE, *ARTICLE, *UNKNOWN_END, "© 2024 Ostrandin Sanomat"]
    found = read("\n".join(page))
    assert kept(found) == [TITLE, *ARTICLE]
    assert found.title == TITLE


def test_a_list_of_other_headlines_inside_the_article_is_dropped() -> None:
    inside = (
        "Luetuimmat",
        "Talous",
        "Hallitus esittää uutta veroa",
        "Urheilu",
        "Jokerit voitti taas kotonaan",
        "Kaupunki",
        "Silta maksaa 12 miljoonaa",
        "Sää",
        "Pohjoisessa viilenee",
    )
    page = [*UNKNOWN_MENU, "Menu", TITLE, *ARTICLE[:3], "Share", *inside, *ARTICLE[3:], "Newsletter"]
    found = read("\n".join(page))
    assert kept(found) == [TITLE, *ARTICLE]
    assert all(dropped(found)[line] for line in inside)


def test_every_dropped_line_says_why_in_words() -> None:
    found = read("\n".join([*UNKNOWN_MENU, "Share", "0", TITLE, *ARTICLE, *UNKNOWN_END]))
    known = {reason for group in GROUPS for reason in group} | {"not part of the article", "comments"}
    assert set(dropped(found).values()) <= known | {"repeated line"}
    assert sum(block.end - block.start for block in found.blocks) == len(found.text.replace("\n", ""))


def test_an_article_cut_at_its_links_stays_whole() -> None:
    pieces = [
        "The ferry that links",
        "Ostrand",
        "with the mainland will not run before Friday, the harbour master said.",
        *ARTICLE[1:3],
        "The",
        "island's only supermarket",
        "has food for about a week, the mayor said, and asked all not to hoard.",
        *ARTICLE[4:],
    ]
    found = read("\n".join(["Menu", "Search", TITLE, *pieces, "Share", "Privacy policy"]))
    assert kept(found) == [TITLE, *pieces]


@pytest.mark.parametrize(
    "subheading", ["A Rock Near the Lighthouse", "What happens now", "Why are there cracks?", "Background:"]
)
def test_a_subheading_between_paragraphs_stays(subheading: str) -> None:
    page = ["Menu", "Subscribe", TITLE, *ARTICLE[:3], subheading, *ARTICLE[3:], "Share", "Privacy policy"]
    assert subheading in kept(read("\n".join(page)))


def test_hardly_a_word_of_clean_texts_is_dropped_by_the_model(shared_data: Path) -> None:
    paths = sorted(shared_data.glob("polnear/train/text/*.txt"))[1::20]  # none was learned from
    total = lost = 0
    for path in paths:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        ruled = judge_by_rules(lines)
        verdicts, _ = judge(lines)
        total += sum(len(line.split()) for line in lines)
        lost += sum(
            len(line.split())
            for line, reason, verdict in zip(lines, ruled.reasons, verdicts, strict=True)
            if reason is None and verdict.reason is not None
        )
    assert len(paths) >= 40
    assert lost <= 0.0005 * total


def test_the_model_fits_the_rows_that_it_is_given() -> None:
    ruled = judge_by_rules([TITLE, *ARTICLE])
    rows = rows_of([TITLE, *ARTICLE], ruled.looks, ruled.reasons)
    assert rows.shape == (1 + len(ARTICLE), len(names()))
    assert len(set(names())) == len(names())
    assert rows.dtype == np.int64
    model = load()
    trees = model.trees
    assert trees.columns.shape == trees.bounds.shape
    assert trees.columns.min() >= 0
    assert trees.columns.max() < len(names())
    assert trees.values.shape == (len(trees.columns), 1 << trees.columns.shape[1])
    assert scores(model.trees, rows).dtype == np.int64


def test_a_long_page_is_scored_as_its_parts_are() -> None:
    random = np.random.default_rng(0)
    rows = random.integers(0, 1000, (4_500, len(names())))
    trees = load().trees
    parts = [scores(trees, rows[start : start + 900]) for start in range(0, 4_500, 900)]
    assert np.array_equal(scores(trees, rows), np.concatenate(parts))


LINES = st.lists(
    st.one_of(
        st.sampled_from([*ARTICLE, TITLE, *UNKNOWN_MENU, *UNKNOWN_END, "Share", "Leave a Reply", "0", "|"]),
        st.text(min_size=1, max_size=60).filter(str.strip),
    ),
    min_size=1,
    max_size=40,
)


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_rows_of_any_lines_are_whole_and_verdicts_repeat(lines: list[str]) -> None:
    ruled = judge_by_rules(lines)
    rows = rows_of(lines, ruled.looks, ruled.reasons)
    assert rows.shape == (len(lines), len(names()))
    assert (rows[:, [SHAPE.index(name) for name in ("lower", "capitals", "digits")]] <= 1000).all()
    verdicts, title = judge(lines)
    assert judge(lines) == (verdicts, title)
    assert all(verdict.reason for verdict, reason in zip(verdicts, ruled.reasons, strict=True) if reason)


@pytest.mark.parametrize(
    "line",
    [
        "x" * 3_000_000,
        "word " * 600_000,
        "a:" * 300_000 + ";",
        "{" * 200_000,
        "(" * 200_000,
        "\N{RIGHT-TO-LEFT OVERRIDE}" * 100_000,
        "\N{COMBINING ACUTE ACCENT}" * 100_000,
        "\0" * 100_000,
        "1." * 200_000,
        "photo: " * 100_000,
    ],
    ids=[
        "letters",
        "words",
        "colons",
        "braces",
        "brackets",
        "overrides",
        "accents",
        "nulls",
        "digits",
        "credits",
    ],
)
def test_an_endless_line_costs_no_more_than_its_beginning(line: str) -> None:
    began = time.process_time()
    found = read("\n".join(["Menu", "Share", TITLE, *ARTICLE, line]))
    assert time.process_time() - began < 3
    assert set(ARTICLE) <= set(kept(found))


def test_ten_times_the_lines_take_about_ten_times_as_long() -> None:
    def seconds(times: int) -> float:
        lines = [f"{line} {number}" for number in range(times) for line in (*UNKNOWN_MENU, *ARTICLE)]
        began = time.process_time()
        judge(lines)
        return time.process_time() - began

    seconds(10)
    short, long = min(seconds(40) for _ in range(3)), seconds(400)
    assert long < 25 * short


def test_direction_marks_and_nulls_inside_the_article_stay_where_they_are() -> None:
    odd = ARTICLE[2].replace("captain", "\N{RIGHT-TO-LEFT OVERRIDE}captain\N{POP DIRECTIONAL FORMATTING}\0")
    found = read("\n".join(["Menu", "Share", TITLE, *ARTICLE[:2], odd, *ARTICLE[3:]]))
    assert odd in kept(found)
