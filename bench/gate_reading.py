"""What the accuracy gate asks of reading: main text, offsets, metadata, scraped texts.

The block and line models that ship were fitted on the very pages that they are asked of here: these figures
are those of a fit, pinned to catch what breaks. What they do on sites left out stands in bench/README.md.
"""

from __future__ import annotations

import logging

import pages
import pages_metadata
import pages_offsets
import scraped
from linking_scores import DATA

Measures = dict[str, float]

EACH = 4
"""Every so many pages are asked for the places of their characters: each takes a fifth of a second."""

DATED = ("published", "modified")


def measure() -> dict[str, Measures]:
    """Return the measures of reading, by what is read."""
    return {
        "main text of 152 web pages": main_text(),
        "metadata of 80 web pages": metadata(),
        "scraped text": scraped_text(),
    }


def main_text() -> Measures:
    """Measure the main text by strings that it must and must not hold, and its characters' places (0-1)."""
    found = pages.measure(pages.read_cases(DATA / "pages"), {"sayso": pages.by_sayso})["sayso"].score
    counted = [
        pages_offsets.count(path.read_bytes(), path.name)
        for path in sorted((DATA / "pages").glob("*.html"))[::EACH]
    ]
    characters = sum(one.characters for one in counted)
    return {
        "F1": round(found.middle, 3),
        "precision": round(found.precision, 3),
        "recall": round(found.recall, 3),
        "exact places": sum(one.exact for one in counted) / characters,
        "exact bytes": sum(one.exact_bytes for one in counted) / characters,
    }


def metadata() -> Measures:
    """Measure titles, dates, outlets and authors on pages labelled by hand (share right of those given)."""
    logging.disable(logging.CRITICAL)
    folder = DATA / "pages"
    golds = pages_metadata.read_gold(None, folder)
    read = {file: (folder / file).read_bytes() for file in golds}
    reader = pages_metadata.Reader("sayso", pages_metadata.by_sayso)
    tallies, _, _ = pages_metadata.score(reader, read, golds)
    logging.disable(logging.NOTSET)
    measured: Measures = {}
    for field in ("title", "published", "modified", "outlet", "authors"):
        tally = tallies[field]
        said = sum(tally[key] for key in ("right", "wrong", "missed"))
        measured[field] = round(tally["right"] / said, 3)
        if field in DATED:
            measured[f"{field}, none invented"] = float(not tally["invented"])
    return measured


def scraped_text() -> Measures:
    """Measure lines kept of pages as scrapers print them, and what clean texts keep (0-1)."""
    found, _ = scraped.measure(DATA / "pages")
    measured: Measures = {}
    for way, (right, lost, wrong) in found.items():
        measured[f"{way}, precision"] = round(right / (right + wrong), 3)
        measured[f"{way}, recall"] = round(right / (right + lost), 3)
    dropped, words = scraped.lost_words(scraped.clean_texts(DATA))
    measured["words of clean texts kept"] = round(1 - dropped / words, 4)
    return measured
