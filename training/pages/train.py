"""Fit the model of main text on real pages, and say how well it does on sites that it has not seen.

    python training/pages/train.py ../shared/data/pages [--write] [--quick]

Writes ``src/sayso/read/data/block_model.json`` with ``--write``. README.md beside
this file says what is learned, from what, and how well.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from network import as_json, fit
from pages import Page, read_pages

from sayso.read.blocks import NAMES
from sayso.read.maintext import CONTEXT, BlockModel, seen_again
from sayso.read.verdicts import reasons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

MODEL = Path(__file__).resolve().parents[2] / "src/sayso/read/data/block_model.json"
FOLDS = 10
INNER_FOLDS = 3
"""Parts of the pages that the first look is fitted without, so that the second sees honest chances."""

SEEDS = (0, 1, 2)
THRESHOLD = 0.45
"""Chosen by the figures of the folds, and below a half: a lost paragraph is worse than kept clutter."""


class Score(NamedTuple):
    """Strings found and missed of those wanted, found and left out of those unwanted."""

    found: int
    missed: int
    kept: int
    left: int

    def figures(self) -> str:
        """Return precision, recall and F1 of the strings."""
        precision = self.found / max(1, self.found + self.kept)
        recall = self.found / max(1, self.found + self.missed)
        middle = 2 * precision * recall / max(1e-9, precision + recall)
        return f"precision {precision:.4f}  recall {recall:.4f}  F1 {middle:.4f}"


def train(pages: Sequence[Page], seeds: Sequence[int] = SEEDS) -> BlockModel:
    """Return the model fitted on *pages*."""
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    first = fit(np.vstack([page.numbers.values for page in pages]), labels, weights, seeds)
    again = np.vstack(_seen_again(pages))
    return BlockModel(first, fit(again, labels, weights, seeds), THRESHOLD)


def _seen_again(pages: Sequence[Page]) -> list[Matrix]:
    """Return what the second look sees of each page, by first looks fitted without its site."""
    parts = folds(pages, INNER_FOLDS, seed=1)
    seen: list[Matrix] = [np.empty(0)] * len(pages)
    for part in range(INNER_FOLDS):
        others = [page for page, number in zip(pages, parts, strict=True) if number != part]
        look = fit(
            np.vstack([page.numbers.values for page in others]),
            np.concatenate([page.labels for page in others]),
            np.concatenate([page.weights for page in others]),
            SEEDS[:1],
        )
        for index, page in enumerate(pages):
            if parts[index] == part:
                seen[index] = seen_again(page.numbers, look.chances(page.numbers.values))
    return seen


def folds(pages: Sequence[Page], count: int, seed: int) -> list[int]:
    """Return the fold of each page; pages of one site are in one."""
    sites = sorted({page.case.site for page in pages})
    np.random.default_rng(seed).shuffle(sites)
    number = {site: index % count for index, site in enumerate(sites)}
    return [number[page.case.site] for page in pages]


def kept_text(page: Page, model: BlockModel) -> str:
    """Return the text of *page* that the reader keeps with *model*."""
    reasons = reasons_of(page.shown, page.title, model)
    return "\n".join(block.text for block, reason in zip(page.shown, reasons, strict=True) if reason is None)


def score(page: Page, text: str) -> Score:
    """Return how *text* of *page* fares, as trafilatura's own evaluation counts."""
    found = sum(string in text for string in page.case.wanted)
    kept = sum(string in text for string in page.case.unwanted)
    return Score(found, len(page.case.wanted) - found, kept, len(page.case.unwanted) - kept)


def total(scores: Sequence[Score]) -> Score:
    """Return the sum of *scores*."""
    return Score(*(sum(column) for column in zip(*scores, strict=True)))


def cross_validate(
    pages: Sequence[Page], seeds: Sequence[int] = SEEDS, thresholds: Sequence[float] = (THRESHOLD,)
) -> None:
    """Print how the reader does on each tenth of the sites with a model fitted on the others."""
    parts = folds(pages, FOLDS, seed=0)
    scores: dict[float, list[Score]] = {threshold: [] for threshold in thresholds}
    for part in range(FOLDS):
        model = train([page for page, number in zip(pages, parts, strict=True) if number != part], seeds)
        for page, number in zip(pages, parts, strict=True):
            if number == part:
                for threshold in thresholds:
                    scores[threshold].append(
                        score(page, kept_text(page, model._replace(threshold=threshold)))
                    )
    for threshold in thresholds:
        print(f"threshold {threshold:.2f}: {total(scores[threshold]).figures()}", flush=True)


def main() -> None:
    """Read the pages, cross-validate, and fit what ships."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="pages with their evaldata.json")
    parser.add_argument("--write", action="store_true", help="write the model that ships")
    parser.add_argument("--quick", action="store_true", help="do not cross-validate first")
    options = parser.parse_args()
    pages = list(read_pages(options.folder))
    print(f"{len(pages)} pages, {sum(len(page.shown) for page in pages)} blocks")
    if not options.quick:
        cross_validate(pages, thresholds=(0.3, 0.35, 0.4, 0.45, 0.5))
    if options.write:
        model = train(pages)
        data = {
            "features": [*NAMES, *CONTEXT],
            "threshold": model.threshold,
            "first": as_json(model.first),
            "second": as_json(model.second),
        }
        MODEL.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
        known = total([score(page, kept_text(page, model)) for page in pages])
        print(f"on the pages learned from: {known.figures()}")


if __name__ == "__main__":
    main()
