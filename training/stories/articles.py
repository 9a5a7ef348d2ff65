"""ECB+ as documents: 66 stories that come in 33 pairs of two events of one kind."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.stories_cards import make_card
from sayso.model import Block, Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sayso.link.stories_cards import Card


@dataclass(frozen=True)
class Article:
    """A card, the story it belongs to, and the topic that the story shares with its look-alike."""

    card: Card
    story: str
    topic: int


@dataclass(frozen=True)
class Score:
    """B-cubed precision, recall and F1 (Bagga and Baldwin, COLING-ACL 1998), and merged pairs.

    ``merged`` are the topics of which any group holds documents of both stories,
    ``pairs`` how many topics have two.
    """

    precision: float
    recall: float
    f1: float
    merged: tuple[int, ...]
    pairs: int


def read_documents(path: Path) -> Iterator[tuple[Document, str]]:
    """Yield each article of ``ecbplus/articles.jsonl`` as a document, with its story."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        title, text = row["title"], f"{row['title']}\n{row['text']}"
        blocks = [Block(0, len(title), kept=True, role="title")]
        if row["text"]:
            blocks.append(Block(len(title) + 1, len(text), kept=True))
        yield (
            Document(
                row["doc"], row["doc"], "", text, tuple(blocks), title=title, title_span=(0, len(title))
            ),
            row["story"],
        )


def read_articles(path: Path) -> list[Article]:
    """Return the cards of ``ecbplus/articles.jsonl`` with their stories and topics."""
    return [
        Article(make_card(document), story, int(re.sub(r"\D", "", story)))
        for document, story in read_documents(path)
    ]


def folds(articles: Sequence[Article], count: int, seed: int) -> list[list[Article]]:
    """Deal the topics into *count* parts, all articles of a topic into one."""
    topics = np.random.default_rng(seed).permutation(sorted({article.topic for article in articles}))
    parts = [set(topics[start::count].tolist()) for start in range(count)]
    return [[article for article in articles if article.topic in part] for part in parts]


def score(articles: Sequence[Article], group_of: Mapping[str, str]) -> Score:
    """Score groups of documents (a group's name for each document id) against the stories."""
    groups = np.array([group_of[article.card.document] for article in articles])
    stories = np.array([article.story for article in articles])
    precision = recall = 0.0
    for group, story in zip(groups, stories, strict=True):
        both = np.sum((groups == group) & (stories == story))
        precision += both / np.sum(groups == group) / len(articles)
        recall += both / np.sum(stories == story) / len(articles)
    topics: dict[int, dict[str, set[str]]] = {}
    for article, group in zip(articles, groups.tolist(), strict=True):
        topics.setdefault(article.topic, {}).setdefault(article.story, set()).add(group)
    merged = [
        topic for topic, sides in topics.items() if len(sides) > 1 and set.intersection(*sides.values())
    ]
    f1 = 2 * precision * recall / (precision + recall)
    return Score(float(precision), float(recall), float(f1), tuple(sorted(merged)), len(topics))
