"""Train the pair model of claims, and measure it on stories it has not seen.

    python training/claims/train.py ../shared/data [--write]

The stories of five outlets each (``stories``) and those annotated here over ECB+. For each
of the former, a model and its thresholds are fitted on all other stories and scored on it
(leave one story out). With ``--write`` nothing is measured, and a model fitted on all
stories goes to ``src/sayso/link/data/``. Nothing is random: the same
stories give the same file.
"""

from __future__ import annotations

import itertools
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from gold import (
    GoldStory,
    Labelled,
    Tally,
    label,
    parts,
    read_own_stories,
    read_stories,
    read_strangers,
    with_strangers,
)
from logistic import fit

from sayso.link.claims import align_pairs
from sayso.link.features_support import support
from sayso.link.grouping import Thresholds
from sayso.link.pairs import PLACES, Logistic, PairModel, judge, load_model
from sayso.model import Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

TARGET = Path(__file__).resolve().parents[2] / "src/sayso/link/data/pair_model.json"
PENALTY = 100.0
START = Thresholds(join=0.3, floor=0.01, again=0.3, merge=0.25)
JOINS, FLOORS = (0.3, 0.35, 0.4), (0.03,)  # of pairs below 0.3 four in five are wrong
AGAINS, MERGES = (0.45,), (0.25,)
FOLDS = 5
"""Parts into which stories are cut where a model must not have seen what it is asked about."""

DECIMALS = 6

Row = TypeVar("Row")


@dataclass(frozen=True)
class Example:
    """A story to learn from: its own pairs first, then those of the smaller stories within it."""

    whole: Labelled
    parts: tuple[Labelled, ...]

    @property
    def all(self) -> tuple[Labelled, ...]:
        """Return all pairs."""
        return (self.whole, *self.parts)


def read_examples(stories: Sequence[GoldStory], outlets: int, corpus: Path) -> Iterator[Example]:
    """Yield what there is to learn from each story.

    The first *outlets* stories have another of them for their strangers, those over ECB+ the
    other event of their pair.
    """
    for k, story in enumerate(stories):
        other = stories[(k + 2) % outlets].extractions if k < outlets else read_strangers(story.name, corpus)
        within = [*parts(story), *with_strangers(story, other)]
        yield Example(label(story), tuple(map(label, within)))


def train(stories: Sequence[Example], thresholds: Thresholds) -> str:
    """Return the JSON of a model fitted on the pairs of which gold knows a statement.

    The second look is fitted to what first looks make of stories that they have not
    seen: those of a model that has seen a story are too sure.
    """
    models = [fit_first([one for story in fold(stories, k) for one in story.all]) for k in range(FOLDS)]
    examples = [one for story in stories for one in story.all]
    asked = [(models[k % FOLDS], one) for k, story in enumerate(stories) for one in story.all]
    chances = [model.probability(*table(one)) for model, one in asked]
    looked = [
        np.column_stack([one.pairs.values, *columns.values()])
        for one, columns in zip(examples, map(company, examples, chances), strict=True)
    ]
    names = (*examples[0].pairs.names, *company(examples[0], chances[0]))
    model = {
        "about": "Pair model of claims, by training/claims/train.py; see docs/model-claims.md.",
        "thresholds": {name: getattr(thresholds, name) for name in ("join", "floor", "again", "merge")},
        "first": written(fit_first(examples)),
        "second": written(fit_rows(names, looked, examples)),
    }
    return json.dumps(model, indent=1, ensure_ascii=False) + "\n"


def table(example: Labelled) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """Return the names and values of the features of a story's candidate pairs."""
    return example.pairs.names, example.pairs.values


def company(example: Labelled, chance: NDArray[np.float64]) -> dict[str, NDArray[np.float32]]:
    """Return the columns of the second look."""
    return support(example.field, chance.round(PLACES), example.pairs.first, example.pairs.second)


def fit_first(examples: Sequence[Labelled]) -> Logistic:
    """Return the first look, fitted on the pairs of which gold knows a statement."""
    return fit_rows(examples[0].pairs.names, [one.pairs.values for one in examples], examples)


