"""Count how common words are in news, for the pair model's word weights.

    python training/claims/background.py ../shared/data/ecbplus/articles.jsonl

Writes ``src/sayso/link/data/background.tsv``: in how many sentences a stem stands.
The articles are those of ECB+ (Cybulska and Vossen, 2014; CC BY 3.0); only counts
of single words are kept.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from pathlib import Path

from sayso.link.words import WORD, lexicon, stem

TARGET = Path(__file__).resolve().parents[2] / "src/sayso/link/data/background.tsv"
FEWEST = 4
HEAD = f"""# In how many sentences of news a stem (Porter2) stands; stems in fewer than {FEWEST} are left out.
# Counted by training/claims/background.py over ECB+ (Cybulska and Vossen, 2014; CC BY 3.0).
"""


def main(articles: Path) -> None:
    """Count the stems of all sentences and write those that stand in enough of them."""
    stop = lexicon("stop")
    counts: collections.Counter[str] = collections.Counter()
    sentences = 0
    for line in articles.read_text(encoding="utf-8").splitlines():
        for sentence in re.split(r"(?<=[.!?])\s+", json.loads(line)["text"]):
            words = {word.lower() for word in WORD.findall(sentence)} - stop
            stems = {stem(word) for word in words if not word[0].isdigit()}
            counts.update(word for word in stems if len(word) > 1)
            sentences += bool(stems)
    rows = [f"{word}\t{n}" for word, n in sorted(counts.items()) if n >= FEWEST]
    TARGET.write_text("\n".join([f"{HEAD}(sentences)\t{sentences}", *rows, ""]), encoding="utf-8")
    print(f"{sentences} sentences, {len(rows)} stems -> {TARGET}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
