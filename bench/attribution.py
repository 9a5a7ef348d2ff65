"""Measure who-says-what on PolNeAR dev: sayso beside public extractors of quotations.

python bench/attribution.py [--only NAME ...] [--limit N] [--peer-python PATH] [--json]

sayso is scored from the rows of ``sayso extract --format json``, by each method it has;
the others run as they come (``attribution_peers.py``), with the interpreter given by
``--peer-python``. What the columns mean is said in ``attribution_scores.py``. Speed is
words per second of CPU time on one core, models warm, from the text to the rows: for
sayso that includes reading the page, resolving who sources are, figures, dates and
labels, none of which the others do.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution_peers import NOT_INSTALLED, PEERS
from attribution_scores import add_article, figures
from polnear import Article, Attribution, read_articles

import sayso
from sayso.extract import ATTRIBUTION_METHODS
from sayso.model import Extraction, Ledger
from sayso.pipeline import extract

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))
DEV = DATA / "polnear" / "dev"
SPEED = "words per CPU second"
MISSING = "not installed: pip install -r bench/peers.txt"

Found = dict[str, list[Attribution]]
"""Attributions by the name of their article."""


class NotMeasuredError(Exception):
    """An article that a system could not read, or read as another text; a sentence says which."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one system found, in how many seconds of CPU time; or, in words, why it did not run."""

    name: str
    found: Found
    seconds: float = 0.0
    problem: str = ""


def by_sayso(articles: list[Article], method: str, workers: int | None = None) -> Found:
    """Return what sayso finds, from the rows of its JSON.

    Raises:
        NotMeasuredError: an article could not be read, or its text is not the annotators'.
    """
    pages = [str(article.path) for article in articles]
    found = []
    for item in extract(pages, attribution=method, workers=workers):
        if not isinstance(item, Extraction):
            raise NotMeasuredError(item.problem)
        found.append(item)
    texts = {article.name: article.text for article in articles}
    for document in (item.document for item in found):
        if document.text != texts[Path(document.name).stem]:
            message = (
                f"{document.name} was read as another text than its annotators saw; offsets would not fit."
            )
            raise NotMeasuredError(message)
    return from_rows(
        sayso.to_json(
            Ledger(
                documents=tuple(item.document for item in found),
                statements=tuple(statement for item in found for statement in item.statements),
            )
        )
    )


def from_rows(ledger: dict[str, Any]) -> Found:
    """Return the attributed statements of sayso's JSON; all sources of a chain count as the source."""
    names = {document["id"]: Path(document["name"]).stem for document in ledger["documents"]}
    found: Found = defaultdict(list)
    for row in ledger["statements"]:
        if row["voice"] == "attributed":
            parts = row["parts"] or [(row["start"], row["end"])]
            cue = [(row["cue"]["start"], row["cue"]["end"])] if row["cue"] else []
            chain = [
                (source["start"], source["end"]) for source in row["chain"] if source["start"] is not None
            ]
            found[names[row["document"]]].append(attribution(parts, chain, cue))
    return found


def attribution(*roles: list[Any]) -> Attribution:
    """Return content, source and cue, lists of ``[start, end]``, as an attribution."""
    content, source, cue = (tuple((start, end) for start, end in role) for role in roles)
    return Attribution(content, source, cue)


def run_sayso(articles: list[Article], method: str) -> Run:
    """Run one method of sayso in this process, its models warm."""
    name = f"sayso, {method}"
    try:
        by_sayso(articles[:1], method, workers=1)
        began = time.process_time()
        found = by_sayso(articles, method, workers=1)
    except NotMeasuredError as error:
        return Run(name, {}, problem=str(error))
    return Run(name, found, time.process_time() - began)


