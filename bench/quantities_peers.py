"""Run one public reader of numbers or times over texts, and print what it finds.

    PYTHON bench/quantities_peers.py NAME < texts.json > found.json

``figures.py`` and ``moments.py`` start this with an interpreter that has the readers
(``bench/peers-figures.txt``); nothing here imports sayso. In: ``{name: {"text",
"published"}}``. Out: ``version``, ``seconds`` of CPU time with everything loaded, and
``found``, by name, a list of ``[start, end, low, high, value]``: numbers have ends,
times a value. Exit code 3 says that NAME is not installed.

Each reader runs as it comes, on one paragraph at a time, in English, with the day of
publication as its reference. Readers that only turn number words into digits leave
digits as they are; these are read for them as a program would (``1,234.5``). A range's
ends are those that a reader states (quantulum3: the value less and plus its
uncertainty); a point in time becomes the day.
"""

from __future__ import annotations

import datetime as dt
import difflib
import importlib
import json
import logging
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Any

NOT_INSTALLED = 3
PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+|\S")
NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?\Z")

Found = tuple[int, int, float | None, float | None, str | None]
Reader = Callable[[str, dt.datetime], Iterator[Found]]
Loader = Callable[[], Reader]


def load_quantulum3() -> Reader:
    """Return quantulum3's quantities; it gives a range as its mean with an uncertainty."""
    parser = importlib.import_module("quantulum3.parser")

    def read(text: str, _: dt.datetime) -> Iterator[Found]:
        for quantity in parser.parse(text):
            off = quantity.uncertainty or 0.0
            yield (*quantity.span, quantity.value - off, quantity.value + off, None)

    return read


def load_text2num() -> Reader:
    """Return text2num's numbers in words, and digits as they stand."""
    module = importlib.import_module("text_to_num")

    def read(text: str, _: dt.datetime) -> Iterator[Found]:
        tokens = list(TOKEN.finditer(text))
        words = [_Word(token[0], token.start()) for token in tokens]
        taken: set[int] = set()
        for found in module.find_numbers(words, "en"):
            if found.is_ordinal:
                continue
            taken.update(range(found.start, found.end))
            value = float(found.value)
            yield tokens[found.start].start(), tokens[found.end - 1].end(), value, value, None
        for at, token in enumerate(tokens):
            if at not in taken and NUMERAL.match(token[0]):
                yield (token.start(), token.end(), *_digits(token[0]), None)

    return read


class _Word:
    """A token as text2num wants it: its text, and where words may not join."""

    def __init__(self, word: str, start: int) -> None:
        self.word, self.start = word, start

    def text(self) -> str:
        return self.word

    def nt_separated(self, previous: Any) -> bool:  # noqa: ANN401 - the other package's own protocol
        return bool(self.start - previous.start - len(previous.word) > 1)

    def not_a_number_part(self) -> bool:
        return False


def _digits(numeral: str) -> tuple[float, float]:
    value = float(numeral.replace(",", ""))
    return value, value


def _rewritten(rewrite: Callable[[str], str]) -> Reader:
    """Read what a function that writes number words as digits changed, and digits that stood there."""

    def read(text: str, _: dt.datetime) -> Iterator[Found]:
        before, after = list(TOKEN.finditer(text)), list(TOKEN.finditer(rewrite(text)))
        match = difflib.SequenceMatcher(None, [t[0] for t in before], [t[0] for t in after], autojunk=False)
        for tag, i1, i2, j1, j2 in match.get_opcodes():
            if tag == "equal":
                for token in before[i1:i2]:
                    if NUMERAL.match(token[0]):
                        yield (token.start(), token.end(), *_digits(token[0]), None)
            elif i2 > i1 and j2 > j1 and NUMERAL.match(after[j1][0]):
                yield (before[i1].start(), before[i2 - 1].end(), *_digits(after[j1][0]), None)

    return read


def load_number_parser() -> Reader:
    """Return number-parser's numbers, read off the text that it rewrites."""
    module = importlib.import_module("number_parser")
    return _rewritten(lambda text: str(module.parse(text, language="en")))


def load_numerizer() -> Reader:
    """Return numerizer's numbers, read off the text that it rewrites."""
    module = importlib.import_module("numerizer")
    return _rewritten(lambda text: str(module.numerize(text)))


def load_dateparser() -> Reader:
    """Return dateparser's search; it gives the words, whose place is the next one in the text."""
    search = importlib.import_module("dateparser.search").search_dates

    def read(text: str, day: dt.datetime) -> Iterator[Found]:
        at = 0
        for words, when in search(text, languages=["en"], settings={"RELATIVE_BASE": day}) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield start, at, None, None, when.date().isoformat()

    return read


def load_parsedatetime() -> Reader:
    """Return parsedatetime's expressions."""
    module = importlib.import_module("parsedatetime")
    calendar = module.Calendar()

    def read(text: str, day: dt.datetime) -> Iterator[Found]:
        for when, _, start, end, _ in calendar.nlp(text, day) or ():
            yield start, end, None, None, when.date().isoformat()

    return read


def load_datefinder() -> Reader:
    """Return datefinder's dates."""
    find = importlib.import_module("datefinder").find_dates

    def read(text: str, day: dt.datetime) -> Iterator[Found]:
        for when, (start, end) in find(text, base_date=day, index=True):
            yield start, end, None, None, when.date().isoformat()

    return read


def load_timexy() -> Reader:
    """Return timexy's TIMEX3 expressions."""
    spacy = importlib.import_module("spacy")
    importlib.import_module("timexy")
    nlp = spacy.blank("en")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def read(text: str, _: dt.datetime) -> Iterator[Found]:
        for entity in nlp(text).ents:
            value = re.search(r'value="([^"]*)"', entity.kb_id_)
            yield (
                entity.start_char,
                entity.end_char,
                None,
                None,
                value[1].removesuffix("T00:00:00") if value else None,
            )

    return read


LOADERS: dict[str, Loader] = {
    "quantulum3": load_quantulum3,
    "text2num": load_text2num,
    "number-parser": load_number_parser,
    "numerizer": load_numerizer,
    "dateparser": load_dateparser,
    "parsedatetime": load_parsedatetime,
    "datefinder": load_datefinder,
    "timexy": load_timexy,
}


def _read(read: Reader, text: str, published: str | None) -> Iterator[Found]:
    """Read a text by paragraphs; one at which a reader fails gives nothing."""
    day = dt.datetime.fromisoformat(published) if published else dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the readers want naive times
    for paragraph in PARAGRAPH.finditer(text):
        try:
            found = list(read(paragraph[0].replace("\n", " "), day))
        except Exception as error:  # noqa: BLE001 - other people's readers fail in their own ways; they lose the paragraph
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            continue
        for start, end, low, high, value in found:
            yield start + paragraph.start(), end + paragraph.start(), low, high, value


def main(name: str) -> int:
    """Read texts from standard input with the reader *name*; write what it finds."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    try:
        read = LOADERS[name]()
    except ImportError:
        return NOT_INSTALLED
    texts = json.load(sys.stdin)
    list(_read(read, "Two men came on 3 March 2021.", "2021-03-04"))
    began = time.process_time()
    found = {key: list(_read(read, text["text"], text["published"])) for key, text in texts.items()}
    seconds = time.process_time() - began
    json.dump({"version": metadata.version(name), "seconds": seconds, "found": found}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
