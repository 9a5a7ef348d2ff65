"""Relations and look-alikes, beside what a reader would mark with less.

Relations are counted as ``score_stories.py`` does, over gold pairs: precision, and recall of
all that disagree, joined or not. The baseline calls joined statements disagreeing where both
have figures and no two of them are equal. What relations would be, if every claim were
gold's, is shown too.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest import mock

import numpy as np
from linking_claims import Material, aligned, baselines, count
from linking_scores import ROOT, disagreement_row, load_module, share, shown

from sayso.link import relations
from sayso.link.claims import Alignment
from sayso.link.disagreement import load_relation_model
from sayso.link.pairs import PairModel, pair_model
from sayso.link.relations import relate_members
from sayso.link.slots import read_slots
from sayso.model import Claim, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gold import GoldStory

    from sayso.link.disagreement import RelationModel
    from sayso.model import Statement

Sets = tuple[tuple[str, "Sequence[GoldStory]", "Sequence[Alignment]", "Sequence[Alignment]"], ...]
"""Rows of a table: a name, the stories, what sayso makes of them, and what of gold's claims."""


def exact(stories: Sequence[GoldStory], alignments: Sequence[Alignment]) -> tuple[int, int]:
    """Return of how many gold pairs that a claim joins the label is gold's, and how many are joined."""
    counts: Counter[str] = Counter()
    for story, alignment in zip(stories, alignments, strict=True):
        said = {frozenset((r.a, r.b)): r.relation for c in alignment.claims for r in c.relations}
        stand: dict[tuple[int, int], list[str]] = {}
        for statement, keys in story.members.items():
            for key in keys:
                stand.setdefault(key, []).append(statement)
        for at, claim in enumerate(story.gold["claims"]):
            for pair in claim["pairs"]:
                both = itertools.product(stand.get((at, pair["a"]), []), stand.get((at, pair["b"]), []))
                found = {said[each] for each in map(frozenset, both) if each in said}
                counts["joined"] += bool(found)
                counts["exact"] += pair["relation"] in found
    return counts["exact"], counts["joined"]


def by_figures(story: GoldStory, alignment: Alignment) -> Alignment:
    """Return the same claims with the relations of the baseline."""
    statements = {each.id: each for x in story.extractions for each in x.statements}
    claims = tuple(replace(c, relations=tuple(_by_figures(c, statements))) for c in alignment.claims)
    return replace(alignment, claims=claims)


def _by_figures(claim: Claim, statements: dict[str, Statement]) -> list[Relation]:
    found = []
    for a, b in itertools.combinations(claim.statements, 2):
        values = [{(f.low, f.high) for f in statements[each].figures} for each in (a, b)]
        differ = all(values) and not values[0] & values[1]
        found.append(Relation(a, b, "differs" if differ else "narrower", 1.0, ""))
    return found


def unseen_relations(material: Material) -> RelationModel:
    """Return the model of relations fitted on the stories over ECB+ alone."""
    training = load_module(ROOT / "training" / "relations" / "train.py", "relations_train")
    examples = [each for story in material.own for each in training.examples(story)]
    return load_relation_model(json.dumps(training.model(examples)))


def given(story: GoldStory) -> Alignment:
    """Return gold's own claims, with the relations that sayso sees in them."""
    slots = {one.statement.id: one for one in read_slots(story.extractions)}
    claims = []
    for at, gold in enumerate(story.gold["claims"]):
        ids = [key for key in slots if any(claim == at for claim, _ in story.members[key])]
        found = relate_members([slots[key] for key in ids], np.ones((len(ids), len(ids))))
        claims.append(Claim(gold["claim"], story.name, "", tuple(ids), 1.0, relations=found))
    return Alignment(tuple(claims), ())


def gather(material: Material, model: PairModel) -> Sets:
    """Return the stories with their claims, and with gold's: 0-4 by models that have not seen them."""
    with mock.patch.object(relations, "relation_model", return_value=unseen_relations(material)):
        unseen, told = material.aligned(model), [given(story) for story in material.tested]
    shipped = aligned(material.own, material.own_labels, pair_model())
    return (
        ("0-4, models fitted on the others", material.tested, unseen, told),
        (
            f"{len(material.own)} over ECB+, as shipped (has seen them)",
            material.own,
            shipped,
            [given(story) for story in material.own],
        ),
    )


def report_relations(sets: Sets) -> None:
    """Print disagreements, and how many labels are exactly gold's."""
    print("relations: pairs that disagree                P R F1 (of all)     said; gold, joined; label exact")
    for name, stories, alignments, told in sets:
        plain = [by_figures(*each) for each in zip(stories, alignments, strict=True)]
        rows = (
            (name, alignments),
            ("    unequal figures disagree", plain),
            ("    given gold's claims", told),
        )
        for title, each in rows:
            tally = count(stories, each)
            right, joined = exact(stories, each)
            counted = f"{tally['disagree said']}; {tally['disagree gold']}, {tally['disagree gold joined']}"
            label = f"{right} of {joined} ({share(right, joined):.3f})"
            print(f"{shown(title, disagreement_row(tally))}   {counted}; {label}")


def report_lookalikes(material: Material, sets: Sets) -> None:
    """Print how many traps of gold are kept apart and named, and how many look-alikes are named in all."""
    plain = [
        (f"    {name}", stories, claims)
        for stories, labels in (
            (material.tested, material.tested_labels),
            (material.own, material.own_labels),
        )
        for name, _, claims in baselines(stories, labels)
        if "linkage" in name
    ]
    print("look-alikes                                   traps  apart  named   look-alikes named in all")
    for name, stories, alignments in (sets[0][:3], *plain[:2], sets[1][:3], *plain[2:]):
        tally = count(stories, alignments)
        named = sum(len(each.lookalikes) for each in alignments)
        row = f"{tally['trap']:5} {tally['trap apart']:6} {tally['trap named']:6} {named:9}"
        print(f"  {name:44}{row}")