def fit_rows(
    names: tuple[str, ...], rows: Sequence[NDArray[np.float32]], examples: Sequence[Labelled]
) -> Logistic:
    """Return a logistic regression over *rows*, a matrix a story."""
    values = np.vstack([matrix[one.touched] for matrix, one in zip(rows, examples, strict=True)])
    fitted = fit(values, np.concatenate([one.same[one.touched] for one in examples]), PENALTY)
    return Logistic(names, fitted.mean, fitted.scale, fitted.weight, fitted.intercept)


def written(model: Logistic) -> dict[str, object]:
    """Return a logistic regression as it stands in the file."""
    columns = zip(model.mean, model.scale, model.weight, strict=True)
    rows = zip(model.names, columns, strict=True)
    return {
        "intercept": round(model.intercept, DECIMALS),
        "features": {name: [round(float(x), DECIMALS) for x in column] for name, column in rows},
    }


def choose(stories: Sequence[GoldStory], examples: Sequence[Example]) -> Thresholds:
    """Return the thresholds with the best sum of pair F1 and cluster F1.

    Each story's probabilities come from a model fitted on the others: those of a
    model that has seen the story are too sure, and would set the thresholds too high.
    """
    models = [load_model(train(fold(examples, k), START)) for k in range(FOLDS)]
    looked = [judge(one.whole.field, one.whole.pairs, models[k % FOLDS]) for k, one in enumerate(examples)]
    best, choice = -1.0, START
    for join, floor, again, merge in itertools.product(JOINS, FLOORS, AGAINS, MERGES):
        if again < join:  # to join a further claim must not be easier than to join the first
            continue
        thresholds = Thresholds(join, floor, again, merge)
        tally = Tally()
        for story, one in zip(stories, looked, strict=True):
            aligned = align_pairs(one, story.extractions, Story(story.name, ()), thresholds)
            tally.add(story, [claim.statements for claim in aligned.claims])
        score = tally.pair_figures()[2] + tally.cluster_figures()[2]
        if score > best:
            best, choice = score, thresholds
    return choice


def without(rows: Sequence[Row], k: int) -> list[Row]:
    """Return all rows but the one at *k*."""
    return [row for at, row in enumerate(rows) if at != k]


def fold(rows: Sequence[Row], k: int) -> list[Row]:
    """Return all rows but those of part *k*."""
    return [row for at, row in enumerate(rows) if at % FOLDS != k % FOLDS]


def leave_one_out(
    stories: Sequence[GoldStory], examples: Sequence[Example], tested: int
) -> Iterator[tuple[GoldStory, Labelled, PairModel]]:
    """Yield each of the first *tested* stories with a model fitted, thresholds too, on all others."""
    for k in range(tested):
        others = without(examples, k)
        thresholds = choose(without(stories, k), others)
        yield stories[k], examples[k].whole, load_model(train(others, thresholds))


def report(stories: Sequence[GoldStory], examples: Sequence[Example], tested: int) -> None:
    """Print the figures of each of the first *tested* stories, left out, and of all together."""
    total = Tally()
    chances: list[NDArray[np.float64]] = []
    for story, example, model in leave_one_out(stories, examples, tested):
        looked = judge(example.field, example.pairs, model)
        pairs = (looked.pairs.first[example.touched], looked.pairs.second[example.touched])
        chances.append(looked.probability[pairs])
        documents = tuple(x.document.id for x in story.extractions)
        aligned = align_pairs(looked, story.extractions, Story(story.name, documents), model.thresholds)
        claims = aligned.claims
        alone = Tally()
        for tally in (alone, total):
            tally.add(story, [claim.statements for claim in claims])
        print(f"story {story.name}: {len(claims)} claims, {model.thresholds}")
        show(alone)
    print("all stories, each left out:")
    show(total)
    wholes = [story.whole for story in examples[:tested]]
    calibration(np.concatenate(chances), np.concatenate([one.same[one.touched] for one in wholes]))


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
    data = Path(sys.argv[1])
    stories = list(read_stories(data / "stories"))
    tested = len(stories)
    stories += read_own_stories(data / "ecbplus")
    examples = list(read_examples(stories, tested, data / "ecbplus"))
    if "--write" not in sys.argv:
        report(stories, examples, tested)
    else:
        thresholds = choose(stories, examples)
        TARGET.write_text(train(examples, thresholds), encoding="utf-8")
        print(f"{thresholds} -> {TARGET}")


if __name__ == "__main__":
    main()
