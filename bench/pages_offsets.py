"""Measure whether every character of the real pages is traced to where it stands, and what that costs.

python bench/pages_offsets.py [--pages FOLDER]

Exact is proved by cause, not by comparing strings: on a copy of the page the source of each
character of a block is overwritten with a mark of its own, a private character, and the copy is
read again. A character is exact when its mark comes back where the character stood. Spaces are
checked by what their spans print: white space.
Bytes are exact when the bytes of each character's span decode to the same characters.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Block, Capture, Document
from sayso.read.decoding import decode
from sayso.read.places import origins_of
from sayso.read.sourcemap import SourceMap, SourceSpan, source_map
from sayso.read.tree import parse
from sayso.read.visible import visible_text

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))
MARKS = [*range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE)]
"""Private characters: none is white space, none is on a page."""


@dataclass(slots=True)
class Counted:
    """Characters of blocks that are not white space, and how many of them are exact; CPU seconds."""

    characters: int = 0
    exact: int = 0
    exact_bytes: int = 0
    spaces: int = 0
    printed_spaces: int = 0
    parsing: float = 0.0
    mapping: float = 0.0


def shown(data: bytes, name: str) -> tuple[Capture, Document]:
    """Return the page as a document of its visible text, each block of it kept."""
    capture = Capture("0" * 64, name, data, "text/html")
    blocks = visible_text(parse(decode(data, html=True).text, name).root).blocks
    texts = [block.text for block in blocks]
    ends = [sum(map(len, texts[: n + 1])) + n for n in range(len(texts))]
    found = tuple(Block(end - len(text), end, kept=True) for text, end in zip(texts, ends, strict=True))
    return capture, Document(name, name, capture.sha256, "\n".join(texts), found)


def count(data: bytes, name: str) -> Counted:
    """Return how many characters of the page *data* are exact."""
    capture, document = shown(data, name)
    places = source_map(capture, document)
    found = Counted()
    _time(places.page, name, found)
    sources: dict[int, SourceSpan] = {}
    encoding = decode(data, html=True).encoding
    for match in re.finditer(r"\S+", document.text):
        for position, span in _sources(places, *match.span()):
            sources[position] = span
            found.exact_bytes += _is_at(data, span, encoding, places.page)
    for match in re.finditer(" ", document.text):
        spans = places.spans(*match.span())
        found.spaces += 1
        found.printed_spaces += bool(spans) and not places.printed(spans).strip()
    found.characters = sum(not character.isspace() for character in document.text)
    found.exact = sum(_marked(places, document.text, sources, name))
    return found


def _sources(places: SourceMap, start: int, end: int) -> Iterator[tuple[int, SourceSpan]]:
    """Yield the characters of a word with the stretch of the page that prints each."""
    spans = places.spans(start, end)
    if sum(span.end - span.start for span in spans) == end - start and "&" not in places.printed(spans):
        for span in spans:
            bytewise = span.end_byte - span.first_byte == span.end - span.start
            for place in range(span.start, span.end):
                offset = place - span.start
                one = SourceSpan(place, place + 1, span.first_byte + offset, span.first_byte + offset + 1)
                yield start, one if bytewise else places.spans(start, start + 1)[0]
                start += 1
        return
    for position in range(start, end):
        if len(one_span := places.spans(position, position + 1)) == 1:
            yield position, one_span[0]


def _is_at(data: bytes, span: SourceSpan, encoding: str, page: str) -> bool:
    wanted = page[span.start : span.end]
    return data[span.first_byte : span.end_byte].decode(encoding, "replace") == wanted


def _marked(places: SourceMap, text: str, sources: dict[int, SourceSpan], name: str) -> Iterator[bool]:
    """Yield for each character whether a mark that overwrites its source comes back in its place."""
    plain = [position for position in range(len(text)) if not text[position].isspace()]
    for begin in range(0, len(plain), len(MARKS)):
        marks = dict(zip(plain[begin : begin + len(MARKS)], MARKS, strict=False))
        pieces: list[str] = []
        copied = 0
        for position, mark in marks.items():
            span = sources.get(position)
            if span is not None and span.start >= copied:
                pieces += (places.page[copied : span.start], chr(mark))
                copied = span.end
        page = "".join((*pieces, places.page[copied:]))
        again = "".join("".join(block.text for block in visible_text(parse(page, name).root).blocks).split())
        for position, character in zip(plain[begin:], again[begin:], strict=False):
            if position in marks:
                yield character == chr(marks[position])


def _time(page: str, name: str, found: Counted) -> None:
    """Add the CPU time of parsing the page and finding its visible text, and of the places of its blocks."""
    for _ in range(3):
        started = time.process_time()
        tree = parse(page, name)
        visible = visible_text(tree.root)
        parsed = time.process_time()
        origins_of(tree, visible)
        found.parsing += (parsed - started) / 3
        found.mapping += (time.process_time() - parsed) / 3


def main() -> int:
    """Print the table; fail where a character is not exact."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=Path, default=DATA / "pages")
    pages = sorted(parser.parse_args().pages.glob("*.html"))
    if not pages:
        print("no pages there", file=sys.stderr)
        return 2
    total = Counted()
    for path in pages:
        one = count(path.read_bytes(), path.name)
        for name in Counted.__slots__:
            setattr(total, name, getattr(total, name) + getattr(one, name))
        if one.exact < one.characters or one.exact_bytes < one.characters:
            print(f"{path.name}: {one.characters} characters, {one.exact} exact, {one.exact_bytes} in bytes")
    print(f"pages                  {len(pages)}")
    print(f"characters             {total.characters}")
    print(f"exact                  {total.exact} ({total.exact / total.characters:.4%})")
    print(f"exact in bytes         {total.exact_bytes} ({total.exact_bytes / total.characters:.4%})")
    print(f"spaces                 {total.spaces}, {total.printed_spaces} of them printed")
    print(f"parsing, visible text  {total.parsing / len(pages) * 1000:.2f} ms a page")
    print(f"places of its blocks   {total.mapping / len(pages) * 1000:.2f} ms a page")
    return int(total.exact < total.characters or total.exact_bytes < total.characters)


if __name__ == "__main__":
    sys.exit(main())
