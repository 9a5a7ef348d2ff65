"""Measure what sayso reads of pages beside their text: titles, dates, outlets, authors, addresses.

    python bench/pages_metadata.py [PAGES] [--half shown|"kept back"] [--errors] [--peers]

PAGES is a folder of saved pages with ``evaldata.json`` (trafilatura's evaluation set).
``bench/gold/pages.jsonl`` holds what 80 of its 152 pages say of themselves, read by hand
from the HTML and from what a browser shows: the files in the order of their names were
shuffled with ``random.Random(20261122)``, and the first 80 taken. The rules were made
looking at the first 40 (``shown``); the other 40 were ``kept back`` until they were done.
At first sight of those, 34 of their 37 dates were right, 1 wrong, 2 missed, and none
invented on the 3 without one; four rules were mended since.

A field lists what is right. A date is right when the day is; it is *invented* when the
page gives none, and *wrong* when it gives another. Pages that are lists of articles, or
that give a month only, have no date. A title or an outlet is right when its letters are
those of one listed; authors when they are those of the page, without others (``also``
lists names that a page gives in the place of a person's, which are no fault). The
address is right when it is the one that the set gives, without its scheme and "www." and
without an archive's before it.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import logging
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sayso.model import Capture
from sayso.read import ReadError, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

GOLD = Path(__file__).resolve().parent / "gold" / "pages.jsonl"
DATA = Path(os.environ.get("SAYSO_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+/")
FIELDS = ("published", "modified", "title", "outlet", "authors", "address")
OUTCOMES = ("right", "wrong", "missed", "invented", "silent")


class Said(NamedTuple):
    """What a reader says of a page; empty where it says nothing."""

    published: str = ""
    modified: str = ""
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    address: str = ""
    how: str = ""


Gold = dict[str, list[str]]


def read_gold(half: str | None, pages: Path) -> dict[str, Gold]:
    """Return by file name what the pages of *half* say, every field a list of what is right."""
    content: Mapping[str, Mapping[str, object]] = json.loads((pages / "evaldata.json").read_text("utf-8"))
    addresses = {case["file"]: address for address, case in content.items() if "://" in address}
    found: dict[str, Gold] = {}
    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        if half is None or row["half"] == half:
            listed = {
                key: value if isinstance(value, list) else [value] for key, value in row.items() if value
            }
            address = addresses.get(str(row["file"]))
            found[row["file"]] = {**listed, **({"address": [address]} if address else {})}
    return found


def by_sayso(data: bytes, name: str) -> Said:
    """Return what sayso says of a page, given nothing but its bytes."""
    try:
        found = read_document(Capture(hashlib.sha256(data).hexdigest(), name, data, "text/html"))
    except ReadError:
        return Said()
    return Said(
        found.published.value if found.published else "",
        found.modified.value if found.modified else "",
        found.title or "",
        found.outlet or "",
        found.authors,
        found.address or "",
        f"{found.published.how}, {found.published.confidence}" if found.published else "",
    )


def by_htmldate(data: bytes, _: str) -> Said:
    """Return htmldate's dates as it comes: the original one, and the last change."""
    from htmldate import find_date  # noqa: PLC0415 - only where peers are asked for

    return Said(find_date(data, original_date=True) or "", find_date(data, original_date=False) or "")


def by_trafilatura(data: bytes, _: str) -> Said:
    """Return trafilatura's metadata as it comes."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - only where peers are asked for

    found = extract_metadata(data)
    authors = tuple((found.author or "").split("; ")) if found.author else ()
    name = found.sitename or found.hostname or ""
    return Said(found.date or "", "", found.title or "", name, authors, found.url or "")


def letters(text: str) -> str:
    """Return the letters and digits of *text* in one case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def bare(address: str) -> str:
    """Return *address* without what makes no other page of it."""
    plain = unquote(ARCHIVED.sub("", address)).strip().split("#")[0].partition("://")[2]
    return plain.removeprefix("www.").rstrip("/").casefold()


