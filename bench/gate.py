"""The accuracy gate: measure on the development data, fail below the floors of baseline.json.

    python bench/gate.py            measure and compare
    python bench/gate.py --print    measure only, as JSON that could become the next floors

The data and the scorer of the stories lie beside the project (``$SAYSO_DATA``, or
``../shared/data``, with ``../bench`` beside it). Where they are
absent nothing can be measured: the gate says so and passes. Floors only rise; one
that is lowered needs its reason in ``baseline.json``, under "lowered".
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

import attribution
import gate_reading
import linking_claims
import linking_copies
import linking_scores
import linking_stories
import moments
import recognizers
import sources
from linking_scores import DATA, ROOT
from recognizers_cases import LANGUAGES

import sayso
from sayso.extract import ATTRIBUTION_METHODS
from sayso.extract.moments import find_moments
from sayso.extract.parse import parse_documents
from sayso.link import link_story
from sayso.link.pairs import judge

BASELINE = ROOT / "bench" / "baseline.json"

Measures = dict[str, float]


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


def stories(material: linking_claims.Material) -> Measures:
    """Measure figures and claims on the stories with hand-made gold (0-1).

    The pair model that ships is trained on these very stories: its figures here are those
    of a fit, pinned to catch what breaks. :func:`unseen` has what it does on others.
    """
    tally = linking_scores.judged(
        (story.gold, sayso.to_json(link_story(story.extractions))) for story in material.tested
    )
    value = linking_scores.share(tally["figure value"], tally["figure gold"])
    true = linking_scores.share(tally["figure true"], tally["figure found"])
    return {
        "figures value recall": round(value, 3),
        "figures value F1": round(linking_scores.row(true, value)[2], 3),
        **claims(tally),
    }


def claims(tally: dict[str, Any]) -> Measures:
    """Return the figures of claims out of the scorer's counts."""
    return {
        "claim pairs F1": round(linking_scores.pair_row(tally)[2], 3),
        "claim pairs precision": round(linking_scores.pair_row(tally)[0], 3),
        "claims by cluster F1": round(linking_scores.cluster_row(tally)[2], 3),
    }


def unseen(material: linking_claims.Material) -> Measures:
    """Measure claims on the same stories by a pair model fitted on others alone (0-1).

    Its features may have changed since it was kept: ``bench/linking.py --only claims --write``
    fits and keeps it anew.
    """
    model = linking_claims.kept_model()
    near = [judge(one.field, one.pairs, model).probability for one in material.tested_labels]
    at = linking_claims.precisions(material.tested, material.tested_labels, near)
    return {
        **claims(linking_claims.count(material.tested, material.aligned(model))),
        **{
            f"precision at recall {recall}": round(value, 3)
            for recall, value in zip(linking_claims.RECALLS, at, strict=True)
        },
    }


def copies() -> Measures:
    """Measure copies: edited passages of ECB+ in other pages, and whether none is seen that is none (0-1)."""
    pages = linking_copies.Pages()
    counts, found = linking_copies.by_sayso(pages)
    of_two_events, *_ = linking_copies.real(pages, found)
    return {
        "recall of edited passages": round(counts["found"] / counts["of"], 3),
        "none false": float(counts["false"] == of_two_events == 0),
    }


def grouping() -> Measures:
    """Measure how ECB+ is grouped into stories (0-1), by a model fitted on it."""
    scored = linking_stories.by_sayso()
    return {
        "B-cubed F1": round(scored.f1, 3),
        "pairs of events kept apart": round(1 - len(scored.merged) / scored.pairs, 3),
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
    material = linking_claims.Material()
    return {
        **attributions(),
        "stories 0-4": stories(material),
        "stories 0-4, fitted on others": unseen(material),
        "copies, ECB+": copies(),
        "stories of ECB+": grouping(),
        "time expressions in AQUAINT": times(),
        "who is it, in stories 0-4": who_is_it(),
        "numbers and money in seven languages": numerals(),
        **gate_reading.measure(),
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
