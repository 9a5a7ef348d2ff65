"""Measure linking on stories with hand-made gold, models fitted on the other stories.

python bench/linking.py [FOLDER]     (default: stories of ../shared/data)

Claims: precision, recall and F1 over pairs of statements in different documents, and
averaged over clusters. Relations: of gold pairs that a claim joins, is a disagreement
marked where gold has one. Look-alikes: how many are named, and of gold's traps how
many are kept apart and named. Every story is linked by a pair model that was fitted,
thresholds too, on the other stories; times are of linking alone, models loaded.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training" / "claims"))

from gold import DISAGREE, GoldStory, Tally, figures, label, page_name, read_stories  # noqa: E402 - see above
from train import leave_one_out, show  # noqa: E402 - see above

from sayso.link.claims import Alignment, align  # noqa: E402 - see above
from sayso.model import Story  # noqa: E402 - see above

if TYPE_CHECKING:
    from sayso.model import Span

DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))


def score_relations(story: GoldStory, alignment: Alignment, counts: Counter[str]) -> None:
    """Count where gold and sayso see a disagreement, over the gold pairs that a claim joins."""
    said = {frozenset((r.a, r.b)): r.relation for c in alignment.claims for r in c.relations}
    stand: dict[tuple[int, int], list[str]] = {}
    for statement, keys in story.members.items():
        for key in keys:
            stand.setdefault(key, []).append(statement)
    for at, claim in enumerate(story.gold["claims"]):
        for pair in claim["pairs"]:
            ours, theirs = stand.get((at, pair["a"]), []), stand.get((at, pair["b"]), [])
            found = {said[p] for p in map(frozenset, itertools.product(ours, theirs)) if p in said}
            if found:
                want, got = pair["relation"] in DISAGREE, bool(found & DISAGREE)
                counts["joined"] += 1
                counts["disagree gold"] += want
                counts["disagree said"] += got
                counts["disagree both"] += want and got
                counts["exact"] += pair["relation"] in found


def score_traps(story: GoldStory, alignment: Alignment, counts: Counter[str]) -> None:
    """Count gold's look-alikes that are kept apart, and that are named."""
    home: dict[str, set[str]] = {}
    for claim in alignment.claims:
        for statement in claim.statements:
            home.setdefault(statement, set()).add(claim.id)
    named = {frozenset((x.a, x.b)) for x in alignment.lookalikes}
    counts["look-alikes named"] += len(named)
    for trap in story.gold["lookalikes"]:
        for one, other in itertools.combinations(trap["lookalike"], 2):
            pairs = list(itertools.product(_holders(story, one), _holders(story, other)))
            if pairs:
                joined = any(a != b and home.get(a, set()) & home.get(b, set()) for a, b in pairs)
                counts["traps"] += 1
                counts["apart"] += not joined
                counts["named"] += any(frozenset(pair) in named for pair in pairs)


def _holders(story: GoldStory, fact: str) -> set[str]:
    """Return the statements that hold a figure of a gold fact."""
    places: set[tuple[str, Span]] = {
        (g["doc"], tuple(g["number_span"])) for g in story.gold["figures"] if g["fact"] == fact
    }
    return {
        statement.id
        for extraction in story.extractions
        for statement in extraction.statements
        for figure in statement.figures
        for document, (start, end) in places
        if document == page_name(extraction) and figure.start < end and start < figure.end
    }


def main() -> None:
    """Link every story and print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "stories"
    stories = list(read_stories(folder))
    tally, counts, seconds = Tally(), Counter[str](), 0.0
    for story, _, model in leave_one_out(stories, [label(story) for story in stories]):
        documents = tuple(x.document.id for x in story.extractions)
        begun = time.perf_counter()
        alignment = align(story.extractions, Story(story.name, documents), model)
        seconds += time.perf_counter() - begun
        tally.add(story, [claim.statements for claim in alignment.claims])
        counts["claims"] += len(alignment.claims)
        score_relations(story, alignment, counts)
        score_traps(story, alignment, counts)
    show(tally)
    precision = counts["disagree both"] / max(1, counts["disagree said"])
    recall = counts["disagree both"] / max(1, counts["disagree gold"])
    row = figures(precision, recall)
    print(f"  disagrees  precision {row[0]:.3f}  recall of joined {row[1]:.3f}  F1 {row[2]:.3f}", end="")
    print(f"  (gold {counts['disagree gold']}, said {counts['disagree said']})")
    print(f"  label exactly as gold: {counts['exact']} of {counts['joined']} joined pairs")
    print(f"  traps {counts['traps']}: kept apart {counts['apart']}, named {counts['named']}")
    print(f"  {counts['claims']} claims, {counts['look-alikes named']} look-alikes named")
    print(f"  {seconds / max(1, len(stories)):.2f} s a story")


if __name__ == "__main__":
    main()
