"""Score figures on hand-made gold: span recall, value recall, precision, F1.

python bench/figures.py [STORY.json ...]     (default: stories of ../shared/data/stories)

Each text is a document whose blocks are its non-empty lines, so that nothing but
figures is measured. A gold figure is found when a figure overlaps its number span and
has the same low and high; a figure that overlaps no gold figure is false. ``--errors``
prints every difference.
"""

from __future__ import annotations

import collections
import json
import os
import sys
from pathlib import Path
from typing import Any

from sayso.extract.figures import find_figures
from sayso.extract.parse import parse_documents
from sayso.model import Block, Document, identity

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))


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


def score_story(gold_file: Path, tally: collections.Counter[str], *, errors: bool) -> None:
    """Add one story's counts to *tally*."""
    gold: list[dict[str, Any]] = json.loads(gold_file.read_text(encoding="utf-8"))["figures"]
    texts = sorted((gold_file.parent / gold_file.stem.split(".")[0]).glob("*.txt"))
    for document, passages in parse_documents(read_text(path) for path in texts):
        found = find_figures(passages, document)
        wanted = [figure for figure in gold if figure["doc"] == document.name]
        tally["gold"] += len(wanted)
        tally["found"] += len(found)
        for figure in wanted:
            start, end = figure["number_span"]
            near = [f for f in found if f.start < end and f.end > start]
            same = any((f.low, f.high) == (figure["low"], figure["high"]) for f in near)
            tally["span"] += bool(near)
            tally["value"] += same
            tally["unit"] += any(f.unit == figure["unit"].lower() or f.unit == figure["unit"] for f in near)
            if errors and not same:
                said = [(f.text, f.low, f.high) for f in near]
                values = f"{figure['low']}-{figure['high']}"
                print(f"{document.name} missed   {figure['quote']!r} {values}  found {said}")
        for f in found:
            true = any(f.start < g["number_span"][1] and f.end > g["number_span"][0] for g in wanted)
            tally["true"] += true
            if errors and not true:
                around = document.text[max(0, f.start - 40) : f.end + 40].replace("\n", " ")
                print(f"{document.name} invented {f.text!r} {f.kind}  ...{around}...")


def main(arguments: list[str]) -> None:
    """Score the stories and print one line."""
    files = [Path(argument) for argument in arguments if not argument.startswith("-")]
    files = files or sorted(path for path in (DATA / "stories").glob("*.json") if path.stem.isdigit())
    tally: collections.Counter[str] = collections.Counter()
    for path in files:
        score_story(path, tally, errors="--errors" in arguments)
    precision, recall = tally["true"] / max(tally["found"], 1), tally["value"] / max(tally["gold"], 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(
        f"figures  span recall {tally['span'] / max(tally['gold'], 1):.3f}  value recall {recall:.3f}"
        f"  precision {precision:.3f}  F1 {f1:.3f}  unit {tally['unit'] / max(tally['gold'], 1):.3f}"
        f"  (gold {tally['gold']}, found {tally['found']})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
