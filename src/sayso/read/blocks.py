"""What is known of each visible block of a page, in numbers, for the model of main text.

A block is described by the shape of its text, by the elements it stands in, by
the blocks around it and by where it stands to the headline and to the page's
prose. Nothing here knows a language. Features after Kohlschütter, Fankhauser and
Nejdl (WSDM 2010), Vogels, Ganea and Eickhoff (ECIR 2018) and Pomikálek (jusText, 2011).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.read import blocks_shape, surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.read.visible import Shown

    Matrix = NDArray[np.float64]
    Indices = NDArray[np.int64]

FAR = 40
"""Blocks beyond which the distance to the headline does not grow."""

_TITLE_WORD = re.compile(r"\w{4,}")
_SHORT = 200
_GROUPS = ("p", "h1", "h2", "h3 h4 h5 h6", "li dd dt", "td th tr", "blockquote pre", "figcaption caption")
_TAGS = {tag: column for column, tags in enumerate(_GROUPS) for tag in tags.split()}
_TAG_NAMES = ("paragraph", "main heading", "heading", "small heading", "item", "cell", "quote", "caption tag")
_POSITION = (
    *("position", "position by words", "blocks", "prose of page", "has title", "after title", "from title"),
    *("is title", "title words", "repeated", "prose blocks before", "prose blocks after"),
)
_SHIFTED = ("words", "links", "ends sentence", "prose", "is heading", "same kind")
_SHIFTS = (-2, -1, 1, 2)
_AROUND = (*("prose around", "links around", "words around"), *("prose before", "prose behind"))
_WORDS, _ENDS, _PROSE, _LINKS = map(blocks_shape.NAMES.index, ("words", "ends sentence", "prose", "links"))

NAMES = (
    *(*blocks_shape.NAMES, *_TAG_NAMES, *surroundings.NAMES, *_POSITION),
    *(*(f"{name} {shift:+d}" for shift in _SHIFTS for name in _SHIFTED), *_AROUND),
)
"""Every feature by name, in the order of the columns."""


class Numbers(NamedTuple):
    """The features of a page's blocks, their words, and what groups them (see ``Surroundings``)."""

    values: Matrix
    words: Matrix
    kind: Indices
    near: Indices


def numbers_of(shown: Sequence[Shown], title: int | None) -> Numbers:
    """Return :data:`NAMES` for each of *shown* (not empty), of which *title* is the headline."""
    shape = blocks_shape.shapes_of(shown)
    tags = np.array([_TAGS.get(block.tag, -1) for block in shown])[:, None] == np.arange(len(_TAG_NAMES))
    words = np.expm1(shape[:, _WORDS])
    prose = shape[:, _PROSE]
    around = surroundings.surroundings_of(shown, words, prose, shape[:, _LINKS])
    own = np.column_stack([shape[:, [_WORDS, _LINKS, _ENDS, _PROSE]], tags[:, 1:4].any(axis=1)])
    values = [
        *(shape, tags, around.values, _positions(shown, title, words, prose)),
        *(_neighbours(own, around.kind), _around(own, words)),
    ]
    return Numbers(np.hstack(values), words, around.kind, around.near)


def _positions(shown: Sequence[Shown], title: int | None, words: Matrix, prose: Matrix) -> Matrix:
    count = len(shown)
    index = np.arange(count)
    by_words, proses = np.cumsum(words), np.cumsum(prose)
    at = index[0] - 1 if title is None else title
    said = frozenset(() if title is None else _TITLE_WORD.findall(shown[title].text.casefold()))
    often = Counter(block.text for block in shown)
    columns = [
        *(index / count, by_words / by_words[-1]),
        *(np.full(count, np.log1p(count)), np.full(count, np.log1p(proses[-1]))),
        *(np.full(count, title is not None), (index > at) & (title is not None)),
        np.clip(index - at, -FAR, FAR) if title is not None else np.zeros(count),
        *(index == at, _shared(shown, said)),
        [min(5, often[block.text]) for block in shown],
        *(np.minimum(10, proses - prose), np.minimum(10, proses[-1] - proses)),
    ]
    return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])


def _shared(shown: Sequence[Shown], said: frozenset[str]) -> list[float]:
    """Return the share of a headline's words that each short text has."""
    shares = [0.0] * len(shown)
    texts = [text.casefold() if len(text := block.text) <= _SHORT else "" for block in shown]
    for index in {index for word in said for index, text in enumerate(texts) if word in text}:
        shares[index] = len(said.intersection(_TITLE_WORD.findall(texts[index]))) / len(said)
    return shares


def _neighbours(own: Matrix, kind: Indices) -> Matrix:
    columns: list[Matrix] = []
    numbered = (kind[:, None] + 1).astype(np.float64)
    for shift in _SHIFTS:
        same = shifted(numbered, shift) == numbered
        columns += [shifted(own, shift), same.astype(np.float64)]
    return np.hstack(columns)


def _around(own: Matrix, words: Matrix) -> Matrix:
    prose = words * own[:, 3]
    return np.column_stack(
        [
            window(own[:, [3, 1, 0]], 4, 4),
            *(np.log1p(window(prose, 8, -1)), np.log1p(window(prose, -1, 8))),
        ]
    )


def shifted(values: Matrix, by: int) -> Matrix:
    """Return *values* with each row that of the block *by* further on, zeros beyond the ends."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def window(values: Matrix, before: int, after: int) -> Matrix:
    """Return the mean of the values, or rows, from *before* blocks before to *after* blocks after each."""
    count = len(values)
    sums = np.zeros((count + 1, *values.shape[1:]))
    np.cumsum(values, axis=0, out=sums[1:])
    index = np.arange(count)
    low = np.minimum(np.maximum(index - before, 0), count)
    high = np.minimum(np.maximum(index + after + 1, 0), count)
    width = np.maximum(1, high - low)
    mean: Matrix = (sums[high] - sums[low]) / (width if values.ndim == 1 else width[:, None])
    return mean
