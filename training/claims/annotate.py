"""Hand-made gold over ECB+ articles: rows as annotators write them -> offsets, without the texts.

    python training/claims/annotate.py pages  ECBPLUS STORY... --into FOLDER
    python training/claims/annotate.py check  FOLDER/STORY ROWS/STORY
    python training/claims/annotate.py store  FOLDER/STORY ROWS/STORY --into GOLD.json

``pages`` writes one text file an article (title, empty line, text). Annotators write
``figures.jsonl``, ``facts.jsonl`` and ``claims.jsonl`` by the stories' guide, every span as
an exact ``quote`` with ``nth`` (0 is the first place it stands at). ``check`` says what is
wrong with them. ``store`` keeps document ids, digests and offsets: the words of the articles
stay in the corpus (ECB+, Cybulska and Vossen, 2014, CC BY 3.0).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Row = dict[str, Any]

LEAST_WORDS, MOST_WORDS, MOST_PAGES = 90, 650, 6
"""Which articles of a story are annotated: neither notes nor essays, the first six that differ."""

COPIED = 0.6
"""Share of an article's five-word runs in an earlier one from which it is left out as a copy."""

RELATIONS = frozenset({"same", "narrower", "differs", "conflicts"})
KINDS = frozenset({"count", "money", "percent", "measure", "duration", "age", "ratio"})


def page_text(article: Row) -> str:
    """Return the text that offsets count in: title, empty line, text."""
    return f"{article['title']}\n\n{article['text']}\n"


def digest(text: str) -> str:
    """Return what tells whether a text is the one that was annotated."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def choose_pages(articles: list[Row]) -> Iterator[Row]:
    """Yield the articles of one story that are worth annotating."""
    seen: list[set[tuple[str, ...]]] = []
    for article in articles:
        words = article["text"].lower().split()
        grams = {tuple(words[k : k + 5]) for k in range(len(words) - 4)}
        if LEAST_WORDS <= len(words) <= MOST_WORDS and not any(
            len(grams & other) > COPIED * min(len(grams), len(other)) for other in seen
        ):
            seen.append(grams)
            yield article
        if len(seen) == MOST_PAGES:
            return


def write_pages(corpus: Path, stories: list[str], into: Path) -> None:
    """Write the chosen articles of *stories* as text files under *into*."""
    lines = (corpus / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    for story in stories:
        list(save_pages([a for a in articles if a["story"] == story], into / story))


def save_pages(articles: list[Row], folder: Path) -> Iterator[Path]:
    """Write those of a story's articles that are worth annotating, and yield their files."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in choose_pages(articles):
        page = folder / f"{article['doc']}.txt"
        page.write_text(page_text(article), encoding="utf-8")
        yield page


def read_rows(file: Path) -> list[Row]:
    """Return the rows of a JSON Lines file.

    Raises:
        ValueError: a line is not JSON; the message names file and line.
    """
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                message = f"{file}:{number}: {error}"
                raise ValueError(message) from error
    return rows


def place(
    texts: Mapping[str, str], row: Row, key: str = "quote", within: tuple[int, int] | None = None
) -> list[int]:
    """Return where ``row[key]`` stands: ``[start, end)`` in its document.

    Raises:
        ValueError: it stands nowhere, or not so often.
    """
    text, quote = texts.get(row["doc"]), row[key]
    if text is None:
        message = f"there is no document {row['doc']!r}"
        raise ValueError(message)
    low, high = within or (0, len(text))
    at = text.find(quote, low, high)
    for _ in range(0 if within else row.get("nth", 0)):
        at = text.find(quote, at + 1) if at >= 0 else -1
    if at < 0 or not quote:
        message = f"{row['doc']} does not print {quote!r}"
        raise ValueError(message)
    return [at, at + len(quote)]


