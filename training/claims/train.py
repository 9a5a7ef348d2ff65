"""Train the pair model of claims, and measure it on stories it has not seen.

    python training/claims/train.py ../shared/data/stories [--write]

For each story, a model and its thresholds are fitted on the others and scored on it
(leave one story out); those are the figures of docs/model-claims.md. With
``--write``, a model fitted on all stories goes to ``src/sayso/link/data/``.
Nothing is random: the same stories give the same file.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from gold import GoldStory, Labelled, Tally, label, read_stories
from logistic import fit

from sayso.link.claims import align
from sayso.link.grouping import Thresholds, group
from sayso.link.pairs import PairModel, load_model, probabilities
from sayso.model import Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

TARGET = Path(__file__).resolve().parents[2] / "src/sayso/link/data/pair_model.json"
PENALTY = 100.0
START = Thresholds(join=0.3, floor=0.01, again=0.3, merge=0.25)
JOINS, FLOORS, AGAINS, MERGES = (0.3, 0.35, 0.4), (0.01, 0.03), (0.3, 0.35, 0.4), (0.25,)
DECIMALS = 6

Row = TypeVar("Row")


def train(examples: Sequence[Labelled], thresholds: Thresholds) -> str:
    """Return the JSON of a model fitted on the pairs of which gold knows a statement."""
    values = np.vstack([one.pairs.values[one.touched] for one in examples])
    same = np.concatenate([one.same[one.touched] for one in examples])
    fitted = fit(values, same, PENALTY)
    columns = zip(fitted.mean, fitted.scale, fitted.weight, strict=True)
    names = examples[0].pairs.names
    model = {
        "about": "Pair model of claims, by training/claims/train.py; see docs/model-claims.md.",
        "thresholds": {name: getattr(thresholds, name) for name in ("join", "floor", "again", "merge")},
        "intercept": round(fitted.intercept, DECIMALS),
        "features": {
            name: [round(float(x), DECIMALS) for x in column]
            for name, column in zip(names, columns, strict=True)
        },
    }
    lines = json.dumps(model, indent=1, ensure_ascii=False)
    return lines + "\n"


def choose(stories: Sequence[GoldStory], examples: Sequence[Labelled]) -> Thresholds:
    """Return the thresholds with the best sum of pair F1 and cluster F1.

    Each story's probabilities come from a model fitted on the others: those of a
    model that has seen the story are too sure, and would set the thresholds too high.
    """
    chances = [
        probabilities(one.field, load_model(train(without(examples, k), START)))
        for k, one in enumerate(examples)
    ]
    best, choice = -1.0, START
    for join, floor, again, merge in itertools.product(JOINS, FLOORS, AGAINS, MERGES):
        if again < join:  # to join a further claim must not be easier than to join the first
            continue
        thresholds = Thresholds(join, floor, again, merge)
        tally = Tally()
        for story, one, chance in zip(stories, examples, chances, strict=True):
            ids = [slots.statement.id for slots in one.field.slots]
            groups = group(chance, one.field.allowed, thresholds)
            tally.add(story, [[ids[k] for k in members] for members in groups])
        score = tally.pair_figures()[2] + tally.cluster_figures()[2]
        if score > best:
            best, choice = score, thresholds
    return choice


def without(rows: Sequence[Row], k: int) -> list[Row]:
    """Return all rows but the one at *k*."""
    return [row for at, row in enumerate(rows) if at != k]


def leave_one_out(
    stories: Sequence[GoldStory], examples: Sequence[Labelled]
) -> Iterable[tuple[GoldStory, Labelled, PairModel]]:
    """Yield each story with a model that was fitted, thresholds too, on all others."""
    for k, (story, example) in enumerate(zip(stories, examples, strict=True)):
        others = without(examples, k)
        thresholds = choose(without(stories, k), others)
        yield story, example, load_model(train(others, thresholds))


def report(stories: Sequence[GoldStory], examples: Sequence[Labelled]) -> None:
    """Print the figures of every story, left out, and of all together."""
    total = Tally()
    chances: list[NDArray[np.float64]] = []
    for story, example, model in leave_one_out(stories, examples):
        chances.append(model.probability(example.pairs)[example.touched])
        documents = tuple(x.document.id for x in story.extractions)
        claims = align(story.extractions, Story(story.name, documents), model).claims
        alone = Tally()
        for tally in (alone, total):
            tally.add(story, [claim.statements for claim in claims])
        print(f"story {story.name}: {len(claims)} claims, {model.thresholds}")
        show(alone)
    print("all stories, each left out:")
    show(total)
    calibration(np.concatenate(chances), np.concatenate([one.same[one.touched] for one in examples]))


def show(tally: Tally) -> None:
    """Print one tally."""
    for name, row in (("pairs", tally.pair_figures()), ("by cluster", tally.cluster_figures())):
        precision, recall, f1 = row
        print(f"  {name:10s} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def calibration(chance: NDArray[np.float64], same: NDArray[np.bool_]) -> None:
    """Print how often pairs of a given probability are the same fact, and the average precision."""
    order = np.argsort(-chance, kind="stable")
    hits = np.cumsum(same[order]) / np.arange(1, len(same) + 1)
    print(
        f"  pair model: average precision {hits[same[order]].mean():.3f}, {same.sum()} of {len(same)} pairs"
    )
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            share = f"{same[inside].mean():.2f} are one fact"
            print(f"  said {low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} pairs, {share}")


def main() -> None:
    """Read the stories, report, and write the model if asked to."""
    stories = list(read_stories(Path(sys.argv[1])))
    examples = [label(story) for story in stories]
    report(stories, examples)
    if "--write" in sys.argv:
        thresholds = choose(stories, examples)
        TARGET.write_text(train(examples, thresholds), encoding="utf-8")
        print(f"{thresholds} -> {TARGET}")


if __name__ == "__main__":
    main()
