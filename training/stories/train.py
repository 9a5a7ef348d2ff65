"""Fit the story model on ECB+ and say how well it does on topics that it has not seen.

    python training/stories/train.py ../shared/data/ecbplus/articles.jsonl [--write]

Writes ``story_model.json`` and ``story_terms.tsv`` in ``src/sayso/link/data`` with
``--write``. README.md beside this file says what is fitted, what is chosen, and on what.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "claims"))

from articles import Article, Score, folds, read_articles, score  # noqa: E402 - see above
from logistic import fit  # noqa: E402 - see above

from sayso.link.stories import StoryStream  # noqa: E402 - see above
from sayso.link.stories_groups import Group, single  # noqa: E402 - see above
from sayso.link.stories_model import (  # noqa: E402 - see above
    GROUPS,
    PAIR,
    Regression,
    StoryModel,
    group_features,
    pair_features,
)
from sayso.link.stories_weights import Frequencies, Weighed, count_documents  # noqa: E402 - see above

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

DATA = HERE.parents[1] / "src/sayso/link/data"
SEED = 0
FOLDS = 5
DRAWS = 12
"""Groups drawn of each story, once against the rest of it and once against its look-alike."""

PENALTY = 3.0
FEWEST = 3
"""Articles from which a term is in the background."""

THRESHOLDS = (-2.0, -1.5, -1.25, -1.0)
WITHIN = 0.02
"""B-cubed F1 that the threshold may cost: two events taken for one are worse than one split in two."""


def weigh(part: Sequence[Article], background: Counter[str], total: int) -> tuple[Frequencies, list[Weighed]]:
    """Return the articles of a part weighed as a collection of their own."""
    frequencies = Frequencies(background, total)
    for article in part:
        frequencies.count(article.card)
    return frequencies, [frequencies.weigh(article.card) for article in part]


def regression(values: list[tuple[float, ...]], labels: list[bool]) -> Regression:
    """Fit one regression."""
    fitted = fit(np.array(values, dtype=np.float32), np.array(labels), PENALTY)
    rows = zip(fitted.mean, fitted.scale, fitted.weight, strict=True)
    return Regression(
        tuple((round(float(m), 4), round(float(s), 4), round(float(w), 3)) for m, s, w in rows),
        round(fitted.intercept, 3),
    )


class Part:
    """A part of the topics, weighed, with what is computed of it more than once."""

    def __init__(self, articles: Sequence[Article], background: Counter[str], total: int) -> None:
        self.articles = articles
        self.frequencies, self.weighed = weigh(articles, background, total)

    def pairs(self) -> tuple[list[tuple[float, ...]], list[bool]]:
        """Return features and labels of all pairs of documents."""
        numbers = list(itertools.combinations(range(len(self.articles)), 2))
        values = [pair_features(self.weighed[i], self.weighed[j]) for i, j in numbers]
        return values, [self.articles[i].story == self.articles[j].story for i, j in numbers]

    def groups(self, model: StoryModel) -> tuple[list[tuple[float, ...]], list[bool]]:
        """Return features and labels of groups drawn by lot: parts of one story, and look-alikes."""
        rng = np.random.default_rng(SEED)
        values: list[tuple[float, ...]] = []
        labels: list[bool] = []
        for story in sorted({article.story for article in self.articles}):
            own = [k for k, article in enumerate(self.articles) if article.story == story]
            topic = self.articles[own[0]].topic
            others = [k for k, a in enumerate(self.articles) if a.topic == topic and a.story != story]
            for _ in range(DRAWS):
                mixed = rng.permutation(own).tolist()
                cut = int(rng.integers(1, len(own)))
                end = cut + int(rng.integers(1, len(own) - cut + 1))
                values.append(self._between(mixed[:cut], mixed[cut:end], model))
                strange = rng.permutation(others).tolist()[: int(rng.integers(1, len(others) + 1))]
                values.append(self._between(mixed[:cut], strange, model))
                labels += [True, False]
        return values, labels

    def _between(self, ours: list[int], theirs: list[int], model: StoryModel) -> tuple[float, ...]:
        odds = [model.pair_log_odds(self.weighed[i], self.weighed[j]) for i in ours for j in theirs]
        return group_features(self._group(ours), self._group(theirs), sum(odds) / len(odds), max(odds))

    def _group(self, numbers: list[int]) -> Group:
        group = single(numbers[0], self.weighed[numbers[0]], self.frequencies)
        for number in numbers[1:]:
            group.absorb(single(number, self.weighed[number], self.frequencies))
        return group

    def stories(self, model: StoryModel, *, at_once: bool = True) -> dict[str, str]:
        """Group the part's documents, all at once or one by one."""
        stream = StoryStream(
            most_held=10**6, window=None, model=model, frequencies=Frequencies(*self.frequencies.background)
        )
        cards = sorted((article.card for article in self.articles), key=lambda card: card.document)
        for batch in [cards] if at_once else [[card] for card in cards]:
            stream.add_cards(batch)
        return {document: story.id for story in stream.close() for document in story.documents}


