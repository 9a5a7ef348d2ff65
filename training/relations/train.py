"""Train the relation model: how surely a contrast is a disagreement, and same from narrower.

python training/relations/train.py STORIES ECBPLUS [--write]

STORIES is the folder of stories with gold, ECBPLUS that of the articles of ECB+ whose gold
lies in ``training/claims/stories``. Every pair of statements that stand at two members of
one gold claim is an example; so are the contrasts that linking showed elsewhere and a person
read (:mod:`linked`), because linking joins more than gold does. Prints figures with each story
left out in turn; ``--write`` fits on all stories and replaces
``src/sayso/link/data/relation_model.json``. Fitting is exact (Newton's method) and uses no randomness.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "training" / "claims"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from gold import DISAGREE, GoldStory, read_own_stories, read_stories  # noqa: E402 - see above
from linked import read_linked  # noqa: E402 - see above
from logistic import Fitted, fit  # noqa: E402 - see above

from sayso.link.agreement import NAMES as SAME_NUMBERS  # noqa: E402 - see above
from sayso.link.agreement import agreement_numbers  # noqa: E402 - see above
from sayso.link.contrasts import swapped  # noqa: E402 - see above
from sayso.link.contrasts_denials import denial  # noqa: E402 - see above
from sayso.link.contrasts_view import lay_beside, view  # noqa: E402 - see above
from sayso.link.disagreement import WEIGHED, find_contrasts  # noqa: E402 - see above
from sayso.link.slots import read_slots  # noqa: E402 - see above

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

PENALTY = 3.0
"""Ridge penalty on the weights of contrasts, of which there are few."""

SAME_PENALTY = 30.0
"""Ridge penalty on the weights that tell *same* from *narrower*."""

PRIOR = (2.0, 5.0)
"""Disagreements and contrasts that a kind without weights is given beforehand."""

KINDS = ("negation", "time", "contrary", "speaker", "position", "denial", "swapped")
"""Kinds of contrast of which only the share of disagreements is known."""

MODEL = ROOT / "src" / "sayso" / "link" / "data" / "relation_model.json"


@dataclass(frozen=True)
class Example:
    """Two statements of one gold claim: gold's labels, the contrasts, the numbers of agreement."""

    story: str
    labels: frozenset[str]
    contrasts: tuple[tuple[str, tuple[float, ...]], ...]
    numbers: tuple[float, ...]

    @property
    def disagree(self) -> bool:
        """Whether gold calls the pair a disagreement."""
        return bool(self.labels & DISAGREE)


def examples(story: GoldStory) -> list[Example]:
    """Return the labelled pairs of statements of a story."""
    slots = {one.statement.id: one for one in read_slots(story.extractions)}
    labels = gold_pairs(story)
    views = {name: view(slots[name]) for name in sorted({name for pair in labels for name in pair})}
    found = []
    for (first, second), said in sorted(labels.items()):
        beside = lay_beside(views[first], views[second])
        contrasts = [(each.kind, each.numbers) for each in find_contrasts(beside)]
        checks = (("denial", denial), ("swapped", swapped))
        contrasts += [(kind, ()) for kind, check in checks if check(slots[first], slots[second])]
        numbers = tuple(agreement_numbers(beside))
        found.append(Example(story.name, frozenset(said), tuple(contrasts), numbers))
    return found


def seen_examples(corpus: Path) -> list[Example]:
    """Return the contrasts that were read where linking showed them; *same* and *narrower* were not told."""
    found = []
    for seen in read_linked(corpus):
        beside = lay_beside(view(seen.a), view(seen.b))
        shown = [
            (each.kind, each.numbers)
            for each in find_contrasts(beside)
            if each.kind == seen.kind and (each.a_span, each.b_span) == seen.places
        ]
        labels = frozenset({"differs"} if seen.disagree else ())
        numbers = tuple(agreement_numbers(beside))
        found += [Example(f"linked {seen.story}", labels, (each,), numbers) for each in shown]
    return found


def gold_pairs(story: GoldStory) -> dict[tuple[str, str], set[str]]:
    """Return the labels that gold gives to pairs of statements, by their ids."""
    stand: dict[tuple[int, int], list[str]] = {}
    for name, keys in sorted(story.members.items()):
        for key in keys:
            stand.setdefault(key, []).append(name)
    labels: dict[tuple[str, str], set[str]] = {}
    for at, claim in enumerate(story.gold["claims"]):
        for pair in claim["pairs"]:
            for one in stand.get((at, pair["a"]), []):
                for other in stand.get((at, pair["b"]), []):
                    if one != other:
                        labels.setdefault((one, other), set()).add(pair["relation"])
    return labels


def fit_weighed(rows: Sequence[Example], kind: str) -> Fitted:
    """Return the weights of one kind of contrast."""
    values = [(numbers, row.disagree) for row in rows for name, numbers in row.contrasts if name == kind]
    return fit(_array([each for each, _ in values]), np.array([truth for _, truth in values]), PENALTY)


