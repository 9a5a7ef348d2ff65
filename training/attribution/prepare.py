"""Write the arrays that training reads: every article several times, each copy roughened anew.

    python training/attribution/prepare.py POLNEAR UNLABELLED MINILM OUT [--copies 4] [--seed 1]

POLNEAR is the folder with ``train`` and ``dev``; UNLABELLED a folder of other news texts
(its annotation, if any, is not read); MINILM the folder of the encoder. OUT gets one ``.npz``
a copy: ids and tags of word pieces, and where paragraphs and articles end.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from corpus import Article, read_polnear, read_unlabelled
from encoding import Encoded, encode, read_vocabulary
from noise import roughen
from reframe import reframe

from sayso.extract.tagger_pieces import WordPieces


def save(path: Path, articles: list[Encoded]) -> None:
    """Write articles as flat arrays with the ends of paragraphs and articles."""
    paragraphs = [ids for article in articles for ids in article.ids]
    np.savez(
        path,
        ids=np.concatenate(paragraphs).astype(np.uint16),
        tags=np.concatenate([tags for article in articles for tags in article.tags]).astype(np.int8),
        paragraphs=np.cumsum([len(ids) for ids in paragraphs]),
        articles=np.cumsum([len(article.ids) for article in articles]),
    )


def load(path: Path) -> list[Encoded]:
    """Read what :func:`save` wrote."""
    with np.load(path) as file:
        ids, tags, paragraphs, ends = (file[name] for name in ("ids", "tags", "paragraphs", "articles"))
    every = [
        (one.astype(np.int32), two.astype(np.int16))
        for one, two in zip(np.split(ids, paragraphs[:-1]), np.split(tags, paragraphs[:-1]), strict=True)
    ]
    starts = [0, *ends[:-1]]
    return [
        Encoded(tuple(p[0] for p in every[a:b]), tuple(p[1] for p in every[a:b]))
        for a, b in zip(starts, ends, strict=True)
    ]


def one_copy(articles: list[Article], minilm: Path, seed: int, *, clean: bool) -> list[Encoded]:
    """Return every article encoded, roughened unless *clean*; the same seed gives the same copy."""
    reader = WordPieces(read_vocabulary(minilm))
    found = []
    for number, article in enumerate(articles):
        rng = Random(seed * 100_003 + number)  # noqa: S311 - noise, not secrets
        found.append(encode(article if clean else roughen(reframe(article, rng), rng), reader))
    return found


def main() -> None:
    """Write all copies."""
    parser = argparse.ArgumentParser()
    parser.add_argument("polnear", type=Path)
    parser.add_argument("unlabelled", type=Path)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    sets = {"train": read_polnear(args.polnear / "train"), "more": read_unlabelled(args.unlabelled)}
    with ProcessPoolExecutor() as pool:
        jobs = {
            f"{name}{copy}": pool.submit(one_copy, articles, args.minilm, args.seed + copy, clean=copy == 0)
            for name, articles in sets.items()
            for copy in range(args.copies)
        }
        jobs["dev0"] = pool.submit(one_copy, read_polnear(args.polnear / "dev"), args.minilm, 0, clean=True)
        for name, job in jobs.items():
            encoded = job.result()
            save(args.out / f"{name}.npz", encoded)
            print(name, len(encoded), "articles", sum(len(p) for a in encoded for p in a.ids), "word pieces")


if __name__ == "__main__":
    main()
