"""What the tagger is trained on: articles, and who says what in them.

PolNeAR is read from its own files (text and brat standoff); other news text is read
without any annotation, for a teacher to label.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.model import Span

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution: the spans of its source, cue and content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text, and its attributions (``None``: nobody has annotated it)."""

    name: str
    text: str
    attributions: tuple[Gold, ...] | None = None


def read_polnear(folder: Path) -> list[Article]:
    """Return the articles of a PolNeAR split, the first annotator's work where there are several."""
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if annotations:
            text = path.read_bytes().decode("utf-8")
            articles.append(Article(path.stem, text, tuple(read_annotations(annotations[0]))))
    return articles


def read_annotations(path: Path) -> Iterator[Gold]:
    """Yield the attributions of a brat file that have a content."""
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if re.match(r"T\d+\t", line):
            offsets = fields[1].split(" ", maxsplit=1)[1]
            spans[fields[0]] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", offsets)]
        elif re.match(r"E\d+\t", line):
            events.append(fields[1].split())
    for event in events:
        roles: dict[str, list[Span]] = {role: [] for role in ROLES}
        for item in event:
            name, key = item.split(":")
            name = name.rstrip("0123456789").lower()
            if name in roles:
                roles[name] += spans.get(key, [])
        if roles["content"]:
            yield Gold(*(tuple(sorted(roles[role])) for role in ROLES))


def read_unlabelled(folder: Path) -> list[Article]:
    """Return the articles of a folder of plain texts and of ``.jsonl`` files with ``title`` and ``text``."""
    articles = [
        Article(path.stem, path.read_bytes().decode("utf-8", "replace"))
        for path in sorted(folder.rglob("*.txt"))
    ]
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            articles.append(Article(str(row["doc"]), f"{row['title']}\n\n{row['text']}"))
    return articles