def train(parts: Sequence[Part]) -> StoryModel:
    """Fit both regressions on *parts* and choose the threshold there."""
    gathered = [part.pairs() for part in parts]
    pair = regression([v for p in gathered for v in p[0]], [label for p in gathered for label in p[1]])
    model = StoryModel(pair, Regression((), 0.0), 0.0)
    drawn = [part.groups(model) for part in parts]
    grouped = regression([v for p in drawn for v in p[0]], [label for p in drawn for label in p[1]])
    model = replace(model, groups=grouped)
    return replace(model, threshold=_threshold(model, parts))


def _threshold(model: StoryModel, parts: Sequence[Part]) -> float:
    """Return the strictest threshold whose mean F1 is within :data:`WITHIN` of the best."""
    f1 = {each: _f1(replace(model, threshold=each), parts) for each in THRESHOLDS}
    return max(each for each in THRESHOLDS if f1[each] >= max(f1.values()) - WITHIN)


def _f1(model: StoryModel, parts: Sequence[Part]) -> float:
    return sum(score(part.articles, part.stories(model)).f1 for part in parts) / len(parts)


def cross_validate(articles: Sequence[Article], seed: int = SEED) -> tuple[Score, Score]:
    """Return how well documents of unseen topics are grouped: at once, and one by one."""
    dealt = folds(articles, FOLDS, seed)
    at_once: dict[str, str] = {}
    one_by_one: dict[str, str] = {}
    for held_out in range(FOLDS):
        seen = [part for k, part in enumerate(dealt) if k != held_out]
        background = count_documents(a.card for part in seen for a in part)
        total = sum(len(part) for part in seen)
        model = train([Part(part, background, total) for part in seen])
        part = Part(dealt[held_out], background, total)
        print(f"  threshold {model.threshold}", flush=True)
        at_once |= part.stories(model)
        one_by_one |= part.stories(model, at_once=False)
    return score(articles, at_once), score(articles, one_by_one)


def show(name: str, found: Score) -> None:
    """Print a row of figures."""
    print(
        f"{name:36} B-cubed P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f}"
        f"  kept apart {found.pairs - len(found.merged)} of {found.pairs} pairs"
        f" (merged: {', '.join(map(str, found.merged)) or 'none'})",
        flush=True,
    )


def write(model: StoryModel, background: Counter[str], total: int) -> None:
    """Write what ships."""
    data = {
        "pair": _rows(PAIR, model.pair),
        "groups": _rows(GROUPS, model.groups),
        "thresholds": {"threshold": model.threshold},
        "time": {"free_days": model.free_days, "day_cost": model.day_cost, "most_cost": model.most_cost},
    }
    (DATA / "story_model.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    head = (
        f"# In how many articles of news a term (Porter2 stem or numeral) stands, from {FEWEST} on.\n"
        "# Counted by training/stories/train.py over ECB+ (Cybulska and Vossen, 2014; CC BY 3.0).\n"
    )
    rows = [f"{term}\t{n}" for term, n in sorted(background.items()) if n >= FEWEST]
    text = head + "\n".join([f"(documents)\t{total}", *rows, ""])
    (DATA / "story_terms.tsv").write_text(text, encoding="utf-8")


def _rows(names: Sequence[str], fitted: Regression) -> dict[str, object]:
    return {**dict(zip(names, fitted.rows, strict=True)), "intercept": fitted.intercept}


def main() -> None:
    """Cross-validate, fit on everything, write on request."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("articles", type=Path)
    arguments.add_argument("--seeds", type=int, nargs="*", default=[SEED], help="ways to deal the topics")
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    articles = read_articles(options.articles)
    if options.write:
        background, total = count_documents(a.card for a in articles), len(articles)
        write(
            train([Part(part, background, total) for part in folds(articles, FOLDS, SEED)]), background, total
        )
    for seed in options.seeds:
        together, single_file = cross_validate(articles, seed)
        show(f"folds {seed}, all at once", together)
        show(f"folds {seed}, one by one", single_file)


if __name__ == "__main__":
    main()
