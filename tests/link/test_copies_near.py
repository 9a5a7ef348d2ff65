"""Copies against what a slow, complete search finds: on edits of any kind, and on real near-duplicates."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from linked_pages import page

from sayso.link.copies import LEAST_WORDS, find_copies
from sayso.link.copies_words import GRAM, WINDOW, Fingerprinted, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.model import Document

HALF = 0.5


def shared_words(a: Fingerprinted, b: Fingerprinted) -> tuple[int, float]:
    """Return how many words of two pages of one paragraph stand in shared 5-grams, and the containment."""
    common = set(a.grams.values()) & set(b.grams.values())
    covered = [
        len({word for at, gram in one.grams.items() if gram in common for word in range(at, at + GRAM)})
        for one in (a, b)
    ]
    return min(covered), min(covered) / max(1, min(len(a.words), len(b.words)))


EDITS = st.lists(st.tuples(st.integers(0, 79), st.sampled_from(["drop", "change", "add"])), max_size=12)


@settings(max_examples=300)
@given(st.integers(30, 80), EDITS, st.integers(0, 79), st.booleans())
def test_an_edited_passage_is_found_wherever_a_run_of_eight_words_is_left(
    length: int,
    edits: list[tuple[int, str]],
    cut: int,
    turned: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    words = [f"word{n}" for n in range(length)]
    copy = list(words)
    for at, kind in edits:
        place = at % len(copy)
        copy[place : place + 1] = {"drop": [], "change": [f"new{at}"], "add": [copy[place], f"more{at}"]}[
            kind
        ]
    copy = copy[cut:] + copy[:cut] if turned else copy
    one, two = page(" ".join(words), "Alder Post"), page(" ".join(copy), "Birch News")
    count, containment = shared_words(fingerprint(one), fingerprint(two))
    run = GRAM + WINDOW - 1
    runs = {tuple(words[at : at + run]) for at in range(len(words) - run + 1)}
    assume(count >= LEAST_WORDS and containment >= HALF)
    assume(any(tuple(copy[at : at + run]) in runs for at in range(len(copy) - run + 1)))
    assert len(find_copies([one, two])) == 1


def near_duplicates(pages: list[Document]) -> set[tuple[str, str]]:
    """Return the pairs of pages with a containment of a half, by comparing all that share any 5-gram."""
    prints = [fingerprint(each) for each in pages]
    holders: dict[int, set[int]] = defaultdict(set)
    for number, each in enumerate(prints):
        for gram in each.grams.values():
            holders[gram].add(number)
    pairs = {pair for found in holders.values() for pair in combinations(sorted(found), 2)}
    near = set()
    for i, j in pairs:
        count, containment = shared_words(prints[i], prints[j])
        if count >= LEAST_WORDS and containment >= HALF:
            near.add((pages[i].id, pages[j].id))
    return near


@pytest.fixture(scope="module")
def news(shared_data: Path) -> tuple[list[Document], dict[str, str]]:
    """Return the articles of ECB+ and the story of each."""
    lines = (shared_data / "ecbplus" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    pages = [page(row["text"], row["doc"]) for row in rows]
    return pages, {each.id: row["story"] for each, row in zip(pages, rows, strict=True)}


def test_real_near_duplicates_are_found_and_never_between_two_events(
    news: tuple[list[Document], dict[str, str]],
) -> None:
    pages, story_of = news
    near = near_duplicates(pages)
    found = {(copy.a, copy.b) for copy in find_copies(pages)}
    assert len(near) > 100
    assert len(near & found) >= 0.99 * len(near)
    assert [(a, b) for a, b in found if story_of[a] != story_of[b]] == []
