"""Score who-is-it: are the sources of attributed statements resolved to whom a reader takes them for?

python bench/sources.py [--errors] [--blind] [--places] [STEM ...]     (default: all documents of the gold)

The gold was labelled by reading articles of the development data (``$SAYSO_DATA``, or
``../shared/data``): ``bench/gold/sources.jsonl`` those that sayso was developed on,
``bench/gold/sources_blind.jsonl`` (``--blind``) some that were drawn by lot and
labelled before sayso had read them. A row is a place where a source is printed, of the
document ``document`` in the data set ``data`` (stories, where none is told; a page of
``ecbplus`` is its title, an empty line, its text and a line feed): ``form`` (pronoun,
description or name, as printed), ``kind``, ``names`` (whom it means by the fullest form
in the article; several when the article bears several readings; null where it names
nobody), ``antecedent`` (what a pronoun stands for that has no name) and ``chain`` where the
statement came through others,
nearest first. Joint sources are one group, "A, B and C".

A row is *right* when sayso's name is one of the gold names, spelled out as fully;
*open* when gold knows a name and sayso gives none; *wrong* otherwise. Where gold has
no name, everything is right that names nobody else. Places where sayso finds no source
are counted apart: finding them is the attributor's part. With ``--places`` every place of the gold is
given to the resolver instead, so that all are judged and nothing else is.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.extract.parse import parse_documents
from sayso.extract.resolve import Resolver
from sayso.model import Capture, Extraction, Source
from sayso.names import fold
from sayso.pipeline import extract
from sayso.read import open_captures, read_document

if TYPE_CHECKING:
    from sayso.model import Document, Statement

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "bench" / "gold" / "sources.jsonl"
BLIND = ROOT / "bench" / "gold" / "sources_blind.jsonl"
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))
STATES = ("right", "wrong", "open", "not found")

Row = dict[str, Any]
Place = tuple["Source", "Statement"]


def plain(name: str | None) -> str:
    """Return a name folded, without its article, dots and possessive."""
    words = re.sub(r"[.,]", "", fold(name or "")).strip()
    return re.sub(r"^(?:the|an?) ", "", words).removesuffix("s'").strip()


def place_of(row: Row, extraction: Extraction) -> Place | None:
    """Return the printed source that overlaps a gold place best, with a statement that it stands in."""
    best: tuple[float, Place] | None = None
    for statement in extraction.statements:
        for source in statement.chain:
            if source.start is None or source.end is None:
                continue
            shared = min(source.end, row["end"]) - max(source.start, row["start"])
            if shared > 0:
                share = shared / (max(source.end, row["end"]) - min(source.start, row["start"]))
                last = statement.chain[-1] is source
                rank = share + 0.01 * last
                if best is None or rank > best[0]:
                    best = rank, (source, statement)
    return best[1] if best else None


def describes(name: str, row: Row, document: Document) -> bool:
    """Say whether a name is only the words of a source that gold gives no name."""
    start, end = row.get("antecedent") or (row["start"], row["end"])
    printed = plain(document.text[start:end])
    return plain(name) in printed or printed in plain(name)


def state_of(row: Row, source: Source, document: Document, named: set[str]) -> str:
    """Return whether a source is right, wrong or left open; *named* are all the document's names."""
    wanted = {plain(name) for name in row["names"] if name}
    if source.name is not None and plain(source.name) in wanted:
        return "right"
    if None not in row["names"]:
        nameless = source.name is None or describes(source.name, row, document)
        return "open" if nameless and row["form"] != "name" else "wrong"
    if source.name is None:
        return "open" if "antecedent" in row else "right"
    if row["form"] == "pronoun" and not describes(source.name, row, document):
        return "wrong"
    return "wrong" if source.kind == "person" or plain(source.name) in named else "right"


def chain_right(row: Row, statement: Statement) -> bool:
    """Say whether the chain has the gold's links; a link without a name may bear a description."""
    if len(row["chain"]) != len(statement.chain):
        return False
    pairs = zip(row["chain"], statement.chain, strict=True)
    return all(plain(s.name) == plain(n) if n else s.kind != "person" or not s.name for n, s in pairs)


def score(rows: list[Row], extraction: Extraction, tally: dict[str, Counter[str]], *, errors: bool) -> None:
    """Add the counts of one document's rows."""
    document = extraction.document
    named = {plain(name) for row in rows for name in row["names"] if name}
    for row in rows:
        place = place_of(row, extraction)
        state = state_of(row, place[0], document, named) if place else "not found"
        tally[row["form"]][state] += 1
        referent = "no name in the article" if None in row["names"] else "named referents"
        tally[referent][state] += 1
        tally["all"][state] += 1
        if place is None:
            continue
        kind = place[0].kind == row["kind"]
        tally["kind"]["right" if kind else "wrong"] += 1
        chain = "chain" not in row or chain_right(row, place[1])
        if "chain" in row:
            tally["chain"]["right" if chain else "wrong"] += 1
        if errors and (state != "right" or not (kind and chain)):
            links = " <- ".join(f"{s.name} ({s.kind})" for s in place[1].chain)
            wanted = row.get("chain") or row["names"]
            printed = document.text[row["start"] : row["end"]][:50]
            print(
                f"{row['document']}:{row['start']} {state:6} {printed!r} -> {links}; "
                f"gold {wanted} {row['kind']}"
            )


