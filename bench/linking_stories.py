"""Stories: the articles of ECB+ grouped, by the model that ships and by simple clusterings.

The shipped model was fitted on these very articles: its row catches what breaks.
``training/stories/train.py`` prints what it does on topics that it has not seen. Baselines are
agglomerative clusterings, cut where it is best for them on these very articles.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from linking_scores import DATA, ROOT

sys.path.append(str(ROOT / "training" / "stories"))

from articles import Score, read_articles, read_documents, score

from sayso.link.encoder import encode
from sayso.link.stories import group_documents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from articles import Article
    from numpy.typing import NDArray

    from sayso.model import Document

    Matrix = NDArray[np.float64]
    Merges = list[tuple[float, int, int]]

ARTICLES = DATA / "ecbplus" / "articles.jsonl"
LEAD = 2
"""Sentences after the title that a page's vector is made of."""

CUTS = 60
"""Places at which a clustering is cut, of those that differ."""

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?]) +")


def by_sayso(articles: Sequence[Article] = ()) -> Score:
    """Return how the shipped model groups the articles, all at once."""
    articles = articles or read_articles(ARTICLES)
    stories = group_documents([document for document, _ in read_documents(ARTICLES)])
    return score(articles, {document: story.id for story in stories for document in story.documents})


def tfidf(documents: Sequence[Document]) -> Matrix:
    """Return the tf-idf cosines of whole pages."""
    bags = [Counter(word.casefold() for word in _WORD.findall(each.text)) for each in documents]
    spread = Counter(word for bag in bags for word in bag)
    column = {word: k for k, word in enumerate(sorted(spread))}
    rows = np.zeros((len(bags), len(column)))
    for row, bag in zip(rows, bags, strict=True):
        for word, n in bag.items():
            row[column[word]] = (1 + np.log(n)) * np.log(len(bags) / spread[word])
    return _cosines(rows)


def vectors(documents: Sequence[Document]) -> Matrix:
    """Return the cosines of the mean vectors of title and lead."""
    tops = [
        [each.title or "", *_SENTENCE.split(each.text[each.blocks[-1].start :])[:LEAD]] for each in documents
    ]
    encoded = encode(text for top in tops for text in top if text)
    means = {text: each.vectors.mean(axis=0) for text, each in encoded.items() if len(each.vectors)}
    rows = np.array([np.mean([means[text] for text in top if text in means], axis=0) for top in tops])
    return _cosines(rows.astype(np.float64) - rows.mean(axis=0))


def _cosines(rows: Matrix) -> Matrix:
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray(rows @ rows.T)


def linkage(near: Matrix, *, average: bool) -> Merges:
    """Return the merges of a clustering, the nearest first: similarity, group that stays, group that goes."""
    near = near.copy()
    np.fill_diagonal(near, -np.inf)
    sizes = np.ones(len(near))
    merges: Merges = []
    for _ in range(len(near) - 1):
        a, b = sorted(int(k) for k in np.unravel_index(int(near.argmax()), near.shape))
        merges.append((float(near[a, b]), a, b))
        if average:
            row = (sizes[a] * near[a] + sizes[b] * near[b]) / (sizes[a] + sizes[b])
        else:
            row = np.maximum(near[a], near[b])
        row[[a, b]] = -np.inf
        near[a], near[:, a] = row, row
        near[b], near[:, b] = -np.inf, -np.inf
        sizes[a] += sizes[b]
    return merges


def cut(articles: Sequence[Article], merges: Merges, count: int) -> Mapping[str, str]:
    """Return the group of each document after the first *count* merges."""
    group = np.arange(len(articles))
    for _, a, b in merges[:count]:
        group[group == b] = a
    return {each.card.document: str(at) for each, at in zip(articles, group.tolist(), strict=True)}


def best_cut(articles: Sequence[Article], merges: Merges) -> tuple[float, Score]:
    """Return the similarity and the score of the cut with the best B-cubed F1."""
    counts = np.unique(np.linspace(len(merges) // 3, len(merges), CUTS).astype(int)).tolist()
    scored = [(score(articles, cut(articles, merges, count)), count) for count in counts]
    best, count = max(scored, key=lambda each: each[0].f1)
    return merges[count - 1][0], best


def report() -> None:
    """Print stories by sayso and by baselines."""
    articles = read_articles(ARTICLES)
    documents = [document for document, _ in read_documents(ARTICLES)]
    print("stories: ECB+                                B-cubed P R F1      pairs of two events kept apart")
    rows = [("sayso as shipped (has seen them)", by_sayso(articles))]
    for name, near in (("tf-idf", tfidf(documents)), ("vectors of title and lead", vectors(documents))):
        for kind in ("single", "average"):
            step, best = best_cut(articles, linkage(near, average=kind == "average"))
            rows.append((f"{name}, {kind} linkage, best (from {step:.2f})", best))
    for name, one in rows:
        apart = f"{one.pairs - len(one.merged)} of {one.pairs}"
        print(f"  {name:50}  {one.precision:.3f} {one.recall:.3f} {one.f1:.3f}   {apart}")
    print("  (on topics left out of its fitting: training/stories/train.py)")
