"""Stories with hand-made gold: what sayso says of them, and what it should say.

A story is a folder ``N`` of text files, one a page, with ``N.json`` beside it: the
gold of ``GUIDE.md`` (figures, claims with their members, relations, look-alikes). Of
the stories in ``stories/`` only the gold lies here, as document ids and offsets; their
texts are articles of ECB+ (see :mod:`annotate`).
"""

from __future__ import annotations

import itertools
import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from annotate import digest, page_text, save_pages

from sayso.extract import extract_documents
from sayso.link.features import candidates, pair_features
from sayso.link.features_field import survey
from sayso.link.names import unify_names
from sayso.link.slots import read_slots
from sayso.model import Capture
from sayso.read import open_captures, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from sayso.link.features import Pairs
    from sayso.link.features_field import Field
    from sayso.model import Extraction, Span, Statement

DISAGREE = frozenset({"differs", "conflicts"})


HERE = Path(__file__).resolve().parent

FEW = (4, 10)
"""Statements of a page in the smallest stories that are trained on."""


@dataclass(frozen=True)
class GoldStory:
    """A story's extractions with its gold.

    ``members`` says for each statement id at which members of which gold claims it
    stands: ``(claim, member)``; ``gold`` is the gold file as it is.
    """

    name: str
    extractions: list[Extraction]
    gold: dict[str, Any]
    members: dict[str, frozenset[tuple[int, int]]]


@dataclass(frozen=True)
class Labelled:
    """The candidate pairs of a story: features, whether gold joins them, whether gold knows either."""

    field: Field
    pairs: Pairs
    same: NDArray[np.bool_]
    touched: NDArray[np.bool_]


def read_stories(folder: Path) -> Iterator[GoldStory]:
    """Yield every story of *folder* that has gold, in the order of their names."""
    for file in sorted(folder.glob("*.json")):
        pages = sorted((folder / file.stem).glob("*.txt"))
        if pages:
            yield _story(file, pages)


