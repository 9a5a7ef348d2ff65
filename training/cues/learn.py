"""Learn the cue lexicon: how often each (lemma, construction) attributes.

    python training/cues/learn.py POLNEAR [OUT]

POLNEAR is the folder with ``train/text`` and ``train/attributions`` of PolNeAR 1.0
(Newell, Margolin and Ruths, LREC 2018). Every construction that the parse of a
training article offers is counted, and counted as a cue when its head word stands
in a gold cue and its content overlaps that cue's content by half (intersection over
union of characters). Nothing is random; about four minutes on one core. What is
written holds lemmas and counts, no text of the corpus.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.extract.parse import parse_documents
from sayso.extract.rules import eligible_candidates
from sayso.model import Block, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

OUT = Path(__file__).parents[2] / "src" / "sayso" / "extract" / "data" / "cues.en.tsv"
SAME = 0.5
HEADER = """\
# Constructions around English words, and how often they attribute: lemma, frame, seen, seen as a cue.
# Learned by training/cues/learn.py from the training part of PolNeAR 1.0 (Newell, Margolin and Ruths,
# "An attribution relations corpus for political news", LREC 2018). Counts only, no text of the corpus.
"""


def read_annotations(path: Path) -> Iterator[tuple[set[int], set[int]]]:
    """Yield the characters of cue and content of each attribution in a brat file."""
    spans: dict[str, set[int]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if re.match(r"T\d+\t", line):
            offsets = fields[1].split(" ", maxsplit=1)[1]
            spans[fields[0]] = {
                i for start, end in re.findall(r"(\d+) (\d+)", offsets) for i in range(int(start), int(end))
            }
        elif re.match(r"E\d+\t", line):
            events.append(fields[1].split())
    for event in events:
        roles: dict[str, set[int]] = {"cue": set(), "content": set()}
        for role in event:
            name, key = role.split(":")
            name = name.rstrip("0123456789").lower()
            if name in roles:
                roles[name] |= spans.get(key, set())
        if roles["content"]:
            yield roles["cue"], roles["content"]


def document(path: Path) -> Document:
    """Return a text file as a document whose lines are its paragraphs."""
    text = path.read_bytes().decode("utf-8")
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return Document(
        path.stem, path.name, "", text, tuple(Block(start, end, kept=True) for start, end in lines)
    )


def black(text: str, spans: list[tuple[int, int]], offset: int) -> set[int]:
    """Return the positions of the characters in *spans* that are not white space."""
    found = (offset + i for start, end in spans for i in range(start, end))
    return {i for i in found if not text[i].isspace()}


def count(corpus: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Return how often each (lemma, frame) was seen, and seen as a cue."""
    seen: Counter[tuple[str, str]] = Counter()
    cued: Counter[tuple[str, str]] = Counter()
    paths = sorted((corpus / "train" / "text").glob("*.txt"))
    for page, passages in parse_documents(document(path) for path in paths):
        notes = sorted((corpus / "train" / "attributions").glob(f"{page.id}_*.ann"))
        gold = [
            (cue, {i for i in content if not page.text[i].isspace()})
            for cue, content in (read_annotations(notes[0]) if notes else ())
        ]
        for passage in passages:
            for candidate, parts in eligible_candidates(passage.parse):
                key = candidate.lemma, candidate.frame
                seen[key] += 1
                place = passage.start + candidate.head.idx
                content = black(page.text, parts, passage.start)
                cued[key] += any(
                    place in cue and len(content & gold_content) >= SAME * len(content | gold_content)
                    for cue, gold_content in gold
                )
    return seen, cued


def main() -> None:
    """Count, write the table, print what it holds."""
    corpus = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else OUT
    seen, cued = count(corpus)
    rows = [f"{lemma}\t{frame}\t{n}\t{cued[lemma, frame]}" for (lemma, frame), n in sorted(seen.items())]
    out.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} pairs, {sum(seen.values())} sightings, {sum(cued.values())} as cues -> {out}")


if __name__ == "__main__":
    main()
