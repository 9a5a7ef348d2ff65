"""Copies: passages of real articles, edited and set into articles of other events.

One article of each story of ECB+ gives passages; each is edited (words dropped, changed and
added at a rate, sentences in another order) and stands in an article of another topic. Which
is to be found is what a complete search says: half of the shorter passage's words, and 15, in
runs of five that both have. Baselines compare all passages of two pages, and call the pages
copies from the threshold on that is best on these very pages, which flatters them. Edits are
no paraphrase: what is said of pages of one event, which tell the same in words of their own,
is therefore shown too, and how much of it has hardly a run of words in common.
"""

from __future__ import annotations

import functools
import itertools
import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from linking_scores import DATA, ROOT

sys.path.append(str(ROOT / "training" / "stories"))

from articles import read_documents

from sayso.link.copies import LEAST_WORDS, find_copies
from sayso.link.copies_words import GRAM, fingerprint
from sayso.model import Block, Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Bag = Counter[str]
    Near = Callable[[Sequence[str], Sequence[str]], Matrix]

SEED = 11
PASSAGE = 45
"""Words from which a passage ends with its sentence."""

EACH = 3
"""Passages lifted from one article."""

RATES = (0.0, 0.04, 0.08, 0.15)
"""Shares of words that are edited; each with sentences in order, and turned."""

HALF = 0.5
HARDLY = 0.1
"""Share of the 5-grams of the shorter passage below which two have hardly a run in common."""

STEPS = np.arange(0.02, 1.0, 0.02)

_SENTENCE = re.compile(r"(?<=[.!?]) +")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Planted:
    """A page that holds an edited passage of another, and the containment of the two (0-1)."""

    page: Document
    origin: int
    containment: float


def passages(text: str) -> list[str]:
    """Cut a text into passages of whole sentences."""
    found: list[list[str]] = [[]]
    for sentence in _SENTENCE.split(text):
        found[-1].append(sentence)
        if sum(len(each.split()) for each in found[-1]) >= PASSAGE:
            found.append([])
    return [" ".join(each) for each in found if each]


def page_of(name: str, paragraphs: Sequence[str]) -> Document:
    """Return a page of paragraphs."""
    ends = list(itertools.accumulate(len(each) + 1 for each in paragraphs))
    blocks = tuple(Block(start, end - 1, kept=True) for start, end in itertools.pairwise([0, *ends]))
    return Document(name, name, "", "\n".join(paragraphs), blocks)


def edited(passage: str, rate: float, rng: random.Random, words: Sequence[str], *, turned: bool) -> str:
    """Drop, change or add words of a passage, and turn its sentences round."""
    found = []
    for sentence in _SENTENCE.split(passage):
        kept = []
        for word in sentence.split():
            kind = rng.randrange(3) if rng.random() < rate else None
            kept += {None: [word], 0: [], 1: [rng.choice(words)], 2: [word, rng.choice(words)]}[kind]
        found.append(" ".join(kept))
    return " ".join(found[::-1] if turned else found)


def contained(one: str, other: str) -> float:
    """Return the share of the shorter passage's words in runs that both have, 0 where they are few."""
    prints = [fingerprint(page_of(name, [text])) for name, text in (("a", one), ("b", other))]
    both = set(prints[0].grams.values()) & set(prints[1].grams.values())
    covered = min(
        len({word for at, gram in each.grams.items() if gram in both for word in range(at, at + GRAM)})
        for each in prints
    )
    return covered / min(len(each.words) for each in prints) if covered >= LEAST_WORDS else 0.0


