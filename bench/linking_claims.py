"""Claims on stories 0-4, by a pair model that has never seen them, beside baselines and people.

The model is fitted, thresholds too, on the stories over ECB+ alone. Baselines take the
tf-idf cosine of statements or the cosine of their vectors, by average linkage or each pair for itself, at
the threshold that is best on the very stories it is scored on, which flatters them.
"""

from __future__ import annotations

import functools
import itertools
import json
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
from linking_scores import (
    DATA,
    ROOT,
    as_ledger,
    as_reading,
    cluster_row,
    disagreement_row,
    judged,
    pair_row,
    shown,
)

sys.path.insert(0, str(ROOT / "training" / "claims"))

from gold import GoldStory, Labelled, Tally, label, read_own_stories, read_stories
from train import Example, choose, read_examples, train

from sayso.link.claims import Alignment, align_pairs
from sayso.link.grouping import Thresholds, group
from sayso.link.pairs import PairModel, judge, load_model, pair_model
from sayso.model import Claim, Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

UNSEEN = ROOT / "bench" / "pair_model_unseen.json"
"""The model fitted on the stories over ECB+ alone, kept for the gate: fitting it takes a minute."""

RECALLS = (0.3, 0.4, 0.5)
OFF = 2.0
"""A threshold that nothing reaches: baselines give a plain partition."""

LEXICAL = np.arange(0.10, 0.61, 0.05)
VECTORS = np.arange(0.40, 0.92, 0.03)


class Material:
    """The stories and the labels of their pairs, each read once, when first asked for."""

    @functools.cached_property
    def tested(self) -> list[GoldStory]:
        """Return stories 0-4."""
        return list(read_stories(DATA / "stories"))

    @functools.cached_property
    def own(self) -> list[GoldStory]:
        """Return the stories over ECB+."""
        return list(read_own_stories(DATA / "ecbplus"))

    @functools.cached_property
    def tested_labels(self) -> list[Labelled]:
        """Return the candidate pairs of stories 0-4."""
        return [label(story) for story in self.tested]

    @functools.cached_property
    def own_examples(self) -> list[Example]:
        """Return what there is to learn from the stories over ECB+."""
        return list(read_examples(self.own, 0, DATA / "ecbplus"))

    @functools.cached_property
    def own_labels(self) -> list[Labelled]:
        """Return the candidate pairs of the stories over ECB+."""
        return [example.whole for example in self.own_examples]

    @functools.cached_property
    def unseen_text(self) -> str:
        """Return the JSON of a model fitted on the stories over ECB+ alone."""
        return train(self.own_examples, choose(self.own, self.own_examples))

    def aligned(self, model: PairModel) -> list[Alignment]:
        """Return what a model makes of stories 0-4."""
        return aligned(self.tested, self.tested_labels, model)


def aligned(stories: Sequence[GoldStory], labels: Sequence[Labelled], model: PairModel) -> list[Alignment]:
    """Return the claims, relations and look-alikes of stories by a pair model."""
    found = []
    for story, one in zip(stories, labels, strict=True):
        documents = tuple(x.document.id for x in story.extractions)
        looked = judge(one.field, one.pairs, model)
        found.append(align_pairs(looked, story.extractions, Story(story.name, documents), model.thresholds))
    return found


def kept_model() -> PairModel:
    """Return the model of :data:`UNSEEN`."""
    return load_model(UNSEEN.read_text(encoding="utf-8"))


def count(stories: Sequence[GoldStory], alignments: Sequence[Alignment]) -> dict[str, Any]:
    """Return the scorer's counts of alignments."""
    return judged(
        (story.gold, as_ledger(story.extractions, each))
        for story, each in zip(stories, alignments, strict=True)
    )


def partition(labels: Sequence[Labelled], near: Sequence[Matrix], threshold: float) -> list[list[list[str]]]:
    """Return the groups of average linkage over similarities, story by story, as ids of statements."""
    found = []
    for one, matrix in zip(labels, near, strict=True):
        ids = [slots.statement.id for slots in one.field.slots]
        groups = group(matrix, one.field.allowed, Thresholds(threshold, -1.0, OFF, OFF))
        found.append([[ids[k] for k in members] for members in groups])
    return found


def pairs_alone(
    labels: Sequence[Labelled], near: Sequence[Matrix], threshold: float
) -> list[list[list[str]]]:
    """Return every pair of statements in different documents that is near enough, as a group of its own."""
    found = []
    for one, matrix in zip(labels, near, strict=True):
        ids = [slots.statement.id for slots in one.field.slots]
        across = one.field.documents[:, None] != one.field.documents[None, :]
        first, second = np.nonzero(np.triu((matrix >= threshold) & across, 1))
        found.append([[ids[i], ids[j]] for i, j in zip(first.tolist(), second.tolist(), strict=True)])
    return found


