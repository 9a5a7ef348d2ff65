"""The pages to learn from: their blocks, and how surely each block is main text."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from alignment import align
from lxml.html import HTMLParser, document_fromstring
from trafilatura import extract

from sayso.read.blocks import Numbers, numbers_of
from sayso.read.decoding import decode
from sayso.read.headline import headline
from sayso.read.tree import parse
from sayso.read.visible import Shown, shown_blocks
from sayso.read.webmeta import read_metadata

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

TEACHERS: Mapping[str, tuple[float, dict[str, Any]]] = {
    "default": (2.0, {}),
    "precise": (0.7, {"favor_precision": True}),
    "complete": (0.7, {"favor_recall": True}),
    "fast": (0.5, {"fast": True}),
    "fast and complete": (0.3, {"fast": True, "favor_recall": True}),
}
"""Ways to ask trafilatura for a page's text, and how much each is believed."""

GOLD = 8.0
"""How much a block counts of which the gold strings speak; others count 1 or so."""

_TWO_PARTS = frozenset({"co", "com", "org"})


@dataclass(frozen=True)
class Case:
    """A page with the strings that its text must (``wanted``) and must not hold (``unwanted``)."""

    file: str
    site: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A page's blocks with their features, how surely each is main text, and how much that counts."""

    case: Case
    shown: list[Shown]
    title: int | None
    numbers: Numbers
    labels: Matrix
    weights: Matrix


def read_cases(folder: Path) -> list[Case]:
    """Return the cases of ``evaldata.json`` in *folder*, in its order."""
    data: dict[str, dict[str, Any]] = json.loads((folder / "evaldata.json").read_text("utf-8"))
    return [
        Case(row["file"], _site(url), *(tuple(row.get(key, ())) for key in ("with", "without", "comments")))
        for url, row in data.items()
    ]


def _site(url: str) -> str:
    """Return the registered domain of *url*, of the page itself where an archive holds it."""
    host = urlsplit("http" + url.rsplit("http", 1)[-1]).hostname or url
    parts = host.split(".")
    keep = 3 if len(parts) > 2 and parts[-2] in _TWO_PARTS else 2
    return ".".join(parts[-keep:])


def read_pages(folder: Path) -> Iterator[Page]:
    """Yield the pages in *folder*, labelled by gold strings and, where those are silent, by the teachers."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for case in read_cases(folder):
        tree = parse(decode((folder / case.file).read_bytes(), html=True).text, case.file)
        shown = shown_blocks(tree.root)
        title = headline(shown, read_metadata(tree, None).titles)
        labels, weights = _labelled(case, [block.text for block in shown], tree.source)
        yield Page(case, shown, title, numbers_of(shown, title), labels, weights)


def _labelled(case: Case, texts: list[str], source: bytes) -> tuple[Matrix, Matrix]:
    """Return how surely each block is main text, and how much that counts.

    Long blocks count more than short ones, and a page with many blocks less than in
    proportion to them.
    """
    votes = [
        (share, np.array(align(texts, _taught(source, options)))) for share, options in TEACHERS.values()
    ]
    total = sum(share for share, _ in votes)
    labels = np.sum([share * vote for share, vote in votes], axis=0) / total
    words = np.array([len(text.split()) for text in texts])
    weights = np.clip(np.log1p(words), 0.7, 4.0) * 6 / len(texts) ** 0.5
    for index, is_wanted in _gold(case, texts, labels):
        labels[index], weights[index] = float(is_wanted), GOLD
    return labels, weights


def _gold(case: Case, texts: list[str], taught: Matrix) -> ItemsView[int, bool]:
    """Yield the blocks that the gold strings speak of, and whether they are main text."""
    found: dict[int, bool] = {}
    for unwanted in (*case.unwanted, *case.comments):
        found |= {index: False for index, text in enumerate(texts) if unwanted in text}
    for wanted in case.wanted:
        holding = [index for index, text in enumerate(texts) if wanted in text]
        if len(holding) > 1:
            holding = [index for index in holding if taught[index] > 0.5]
        found |= dict.fromkeys(holding, True)
    return found.items()


def _taught(source: bytes, options: Mapping[str, Any]) -> str:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    root = document_fromstring(source, parser=parser)
    found = extract(root, include_comments=False, include_tables=True, output_format="txt", **options)
    return str(found or "")