def run_peer(articles: list[Article], name: str, python: str) -> Run:
    """Run a public extractor with the interpreter *python*."""
    done = subprocess.run(  # noqa: S603 - the interpreter is the caller's own, the script this project's
        [python, str(ROOT / "bench" / "attribution_peers.py"), name],
        input=json.dumps({article.name: article.text for article in articles}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == NOT_INSTALLED:
        return Run(name, {}, problem=MISSING)
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        return Run(name, {}, problem=f"failed with exit code {done.returncode}: {last}")
    answer = json.loads(done.stdout)
    found = {
        article: [attribution(one["content"], one["source"], one["cue"]) for one in rows]
        for article, rows in answer["found"].items()
    }
    return Run(f"{name} {answer['version']}", found, answer["seconds"])


def score(articles: list[Article], found: Found) -> dict[str, float]:
    """Return the figures of what was found (percent)."""
    tally: Counter[str] = Counter()
    for article in articles:
        add_article(tally, article.text, article.gold, found.get(article.name, []))
    return figures(tally)


def measure(method: str) -> dict[str, float]:
    """Return the figures of one method of sayso on all of dev, for the gate: without speed, on all cores."""
    articles = read_articles(DEV)
    return score(articles, by_sayso(articles, method))


def words(articles: list[Article]) -> int:
    """Return the number of words, as white space parts them."""
    return sum(len(article.text.split()) for article in articles)


def results_of(articles: list[Article], runs: list[Run]) -> dict[str, dict[str, Any]]:
    """Return figures and speed of every system, or its problem, by its name."""
    return {
        run.name: {"problem": run.problem}
        if run.problem
        else {**score(articles, run.found), SPEED: round(words(articles) / max(run.seconds, 1e-9))}
        for run in runs
    }


def table(results: dict[str, dict[str, Any]]) -> str:
    """Return the figures of every system, as lines."""
    heads = f"{'charF':>6} {'iou50':>6} {'(P':>6} {'R)':>6} {'exact':>6} {'source':>7} {'joint':>6}"
    lines = [f"{'':16}{heads}   {'recall direct/mixed/indirect':28}   {'words/CPU s':>11}"]
    for name, result in results.items():
        if "problem" in result:
            lines.append(f"{name:16}{result['problem']}")
            continue
        columns = [("charF", 6), ("iou50", 6), ("iou50 precision", 6), ("iou50 recall", 6)]
        columns += [("exact", 6), ("source accuracy", 7), ("joint", 6)]
        cells = " ".join(f"{result[column]:{width}.1f}" for column, width in columns)
        recall = " / ".join(f"{result[f'recall {kind}']:.1f}" for kind in ("direct", "mixed", "indirect"))
        lines.append(f"{name:16}{cells}   {recall:28}   {result[SPEED]:11,}")
    return "\n".join(lines)


def options() -> argparse.Namespace:
    """Read the command line."""
    systems = [*ATTRIBUTION_METHODS, *PEERS]
    parser = argparse.ArgumentParser(description="Measure attributions on PolNeAR dev, sayso beside others.")
    parser.add_argument(
        "--only", nargs="+", choices=systems, default=systems, metavar="NAME", help=", ".join(systems)
    )
    parser.add_argument("--limit", type=int, metavar="N", help="the first N articles only")
    parser.add_argument(
        "--peer-python", default=sys.executable, metavar="PATH", help="interpreter that has bench/peers.txt"
    )
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    return parser.parse_args()


def main() -> None:
    """Run the systems asked for and print one table."""
    asked = options()
    if not DEV.is_dir():
        message = f"PolNeAR is not at {DEV}: set SAYSO_DATA to the folder that holds polnear/dev."
        raise SystemExit(message)
    articles = read_articles(DEV, asked.limit)
    runs = []
    for name in asked.only:
        print(f"running {name} ...", file=sys.stderr)
        peer = name in PEERS
        runs.append(run_peer(articles, name, asked.peer_python) if peer else run_sayso(articles, name))
    size = {
        "articles": len(articles),
        "words": words(articles),
        "attributions": sum(len(article.gold) for article in articles),
    }
    results = results_of(articles, runs)
    if asked.json:
        print(json.dumps({**size, "systems": results}, indent=2))
    else:
        print("PolNeAR dev:", ", ".join(f"{count:,} {what}" for what, count in size.items()))
        print(table(results))


if __name__ == "__main__":
    main()