def baselines(
    stories: Sequence[GoldStory], labels: Sequence[Labelled]
) -> Iterator[tuple[str, list[Matrix], list[Alignment]]]:
    """Yield each baseline: its name, its similarities, and its claims from the best threshold on.

    Best is the sum of pair F1 and cluster F1 on the very stories.
    """
    similarities = (
        ("tf-idf", [one.field.lexical.astype(np.float64) for one in labels], LEXICAL),
        ("vectors", [one.field.cosine.astype(np.float64) for one in labels], VECTORS),
    )
    for (name, near, steps), (kind, link) in itertools.product(similarities, KINDS.items()):
        scored = []
        for step in steps.tolist():
            groups = link(labels, near, step)
            tally = Tally()
            for story, each in zip(stories, groups, strict=True):
                tally.add(story, each)
            scored.append((tally.pair_figures()[2] + tally.cluster_figures()[2], step, groups))
        _, step, groups = max(scored)
        claims = [
            Alignment(tuple(Claim(f"{k}", story.name, "", tuple(ids), 1.0) for k, ids in enumerate(each)), ())
            for story, each in zip(stories, groups, strict=True)
        ]
        yield f"{name}, {kind}, best (from {step:.2f})", near, claims


KINDS = {"average linkage": partition, "pairs alone": pairs_alone}
"""How a baseline makes claims of similarities."""


def precisions(
    stories: Sequence[GoldStory], labels: Sequence[Labelled], near: Sequence[Matrix]
) -> tuple[float, ...]:
    """Return the precision at each of :data:`RECALLS`, over all pairs of statements across documents.

    Pairs are those of which gold knows a statement, of all stories together, the likeliest first.
    """
    chances, truths = [], []
    for story, one, matrix in zip(stories, labels, near, strict=True):
        claims = [{claim for claim, _ in story.members[each.statement.id]} for each in one.field.slots]
        known = np.array([bool(each) for each in claims])
        documents = one.field.documents
        across = (documents[:, None] != documents[None, :]) & (known[:, None] | known[None, :])
        first, second = np.nonzero(np.triu(across, 1))
        pairs = zip(first.tolist(), second.tolist(), strict=True)
        truths.append(np.array([bool(claims[i] & claims[j]) for i, j in pairs]))
        chances.append(matrix[first, second])
    truth = np.concatenate(truths)
    hits = np.cumsum(truth[np.argsort(-np.concatenate(chances), kind="stable")])
    places = [int(np.searchsorted(hits, np.ceil(recall * truth.sum()))) for recall in RECALLS]
    return tuple(float(hits[at] / (at + 1)) for at in places)


def at_recalls(values: Sequence[float]) -> str:
    """Return precisions as they stand at the end of a line."""
    return "   " + " ".join(f"{value:.3f}" for value in values)


def report(material: Material, model: PairModel) -> None:
    """Print claims by *model*, which has not seen stories 0-4, by the shipped model, baselines and people."""
    stories, labels = material.tested, material.tested_labels
    heading = "claims on stories 0-4"
    print(f"{heading:44}pairs P R F1        by cluster P R F1   P at recall .3 .4 .5")
    rows = [
        (name, [judge(each.field, each.pairs, one).probability for each in labels], material.aligned(one))
        for name, one in (
            ("sayso, fitted on the others", model),
            ("sayso as shipped (has seen them)", pair_model()),
        )
    ]
    for name, near, claims in (*rows, *baselines(stories, labels)):
        tally = count(stories, claims)
        print(
            shown(name, pair_row(tally), cluster_row(tally)) + at_recalls(precisions(stories, labels, near))
        )
    people()


def people() -> None:
    """Print how well second readings agree with the first, each in turn counted as if it were a system."""
    own = ROOT / "training" / "claims" / "stories"
    readings = [(own / file.name, file) for file in sorted((own / "second").glob("*.json"))]
    folder = DATA / "stories"
    again = [(folder / f"{f.name.split('.')[0]}.json", f) for f in sorted(folder.glob("*.second*.json"))]
    print(
        "people: a second reading against the first   pairs P R F1        by cluster P R F1   disagree P R F1"
    )
    for name, files in (("story 3", again), (f"{len(readings)} stories over ECB+", readings)):
        golds = [[json.loads(file.read_text(encoding="utf-8")) for file in pair] for pair in files]
        for way, rows in ((name, golds), ("    the first against it", [pair[::-1] for pair in golds])):
            tally = judged((first, as_reading(second)) for first, second in rows)
            print(shown(way, pair_row(tally), cluster_row(tally), disagreement_row(tally)))