def outcome(field: str, said: Said, gold: Gold) -> str:
    """Return which of :data:`OUTCOMES` a field of what was said is."""
    value, wanted = getattr(said, field), gold.get(field, [])
    if field == "authors":
        names, allowed = set(map(letters, value)), set(map(letters, [*wanted, *gold.get("also", [])]))
        if not value:
            return "missed" if wanted else "silent"
        if not names <= allowed:
            return "wrong" if allowed else "invented"
        return "right" if not wanted or names & set(map(letters, wanted)) or allowed > names else "wrong"
    if not value:
        return "missed" if wanted else "silent"
    same = {"published": _day, "modified": _day, "address": bare}.get(field, letters)
    return "invented" if not wanted else "right" if same(value) in set(map(same, wanted)) else "wrong"


def _day(value: str) -> str:
    return value[:10]


class Reader(NamedTuple):
    """Who reads, how, and the fields it has an answer to."""

    name: str
    read: Callable[[bytes, str], Said]
    fields: Sequence[str] = FIELDS


def score(
    reader: Reader, pages: Mapping[str, bytes], golds: Mapping[str, Gold]
) -> tuple[dict[str, collections.Counter[str]], list[str], float]:
    """Return the outcomes by field, a line for each fault, and the seconds of CPU time a page."""
    tallies = {field: collections.Counter[str]() for field in reader.fields}
    faults: list[str] = []
    began = time.process_time()
    said = {file: reader.read(data, file) for file, data in pages.items()}
    seconds = (time.process_time() - began) / len(pages)
    for file, found in said.items():
        for field in reader.fields:
            if field == "address" and field not in golds[file]:
                continue
            result = outcome(field, found, golds[file])
            tallies[field][result] += 1
            if result not in {"right", "silent"}:
                how = f" ({found.how})" if field == "published" and found.how else ""
                value, wanted = getattr(found, field), golds[file].get(field)
                faults.append(f"{reader.name}: {field} {result}: {file}: {value!r}{how}, not {wanted}")
    return tallies, faults, seconds


def table(name: str, tallies: Mapping[str, collections.Counter[str]], seconds: float) -> Iterable[str]:
    """Yield the lines of one reader: by field, the outcomes and the share that is right of what pages say."""
    yield f"{name} ({1000 * seconds:.0f} ms a page)"
    for field, tally in tallies.items():
        said = sum(tally[key] for key in ("right", "wrong", "missed"))
        share = tally["right"] / said if said else 0.0
        counts = "".join(f"{tally[key]:>10}" for key in OUTCOMES)
        yield f"  {field:12}{counts}{share:>10.1%}"


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", nargs="?", type=Path, default=DATA / "pages")
    parser.add_argument("--half", choices=("shown", "kept back"), help="only these pages of the gold")
    parser.add_argument("--errors", action="store_true", help="print every fault")
    parser.add_argument("--peers", action="store_true", help="run htmldate and trafilatura beside sayso")
    return parser.parse_args()


def main() -> None:
    """Score the pages and print the table."""
    chosen = options()
    logging.disable(logging.CRITICAL)
    golds = read_gold(chosen.half, chosen.pages)
    pages = {file: (chosen.pages / file).read_bytes() for file in golds}
    readers = [Reader("sayso", by_sayso)]
    if chosen.peers:
        others = [field for field in FIELDS if field != "modified"]
        readers += [
            Reader("htmldate", by_htmldate, FIELDS[:2]),
            Reader("trafilatura", by_trafilatura, others),
        ]
    print(f"{len(pages)} pages, {sum('published' in gold for gold in golds.values())} of them dated")
    print(" " * 14 + "".join(f"{key:>10}" for key in OUTCOMES) + f"{'share':>10}")
    for reader in readers:
        reader.read(next(iter(pages.values())), "page.html")  # what it loads once is not counted
        tallies, faults, seconds = score(reader, pages, golds)
        print(*table(reader.name, tallies, seconds), sep="\n")
        if chosen.errors:
            print(*faults, sep="\n")


if __name__ == "__main__":
    main()