class Pages:
    """Articles by story, those that passages are lifted from, and those that hold them."""

    def __init__(self) -> None:
        read = list(read_documents(DATA / "ecbplus" / "articles.jsonl"))
        self.documents = [document for document, _ in read]
        self.stories = [story for _, story in read]
        self.texts = [passages(each.text[each.blocks[-1].start :]) for each in self.documents]
        self.first = [self.stories.index(story) for story in sorted(set(self.stories))]
        self.bags = [Counter(w.casefold() for w in _WORD.findall(p)) for text in self.texts for p in text]
        spread = Counter(word for bag in self.bags for word in bag)
        self.idf = {word: float(np.log((len(self.bags) + 1) / n)) for word, n in sorted(spread.items())}

    def topic(self, number: int) -> str:
        """Return the topic of an article: its two stories are of one kind."""
        return re.sub(r"\D", "", self.stories[number])

    def topics(self) -> list[list[int]]:
        """Return the articles of each topic."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self.stories)):
            found[self.topic(number)].append(number)
        return list(found.values())

    @functools.cached_property
    def origins(self) -> list[Document]:
        """Return the articles that passages are lifted from."""
        return [page_of(f"origin {k}", self.texts[k]) for k in self.first]

    @functools.cached_property
    def planted(self) -> list[Planted]:
        """Return the pages that hold a passage."""
        rng = random.Random(SEED)  # noqa: S311 - edits, not secrets
        words = sorted(self.idf)
        hosts = [k for k in range(len(self.documents)) if k not in set(self.first)]
        kinds = itertools.cycle(itertools.product(RATES, (False, True)))
        found: list[Planted] = []
        for number, origin in enumerate(self.first):
            for passage in self.texts[origin][:EACH]:
                rate, turned = next(kinds)
                copy = edited(passage, rate, rng, words, turned=turned)
                host = rng.choice([k for k in hosts if self.topic(k) != self.topic(origin)])
                paragraphs = [*self.texts[host]]
                paragraphs.insert(rng.randint(0, len(paragraphs)), copy)
                page = replace(page_of(f"page {len(found)}", paragraphs), outlet=self.stories[host])
                found.append(Planted(page, number, contained(passage, copy)))
        return found

    def tfidf(self, ours: Sequence[str], theirs: Sequence[str]) -> Matrix:
        """Return the tf-idf cosines of passages."""
        texts = [Counter(w.casefold() for w in _WORD.findall(text)) for text in (*ours, *theirs)]
        column = {word: k for k, word in enumerate(dict.fromkeys(word for bag in texts for word in bag))}
        rows = np.zeros((len(texts), len(column)), np.float32)
        for row, bag in zip(rows, texts, strict=True):
            for word, n in bag.items():
                row[column[word]] = (1 + np.log(n)) * self.idf.get(word, 0.0)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return np.asarray(rows[: len(ours)] @ rows[len(ours) :].T)


def jaccard(ours: Sequence[str], theirs: Sequence[str]) -> Matrix:
    """Return the Jaccard similarities of the 5-grams of passages: what MinHash estimates."""
    both, left, right = _shared(ours, theirs)
    return np.asarray(both / np.maximum(left[:, None] + right[None, :] - both, 1), np.float32)


def common(ours: Sequence[str], theirs: Sequence[str]) -> Matrix:
    """Return the share of the 5-grams of the shorter passage that both have."""
    both, left, right = _shared(ours, theirs)
    return np.asarray(both / np.maximum(np.minimum(left[:, None], right[None, :]), 1), np.float32)


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Matrix, Matrix, Matrix]:
    """Return how many 5-grams passages share, and have."""
    left, right = [_grams(text) for text in ours], [_grams(text) for text in theirs]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, grams in enumerate(right):
        for gram in grams:
            holders[gram].append(k)
    both = np.zeros((len(left), len(right)), np.float32)
    for row, grams in zip(both, left, strict=True):
        for gram in grams:
            row[holders.get(gram, [])] += 1
    sizes = [np.array([len(each) for each in side], np.float32) for side in (left, right)]
    return both, sizes[0], sizes[1]


def _grams(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)}


def paged(near: Near, ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> Matrix:
    """Return for each two pages the similarity of their nearest passages."""
    found = near([p for page in ours for p in page], [p for page in theirs for p in page])
    edges = [np.cumsum([0, *(len(page) for page in pages[:-1])]) for pages in (ours, theirs)]
    return np.asarray(np.maximum.reduceat(np.maximum.reduceat(found, edges[0], axis=0), edges[1], axis=1))


def score(pages: Pages, found: Iterable[tuple[int, int]]) -> dict[str, int]:
    """Count the passages found, of half contained and of less, and the pairs of pages found falsely."""
    said = set(found)
    counts = Counter({"of": 0, "found": 0, "of below": 0, "found below": 0, "false": 0})
    for number, one in enumerate(pages.planted):
        kind = "" if one.containment >= HALF else " below"
        counts["of" + kind] += 1
        counts["found" + kind] += (one.origin, number) in said
    for origin, number in said:
        one = pages.planted[number]
        story = pages.stories[pages.first[origin]]
        counts["false"] += one.origin != origin and story != one.page.outlet
    return counts


def by_sayso(pages: Pages) -> tuple[dict[str, int], set[tuple[int, int]]]:
    """Return the counts of sayso, and the pairs of articles of ECB+ that it takes for copies."""
    place = {each.id: k for k, each in enumerate(pages.origins)}
    holds = {each.page.id: k for k, each in enumerate(pages.planted)}
    copies = find_copies([*pages.origins, *(each.page for each in pages.planted)])
    counts = score(pages, {(place[c.a], holds[c.b]) for c in copies if c.a in place and c.b in holds})
    number = {document.id: k for k, document in enumerate(pages.documents)}
    return counts, {(number[c.a], number[c.b]) for c in find_copies(pages.documents)}


def by_baseline(pages: Pages, near: Near) -> tuple[float, dict[str, int], set[tuple[int, int]]]:
    """Return the best threshold in hindsight, the counts there, and the pairs taken for copies."""
    hosts = [[each.page.text[b.start : b.end] for b in each.page.blocks] for each in pages.planted]
    table = paged(near, [pages.texts[k] for k in pages.first], hosts)

    def at(step: float) -> dict[str, int]:
        return score(pages, zip(*(axis.tolist() for axis in np.nonzero(table >= step)), strict=True))

    tried = {step: at(step) for step in STEPS.tolist()}
    best = max(tried, key=lambda step: _f1(tried[step]))
    found: set[tuple[int, int]] = set()
    for members in pages.topics():
        texts = [pages.texts[k] for k in members]
        first, second = np.nonzero(np.triu(paged(near, texts, texts) >= best, 1))
        found |= {(members[i], members[j]) for i, j in zip(first.tolist(), second.tolist(), strict=True)}
    return best, tried[best], found


def real(pages: Pages, found: Iterable[tuple[int, int]]) -> tuple[int, int, int]:
    """Count the pairs of articles taken for copies.

    In order: of two events; of one event; of these, those that have hardly a run in common.
    """
    counts = [0, 0, 0]
    for i, j in found:
        one = pages.stories[i] == pages.stories[j]
        counts[one] += 1
        counts[2] += one and float(common(pages.texts[i], pages.texts[j]).max()) < HARDLY
    return counts[0], counts[1], counts[2]


def _f1(counts: Mapping[str, int]) -> float:
    """Return F1 over pages that hold half of a passage; finding less is neither right nor wrong."""
    return 2 * counts["found"] / max(1, counts["found"] + counts["false"] + counts["of"])


def report() -> None:
    """Print copies by sayso and by baselines."""
    pages = Pages()
    print("copies, ECB+: edited passages found, of half contained and of less; found falsely;")
    print(
        "    real pages taken for copies: of two events; of one event, of these with hardly a run in common"
    )
    rows = [("sayso", *by_sayso(pages))]
    baselines: tuple[tuple[str, Near], ...] = (
        ("tf-idf cosine", pages.tfidf),
        ("Jaccard of 5-grams", jaccard),
    )
    for name, near in baselines:
        step, counts, found = by_baseline(pages, near)
        rows.append((f"{name}, best (from {step:.2f})", counts, found))
    for name, counts, found in rows:
        above = f"{counts['found']} of {counts['of']} ({counts['found'] / max(1, counts['of']):.3f})"
        below = f"{counts['found below']} of {counts['of below']}"
        two, one, hardly = real(pages, found)
        print(f"  {name:42}{above:20} {below:10} {counts['false']:3}   {two:4} {one:5} {hardly:4}")
