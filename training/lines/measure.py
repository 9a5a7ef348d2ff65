"""How well kept lines fit the labels: lines, characters and gold strings, each page counting alike."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dataset import Sample
    from labels import Page
    from numpy.typing import NDArray

FEWEST_LINES, FEWEST_CHARACTERS = 5, 500
"""Article of a page below which it counts for less: one wrong line of two is not half a page."""

WORST = 2.0
"""Furniture kept, in articles' lengths, beyond which a page counts no more."""


class Score(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


class Tally:
    """Sums of what is right, what is kept wrongly and what is lost."""

    def __init__(self) -> None:
        self.sums = {name: np.zeros(3) for name in ("lines", "characters", "strings")}

    def scores(self) -> dict[str, Score]:
        """Return the scores of each kind."""
        return {name: _score(*map(float, sums)) for name, sums in self.sums.items()}


def tallies(
    samples: Sequence[Sample],
    kept: Sequence[NDArray[np.bool_]],
    pages: Mapping[str, Page],
    key: Callable[[Sample], str],
) -> dict[str, Tally]:
    """Return a tally for each key of a sample, and one of all ("all")."""
    found: dict[str, Tally] = defaultdict(Tally)
    for sample, mine in zip(samples, kept, strict=True):
        page = pages[sample.page]
        for tally in (found[key(sample)], found["all"]):
            if page.taught:
                _count_lines(tally, sample, mine)
            if not sample.way.startswith("transplant"):
                _count_strings(tally, sample, mine, page)
    return found


def _count_lines(tally: Tally, sample: Sample, kept: NDArray[np.bool_]) -> None:
    sizes = np.array([len(line) for line in sample.lines])
    article, furniture = sample.labels == 1, sample.labels == 0
    for name, weights, fewest in (
        ("lines", np.ones(len(sizes)), FEWEST_LINES),
        ("characters", sizes, FEWEST_CHARACTERS),
    ):
        whole = max(fewest, weights[article].sum())
        tally.sums[name] += (
            weights[kept & article].sum() / whole,
            min(WORST, weights[kept & furniture].sum() / whole),
            weights[~kept & article].sum() / whole,
        )


def _count_strings(tally: Tally, sample: Sample, kept: NDArray[np.bool_], page: Page) -> None:
    whole = _plain(" ".join(sample.lines))
    mine = _plain(" ".join(line for line, is_kept in zip(sample.lines, kept, strict=True) if is_kept))
    for string in map(_plain, page.wanted):
        if string and string in whole:
            tally.sums["strings"][0 if string in mine else 2] += 1
    for string in map(_plain, page.unwanted):
        if string and string in whole and string in mine:
            tally.sums["strings"][1] += 1


def _score(right: float, wrong: float, lost: float) -> Score:
    precision = right / max(1e-9, right + wrong)
    recall = right / max(1e-9, right + lost)
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
