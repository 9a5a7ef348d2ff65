"""Scraped texts: what of real pages is kept and dropped once they are rendered to text, and how fast.

    python bench/scraped.py [data folder]

The pages are trafilatura's evaluation set, with strings that the text must and must not hold; the line
model has learned from these pages, so the figures are too good: those of sites left out of training are
printed by ``training/lines/train.py``. The clean texts (stories, PolNeAR dev) it has not learned from.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.article import judge
from sayso.read.decoding import decode
from sayso.read.tree import parse
from sayso.read.visible import shown_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FEWEST_LINES = 6


class Found(NamedTuple):
    """Gold strings of one rendering: wanted and kept, wanted and lost, unwanted and kept."""

    right: int
    lost: int
    wrong: int


def renderings(text: str, name: str) -> dict[str, list[str]]:
    """Return the lines of a page as its visible blocks, and as the text nodes of its blocks."""
    root = parse(text, name).root
    for script in list(root.iter("script", "style", "noscript")):
        script.text = None
    nodes = [" ".join(str(node).split()) for node in root.itertext()]
    return {
        "blocks": [block.text for block in shown_blocks(root)],
        "pieces": [node for node in nodes if node],
    }


def strings_found(lines: Sequence[str], wanted: Iterable[str], unwanted: Iterable[str]) -> Found:
    """Return how many of a page's gold strings the kept lines hold, of those that the page holds."""
    verdicts, _ = judge(lines)
    whole = _plain(" ".join(lines))
    kept = _plain(
        " ".join(line for line, verdict in zip(lines, verdicts, strict=True) if verdict.reason is None)
    )
    right = [string in kept for string in map(_plain, wanted) if string and string in whole]
    wrong = [string in kept for string in map(_plain, unwanted) if string and string in whole]
    return Found(sum(right), len(right) - sum(right), sum(wrong))


def lost_words(paths: Iterable[Path]) -> tuple[int, int]:
    """Return how many words of clean texts are dropped, and how many they have."""
    lost = total = 0
    for path in paths:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        verdicts, _ = judge(lines)
        total += sum(len(line.split()) for line in lines)
        lost += sum(
            len(line.split()) for line, verdict in zip(lines, verdicts, strict=True) if verdict.reason
        )
    return lost, total


def _pages(folder: Path) -> Iterator[tuple[dict[str, list[str]], dict[str, list[str]]]]:
    gold = json.loads((folder / "evaldata.json").read_text("utf-8"))
    for entry in sorted(gold.values(), key=lambda row: str(row["file"])):
        data = (folder / entry["file"]).read_bytes()
        yield renderings(decode(data, html=True).text, entry["file"]), entry


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def measure(folder: Path) -> tuple[dict[str, Found], float]:
    """Return the gold strings found in all pages in *folder*, by rendering, and lines per CPU second."""
    found: dict[str, list[Found]] = {}
    lines = 0
    seconds = 0.0
    for ways, entry in _pages(folder):
        unwanted = [*entry.get("without", ()), *entry.get("comments", ())]
        for way, text in ways.items():
            if len(text) < FEWEST_LINES:
                continue
            began = time.process_time()
            judge(text)
            seconds += time.process_time() - began
            lines += len(text)
            found.setdefault(way, []).append(strings_found(text, entry.get("with", ()), unwanted))
    sums = {way: Found(*map(sum, zip(*rows, strict=True))) for way, rows in found.items()}
    return sums, lines / seconds


def clean_texts(data: Path) -> list[Path]:
    """Return texts that have no clutter: all of them is to be kept."""
    return sorted([*data.glob("stories/*/*.txt"), *data.glob("polnear/dev/text/*.txt")])


def main() -> None:
    """Print the table."""
    beside = Path(__file__).resolve().parents[2] / "shared/data"
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SAYSO_DATA", beside))
    found, pace = measure(data / "pages")
    for way, (right, lost, wrong) in found.items():
        precision, recall = right / (right + wrong), right / (right + lost)
        print(f"{way}: strings, precision {precision:.3f}, recall {recall:.3f}")
    clean = clean_texts(data)
    dropped, total = lost_words(clean)
    print(f"{len(clean)} clean texts: {dropped} of {total:,} words dropped ({dropped / total:.4%})")
    print(f"{pace:,.0f} lines per CPU second")


if __name__ == "__main__":
    main()
