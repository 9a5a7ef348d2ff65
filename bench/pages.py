"""Main text of real web pages: sayso beside trafilatura and jusText, in one run.

    python bench/pages.py [../shared/data/pages] [--rounds 3] [--worst]

The pages are those of trafilatura's own evaluation, with strings that the text
must and must not hold, scored as it scores them. sayso is timed from bytes to
document, with everything else that reading a page gives; the others from bytes
to text. Times are CPU seconds; each page is read by all of them in turn, so that
a machine busy with other work slows all alike, and the best of the rounds counts.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.model import Capture
from sayso.read import ReadError, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Reader = Callable[[bytes], str]

DATA = Path(__file__).resolve().parents[2] / "shared/data/pages"


class Case(NamedTuple):
    """A page's name, its bytes, and the strings that its text must and must not hold."""

    file: str
    data: bytes
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


class Score(NamedTuple):
    """Strings of a page or of all: wanted and found, wanted and missed, unwanted and found."""

    found: int = 0
    missed: int = 0
    kept: int = 0

    @property
    def precision(self) -> float:
        """Share of the strings found that were wanted."""
        return self.found / max(1, self.found + self.kept)

    @property
    def recall(self) -> float:
        """Share of the strings wanted that were found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def middle(self) -> float:
        """F1 of the two."""
        return 2 * self.found / max(1, 2 * self.found + self.missed + self.kept)


class Result(NamedTuple):
    """Scores by page, and CPU seconds for all pages."""

    scores: dict[str, Score]
    seconds: float

    @property
    def score(self) -> Score:
        """The sum of the scores."""
        return Score(*(sum(column) for column in zip(*self.scores.values(), strict=True)))


def read_cases(folder: Path) -> list[Case]:
    """Return the cases of ``evaldata.json`` in *folder*, in its order."""
    rows: Iterable[dict[str, Any]] = json.loads((folder / "evaldata.json").read_text("utf-8")).values()
    return [
        Case(row["file"], (folder / row["file"]).read_bytes(), tuple(row["with"]), tuple(row["without"]))
        for row in rows
    ]


def by_sayso(data: bytes) -> str:
    """Return the text that sayso keeps of a page."""
    try:
        found = read_document(Capture("0" * 64, "page.html", data, "text/html"))
    except ReadError:
        return ""
    return "\n".join(found.text[block.start : block.end] for block in found.blocks if block.kept)


def by_trafilatura(data: bytes) -> str:
    """Return what trafilatura extracts as it comes."""
    from trafilatura import extract  # noqa: PLC0415 - a peer need not be installed

    return extract(data) or ""


def by_justext(data: bytes) -> str:
    """Return the paragraphs that jusText takes for good, told no language: stop words do not count."""
    from justext import justext  # noqa: PLC0415 - may be absent

    paragraphs = justext(data, frozenset(), stopwords_low=0, stopwords_high=0)
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def readers() -> Mapping[str, Reader]:
    """Return sayso and the peers that are installed."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    peers = {"trafilatura": by_trafilatura, "justext": by_justext}
    return {"sayso": by_sayso} | {
        name: read for name, read in peers.items() if importlib.util.find_spec(name) is not None
    }


def score(case: Case, text: str) -> Score:
    """Return how *text* fares on *case*, by the strings in it."""
    found = sum(string in text for string in case.wanted)
    return Score(found, len(case.wanted) - found, sum(string in text for string in case.unwanted))


def measure(cases: Iterable[Case], by: Mapping[str, Reader], rounds: int = 1) -> dict[str, Result]:
    """Return how each reader fares on all *cases*; a reader that fails on a page found no text there."""
    scores: dict[str, dict[str, Score]] = {name: {} for name in by}
    seconds = dict.fromkeys(by, 0.0)
    for number, case in enumerate(cases):
        for name, read in by.items():
            if number == 0:
                _timed(read, case)  # what is loaded once is loaded here
            text, best = _timed(read, case)
            for _ in range(rounds - 1):
                best = min(best, _timed(read, case)[1])
            scores[name][case.file] = score(case, text)
            seconds[name] += best
    return {name: Result(scores[name], seconds[name]) for name in by}


def _timed(read: Reader, case: Case) -> tuple[str, float]:
    start = time.process_time()
    try:
        text = read(case.data)
    except Exception as error:  # noqa: BLE001 - a peer may fail as it likes, on any page
        print(f"{case.file}: {type(error).__name__}")
        text = ""
    return text, time.process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--rounds", type=int, default=1, help="times each page is read; the fastest counts")
    parser.add_argument("--worst", action="store_true", help="also list the pages where sayso errs")
    options = parser.parse_args()
    cases = read_cases(options.folder)
    results = measure(cases, readers(), options.rounds)
    pace = results.get("trafilatura", results["sayso"]).seconds
    print(f"{'':12} precision recall  F1     pages/CPU s  times trafilatura's pace")
    for name, result in results.items():
        found = result.score
        print(
            f"{name:12} {found.precision:.4f}    {found.recall:.4f}  {found.middle:.4f} "
            f"{len(cases) / result.seconds:8.1f}     {pace / result.seconds:.2f}"
        )
    if options.worst:
        for file, one in results["sayso"].scores.items():
            if one.missed or one.kept:
                print(f"{one.missed} missed, {one.kept} too many: {file}")


if __name__ == "__main__":
    main()
