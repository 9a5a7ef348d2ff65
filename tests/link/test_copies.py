"""Copied passages are found through edits; set phrases, facts and quotations are no copies."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_pages import page

from sayso.link.copies import LEAST_WORDS, find_copies
from sayso.link.copies_words import GRAM, WINDOW, winnow

if TYPE_CHECKING:
    from pathlib import Path

WIRE = (
    "The ministry said the bridge would stay closed until engineers had examined the northern pillars, "
    "which were struck by a barge during the storm, and that ferries would carry passengers meanwhile."
)
EDITED = (
    "Ferries will run instead, the paper has learned. The ministry said the bridge would stay closed until "
    "engineers had inspected the northern pillars, which were struck by a barge during the storm on Sunday."
)
OTHER = (
    "Fishermen complained that the harbour had been dredged too late in the year and that the price of "
    "diesel had doubled since spring, while the council promised to look into both before the winter session."
)


def test_an_edited_paragraph_inside_other_text_is_found_and_both_places_are_shown() -> None:
    one, two = (
        page(f"{OTHER}\n{WIRE}", "Alder Post"),
        page(f"{EDITED}\nNothing else happened here.", "Birch News"),
    )
    (copy,) = find_copies([one, two])
    assert one.text[slice(*copy.a_span)].startswith("The ministry said the bridge")
    assert two.text[slice(*copy.b_span)].endswith("a barge during the storm")
    assert copy.words >= 20
    assert 0.4 <= copy.containment < 1
    assert copy.whole < copy.containment, "the pages share one paragraph only"


def test_pages_that_are_one_text_contain_each_other_wholly() -> None:
    text = f"{WIRE}\n{OTHER}"
    copies = find_copies([page(text, "Alder Post"), page(text, "Birch News")])
    assert len(copies) == 2
    assert {copy.whole for copy in copies} == {1.0}
    assert {copy.containment for copy in copies} == {1.0}


def test_the_order_of_sentences_does_not_matter() -> None:
    there = f"{OTHER} {WIRE}"
    (copy,) = find_copies([page(f"{WIRE} {OTHER}", "Alder Post"), page(there, "Birch News")])
    assert copy.containment > 0.9


def test_one_speech_quoted_twice_is_no_copy() -> None:
    speech = f"“{WIRE}”"
    one = page(f"The minister spoke on Monday. {speech} he said.", "Alder Post")
    two = page(f"At a news conference she heard him say: {speech}", "Birch News")
    assert find_copies([one, two]) == []


def test_scare_quotes_do_not_hide_a_copy() -> None:
    text = WIRE.replace("engineers", "“engineers”")
    assert len(find_copies([page(text, "Alder Post"), page(WIRE, "Birch News")])) == 1


def test_a_row_of_names_and_titles_is_no_copy() -> None:
    row = (
        "Chairman Bob Alder of Birch Hill, Chairman Tom Cedar of Elm Town and Chairman Ann Fir of Oak Bay met"
    )
    assert find_copies([page(f"{row} today.", "Alder Post"), page(f"{row} last week.", "Birch News")]) == []


def test_furniture_and_headlines_are_no_copies() -> None:
    dropped = replace(page(WIRE), blocks=tuple(replace(b, kept=False) for b in page(WIRE).blocks))
    assert find_copies([dropped, page(WIRE, "Birch News")]) == []
    assert find_copies([page(WIRE, role="caption"), page(WIRE, "Birch News")]) == []


def test_a_passage_in_a_page_without_paragraphs_is_found() -> None:
    rest = " ".join(f"word{i} other{i} thing{i}" for i in range(200))
    long = page(f"{rest[:2000]} {WIRE} {rest[2000:]}", "Alder Post")
    far = page(f"{WIRE} {' '.join(f'quite{i} different{i}' for i in range(300))}", "Birch News")
    (copy,) = find_copies([long, far])
    assert long.text[slice(*copy.a_span)] == WIRE.rstrip(".")


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=30), st.lists(st.integers(0, 9), max_size=30), st.data())
def test_a_shared_run_leaves_a_shared_fingerprint(a: list[int], b: list[int], data: st.DataObject) -> None:
    run = data.draw(st.lists(st.integers(0, 9), min_size=WINDOW, max_size=12))
    assert winnow(a + run + b) & winnow(b + run + a)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _containment(a: str, b: str) -> float:
    """Return the share of the shorter text's words in shared 5-grams, counted the slow way."""
    left, right = _words(a), _words(b)

    def covered(words: list[str], others: list[str]) -> int:
        grams = {tuple(others[i : i + GRAM]) for i in range(len(others) - GRAM + 1)}
        hit = {
            k for i in range(len(words)) if tuple(words[i : i + GRAM]) in grams for k in range(i, i + GRAM)
        }
        return len(hit)

    return min(covered(left, right), covered(right, left)) / max(1, min(len(left), len(right)))


