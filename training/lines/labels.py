"""Which blocks of a page are its article: by gold strings, and by a teacher where they are silent.

The teacher is trafilatura, asked twice: once for few errors and once for few gaps. Blocks on which
its two answers differ teach nothing. The page's headline is article, captions are not.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agreement import found_in
from renderings import Node, blocks, text_nodes, with_hidden

from sayso.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

GOOD_TEACHER = 0.6
"""Share of a page's gold strings on which the teacher must be right to be believed on the rest."""

LONG = 20
"""Letters of a headline from which its beginning tells which it is."""

STANDFIRST = 6
"""Words from which a line between headline and article may be a standfirst."""

Labels = dict[int, bool]
"""By block: is it of the article? Blocks of which nobody knows are missing."""


@dataclass
class Page:
    """A page of the gold: its text nodes and the labels of its blocks."""

    name: str
    host: str
    language: str
    nodes: list[Node]
    labels: Labels
    gold: Labels
    wanted: list[str]
    unwanted: list[str]
    taught: bool
    title: int | None


def read_pages(folder: Path) -> list[Page]:
    """Return the labelled pages of trafilatura's evaluation set in *folder*."""
    gold = json.loads((folder / "evaldata.json").read_text("utf-8"))
    rows = sorted(gold.items(), key=lambda row: row[1]["file"])
    return [page for url, entry in rows if (page := _page(folder / entry["file"], url, entry)) is not None]


def _page(path: Path, url: str, entry: Mapping[str, list[str]]) -> Page | None:
    import py3langid  # noqa: PLC0415 - slow to import

    from sayso.read.decoding import decode  # noqa: PLC0415 - beside the parser

    text = decode(path.read_bytes(), html=True).text
    tree = parse(text, path.name)
    nodes = text_nodes(tree.root)
    lines = with_hidden(nodes)
    wanted, unwanted = entry.get("with", []), [*entry.get("without", []), *entry.get("comments", [])]
    told: Labels = {}
    for strings, label in ((unwanted, False), (wanted, True)):
        for string in map(_plain, strings):
            told |= {line.block: label for line in lines if string and string in _plain(line.text)}
    taught, title = _teacher(tree.source, lines, nodes)
    right = [taught.get(block) == label for block, label in told.items()]
    believed = bool(taught) and sum(right) >= GOOD_TEACHER * len(right)
    labels = (_without_standfirst(taught, title, lines) if believed else {}) | told
    labels = {block: label for block, label in labels.items() if block != title}
    shown = " ".join(line.text for line in blocks(nodes) if labels.get(line.block))
    language = py3langid.classify(shown or text[:5000])[0]
    host = url.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
    return Page(path.name, host, language, nodes, labels, told, wanted, unwanted, believed, title)


def _teacher(
    source: bytes, lines: Sequence[tuple[str, int]], nodes: Sequence[Node]
) -> tuple[Labels, int | None]:
    """Return the labels that both of the teacher's answers agree on, and which block is the headline."""
    from lxml.html import document_fromstring  # noqa: PLC0415 - slow to import
    from trafilatura import extract, extract_metadata  # noqa: PLC0415 - as above

    texts = [text for text, _ in lines]
    tree = document_fromstring(source)
    found = [
        found_in(texts, extract(deepcopy(tree), include_comments=False, favor_precision=True) or ""),
        found_in(texts, extract(deepcopy(tree), include_comments=False, favor_recall=True) or ""),
    ]
    if not any(found[1]):
        return {}, None
    labels = {
        block: strict for (_, block), strict, loose in zip(lines, *found, strict=True) if strict == loose
    }
    captions = {node.block for node in nodes if node.caption}
    labels |= dict.fromkeys(captions, False)
    metadata = extract_metadata(tree)
    wanted = _plain((metadata.title) or "")
    same = [
        block
        for text, block in lines
        if wanted
        and (_plain(text) == wanted or (len(_plain(text)) >= LONG and wanted.startswith(_plain(text))))
    ]
    tags = {node.block: node.tag for node in nodes}
    heads = [block for block in same if tags.get(block) == "h1"] or same[:1]
    for block in same:
        labels.pop(block, None)
    return labels, heads[0] if heads else None


def _without_standfirst(labels: Labels, title: int | None, lines: Sequence[tuple[str, int]]) -> Labels:
    """Return *labels* without those of standfirsts, which the teacher drops and a reader would not."""
    first = min((block for block, label in labels.items() if label), default=0)
    doubtful = {
        block
        for text, block in lines
        if title is not None and title < block < first and len(text.split()) >= STANDFIRST
    }
    return {block: label for block, label in labels.items() if block not in doubtful}


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
