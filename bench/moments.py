"""Score time expressions on AQUAINT TimeML: strict and relaxed span F1, value F1; beside other readers.

python bench/moments.py [FOLDER] [--errors] [--peers] [--peer-python PATH]
    (default: ../shared/data/timeml-aquaint)

Spans are compared as TempEval-3 does (UzZaman et al., 2013): strict F1 wants the same
span, relaxed F1 any overlap, value F1 an overlap with the same TIMEX3 value. ``--errors``
prints every difference. ``--peers`` runs public readers of times beside sayso (see
``peers-figures.txt``); those that give a point in time are given its day as value, and
sayso's speed is that after the parse, which it needs for the tense.
"""

from __future__ import annotations

import argparse
import collections
import html
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from peer import ask

from sayso.extract.moments import find_moments
from sayso.extract.parse import parse_documents
from sayso.model import Block, Document, Moment, Published, identity

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))
PEERS = ("dateparser", "parsedatetime", "datefinder", "timexy")
_TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_BLANK = re.compile(r"\n\s*\n")
Gold = tuple[int, int, str]


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return one kept block a paragraph (blank lines between)."""
    blocks, start = [], 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            blocks.append(Block(start + lead, start + len(text[start:end].rstrip()), kept=True))
        start = gap.end() if gap else end
    return tuple(blocks)


def read_timeml(path: Path) -> tuple[Document, list[Gold]]:
    """Read one article: its text with the tags taken out, and its TIMEX3 (start, end, value)."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    created = re.search(r"<DCT>.*?value=\"(\d{4}-\d{2}-\d{2})", raw, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    inner = body[1] if body else ""
    text, gold, opened = "", [], []
    for piece in re.split(r"(<[^>]*>)", inner):
        if piece.startswith("<TIMEX3"):
            value = re.search(r'value="([^"]*)"', piece)
            opened.append((len(text), value[1] if value else ""))
        elif piece.startswith("</TIMEX3"):
            start, value_ = opened.pop()
            gold.append((start, len(text), value_))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    published = Published(created[1], "DCT", 1.0) if created else None
    document = Document(identity(path.name), path.name, "", text, blocks_of(text), published=published)
    return document, gold


def score(gold: list[Gold], found: list[Moment], tally: collections.Counter[str]) -> list[str]:
    """Add one document's counts to *tally*; return its differences as lines."""
    lines = []
    tally["gold"] += len(gold)
    tally["found"] += len(found)
    taken: set[int] = set()
    for start, end, value in gold:
        near = [m for m in found if m.start < end and m.end > start and id(m) not in taken]
        best = max(near, key=lambda m: (m.start == start and m.end == end, m.value == value), default=None)
        if best is None:
            lines.append(f"missed   [{start}:{end}] {value}")
            continue
        taken.add(id(best))
        tally["relaxed"] += 1
        tally["strict"] += (best.start, best.end) == (start, end)
        tally["value"] += best.value == value
        if best.value != value or (best.start, best.end) != (start, end):
            lines.append(f"differs  [{start}:{end}] {value}   found {best.text!r} {best.value}")
    lines.extend(f"invented [{m.start}:{m.end}] {m.value}" for m in found if id(m) not in taken)
    return lines


def summary(tally: collections.Counter[str], words: int, seconds: float) -> str:
    """Write one reader's measures as a line."""
    parts = []
    for name in ("strict", "relaxed", "value"):
        precision, recall = tally[name] / max(tally["found"], 1), tally[name] / max(tally["gold"], 1)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        parts.append(f"{name} {precision:.3f} {recall:.3f} {f1:.3f}")
    return f"{'   '.join(parts)}   {words / seconds:10,.0f}   {tally['found']}"


def shown(document: Document, line: str) -> str:
    """Write one difference with the words around it."""
    kind, place, *rest = line.split(maxsplit=2)
    start, end = (int(n) for n in place.strip("[]").split(":"))
    text, day = document.text, document.published and document.published.value
    around = f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 30]}"
    return " ".join(f"{day} {kind} {' '.join(rest)} | {around}".split())


def score_sayso(read: Sequence[tuple[Document, list[Gold]]], *, errors: bool) -> str:
    """Score sayso and return its line; its time is that after the parse."""
    golds = {document.id: gold for document, gold in read}
    tally: collections.Counter[str] = collections.Counter()
    seconds = 0.0
    for document, passages in parse_documents(document for document, _ in read):
        began = time.process_time()
        found = find_moments(passages, document)
        seconds += time.process_time() - began
        lines = score(golds[document.id], found, tally)
        if errors:
            print(*(shown(document, line) for line in lines), sep="\n")
    return summary(tally, count_words(read), seconds)


def score_peer(name: str, read: Sequence[tuple[Document, list[Gold]]], python: str) -> str:
    """Score one peer and return its line."""
    answer = ask(name, [document for document, _ in read], python)
    if answer is None:
        return "not installed"
    tally: collections.Counter[str] = collections.Counter()
    for document, gold in read:
        moments = [
            Moment(start, end, document.text[start:end], "DATE", value, None, None)
            for start, end, _, _, value in answer.found[document.id]
        ]
        score(gold, moments, tally)
    return f"{summary(tally, count_words(read), answer.seconds)}  ({answer.version})"


def count_words(read: Sequence[tuple[Document, list[Gold]]]) -> int:
    """Count the words of the texts."""
    return sum(len(document.text.split()) for document, _ in read)


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DATA / "timeml-aquaint")
    parser.add_argument("--errors", action="store_true", help="print every difference")
    parser.add_argument("--peers", action="store_true", help="run public readers of times beside sayso")
    parser.add_argument("--peer-python", metavar="PATH", help="the interpreter that has them")
    return parser.parse_args()


def main() -> None:
    """Score a folder of TimeML files and print the table."""
    chosen = options()
    read = [read_timeml(path) for path in sorted(chosen.folder.glob("*.tml"))]
    gold = sum(len(rows) for _, rows in read)
    print(f"{len(read)} texts, {count_words(read)} words, {gold} time expressions")
    print(f"{'':14} precision, recall and F1 of each; words per CPU second; found")
    print(f"{'sayso':14} {score_sayso(read, errors=chosen.errors)}")
    if chosen.peers or chosen.peer_python:
        for name in PEERS:
            print(f"{name:14} {score_peer(name, read, chosen.peer_python or sys.executable)}")


if __name__ == "__main__":
    main()
