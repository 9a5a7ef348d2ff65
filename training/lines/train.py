"""Learn which lines of scraped pages are the article, and say how well on sites left out.

    python training/lines/train.py ../shared/data/pages ../shared/data/polnear [--write]

Writes ``src/sayso/read/line_model.json`` with ``--write``. README.md beside this file says what is
learned, on what, and how well it does.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from boost import Settings, Tree, fit, predict
from dataset import UNKNOWN, Sample, clean_sample, clean_texts, samples_of
from labels import read_pages
from measure import tallies

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from labels import Page
    from numpy import float64
    from numpy.typing import NDArray

MODEL = Path(__file__).resolve().parents[2] / "src/sayso/read/line_model.json"
SETTINGS = Settings(trees=200, depth=6, rate=0.12, penalty=20.0, rows=0.25, columns=0.35)
FOLDS = 5
MUCH = 150
"""Lines of a page from which its lines weigh less, so that long pages do not outvote the others."""

PROSE, OTHER, CLEAN = -1.0, -0.6, -2.0
"""Log odds below which lines are dropped: prose, other lines, any line of a page without signs of clutter."""


def kept(sample: Sample, odds: NDArray[float64]) -> NDArray[np.bool_]:
    """Return which lines of *sample* are kept: those that neither the rules nor the model drop."""
    bounds = np.where(sample.prose, PROSE, OTHER) if sample.cluttered else np.full(len(odds), CLEAN)
    mine = sample.ruled & (odds >= bounds)
    if sample.title is not None:
        mine[sample.title] = True
    return np.asarray(mine)


def learn(samples: Sequence[Sample]) -> list[Tree]:
    """Return trees learned from the lines of *samples* whose label is known."""
    labels = np.concatenate([sample.labels for sample in samples])
    weights = np.concatenate([np.full(len(one.labels), min(1.0, MUCH / len(one.labels))) for one in samples])
    known = labels != UNKNOWN
    rows = np.vstack([sample.rows for sample in samples])
    return fit(rows[known], labels[known].astype(float), weights[known], SETTINGS)


def cross_validate(
    samples: Sequence[Sample], clean: Sequence[Sample]
) -> tuple[list[NDArray[float64]], float]:
    """Return each line's log odds by trees that saw no page of its site, and clean texts' lost words."""
    sites = sorted({_site(sample) for sample in samples})
    odds: list[NDArray[float64]] = [np.zeros(0)] * len(samples)
    lost = []
    for fold in range(FOLDS):
        held = {site for number, site in enumerate(sites) if number % FOLDS == fold}
        trees = learn([*(one for one in samples if _site(one) not in held), *clean[::2]])
        for number, sample in enumerate(samples):
            if _site(sample) in held:
                odds[number] = predict(trees, sample.rows)
        lost.append(_lost(clean[1::2], trees))
        print(f"part {fold + 1} of {FOLDS} done", flush=True)
    return odds, float(np.mean(lost))


def _site(sample: Sample) -> str:
    """Return the registered name of the sample's host, nearly: its last label but one."""
    return sample.host.split(".")[-2] if "." in sample.host else sample.host


def _lost(clean: Sequence[Sample], trees: list[Tree]) -> float:
    """Return the share of words that the model, not the rules, drops of clean texts."""
    total = lost = 0
    for sample in clean:
        words = np.array([len(line.split()) for line in sample.lines])
        dropped = sample.ruled & ~kept(sample, predict(trees, sample.rows))
        total += int(words.sum())
        lost += int(words[dropped].sum())
    return lost / total


def show(
    samples: Sequence[Sample],
    odds: Sequence[NDArray[float64]],
    pages: dict[str, Page],
    key: Callable[[Sample], str],
) -> None:
    """Print precision, recall and F1 by *key*, by rules alone and with the model."""
    by_rules = tallies(samples, [sample.ruled for sample in samples], pages, key)
    by_model = tallies(samples, [kept(*pair) for pair in zip(samples, odds, strict=True)], pages, key)
    print("| | | lines P R F1 | characters P R F1 | strings P R F1 |")
    print("| --- | --- | --- | --- | --- |")
    for name in [*(name for name in by_model if name != "all"), "all"]:
        for how, found in (("rules", by_rules), ("model", by_model)):
            scores = found[name].scores().values()
            cells = (" ".join(f"{value:.3f}".lstrip("0") for value in score) for score in scores)
            print(f"| {name} | {how} | " + " | ".join(cells) + " |")


def write(trees: list[Tree]) -> None:
    """Write the model as whole numbers: values and bounds of log odds in thousandths."""
    rows = [[tree.columns, tree.bounds, [round(1000 * value) for value in tree.values]] for tree in trees]
    bounds = {"prose": PROSE, "other": OTHER, "clean": CLEAN}
    head = ",\n".join(f' "{name}": {round(1000 * value)}' for name, value in bounds.items())
    body = ",\n".join("  " + json.dumps(row, separators=(",", ":")) for row in rows)
    MODEL.write_text(f'{{\n{head},\n "trees": [\n{body}\n ]\n}}\n', "utf-8")


def main() -> None:
    """Read the pages, write the model if asked, and print the figures of cross-validation."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("polnear", type=Path)
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    pages = read_pages(given.pages)
    texts = given.polnear / "train/text"
    articles = clean_texts(texts, 2, 4)
    samples = [one for number, page in enumerate(pages) for one in samples_of(page, number, articles)]
    clean = [clean_sample(lines) for lines in clean_texts(texts, 0, 4)]
    clean += [clean_sample(one.lines[:3]) for one in clean[::3]]
    total = sum(len(one.lines) for one in samples)
    print(f"{len(pages)} pages, {len(samples)} renderings, {total:,} lines", flush=True)
    if given.write:
        write(learn([*samples, *clean]))
    odds, lost = cross_validate(samples, clean)
    named = {page.name: page for page in pages}
    print(f"words of clean texts that the model drops: {lost:.5f}")
    show(samples, odds, named, lambda sample: sample.way)
    english = [number for number, sample in enumerate(samples) if sample.language == "en"]
    print("\npages in English")
    show([samples[one] for one in english], [odds[one] for one in english], named, lambda one: one.way)


if __name__ == "__main__":
    main()