def show(tally: dict[str, Counter[str]]) -> None:
    """Print the table: accuracy is over the places that were found."""
    print(f"{'':24}{'found':>6} {'right':>6} {'wrong':>6} {'open':>6} {'accuracy':>9}   not found")
    order = ("name", "pronoun", "description", "named referents", "no name in the article", "all")
    for name in (*order, "kind", "chain"):
        counts = tally[name]
        found = counts["right"] + counts["wrong"] + counts["open"]
        print(
            f"{name:24}{found:6} {counts['right']:6} {counts['wrong']:6} {counts['open']:6}"
            f" {100 * counts['right'] / max(found, 1):8.1f}%   {counts['not found'] or ''}"
        )


def rows_of(gold: Path, stems: list[str] | None) -> dict[str, list[Row]]:
    """Return the rows of the gold by document, of all documents or those named."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not stems or row["document"] in stems:
            rows[row["document"]].append(row)
    return rows


def pages_of(rows: dict[str, list[Row]], folder: Path) -> list[str]:
    """Return the paths of the documents; those that lie in one file of many are written to *folder*."""
    pages = []
    articles: dict[str, Row] = {}
    for stem in sorted(rows):
        data = rows[stem][0].get("data", "stories")
        if data == "stories":
            pages.append(DATA / "stories" / stem.split("_", maxsplit=1)[0] / f"{stem}.txt")
        elif data == "ecbplus":
            if not articles:
                lines = (DATA / "ecbplus" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
                articles = {article["doc"]: article for article in map(json.loads, lines)}
            page = folder / f"{stem}.txt"
            page.write_text(f"{articles[stem]['title']}\n\n{articles[stem]['text']}\n", encoding="utf-8")
            pages.append(page)
        else:
            pages.append(DATA / data / "text" / f"{stem}.txt")
    return [str(page) for page in pages]


def measure(
    stems: list[str] | None = None, *, errors: bool = False, gold: Path = GOLD
) -> dict[str, Counter[str]]:
    """Return right, wrong, open and not found by form, for the documents of the gold or those named."""
    rows = rows_of(gold, stems)
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder:
        for item in extract(pages_of(rows, Path(folder))):
            if not isinstance(item, Extraction):
                raise SystemExit(item.problem)
            score(rows[Path(item.document.name).stem], item, tally, errors=errors)
    return tally


def measure_places(
    stems: list[str] | None = None, *, errors: bool = False, gold: Path = GOLD
) -> dict[str, Counter[str]]:
    """Return right, wrong and open by form, where the resolver is given every place of the gold."""
    rows = rows_of(gold, stems)
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder:
        captures = open_captures(pages_of(rows, Path(folder)))
        documents = [read_document(one) for one in captures if isinstance(one, Capture)]
        for document, passages in parse_documents(documents):
            resolver = Resolver(passages)
            own = sorted(rows[Path(document.name).stem], key=lambda row: row["start"])
            named = {plain(name) for row in own for name in row["names"] if name}
            for row in own:
                number = next(n for n, passage in enumerate(passages) if row["start"] < passage.end)
                start = passages[number].start
                phrase = passages[number].parse.char_span(
                    row["start"] - start, row["end"] - start, alignment_mode="expand"
                )
                if phrase is None:
                    message = f"{row['document']}: the gold's place {row['start']} lies outside of its text"
                    raise SystemExit(message)
                found = resolver.resolve(number, phrase, "say")
                source = Source(row["start"], row["end"], phrase.text, found.name, found.kind)
                state = state_of(row, source, document, named)
                for part in (row["form"], "all"):
                    tally[part][state] += 1
                tally["kind"]["right" if found.kind == row["kind"] else "wrong"] += 1
                if errors and state != "right":
                    print(f"{row['document']}:{row['start']} {state:6} {phrase.text!r} -> {found.name}")
    return tally


def main() -> None:
    """Score the documents of the gold, or those named."""
    stems = [word for word in sys.argv[1:] if not word.startswith("-")]
    gold = BLIND if "--blind" in sys.argv else GOLD
    judge = measure_places if "--places" in sys.argv else measure
    show(judge(stems, errors="--errors" in sys.argv, gold=gold))


if __name__ == "__main__":
    main()
