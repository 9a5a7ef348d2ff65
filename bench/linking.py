"""Measure linking in one run: copies, stories, claims, relations, look-alikes, speed, beside baselines.

    python bench/linking.py [--only PART ...] [--write]

Claims of stories 0-4 come from a pair model fitted, thresholds too, on the stories over ECB+
alone, which are others; ``training/claims/train.py`` prints what leaving one story out of all gives.
Baselines have their thresholds chosen on what they are scored on. With ``--write`` the
model so fitted is kept for the gate.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import linking_copies
import linking_speed
import linking_stories
from linking_claims import UNSEEN, Material, report
from linking_relations import gather, report_lookalikes, report_relations
from linking_scores import DATA

from sayso.link.pairs import load_model

if TYPE_CHECKING:
    from collections.abc import Collection

    from sayso.link.pairs import PairModel

PARTS = ("copies", "stories", "claims", "relations", "lookalikes", "speed")


def fitted(material: Material, *, write: bool) -> PairModel:
    """Return the model that has not seen stories 0-4; keep it, or say whether the gate's is another."""
    text = material.unseen_text
    if write:
        UNSEEN.write_text(text, encoding="utf-8")
    elif not UNSEEN.is_file() or UNSEEN.read_text(encoding="utf-8") != text:
        print(f"{UNSEEN.name} is not the model fitted now; --write keeps this one for the gate")
    return load_model(text)


def report_aligned(parts: Collection[str], material: Material, model: PairModel) -> None:
    """Print the parts that a pair model decides."""
    if "claims" in parts:
        report(material, model)
    if {"relations", "lookalikes"} & set(parts):
        sets = gather(material, model)
        if "relations" in parts:
            report_relations(sets)
        if "lookalikes" in parts:
            report_lookalikes(material, sets)


def run(parts: Collection[str], *, write: bool) -> None:
    """Print the parts asked for."""
    material = Material()
    if "copies" in parts:
        linking_copies.report()
    if "stories" in parts:
        linking_stories.report()
    if write or {"claims", "relations", "lookalikes"} & set(parts):
        report_aligned(parts, material, fitted(material, write=write))
    if "speed" in parts:
        linking_speed.report([x for story in material.own for x in story.extractions])


def main() -> None:
    """Run what is asked for and say how long it took."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART")
    arguments.add_argument("--write", action="store_true", help="keep the fitted pair model for the gate")
    options = arguments.parse_args()
    if not (DATA / "stories").is_dir():
        print(f"Nothing was measured: the development data is not at {DATA} (set SAYSO_DATA).")
        return
    run(options.only, write=options.write)
    print(f"{time.process_time():.0f} s CPU in all, the process of speed left out")


if __name__ == "__main__":
    main()
