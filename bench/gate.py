"""The accuracy gate: measure on the development data, fail below the floors of baseline.json.

    python bench/gate.py            measure and compare
    python bench/gate.py --print    measure only, as JSON that could become the next floors

The data and the scorer of the stories lie beside the project (``$SAYSO_DATA``, or
``../shared/data``, with ``../bench`` beside it). Where they are
absent nothing can be measured: the gate says so and passes. Floors only rise; one
that is lowered needs its reason in ``baseline.json``, under "lowered".
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attribution
import moments
import recognizers
import sources
from recognizers_cases import LANGUAGES

import sayso
from sayso.extract import ATTRIBUTION_METHODS
from sayso.extract.moments import find_moments
from sayso.extract.parse import parse_documents

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))
BASELINE = ROOT / "bench" / "baseline.json"

Measures = dict[str, float]


def scorer(name: str) -> ModuleType:
    """Load a scorer that lies beside the data."""
    path = DATA.parent / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        message = f"{path} cannot be loaded as a scorer."
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def attributions() -> dict[str, Measures]:
    """Measure attributions on PolNeAR dev by each method there is (percent).

    A method that cannot run here, for want of its weights, is told and left out.
    """
    groups: dict[str, Measures] = {}
    for method in ATTRIBUTION_METHODS:
        try:
            groups[f"attribution on PolNeAR dev, {method}"] = attribution.measure(method)
        except attribution.NotMeasuredError as error:
            print(f"attribution by {method} was not measured: {error}", file=sys.stderr)
    return groups


def stories() -> Measures:
    """Measure figures, claims and look-alikes on the stories with hand-made gold (0-1).

    The pair model is trained on these very stories: its figures here are those of a fit,
    pinned to catch what breaks. What it does on unseen stories is in its model card.
    """
    judge = scorer("score_stories")
    tally: dict[str, Any] = defaultdict(int)
    for gold in sorted((DATA / "stories").glob("[0-9].json")):
        pages = sorted(str(path) for path in (DATA / "stories" / gold.stem).glob("*.txt"))
        judge.score(json.loads(gold.read_text("utf-8")), sayso.to_json(sayso.compare(pages).ledger), tally)
    precision = judge.rate(tally["pair true"], tally["pair said"])
    recall = judge.rate(tally["pair hit"], tally["pair gold"])
    by_cluster = [tally["cluster precision"], tally["cluster recall"]]
    means = [sum(values) / max(len(values), 1) for values in by_cluster]
    value_recall = judge.rate(tally["figure value"], tally["figure gold"])
    true = judge.rate(tally["figure true"], tally["figure found"])
    return {
        "figures value recall": round(value_recall, 3),
        "figures value F1": round(judge.f1(true, value_recall), 3),
        "claim pairs F1": round(judge.f1(precision, recall), 3),
        "claim pairs precision": round(precision, 3),
        "claims by cluster F1": round(judge.f1(*means), 3),
    }


def times() -> Measures:
    """Measure time expressions on the AQUAINT TimeML corpus (F1, 0-1)."""
    read = [moments.read_timeml(path) for path in sorted((DATA / "timeml-aquaint").glob("*.tml"))]
    gold = {document.id: rows for document, rows in read}
    tally: Counter[str] = Counter()
    for document, passages in parse_documents(document for document, _ in read):
        moments.score(gold[document.id], find_moments(passages, document), tally)
    return {
        f"{name} F1": round(2 * tally[name] / (tally["found"] + tally["gold"]), 3)
        for name in ("strict", "relaxed", "value")
    }


def who_is_it() -> Measures:
    """Measure whom sources mean, on the hand-made gold of twenty pages (accuracy where found, 0-1)."""
    tally = sources.measure()
    return {
        form: round(tally[form]["right"] / max(1, sum(tally[form][k] for k in ("right", "wrong", "open"))), 3)
        for form in ("name", "pronoun", "description")
    }


def numerals() -> Measures:
    """Measure numbers and money on the Recognizers-Text specifications (percent right, none excluded)."""
    return {
        f"{language} {model}": round(percent, 1)
        for language in LANGUAGES
        for model in ("Number", "Currency")
        if (percent := recognizers.measure(DATA / "recognizers-specs", language, model)) is not None
    }


def measure() -> dict[str, Measures]:
    """Return all measures, by room."""
    return {
        **attributions(),
        "stories 0-4": stories(),
        "time expressions in AQUAINT": times(),
        "who is it, in stories 0-4": who_is_it(),
        "numbers and money in seven languages": numerals(),
    }


def compare_with_floors(measured: dict[str, Measures], floors: dict[str, Measures]) -> list[str]:
    """Print every measure beside its floor; return a sentence for each that is below, or was not measured."""
    below = [f"{group}: has floors and was not measured." for group in floors if group not in measured]
    for group, values in measured.items():
        print(group)
        for name, value in values.items():
            floor = floors.get(group, {}).get(name)
            mark = "" if floor is None else "ok" if value >= floor else "BELOW"
            print(f"  {name:24} {value:8.3f}  floor {floor if floor is not None else '-':>7}  {mark}")
            if mark == "BELOW":
                below.append(f"{group}: {name} is {value}, its floor is {floor}.")
    return below


def main() -> int:
    """Run the gate; return the exit code."""
    if not (DATA / "stories").is_dir() or not (DATA.parent / "bench").is_dir():
        print(f"Accuracy was not measured: the development data is not at {DATA} (set SAYSO_DATA).")
        return 0
    measured = measure()
    if "--print" in sys.argv:
        print(json.dumps(measured, indent=2))
        return 0
    below = compare_with_floors(measured, json.loads(BASELINE.read_text("utf-8"))["floors"])
    print(*below, sep="\n", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