def read_own_stories(corpus: Path, gold: Path = HERE / "stories") -> Iterator[GoldStory]:
    """Yield the stories annotated for this project, their texts out of the folder of ECB+.

    Raises:
        ValueError: an article is not the one that was annotated.
    """
    lines = (corpus / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {article["doc"]: page_text(article) for article in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted(gold.glob("*.json")):
            documents = json.loads(file.read_text(encoding="utf-8"))["documents"]
            pages = [Path(folder) / f"{name}.txt" for name in documents]
            for page, known in zip(pages, documents.values(), strict=True):
                if digest(texts[page.stem]) != known:
                    message = f"{file.name}: article {page.stem} is not the one that was annotated"
                    raise ValueError(message)
                page.write_text(texts[page.stem], encoding="utf-8")
            yield _story(file, pages)


def _story(file: Path, pages: Sequence[Path]) -> GoldStory:
    gold = json.loads(file.read_text(encoding="utf-8"))
    extractions = extract_pages(pages)
    return GoldStory(file.stem, extractions, gold, find_members(extractions, gold))


def extract_pages(pages: Iterable[Path]) -> list[Extraction]:
    """Return the extractions of text files, with names unified and in the order of linking."""
    captures = [c for c in open_captures([str(page) for page in pages]) if isinstance(c, Capture)]
    extractions = extract_documents([read_document(capture) for capture in captures])
    return sorted(unify_names(list(extractions)), key=lambda x: (x.document.id, x.document.name))


def find_members(
    extractions: Sequence[Extraction], gold: dict[str, Any]
) -> dict[str, frozenset[tuple[int, int]]]:
    """Return at which gold members each statement stands."""
    places: dict[str, list[tuple[tuple[int, int], Span]]] = {}
    for at, claim in enumerate(gold["claims"]):
        for number, member in enumerate(claim["members"]):
            places.setdefault(member["doc"], []).append(((at, number), tuple(member["span"])))
    found = {}
    for extraction in extractions:
        here = places.get(page_name(extraction), [])
        for statement in extraction.statements:
            span = (statement.start, statement.end)
            found[statement.id] = frozenset(key for key, place in here if same_place(span, place))
    return found


def page_name(extraction: Extraction) -> str:
    """Return the stem of a page's file, as gold names it."""
    return extraction.document.name.rsplit("/", 1)[-1].removesuffix(".txt")


def same_place(a: Span, b: Span) -> bool:
    """Tell whether two spans overlap by half of the shorter."""
    shorter = min(a[1] - a[0], b[1] - b[0])
    return shorter > 0 and 2 * (min(a[1], b[1]) - max(a[0], b[0])) >= shorter


def label(story: GoldStory) -> Labelled:
    """Return the candidate pairs of a story with their labels."""
    slots = read_slots(story.extractions)
    field = survey(slots)
    first, second = candidates(field)
    claims = [{claim for claim, _ in story.members[one.statement.id]} for one in slots]
    pairs = list(zip(first.tolist(), second.tolist(), strict=True))
    return Labelled(
        field=field,
        pairs=pair_features(field, first, second),
        same=np.array([bool(claims[i] & claims[j]) for i, j in pairs]),
        touched=np.array([bool(claims[i] or claims[j]) for i, j in pairs]),
    )


def parts(story: GoldStory) -> Iterator[GoldStory]:
    """Yield smaller stories within a story: each two neighbouring pages, whole and their first statements.

    How a pair stands out depends on how much a story says, and readers compare two short
    pages as often as five long ones.
    """
    pages = story.extractions
    for one, other in zip(pages, [*pages[1:], pages[0]], strict=True):
        yield replace(story, extractions=[one, other])
        for few in FEW:
            yield replace(story, extractions=[replace(x, statements=_first(x, few)) for x in (one, other)])


def with_strangers(story: GoldStory, strangers: Sequence[Extraction]) -> Iterator[GoldStory]:
    """Yield a page of *story* beside a page on another event: they have no fact in common."""
    for one, other in zip(story.extractions, strangers, strict=False):
        both = sorted((one, other), key=lambda x: (x.document.id, x.document.name))
        members = {s.id: story.members.get(s.id, frozenset()) for x in both for s in x.statements}
        yield replace(story, extractions=both, members=members)


def read_strangers(story: str, corpus: Path) -> list[Extraction]:
    """Return pages of the other event of a story's pair in ECB+: of one kind, at another time and place."""
    lines = (corpus / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    topic = story.removesuffix("ecb").removesuffix("ecbplus")
    other = f"{topic}ecb" if story.endswith("ecbplus") else f"{topic}ecbplus"
    articles = [article for article in map(json.loads, lines) if article["story"] == other]
    with tempfile.TemporaryDirectory() as folder:
        return extract_pages(list(save_pages(articles, Path(folder))))


def _first(extraction: Extraction, many: int) -> tuple[Statement, ...]:
    return tuple(sorted(extraction.statements, key=lambda s: (s.start, s.end, s.id))[:many])


@dataclass
class Tally:
    """Counts over stories; pairs are of statements in different documents."""

    gold: int = 0
    hit: int = 0
    said: int = 0
    true: int = 0
    recalls: tuple[float, ...] = ()
    precisions: tuple[float, ...] = ()

    def add(self, story: GoldStory, claims: Sequence[Sequence[str]]) -> None:
        """Count one story's claims, given as lists of statement ids."""
        home: dict[str, set[int]] = {}
        for at, claim in enumerate(claims):
            for statement in claim:
                home.setdefault(statement, set()).add(at)
        self._recall(story, home)
        self._precision(story, claims)

    def _recall(self, story: GoldStory, home: dict[str, set[int]]) -> None:
        stand: dict[tuple[int, int], list[str]] = {}
        for statement, keys in story.members.items():
            for key in keys:
                stand.setdefault(key, []).append(statement)
        for at, claim in enumerate(story.gold["claims"]):
            hits = []
            for (i, a), (j, b) in itertools.combinations(enumerate(claim["members"]), 2):
                if a["doc"] != b["doc"]:
                    ours = [home.get(s, set()) for s in stand.get((at, i), [])]
                    theirs = [home.get(s, set()) for s in stand.get((at, j), [])]
                    hits.append(any(x & y for x in ours for y in theirs))
            self.gold += len(hits)
            self.hit += sum(hits)
            if hits:
                self.recalls += (sum(hits) / len(hits),)

    def _precision(self, story: GoldStory, claims: Sequence[Sequence[str]]) -> None:
        document = {s.id: s.document for x in story.extractions for s in x.statements}
        touched = {key: {claim for claim, _ in found} for key, found in story.members.items()}
        said = set()
        for claim in claims:
            pairs = {
                frozenset((a, b))
                for a, b in itertools.combinations(sorted(set(claim)), 2)
                if document[a] != document[b] and (touched[a] or touched[b])
            }
            if pairs:
                self.precisions += (sum(_joined(pair, touched) for pair in pairs) / len(pairs),)
            said |= pairs
        self.said += len(said)
        self.true += sum(_joined(pair, touched) for pair in said)

    def pair_figures(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 over pairs."""
        return figures(self.true / max(1, self.said), self.hit / max(1, self.gold))

    def cluster_figures(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 averaged over clusters."""
        return figures(_mean(self.precisions), _mean(self.recalls))


def figures(precision: float, recall: float) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean."""
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _joined(pair: frozenset[str], touched: dict[str, set[int]]) -> bool:
    a, b = pair
    return bool(touched[a] & touched[b])


def statements_of(extractions: Iterable[Extraction]) -> dict[str, Statement]:
    """Return the statements of a story by id."""
    return {statement.id: statement for x in extractions for statement in x.statements}
