"""Articles as arrays: word pieces of each paragraph, their tags, and windows to train on."""

from __future__ import annotations

import bisect
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.extract.tagger_tags import TAGS

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from corpus import Article, Gold
    from numpy.typing import NDArray

    from sayso.extract.tagger_pieces import WordPieces
    from sayso.model import Span

CLS, SEP = 101, 102
IGNORED = -100
ORDER = {"Q": 0, "S": 1, "C": 2}
"""Where annotations overlap, the first of these keeps the word piece."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article's paragraphs: ids and tags of their word pieces (tags are -100 without annotation)."""

    ids: tuple[NDArray[np.int32], ...]
    tags: tuple[NDArray[np.int16], ...]


def tagged_spans(gold: Gold) -> list[tuple[int, int, str]]:
    """Return the fragments of an attribution with their kinds."""
    spans = [(start, end, "Q") for start, end in gold.cue]
    for letter, pieces in (("S", gold.source), ("C", gold.content)):
        for start, end in pieces:
            nearest = min(
                gold.cue, key=lambda cue: min(abs(cue[0] - end), abs(start - cue[1])), default=(0, 0)
            )
            spans.append((start, end, letter + ("L" if nearest[0] < start else "R")))
    return spans


def encode(article: Article, pieces: WordPieces) -> Encoded:
    """Return the word pieces and tags of every paragraph that has any."""
    spans = sorted(
        {span for gold in article.attributions or () for span in tagged_spans(gold)},
        key=lambda span: (ORDER[span[2][0]], span),
    )
    ids, tags = [], []
    for line in re.finditer(r"[^\n]+", article.text):
        read = pieces(line.group())
        if not read.ids:
            continue
        row = np.full(len(read.ids), 0 if article.attributions is not None else IGNORED, np.int16)
        _tag(row, read.offsets, [(s - line.start(), e - line.start(), kind) for s, e, kind in spans])
        ids.append(np.array(read.ids, np.int32))
        tags.append(row)
    return Encoded(tuple(ids), tuple(tags))


def _tag(row: NDArray[np.int16], offsets: list[Span], spans: list[tuple[int, int, str]]) -> None:
    starts = [start for start, _ in offsets]
    length = offsets[-1][1]
    for start, end, kind in spans:
        if end <= 0 or start >= length:
            continue
        i = bisect.bisect_left(starts, start)
        if i and offsets[i - 1][1] > start:
            i -= 1
        begun = False
        while i < len(offsets) and offsets[i][0] < end:
            if row[i] == 0:
                row[i] = TAGS.index(("I-" if begun else "B-") + kind)
                begun = True
            i += 1


def windows(lengths: list[int], rng: Random, most: int) -> list[list[tuple[int, int, int]]]:
    """Cut an article into windows of whole paragraphs, of a size drawn anew for each.

    A window is a list of (paragraph, start, end); a paragraph longer than the window
    is cut. Together with a mark before each paragraph none is longer than *most*.
    """
    found: list[list[tuple[int, int, int]]] = []
    window: list[tuple[int, int, int]] = []
    room = size = _draw(rng, most)
    for number, length in enumerate(lengths):
        start = 0
        while start < length:
            if room < min(length - start + 1, size) and window:
                found.append(window)
                window, room = [], (size := _draw(rng, most))
                continue
            end = min(length, start + room - 1)
            window.append((number, start, end))
            room -= end - start + 1
            start = end
            if room < 2:
                found.append(window)
                window, room = [], (size := _draw(rng, most))
    return [*found, window] if window else found


def _draw(rng: Random, most: int) -> int:
    """Return a size up to *most*: short ones so that a lone paragraph is nothing new."""
    return max(8, most - 1 if rng.random() < 0.5 else rng.randrange(24, most))


def read_vocabulary(minilm: Path) -> list[str]:
    """Return the word pieces of the encoder in *minilm*, in the order of their numbers."""
    model = json.loads((minilm / "tokenizer.json").read_text(encoding="utf-8"))["model"]
    return sorted(model["vocab"], key=model["vocab"].__getitem__)
