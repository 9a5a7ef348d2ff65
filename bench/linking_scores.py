"""What the parts of bench/linking.py share: the data, the scorer of stories, ledgers for it.

The scorer (``score_stories.py``) lies beside the data and judges a ledger in its public
form. Claims of a model that does not ship, and a second person's reading, are brought
into that form, so that systems, baselines and people are counted by one measure.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from sayso.link.claims import Alignment
    from sayso.model import Extraction

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAYSO_DATA", ROOT.parent / "shared" / "data"))

Row = tuple[float, float, float]


def load_module(path: Path, name: str) -> ModuleType:
    """Load a module by its file.

    Raises:
        ImportError: the file cannot be loaded.
    """
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        message = f"{path} cannot be loaded as a module."
        raise ImportError(message)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scorer(name: str = "score_stories") -> ModuleType:
    """Load a scorer that lies beside the data."""
    return load_module(DATA.parent / "bench" / f"{name}.py", name)


def as_ledger(extractions: Sequence[Extraction], alignment: Alignment) -> dict[str, Any]:
    """Return what the scorer reads of a ledger, for claims that did not come by way of one."""
    return {
        "documents": [{"id": x.document.id, "name": x.document.name} for x in extractions],
        "statements": [
            {
                "id": one.id,
                "document": one.document,
                "start": one.start,
                "end": one.end,
                "figures": [
                    {"start": f.start, "end": f.end, "low": f.low, "high": f.high} for f in one.figures
                ],
            }
            for x in extractions
            for one in x.statements
        ],
        "claims": [
            {
                "id": claim.id,
                "statements": claim.statements,
                "relations": [{"a": r.a, "b": r.b, "relation": r.relation} for r in claim.relations],
            }
            for claim in alignment.claims
        ],
        "lookalikes": [{"a": one.a, "b": one.b} for one in alignment.lookalikes],
    }


def as_reading(gold: dict[str, Any]) -> dict[str, Any]:
    """Return a person's gold as the ledger of somebody who says just that."""
    statements: dict[str, dict[str, Any]] = {}
    claims = []
    for claim in gold["claims"]:
        ids = []
        for member in claim["members"]:
            start, end = member["span"]
            ids.append(f"{member['doc']} {start} {end}")
            row = {"id": ids[-1], "document": member["doc"], "start": start, "end": end, "figures": []}
            statements[ids[-1]] = row
        pairs = claim["pairs"]
        relations = [{"a": ids[p["a"]], "b": ids[p["b"]], "relation": p["relation"]} for p in pairs]
        claims.append({"id": claim["claim"], "statements": ids, "relations": relations})
    names = sorted({row["document"] for row in statements.values()})
    documents = [{"id": name, "name": name} for name in names]
    return {"documents": documents, "statements": list(statements.values()), "claims": claims}


def judged(rows: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Any]:
    """Return the scorer's counts over stories, each its gold and its ledger."""
    judge = scorer()
    tally: dict[str, Any] = defaultdict(int)
    for gold, ledger in rows:
        judge.score(gold, ledger, tally)
    return tally


def row(precision: float, recall: float) -> Row:
    """Return precision, recall and F1."""
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def share(part: float, whole: float) -> float:
    """Return a share, 0 of nothing."""
    return part / whole if whole else 0.0


def pair_row(tally: dict[str, Any]) -> Row:
    """Return precision, recall and F1 over pairs of statements in different documents."""
    return row(share(tally["pair true"], tally["pair said"]), share(tally["pair hit"], tally["pair gold"]))


def cluster_row(tally: dict[str, Any]) -> Row:
    """Return precision, recall and F1 averaged over clusters."""
    found = [tally[f"cluster {name}"] or [] for name in ("precision", "recall")]
    precision, recall = (share(sum(values), len(values)) for values in found)
    return row(precision, recall)


def disagreement_row(tally: dict[str, Any]) -> Row:
    """Return precision, recall of all (joined or not) and F1 of pairs that are said to disagree."""
    both = tally["disagree both"]
    return row(share(both, tally["disagree said"]), share(both, tally["disagree gold"]))


def shown(name: str, *rows: Row) -> str:
    """Return a line of a table: a name and P, R, F1 for each row."""
    return f"  {name:42}" + "   ".join(" ".join(f"{value:.3f}" for value in each) for each in rows)
