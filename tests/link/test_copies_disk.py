"""Copies among many documents, on disk: the same passages, in the same order."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_pages import page

from sayso.link.copies import find_copies
from sayso.link.copies_disk import stream_copies

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.model import Document


def _press(seed: int, count: int = 10) -> list[Document]:
    """Return pages of made-up words, some with a paragraph of another, in whole or with words changed."""
    rng = random.Random(seed)  # noqa: S311 - pages, not secrets
    pool = [" ".join(f"w{rng.randrange(5000)}" for _ in range(rng.randint(16, 60))) for _ in range(6)]
    pages = []
    for number in range(count):
        lifted = [word if rng.random() > 0.04 else f"new{number}" for word in rng.choice(pool).split()]
        own = " ".join(f"own{number}x{k}" for k in range(40))
        parts = rng.sample([own, " ".join(lifted), "A “quoted remark of six plain words” there"], 3)
        pages.append(page("\n".join(parts), f"Outlet {number}"))
    return pages


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_the_same_passages_are_found_as_in_memory(seed: int) -> None:
    pages = _press(seed)
    assert list(stream_copies(iter(pages), memory=128)) == find_copies(pages)


def test_a_phrase_of_the_trade_does_not_make_every_two_pages_a_pair() -> None:
    phrase = "in a statement released late on Monday"
    pages = [page(f"{phrase} " + " ".join(f"own{n}x{k}" for k in range(30)), f"P{n}") for n in range(12)]
    assert list(stream_copies(pages)) == find_copies(pages) == []


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    assert list(stream_copies(_press(1), folder=str(tmp_path)))
    assert list(tmp_path.iterdir()) == []


def test_no_documents_share_nothing() -> None:
    assert list(stream_copies([])) == []
    assert list(stream_copies([page("One page alone, with nothing to be compared to.")])) == []


def test_too_little_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="64 MiB are too few"):
        next(stream_copies([], memory=64))
