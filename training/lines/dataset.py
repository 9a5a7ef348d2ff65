"""Lines with their rows and labels: renderings of pages, transplanted articles, clean texts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from renderings import RENDERINGS, Line, blocks, part_of

from sayso.read.article_rules import judge_by_rules
from sayso.read.line_context import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from labels import Page
    from numpy import int64
    from numpy.typing import NDArray

FEWEST_LINES = 3
UNKNOWN = -1
TRANSPLANTS = 2
FEWEST_ARTICLE_LINES = 5
MOST_BEFORE, MOST_AFTER = 8, 12
"""Lines of furniture that a page cut out roughly has around its article."""

BOXES = 0.7
"""Share of transplants with a run of furniture somewhere inside the article: a box of related links."""

MOST_IN_BOX = 7

Text = list[tuple[str, int]]
"""Lines and their labels: 1 article, 0 furniture, :data:`UNKNOWN`."""


@dataclass
class Sample:
    """One text: where it is from, how it was made, its lines' labels, rows and the rules' verdicts."""

    page: str
    host: str
    language: str
    way: str
    lines: list[str]
    labels: NDArray[int64]
    rows: NDArray[int64]
    ruled: NDArray[np.bool_]
    prose: NDArray[np.bool_]
    cluttered: bool
    title: int | None


def samples_of(page: Page, number: int, articles: Sequence[Sequence[str]]) -> list[Sample]:
    """Return the page in all ways of rendering, and with two clean articles in place of its own."""
    chance = random.Random(number)  # noqa: S311 - no secret
    article = {block for block, label in page.labels.items() if label}
    made = {way: render(page.nodes) for way, render in RENDERINGS.items()}
    made["part"] = part_of(page.nodes, article)
    made["cut"] = _cut(made["blocks"], article, chance)
    made["short"] = _short(made["blocks"], article, chance)
    texts: dict[str, Text] = {
        way: [(line.text, int(page.labels.get(line.block, UNKNOWN))) for line in lines]
        for way, lines in made.items()
    }
    for _ in range(TRANSPLANTS):
        texts[f"transplant {_}"] = _transplant(page, chance.choice(articles), chance)
    return [
        sample_of(text, page.name, page.host, page.language, way)
        for way, text in texts.items()
        if len(text) >= FEWEST_LINES
    ]


def sample_of(text: Text, name: str, host: str, language: str, way: str) -> Sample:
    """Return one text with the rows of its lines."""
    lines = [line for line, _ in text]
    ruled = judge_by_rules(lines)
    rows = rows_of(lines, ruled.looks, ruled.reasons)
    return Sample(
        *(name, host, language, way, lines),
        np.array([label for _, label in text], np.int64),
        rows,
        np.array([reason is None for reason in ruled.reasons]),
        np.array([look.prose for look in ruled.looks]),
        ruled.cluttered,
        ruled.title,
    )


def clean_texts(folder: Path, start: int, step: int) -> list[list[str]]:
    """Return every *step*-th text of *folder* from number *start* on, as lines."""
    paths = sorted(folder.glob("*.txt"))[start::step]
    return [[line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()] for path in paths]


def clean_sample(lines: Sequence[str]) -> Sample:
    """Return a clean text, all of which is article."""
    return sample_of([(line, 1) for line in lines], "", "", "en", "clean")


def _cut(lines: Sequence[Line], article: set[int], chance: random.Random) -> list[Line]:
    """Return the article with a few lines around it, as rough extractors cut it out."""
    places = [place for place, line in enumerate(lines) if line.block in article]
    if not places:
        return []
    before, after = chance.randint(0, MOST_BEFORE), chance.randint(0, MOST_AFTER)
    return list(lines[max(0, places[0] - before) : places[-1] + 1 + after])


def _short(lines: Sequence[Line], article: set[int], chance: random.Random) -> list[Line]:
    """Return the beginning of the article, as of a brief, with a few lines of furniture before and after."""
    places = [place for place, line in enumerate(lines) if line.block in article]
    if not places:
        return []
    before, brief = chance.randint(0, 4), places[: chance.randint(1, 4)]
    after = chance.randint(1, MOST_AFTER // 2)
    head = lines[max(0, places[0] - before) : places[0]]
    return [*head, *(lines[place] for place in brief), *lines[places[-1] + 1 :][:after]]


def _transplant(page: Page, article: Sequence[str], chance: random.Random) -> Text:
    """Return the furniture of *page* around, and where it stood inside, another article."""
    lines = [line for line in blocks(page.nodes) if line.block != page.title]
    places = [place for place, line in enumerate(lines) if page.labels.get(line.block)]
    if not page.taught or page.title is None or len(places) < FEWEST_ARTICLE_LINES:
        return []
    first, last = places[0], places[-1]
    middle = [(line, 1) for line in article]
    for place in range(first, last):
        if page.labels.get(lines[place].block) is False:
            at = (place - first) * len(middle) // (last - first + 1)
            middle.insert(max(1, at), (lines[place].text, 0))
    if chance.random() < BOXES and (box := _box(lines, page, chance)):
        at = chance.randint(1, len(middle))
        middle[at:at] = [(line.text, 0) for line in box]
    labelled = [(line.text, int(page.labels.get(line.block, UNKNOWN))) for line in lines]
    return labelled[:first] + middle + labelled[last + 1 :]


def _box(lines: Sequence[Line], page: Page, chance: random.Random) -> list[Line]:
    """Return a few lines of the page's furniture that follow each other."""
    furniture = [place for place, line in enumerate(lines) if page.labels.get(line.block) is False]
    if not furniture:
        return []
    start = chance.choice(furniture)
    run = lines[start : start + chance.randint(2, MOST_IN_BOX)]
    return [line for line in run if page.labels.get(line.block) is False]
