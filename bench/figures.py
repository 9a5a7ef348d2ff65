"""Score figures on hand-made gold: span recall, value recall, precision, F1; beside other readers.

python bench/figures.py [STORY.json ...] [--errors] [--peers] [--peer-python PATH]
    (default: stories of ../shared/data/stories)

Each text is a document whose blocks are its non-empty lines, so that nothing but
figures is measured. A gold figure is found when a figure overlaps its number span and
has the same low and high; a figure that overlaps no gold figure is false. ``--errors``
prints every difference. ``--peers`` runs public readers of numbers beside sayso (see
``peers-figures.txt``); they also give dates and numbers in names, for which there is no
gold, so their recall says more than their precision. Units are compared for sayso only.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peer import ask

from sayso.extract.figures import find_figures
from sayso.extract.parse import parse_documents
from sayso.model import Block, Document, identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))
PEERS = ("quantulum3", "text2num", "number-parser", "numerizer")
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that a reader found; ``kind`` and ``unit`` where it says them."""

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    kind: str = ""
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One text with its gold figures."""

    document: Document
    gold: tuple[dict[str, Any], ...]


def read_text(path: Path) -> Document:
    """Read one text as a document of one kept block a non-empty line."""
    text = path.read_text(encoding="utf-8")
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lead = len(line) - len(line.lstrip())
            blocks.append(Block(start + lead, start + len(line.rstrip()), kept=True))
        start += len(line) + 1
    return Document(identity(path.name), path.stem, "", text, tuple(blocks))


def read_story(gold_file: Path) -> Iterator[Page]:
    """Read the texts of one story with their gold figures."""
    gold: list[dict[str, Any]] = json.loads(gold_file.read_text(encoding="utf-8"))["figures"]
    for path in sorted((gold_file.parent / gold_file.stem.split(".")[0]).glob("*.txt")):
        document = read_text(path)
        yield Page(document, tuple(figure for figure in gold if figure["doc"] == document.name))


def same(a: float | None, b: float | None) -> bool:
    """Tell whether two ends are one."""
    return a is b if a is None or b is None else abs(a - b) <= _CLOSE * max(abs(a), abs(b))


def score_page(page: Page, found: Sequence[Found], tally: collections.Counter[str], *, errors: bool) -> None:
    """Add one page's counts to *tally*."""
    name = page.document.name
    tally["gold"] += len(page.gold)
    tally["found"] += len(found)
    for figure in page.gold:
        start, end = figure["number_span"]
        near = [f for f in found if f.start < end and f.end > start]
        right = any(same(f.low, figure["low"]) and same(f.high, figure["high"]) for f in near)
        tally["span"] += bool(near)
        tally["value"] += right
        tally["unit"] += any(f.unit == figure["unit"].lower() or f.unit == figure["unit"] for f in near)
        if errors and not right:
            said = [(f.text, f.low, f.high) for f in near]
            print(f"{name} missed   {figure['quote']!r} {figure['low']}-{figure['high']}  found {said}")
    for f in found:
        true = any(f.start < g["number_span"][1] and f.end > g["number_span"][0] for g in page.gold)
        tally["true"] += true
        if errors and not true:
            around = page.document.text[max(0, f.start - 40) : f.end + 40].replace("\n", " ")
            print(f"{name} invented {f.text!r} {f.kind}  ...{around}...")


def summary(tally: collections.Counter[str]) -> str:
    """Write one reader's measures as a line."""
    gold = max(tally["gold"], 1)
    precision, recall = tally["true"] / max(tally["found"], 1), tally["value"] / gold
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return (
        f"span recall {tally['span'] / gold:.3f}  value recall {recall:.3f}  precision {precision:.3f}"
        f"  F1 {f1:.3f}  unit {tally['unit'] / gold:.3f}  (gold {tally['gold']}, found {tally['found']})"
    )


def score_sayso(pages: Sequence[Page], *, errors: bool) -> str:
    """Score sayso and return its line."""
    tally: collections.Counter[str] = collections.Counter()
    by_id, seconds = {page.document.id: page for page in pages}, 0.0
    for document, passages in parse_documents(page.document for page in pages):
        began = time.process_time()
        figures = find_figures(passages, document)
        seconds += time.process_time() - began
        found = [Found(f.start, f.end, f.text, f.low, f.high, f.kind, f.unit) for f in figures]
        score_page(by_id[document.id], found, tally, errors=errors)
    words = sum(len(page.document.text.split()) for page in pages)
    return f"{summary(tally)}  {words / seconds:,.0f} words per CPU second after the parse"


def score_peer(name: str, pages: Sequence[Page], python: str) -> str:
    """Score one peer and return its line."""
    answer = ask(name, [page.document for page in pages], python)
    if answer is None:
        return "not installed"
    tally: collections.Counter[str] = collections.Counter()
    for page in pages:
        text = page.document.text
        found = [Found(s, e, text[s:e], low, high) for s, e, low, high, _ in answer.found[page.document.id]]
        score_page(page, found, tally, errors=False)
    words = sum(len(page.document.text.split()) for page in pages)
    return f"{summary(tally)}  {words / answer.seconds:,.0f} words per CPU second ({answer.version})"


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every difference")
    parser.add_argument("--peers", action="store_true", help="run public readers of numbers beside sayso")
    parser.add_argument("--peer-python", metavar="PATH", help="the interpreter that has them")
    return parser.parse_args()


def main() -> None:
    """Score the stories and print one line a reader."""
    chosen = options()
    files = chosen.stories or sorted(p for p in (DATA / "stories").glob("*.json") if p.stem.isdigit())
    pages = [page for path in files for page in read_story(path)]
    print(f"{'figures':14} {score_sayso(pages, errors=chosen.errors)}")
    if chosen.peers or chosen.peer_python:
        for name in PEERS:
            print(f"{name:14} {score_peer(name, pages, chosen.peer_python or sys.executable)}")


if __name__ == "__main__":
    main()
