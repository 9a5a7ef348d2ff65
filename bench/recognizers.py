"""Score numbers, units and times on the Recognizers-Text specifications: cases exactly right.

python bench/recognizers.py [FOLDER] [--language English] [--model Number] [--errors]
    (default: ../shared/data/recognizers-specs, every language, every model)

A case is right when sayso finds exactly its results: the same spans with the same
values, none missing and none besides. Units are compared in a column of their own.
Where the two conventions differ, the specifications are adapted here, openly (see
:mod:`recognizers_cases` and :mod:`recognizers_readings`), and never the product.
Times count by type; "date" is a single day. Both figures are printed: of all cases, and
of the cases that are not excluded by kind.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from recognizers_cases import LANGUAGES, MODELS, Case, Result, read_cases
from recognizers_readings import NotReadError, leads, reader, same_unit, trails

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))
_TIMES = (
    "date",
    "daterange",
    "datetime",
    "datetimerange",
    "time",
    "timerange",
    "duration",
    "set",
    "mixed",
    "none",
)
_CLOSE = 1e-6


def close(a: float | None, b: float | None) -> bool:
    """Tell whether two values are one, up to the digits that the specifications print."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b), 1e-12)


def agrees(case: Case, wanted: Result, found: Result, language: str) -> bool:
    """Tell whether span and value are the same, but for what may stand before or after either span."""
    between = case.text[min(wanted.start, found.start) : max(wanted.start, found.start)].lower().split()
    beyond = case.text[min(wanted.end, found.end) : max(wanted.end, found.end)].lower().strip()
    if not leads(language).issuperset(between) or (beyond and beyond not in trails(language)):
        return False
    if wanted.times:
        return bool(wanted.times & found.times) or any(holds(day, found) for day in wanted.times)
    return close(wanted.ends[0], found.ends[0]) and close(wanted.ends[1], found.ends[1])


def holds(day: str, found: Result) -> bool:
    """Tell whether a week, month or year that was found holds the expected day."""
    spans = [span.partition("/") for span in found.times if span.count("-") > 2 and "/" in span]
    return len(day) == len("2016-01-01") and any(first <= day <= last for first, _, last in spans)


def is_right(case: Case, found: Sequence[Result], language: str, *, units: bool = False) -> bool:
    """Tell whether *found* is exactly what the case expects, in order; with *units* also in unit."""
    pairs = list(zip(case.results, found, strict=False))
    exact = len(case.results) == len(found) and all(agrees(case, a, b, language) for a, b in pairs)
    return exact and (not units or all(same_unit(a, b) for a, b in pairs))


def score(
    cases: Sequence[Case], read: Callable[[Case], list[Result]], language: str, *, errors: bool
) -> Counter[str]:
    """Count the cases of one model: all, right, right in unit, excluded and right among these."""
    tally: Counter[str] = Counter()
    for case in cases:
        found = read(case)
        right = is_right(case, found, language)
        tally["all"] += 1
        tally["right"] += right
        tally["units"] += is_right(case, found, language, units=True)
        if case.why:
            tally["excluded"] += 1
            tally["excluded right"] += right
            tally[f"why {case.why}"] += 1
        if errors and not right:
            print(_difference(case, found))
    return tally


def measure(folder: Path, language: str, model: str) -> float | None:
    """Return the percentage of all cases of *model* that are right; ``None`` where there are no cases."""
    cases = list(read_cases(folder, language, model))
    if not cases:
        return None
    tally = score(cases, reader(LANGUAGES[language], model), LANGUAGES[language], errors=False)
    return 100 * tally["right"] / tally["all"]


def _difference(case: Case, found: Sequence[Result]) -> str:
    def shown(results: Sequence[Result]) -> str:
        cut = [
            (case.text[r.start : r.end], *(r.times or ((r.ends[0],) if r.ends[0] == r.ends[1] else r.ends)))
            for r in results
        ]
        return str(cut)

    note = f"  (excluded: {case.why})" if case.why else ""
    return f"  {case.text!r}\n      wanted {shown(case.results)}\n      found  {shown(found)}{note}"


def share(right: int, whole: int) -> str:
    """Write a share as percent, "-" of nothing."""
    return f"{100 * right / whole:5.1f}" if whole else "    -"


def line(name: str, tally: Counter[str], *, units: bool) -> str:
    """Write one model's row."""
    kept, kept_right = tally["all"] - tally["excluded"], tally["right"] - tally["excluded right"]
    with_units = share(tally["units"], tally["all"]) if units else "    -"
    return (
        f"{name:24} {tally['right']:4} of {tally['all']:4}  {share(tally['right'], tally['all'])}   "
        f"{kept_right:4} of {kept:4}  {share(kept_right, kept)}   {with_units}"
    )


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DATA / "recognizers-specs")
    parser.add_argument("--language", choices=list(LANGUAGES), action="append")
    parser.add_argument("--model", choices=MODELS, action="append")
    parser.add_argument("--errors", action="store_true", help="print every case that is not right")
    return parser.parse_args()


def main() -> None:
    """Score the chosen languages and models and print the table."""
    chosen, whys = options(), Counter[str]()
    began = time.process_time()
    print(f"{'':24} {'all cases':^19}   {'without excluded':^19}   with unit")
    for language in chosen.language or LANGUAGES:
        for model in chosen.model or MODELS:
            cases = list(read_cases(chosen.folder, language, model))
            if not cases:
                continue
            try:
                read = reader(LANGUAGES[language], model)
            except NotReadError as error:
                print(f"{language + ' ' + model:24} {len(cases):12} cases  {error}")
                continue
            groups = _groups(cases) if model == "DateTime" else {"": cases}
            for kind, group in groups.items():
                name = f"{language} {kind or model}"
                if chosen.errors:
                    print(f"-- {name}")
                tally = score(group, read, LANGUAGES[language], errors=chosen.errors)
                whys.update({key: n for key, n in tally.items() if key.startswith("why ")})
                print(line(name, tally, units=model in {"Currency", "Dimension", "Temperature", "Age"}))
    print("\nexcluded cases, by kind:")
    for why, number in whys.most_common():
        print(f"{number:6}  {why.removeprefix('why ')}")
    print(f"{time.process_time() - began:.0f} CPU seconds")


def _groups(cases: Sequence[Case]) -> dict[str, list[Case]]:
    groups = {kind: [case for case in cases if case.kind == kind] for kind in _TIMES}
    return {kind: group for kind, group in groups.items() if group}


if __name__ == "__main__":
    main()
