"""Contrasts that linking showed in stories without gold, each read by a person: a disagreement or not.

Gold has pairs of statements of one fact; linking also joins what is not one fact, and there two
figures nearly always are of two things. ``linked.json`` has the contrasts of all claims in forty-three
stories of ECB+ that are not annotated (sport above all), as document ids, digests and offsets:
of each the two statements, the two places that contrast, and whether they disagree.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "claims"))

from annotate import digest, page_text  # noqa: E402 - see above
from gold import extract_pages, page_name, same_place  # noqa: E402 - see above

from sayso.link.slots import read_slots  # noqa: E402 - see above

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.link.slots import Slots

LINKED = HERE / "linked.json"


@dataclass(frozen=True)
class Seen:
    """Two statements with a contrast of *kind* at two places of their pages, and whether they disagree."""

    story: str
    kind: str
    a: Slots
    b: Slots
    places: tuple[tuple[int, int], tuple[int, int]]
    disagree: bool


def read_linked(corpus: Path, file: Path = LINKED) -> Iterator[Seen]:
    """Yield the contrasts whose statements are still extracted as they were read.

    Raises:
        ValueError: an article is not the one that was read.
    """
    lines = (corpus / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {article["doc"]: page_text(article) for article in map(json.loads, lines)}
    data = json.loads(file.read_text(encoding="utf-8"))
    for story, documents in data["documents"].items():
        for name, known in documents.items():
            if digest(texts[name]) != known:
                message = f"{file.name}: article {name} is not the one that was read"
                raise ValueError(message)
        slots = _slots({name: texts[name] for name in documents})
        for row in data["contrasts"]:
            sides = [_stated(slots, row[side]) for side in ("a", "b")] if row["story"] == story else [None]
            if all(sides):
                first, second = (each for each in sides if each)
                places = (tuple(row["a"]["place"]), tuple(row["b"]["place"]))
                yield Seen(story, row["kind"], first, second, places, row["disagree"])


def _slots(texts: dict[str, str]) -> list[tuple[str, Slots]]:
    """Return the slots of a story's statements, each with the name of its page."""
    with tempfile.TemporaryDirectory() as folder:
        pages = [Path(folder) / f"{name}.txt" for name in texts]
        for page in pages:
            page.write_text(texts[page.stem], encoding="utf-8")
        extractions = extract_pages(pages)
    names = {x.document.id: page_name(x) for x in extractions}
    return [(names[one.statement.document], one) for one in read_slots(extractions)]


def _stated(slots: Sequence[tuple[str, Slots]], side: dict[str, Any]) -> Slots | None:
    """Return the statement that holds a place and lies where the one that was read did."""
    start, end = side["place"]
    for page, one in slots:
        here = one.statement
        holds = page == side["doc"] and here.start <= start and end <= here.end
        if holds and same_place((here.start, here.end), tuple(side["statement"])):
            return one
    return None
