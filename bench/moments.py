"""Score time expressions on AQUAINT TimeML: strict and relaxed span F1, value F1.

python bench/moments.py [FOLDER]     (default: ../shared/data/timeml-aquaint)

Spans are compared as TempEval-3 does (UzZaman et al., 2013): strict F1 wants the same
span, relaxed F1 any overlap, value F1 an overlap with the same TIMEX3 value. ``--errors``
prints every difference.
"""

from __future__ import annotations

import collections
import html
import os
import re
import sys
import time
from pathlib import Path

from sayso.extract.moments import find_moments
from sayso.extract.parse import parse_documents
from sayso.model import Block, Document, Moment, Published, identity

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))
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


def main(arguments: list[str]) -> None:
    """Score a folder of TimeML files and print the table."""
    folders = [argument for argument in arguments if not argument.startswith("-")]
    folder = Path(folders[0]) if folders else DATA / "timeml-aquaint"
    read = [read_timeml(path) for path in sorted(folder.glob("*.tml"))]
    tally: collections.Counter[str] = collections.Counter()
    golds = {document.id: gold for document, gold in read}
    seconds = 0.0
    for document, passages in parse_documents(document for document, _ in read):
        began = time.process_time()
        found = find_moments(passages, document)
        seconds += time.process_time() - began
        for line in score(golds[document.id], found, tally):
            if "--errors" in arguments:
                kind, place, *rest = line.split(maxsplit=2)
                start, end = (int(n) for n in place.strip("[]").split(":"))
                around = (
                    document.text[max(0, start - 50) : start]
                    + "["
                    + document.text[start:end]
                    + "]"
                    + document.text[end : end + 30]
                )
                print(
                    document.published and document.published.value,
                    kind,
                    *rest,
                    "|",
                    " ".join(around.split()),
                )
    words = sum(len(document.text.split()) for document, _ in read)
    print(f"{len(read)} texts, {words} words, {words / seconds:,.0f} words per CPU second after the parse")
    for name in ("strict", "relaxed", "value"):
        precision, recall = tally[name] / max(tally["found"], 1), tally[name] / max(tally["gold"], 1)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        counts = f"(gold {tally['gold']}, found {tally['found']})"
        print(f"{name:8} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  {counts}")


if __name__ == "__main__":
    main(sys.argv[1:])