def shares(rows: Sequence[Example]) -> dict[str, float]:
    """Return the share of disagreements of every kind without weights."""
    seen, true = Counter[str](), Counter[str]()
    for row in rows:
        for kind in {kind for kind, _ in row.contrasts}:
            seen[kind] += 1
            true[kind] += row.disagree
    return {kind: round((true[kind] + PRIOR[0]) / (seen[kind] + PRIOR[1]), 4) for kind in KINDS}


def fit_same(rows: Sequence[Example]) -> Fitted:
    """Return the weights that tell *same* from *narrower*, of pairs that gold gives one label."""
    plain = [row for row in rows if row.labels in ({"same"}, {"narrower"})]
    return fit(
        _array([row.numbers for row in plain]),
        np.array([row.labels == {"same"} for row in plain]),
        SAME_PENALTY,
    )


def _array(rows: Sequence[Sequence[float]]) -> NDArray[np.float32]:
    return np.array(rows, np.float32)


def score(fitted: Fitted, numbers: Sequence[float]) -> float:
    """Return the probability of one row."""
    total = (
        float((np.array(numbers, np.float32) - fitted.mean) / fitted.scale @ fitted.weight) + fitted.intercept
    )
    return float(1 / (1 + np.exp(-total)))


def judge(rows: Sequence[Example], others: Sequence[Example]) -> list[tuple[float, float]]:
    """Return for each row how sure a disagreement and how sure *same* is, by a model of *others*."""
    weights = {kind: fit_weighed(others, kind) for kind in WEIGHED}
    known, same = shares(others), fit_same(others)

    def sure(kind: str, numbers: Sequence[float]) -> float:
        return score(weights[kind], numbers) if kind in weights else known[kind]

    return [
        (max((sure(*each) for each in row.contrasts), default=0.0), score(same, row.numbers)) for row in rows
    ]


def report(name: str, rows: Sequence[Example], judged: Sequence[tuple[float, float]]) -> None:
    """Print how well disagreements and labels were told, by how sure the model was."""
    truth = np.array([row.disagree for row in rows])
    sure = np.array([chance for chance, _ in judged])
    print(f"{name}: {len(rows)} pairs, {truth.sum()} disagree")
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        said = sure >= least
        hit = int((said & truth).sum())
        precision, recall = hit / max(1, said.sum()), hit / max(1, truth.sum())
        print(f"  from {least}: said {said.sum()}, precision {precision:.3f}, recall {recall:.3f}")
    if not any(row.labels - DISAGREE for row in rows):
        return
    exact = sum(
        bool(row.labels & DISAGREE)
        if chance >= 0.4
        else ("same" if same >= 0.4 else "narrower") in row.labels
        for row, (chance, same) in zip(rows, judged, strict=True)
    )
    print(f"  label as gold (differs and conflicts as one): {exact / max(1, len(rows)):.3f}")


def rounded(names: Sequence[str], fitted: Fitted) -> dict[str, object]:
    """Return weights as they are stored: for each number its mean, scale and weight."""
    columns = np.column_stack([fitted.mean, fitted.scale, fitted.weight]).round(6).tolist()
    return {"intercept": round(fitted.intercept, 6), "features": dict(zip(names, columns, strict=True))}


def model(rows: Sequence[Example]) -> Mapping[str, object]:
    """Return the model of all rows, as it is stored."""
    return {
        "weights": {kind: rounded(names, fit_weighed(rows, kind)) for kind, names in WEIGHED.items()},
        "shares": shares(rows),
        "same": rounded(SAME_NUMBERS, fit_same(rows)),
    }


def evaluate(rows: Sequence[Example]) -> None:
    """Print figures with each story left out in turn: of the stories over ECB+, and of the others."""
    judged = {}
    for story in sorted({row.story for row in rows}):
        own = [row for row in rows if row.story == story]
        judged[story] = judge(own, [row for row in rows if row.story != story])
    parts = {
        "contrasts read in linked stories": [each for each in judged if each.startswith("linked")],
        "stories over ECB+": [each for each in judged if "ecb" in each and not each.startswith("linked")],
        "stories 0-4": [each for each in judged if "ecb" not in each],
    }
    for name, part in parts.items():
        chosen = [row for story in part for row in rows if row.story == story]
        report(name, chosen, [each for story in part for each in judged[story]])


def main() -> None:
    """Read the stories, print figures and write the model if asked to."""
    stories, corpus = (Path(each) for each in sys.argv[1:3])
    read = [*read_own_stories(corpus), *read_stories(stories)]
    rows = [row for story in read for row in examples(story)] + seen_examples(corpus)
    evaluate(rows)
    if "--write" in sys.argv:
        MODEL.write_text(json.dumps(model(rows), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