def _edited(text: str, share: float, rng: random.Random) -> str:
    """Replace, drop and insert words, and change the order of two halves now and then."""
    words = text.split()
    for _ in range(int(share * len(words))):
        at = rng.randrange(len(words))
        words[at : at + 1] = rng.choice([[], [f"changed{at}"], [words[at], f"added{at}"]])
        if len(words) < 2:
            return text
    cut = rng.randrange(len(words)) if rng.random() < 0.3 else 0
    return " ".join(words[cut:] + words[:cut])


def _articles(shared_data: Path) -> list[dict[str, str]]:
    lines = (shared_data / "ecbplus" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _paragraphs(shared_data: Path) -> list[tuple[str, str]]:
    """Return (story, text) of ECB+ articles that hold no quotation and 30 words at least."""
    rows = _articles(shared_data)
    plain = [(row["story"], " ".join(row["text"].split())) for row in rows]
    return [
        (story, text)
        for story, text in plain
        if not re.search("[\"“”«»`'‘’]", text) and len(text.split()) > 29
    ]


def test_edited_copies_of_real_paragraphs_are_found(shared_data: Path) -> None:
    """At least 99 of 100 passages with a containment of a half and more."""
    rng = random.Random(20220303)  # noqa: S311 - edits, not secrets
    paragraphs = [text for _, text in _paragraphs(shared_data)]
    wanted = found = 0
    for number in range(600):
        text, filler, other = (rng.choice(paragraphs) for _ in range(3))
        copy = _edited(text, rng.uniform(0, 0.25), rng)
        shared = _containment(text, copy)
        if (
            shared < 0.5
            or shared * min(len(_words(text)), len(_words(copy))) < LEAST_WORDS
            or text in (filler, other)
        ):
            continue
        wanted += 1
        one, two = page(f"{filler}\n{text}", f"A{number}"), page(f"{copy}\n{other}", f"B{number}")
        found += any(c.a_span[0] > len(filler) and c.b_span[1] <= len(copy) for c in find_copies([one, two]))
    assert wanted > 200
    assert found / wanted >= 0.99


def test_texts_about_different_events_share_no_copies(shared_data: Path) -> None:
    """ECB+ stories come in look-alike pairs: two earthquakes, two arrests, and not one copy between them."""
    story_of = {}
    pages = []
    for row in _articles(shared_data):
        document = page(row["text"], row["doc"])
        story_of[document.id] = row["story"]
        pages.append(document)
    across = [copy for copy in find_copies(pages) if story_of[copy.a] != story_of[copy.b]]
    assert across == []


@pytest.mark.parametrize("story", range(5))
def test_independent_reports_of_one_event_share_no_copies(shared_data: Path, story: int) -> None:
    folder = shared_data / "stories" / str(story)
    pages = [page(path.read_text(encoding="utf-8"), path.name) for path in sorted(folder.glob("*.txt"))]
    assert find_copies(pages) == []