def read_gold(pages: Path, rows: Path) -> tuple[Row, list[str]]:
    """Return a story's gold with offsets, and what is wrong with its rows."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(pages.glob("*.txt"))}
    wrong: list[str] = []
    facts, lookalikes = {}, []
    for row in read_rows(rows / "facts.jsonl"):
        if "lookalike" in row:
            lookalikes.append({"lookalike": row["lookalike"], "why": row["why"]})
        else:
            facts[row["fact"]] = row["what"]
    gold = {
        "story": pages.name,
        "documents": {name: digest(text) for name, text in texts.items()},
        "figures": list(_figures(texts, read_rows(rows / "figures.jsonl"), facts, wrong)),
        "facts": facts,
        "lookalikes": lookalikes,
        "claims": list(_claims(texts, read_rows(rows / "claims.jsonl"), wrong)),
    }
    wrong += [
        f"look-alike of an unknown fact: {x}" for x in lookalikes if not set(x["lookalike"]) <= set(facts)
    ]
    return gold, wrong


def _figures(
    texts: Mapping[str, str], rows: list[Row], facts: Mapping[str, str], wrong: list[str]
) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        try:
            span = place(texts, row)
            inner = place(texts, row, "number", (span[0], span[1]))
            if row["fact"] not in facts or row["kind"] not in KINDS:
                raise ValueError(f"unknown fact or kind: {row['fact']}, {row['kind']}")  # noqa: EM102, TRY003, TRY301
            kept = {k: row.get(k) for k in ("low", "high", "approx", "unit", "kind", "of", "when", "fact")}
            yield {"doc": row["doc"], "span": span, "number_span": inner, **kept}
        except (ValueError, KeyError) as error:
            wrong.append(f"figures row {number}: {error}")


def _claims(texts: Mapping[str, str], rows: list[Row], wrong: list[str]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        try:
            members = [_member(texts, member) for member in row["members"]]
            if len({m["doc"] for m in members}) < 2:
                wrong.append(f"claim row {number} ({row['claim']}): fewer than two outlets")
            pairs = [
                {"a": min(p["a"], p["b"]), "b": max(p["a"], p["b"]), "relation": p["relation"]}
                for p in row["pairs"]
            ]
            due = {
                (a, b)
                for a, b in combinations(range(len(members)), 2)
                if members[a]["doc"] != members[b]["doc"]
            }
            told = {(p["a"], p["b"]) for p in pairs}
            if due != told:
                amiss = f"pairs missing {sorted(due - told)}, not due {sorted(told - due)}"
                wrong.append(f"claim row {number} ({row['claim']}): {amiss}")
            if not {p["relation"] for p in pairs} <= RELATIONS:
                wrong.append(f"claim row {number} ({row['claim']}): unknown relation")
            yield {"claim": row["claim"], "gist": row["gist"], "members": members, "pairs": pairs}
        except (ValueError, KeyError) as error:
            wrong.append(f"claims row {number}: {error!r}")


def _member(texts: Mapping[str, str], member: Row) -> Row:
    return {
        "doc": member["doc"],
        "span": place(texts, member),
        "attributed": member.get("source") is not None,
    }


def written(gold: Row) -> str:
    """Return a story's gold as JSON with one row a line."""
    parts = []
    for key, value in gold.items():
        rows = [json.dumps(row, ensure_ascii=False) for row in value] if isinstance(value, list) else None
        body = "[\n  " + ",\n  ".join(rows) + "\n ]" if rows else json.dumps(value, ensure_ascii=False)
        parts.append(f" {json.dumps(key)}: {body}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Run one of the three steps."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    steps = parser.add_subparsers(dest="step", required=True)
    pages = steps.add_parser("pages")
    pages.add_argument("corpus", type=Path)
    pages.add_argument("stories", nargs="+")
    pages.add_argument("--into", type=Path, required=True)
    for name in ("check", "store"):
        step = steps.add_parser(name)
        step.add_argument("pages", type=Path)
        step.add_argument("rows", type=Path)
        if name == "store":
            step.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    if given.step == "pages":
        write_pages(given.corpus, given.stories, given.into)
        return
    gold, wrong = read_gold(given.pages, given.rows)
    print("\n".join(wrong), file=sys.stderr)
    counts = f"{len(gold['claims'])} claims, {len(gold['figures'])} figures, {len(wrong)} faults"
    print(f"{given.pages.name}: {counts}")
    if given.step == "store" and not wrong:
        given.into.write_text(written(gold), encoding="utf-8")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
